// How a round stands: each sheet with its tree and its figures, and their ranks. Pages, files and lists all begin here.
import type { User } from '../accounts/accounts.ts'
import { reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import { ranked, totals, tree, type Node, type Totals } from './counting.ts'
import { cellsOf, criteriaOf, sheetsOf } from './seeing.ts'
import type { Criterion, ScoringRound, ScoringSheet } from './tables.ts'

export interface Standing { sheet: ScoringSheet; name: string; nodes: Node[]; totals: Totals; index: number | null }
export interface Ranked extends Standing { rank: number | null }

export const officeName = 'Toàn cơ quan'

export async function standingOf(db: Read, round: ScoringRound, sheet: ScoringSheet, rows: readonly Criterion[], names: ReadonlyMap<string, string>): Promise<Standing> {
  const nodes = tree(rows, await cellsOf(db, sheet.id), round)
  const sums = totals(nodes, round)
  return { sheet, name: sheet.unitId ? names.get(sheet.unitId) ?? 'Đơn vị không còn' : officeName, nodes, totals: sums, index: sums.index }
}

/** Sheets that the person sees, the best first; without a rank where they do not see all. */
export async function standingOfRound(db: Read, user: User, round: ScoringRound): Promise<Ranked[]> {
  const rows = await criteriaOf(db, round.setId)
  const names = await unitNames(db)
  const all: Standing[] = []
  for (const sheet of await sheetsOf(db, user, round)) all.push(await standingOf(db, round, sheet, rows, names))
  const seesAll = round.way === 'each' && (reach(user, 'see scores') === 'any' || round.stage === 'published')
  return seesAll ? ranked(all) : all.map(one => ({ ...one, rank: null }))
}
