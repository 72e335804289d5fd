// Periodic reports: how the report of each period stands.
import type { Read } from '../store/store.ts'
import { periodicReports, type ReportState } from './tables.ts'

/** How the report of each period stands that has one. */
export const reportsByPeriod = async (db: Read): Promise<Map<string, ReportState>> =>
  new Map((await db.select({ id: periodicReports.periodId, state: periodicReports.state }).from(periodicReports)).map(({ id, state }) => [id, state]))
