// Meetings: which a person sees, who may prepare one, what a new one holds, and which meeting came before it.
import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may, reach } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { agendaItems, meetingGuests, meetings, type AgendaItem, type Meeting, type MeetingGuest, type MeetingState } from './tables.ts'

export const stateNames: Record<MeetingState, string> = { draft: 'Đang chuẩn bị', called: 'Đã mời', held: 'Đã họp', cancelled: 'Đã hoãn' }

/** Whether it is still to be held: it may be prepared. */
export const isOpen = ({ state }: Pick<Meeting, 'state'>): boolean => state === 'draft' || state === 'called'

/** What is being prepared is seen by those who prepare meetings and by its own chair and secretary; what was called by everybody. */
export function visibleMeetings(user: User): SQL | undefined {
  if (reach(user, 'write meetings') === 'any') return undefined
  return or(ne(meetings.state, 'draft'), eq(meetings.secretaryId, user.id), eq(meetings.chairId, user.id))
}

/** The meeting, if the person may see it. Throws NotFound. */
export async function findMeeting(db: Read, user: User, id: string): Promise<Meeting> {
  const [meeting] = may(user, 'see meetings') ? await db.select().from(meetings).where(and(eq(meetings.id, id), visibleMeetings(user))) : []
  if (!meeting) throw new NotFound('Không có cuộc họp này, hoặc bạn không được xem.')
  return meeting
}

/** Whether the person prepares this meeting and writes down what happens in it: by their role, or as its secretary. */
export const mayWriteMeeting = (user: User, { secretaryId }: Pick<Meeting, 'secretaryId'>): boolean => may(user, 'write meetings', { personId: secretaryId })

/** Whose name stands on what is written of a meeting. */
export const writerOf = (user: User, { secretaryId }: Pick<Meeting, 'secretaryId'>): Actor => actor(user, 'write meetings', { personId: secretaryId })

/** The meeting as one that this person may write. Throws NotFound, NotAllowed. */
export async function meetingToWrite(db: Read, user: User, id: string): Promise<Meeting> {
  const meeting = await findMeeting(db, user, id)
  if (!mayWriteMeeting(user, meeting)) throw new NotAllowed('Thư ký cuộc họp, Thư ký họp, Đầu mối CCHC và Chánh Văn phòng chuẩn bị và ghi cuộc họp này.')
  return meeting
}

export interface GuestInput { personId: string | null; unitId: string | null; name: string; title: string | null }
export interface ItemInput { title: string; body?: string | null; presenterId?: string | null; unitId?: string | null; minutes?: number }
export interface MeetingInput {
  seriesId?: string | null
  period?: string | null
  title: string
  on: string
  startsAt: string
  minutes: number
  place: string
  link?: string | null
  chairId: string
  secretaryId: string
  note?: string | null
  guests?: GuestInput[]
  agenda?: ItemInput[]
  demo?: boolean
}

/** A new meeting as a draft, with its guests and agenda: nobody is told. Returns its id. */
export async function addMeeting(db: Write, actor: Actor, input: MeetingInput): Promise<string> {
  const id = newId()
  await db.insert(meetings).values({
    id, seriesId: input.seriesId ?? null, period: input.period ?? null, title: line(input.title), state: 'draft', on: input.on, startsAt: input.startsAt, minutes: input.minutes,
    place: input.place, link: input.link ?? null, chairId: input.chairId, secretaryId: input.secretaryId, note: input.note ?? null,
    search: searchable(`${input.title} ${input.place}`), demo: input.demo ?? false, madeById: actor.id, madeAt: now(),
  })
  const guests = (input.guests ?? []).map((guest, position) => ({ id: newId(), meetingId: id, position, ...guest }))
  if (guests.length) await db.insert(meetingGuests).values(guests)
  const items = (input.agenda ?? []).map(({ title, body, presenterId, unitId, minutes }, position) => ({
    id: newId(), meetingId: id, seriesId: input.seriesId ?? null, position, title: line(title), body: body ?? null, presenterId: presenterId ?? null, unitId: unitId ?? null,
    minutes: minutes ?? 10, state: 'planned' as const, madeById: actor.id, madeAt: now(),
  }))
  if (items.length) await db.insert(agendaItems).values(items)
  await record(db, actor, 'meeting prepared', 'meeting', id, { on: input.on, title: input.title })
  return id
}

export function agendaOf(db: Read, meetingId: string): Promise<AgendaItem[]> {
  return db.select().from(agendaItems).where(and(eq(agendaItems.meetingId, meetingId), inArray(agendaItems.state, ['planned', 'done']))).orderBy(asc(agendaItems.position), asc(agendaItems.id))
}

export function guestsOf(db: Read, meetingId: string): Promise<MeetingGuest[]> {
  return db.select().from(meetingGuests).where(eq(meetingGuests.meetingId, meetingId)).orderBy(asc(meetingGuests.position), asc(meetingGuests.id))
}

/** Meetings held before this one of its series, the last first: with the conclusions of that one it opens. Of a single meeting the single ones. */
export function heldBefore(db: Read, meeting: Pick<Meeting, 'id' | 'seriesId' | 'on'>): Promise<Pick<Meeting, 'id' | 'title' | 'on'>[]> {
  const same = meeting.seriesId ? eq(meetings.seriesId, meeting.seriesId) : isNull(meetings.seriesId)
  return db.select({ id: meetings.id, title: meetings.title, on: meetings.on }).from(meetings)
    .where(and(same, eq(meetings.state, 'held'), lt(meetings.on, meeting.on), ne(meetings.id, meeting.id))).orderBy(desc(meetings.on), desc(meetings.id))
}

/** The next meeting of the series that is not called off: "trước kỳ giao ban tới" means its day. Null for a single meeting, and while it is not prepared yet. */
export async function meetingAfter(db: Read, { seriesId, on }: Pick<Meeting, 'seriesId' | 'on'>): Promise<Meeting | null> {
  if (!seriesId) return null
  const [after] = await db.select().from(meetings).where(and(eq(meetings.seriesId, seriesId), ne(meetings.state, 'cancelled'), gt(meetings.on, on))).orderBy(asc(meetings.on)).limit(1)
  return after ?? null
}
