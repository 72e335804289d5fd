// The index of procedures: MiniSearch, fed with our analysis, pruned; and the second ranking of what it finds.
import MiniSearch from 'minisearch'
import type { ProcedureContent } from '../procedures/content.ts'
import { queryOf, readQuestion, type Query, type Reading } from './asking.ts'
import { agreement, facetsNamed, rangeAgreement, rangesNamed, type Facets } from './facets.ts'
import { sayingLines } from './lexicon.ts'
import { empty, placesIn } from './noise.ts'
import { fieldWeights, indexFields, indexTexts, type IndexField } from './passages.ts'
import { count, newCounts, type Counts } from './restoring.ts'
import { everyday } from './everyday.ts'
import { keysOf, spoken, terms } from './vietnamese.ts'

export interface IndexDocument { id: string, content: ProcedureContent }

export interface Hit {
  id: string
  name: string
  /** Rank score of the second ranking; comparable within one question only. */
  score: number
  /** Share (0…1) of the weight of the record's name that the question covers. */
  ofName: number
  /** Share (0…1) of the question's weight that the record covers: what the gate looks at. */
  ofQuestion: number
  /** Weight of the question's terms found in the record's name, in bits: how much of a procedure was named at all. */
  named: number
}

export interface Found {
  /** The question as it was read. */
  reading: Reading
  hits: Hit[]
  /** Weight of the question in bits; a question with little of it names no procedure. */
  weight: number
  ms: number
}

export interface FindOptions {
  /** At most so many hits (default 10). */
  limit?: number
  /** The procedure that the conversation is about: its name counts a little, so that its siblings are found. */
  about?: string | null
}

/** One record as the index keeps it; all that a saved copy has. */
interface Entry {
  id: string
  name: string
  /** Terms of each field with blanks between, already pruned. */
  fields: Record<IndexField, string>
  /** Distinct keys and pairs of the name. */
  nameTerms: Set<string>
  facets: Facets
  ranges: ReturnType<typeof rangesNamed>
  places: string[]
  /** National code, for questions that name it. */
  code: string | null
  bits?: { epoch: number, sum: number }
}

/** Terms of a long field that a record keeps at most, rarest first: what is common is not searched for anyway. */
const budgetFor = (size: number) => (size > 1_000 ? 240 : 900)
const reranked = 40

export class SearchIndex {
  /** MiniSearch's tree looks at all branches of a node in turn; terms spelled with eight letters only go in twice as fast. */
  #codes = new Map<string, string>()
  #mini = new MiniSearch<Entry>({
    fields: indexFields as string[],
    extractField: (entry, field) => (field === 'id' ? entry.id : entry.fields[field as IndexField]),
    tokenize: text => (text ? text.split(' ') : []),
    processTerm: term => this.#code(term),
  })
  #entries = new Map<string, Entry>()
  #counts: Counts = newCounts()
  #records = new Map<string, number>()
  #pending = new Map<string, { document: { id: string, name: string }, fields: Record<IndexField, string[]> }>()
  #bitsOf = new Map<string, number>()
  #epoch = 0

  get size(): number { return this.#entries.size + this.#pending.size }

  static build(documents: Iterable<IndexDocument>): SearchIndex {
    const index = new SearchIndex()
    index.add(documents)
    index.#settle()
    return index
  }

  /**
   * Adds whole records. They are put in when the index is next asked, so that many batches are pruned by the counts of
   * them all, not of the first.
   */
  add(documents: Iterable<IndexDocument>): void {
    if (this.#counts.total === 0) this.#learnEveryday()
    for (const document of documents) {
      const fields = this.#analyse(document.content)
      if (!this.#entries.has(document.id) && !this.#pending.has(document.id)) this.#countRecords(fields)
      this.#pending.set(document.id, { document: { id: document.id, name: document.content.name }, fields })
    }
  }

  #settle(): void {
    if (this.#pending.size === 0) return
    this.#forgetRarePairs()
    const size = this.#entries.size + this.#pending.size
    for (const { document, fields } of this.#pending.values()) this.#put(entryFrom(document.id, document.name, this.#pruned(fields, size)))
    this.#pending.clear()
  }

  /** Puts one record in place of what the index had under its id; null takes it out. */
  replace(id: string, content: ProcedureContent | null): void {
    this.#settle()
    const old = this.#entries.get(id)
    if (old) { this.#mini.remove(old); this.#entries.delete(id); this.#changed() }
    if (!content) return
    if (this.#counts.total === 0) this.#learnEveryday()
    const fields = this.#analyse(content)
    if (!old) this.#countRecords(fields)
    this.#put(entryFrom(id, content.name, this.#pruned(fields, this.#entries.size + 1)))
  }

  #put(entry: Entry): void {
    const old = this.#entries.get(entry.id)
    if (old) this.#mini.remove(old)
    this.#mini.add(entry)
    this.#entries.set(entry.id, entry)
    this.#changed()
  }

  /** Into an empty index; the last of several records with one id stays. */
  #putAll(entries: readonly Entry[]): void {
    for (const entry of entries) this.#entries.set(entry.id, entry)
    this.#mini.addAll([...this.#entries.values()])
    this.#changed()
  }

  #code(term: string): string {
    const known = this.#codes.get(term)
    if (known !== undefined) return known
    let code = ''
    for (let rest = this.#codes.size; ; rest = rest >> 3) {
      code += 'abcdefgh'[rest & 7]
      if (rest < 8) break
    }
    this.#codes.set(term, code)
    return code
  }

  #changed(): void {
    this.#epoch++
    if (this.#bitsOf.size) this.#bitsOf.clear()
  }

  #learnEveryday(): void {
    for (const line of sayingLines) count(this.#counts, keysOf(line), 2)
    for (const line of everyday) count(this.#counts, keysOf(line), 12)
  }

  #analyse(content: ProcedureContent): Record<IndexField, string[]> {
    const texts = indexTexts(content)
    return Object.fromEntries(indexFields.map((field) => {
      const found = new Set<string>()
      for (const line of texts[field].split('\n')) {
        const keys = keysOf(line)
        count(this.#counts, keys, field === 'name' ? 3 : 1)
        terms(keys, found)
      }
      return [field, [...found]]
    })) as Record<IndexField, string[]>
  }

  #countRecords(fields: Record<IndexField, string[]>): void {
    const all = new Set(Object.values(fields).flat())
    for (const term of all) this.#records.set(term, (this.#records.get(term) ?? 0) + 1)
  }

  /** Pairs seen once or twice say nothing about tones and fill the memory of a large register. */
  #forgetRarePairs(): void {
    if (this.#counts.two.size < 60_000) return
    for (const [pair, times] of this.#counts.two) if (times < 4) this.#counts.two.delete(pair)
  }

  /** Most records a term may stand in and still be searched for, in a register of so many. */
  #common(term: string, size = this.#entries.size): number {
    return term.includes('_') ? Math.max(20, Math.min(size * 0.35, 1_300)) : Math.max(20, Math.min(size * 0.25, 400))
  }

  /** Names stay whole; of long fields the rarest terms stay, and none that is too common to be searched for. */
  #pruned(fields: Record<IndexField, string[]>, size: number): Record<IndexField, string> {
    return Object.fromEntries(indexFields.map(field => [field, (field === 'name' ? fields[field] : this.#rarest(fields[field], size)).join(' ')])) as Record<IndexField, string>
  }

  #rarest(list: string[], size: number): string[] {
    const times = (term: string) => this.#records.get(term) ?? 1
    // A pair of words that one record of thousands has is found by its words as well.
    const useful = list.filter(term => times(term) <= this.#common(term, size) && !(size > 1_000 && times(term) === 1 && term.includes('_')))
    const budget = budgetFor(size)
    return useful.length <= budget ? useful : useful.sort((a, b) => times(a) - times(b)).slice(0, budget)
  }

  /** What a term tells, in bits (0…9): rare terms much, common ones little. */
  #bits(term: string): number {
    const known = this.#bitsOf.get(term)
    if (known !== undefined) return known
    const size = Math.max(this.#entries.size, 2)
    const bits = Math.min(9, Math.log2(1 + size / ((this.#records.get(term) ?? 0) + 0.5))) * (term.includes('_') ? 0.6 : 1)
    this.#bitsOf.set(term, bits)
    return bits
  }

  /** Bits of a whole name; kept until the register changes. */
  #bitsOfName(entry: Entry): number {
    if (entry.bits?.epoch === this.#epoch) return entry.bits.sum
    let sum = 0
    for (const term of entry.nameTerms) if (!empty.has(term)) sum += this.#bits(term)
    entry.bits = { epoch: this.#epoch, sum }
    return sum
  }

  /** Reads a question and finds the records it may mean, best first. */
  find(question: string, { limit = 10, about = null }: FindOptions = {}): Found {
    const started = performance.now()
    this.#settle()
    const reading = readQuestion(question, this.#counts)
    const query = queryOf(reading)
    const kept = about ? this.#entries.get(about) : undefined
    const weights = new Map(query.weights)
    if (kept) for (const term of kept.nameTerms) if (!empty.has(term)) weights.set(term, Math.max(weights.get(term) ?? 0, 0.3))

    let weight = 0
    const asked = new Map<string, string>()
    for (const [term, value] of weights) {
      const records = this.#records.get(term) ?? 0
      if (!term.includes('_') && query.weights.has(term)) weight += value * Math.min(this.#bits(term), 8)
      if (records > 0 && records <= this.#common(term)) asked.set(this.#code(term), term)
    }
    const results = asked.size === 0 ? [] : this.#mini.search([...asked.keys()].join(' '), {
      boost: fieldWeights, prefix: false, fuzzy: false, bm25: { k: 1.2, b: 0.3, d: 0.5 },
      boostTerm: code => weights.get(asked.get(code) ?? '') ?? 1, processTerm: code => code,
    })
    const best = results[0]?.score ?? 1
    const hits = results.slice(0, reranked).map((result) => this.#rank(this.#entries.get(result.id as string)!, result.score / best, result.match, query, weights, weight))
    hits.sort((a, b) => b.score - a.score)
    return { reading, hits: hits.slice(0, limit), weight, ms: performance.now() - started }
  }

  #rank(entry: Entry, base: number, match: Record<string, string[]>, query: Query, weights: Map<string, number>, weight: number): Hit {
    const whole = this.#bitsOfName(entry)
    let covered = 0
    let named = 0
    let found = 0
    for (const [term, said] of weights) {
      if (empty.has(term)) continue
      const own = query.weights.get(term)
      const inName = entry.nameTerms.has(term)
      if (inName) {
        const bits = this.#bits(term)
        covered += bits * Math.min(1, said * 1.25)
        if (own) named += bits * own
      }
      if (own && !term.includes('_') && (inName || this.#code(term) in match)) found += own * Math.min(this.#bits(term), 8)
    }
    const ofName = whole ? covered / whole : 0
    const ofQuestion = weight ? found / weight : 0
    const placed = entry.places.length === 0 ? 0 : entry.places.some((place) => query.places.includes(place)) ? 0.4 : -0.6
    const coded = entry.code !== null && query.codes.includes(entry.code)
    if (coded) return { id: entry.id, name: entry.name, score: 10, ofName, ofQuestion: 1, named: 99 }
    const score = base + 0.75 * ofName + 0.5 * ofQuestion + 0.42 * agreement(query.facets, entry.facets)
      + 0.15 * rangeAgreement(query.amounts, entry.ranges) + placed
    return { id: entry.id, name: entry.name, score, ofName, ofQuestion, named }
  }

  /** The index as lines of text for a saved copy: one header, then one line a record. */
  * lines(): Generator<string> {
    this.#settle()
    const large = this.#records.size > 100_000
    const records = [...this.#records].filter(([term, times]) => times > 1 || !large || !term.includes('_'))
    yield JSON.stringify({ version, one: [...this.#counts.one], two: [...this.#counts.two], records } satisfies Header)
    for (const { id, name, fields } of this.#entries.values()) yield JSON.stringify([id, name, ...indexFields.map(field => fields[field])])
  }

  /** The index from a saved copy's lines; null when another version wrote them or there is no header. */
  static fromLines(lines: Iterable<string>): SearchIndex | null {
    const index = new SearchIndex()
    const entries: Entry[] = []
    let head: Header | null = null
    for (const line of lines) {
      if (!line) continue
      if (!head) {
        head = JSON.parse(line) as Header
        if (head.version !== version) return null
        for (const [key, times] of head.one) count(index.#counts, [key], times)
        index.#counts.two = new Map(head.two)
        index.#records = new Map(head.records)
        continue
      }
      const [id, name, ...texts] = JSON.parse(line) as string[]
      const fields = Object.fromEntries(indexFields.map((field, at) => [field, texts[at] ?? ''])) as Record<IndexField, string>
      entries.push(entryFrom(id!, name!, fields))
    }
    index.#putAll(entries)
    return head && index
  }
}

interface Header { version: number, one: [string, number][], two: [string, number][], records: [string, number][] }

/** Raise when the analysis or the saved form changes: older copies are then built anew. */
const version = 1

function entryFrom(id: string, name: string, fields: Record<IndexField, string>): Entry {
  const text = spoken(keysOf(name))
  return { id, name, fields, nameTerms: new Set(fields.name.split(' ')), facets: facetsNamed(text), ranges: rangesNamed(text), places: placesIn(text), code: /(?:^| )(\d\.\d{6})(?= |$)/.exec(fields.head)?.[1] ?? null }
}
