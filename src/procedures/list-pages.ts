// The list of procedures as its page shows it: filter, counts, chips, one page of rows.
import { may } from '../policy.ts'
import { today } from '../clock.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { catalogue, known, remembered, type Row, type Snapshot } from './catalogue.ts'
import { chipsOf, emptyFilter, facetKeys, find, listAddress, none, sentenceOf, sorts, sortWords, statesOf, valueWords, type FacetKey, type Filter, type Found } from './filter.ts'
import { draftsFor, publishedBetween } from './procedures.ts'
import { parts } from './completeness.ts'
import { limitUnits } from './content.ts'
import { sortKey } from '../text.ts'
import { unitNames } from '../units/units.ts'
import type { Facet } from '../web/layout.ts'
import type { ListRow, ProcedureViews, Status } from './views.ts'
import { levelWords, limitWords, onlineWords } from './words.ts'

const pageSize = 50

/** The rows for a filter with their counts, and the names of units. */
export async function foundFor(c: Ask, filter: Filter) {
  const db = c.var.store.read
  const snapshot = await catalogue(db, filter.on ?? today())
  const names = await known(snapshot, 'units', () => unitNames(db))
  const changed = filter.change ? await publishedBetween(db, filter.from ?? '0001-01-01', filter.to ?? snapshot.day) : []
  const kinds = filter.change === 'changed' ? ['amended', 'replaced'] : [filter.change]
  const found = find(snapshot, filter, new Set(changed.filter(({ kind }) => kinds.includes(kind)).map(({ procedureId }) =>
    procedureId)))
  return { snapshot, found, unitName: (id: string) => names.get(id) ?? 'Đơn vị không còn trong danh bạ' }
}

export async function listPage(c: Ask, filter: Filter): Promise<ProcedureViews['procedures/index']> {
  const { found, unitName, snapshot } = await foundFor(c, filter)
  const user = c.var.user
  const pager = pagerOf(filter.page, pageSize, found.rows.length, to => listAddress({ ...filter, page: to }))
  const drafts = await draftsFor(c.var.store.read, user, snapshot)
  const wantsDrafts = statesOf(filter).includes('draft')
  const shown = found.rows.slice((pager.page - 1) * pageSize, pager.page * pageSize)
  const isToday = snapshot.day === today()
  const make = () => new Map(facetKeys.map(key => [key, facetOf(key, filter, snapshot, found, unitName, drafts.length)]))
  const address = listAddress({ ...filter, page: 1 }, `facets ${drafts.length}`)
  const facets = filter.change ? make() : remembered(snapshot, address, make)
  const more: FacetKey[] = ['agency', 'postal', 'reduced', 'complete', 'unit']
  return {
    sentence: wantsDrafts && statesOf(filter).length === 1 ? `${number(drafts.length)} bản nháp chưa công bố mà bạn được xem.`
      : sentenceOf(filter, number(found.rows.length), unitName),
    count: found.rows.length,
    q: filter.q, on: filter.on ?? '', isToday,
    hidden: (['change', 'from', 'to'] as const).flatMap(key => (filter[key] ? [[key, filter[key]] as [string, string]] : [])),
    facets: (['field', 'level', 'channel', 'online', 'state'] as const).map(key => facets.get(key)!),
    moreFacets: more.map(key => facets.get(key)!),
    moreOpen: more.some(key => filter.chosen[key]) || Boolean(filter.on),
    sorts: sorts.map(sort => ({ value: sort, label: filter.q && sort === 'name' ? 'độ sát chữ tìm' : sortWords[sort],
      selected: sort === filter.sort })),
    chips: chipsOf(filter, unitName),
    rows: shown.map(row => listRow(row, filter.on)),
    pager, clear: listAddress({ ...emptyFilter, on: filter.on }),
    exports: { xlsx: listAddress({ ...filter, page: 1 }, '/procedures/export/xlsx'),
      csv: listAddress({ ...filter, page: 1 }, '/procedures/export/csv') },
    drafts: wantsDrafts ? drafts.map(({ id, savedAt, savedBy, unitId, name, field }) =>
      ({ href: `/procedures/${id}/edit`, name, field, savedAt, savedBy, unit: unitId && unitName(unitId) })) : null,
    empty: found.rows.length || wantsDrafts ? null : emptyWords(filter, snapshot.rows.length, isToday,
      may(user, 'import procedures')),
    mayBegin: may(user, 'edit procedures'), mayReview: may(user, 'see drafts'),
    mayImport: may(user, 'import procedures'),
  }
}

function emptyWords(filter: Filter, all: number, isToday: boolean,
  mayImport: boolean): ProcedureViews['procedures/index']['empty'] {
  if (!all && isToday) {
    return { title: 'Danh mục chưa có thủ tục nào',
      sentence: 'Đầu mối kiểm soát thủ tục hành chính nhập cả danh mục từ tệp, hoặc soạn từng thủ tục. Ví dụ: 1.001776, trợ cấp xã hội hằng tháng.',
      action: mayImport ? { href: '/procedures/new', label: 'Soạn thủ tục đầu tiên' } : null }
  }
  if (!all) return { title: `Ngày ${date(filter.on)} danh mục chưa có thủ tục nào`, sentence: 'Hãy chọn ngày muộn hơn.',
    action: { href: '/procedures', label: 'Xem danh mục hôm nay' } }
  return { title: 'Không có thủ tục nào khớp', sentence: 'Hãy bớt một điều kiện, hoặc gõ ít chữ hơn. Gõ không dấu cũng tìm được.',
    action: { href: '/procedures', label: 'Bỏ mọi điều kiện' } }
}

const facetLabels: Record<FacetKey, string> = {
  field: 'Lĩnh vực', level: 'Cấp thực hiện', agency: 'Cơ quan thực hiện', channel: 'Cách nộp', online: 'Mức độ trực tuyến',
    postal: 'Bưu chính công ích',
  reduced: 'Cắt giảm thời hạn', state: 'Tình trạng', complete: 'Đủ nội dung theo Nghị định 63', unit: 'Đơn vị giữ',
}
/** Values in their own order; other facets are ordered by name. */
const order: Partial<Record<FacetKey, string[]>> = {
  level: ['ministry', 'province', 'district', 'commune', 'other', none], channel: ['inPerson', 'online', 'post', none],
    online: ['any', 'full', 'partial', 'none', none],
  postal: ['yes', 'no', none], reduced: ['yes', ...limitUnits, 'no', 'mixed'], state: ['inForce', 'published', 'amended', 'upcoming', 'abolished',
    'draft', 'all'],
  complete: ['yes', 'no', ...parts.map(part => `no-${part}`)],
}
const mostAgencies = 30

function facetOf(key: FacetKey, filter: Filter, snapshot: Snapshot, { counts }: Found, unitName: (id: string) => string,
  drafts: number): Facet {
  const count = counts[key]
  const chosen = filter.chosen[key] ?? []
  let values = order[key] ? order[key].filter(value => count.get(value) || chosen.includes(value)
    || (key === 'state' && (value === 'all' || value === 'inForce' || (value === 'draft' && drafts > 0)))) : [...count.keys()]
  for (const value of chosen) if (!values.includes(value)) values.push(value)
  const cut = key === 'agency' && values.length > mostAgencies
  if (cut) {
    const top = new Set([...count].sort((a, b) => b[1] - a[1]).slice(0, mostAgencies).map(([value]) => value))
    values = values.filter(value => top.has(value) || chosen.includes(value))
  }
  const options = values.map(value => ({ value, name: valueWords(key, value, unitName), count: value === 'draft' ? drafts
    : value === 'all' ? null : count.get(value) ?? 0, sort: '' }))
  if (!order[key]) {
    const keys = remembered(snapshot, `sort keys of ${key}`, () => new Map<string, string>())
    for (const option of options) {
      if (!keys.has(option.value)) keys.set(option.value, option.value === none ? '~' : sortKey(option.name))
      option.sort = keys.get(option.value)!
    }
    options.sort((a, b) => (a.sort < b.sort ? -1 : 1))
  }
  const selected = key === 'state' ? statesOf(filter) : chosen
  return {
    key, label: facetLabels[key], all: key === 'state' ? null : 'Tất cả',
    options: options.map(({ value, name, count }) => ({ value,
      label: `${name.length > 90 ? `${name.slice(0, 88)}…` : name}${count === null ? '' : ` (${number(count)})`}`,
      selected: selected.includes(value) })),
    several: chosen.length > 1 ? chosen : [],
    hint: cut ? `${mostAgencies} cơ quan có nhiều thủ tục nhất; cơ quan khác thì gõ tên vào ô tìm.` : null,
  }
}

export const statusOf = (state: Row['state']): Status =>
  ({ published: { kind: 'done', label: 'Đang áp dụng' }, amended: { kind: 'done', label: 'Đã sửa, đang áp dụng' },
    abolished: { kind: 'past', label: 'Đã bãi bỏ' }, upcoming: { kind: 'wait', label: 'Chưa áp dụng' } } as const)[state]

/** Names of over a thousand characters exist; the page of the procedure shows them whole. */
const longestName = 260

const listRow = (row: Row, on: string | null): ListRow => ({
  href: `/procedures/${row.id}${on ? `?on=${on}` : ''}`,
  name: row.name.length > longestName ? `${row.name.slice(0, row.name.lastIndexOf(' ', longestName))}…` : row.name,
  code: row.code ?? 'không có mã số', field: row.field, levels: row.facts.levels.map((level, at) =>
    (at ? levelWords[level].replace('Cấp ', '') : levelWords[level])).join(', '),
  limit: row.facts.limits.length === 0 ? '' : row.facts.limits.length === 1 ? limitWords(row.facts.limits[0]!)
    : `${limitWords(row.facts.limits[0]!)} và ${row.facts.limits.length - 1} mức khác`,
  online: row.facts.onlineLevel ? onlineWords[row.facts.onlineLevel] : '',
  effectiveFrom: date(row.effectiveFrom), reviewOn: row.reviewOn && date(row.reviewOn), status: statusOf(row.state),
    missing: row.facts.missing.length,
})
