// Reads minutes or a notice of conclusions from a Word file or a text file, in a thread of its own.
import { inThread } from '../admin/in-thread.ts'
import type { KnownUnit } from '../annex/units.ts'
import type { MinutesOptions, MinutesRead } from './understanding.ts'

export type { MinutesRead } from './understanding.ts'

export interface Work { name: string; bytes: Uint8Array; units: KnownUnit[]; options: MinutesOptions }

/**
 * What the minutes say, with a Vietnamese reason for each doubtful field; nothing is written.
 * Throws Invalid({ file }) with one Vietnamese sentence for what is empty, damaged, disguised, hostile, too large or holds no conclusions.
 */
export const readMinutes = (file: { name: string; bytes: Uint8Array }, units: KnownUnit[], options: MinutesOptions = {}): Promise<MinutesRead> =>
  inThread<MinutesRead>(new URL('./reader.ts', import.meta.url), { ...file, units, options } satisfies Work)
