// What papers are made of while nobody has signed: the meeting, who was there, what was said under each item, what was concluded.
import { asc, eq, inArray } from 'drizzle-orm'
import { inWords } from '../calendar/deadlines.ts'
import { timeOf } from '../clock.ts'
import type { Config } from '../config.ts'
import { conclusions, conclusionWorks, type Conclusion, type ConclusionWork } from '../conclusions/tables.ts'
import { dateInWords } from '../documents/wording.ts'
import { attendanceOf } from '../meetings/attendance.ts'
import { agendaOf } from '../meetings/meetings.ts'
import type { Attendance, Meeting } from '../meetings/tables.ts'
import type { Read } from '../store/store.ts'
import { fold } from '../text.ts'
import { allUnits } from '../units/units.ts'
import { placedOn, positionIn, type Placed } from './signers.ts'

export type Office = Config['office']
/** 'Sở' of 'Sở Nội vụ'. */
export const officeKind = ({ name }: Office): string => name.split(/\s/)[0]!

export interface Attendee { /** 'Bế Thị Hoa, Trưởng Phòng Người có công'. */ words: string; position: string; attendance: Attendance | null; reason: string; deputy: string }
export interface Item { title: string; presenter: string; notes: string; outcome: string }
/** `lines` say unit, work, deadline and product where its own text does not. */
export interface Concluded { id: string; number: string; text: string; lines: string[] }

export interface Gathered {
  office: Office
  meeting: Meeting
  /** 'Giao ban …' as 'họp giao ban …'. */
  called: string
  chair: Placed
  secretary: Placed
  attendees: Attendee[]
  items: Item[]
  conclusions: Concluded[]
}

/** '08:00', '2026-10-12' → '08 giờ 00, ngày 12 tháng 10 năm 2026'. */
export const momentInWords = (time: string, day: string): string => `${time.replace(':', ' giờ ')}, ${dateInWords(day)}`

export async function gather(db: Read, meeting: Meeting, office: Office): Promise<Gathered> {
  const placed = await placedOn(db, meeting.on, officeKind(office))
  const units = new Map((await allUnits(db)).map(unit => [unit.id, unit]))
  const person = (id: string): Placed => placed.get(id) ?? { id, name: '', position: '', unit: '', roles: [] }
  const items = await agendaOf(db, meeting.id)
  const rows = await db.select().from(conclusions).where(eq(conclusions.meetingId, meeting.id)).orderBy(asc(conclusions.position), asc(conclusions.id))
  const works = rows.length ? await db.select().from(conclusionWorks).where(inArray(conclusionWorks.conclusionId, rows.map(({ id }) => id))).orderBy(asc(conclusionWorks.position)) : []
  const unitName = (id: string) => units.get(id)?.name ?? 'đơn vị không còn'
  return {
    office, meeting, called: /^(?:cuộc )?họp\s/iu.test(meeting.title) ? lower(meeting.title.replace(/^cuộc /iu, '')) : `họp ${lower(meeting.title)}`,
    chair: person(meeting.chairId), secretary: person(meeting.secretaryId),
    attendees: (await attendanceOf(db, meeting)).filter(({ part }) => !part).map(({ personId, name, title, unitId, unit, attendance, reason, deputy }) => {
      const isLeadership = units.get(unitId ?? '')?.kind === 'leadership'
      const position = title ? positionIn(title, unit, isLeadership, officeKind(office)) : (personId && person(personId).position) || unit
      return { words: [name, position].filter(Boolean).join(', '), position, attendance, reason, deputy }
    }),
    items: items.map(({ title, presenterId, unitId, notes, outcome }) => ({ title, presenter: presenterId ? person(presenterId).name : unitId ? unitName(unitId) : '', notes, outcome })),
    conclusions: rows.map(row => concluded(row, works.filter(({ conclusionId }) => conclusionId === row.id), unitName)),
  }
}

/** Only its first letter, and only where the rest of the word is small already: 'TTHC' stays. */
const lower = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLocaleLowerCase('vi') + text.slice(1) : text)

function concluded({ id, number, text }: Conclusion, works: ConclusionWork[], unitName: (id: string) => string): Concluded {
  const said = fold(text)
  const says = (words: string) => said.includes(fold(words))
  const lines = works.flatMap(work => {
    const leads = work.allUnits ? ['các phòng, đơn vị'] : work.unitIds.map(unitName)
    const others = [...work.coordinatorIds.map(unitName), ...work.outsiders]
    const deadline = work.deadline ? inWords(work.deadline) : ''
    const saysDeadline = !deadline || says(deadline) || says(work.deadline!.original)
    if (leads.every(says) && others.every(says) && saysDeadline && (works.length === 1 || says(work.title))) return []
    const parts = [
      works.length > 1 || !says(work.title) ? work.title.replace(/[.;\s]+$/u, '') : '', leads.length ? `chủ trì: ${leads.join(', ')}` : '', others.length ? `phối hợp: ${others.join(', ')}` : '',
      deadline ? `thời hạn: ${deadline}` : '', work.product && !says(work.product) ? `sản phẩm: ${work.product}` : '',
    ].filter(Boolean).join('; ')
    return parts ? [`${parts[0]!.toLocaleUpperCase('vi')}${parts.slice(1)}.`] : []
  })
  return { id, number, text: text.trim(), lines }
}

/** When it began and ended; the end is '' while it is not known. */
export const began = ({ beganAt, startsAt, on }: Meeting): string => (beganAt ? momentInWords(timeOf(beganAt), on) : momentInWords(startsAt, on))
export const ended = ({ endedAt, on }: Meeting): string => (endedAt ? momentInWords(timeOf(endedAt), on) : '')
