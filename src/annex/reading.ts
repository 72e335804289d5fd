// Reads the annex of a plan from a workbook or Word file, in a thread of its own.
import { Worker } from 'node:worker_threads'
import { damaged, tooBig } from '../admin/archive.ts'
import { today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import type { KnownUnit } from './units.ts'
import type { AnnexRead, Options } from './understanding.ts'

export type { AnnexRead, AnnexRow } from './understanding.ts'

export interface Work { name: string; bytes: Uint8Array; units: KnownUnit[]; options: Options }
export interface Answer { annex?: AnnexRead; errors?: Record<string, string> }

const mostSeconds = 60

/**
 * What the annex says, row by row, with a Vietnamese reason for each doubtful field; nothing is written.
 * Throws Invalid({ file }) with one Vietnamese sentence for what is empty, damaged, disguised, hostile, too large or no annex.
 */
export async function readAnnex(file: { name: string; bytes: Uint8Array }, units: KnownUnit[], options: Partial<Options> = {}): Promise<AnnexRead> {
  const work: Work = { ...file, units, options: { year: Number(today().slice(0, 4)), ...options } }
  const worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData: work, resourceLimits: { maxOldGenerationSizeMb: 192 } })
  const late = Promise.withResolvers<never>()
  const clock = setTimeout(() => { late.reject(new Invalid({ file: tooBig })) }, mostSeconds * 1000)
  const answered = new Promise<Answer>((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', (error: Error & { code?: string }) => { reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Invalid({ file: tooBig }) : error) })
    worker.on('exit', () => { reject(new Invalid({ file: damaged })) })
  })
  try {
    const { annex, errors } = await Promise.race([answered, late.promise])
    if (errors) throw new Invalid(errors)
    return annex!
  } finally {
    clearTimeout(clock)
    await worker.terminate()
  }
}
