// Reads the annex of a plan from a workbook or Word file, in a thread of its own.
import { inThread } from '../admin/in-thread.ts'
import { today } from '../clock.ts'
import type { KnownUnit } from './units.ts'
import type { AnnexRead, Options } from './understanding.ts'

export type { AnnexRead, AnnexRow } from './understanding.ts'

export interface Work { name: string; bytes: Uint8Array; units: KnownUnit[]; options: Options }

/**
 * What the annex says, row by row, with a Vietnamese reason for each doubtful field; nothing is written.
 * Throws Invalid({ file }) with one Vietnamese sentence for what is empty, damaged, disguised, hostile, too large or no annex.
 */
export function readAnnex(file: { name: string; bytes: Uint8Array }, units: KnownUnit[], options: Partial<Options> = {}): Promise<AnnexRead> {
  const work: Work = { ...file, units, options: { year: Number(today().slice(0, 4)), ...options } }
  return inThread<AnnexRead>(new URL('./reader.ts', import.meta.url), work)
}
