// What moved between two days, from what was recorded: given, done, become overdue, put off, handed over, aims changed, dropped.
import { and, count, desc, eq, gt, gte, inArray, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm'
import { addDays } from '../clock.ts'
import { momentAt } from '../calendar/working-days.ts'
import { events, type Event } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { countedStates, workingStates } from '../tasks/standings.ts'
import { tasks } from '../tasks/tables.ts'
import type { Span } from './filter.ts'

export const moveKinds = ['given', 'done', 'late', 'overdue', 'extended', 'handedOver', 'changed', 'dropped'] as const
export type MoveKind = (typeof moveKinds)[number]

/** One move of one task. `on` is the day; `from` and `to` are units, days or words by the kind, null where they do not apply. */
export interface Move { taskId: string; title: string; unitId: string | null; due: string | null; on: Date | string; from: string | null; to: string | null; finishedOn: string | null }
export interface Moved { kind: MoveKind; count: number; moves: Move[] }

const task = { taskId: tasks.id, title: tasks.title, unitId: tasks.unitId, due: tasks.due, finishedOn: tasks.finishedOn }

/** Rows of tasks that moved in the span by their own dates. */
function byDates(kind: MoveKind, { from, to }: Span): { which: SQL | undefined; on: typeof tasks.due } | null {
  if (kind === 'given') return { which: and(gte(tasks.assignedOn, from), lte(tasks.assignedOn, to), inArray(tasks.state, [...countedStates])), on: tasks.assignedOn }
  // The first day on which it is late is the one after the deadline.
  if (kind === 'overdue') {
    const passed = and(gte(tasks.due, addDays(from, -1)), lt(tasks.due, to))
    return { which: and(passed, or(inArray(tasks.state, [...workingStates]), and(inArray(tasks.state, ['claimed', 'done']), gt(tasks.finishedOn, tasks.due)))), on: tasks.due }
  }
  return null
}

const actions: Partial<Record<MoveKind, string[]>> = {
  done: ['report confirmed'], late: ['report confirmed'], extended: ['task request decided', 'task changed', 'task resumed'],
  handedOver: ['task handed over', 'task request decided'], changed: ['task changed'], dropped: ['task dropped'],
}

/** What the event says of a move of the kind; null where it says nothing of it. */
function movedBy(kind: MoveKind, { action, details }: Pick<Event, 'action' | 'details'>): { from: string | null; to: string | null } | null {
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

/**
 * One kind of move within `scope`, the latest first: how many tasks, and at most `limit` of them. A task that moved twice
 * is shown with its last move from where it stood first. A task confirmed and opened again counts no longer as done.
 */
async function movesOf(db: Read, scope: SQL | undefined, span: Span, kind: MoveKind, limit: number): Promise<Moved> {
  const own = byDates(kind, span)
  if (own) {
    const where = and(own.which, scope)
    const [counted] = await db.select({ count: count() }).from(tasks).where(where)
    const rows = await db.select({ ...task, on: own.on }).from(tasks).where(where).orderBy(desc(own.on), desc(tasks.id)).limit(limit)
    return { kind, count: counted!.count, moves: rows.map(row => ({ ...row, on: row.on!, from: null, to: null })) }
  }
  const [since, until] = [momentAt(span.from, 0), momentAt(addDays(span.to, 1), 0)]
  const standing = kind === 'late' ? and(eq(tasks.state, 'done'), gt(tasks.finishedOn, tasks.due))
    : kind === 'done' ? and(eq(tasks.state, 'done'), or(isNull(tasks.due), lte(tasks.finishedOn, tasks.due)))
    : kind === 'dropped' ? eq(tasks.state, 'dropped') : ne(tasks.state, 'draft')
  const told = (await db.select({ id: events.subjectId, number: events.number, action: events.action, details: events.details, at: events.at }).from(events)
    .where(and(inArray(events.action, actions[kind]!), gte(events.at, since), lt(events.at, until), eq(events.subjectKind, 'task'))))
    .flatMap(event => { const moved = movedBy(kind, event); return moved ? [{ ...event, moved }] : [] }).sort((a, b) => a.number - b.number)
  // Events first, by their index, then their tasks: as one query it would begin with all tasks that are done.
  const known = await tasksAmong(db, [...new Set(told.map(({ id }) => id))], and(standing, scope))
  const moves = new Map<string, Move>()
  for (const { id, at, moved } of told) {
    const row = known.get(id)
    if (!row) continue
    const from = moves.has(id) ? moves.get(id)!.from : moved.from
    moves.delete(id) // so that the order is that of the last move
    moves.set(id, { ...row, on: at, from, to: moved.to })
  }
  return { kind, count: moves.size, moves: [...moves.values()].toReversed().slice(0, limit) }
}

async function tasksAmong(db: Read, ids: string[], which: SQL | undefined) {
  const found = []
  for (let start = 0; start < ids.length; start += 500) found.push(...await db.select(task).from(tasks).where(and(inArray(tasks.id, ids.slice(start, start + 500)), which)))
  return new Map(found.map(row => [row.taskId, row]))
}

/** What moved in the span, kind by kind; at most `limit` tasks are shown of each. */
export async function whatMoved(db: Read, scope: SQL | undefined, span: Span, limit: number): Promise<Moved[]> {
  const all: Moved[] = []
  for (const kind of moveKinds) all.push(await movesOf(db, scope, span, kind, limit))
  return all
}
