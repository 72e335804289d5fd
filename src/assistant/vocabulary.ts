// The register's words as numbers: every key and every two neighbours, how often they stand there and in how many records.
import { foldKey } from './vietnamese.ts'

/** A key or a pair of neighbouring keys. */
export type Term = number

// Keys get numbers below this, so that a pair is one whole number; a register has some tens of thousands of keys.
const span = 1 << 20

export class Vocabulary {
  #keys = new Map<string, Term>()
  #pairs = new Map<number, Term>()
  #texts: string[] = []
  #first: number[] = []
  #second: number[] = []
  #counts: number[] = []
  #records: number[] = []
  #byFold = new Map<string, Term[]>()
  total = 0

  get size(): number { return this.#counts.length }

  key(text: string): Term | undefined { return this.#keys.get(text) }

  pair(before: Term, key: Term): Term | undefined { return this.#pairs.get(before * span + key) }

  /** The term of a key ('thai') or of a pair ('thai_san3'); undefined for what the register does not have. */
  find(text: string): Term | undefined {
    const at = text.indexOf('_')
    if (at < 0) return this.#keys.get(text)
    const before = this.#keys.get(text.slice(0, at))
    const key = this.#keys.get(text.slice(at + 1))
    return before === undefined || key === undefined ? undefined : this.pair(before, key)
  }

  isPair(term: Term): boolean { return this.#first[term]! >= 0 }
  text(term: Term): string { return this.isPair(term) ? `${this.#texts[this.#first[term]!]}_${this.#texts[this.#second[term]!]}` : this.#texts[term]! }
  count(term: Term | undefined): number { return term === undefined ? 0 : this.#counts[term]! }
  records(term: Term | undefined): number { return term === undefined ? 0 : this.#records[term]! }
  withFold(folded: string): readonly Term[] { return this.#byFold.get(folded) ?? [] }

  #new(text: string, first: number, second: number): Term {
    const term = this.#counts.length
    this.#texts.push(text)
    this.#first.push(first)
    this.#second.push(second)
    this.#counts.push(0)
    this.#records.push(0)
    return term
  }

  #keyFor(text: string): Term {
    const known = this.#keys.get(text)
    if (known !== undefined) return known
    const term = this.#new(text, -1, -1)
    this.#keys.set(text, term)
    const folded = foldKey(text)
    const same = this.#byFold.get(folded)
    if (same) same.push(term)
    else this.#byFold.set(folded, [term])
    return term
  }

  #pairFor(before: Term, key: Term): Term {
    const known = this.#pairs.get(before * span + key)
    if (known !== undefined) return known
    const term = this.#new('', before, key)
    this.#pairs.set(before * span + key, term)
    return term
  }

  /** Learns a run of keys, `times` over; the terms met go into `into`. */
  learn(keys: readonly string[], times: number, into?: Set<Term>): void {
    let before: Term | undefined
    for (const text of keys) {
      const key = this.#keyFor(text)
      this.#counts[key]! += times
      this.total += times
      into?.add(key)
      if (before !== undefined) {
        const pair = this.#pairFor(before, key)
        this.#counts[pair]! += times
        into?.add(pair)
      }
      before = key
    }
  }

  countRecord(terms: Iterable<Term>): void { for (const term of terms) this.#records[term]!++ }

  /** As numbers for a saved copy: only the terms in `wanted` or told apart by at least `least` sightings. */
  saved(wanted: ReadonlySet<Term>, least: number): SavedVocabulary {
    const keys: SavedVocabulary['keys'] = []
    const pairs: number[] = []
    const numbers = new Map<Term, number>()
    for (const [text, term] of this.#keys) { numbers.set(term, numbers.size); keys.push([text, this.#counts[term]!, this.#records[term]!]) }
    for (const term of this.#pairs.values()) {
      if (!wanted.has(term) && this.#counts[term]! < least) continue
      numbers.set(term, numbers.size)
      pairs.push(numbers.get(this.#first[term]!)!, numbers.get(this.#second[term]!)!, this.#counts[term]!, this.#records[term]!)
    }
    return { keys, pairs, numbers }
  }

  static from({ keys, pairs }: Pick<SavedVocabulary, 'keys' | 'pairs'>): Vocabulary {
    const vocabulary = new Vocabulary()
    for (const [text, count, records] of keys) {
      const term = vocabulary.#keyFor(text)
      vocabulary.#counts[term] = count
      vocabulary.#records[term] = records
      vocabulary.total += count
    }
    for (let at = 0; at < pairs.length; at += 4) {
      const term = vocabulary.#pairFor(pairs[at]!, pairs[at + 1]!)
      vocabulary.#counts[term] = pairs[at + 2]!
      vocabulary.#records[term] = pairs[at + 3]!
    }
    return vocabulary
  }
}

export interface SavedVocabulary {
  keys: [text: string, count: number, records: number][]
  /** Four numbers a pair: first, second, count, records. */
  pairs: number[]
  /** The number in the saved copy of each term. */
  numbers: Map<Term, number>
}
