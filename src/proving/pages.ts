// The pages of test questions as they are shown: the list, one test with what the assistant says of it now, its form.
import { namesOfPeople } from '../accounts/people.ts'
import { sourcesNow } from '../assistant/sources.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { catalogue } from '../procedures/catalogue.ts'
import { emptyFilter, find } from '../procedures/filter.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number, percent } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { askTest } from './asking.ts'
import { aspectOptions, goldIn, turnsIn } from './forms.ts'
import * as list from './list.ts'
import { outcomeNames, testsPath } from './list.ts'
import { historyOf, latestRuns } from './runs.ts'
import { progressNow } from './run-pages.ts'
import { isTooLong, judge, missingIn, type Said } from './scoring.ts'
import type { Expected, TestQuestion } from './tables.ts'
import { mayChange, mostTurns, musts, namesOfProcedures, usualKinds, type NamedProcedure } from './tests.ts'
import type { ProvingViews, Status } from './views.ts'
import { sortKey } from '../text.ts'

const pageSize = 50

export const statusOf = (result: list.Result): Status => ({ kind: ({ missed: 'late', handled: 'done', unasked: 'new' } as const)[result], label: list.resultNames[result] })

export async function testsPage(c: Ask): Promise<ProvingViews['proving/index']> {
  const { store: { read }, user } = c.var
  const filter = list.testFilter(c.req.query())
  const all = await list.allTests(read)
  const found = list.filtered(all, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, found.length, at => list.testsAddress(filter, at > 1 ? { page: String(at) } : {}))
  const [run] = await latestRuns(read, 1)
  const facets = facetsOf(all, filter)
  const exported = (format: string) => list.testsAddress(filter, {}, `${testsPath}/export/${format}`)
  return {
    tabs: tabsFor(user, testsPath), q: filter.q, facets, chips: chipsOf(filter, facets), pager, none: all.length === 0,
    sentence: sentenceOf(found.length, filter),
    rows: found.slice((pager.page - 1) * pageSize, pager.page * pageSize).map(({ test, result, golds, asks }) => ({
      href: `${testsPath}/${test.id}`, title: test.title, kind: test.kind, asks, golds: golds.slice(0, 2).map(({ name }) => name),
      note: test.turns.length > 1 ? `${test.turns.length} lượt hỏi` : '', status: test.inUse ? statusOf(result) : { kind: 'past', label: 'Đã cất' },
    })),
    exports: { xlsx: exported('xlsx'), csv: exported('csv'), jsonl: exported('jsonl') },
    progress: await progressNow(read),
    last: run ? {
      href: `/assistant/runs/${run.id}`,
      sentence: `Lần chạy gần nhất, ${date(run.startedAt)}: xử lý đúng ${percent(run.figures.handled)} trong ${number(run.figures.turns)} lượt hỏi.`,
    } : null,
    mayRun: all.some(({ test }) => test.inUse),
  }
}

export const sentenceOf = (count: number, filter: list.TestFilter): string =>
  [`${number(count)} câu kiểm chứng ${list.stateNames[filter.state].toLowerCase()}`, list.filterInWords(filter)].filter(Boolean).join(', ') + '.'

function facetsOf(all: readonly list.TestRow[], filter: list.TestFilter): ProvingViews['proving/index']['facets'] {
  const inState = all.filter(({ test }) => test.inUse === (filter.state === 'used'))
  const counted = (key: string, label: string, value: string, of: (row: list.TestRow) => string[], names?: Record<string, string>) => {
    const counts = new Map<string, number>()
    for (const row of inState) for (const one of new Set(of(row))) counts.set(one, (counts.get(one) ?? 0) + 1)
    if (value && !counts.has(value)) counts.set(value, 0)
    const values = names ? Object.keys(names).filter(one => counts.has(one)) : [...counts.keys()].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    return { key, label, value, options: [{ value: '', label: 'Tất cả' }, ...values.map(one => ({ value: one, label: `${names?.[one] ?? one} (${number(counts.get(one)!)})` }))] }
  }
  const states = list.states.map(value => ({ value, label: `${list.stateNames[value]} (${number(all.filter(({ test }) => test.inUse === (value === 'used')).length)})` }))
  return [
    counted('result', 'Lần chạy gần nhất', filter.result, row => [row.result], list.resultNames),
    counted('kind', 'Loại câu hỏi', filter.kind, row => [row.test.kind]),
    counted('must', 'Việc phải làm', filter.must, row => row.test.turns.map(({ must }) => must), list.mustNames),
    counted('field', 'Lĩnh vực', filter.field, row => row.golds.flatMap(({ field }) => field ?? [])),
    { key: 'state', label: 'Tình trạng', value: filter.state, options: states },
  ]
}

function chipsOf(filter: list.TestFilter, facets: ProvingViews['proving/index']['facets']): { words: string; href: string }[] {
  const chosen = facets.filter(({ key, value }) => value && !(key === 'state' && value === 'used'))
  return [
    ...(filter.q ? [{ words: `“${filter.q}”`, href: list.testsAddress({ ...filter, q: '' }) }] : []),
    ...chosen.map(({ key, value, options }) => ({
      words: options.find(one => one.value === value)!.label.replace(/ \([^(]*\)$/, ''), href: list.testsAddress({ ...filter, [key]: key === 'state' ? 'used' : '' }),
    })),
  ]
}

const linkOf = (names: ReadonlyMap<string, NamedProcedure>) => (id: string) => ({ href: `/procedures/${id}`, label: names.get(id)?.name ?? 'Thủ tục không còn trong danh mục' })

export async function testPage(c: Ask, test: TestQuestion): Promise<ProvingViews['proving/show']> {
  const { store: { read }, user, indexing } = c.var
  const said = await askTest(sourcesNow(read, indexing.searcher), test.turns)
  const names = await namesOfProcedures(read, [...test.turns.flatMap(({ gold }) => gold), ...said.flatMap(({ procedureIds }) => procedureIds.slice(0, 3))])
  const history = await historyOf(read, test.id, 12)
  const by = (await namesOfPeople(read, [test.madeById])).get(test.madeById) ?? 'máy chủ'
  return {
    tabs: tabsFor(user, testsPath), id: test.id, title: test.title, note: test.note, inUse: test.inUse, mayChange: mayChange(user, test),
    origin: test.originTurnId && `/ask/turns/${test.originTurnId}/slip`,
    lede: `Loại: ${test.kind}. ${by} viết ngày ${date(test.madeAt)}.`,
    status: test.inUse ? statusOf(history[0] ? (history[0].handled ? 'handled' : 'missed') : 'unasked') : { kind: 'past', label: 'Đã cất' },
    turns: test.turns.map((turn, at) => ({
      question: turn.question, expected: list.expectedInWords(turn), golds: turn.gold.map(linkOf(names)), contains: turn.contains, now: nowOf(turn, said[at]!, linkOf(names)),
    })),
    history: history.map(({ run, handled }) => ({ href: `/assistant/runs/${run.id}`, at: run.startedAt, status: statusOf(handled ? 'handled' : 'missed') })),
  }
}

const outcomeFor = { answer: 'answered', clarify: 'clarify', refuse: 'refused' } as const

function nowOf(expected: Expected, said: Said, link: (id: string) => { href: string; label: string }): ProvingViews['proving/show']['turns'][number]['now'] {
  const { handled, right1, aspect } = judge(expected, said)
  const missing = missingIn(expected, said.text)
  const wrong = [
    ...(said.outcome === outcomeFor[expected.must] ? [] : [`${list.mustNames[expected.must]}, nhưng trợ lý ${outcomeNames[said.outcome].toLowerCase()}.`]),
    ...(right1 === false ? ['Thủ tục đứng đầu không phải thủ tục đúng.'] : []),
    ...(expected.must === 'clarify' && !handled && said.outcome === 'clarify' ? ['Các lựa chọn đưa ra thiếu thủ tục cần có.'] : []),
    ...(expected.must === 'answer' && said.outcome === 'answered' && right1 ? [
      ...missing.map(one => `Câu trả lời không có chữ “${one}”.`), ...(isTooLong(expected, said.text) ? ['Câu trả lời cho một điều dài quá 1.200 ký tự.'] : []),
      ...(aspect === false ? ['Hiểu nhầm điều được hỏi.'] : []),
    ] : []),
  ]
  return {
    status: { kind: handled ? 'done' : 'late', label: handled ? 'Đúng' : 'Chưa đúng' }, outcome: outcomeNames[said.outcome], text: said.text, wrong,
    found: said.outcome === 'refused' ? [] : said.procedureIds.slice(0, said.outcome === 'clarify' ? 3 : 1).map(link),
  }
}

const mostFound = 12

/** The form, with the procedures that are ticked and those that the words in its search fields find. */
export async function editPage(c: Ask, form: Form, kept: { id: string; revision: number } | null): Promise<ProvingViews['proving/edit']> {
  const { store: { read }, user } = c.var
  const snapshot = await catalogue(read)
  const { values } = form
  const ids = Array.from({ length: turnsIn(values) }, (_, at) => goldIn(values, at))
  const names = await namesOfProcedures(read, ids.flat())
  const noteOf = ({ code, field }: { code: string | null; field: string | null }) => [code ?? 'không có mã số', field].filter(Boolean).join(' · ')
  const turns = ids.map((ticked, at) => {
    const q = values[`turns.${at}.find`]?.trim() ?? ''
    const found = q ? find(snapshot, { ...emptyFilter, q }).rows.filter(({ id }) => !ticked.includes(id)).slice(0, mostFound) : []
    return {
      at, nothing: q !== '' && found.length === 0,
      golds: [
        ...ticked.map(id => ({ id, label: linkOf(names)(id).label, note: names.has(id) ? noteOf(names.get(id)!) : '', ticked: true })),
        ...found.map(row => ({ id: row.id, label: row.name, note: noteOf(row), ticked: false })),
      ],
    }
  })
  const fieldNames = { question: 'Câu hỏi', must: 'Trợ lý phải', gold: 'Thủ tục đúng', aspect: 'Điều được hỏi', contains: 'Chữ phải có' }
  const labelOf = (at: number, label: string) => (turns.length > 1 ? `Lượt ${at + 1}, ${label.toLowerCase()}` : label)
  const labels = Object.fromEntries(turns.flatMap(({ at }) => Object.entries(fieldNames).map(([name, label]) => [`turns.${at}.${name}`, labelOf(at, label)])))
  return {
    tabs: tabsFor(user, testsPath), form, labels: { kind: 'Loại câu hỏi', ...labels }, revision: kept?.revision ?? 0, turns, mayAdd: turns.length < mostTurns,
    title: kept ? 'Sửa câu kiểm chứng' : 'Thêm câu kiểm chứng',
    lede: 'Một câu hỏi và điều trợ lý phải làm với nó. Mỗi lần chạy kiểm chứng, câu này được hỏi lại như người dân hỏi; không lưu vào lịch sử hỏi đáp.',
    action: kept ? `${testsPath}/${kept.id}/edit` : testsPath, back: kept ? `${testsPath}/${kept.id}` : testsPath,
    kinds: usualKinds.map(value => ({ value, label: value })), musts: musts.map(value => ({ value, label: list.mustNames[value].replace('Phải ', '') })), aspects: aspectOptions,
  }
}

export const blankTest: Form = { ...blank, values: { kind: usualKinds[0], 'turns.0.must': 'answer' } }
