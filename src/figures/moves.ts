// What moved between two days, from what was recorded: given, done, become overdue, put off, handed over, aims changed, dropped.
import { and, count, desc, gt, gte, inArray, lt, lte, notInArray, or, type SQL } from 'drizzle-orm'
import { addDays } from '../clock.ts'
import { momentAt } from '../calendar/working-days.ts'
import { events, type Event } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { countedStates, workingStates } from '../tasks/standings.ts'
import { tasks, taskStates, type TaskState } from '../tasks/tables.ts'
import type { Span } from './filter.ts'

export const moveKinds = ['given', 'done', 'late', 'overdue', 'extended', 'handedOver', 'changed', 'dropped'] as const
export type MoveKind = (typeof moveKinds)[number]

/** One move of one task. `on` is the day; `from` and `to` are units, days or words by the kind, null where they do not apply. */
export interface Move { taskId: string; title: string; unitId: string | null; due: string | null; on: Date | string; from: string | null; to: string | null; finishedOn: string | null }
export interface Moved { kind: MoveKind; count: number; moves: Move[] }

const task = { taskId: tasks.id, title: tasks.title, unitId: tasks.unitId, due: tasks.due, finishedOn: tasks.finishedOn }

const uncounted = taskStates.filter(state => !(countedStates as readonly TaskState[]).includes(state))

/** Rows of tasks that moved in the span by their own dates. */
function byDates(kind: MoveKind, { from, to }: Span): { which: SQL | undefined; on: typeof tasks.due } | null {
  if (kind === 'given') return { which: and(gte(tasks.assignedOn, from), lte(tasks.assignedOn, to), notInArray(tasks.state, uncounted)), on: tasks.assignedOn }
  // The first day on which it is late is the one after the deadline.
  if (kind === 'overdue') {
    const passed = and(gte(tasks.due, addDays(from, -1)), lt(tasks.due, to))
    return { which: and(passed, or(inArray(tasks.state, [...workingStates]), and(inArray(tasks.state, ['claimed', 'done']), gt(tasks.finishedOn, tasks.due)))), on: tasks.due }
  }
  return null
}

export const moveActions: Partial<Record<MoveKind, string[]>> = {
  done: ['report confirmed'], late: ['report confirmed'], extended: ['task request decided', 'task changed', 'task resumed'],
  handedOver: ['task handed over', 'task request decided'], changed: ['task changed'], dropped: ['task dropped'],
}

/** What the event says of a move of the kind; null where it says nothing of it. */
export function movedBy(kind: MoveKind, { action, details }: Pick<Event, 'action' | 'details'>): { from: string | null; to: string | null } | null {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  if (kind === 'extended') {
    const [from, to] = [text(details.from), text(details.to)]
    if (!to || from === to || (action === 'task request decided' && details.decision !== 'granted')) return null
    return { from, to }
  }
  if (kind === 'handedOver') return text(details.toUnit) && (action === 'task handed over' || details.decision === 'granted') ? { from: text(details.unitBefore), to: text(details.toUnit) } : null
  if (kind === 'changed') {
    const change = ((details.changes ?? []) as { field: string; from: string; to: string }[]).find(({ field }) => field === 'measure')
    return change ? { from: change.from || null, to: change.to || null } : null
  }
  if (kind === 'dropped') return { from: text(details.reason), to: null }
  return { from: null, to: null }
}

/** One kind of move that the tasks' own dates tell, the latest first: how many tasks, and at most `limit` of them. */
async function dated(db: Read, kind: MoveKind, { which, on }: NonNullable<ReturnType<typeof byDates>>, scope: SQL | undefined, limit: number): Promise<Moved> {
  const where = and(which, scope)
  const [counted] = await db.select({ count: count() }).from(tasks).where(where)
  const rows = limit ? await db.select({ ...task, on }).from(tasks).where(where).orderBy(desc(on), desc(tasks.id)).limit(limit) : []
  return { kind, count: counted!.count, moves: rows.map(row => ({ ...row, on: row.on!, from: null, to: null })) }
}

type Told = Pick<Event, 'number' | 'action' | 'details' | 'at'> & { id: string }
type Known = Omit<Move, 'on' | 'from' | 'to'> & { state: TaskState }

/** What was recorded in the span of tasks within `scope`, in its order, and those tasks by id. */
async function toldIn(db: Read, scope: SQL | undefined, span: Span): Promise<{ told: Told[]; known: Map<string, Known> }> {
  const [since, until] = [momentAt(span.from, 0), momentAt(addDays(span.to, 1), 0)]
  // The actions are those of tasks: asked for that too, SQLite would read every event of every task.
  const told = await db.select({ id: events.subjectId, number: events.number, action: events.action, details: events.details, at: events.at }).from(events)
    .where(and(inArray(events.action, [...new Set(Object.values(moveActions).flat())]), gte(events.at, since), lt(events.at, until)))
  const ids = [...new Set(told.map(({ id }) => id))]
  const known = new Map<string, Known>()
  // By ids alone: asked for their state too, it would begin with all tasks in that state.
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.select({ ...task, state: tasks.state }).from(tasks).where(and(inArray(tasks.id, ids.slice(start, start + 500)), scope))
    for (const row of rows) known.set(row.taskId, row)
  }
  return { told: told.sort((a, b) => a.number - b.number), known }
}

/** One kind of move that was recorded, the latest first. A task that moved twice is shown with its last move, from where it stood first. */
function recorded(kind: MoveKind, told: readonly Told[], known: ReadonlyMap<string, Known>, limit: number): Moved {
  const moves = new Map<string, Move>()
  for (const event of told) {
    const row = known.get(event.id)
    const moved = row && moveActions[kind]!.includes(event.action) && stillSo(kind, row) ? movedBy(kind, event) : null
    if (!row || !moved) continue
    const from = moves.has(row.taskId) ? moves.get(row.taskId)!.from : moved.from
    const { state: _, ...shown } = row
    moves.delete(row.taskId) // so that the order is that of the last move
    moves.set(row.taskId, { ...shown, on: event.at, from, to: moved.to })
  }
  return { kind, count: moves.size, moves: [...moves.values()].toReversed().slice(0, limit) }
}

/** Whether what was done then is so today: a task that was opened again is neither done nor dropped. */
function stillSo(kind: MoveKind, { state, due, finishedOn }: { state: TaskState; due: string | null; finishedOn: string | null }): boolean {
  const late = due !== null && finishedOn !== null && finishedOn > due
  if (kind === 'done' || kind === 'late') return state === 'done' && late === (kind === 'late')
  return kind === 'dropped' ? state === 'dropped' : state !== 'draft'
}

/** What moved in the span within `scope`, kind by kind: how many tasks, and at most `limit` of each. */
export async function whatMoved(db: Read, scope: SQL | undefined, span: Span, limit: number): Promise<Moved[]> {
  const { told, known } = await toldIn(db, scope, span)
  const all: Moved[] = []
  for (const kind of moveKinds) {
    const own = byDates(kind, span)
    all.push(own ? await dated(db, kind, own, scope, limit) : recorded(kind, told, known, limit))
  }
  return all
}
