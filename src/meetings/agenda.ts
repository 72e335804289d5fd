// The agenda of a meeting: items added, changed, put in order and left out.
import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { changedMeanwhile, lines, minutes, required } from './fields.ts'
import { agendaOf } from './meetings.ts'
import { agendaItems, meetingDocuments, type AgendaItem, type Meeting } from './tables.ts'

const chosen = z.string().max(100).optional().transform(value => value || null)
export const itemForm = z.object({
  title: required('Hãy ghi nội dung, ví dụ: Tình hình giải quyết thủ tục trực tuyến quý III.', 500),
  body: lines(4000), presenterId: chosen, unitId: chosen, minutes, revision: z.string().optional(),
})
export type ItemFields = Pick<z.output<typeof itemForm>, 'title' | 'body' | 'presenterId' | 'unitId' | 'minutes'>

/** All rows of a meeting's agenda, those that went elsewhere as well. */
export function itemsOf(db: Read, meetingId: string): Promise<AgendaItem[]> {
  return db.select().from(agendaItems).where(eq(agendaItems.meetingId, meetingId)).orderBy(asc(agendaItems.position), asc(agendaItems.id))
}

/** An item of the meeting. Throws NotFound. */
export async function findItem(db: Read, meetingId: string, id: string): Promise<AgendaItem> {
  const [item] = await db.select().from(agendaItems).where(and(eq(agendaItems.id, id), eq(agendaItems.meetingId, meetingId)))
  if (!item) throw new NotFound('Nội dung này không còn trong chương trình họp.')
  return item
}

/** The place after the last item of an agenda. */
export async function placeAfter(db: Read, meetingId: string): Promise<number> {
  return ((await itemsOf(db, meetingId)).at(-1)?.position ?? -1) + 1
}

const changed = (db: Write, actor: Actor, { id, state, beganAt }: Meeting, change: 'added' | 'changed' | 'removed' | 'placed', item: Pick<AgendaItem, 'id' | 'title'>) =>
  record(db, actor, 'agenda changed', 'meeting', id, { change, item: item.id, title: item.title, called: state === 'called' && beganAt === null })

export async function addItem(db: Write, actor: Actor, meeting: Meeting, { title, body, presenterId, unitId, minutes: length }: ItemFields): Promise<string> {
  const id = newId()
  await db.insert(agendaItems).values({
    id, meetingId: meeting.id, seriesId: meeting.seriesId, position: await placeAfter(db, meeting.id), title, body, presenterId, unitId, minutes: length,
    state: 'planned', madeById: actor.id, madeAt: now(),
  })
  await changed(db, actor, meeting, 'added', { id, title })
  return id
}

/** Throws Invalid for another tab's change. */
export async function changeItem(db: Write, actor: Actor, meeting: Meeting, item: AgendaItem, fields: ItemFields, revision: number): Promise<void> {
  refuseGone(item)
  const { title, body, presenterId, unitId, minutes: length } = fields
  const rows = await db.update(agendaItems).set({ title, body, presenterId, unitId, minutes: length, revision: item.revision + 1 })
    .where(and(eq(agendaItems.id, item.id), eq(agendaItems.revision, revision))).returning({ id: agendaItems.id })
  if (!rows.length) throw changedMeanwhile('Nội dung này')
  await changed(db, actor, meeting, 'changed', { id: item.id, title })
}

/** Throws Invalid for an item that went elsewhere. */
export function refuseGone({ state }: AgendaItem): void {
  if (state === 'moved' || state === 'dropped') throw new Invalid({ '': 'Nội dung này đã được chuyển đi nên không sửa ở đây được.' })
}

/** One place up or down. At the end of the agenda it stays. */
export async function placeItem(db: Write, actor: Actor, meeting: Meeting, item: AgendaItem, way: 'up' | 'down'): Promise<void> {
  const items = await agendaOf(db, meeting.id)
  const at = items.findIndex(({ id }) => id === item.id)
  const to = way === 'up' ? at - 1 : at + 1
  if (at < 0 || to < 0 || to >= items.length) return
  items.splice(to, 0, ...items.splice(at, 1))
  for (const [position, { id, position: before }] of items.entries()) {
    if (position !== before) await db.update(agendaItems).set({ position }).where(eq(agendaItems.id, id))
  }
  await changed(db, actor, meeting, 'placed', item)
}

/** Leaves an item out; one that was proposed or brought over goes back to the backlog. Throws Invalid where something was written down under it. */
export async function removeItem(db: Write, actor: Actor, meeting: Meeting, item: AgendaItem): Promise<boolean> {
  refuseGone(item)
  if (item.notes || item.outcome) throw new Invalid({ '': 'Nội dung này đã có ghi chép nên không bỏ được. Có thể chuyển sang kỳ sau.' })
  const back = (await takenUp(db, meeting, [item])).length > 0
  if (!back) {
    await db.delete(meetingDocuments).where(and(eq(meetingDocuments.meetingId, meeting.id), eq(meetingDocuments.itemId, item.id)))
    await db.delete(agendaItems).where(eq(agendaItems.id, item.id))
  }
  await changed(db, actor, meeting, 'removed', item)
  return back
}

/** Puts items that were proposed, or moved here from another meeting, back into the backlog. Returns their ids. */
export async function takenUp(db: Write, meeting: Meeting, items: readonly AgendaItem[]): Promise<string[]> {
  const taken = await db.select({ details: events.details }).from(events)
    .where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, meeting.id), eq(events.action, 'agenda item taken')))
  const proposed = new Set(taken.map(({ details }) => details.item))
  const from = items.flatMap(({ fromItemId }) => fromItemId ?? [])
  // A copy is no loss: what it was copied from is still there.
  const gone = from.length ? await db.select({ id: agendaItems.id }).from(agendaItems).where(and(inArray(agendaItems.id, from), eq(agendaItems.state, 'moved'))) : []
  const moved = new Set(gone.map(({ id }) => id))
  const untouched = items.filter(({ state, notes, outcome }) => state === 'planned' && !notes && !outcome)
  const back = untouched.filter(({ id, fromItemId }) => moved.has(fromItemId ?? '') || proposed.has(id)).map(({ id }) => id)
  if (!back.length) return []
  await db.delete(meetingDocuments).where(and(eq(meetingDocuments.meetingId, meeting.id), inArray(meetingDocuments.itemId, back)))
  await db.update(agendaItems).set({ meetingId: null, state: 'proposed', position: 0 }).where(inArray(agendaItems.id, back))
  return back
}
