// Tables of dossiers as they were entered: the version that holds, those before it, and what the period before left.
import { and, asc, desc, eq, lte } from 'drizzle-orm'
import { periodBefore } from '../periods/periods.ts'
import type { Period } from '../periods/tables.ts'
import { catalogue } from '../procedures/catalogue.ts'
import { inForce } from '../procedures/statistics.ts'
import type { Read } from '../store/store.ts'
import { dossierSheets, type DossierRow, type DossierSheet } from './tables.ts'

/** The version of each unit that holds, or held at a moment. */
export async function latestSheets(db: Read, periodId: string, at: Date | null = null): Promise<DossierSheet[]> {
  const all = await db.select().from(dossierSheets).where(and(eq(dossierSheets.periodId, periodId), at ? lte(dossierSheets.at, at) : undefined))
    .orderBy(asc(dossierSheets.unitId), asc(dossierSheets.number))
  return [...new Map(all.map(sheet => [sheet.unitId, sheet])).values()]
}

/** All versions of a unit, the latest first. */
export const versionsOf = (db: Read, periodId: string, unitId: string): Promise<DossierSheet[]> =>
  db.select().from(dossierSheets).where(and(eq(dossierSheets.periodId, periodId), eq(dossierSheets.unitId, unitId))).orderBy(desc(dossierSheets.number))

/** What the unit entered for the period of the same kind just before; null where it entered nothing. */
export async function rowsBefore(db: Read, period: Period, unitId: string): Promise<DossierRow[] | null> {
  const before = await periodBefore(db, period)
  const [sheet] = before ? await versionsOf(db, before.id, unitId) : []
  return sheet?.rows ?? null
}

/** Fields that a unit's table begins with: those of the period before, else those of the procedures it keeps. */
export async function fieldsOf(db: Read, unitId: string, before: readonly DossierRow[] | null): Promise<string[]> {
  if (before?.length) return before.map(({ field }) => field)
  return [...new Set(inForce(await catalogue(db)).flatMap(row => (row.ownerUnitId === unitId && row.field ? [row.field] : [])))].toSorted((a, b) => a.localeCompare(b, 'vi'))
}
