// Jobs: one at a time, in order, stopped and resumed by people, and never done twice when a process dies.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { Invalid } from '../src/errors.ts'
import { addJob, findJob, resumeJob, stopJob } from '../src/jobs/jobs.ts'
import { startRunner, type AtWork, type JobKind } from '../src/jobs/runner.ts'
import { jobs, type Job } from '../src/jobs/tables.ts'
import { officeSettings } from '../src/office/tables.ts'
import { openPortal } from './portal.ts'

const by = { id: 'quan' }
const quiet = () => {}

/** Counts to five, one transaction a number; each number is written down once. */
const counting = (before?: (at: number, job: Job) => Promise<void> | void): JobKind => ({
  kind: 'count',
  async run(job: Job, work: AtWork) {
    for (let at = Number(job.progress.at ?? 0) + 1; at <= 5; at++) {
      await before?.(at, job)
      if (work.closing()) return 'later'
      await work.store.write(async db => {
        await work.keep(db, { at })
        await db.insert(officeSettings).values({ name: `counted-${job.id}-${at}`, value: at })
      })
    }
    return 'done'
  },
})
const counted = async ({ store }: Awaited<ReturnType<typeof openPortal>>, id: string) =>
  (await store.read.select().from(officeSettings)).filter(({ name }) => name.startsWith(`counted-${id}-`)).length

test('jobs run one at a time, in the order in which they were asked for', async () => {
  const portal = await openPortal()
  const seen: string[] = []
  let now = 0
  const runner = startRunner(portal.store, [{ kind: 'a', async run(job) { expect(++now).toBe(1); seen.push(String(job.input.name)); await new Promise(resolve => setTimeout(resolve, 5)); now--; return 'done' } }], quiet)
  for (const name of ['one', 'two', 'three']) await portal.store.write(db => addJob(db, 'a', { name }, by))
  await runner.idle()
  await runner.stop()
  expect(seen).toEqual(['one', 'two', 'three'])
})

test('a job that fails keeps a sentence for people; what they cannot use is only logged', async () => {
  const portal = await openPortal()
  const logged: unknown[] = []
  const runner = startRunner(portal.store, [
    { kind: 'a', async run() { throw new Invalid({ file: 'Tệp bị hỏng.' }) } }, { kind: 'b', async run() { throw new Error('ECONNRESET 10.0.0.1') } },
  ], (_kind, error) => { logged.push(error) })
  const ids = [await portal.store.write(db => addJob(db, 'a', {}, by)), await portal.store.write(db => addJob(db, 'b', {}, by))]
  await runner.idle()
  await runner.stop()
  expect(await findJob(portal.store.read, ids[0]!)).toMatchObject({ state: 'failed', problem: 'Tệp bị hỏng.' })
  const second = await findJob(portal.store.read, ids[1]!)
  expect(second!.problem).toContain('Làm tiếp')
  expect(second!.problem).not.toContain('ECONNRESET')
  expect(logged).toHaveLength(1)
})

test('a process that dies in the middle: the next one goes on where the last batch stood', async () => {
  const portal = await openPortal()
  let stuck: () => void = quiet
  // The first process hangs before its third batch, as if the power had gone.
  const first = startRunner(portal.store, [counting(at => (at === 3 ? new Promise<void>(resolve => { stuck = resolve }) : undefined))], quiet)
  const id = await portal.store.write(db => addJob(db, 'count', {}, by))
  while (await counted(portal, id) < 2) await new Promise(resolve => setTimeout(resolve, 2))
  const second = startRunner(portal.store, [counting()], quiet)
  await second.idle()
  expect(await counted(portal, id)).toBe(5)
  // The first one comes back to life: its batch is undone, because the job is not its own any more.
  stuck()
  await first.stop()
  await second.stop()
  expect(await counted(portal, id)).toBe(5)
  expect((await findJob(portal.store.read, id))!.state).toBe('done')
})

test('a person stops a job between two batches, and lets it go on', async () => {
  const portal = await openPortal()
  const runner = startRunner(portal.store, [counting(async (at, job) => { if (at === 3 && !job.finishedAt && job.progress.at === undefined) await portal.store.write(db => stopJob(db, job.id)) })], quiet)
  const id = await portal.store.write(db => addJob(db, 'count', {}, by))
  await runner.idle()
  expect((await findJob(portal.store.read, id))!.state).toBe('stopped')
  expect(await counted(portal, id)).toBe(2)
  expect(await portal.store.write(db => resumeJob(db, id))).toBe(true)
  await runner.idle()
  await runner.stop()
  expect(await counted(portal, id)).toBe(5)
})

test('a portal that closes lets the job finish its batch; after the next start it goes on', async () => {
  const portal = await openPortal()
  let reached: () => void = quiet
  const atTwo = new Promise<void>(resolve => { reached = resolve })
  const first = startRunner(portal.store, [counting(async at => { if (at === 3) { reached(); await new Promise(resolve => setTimeout(resolve, 20)) } })], quiet)
  const id = await portal.store.write(db => addJob(db, 'count', {}, by))
  await atTwo
  await first.stop()
  expect((await findJob(portal.store.read, id))!).toMatchObject({ state: 'running', progress: { at: 2 } })
  const second = startRunner(portal.store, [counting()], quiet)
  await second.idle()
  await second.stop()
  expect(await counted(portal, id)).toBe(5)
})

test('a runner leaves the rows of others alone', async () => {
  const portal = await openPortal()
  await portal.store.write(db => db.insert(jobs).values({ id: 'daily', kind: 'daily', state: 'running', input: {}, progress: {}, madeById: 'portal', madeAt: new Date() }))
  const runner = startRunner(portal.store, [counting()], quiet)
  await runner.idle()
  await runner.stop()
  expect((await portal.store.read.select().from(jobs).where(eq(jobs.id, 'daily')))[0]!.state).toBe('running')
})
