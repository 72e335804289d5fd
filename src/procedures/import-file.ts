// Importing a file without the web: for the command line, for measuring and for benchmarks.
import { stat } from 'node:fs/promises'
import { kindOf } from '../admin/uploads.ts'
import { Invalid } from '../errors.ts'
import { portal, type Actor } from '../events/events.ts'
import type { Store } from '../store/store.ts'
import { applyRecords } from './import-applying.ts'
import { Seen } from './import-matching.ts'
import { recordsOf, type ImportFormat } from './import-records.ts'
import { importOutcomes, type ImportOutcome } from './tables.ts'

export type Totals = Record<ImportOutcome, number>
export interface ImportProblem { number: number; name: string | null; reason: string }

export interface FileImported {
  /** Records by what became of them. */
  totals: Totals
  /** Records that were not taken in, with the number of their line. */
  problems: ImportProblem[]
}

export const noTotals = (): Totals => Object.fromEntries(importOutcomes.map(outcome => [outcome, 0])) as Totals

/** What a file is by its content. Throws Invalid({ file }) for what is not a list of records. */
export async function formatOf(path: string): Promise<ImportFormat> {
  if (!(await stat(path)).size) throw new Invalid({ file: 'Tệp rỗng (0 byte). Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  const kind = await kindOf(path)
  if (kind === 'jsonl' || kind === 'xlsx' || kind === 'csv') return kind
  throw new Invalid({ file: 'Tệp không phải là JSON Lines, Excel (.xlsx) hay CSV.' })
}

/**
 * Takes a file of procedures (JSON Lines, xlsx or CSV with the export's columns) into the register. Doubtful records are
 * decided by what stands to reason: those that only share name, level and agency become procedures of their own, and a
 * code that the file has twice is taken once. `onProgress` hears the number of records done after each batch.
 * Throws Invalid when the file as a whole cannot be read.
 */
export async function importFile(store: Store, path: string, how: { by?: Actor; onProgress?: (done: number) => void } = {}): Promise<FileImported> {
  const { by = portal, onProgress } = how
  const totals = noTotals()
  const problems: ImportProblem[] = []
  const seen = new Seen()
  let count = 0
  await applyRecords(store, recordsOf(path, await formatOf(path)), {
    by, from: 'file',
    chosen(record, digest) {
      const verdict = seen.judge(record, digest)
      return verdict && 'choice' in verdict && verdict.choice === 'skip' ? 'skip' : undefined
    },
    kept(done) {
      for (const { outcome, number, name, reason } of done) {
        totals[outcome]++
        if (outcome !== 'refused' && outcome !== 'skipped') continue
        problems.push({ number, name, reason: reason ?? 'Trùng mã với một dòng ở trên nhưng nội dung khác.' })
      }
      count += done.length
      onProgress?.(count)
    },
  })
  return { totals, problems }
}
