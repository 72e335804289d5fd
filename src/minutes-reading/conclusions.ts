// Conclusions as they are typed or pasted, read into what a clerk would enter; needs no database.
import type { KnownUnit } from '../annex/unit-groups.ts'
import { pointsIn } from '../annex/deadline-points.ts'
import { isDay } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { fold } from '../text.ts'
import { linesOfText, type Line } from './lines.ts'
import { namingOf, type People } from './naming.ts'
import { sectionsOf, split } from './splitting.ts'
import { conclusionOf, type ConclusionRead } from './tasks.ts'

export type { ConclusionRead, TaskRead } from './tasks.ts'

export interface ReadingOptions {
  /** 'YYYY-MM-DD': from here "trong tuần này" counts. */
  meetingOn: string
  /** Where it is known: "trước kỳ giao ban tới" is that day. */
  nextMeetingOn?: string | null
  units: KnownUnit[]
  /** The year that is meant where none is said; left out: that of the meeting. */
  year?: number
  /** Which unit a person belongs to, by name: for work that is given to persons. */
  people?: People
}

export const mostLetters = 200_000
const mostConclusions = 500

/**
 * The conclusions of a text: numbered, lettered, with bullets or in paragraphs, or those of whole minutes; nothing is written.
 * Throws Invalid({ text }) with a Vietnamese sentence for a text that is too long.
 */
export function readConclusions(text: string, options: ReadingOptions): ConclusionRead[] {
  if (text.length > mostLetters) throw new Invalid({ text: 'Văn bản quá dài. Hãy chỉ dán phần kết luận.' })
  const lines = linesOfText(text)
  return conclusionsIn(sectionsOf(lines)?.sections ?? [lines], options)
}

/** The same from the sections in which nothing else is left. */
export function conclusionsIn(sections: Line[][], { meetingOn, nextMeetingOn, units, year, people }: ReadingOptions): ConclusionRead[] {
  const written = split(sections)
  if (written.length > mostConclusions) throw new Invalid({ text: `Văn bản có hơn ${mostConclusions} kết luận. Hãy chỉ dán phần kết luận.` })
  const next = nextMeetingOn ?? nextMeeting(written.map(({ text }) => text), meetingOn)
  const naming = namingOf(units, people ?? new Map())
  return written.map(one => conclusionOf(one, naming, { meetingOn, nextMeetingOn: next, year: year ?? Number(meetingOn.slice(0, 4)) }))
}

/** "Kỳ giao ban tới dự kiến tổ chức vào ngày 10/8/2026." */
function nextMeeting(texts: string[], meetingOn: string): string | null {
  for (const text of texts) {
    const said = fold(text)
    if (!/(?:giao ban|cuoc hop|ky hop|hoi nghi)[^.;]*(?:toi|sau|tiep theo|du kien|to chuc|lan)/.test(said)) continue
    const point = pointsIn(said).find(({ kind, day }) => kind === 'date' && day !== null)
    if (!point?.part || !/du kien|to chuc vao|hop vao|vao ngay/.test(said.slice(Math.max(0, point.at - 60), point.at))) continue
    const day = `${point.year ?? meetingOn.slice(0, 4)}-${String(point.part).padStart(2, '0')}-${String(point.day).padStart(2, '0')}`
    if (isDay(day) && day > meetingOn) return day
  }
  return null
}
