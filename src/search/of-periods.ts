// Reporting periods in the search: found by their name, whom they are sent to, and the report of them.
import { asc, gt, inArray } from 'drizzle-orm'
import { written } from '../clock.ts'
import { reportsByPeriod } from '../periodic-reports/reports.ts'
import { reportStatus } from '../periodic-reports/words.ts'
import { stateOf } from '../periods/periods.ts'
import { periods } from '../periods/tables.ts'
import { periodStatus } from '../periods/words.ts'
import { may } from '../policy.ts'
import { subjectIds, type Subject } from './subjects.ts'

export const periodSubject: Subject = {
  kind: 'period', label: 'Kỳ báo cáo', icon: 'report-analytics',
  // A whole year is made by one event, which names none of its periods.
  async changedBy(db, events) {
    const ids = subjectIds(events, 'period')
    return ids.includes('many') ? (await db.select({ id: periods.id }).from(periods)).map(({ id }) => id) : ids
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: periods.id }).from(periods).where(gt(periods.id, id)).orderBy(asc(periods.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select({ id: periods.id, name: periods.name, recipient: periods.recipient }).from(periods).where(inArray(periods.id, [...ids]))
    return new Map(rows.map(({ id, name, recipient }) => [id, { title: name, body: ['báo cáo cải cách hành chính', 'số liệu', 'Biểu 06', recipient], seenBy: [] }]))
  },
  reachOf: user => (may(user, 'see reports') ? [] : null),
  async hitsOf(db, user, ids) {
    if (!may(user, 'see reports')) return []
    const states = await reportsByPeriod(db)
    return (await db.select().from(periods).where(inArray(periods.id, [...ids]))).map(period => {
      const report = states.get(period.id)
      return {
        id: period.id, title: period.name, href: `/periods/${period.id}`, status: periodStatus[stateOf(period)], past: false,
        details: [`${written(period.from)} – ${written(period.to)}`, report ? `báo cáo: ${reportStatus[report].label.toLocaleLowerCase('vi')}` : null],
      }
    })
  },
}
