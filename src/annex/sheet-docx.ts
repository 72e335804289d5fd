// Word documents as paragraphs and tables in order: automatic numbers written out, tracked changes taken as accepted, hidden text left out.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { damaged, officeParts } from '../admin/archive.ts'
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'
import type { Cell, Grid, Source } from './grid.ts'
import { readNumbering, type Numbering } from './word-numbering.ts'

export interface Paragraph {
  /** What Word counts before it ("2.", "-"), '' for none. */
  label: string
  text: string
  bold: boolean
  struck: boolean
}
export type Block = { paragraph: Paragraph; grid?: undefined } | { grid: Grid; paragraph?: undefined }

/** @param bytes a file that checkOffice let through. Throws Invalid({ file }) with a Vietnamese sentence for what is damaged. */
export async function readBlocks(bytes: Uint8Array): Promise<{ blocks: Block[]; warnings: string[] }> {
  const warnings: string[] = []
  try {
    const parts = await officeParts(bytes, ['word/document.xml', 'word/numbering.xml', 'word/styles.xml'])
    const reader = new Reader(readNumbering(parts.get('word/numbering.xml'), parts.get('word/styles.xml')))
    reader.read(parts.get('word/document.xml')!)
    if (reader.tracked) warnings.push('Tệp còn theo dõi thay đổi (Track Changes): chữ thêm được lấy, chữ xóa được bỏ.')
    return { blocks: reader.blocks, warnings }
  } catch { throw new Invalid({ file: damaged }) }
}

/** The same as tables with the text before each. */
export async function readTables(bytes: Uint8Array): Promise<Source> {
  const { blocks, warnings } = await readBlocks(bytes)
  const grids: Grid[] = []
  let before: string[] = []
  for (const { paragraph, grid } of blocks) {
    if (grid) { grids.push({ ...grid, name: `Bảng ${grids.length + 1}`, before }); before = [] }
    else if (paragraph.text || paragraph.label) before.push(wordsOf(paragraph))
  }
  return { grids, after: before, warnings }
}

export const wordsOf = ({ label, text }: Paragraph): string => (label && text ? `${label} ${text}` : label || text)

interface OpenParagraph { text: string; list: string | null; level: number; style: string | null; letters: number; bold: number; struck: number }
interface OpenCell { span: number; merge: 'restart' | 'continue' | null; paragraphs: Paragraph[] }
interface OpenTable { grid: Grid; row: { cells: (Cell | null)[]; hidden: boolean; deleted: boolean } | null; cell: OpenCell | null }

// What stands in these is not in the document as it is read: removed, moved away, old looks, a second copy for old programs, codes of fields.
const skipped = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText', 'w:pPrChange', 'w:rPrChange', 'w:tcPrChange', 'w:trPrChange', 'w:tblPrChange', 'w:sectPrChange', 'w:numberingChange', 'w:tblGridChange'])

class Reader {
  readonly blocks: Block[] = []
  tracked = false
  private readonly tables: OpenTable[] = []
  private readonly paragraphs: OpenParagraph[] = []
  private readonly path: string[] = []
  private run = { bold: false, struck: false, hidden: false }
  private skipping = 0
  private readonly numbering: Numbering

  constructor(numbering: Numbering) { this.numbering = numbering }

  read(xml: string): void {
    const parser = new SaxesParser()
    parser.on('error', error => { throw error })
    parser.on('opentag', tag => { this.open(tag) })
    parser.on('closetag', ({ name }) => { this.close(name) })
    parser.on('text', text => { if (!this.skipping && this.path.at(-1) === 'w:t') this.add(text) })
    parser.write(xml).close()
  }

  private add(text: string): void {
    const paragraph = this.paragraphs.at(-1)
    if (!paragraph || this.run.hidden) return
    paragraph.text += text
    const letters = text.trim().length
    paragraph.letters += letters
    if (this.run.bold) paragraph.bold += letters
    if (this.run.struck) paragraph.struck += letters
  }

  private open({ name, attributes }: SaxesTagPlain): void {
    const parent = this.path.at(-1)
    this.path.push(name)
    if (name === 'w:ins' || name === 'w:del' || name === 'w:moveTo' || name === 'w:moveFrom') this.tracked = true
    if (this.skipping || skipped.has(name)) {
      if (name === 'w:del' && parent === 'w:trPr' && !this.skipping) this.tables.at(-1)!.row!.deleted = true
      this.skipping++
      return
    }
    const value = attributes['w:val']
    const on = value === undefined || !/^(?:0|false|off|none)$/.test(value)
    const table = this.tables.at(-1)
    const paragraph = this.paragraphs.at(-1)
    switch (name) {
      case 'w:tbl': this.tables.push({ grid: { name: '', kind: 'table', rows: [], hiddenRows: new Set(), before: [] }, row: null, cell: null }); break
      case 'w:tr': if (table) table.row = { cells: [], hidden: false, deleted: false }; break
      case 'w:gridBefore': table?.row?.cells.push(...Array<null>(Math.min(Number(value), 200)).fill(null)); break
      case 'w:hidden': if (parent === 'w:trPr' && on && table?.row) table.row.hidden = true; break
      case 'w:tc': if (table) table.cell = { span: 1, merge: null, paragraphs: [] }; break
      case 'w:gridSpan': if (table?.cell && parent === 'w:tcPr') table.cell.span = Math.max(1, Math.min(Number(value) || 1, 200)); break
      case 'w:vMerge': if (table?.cell && parent === 'w:tcPr') table.cell.merge = value === 'restart' ? 'restart' : 'continue'; break
      case 'w:p': this.paragraphs.push({ text: '', list: null, level: 0, style: null, letters: 0, bold: 0, struck: 0 }); break
      case 'w:pStyle': if (paragraph) paragraph.style = value ?? null; break
      case 'w:ilvl': if (paragraph && parent === 'w:numPr') paragraph.level = Number(value); break
      case 'w:numId': if (paragraph && parent === 'w:numPr') paragraph.list = value ?? null; break
      case 'w:r': this.run = { bold: false, struck: false, hidden: false }; break
      case 'w:b': if (parent === 'w:rPr') this.run.bold = on; break
      case 'w:strike': case 'w:dstrike': if (parent === 'w:rPr') this.run.struck = on; break
      case 'w:vanish': if (parent === 'w:rPr' && this.path.at(-3) === 'w:r') this.run.hidden = on; break
      case 'w:tab': if (parent === 'w:r') this.add('\t'); break
      case 'w:br': case 'w:cr': if (parent === 'w:r') this.add('\n'); break
      case 'w:noBreakHyphen': this.add('-'); break
    }
  }

  private close(name: string): void {
    this.path.pop()
    if (this.skipping) { this.skipping--; return }
    if (name === 'w:p') this.endParagraph()
    else if (name === 'w:tc') this.endCell()
    else if (name === 'w:tr') this.endRow()
    else if (name === 'w:tbl') this.endTable()
    else if (name === 'w:r') this.run = { bold: false, struck: false, hidden: false }
  }

  private endParagraph(): void {
    const { text, list, level, style, letters, bold, struck } = this.paragraphs.pop()!
    const cell = this.tables.at(-1)?.cell
    // What is merged into the cell above is not shown, and not counted.
    const label = cell?.merge === 'continue' ? '' : this.numbering.next({ list: list === '0' ? '' : list, level, style }).trim()
    const paragraph = { label, text: clean(text).trim(), bold: letters > 0 && bold >= letters, struck: letters > 0 && struck >= letters }
    if (cell) cell.paragraphs.push(paragraph)
    else if (!this.tables.length) this.blocks.push({ paragraph })
  }

  private endCell(): void {
    const table = this.tables.at(-1)
    if (!table?.cell || !table.row) return
    const { span, merge, paragraphs } = table.cell
    const { cells } = table.row
    const [top, left] = [table.grid.rows.length, cells.length]
    const above = merge === 'continue' ? table.grid.rows[top - 1]?.[left] : undefined
    if (above) above.bottom = top
    const said = paragraphs.filter(({ label, text }) => label || text)
    const cell: Cell = above ?? {
      text: said.map(wordsOf).join('\n'), number: null, formula: null, struck: said.length > 0 && said.every(one => one.struck), bold: said.some(one => one.bold),
      top, left, bottom: top, right: left + span - 1,
    }
    for (let at = 0; at < span; at++) cells.push(cell)
    table.cell = null
  }

  private endRow(): void {
    const table = this.tables.at(-1)
    if (!table?.row) return
    if (table.row.hidden) table.grid.hiddenRows.add(table.grid.rows.length)
    table.grid.rows.push(table.row.deleted ? [] : table.row.cells)
    table.row = null
  }

  private endTable(): void {
    const { grid } = this.tables.pop()!
    const outer = this.tables.at(-1)?.cell
    if (!outer) { this.blocks.push({ grid }); return }
    // A table inside a cell is read as that cell's text.
    for (const row of grid.rows) outer.paragraphs.push({ label: '', text: [...new Set(row)].map(cell => cell?.text ?? '').filter(Boolean).join(' '), bold: false, struck: false })
  }
}
