// Answering with a frequently asked question: only where the question asks the same, word for word as it was approved.
import { inArray } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { gateOf } from '../assistant/gate.ts'
import type { Turn } from '../assistant/answering.ts'
import type { Part } from '../assistant/composing.ts'
import type { Found } from '../assistant/search-index.ts'
import type { Aspect } from '../assistant/understanding.ts'
import { dayOf, now } from '../clock.ts'
import type { Component } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import type { Read } from '../store/store.ts'
import { publishedVersions } from './faqs.ts'
import { faqIdOf, isFaq } from './index-ids.ts'
import { asksTheSame, isOneOf } from './similar.ts'
import { staleCitations } from './stale.ts'
import type { Faq, FaqCitation, FaqVersion } from './tables.ts'
import { isOverdue, overdueSentence } from './words.ts'

/** What an answer keeps of the entry that it is given with. */
export interface FaqAnswer {
  id: string
  number: number
  question: string
  approvedBy: string
  approvedOn: string
  /** It was asked word for word; otherwise it is only near. */
  verbatim?: boolean
}
export type AnswerOfFaq = Pick<Turn, 'text' | 'parts' | 'uncertain' | 'aspect'> & {
  faq: FaqAnswer
  procedureId: string | null
}

const lookedAt = 3

/** An entry with the version that is answered from. */
export interface FaqInUse { faq: Faq; version: FaqVersion }

/**
 * The published entry among what was found that asks what the question asks, as an answer; null where none does.
 * @param tried an entry as it would be, in place of what is published of it
 */
export async function faqAnswering(db: Read, found: Found, tried: FaqInUse | null = null): Promise<AnswerOfFaq | null> {
  const hits = found.hits.filter(({ id }) => isFaq(id)).slice(0, lookedAt)
  if (!hits.length) return null
  const published = await publishedVersions(db, hits.map(({ id }) => faqIdOf(id)))
  const kept = tried ? [tried, ...published.filter(({ faq }) => faq.id !== tried.faq.id)] : published
  const words = found.reading.text
  const entries = hits.flatMap(hit => {
    const entry = kept.find(({ faq }) => faq.id === faqIdOf(hit.id))
    return entry ? [{ ...entry, hit, phrasings: [entry.version.question, ...entry.version.phrasings] }] : []
  })
  const verbatim = entries.find(({ phrasings }) => isOneOf(words, phrasings))
  const best = verbatim ?? entries.find(({ hit, phrasings }) => gateOf({ ...found, hits: [hit] }, [hit]).kind !== 'refuse' && asksTheSame(words, phrasings))
  if (!best) return null
  const { faq, version } = best
  const [approver] = version.approvedById ? await db.select({ name: people.name }).from(people).where(inArray(people.id, [version.approvedById])) : []
  const stale = await staleCitations(db, faq, version)
  const parts = partsOf(version.citations)
  return {
    text: version.answer, parts, aspect: parts[0]?.aspect ?? null, procedureId: version.citations[0]?.procedureId ?? null,
    uncertain: [...isOverdue(faq) ? [overdueSentence(faq.reviewOn!)] : [], ...new Set(stale.map(({ sentence }) => `${sentence} Câu trả lời này cần xem lại.`))],
    faq: {
      id: faq.id, number: version.number, question: version.question, approvedBy: approver?.name ?? 'người không còn trong danh bạ',
      approvedOn: dayOf(version.approvedAt ?? now()), verbatim: best === verbatim,
    },
  }
}

const aspectOf: Partial<Record<Component, Aspect>> = {
  channels: 'channel', papers: 'documents', steps: 'steps', conditions: 'conditions', audience: 'conditions', result: 'result', legalBases: 'legal_basis', agencies: 'agency',
}

/** The passages it rests on, those of one section together. */
function partsOf(citations: readonly FaqCitation[]): Part[] {
  const groups = Map.groupBy(citations, ({ procedureId, section }) => `${procedureId} ${section}`)
  return [...groups.values()].map(group => {
    const { procedureId, section } = group[0]!
    return { aspect: aspectOf[section] ?? 'overview', heading: `Căn cứ: ${sections[section].heading}`, quotes: group.map(({ quote }) => ({ text: quote })), anchor: sections[section].anchor, procedureId, role: 'field' as const }
  })
}
