// What the office has written that quotes what has changed: FAQ, reply templates, pieces of propaganda, tests of the assistant.
import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Aspect } from '../assistant/understanding.ts'
import { dayOf } from '../clock.ts'
import { replyTemplates } from '../enquiries/tables.ts'
import { faqs, faqVersions } from '../faqs/tables.ts'
import type { Component } from '../procedures/content.ts'
import { pieces, pieceVersions, type PieceSource } from '../propaganda/tables.ts'
import { testQuestions } from '../proving/tables.ts'
import { naming } from '../store/naming.ts'
import type { Read } from '../store/store.ts'
import type { Changes } from './changes.ts'
import { isQuiet, oldIn, touchedBy, type Place } from './places.ts'

export async function faqPlaces(db: Read, { procedures }: Changes): Promise<Place[]> {
  const ids = [...procedures.keys()]
  const named = naming(faqVersions.citations, ids)
  const rows = await db.select({ faq: faqs, number: faqVersions.number, citations: faqVersions.citations, writtenAt: faqVersions.writtenAt,
    writtenById: faqVersions.writtenById }).from(faqs).innerJoin(faqVersions, eq(faqVersions.faqId, faqs.id))
    .where(and(ne(faqs.state, 'archived'), named && or(inArray(faqs.procedureId, ids),
      inArray(faqs.id, db.select({ id: faqVersions.faqId }).from(faqVersions).where(named))))).orderBy(desc(faqVersions.number))
  const shown = new Set<string>()
  return rows.flatMap(({ faq, number, citations, writtenAt, writtenById }): Place[] => {
    // The version that is answered from; of one that never was, the latest.
    if (shown.has(faq.id) || (faq.publishedNumber !== null && number !== faq.publishedNumber)) return []
    shown.add(faq.id)
    const on = dayOf(writtenAt)
    const change = faq.procedureId && !citations.length ? procedures.get(faq.procedureId) : undefined
    const old = change && on < change.on ? [{ change, cited: change.numberOn(on) ?? null, touched: null }] : oldIn(procedures, citations)
    // Confirmed on its own page since, while its words still stand.
    return old.filter(one => !isQuiet(one) || faq.confirmedOn === null || faq.confirmedOn < one.change.on).map(one => ({
      ...one, kind: 'faq', id: faq.id, title: faq.question, href: `/faqs/${faq.id}`, ownerUnitId: faq.ownerUnitId,
      personId: faq.ownerId ?? writtenById, on,
    }))
  })
}

export async function templatePlaces(db: Read, { procedures }: Changes): Promise<Place[]> {
  const rows = await db.select().from(replyTemplates)
    .where(and(eq(replyTemplates.inUse, true), naming(replyTemplates.citations, [...procedures.keys()])))
  return rows.flatMap(({ id, title, citations, ownerUnitId, writtenById, writtenAt }) => oldIn(procedures, citations).map((one): Place => ({
    ...one, kind: 'template', id, title, href: `/replies/templates/${id}`, ownerUnitId, personId: writtenById, on: dayOf(writtenAt),
  })))
}

export async function piecePlaces(db: Read, { procedures, faqs: entries }: Changes): Promise<Place[]> {
  const named = naming(pieceVersions.sources, [...procedures.keys(), ...entries.keys()])
  const rows = await db.select({ piece: pieces, number: pieceVersions.number, sources: pieceVersions.sources, writtenById: pieceVersions.writtenById,
    dataOn: pieceVersions.dataOn }).from(pieces).innerJoin(pieceVersions, eq(pieceVersions.pieceId, pieces.id))
    .where(and(ne(pieces.state, 'recalled'), or(isNull(pieces.approvedNumber), eq(pieceVersions.number, pieces.approvedNumber)),
      named && inArray(pieces.id, db.select({ id: pieceVersions.pieceId }).from(pieceVersions).where(named)))).orderBy(desc(pieceVersions.number))
  const shown = new Set<string>()
  return rows.flatMap(({ piece, sources, writtenById, dataOn }) => {
    // What is handed out; of one that never was, the latest.
    if (shown.has(piece.id)) return []
    shown.add(piece.id)
    return [...oldIn(procedures, sources.filter(isOfProcedure)), ...oldFaqsIn(entries, sources.filter(isOfFaq))].map((one): Place => ({
      ...one, kind: 'piece', id: piece.id, title: piece.title, href: `/propaganda/${piece.id}`, ownerUnitId: piece.unitId,
      personId: writtenById, on: dataOn,
    }))
  })
}

type OfProcedure = PieceSource & { kind: 'procedure' }
type OfFaq = PieceSource & { kind: 'faq' }
const isOfProcedure = (source: PieceSource): source is OfProcedure => source.kind === 'procedure'
const isOfFaq = (source: PieceSource): source is OfFaq => source.kind === 'faq'

function oldFaqsIn(entries: Changes['faqs'], sources: readonly OfFaq[]): Pick<Place, 'change' | 'cited' | 'touched'>[] {
  return [...Map.groupBy(sources, ({ faqId }) => faqId)].flatMap(([id, own]) => {
    const change = entries.get(id)
    const old = change ? own.filter(({ number }) => change.ended || number < change.number) : []
    if (!change || !old.length) return []
    return [{ change, cited: Math.min(...old.map(({ number }) => number)), touched: old.every(({ quote }) => change.says(quote)) ? [] : null }]
  })
}

const partsOf: Partial<Record<Aspect, Component[]>> = {
  documents: ['papers'], form: ['papers'], time_limit: ['channels', 'reduction'], fee: ['channels'], channel: ['channels', 'onlineLevel', 'postal'],
  place: ['agencies'], agency: ['agencies'], result: ['result'], conditions: ['conditions', 'audience'], steps: ['steps'],
  legal_basis: ['legalBases'],
}

/** Tests name procedures and points, not versions: what counts is the day on which one was made. */
export async function testPlaces(db: Read, { procedures }: Changes): Promise<Place[]> {
  const rows = await db.select().from(testQuestions).where(and(eq(testQuestions.inUse, true), naming(testQuestions.turns, [...procedures.keys()])))
  return rows.flatMap(({ id, title, turns, madeById, madeAt }) => [...new Set(turns.flatMap(({ gold }) => gold))].flatMap((gold): Place[] => {
    const change = procedures.get(gold)
    const on = dayOf(madeAt)
    if (!change || on >= change.on) return []
    const parts = turns.filter(one => one.gold.includes(gold)).map(({ aspect }) => partsOf[aspect as Aspect])
    const known = parts.every(one => one !== undefined) ? parts.flat() : null
    return [{
      kind: 'test', id, title, href: `/assistant/tests/${id}`, change, cited: change.numberOn(on) ?? null,
      touched: touchedBy(change, change.numberOn(on), known), ownerUnitId: change.ownerUnitId, personId: madeById, on,
    }]
  }))
}
