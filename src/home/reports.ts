// What waits of reporting periods: parts that the person's unit is to send or that were sent, figures to close, a report to approve.
import { and, asc, eq, gte, inArray, isNull, lt } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { addDays, today, written } from '../clock.ts'
import { partsOwed } from '../periodic-reports/parts.ts'
import { mayApprove } from '../periodic-reports/reports.ts'
import { periodicReports, reportParts } from '../periodic-reports/tables.ts'
import { periods } from '../periods/tables.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Waiting } from './waiting.ts'

/** Periods that ended longer ago and were left open are nobody's work of today. */
const rememberedDays = 45
const icon = 'report-analytics'

export async function reportsWaiting(db: Read, user: User): Promise<Waiting[]> {
  return [
    ...await toSend(db, user),
    ...(may(user, 'approve reports') ? await toApprove(db, user) : []),
    ...(may(user, 'write reports') ? [...await toTake(db), ...await toClose(db)] : []),
  ]
}

async function toSend(db: Read, user: User): Promise<Waiting[]> {
  const owed = await partsOwed(db, user)
  if (!owed.length) return []
  const names = await unitNames(db)
  const named = new Map((await db.select({ id: periods.id, name: periods.name }).from(periods).where(inArray(periods.id, owed.map(({ periodId }) => periodId)))).map(({ id, name }) => [id, name]))
  return owed.map(({ periodId, unitId, due, returned }) => ({
    href: `/periods/${periodId}/parts/${unitId}`, icon, title: `${returned ? 'Sửa' : 'Gửi'} phần báo cáo ${named.get(periodId) ?? ''}`,
    detail: `${names.get(unitId) ?? ''}, trước ngày ${written(due)}`, late: due < today(),
  }))
}

async function toApprove(db: Read, user: User): Promise<Waiting[]> {
  const rows = await db.select({ report: periodicReports, name: periods.name, submitBy: periods.submitBy }).from(periodicReports)
    .innerJoin(periods, eq(periods.id, periodicReports.periodId)).where(eq(periodicReports.state, 'submitted')).orderBy(asc(periods.submitBy))
  return rows.filter(({ report }) => mayApprove(user, report)).map(({ report, name, submitBy }) => ({
    href: `/periods/${report.periodId}/report`, icon, title: `Báo cáo ${name} chờ bạn duyệt`, detail: `gửi trước ngày ${written(submitBy)}`, late: submitBy < today(),
  }))
}

async function toTake(db: Read): Promise<Waiting[]> {
  const rows = await db.select({ id: periods.id, name: periods.name }).from(reportParts).innerJoin(periods, eq(periods.id, reportParts.periodId)).where(eq(reportParts.state, 'sent'))
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, sent]) => ({
    href: `/periods/${id}/parts`, icon, title: `${sent.length} phần báo cáo chờ nhận`, detail: sent[0]!.name, late: false,
  }))
}

async function toClose(db: Read): Promise<Waiting[]> {
  const open = await db.select({ id: periods.id, name: periods.name, submitBy: periods.submitBy }).from(periods)
    .where(and(isNull(periods.closedAt), lt(periods.to, today()), gte(periods.to, addDays(today(), -rememberedDays)))).orderBy(asc(periods.submitBy))
  if (!open.length) return []
  const [first] = open
  return [{
    href: open.length > 1 ? '/periods' : `/periods/${first!.id}`, icon, title: 'Chốt số liệu kỳ báo cáo',
    detail: `${open.map(({ name }) => name).join(', ')}; gửi báo cáo trước ngày ${written(first!.submitBy)}`, late: first!.submitBy < today(),
  }]
}
