// The head of minutes: number, day, hours and place of the meeting.
import { symbol } from '../annex/document.ts'
import { pointsIn, type Point } from '../annex/deadline-points.ts'
import { isDay } from '../clock.ts'
import { fold } from '../text.ts'
import type { Line } from './lines.ts'

export interface Head {
  number: string | null
  /** Of the meeting, 'YYYY-MM-DD'. */
  date: string | null
  /** 'HH:mm'. */
  start: string | null
  end: string | null
  place: string | null
}

const hour = /(?<![\d/.])(\d{1,2})\s*(?:gio|h|g(?=\d))\s*(\d{2})?(?!\d)|(?<![\d/.])([01]?\d|2[0-3]):(\d{2})(?!\d)/g

const hoursIn = (said: string): string[] => [...said.matchAll(hour)].flatMap(([, a, b, c, d]) => {
  const [hours, minutes] = [Number(a ?? c), Number(b ?? d ?? 0)]
  return hours < 24 && minutes < 60 ? [`${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`] : []
})

/** @param above the lines before the conclusions, from the first on. @param below those after. */
export function headOf(above: Line[], below: Line[]): Head {
  const numbered = above.flatMap(({ text, cells }) => [...cells, text]).find(text => /^so\s*(?::|\d{1,6}\s*\/)/.test(fold(text)) && symbol.test(text))
  const number = (numbered && symbol.exec(numbered)?.[1]?.replace(/\s+/g, '')) ?? null
  const told = above.filter(({ cells }) => cells.length < 3).map(({ text }) => ({ text, said: fold(text) }))
  const when = told.find(({ said }) => /^(?:thoi gian|bat dau|khai mac)/.test(said) && dayIn(said)) ?? told.find(({ said }) => /^(?:hom nay|hoi |luc |vao (?:hoi|luc)|ngay |sang |chieu )/.test(said) && dayIn(said))
    ?? told.find(({ said }) => hoursIn(said).length > 0 && dayIn(said))
  const placed = told.find(({ said }) => /,\s*ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}\s*$/.test(said))
  const start = told.find(({ said }) => /^(?:thoi gian|bat dau)/.test(said) && hoursIn(said).length > 0) ?? when
  const hours = start ? hoursIn(start.said) : []
  const ended = below.map(({ text }) => fold(text)).find(said => /ket thuc|be mac/.test(said) && hoursIn(said).length > 0) ?? told.find(({ said }) => /^(?:thoi gian )?ket thuc/.test(said))?.said
  return {
    number: number && /^\//.test(number) ? null : number,
    date: dayIn(when?.said ?? '') ?? dayIn(placed?.said ?? ''),
    start: hours[0] ?? null, end: (ended && hoursIn(ended)[0]) ?? hours[1] ?? null,
    place: placeIn(told.map(({ text }) => text), when?.text ?? null),
  }
}

function dayIn(said: string): string | null {
  const point = pointsIn(said).find((one: Point) => one.kind === 'date' && one.year !== null && one.part !== null)
  const day = point ? `${point.year}-${String(point.part).padStart(2, '0')}-${String(point.day).padStart(2, '0')}` : ''
  return isDay(day) ? day : null
}

const afterAt = new RegExp('(?:,|\\s)tại\\s+(.+?)(?=,?\\s+(?:Sở|Ban|Văn phòng|Phòng|Trung tâm|Chi cục|[Cc]ơ quan)\\s[^,.;]*?\\s(?:đã\\s+)?(?:tổ chức|tiến hành|họp)(?!\\p{L})|'
  + ',\\s*(?:đồng chí|đ/c|ông|bà|chúng tôi|dưới sự|do)(?!\\p{L})|'
  + ',?\\s+(?:đã\\s+)?(?:tổ chức|tiến hành|diễn ra)(?!\\p{L})|[.;](?:\\s|$)|$)', 'u')

function placeIn(lines: string[], when: string | null): string | null {
  const told = lines.map(text => /^(?:địa điểm|nơi họp|tại)\s*(?:họp|tổ chức)?\s*:\s*(.+)$/iu.exec(text)?.[1]).find(Boolean)
    ?? (when && afterAt.exec(when)?.[1])
  return told?.replace(/[,;.\s]+$/, '') ?? null
}
