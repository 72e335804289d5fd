// The ripple of a change: what quotes a procedure that was amended or abolished since, and what people made of each place.
import { and, desc, eq, gte, inArray, ne } from 'drizzle-orm'
import { conversations, turns } from '../assistant/tables.ts'
import { addDays, dayOf, startOf, today } from '../clock.ts'
import { events } from '../events/tables.ts'
import { faqs, faqVersions } from '../faqs/tables.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import { testQuestions } from '../proving/tables.ts'
import type { Read } from '../store/store.ts'

export const citingKinds = ['faq', 'test', 'answer'] as const
export type CitingKind = (typeof citingKinds)[number]

/** One place that quotes an older version, or takes a procedure for right that has changed. */
export interface Citing {
  /** '<kind> <id> <version>': the same place is asked about again when the procedure changes again. */
  key: string
  kind: CitingKind
  id: string
  title: string
  /** The procedure as it stands today. */
  procedure: Row
  ownerUnitId: string | null
  /** Who looks after it, or who asked. */
  personId: string
  /** The day it was written, made or answered. */
  on: string
  /** For answers: the conversation and the turn's number. */
  place: { conversationId: string; number: number } | null
  seen: { how: 'confirmed' | 'given'; byId: string; on: string; taskId: string | null } | null
}

/** Procedures that were amended, replaced or abolished within so many days, as they stand today. */
async function changedSince(db: Read, days: number): Promise<Map<string, Row>> {
  const since = addDays(today(), -days)
  const { rows } = await catalogue(db)
  return new Map(rows.filter(({ number, effectiveFrom, state }) => number > 1 && state !== 'upcoming' && effectiveFrom >= since).map(row => [row.id, row]))
}

/** Everything that quotes what has changed within so many days, the latest change first. */
export async function citingChanged(db: Read, days: number): Promise<Citing[]> {
  const changed = await changedSince(db, days)
  if (!changed.size) return []
  const found = [...await citingFaqs(db, changed), ...await citingTests(db, changed), ...await citingAnswers(db, changed, days)]
  const seen = await seenPlaces(db, [...changed.keys()])
  return found.map(one => ({ ...one, seen: seen.get(one.key) ?? null }))
    .toSorted((a, b) => compare(b.procedure.effectiveFrom, a.procedure.effectiveFrom)
      || compare(a.procedure.sort, b.procedure.sort) || citingKinds.indexOf(a.kind) - citingKinds.indexOf(b.kind) || compare(b.on, a.on))
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
type Unseen = Omit<Citing, 'seen'>
const keyOf = (kind: CitingKind, id: string, { versionId }: Row) => `${kind} ${id} ${versionId}`

async function citingFaqs(db: Read, changed: ReadonlyMap<string, Row>): Promise<Unseen[]> {
  const rows = await db.select({ faq: faqs, number: faqVersions.number, citations: faqVersions.citations, writtenAt: faqVersions.writtenAt,
    writtenById: faqVersions.writtenById })
    .from(faqs).innerJoin(faqVersions, eq(faqVersions.faqId, faqs.id)).where(ne(faqs.state, 'archived')).orderBy(desc(faqVersions.number))
  const shown = new Set<string>()
  return rows.flatMap(({ faq, number, citations, writtenAt, writtenById }) => {
    // The version that is answered from; of one that never was, the latest.
    if (shown.has(faq.id) || (faq.publishedNumber !== null && number !== faq.publishedNumber)) return []
    shown.add(faq.id)
    const quoted = citations.flatMap(({ procedureId, versionId }) => { const row = changed.get(procedureId); return row && row.versionId !== versionId ? [row] : [] })
    const about = faq.procedureId && !citations.length ? changed.get(faq.procedureId) : undefined
    const old = [...quoted, ...about && dayOf(writtenAt) < about.effectiveFrom ? [about] : []]
    return [...new Set(old)].map(procedure => (
      { key: keyOf('faq', faq.id, procedure), kind: 'faq' as const, id: faq.id, title: faq.question, procedure, ownerUnitId: faq.ownerUnitId,
        personId: faq.ownerId ?? writtenById, on: dayOf(writtenAt), place: null }))
  })
}

async function citingTests(db: Read, changed: ReadonlyMap<string, Row>): Promise<Unseen[]> {
  const rows = await db.select().from(testQuestions).where(eq(testQuestions.inUse, true))
  return rows.flatMap(({ id, title, turns: asked, madeById, madeAt }) => [...new Set(asked.flatMap(({ gold }) => gold))].flatMap(gold => {
    const procedure = changed.get(gold)
    return procedure && dayOf(madeAt) < procedure.effectiveFrom
      ? [{ key: keyOf('test', id, procedure), kind: 'test' as const, id, title, procedure, ownerUnitId: procedure.ownerUnitId, personId: madeById,
        on: dayOf(madeAt), place: null }] : []
  }))
}

async function citingAnswers(db: Read, changed: ReadonlyMap<string, Row>, days: number): Promise<Unseen[]> {
  const rows = await db.select({ id: turns.id, question: turns.question, number: turns.number, sources: turns.sources, askedAt: turns.askedAt,
    conversationId: conversations.id, personId: conversations.personId })
    .from(turns).innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .where(and(eq(turns.outcome, 'answered'), gte(turns.askedAt, startOf(addDays(today(), -days)))))
  return rows.flatMap(({ id, question, number, sources, askedAt, conversationId, personId }) => sources.flatMap(({ procedureId, versionId }) => {
    const procedure = changed.get(procedureId)
    return procedure && procedure.versionId !== versionId
      ? [{ key: keyOf('answer', id, procedure), kind: 'answer' as const, id, title: question ?? 'Câu hỏi không còn lưu', procedure,
        ownerUnitId: procedure.ownerUnitId, personId, on: dayOf(askedAt), place: { conversationId, number } }] : []
  }))
}

/** What people made of places that quote these procedures; the last word counts. */
async function seenPlaces(db: Read, procedureIds: readonly string[]): Promise<Map<string, NonNullable<Citing['seen']>>> {
  const seen = new Map<string, NonNullable<Citing['seen']>>()
  for (let start = 0; start < procedureIds.length; start += 500) {
    const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'procedure'), inArray(events.subjectId, procedureIds.slice(start, start + 500)),
      inArray(events.action, ['citations confirmed', 'citations given to review']))).orderBy(events.number)
    for (const { action, actorId, at, details } of rows) {
      for (const key of details.items as string[]) {
        seen.set(key, { how: action === 'citations confirmed' ? 'confirmed' : 'given', byId: actorId, on: dayOf(at),
          taskId: typeof details.task === 'string' ? details.task : null })
      }
    }
  }
  return seen
}

/** How often a procedure is quoted: in answers of the last 90 days, and in FAQ that are not put away. */
export async function citedCounts(db: Read, procedureId: string): Promise<{ answers: number; faqs: number }> {
  const answers = await db.$count(turns, and(eq(turns.procedureId, procedureId), gte(turns.askedAt, startOf(addDays(today(), -90)))))
  return { answers, faqs: await db.$count(faqs, and(eq(faqs.procedureId, procedureId), ne(faqs.state, 'archived'))) }
}
