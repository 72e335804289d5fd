// Jobs as rows: put there by the transaction that wants the work, taken by one runner, stopped and resumed by people.
import { and, asc, eq, inArray, ne, or, isNull } from 'drizzle-orm'
import { now } from '../clock.ts'
import type { Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { jobs, type Job } from './tables.ts'

/** The job was stopped by a person, or taken over by another runner: whoever works on it ends without another word. */
export class Taken extends Error {
  constructor() { super('the job is no longer this runner\'s') }
}

/** Puts a job in the queue. `input` must hold all it needs, as JSON. Returns its id. */
export async function addJob(db: Write, kind: string, input: Record<string, unknown>, by: Actor): Promise<string> {
  const id = newId()
  await db.insert(jobs).values({ id, kind, state: 'waiting', input, progress: {}, madeById: by.id, madeAt: now() })
  return id
}

export async function findJob(db: Read, id: string): Promise<Job | undefined> {
  return (await db.select().from(jobs).where(eq(jobs.id, id)))[0]
}

export async function isWaiting(db: Read, kinds: string[]): Promise<boolean> {
  return (await db.select({ id: jobs.id }).from(jobs).where(and(eq(jobs.state, 'waiting'), inArray(jobs.kind, kinds))).limit(1)).length > 0
}

/** Takes the oldest waiting job of these kinds for a runner; undefined when there is none. */
export async function takeJob(db: Write, kinds: string[], runnerId: string): Promise<Job | undefined> {
  const [next] = await db.select({ id: jobs.id }).from(jobs)
    .where(and(eq(jobs.state, 'waiting'), inArray(jobs.kind, kinds))).orderBy(asc(jobs.madeAt), asc(jobs.id)).limit(1)
  if (!next) return undefined
  const [taken] = await db.update(jobs).set({ state: 'running', runnerId, problem: null }).where(and(eq(jobs.id, next.id), eq(jobs.state, 'waiting'))).returning()
  return taken
}

/** Puts the jobs of these kinds that an ended process left running back into the queue, with their progress. */
export async function returnAbandoned(db: Write, kinds: string[], runnerId: string): Promise<void> {
  await db.update(jobs).set({ state: 'waiting' })
    .where(and(eq(jobs.state, 'running'), inArray(jobs.kind, kinds), or(isNull(jobs.runnerId), ne(jobs.runnerId, runnerId))))
}

/**
 * Keeps how far the job has come. It stands in the transaction that also keeps the work itself: both or neither.
 * Throws Taken when the job is not this runner's any more, which undoes the batch.
 */
export async function keepProgress(db: Write, job: Job, progress: Record<string, unknown>): Promise<void> {
  const kept = await db.update(jobs).set({ progress }).where(mine(job)).returning({ id: jobs.id })
  if (!kept.length) throw new Taken()
}

/** Ends the job; `problem` is a Vietnamese sentence when it failed. Nothing happens when it is not this runner's any more. */
export async function endJob(db: Write, job: Job, problem: string | null): Promise<void> {
  await db.update(jobs).set({ state: problem === null ? 'done' : 'failed', problem, finishedAt: now() }).where(mine(job))
}

const mine = (job: Job) => and(eq(jobs.id, job.id), eq(jobs.state, 'running'), eq(jobs.runnerId, job.runnerId!))

/** Stops a job that waits or runs; what its batches have done so far stays. True when there was something to stop. */
export async function stopJob(db: Write, id: string): Promise<boolean> {
  const stopped = await db.update(jobs).set({ state: 'stopped', finishedAt: now() })
    .where(and(eq(jobs.id, id), inArray(jobs.state, ['waiting', 'running']))).returning({ id: jobs.id })
  return stopped.length > 0
}

/** Queues a stopped or failed job again: it goes on where it stood. True when there was one. */
export async function resumeJob(db: Write, id: string): Promise<boolean> {
  const resumed = await db.update(jobs).set({ state: 'waiting', problem: null, finishedAt: null })
    .where(and(eq(jobs.id, id), inArray(jobs.state, ['stopped', 'failed']))).returning({ id: jobs.id })
  return resumed.length > 0
}
