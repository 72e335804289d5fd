// Records due for review as their page shows them, and as a workbook.
import { withQuery } from '../addresses.ts'
import { column, type SheetToWrite } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, number, weekday } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { dueForReview, mayConfirmReview, maySeeReview, reviewAhead, type Due } from './reviews.ts'
import { daysInWords, monthsFrom } from './show-pages.ts'
import type { ProcedureViews } from './views.ts'

const pageSize = 50
const spans = [String(reviewAhead), '30', '90', '365']

export interface ReviewFilter { ahead: string; unit: string; page: number }

export const reviewFilter = ({ ahead = '', unit = '', page }: Record<string, string | undefined>): ReviewFilter =>
  ({ ahead: spans.includes(ahead) ? ahead : spans[0]!, unit: unit.slice(0, 100), page: Number(page) || 1 })

export function reviewsHref({ ahead, unit, page }: ReviewFilter, path = '/procedures/reviews'): string {
  return withQuery(path, { ahead: ahead === spans[0] ? '' : ahead, unit, page: page > 1 ? String(page) : '' })
}

/** What the reader may see of what is due; `found` by the unit asked for. */
export async function reviewsFor(c: Ask, { ahead, unit }: ReviewFilter): Promise<{ all: Due[]; found: Due[]; unitName: (row: Due) => string }> {
  const { store: { read }, user } = c.var
  const all = (await dueForReview(read, Number(ahead))).filter(row => maySeeReview(user, row))
  const names = await unitNames(read)
  return {
    all, found: all.filter(row => !unit || (row.ownerUnitId ?? 'none') === unit),
    unitName: ({ ownerUnitId }) => (ownerUnitId ? names.get(ownerUnitId) ?? 'Đơn vị không còn trong danh bạ' : 'Chưa giao đơn vị'),
  }
}

function sentenceOf({ ahead }: ReviewFilter, found: readonly Due[]): string {
  const late = found.filter(({ reviewOn }) => reviewOn < today()).length
  return `${number(found.length)} thủ tục đến hạn rà soát trong ${ahead} ngày tới${late ? `, ${number(late)} đã quá hạn` : ''}, hạn sớm nhất trước.`
}

/** `ticked`: what was chosen on a form that comes back. */
export async function reviewsPage(c: Ask, filter: ReviewFilter, form?: Form, ticked: ReadonlySet<string> = new Set()): Promise<ProcedureViews['procedures/reviews']> {
  const { user, config } = c.var
  const { all, found, unitName } = await reviewsFor(c, filter)
  const pager = pagerOf(filter.page, pageSize, found.length, page => reviewsHref({ ...filter, page }))
  const rows = found.slice((pager.page - 1) * pageSize, pager.page * pageSize).map(row => ({
    id: row.id, ticked: ticked.has(row.id), href: `/procedures/${row.id}`, name: row.name, code: row.code ?? 'không có mã số', unit: unitName(row),
      mayConfirm: mayConfirmReview(user, row),
    checkedOn: row.checkedOn ? date(row.checkedOn) : 'chưa soát lần nào', reviewOn: weekday(row.reviewOn), distance: daysInWords(row.reviewOn),
      late: row.reviewOn < today(),
  }))
  const units = [...new Map(all.map(row => [row.ownerUnitId ?? 'none', unitName(row)]))]
  return {
    facets: [
      { key: 'ahead', label: 'Đến hạn trong', all: null, several: [], hint: null, options: spans.map(value => ({ value, label: `${value} ngày tới`,
        selected: value === filter.ahead })) },
      { key: 'unit', label: 'Đơn vị giữ', all: 'Tất cả', several: [], hint: null, options: units.map(([value, name]) => (
        { value, label: `${name} (${number(all.filter(row => (row.ownerUnitId ?? 'none') === value).length)})`, selected: value === filter.unit })) },
    ],
    sentence: sentenceOf(filter, found), rows, pager, query: reviewsHref(filter), xlsx: reviewsHref({ ...filter, page: 1 }, '/procedures/reviews/xlsx'),
      wider: filter.ahead === '365' && !filter.unit ? null : reviewsHref({ ahead: '365', unit: '', page: 1 }),
    form: form ?? filled({ reviewOn: monthsFrom(today(), config.reviewMonths) }), mayConfirm: rows.some(({ mayConfirm }) => mayConfirm),
  }
}

export async function reviewsSheet(c: Ask, filter: ReviewFilter): Promise<SheetToWrite> {
  const { found, unitName } = await reviewsFor(c, filter)
  return {
    name: 'Đến hạn rà soát', note: sentenceOf(filter, found),
    columns: [column('Thủ tục', 70), column('Mã số', 14), column('Lĩnh vực', 28), column('Đơn vị giữ', 36), column('Soát ngày', 12, 'date'),
      column('Soát lại trước ngày', 14, 'date')],
    rows: found.map(row => [row.name, row.code, row.field, unitName(row), row.checkedOn, row.reviewOn]),
  }
}
