// How well a title answers what was typed, and which of its words did: for the order of what was found, and for marking it.
import { wordsIn, type Query, type Word } from './words.ts'

/** The higher the nearer. Tones count where they were typed; words that stand together count more, and a title that holds little else. */
export function nearness(title: string, { words }: Query): number {
  const own = wordsIn(title)
  let found = 0
  for (const [at, word] of words.entries()) found += Math.max(0, ...own.map(one => likeness(one, word, at === words.length - 1)))
  const together = phrase(own, words, (one, word) => one.plain === word.plain) ? (phrase(own, words, exactly) ? 2 : 1) : 0
  return found / words.length + (words.length > 1 ? together : 0) / 2 + Math.min(1, words.length / Math.max(1, own.length)) / 2
}

const exactly = (one: Word, word: Word) => (word.marked ? one.exact === word.exact : one.plain === word.plain)

function likeness(one: Word, word: Word, last: boolean): number {
  if (exactly(one, word)) return 3
  if (one.plain === word.plain) return 1.5
  return last && one.plain.startsWith(word.plain) ? 1 : 0
}

/** Whether the words stand one after the other; the last one may be a beginning. */
function phrase(own: Word[], words: Word[], same: (one: Word, word: Word) => boolean): boolean {
  return own.some((_, start) => words.every((word, at) => {
    const one = own[start + at]
    return one !== undefined && (same(one, word) || (at === words.length - 1 && one.plain.startsWith(word.plain)))
  }))
}

export interface Piece { text: string; hit: boolean }

const wordIn = /[\p{L}\p{M}]+|\d+(?:[.,]\d+)*/gu

/** The text in pieces, those that were looked for marked; with the typed tone where the text has it, else without. */
export function marked(text: string, { words }: Query): Piece[] {
  const spots = [...text.matchAll(wordIn)].map(match => ({ word: match[0], start: match.index, own: wordsIn(match[0]) }))
  const toned = new Set(words.filter(word => spots.some(({ own }) => own.some(one => one.exact === word.exact))).map(({ exact }) => exact))
  const isHit = (own: Word[]) => own.length > 0 && own.every(one => words.some((word, at) => {
    if (one.exact === word.exact) return true
    if (word.marked && toned.has(word.exact)) return false
    return one.plain === word.plain || (at === words.length - 1 && word.plain.length > 1 && one.plain.startsWith(word.plain))
  }))
  const pieces: Piece[] = []
  let done = 0
  const put = (piece: string, hit: boolean) => {
    if (!piece) return
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += piece
    else pieces.push({ text: piece, hit })
  }
  for (const { word, start, own } of spots) {
    put(text.slice(done, start), false)
    put(word, isHit(own))
    done = start + word.length
  }
  put(text.slice(done), false)
  return pieces
}
