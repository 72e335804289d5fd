// The ripple as its page shows it, and as a workbook: what the reader may see, by the filter of the address.
import { namesOfPeople } from '../accounts/people.ts'
import type { User } from '../accounts/accounts.ts'
import { withQuery } from '../addresses.ts'
import { column, type SheetToWrite } from '../admin/workbook.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { today } from '../clock.ts'
import { may } from '../policy.ts'
import { componentWords, kindWords } from '../procedures/words.ts'
import type { Read } from '../store/store.ts'
import { allUnits } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import type { Facet } from '../web/layout.ts'
import { pagerOf } from '../web/paging.ts'
import { citingChanged, citingKinds, type Citing, type CitingKind } from './citing.ts'
import { mayConfirm } from './reviewing.ts'
import { changesOf } from './changes.ts'
import type { CitingRow, SourceViews } from './views.ts'

const pageSize = 50
const spans = ['30', '90', '180', '365']
const stateNames = { open: 'Chưa xem', confirmed: 'Đã xem, vẫn đúng', given: 'Đã giao việc rà soát' } as const
type State = keyof typeof stateNames
const kindNames: Record<CitingKind, string> = { faq: 'Câu hỏi thường gặp', test: 'Câu kiểm chứng', answer: 'Câu đã trả lời' }

export interface SourceFilter { days: string; kind: string; unit: string; state: string; page: number }

export const sourceFilter = ({ days = '', kind = '', unit = '', state, page }: Record<string, string | undefined>): SourceFilter => ({
  days: spans.includes(days) ? days : '90', kind: (citingKinds as readonly string[]).includes(kind) ? kind : '', unit: unit.slice(0, 100),
  state: state === '' || state === 'all' ? 'all' : state !== undefined && Object.hasOwn(stateNames, state) ? state : 'open', page: Number(page) || 1,
})

export function sourcesHref({ days, kind, unit, state, page }: SourceFilter, path = '/assistant/sources'): string {
  return withQuery(path, { days: days === '90' ? '' : days, kind, unit, state: state === 'open' ? '' : state, page: page > 1 ? String(page) : '' })
}

const stateOf = ({ seen }: Citing): State => seen?.how ?? 'open'
const mayRead = (user: User, { kind, personId }: Citing): boolean => kind !== 'answer' || may(user, 'see conversations', { personId })
const passes = (one: Citing, { kind, unit, state }: SourceFilter): boolean =>
  (!kind || one.kind === kind) && (!unit || (one.ownerUnitId ?? 'none') === unit) && (state === 'all' || stateOf(one) === state)

/** What the filter leaves of what the reader may see; `hidden` answers are other people's. */
export async function citingsFor(db: Read, user: User, filter: SourceFilter): Promise<{ all: Citing[]; found: Citing[]; hidden: number }> {
  const everything = await citingChanged(db, Number(filter.days))
  const all = everything.filter(one => mayRead(user, one))
  return { all, found: all.filter(one => passes(one, filter)), hidden: everything.filter(one => !mayRead(user, one) && passes(one, filter)).length }
}

interface Names { units: ReadonlyMap<string, string>; people: ReadonlyMap<string, string>; changes: ReadonlyMap<string, string> }

async function namesFor(db: Read, rows: readonly Citing[]): Promise<Names> {
  return {
    units: new Map([...(await allUnits(db)).map(({ id, name }): [string, string] => [id, name]), ['none', 'Chưa giao đơn vị']]),
    people: await namesOfPeople(db, [...new Set(rows.flatMap(({ personId, seen }) => [personId, ...seen ? [seen.byId] : []]))]),
    changes: await changesOf(db, [...new Set(rows.map(({ procedure }) => procedure.versionId))], ({ kind, changed }) =>
      (kind === 'abolished' || !changed.length ? kindWords[kind] : `${kindWords[kind]}: ${changed.map(one => componentWords[one]).join(', ')}`)),
  }
}

const hrefOf = ({ kind, id, place }: Citing): string =>
  (kind === 'faq' ? `/faqs/${id}` : kind === 'test' ? `/assistant/tests/${id}` : `/ask/${place!.conversationId}#luot-${place!.number}`)

const unitOf = ({ ownerUnitId }: Citing, { units }: Names): string => units.get(ownerUnitId ?? 'none') ?? 'Đơn vị không còn trong danh bạ'
const personOf = ({ personId }: Citing, { people }: Names): string => people.get(personId) ?? 'người không còn trong danh bạ'

function rowOf(user: User, one: Citing, names: Names, ticked: ReadonlySet<string>): CitingRow {
  const { key, kind, title, procedure, on, seen } = one
  const { id, number: no, effectiveFrom, versionId, state } = procedure
  return {
    key, ticked: ticked.has(key), kind: kindNames[kind], title, href: hrefOf(one),
      note: `${kind === 'answer' ? 'hỏi' : 'ghi'} ngày ${date(on)}, ${personOf(one, names)}`, procedure: procedure.name,
    procedureHref: `/procedures/${id}`, compareHref: `/procedures/${id}/compare?from=${no - 1}&to=${no}`,
    change: `${names.changes.get(versionId) ?? ''}, ${state === 'abolished' ? 'hết áp dụng' : 'áp dụng'} từ ${date(effectiveFrom)}`,
    unit: unitOf(one, names), mayAct: mayConfirm(user, one) || may(user, 'assign tasks', { unitId: one.ownerUnitId }),
    status: seen ? { kind: seen.how === 'given' ? 'wait' : 'done', label: stateNames[seen.how] } : { kind: 'ask', label: stateNames.open },
    seen: seen && `${names.people.get(seen.byId) ?? 'người không còn trong danh bạ'}, ${date(seen.on)}`, taskHref: seen?.taskId ? `/tasks/${seen.taskId}` : null,
  }
}

/** `ticked`: what was chosen on a form that comes back. */
export async function sourcesPage(c: Ask, filter: SourceFilter, form?: Form, ticked: ReadonlySet<string> = new Set()): Promise<SourceViews['sources/index']> {
  const { store: { read }, user } = c.var
  const { all, found, hidden } = await citingsFor(read, user, filter)
  const pager = pagerOf(filter.page, pageSize, found.length, page => sourcesHref({ ...filter, page }))
  const shown = found.slice((pager.page - 1) * pageSize, pager.page * pageSize)
  const names = await namesFor(read, shown)
  const rows = shown.map(one => rowOf(user, one, names, ticked))
  return {
    tabs: tabsFor(user, '/assistant/sources'), facets: facetsOf(filter, all, names), sentence: sentenceOf(filter, found, hidden), rows, pager, query: sourcesHref(filter),
    xlsx: sourcesHref({ ...filter, page: 1 }, '/assistant/sources/export/xlsx'), form: form ?? filled({ due: addWorkingDays(await loadCalendar(read), today(), 10) }),
    may: { act: rows.some(({ mayAct }) => mayAct), confirm: may(user, 'write knowledge'), give: may(user, 'assign tasks') },
    narrowed: sourcesHref(filter) !== '/assistant/sources', wider: sourcesHref({ ...filter, days: '365', kind: '', unit: '', state: 'all', page: 1 }),
  }
}

function sentenceOf({ days, state }: SourceFilter, found: readonly Citing[], hidden: number): string {
  const procedures = new Set(found.map(({ procedure }) => procedure.id)).size
  const what = `${number(found.length)} chỗ ${state === 'open' ? 'chưa xem ' : ''}còn trích bản cũ của ${number(procedures)} thủ tục đã thay đổi trong ${days} ngày qua`
  return `${what}${hidden ? `; thêm ${number(hidden)} câu trả lời cho người khác mà bạn không xem được` : ''}.`
}

function facetsOf(filter: SourceFilter, all: readonly Citing[], { units }: Names): Facet[] {
  const counted = (key: 'kind' | 'unit' | 'state', of: (one: Citing) => string, label: string, everything: { value: string; label: string } | null, values: [string,
    string][]): Facet => {
    const others = all.filter(one => passes(one, { ...filter, [key]: key === 'state' ? 'all' : '' }))
    const count = (value: string) => others.filter(one => of(one) === value).length
    const options = values.map(([value, name]) => ({ value, label: `${name} (${number(count(value))})`, selected: filter[key] === value }))
    return { key, label, all: everything ? null : 'Tất cả', several: [], hint: null, options: [...options, ...everything ? [{ ...everything,
      selected: filter[key] === everything.value }] : []] }
  }
  const owners = [...new Set(all.map(({ ownerUnitId }) => ownerUnitId ?? 'none'))].map((id): [string, string] => [id, units.get(id) ?? 'Đơn vị không còn trong danh bạ'])
  return [
    { key: 'days', label: 'Thay đổi trong', all: null, several: [], hint: null, options: spans.map(value => ({ value, label: `${value} ngày qua`,
      selected: filter.days === value })) },
    counted('kind', ({ kind }) => kind, 'Chỗ trích', null, Object.entries(kindNames)), counted('unit', ({ ownerUnitId }) => ownerUnitId ?? 'none', 'Đơn vị giữ',
      null, owners),
    counted('state', stateOf, 'Tình trạng', { value: 'all', label: 'Tất cả' }, Object.entries(stateNames)),
  ]
}

export async function sourcesSheet(c: Ask, filter: SourceFilter): Promise<SheetToWrite> {
  const { store: { read }, user } = c.var
  const { found, hidden } = await citingsFor(read, user, filter)
  const names = await namesFor(read, found)
  return {
    name: 'Nguồn thay đổi', note: sentenceOf(filter, found, hidden),
    columns: [column('Loại', 20), column('Chỗ trích', 60), column('Ngày', 12, 'date'), column('Người giữ, người hỏi', 26), column('Thủ tục', 60), column('Mã số',
      14), column('Thay đổi', 44), column('Áp dụng từ', 12, 'date'), column('Đơn vị giữ', 34), column('Tình trạng', 24)],
    rows: found.map(one => [
      kindNames[one.kind], one.title, one.on, personOf(one, names), one.procedure.name, one.procedure.code, names.changes.get(one.procedure.versionId) ?? '',
        one.procedure.effectiveFrom, unitOf(one, names), stateNames[stateOf(one)],
    ]),
  }
}
