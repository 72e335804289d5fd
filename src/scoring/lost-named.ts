// What a proposal out of lost points is about: the criterion, and the page on which the points were lost.
import { inArray } from 'drizzle-orm'
import type { Proposal } from '../demand/tables.ts'
import type { Read } from '../store/store.ts'
import { criteria, scoringSheets } from './tables.ts'

/** By the id of the proposal; those that are about something else are not in it. */
export async function lostNamed(db: Read, rows: readonly Proposal[]): Promise<Map<string, { name: string; href: string }>> {
  const lost = rows.flatMap(({ id, sheetId, criterionId }) => (sheetId && criterionId ? [{ id, sheetId, criterionId }] : []))
  if (!lost.length) return new Map()
  const names = new Map((await db.select().from(criteria).where(inArray(criteria.id, lost.map(({ criterionId }) => criterionId))))
    .map(({ id, number, name }) => [id, `${number} ${name}`]))
  const rounds = new Map((await db.select().from(scoringSheets).where(inArray(scoringSheets.id, lost.map(({ sheetId }) => sheetId))))
    .map(({ id, roundId }) => [id, roundId]))
  return new Map(lost.map(({ id, sheetId, criterionId }) =>
    [id, { name: names.get(criterionId) ?? 'Tiêu chí', href: `/scoring/${rounds.get(sheetId) ?? ''}/sheets/${sheetId}/${criterionId}` }]))
}
