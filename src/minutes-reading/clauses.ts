// The clauses of a conclusion: what stands between its full stops, semicolons, colons and the labels of its parts.

export interface Clause {
  at: number
  end: number
  /** What parts it from the one before. */
  after: 'start' | 'part' | 'stop' | 'semicolon' | 'colon'
}

const shortWord = /(?:^|[\s(,;/])(?:P|TT|TTr|VP|TP|CS|CC|T|Q|KH|ThS|TS|đ\/c|đc|v\.v|tr|ĐC|Đ\/c|UBND|No|St)$/u

/** @param parts where the parts of the text begin. */
export function clausesOf(text: string, parts: number[]): Clause[] {
  const found: Clause[] = []
  let at = 0
  let after: Clause['after'] = 'start'
  let depth = 0
  const cut = (end: number, next: number, why: Clause['after']) => {
    if (/[\p{L}\d]/u.test(text.slice(at, end))) found.push({ at, end, after })
    at = next
    after = why
  }
  const begins = new Set(parts)
  for (let index = 0; index < text.length; index++) {
    if (begins.has(index)) { depth = 0; cut(index, index, 'part') }
    const sign = text[index]
    if (sign === '(') depth++
    else if (sign === ')') depth = Math.max(0, depth - 1)
    else if (depth > 0) continue
    else if (sign === ';') cut(index, index + 1, 'semicolon')
    else if (sign === ':' && !/\d/.test(text[index + 1] ?? '')) cut(index, index + 1, 'colon')
    else if (sign === '.' && /^\s+[\p{Lu}“"(a-z]/u.test(text.slice(index + 1, index + 4)) && !shortWord.test(text.slice(Math.max(0, index - 6), index))) cut(index, index + 1, 'stop')
  }
  cut(text.length, text.length, 'stop')
  return found
}
