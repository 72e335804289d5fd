// The records of a file that is to be imported, one after the other, whatever its format; a broken one stops nobody but itself.
import { written } from '../clock.ts'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { readCsv } from '../admin/csv.ts'
import { readWorkbook, type Cell } from '../admin/workbook.ts'
import { Invalid } from '../errors.ts'
import { clean, fold, line } from '../text.ts'
import { checkReduction, contentColumns, cutMark, dayOf, type ContentColumn } from './columns.ts'
import { components, emptyContent, type ProcedureContent } from './content.ts'
import { readProcedureLine } from './jsonl.ts'

export type ImportFormat = 'jsonl' | 'xlsx' | 'csv'

/** A record that could be read. */
export interface FileRecord {
  /** Line of the file or row of the sheet, from 1. */
  number: number
  /** The record alone, as for a new procedure. */
  content: ProcedureContent
  /** The id that the file's source gives it. */
  externalId: string | null
  /** The portal's own id, from a file that the portal exported. */
  procedureId: string | null
  /** Why it is not enough for a new procedure, as a Vietnamese sentence; null when it is. */
  incomplete: string | null
  /** Vietnamese sentences about what was read otherwise than it stands. */
  problems: string[]
  /** The record laid over what the register has: what the file does not say stays. */
  over(existing: ProcedureContent): ProcedureContent
}
/** One that could not: `refused` is a Vietnamese sentence. */
export interface BrokenRecord { number: number; refused: string; name: string | null }

export const isBroken = (record: FileRecord | BrokenRecord): record is BrokenRecord => 'refused' in record

const longestLine = 4 * 1024 * 1024

/** Reads the records after number `after`. Throws Invalid({ file }) when the file as a whole cannot be read. */
export async function* recordsOf(path: string, format: ImportFormat, after = 0): AsyncGenerator<FileRecord | BrokenRecord> {
  if (format === 'jsonl') yield* ofLines(path, after)
  else yield* ofSheet(format === 'csv' ? readCsv(await readFile(path)) : await firstWithHeadings(await readFile(path)), after)
}

async function* ofLines(path: string, after: number): AsyncGenerator<FileRecord | BrokenRecord> {
  let number = 0
  for await (const text of lines(path)) {
    number++
    if (number <= after || (text !== null && !text.trim())) continue
    if (text === null) { yield { number, refused: 'Dòng quá dài (trên 4 triệu ký tự) nên không đọc được.', name: null }; continue }
    yield ofLine(number, text)
  }
}

/** The lines of a file without holding more than one of them; null for one that is too long. */
async function* lines(path: string): AsyncGenerator<string | null> {
  const decoders: Record<string, string> = { fffe: 'utf-16le', feff: 'utf-16be' }
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let rest: string[] = []
  let length = 0
  const take = (end: string): string | null => {
    const whole = length + end.length > longestLine ? null : rest.join('') + end
    rest = []; length = 0
    return whole
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(decoders[chunk.subarray(0, 2).toString('hex')] ?? 'utf-8')
    const pieces = decoder.decode(chunk, { stream: true }).split('\n')
    const last = pieces.pop()!
    for (const piece of pieces) yield take(piece)
    length += last.length
    if (length <= longestLine) rest.push(last); else rest = []
  }
  if (length) yield take('')
}

function ofLine(number: number, text: string): FileRecord | BrokenRecord {
  try {
    const { id, content, problems } = readProcedureLine(text)
    const sentences = problems.map(({ message }) => message)
    if (text.includes('\uFFFD')) sentences.push('Dòng có ký tự hỏng, không đọc được: tệp có thể không phải UTF-8.')
    const over = (existing: ProcedureContent) => filledFrom(content, existing)
    return { number, content, externalId: id, procedureId: null, incomplete: null, problems: [...new Set(sentences)], over }
  } catch (error) {
    return { number, refused: sentenceOf(error), name: null }
  }
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && !value.length)

/** A source that says nothing of a part does not know better: what the register has of it stays. */
function filledFrom(content: ProcedureContent, existing: ProcedureContent): ProcedureContent {
  const filled = { ...content, agencies: { ...content.agencies } }
  for (const component of components) if (isEmpty(filled[component])) Object.assign(filled, { [component]: existing[component] })
  for (const key of Object.keys(filled.agencies) as (keyof ProcedureContent['agencies'])[]) filled.agencies[key] ??= existing.agencies[key]
  // The source gives the decision's number alone.
  if (content.decision && existing.decision?.number === content.decision.number) filled.decision = existing.decision
  return filled
}

const headingOf = (heading: string) => fold(line(heading)).replace(/\s*\(.*$/s, '')
const nameHeading = headingOf('Tên thủ tục')
const idHeading = headingOf('Mã bản ghi')

async function firstWithHeadings(bytes: Uint8Array): Promise<Cell[][]> {
  const sheets = await readWorkbook(bytes)
  return (sheets.find(({ rows }) => headRowOf(rows) >= 0) ?? sheets[0])!.rows
}

const headRowOf = (rows: Cell[][]) => rows.slice(0, 30).findIndex(row => row.some(cell => typeof cell === 'string' && headingOf(cell) === nameHeading))

async function* ofSheet(rows: Cell[][], after: number): AsyncGenerator<FileRecord | BrokenRecord> {
  const head = headRowOf(rows)
  if (head < 0) throw new Invalid({ file: 'Không thấy cột “Tên thủ tục” trong 30 dòng đầu. Hãy dùng tệp mẫu: xuất danh mục ra Excel rồi sửa trên đó.' })
  const headings = rows[head]!.map(cell => (typeof cell === 'string' ? headingOf(cell) : ''))
  const columns = contentColumns.map(column => ({ column, at: headings.indexOf(headingOf(column.heading)) })).filter(({ at }) => at >= 0)
  const idAt = headings.indexOf(idHeading)
  for (let at = Math.max(head + 1, after); at < rows.length; at++) {
    if (rows[at]!.some(cell => cell !== null && cell !== '')) yield ofRow(at + 1, rows[at]!, columns, idAt)
  }
}

const called = ({ heading }: ContentColumn) => heading.replace(/ \(.*/s, '')

interface PlacedColumn { column: ContentColumn; at: number }

function ofRow(number: number, row: Cell[], columns: PlacedColumn[], idAt: number): FileRecord | BrokenRecord {
  const cells = columns.map(({ column, at }) => ({ column, cell: wordsOf(row[at] ?? null, column) }))
  const name = cells.find(({ column }) => headingOf(column.heading) === nameHeading)?.cell ?? ''
  const problems: string[] = []
  let incomplete: string | null = null
  const read = (into: ProcedureContent, before: ProcedureContent | null) => {
    for (const { column, cell } of cells) {
      // A cell that stands as the export wrote it keeps what the register has, also what no cell could hold.
      if (before && cell === wordsOf(column.write(before), column)) continue
      if (cell.endsWith(cutMark.trim())) {
        incomplete = `Cột “${called(column)}” đã bị cắt khi xuất ra Excel, không đủ để lập thủ tục mới.`
        continue
      }
      try { column.read(cell, into) } catch (error) { throw new Error(`Cột “${called(column)}”: ${sentenceOf(error)}`, { cause: error }) }
    }
    checkReduction(into)
    return into
  }
  try {
    if (!name) throw new Error('Chưa ghi tên thủ tục.')
    const content = read(emptyContent(line(name)), null)
    if (!content.code) problems.push('Không có mã số thủ tục.')
    const procedureId = idAt >= 0 ? line(wordsOf(row[idAt] ?? null)) || null : null
    return { number, content, externalId: null, procedureId, incomplete, problems, over: existing => emptied(read(structuredClone(existing), existing), cells) }
  } catch (error) {
    return { number, refused: sentenceOf(error), name: name ? line(name).slice(0, 300) : null }
  }
}

/** Cells of a cut of time that were all emptied take the cut away. */
function emptied(content: ProcedureContent, cells: { column: ContentColumn; cell: string }[]): ProcedureContent {
  const numbers = cells.filter(({ column }) => column.kind === 'number')
  return content.reduction && numbers.length && numbers.every(({ cell }) => !cell) ? { ...content, reduction: null } : content
}

/** A cell as the words that a column reads. */
function wordsOf(cell: Cell, column?: ContentColumn): string {
  if (cell === null) return ''
  if (cell instanceof Date) return written(cell.toISOString().slice(0, 10))
  // Excel makes a number of a code: 1.010000 comes as 1.01.
  if (typeof cell === 'number') return column && headingOf(column.heading) === headingOf('Mã số') ? cell.toFixed(6) : String(cell)
  if (typeof cell === 'boolean') return cell ? 'có' : 'không'
  const text = clean(cell).trim()
  if (column?.kind === 'day' && text) { try { return written(dayOf(text)) } catch { return text } }
  return text
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
