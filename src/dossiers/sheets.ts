// Tables of dossiers as they were entered: the version that holds, those before it, and what the period before left.
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Read } from '../store/store.ts'
import { dossierSheets, type DossierSheet } from './tables.ts'

/** The version that holds, of each unit that has entered one. */
export async function latestSheets(db: Read, periodId: string): Promise<DossierSheet[]> {
  const all = await db.select().from(dossierSheets).where(eq(dossierSheets.periodId, periodId)).orderBy(asc(dossierSheets.unitId), asc(dossierSheets.number))
  return [...new Map(all.map(sheet => [sheet.unitId, sheet])).values()]
}

/** All versions of a unit, the latest first. */
export const versionsOf = (db: Read, periodId: string, unitId: string): Promise<DossierSheet[]> =>
  db.select().from(dossierSheets).where(and(eq(dossierSheets.periodId, periodId), eq(dossierSheets.unitId, unitId))).orderBy(desc(dossierSheets.number))
