// Conclusions of a meeting with the work that each gives: added, changed, put in order, removed and brought back. What has tasks stays.
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import { meetingToWrite } from '../meetings/meetings.ts'
import type { Meeting } from '../meetings/tables.ts'
import { refuseFrozen } from '../papers/frozen.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf } from '../tasks/assigning.ts'
import { line, searchable } from '../text.ts'
import { conclusions, conclusionTasks, conclusionWorks, type Conclusion, type ConclusionKind, type ConclusionTask, type ConclusionWork } from './tables.ts'

export const kindNames: Record<ConclusionKind, string> = { assign: 'Giao việc', agree: 'Thống nhất', remind: 'Nhắc việc', ask: 'Xin ý kiến' }

/** A conclusion with its work and the tasks that came of it. */
export interface WholeConclusion extends Conclusion { works: ConclusionWork[]; links: ConclusionTask[] }

export type WorkInput = Pick<ConclusionWork, 'title' | 'product' | 'unitIds' | 'allUnits' | 'coordinatorIds' | 'outsiders' | 'deadline' | 'doubts'>
export type ConclusionInput = Pick<Conclusion, 'number' | 'text' | 'kind' | 'reminderNumber' | 'remindsId' | 'doubts'> & { noTask?: boolean; itemId?: string | null; works: WorkInput[] }

/** The meeting as one whose conclusions this person may change now. Throws NotFound, NotAllowed. */
export async function meetingToConclude(db: Read, user: User, id: string): Promise<Meeting> {
  const meeting = await meetingToWrite(db, user, id)
  await refuseFrozen(db, id)
  return meeting
}

/** Who writes down what the chair concluded, for the event. */
export function writerOf(user: User, { chairId, secretaryId }: Pick<Meeting, 'chairId' | 'secretaryId'>): Actor {
  const by = actor(user, 'write meetings', { personId: secretaryId })
  return chairId === user.id || by.actingForId ? by : { ...by, actingForId: chairId }
}

export async function conclusionsOf(db: Read, meetingId: string): Promise<WholeConclusion[]> {
  return whole(db, await db.select().from(conclusions).where(eq(conclusions.meetingId, meetingId)).orderBy(asc(conclusions.position), asc(conclusions.id)))
}

/** The rows with their works and tasks, in the same order. */
export async function whole(db: Read, rows: readonly Conclusion[]): Promise<WholeConclusion[]> {
  const ids = rows.map(({ id }) => id)
  if (!ids.length) return []
  const works = Map.groupBy(await db.select().from(conclusionWorks).where(inArray(conclusionWorks.conclusionId, ids)).orderBy(asc(conclusionWorks.position), asc(conclusionWorks.id)), ({ conclusionId }) => conclusionId)
  const links = Map.groupBy(await db.select().from(conclusionTasks).where(inArray(conclusionTasks.conclusionId, ids)).orderBy(asc(conclusionTasks.id)), ({ conclusionId }) => conclusionId)
  return rows.map(row => ({ ...row, works: works.get(row.id) ?? [], links: links.get(row.id) ?? [] }))
}

/** One conclusion of the meeting. Throws NotFound. */
export async function findConclusion(db: Read, meetingId: string, id: string): Promise<WholeConclusion> {
  const [found] = await whole(db, await db.select().from(conclusions).where(and(eq(conclusions.id, id), eq(conclusions.meetingId, meetingId))))
  if (!found) throw new NotFound('Kết luận này không còn. Hãy tải lại trang.')
  return found
}

export interface Added { ids: string[]; /** Numbers of conclusions that say the same already, by the number pasted. */ known: { number: string; as: string }[] }

/** Adds conclusions at the end. What the meeting has already, word for word, is not added again. */
export async function addConclusions(db: Write, user: User, meeting: Meeting, inputs: readonly ConclusionInput[]): Promise<Added> {
  const standing = await conclusionsOf(db, meeting.id)
  const said = new Map(standing.map(({ search, number }) => [search, number]))
  const numbers = new Set(standing.map(({ number }) => number))
  const calendar = await loadCalendar(db)
  const added: Added = { ids: [], known: [] }
  const rows: Conclusion[] = []
  const works: ConclusionWork[] = []
  for (const { works: given, noTask = false, itemId = null, ...input } of inputs) {
    const search = searchable(input.text)
    const same = said.get(search)
    if (same !== undefined) { added.known.push({ number: input.number, as: same }); continue }
    const number = input.number && !numbers.has(input.number) ? input.number : nextNumber(numbers)
    numbers.add(number)
    said.set(search, number)
    const id = newId()
    rows.push({
      ...input, id, number, meetingId: meeting.id, position: (standing.at(-1)?.position ?? -1) + rows.length + 1, text: line(input.text), itemId, noTask, noTaskById: noTask ? user.id : null,
      search, revision: 1, madeById: user.id, madeAt: now(),
    })
    for (const [position, work] of given.entries()) works.push({ ...work, id: newId(), conclusionId: id, position, due: work.deadline && dueOf(calendar, work.deadline) })
    added.ids.push(id)
  }
  for (let start = 0; start < rows.length; start += 200) await db.insert(conclusions).values(rows.slice(start, start + 200))
  for (let start = 0; start < works.length; start += 200) await db.insert(conclusionWorks).values(works.slice(start, start + 200))
  if (rows.length) await record(db, writerOf(user, meeting), 'conclusions added', 'meeting', meeting.id, { count: rows.length, numbers: rows.map(({ number }) => number).join(', ').slice(0, 200) })
  return added
}

/** One more than the highest that stands. */
const nextNumber = (numbers: ReadonlySet<string>): string => String(Math.max(0, ...[...numbers].map(number => Number.parseInt(number) || 0)) + 1)

/** An empty piece of work: what is missing in it is asked for. */
export const emptyWork: WorkInput = { title: '', product: null, unitIds: [], allUnits: false, coordinatorIds: [], outsiders: [], deadline: null, doubts: {} }

/** One more piece of work in a conclusion, in the words of the conclusion until somebody words it. */
export async function addWork(db: Write, user: User, meeting: Meeting, id: string, input: Partial<WorkInput> = {}): Promise<string> {
  const standing = await findConclusion(db, meeting.id, id)
  const workId = newId()
  await db.insert(conclusionWorks).values({ ...emptyWork, title: line(standing.text).slice(0, 2000), ...input, id: workId, conclusionId: id, position: (standing.works.at(-1)?.position ?? -1) + 1 })
  await db.update(conclusions).set({ noTask: false, noTaskById: null, revision: standing.revision + 1 }).where(eq(conclusions.id, id))
  await record(db, writerOf(user, meeting), 'conclusion changed', 'meeting', meeting.id, { conclusion: id, number: standing.number, revision: standing.revision + 1, change: 'work added' })
  return workId
}

/** Takes a piece of work out of a conclusion; it can be brought back. Throws Invalid once it was given. */
export async function removeWork(db: Write, user: User, meeting: Meeting, id: string, workId: string): Promise<void> {
  const { works, links, number, revision } = await findConclusion(db, meeting.id, id)
  const work = works.find(one => one.id === workId)
  if (!work) throw new NotFound('Việc này không còn trong kết luận.')
  if (links.some(link => link.workId === workId)) throw new Invalid({ '': `Việc này của kết luận ${number} đã giao nên không bỏ ở đây được. Muốn thôi thì bỏ nhiệm vụ, nêu lý do.` })
  await db.delete(conclusionWorks).where(eq(conclusionWorks.id, workId))
  await db.update(conclusions).set({ revision: revision + 1 }).where(eq(conclusions.id, id))
  await record(db, writerOf(user, meeting), 'conclusion removed', 'meeting', meeting.id, { conclusion: id, number, revision: revision + 1, text: work.title, works: [work] })
}

/** Takes a conclusion out; it can be brought back. Throws Invalid for one that has tasks. */
export async function removeConclusion(db: Write, user: User, meeting: Meeting, id: string): Promise<void> {
  const { works, links, ...row } = await findConclusion(db, meeting.id, id)
  if (links.length) throw new Invalid({ '': `Kết luận ${row.number} đã có nhiệm vụ nên không bỏ được.` })
  await db.delete(conclusionWorks).where(eq(conclusionWorks.conclusionId, id))
  await db.delete(conclusions).where(eq(conclusions.id, id))
  await record(db, writerOf(user, meeting), 'conclusion removed', 'meeting', meeting.id, { conclusion: id, number: row.number, text: row.text, row, works })
}

export interface Removed { event: number; number: string; text: string; isWork: boolean }
interface RemovedDetails { conclusion: string; number: string; text: string; row?: Conclusion; works: ConclusionWork[] }

/** What was taken out and not brought back, the latest first. */
export async function removedFrom(db: Read, meetingId: string): Promise<Removed[]> {
  const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, meetingId), inArray(events.action, ['conclusion removed', 'conclusion restored'])))
    .orderBy(desc(events.number)).limit(100)
  const restored = new Set(rows.flatMap(({ action, details }) => (action === 'conclusion restored' ? [details.removal] : [])))
  const standing = new Set((await db.select({ id: conclusions.id }).from(conclusions).where(eq(conclusions.meetingId, meetingId))).map(({ id }) => id))
  return rows.filter(({ action, number }) => action === 'conclusion removed' && !restored.has(number)).map(({ number, details }) => ({ number, details: details as unknown as RemovedDetails }))
    // Work of a conclusion that is gone itself comes back with it only.
    .filter(({ details }) => details.row || standing.has(details.conclusion)).slice(0, 20)
    .map(({ number, details }) => ({ event: number, number: details.number, text: details.text, isWork: !details.row }))
}

/** Brings back what one removal took out, where it stood. Throws NotFound for what is back already. */
export async function restore(db: Write, user: User, meeting: Meeting, eventNumber: number): Promise<string> {
  const [removal] = (await removedFrom(db, meeting.id)).filter(({ event }) => event === eventNumber)
  const [event] = removal ? await db.select().from(events).where(eq(events.number, eventNumber)) : []
  if (!event) throw new NotFound('Kết luận này đã được lấy lại rồi.')
  const { row, works, conclusion, number } = event.details as unknown as RemovedDetails
  if (row) await db.insert(conclusions).values({ ...row, madeAt: new Date(row.madeAt), revision: row.revision + 1 })
  if (works.length) await db.insert(conclusionWorks).values(works)
  await record(db, writerOf(user, meeting), 'conclusion restored', 'meeting', meeting.id, { conclusion, number, removal: eventNumber })
  return number
}

/** Changes places with the conclusion before or after it. */
export async function moveConclusion(db: Write, user: User, meeting: Meeting, id: string, way: 'up' | 'down'): Promise<void> {
  const all = await conclusionsOf(db, meeting.id)
  const at = all.findIndex(one => one.id === id)
  const other = all[at + (way === 'up' ? -1 : 1)]
  if (at < 0 || !other) return
  const moved = all.with(at, other).with(at + (way === 'up' ? -1 : 1), all[at]!)
  for (const [position, one] of moved.entries()) if (one.position !== position) await db.update(conclusions).set({ position }).where(eq(conclusions.id, one.id))
  await record(db, writerOf(user, meeting), 'conclusion moved', 'meeting', meeting.id, { conclusion: id, number: all[at]!.number })
}

/** Says of conclusions that no task comes of them, or takes that back. Throws Invalid for one that has tasks. */
export async function markNoTask(db: Write, user: User, meeting: Meeting, ids: readonly string[], noTask: boolean): Promise<number> {
  let marked = 0
  for (const { id, links, number, revision, noTask: stands } of (await conclusionsOf(db, meeting.id)).filter(one => ids.includes(one.id))) {
    if (stands === noTask) continue
    if (links.length) throw new Invalid({ '': `Kết luận ${number} đã có nhiệm vụ.` })
    await db.update(conclusions).set({ noTask, noTaskById: noTask ? user.id : null, revision: revision + 1 }).where(eq(conclusions.id, id))
    await record(db, writerOf(user, meeting), 'conclusion marked', 'meeting', meeting.id, { conclusion: id, number, revision: revision + 1, noTask })
    marked++
  }
  return marked
}
