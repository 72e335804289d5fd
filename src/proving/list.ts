// The list of tests: what its address narrows it to, and each test with what came of it in the latest run.
import { desc } from 'drizzle-orm'
import { withQuery } from '../addresses.ts'
import { aspectHeadings } from '../assistant/sentences.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { handledIn, latestRuns } from './runs.ts'
import { testQuestions, type Expected, type TestQuestion, type TestResult } from './tables.ts'
import { namesOfProcedures, type NamedProcedure } from './tests.ts'

export const testsPath = '/assistant/tests'
export const outcomeNames: Record<TestResult['outcome'], string> = { answered: 'Trả lời', clarify: 'Hỏi lại', refused: 'Từ chối' }

export const results = ['missed', 'handled', 'unasked'] as const
export type Result = (typeof results)[number]
export const resultNames: Record<Result, string> = { missed: 'Chưa đúng', handled: 'Đúng', unasked: 'Chưa chạy' }
export const states = ['used', 'aside'] as const
export const stateNames: Record<(typeof states)[number], string> = { used: 'Đang dùng', aside: 'Đã cất' }
export const mustNames: Record<Expected['must'], string> = { answer: 'Phải trả lời', clarify: 'Phải hỏi lại', refuse: 'Phải từ chối' }

/** What stands in the address; '' is no condition. */
export interface TestFilter { q: string; kind: string; field: string; must: Expected['must'] | ''; result: Result | ''; state: (typeof states)[number] }

/** The filter as an address says it; what makes no sense is no condition. */
export function testFilter(query: Record<string, string | undefined>): TestFilter {
  const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find(one => one === value)
  return {
    q: line(query.q ?? '').slice(0, 200), kind: query.kind ?? '', field: query.field ?? '', must: oneOf(['answer', 'clarify', 'refuse'] as const, query.must) ?? '',
    result: oneOf(results, query.result) ?? '', state: oneOf(states, query.state) ?? 'used',
  }
}

/** The address of the list so filtered; what is not chosen is left out. */
export function testsAddress({ state, ...filter }: TestFilter, more: Record<string, string> = {}, path = testsPath): string {
  return withQuery(path, { ...filter, state: state === 'used' ? '' : state, ...more })
}

/** '“giấy phép”, loại không dấu, chưa đúng ở lần chạy gần nhất' */
export const filterInWords = ({ q, kind, field, must, result }: TestFilter): string => [
  ...(q ? [`có “${q}”`] : []), ...(kind ? [`loại ${kind}`] : []), ...(field ? [`lĩnh vực ${field}`] : []), ...(must ? [mustNames[must].toLowerCase()] : []),
  ...(result ? [result === 'unasked' ? 'chưa chạy lần nào gần đây' : `${resultNames[result].toLowerCase()} ở lần chạy gần nhất`] : []),
].join(', ')

export interface TestRow { test: TestQuestion; result: Result; golds: NamedProcedure[]; asks: string }

/** All tests with their latest result, newest first. An office has some hundred: all are read. */
export async function allTests(db: Read): Promise<TestRow[]> {
  const tests = await db.select().from(testQuestions).orderBy(desc(testQuestions.id))
  const [latest] = await latestRuns(db, 1)
  const handled = latest ? await handledIn(db, latest.id) : new Map<string, boolean>()
  const names = await namesOfProcedures(db, tests.flatMap(({ turns }) => turns.flatMap(({ gold }) => gold)))
  return tests.map(test => {
    const came = handled.get(test.id)
    const golds = [...new Set(test.turns.flatMap(({ gold }) => gold))].flatMap(id => names.get(id) ?? [])
    return { test, result: came === undefined ? 'unasked' : came ? 'handled' : 'missed', golds, asks: expectedInWords(test.turns.at(-1)!) }
  })
}

/** 'Phải trả lời về phí, lệ phí' */
export const expectedInWords = ({ must, aspect }: Expected): string =>
  `${mustNames[must]}${must === 'answer' && aspect ? ` về ${(aspectHeadings as Record<string, string>)[aspect]?.toLowerCase() ?? aspect}` : ''}`

const has = ({ test, result, golds }: TestRow, { q, kind, field, must, result: wanted, state }: TestFilter): boolean => {
  const words = searchable(q).split(' ').filter(Boolean)
  const text = q ? `${test.search} ${searchable(golds.map(({ name, code }) => `${code ?? ''} ${name}`).join(' '))}` : ''
  return test.inUse === (state === 'used') && words.every(word => text.includes(word)) && (!kind || test.kind === kind)
    && (!field || golds.some(gold => gold.field === field)) && (!must || test.turns.some(turn => turn.must === must)) && (!wanted || result === wanted)
}

export const filtered = (rows: readonly TestRow[], filter: TestFilter): TestRow[] => rows.filter(row => has(row, filter))
