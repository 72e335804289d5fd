// The report of a period on its page: as it would read now or as it was kept, with the list behind each number; and the page on which it is worded.
import { officialDocument, sheetOf, type Official } from '../documents/official.ts'
import { historyOf } from '../events/audit.ts'
import { countedOf } from '../periods/figures.ts'
import { stateOf } from '../periods/periods.ts'
import type { Period } from '../periods/tables.ts'
import { fractionOf, inWords } from '../periods/words.ts'
import { signerInWords } from '../papers/signers.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { NotAllowed } from '../errors.ts'
import { compose, type Composed } from './composing.ts'
import { partsOf } from './parts.ts'
import { mayApprove, mayReadReport, reportOf } from './reports.ts'
import type { PeriodicReport } from './tables.ts'
import type { PeriodicReportViews } from './views.ts'
import { reportStatus } from './words.ts'

/** What waits next, in a sentence. */
async function nextStep(c: Ask, period: Period, report: PeriodicReport | null): Promise<string> {
  if (report?.state === 'sent') return `Đã gửi ngày ${date(report.sentAt)}, số ${number(report.number!)}, ký ngày ${date(report.signedOn)}. Bản đã gửi được giữ nguyên.`
  if (report?.state === 'approved') return 'Đã duyệt. Văn thư cấp số, ký xong thì ghi số và ngày để lưu bản đã gửi.'
  if (report?.state === 'submitted') return 'Đã trình. Lãnh đạo không tham gia soạn duyệt hoặc trả lại.'
  const names = await unitNames(c.var.store.read)
  const parts = await partsOf(c.var.store.read, period.id)
  const owed = parts.filter(({ state }) => state === 'asked').map(({ unitId }) => names.get(unitId) ?? '')
  const untaken = parts.filter(({ state }) => state === 'sent').length
  return [
    !period.closedAt ? (stateOf(period) === 'toClose' ? 'Số liệu chưa chốt: chốt rồi mới trình được.' : 'Kỳ chưa hết: dự thảo theo số liệu đến hôm nay.') : 'Số liệu đã chốt: mọi con số do cổng ghi giữ nguyên.',
    owed.length ? `Còn thiếu phần của ${owed.slice(0, 4).join(', ')}${owed.length > 4 ? ` và ${owed.length - 4} đơn vị khác` : ''}.` : '',
    untaken ? `${number(untaken)} phần đã gửi chưa nhận vào báo cáo.` : '',
  ].filter(Boolean).join(' ')
}

function sectionsShown(period: Period, { sections, listings }: Composed) {
  return sections.map(({ title, worded, figures }) => ({
    title, worded, figures: figures.flatMap(key => {
      const listing = listings.get(key)
      if (!listing) return []
      const counted = countedOf(listing.way, listing.items)
      return [{
        href: `/periods/${period.id}/figures/${key}`, label: listing.label,
        value: [inWords(listing, counted), fractionOf(counted) && `(${fractionOf(counted)})`].filter(Boolean).join(' '),
      }]
    }),
  })).filter(({ figures }) => figures.length)
}

export async function reportPage(c: Ask, period: Period, { form = blank, sending }: { form?: Form; sending?: Form } = {}): Promise<PeriodicReportViews['periodic-reports/show']> {
  const { store: { read }, user, config } = c.var
  const report = await reportOf(read, period.id)
  const reads = mayReadReport(user, report)
  const composed = await compose(read, period, report, config.office)
  const writes = may(user, 'write reports')
  const state = report?.state ?? 'draft'
  return {
    id: period.id, period: period.name, status: report ? reportStatus[state] : { kind: 'new', label: 'Chưa soạn' },
    next: reads ? await nextStep(c, period, report) : 'Báo cáo đang soạn; gửi đi rồi mọi người xem được.',
    returned: state === 'draft' && reads ? report?.returned ?? null : null,
    sheet: reads ? sheetOf(report?.content ?? composed.official) : null, sections: reads ? sectionsShown(period, composed) : [],
    mayEdit: writes && state === 'draft', submit: writes && state === 'draft' && period.closedAt ? { revision: report?.revision ?? 0 } : null,
    decide: report && (state === 'submitted' || state === 'approved') && (may(user, 'approve reports') || writes) ? { revision: report.revision, mayApprove: mayApprove(user, report) } : null,
    send: report && state === 'approved' && writes ? { revision: report.revision, form: sending ?? blank, recipient: period.recipient } : null,
    docx: reads ? `/periods/${period.id}/report/docx` : '', form, history: await historyOf(read, 'period', period.id, 20),
  }
}

/** The file: what was sent, what was submitted, or the draft as it reads now. */
export async function reportFile(c: Ask, period: Period): Promise<Uint8Array<ArrayBuffer>> {
  const { store: { read }, user, config } = c.var
  const report = await reportOf(read, period.id)
  if (!mayReadReport(user, report)) throw new NotAllowed('Báo cáo đang soạn; gửi đi rồi mọi người xem được.')
  if (report?.file) return new Uint8Array(Buffer.from(report.file, 'base64'))
  const content: Official = report?.content ?? (await compose(read, period, report, config.office)).official
  return new Uint8Array(officialDocument(content))
}

export async function wordingPage(c: Ask, period: Period, form: Form = blank): Promise<PeriodicReportViews['periodic-reports/edit']> {
  const { store: { read }, config } = c.var
  const report = await reportOf(read, period.id)
  const { sections, choices, chosen } = await compose(read, period, report, config.office)
  return {
    id: period.id, period: period.name, form, revision: report?.revision ?? 0,
    sections: sections.map(({ id, title, level, text, worded, content }) => {
      const value = form.values[`section.${id}`] ?? text
      return {
        name: `section.${id}`, title: `${level === 1 ? '' : '– '}${title}`, value, rows: Math.min(
          14, Math.max(2, value.split('\n').length + Math.ceil(value.length / 160))
        ), worded, error: form.errors[`section.${id}`],
        hint: content === 'none' ? 'Cổng không có số liệu cho mục này; để trống nếu chỉ là tiêu đề.' : worded ? 'Đã sửa: không theo số liệu nữa. Xóa hết chữ rồi lưu để cổng viết lại.' : 'Cổng viết từ số liệu; sửa thì mục này thôi theo số liệu.',
      }
    }),
    choices: choices.map(one => ({ value: one.value, label: signerInWords(one) })), chosen: form.values.signature ?? chosen,
  }
}
