// Whom a scoring round tells: units when they may declare, explain and read the result; those who appraise when it is their turn.
import { and, eq, isNotNull } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { criteria, scoringRounds, scoringSheets } from '../scoring/tables.ts'
import type { Read } from '../store/store.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Tell } from './tables.ts'

/** Units that are scored, or that keep criteria of the whole office's sheet. */
async function unitsIn(db: Read, roundId: string): Promise<string[]> {
  const sheets = await db.select({ unitId: scoringSheets.unitId }).from(scoringSheets).where(eq(scoringSheets.roundId, roundId))
  if (sheets.every(({ unitId }) => unitId)) return sheets.flatMap(({ unitId }) => unitId ?? [])
  const owners = await db.selectDistinct({ unitId: criteria.ownerUnitId }).from(criteria).innerJoin(scoringRounds, eq(scoringRounds.setId, criteria.setId))
    .where(and(eq(scoringRounds.id, roundId), isNotNull(criteria.ownerUnitId)))
  return owners.flatMap(({ unitId }) => unitId ?? [])
}

export async function tellOfScoring(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  if (action !== 'scoring round made' && action !== 'scoring stage moved') return
  const day = dayOf(at)
  const { to } = details
  if (to === 'appraisal' || to === 'reappraisal') {
    for (const role of ['viewer', 'reformOfficer', 'chiefOfOffice'] as const) for (const id of await holdersOf(db, role, day)) tell(id, 'request', 'appraiser')
    return
  }
  for (const unitId of await unitsIn(db, subjectId)) for (const id of await headsOf(db, unitId, day)) tell(id, to === 'published' ? 'decision' : 'request', 'scored')
}
