// The index of procedures: MiniSearch, fed with our analysis, pruned; and the second ranking of what it finds.
import MiniSearch from 'minisearch'
import { isFaq } from '../faqs/index-ids.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { queryOf, readQuestion, readTyping, type Query, type Reading } from './asking.ts'
import { codeOf, entryOf, termOf, type Entry, type SaidName, type Titled } from './entries.ts'
import { everyday } from './everyday.ts'
import { agreement, agreementByFacet, rangeAgreement, type FacetAgreement } from './facets.ts'
import { Lexicon, type LexiconText } from './lexicon.ts'
import { empty, faint, general } from './noise.ts'
import { packLexicon } from './pack.ts'
import { fieldWeights, indexFields, indexTexts, type IndexField } from './passages.ts'
import { keysOf, spell } from './vietnamese.ts'
import { Vocabulary, type SavedVocabulary, type Term } from './vocabulary.ts'

/** `names`: what people call it, besides the record's own everyday names. */
export interface IndexDocument { id: string, content: ProcedureContent, names?: readonly string[] }

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
  /** How well it agrees with the question about operation, person, matter …: about -2 to 2. */
  agrees: number
  /** Share (0…1) of what the question is about, its words and pairs of words that are not general, that the record has. */
  ofMatter: number
  /** Where asked for: what the score is made of, and why. */
  parts?: Parts
}

/** What a score is made of; `score` is the sum of each, times its weight. */
export interface Parts {
  /** MiniSearch's score, as a share of the best one's. */
  base: number
  ofName: number
  ofQuestion: number
  agrees: number
  byFacet: FacetAgreement[]
  range: number
  placed: number
  called: number
  /** The everyday name that the question says most of. */
  calledBy: string | null
  /** Words of the question, by the field of the record that has them. */
  matched: Record<string, string[]>
}

export interface Found {
  /** The question as it was read. */
  reading: Reading
  hits: Hit[]
  /** Weight of the question in bits; a question with little of it names no procedure. */
  weight: number
  /** The weight that it would have in a register of usual size: where there are thousands of records every word weighs more. */
  usualWeight: number
  /** Bits of what the question is about, general words left out; 0 where it says only those. */
  matter: number
  ms: number
  /** Where asked for: what the question was turned into. */
  told?: Told
}

/** What became of a question before it was searched. */
export interface Told {
  /** Keystrokes decoded and short forms written out, tones as they were typed. */
  written: string
  /** Words of life, and the words of law they were searched as. */
  sayings: { said: string, law: string }[]
  codes: string[]
  places: string[]
  amounts: { unit: string, number: number }[]
}

export interface FindOptions {
  /** At most so many hits (default 10), and the one that the conversation is about. */
  limit?: number
  /** The procedure that the conversation is about: its name counts a little, so that its siblings are found. */
  about?: string | null
  /** Fills `parts` of each hit, and `told`. */
  explain?: boolean
}

/** Terms of a long field that a record keeps at most, rarest first: what is common is not searched for anyway. */
const budgetFor = (size: number) => (size > 1_000 ? 160 : 900)
const reranked = 20

export class SearchIndex {
  #mini = new MiniSearch<Entry>({
    fields: indexFields as string[],
    extractField: (entry, field) => (field === 'id' ? entry.id : entry.fields[field as IndexField].map(codeOf).join(' ')),
    tokenize: text => (text ? text.split(' ') : []),
    processTerm: code => code,
  })
  #vocabulary = new Vocabulary()
  #entries = new Map<string, Entry>()
  #pending = new Map<string, Titled & { fields: Record<IndexField, Term[]>, names: SaidName[] }>()
  #lexicon: Lexicon
  #bitsOf = new Map<Term, number>()
  #epoch = 0

  constructor(lexicon: LexiconText = packLexicon()) { this.#lexicon = new Lexicon(lexicon) }

  /** Puts another lexicon in place of the one there. */
  teach(lexicon: LexiconText): void {
    this.#lexicon = new Lexicon(lexicon)
    for (const line of this.#lexicon.lines) this.#vocabulary.learn(keysOf(line), 2)
  }

  get size(): number { return this.#entries.size + this.#pending.size }

  static build(documents: Iterable<IndexDocument>, lexicon?: LexiconText): SearchIndex {
    const index = new SearchIndex(lexicon)
    index.add(documents)
    index.#settle()
    return index
  }

  /**
   * Adds whole records. They are put in when the index is next asked, so that many batches are pruned by the counts of
   * them all, not of the first.
   */
  add(documents: Iterable<IndexDocument>): void {
    for (const { id, content, names: given = [] } of documents) {
      const names = this.#namesOf([...content.aliases, ...given])
      const fields = { ...this.#analyse(content), said: [...new Set(names.flatMap(({ terms }) => terms))] }
      const terms = new Set(Object.values(fields).flat())
      const again = this.#entries.has(id) || this.#pending.has(id)
      // Of a record that comes again only what no record had is counted: it would not be searched for.
      this.#vocabulary.countRecord(again ? [...terms].filter(term => !this.#vocabulary.records(term)) : terms)
      this.#pending.set(id, { id, name: content.name, code: content.code, field: content.field, fields, names })
    }
  }

  /** Puts one record in place of what the index had under its id; null takes it out. */
  replace(id: string, document: Omit<IndexDocument, 'id'> | null): void {
    this.#settle()
    if (document) { this.add([{ id, ...document }]); this.#settle() }
    else this.#take(id)
  }

  #settle(): void {
    if (this.#pending.size === 0) return
    const size = this.#entries.size + this.#pending.size
    for (const { fields, names, ...titled } of this.#pending.values()) this.#put(entryOf(titled, this.#pruned(fields, size), names))
    this.#pending.clear()
  }

  #put(entry: Entry): void {
    this.#take(entry.id)
    this.#mini.add(entry)
    this.#entries.set(entry.id, entry)
    this.#changed()
  }

  #take(id: string): void {
    const old = this.#entries.get(id)
    if (!old) return
    this.#mini.remove(old)
    this.#entries.delete(id)
    this.#changed()
  }

  #changed(): void {
    this.#epoch++
    if (this.#bitsOf.size) this.#bitsOf.clear()
  }

  #analyse(content: ProcedureContent): Record<Exclude<IndexField, 'said'>, Term[]> {
    this.#learnWords()
    const texts = indexTexts(content)
    const termsOf = (text: string, times: number) => {
      const found = new Set<Term>()
      for (const line of text.split('\n')) this.#vocabulary.learn(keysOf(line), times, found)
      return [...found]
    }
    return { name: termsOf(texts.name, 3), head: termsOf(texts.head, 1), body: termsOf(texts.body, 1) }
  }

  #namesOf(names: readonly string[]): SaidName[] {
    this.#learnWords()
    return names.map(text => {
      const found = new Set<Term>()
      this.#vocabulary.learn(keysOf(text), 2, found)
      return { text, terms: [...found] }
    })
  }

  /** What restoring of tones must know before the first record. */
  #learnWords(): void {
    if (this.#vocabulary.total) return
    for (const line of this.#lexicon.lines) this.#vocabulary.learn(keysOf(line), 2)
    for (const line of everyday) this.#vocabulary.learn(keysOf(line), 12)
  }

  /** Most records a term may stand in and still be searched for, in a register of so many. */
  #common(term: Term, size: number): number {
    return this.#vocabulary.isPair(term) ? Math.max(20, Math.min(size * 0.35, 1_300)) : Math.max(20, Math.min(size * 0.25, 400))
  }

  /** Names stay whole; of long fields the rarest terms stay, and none that is too common to be searched for. */
  #pruned(fields: Record<IndexField, Term[]>, size: number): Record<IndexField, Term[]> {
    return Object.fromEntries(indexFields.map(field => [field, field === 'name' || field === 'said' ? fields[field] : this.#rarest(fields[field], size)])) as Record<IndexField, Term[]>
  }

  #rarest(list: Term[], size: number): Term[] {
    const times = (term: Term) => this.#vocabulary.records(term)
    // A pair of words that one record of thousands has is found by its words as well.
    const useful = list.filter(term => times(term) <= this.#common(term, size) && !(size > 1_000 && times(term) === 1 && this.#vocabulary.isPair(term)))
    const budget = budgetFor(size)
    return useful.length <= budget ? useful : useful.sort((a, b) => times(a) - times(b)).slice(0, budget)
  }

  /** What a term tells, in bits (0…9): rare terms much, common ones little; nothing for particles. */
  #bits(term: Term): number {
    const known = this.#bitsOf.get(term)
    if (known !== undefined) return known
    const size = Math.max(this.#entries.size, 2)
    const pair = this.#vocabulary.isPair(term)
    const rarity = (records: number) => Math.log2(1 + size / (records + 0.5))
    // In a register of a few records no term is rare; bits are stretched so that limits on them mean the same everywhere.
    const stretch = size < usualSize ? usualBits / rarity(1) : 1
    const bits = !pair && empty.has(this.#vocabulary.text(term)) ? 0 : Math.min(9, rarity(this.#vocabulary.records(term)) * stretch) * (pair ? ofPair : 1)
    this.#bitsOf.set(term, bits)
    return bits
  }

  /** Bits of a whole name; kept until the register changes. */
  #bitsOfAll(name: { bits?: { epoch: number, sum: number } }, terms: Iterable<Term>): number {
    if (name.bits?.epoch === this.#epoch) return name.bits.sum
    let sum = 0
    for (const term of terms) sum += this.#bits(term)
    name.bits = { epoch: this.#epoch, sum }
    return sum
  }

  /** The everyday name that the question says most of: its share (0…1) and the bits said. */
  #bestName(names: readonly SaidName[], said: ReadonlyMap<Term, number>): { share: number, bits: number, text: string | null } {
    let best: { share: number, bits: number, text: string | null } = { share: 0, bits: 0, text: null }
    for (const name of names) {
      let bits = 0
      for (const term of name.terms) {
        const weight = said.get(term)
        if (weight !== undefined) bits += this.#bits(term) * weight
      }
      if (bits === 0) continue
      const share = bits / (this.#bitsOfAll(name, name.terms) + nameEase)
      if (share > best.share) best = { share, bits, text: name.text }
    }
    return best
  }

  /** Reads a question and finds the records it may mean, best first. */
  find(question: string, { limit = 10, about = null, explain = false }: FindOptions = {}): Found {
    const started = performance.now()
    this.#settle()
    const reading = readQuestion(question, this.#vocabulary, this.#lexicon)
    const query = queryOf(reading, this.#lexicon)
    const asked = new Map<Term, Wanted>()
    let weight = 0
    let matter = 0
    for (const [text, own] of query.weights) {
      const term = this.#vocabulary.find(text)
      const key = !text.includes('_')
      const about = text.split('_').every(isMatter)
      const tells = own * (term !== undefined ? Math.min(this.#bits(term), 8) : key ? unknownBits : unknownBits * ofPair)
      if (key) weight += tells
      if (about) matter += tells
      if (term !== undefined) asked.set(term, { weight: own, own, code: codeOf(term), key, about })
    }
    const said = new Map<Term, number>()
    for (const [text, own] of query.said) {
      const term = this.#vocabulary.find(text)
      if (term !== undefined) said.set(term, own)
    }
    for (const term of (about && this.#entries.get(about)?.nameTerms) || []) {
      const had = asked.get(term)
      if (had) had.weight = Math.max(had.weight, ofTopic)
      else if (this.#bits(term) > 0) asked.set(term, { weight: ofTopic, own: 0, code: codeOf(term), key: !this.#vocabulary.isPair(term), about: false })
    }
    const size = this.#entries.size
    const searched = new Map([...asked].flatMap(([term, { code, weight: boost }]) => {
      const records = this.#vocabulary.records(term)
      return records > 0 && records <= this.#common(term, size) ? [[code, boost] as const] : []
    }))
    const results = searched.size === 0 ? [] : this.#mini.search([...searched.keys()].join(' '), {
      boost: fieldWeights, prefix: false, fuzzy: false, bm25: { k: 1.2, b: 0.3, d: 0.5 }, boostTerm: code => searched.get(code) ?? 1,
    })
    // Shares are told of the best procedure: a frequently asked question beside it does not make it look worse.
    const best = (results.find(({ id }) => !isFaq(id as string)) ?? results[0])?.score ?? 1
    const wanted = [...asked]
    const hits = results.slice(0, reranked).map(({ id, score, match }) => this.#rank(this.#entries.get(id as string)!, score / best, match, query, wanted, said, { weight, matter }, explain))
    hits.sort((a, b) => b.score - a.score)
    const kept = hits.slice(0, limit)
    const topic = about && hits.find(({ id }, at) => id === about && at >= limit)
    if (topic) kept.push(topic)
    const ms = performance.now() - started
    const usualWeight = weight * Math.min(1, usualBits / Math.log2(1 + size / 1.5))
    return { reading, hits: kept, weight, usualWeight, matter, ms, ...explain && { told: this.#told(question, query) } }
  }

  #told(question: string, { sayings, codes, places, amounts }: Query): Told {
    const { text: written } = readTyping(question, this.#lexicon)
    return { written, sayings: sayings.map(({ text, law }) => ({ said: text, law: law.map(spell).join(' ') })), codes, places, amounts }
  }

  #rank(entry: Entry, base: number, match: Record<string, string[]>, query: Query, wanted: readonly [Term, Wanted][], said: ReadonlyMap<Term, number>, { weight, matter }: { weight: number, matter: number }, explain: boolean): Hit {
    const whole = this.#bitsOfAll(entry, entry.nameTerms)
    let covered = 0
    let named = 0
    let found = 0
    let met = 0
    for (const [term, { weight: said, own, code, key, about }] of wanted) {
      const inName = entry.nameTerms.has(term)
      if (inName) {
        const bits = this.#bits(term)
        covered += bits * Math.min(1, said * 1.25)
        named += bits * own
      }
      if (own && (key || about) && (inName || code in match)) {
        const bits = own * Math.min(this.#bits(term), 8)
        if (key) found += bits
        if (about) met += bits
      }
    }
    const ofName = whole ? covered / whole : 0
    const ofQuestion = weight ? found / weight : 0
    const ofMatter = matter ? met / matter : 0
    const called = this.#bestName(entry.names, said)
    const { id, name } = entry
    if (entry.code !== null && query.codes.includes(entry.code)) return { id, name, score: 10, ofName, ofQuestion: 1, ofMatter: 1, named: 99, agrees: 0 }
    const placed = entry.places.length === 0 ? 0 : entry.places.some(place => query.places.includes(place)) ? 0.4 : -0.6
    const agrees = agreement(query.facets, entry.facets)
    const range = rangeAgreement(query.amounts, entry.ranges)
    const score = base + weights.ofName * ofName + weights.ofQuestion * ofQuestion + weights.agrees * agrees + weights.called * called.share + weights.range * range + placed
    return { id, name, score, ofName: Math.max(ofName, weights.calledGate * called.share), ofQuestion, named: Math.max(named, called.bits), agrees, ofMatter, ...explain && { parts: { base, ofName, ofQuestion, agrees, byFacet: agreementByFacet(query.facets, entry.facets), range, placed, called: called.share, calledBy: called.text, matched: this.#matched(match) } } }
  }

  /** Terms that MiniSearch matched, as words, by field. */
  #matched(match: Record<string, string[]>): Record<string, string[]> {
    const found: Record<string, string[]> = {}
    for (const [code, fields] of Object.entries(match)) {
      for (const field of fields) (found[field] ??= []).push(this.#vocabulary.text(termOf(code)).split('_').map(spell).join(' '))
    }
    return found
  }

  /** The index as lines of text for a saved copy: one header, then one line a record. */
  * lines(): Generator<string> {
    this.#settle()
    const used = new Set<Term>()
    for (const { fields } of this.#entries.values()) for (const field of indexFields) for (const term of fields[field]) used.add(term)
    // Pairs seen once or twice say nothing about tones.
    const { keys, pairs, numbers } = this.#vocabulary.saved(used, this.#entries.size > 1_000 ? 4 : 1)
    yield JSON.stringify({ version, keys, pairs } satisfies Header)
    for (const { id, name, code, field: area, fields, names } of this.#entries.values()) {
      const said = names.map(({ text, terms }): [string, ...Term[]] => [text, ...terms.map(term => numbers.get(term)!)])
      yield JSON.stringify([id, name, code, area, said, ...indexFields.map(field => fields[field].map(term => numbers.get(term)!))] satisfies Line)
    }
  }

  /** The index from a saved copy's lines; null when another version wrote them or there is no header. */
  static fromLines(lines: Iterable<string>, lexicon?: LexiconText): SearchIndex | null {
    const index = new SearchIndex(lexicon)
    let head = false
    for (const line of lines) {
      if (!line) continue
      if (!head) {
        const header = JSON.parse(line) as Header
        if (header.version !== version) return null
        index.#vocabulary = Vocabulary.from(header)
        head = true
        continue
      }
      const [id, name, code, area, said, ...terms] = JSON.parse(line) as Line
      index.#put(entryOf({ id, name, code, field: area }, Object.fromEntries(indexFields.map((field, at) => [field, terms[at] ?? []])) as Record<IndexField, Term[]>,
        said.map(([text, ...terms]) => ({ text, terms }))))
    }
    return head ? index : null
  }
}

const isMatter = (key: string) => !empty.has(key) && !faint.has(key) && !general.has(key) && !/^\d/.test(key)

interface Wanted {
  /** What the term counts when searching: the question's own weight, or the conversation's. */
  weight: number
  own: number
  code: string
  key: boolean
  /** Whether it says what the question is about: no general word. */
  about: boolean
}

/** Bits of a word that the register does not have at all. */
const unknownBits = 8
/** Of the bits of a pair of words: its words tell the most of it by themselves. */
const ofPair = 0.6
const ofTopic = 0.4
/** Bits added to an everyday name, so that a short one is not found by a word. */
const nameEase = 6
export const weights = { ofName: 0.75, ofQuestion: 0.5, agrees: 0.42, called: 0.9, range: 0.15, calledGate: 0.6 }
/** Size of the register for which the limits of gate.ts were measured, and the bits of a word that one record of it has. */
const usualSize = 285
const usualBits = 7.6

/** Raise when the analysis or the saved form changes: older copies are then built anew. */
const version = 5
type Header = { version: number } & Pick<SavedVocabulary, 'keys' | 'pairs'>
type Line = [id: string, name: string, code: string | null, field: string | null, said: [string, ...Term[]][], ...terms: Term[][]]
