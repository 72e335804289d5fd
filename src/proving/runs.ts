// Runs: all tests in use asked at one time, with the figures that came of it; kept for ever, so that one run can be held against another.
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import { NotFound } from '../errors.ts'
import { portal, record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { addJob } from '../jobs/jobs.ts'
import { jobs, type Job } from '../jobs/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { figuresOf, judge, type Judgement, type Said } from './scoring.ts'
import { testQuestions, testResults, testRuns, type TestQuestion, type TestResult, type TestRun } from './tables.ts'

export const provingKind = 'assistant proving'

/** A test with what was said to its turns. */
export interface Asked { test: TestQuestion; said: Said[] }

/** Queues a run, unless one waits or goes on already. Returns whether it was queued. */
export async function askForRun(db: Write, by: Actor): Promise<boolean> {
  if (await jobOfNow(db)) return false
  const id = await addJob(db, provingKind, {}, by)
  await record(db, by, 'proving asked for', 'test', id)
  return true
}

/** The job that waits or goes on. */
export async function jobOfNow(db: Read): Promise<Job | null> {
  const [job] = await db.select().from(jobs).where(and(eq(jobs.kind, provingKind), inArray(jobs.state, ['waiting', 'running']))).orderBy(asc(jobs.madeAt)).limit(1)
  return job ?? null
}

/** The latest job, where it failed and no run came after it. */
export async function lastFailure(db: Read): Promise<string | null> {
  const [job] = await db.select().from(jobs).where(eq(jobs.kind, provingKind)).orderBy(desc(jobs.madeAt)).limit(1)
  return job?.state === 'failed' ? job.problem : null
}

export const judgedTurns = ({ test, said }: Asked): { test: TestQuestion; turn: number; said: Said; judgement: Judgement; ms: number }[] =>
  test.turns.map((expected, turn) => ({ test, turn, said: said[turn]!, judgement: judge(expected, said[turn]!), ms: said[turn]!.ms }))

/** Keeps what came of asking: the run with its figures, and a row for each turn. `event`: the last one that the index had followed. */
export async function keepRun(db: Write, byId: string, asked: readonly Asked[], startedAt: Date, event: number): Promise<string> {
  const judged = asked.flatMap(judgedTurns)
  const id = newId()
  const byKind = Object.fromEntries([...Map.groupBy(judged, ({ test }) => test.kind)].map(([kind, some]) => [kind, figuresOf(some)]))
  await db.insert(testRuns).values({ id, startedAt, byId: byId === portal.id ? null : byId, event, figures: figuresOf(judged), byKind })
  const rows = judged.map(({ test, turn, said, judgement, ms }) => ({
    id: newId(), runId: id, testId: test.id, turn, outcome: said.outcome, reason: said.reason, procedureIds: said.procedureIds.slice(0, 5), handled: judgement.handled, ms,
  }))
  for (let start = 0; start < rows.length; start += 200) await db.insert(testResults).values(rows.slice(start, start + 200))
  await record(db, { id: byId }, 'proving finished', 'test', id, { turns: judged.length, handled: judged.filter(({ judgement }) => judgement.handled).length })
  return id
}

/** Throws NotFound. */
export async function findRun(db: Read, id: string): Promise<TestRun> {
  const [run] = await db.select().from(testRuns).where(eq(testRuns.id, id))
  if (!run) throw new NotFound('Không có lần chạy kiểm chứng này.')
  return run
}

/** The latest runs, newest first. */
export const latestRuns = (db: Read, limit: number): Promise<TestRun[]> => db.select().from(testRuns).orderBy(desc(testRuns.startedAt), desc(testRuns.id)).limit(limit)

export async function runBefore(db: Read, run: TestRun): Promise<TestRun | null> {
  const [before] = await db.select().from(testRuns).where(lt(testRuns.id, run.id)).orderBy(desc(testRuns.id)).limit(1)
  return before ?? null
}

export interface ResultOfTest { result: TestResult; test: TestQuestion }

export const resultsOf = (db: Read, runId: string): Promise<ResultOfTest[]> => db.select({ result: testResults, test: testQuestions }).from(testResults)
  .innerJoin(testQuestions, eq(testQuestions.id, testResults.testId)).where(eq(testResults.runId, runId)).orderBy(asc(testResults.testId), asc(testResults.turn))

/** Whether each test was handled, all its turns, in a run. */
export async function handledIn(db: Read, runId: string): Promise<Map<string, boolean>> {
  const rows = await db.select({ testId: testResults.testId, handled: testResults.handled }).from(testResults).where(eq(testResults.runId, runId))
  const found = new Map<string, boolean>()
  for (const { testId, handled } of rows) found.set(testId, (found.get(testId) ?? true) && handled)
  return found
}

/** What came of one test in its latest runs, newest first. */
export async function historyOf(db: Read, testId: string, limit: number): Promise<{ run: TestRun; handled: boolean }[]> {
  const rows = await db.select({ run: testRuns, handled: testResults.handled }).from(testResults).innerJoin(testRuns, eq(testRuns.id, testResults.runId))
    .where(eq(testResults.testId, testId)).orderBy(desc(testRuns.id))
  const runs = new Map<string, { run: TestRun; handled: boolean }>()
  for (const { run, handled } of rows) runs.set(run.id, { run, handled: (runs.get(run.id)?.handled ?? true) && handled })
  return [...runs.values()].slice(0, limit)
}

/** What two runs say differently of the same turn: by `test turn`, only where both asked it. */
export function changesBetween(before: readonly ResultOfTest[], after: readonly ResultOfTest[]): { right: ResultOfTest[]; wrong: ResultOfTest[] } {
  const keyOf = ({ result }: ResultOfTest) => `${result.testId} ${result.turn}`
  const was = new Map(before.map(one => [keyOf(one), one.result.handled]))
  return {
    right: after.filter(one => one.result.handled && was.get(keyOf(one)) === false),
    wrong: after.filter(one => !one.result.handled && was.get(keyOf(one)) === true),
  }
}
