// Excel workbooks in and out. Nothing else of the portal knows which library reads them; it works in a thread of its own.
import { Worker } from 'node:worker_threads'
import { Invalid } from '../errors.ts'
import { tooBig } from './archive.ts'

/** A Date holds a calendar date (or date and time) in its UTC parts. */
export type Cell = string | number | boolean | Date | null

export interface SheetRead {
  name: string
  /** Row 0 is the sheet's first row; empty rows are kept, so that `rows[n]` is row n + 1 of the file. */
  rows: Cell[][]
  /** Indexes into `rows` of the rows hidden in the file. */
  hiddenRows: number[]
  /** Indexes of rows and columns, the last ones included. The value stands in the top left cell only. */
  merges: { top: number; left: number; bottom: number; right: number }[]
}

export interface SheetToWrite {
  name: string
  /** `width` in characters. A 'date' is given as 'YYYY-MM-DD'. */
  columns: { title: string; width?: number; kind: 'text' | 'number' | 'date' }[]
  rows: (string | number | null)[][]
  /** A sentence above the titles. */
  note?: string
}

export const column = (title: string, width: number, kind: SheetToWrite['columns'][number]['kind'] = 'text'): SheetToWrite['columns'][number] => ({ title, width, kind })

export interface Task { read?: Uint8Array; write?: SheetToWrite[]; at?: Date }
export interface Answer { sheets?: SheetRead[]; warnings?: string[]; bytes?: Uint8Array<ArrayBuffer>; errors?: Record<string, string> }

/**
 * All sheets of an .xlsx file. Formulas give the value that was last computed, rich text its words; text is in NFC.
 * @param warn hears Vietnamese sentences about what was ignored (links to elsewhere, macros).
 * Throws Invalid({ file }) with a Vietnamese sentence for what is empty, damaged, disguised, hostile or too large.
 */
export async function readWorkbook(bytes: Uint8Array, warn: (sentence: string) => void = () => {}): Promise<SheetRead[]> {
  const { sheets, warnings } = await inWorker({ read: bytes })
  for (const sentence of warnings ?? []) warn(sentence)
  return sheets!
}

/**
 * An .xlsx file: titles bold, frozen and with a filter; real numbers and dates; text wrapped and never a formula.
 * @param at when it was made, where the same contents are to be the same bytes
 */
export async function writeWorkbook(sheets: SheetToWrite[], at?: Date): Promise<Uint8Array<ArrayBuffer>> {
  return (await inWorker({ write: sheets, ...at && { at } })).bytes!
}

const mostMinutes = 2

function inWorker(task: Task): Promise<Answer> {
  const worker = new Worker(new URL('./workbook-reader.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: 768 } })
  return new Promise<Answer>((resolve, reject) => {
    const late = setTimeout(() => { reject(new Invalid({ file: tooBig })) }, mostMinutes * 60_000)
    worker.on('message', (answer: Answer) => { if (answer.errors) reject(new Invalid(answer.errors)); else resolve(answer) })
    worker.on('error', (error: Error & { code?: string }) => { reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Invalid({ file: tooBig }) : error) })
    worker.on('exit', () => { clearTimeout(late); reject(new Error('the workbook thread ended without an answer')) })
  }).finally(() => worker.terminate())
}
