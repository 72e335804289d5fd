// Hints for public text: sentences too long to follow, words of offices with what people say for them, short forms, brackets in brackets.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writtenOut } from './offices.ts'
import { syllablesOf } from './reading-time.ts'
import { sentencesOf, type Sentence } from './sentences.ts'

export type HintKind = 'long sentence' | 'jargon' | 'short form' | 'nested brackets' | 'numbers' | 'passive'
/** `quote` stands in the text from `start` to `end`; `advice` is a sentence for the writer. */
export interface Hint { kind: HintKind; start: number; end: number; quote: string; advice: string }

/** Syllables above which a sentence is hard to follow by ear. */
const longest = 30
const mostNumbers = 4

const file = join(import.meta.dirname, '../../data/assistant/plain-words.txt')

/** What offices write, and what people say for it. */
export const plainWords: ReadonlyMap<string, string> = new Map(readFileSync(file, 'utf8').normalize('NFC').split('\n')
  .filter(row => row.trim() && !row.startsWith('#')).map(row => row.split(' = ') as [string, string]))

// Longer entries first: 'hồ sơ hợp lệ' says more than 'hợp lệ'.
const longerFirst = [...plainWords.keys()].sort((a, b) => b.length - a.length).map(words => words.replaceAll(' ', '\\s+'))
const jargon = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longerFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
const shortForm = /(?<![\p{L}\p{N}/–-])(?:[A-ZĐ][A-ZĐ&]*(?:-[A-ZĐ&]+)*[A-ZĐ])(?![\p{L}\p{N}])/gu
const passive = /(?<![\p{L}])(?:được|bị)\s[^.,;:!?\n]{2,60}?\sbởi(?![\p{L}])/giu
const inBrackets = /\([^()\n]*\([^()\n]*\)[^()\n]*\)?/g
const wholeNumber = /\d+(?:[.,/:-]\d+)*/g

/** Hints in the order of the text. A hint never changes the text. */
export function plainHints(text: string): Hint[] {
  const sentences = sentencesOf(text)
  return [
    ...sentences.flatMap(ofSentence), ...ofShortForms(text, sentences),
    ...found(text, jargon, 'jargon', words => `Người dân thường nói: “${plainWords.get(words.toLowerCase().replace(/\s+/g, ' '))}”.`),
    ...found(text, passive, 'passive', () => 'Nói rõ ai làm việc này: đặt người làm lên đầu câu.'),
    ...found(text, inBrackets, 'nested brackets', () => 'Ngoặc trong ngoặc khó theo dõi: tách thành câu riêng.'),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
}

const found = (text: string, pattern: RegExp, kind: HintKind, advice: (words: string) => string): Hint[] =>
  [...text.matchAll(pattern)].map(({ 0: quote, index }) => ({ kind, start: index, end: index + quote.length, quote, advice: advice(quote) }))

function ofSentence({ text: quote, start, end }: Sentence): Hint[] {
  const length = syllablesOf(quote)
  const numbers = quote.match(wholeNumber)?.length ?? 0
  const hints: Hint[] = []
  if (length > longest) hints.push({ kind: 'long sentence', start, end, quote, advice: `Câu dài ${length} tiếng, nên dưới ${longest}: tách thành hai, ba câu.` })
  if (numbers > mostNumbers) hints.push({ kind: 'numbers', start, end, quote, advice: `Câu có ${numbers} con số, khó nhớ khi nghe: chỉ giữ số cần thiết.` })
  return hints
}

/** Short forms that the text does not write out before; Roman numbers and headings in capitals are none. */
function ofShortForms(text: string, sentences: readonly Sentence[]): Hint[] {
  const told = new Set<string>()
  const capitals = sentences.filter(({ text: line }) => line.length > 12 && line === line.toUpperCase())
  return [...text.matchAll(shortForm)].flatMap(({ 0: quote, index: start }) => {
    if (told.has(quote) || /^[IVXLC]+$/.test(quote) || capitals.some(line => line.start <= start && start < line.end)) return []
    told.add(quote)
    const words = writtenOut(quote)
    if (words ? text.slice(0, start).toLowerCase().includes(words.toLowerCase()) : /\(\s*$/.test(text.slice(0, start))) return []
    return [{ kind: 'short form' as const, start, end: start + quote.length, quote, advice: words ? `Viết đủ chữ: “${words}”.` : 'Chữ viết tắt: viết đủ chữ ở lần đầu.' }]
  })
}
