// Earlier questions like one being entered, with what was answered: found by pairs of words, weighed word by word.
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import { isOneOf, likenessTo } from '../faqs/similar.ts'
import { searchEntries } from '../search/tables.ts'
import { numbersWith } from '../store/full-text.ts'
import type { Read } from '../store/store.ts'
import { pairsOf } from './pairs.ts'
import { enquiries, enquiryAnswers } from './tables.ts'
import { numberOf, stateStatus } from './words.ts'

const mostShown = 5
const looked = 40
const alike = 0.4
const mostPairs = 12

export interface SimilarEnquiry {
  id: string
  href: string
  number: string
  question: string
  status: ReturnType<typeof stateStatus>
  answer: string | null
  score: number
  /** Word for word. */
  same: boolean
}

/** The most alike first; `text` must be masked. */
export async function similarEnquiries(db: Read, text: string, exceptId = ''): Promise<SimilarEnquiry[]> {
  const pairs = pairsOf(text).slice(0, mostPairs)
  if (!pairs.length) return []
  // Those that share a beginning or an end of the question first; where there are few, whoever shares any pair.
  const half = Math.ceil(pairs.length / 2)
  const numbers = new Set<number>()
  for (const wanted of [pairs, pairs.slice(0, half), pairs.slice(half)]) {
    if (wanted.length > 1 && numbers.size < looked) for (const number of await numbersWith(db, wanted.map(one => [one]), looked)) numbers.add(number)
  }
  if (numbers.size < mostShown) for (const number of await numbersWith(db, [pairs], looked)) numbers.add(number)
  if (!numbers.size) return []
  // The kind is not asked for: its index has nearly every entry in it, and would be read in place of the few numbers.
  const entries = await db.select({ id: searchEntries.subjectId, kind: searchEntries.kind }).from(searchEntries).where(inArray(searchEntries.number, [...numbers]))
  const ids = entries.filter(({ kind }) => kind === 'enquiry').map(({ id }) => id)
  const rows = ids.length ? await db.select().from(enquiries).where(and(inArray(enquiries.id, ids), ne(enquiries.id, exceptId))) : []
  const likeness = likenessTo(text)
  const best = rows.map(row => ({ row, score: likeness(row.question) })).filter(({ score }) => score >= alike)
    .toSorted((a, b) => b.score - a.score || Number(b.row.answerNumber !== null) - Number(a.row.answerNumber !== null)).slice(0, mostShown)
  const answers = await answersOf(db, best.map(({ row }) => row))
  return best.map(({ row, score }) => ({
    id: row.id, href: `/enquiries/${row.id}`, number: numberOf(row), question: row.question, status: stateStatus(row.state), answer: answers.get(row.id) ?? null, score,
    same: isOneOf(text, [row.question]),
  }))
}

/** The texts that went out, by question. */
async function answersOf(db: Read, rows: readonly { id: string; answerNumber: number | null }[]): Promise<Map<string, string>> {
  const sent = rows.flatMap(({ id, answerNumber }) => (answerNumber === null ? [] : [and(eq(enquiryAnswers.enquiryId, id), eq(enquiryAnswers.number, answerNumber))]))
  const found = sent.length ? await db.select({ id: enquiryAnswers.enquiryId, text: enquiryAnswers.text }).from(enquiryAnswers).where(or(...sent)) : []
  return new Map(found.map(({ id, text }) => [id, text]))
}
