// What was distributed, counted in one place: for the plan's lines, for the tasks that they count to, for reports.
import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import type { Read } from '../store/store.ts'
import { distributions, pieces, propagandaLines, type PieceForm } from './tables.ts'

/** `pieces` were distributed at least once, in `times`; `reach` is the sum of what is known, `unknown` times say none. */
export interface Counted { pieces: number; times: number; reach: number; unknown: number }
export interface DistributionFigures extends Counted {
  byForm: Map<PieceForm, Counted>
  byChannel: Map<string, Counted>
  byUnit: Map<string, Counted>
  /** Lines of the plan, and tasks of the reform plan; lines that were dropped count to no task. */
  byLine: Map<string, Counted>
  byTask: Map<string, Counted>
}

/** Of what distributions are counted: the pieces of one unit, those under some lines of the plan, or all. */
interface Narrowed { unitId?: string | undefined; lineIds?: readonly string[] }

/** Distributions from a day to a day, both included (null: no bound); those taken back are left out. */
export async function distributionFigures(db: Read, from: string | null, to: string | null, { unitId, lineIds }: Narrowed = {}): Promise<DistributionFigures> {
  const rows = await db.select({
    pieceId: distributions.pieceId, channel: distributions.channel, reach: distributions.reach, form: pieces.form, unitId: pieces.unitId,
    lineId: propagandaLines.id, taskId: propagandaLines.taskId, droppedAt: propagandaLines.droppedAt,
  }).from(distributions).innerJoin(pieces, eq(pieces.id, distributions.pieceId)).leftJoin(propagandaLines, eq(propagandaLines.id, pieces.lineId))
    .where(and(
      isNull(distributions.removedAt), from ? gte(distributions.on, from) : undefined, to ? lte(distributions.on, to) : undefined,
      unitId ? eq(pieces.unitId, unitId) : undefined, lineIds ? inArray(pieces.lineId, [...lineIds]) : undefined,
    ))
  const by = <K>(key: (row: typeof rows[number]) => K | null): Map<K, Counted> => {
    const groups = Map.groupBy(rows, key)
    groups.delete(null)
    return new Map([...groups].map(([name, group]) => [name!, counted(group)]))
  }
  return {
    ...counted(rows), byForm: by(({ form }) => form), byChannel: by(({ channel }) => channel), byUnit: by(row => row.unitId),
    byLine: by(({ lineId }) => lineId), byTask: by(({ taskId, droppedAt }) => (droppedAt ? null : taskId)),
  }
}

const counted = (rows: readonly { pieceId: string; reach: number | null }[]): Counted => ({
  pieces: new Set(rows.map(({ pieceId }) => pieceId)).size, times: rows.length,
  reach: rows.reduce((sum, { reach }) => sum + (reach ?? 0), 0), unknown: rows.filter(({ reach }) => reach === null).length,
})

/** What the plan of propaganda has brought to a task: distributed of wanted; null where no line counts to it. */
export async function distributedForTask(db: Read, taskId: string): Promise<{ pieces: number; wanted: number } | null> {
  const lines = await db.select({ id: propagandaLines.id, wanted: propagandaLines.wanted }).from(propagandaLines)
    .where(and(eq(propagandaLines.taskId, taskId), isNull(propagandaLines.droppedAt)))
  if (!lines.length) return null
  const { byTask } = await distributionFigures(db, null, null, { lineIds: lines.map(({ id }) => id) })
  return { pieces: byTask.get(taskId)?.pieces ?? 0, wanted: lines.reduce((sum, { wanted }) => sum + wanted, 0) }
}
