// How alike two questions are: the share of their words, by what each word tells, that both have; and entries like one being written.
import { and, desc, eq, ne } from 'drizzle-orm'
import { weightOf } from '../assistant/noise.ts'
import { cuesIn } from '../assistant/understanding.ts'
import { foldKey, keysOf, spoken } from '../assistant/vietnamese.ts'
import type { Read } from '../store/store.ts'
import { faqs, faqVersions } from './tables.ts'

/** Words without their tones, and every two neighbours that tell something: order matters a little. */
function termsOf(text: string): Map<string, number> {
  const terms = new Map<string, number>()
  const keys = keysOf(text)
  keys.forEach((key, at) => {
    const own = weightOf(key)
    if (own > 0) terms.set(foldKey(key), own)
    const before = at > 0 ? weightOf(keys[at - 1]!) : 0
    if (own > 0 && before > 0) terms.set(`${foldKey(keys[at - 1]!)} ${foldKey(key)}`, (own + before) / 4)
  })
  return terms
}

const sum = (terms: Map<string, number>) => [...terms.values()].reduce((all, one) => all + one, 0)

function share(a: Map<string, number>, b: Map<string, number>): number {
  let both = 0
  for (const [term, own] of a) if (b.has(term)) both += own
  const all = sum(a) + sum(b)
  return all ? (2 * both) / all : 0
}

/** How alike other texts are to this one, 0…1; its words are read once. */
export function likenessTo(text: string): (other: string) => number {
  const terms = termsOf(text)
  return other => share(terms, termsOf(other))
}

const pointsOf = (text: string) => [...new Set(cuesIn(spoken(keysOf(text))).map(({ aspect }) => aspect))]

/** Whether a question asks nothing but what one of these phrasings asks: nearly the same words, and no other point. */
export function asksTheSame(question: string, phrasings: readonly string[]): boolean {
  const aspects = pointsOf(question)
  const likeness = likenessTo(question)
  return phrasings.some(phrase => {
    if (likeness(phrase) < closeEnough) return false
    const theirs = pointsOf(phrase)
    return aspects.every(one => theirs.includes(one)) && (aspects.length > 0 || theirs.length === 0)
  })
}

/** Whether a question is one of these phrasings word for word, whatever its tones, capitals and signs. */
export function isOneOf(question: string, phrasings: readonly string[]): boolean {
  const said = (text: string) => keysOf(text).map(foldKey).join(' ')
  return phrasings.some(phrase => said(phrase) === said(question))
}

/** An answer given word for word must fit the whole question; a warning may be wrong now and then. */
const closeEnough = 0.8
const alike = 0.5
const mostShown = 3

export interface Similar { id: string; question: string; score: number }

/** Entries, archived ones left out, that ask nearly the same, the most alike first. */
export async function similarTo(db: Read, asked: readonly string[], exceptId = ''): Promise<Similar[]> {
  const wanted = asked.map(termsOf).filter(terms => terms.size)
  if (!wanted.length) return []
  const rows = await db.select({ id: faqs.id, question: faqs.question, phrasings: faqVersions.phrasings }).from(faqs)
    .innerJoin(faqVersions, eq(faqVersions.faqId, faqs.id)).where(and(ne(faqs.state, 'archived'), ne(faqs.id, exceptId))).orderBy(desc(faqVersions.number))
  const latest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!latest.has(row.id)) latest.set(row.id, row)
  return [...latest.values()].map(({ id, question, phrasings }) => {
    const theirs = [question, ...phrasings].map(termsOf)
    return { id, question, score: Math.max(...wanted.flatMap(own => theirs.map(one => share(own, one)))) }
  }).filter(({ score }) => score >= alike).toSorted((a, b) => b.score - a.score).slice(0, mostShown)
}
