// Work that must not keep requests waiting, done in a thread with limits of its own: reading files that people send.
import { Worker } from 'node:worker_threads'
import { Invalid } from '../errors.ts'
import { damaged, tooBig } from './archive.ts'

const mostSeconds = 60

interface Answer { result?: unknown; errors?: Record<string, string> }

/** What a thread of a program answers to `work` through `answering`. Throws Invalid for what it refuses, or does not get done. */
export async function inThread<Result>(program: URL, work: unknown): Promise<Result> {
  const worker = new Worker(program, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: 192 } })
  const late = Promise.withResolvers<never>()
  const clock = setTimeout(() => { late.reject(new Invalid({ file: tooBig })) }, mostSeconds * 1000)
  const answered = new Promise<Answer>((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', (error: Error & { code?: string }) => { reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Invalid({ file: tooBig }) : error) })
    worker.on('exit', () => { reject(new Invalid({ file: damaged })) })
  })
  try {
    const { result, errors } = await Promise.race([answered, late.promise])
    if (errors) throw new Invalid(errors)
    return result as Result
  } finally {
    clearTimeout(clock)
    await worker.terminate()
  }
}

/** The answer of such a thread: a result, or the sentences of an Invalid. */
export async function answering(work: Promise<unknown>): Promise<Answer> {
  try {
    return { result: await work }
  } catch (error) {
    if (error instanceof Invalid) return { errors: error.errors }
    throw error
  }
}
