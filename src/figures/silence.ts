// Silent tasks: worked on, but nobody has reported in their rhythm. Those that have been silent longest come first.
import { and, inArray, type SQL } from 'drizzle-orm'
import type { Read } from '../store/store.ts'
import { silentOn, silentSince } from '../tasks/standings.ts'
import { tasks, type Task } from '../tasks/tables.ts'

export interface Silent { id: string; unitId: string | null; since: string }

/** All silent tasks within `scope`; `days` is for those without a rhythm of reports. A task has been silent since `since`. */
export async function silentTasks(db: Read, scope: SQL | undefined, today: string, days: number): Promise<Silent[]> {
  const rows = await db.select({ id: tasks.id, unitId: tasks.unitId, nextReportOn: tasks.nextReportOn, lastReportOn: tasks.lastReportOn, assignedOn: tasks.assignedOn })
    .from(tasks).where(and(silentOn(today, days), scope))
  return rows.map(row => ({ id: row.id, unitId: row.unitId, since: silentSince(row) })).sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
}

export interface UnitSilence { unitId: string | null; count: number; since: string }

/** Silent tasks by unit, the unit with the most first, each with the day since which its longest has been silent. */
export const silenceByUnit = (silent: readonly Silent[]): UnitSilence[] =>
  [...Map.groupBy(silent, ({ unitId }) => unitId)].map(([unitId, own]) => ({ unitId, count: own.length, since: own[0]!.since })).sort((a, b) => b.count - a.count || (a.since < b.since ? -1 : 1))

/** The tasks of these ids, in their order. */
export async function tasksInOrder(db: Read, ids: readonly string[]): Promise<Task[]> {
  const found = new Map<string, Task>()
  for (let start = 0; start < ids.length; start += 500) {
    for (const task of await db.select().from(tasks).where(inArray(tasks.id, ids.slice(start, start + 500)))) found.set(task.id, task)
  }
  return ids.flatMap(id => found.get(id) ?? [])
}
