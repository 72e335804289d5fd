// Takes the demo's meetings away: series, agendas, conclusions and papers, and what its people made of them.
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { conclusions, conclusionTasks, conclusionWorks } from '../conclusions/tables.ts'
import { agendaItems, meetingDocuments, meetingGuests, meetings, meetingSeries, meetingSnapshots } from '../meetings/tables.ts'
import { paperComments, paperNumbers, papers } from '../papers/tables.ts'
import type { Read, Write } from '../store/store.ts'

const idsOfSeries = (db: Read, personIds: string[]) => db.select({ id: meetingSeries.id }).from(meetingSeries)
  .where(or(eq(meetingSeries.demo, true), inArray(meetingSeries.madeById, personIds), inArray(meetingSeries.chairId, personIds)))
/** Meetings that came with the demo, or are its people's to prepare or to preside over. */
const idsOfMeetings = (db: Read, personIds: string[]) => db.select({ id: meetings.id }).from(meetings)
  .where(or(eq(meetings.demo, true), inArray(meetings.madeById, personIds), inArray(meetings.chairId, personIds)))

export const meetingCount = async (db: Read, personIds: string[]): Promise<number> => (await idsOfMeetings(db, personIds)).length

/** What notices may be about. */
export const meetingSubjects = async (db: Read, personIds: string[]): Promise<string[]> =>
  [...await idsOfMeetings(db, personIds), ...await idsOfSeries(db, personIds)].map(({ id }) => id)

/** Removes them; tasks and documents that go after them are let go of first. Returns the ids of signed files. */
export async function removeMeetings(db: Write, personIds: string[], { taskIds, documentIds }: { taskIds: string[]; documentIds: string[] }): Promise<string[]> {
  const gone = (await idsOfMeetings(db, personIds)).map(({ id }) => id)
  const goneSeries = (await idsOfSeries(db, personIds)).map(({ id }) => id)
  const goneConclusions = db.select({ id: conclusions.id }).from(conclusions).where(inArray(conclusions.meetingId, gone))
  await db.delete(conclusionTasks).where(or(inArray(conclusionTasks.conclusionId, goneConclusions), inArray(conclusionTasks.taskId, taskIds)))
  await db.delete(conclusionWorks).where(inArray(conclusionWorks.conclusionId, goneConclusions))
  await db.delete(paperComments).where(inArray(paperComments.paperId, db.select({ id: papers.id }).from(papers).where(inArray(papers.meetingId, gone))))
  const signed = await db.delete(papers).where(inArray(papers.meetingId, gone)).returning({ fileId: papers.signedFileId })
  await db.delete(paperNumbers).where(inArray(paperNumbers.setById, personIds))
  await db.delete(meetingDocuments).where(or(inArray(meetingDocuments.meetingId, gone), inArray(meetingDocuments.documentId, documentIds)))
  for (const table of [conclusions, meetingGuests, meetingSnapshots, agendaItems]) await db.delete(table).where(inArray(table.meetingId, gone))
  await db.delete(agendaItems).where(and(isNull(agendaItems.meetingId), or(inArray(agendaItems.madeById, personIds), inArray(agendaItems.seriesId, goneSeries))))
  await db.delete(meetings).where(inArray(meetings.id, gone))
  await db.update(meetings).set({ seriesId: null, period: null }).where(inArray(meetings.seriesId, goneSeries))
  await db.delete(meetingSeries).where(inArray(meetingSeries.id, goneSeries))
  // Who came to a meeting that stays is told by the name alone.
  await db.update(meetingGuests).set({ personId: null }).where(inArray(meetingGuests.personId, personIds))
  await db.update(meetingGuests).set({ deputyId: null }).where(inArray(meetingGuests.deputyId, personIds))
  return signed.flatMap(({ fileId }) => fileId ?? [])
}

/** Units that stood or stand in a meeting which stays. */
export async function unitsAtMeetings(db: Read): Promise<string[]> {
  const found: { id: string | null }[] = []
  for (const table of [meetingGuests, agendaItems]) found.push(...await db.selectDistinct({ id: table.unitId }).from(table))
  const lists = [...await db.select({ ids: meetingSeries.unitIds }).from(meetingSeries), ...await db.select({ ids: conclusionWorks.unitIds }).from(conclusionWorks),
    ...await db.select({ ids: conclusionWorks.coordinatorIds }).from(conclusionWorks)]
  return [...found.flatMap(({ id }) => id ?? []), ...lists.flatMap(({ ids }) => ids)]
}
