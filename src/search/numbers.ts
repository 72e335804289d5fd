// Numbers of documents and codes of procedures as one word each, however they are spelt: '27/KH-SLĐTBXH' is '27 kh sldtb&xh'.
import { fold } from '../text.ts'

// In a text a number is known by its stroke and the capitals behind it; a code by its form.
const numberIn = /(?<![\p{L}\d])\d{1,6}(?:\/\d{4})?\s?\/\s?\p{Lu}[\p{Lu}\d&]*(?:\s?[-–]\s?\p{Lu}[\p{Lu}\d&]*)*/gu
const codeIn = /(?<![\p{L}\d.])\d\.\d{6}(?![\p{L}\d])/gu

/** Letters and digits alone, without marks. */
const bare = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')

/** The numbers and codes that a text holds. */
export const numbersIn = (text: string): string[] => [...text.matchAll(numberIn), ...text.matchAll(codeIn)].map(([number]) => bare(number))

/** What was typed as a number: it begins with a digit, holds little else, and may be the beginning of one. Null when it is none. */
export function typedNumber(typed: string): string | null {
  const number = typed.trim().replace(/^(?:số|so)\s+/iu, '')
  if (!/^\d[\p{L}\d\s/.,&–-]{1,39}$/u.test(number)) return null
  const word = bare(number)
  return word.length >= 3 && word.length <= 40 ? word : null
}
