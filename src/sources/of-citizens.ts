// What citizens and askers were told, or are about to be, out of what has changed: open enquiries, answers, slips, answers of the assistant.
import { and, eq, gte, inArray, isNull, notInArray, type SQL } from 'drizzle-orm'
import { conversations, turns } from '../assistant/tables.ts'
import { dayOf, startOf } from '../clock.ts'
import { openStates } from '../enquiries/clock.ts'
import { enquiries, enquiryAnswers, enquiryDrafts, type Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import type { FaqCitation } from '../faqs/tables.ts'
import type { Component } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import { slips } from '../slips/tables.ts'
import { naming } from '../store/naming.ts'
import type { Read } from '../store/store.ts'
import { inChunks, type Changes } from './changes.ts'
import { oldIn, touchedBy, type Place } from './places.ts'
import { remembering } from './remembering.ts'

export const titleOf = (enquiry: Pick<Enquiry, 'number' | 'year' | 'question'>): string =>
  `${numberOf(enquiry)}: ${enquiry.question.replace(/\s+/g, ' ').slice(0, 160)}`

interface Open { enquiry: Enquiry; written: { citations: FaqCitation[]; byId: string } | null }

/** Enquiries that are owed, with what is written of the answer: handed in, or as a draft. */
async function openOnes(db: Read, procedureIds: readonly string[]): Promise<Open[]> {
  const named = naming(enquiryDrafts.citations, procedureIds)
  const handed = await db.select({ enquiry: enquiries, citations: enquiryAnswers.citations, byId: enquiryAnswers.writtenById }).from(enquiries)
    .innerJoin(enquiryAnswers, eq(enquiryAnswers.enquiryId, enquiries.id))
    .where(and(eq(enquiries.state, 'checking'), isNull(enquiryAnswers.checkedAt)))
  const drafted = await db.select({ enquiry: enquiries, citations: enquiryDrafts.citations, byId: enquiryDrafts.byId }).from(enquiryDrafts)
    .innerJoin(enquiries, eq(enquiries.id, enquiryDrafts.id)).where(and(inArray(enquiries.state, [...openStates]), named))
  const written = [...handed, ...drafted].map(({ enquiry, citations, byId }): Open => ({ enquiry, written: { citations, byId } }))
  const known = new Set(written.map(({ enquiry }) => enquiry.id))
  const about = await inChunks(procedureIds, some => db.select().from(enquiries)
    .where(and(inArray(enquiries.procedureId, some), inArray(enquiries.state, [...openStates]))).execute())
  return [...written, ...about.filter(({ id }) => !known.has(id)).map((enquiry): Open => ({ enquiry, written: null }))]
}

/** Open enquiries: a draft that cites an older version, or a question that came in under one and of which nothing is cited yet. */
export async function enquiryPlaces(db: Read, { procedures }: Changes): Promise<Place[]> {
  return (await openOnes(db, [...procedures.keys()])).flatMap(({ enquiry, written }): Place[] => {
    const on = dayOf(enquiry.receivedAt)
    const change = written?.citations.length ? undefined : procedures.get(enquiry.procedureId ?? '')
    const asked = change && on < change.on ? [{ change, cited: change.numberOn(on) ?? null, touched: null }] : []
    const old = change ? asked : oldIn(procedures, written?.citations ?? [])
    return old.map(one => ({
      ...one, kind: 'enquiry', id: enquiry.id, title: titleOf(enquiry), href: `/enquiries/${enquiry.id}`,
      ownerUnitId: enquiry.unitId ?? one.change.ownerUnitId, personId: enquiry.personId ?? written?.byId ?? enquiry.madeById, on,
    }))
  })
}

type CitedPart = Pick<FaqCitation, 'procedureId' | 'versionId' | 'section'>
/** What each answer cites: once handed in it never changes, so it is remembered. */
const citedBy = remembering<CitedPart[]>(async (db, ids) => (await db.select({ id: enquiryAnswers.id, citations: enquiryAnswers.citations })
  .from(enquiryAnswers).where(inArray(enquiryAnswers.id, ids)))
  .map(({ id, citations }) => [id, citations.map(({ procedureId, versionId, section }) => ({ procedureId, versionId, section }))]))

/** Answers that went out since a day and still stand as the answer of their enquiry. */
export async function givenPlaces(db: Read, { procedures }: Changes, since: string): Promise<Place[]> {
  const sent = await db.select({ id: enquiryAnswers.id }).from(enquiryAnswers)
    .where(and(gte(enquiryAnswers.checkedAt, startOf(since)), isNull(enquiryAnswers.returned)))
  const cited = await citedBy(db, sent.map(({ id }) => id))
  const old = new Map(sent.flatMap(({ id }) => {
    const found = oldIn(procedures, cited.get(id) ?? [])
    return found.length ? [[id, found] as const] : []
  }))
  const rows = await inChunks([...old.keys()], some => db.select({
    answerId: enquiryAnswers.id, id: enquiries.id, number: enquiries.number, year: enquiries.year, question: enquiries.question,
    unitId: enquiries.unitId, byId: enquiryAnswers.writtenById, at: enquiryAnswers.checkedAt,
  }).from(enquiryAnswers).innerJoin(enquiries, and(eq(enquiries.id, enquiryAnswers.enquiryId), eq(enquiries.answerNumber, enquiryAnswers.number)))
    .where(inArray(enquiryAnswers.id, some)).execute())
  return rows.flatMap(({ answerId, id, unitId, byId, at, ...enquiry }) => old.get(answerId)!.map((one): Place => ({
    ...one, kind: 'given', id, title: titleOf(enquiry), href: `/enquiries/${id}#tra-loi`, ownerUnitId: unitId ?? one.change.ownerUnitId,
    personId: byId, on: dayOf(at!),
  })))
}

/** The parts that a slip prints. */
const onSlip: Component[] = ['name', 'code', 'levels', 'channels', 'papers', 'agencies', 'reduction']

export async function slipPlaces(db: Read, { procedures }: Changes, since: string): Promise<Place[]> {
  const rows = await inChunks([...procedures.keys()], some => db.select().from(slips)
    .where(and(inArray(slips.procedureId, some), gte(slips.madeAt, startOf(since)),
      notInArray(slips.versionId, some.map(id => procedures.get(id)!.version)))).execute())
  return rows.flatMap(({ id, procedureId, versionId, case: chosen, unitId, madeById, madeAt }) =>
    oldIn(procedures, [{ procedureId, versionId, section: 'name' }]).map(({ change, cited }): Place => ({
      kind: 'slip', id, title: `Phiếu ${id}${chosen ? `, ${chosen}` : ''}`, href: `/slips/${id}`, change, cited,
      touched: touchedBy(change, cited ?? undefined, onSlip), ownerUnitId: unitId ?? change.ownerUnitId, personId: madeById, on: dayOf(madeAt),
    })))
}

const partsAt = Map.groupBy(Object.entries(sections) as [Component, { anchor: string }][], ([, { anchor }]) => anchor)

/** Parts that an answer quotes of each procedure, the versions it quotes, and that of the FAQ it was given with. Turns never change. */
interface Quoted { parts: Map<string, Component[]>; versions: CitedPart[]; faqNumber: number | null }
const quotedBy = remembering<Quoted>(async (db, ids) => (await db.select({ id: turns.id, answer: turns.answer, sources: turns.sources }).from(turns)
  .where(inArray(turns.id, ids))).map(({ id, answer, sources }) => {
  // Other places that speak of the point were shown beside it; the answer does not rest on them.
  const rests = answer.parts.filter(({ role }) => role !== 'also')
  return [id, {
    parts: new Map([...Map.groupBy(rests, ({ procedureId }) => procedureId)].map(([procedureId, own]) =>
      [procedureId, own.flatMap(({ anchor }) => (partsAt.get(anchor) ?? []).map(([part]) => part))])),
    versions: sources.map(({ procedureId, versionId }) => ({ procedureId, versionId, section: 'name' })), faqNumber: answer.faq?.number ?? null,
  }]
}))

/** Answers of the assistant since a day: those about what has changed, and those given with a FAQ that has. */
export async function answerPlaces(db: Read, { procedures, faqs: entries }: Changes, since: string): Promise<Place[]> {
  const asked = (where: SQL) => db.select({
    id: turns.id, question: turns.question, number: turns.number, askedAt: turns.askedAt, faqId: turns.faqId,
    conversationId: conversations.id, personId: conversations.personId,
  }).from(turns).innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .where(and(eq(turns.outcome, 'answered'), gte(turns.askedAt, startOf(since)), where)).execute()
  const rows = new Map([
    ...await inChunks([...procedures.keys()], some => asked(inArray(turns.procedureId, some))),
    ...await inChunks([...entries.keys()], some => asked(inArray(turns.faqId, some))),
  ].map(row => [row.id, row]))
  const quoted = await quotedBy(db, [...rows.keys()])
  return [...rows.values()].flatMap((row): Place[] => {
    const { parts, versions, faqNumber } = quoted.get(row.id)!
    const found = oldIn(procedures, versions).map(({ change, cited }) =>
      ({ change, cited, touched: touchedBy(change, cited ?? undefined, parts.get(change.subject.id) ?? null) }))
    // A FAQ that was corrected after its procedure: the answer is asked about once.
    const entry = found.length ? undefined : entries.get(row.faqId ?? '')
    const old = entry && (entry.ended || (faqNumber ?? 0) < entry.number) ? [{ change: entry, cited: faqNumber, touched: null }] : found
    return old.map(one => ({
      ...one, kind: 'answer', id: row.id, title: row.question ?? 'Câu hỏi không còn lưu', href: `/ask/${row.conversationId}#luot-${row.number}`,
      ownerUnitId: one.change.ownerUnitId, personId: row.personId, on: dayOf(row.askedAt),
    }))
  })
}
