// A Vietnamese text as sentences: a stop ends one, except after short forms, numbers of points and within numbers; so does the end of an item.

export interface Sentence { text: string; start: number; end: number }

const shortForms = new Set('tp tx tt q p đ k h tr vd ths ts pgs gs bs ks ncs nxb mr mrs ms dr no st'.split(' '))
/** Marks of points at the beginning: '1.', 'a)', 'IV.', '-'. */
const pointMark = /^\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)/]|[-+•*–])\s*$/u
const stop = /[.!?…]+["”’)\]]*(?=\s|$)|\n/gu

/** The sentences with their places in the text, in order; blanks around them left out. */
export function sentencesOf(text: string): Sentence[] {
  const all: Sentence[] = []
  let from = 0
  const close = (end: number) => {
    const piece = text.slice(from, end)
    const start = from + piece.length - piece.trimStart().length
    if (piece.trim()) all.push({ text: piece.trim(), start, end: start + piece.trim().length })
    from = end
  }
  for (const { 0: mark, index } of text.matchAll(stop)) {
    const end = index + mark.length
    const sofar = text.slice(Math.max(from, index - 200), index)
    const [next] = /\S/u.exec(text.slice(end, end + 40)) ?? []
    if (mark === '\n') {
      // A line that goes on in the next, broken by the page's width.
      const goesOn = next && /\p{Ll}/u.test(next) && !/[.;:!?…,]\s*$/u.test(sofar) && !/^\s*(?:[a-zđ]\s?[).]|-)/u.test(text.slice(end, end + 10)) && sofar.trim()
      if (!goesOn) close(end)
      continue
    }
    if (mark === '.') {
      const [word] = /[\p{L}\d.]+$/u.exec(sofar) ?? ['']
      if (shortForms.has(word.toLowerCase()) && word !== word.toLowerCase() || pointMark.test(`${sofar}.`)) continue
    }
    if (next && /[\p{Ll},;]/u.test(next)) continue
    close(end)
  }
  close(text.length)
  return all
}
