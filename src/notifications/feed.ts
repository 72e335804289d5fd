// A person's deadlines as a calendar that other programs subscribe to, behind a secret address that can be revoked (RFC 5545).
import { and, eq, inArray } from 'drizzle-orm'
import { userOf } from '../accounts/accounts.ts'
import { fingerprint, newToken } from '../accounts/sessions.ts'
import { people } from '../accounts/tables.ts'
import { addDays, now } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import type { Read, Write } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { openStates, taskParts, tasks } from '../tasks/tables.ts'
import { stateNames } from '../tasks/words.ts'
import { calendarFeeds } from './tables.ts'

export const feedAddress = (origin: string, token: string): string => `${origin}/calendar-feed/${token}.ics`

export const hasFeed = async (db: Read, personId: string): Promise<boolean> => await db.$count(calendarFeeds, eq(calendarFeeds.personId, personId)) > 0

/** Makes the person's secret address anew and returns its token, which is kept nowhere; the one before stops working. */
export async function makeFeed(db: Write, by: Actor): Promise<string> {
  const token = newToken()
  await db.delete(calendarFeeds).where(eq(calendarFeeds.personId, by.id))
  await db.insert(calendarFeeds).values({ id: fingerprint(token), personId: by.id, madeAt: now() })
  await record(db, by, 'calendar feed made', 'person', by.id)
  return token
}

export async function revokeFeed(db: Write, by: Actor): Promise<void> {
  await db.delete(calendarFeeds).where(eq(calendarFeeds.personId, by.id))
  await record(db, by, 'calendar feed revoked', 'person', by.id)
}

/** The calendar behind a token, of the open tasks that are the person's own. Throws NotFound for one that was revoked or never was. */
export async function feedOf(db: Read, token: string, origin: string): Promise<string> {
  const [found] = await db.select({ person: people }).from(calendarFeeds).innerJoin(people, eq(people.id, calendarFeeds.personId)).where(eq(calendarFeeds.id, fingerprint(token)))
  if (!found || found.person.leftOn) throw new NotFound()
  const user = await userOf(db, found.person)
  const heads = user.roles.filter(({ role, lentById }) => role === 'unitHead' && !lentById).flatMap(({ unitIds }) => unitIds)
  const mine = await db.select({ id: tasks.id }).from(tasks).where(eq(tasks.personId, user.id))
  const parts = await db.select({ id: taskParts.taskId }).from(taskParts).where(eq(taskParts.personId, user.id))
  const led = heads.length ? await db.select({ id: taskParts.taskId }).from(taskParts).where(inArray(taskParts.unitId, heads)) : []
  const ids = [...new Set([...mine, ...parts, ...led].map(({ id }) => id))]
  const rows = ids.length ? await db.select().from(tasks).where(and(inArray(tasks.id, ids), inArray(tasks.state, [...openStates]), visibleTasks(db, user))) : []
  const entry = (kind: string, day: string | null, summary: string, { id, state, revision }: typeof rows[number]): FeedEntry[] =>
    (day ? [{ uid: `${kind}-${id}@${new URL(origin).hostname}`, day, summary, description: stateNames[state], url: `${origin}/tasks/${id}`, sequence: revision }] : [])
  return calendarOf(rows.flatMap(task => [
    ...entry('due', task.due, `Hạn: ${task.title}`, task),
    ...(task.state === 'assigned' ? [] : entry('report', task.nextReportOn, `Báo cáo: ${task.title}`, task)),
  ]).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.uid < b.uid ? -1 : 1)), now())
}

export interface FeedEntry { uid: string; day: string; summary: string; description: string; url: string; sequence: number }

/** All-day events as iCalendar text. A date without a time is the same day in every time zone. */
export function calendarOf(entries: readonly FeedEntry[], stamp: Date): string {
  const at = `${stamp.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const compact = (day: string) => day.replaceAll('-', '')
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Cong CCHC//Lich han//VI', 'CALSCALE:GREGORIAN', 'X-WR-CALNAME:Hạn nhiệm vụ CCHC', 'REFRESH-INTERVAL;VALUE=DURATION:PT4H', 'X-PUBLISHED-TTL:PT4H',
    // A calendar must hold something (3.6), also for whoever has no deadline.
    'BEGIN:VTIMEZONE', 'TZID:Asia/Ho_Chi_Minh', 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0700', 'TZOFFSETTO:+0700', 'END:STANDARD', 'END:VTIMEZONE']
  for (const { uid, day, summary, description, url, sequence } of entries) {
    lines.push('BEGIN:VEVENT', `UID:${escaped(uid)}`, `DTSTAMP:${at}`, `SEQUENCE:${sequence}`, `DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      `SUMMARY:${escaped(summary)}`, `DESCRIPTION:${escaped(description)}`, `URL:${url}`, 'TRANSP:TRANSPARENT', 'END:VEVENT')
  }
  return [...lines, 'END:VCALENDAR'].map(line => `${folded(line)}\r\n`).join('')
}

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
