// Vietnamese text as terms: one analysis, given to indexing and to asking alike.
//
// A syllable becomes a key: its letters with their own marks (ă â ê ô ơ ư đ) and its tone as a digit at the end
// (1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng; none for ngang). So 'hoà' and 'hòa' are one key, and 'kỹ' and 'kĩ' too.
import { fold } from '../text.ts'
import { abbreviations } from './abbreviations.ts'

const tones: Record<string, string> = { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' }
const toneMark = /[\u0300\u0301\u0303\u0309\u0323]/
const keys = new Map<string, string>()

/** The key of one lower-case word: 'hoà' → 'hoa2', 'sỹ' → 'si4', '613' → '613'. */
export function keyOf(word: string): string {
  const known = keys.get(word)
  if (known !== undefined) return known
  const parts = word.normalize('NFD')
  const mark = toneMark.exec(parts)
  const letters = (mark ? parts.replace(toneMark, '') : parts).normalize('NFC')
  const key = letters.replace(/^(qu|[bdhklmrstv])y$/, '$1i') + (mark ? tones[mark[0]] : '')
  if (keys.size > 200_000) keys.clear()
  keys.set(word, key)
  return key
}

const toneOf = Object.fromEntries(Object.entries(tones).map(([mark, digit]) => [digit, mark]))
const spelt = new Map<string, string>()

/** A key as a word again, in one fixed spelling: 'hoa2' → 'hòa', 'ki4' → 'kỹ', '613' → '613'. */
export function spell(key: string): string {
  const known = spelt.get(key)
  if (known !== undefined) return known
  const [, letters, tone] = /^(.*?)([1-5]?)$/.exec(key) as unknown as [string, string, string]
  let word = key
  if (!/^\d/.test(key)) {
    const written = letters.replace(/^(qu|[hklmt])i$/, '$1y')
    const [, start, vowels, end] = /^(qu|gi(?=[aăâeêioôơuưy])|[^aăâeêioôơuưy]*)([aăâeêioôơuưy]*)(.*)$/.exec(written) as unknown as [string, string, string, string]
    const marked = [...vowels].findLastIndex((vowel) => 'ăâêôơư'.includes(vowel))
    const at = marked >= 0 ? marked : end ? vowels.length - 1 : vowels.length === 3 ? 1 : 0
    word = tone && vowels ? `${start}${vowels.slice(0, at + 1)}${toneOf[tone]}${vowels.slice(at + 1)}${end}`.normalize('NFC') : written
  }
  if (spelt.size > 100_000) spelt.clear()
  spelt.set(key, word)
  return word
}

/** Words in one spelling with a blank between and on both ends: what phrase lists look into. */
export const spoken = (keyList: readonly string[]): string => ` ${keyList.map(spell).join(' ')} `

const foldedKeys = new Map<string, string>()

/** The key without marks and tone: 'hoa2' → 'hoa'. Numbers stay as they are. */
export function foldKey(key: string): string {
  const known = foldedKeys.get(key)
  if (known !== undefined) return known
  const folded = /^\d/.test(key) ? key : fold(key).replace(/[1-5]$/, '')
  if (foldedKeys.size > 200_000) foldedKeys.clear()
  foldedKeys.set(key, folded)
  return folded
}

const word = /[\p{L}\p{M}]+|\d+(?:[.,]\d+)*/gu

/** The lower-case words of a text, in order, abbreviations written out: 'hưởng BHXH' → hưởng bảo hiểm xã hội. */
export function words(text: string): string[] {
  const found: string[] = []
  for (const one of text.toLowerCase().match(word) ?? []) {
    const long = one.length < 9 ? abbreviations.get(one) : undefined
    if (long) found.push(...long)
    else found.push(one)
  }
  return found
}

const each = new Set(['tháng', 'năm', 'quý', 'ngày', 'tuần'].map(keyOf))

/** The keys of a text, in order; 'hàng tháng' is 'hằng tháng'. */
export function keysOf(text: string): string[] {
  const keys = words(text).map(keyOf)
  for (let at = 1; at < keys.length; at++) if (keys[at - 1] === 'hang2' && each.has(keys[at]!)) keys[at - 1] = 'hăng2'
  return keys
}

/** The share of syllables that carry a mark; typed without an input method it is 0. */
export function markedShare(text: string): number {
  const all = text.match(/\p{L}+/gu)
  if (!all) return 1
  let marked = 0
  for (const one of all) if (/[^a-z]/i.test(one)) marked++
  return marked / all.length
}
