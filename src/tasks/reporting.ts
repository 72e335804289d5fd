// Reporting: what a unit says of its task, with its figures; the lead's report moves the task, a co-ordinator's its own part.
import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { isDay, now, today, written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { citations } from '../evidence/tables.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { reached } from '../targets/computing.ts'
import { checkValue } from '../targets/figures.ts'
import { valueSchema, type Value } from '../targets/measure.ts'
import { asReporter, current, partIn, refuseClosed, unitNameOf, type Current } from './acting.ts'
import { nextReportOn } from './cadence.ts'
import { markAccepted } from './receiving.ts'
import { reportDrafts, reports, taskParts, tasks, type Light, type Report, type Task, type TaskPart } from './tables.ts'

export interface ReportInput {
  light: Light
  /** Percent of the work done, 0 to 100. */
  percent: number
  value?: Value | null
  result: string
  difficulties?: string | null
  next?: string | null
  /** The lead: the task is done. A co-ordinator: its own part is. */
  claimsDone?: boolean
  /** The day it was done; left out: today. */
  finishedOn?: string | null
  /** Why the lead claims it though a co-ordinator's part is missing. */
  missingParts?: string | null
}

/**
 * Adds a report. The lead's moves the figures and the state of the task; the first one accepts it too. Two at once are
 * both kept, in order. Returns the report. Throws Invalid beside the field; NotAllowed for whoever may not.
 */
export async function reportOn(db: Write, user: User, given: Pick<Task, 'id'>, ofUnit: Pick<TaskPart, 'id'>, input: ReportInput): Promise<Report> {
  const standing = await current(db, given)
  const { task, parts } = standing
  const part = partIn(parts, ofUnit)
  const by = asReporter(user, standing, part)
  refuseClosed(task)
  if (task.state === 'paused') throw new Invalid({ '': `Nhiệm vụ đang tạm dừng từ ${written(task.pausedOn!)}. Hãy đề nghị tiếp tục trước khi báo cáo.` })
  const leads = part.role === 'lead'
  const claimsDone = input.claimsDone ?? false
  const report: Report = {
    id: newId(), taskId: task.id, number: await nextNumber(db, task.id), unitId: part.unitId, authorId: user.id, on: today(), at: now(),
    light: input.light, percent: claimsDone ? 100 : input.percent, value: leads && task.measure && task.measure.kind !== 'deadline' ? valueSchema.parse(input.value ?? {}) : null,
    result: input.result.trim(), difficulties: input.difficulties?.trim() || null, next: input.next?.trim() || null,
    claimsDone, finishedOn: claimsDone ? input.finishedOn || today() : null, missingParts: claimsDone && leads ? input.missingParts?.trim() || null : null, waits: true,
  }
  await check(db, standing, part, report)
  const isNew = part.receipt !== 'accepted'
  if (isNew) await markAccepted(db, standing, part, null)
  await db.insert(reports).values(report)
  if (leads) await move(db, isNew ? (await current(db, task)).task : task, report)
  else if (claimsDone) await db.update(taskParts).set({ doneOn: report.finishedOn, doneNote: report.result }).where(eq(taskParts.id, part.id))
  await db.delete(reportDrafts).where(and(eq(reportDrafts.taskId, task.id), eq(reportDrafts.personId, user.id)))
  await record(db, by, leads && claimsDone ? 'task claimed done' : 'task reported', 'task', task.id, {
    report: report.id, number: report.number, unit: part.unitId, role: part.role, percent: report.percent, was: leads ? task.percent : null, light: report.light,
    ...(claimsDone ? { finishedOn: report.finishedOn } : {}),
  })
  return report
}

async function nextNumber(db: Read, taskId: string): Promise<number> {
  const [last] = await db.select({ number: reports.number }).from(reports).where(eq(reports.taskId, taskId)).orderBy(desc(reports.number)).limit(1)
  return (last?.number ?? 0) + 1
}

async function check(db: Read, { task, parts }: Current, part: TaskPart, report: Report): Promise<void> {
  const errors: Record<string, string> = {}
  const leads = part.role === 'lead'
  if (!Number.isInteger(report.percent) || report.percent < 0 || report.percent > 100) errors.percent = 'Hãy ghi số nguyên từ 0 đến 100.'
  if (report.result.length < 3) errors.result = 'Hãy ghi kết quả đã làm.'
  for (const [field, text] of [['result', report.result], ['difficulties', report.difficulties], ['next', report.next], ['missingParts', report.missingParts]] as const) {
    if ((text ?? '').length > 5000) errors[field] = 'Hãy viết gọn trong 5.000 ký tự; nội dung dài thì đính kèm văn bản.'
  }
  if (leads && task.measure) Object.assign(errors, checkValue(task.measure, report.value))
  const before = leads ? task.percent : await lastPercent(db, task.id, part.unitId)
  if (!errors.percent && report.percent < before && !report.difficulties) errors.difficulties = `Tiến độ giảm từ ${before} % xuống ${report.percent} %: hãy nêu lý do ở đây.`
  if (report.claimsDone) {
    if (!isDay(report.finishedOn!)) errors.finishedOn = 'Hãy chọn ngày hoàn thành.'
    else if (report.finishedOn! > today()) errors.finishedOn = 'Ngày hoàn thành chưa tới. Hãy chọn hôm nay hoặc ngày đã qua.'
    else if (task.assignedOn && report.finishedOn! < task.assignedOn) errors.finishedOn = `Ngày hoàn thành ở trước ngày giao (${written(task.assignedOn)}).`
    const missing = leads ? parts.filter(({ role, doneOn }) => role === 'coordinator' && !doneOn) : []
    if (missing.length && !report.missingParts) {
      const names = await Promise.all(missing.map(({ unitId }) => unitNameOf(db, unitId)))
      errors.missingParts = `Phần phối hợp của ${names.join(', ')} chưa xong: hãy nêu lý do vẫn báo hoàn thành.`
    }
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
}

async function lastPercent(db: Read, taskId: string, unitId: string): Promise<number> {
  const [last] = await db.select({ percent: reports.percent }).from(reports).where(and(eq(reports.taskId, taskId), eq(reports.unitId, unitId))).orderBy(desc(reports.number)).limit(1)
  return last?.percent ?? 0
}

/** What the lead's report makes of the task. A report beside a claim that waits leaves the claim standing. */
async function move(db: Write, task: Task, report: Report): Promise<void> {
  const claimed = report.claimsDone || task.state === 'claimed'
  const finishedOn = report.finishedOn ?? (task.state === 'claimed' ? task.finishedOn : null)
  const { share } = await outcomeOf(db, { ...task, value: report.value, finishedOn })
  await db.update(tasks).set({
    state: claimed ? 'claimed' : 'doing', finishedOn, percent: report.percent, light: report.light, value: report.value, reached: share, lastReportOn: report.on,
    nextReportOn: nextReportOn(await loadCalendar(db), task.cadence, report.on, task.due),
  }).where(eq(tasks.id, task.id))
}

/** What the task's last figures come to today, its evidence counted. */
export async function outcomeOf(db: Read, task: Pick<Task, 'id' | 'measure' | 'value' | 'finishedOn' | 'due'>) {
  if (!task.measure) return { share: null, met: null, points: null, figure: '', words: '' }
  return reached(task.measure, task.value, { finishedOn: task.finishedOn, due: task.due, evidence: await evidenceOn(db, task.id), today: today() })
}

/** Documents cited for the task or for a report on it, those taken back left out. */
export async function evidenceOn(db: Read, taskId: string): Promise<number> {
  const valid = isNull(citations.removedAt)
  const [ofTask] = await db.select({ n: count() }).from(citations).where(and(eq(citations.subjectKind, 'task'), eq(citations.subjectId, taskId), valid))
  const [ofReports] = await db.select({ n: count() }).from(citations).innerJoin(reports, eq(reports.id, citations.subjectId))
    .where(and(eq(citations.subjectKind, 'report'), eq(reports.taskId, taskId), valid))
  return ofTask!.n + ofReports!.n
}

/** Works out anew what the task's figures reach: after its evidence, measure or deadline changed. The caller records why. */
export async function reckonTask(db: Write, taskId: string): Promise<void> {
  const { task } = await current(db, { id: taskId })
  const { share } = await outcomeOf(db, task)
  if (share !== task.reached) await db.update(tasks).set({ reached: share }).where(eq(tasks.id, taskId))
}

/** A co-ordinating unit's part is done. Throws Invalid for the lead, and where it was said before. */
export async function finishPart(db: Write, user: User, given: Pick<Task, 'id'>, ofUnit: Pick<TaskPart, 'id'>, { note, doneOn }: { note: string; doneOn?: string | null }): Promise<void> {
  const standing = await current(db, given)
  const part = partIn(standing.parts, ofUnit)
  const by = asReporter(user, standing, part)
  refuseClosed(standing.task)
  if (part.role === 'lead') throw new NotAllowed('Đơn vị chủ trì báo hoàn thành bằng báo cáo.')
  const on = doneOn || today()
  if (part.doneOn) throw new Invalid({ '': `Phần việc này đã báo xong ngày ${written(part.doneOn)}.` })
  if (!isDay(on) || on > today()) throw new Invalid({ doneOn: 'Hãy chọn hôm nay hoặc ngày đã qua.' })
  if (note.trim().length < 3) throw new Invalid({ note: 'Hãy ghi kết quả phần việc đã làm.' })
  const isNew = part.receipt !== 'accepted'
  if (isNew) await markAccepted(db, standing, part, null)
  await db.update(taskParts).set({ doneOn: on, doneNote: note.trim() }).where(eq(taskParts.id, part.id))
  await record(db, by, 'task part done', 'task', given.id, { unit: part.unitId, unitName: await unitNameOf(db, part.unitId), on })
}

/** Keeps what is being typed. No event: it is nobody's business before it is sent. */
export async function keepDraft(db: Write, user: User, taskId: string, values: Record<string, string>): Promise<void> {
  const kept = { values, savedAt: now() }
  await db.insert(reportDrafts).values({ id: newId(), taskId, personId: user.id, ...kept })
    .onConflictDoUpdate({ target: [reportDrafts.taskId, reportDrafts.personId], set: kept })
}

export async function dropDraft(db: Write, user: User, taskId: string): Promise<void> {
  await db.delete(reportDrafts).where(and(eq(reportDrafts.taskId, taskId), eq(reportDrafts.personId, user.id)))
}

export async function draftOf(db: Read, user: User, taskId: string): Promise<{ values: Record<string, string>; savedAt: Date } | null> {
  const [draft] = await db.select({ values: reportDrafts.values, savedAt: reportDrafts.savedAt }).from(reportDrafts)
    .where(and(eq(reportDrafts.taskId, taskId), eq(reportDrafts.personId, user.id)))
  return draft ?? null
}
