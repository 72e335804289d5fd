// The words that documents are written in: headings, clauses, paragraphs, lists, tables and quotations with their sources.
import { clean } from '../text.ts'
import { pointLetter, roman, upper } from './wording.ts'
import { laidTable, type LaidTable, type Table } from './table.ts'

export interface Span { text: string; bold?: boolean; italic?: boolean; /** What the words are taken from; shown as [1] and listed. */ source?: string }
/** Words are only words: nothing in them is read as markup. A line end starts a new paragraph where paragraphs can be. */
export type Words = string | readonly (string | Span)[]
export type Align = 'both' | 'left' | 'center' | 'right'

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: Words }
  | { kind: 'clause'; level: 2 | 3; text: Words }
  | { kind: 'article'; text: Words }
  | { kind: 'paragraph'; text: Words; align: Align }
  | { kind: 'list'; items: readonly Words[]; mark: string }
  | { kind: 'quote'; text: Words; source: string | null }
  | { kind: 'sources' }
  | { kind: 'table'; table: Table }

/** A numbered heading: 1 'I. MỤC TIÊU' (put into capitals), 2 '1. Yêu cầu', 3 'a) Thể chế'. Numbers start anew under each higher one. */
export const heading = (level: 1 | 2 | 3, text: Words): Block => ({ kind: 'heading', level, text })
/** A numbered paragraph that is no heading: 2 '1. Giao Văn phòng …', 3 'a) …'. It counts on with the headings of its level. */
export const clause = (level: 2 | 3, text: Words): Block => ({ kind: 'clause', level, text })
/** 'Điều 1. …', counted through the whole document; clauses inside start anew. */
export const article = (text: Words): Block => ({ kind: 'article', text })
export const paragraph = (text: Words, align: Align = 'both'): Block => ({ kind: 'paragraph', text, align })
/** Each item is a paragraph that starts with the mark. */
export const list = (items: readonly Words[], mark = '-'): Block => ({ kind: 'list', items, mark })
/** Words quoted as they stand, set in; `source` says from where. */
export const quote = (text: Words, source: string | null = null): Block => ({ kind: 'quote', text, source })
/** Where the sources of the cited words are listed; without it they stand at the end. */
export const sources = (): Block => ({ kind: 'sources' })
export const table = (contents: Table): Block => ({ kind: 'table', table: contents })

export const bold = (text: string): Span => ({ text, bold: true })
export const italic = (text: string): Span => ({ text, italic: true })
export const cited = (text: string, source: string): Span => ({ text, source })

export interface Run { text: string; bold?: boolean; italic?: boolean; raised?: boolean }
export type Role = 'heading1' | 'heading2' | 'heading3' | 'text' | 'quote' | 'source'
/** A body as it is set: numbers, marks and sources in place. The Word file and the printed page are both made of this. */
export type Laid = { kind: 'text'; role: Role; align: Align; runs: Run[] } | ({ kind: 'table' } & LaidTable)

/** Sets a body. Throws an Error when a table's rows do not fill its columns. */
export function laid(body: readonly Block[]): Laid[] {
  const out: Laid[] = []
  const cites: string[] = []
  let listed = false
  const counts = { article: 0, 1: 0, 2: 0, 3: 0 }
  const text = (role: Role, runs: Run[], align: Align = 'both') => { out.push({ kind: 'text', role, align, runs }) }
  const spans = (words: Words) => runsOf(words, cites)
  const numbered = (level: 1 | 2 | 3): string => {
    const count = ++counts[level]
    if (level < 3) counts[3] = 0
    if (level < 2) counts[2] = 0
    return level === 1 ? `${roman(count)}. ` : level === 2 ? `${count}. ` : `${pointLetter(count)}) `
  }
  const listSources = () => {
    if (!cites.length) return
    text('source', [{ text: 'Nguồn trích dẫn:', bold: true }], 'left')
    for (const [index, source] of cites.entries()) text('source', [{ text: `[${index + 1}] ${source}` }], 'left')
  }
  for (const block of body) {
    switch (block.kind) {
      case 'heading': {
        const runs = [{ text: numbered(block.level) }, ...oneLine(spans(block.text))]
        text(`heading${block.level}`, runs.map(run => ({ ...run, text: block.level === 1 ? upper(run.text) : run.text, bold: true })))
        break
      }
      case 'clause': {
        const [first = [], ...more] = lines(spans(block.text))
        text('text', [{ text: numbered(block.level) }, ...first])
        for (const runs of more) text('text', runs)
        break
      }
      case 'article': {
        counts[2] = counts[3] = 0
        const [first = [], ...more] = lines(spans(block.text))
        text('text', [{ text: `Điều ${++counts.article}. `, bold: true }, ...first])
        for (const runs of more) text('text', runs)
        break
      }
      case 'paragraph': for (const runs of lines(spans(block.text))) text('text', runs, block.align); break
      case 'list': for (const item of block.items) text('text', [{ text: `${block.mark} ` }, ...oneLine(spans(item))]); break
      case 'quote':
        for (const runs of lines(spans(block.text))) text('quote', runs)
        if (block.source) text('quote', [{ text: `(${oneLine(spans(block.source)).map(run => run.text).join('')})`, italic: true }], 'right')
        break
      case 'sources': listSources(); listed = true; break
      case 'table': out.push({ kind: 'table', ...laidTable(block.table, words => lines(spans(words))) }); break
    }
  }
  if (!listed) listSources()
  return out
}

/** Runs of clean text. XML has no place for lone halves of letters, so these become the sign for "unreadable". */
function runsOf(words: Words, cites: string[]): Run[] {
  return (typeof words === 'string' ? [words] : words).flatMap(part => {
    const span: Span = typeof part === 'string' ? { text: part } : part
    const run: Run = { text: printable(span.text) }
    if (span.bold) run.bold = true
    if (span.italic) run.italic = true
    if (!span.source) return [run]
    const source = printable(span.source).replace(/\s+/g, ' ').trim()
    if (!cites.includes(source)) cites.push(source)
    return [run, { text: `[${cites.indexOf(source) + 1}]`, raised: true }]
  })
}

/** Text fit for XML and for one font: NFC, no control signs, no lone surrogates, tabs as blanks. */
export const printable = (text: string): string => clean(text).toWellFormed().replace(/[\uFFFE\uFFFF]/g, '\uFFFD').replace(/[\t\v\f\u2028\u2029]/g, ' ')

/** Splits runs at line ends; empty lines are left out, but one line always comes back. */
function lines(runs: Run[]): Run[][] {
  const out: Run[][] = [[]]
  for (const run of runs) {
    for (const [index, text] of run.text.split('\n').entries()) {
      if (index) out.push([])
      if (text) out.at(-1)!.push({ ...run, text })
    }
  }
  const filled = out.filter(line => line.some(run => run.text.trim()))
  return filled.length ? filled : [[]]
}

const oneLine = (runs: Run[]): Run[] => runs.map(run => ({ ...run, text: run.text.replace(/\n+/g, ' ') }))
