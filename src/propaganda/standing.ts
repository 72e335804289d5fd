// How each line of the plan stands: pieces made, approved and distributed of those wanted, in figures and in words.
import { inArray } from 'drizzle-orm'
import { today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { distributionFigures, type Counted } from './counting.ts'
import { pieces, type PropagandaLine } from './tables.ts'

export const lineStates = ['none', 'making', 'approved', 'distributing', 'done', 'late', 'dropped'] as const
export type LineState = (typeof lineStates)[number]

export interface Standing { made: number; approved: number; distributed: number; times: number; reach: number; state: LineState }

export async function standingOfLines(db: Read, lines: readonly PropagandaLine[]): Promise<Map<string, Standing>> {
  if (!lines.length) return new Map()
  const made = await db.select({ lineId: pieces.lineId, state: pieces.state, approvedNumber: pieces.approvedNumber }).from(pieces).where(inArray(pieces.lineId, lines.map(({ id }) => id)))
  const { byLine } = await distributionFigures(db, null, null)
  return new Map(lines.map(line => {
    const inUse = made.filter(({ lineId, state }) => lineId === line.id && state !== 'recalled')
    const approved = inUse.filter(({ approvedNumber }) => approvedNumber !== null).length
    const { pieces: distributed, times, reach }: Counted = byLine.get(line.id) ?? { pieces: 0, times: 0, reach: 0, unknown: 0 }
    return [line.id, { made: inUse.length, approved, distributed, times, reach, state: stateOf(line, inUse.length, approved, distributed) }]
  }))
}

function stateOf({ droppedAt, wanted, due }: PropagandaLine, made: number, approved: number, distributed: number): LineState {
  if (droppedAt) return 'dropped'
  if (distributed >= wanted) return 'done'
  if (due < today()) return 'late'
  return distributed ? 'distributing' : approved ? 'approved' : made ? 'making' : 'none'
}
