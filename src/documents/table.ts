// Tables of documents: columns, header rows that repeat on each page, group rows, cells merged across and down.
import type { Run, Words } from './body.ts'

export interface Cell { text: Words; /** Columns it covers. */ across?: number; /** Rows it covers. */ down?: number; align?: 'left' | 'center' | 'right'; bold?: boolean }
/** A group row is bold and stays with the row after it. */
export interface Row { cells: readonly (Words | Cell)[]; group?: boolean }
export interface Column { title: Words; /** Share of the whole width; any scale. */ width: number; align?: 'left' | 'center' | 'right' }
export interface Table {
  columns: readonly Column[]
  /** Header rows, when titles stand in several; otherwise the columns' titles are the header. */
  head?: readonly Row[]
  rows: readonly Row[]
}

export interface LaidCell {
  column: number
  across: number
  down: number
  /** Covered by the cell above; it stands here only because Word files name it. */
  covered: boolean
  align: 'left' | 'center' | 'right'
  paragraphs: Run[][]
}
export interface LaidRow { group: boolean; cells: LaidCell[] }
export interface LaidTable { /** Shares of the whole, 1 in sum. */ widths: number[]; head: LaidRow[]; rows: LaidRow[] }

/** Places every cell. Throws an Error that names the row when its cells are too few or too many. */
export function laidTable(table: Table, paragraphs: (words: Words) => Run[][]): LaidTable {
  const all = table.columns.reduce((sum, column) => sum + column.width, 0)
  const head = table.head ?? [{ cells: table.columns.map(column => column.title) }]
  return {
    widths: table.columns.map(column => column.width / all),
    head: placed(head, table.columns, paragraphs, true),
    rows: placed(table.rows, table.columns, paragraphs, false),
  }
}

const isCell = (cell: Words | Cell): cell is Cell => typeof cell === 'object' && 'text' in cell

function placed(rows: readonly Row[], columns: readonly Column[], paragraphs: (words: Words) => Run[][], isHead: boolean): LaidRow[] {
  // What still hangs down from above into each column: the cell and the rows it has left.
  const hanging: ({ cell: LaidCell; left: number } | null)[] = columns.map(() => null)
  return rows.map((row, index) => {
    const cells: LaidCell[] = []
    const waiting = [...row.cells]
    const wrong = (what: string) => new Error(`row ${index + 1} of the table has ${what} cells for its ${columns.length} columns`)
    for (let column = 0; column < columns.length;) {
      const above = hanging[column]
      if (above) {
        cells.push({ ...above.cell, covered: true, paragraphs: [[]] })
        if (--above.left === 0) hanging[column] = null
        column += above.cell.across
        continue
      }
      const next = waiting.shift()
      if (next === undefined) throw wrong('too few')
      const given: Cell = isCell(next) ? next : { text: next }
      const across = given.across ?? 1
      const down = Math.min(given.down ?? 1, rows.length - index)
      if (column + across > columns.length || hanging.slice(column, column + across).some(Boolean)) throw wrong('too many')
      const heavy = isHead || row.group || given.bold
      const cell: LaidCell = {
        column, across, down, covered: false,
        align: given.align ?? (isHead ? 'center' : across > 1 ? 'left' : columns[column]!.align ?? 'left'),
        paragraphs: paragraphs(given.text).map(runs => (heavy ? runs.map(run => ({ ...run, bold: true })) : runs)),
      }
      cells.push(cell)
      if (down > 1) hanging[column] = { cell, left: down - 1 }
      column += across
    }
    if (waiting.length) throw wrong('too many')
    return { group: row.group ?? false, cells }
  })
}
