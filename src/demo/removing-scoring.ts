// Takes the demo's scoring away: its rounds with their sheets and scores, sets that no real round uses, and ranks.
import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { proposals } from '../demand/tables.ts'
import { citations } from '../evidence/tables.ts'
import { criteria, criteriaSets, indexRanks, scores, scoringRounds, scoringSheets } from '../scoring/tables.ts'
import type { Read, Write } from '../store/store.ts'

export async function removeScoring(db: Write, personIds: string[]): Promise<void> {
  const rounds = (await db.select({ id: scoringRounds.id }).from(scoringRounds)
    .where(or(eq(scoringRounds.demo, true), inArray(scoringRounds.madeById, personIds)))).map(({ id }) => id)
  const sheets = (await db.select({ id: scoringSheets.id }).from(scoringSheets).where(inArray(scoringSheets.roundId, rounds))).map(({ id }) => id)
  const used = (await db.selectDistinct({ id: citations.subjectId }).from(citations).where(eq(citations.subjectKind, 'score')))
    .map(({ id }) => id).filter(id => sheets.includes(id.split(' ', 1)[0]!))
  await db.delete(citations).where(and(eq(citations.subjectKind, 'score'), inArray(citations.subjectId, used)))
  await db.delete(proposals).where(inArray(proposals.sheetId, sheets))
  await db.delete(scores).where(inArray(scores.sheetId, sheets))
  await db.delete(scoringSheets).where(inArray(scoringSheets.id, sheets))
  await db.delete(scoringRounds).where(inArray(scoringRounds.id, rounds))
  const kept = db.selectDistinct({ id: scoringRounds.setId }).from(scoringRounds)
  const gone = (await db.select({ id: criteriaSets.id }).from(criteriaSets)
    .where(or(eq(criteriaSets.demo, true), inArray(criteriaSets.madeById, personIds)))).map(({ id }) => id)
  const stay = new Set((await kept).map(({ id }) => id))
  const free = gone.filter(id => !stay.has(id))
  await db.delete(criteria).where(inArray(criteria.setId, free))
  await db.delete(criteriaSets).where(inArray(criteriaSets.id, free))
  await db.delete(indexRanks).where(or(eq(indexRanks.demo, true), inArray(indexRanks.madeById, personIds)))
}

/** Units that what stays is about. */
export async function unitsScored(db: Read): Promise<string[]> {
  const found = [
    ...await db.selectDistinct({ id: scoringSheets.unitId }).from(scoringSheets),
    ...await db.selectDistinct({ id: criteria.ownerUnitId }).from(criteria).where(isNotNull(criteria.ownerUnitId)),
  ]
  return found.flatMap(({ id }) => id ?? [])
}
