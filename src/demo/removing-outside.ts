// Takes away what the demo's people did for citizens: enquiries and answers, templates, propaganda, slips and proposals.
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { conversations, turns } from '../assistant/tables.ts'
import { proposals } from '../demand/tables.ts'
import {
  enquiries, enquiryAnswers, enquiryDrafts, enquiryLinks, enquiryPauses, enquiryPeople, replyTemplates,
} from '../enquiries/tables.ts'
import { citations } from '../evidence/tables.ts'
import { faqs } from '../faqs/tables.ts'
import { notices, tellings } from '../notifications/tables.ts'
import { distributions, pieces, pieceVersions, propagandaLines } from '../propaganda/tables.ts'
import { slips } from '../slips/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'

const idsOfEnquiries = (db: Read, personIds: string[]) => db.select({ id: enquiries.id }).from(enquiries)
  .where(or(eq(enquiries.demo, true), inArray(enquiries.madeById, personIds)))
const idsOfPieces = (db: Read, personIds: string[]) => db.select({ id: pieces.id }).from(pieces)
  .where(or(eq(pieces.demo, true), inArray(pieces.madeById, personIds)))
const idsOfLines = (db: Read, personIds: string[]) => db.select({ id: propagandaLines.id }).from(propagandaLines)
  .where(or(eq(propagandaLines.demo, true), inArray(propagandaLines.madeById, personIds)))

/** How much of it there is. */
export async function outsideCounts(db: Read, personIds: string[]): Promise<{ enquiries: number; pieces: number }> {
  return { enquiries: (await idsOfEnquiries(db, personIds)).length, pieces: (await idsOfPieces(db, personIds)).length }
}

/** Removes it. Returns the ids of enquiries and pieces: the search is told of them by events. */
export async function removeOutside(db: Write, personIds: string[], procedureIds: string[]): Promise<{ enquiries: string[]; pieces: string[] }> {
  const gone = {
    enquiries: (await idsOfEnquiries(db, personIds)).map(({ id }) => id), pieces: (await idsOfPieces(db, personIds)).map(({ id }) => id),
  }
  const subjects = [...gone.enquiries, ...gone.pieces]
  await db.delete(notices).where(inArray(notices.subjectId, subjects))
  const ids = new Set(subjects)
  const told = (await db.select({ id: tellings.id }).from(tellings)).map(({ id }) => id).filter(id => ids.has(id.split(' ', 1)[0]!))
  await db.delete(tellings).where(inArray(tellings.id, told))
  await removePropaganda(db, personIds, gone.pieces)
  await removeEnquiries(db, personIds, gone.enquiries)
  await db.delete(slips).where(or(inArray(slips.madeById, personIds), inArray(slips.procedureId, procedureIds)))
  await db.delete(proposals).where(or(inArray(proposals.madeById, personIds), inArray(proposals.procedureId, procedureIds)))
  await db.update(enquiries).set({ procedureId: null }).where(inArray(enquiries.procedureId, procedureIds))
  await db.update(pieces).set({ procedureId: null }).where(inArray(pieces.procedureId, procedureIds))
  return gone
}

async function removeEnquiries(db: Write, personIds: string[], ids: string[]): Promise<void> {
  for (const table of [enquiryPeople, enquiryDrafts]) await db.delete(table).where(inArray(table.id, ids))
  for (const table of [enquiryAnswers, enquiryPauses]) await db.delete(table).where(inArray(table.enquiryId, ids))
  await db.delete(enquiryLinks).where(or(inArray(enquiryLinks.fromId, ids), inArray(enquiryLinks.toId, ids)))
  await db.delete(enquiries).where(inArray(enquiries.id, ids))
  await db.delete(replyTemplates).where(inArray(replyTemplates.writtenById, personIds))
  // What real people entered stays, to be answered by real people.
  await db.update(enquiries).set({ mergedIntoId: null, state: 'received' }).where(inArray(enquiries.mergedIntoId, ids))
  await db.update(enquiries).set({ personId: null }).where(inArray(enquiries.personId, personIds))
  const theirs = db.select({ id: conversations.id }).from(conversations).where(inArray(conversations.personId, personIds))
  const asked = db.select({ id: turns.id }).from(turns).where(inArray(turns.conversationId, theirs))
  await db.update(enquiries).set({ turnId: null }).where(inArray(enquiries.turnId, asked))
  const written = db.select({ id: faqs.id }).from(faqs).where(inArray(faqs.madeById, personIds))
  await db.update(enquiries).set({ faqId: null }).where(inArray(enquiries.faqId, written))
}

async function removePropaganda(db: Write, personIds: string[], ids: string[]): Promise<void> {
  const theirs = db.select({ id: distributions.id }).from(distributions).where(inArray(distributions.pieceId, ids))
  await db.delete(citations).where(and(eq(citations.subjectKind, 'distribution'), inArray(citations.subjectId, theirs)))
  for (const table of [distributions, pieceVersions]) await db.delete(table).where(inArray(table.pieceId, ids))
  await db.delete(pieces).where(inArray(pieces.id, ids))
  await db.update(pieces).set({ lineId: null }).where(inArray(pieces.lineId, idsOfLines(db, personIds)))
  await db.delete(propagandaLines).where(inArray(propagandaLines.id, (await idsOfLines(db, personIds)).map(({ id }) => id)))
  // Called when the demo's tasks are gone.
  const lost = await db.select({ id: propagandaLines.id }).from(propagandaLines).leftJoin(tasks, eq(tasks.id, propagandaLines.taskId))
    .where(and(isNotNull(propagandaLines.taskId), isNull(tasks.id)))
  await db.update(propagandaLines).set({ taskId: null }).where(inArray(propagandaLines.id, lost.map(({ id }) => id)))
}

/** Units that what stays is about. */
export async function unitsOutside(db: Read): Promise<string[]> {
  const found: { id: string | null }[] = []
  for (const table of [enquiries, pieces, propagandaLines, slips, proposals]) found.push(...await db.selectDistinct({ id: table.unitId }).from(table))
  found.push(...await db.selectDistinct({ id: replyTemplates.ownerUnitId }).from(replyTemplates))
  return found.flatMap(({ id }) => id ?? [])
}
