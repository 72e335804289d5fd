// The pages of runs: their history with its graph, and one run with its figures, its misses and what became different.
import { namesOfPeople } from '../accounts/people.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf } from '../clock.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { date, moment, number, percent } from '../web/helpers.ts'
import { graphOf } from './graph.ts'
import { expectedInWords, outcomeNames, testsPath } from './list.ts'
import type { RunProgress } from './run-job.ts'
import { changesBetween, findRun, jobOfNow, lastFailure, latestRuns, resultsOf, runBefore, type ResultOfTest } from './runs.ts'
import type { Share } from './scoring.ts'
import type { Figures, TestRun } from './tables.ts'
import { namesOfProcedures, testsInUse, type NamedProcedure } from './tests.ts'
import type { ProvingViews, ResultLine, RunProgressData } from './views.ts'

export const runsPath = '/assistant/runs'
const mostShown = 60

/** How far the run that goes on has come. */
export async function progressNow(db: Read): Promise<RunProgressData | null> {
  const job = await jobOfNow(db)
  if (!job) return null
  const { done = 0, all } = job.progress as RunProgress
  if (all) return { sentence: `Đang chạy kiểm chứng: ${number(done)}/${number(all)} câu`, share: done / all }
  return { sentence: 'Đang chờ đến lượt chạy: mỗi lúc chỉ chạy một việc.', share: null }
}

const byOf = (names: ReadonlyMap<string, string>, { byId }: TestRun) => (byId === null ? 'Cổng, theo lịch hằng đêm' : names.get(byId) ?? 'Người không còn trong danh bạ')

export async function runsPage(c: Ask): Promise<ProvingViews['proving/runs']> {
  const { store: { read }, user } = c.var
  const runs = await latestRuns(read, mostShown)
  const names = await namesOfPeople(read, [...new Set(runs.flatMap(({ byId }) => byId ?? []))])
  const oldestFirst = runs.toReversed()
  const graph = graphOf(oldestFirst)
  const [first, last] = [oldestFirst[0], oldestFirst.at(-1)]
  return {
    tabs: tabsFor(user, testsPath), progress: await progressNow(read), problem: await lastFailure(read), mayRun: (await testsInUse(read)).length > 0,
    graph: graph && {
      ...graph, days: [date(first!.startedAt), date(last!.startedAt)],
      words: `Từ ${date(first!.startedAt)} đến ${date(last!.startedAt)}, ${number(runs.length)} lần chạy: xử lý đúng ${fromTo(first!, last!, 'handled')}, đúng thủ tục ${fromTo(first!, last!, 'right1')}.`,
      lines: graph.lines.map(line => ({ ...line, now: percent(last!.figures[line.key]) })),
    },
    runs: runs.map(run => ({
      href: `${runsPath}/${run.id}`, at: run.startedAt, by: byOf(names, run), turns: run.figures.turns, right1: percent(run.figures.right1), told: percent(run.figures.told),
      refused: percent(run.figures.refused), falseNo: percent(run.figures.falseNo), handled: percent(run.figures.handled), p50: ms(run.figures.p50),
    })),
  }
}

const fromTo = (before: TestRun, after: TestRun, share: Share) => `từ ${percent(before.figures[share])} thành ${percent(after.figures[share])}`
const ms = (value: number) => `${value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ms`

const rules: { key: Share; label: string; rule: string }[] = [
  { key: 'handled', label: 'Xử lý đúng', rule: 'Trả lời đủ, từ chối đúng hoặc hỏi lại đúng, trên mọi lượt hỏi. Con số chính để nâng lên.' },
  { key: 'right1', label: 'Đúng thủ tục', rule: 'Thủ tục đứng đầu là thủ tục đúng, trên các lượt phải trả lời.' },
  { key: 'right5', label: 'Có trong năm', rule: 'Năm thủ tục gần nhất có thủ tục đúng, trên các lượt phải trả lời.' },
  { key: 'told', label: 'Trả lời đủ', rule: 'Trả lời từ thủ tục đúng, câu trả lời có mọi chữ cần có; hỏi một điều thì không dài quá 1.200 ký tự.' },
  { key: 'aspect', label: 'Hiểu điều hỏi', rule: 'Hiểu đúng điều được hỏi (phí, thời hạn, nơi nộp …), trên các lượt có ghi điều được hỏi.' },
  { key: 'refused', label: 'Từ chối đúng', rule: 'Đã từ chối, trên các lượt phải từ chối.' },
  { key: 'falseYes', label: 'Trả lời nhầm', rule: 'Đã trả lời, trên các lượt phải từ chối. Càng thấp càng tốt.' },
  { key: 'falseNo', label: 'Từ chối nhầm', rule: 'Đã từ chối, trên các lượt phải trả lời. Càng thấp càng tốt.' },
  { key: 'clarified', label: 'Hỏi lại đúng', rule: 'Đã hỏi lại, và năm lựa chọn đầu có hai thủ tục đúng, trên các lượt phải hỏi lại.' },
]

export async function runPage(c: Ask, id: string): Promise<ProvingViews['proving/run']> {
  const { store: { read }, user } = c.var
  const run = await findRun(read, id)
  const results = await resultsOf(read, id)
  const before = await runBefore(read, run)
  const changes = before && changesBetween(await resultsOf(read, before.id), results)
  const missed = results.filter(({ result }) => !result.handled)
  const names = await namesOfProcedures(read, results.flatMap(({ result, test }) => [...result.procedureIds.slice(0, 2), ...test.turns[result.turn]?.gold ?? []]))
  const by = byOf(await namesOfPeople(read, run.byId ? [run.byId] : []), run)
  const lineOf = resultLine(names)
  return {
    tabs: tabsFor(user, testsPath), title: `Lần chạy ${moment(run.startedAt)}`,
    lede: `${by}: ${number(run.figures.turns)} lượt hỏi, xử lý đúng ${percent(run.figures.handled)}. `
      + `Mỗi lượt mất ${ms(run.figures.p50)}, 99 % không quá ${ms(run.figures.p99)}. Chỉ mục đã theo đến dòng nhật ký số ${number(run.event)}.`,
    figures: rules.map(({ key, label, rule }) => ({ label, rule, value: percent(run.figures[key] ?? null) })),
    kinds: Object.entries(run.byKind).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, figures]) => ({ kind, turns: figures.turns, ...sharesOf(figures) })),
    before: before && changes && {
      href: `${runsPath}/${before.id}`, right: changes.right.map(lineOf), wrong: changes.wrong.map(lineOf),
      sentence: `So với lần chạy ngày ${date(before.startedAt)}: ${number(changes.right.length)} lượt nay đúng, `
        + `${number(changes.wrong.length)} lượt nay sai; xử lý đúng ${fromTo(before, run, 'handled')}.`,
    },
    misses: missed.map(lineOf), missesSentence: missed.length ? `${number(missed.length)} lượt hỏi chưa đúng.` : 'Không có lượt nào sai.',
    exportHref: `${runsPath}/${id}/export/xlsx`,
  }
}

const sharesOf = (figures: Figures) => Object.fromEntries(rules.map(({ key }) => [key, figures[key] == null ? '' : percent(figures[key])])) as Record<Share, string>

export const resultLine = (names: ReadonlyMap<string, NamedProcedure>) => ({ result, test }: ResultOfTest): ResultLine => {
  const expected = test.turns[result.turn]
  const nameOf = (id: string) => names.get(id)?.name ?? 'thủ tục không còn trong danh mục'
  const right = expected?.must === 'answer' && result.outcome === 'answered' && expected.gold.includes(result.procedureIds[0] ?? '')
  return {
    href: `${testsPath}/${test.id}`, question: expected?.question ?? test.title, kind: `${test.kind}${test.turns.length > 1 ? `, lượt ${result.turn + 1}` : ''}`,
    expected: expected ? expectedInWords(expected) : 'Lượt này đã bỏ khỏi câu kiểm chứng', golds: expected?.gold.slice(0, 3).map(nameOf) ?? [],
    came: `${outcomeNames[result.outcome]}${right && !result.handled ? ' từ thủ tục đúng, nhưng thiếu chữ cần có' : ''}`,
    found: result.outcome === 'refused' ? [] : result.procedureIds.slice(0, result.outcome === 'clarify' ? 2 : 1).map(nameOf),
  }
}

/** The rows of one run for a spreadsheet. */
export async function runRows(db: Read, id: string): Promise<{ name: string; note: string; rows: (string | number | null)[][] }> {
  const run = await findRun(db, id)
  const results = await resultsOf(db, id)
  const names = await namesOfProcedures(db, results.flatMap(({ result, test }) => [...result.procedureIds.slice(0, 2), ...test.turns[result.turn]?.gold ?? []]))
  const line = resultLine(names)
  return {
    name: `Kiểm chứng ${dayOf(run.startedAt)}`, note: `Lần chạy ${moment(run.startedAt)}: ${number(run.figures.turns)} lượt hỏi, xử lý đúng ${percent(run.figures.handled)}.`,
    rows: results.map(one => {
      const { question, kind, expected, golds, came, found } = line(one)
      return [question, kind, expected, golds.join('; ') || null, came, found.join('; ') || null, one.result.handled ? 'Đúng' : 'Chưa đúng', Math.round(one.result.ms * 10) / 10]
    }),
  }
}
