// Calendar files that other programs read and subscribe to (RFC 5545): days without a time, and meetings at a moment.
import { addDays } from '../clock.ts'

interface Entry { uid: string; summary: string; description: string; url: string; sequence: number }
/** A date without a time is the same day in every time zone. */
interface DayEntry extends Entry { day: string }
/** A span between two moments, written in UTC: the same moment whatever the server's zone and the reader's. */
export interface TimedEntry extends Entry { from: Date; to: Date; location: string; status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' }
export type CalendarEntry = DayEntry | TimedEntry

/** Entries as the text of a calendar, the earliest first. */
export function calendarOf(entries: readonly CalendarEntry[], stamp: Date): string {
  const sorted = entries.map(entry => ({ entry, key: `${'day' in entry ? compact(entry.day) : instant(entry.from)} ${entry.uid}` })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Cong CCHC//Lich//VI', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'X-WR-CALNAME:Hạn và họp CCHC', 'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    'X-PUBLISHED-TTL:PT4H',
    // A calendar must hold something (3.6), also for whoever has no deadline.
    'BEGIN:VTIMEZONE', 'TZID:Asia/Ho_Chi_Minh', 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0700', 'TZOFFSETTO:+0700', 'END:STANDARD', 'END:VTIMEZONE',
    ...sorted.flatMap(({ entry }) => eventOf(entry, instant(stamp))), 'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

function eventOf(entry: CalendarEntry, stamp: string): string[] {
  const { uid, summary, description, url, sequence } = entry
  const when = 'day' in entry
    ? [`DTSTART;VALUE=DATE:${compact(entry.day)}`, `DTEND;VALUE=DATE:${compact(addDays(entry.day, 1))}`, 'TRANSP:TRANSPARENT']
    : [`DTSTART:${instant(entry.from)}`, `DTEND:${instant(entry.to)}`, `LOCATION:${escaped(entry.location)}`, `STATUS:${entry.status}`]
  return ['BEGIN:VEVENT', `UID:${escaped(uid)}`, `DTSTAMP:${stamp}`, `SEQUENCE:${sequence}`, ...when, `SUMMARY:${escaped(summary)}`, `DESCRIPTION:${escaped(description)}`, `URL:${url}`, 'END:VEVENT']
}

const compact = (day: string) => day.replaceAll('-', '')
/** '20261012T010000Z'. */
const instant = (moment: Date) => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const escaped = (text: string): string => text.replace(/[\\;,]/g, found => `\\${found}`).replace(/\r\n|\r|\n/g, '\\n').replace(/\p{Cc}/gu, '')

/** At most 75 octets a line; what is longer goes on after a space, never within a letter. */
function folded(line: string): string {
  const rows: string[] = []
  let row = ''
  let size = 0
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter)
    if (size + bytes > 75) { rows.push(row); row = ' '; size = 1 }
    row += letter
    size += bytes
  }
  return [...rows, row].join('\r\n')
}
