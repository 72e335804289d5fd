// Difficulties that units named in their progress reports within a period: the last word of each task, with where it was said.
import { and, asc, eq, gte, isNotNull, lte, ne } from 'drizzle-orm'
import type { Span } from '../figures/filter.ts'
import type { Read } from '../store/store.ts'
import { reports, tasks } from '../tasks/tables.ts'

export interface Difficulty { taskId: string; title: string; unitId: string; number: number; on: string; words: string }

export async function difficultiesIn(db: Read, { from, to }: Span, unitId?: string): Promise<Difficulty[]> {
  const rows = await db.select({
    taskId: reports.taskId, title: tasks.title, unitId: reports.unitId, number: reports.number, on: reports.on, words: reports.difficulties,
  }).from(reports)
    .innerJoin(tasks, eq(tasks.id, reports.taskId))
    .where(and(
      gte(reports.on, from), lte(reports.on, to), isNotNull(reports.difficulties), ne(reports.difficulties, ''),
      unitId ? eq(reports.unitId, unitId) : undefined
    ))
    .orderBy(asc(reports.on), asc(reports.taskId), asc(reports.number))
  return [...new Map(rows.map(row => [`${row.taskId} ${row.unitId}`, { ...row, words: row.words! }])).values()]
}
