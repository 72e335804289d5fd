// The report of a period: worded, submitted once its figures are closed, approved by somebody who has not written it, sent and kept as it was sent.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today } from '../clock.ts'
import { officialDocument, type Official } from '../documents/official.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Office } from '../papers/gathering.ts'
import type { Period } from '../periods/tables.ts'
import { actor, may, maySecond } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { compose } from './composing.ts'
import { periodicReports, type PeriodicReport, type ReportState } from './tables.ts'

export const sendingForm = z.looseObject({
  number: z.coerce.number('Ghi số văn thư cấp.').int('Ghi số văn thư cấp.').min(1, 'Ghi số văn thư cấp.').max(99999, 'Số quá lớn.'),
  signedOn: z.string().optional().transform(value => value ?? '').refine(isDay, 'Chọn ngày ký.'), revision: z.coerce.number('Hãy mở lại trang.'),
})

/** How the report of each period stands that has one. */
export const reportsByPeriod = async (db: Read): Promise<Map<string, ReportState>> =>
  new Map((await db.select({ id: periodicReports.periodId, state: periodicReports.state }).from(periodicReports)).map(({ id, state }) => [id, state]))

export async function reportOf(db: Read, periodId: string): Promise<PeriodicReport | null> {
  const [report] = await db.select().from(periodicReports).where(eq(periodicReports.periodId, periodId))
  return report ?? null
}

/** A report that is not sent is read by those who write and approve it. */
export const mayReadReport = (user: User, report: PeriodicReport | null): boolean => report?.state === 'sent' || may(user, 'write reports') || may(user, 'approve reports')

const writersOf = (report: PeriodicReport): ReadonlySet<string> => new Set([...report.writerIds, report.madeById, ...report.submittedById ? [report.submittedById] : []])
export const mayApprove = (user: User, report: PeriodicReport): boolean => report.state === 'submitted' && maySecond(user, 'approve reports', {}, writersOf(report))

function writer(user: User) {
  if (!may(user, 'write reports')) throw new NotAllowed('Báo cáo của kỳ do Văn phòng và đầu mối CCHC soạn.')
  return actor(user, 'write reports')
}

/** The row, made where nobody has begun the report. */
async function begun(db: Write, user: User, period: Period): Promise<PeriodicReport> {
  const found = await reportOf(db, period.id)
  if (found) return found
  await db.insert(periodicReports).values({ id: newId(), periodId: period.id, state: 'draft', wording: {}, writerIds: [], madeById: user.id, madeAt: now() })
  return (await reportOf(db, period.id))!
}

async function change(db: Write, report: PeriodicReport, revision: number, values: Partial<PeriodicReport>): Promise<void> {
  const changed = await db.update(periodicReports).set({ ...values, revision: report.revision + 1 })
    .where(and(eq(periodicReports.id, report.id), eq(periodicReports.revision, revision))).returning({ id: periodicReports.id })
  if (!changed.length) throw new Invalid({ '': 'Báo cáo vừa được người khác sửa. Điều bạn ghi còn ở đây; mở lại trang ở thẻ khác để so trước khi lưu.' })
}

const tidy = (words: string): string => words.split('\n').map(line => line.trimEnd()).join('\n').trim()

/** Keeps the wording: only sections that say something else than the portal writes, so that the rest follows the figures. */
export async function wordReport(db: Write, user: User, period: Period, office: Office, typed: Record<string, unknown>, revision: number): Promise<void> {
  const by = writer(user)
  const found = await reportOf(db, period.id)
  if (found && found.state !== 'draft') throw new Invalid({ '': 'Báo cáo đã trình nên không sửa được.' })
  const { sections, choices } = await compose(db, period, found, office)
  const wording: Record<string, string> = {}
  for (const { id, made, text } of sections) {
    const value = typed[`section.${id}`]
    const said = typeof value === 'string' ? tidy(value) : text
    if (said.length > 20_000) throw new Invalid({ [`section.${id}`]: 'Không quá 20.000 ký tự.' })
    // Emptied, a section that the portal writes is written by it again.
    if (said !== tidy(made) && (said || !made)) wording[id] = said
  }
  const { signature } = typed
  if (choices.some(({ value }) => value === signature)) wording.signature = signature as string
  const report = await begun(db, user, period)
  await change(db, report, found ? revision : report.revision, { wording, writerIds: [...new Set([...report.writerIds, user.id])] })
  await record(db, by, 'periodic report worded', 'period', period.id, { sections: Object.keys(wording).length })
}

/** Lays the report before those who approve: its words are kept as they are from here on. */
export async function submitReport(db: Write, user: User, period: Period, office: Office, revision: number): Promise<void> {
  const by = writer(user)
  if (!period.closedAt) throw new Invalid({ '': 'Chưa chốt số liệu của kỳ. Chốt số liệu rồi mới trình báo cáo.' })
  const found = await reportOf(db, period.id)
  if (found && found.state !== 'draft') throw new Invalid({ '': 'Báo cáo đã trình.' })
  const { official } = await compose(db, period, found, office)
  const report = await begun(db, user, period)
  await change(db, report, found ? revision : report.revision, { state: 'submitted', content: official, submittedById: user.id, submittedAt: now(), returned: null })
  await record(db, by, 'periodic report submitted', 'period', period.id, { report: true })
}

/** Sends it back to be written anew, by whoever may approve; the writer takes it back the same way. */
export async function returnReport(db: Write, user: User, period: Period, { reason, revision }: { reason: string; revision: number }): Promise<void> {
  const report = await reportOf(db, period.id)
  if (!report || (report.state !== 'submitted' && report.state !== 'approved')) throw new Invalid({ '': 'Báo cáo không đang chờ duyệt.' })
  if (!may(user, 'approve reports') && !may(user, 'write reports')) throw new NotAllowed()
  await change(db, report, revision, { state: 'draft', content: null, returned: reason, approvedById: null, approvedAt: null })
  await record(
    db, actor(user, may(user, 'approve reports') ? 'approve reports' : 'write reports'), 'periodic report returned', 'period', period.id,
    { report: true, reason, submittedBy: report.submittedById }
  )
}

export async function approveReport(db: Write, user: User, period: Period, revision: number): Promise<void> {
  const report = await reportOf(db, period.id)
  if (!report || report.state !== 'submitted') throw new Invalid({ '': 'Báo cáo không đang chờ duyệt.' })
  if (!mayApprove(user, report)) throw new NotAllowed('Người soạn, người trình không tự duyệt báo cáo; lãnh đạo khác duyệt.')
  await change(db, report, revision, { state: 'approved', approvedById: user.id, approvedAt: now() })
  await record(db, actor(user, 'approve reports'), 'periodic report approved', 'period', period.id, { report: true, submittedBy: report.submittedById })
}

/** Keeps what was sent: the document with its number and the file itself. Nothing of it is changed afterwards. */
export async function sendReport(db: Write, user: User, period: Period, { number, signedOn, revision }: z.output<typeof sendingForm>): Promise<void> {
  const by = writer(user)
  const report = await reportOf(db, period.id)
  if (!report || report.state !== 'approved') throw new Invalid({ '': report?.state === 'sent' ? 'Báo cáo đã gửi.' : 'Báo cáo chưa được duyệt nên chưa gửi được.' })
  if (signedOn > today()) throw new Invalid({ signedOn: 'Ngày ký không thể sau hôm nay.' })
  const content: Official = { ...report.content!, number: { ...report.content!.number, value: number }, date: signedOn }
  const file = officialDocument(content).toString('base64')
  await change(db, report, revision, { state: 'sent', number, signedOn, content, file, sentById: user.id, sentAt: now() })
  await record(db, by, 'periodic report sent', 'period', period.id, { number, signedOn, to: period.recipient })
}
