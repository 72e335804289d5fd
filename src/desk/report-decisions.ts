// Reports as decisions: what is said to be done waits to be confirmed, every other report to be acknowledged or returned.
import { and, asc, eq, inArray, ne, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { punctualityOf } from '../calendar/punctuality.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import type { Read } from '../store/store.ts'
import { reviewReport } from '../tasks/deciding.ts'
import { evidenceOn, outcomeOf } from '../tasks/reporting.ts'
import { decidableTasks, decidesOwnOnly } from '../tasks/seeing.ts'
import { openStates, reports, tasks, type Report, type ReportReview, type Task } from '../tasks/tables.ts'
import type { Choice, Decision, Kind, Waiting } from './decisions.ts'
import { figuresOf, inOrder, namesFor, shortened, waited, wordsField } from './task-words.ts'

const isClaim = and(eq(reports.claimsDone, true), eq(reports.unitId, tasks.unitId), eq(tasks.state, 'claimed'))
const isNoClaim = or(eq(reports.claimsDone, false), ne(reports.unitId, tasks.unitId), ne(tasks.state, 'claimed'))

/** The longest waiting first. Where most of what waits is the person's, the reports come in that order by themselves; else their tasks come first. */
function waitingReports(db: Read, user: User, limit: number, which: SQL | undefined): Promise<Waiting[]> {
  const theirs = and(decidableTasks(user), inArray(tasks.state, [...openStates]))
  const waits = decidesOwnOnly(user) ? and(ne(reports.waits, false), inArray(reports.taskId, db.select({ id: tasks.id }).from(tasks).where(theirs))) : and(eq(reports.waits, true), theirs)
  return db.select({ id: reports.id, since: reports.at }).from(reports).innerJoin(tasks, eq(tasks.id, reports.taskId))
    .where(and(waits, ne(reports.authorId, user.id), which)).orderBy(asc(reports.at), asc(reports.id)).limit(limit)
}

const [confirmed, acknowledged, returned] = ['confirmed', 'acknowledged', 'returned'] as const
const returning: Choice = { value: returned, label: 'Trả lại', icon: 'arrow-back-up', key: 't', ask: null, fields: [wordsField('Lý do trả lại')], send: 'Trả lại' }
const acknowledging: Choice = { value: acknowledged, label: 'Ghi nhận', icon: 'check', key: 'd', ask: null, fields: [], send: 'Ghi nhận' }

const said: Record<ReportReview['decision'], string> = {
  acknowledged: 'Đã ghi nhận báo cáo.', returned: 'Đã trả lại; đơn vị thấy lý do ngay.', confirmed: 'Đã xác nhận hoàn thành. Nếu nhầm, mở lại ở trang nhiệm vụ.',
}

async function decisionsOf(db: Read, user: User, kind: 'claim' | 'report', ids: readonly string[]): Promise<Decision[]> {
  if (!ids.length) return []
  const rows = await db.select({ report: reports, task: tasks }).from(reports).innerJoin(tasks, eq(tasks.id, reports.taskId))
    .where(and(inArray(reports.id, [...ids]), decidableTasks(user)))
  const names = await namesFor(db, rows.map(({ report }) => report.unitId), rows.map(({ report }) => report.authorId))
  const calendar = await loadCalendar(db)
  const decisions: Decision[] = []
  for (const { report, task } of rows) {
    const evidence = kind === 'claim' ? await evidenceOn(db, task.id) : 1
    const outcome = kind === 'claim' && task.measure && task.measure.kind !== 'deadline' ? await outcomeOf(db, { ...task, value: report.value, finishedOn: report.finishedOn }) : null
    decisions.push({
      kind, id: report.id, title: task.title, href: `/tasks/${task.id}#bao-cao-${report.number}`,
      what: kind === 'claim' ? `Báo hoàn thành ngày ${written(report.finishedOn!)}${task.due ? `, hạn ${written(task.due)}` : ''}` : `Báo cáo lần ${report.number}${report.claimsDone ? ', báo xong phần phối hợp' : ''}`,
      facts: [`${names.person(report.authorId)}, ${names.unit(report.unitId)}`, ...figuresOf({ ...task, percent: report.percent, light: report.light, value: report.value })],
      words: shortened([report.result, report.difficulties && `Vướng mắc: ${report.difficulties}`, report.missingParts && `Phần còn thiếu: ${report.missingParts}`].filter(Boolean).join(' · ')),
      ...waited(calendar, report.at), caution: [...(outcome?.met === false ? [`Kết quả ${outcome.words}.`] : []), ...(evidence ? [] : ['Chưa có minh chứng nào được dẫn.'])].join(' ') || null,
      choices: [...(kind === 'report' ? [acknowledging] : task.measure?.kind === 'binary' && !evidence ? [] : [confirming(calendar, report, task)]), returning],
      plain: kind === 'report' ? report.light === 'green' && !report.difficulties && !report.claimsDone : null,
    })
  }
  return inOrder(ids, decisions)
}

function confirming(calendar: WorkingCalendar, { finishedOn }: Report, { due }: Task): Choice {
  const against = due && finishedOn ? `, ${punctualityOf(calendar, { due, doneOn: finishedOn, today: today() }).distance}` : ''
  return { value: confirmed, label: 'Xác nhận', icon: 'checks', key: 'd', ask: `Nhiệm vụ đóng lại, ghi xong ngày ${written(finishedOn!)}${against}.`, fields: [], send: 'Xác nhận hoàn thành' }
}

const decide: Kind['decide'] = async (db, user, id, values) => {
  const decision = [confirmed, acknowledged, returned].find(one => one === values.decision)
  if (!decision) throw new Invalid({ note: 'Hãy chọn một trong các nút.' })
  try { await reviewReport(db, user, id, { decision, reason: values.note ?? null }) } catch (error) {
    // The same sentence beside the field that this page has.
    if (error instanceof Invalid && !error.errors['']) throw new Invalid({ note: Object.values(error.errors).join(' ') })
    throw error
  }
  return said[decision]
}

export const claims: Kind = {
  name: 'claim', title: 'Báo hoàn thành, chờ xác nhận', noun: 'báo hoàn thành', icon: 'checks', decide,
  waiting: (db, user, limit) => waitingReports(db, user, limit, isClaim), decisions: (db, user, ids) => decisionsOf(db, user, 'claim', ids),
}

export const reportsToRead: Kind = {
  name: 'report', title: 'Báo cáo chờ ghi nhận', noun: 'báo cáo', icon: 'file-text', decide,
  waiting: (db, user, limit) => waitingReports(db, user, limit, isNoClaim), decisions: (db, user, ids) => decisionsOf(db, user, 'report', ids),
}
