// The short code of a slip: five signs without look-alikes, the last of which makes one wrong key, or two that changed places, be noticed.
import { randomInt } from 'node:crypto'
import { fold } from '../text.ts'

// 23, a prime: so the check finds every single mistake. No 0 O Q, 1 I L, 8 B, S G Z U E: they are read as others.
const signs = '2345679ACDFHJKMNPRTVWXY'
// What people write and read for a sign that is in use.
const readAs: Record<string, string> = { S: '5', Z: '2', U: 'V' }
const length = 5

const check = (body: readonly string[]): string => signs[body.reduce((sum, sign, at) => sum + (at + 1) * signs.indexOf(sign), 0) % signs.length]!

/** A code by chance. There are 279,841: whoever keeps it looks whether it is taken. */
export function newCode(): string {
  const body = Array.from({ length: length - 1 }, () => signs[randomInt(signs.length)]!)
  return body.join('') + check(body)
}

/** Whether a text has about the length and the kind of signs of a code, right or mistyped; words of a name have no digit among capitals. */
export const looksLikeCode = (typed: string): boolean => /^[0-9a-z]{5}$/i.test(signsOf(typed)) || /^(?=\S*\d)[0-9A-Z-]{3,8}$/i.test(typed.trim())

/** 'k7m-2p ' → 'K7M2P'; null for what is no code, or one with a wrong key. */
export function readCode(typed: string): string | null {
  const read = [...signsOf(typed)].map(sign => readAs[sign] ?? sign)
  if (read.length !== length || read.some(sign => !signs.includes(sign))) return null
  return check(read.slice(0, -1)) === read.at(-1) ? read.join('') : null
}

/** The codes that a mistyped one may stand for: one other sign in one place, or two neighbours changed over. */
export function codesNear(typed: string): string[] {
  const read = [...signsOf(typed)].map(sign => readAs[sign] ?? sign)
  if (read.length !== length) return []
  const others = read.flatMap((_, at) => [...signs].map(sign => read.with(at, sign)))
  const swapped = read.slice(1).map((sign, at) => read.with(at, sign).with(at + 1, read[at]!))
  return [...new Set([...swapped, ...others].flatMap(one => readCode(one.join('')) ?? []))].filter(one => one !== read.join(''))
}

const signsOf = (typed: string): string => fold(typed.slice(0, 40)).replace(/[\s.-]+/g, '').toUpperCase()
