// The backlog: what anybody proposes for a meeting, what becomes of it, and who takes it up or refuses it.
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { placeAfter } from './agenda.ts'
import { lines, minutes, required } from './fields.ts'
import { mayWriteSeries } from './series.ts'
import { agendaItems, type AgendaItem, type Meeting } from './tables.ts'

export const proposalForm = z.object({
  title: required('Hãy ghi nội dung đề nghị đưa ra họp.', 500), body: lines(4000), minutes,
  seriesId: z.string().max(100).optional().transform(value => value || null),
})
type Proposal = z.output<typeof proposalForm>

export const refusalForm = z.object({ reason: required('Hãy nêu lý do; người đề xuất đọc được.', 500) })

/** Proposes an item for one series, or with null for any meeting; whoever proposes it presents it, unless the agenda says otherwise. */
export async function propose(db: Write, user: User, { title, body, minutes: length, seriesId }: Proposal): Promise<string> {
  const id = newId()
  await db.insert(agendaItems).values({
    id, meetingId: null, seriesId, title, body, presenterId: user.id, unitId: user.unitId, minutes: length, state: 'proposed', madeById: user.id, madeAt: now(),
  })
  await told(db, actor(user, 'propose items'), 'agenda item proposed', { id, seriesId, title, madeById: user.id })
  return id
}

/** Proposals stand apart from any meeting: their events speak of the series, or of 'any'. */
type Telling = 'agenda item proposed' | 'agenda item refused' | 'agenda item withdrawn'
const told = (db: Write, by: Actor, action: Telling, item: Pick<AgendaItem, 'id' | 'seriesId' | 'title' | 'madeById'>, more = {}) =>
  record(db, by, action, 'series', item.seriesId ?? 'any', { item: item.id, title: item.title, proposer: item.madeById, ...more })

/** What waits, oldest first: all of it for those who prepare meetings, otherwise one's own. */
export async function waitingItems(db: Read, user: User): Promise<AgendaItem[]> {
  const all = await db.select().from(agendaItems).where(eq(agendaItems.state, 'proposed')).orderBy(asc(agendaItems.madeAt), asc(agendaItems.id))
  return mayWriteSeries(user) ? all : all.filter(({ madeById }) => madeById === user.id)
}

/** A proposal that waits, if the person may see it. Throws NotFound. */
export async function waitingItem(db: Read, user: User, id: string): Promise<AgendaItem> {
  const item = (await waitingItems(db, user)).find(one => one.id === id)
  if (!item) throw new NotFound('Đề xuất này không còn chờ, hoặc bạn không được xem.')
  return item
}

/** What became of the person's latest proposals that wait no more. */
export async function answeredItems(db: Read, user: User, limit: number): Promise<AgendaItem[]> {
  const made = await db.select({ details: events.details }).from(events).where(and(eq(events.actorId, user.id), eq(events.action, 'agenda item proposed')))
    .orderBy(desc(events.number)).limit(limit)
  const ids = made.map(({ details }) => String(details.item))
  const rows = ids.length ? await db.select().from(agendaItems).where(and(inArray(agendaItems.id, ids), ne(agendaItems.state, 'proposed'))) : []
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Items that go on from others, by the one they came from. */
export async function itemsAfter(db: Read, ids: readonly string[]): Promise<Map<string, AgendaItem>> {
  const rows = ids.length ? await db.select().from(agendaItems).where(inArray(agendaItems.fromItemId, [...ids])).orderBy(asc(agendaItems.madeAt)) : []
  return new Map(rows.map(row => [row.fromItemId!, row]))
}

/** Takes a proposal onto the agenda of a meeting. */
export async function takeItem(db: Write, by: Actor, item: AgendaItem, meeting: Meeting): Promise<void> {
  const position = await placeAfter(db, meeting.id)
  await db.update(agendaItems).set({ meetingId: meeting.id, state: 'planned', position, revision: item.revision + 1 }).where(eq(agendaItems.id, item.id))
  const details = { item: item.id, title: item.title, proposer: item.madeById, on: meeting.on, called: meeting.state === 'called' }
  await record(db, by, 'agenda item taken', 'meeting', meeting.id, details)
}

export async function refuseItem(db: Write, user: User, item: AgendaItem, reason: string): Promise<void> {
  if (!mayWriteSeries(user)) throw new NotAllowed('Thư ký họp, Đầu mối CCHC, Chánh Văn phòng và Giám đốc trả lời đề xuất.')
  await drop(db, item, reason)
  await told(db, actor(user, 'write meetings'), 'agenda item refused', item, { reason })
}

export async function withdrawItem(db: Write, user: User, item: AgendaItem): Promise<void> {
  if (item.madeById !== user.id) throw new NotAllowed('Chỉ người đề xuất rút được đề xuất.')
  await drop(db, item, 'Người đề xuất đã rút.')
  await told(db, actor(user, 'propose items'), 'agenda item withdrawn', item)
}

async function drop(db: Write, { id, revision }: AgendaItem, reason: string): Promise<void> {
  const dropped = await db.update(agendaItems).set({ state: 'dropped', stateReason: reason, revision: revision + 1 })
    .where(and(eq(agendaItems.id, id), eq(agendaItems.state, 'proposed'))).returning({ id: agendaItems.id })
  if (!dropped.length) throw new Invalid({ '': 'Đề xuất này đã được trả lời.' })
}
