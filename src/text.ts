// Text as the portal keeps it: NFC, without hidden characters; and its folded forms for sorting and searching.

// Zero-width characters, byte-order marks, direction marks and the control characters that PostgreSQL refuses or screens hide.
const hidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g

/** NFC, Unix line ends, no hidden characters; spaces are left as they are. */
export const clean = (text: string): string => text.normalize('NFC').replace(hidden, '').replace(/\r\n?/g, '\n')

/** `clean`, with every run of white space as one blank and none at the ends: names, titles, single-line fields. */
export const line = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** The first letter as a capital. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Lower case without diacritics; đ is d. What searches compare: "Đơn" and "don" are the same. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').normalize('NFC')

/** `fold` with everything but letters and digits as one blank: for columns that searches look into. */
export const searchable = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

const toneOf: Record<string, string> = { '\u0300': '1', '\u0309': '2', '\u0303': '3', '\u0301': '4', '\u0323': '5' }
const markOf: Record<string, string> = { '\u0306': '1', '\u0302': '2', '\u031B': '3' }

/**
 * A key that sorts as a Vietnamese dictionary does: words by their base letters with their own marks (a ă â, d đ, e ê,
 * o ô ơ, u ư), and only then by tone (ngang huyền hỏi ngã sắc nặng). It holds digits and letters only, because databases
 * agree on nothing else: 0 ends the words, 1 is a blank, 2 comes before a digit.
 */
export function sortKey(text: string): string {
  const words = ['']
  let tones = ''
  const add = (letter: string) => { words.push(words.pop()! + letter); tones += '0' }
  for (const char of text.normalize('NFD').toLowerCase()) {
    if (toneOf[char]) tones = tones.slice(0, -1) + toneOf[char]
    else if (markOf[char]) words.push(words.pop()!.slice(0, -1) + markOf[char])
    else if (char === 'đ') add('d1')
    else if (/\p{L}/u.test(char)) add(`${char}0`)
    else if (/\p{N}/u.test(char)) add(`2${char}`)
    else if (words.at(-1)) words.push('')
  }
  return `${words.filter(Boolean).join('1')}0${tones}`
}

/** '12,3 MB' of a number of bytes. */
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`
