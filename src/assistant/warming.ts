// Code that has run often runs fast: the first person to ask should have that too.
import { eq } from 'drizzle-orm'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { answerTurn } from './answering.ts'
import { contentOfVersion, sourceInForce } from './register.ts'
import type { Searcher } from './searcher.ts'
import { nextQuestions } from './sentences.ts'

const longestMs = 2_500

/** Answers questions made of the register's own names, one after the other, and keeps nothing of them; stops after two seconds and a half. */
export async function warmUp(db: Read, searcher: Searcher, signal: AbortSignal): Promise<void> {
  const end = performance.now() + longestMs
  const rows = await db.select({ name: procedureVersions.name }).from(procedures)
    .innerJoin(procedureVersions, eq(procedureVersions.procedureId, procedures.id)).limit(300)
  const points = Object.values(nextQuestions)
  const contentOf = async (id: string) => {
    const source = await sourceInForce(db, id)
    return source && contentOfVersion(db, source.versionId)
  }
  for (const [at, { name }] of rows.entries()) {
    if (signal.aborted || performance.now() > end) return
    await answerTurn({ find: (text, options) => searcher.find(text, options), contentOf }, `${name.slice(0, 150)} ${points[at % points.length]!}`)
  }
}
