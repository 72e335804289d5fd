// Which documents a person may see and open: what their unit entered, what is cited where they may look, and what goes with meetings they see.
import { and, eq, exists, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { NotFound } from '../errors.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetingDocuments, meetings } from '../meetings/tables.ts'
import { visiblePlans } from '../plans/plans.ts'
import { plans } from '../plans/tables.ts'
import { may, reach } from '../policy.ts'
import { nothing, type Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { reports, tasks } from '../tasks/tables.ts'
import { citations, documents, type Document } from './tables.ts'

/** Units whose documents are the person's own: where they serve, and those of a lent role. */
export const unitsOf = (user: User): string[] =>
  [...new Set([user.unitId, ...user.roles.flatMap(({ unitIds }) => unitIds)].filter(id => id !== null))]

/** The condition on `documents` for what the person may see; the file is open to the same people as the row. */
export function visibleDocuments(db: Read, user: User): SQL | undefined {
  if (!may(user, 'see tasks')) return nothing
  const units = unitsOf(user)
  const ofTask = db.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.id, citations.subjectId), visibleTasks(db, user)))
  const ofReport = db.select({ id: reports.id }).from(reports).innerJoin(tasks, eq(tasks.id, reports.taskId))
    .where(and(eq(reports.id, citations.subjectId), visibleTasks(db, user)))
  const ofPlan = db.select({ id: plans.id }).from(plans).where(and(eq(plans.id, citations.subjectId), visiblePlans(user)))
  const ofMeeting = db.select({ id: meetingDocuments.id }).from(meetingDocuments).innerJoin(meetings, eq(meetings.id, meetingDocuments.meetingId))
    .where(and(eq(meetingDocuments.documentId, documents.id), visibleMeetings(user)))
  return or(
    eq(documents.madeById, user.id), units.length ? inArray(documents.unitId, units) : undefined,
    exists(db.select({ id: citations.id }).from(citations).where(and(eq(citations.documentId, documents.id), isNull(citations.removedAt), or(
      and(eq(citations.subjectKind, 'task'), exists(ofTask)), and(eq(citations.subjectKind, 'report'), exists(ofReport)),
      may(user, 'see plans') ? and(eq(citations.subjectKind, 'plan'), exists(ofPlan)) : undefined,
      may(user, 'see propaganda') ? eq(citations.subjectKind, 'distribution') : undefined,
      reach(user, 'see scores') === 'any' ? eq(citations.subjectKind, 'score') : undefined)))),
    may(user, 'see meetings') ? exists(ofMeeting) : undefined,
  )
}

/** The document, if the person may see it. Throws NotFound. */
export async function findDocument(db: Read, user: User, id: string): Promise<Document> {
  const [document] = await db.select().from(documents).where(and(eq(documents.id, id), visibleDocuments(db, user)))
  if (!document) throw new NotFound('Không có văn bản này trong sổ minh chứng, hoặc bạn không được xem.')
  return document
}
