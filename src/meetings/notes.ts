// What is written down under each item while it is dealt with: kept while one types, merged where two type at once.
import { and, eq, gte } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { events } from '../events/tables.ts'
import type { Write } from '../store/store.ts'
import { findItem, refuseGone } from './agenda.ts'
import { takesPlace } from './holding.ts'
import { writerOf } from './meetings.ts'
import { merge } from './merging.ts'
import { agendaItems, type AgendaItem, type Meeting } from './tables.ts'

/** The texts as typed, those they were typed over, and the save that those came from. */
export interface NotesInput { notes: string; notesBase: string; outcome: string; outcomeBase: string; revision: number }

export interface Saved {
  item: AgendaItem
  /** Who else had written in between; null: nobody. */
  other: string | null
}

const [mostCharacters, mostLines] = [20_000, 2_000]
/** Whoever goes on writing in an item: that is one event, not one a second. */
const oneSitting = 10 * 60_000

/** "Hoàng Văn Ký" → "Ký": how colleagues call each other. */
export const calledName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? name

/** Keeps what was typed, merged with what others wrote since the texts it was typed over. */
export async function saveNotes(db: Write, user: User, meeting: Meeting, itemId: string, input: NotesInput): Promise<Saved> {
  const item = await findItem(db, meeting.id, itemId)
  const mark = `(${calledName(user.name)} ghi) `
  const texts = { notes: merge(input.notesBase, item.notes, input.notes, mark), outcome: merge(input.outcomeBase, item.outcome, input.outcome, mark) }
  const errors = Object.entries(texts).flatMap(([name, text]) =>
    text.length > mostCharacters || text.split('\n').length > mostLines ? [[name, 'Dài quá 20.000 ký tự hoặc 2.000 dòng. Hãy rút gọn rồi ghi tiếp.']] : [])
  if (errors.length) throw new Invalid(Object.fromEntries(errors) as Record<string, string>)
  const between = item.notesRevision !== input.revision && item.notesById && item.notesById !== user.id ? item.notesById : null
  const other = between ? (await namesOfPeople(db, [between])).get(between) ?? null : null
  if (texts.notes === item.notes && texts.outcome === item.outcome) return { item, other }
  const set = { ...texts, notesRevision: item.notesRevision + 1, notesById: user.id, notesAt: now() }
  await db.update(agendaItems).set(set).where(eq(agendaItems.id, item.id))
  const since = new Date(set.notesAt.getTime() - oneSitting)
  const told = await db.select({ details: events.details }).from(events)
    .where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, meeting.id), eq(events.action, 'notes taken'), eq(events.actorId, user.id), gte(events.at, since)))
  if (!told.some(({ details }) => details.item === item.id)) {
    await record(db, writerOf(user, meeting), 'notes taken', 'meeting', meeting.id, { item: item.id, title: item.title })
  }
  return { item: { ...item, ...set }, other }
}

/** An item that was dealt with, or that is taken up again. */
export async function setDealtWith(db: Write, user: User, meeting: Meeting, itemId: string, done: boolean): Promise<AgendaItem> {
  const item = await findItem(db, meeting.id, itemId)
  refuseGone(item)
  if ((item.state === 'done') === done) return item
  await db.update(agendaItems).set({ state: done ? 'done' : 'planned' }).where(eq(agendaItems.id, item.id))
  await record(db, writerOf(user, meeting), done ? 'item dealt with' : 'item taken up again', 'meeting', meeting.id, { item: item.id, title: item.title })
  return item
}

/** Keeps how long an item has taken so far. Told again and again while it is on the wall, also by two screens at once: the longest counts, and it is no event. */
export async function keepTime(db: Write, meeting: Meeting, itemId: string, seconds: number): Promise<void> {
  const item = await findItem(db, meeting.id, itemId)
  if (takesPlace(meeting) && seconds > item.tookSeconds) await db.update(agendaItems).set({ tookSeconds: seconds }).where(eq(agendaItems.id, item.id))
}
