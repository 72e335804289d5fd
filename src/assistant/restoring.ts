// Tones put back into questions typed without them, and slips of the keyboard put right, by the register's own counts.
import { everyday } from './everyday.ts'
import { empty, faint } from './noise.ts'
import { foldKey, keysOf } from './vietnamese.ts'

/** How often keys, and two keys side by side, stand in the register. */
export interface Counts {
  one: Map<string, number>
  two: Map<string, number>
  /** Keys by their form without marks. */
  byFold: Map<string, string[]>
  total: number
}

export const newCounts = (): Counts => ({ one: new Map(), two: new Map(), byFold: new Map(), total: 0 })

/** Adds a run of keys; `times` lets a short list of everyday phrases weigh as much as a long register. */
export function count(counts: Counts, keys: readonly string[], times = 1): void {
  let before: string | undefined
  for (const key of keys) {
    const had = counts.one.get(key)
    if (had === undefined) {
      const folded = foldKey(key)
      const list = counts.byFold.get(folded)
      if (list) list.push(key)
      else counts.byFold.set(folded, [key])
    }
    counts.one.set(key, (had ?? 0) + times)
    counts.total += times
    if (before !== undefined) {
      const pair = `${before}_${key}`
      counts.two.set(pair, (counts.two.get(pair) ?? 0) + times)
    }
    before = key
  }
}

const sure = new Set([...empty, ...faint, ...everyday.flatMap(keysOf)])

interface Choice { key: string, cost: number }

/** Slips that are one sound in some regions or one finger away: each gives forms of the folded syllable. */
const slips: [RegExp, string][] = [
  [/^ch/, 'tr'], [/^tr/, 'ch'], [/^x/, 's'], [/^s/, 'x'], [/^l/, 'n'], [/^n(?![gh])/, 'l'], [/^d/, 'gi'], [/^gi/, 'd'], [/^gi/, 'r'], [/^r/, 'gi'], [/^v/, 'd'],
  [/^k(?=[ieéê])/, 'kh'], [/^kh/, 'k'], [/^w/, 'qu'], [/^j/, 'gi'], [/c$/, 't'], [/t$/, 'c'], [/n$/, 'ng'], [/ng$/, 'n'], [/an$/, 'ang'], [/^y$/, 'i'], [/ui$/, 'uoi'], [/eu$/, 'ieu'],
  [/iec$/, 'iet'], [/at$/, 'ac'], [/ac$/, 'at'], [/^ng(?=[ie])/, 'ngh'], [/^ph/, 'f'], [/^f/, 'ph'], [/^q(?!u)/, 'qu'], [/uyt$/, 'uyet'],
]

const markless = (key: string) => foldKey(key) === key

function choices(key: string, counts: Counts, bare: boolean): Choice[] {
  if (/^\d/.test(key)) return [{ key, cost: 0 }]
  const folded = foldKey(key)
  const same = counts.byFold.get(folded) ?? []
  const own: Choice[] = [{ key, cost: counts.one.has(key) ? 0 : bare ? 6 : 2 }]
  if (bare) return same.length ? same.map((one) => ({ key: one, cost: 0 })) : [...own, ...slipped(key, folded, counts, 5)]
  // A common word is taken as typed, but for hỏi and ngã; a word that exists is trusted more than one that does not;
  // a typed tone is trusted more than a missing one ('nhat may ngày').
  const common = sure.has(key)
  const known = counts.one.has(key)
  const tone = (markless(key) ? 3.5 : 4.5) + (known ? 2.5 : 0)
  for (const one of same) {
    if (one === key) continue
    if (swapped(one, key)) own.push({ key: one, cost: common ? 4.5 : 2.5 })
    else if (!common) own.push({ key: one, cost: tone })
  }
  return common ? own : [...own, ...slipped(key, folded, counts, known ? 8 : 6)]
}

/** Hỏi for ngã and the other way: the commonest slip of all. */
const swapped = (a: string, b: string) => a.slice(0, -1) === b.slice(0, -1) && /[34]$/.test(a) && /[34]$/.test(b)

function slipped(key: string, folded: string, counts: Counts, cost: number): Choice[] {
  const found: Choice[] = []
  const tone = /[1-5]$/.exec(key)?.[0] ?? ''
  for (const [pattern, instead] of slips) {
    if (!pattern.test(folded)) continue
    for (const one of counts.byFold.get(folded.replace(pattern, instead)) ?? []) {
      const toneOfOne = /[1-5]$/.exec(one)?.[0] ?? ''
      found.push({ key: one, cost: cost + (toneOfOne === tone ? 0 : swapped(one, key) ? 1 : 2.5) })
    }
  }
  return found
}

/**
 * The likeliest keys for the keys typed (Viterbi over neighbours' counts). `bare`: typed without tones, so every
 * syllable is open; otherwise a syllable changes only where the register's neighbours speak clearly for it.
 */
export function restore(typed: readonly string[], counts: Counts, bare: boolean): string[] {
  if (typed.length === 0 || counts.total === 0) return [...typed]
  const log = (key: string) => Math.log(((counts.one.get(key) ?? 0) + 0.5) / counts.total)
  const pair = (before: string, key: string) => {
    const both = counts.two.get(`${before}_${key}`)
    if (both) return Math.log(both / ((counts.one.get(before) ?? 0) + 1))
    // Backing off costs: seen neighbours are strong evidence. Where tones were typed, a word's being common is none.
    return bare ? log(key) * 0.6 - 4 : -9
  }
  let front: { key: string, cost: number, path: number }[] = []
  const back: { key: string, path: number }[][] = []
  typed.slice(0, 400).forEach((key, at) => {
    const options = choices(key, counts, bare).slice(0, 24)
    const next = options.map((option) => {
      if (at === 0) return { key: option.key, cost: option.cost - (bare ? log(option.key) * 0.6 : 0), path: -1 }
      let best = Infinity
      let path = 0
      front.forEach((before, index) => {
        const cost = before.cost - pair(before.key, option.key)
        if (cost < best) { best = cost; path = index }
      })
      return { key: option.key, cost: best + option.cost, path }
    })
    back.push(next)
    front = next
  })
  let at = front.reduce((least, one, index) => (one.cost < front[least]!.cost ? index : least), 0)
  const found: string[] = []
  for (let row = back.length - 1; row >= 0; row--) {
    const { key, path } = back[row]![at]!
    found.unshift(key)
    at = path
  }
  return [...found, ...typed.slice(400)]
}
