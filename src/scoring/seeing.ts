// Who sees which sheets, who declares which criterion, and who may appraise it: never those who declared it.
import { asc, desc, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { unitsOf } from '../evidence/seeing.ts'
import { may, reach, unitsHeld } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Cell } from './counting.ts'
import { criteria, criteriaSets, scores, scoringRounds, scoringSheets, type CriteriaSet, type Criterion, type ScoringRound, type ScoringSheet } from './tables.ts'

/** Throws NotFound. */
export async function findSet(db: Read, id: string): Promise<CriteriaSet> {
  const [found] = await db.select().from(criteriaSets).where(eq(criteriaSets.id, id))
  if (!found) throw new NotFound('Không có bộ tiêu chí này.')
  return found
}

export const criteriaOf = (db: Read, setId: string): Promise<Criterion[]> =>
  db.select().from(criteria).where(eq(criteria.setId, setId)).orderBy(asc(criteria.position), asc(criteria.id)).execute()

/** Throws NotFound. */
export async function findRound(db: Read, id: string): Promise<ScoringRound> {
  const [found] = await db.select().from(scoringRounds).where(eq(scoringRounds.id, id))
  if (!found) throw new NotFound('Không có đợt chấm điểm này.')
  return found
}

/** Sheets of a round that the person sees: all, those of their units, or all once it is published or is one for the whole office. */
export async function sheetsOf(db: Read, user: User, round: ScoringRound): Promise<ScoringSheet[]> {
  const rows = await db.select().from(scoringSheets).where(eq(scoringSheets.roundId, round.id)).orderBy(asc(scoringSheets.position), asc(scoringSheets.id))
  if (reach(user, 'see scores') === 'any' || round.way === 'office' || round.stage === 'published') return rows
  const own = unitsHeld(user, 'see scores')
  return rows.filter(({ unitId }) => unitId !== null && own.includes(unitId))
}

/** Throws NotFound for what the person does not see. */
export async function findSheet(db: Read, user: User, round: ScoringRound, id: string): Promise<ScoringSheet> {
  const found = (await sheetsOf(db, user, round)).find(sheet => sheet.id === id)
  if (!found) throw new NotFound('Không có phiếu chấm này, hoặc bạn không được xem trước khi công bố.')
  return found
}

/** Valid scores of a sheet: the last row of each step, by criterion. */
export async function cellsOf(db: Read, sheetId: string): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>()
  for (const score of await db.select().from(scores).where(eq(scores.sheetId, sheetId)).orderBy(desc(scores.id))) {
    const cell = cells.get(score.criterionId) ?? {}
    cells.set(score.criterionId, cell)
    cell[score.step] ??= score
  }
  return cells
}

/** The unit that declares the criterion: the one scored, or of the whole office the one that keeps it. */
export const declarerOf = (sheet: ScoringSheet, criterion: Pick<Criterion, 'ownerUnitId'>): string | null => sheet.unitId ?? criterion.ownerUnitId

/** What no unit keeps is declared by those who write the criteria. */
export const mayScore = (user: User, unitId: string | null): boolean => (unitId ? may(user, 'score units', { unitId }) : may(user, 'write criteria'))

/** Whether units may declare today. */
export const isOpen = ({ stage, opensOn, closesOn }: ScoringRound): boolean => stage === 'scoring' && opensOn <= today() && today() <= closesOn

/** Nobody appraises what their unit declares, or what they declared themselves. */
export const mayAppraise = (user: User, unitId: string | null, cell: Cell): boolean => may(user, 'appraise scores')
  && (unitId === null || !unitsOf(user).includes(unitId))
  && ![cell.registered, cell.declared, cell.explained].some(score => score?.byId === user.id)
