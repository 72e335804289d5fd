// Workbooks as grids: merged cells, hidden rows, real dates in the words of their format, values that formulas gave last.
import { EncryptedFileError, HucreError, readXlsx, type Cell as FileCell, type CellValue, type Sheet } from 'hucre'
import { damaged, tooBig } from '../admin/archive.ts'
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'
import { width, type Grid, type Source } from './grid.ts'

/** @param bytes a file that checkOffice let through. Throws Invalid({ file }) with a Vietnamese sentence for what is damaged or too large. */
export async function readSheets(bytes: Uint8Array): Promise<Source> {
  const warnings: string[] = []
  const sheets = await parsed(bytes)
  const seen = sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
  const unseen = sheets.filter(sheet => !seen.includes(sheet) && sheet.rows.length)
  if (unseen.length) warnings.push(`Trang bị ẩn không được đọc: ${unseen.map(({ name }) => `“${clean(name)}”`).join(', ')}.`)
  const grids = seen.map(sheet => gridOf(sheet, warnings))
  return { grids, after: [], warnings }
}

async function parsed(bytes: Uint8Array): Promise<Sheet[]> {
  try { return (await readXlsx(bytes, { readStyles: true })).sheets } catch (error) {
    if (error instanceof EncryptedFileError) throw new Invalid({ file: 'Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.' })
    throw new Invalid({ file: error instanceof HucreError && /limit|too (?:many|large)|exceed/i.test(error.message) ? tooBig : damaged })
  }
}

function gridOf({ name, rows, cells, rowDefs, columns, merges }: Sheet, warnings: string[]): Grid {
  const hiddenColumns = new Set((columns ?? []).flatMap((column, at) => (column?.hidden ? [at] : [])))
  const formulas = { empty: 0, all: 0 }
  const grid: Grid = { name: clean(name), kind: 'sheet', rows: [], hiddenRows: new Set(), before: [] }
  for (const [top, values] of rows.entries()) {
    grid.rows.push(values.map((value, left) => {
      const kept = cells?.get(`${top},${left}`)
      if ((value === null || value === undefined) && !kept?.formula) return null
      if (kept?.formula) { formulas.all++; if (value === null || value === '') formulas.empty++ }
      return { ...wordsOf(value, kept), formula: kept?.formula ?? null, ...look(kept), top, left, bottom: top, right: left }
    }))
    if (rowDefs?.get(top)?.hidden || rowDefs?.get(top)?.height === 0) grid.hiddenRows.add(top)
  }
  if (hiddenColumns.size) {
    if (grid.rows.some(row => row.some((cell, at) => cell?.text && hiddenColumns.has(at)))) warnings.push(`Cột bị ẩn trong trang “${grid.name}” không được đọc.`)
    for (const row of grid.rows) for (const at of hiddenColumns) if (at < row.length) row[at] = null
  }
  merge(grid, merges ?? [])
  if (formulas.all) warnings.push(`Trang “${grid.name}” có ${formulas.all} ô công thức; cổng lấy kết quả lưu trong tệp, không tính lại${formulas.empty ? `, ${formulas.empty} ô chưa có kết quả` : ''}.`)
  return grid
}

function merge(grid: Grid, merges: { startRow: number; startCol: number; endRow: number; endCol: number }[]): void {
  const right = width(grid) - 1
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const cell = grid.rows[startRow]?.[startCol] ?? null
    // A merge may name all rows or columns of a sheet.
    const bottom = Math.min(endRow, grid.rows.length - 1)
    const last = Math.min(endCol, Math.max(right, startCol))
    if (cell) Object.assign(cell, { bottom, right: last })
    for (let row = startRow; row <= bottom; row++) for (let at = startCol; at <= last; at++) grid.rows[row]![at] = cell
  }
}

const look = (cell: FileCell | undefined) => {
  const fonts = [cell?.style?.font, ...(cell?.richText ?? []).map(run => run.font ?? cell?.style?.font)].slice(cell?.richText?.length ? 1 : 0)
  return { struck: fonts.length > 0 && fonts.every(font => font?.strikethrough === true), bold: fonts.some(font => font?.bold === true) }
}

function wordsOf(value: CellValue, cell: FileCell | undefined): { text: string; number: number | null } {
  const format = cell?.style?.numFmt ?? ''
  if (value instanceof Date) return { text: dateWords(value, format), number: null }
  if (typeof value === 'number') return { text: numberWords(value, format), number: value }
  // A formula that has no value is shown as it stands: it is never computed here.
  if (value === null || value === undefined || value === '') return { text: cell?.formula ? clean(`=${cell.formula}`) : '', number: null }
  return { text: clean(String(value)).trim(), number: null }
}

const two = (value: number) => String(value).padStart(2, '0')

/** The date as the format shows it: without a day where the format has none. */
function dateWords(date: Date, format: string): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const said = format.replace(/\[[^\]]*\]|"[^"]*"/g, '').toLowerCase()
  if (/m/.test(said) && !/d/.test(said) && /y/.test(said)) return `${two(month)}/${year}`
  if (said !== '' && /d/.test(said) && !/dd/.test(said)) return `${day}/${/mm/.test(said) ? two(month) : month}/${year}`
  return `${two(day)}/${two(month)}/${year}`
}

/** 0,95 in a percent format is "95%"; "3.10" keeps its nought. */
function numberWords(value: number, format: string): string {
  const shown = format.split(';')[0]!.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')
  const places = /[0#]\.(0+)/.exec(shown)?.[1]!.length
  if (shown.includes('%')) return `${Number((value * 100).toFixed(places ?? 2))}%`.replace('.', ',')
  if (places !== undefined && !shown.includes(',')) return value.toFixed(places)
  return String(Number(value.toFixed(6)))
}
