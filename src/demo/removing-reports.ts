// Takes the demo's reporting periods away, with their figures, reports and tables.
import { eq, inArray, or } from 'drizzle-orm'
import { dossierSheets } from '../dossiers/tables.ts'
import { periodicReports, reportParts } from '../periodic-reports/tables.ts'
import { periodFigures, periods } from '../periods/tables.ts'
import type { Read, Write } from '../store/store.ts'

const demoPeriods = (personIds: string[]) => or(eq(periods.demo, true), inArray(periods.madeById, personIds))

export const idsOfPeriods = async (db: Read, personIds: string[]): Promise<string[]> =>
  (await db.select({ id: periods.id }).from(periods).where(demoPeriods(personIds))).map(({ id }) => id)

/** Removes periods that came with the demo or that its people made, and what its people sent for others. */
export async function removePeriods(db: Write, personIds: string[]): Promise<void> {
  const gone = await idsOfPeriods(db, personIds)
  for (const table of [periodFigures, periodicReports, reportParts, dossierSheets]) await db.delete(table).where(inArray(table.periodId, gone))
  await db.delete(periodicReports).where(inArray(periodicReports.madeById, personIds))
  await db.delete(reportParts).where(or(inArray(reportParts.askedById, personIds), inArray(reportParts.sentById, personIds)))
  await db.delete(dossierSheets).where(inArray(dossierSheets.byId, personIds))
  await db.delete(periods).where(inArray(periods.id, gone))
}
