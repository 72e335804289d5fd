// Takes the demo's plans, tasks, meetings and evidence away, and what its people made of them.
import { and, eq, inArray, notExists, or } from 'drizzle-orm'
import { citations, documents, storedFiles } from '../evidence/tables.ts'
import { faqs } from '../faqs/tables.ts'
import { calendarFeeds, clockStarts, mails, notices, noticeSettings, tellings } from '../notifications/tables.ts'
import { papers } from '../papers/tables.ts'
import { annexLayouts, planAmendments, planBases, planDomains, planImportRows, planImports, plans } from '../plans/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { meetingCount, meetingSubjects, removeMeetings, unitsAtMeetings } from './removing-meetings.ts'
import { dossierSheets } from '../dossiers/tables.ts'
import { reportParts } from '../periodic-reports/tables.ts'
import { idsOfPeriods, removePeriods } from './removing-reports.ts'
import { checkItems, reportDrafts, reportReviews, reports, requests, savedFilters, taskNotes, taskOutsiders, taskParts, tasks } from '../tasks/tables.ts'

const idsOfPlans = (db: Read, personIds: string[]) => db.select({ id: plans.id }).from(plans)
  .where(or(eq(plans.demo, true), inArray(plans.madeById, personIds)))
/** Tasks that came with the demo, stand in its plans, or were given by its people. */
const idsOfTasks = (db: Read, personIds: string[]) => db.select({ id: tasks.id }).from(tasks)
  .where(or(eq(tasks.demo, true), inArray(tasks.assignerId, personIds), inArray(tasks.planId, idsOfPlans(db, personIds))))
const idsOfDocuments = (db: Read, personIds: string[]) => db.select({ id: documents.id }).from(documents)
  .where(or(eq(documents.demo, true), inArray(documents.madeById, personIds)))

/** How much of it there is. */
export async function workCounts(db: Read, personIds: string[]): Promise<{ plans: number; tasks: number; meetings: number; documents: number }> {
  return {
    plans: (await idsOfPlans(db, personIds)).length, tasks: (await idsOfTasks(db, personIds)).length, meetings: await meetingCount(db, personIds),
    documents: (await idsOfDocuments(db, personIds)).length,
  }
}

/** Removes it. Returns the ids of the files that no document has any longer: they may go once this is committed. */
export async function removeWork(db: Write, personIds: string[]): Promise<string[]> {
  const goneTasks = idsOfTasks(db, personIds)
  const goneReports = db.select({ id: reports.id }).from(reports).where(inArray(reports.taskId, goneTasks))
  const gonePlans = idsOfPlans(db, personIds)
  await db.delete(citations).where(or(
    inArray(citations.documentId, idsOfDocuments(db, personIds)), and(eq(citations.subjectKind, 'task'), inArray(citations.subjectId, goneTasks)),
    and(eq(citations.subjectKind, 'report'), inArray(citations.subjectId, goneReports)), and(eq(citations.subjectKind, 'plan'), inArray(citations.subjectId, gonePlans)),
  ))
  await removeNotices(db, personIds)
  const signed = await removeMeetings(db, personIds, {
    taskIds: (await goneTasks).map(({ id }) => id), documentIds: (await idsOfDocuments(db, personIds)).map(({ id }) => id),
  })
  const files = await removeDocuments(db, personIds, signed)
  for (const table of [reportDrafts, savedFilters]) await db.delete(table).where(inArray(table.personId, personIds))
  for (const table of [reportDrafts, reportReviews, reports, requests, checkItems, taskNotes, taskOutsiders, taskParts]) {
    await db.delete(table).where(inArray(table.taskId, goneTasks))
  }
  await db.delete(tasks).where(inArray(tasks.id, goneTasks))
  await removePlans(db, personIds)
  await removePeriods(db, personIds)
  for (const table of [tasks, taskParts]) await db.update(table).set({ personId: null }).where(inArray(table.personId, personIds))
  return files
}

/** What demo people were told, and what others were told of demo work. */
async function removeNotices(db: Write, personIds: string[]): Promise<void> {
  const goneTasks = (await idsOfTasks(db, personIds)).map(({ id }) => id)
  const gonePlans = (await idsOfPlans(db, personIds)).map(({ id }) => id)
  const goneMeetings = [...await meetingSubjects(db, personIds), ...await idsOfPeriods(db, personIds)]
  for (const table of [notices, mails, calendarFeeds]) await db.delete(table).where(inArray(table.personId, personIds))
  await db.delete(noticeSettings).where(inArray(noticeSettings.id, personIds))
  await db.delete(notices).where(inArray(notices.subjectId, [...goneTasks, ...gonePlans, ...goneMeetings]))
  await db.delete(clockStarts).where(inArray(clockStarts.id, goneTasks))
  const gone = new Set([...goneTasks, ...goneMeetings])
  const told = (await db.select({ id: tellings.id }).from(tellings)).map(({ id }) => id).filter(id => gone.has(id.split(' ', 1)[0]!))
  await db.delete(tellings).where(inArray(tellings.id, told))
}

async function removeDocuments(db: Write, personIds: string[], more: string[]): Promise<string[]> {
  const theirs = await db.select({ fileId: documents.fileId }).from(documents).where(inArray(documents.id, idsOfDocuments(db, personIds)))
  await db.delete(documents).where(inArray(documents.id, idsOfDocuments(db, personIds)))
  const files = [...more, ...theirs.map(({ fileId }) => fileId).filter(id => id !== null)]
  const others = db.select({ id: documents.id }).from(documents).where(eq(documents.fileId, storedFiles.id))
  const signed = db.select({ id: papers.id }).from(papers).where(eq(papers.signedFileId, storedFiles.id))
  return (await db.delete(storedFiles).where(and(inArray(storedFiles.id, files), notExists(others), notExists(signed))).returning({ id: storedFiles.id })).map(({ id }) => id)
}

async function removePlans(db: Write, personIds: string[]): Promise<void> {
  const gone = (await idsOfPlans(db, personIds)).map(({ id }) => id)
  const imports = db.select({ id: planImports.id }).from(planImports).where(or(inArray(planImports.planId, gone), inArray(planImports.madeById, personIds)))
  await db.delete(planImportRows).where(inArray(planImportRows.importId, imports))
  await db.delete(planImports).where(inArray(planImports.id, imports))
  await db.delete(annexLayouts).where(inArray(annexLayouts.madeById, personIds))
  for (const table of [planAmendments, planBases, planDomains]) await db.delete(table).where(inArray(table.planId, gone))
  await db.delete(plans).where(inArray(plans.id, gone))
  await db.update(plans).set({ parentId: null }).where(inArray(plans.parentId, gone))
  await db.update(plans).set({ copiedFromId: null }).where(inArray(plans.copiedFromId, gone))
}

/** Units that what stays is about. */
export async function unitsAtWork(db: Read): Promise<string[]> {
  const found: { id: string | null }[] = []
  for (const table of [plans, taskParts, tasks, reports, requests, documents, reportParts, dossierSheets]) found.push(...await db.selectDistinct({ id: table.unitId }).from(table))
  found.push(...await db.selectDistinct({ id: faqs.ownerUnitId }).from(faqs))
  return [...found.map(({ id }) => id).filter(id => id !== null), ...await unitsAtMeetings(db)]
}
