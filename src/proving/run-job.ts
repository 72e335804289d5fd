// The job of a run: asks every test beside the web server, a few at a time, and keeps the figures when all have been asked.
import type { Indexing } from '../assistant/indexing.ts'
import { sourcesNow } from '../assistant/sources.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { lastEventNumber } from '../events/events.ts'
import { Pace } from '../jobs/pace.ts'
import type { JobKind } from '../jobs/runner.ts'
import type { Searcher } from '../assistant/searcher.ts'
import type { Read } from '../store/store.ts'
import { askTest } from './asking.ts'
import { keepRun, provingKind, type Asked } from './runs.ts'
import { testsInUse } from './tests.ts'

/** How far a run has come, and when it has ended, which it is. */
export interface RunProgress { done?: number; all?: number; runId?: string }

const keptEvery = 50

/** Asks all tests in use. `kept` hears how far it is; what it answers with false ends the asking. */
export async function askAll(db: Read, searcher: Pick<Searcher, 'find'>, kept: (done: number, all: number) => Promise<boolean> = () => Promise.resolve(true)): Promise<Asked[] | null> {
  const tests = await testsInUse(db)
  const sources = sourcesNow(db, searcher)
  const pace = new Pace(keptEvery)
  const asked: Asked[] = []
  for (const test of tests) {
    if (asked.length % keptEvery === 0 && !await kept(asked.length, tests.length)) return null
    asked.push({ test, said: await askTest(sources, test.turns) })
    await pace.breathe()
  }
  return asked
}

/** A run that the portal's end breaks off is asked anew after the next start: it takes seconds. */
export const provingJob = (indexing: Pick<Indexing, 'searcher' | 'ready'>): JobKind => ({
  kind: provingKind,
  async run(job, work) {
    await indexing.ready
    const startedAt = now()
    const event = await lastEventNumber(work.store.read)
    const asked = await askAll(work.store.read, indexing.searcher, async (done, all) => {
      await work.store.write(db => work.keep(db, { done, all } satisfies RunProgress))
      return !work.closing()
    })
    if (!asked) return 'later'
    if (!asked.length) throw new Invalid({ '': 'Chưa có câu kiểm chứng nào đang dùng để chạy.' })
    await work.store.write(async db => {
      const runId = await keepRun(db, job.madeById, asked, startedAt, event)
      await work.keep(db, { done: asked.length, all: asked.length, runId } satisfies RunProgress)
    })
    return 'done'
  },
})
