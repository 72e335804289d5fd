// A table of an office file as a grid: merged cells stand in every place that they cover, whichever program wrote it.

export interface Cell {
  /** In NFC, with its line breaks; '' when empty. */
  text: string
  /** A number of the workbook, not one that was typed as words. */
  number: number | null
  /** The formula of the workbook without its sign =; `text` is what was computed last. */
  formula: string | null
  struck: boolean
  bold: boolean
  top: number
  left: number
  /** The last row and column that it covers. */
  bottom: number
  right: number
}

export interface Grid {
  /** Name of the sheet, or 'Bảng 2'. */
  name: string
  kind: 'sheet' | 'table'
  /** `rows[n]` is row n + 1 of the file's sheet or table. */
  rows: (Cell | null)[][]
  hiddenRows: Set<number>
  /** Lines of text before it, up to the table before. */
  before: string[]
}

/** An office file as tables and the text around them. */
export interface Source { grids: Grid[]; after: string[]; warnings: string[] }

export const width = ({ rows }: Grid): number => rows.reduce((most, row) => Math.max(most, row.length), 0)

/** Cells that begin in a row, from left to right; what is merged from above is left out. */
export const ownCells = (grid: Grid, row: number): Cell[] =>
  [...new Set(grid.rows[row] ?? [])].filter((cell): cell is Cell => cell !== null && cell.top === row && cell.text !== '')
