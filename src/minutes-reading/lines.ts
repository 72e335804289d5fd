// The lines of minutes, from a Word file or from text, with the number or bullet that stands before each.
import type { Block } from '../annex/sheet-docx.ts'
import { clean, fold, line } from '../text.ts'

export type LabelKind = 'roman' | 'number' | 'letter' | 'bullet' | 'none'

export interface Label {
  kind: LabelKind
  /** As it is shown, without signs: 'III', 'A', '1', '4.2', 'a', '' for a bullet. */
  no: string
  /** What the joined text of a conclusion keeps of it: 'a)', '-'. */
  shown: string
  /** The sign of a bullet: "*" over "-". */
  sign?: string
}

export interface Line extends Label {
  /** Without the label, in one line. */
  text: string
  /** The cells of a table's row, in order; empty for other lines. */
  cells: string[]
}

const none: Label = { kind: 'none', no: '', shown: '' }
const inOrder = ['nhat|mot', 'hai', 'ba', 'tu|bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']

/** 2 for "hai" and "2"; 0 for what is no number. The words are folded. */
export const ordinalOf = (word: string): number => (/^\d+$/.test(word) ? Number(word) : inOrder.findIndex(one => one.split('|').includes(word)) + 1)

const labels: [RegExp, (match: RegExpExecArray) => Label][] = [
  [/^(?:kết luận|kl)\s*(?:số|thứ)?\s*(\d{1,3})\s*[:.)–-]?\s+/iu, ([, no]) => ({ kind: 'number', no: no!, shown: `${no}.` })],
  [/^(?:kết luận\s+)?thứ\s+(\p{L}+)\s*[,:.–-]\s*(?:là\s*[,:]?\s*)?/iu, ([, word]) => byWord(word!)],
  [/^(\p{L}+) là\s*[,:–-]\s*/iu, ([, word]) => byWord(word!)],
  [/^([IVX]{1,5})\s*(?:[.)/:]|\s[-–])\s*(?=\S)/u, ([, no]) => ({ kind: 'roman', no: no!, shown: `${no}.` })],
  [/^([A-HĐ])\s*[.)/]\s*(?=\p{Lu})/u, ([, no]) => ({ kind: 'roman', no: no!, shown: `${no}.` })],
  [/^\(?(\d{1,3}(?:\.\d{1,2}){0,3})\s*(?:[.):]|\/(?!\s*\d))\)?\s*(?!\d)(?=\S)/u, ([, no]) => ({ kind: 'number', no: no!, shown: `${no}.` })],
  [/^(\d{1,3}(?:\.\d{1,2}){1,3})\s+(?=\p{Lu})/u, ([, no]) => ({ kind: 'number', no: no!, shown: `${no}.` })],
  [/^(\d{1,3})\s*[-–]\s+(?=\p{Lu})/u, ([, no]) => ({ kind: 'number', no: no!, shown: `${no}.` })],
  [/^\(?([a-zđ])\s*[.)]\s*(?=\S)/u, ([, no]) => ({ kind: 'letter', no: no!, shown: `${no})` })],
  [/^([-–—•●▪◦○*+·§■□✓➢])[-–*+]*\s*(?=[^\s\d]|\d+ )/u, ([, sign]) => ({ kind: 'bullet', no: '', shown: '-', sign: sign!.replace(/[–—]/, '-') })],
]

const byWord = (word: string): Label => { const no = ordinalOf(fold(word)); return no ? { kind: 'number', no: String(no), shown: `${no}.` } : none }

/** The lines of a text. A number alone before a tab counts: "1.⇥Về …". */
export function linesOfText(text: string): Line[] {
  return clean(text).split(/[\n\u000B\u2028\u2029]/).flatMap(raw => {
    const cells = raw.split('\t').map(line)
    const [first, ...rest] = cells
    if (rest.length === 1 && /^\(?[\dIVXa-z.]{1,6}[.)]?$/u.test(first!)) return oneLine(/[.)]$/.test(first!) ? `${first} ${rest[0]}` : `${first}. ${rest[0]}`)
    if (cells.filter(Boolean).length > 1) return [{ ...none, text: cells.filter(Boolean).join(' '), cells }]
    return oneLine(line(raw))
  })
}

/** The lines of a Word document: its tables by rows, or by lines where the cells hold several. */
export const linesOfBlocks = (blocks: Block[]): Line[] => blocks.flatMap(({ paragraph, grid }) => {
  if (paragraph) return paragraph.label ? oneLine(`${paragraph.label} ${line(paragraph.text)}`) : paragraph.text.split('\n').flatMap(part => oneLine(line(part)))
  return grid.rows.flatMap((row, top) => {
    const texts = row.filter((cell, at) => cell && cell.left === at && cell.top === top).map(cell => cell!.text)
    if (texts.some(text => text.includes('\n')) && row.length <= 2) return texts.flatMap(text => text.split('\n').flatMap(part => oneLine(line(part))))
    return [{ ...none, text: texts.map(line).filter(Boolean).join(' '), cells: texts.map(line) }]
  })
})

function oneLine(text: string): Line[] {
  if (!/[\p{L}\d]/u.test(text)) return []
  for (const [pattern, of] of labels) {
    const match = pattern.exec(text)
    const label = match ? of(match) : none
    if (match && label.kind !== 'none') return [{ ...label, text: text.slice(match[0].length), cells: [] }]
  }
  return [{ ...none, text, cells: [] }]
}
