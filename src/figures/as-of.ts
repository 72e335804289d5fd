// Tasks as they stood at the end of a day: by their own dates, with what was decided since undone.
import { and, asc, gte, inArray, isNotNull, lte, ne } from 'drizzle-orm'
import { addDays, startOf } from '../clock.ts'
import { events } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import type { StandingKind } from '../tasks/standings.ts'
import { tasks, type OriginKind, type TaskState } from '../tasks/tables.ts'
import { moveActions, movedBy } from './moves.ts'

export interface StoodTask {
  id: string; title: string; unitId: string | null; domain: string | null; due: string | null
  assignedOn: string; finishedOn: string | null; originKind: OriginKind; standing: StandingKind
}

const columns = {
  id: tasks.id, title: tasks.title, unitId: tasks.unitId, domain: tasks.domain, due: tasks.due, assignedOn: tasks.assignedOn,
  finishedOn: tasks.finishedOn, pausedOn: tasks.pausedOn, originKind: tasks.originKind, state: tasks.state,
}
/**
 * All tasks that counted at the end of `day`, in the order of their deadlines. What a unit says was done counts on the day it says, though it was
 * confirmed later; deadlines, units in the lead and what was dropped are as they were then.
 */
export async function tasksAsOf(db: Read, day: string): Promise<StoodTask[]> {
  const rows = await db.select(columns).from(tasks)
    .where(and(isNotNull(tasks.assignedOn), lte(tasks.assignedOn, day), ne(tasks.state, 'draft'), ne(tasks.state, 'series'))).orderBy(asc(tasks.due), asc(tasks.id))
  const since = await undoneSince(db, day)
  return rows.flatMap(row => {
    const { due, unitId, dropped } = since.get(row.id) ?? {}
    const stood = { ...row, due: due === undefined ? row.due : due, unitId: unitId === undefined ? row.unitId : unitId }
    if (row.state === 'dropped' && !dropped) return []
    const { id, title, domain, finishedOn, originKind } = row
    const standing = standingThen(row.state, stood.due, row.finishedOn, row.pausedOn, day)
    const over = standing === 'doneInTime' || standing === 'doneLate' || standing === 'claimed'
    return [{ id, title, unitId: stood.unitId, domain, due: stood.due, assignedOn: row.assignedOn!, finishedOn: over ? finishedOn : null, originKind, standing }]
  })
}

function standingThen(state: TaskState, due: string | null, finishedOn: string | null, pausedOn: string | null, day: string): StandingKind {
  const finished = finishedOn !== null && finishedOn <= day
  if (state === 'done' && finished) return due !== null && finishedOn > due ? 'doneLate' : 'doneInTime'
  if (state === 'claimed' && finished) return 'claimed'
  if (state === 'paused' && (pausedOn === null || pausedOn <= day)) return 'paused'
  return due !== null && due < day ? 'overdue' : 'inTime'
}

interface Undone { due?: string | null; unitId?: string | null; dropped?: true }

/** What the first events after a day changed: from what. */
async function undoneSince(db: Read, day: string): Promise<Map<string, Undone>> {
  const actions = [...new Set([...moveActions.extended!, ...moveActions.handedOver!, ...moveActions.dropped!, 'taken over'])]
  const after = await db.select({ id: events.subjectId, action: events.action, details: events.details }).from(events)
    .where(and(inArray(events.action, actions), gte(events.at, startOf(addDays(day, 1))))).orderBy(asc(events.number))
  const undone = new Map<string, Undone>()
  for (const { id, ...event } of after) {
    const one = undone.get(id) ?? {}
    undone.set(id, one)
    const moved = moveActions.extended!.includes(event.action) ? movedBy('extended', event) : null
    const handed = moveActions.handedOver!.includes(event.action) ? movedBy('handedOver', event) : null
    if (moved && one.due === undefined) one.due = moved.from
    if (handed && one.unitId === undefined) one.unitId = handed.from
    if (event.action === 'taken over' && event.details.kind === 'task' && typeof event.details.from === 'string') one.unitId ??= event.details.from
    if (event.action === 'task dropped') one.dropped = true
  }
  return undone
}
