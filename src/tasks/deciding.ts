// Deciding: reports acknowledged, returned, confirmed; tasks paused, dropped, opened again; directions and comments on them.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may, reachOf } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { asDecider, current, nameOf, refuseClosed, sameHand, type Current } from './acting.ts'
import { evidenceOn } from './reporting.ts'
import { handOver, pause, resume } from './requests.ts'
import type { AssigningRules } from './assigning.ts'
import { mayAssign, mayDecide, mayReceive, mayReport, workThing } from './seeing.ts'
import { reportReviews, reports, taskNotes, taskParts, tasks, type ReportReview, type Task, type TaskNote } from './tables.ts'
import { stateReached } from './standings.ts'
import { reviewNames } from './words.ts'

export interface Reviewing { decision: ReportReview['decision']; reason?: string | null }

/**
 * What a leader says of a report, once. A return needs its reason and puts a claimed task back to work; only a claim is
 * confirmed, and never by its author. Throws Invalid where somebody was first, saying who and what.
 */
export async function reviewReport(db: Write, user: User, reportId: string, { decision, reason: words }: Reviewing): Promise<void> {
  const [report] = await db.select().from(reports).where(eq(reports.id, reportId))
  if (!report) throw new NotFound('Không có báo cáo này.')
  const { task } = await current(db, { id: report.taskId })
  const by = asDecider(user, task)
  if (sameHand(by, report.authorId)) throw new NotAllowed('Người báo cáo không tự ghi nhận, trả lại hay xác nhận báo cáo của mình.')
  const [earlier] = await db.select().from(reportReviews).where(eq(reportReviews.reportId, reportId))
  if (earlier) throw new Invalid({ '': `${await nameOf(db, earlier.byId)} đã ${reviewNames[earlier.decision]} báo cáo này lúc ${momentInWords(earlier.at)}${earlier.reason ? `: “${earlier.reason}”` : ''}.` })
  refuseClosed(task)
  const reason = words?.trim() || null
  const claims = report.claimsDone && report.unitId === task.unitId
  if (decision === 'returned' && !reason) throw new Invalid({ reason: 'Hãy nêu lý do trả lại để đơn vị biết cần sửa gì.' })
  if (decision === 'acknowledged' && claims && task.state === 'claimed') throw new Invalid({ decision: 'Đơn vị báo hoàn thành: hãy xác nhận, hoặc trả lại và nêu lý do.' })
  if (decision === 'confirmed') {
    if (!claims || task.state !== 'claimed') throw new Invalid({ decision: 'Báo cáo này không báo hoàn thành nên không xác nhận được.' })
    if (task.measure?.kind === 'binary' && !await evidenceOn(db, task.id)) throw new Invalid({ '': 'Chưa có minh chứng nên chưa xác nhận hoàn thành được. Hãy trả lại, đề nghị đơn vị dẫn văn bản.' })
  }
  const review = { taskId: task.id, byId: user.id, at: now() }
  await db.insert(reportReviews).values({ id: newId(), reportId, decision, reason, ...review })
  await db.update(reports).set({ waits: false }).where(eq(reports.id, reportId))
  if (decision === 'confirmed') {
    await db.update(tasks).set({ state: 'done', finishedOn: report.finishedOn, percent: 100, nextReportOn: null }).where(eq(tasks.id, task.id))
    await acknowledgeRest(db, review)
  }
  if (decision === 'returned' && claims && task.state === 'claimed') await db.update(tasks).set({ state: 'doing', finishedOn: null }).where(eq(tasks.id, task.id))
  if (decision === 'returned' && report.claimsDone && !claims) {
    await db.update(taskParts).set({ doneOn: null, doneNote: null }).where(and(eq(taskParts.taskId, task.id), eq(taskParts.unitId, report.unitId)))
  }
  await record(db, by, `report ${decision}`, 'task', task.id, { report: reportId, number: report.number, unit: report.unitId, author: report.authorId, claims, ...(reason ? { reason } : {}) })
}

/** Whoever confirms the whole has seen the reports before it: none of them waits any longer. */
async function acknowledgeRest(db: Write, review: { taskId: string; byId: string; at: Date }): Promise<void> {
  const rest = await db.select({ id: reports.id, author: reports.authorId }).from(reports).leftJoin(reportReviews, eq(reportReviews.reportId, reports.id))
    .where(and(eq(reports.taskId, review.taskId), isNull(reportReviews.id)))
  const theirs = rest.filter(({ author }) => author !== review.byId)
  if (!theirs.length) return
  await db.insert(reportReviews).values(theirs.map(({ id }) => ({ id: newId(), reportId: id, decision: 'acknowledged' as const, reason: null, ...review })))
  await db.update(reports).set({ waits: false }).where(inArray(reports.id, theirs.map(({ id }) => id)))
}

/**
 * Whether the person may change, move, drop and open again: who gives tasks everywhere or in the task's field, and who
 * gave this one. The head of a unit does not change what the leaders gave it.
 */
export const mayDrop = (user: User, task: Task): boolean => mayDecide(user, task) || givesWide(user, task).length > 0

/** Roles by which the person gives tasks beyond the own unit, this one's unit or field included. */
const givesWide = (user: User, task: Task) => user.roles.filter(held =>
  ['any', 'field'].includes(reachOf(held.role, 'assign tasks')) && may({ ...user, roles: [held] }, 'assign tasks', { unitId: task.unitId, field: task.domain }))

/** Who drops, moves, opens again, for the event. Throws NotAllowed. */
export function asAssigner(user: User, task: Task): Actor {
  if (mayDecide(user, task)) return asDecider(user, task)
  const roles = givesWide(user, task)
  if (!roles.length) throw new NotAllowed('Việc này của người giao nhiệm vụ và lãnh đạo phụ trách.')
  return actor({ ...user, roles }, 'assign tasks', { unitId: task.unitId, field: task.domain })
}

const needed = (reason: string | null | undefined, sentence: string): string => {
  const words = reason?.trim() ?? ''
  if (words.length < 3) throw new Invalid({ reason: sentence })
  return words
}

/** The task is not done any more; of a series no further periods come. Its history stays. */
export async function dropTask(db: Write, user: User, given: Pick<Task, 'id'>, reason: string): Promise<void> {
  const { task } = await current(db, given)
  const by = asAssigner(user, task)
  const words = needed(reason, 'Hãy nêu lý do bỏ nhiệm vụ.')
  if (task.state !== 'series') refuseClosed(task)
  await db.update(tasks).set({ state: 'dropped', nextReportOn: null }).where(eq(tasks.id, task.id))
  await record(db, by, 'task dropped', 'task', task.id, { reason: words, was: task.state })
}

/** A done or dropped task goes on where it stood; its deadlines stay what they were. */
export async function reopenTask(db: Write, user: User, given: Pick<Task, 'id'>, reason: string): Promise<void> {
  const { task } = await current(db, given)
  const by = asAssigner(user, task)
  const words = needed(reason, 'Hãy nêu lý do mở lại.')
  if (task.state !== 'done' && task.state !== 'dropped') throw new Invalid({ '': 'Nhiệm vụ đang mở.' })
  const series = task.state === 'dropped' && task.deadline.kind === 'recurring' && !task.due
  const state = series ? 'series' : stateReached(task)
  await db.update(tasks).set({ state, finishedOn: null }).where(eq(tasks.id, task.id))
  await record(db, by, 'task reopened', 'task', task.id, { reason: words, was: task.state })
}

/** A leader stops the clocks of a task without being asked. */
export async function pauseTask(db: Write, user: User, given: Pick<Task, 'id'>, reason: string): Promise<void> {
  const { task } = await current(db, given)
  const by = asDecider(user, task)
  const words = needed(reason, 'Hãy nêu lý do tạm dừng.')
  refuseClosed(task)
  await pause(db, task)
  await record(db, by, 'task paused', 'task', task.id, { reason: words })
}

/** A leader lets it go on; the current deadline moves by the working days of the pause. */
export async function resumeTask(db: Write, user: User, given: Pick<Task, 'id'>): Promise<void> {
  const { task } = await current(db, given)
  const by = asDecider(user, task)
  await record(db, by, 'task resumed', 'task', task.id, await resume(db, task))
}

/** A leader gives the lead to another unit without being asked. */
export async function moveTask(db: Write, user: User, given: Pick<Task, 'id'>, { toUnitId, reason }: { toUnitId: string; reason: string }, rules: AssigningRules): Promise<void> {
  const standing = await current(db, given)
  const by = asAssigner(user, standing.task)
  const words = needed(reason, 'Hãy nêu lý do chuyển.')
  refuseClosed(standing.task)
  if (!mayAssign(user, { unitId: toUnitId, domain: standing.task.domain }) && !mayDecide(user, standing.task)) throw new NotAllowed()
  await record(db, by, 'task handed over', 'task', given.id, { reason: words, ...await handOver(db, standing, toUnitId, rules) })
}

/** Whether the person may write to the others on the task: whoever works on it or answers for it. */
export const mayNote = (user: User, { task, parts }: Current): boolean =>
  mayReport(user, task, parts) || mayReceive(user, task, parts) || mayDrop(user, task)

/** A comment of anybody on the task; a direction or a reminder of who decides on it. */
export async function addNote(db: Write, user: User, given: Pick<Task, 'id'>, { kind, text }: { kind: TaskNote['kind']; text: string }): Promise<void> {
  const standing = await current(db, given)
  const { task, parts } = standing
  if (!mayNote(user, standing)) throw new NotAllowed('Chỉ người làm và người giao nhiệm vụ trao đổi ở đây.')
  const by = mayDecide(user, task) ? asDecider(user, task) : mayReport(user, task, parts) ? actor(user, 'report on tasks', workThing(user, task, parts)) : { id: user.id }
  if (kind !== 'comment' && !mayDecide(user, task)) throw new NotAllowed('Chỉ lãnh đạo và người giao mới chỉ đạo, nhắc việc.')
  const words = text.trim()
  if (!words) throw new Invalid({ text: 'Hãy ghi nội dung.' })
  if (words.length > 3000) throw new Invalid({ text: 'Hãy viết gọn trong 3.000 ký tự.' })
  await db.insert(taskNotes).values({ id: newId(), taskId: task.id, kind, text: words, byId: user.id, at: now() })
  await record(db, by, 'task note added', 'task', task.id, { kind })
}

/** Notes on the task, the latest first. */
export function notesOn(db: Pick<Write, 'select'>, taskId: string): Promise<TaskNote[]> {
  return db.select().from(taskNotes).where(eq(taskNotes.taskId, taskId)).orderBy(desc(taskNotes.at), desc(taskNotes.id))
}
