// The worker in which workbooks are read and written: seconds of work that must not keep other requests waiting.
import { parentPort, workerData } from 'node:worker_threads'
import { colToLetter, HucreError, EncryptedFileError, readXlsx, writeXlsx, type CellStyle, type ColumnDef, type WriteSheet } from 'hucre'
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'
import { checkOffice, damaged, tooBig } from './archive.ts'
import type { Answer, SheetRead, SheetToWrite, Task } from './workbook.ts'

async function read(bytes: Uint8Array): Promise<Answer> {
  const warnings: string[] = []
  try {
    await checkOffice(bytes, 'xlsx', sentence => { warnings.push(sentence) })
    const { sheets } = await readXlsx(bytes)
    if (!sheets.length) throw new Invalid({ file: 'Tệp Excel không có trang tính nào.' })
    return {
      warnings,
      sheets: sheets.map(({ name, rows, rowDefs, merges }): SheetRead => ({
        name: clean(name),
        rows: rows.map(row => row.map(cell => (typeof cell === 'string' ? clean(cell) : cell ?? null))),
        hiddenRows: [...rowDefs ?? []].filter(([, { hidden }]) => hidden).map(([at]) => at).sort((a, b) => a - b),
        merges: (merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({ top: startRow, left: startCol, bottom: endRow, right: endCol })),
      })),
    }
  } catch (error) {
    if (error instanceof Invalid) return { errors: error.errors }
    if (error instanceof EncryptedFileError) return { errors: { file: 'Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.' } }
    if (error instanceof HucreError && /limit|too (?:many|large)|exceed/i.test(error.message)) return { errors: { file: tooBig } }
    return { errors: { file: damaged } }
  }
}

async function write(sheets: SheetToWrite[], at: Date | undefined): Promise<Answer> {
  const bytes = await writeXlsx({ sheets: sheets.map(sheetOf), properties: { creator: 'Cổng CCHC', ...at && { created: at, modified: at } } })
  // A copy of its own: the worker's buffer may be larger than what was written into it.
  return { bytes: new Uint8Array(bytes) }
}

const heading: CellStyle = { font: { bold: true }, alignment: { wrapText: true, vertical: 'center' } }
const wrapped: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
const mostInCell = 32_767

/** A note stands in the first row, the titles under it; both stay in sight when the sheet is scrolled. */
function sheetOf({ name, columns, rows, note }: SheetToWrite): WriteSheet {
  const above = note ? [[note, ...columns.slice(1).map(() => null)]] : []
  const titles = columns.map(({ title }) => title)
  const headRow = above.length
  const body = rows.map(row => columns.map(({ kind }, at) => valueOf(row[at] ?? null, kind)))
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  if (note) cells.set('0,0', { value: note, type: 'string', style: { font: { italic: true } } })
  titles.forEach((title, at) => cells.set(`${headRow},${at}`, { value: title, type: 'string', style: heading }))
  return {
    // Excel refuses these signs in the name of a sheet, and more than 31 of them.
    name: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Trang 1',
    columns: columns.map(({ width, kind }): ColumnDef => ({
      width: width ?? (kind === 'text' ? 30 : 12),
      style: kind === 'date' ? { ...wrapped, numFmt: 'dd/mm/yyyy' } : kind === 'number' ? { alignment: { vertical: 'top' } } : wrapped,
    })),
    rows: [...above, titles, ...body],
    cells,
    freezePane: { rows: headRow + 1 },
    autoFilter: { range: `A${headRow + 1}:${colToLetter(columns.length - 1)}${headRow + 1 + rows.length}` },
  }
}

function valueOf(value: string | number | null, kind: SheetToWrite['columns'][number]['kind']): string | number | Date | null {
  if (kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00Z`)
  return typeof value === 'string' ? value.slice(0, mostInCell) : value
}

const task = workerData as Task
parentPort!.postMessage(task.read ? await read(task.read) : await write(task.write!, task.at))
