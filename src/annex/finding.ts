// Which table of a file is the annex, and where its header stands among title blocks, headings and signature tables.
import { Invalid } from '../errors.ts'
import { line, searchable } from '../text.ts'
import { fieldOf, mapColumns, type Columns, type Mapping } from './columns.ts'
import { ownCells, width, type Cell, type Grid, type Source } from './grid.ts'

export interface Annex {
  grid: Grid
  /** First and last row of the header, as indexes into the grid. */
  header: { first: number; last: number }
  columns: Columns
}

export interface Kept { fingerprint: string; of: Mapping }

const mostRowsAbove = 150
const mostHeaderRows = 4

/**
 * The annex, its continuations in later tables of a Word file joined to it.
 * Throws Invalid({ file }) with what was looked for when no table has such a header.
 */
export function findAnnex(source: Source, kept: Kept[] = []): Annex & { others: string[] } {
  const found = source.grids.flatMap(grid => { const annex = headed(grid, kept); return annex ? [{ annex, worth: worth(annex) }] : [] })
  const best = found.toSorted((a, b) => b.worth - a.worth)[0]?.annex
  if (!best) throw new Invalid({ file: 'Không thấy bảng phân công trong tệp. Cổng tìm một dòng đầu bảng có “Nhiệm vụ” (hoặc “Nội dung công việc”) cùng “Đơn vị chủ trì” hoặc “Thời hạn”.' })
  const others = found.map(({ annex }) => annex).filter(annex => annex !== best && (annex.grid.kind === 'sheet' || annex.columns.fingerprint !== best.columns.fingerprint))
  return { ...(best.grid.kind === 'table' ? joined(source, best, found.map(({ annex }) => annex)) : best), others: others.map(({ grid }) => grid.name) }
}

/** Who does what until when makes an annex; a table of figures has as many columns. */
const worth = ({ grid, header, columns: { of, periods } }: Annex): number =>
  Object.keys(of).length * 10 + (of.lead === undefined ? 0 : 20) + (of.deadline === undefined && !periods.length ? 0 : 25) + Math.min(grid.rows.length - header.last, 60)

function headed(grid: Grid, kept: Kept[]): Annex | undefined {
  let best: { annex: Annex; count: number } | undefined
  for (let first = 0; first < Math.min(grid.rows.length, mostRowsAbove); first++) {
    if (ownCells(grid, first).length < 2) continue
    for (let last = first; last < Math.min(first + mostHeaderRows, grid.rows.length) && (last === first || isLowerHeader(grid, first, last)); last++) {
      const headers = headersOf(grid, first, last)
      const columns = mapColumns(headers)
      const remembered = kept.find(({ fingerprint }) => fingerprint === columns.fingerprint)
      const mapped = remembered ? mapColumns(headers, remembered) : columns
      if (!isAnnex(mapped)) continue
      const count = Object.keys(mapped.of).length + (mapped.periods.length ? 1.5 : 0)
      // Lower words belong to the header as long as they take nothing away.
      if (!best || count >= best.count) best = { annex: { grid, header: { first, last: Math.max(last, bottomOf(grid, first, last)) }, columns: mapped }, count }
    }
    if (best) break
  }
  return best && withTitle(best.annex)
}

const isAnnex = ({ of, periods }: Columns): boolean => {
  const firm = [of.lead, of.deadline, of.coordinators, of.product, of.start, of.budget].filter(at => at !== undefined).length + (periods.length ? 1 : 0)
  return of.title === undefined ? of.no !== undefined && firm >= 3 : firm >= 2 || (firm === 1 && (of.no !== undefined || of.lead !== undefined))
}

/** Words of each column, upper and lower cells parted by '|'; what spans the whole table is a title, not a header. */
function headersOf(grid: Grid, first: number, last: number): string[] {
  const columns = width(grid)
  return Array.from({ length: columns }, (_, column) => {
    const cells = new Set<Cell>()
    for (let row = first; row <= last; row++) {
      const cell = grid.rows[row]?.[column] ?? openAbove(grid, first, row, column)
      if (cell && cell.top >= first && cell.text && !(cell.left === 0 && cell.right >= columns - 1 && columns > 1)) cells.add(cell)
    }
    return [...cells].map(({ text }) => line(text).replace(/\|/g, ' ')).join('|')
  })
}

/** A header over two columns that were not merged: the words stand over the first only. */
function openAbove(grid: Grid, first: number, row: number, column: number): Cell | null {
  if (row !== first || !grid.rows[first + 1]?.[column]?.text || !fieldOf(grid.rows[first + 1]![column]!.text)) return null
  for (let left = column - 1; left >= 0; left--) {
    const cell = grid.rows[first]?.[left]
    if (cell?.text) return grid.rows[first + 1]?.[left]?.text ? cell : null
  }
  return null
}

/** Whether a row goes on with the header: cells merged from above, and lower words under them. */
function isLowerHeader(grid: Grid, first: number, row: number): boolean {
  const own = ownCells(grid, row)
  const merged = (grid.rows[row] ?? []).some(cell => cell && cell.top >= first && cell.top < row && cell.text)
  if (!own.length) return merged
  if (own.some(({ text }) => text.length > 60)) return false
  // Under a header over several columns, merged or not: its own column holds words, the next none.
  const under = (at: number) => { const cell = grid.rows[row - 1]?.[at]; return !cell?.text || cell.right > cell.left || (!grid.rows[row - 1]?.[at + 1]?.text && own.some(({ left }) => left === at + 1)) }
  if (!own.every(({ left }) => under(left))) return false
  const numbers = (grid.rows[first] ?? []).findIndex(cell => cell && fieldOf(cell.text) === 'no')
  if (own.some(({ left, right }) => left === numbers || right - left > 3) || /^\d/.test(own[0]!.text)) return false
  return own.every(({ text }) => fieldOf(text) !== null || /^(?:quý|tháng|t)\s*\S{1,3}$|^[ivx]{1,4}$/iu.test(text))
}

const bottomOf = (grid: Grid, first: number, last: number): number =>
  Math.max(last, ...(grid.rows[last] ?? []).map(cell => (cell && cell.top >= first && cell.right - cell.left < 3 && cell.bottom - cell.top < mostHeaderRows ? cell.bottom : last)))

/** Where no header names the work, it stands in the column with the longest words. */
function withTitle(annex: Annex): Annex {
  const { columns: { of }, grid, header } = annex
  if (of.title !== undefined) return annex
  const taken = new Set(Object.values(of))
  const lengths = Array.from({ length: width(grid) }, (_, column) => (taken.has(column) ? -1
    : grid.rows.slice(header.last + 1, header.last + 200).reduce((sum, row) => sum + (row[column]?.text.length ?? 0), 0)))
  const title = lengths.indexOf(Math.max(...lengths))
  if (title >= 0 && lengths[title]! > 0) of.title = title
  return annex
}

/** A table that goes on after a page break or a title between: further tables of the same columns. */
function joined({ grids }: Source, annex: Annex, headedOnes: Annex[]): Annex {
  const at = grids.indexOf(annex.grid)
  const columns = width(annex.grid)
  const grid: Grid = { ...annex.grid, rows: [...annex.grid.rows], hiddenRows: new Set(annex.grid.hiddenRows) }
  for (const next of grids.slice(at + 1)) {
    const again = headedOnes.find(one => one.grid === next)
    const same = again?.columns.fingerprint === annex.columns.fingerprint
    if (!same && (again || width(next) !== columns || columns < 3)) break
    for (const text of next.before) grid.rows.push(wholeRow(text, grid.rows.length, columns))
    const offset = grid.rows.length - (same ? again.header.last + 1 : 0)
    const rows = same ? next.rows.slice(again.header.last + 1) : next.rows
    for (const cell of new Set(rows.flat())) if (cell) { cell.top += offset; cell.bottom += offset }
    for (const row of next.hiddenRows) grid.hiddenRows.add(row + offset)
    grid.rows.push(...rows)
  }
  return { ...annex, grid }
}

function wholeRow(text: string, row: number, columns: number): Cell[] {
  const cell: Cell = { text, number: null, formula: null, struck: false, bold: false, top: row, left: 0, bottom: row, right: columns - 1 }
  return Array.from({ length: columns }, () => cell)
}

/** Recognises rows below that repeat the header, as on every printed page. */
export function headerAgain({ grid, header, columns: { of } }: Annex): (row: number) => boolean {
  const known = new Set<string>()
  for (let at = header.first; at <= header.last; at++) for (const cell of ownCells(grid, at)) known.add(searchable(cell.text))
  return row => {
    const own = ownCells(grid, row)
    return own.length >= 2 && own.every(({ text }) => text.length < 90 && known.has(searchable(text))) && own.some(({ left }) => left === of.title || left === of.lead || left === of.coordinators)
  }
}
