// Citing: a document of the register becomes evidence of a task or of a report on it; taken back, the citation keeps its row.
import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { reckonTask } from '../tasks/reporting.ts'
import { findTask, mayAssign, mayDecide, mayReport, partsOf } from '../tasks/seeing.ts'
import { reports, type Task, type TaskPart } from '../tasks/tables.ts'
import { numberInWords } from './documents.ts'
import { fileLine, type FileLine } from './kinds.ts'
import { findDocument } from './seeing.ts'
import { citations, documents, storedFiles, type Citation } from './tables.ts'

/** Whoever works on the task or decides on it may add evidence, also after it was confirmed: late evidence is better than none. */
export const mayCite = (user: User, task: Task, parts: readonly TaskPart[]): boolean => may(user, 'keep evidence') && task.state !== 'draft'
  && task.state !== 'dropped' && (mayReport(user, task, parts) || mayDecide(user, task) || mayAssign(user, task))

/** What a confirmation rests on stays, except for whoever may decide anew. */
const mayTakeBack = (user: User, task: Task, parts: readonly TaskPart[]): boolean => mayCite(user, task, parts) && (task.state !== 'done' || mayDecide(user, task))

/** The task on which the person may cite. Throws NotFound, NotAllowed. */
export async function taskToCiteOn(db: Read, user: User, taskId: string): Promise<Task> {
  const task = await findTask(db, user, taskId)
  if (!mayCite(user, task, await partsOf(db, taskId))) throw new NotAllowed('Đơn vị được giao, người giao và lãnh đạo phụ trách dẫn minh chứng cho nhiệm vụ này.')
  return task
}

/** Cites a document for a task, or for one of its reports. Cited there before, it stays as it is. Throws NotFound, NotAllowed. */
export async function cite(db: Write, user: User, taskId: string, reportId: string | null, documentId: string): Promise<void> {
  await taskToCiteOn(db, user, taskId)
  const document = await findDocument(db, user, documentId)
  const report = reportId ? await reportOf(db, taskId, reportId) : null
  const [subjectKind, subjectId] = report ? ['report' as const, report.id] : ['task' as const, taskId]
  const same = and(eq(citations.documentId, documentId), eq(citations.subjectKind, subjectKind), eq(citations.subjectId, subjectId), isNull(citations.removedAt))
  if (await db.$count(citations, same)) throw new Invalid({ documentId: 'Văn bản này đã được dẫn ở đây rồi. Hãy chọn văn bản khác.' })
  await db.insert(citations).values({ id: newId(), documentId, subjectKind, subjectId, byId: user.id, at: now(), removedById: null, removedAt: null })
  await reckonTask(db, taskId)
  await record(db, actor(user, 'keep evidence'), 'evidence cited', 'task', taskId, { document: documentId, words: numberInWords(document), report: report?.number ?? null })
}

async function reportOf(db: Read, taskId: string, id: string): Promise<{ id: string; number: number }> {
  const [report] = await db.select({ id: reports.id, number: reports.number }).from(reports).where(and(eq(reports.id, id), eq(reports.taskId, taskId)))
  if (!report) throw new NotFound('Không có báo cáo này.')
  return report
}

/** Takes a citation back; its row says who and when. Returns the task's id. Throws NotFound, NotAllowed. */
export async function takeBack(db: Write, user: User, citationId: string): Promise<string> {
  const [citation] = await db.select().from(citations).where(and(eq(citations.id, citationId), isNull(citations.removedAt)))
  if (!citation) throw new NotFound('Minh chứng này không còn được dẫn.')
  const taskId = await taskOf(db, citation)
  const task = await findTask(db, user, taskId)
  if (!mayTakeBack(user, task, await partsOf(db, taskId))) {
    throw new NotAllowed(task.state === 'done' ? 'Nhiệm vụ đã xác nhận hoàn thành: chỉ người xác nhận mới gỡ được minh chứng.' : 'Bạn không gỡ được minh chứng này.')
  }
  const [document] = await db.select().from(documents).where(eq(documents.id, citation.documentId))
  await db.update(citations).set({ removedById: user.id, removedAt: now() }).where(eq(citations.id, citationId))
  await reckonTask(db, taskId)
  await record(db, actor(user, 'keep evidence'), 'evidence taken back', 'task', taskId, { document: citation.documentId, words: document ? numberInWords(document) : null })
  return taskId
}

async function taskOf(db: Read, { subjectKind, subjectId }: Citation): Promise<string> {
  if (subjectKind === 'task') return subjectId
  const [report] = subjectKind === 'report' ? await db.select({ taskId: reports.taskId }).from(reports).where(eq(reports.id, subjectId)) : []
  if (!report) throw new NotFound('Minh chứng này không thuộc nhiệm vụ nào.')
  return report.taskId
}

/** One piece of evidence on a task's page. */
export interface CitedRow {
  id: string
  href: string
  subject: string
  words: string | null
  issuer: string | null
  file: FileLine | null
  /** Number of the report that it belongs to; null where it belongs to the task as a whole. */
  report: number | null
  by: string
  at: Date
}

/** Valid citations of the task and of its reports, in the order in which they were made. Whoever sees the task sees its evidence. */
export async function citedOn(db: Read, taskId: string): Promise<CitedRow[]> {
  const ofTask = and(eq(citations.subjectKind, 'task'), eq(citations.subjectId, taskId))
  const numbers = new Map((await db.select({ id: reports.id, number: reports.number }).from(reports).where(eq(reports.taskId, taskId))).map(({ id, number }) => [id, number]))
  const ofReports = numbers.size ? and(eq(citations.subjectKind, 'report'), inArray(citations.subjectId, [...numbers.keys()])) : undefined
  const rows = await db.select({ citation: citations, document: documents, file: storedFiles }).from(citations)
    .innerJoin(documents, eq(documents.id, citations.documentId)).leftJoin(storedFiles, eq(storedFiles.id, documents.fileId))
    .where(and(isNull(citations.removedAt), or(ofTask, ofReports))).orderBy(asc(citations.at), asc(citations.id))
  const names = await namesOfPeople(db, [...new Set(rows.map(({ citation }) => citation.byId))])
  return rows.map(({ citation, document, file }) => ({
    id: citation.id, href: `/documents/${document.id}`, subject: document.subject, words: numberInWords(document), issuer: document.issuer,
    file: fileLine(document, file),
    report: numbers.get(citation.subjectId) ?? null, by: names.get(citation.byId) ?? 'Người không còn trong danh bạ', at: citation.at,
  }))
}

export interface EvidenceOfTask {
  taskId: string
  /** The last report, to which evidence can be given. */
  latest: { id: string; number: number } | null
  rows: CitedRow[]
  mayCite: boolean
  mayTakeBack: boolean
}

/** The evidence of a task for its page: the rows, and what this reader may do with them. */
export async function evidenceOf(db: Read, user: User, task: Task, parts: readonly TaskPart[]): Promise<EvidenceOfTask> {
  const [latest] = await db.select({ id: reports.id, number: reports.number }).from(reports).where(eq(reports.taskId, task.id)).orderBy(desc(reports.number)).limit(1)
  return { taskId: task.id, latest: latest ?? null, rows: await citedOn(db, task.id), mayCite: mayCite(user, task, parts), mayTakeBack: mayTakeBack(user, task, parts) }
}
