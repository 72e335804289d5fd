// Preparing a meeting: what it is, calling people to it, changing it afterwards, calling it off, removing a draft.
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today } from '../clock.ts'
import { conclusions } from '../conclusions/tables.ts'
import { Invalid, mistakesOf } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { papers } from '../papers/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { searchable } from '../text.ts'
import { itemsOf, takenUp } from './agenda.ts'
import { changedMeanwhile, lines, oneForBoth, placeFields, required, type Typed } from './fields.ts'
import { checkServing, leaveOut } from './guests.ts'
import { guestsOf, isOpen, meetingToWrite, stateNames } from './meetings.ts'
import { findSeries } from './series.ts'
import { agendaItems, meetingDocuments, meetingGuests, meetings, type Meeting } from './tables.ts'

const meetingForm = z.looseObject({
  title: required('Hãy đặt tên cuộc họp, ví dụ: Họp chuyên đề dịch vụ công trực tuyến.', 300),
  on: z.string('Hãy chọn ngày họp.').refine(isDay, 'Hãy chọn ngày họp có thật.'),
  ...placeFields, note: lines(2000),
})
export type MeetingFields = Pick<Meeting, 'title' | 'on' | 'startsAt' | 'minutes' | 'place' | 'link' | 'chairId' | 'secretaryId' | 'note'>

/** What a form says of a meeting. Throws Invalid with every field that cannot be taken. */
export function meetingFrom(values: Typed): MeetingFields {
  const parsed = meetingForm.safeParse(values)
  if (!parsed.success) throw new Invalid(mistakesOf(parsed.error))
  const { title, on, startsAt, minutes, place, link, chairId, secretaryId, note } = parsed.data
  if (chairId === secretaryId) throw new Invalid(oneForBoth)
  return { title, on, startsAt, minutes, place, link, chairId, secretaryId, note }
}

/** The meeting as one that this person may still prepare. Throws NotFound, NotAllowed, and Invalid once it was held or called off. */
export async function meetingToPrepare(db: Read, user: User, id: string): Promise<Meeting> {
  const meeting = await meetingToWrite(db, user, id)
  if (!isOpen(meeting)) throw new Invalid({ '': `Cuộc họp ở bước “${stateNames[meeting.state].toLowerCase()}” nên không sửa việc chuẩn bị được nữa.` })
  return meeting
}

const fields = ['title', 'on', 'startsAt', 'minutes', 'place', 'link', 'chairId', 'secretaryId', 'note'] as const

/** Throws Invalid, also for another tab's change. Of a called meeting the event says what changed, from what to what. */
export async function changeMeeting(db: Write, actor: Actor, meeting: Meeting, input: MeetingFields, revision: number): Promise<void> {
  if (revision !== meeting.revision) throw changedMeanwhile('Cuộc họp')
  const changed = fields.filter(field => input[field] !== meeting[field])
  if (!changed.length) return
  await checkServing(db, Object.fromEntries((['chairId', 'secretaryId'] as const).filter(field => changed.includes(field)).map(field => [field, input[field]])))
  if (meeting.state === 'called' && input.on < today() && input.on !== meeting.on) throw new Invalid({ on: 'Đã mời họp thì chỉ chuyển sang ngày chưa qua.' })
  await db.update(meetings).set({ ...input, search: searchable(`${input.title} ${input.place}`), revision: meeting.revision + 1 }).where(eq(meetings.id, meeting.id))
  await leaveOut(db, meeting.id, [input.chairId, input.secretaryId])
  const told = (of: MeetingFields) => Object.fromEntries(changed.filter(field => field !== 'note').map(field => [field, of[field]]))
  await record(db, actor, 'meeting changed', 'meeting', meeting.id, { fields: changed, from: told(meeting), to: told(input), called: meeting.state === 'called' })
}

/** Calls people to the meeting. For a day that has passed nobody is told: it is written down afterwards. Returns how many guests there are. */
export async function callMeeting(db: Write, actor: Actor, meeting: Meeting): Promise<number> {
  if (meeting.state !== 'draft') throw new Invalid({ '': 'Cuộc họp đã được mời.' })
  const guests = (await guestsOf(db, meeting.id)).length
  if (!guests) throw new Invalid({ '': 'Chưa có ai trong thành phần họp. Hãy mời ít nhất một đơn vị hoặc một người.' })
  await db.update(meetings).set({ state: 'called', calledAt: now(), revision: meeting.revision + 1 }).where(eq(meetings.id, meeting.id))
  const { title, on, startsAt, place } = meeting
  await record(db, actor, 'meeting called', 'meeting', meeting.id, { title, on, startsAt, place, guests, past: on < today() })
  return guests
}

/** Calls the meeting off; its period stays taken, so that no new draft of it is made. */
export async function cancelMeeting(db: Write, actor: Actor, meeting: Meeting, reason: string): Promise<void> {
  if (meeting.beganAt) throw new Invalid({ '': 'Cuộc họp đã bắt đầu nên không hoãn được.' })
  await db.update(meetings).set({ state: 'cancelled', cancelReason: reason, revision: meeting.revision + 1 }).where(eq(meetings.id, meeting.id))
  await takenUp(db, meeting, await itemsOf(db, meeting.id))
  const { title, on, startsAt } = meeting
  await record(db, actor, 'meeting cancelled', 'meeting', meeting.id, { title, on, startsAt, reason, called: meeting.state === 'called' })
}

/** Removes a draft of which nothing was written down yet; what was taken onto its agenda goes back to where it waited. Throws Invalid. */
export async function removeMeeting(db: Write, actor: Actor, meeting: Meeting): Promise<void> {
  if (meeting.state !== 'draft') throw new Invalid({ '': 'Đã mời họp nên không xóa được. Hãy hoãn cuộc họp, kèm lý do.' })
  if (meeting.seriesId && meeting.on >= today() && (await findSeries(db, meeting.seriesId)).prepareDays) {
    throw new Invalid({ '': 'Bản nháp này do lịch giao ban tự lập: xóa đi thì sáng mai cổng lập lại. Muốn bỏ kỳ này, hãy hoãn cuộc họp, kèm lý do.' })
  }
  const items = await itemsOf(db, meeting.id)
  const used = await db.$count(papers, eq(papers.meetingId, meeting.id)) + await db.$count(conclusions, eq(conclusions.meetingId, meeting.id))
  if (used || items.some(({ notes, outcome }) => notes || outcome)) {
    throw new Invalid({ '': 'Cuộc họp đã có ghi chép, kết luận hoặc văn bản nên không xóa được. Hãy hoãn cuộc họp, kèm lý do.' })
  }
  const back = await takenUp(db, meeting, items)
  await db.delete(meetingDocuments).where(eq(meetingDocuments.meetingId, meeting.id))
  await db.delete(meetingGuests).where(eq(meetingGuests.meetingId, meeting.id))
  await db.delete(agendaItems).where(and(eq(agendaItems.meetingId, meeting.id), inArray(agendaItems.id, items.map(({ id }) => id).filter(id => !back.includes(id)))))
  await db.delete(meetings).where(eq(meetings.id, meeting.id))
  await record(db, actor, 'meeting removed', 'meeting', meeting.id, { title: meeting.title, on: meeting.on, seriesId: meeting.seriesId, period: meeting.period })
}
