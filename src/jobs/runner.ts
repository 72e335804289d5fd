// The runner: takes the waiting jobs one at a time, beside the web server, and ends in order when the portal closes.
import { Invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Store, Write } from '../store/store.ts'
import { endJob, isWaiting, keepProgress, returnAbandoned, takeJob, Taken } from './jobs.ts'
import type { Job } from './tables.ts'

export interface AtWork {
  store: Store
  /** Keeps how far the job has come; to be called inside the transaction of each batch. Throws Taken to undo the batch. */
  keep(db: Write, progress: Record<string, unknown>): Promise<void>
  /** Whether the portal is closing: the work ends after the batch it is in, and goes on after the next start. */
  closing(): boolean
}

/**
 * `run` begins where `job.progress` stands; {} is the beginning. It answers 'later' when it ended early because the portal
 * closes. What it throws as Invalid, people read.
 */
export interface JobKind { kind: string; run(job: Job, work: AtWork): Promise<'done' | 'later'> }

export interface Runner {
  /** Settles when no job waits or runs. */
  idle(): Promise<void>
  /** Lets the running job finish its batch, and takes no other. */
  stop(): Promise<void>
}

const trouble = 'Cổng gặp sự cố khi làm việc này. Bấm “Làm tiếp” để thử lại; nếu vẫn thế, báo quản trị.'

/** `failed` hears what went wrong that people are not told. */
export function startRunner(store: Store, kinds: JobKind[], failed: (kind: string, error: unknown) => void, everyMs = 2000): Runner {
  const runnerId = newId()
  const names = kinds.map(({ kind }) => kind)
  let closing = false
  let working: Promise<void> | null = null
  let again = false
  let begun = false

  const run = async (job: Job) => {
    const kind = kinds.find(({ kind }) => kind === job.kind)!
    try {
      const ended = await kind.run(job, { store, keep: (db, progress) => keepProgress(db, job, progress), closing: () => closing })
      // What is left for later stays running, and whoever starts next goes on with it.
      if (ended === 'done') await store.write(db => endJob(db, job, null))
    } catch (error) {
      if (error instanceof Taken) return
      if (!(error instanceof Invalid)) failed(job.kind, error)
      await store.write(db => endJob(db, job, error instanceof Invalid ? Object.values(error.errors).join(' ') : trouble))
    }
  }

  const round = async () => {
    do {
      again = false
      if (!begun) { await store.write(db => returnAbandoned(db, names, runnerId)); begun = true }
      while (!closing) {
        // Looking costs no turn among the writers while there is nothing to take.
        if (!await isWaiting(store.read, names)) break
        const job = await store.write(db => takeJob(db, names, runnerId))
        if (!job) break
        await run(job)
      }
    } while (again && !closing)
  }
  const wake = (): Promise<void> => {
    if (closing) return Promise.resolve()
    if (working) { again = true; return working }
    working = round().catch((error: unknown) => { failed('queue', error) }).finally(() => { working = null })
    return working
  }
  const timer = setInterval(() => { void wake() }, everyMs)
  timer.unref()
  store.onCommit(() => { if (!working) void wake() })
  void wake()
  return {
    async idle() { do await wake(); while (working) },
    async stop() { closing = true; clearInterval(timer); await working },
  }
}
