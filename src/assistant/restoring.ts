// Tones put back into questions typed without them, and slips of the keyboard put right, by the register's own counts.
import { everyday } from './everyday.ts'
import { empty, faint } from './noise.ts'
import { foldKey, keysOf } from './vietnamese.ts'
import type { Term, Vocabulary } from './vocabulary.ts'

const sure = new Set([...empty, ...faint, ...everyday.flatMap(keysOf)])

interface Choice { key: string, term: Term | undefined, cost: number }

/** Slips that are one sound in some regions or one finger away: each gives forms of the folded syllable. */
const slips: [RegExp, string][] = [
  [/^ch/, 'tr'], [/^tr/, 'ch'], [/^x/, 's'], [/^s/, 'x'], [/^l/, 'n'], [/^n(?![gh])/, 'l'], [/^d/, 'gi'], [/^gi/, 'd'], [/^gi/, 'r'], [/^r/, 'gi'], [/^v/, 'd'],
  [/^k(?=[ieéê])/, 'kh'], [/^kh/, 'k'], [/^w/, 'qu'], [/^j/, 'gi'], [/c$/, 't'], [/t$/, 'c'], [/n$/, 'ng'], [/ng$/, 'n'], [/an$/, 'ang'], [/^y$/, 'i'], [/ui$/, 'uoi'], [/eu$/, 'ieu'],
  [/iec$/, 'iet'], [/at$/, 'ac'], [/ac$/, 'at'], [/^ng(?=[ie])/, 'ngh'], [/^ph/, 'f'], [/^f/, 'ph'], [/^q(?!u)/, 'qu'], [/uyt$/, 'uyet'],
]

const markless = (key: string) => foldKey(key) === key

function choices(key: string, vocabulary: Vocabulary, bare: boolean): Choice[] {
  const term = vocabulary.key(key)
  if (/^\d/.test(key)) return [{ key, term, cost: 0 }]
  const folded = foldKey(key)
  const same = vocabulary.withFold(folded).map(one => ({ key: vocabulary.text(one), term: one }))
  const own: Choice[] = [{ key, term, cost: term !== undefined ? 0 : bare ? 6 : 2 }]
  if (bare) return same.length ? same.map(one => ({ ...one, cost: 0 })) : [...own, ...slipped(key, folded, vocabulary, 5)]
  // A common word is taken as typed, but for hỏi and ngã; a word that exists is trusted more than one that does not;
  // a typed tone is trusted more than a missing one ('nhat may ngày').
  const common = sure.has(key)
  const known = term !== undefined
  const tone = (markless(key) ? 3.5 : 4.5) + (known ? 2.5 : 0)
  for (const one of same) {
    if (one.key === key) continue
    if (swapped(one.key, key)) own.push({ ...one, cost: common ? 4.5 : 2.5 })
    else if (!common) own.push({ ...one, cost: tone })
  }
  return common ? own : [...own, ...slipped(key, folded, vocabulary, known ? 8 : 6)]
}

/** Hỏi for ngã and the other way: the commonest slip of all. */
const swapped = (a: string, b: string) => a.slice(0, -1) === b.slice(0, -1) && /[34]$/.test(a) && /[34]$/.test(b)

function slipped(key: string, folded: string, vocabulary: Vocabulary, cost: number): Choice[] {
  const found: Choice[] = []
  const tone = /[1-5]$/.exec(key)?.[0] ?? ''
  for (const [pattern, instead] of slips) {
    if (!pattern.test(folded)) continue
    for (const term of vocabulary.withFold(folded.replace(pattern, instead))) {
      const one = vocabulary.text(term)
      const toneOfOne = /[1-5]$/.exec(one)?.[0] ?? ''
      found.push({ key: one, term, cost: cost + (toneOfOne === tone ? 0 : swapped(one, key) ? 1 : 2.5) })
    }
  }
  return found
}

/**
 * The likeliest keys for the keys typed (Viterbi over neighbours' counts). `bare`: typed without tones, so every
 * syllable is open; otherwise a syllable changes only where the register's neighbours speak clearly for it.
 */
export function restore(typed: readonly string[], vocabulary: Vocabulary, bare: boolean): string[] {
  if (typed.length === 0 || vocabulary.total === 0) return [...typed]
  const log = (term: Term | undefined) => Math.log((vocabulary.count(term) + 0.5) / vocabulary.total)
  const pair = (before: Term | undefined, term: Term | undefined) => {
    const both = before === undefined || term === undefined ? 0 : vocabulary.count(vocabulary.pair(before, term))
    if (both) return Math.log(both / (vocabulary.count(before) + 1))
    // Backing off costs: seen neighbours are strong evidence. Where tones were typed, a word's being common is none.
    return bare ? log(term) * 0.6 - 4 : -9
  }
  let front: { term: Term | undefined, cost: number }[] = []
  const back: { key: string, path: number }[][] = []
  typed.slice(0, longest).forEach((key, at) => {
    const options = choices(key, vocabulary, bare).slice(0, 24)
    const row: { key: string, path: number }[] = []
    front = options.map(option => {
      if (at === 0) { row.push({ key: option.key, path: -1 }); return { term: option.term, cost: option.cost - (bare ? log(option.term) * 0.6 : 0) } }
      let best = Infinity
      let path = 0
      front.forEach((before, index) => {
        const cost = before.cost - pair(before.term, option.term)
        if (cost < best) { best = cost; path = index }
      })
      row.push({ key: option.key, path })
      return { term: option.term, cost: best + option.cost }
    })
    back.push(row)
  })
  let at = front.reduce((least, one, index) => (one.cost < front[least]!.cost ? index : least), 0)
  const found: string[] = []
  for (const row of back.reverse()) {
    const { key, path } = row[at]!
    found.push(key)
    at = path
  }
  return [...found.reverse(), ...typed.slice(longest)]
}

/** Syllables read; a question has at most some hundreds. */
const longest = 500
