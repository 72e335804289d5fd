// Texts and questions as words for the full text: by the assistant's Vietnamese analysis, exact with their tones and plain without.
import { abbreviations } from '../assistant/abbreviations.ts'
import { foldKey, keyOf, words as wordsOf } from '../assistant/vietnamese.ts'
import { fold, line } from '../text.ts'
import type { Wanted } from '../store/full-text.ts'
import { numbersIn, typedNumber } from './numbers.ts'

/** How words are made, as one text: with another one the index is made anew. */
export const analysis = '1'

/** Short forms of plans and official letters, which the records of procedures do not have. */
const officeShort = new Map(`
cchc = cải cách hành chính
kstthc = kiểm soát thủ tục hành chính
cđs = chuyển đổi số
csdl = cơ sở dữ liệu
bcci = bưu chính công ích
qlnn = quản lý nhà nước
qppl = quy phạm pháp luật
vbqppl = văn bản quy phạm pháp luật
cbcc = cán bộ công chức
`.trim().split('\n').map(row => row.split(' = ') as [string, string]).map(([short, long]) => [short, long.split(' ')]))

// Typed without an input method 'nlđ' is 'nld'; no Vietnamese syllable looks like one of these.
const untypedShort = new Map([...officeShort, ...abbreviations].filter(([short]) => fold(short) !== short && short.length > 2).map(([short, long]) => [fold(short), long]))

const marked: Record<string, string> = { ă: 'a6', â: 'a7', ê: 'e7', ô: 'o7', ơ: 'o8', ư: 'u8', đ: 'd9' }

/** A key of the analysis in a-z and 0-9: tones are 1 to 5 at its end, letters with marks have 6 to 9 behind them. */
const ascii = (key: string): string => key.replace(/[^a-z0-9]/gu, letter => marked[letter] ?? (/[.,]/.test(letter) ? '' : `z${letter.codePointAt(0)!.toString(36)}`)).slice(0, 60)

export interface Word {
  exact: string
  plain: string
  /** Whether it was typed with a mark or a tone. */
  marked: boolean
}

// Runs of nine and more digits are numbers of people, telephones or accounts: they do not belong into an index.
const personal = /^\d{9,}$/

/** The words of a text in order, short forms written out. */
export function wordsIn(text: string): Word[] {
  return wordsOf(text.normalize('NFC')).flatMap(word => officeShort.get(word) ?? untypedShort.get(word) ?? [word]).flatMap(word => {
    const key = keyOf(word)
    const [exact, plain] = [ascii(key), ascii(foldKey(key))]
    return exact && plain && !personal.test(plain) ? [{ exact, plain, marked: exact !== plain }] : []
  })
}

/** What is known of a thing for searching; `seenBy` are words of `unitWord`, `personWord` and the like, `also` words as they are put in. */
export interface SearchText { title: string; body: readonly (string | null)[]; seenBy: readonly string[]; also?: readonly string[] }

const bare = (id: string) => id.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 60)
const scope = (word: string) => `s${word}`
export const unitWord = (id: string): string => `u${bare(id)}`
export const personWord = (id: string): string => `p${bare(id)}`

/** The words under which a thing lies: `x` and `t` in its title, `e` and `a` anywhere, exact and plain; `n` its numbers; `s` whose it is. */
export function entryWords(kind: string, { title, body, seenBy, also = [] }: SearchText): string[] {
  const found = new Set([scope(`k${bare(kind)}`), ...seenBy.map(scope), ...also])
  const inTitle = wordsIn(title)
  for (const { exact, plain } of inTitle) found.add(`x${exact}`).add(`t${plain}`)
  for (const { exact, plain } of [...inTitle, ...body.flatMap(part => (part ? wordsIn(part) : []))]) found.add(`e${exact}`).add(`a${plain}`)
  for (const part of [title, ...body]) for (const number of part ? numbersIn(part) : []) found.add(`n${number}`)
  return [...found]
}

export interface Query {
  /** As it was typed, cut to what is looked for. */
  text: string
  words: Word[]
  /** The number of a document or a procedure, when what was typed can be one. */
  number: string | null
  /** Whether more was typed than is looked for. */
  cut: boolean
}

const mostTyped = 200
const mostWords = 12

/** What a person typed, whatever it is: each word once. */
export function queryOf(typed: string): Query {
  const all = line(typed)
  const text = [...all].slice(0, mostTyped).join('')
  const each = [...new Map(wordsIn(text).map(word => [word.exact, word])).values()]
  return { text, words: each.slice(0, mostWords), number: typedNumber(text), cut: text.length < all.length || each.length > mostWords }
}

/** Where a word must stand: in the title or anywhere; with its tone where one was typed, or without. */
export interface Tier { title: boolean; exact: boolean }

/** Whose things of one kind are looked through: the groups that stand before every question. */
export const scopeOf = (kind: string, seenBy: readonly string[]): Wanted => [[scope(`k${bare(kind)}`)], ...(seenBy.length ? [seenBy.map(scope)] : [])]

/** The question for the full text: things that have every word. What is typed last may be the beginning of a word. */
export function wantedOf({ words }: Query, { title, exact }: Tier): Wanted {
  const [plainly, exactly] = title ? ['t', 'x'] : ['a', 'e']
  return words.map(({ exact: toned, plain, marked: typed }, at) => {
    if (exact && typed) return [`${exactly}${toned}`]
    // One letter begins half of all words.
    return [`${plainly}${plain}${at === words.length - 1 && plain.length > 1 ? '*' : ''}`]
  })
}

/** Things that have the number, or one that begins so. */
export const wantedNumber = (number: string, whole: boolean): Wanted => [[`n${number}${whole ? '' : '*'}`]]
