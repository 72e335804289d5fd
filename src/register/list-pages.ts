// The register put together: what stands over the tasks, and the tasks as a list.
import { may, reach } from '../policy.ts'
import { sortKey } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { shortened } from '../desk/task-words.ts'
import type { Facet } from '../web/layout.ts'
import { pagerOf } from '../web/paging.ts'
import { mostTasks } from './batches.ts'
import { changeNames, kindsFor } from './changes.ts'
import { emptyFilter, facetKeys, none, queryOf, registerHref, sorts, unitRoles, type FacetKey, type RegisterFilter, type Sort } from './filter.ts'
import { findTasks, type Found } from './finding.ts'
import { rowsOf } from './row-pages.ts'
import { tabsFor } from './tabs.ts'
import type { RegisterHead, RegisterViews, SortLink } from './views.ts'
import { chipsOf, facetNames, fixedValues, roleLabels, sentenceOf, sortNames, valueWords } from './words.ts'

const pageSize = 50
/** More choices than a person looks through: the fullest are offered, the others are found by typing. */
const mostChoices = 60

const ways = [{ view: 'list', label: 'Danh sách', icon: 'list' }, { view: 'board', label: 'Bảng', icon: 'layout-kanban' }, { view: 'calendar', label: 'Lịch', icon: 'calendar' }] as const

export const foundFor = (c: Ask, filter: RegisterFilter): Promise<Found> => findTasks(c.var.store.read, c.var.user, filter, c.var.config.silentDays)

export async function listPage(c: Ask, filter: RegisterFilter): Promise<RegisterViews['register/index']> {
  const found = await foundFor(c, filter)
  const pager = pagerOf(filter.page, pageSize, found.ids.length, page => registerHref({ ...filter, page }))
  const shown = found.ids.slice((pager.page - 1) * pageSize, pager.page * pageSize)
  const head = headOf(c, filter, found, [])
  const sortLink = (sort: Sort, label: string): SortLink => ({ label, href: registerHref({ ...filter, page: 1, sort }), sorted: filter.sort === sort })
  const kinds = kindsFor(c.var.user)
  return {
    bulk: kinds.length ? {
      noun: 'nhiệm vụ', short: 'việc', kinds: kinds.map(value => ({ value, label: changeNames[value] })),
      query: queryOf({ ...filter, page: 1 }) || `sort=${filter.sort}`, count: found.ids.length, most: mostTasks,
    } : null,
    head: { ...head, ...await tabsFor(c, filter) }, rows: await rowsOf(c.var.store.read, c.var.user, found, shown), pager,
    sorts: { plan: sortLink('plan', 'Nhiệm vụ'), unit: sortLink('unit', 'Đơn vị chủ trì'), percent: sortLink('percent', 'Kết quả'), due: sortLink('due', 'Hạn'), pressing: sortLink('pressing', 'Tình trạng') },
  }
}

/** What stands over the tasks. `keep` are names of fields that go on with the form. Nothing waits in here: places of rows hold. */
export function headOf(c: Ask, filter: RegisterFilter, found: Found, keep: ('month' | 'group')[]): Omit<RegisterHead, 'tabs' | 'save'> {
  const { user } = c.var
  const facets = facetKeys.map(key => facetOf(key, filter, found)).filter(({ options, several }) => options.length || several.length)
  const at = facets.findIndex(({ key }) => key === 'unit')
  const role = { key: 'role', label: 'Vai trò của đơn vị', all: null, options: unitRoles.map(value => ({ value, label: roleLabels[value], selected: value === filter.role })), several: [], hint: null }
  const sort = { key: 'sort', label: 'Sắp theo', all: null, options: sorts.map(value => ({ value, label: sortNames[value], selected: value === filter.sort })), several: [], hint: null }
  const chips = chipsOf(filter, found.names)
  return {
    view: filter.view, ways: ways.map(way => ({ ...way, href: registerHref({ ...filter, view: way.view, page: 1 }) })),
    sentence: sentenceOf(filter, found.ids.length, found.counts.standing, found.names), q: filter.q, from: filter.from ?? '', to: filter.to ?? '',
    hidden: [...(filter.view === 'list' ? [] : [['view', filter.view] as [string, string]]), ...keep.flatMap(name => (filter[name] === null ? [] : [[name, filter[name]] as [string, string]]))],
    facets: [...facets.toSpliced(at + 1, 0, ...(at < 0 ? [] : [role])), sort], moreOpen: false, chips, clear: registerHref({ ...emptyFilter, view: filter.view }),
    xlsx: registerHref({ ...filter, page: 1 }, '/tasks/export/xlsx'), mayGive: may(user, 'assign tasks'),
    empty: found.ids.length ? null : chips.length
      ? { title: 'Không có nhiệm vụ nào khớp', sentence: 'Hãy bớt một điều kiện, hoặc gõ ít chữ hơn. Gõ không dấu cũng tìm được.', action: { href: registerHref({ view: filter.view }), label: 'Bỏ mọi điều kiện' } }
      : { title: 'Chưa có nhiệm vụ nào', sentence: `${reach(user, 'see tasks') === 'any' ? 'Nhiệm vụ giao cho các đơn vị' : 'Nhiệm vụ giao cho bạn và đơn vị bạn'} hiện ở đây, từ kế hoạch được phê duyệt hoặc giao trực tiếp. Ví dụ: “Rà soát thủ tục lĩnh vực việc làm, hạn 30/11/2026”.`, action: may(user, 'assign tasks') ? { href: '/tasks/new', label: 'Giao nhiệm vụ đầu tiên' } : null },
  }
}

function facetOf(key: FacetKey, filter: RegisterFilter, { counts, names }: Found): Facet {
  const count = counts[key]
  const chosen = filter.chosen[key] ?? []
  const order = fixedValues(key)
  let values = order ? order.filter(value => count.get(value) || chosen.includes(value) || value === 'all') : [...count.keys()]
  for (const value of chosen) if (!values.includes(value)) values.push(value)
  const cut = !order && values.length > mostChoices
  if (cut) {
    const top = new Set([...count].sort((a, b) => b[1] - a[1]).slice(0, mostChoices).map(([value]) => value))
    values = values.filter(value => top.has(value) || chosen.includes(value))
  }
  if (!order) values = inOrderOf(values, value => placeOf(key, value, names))
  // One value that all of them have tells nothing apart.
  if (!order && values.length === 1 && !chosen.length) values = []
  return {
    key, label: facetNames[key], all: key === 'state' ? `Đã giao, kể cả đã xong (${number(count.get('counted') ?? 0)})` : 'Tất cả', several: chosen.length > 1 ? chosen : [],
    options: values.map(value => ({ value, label: `${shortened(valueWords(key, value, names), 88)}${value === 'all' ? '' : ` (${number(count.get(value) ?? 0)})`}`, selected: chosen.includes(value) })),
    hint: cut ? `${mostChoices} mục có nhiều nhiệm vụ nhất; hãy chọn thêm điều kiện khác để thấy hết.` : null,
  }
}

const inOrderOf = (values: string[], place: (value: string) => number | string): string[] =>
  values.map(value => ({ value, place: place(value) })).sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0)).map(({ value }) => value)

/** Where a value stands among those of its condition: units, plans and people in their own order, what has none last. */
function placeOf(key: FacetKey, value: string, names: Found['names']): number | string {
  if (key === 'year') return value === none ? 0 : -Number(value)
  if (key === 'plan') return value === none ? 1 : -names.planRank(value)
  if (key === 'unit') return value === none ? Infinity : names.unitRank(value)
  if (key === 'person' || key === 'assigner') return value === none ? -1 : names.personRank(value)
  return value === none ? '~' : sortKey(valueWords(key, value, names))
}
