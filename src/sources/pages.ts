// The ripple as its page shows it, and as a workbook: what the reader may see, by the filter of the address.
import { namesOfPeople } from '../accounts/people.ts'
import type { User } from '../accounts/accounts.ts'
import { column, type SheetToWrite } from '../admin/workbook.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { today } from '../clock.ts'
import { may } from '../policy.ts'
import { rowOf as procedureOf } from '../procedures/catalogue.ts'
import type { Component } from '../procedures/content.ts'
import { componentWords, kindWords as versionWords } from '../procedures/words.ts'
import type { Read } from '../store/store.ts'
import { allUnits } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import type { Facet, StatusKind } from '../web/layout.ts'
import { pagerOf } from '../web/paging.ts'
import { quotingNow, type Citing } from './citing.ts'
import { citingsFor, partOf, passes, sourceFilter, sourcesHref, sourcesPath, spans, stateOf, type SourceFilter, type State } from './filter.ts'
import { isQuiet } from './places.ts'
import { mayConfirm, mayRecallPiece, mayTell } from './reviewing.ts'
import type { CitingRow, SourceViews } from './views.ts'
import { countsInWords, handlingNames, kindNames, toDoOf } from './words.ts'

const pageSize = 50
const gone = 'Đơn vị không còn trong danh bạ'
const statusKinds: Record<State, StatusKind> = { open: 'ask', confirmed: 'done', given: 'wait', told: 'done' }
const partNames = { changed: 'Phần được trích đã đổi', same: 'Phần được trích không đổi' }

interface Names { units: ReadonlyMap<string, string>; people: ReadonlyMap<string, string> }

const namesFor = async (db: Read, rows: readonly Citing[]): Promise<Names> => ({
  units: new Map([...(await allUnits(db)).map(({ id, name }): [string, string] => [id, name]), ['none', 'Chưa giao đơn vị']]),
  people: await namesOfPeople(db, [...new Set(rows.flatMap(({ personId, seen }) => [personId, ...seen ? [seen.byId] : []]))]),
})

const unitOf = ({ ownerUnitId }: Citing, { units }: Names): string => units.get(ownerUnitId ?? 'none') ?? gone
const nameOf = (id: string, { people }: Names): string => people.get(id) ?? 'người không còn trong danh bạ'
const listed = (parts: readonly Component[]): string => parts.map(one => componentWords[one].toLocaleLowerCase('vi')).join(', ')

/** 'Bản 3, sửa đổi, bổ sung, áp dụng từ 12/10/2026; khác bản được trích ở thành phần hồ sơ'. */
function changeOf({ change, cited }: Citing): string {
  const on = date(change.on)
  if (change.document) return `${change.document.lapsed ? 'Hết hiệu lực theo căn cứ' : 'Không còn là căn cứ'} của một thủ tục từ ${on}`
  if (change.subject.kind === 'faq') return `Câu hỏi thường gặp ${change.ended ? `đã cất ngày ${on}` : `có bản ${change.number}, duyệt ngày ${on}`}`
  if (change.ended) return `Bãi bỏ, hết áp dụng từ ${date(change.on)}`
  const since = change.since(cited ?? undefined)
  const what = change.kind ? versionWords[change.kind].toLocaleLowerCase('vi') : ''
  return [`Bản ${change.number}`, what, `áp dụng từ ${date(change.on)}`].filter(Boolean).join(', ')
    + (since?.length ? `; khác bản được trích ở ${listed(since)}` : '')
}

const touchedOf = (one: Citing): string | null =>
  (one.change.ended || !one.touched ? null : one.touched.length ? `Phần được trích đã đổi: ${listed(one.touched)}` : 'Phần được trích không đổi')

const done: Record<Citing['kind'], string> = {
  faq: 'viết', template: 'viết', piece: 'dữ liệu', test: 'viết', enquiry: 'nhận', given: 'gửi', slip: 'in', answer: 'hỏi',
}

function rowOf(user: User, one: Citing, names: Names, ticked: ReadonlySet<string>): CitingRow {
  const { key, kind, title, href, change, cited, on, seen, personId } = one
  const { subject: { kind: of, id }, number: no } = change
  return {
    key, ticked: ticked.has(key), kind: kindNames[kind], title, href, note: `${done[kind]} ngày ${date(on)}${cited ? `, theo bản ${cited}` : ''}`,
    source: change.name, sourceHref: `/${of}s/${id}${change.document ? '#can-cu' : ''}`, change: changeOf(one), touched: touchedOf(one),
    compareHref: of === 'procedure' && !change.ended && no > 1 ? `/procedures/${id}/compare?from=${cited ?? no - 1}&to=${no}` : null,
    unit: unitOf(one, names), person: nameOf(personId, names), toDo: toDoOf(one),
    mayAct: mayConfirm(user, one) || mayTell(user, one) || mayRecallPiece(user, one) || may(user, 'assign tasks', { unitId: one.ownerUnitId }),
    status: { kind: statusKinds[stateOf(one)], label: handlingNames[stateOf(one)] },
    seen: seen && `${nameOf(seen.byId, names)}, ${date(seen.on)}`, taskHref: seen?.taskId ? `/tasks/${seen.taskId}` : null,
  }
}

/** Under the same filter, what is still open and quotes only what is as it was; pieces are confirmed each by whoever approves them. */
export const quietOpen = (all: readonly Citing[], filter: SourceFilter): Citing[] =>
  all.filter(one => passes(one, { ...filter, state: 'open', part: 'same' }))
export const quietMine = (user: User, quiet: readonly Citing[]): Citing[] => quiet.filter(one => one.kind !== 'piece' && mayConfirm(user, one))

/** `ticked`: what was chosen on a form that comes back. */
export async function sourcesPage(
  c: Ask, filter: SourceFilter, form?: Form, ticked: ReadonlySet<string> = new Set(),
): Promise<SourceViews['sources/index']> {
  const { store: { read }, user } = c.var
  const { all, found, hidden } = await citingsFor(read, user, filter)
  const pager = pagerOf(filter.page, pageSize, found.length, page => sourcesHref({ ...filter, page }))
  const shown = found.slice((pager.page - 1) * pageSize, pager.page * pageSize)
  const names = await namesFor(read, shown)
  const rows = shown.map(one => rowOf(user, one, names, ticked))
  const quiet = filter.part === 'all' ? [] : quietOpen(all, filter)
  const due = addWorkingDays(await loadCalendar(read), today(), 10)
  const procedure = filter.procedure ? await procedureOf(read, filter.procedure) : undefined
  return {
    tabs: tabsFor(user, sourcesPath), facets: facetsOf(filter, all, names), q: filter.q, sentence: sentenceOf(filter, found, hidden), rows, pager,
    procedure: procedure ? { id: procedure.id, name: procedure.name, without: sourcesHref({ ...filter, procedure: '', page: 1 }) } : null,
    quiet: quiet.length ? {
      count: quiet.length, mine: quietMine(user, quiet).length, href: sourcesHref({ ...filter, part: 'same', state: 'open', page: 1 }),
    } : null,
    query: sourcesHref(filter), xlsx: sourcesHref({ ...filter, page: 1 }, `${sourcesPath}/export/xlsx`), form: form ?? filled({ due }),
    may: {
      act: rows.some(({ mayAct }) => mayAct), confirm: may(user, 'write knowledge'), give: may(user, 'assign tasks'),
      tell: shown.some(one => mayTell(user, one)), recall: shown.some(one => mayRecallPiece(user, one)),
    },
    narrowed: sourcesHref(filter) !== sourcesPath,
    wider: sourcesHref({ days: '365', kind: '', unit: '', state: 'all', part: 'all', procedure: '', q: '', page: 1 }),
  }
}

export async function quotingPart(c: Ask, procedure: string): Promise<SourceViews['sources/_quoting']> {
  const { store: { read }, user } = c.var
  const filter = sourceFilter({ procedure, days: '365', part: 'all' })
  const { found } = await citingsFor(read, user, filter)
  return {
    quotes: countsInWords(await quotingNow(read, procedure)),
    old: found.length ? { sentence: `${number(found.length)} chỗ còn trích bản cũ, chưa xử lý`, href: sourcesHref(filter) } : null,
  }
}

function sentenceOf({ days, state, part, kind, q }: SourceFilter, found: readonly Citing[], hidden: number): string {
  const sources = new Set(found.map(({ change }) => change.subject.id)).size
  const places = `${number(found.length)} chỗ ${state === 'open' ? 'chưa xử lý ' : ''}còn trích bản cũ`
  const what = `${places} của ${number(sources)} nguồn đã thay đổi trong ${days} ngày qua`
  return [
    what, state !== 'open' && state !== 'all' && handlingNames[state].toLocaleLowerCase('vi'), kind && kindNames[kind].toLocaleLowerCase('vi'),
    part === 'same' && partNames.same.toLocaleLowerCase('vi'), q && `có “${q}”`,
  ].filter(Boolean).join(', ') + (hidden ? `; thêm ${number(hidden)} câu trả lời cho người khác mà bạn không xem được.` : '.')
}

function facetsOf(filter: SourceFilter, all: readonly Citing[], names: Names): Facet[] {
  const counted = (key: 'kind' | 'unit' | 'state' | 'part', of: (one: Citing) => string, label: string, values: [string, string][]): Facet => {
    const whole = key === 'state' || key === 'part'
    const others = all.filter(one => passes(one, { ...filter, [key]: whole ? 'all' : '' }))
    const count = (value: string) => others.filter(one => of(one) === value).length
    const options = values.map(([value, name]) => ({ value, label: `${name} (${number(count(value))})`, selected: filter[key] === value }))
    const everything = whole ? [{ value: 'all', label: 'Tất cả', selected: filter[key] === 'all' }] : []
    return { key, label, all: whole ? null : 'Tất cả', several: [], hint: null, options: [...options, ...everything] }
  }
  const owners = [...new Set(all.map(({ ownerUnitId }) => ownerUnitId ?? 'none'))]
  const lasting = spans.map(value => ({ value, label: `${value} ngày qua`, selected: filter.days === value }))
  return [
    { key: 'days', label: 'Thay đổi trong', all: null, several: [], hint: null, options: lasting },
    counted('kind', ({ kind }) => kind, 'Loại', Object.entries(kindNames)),
    counted('unit', ({ ownerUnitId }) => ownerUnitId ?? 'none', 'Đơn vị giữ', owners.map(id => [id, names.units.get(id) ?? gone])),
    counted('part', partOf, 'Phần được trích', Object.entries(partNames)),
    counted('state', stateOf, 'Tình trạng', Object.entries(handlingNames)),
  ]
}

export async function sourcesSheet(c: Ask, filter: SourceFilter): Promise<SheetToWrite> {
  const { store: { read }, user } = c.var
  const { found, hidden } = await citingsFor(read, user, filter)
  const names = await namesFor(read, found)
  return {
    name: 'Nguồn thay đổi', note: sentenceOf(filter, found, hidden),
    columns: [
      column('Loại', 24), column('Chỗ trích', 60), column('Ngày', 12, 'date'), column('Đơn vị giữ', 34), column('Người giữ, người hỏi', 26),
      column('Nguồn', 60), column('Mã số', 14), column('Bản được trích', 12, 'number'), column('Thay đổi', 50), column('Từ ngày', 12, 'date'),
      column('Phần được trích', 36), column('Việc cần làm', 34), column('Tình trạng', 24), column('Người xử lý', 26),
    ],
    rows: found.map(one => [
      kindNames[one.kind], one.title, one.on, unitOf(one, names), nameOf(one.personId, names), one.change.name,
      one.change.code, one.cited, changeOf(one), one.change.on, touchedOf(one) ?? 'Chưa rõ phần nào',
      isQuiet(one) && one.seen ? '' : toDoOf(one), handlingNames[stateOf(one)],
      one.seen ? nameOf(one.seen.byId, names) : '',
    ]),
  }
}
