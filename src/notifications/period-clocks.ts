// The clocks of reporting periods: units that have not sent their part, figures to close, the report to send.
import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays, withinWorkingHours } from '../calendar/working-days.ts'
import { addDays, now, today } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { owedParts } from '../periodic-reports/parts.ts'
import { periodicReports, reportParts } from '../periodic-reports/tables.ts'
import { periods } from '../periods/tables.ts'
import type { Read, Store } from '../store/store.ts'
import { tellEach } from './clocks.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Reason } from './tables.ts'

interface Telling { id: string; periodId: string; what: 'units' | 'closing' | 'report'; on: string; unitId: string | null }

/** Days after its last day until which an open period is spoken of: periods of years gone by are nobody's work. */
const rememberedDays = 45

/** What presses today: a part due within a working day or late, a period that is over and open, a report due within two working days or late. */
async function due(db: Read): Promise<Telling[]> {
  const calendar = await loadCalendar(db)
  const [day, soon, near] = [today(), addWorkingDays(calendar, today(), 1), addWorkingDays(calendar, today(), 2)]
  const parts = await db.select({ periodId: reportParts.periodId, unitId: reportParts.unitId, due: reportParts.due }).from(reportParts)
    .where(and(owedParts(db), lte(reportParts.due, soon), gte(reportParts.due, addDays(day, -rememberedDays)))).orderBy(asc(reportParts.id))
  const open = await db.select({ id: periods.id, to: periods.to, submitBy: periods.submitBy, closedAt: periods.closedAt, state: periodicReports.state }).from(periods)
    .leftJoin(periodicReports, eq(periodicReports.periodId, periods.id))
    .where(and(
      lte(periods.to, addDays(day, -1)), gte(periods.to, addDays(day, -rememberedDays)),
      or(isNull(periods.closedAt), isNull(periodicReports.state), lte(periods.submitBy, near))
    )).orderBy(asc(periods.id))
  return [
    ...parts.map(({ periodId, unitId, due: on }): Telling => ({
      id: `${periodId} part ${unitId} ${on} ${on < day ? 'late' : 'soon'}`, periodId, what: 'units', on, unitId,
    })),
    ...open.flatMap(({ id, to, submitBy, closedAt, state }): Telling[] => [
      ...closedAt ? [] : [{ id: `${id} closing ${to}`, periodId: id, what: 'closing' as const, on: submitBy, unitId: null }],
      // A period of which nobody writes a report is closed for its figures alone.
      ...state && state !== 'sent' && submitBy <= near ? [{
        id: `${id} report ${submitBy} ${submitBy < day ? 'late' : 'soon'}`, periodId: id, what: 'report' as const, on: submitBy, unitId: null,
      }] : [],
    ]),
  ]
}

/** Tells each once, within office hours only. Returns how many. */
export async function tellPeriods(store: Store): Promise<number> {
  if (!withinWorkingHours(await loadCalendar(store.read), now())) return 0
  return tellEach(store, await due(store.read), async (db, { periodId, what, on, unitId }) => {
    const to: Record<string, Reason> = {}
    for (const id of what === 'units' ? await headsOf(db, unitId, today()) : await holdersOf(db, 'reformOfficer', today())) to[id] = what === 'units' ? 'partSender' : 'reportWriter'
    await record(db, portal, 'period reminded', 'period', periodId, { what, on, unit: unitId, to })
  })
}
