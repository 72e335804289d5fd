// A question as the index is asked: read (typing, short forms, tones, slips), freed of noise, sayings turned into law.
import { clean } from '../text.ts'
import { askedPairs } from './abbreviations.ts'
import { amountsAsked, facetsAsked, type Facets } from './facets.ts'
import type { Lexicon, Saying } from './lexicon.ts'
import { empty, placesIn, weightOf } from './noise.ts'
import { restore } from './restoring.ts'
import { decodeTyping } from './typing.ts'
import { keysOf, markedShare, spell, spoken } from './vietnamese.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Reading {
  /** The question in one spelling, tones restored, short forms written out. */
  text: string
  keys: string[]
  /** What was done to it, for "vì sao trả lời như vậy". */
  done: ('telex' | 'vni' | 'tones' | 'slips')[]
}

/** What was typed, without the register: NFC, typing decoded, short forms written out. */
export function readTyping(question: string, lexicon: Lexicon): { text: string, typed: 'telex' | 'vni' | null } {
  const decoded = decodeTyping(clean(question))
  let text = decoded.text
  for (const [pattern, long] of askedPairs) text = text.replace(pattern, long)
  return { text: lexicon.writeOut(text), typed: decoded.typed }
}

/** The question as it will be searched; `vocabulary` is the register's, for tones and slips. */
export function readQuestion(question: string, vocabulary: Vocabulary, lexicon: Lexicon): Reading {
  const { text, typed } = readTyping(question, lexicon)
  const typedKeys = keysOf(text)
  const bare = markedShare(text) < 0.12
  const keys = restore(typedKeys, vocabulary, bare)
  const done: Reading['done'] = typed ? [typed] : []
  if (keys.some((key, at) => key !== typedKeys[at])) done.push(bare ? 'tones' : 'slips')
  return { text: keys.map(spell).join(' '), keys, done }
}

export interface Query {
  /** Terms with their weights: what is said, and the words of law it stands for. */
  weights: Map<string, number>
  /** Terms as they were said, with their weights: what everyday names are compared with. */
  said: Map<string, number>
  /** The sayings found. */
  sayings: Saying[]
  facets: Facets
  amounts: { unit: string, number: number }[]
  places: string[]
  /** National codes named ('1.014201'). */
  codes: string[]
}

const raise = (weights: Map<string, number>, term: string, weight: number) => {
  if ((weights.get(term) ?? 0) < weight) weights.set(term, weight)
}

const isCode = (key: string) => /^\d\.\d{6}$/.test(key)

/** How much one key of a question says about the procedure meant. */
function plainWeight(keys: readonly string[], at: number): number {
  const key = keys[at]!
  // A number counts only as a document's ('quyết định 613'); ages, years and sums are the story's.
  if (isCode(key)) return 3
  if (/^\d/.test(key)) return /^(?:đinh5|sô1|tư|luât5|mâu4)$/.test(keys[at - 1] ?? '') ? 1 : 0
  return weightOf(key)
}

const has = (keys: readonly string[], run: readonly string[]) => keys.some((_, at) => run.every((key, ahead) => keys[at + ahead] === key))

/** Puts each key and each two neighbours into `weights`; a key alone counts `alone` of its weight. */
function spread(weights: Map<string, number>, keys: readonly string[], own: readonly number[], alone: number): void {
  keys.forEach((key, at) => {
    if (own[at]! > 0) raise(weights, key, own[at]! * alone)
    if (at === 0) return
    const both = Math.max(own[at]!, own[at - 1]!)
    const least = Math.min(own[at]!, own[at - 1]!)
    if (both > 0) raise(weights, `${keys[at - 1]}_${key}`, least === 0 ? 0.35 * both : (both + least) / 2)
  })
}

export function queryOf(reading: Reading, lexicon: Lexicon): Query {
  const { keys } = reading
  const weights = new Map<string, number>()
  const said = new Map<string, number>()
  const law: string[] = []
  const found: Saying[] = []
  const own = keys.map((_, at) => plainWeight(keys, at))
  spread(said, keys, own, 1)
  for (let at = 0; at < keys.length; at++) {
    const hit = lexicon.sayings.get(keys[at]!)?.find(({ said, also }) => said.every((key, ahead) => keys[at + ahead] === key) && (also === null || has(keys, also)))
    if (!hit) continue
    found.push(hit)
    law.push(...hit.law)
    hit.law.forEach((key, index) => {
      if (!empty.has(key)) raise(weights, key, 0.7)
      if (index > 0) raise(weights, `${hit.law[index - 1]}_${key}`, 0.9)
    })
    for (let ahead = 0; ahead < hit.said.length; ahead++) own[at + ahead] = Math.min(own[at + ahead]!, 0.35)
  }
  spread(weights, keys, own, 0.8)
  const text = spoken(keys)
  return { weights, said, sayings: found, facets: facetsAsked(text, spoken(law)), amounts: amountsAsked(text), places: placesIn(text), codes: keys.filter(isCode) }
}
