// How each line of the plan stands: pieces made, approved and distributed of those wanted, in figures and in words.
import { and, inArray, ne } from 'drizzle-orm'
import { today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { distributionFigures, type Counted } from './counting.ts'
import { pieces, type PropagandaLine } from './tables.ts'

export const lineStates = ['none', 'making', 'approved', 'distributing', 'done', 'late', 'dropped'] as const
export type LineState = (typeof lineStates)[number]

export interface Standing { made: number; approved: number; distributed: number; times: number; reach: number; state: LineState }

export async function standingOfLines(db: Read, lines: readonly PropagandaLine[]): Promise<Map<string, Standing>> {
  if (!lines.length) return new Map()
  const lineIds = lines.map(({ id }) => id)
  const inUse = await db.select({ lineId: pieces.lineId, approvedNumber: pieces.approvedNumber }).from(pieces)
    .where(and(inArray(pieces.lineId, lineIds), ne(pieces.state, 'recalled')))
  const madeOf = Map.groupBy(inUse, ({ lineId }) => lineId)
  const { byLine } = await distributionFigures(db, null, null, { lineIds })
  return new Map(lines.map(line => {
    const made = madeOf.get(line.id) ?? []
    const approved = made.filter(({ approvedNumber }) => approvedNumber !== null).length
    const { pieces: distributed, times, reach }: Counted = byLine.get(line.id) ?? { pieces: 0, times: 0, reach: 0, unknown: 0 }
    return [line.id, { made: made.length, approved, distributed, times, reach, state: stateOf(line, made.length, approved, distributed) }]
  }))
}

function stateOf({ droppedAt, wanted, due }: PropagandaLine, made: number, approved: number, distributed: number): LineState {
  if (droppedAt) return 'dropped'
  if (distributed >= wanted) return 'done'
  if (due < today()) return 'late'
  return distributed ? 'distributing' : approved ? 'approved' : made ? 'making' : 'none'
}
