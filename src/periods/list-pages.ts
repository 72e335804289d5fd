// The list of reporting periods: its page, its spreadsheet, and the form that makes or changes one.
import { asc } from 'drizzle-orm'
import { withQuery } from '../addresses.ts'
import { column, writeWorkbook } from '../admin/workbook.ts'
import { today, written } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { reportsByPeriod } from '../periodic-reports/reports.ts'
import { reportStatus } from '../periodic-reports/words.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { download } from '../web/render.ts'
import { kindNames } from './customary.ts'
import { periodFilter, periodsOf, stateOf, type PeriodFilter } from './periods.ts'
import { periodKinds, periods, type Period, type PeriodKind } from './tables.ts'
import type { PeriodRow, PeriodViews } from './views.ts'
import { periodStatus } from './words.ts'

const kindOptions = periodKinds.map(value => ({ value, label: kindNames[value] }))
const madeKinds = periodKinds.filter(kind => kind !== 'other')
const daysOf = ({ from, to }: Pick<Period, 'from' | 'to'>) => `${written(from)} – ${written(to)}`

async function rowsOf(db: Read, filter: PeriodFilter): Promise<PeriodRow[]> {
  const states = await reportsByPeriod(db)
  return (await periodsOf(db, filter)).map(period => {
    const report = states.get(period.id)
    return {
      href: `/periods/${period.id}`, name: period.name, days: daysOf(period), from: period.from, to: period.to, unitsBy: period.unitsBy,
      submitBy: period.submitBy, recipient: period.recipient,
      status: periodStatus[stateOf(period)], report: report ? reportStatus[report] : null,
    }
  })
}

const sentenceOf = (count: number, { year, kind }: PeriodFilter) =>
  `${count ? number(count) : 'Chưa có'} kỳ báo cáo${kind ? ` ${kindNames[kind].toLocaleLowerCase('vi')}` : ''}${year === 'all' ? '' : ` của năm ${year}`}, `
    + `theo ngày chốt số liệu.`

export async function periodsPage(c: Ask, form?: Form): Promise<PeriodViews['periods/index']> {
  const { store: { read }, user } = c.var
  const filter = periodFilter(c.req.query())
  const rows = await rowsOf(read, filter)
  const kept = (await read.selectDistinct({ to: periods.to }).from(periods).orderBy(asc(periods.to))).map(({ to }) => to.slice(0, 4))
  const years = [...new Set([...kept, today().slice(0, 4), ...filter.year === 'all' ? [] : [filter.year]])].toSorted().reverse()
  const mayWrite = may(user, 'write reports')
  const making = form ?? filled({ year: filter.year === 'all' ? today().slice(0, 4) : filter.year, ...Object.fromEntries(madeKinds.map(kind => [`kind.${kind}`, 'on'])) })
  return {
    year: filter.year, years: [...years.map(value => ({ value, label: `Năm ${value}` })), { value: 'all', label: 'Mọi năm' }],
    kind: filter.kind, kinds: [{ value: '', label: 'Mọi loại kỳ' }, ...kindOptions], sentence: sentenceOf(rows.length, filter), rows,
    xlsx: withQuery('/periods/export/xlsx', { ...filter }), mayWrite,
    make: mayWrite ? { form: making, kinds: madeKinds.map(kind => ({
      name: `kind.${kind}`, label: kindNames[kind], ticked: making.values[`kind.${kind}`] === 'on',
    })) } : null,
  }
}

/** Kinds that are ticked in the form of a year. */
export const kindsIn = (values: Record<string, unknown>): PeriodKind[] => madeKinds.filter(kind => values[`kind.${kind}`] === 'on')

export async function periodsExported(c: Ask) {
  const filter = periodFilter(c.req.query())
  const rows = await rowsOf(c.var.store.read, filter)
  return download(c, `Kỳ báo cáo ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{
    name: 'Kỳ báo cáo', note: sentenceOf(rows.length, filter),
    columns: [
      column('Kỳ', 26), column('Từ ngày', 12, 'date'), column('Đến ngày', 12, 'date'), column('Đơn vị gửi trước', 16, 'date'),
      column('Gửi báo cáo trước', 16, 'date'), column('Nơi nhận', 40), column('Số liệu', 18), column('Báo cáo', 18),
    ],
    rows: rows.map(row => [row.name, row.from, row.to, row.unitsBy, row.submitBy, row.recipient, row.status.label, row.report?.label ?? '']),
  }]))
}

export function editPage(c: Ask, period: Period | null, form?: Form): PeriodViews['periods/edit'] {
  return {
    form: form ?? filled(period ? { ...period, closedAt: null, before: null, madeAt: null, demo: null } : { recipient: c.var.config.office.superior }),
    title: period ? `Sửa ${period.name}` : 'Thêm kỳ báo cáo', action: period ? `/periods/${period.id}/edit` : '/periods', kinds: kindOptions,
    back: period ? `/periods/${period.id}` : '/periods', removal: period ? `/periods/${period.id}/removal` : null, revision: period?.revision ?? null,
  }
}

