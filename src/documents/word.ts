// The pieces of a Word file: runs, paragraphs, ruled lines, tables and sections as WordprocessingML.
import type { Align, Laid, Role, Run } from './body.ts'
import { linesOf } from './measures.ts'
import type { LaidCell, LaidRow, LaidTable } from './table.ts'
import { paper, twips, type Layout } from './page.ts'

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Style of each part; their measures stand in file.ts. */
export const styleOf = {
  heading1: 'Heading1', heading2: 'Heading2', heading3: 'Heading3', text: 'Normal', quote: 'Quote', source: 'Source', head: 'Head', cell: 'Cell',
} as const satisfies Record<Role | 'head' | 'cell', string>

export interface ParagraphForm {
  style?: keyof typeof styleOf
  align?: Align
  /** Space before and after, in points; indents from both sides and of the first line, in twips. */
  before?: number; after?: number; left?: number; right?: number; first?: number
  keepWithNext?: boolean
  /** Size of its letters in points, when not that of the style. */
  size?: number
}

function runXml({ text, bold, italic, raised }: Run, size?: number): string {
  const form = (bold ? '<w:b/><w:bCs/>' : '') + (italic ? '<w:i/><w:iCs/>' : '') + (size ? `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>` : '')
    + (raised ? '<w:vertAlign w:val="superscript"/>' : '')
  return `<w:r>${form ? `<w:rPr>${form}</w:rPr>` : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
}

export function paragraphXml(runs: readonly Run[], { style = 'text', align, before, after, left, right, first, keepWithNext, size }: ParagraphForm = {}): string {
  const spacing = (before === undefined ? '' : ` w:before="${twips.ofPoints(before)}"`) + (after === undefined ? '' : ` w:after="${twips.ofPoints(after)}"`)
  const indents = (left === undefined ? '' : ` w:left="${left}"`) + (right === undefined ? '' : ` w:right="${right}"`) + (first === undefined ? '' : ` w:firstLine="${first}"`)
  const form = (style === 'text' ? '' : `<w:pStyle w:val="${styleOf[style]}"/>`) + (keepWithNext ? '<w:keepNext/>' : '')
    + (spacing && `<w:spacing${spacing}/>`) + (indents && `<w:ind${indents}/>`) + (align ? `<w:jc w:val="${align}"/>` : '')
  return `<w:p>${form && `<w:pPr>${form}</w:pPr>`}${runs.map(run => runXml(run, size)).join('')}</w:p>`
}

/** A solid line `wide` twips long in the middle of `within`. It is a border, so that no drawing can slip when the text is edited. */
export function lineXml(wide: number, within: number, after = 0): string {
  const side = Math.max(0, Math.round((within - wide) / 2))
  return `<w:p><w:pPr><w:pStyle w:val="Head"/><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`
    + `<w:spacing w:before="20" w:after="${twips.ofPoints(after)}" w:line="80" w:lineRule="exact"/><w:ind w:left="${side}" w:right="${side}"/></w:pPr></w:p>`
}

/** A table without lines, for what stands side by side: heads of documents, signatures. `cells` are rows of finished paragraphs. */
export function sideBySideXml(widths: readonly number[], cells: readonly (readonly string[])[]): string {
  const rows = cells.map(row => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${row.map((content, index) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/></w:tcPr>${content || '<w:p><w:pPr><w:pStyle w:val="Head"/></w:pPr></w:p>'}</w:tc>`).join('')}</w:tr>`)
  const noMargins = ['top', 'left', 'bottom', 'right'].map(side => `<w:${side} w:w="0" w:type="dxa"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>${noMargins}</w:tblCellMar></w:tblPr>`
    + `<w:tblGrid>${widths.map(width => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

// A row longer than this may run over the page; a shorter one would look torn.
const longRow = 1_500

// Rows joined by a merged cell stay on one page while they are few; more would leave pages half empty.
const fewRows = 6

export function tableXml({ widths, head, rows }: LaidTable, width: number, size: number): string {
  const columns = widths.map(share => Math.floor(share * width))
  columns[columns.length - 1]! += width - sum(columns)
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')
  const heights = headHeights(head, columns, size)
  let joined = 0
  const row = ({ group, cells }: LaidRow, headRow: number | null) => {
    const isHead = headRow !== null
    for (const { covered, down } of cells) if (!covered && down <= fewRows) joined = Math.max(joined, down)
    const keepWithNext = isHead || group || joined > 1
    joined--
    const letters = sum(cells.map(cell => cell.paragraphs.reduce((count, runs) => count + sum(runs.map(run => run.text.length)), 0)))
    const form = (letters < longRow ? '<w:cantSplit/>' : '') + (isHead ? `<w:trHeight w:val="${heights[headRow]}" w:hRule="atLeast"/><w:tblHeader/>` : '')
    return `<w:tr>${form && `<w:trPr>${form}</w:trPr>`}${cells.map(cell => {
      const merged = (cell.across > 1 ? `<w:gridSpan w:val="${cell.across}"/>` : '') + (cell.covered ? '<w:vMerge/>' : cell.down > 1 ? '<w:vMerge w:val="restart"/>' : '')
      const wide = sum(columns.slice(cell.column, cell.column + cell.across))
      const contents = cell.paragraphs.map(runs => paragraphXml(runs, { style: 'cell', align: cell.align === 'left' ? undefined : cell.align, keepWithNext }))
      return `<w:tc><w:tcPr><w:tcW w:w="${wide}" w:type="dxa"/>${merged}<w:vAlign w:val="center"/></w:tcPr>${contents.join('')}</w:tc>`
    }).join('')}</w:tr>`
  }
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${sides}</w:tblBorders><w:tblLayout w:type="fixed"/>`
    + `<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>`
    + `<w:tblGrid>${columns.map(column => `<w:gridCol w:w="${column}"/>`).join('')}</w:tblGrid>`
    + `${head.map((one, index) => row(one, index)).join('')}${rows.map(one => row(one, null)).join('')}</w:tbl>`
}

/** Heights that the header rows need, in twips: LibreOffice cuts merged titles off on following pages where a row does not say. */
function headHeights(head: readonly LaidRow[], columns: readonly number[], size: number): number[] {
  const heights = head.map(() => 0)
  const need = (cell: LaidCell) => {
    const wide = sum(columns.slice(cell.column, cell.column + cell.across)) - 120
    return 80 + sum(cell.paragraphs.map(runs => linesOf(runs.map(run => run.text).join(''), { size, bold: true }, wide))) * size * 23
  }
  const all = head.flatMap(({ cells }, row) => cells.filter(cell => !cell.covered).map(cell => ({ row, down: cell.down, need: need(cell) })))
  for (const { row, down, need: high } of all.toSorted((a, b) => a.down - b.down)) {
    const missing = high - sum(heights.slice(row, row + down))
    if (missing > 0) for (let each = row; each < row + down; each++) heights[each]! += Math.ceil(missing / down)
  }
  return heights
}

/** A laid body. `keepLast` keeps its last paragraph on the page of what follows. */
export function bodyXml(body: readonly Laid[], width: number, tableSize: number, keepLast = false): string {
  return body.map((item, index) => {
    if (item.kind === 'table') return tableXml(item, width, tableSize) + (body[index + 1]?.kind === 'text' ? gapXml(6) : '')
    // Only what departs from the style is written: text is justified with its first line set in.
    const plain = item.align === 'both' || (item.align === 'left' && item.role === 'source')
    const align: ParagraphForm = plain ? {} : item.role === 'quote' ? { align: item.align } : { align: item.align, first: 0 }
    return paragraphXml(item.runs, { style: item.role, ...align, keepWithNext: keepLast && index === body.length - 1 })
  }).join('')
}

/** Space of some points, for after tables; Word would make one table of two that touch. */
export const gapXml = (points: number): string =>
  `<w:p><w:pPr><w:pStyle w:val="Head"/><w:spacing w:before="0" w:after="0" w:line="${twips.ofPoints(points)}" w:lineRule="exact"/></w:pPr></w:p>`

/** Paper, margins and page numbers of what stands before it; each section counts its pages from 1 and hides the first number. */
export function sectionXml(layout: Layout, landscape: boolean): string {
  const [width, height] = landscape ? [paper.long, paper.short] : [paper.short, paper.long]
  const margins = (['top', 'right', 'bottom', 'left'] as const).map(side => `w:${side}="${twips.ofMillimetres(layout[side])}"`).join(' ')
  return `<w:sectPr><w:headerReference w:type="default" r:id="number"/><w:headerReference w:type="first" r:id="first"/><w:type w:val="nextPage"/>`
    + `<w:pgSz w:w="${width}" w:h="${height}"${landscape ? ' w:orient="landscape"' : ''}/>`
    + `<w:pgMar ${margins} w:header="${twips.ofMillimetres(layout.top / 2)}" w:footer="${twips.ofMillimetres(layout.bottom / 2)}" w:gutter="0"/>`
    + `<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>`
}

/** Ends a section inside the text: the section's form stands in a paragraph of its own, as small as can be. */
export const sectionEndXml = (section: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="Head"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`
