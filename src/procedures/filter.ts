// Choosing procedures: what stands in the address, who matches it, how many would with each other choice, and the sentence that says it.
import { isDay, today, written } from '../clock.ts'
import { line, searchable } from '../text.ts'
import { remembered, type Row, type Snapshot } from './catalogue.ts'
import { partNames, parts, type Part } from './completeness.ts'
import { limitUnits, type ChannelKind, type Level, type LimitUnit, type OnlineLevel } from './content.ts'
import { isMixed, isReduced } from './reduction.ts'
import { versionKinds, type VersionKind } from './tables.ts'
import { channelWords, kindWords, levelWords, onlineWords, unitWords } from './words.ts'

export const facetKeys = ['field', 'level', 'agency', 'channel', 'online', 'postal', 'reduced', 'state', 'complete',
  'unit'] as const
export type FacetKey = (typeof facetKeys)[number]

export const sorts = ['name', 'code', 'limit', 'effective', 'review'] as const
export type Sort = (typeof sorts)[number]
export const sortWords: Record<Sort, string> = { name: 'tên', code: 'mã số', limit: 'thời hạn',
  effective: 'ngày áp dụng mới nhất', review: 'ngày soát lại' }

export interface Filter {
  q: string
  chosen: Partial<Record<FacetKey, string[]>>
  /** Procedures of which a version of this kind was published between two days, both included. */
  change: VersionKind | 'changed' | null
  from: string | null
  to: string | null
  /** The day at which the register is looked at; null is today. */
  on: string | null
  sort: Sort
  page: number
}

export const none = '-'
const onlyOf = <T extends string>(value: string | null, values: readonly T[]): T | undefined => values.find(one => one === value)
const dayOr = (value: string | null): string | null => (value && isDay(value) ? value : null)

/** The filter that an address holds. What it does not understand is left out, never an error. */
export function readFilter(params: URLSearchParams): Filter {
  const chosen: Filter['chosen'] = {}
  for (const key of facetKeys) {
    const values = [...new Set(params.getAll(key).map(line).filter(Boolean))].slice(0, 20)
    if (values.length) chosen[key] = values
  }
  const change = onlyOf(params.get('change'), [...versionKinds, 'changed'] as const) ?? null
  // What holds where nothing is chosen is no condition, and needs no place in the address.
  if (!change && chosen.state?.join() === 'inForce') delete chosen.state
  return {
    q: line(params.get('q') ?? '').slice(0, 200), chosen,
    change, from: dayOr(params.get('from')), to: dayOr(params.get('to')), on: dayOr(params.get('on')),
    sort: onlyOf(params.get('sort'), sorts) ?? 'name', page: Math.max(1, Math.floor(Number(params.get('page')) || 1)),
  }
}

/** The address of the list for a filter; the first page and the usual order are left out. */
export function listAddress(filter: Filter, path = '/procedures'): string {
  const params = new URLSearchParams()
  if (filter.q) params.set('q', filter.q)
  for (const key of facetKeys) for (const value of filter.chosen[key] ?? []) params.append(key, value)
  for (const key of ['change', 'from', 'to', 'on'] as const) if (filter[key]) params.set(key, filter[key])
  if (filter.sort !== 'name') params.set('sort', filter.sort)
  if (filter.page > 1) params.set('page', String(filter.page))
  const query = params.toString()
  return query ? `${path}?${query}` : path
}

export const emptyFilter: Filter = { q: '', chosen: {}, change: null, from: null, to: null, on: null, sort: 'name', page: 1 }

/** The values under which a row is counted; wider ones ('any', 'inForce') stand beside the exact ones. */
export function valuesOf(row: Row, key: FacetKey): string[] {
  const { facts } = row
  switch (key) {
    case 'field': return [row.field ?? none]
    case 'level': return facts.levels.length ? facts.levels : [none]
    case 'agency': return [row.agency ?? none]
    case 'channel': return facts.channels.length ? facts.channels : [none]
    case 'online': return facts.onlineLevel === null ? [none] : facts.onlineLevel === 'none' ? ['none']
      : ['any', facts.onlineLevel]
    case 'postal': return [byPost(row) === null ? none : byPost(row) ? 'yes' : 'no']
    case 'reduced': return isReduced(facts.reduction) ? ['yes', facts.reduction!.statutory.unit] : isMixed(facts.reduction) ? ['no', 'mixed'] : ['no']
    case 'state': return row.state === 'published' || row.state === 'amended' ? ['inForce', row.state] : [row.state]
    case 'complete': return facts.missing.length ? ['no', ...facts.missing.map(part => `no-${part}`)] : ['yes']
    case 'unit': return [row.ownerUnitId ?? none]
  }
}

/** Whether papers go by public post: what the record says of it, else whether a way of handing in is by post. */
export const byPost = ({ facts }: Row): boolean | null => facts.postal ?? (facts.channels.length ? facts.channels.includes('post')
  : null)

export interface Found {
  rows: Row[]
  /** For each facet, how many rows each value would give with the other choices as they are. */
  counts: Record<FacetKey, Map<string, number>>
}

/** What is chosen where the address says nothing: procedures in force, but every state when changes are asked for. */
export const statesOf = (filter: Filter): string[] => filter.chosen.state ?? (filter.change ? ['all'] : ['inForce'])

/**
 * The rows that match, sorted, and the counts of every facet.
 * @param changed ids of the procedures that match `filter.change`; not looked at when that is null.
 */
export function find(snapshot: Snapshot, filter: Filter, changed: Set<string> = new Set()): Found {
  const key = listAddress({ ...filter, page: 1 }, 'find')
  return filter.change ? search(snapshot, filter, changed) : remembered(snapshot, key, () => search(snapshot, filter, changed))
}

function search(snapshot: Snapshot, filter: Filter, changed: Set<string>): Found {
  // The longest word is in the fewest rows: most of them are looked into once. To look for it with a blank before it takes
  // twice as long, for a text is full of blanks: that comes second.
  const words = searchable(filter.q).split(' ').filter(Boolean).sort((a, b) => b.length - a.length)
    .flatMap(word => [word, ` ${word}`])
  const states = statesOf(filter)
  const asked = facetKeys.flatMap((key, at) => {
    const values = key === 'state' ? (states.includes('all') ? [] : states) : filter.chosen[key] ?? []
    return values.length ? [{ at, values: new Set(values) }] : []
  })
  const values = remembered(snapshot, 'values', () => snapshot.rows.map(row => facetKeys.map(facet => valuesOf(row, facet))))
  const counts = facetKeys.map(() => new Map<string, number>())
  const rows: Row[] = []
  for (const [at, row] of snapshot.rows.entries()) {
    if (filter.change && !changed.has(row.id)) continue
    if (!words.every(word => row.search.includes(word))) continue
    const own = values[at]!
    let missed = -1
    let misses = 0
    for (const facet of asked) {
      if (!own[facet.at]!.some(value => facet.values.has(value))) { missed = facet.at; if (++misses > 1) break }
    }
    if (misses > 1) continue
    if (!misses) rows.push(row)
    for (let facet = 0; facet < counts.length; facet++) {
      if (misses && facet !== missed) continue
      for (const value of own[facet]!) counts[facet]!.set(value, (counts[facet]!.get(value) ?? 0) + 1)
    }
  }
  return { rows: sorted(snapshot, rows, filter), counts: Object.fromEntries(facetKeys.map((facet, at) =>
    [facet, counts[at]!])) as Found['counts'] }
}

function sorted(snapshot: Snapshot, rows: Row[], filter: Filter): Row[] {
  switch (filter.sort) {
    case 'code': return sortedBy(rows, row => row.code)
    case 'effective': return sortedBy(rows, row => row.effectiveFrom, -1)
    case 'review': return sortedBy(rows, row => row.reviewOn)
    case 'limit': return sortedBy(rows, ({ facts: { limits: [first] } }) =>
      (first ? limitUnits.indexOf(first.unit) * 1e6 + first.number : null))
    case 'name': return filter.q ? nearestFirst(snapshot, rows, filter.q) : rows
  }
}

/** Rows by a key, those without it last; equal ones keep the order of their names. */
function sortedBy(rows: Row[], keyOf: (row: Row) => string | number | null, direction = 1): Row[] {
  return rows.map(row => ({ row, key: keyOf(row) }))
    .sort(({ key: x }, { key: y }) => (x === y ? 0 : x === null ? 1 : y === null ? -1 : x < y ? -direction : direction))
    .map(({ row }) => row)
}

/** Rows that hold the words with the tones they were typed with come first, and those whose name begins with them; then those that say little else. */
function nearestFirst(snapshot: Snapshot, rows: Row[], q: string): Row[] {
  const typed = q.toLowerCase()
  const words = typed.split(' ')
  const folded = searchable(q)
  const names = remembered(snapshot, 'names', () =>
    new Map(snapshot.rows.map(row => [row, { lower: row.name.toLowerCase(), folded: searchable(row.name) }])))
  const score = (row: Row) => {
    const { lower: name, folded: foldedName } = names.get(row)!
    if (row.code === q) return 0
    if (name.startsWith(typed)) return 1
    if (name.includes(typed)) return 2
    if (words.every(word => name.includes(word))) return 3
    return foldedName.includes(folded) ? 4 : 5
  }
  const share = (row: Row) => (names.get(row)!.folded.split(folded).length - 1) / (names.get(row)!.folded.length + 1)
  return rows.map(row => ({ row, score: score(row), share: share(row) })).sort((a, b) => a.score - b.score || b.share - a.share).map(({ row }) => row)
}

export const stateWords: Record<string, string> = {
  inForce: 'Đang áp dụng', published: 'Mới, chưa sửa lần nào', amended: 'Đã sửa đổi', abolished: 'Đã bãi bỏ',
    upcoming: 'Chưa đến ngày áp dụng', draft: 'Bản nháp chưa công bố', all: 'Mọi tình trạng',
}

/** The words for a value of a facet. `unitName` knows the names of units. */
export function valueWords(key: FacetKey, value: string, unitName: (id: string) => string): string {
  if (value === none) return ({ field: 'Chưa ghi lĩnh vực', level: 'Chưa ghi cấp', agency: 'Chưa ghi cơ quan',
    channel: 'Chưa ghi cách nộp', online: 'Chưa rõ mức độ trực tuyến', postal: 'Chưa rõ có qua bưu chính',
    unit: 'Chưa giao đơn vị nào' } as Record<string, string>)[key] ?? 'Chưa có thông tin'
  switch (key) {
    case 'level': return levelWords[value as Level] ?? value
    case 'channel': return channelWords[value as ChannelKind] ? `Nộp ${lowered(channelWords[value as ChannelKind], true)}` : value
    case 'online': return value === 'any' ? 'Trực tuyến toàn trình hoặc một phần' : value === 'none'
      ? 'Không trực tuyến, chỉ có thông tin' : onlineWords[value as OnlineLevel]
      ? `Trực tuyến ${lowered(onlineWords[value as OnlineLevel], true)}` : value
    case 'postal': return value === 'yes' ? 'Có qua bưu chính' : 'Không qua bưu chính'
    case 'reduced': return value === 'yes' ? 'Có cắt giảm thời hạn' : value === 'mixed' ? 'Hai thời hạn khác đơn vị, không so được'
      : unitWords[value as LimitUnit] ? `Có cắt giảm, thời hạn theo ${unitWords[value as LimitUnit]}` : 'Không cắt giảm thời hạn'
    case 'state': return stateWords[value] ?? value
    case 'complete': {
      const part = parts.find(one => value === `no-${one}`)
      return part ? `Thiếu ${partNames[part satisfies Part]}` : value === 'yes' ? 'Đủ nội dung' : 'Còn thiếu nội dung'
    }
    case 'unit': return unitName(value)
    default: return value
  }
}

/** One chosen condition, and the address of the list without it. */
export interface Chip { words: string; href: string }

export function chipsOf(filter: Filter, unitName: (id: string) => string): Chip[] {
  const without = (less: Partial<Filter>) => listAddress({ ...filter, page: 1, ...less })
  const chips: Chip[] = []
  if (filter.q) chips.push({ words: `Có chữ “${filter.q}”`, href: without({ q: '' }) })
  for (const key of facetKeys) {
    for (const value of filter.chosen[key] ?? []) {
      const left = filter.chosen[key]!.filter(one => one !== value)
      chips.push({ words: valueWords(key, value, unitName),
        href: without({ chosen: { ...filter.chosen, [key]: left.length ? left : undefined } }) })
    }
  }
  if (filter.change) chips.push({ words: changeWords(filter), href: without({ change: null, from: null, to: null }) })
  if (filter.on && filter.on !== today()) chips.push({ words: `Xem tại ngày ${written(filter.on)}`, href: without({ on: null }) })
  return chips
}

function changeWords({ change, from, to }: Filter): string {
  const what = change === 'changed' ? 'Sửa đổi, bổ sung, thay thế' : kindWords[change!]
  return `${what}${from ? ` từ ${written(from)}` : ''}${to ? ` đến ${written(to)}` : ''}`
}

/** '53 thủ tục cấp tỉnh, lĩnh vực Việc làm, đang áp dụng, sắp theo tên.' */
export function sentenceOf(filter: Filter, count: string, unitName: (id: string) => string): string {
  const words = (key: FacetKey, before = '') => {
    const values = filter.chosen[key]
    return values ? [`${before}${values.map(value => lowered(valueWords(key, value, unitName), !before)).join(' hoặc ')}`] : []
  }
  const states = statesOf(filter)
  const rest = [
    ...words('field', 'lĩnh vực '), ...words('agency', 'do '), ...words('channel'), ...words('online'), ...words('postal'),
      ...words('reduced'),
    ...words('complete'), ...words('unit', 'đơn vị giữ: '),
    ...(states.includes('all') ? [] : [states.map(state => lowered(stateWords[state] ?? state, true)).join(' hoặc ')]),
    ...(filter.change ? [lowered(changeWords(filter), true)] : []),
    ...(filter.q ? [`có chữ “${filter.q}”`] : []), ...(filter.on && filter.on !== today() ? [`tại ngày ${written(filter.on)}`]
      : []),
    filter.q && filter.sort === 'name' ? 'sát chữ tìm nhất trước' : `sắp theo ${sortWords[filter.sort]}`,
  ]
  return `${count} thủ tục${words('level').map(level => ` ${level}`).join('')}, ${rest.join(', ')}.`
}

const lowered = (words: string, lower: boolean) => (lower ? words.charAt(0).toLowerCase() + words.slice(1) : words)
