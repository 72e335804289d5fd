// Items that go on in another meeting or wait in the backlog: moved or copied, each naming where it came from.
import { and, asc, eq, gte, inArray, ne } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { refuseFrozen } from '../papers/frozen.ts'
import type { Read, Write } from '../store/store.ts'
import { placeAfter, refuseGone } from './agenda.ts'
import { mayWriteMeeting } from './meetings.ts'
import { agendaItems, meetingDocuments, meetings, type AgendaItem, type Meeting } from './tables.ts'

/** Meetings still to come onto whose agenda the person may put something, the next one first. */
export async function meetingsToCome(db: Read, user: User): Promise<Meeting[]> {
  const rows = await db.select().from(meetings).where(and(inArray(meetings.state, ['draft', 'called']), gte(meetings.on, today())))
    .orderBy(asc(meetings.on), asc(meetings.startsAt))
  return rows.filter(meeting => mayWriteMeeting(user, meeting))
}

/** Where an item of a meeting may go: the next one of its series first, then others; without it in any case into the backlog. */
export async function targetsOf(db: Read, user: User, { id, seriesId, on }: Meeting): Promise<Meeting[]> {
  const others = (await meetingsToCome(db, user)).filter(meeting => meeting.id !== id)
  const next = others.find(meeting => seriesId !== null && meeting.seriesId === seriesId && meeting.on > on)
  return next ? [next, ...others.filter(meeting => meeting !== next)] : others
}

/** The meeting that was chosen among those an item may go to; '' is the backlog. Throws Invalid. */
export async function targetNamed(db: Read, user: User, meeting: Meeting, to: string): Promise<Meeting | null> {
  if (!to) return null
  const target = (await targetsOf(db, user, meeting)).find(({ id }) => id === to)
  if (!target) throw new Invalid({ to: 'Cuộc họp này không nhận thêm nội dung. Hãy chọn cuộc họp khác.' })
  return target
}

/**
 * Moves or copies an item to another meeting, or with null into the backlog of the meeting's series. What was moved stays
 * with the meeting, marked; of signed minutes only a copy is taken. Throws Invalid, NotAllowed.
 */
export async function moveItem(db: Write, actor: Actor, meeting: Meeting, item: AgendaItem, to: Meeting | null, copy: boolean): Promise<void> {
  refuseGone(item)
  if (!copy) await refuseFrozen(db, meeting.id)
  const there = to ? eq(agendaItems.meetingId, to.id) : eq(agendaItems.state, 'proposed')
  if (await db.$count(agendaItems, and(eq(agendaItems.fromItemId, item.id), there, ne(agendaItems.state, 'dropped')))) {
    throw new Invalid({ '': 'Nội dung này đã được chép đến đó rồi.' })
  }
  const id = newId()
  const { title, body, presenterId, unitId, minutes } = item
  await db.insert(agendaItems).values({
    id, meetingId: to?.id ?? null, seriesId: to ? to.seriesId : meeting.seriesId, position: to ? await placeAfter(db, to.id) : 0,
    title, body, presenterId, unitId, minutes,
    state: to ? 'planned' : 'proposed', fromItemId: item.id, madeById: actor.id, madeAt: now(),
  })
  if (to) {
    const papers = await db.select().from(meetingDocuments).where(and(eq(meetingDocuments.meetingId, meeting.id), eq(meetingDocuments.itemId, item.id)))
    const copies = papers.map(({ documentId }) => ({ id: newId(), meetingId: to.id, itemId: id, documentId, byId: actor.id, at: now() }))
    if (copies.length) await db.insert(meetingDocuments).values(copies)
  }
  const where = to ? `cuộc họp ngày ${written(to.on)}` : null
  const gone = { state: 'moved' as const, stateReason: `sang ${where ?? 'danh sách đề xuất'}`, revision: item.revision + 1 }
  if (!copy) await db.update(agendaItems).set(gone).where(eq(agendaItems.id, item.id))
  await record(db, actor, 'agenda item moved', 'meeting', meeting.id, { item: item.id, newItem: id, title, to: where, toMeeting: to?.id ?? null, copy })
}
