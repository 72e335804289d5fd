// The demo's tests of the assistant: brought in with the department, and taken away with it, with what came of them in runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inArray, notInArray } from 'drizzle-orm'
import type { Actor } from '../events/events.ts'
import { knownProcedures, readTests } from '../proving/exchange.ts'
import { testQuestions, testResults, testRuns, type TestQuestion } from '../proving/tables.ts'
import { bringIn } from '../proving/tests.ts'
import type { Write } from '../store/store.ts'

const file = join(import.meta.dirname, '../../data/assistant/questions.jsonl')

/** Throws where a question is not as it must be, or is about a procedure that the demo does not have. */
export async function loadTests(db: Write, by: Actor): Promise<void> {
  const { tests, problems } = readTests(readFileSync(file, 'utf8'), await knownProcedures(db))
  if (problems.length) throw new Error(`data/assistant/questions.jsonl, line ${problems[0]!.line}: ${problems[0]!.why}`)
  await bringIn(db, by, tests, 'demo')
}

/** Tests of demo people, and those that were right about a procedure which goes too. */
export async function removeTests(db: Write, personIds: string[], procedureIds: string[]): Promise<void> {
  const going = new Set(procedureIds)
  const goes = ({ madeById, turns }: TestQuestion) => personIds.includes(madeById) || turns.some(({ gold }) => gold.some(id => going.has(id)))
  const gone = (await db.select().from(testQuestions)).filter(goes).map(({ id }) => id)
  for (let start = 0; start < gone.length; start += 500) {
    const some = gone.slice(start, start + 500)
    await db.delete(testResults).where(inArray(testResults.testId, some))
    await db.delete(testQuestions).where(inArray(testQuestions.id, some))
  }
  // A run in which nothing is left says nothing any more.
  await db.delete(testRuns).where(notInArray(testRuns.id, db.select({ id: testResults.runId }).from(testResults)))
}
