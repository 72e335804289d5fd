// A text as the masks read it: lower case without diacritics, whatever keyboard or width it was typed in, and where each letter stood.

export interface Reading {
  /** Letters without marks, digits as 0–9, every blank as ' ', every line end as '\n'; hidden characters are gone. */
  plain: string
  /** For each letter of `plain`, and for its end, the place in the text. */
  at: readonly number[]
  /** The letters of `plain` that the text spells without any mark: 'o' is not 'ở'. */
  bare: (index: number) => boolean
  /** What the text spells there, in lower case. */
  typed: (start: number, end: number) => string
}

const hidden = /[\p{M}\p{Cf}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u

/** What one character reads as. */
function read(character: string): string {
  const folded = character.normalize('NFKD').toLowerCase()
  let plain = ''
  for (const one of folded) {
    if (one === 'đ') plain += 'd'
    else if (one === '\n' || one === '\r') plain += '\n'
    else if (/\s/.test(one)) plain += ' '
    else if (/\p{Nd}/u.test(one) && one > '9') plain += digitOf(one)
    else if (/[\u2010-\u2015\u2212\u00AD]/.test(one)) plain += '-'
    else if (!hidden.test(one)) plain += one
  }
  return plain
}

/** Digits of other scripts stand ten in a row, from their zero on. */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0)!
  const last = zero
  while (last - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(last - zero)
}

const known = new Map<string, { letters: string; marks: boolean }>()

export function reading(text: string): Reading {
  const places: number[] = []
  const marked = new Set<number>()
  let plain = ''
  for (let from = 0; from < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(from)!)
    let one = known.get(character)
    if (!one) {
      one = { letters: read(character), marks: /[\p{M}đ]/u.test(character.toLowerCase().normalize('NFD')) }
      if (known.size < 4000) known.set(character, one)
    }
    const { letters, marks } = one
    if (marks && (letters || plain)) marked.add(letters ? plain.length : plain.length - 1)
    for (let index = 0; index < letters.length; index++) places.push(from)
    plain += letters
    from += character.length
  }
  places.push(text.length)
  return { plain, at: places, bare: index => !marked.has(index), typed: (start, end) => text.slice(places[start], places[end]).normalize('NFC').toLowerCase() }
}
