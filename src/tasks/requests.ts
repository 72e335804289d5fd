// What a unit asks of the assigner: more time, an explanation, another unit, a pause, to go on. Each decided once, with its words.
import { and, eq, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays, addWorkingHours, endOfTerm, workingDaysBetween } from '../calendar/working-days.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { isDay, now, today, written } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { standsOn } from '../units/units.ts'
import { units } from '../units/tables.ts'
import { asDecider, asReporter, current, nameOf, partIn, refuseClosed, sameHand, unitNameOf, type Current } from './acting.ts'
import type { AssigningRules } from './assigning.ts'
import { waitAgain } from './receiving.ts'
import { decisionNames, requestNames } from './words.ts'
import { requests, taskParts, tasks, type Request, type RequestKind, type Task, type TaskPart } from './tables.ts'
import { stateReached } from './standings.ts'

export interface Asking { kind: RequestKind; reason: string; askedDue?: string | null; toUnitId?: string | null }

/** Kinds that only the unit in the lead asks for: they change the whole task. */
const ofLead: RequestKind[] = ['extension', 'handover', 'pause', 'resumption']

/**
 * Asks. Returns the request's id. Throws Invalid with the reason: the same is open already, the task is closed, the new
 * deadline is not later than the present one.
 */
export async function askRequest(db: Write, user: User, given: Pick<Task, 'id'>, ofUnit: Pick<TaskPart, 'id'>, asking: Asking): Promise<string> {
  const standing = await current(db, given)
  const { task, parts } = standing
  const part = partIn(parts, ofUnit)
  const by = asReporter(user, standing, part)
  refuseClosed(task)
  const { kind, askedDue = null, toUnitId = null } = asking
  const reason = asking.reason.trim()
  if (reason.length < 5) throw new Invalid({ reason: 'Hãy nêu lý do.' })
  if (ofLead.includes(kind) && part.role !== 'lead') throw new NotAllowed(`Chỉ đơn vị chủ trì đề nghị ${requestNames[kind]}.`)
  if (task.state === 'paused' && kind !== 'resumption' && kind !== 'clarification') throw new Invalid({ '': `Nhiệm vụ đang tạm dừng từ ${written(task.pausedOn!)}. Hãy đề nghị tiếp tục trước.` })
  if (task.state === 'claimed' && kind !== 'clarification') throw new Invalid({ '': 'Đơn vị đã báo hoàn thành, đang chờ xác nhận nên chưa đề nghị được.' })
  if (kind === 'resumption' && task.state !== 'paused') throw new Invalid({ '': 'Nhiệm vụ không tạm dừng.' })
  if (kind === 'extension') checkAskedDue(task, askedDue)
  if (kind === 'handover' && toUnitId) await checkUnit(db, task, toUnitId)
  const [open] = await db.select().from(requests).where(and(
    eq(requests.taskId, task.id), eq(requests.kind, kind), isNull(requests.decision), ofLead.includes(kind) ? undefined : eq(requests.unitId, part.unitId)))
  if (open) throw new Invalid({ '': `${await nameOf(db, open.byId)} đã đề nghị ${requestNames[kind]} lúc ${momentInWords(open.at)}, đang chờ quyết định. Muốn sửa thì rút đề nghị ấy rồi gửi lại.` })
  const id = newId()
  await db.insert(requests).values({ id, taskId: task.id, kind, unitId: part.unitId, byId: user.id, at: now(), reason, askedDue: kind === 'extension' ? askedDue : null, toUnitId: kind === 'handover' ? toUnitId : null })
  // The clock of receipt stands while the unit waits for an answer.
  if (part.receipt === 'waiting' && (kind === 'clarification' || kind === 'handover')) await db.update(taskParts).set({ receipt: 'asked' }).where(eq(taskParts.id, part.id))
  await record(db, by, 'task request made', 'task', task.id, { request: id, kind, unit: part.unitId, reason, ...(kind === 'extension' ? { from: task.due, asked: askedDue } : {}), ...(kind === 'handover' && toUnitId ? { toUnit: toUnitId, toUnitName: await unitNameOf(db, toUnitId) } : {}) })
  return id
}

function checkAskedDue(task: Task, day: string | null): void {
  if (!task.due) throw new Invalid({ '': 'Nhiệm vụ này không có hạn cố định nên không cần gia hạn.' })
  if (!day || !isDay(day)) throw new Invalid({ askedDue: 'Hãy chọn ngày hạn mới.' })
  if (day <= task.due) throw new Invalid({ askedDue: `Hạn mới phải sau hạn đang có (${written(task.due)}).` })
}

async function checkUnit(db: Write, task: Task, unitId: string, field = 'toUnitId'): Promise<void> {
  const [unit] = await db.select().from(units).where(eq(units.id, unitId))
  if (!unit || !standsOn(unit, today())) throw new Invalid({ [field]: 'Hãy chọn đơn vị đang hoạt động.' })
  if (unitId === task.unitId) throw new Invalid({ [field]: `${unit.name} đang chủ trì rồi. Hãy chọn đơn vị khác.` })
}

/** Whoever asked takes it back. Throws Invalid once it is decided. */
export async function withdrawRequest(db: Write, user: User, requestId: string): Promise<void> {
  const request = await find(db, requestId)
  const standing = await current(db, { id: request.taskId })
  const by = asReporter(user, standing)
  if (request.byId !== user.id && !user.roles.some(({ role, unitIds }) => role === 'unitHead' && unitIds.includes(request.unitId))) throw new NotAllowed('Chỉ người đề nghị hoặc thủ trưởng đơn vị rút được.')
  await decide(db, request, { decision: 'withdrawn', decidedById: user.id, grantedDue: null, decisionNote: null })
  if (request.kind === 'clarification' || request.kind === 'handover') {
    await db.update(taskParts).set({ receipt: 'waiting' }).where(and(eq(taskParts.taskId, request.taskId), eq(taskParts.unitId, request.unitId), eq(taskParts.receipt, 'asked')))
  }
  await record(db, by, 'task request withdrawn', 'task', request.taskId, { request: request.id, kind: request.kind })
}

export interface Deciding {
  decision: 'granted' | 'refused' | 'answered'
  /** New deadline of an extension; left out: the one asked for. */
  grantedDue?: string | null
  /** Unit that takes a hand-over; left out: the one asked for. */
  toUnitId?: string | null
  note?: string | null
}

/**
 * The decision, written once. A refusal and an answer need words. Throws Invalid where somebody decided in the meantime,
 * saying who and what; NotAllowed for who may not decide, and for whoever asked.
 */
export async function decideRequest(db: Write, user: User, requestId: string, deciding: Deciding, rules: AssigningRules): Promise<void> {
  const request = await find(db, requestId)
  const standing = await current(db, { id: request.taskId })
  const { task } = standing
  const by = asDecider(user, task)
  if (sameHand(by, request.byId)) throw new NotAllowed('Người đề nghị không tự quyết định đề nghị của mình.')
  const { decision } = deciding
  const note = deciding.note?.trim() || null
  const answers = request.kind === 'clarification'
  if (answers !== (decision === 'answered')) throw new Invalid({ decision: answers ? 'Đề nghị làm rõ thì trả lời, không duyệt.' : 'Hãy chọn đồng ý hoặc không đồng ý.' })
  if (decision !== 'granted' && !note) throw new Invalid({ note: answers ? 'Hãy ghi câu trả lời.' : 'Hãy nêu lý do không đồng ý.' })
  const details: Record<string, unknown> = { request: request.id, kind: request.kind, decision, unit: request.unitId, ...(note ? { note } : {}) }
  let grantedDue: string | null = null
  if (request.decision === null) refuseClosed(task)
  if (decision === 'granted' && request.decision === null) {
    if (request.kind === 'extension') {
      grantedDue = await extend(db, task, deciding.grantedDue || request.askedDue!)
      Object.assign(details, { from: task.due, to: grantedDue, asked: request.askedDue })
    }
    if (request.kind === 'handover') Object.assign(details, await handOver(db, standing, deciding.toUnitId || request.toUnitId, rules))
    if (request.kind === 'pause') await pause(db, task)
    if (request.kind === 'resumption') Object.assign(details, await resume(db, task))
  }
  await decide(db, request, { decision, decidedById: user.id, grantedDue, decisionNote: note })
  // After an answer, and where the task stays where it is, the unit has a fresh clock to accept it.
  if (answers || (request.kind === 'handover' && decision === 'refused')) await askedAgain(db, standing, request, rules)
  await record(db, by, 'task request decided', 'task', task.id, details)
}

async function find(db: Write, id: string): Promise<Request> {
  const [request] = await db.select().from(requests).where(eq(requests.id, id))
  if (!request) throw new NotFound('Không có đề nghị này.')
  return request
}

async function decide(db: Write, request: Request, decided: Pick<Request, 'decision' | 'decidedById' | 'grantedDue' | 'decisionNote'>): Promise<void> {
  const kept = await db.update(requests).set({ ...decided, decidedAt: now() }).where(and(eq(requests.id, request.id), isNull(requests.decision))).returning({ id: requests.id })
  if (kept.length) return
  const what = `${decisionNames[request.decision!]}${request.grantedDue ? `, hạn mới ${written(request.grantedDue)}` : ''}`
  throw new Invalid({ '': `${await nameOf(db, request.decidedById!)} đã quyết định đề nghị này lúc ${momentInWords(request.decidedAt!)}: ${what}. Quyết định của bạn chưa được ghi.` })
}

/** A new deadline, on a working day; the first one stays as it was. Returns the day. */
async function extend(db: Write, task: Task, asked: string): Promise<string> {
  if (!isDay(asked)) throw new Invalid({ grantedDue: 'Hãy chọn ngày hạn mới.' })
  const due = endOfTerm(await loadCalendar(db), asked)
  if (task.due && due <= task.due) throw new Invalid({ grantedDue: `Hạn mới phải sau hạn đang có (${written(task.due)}).` })
  await db.update(tasks).set({ due, extensions: task.extensions + 1 }).where(eq(tasks.id, task.id))
  return due
}

/**
 * Another unit takes the lead and has a fresh clock to accept. The unit before it keeps its reports and goes on seeing
 * the task. Returns what the event says. Throws Invalid without a unit that stands.
 */
export async function handOver(db: Write, { task, parts }: Current, toUnitId: string | null, rules: AssigningRules): Promise<Record<string, unknown>> {
  if (!toUnitId) throw new Invalid({ toUnitId: 'Hãy chọn đơn vị nhận.' })
  await checkUnit(db, task, toUnitId)
  const lead = parts.find(({ role }) => role === 'lead')
  if (lead) {
    await db.update(taskParts).set({ role: 'coordinator', receipt: 'accepted', personId: null, duty: `Chủ trì đến ${written(today())}, đã chuyển đơn vị khác`, doneOn: today() }).where(eq(taskParts.id, lead.id))
  }
  const theirs = parts.find(({ unitId }) => unitId === toUnitId)
  const fresh = { role: 'lead' as const, duty: null, personId: null, receipt: 'waiting' as const, receivedAt: null, doneOn: null, doneNote: null }
  if (theirs) await db.update(taskParts).set(fresh).where(eq(taskParts.id, theirs.id))
  else await db.insert(taskParts).values({ id: newId(), taskId: task.id, unitId: toUnitId, ...fresh })
  await db.update(tasks).set({ unitId: toUnitId, personId: null, state: 'assigned', acceptedAt: null, finishedOn: null, nextReportOn: null, receiptDue: addWorkingHours(await loadCalendar(db), now(), rules.receiptHours) }).where(eq(tasks.id, task.id))
  return { unitBefore: task.unitId, toUnit: toUnitId, toUnitName: await unitNameOf(db, toUnitId) }
}

/** Stops the task's clocks. Throws Invalid where they stand already. */
export async function pause(db: Write, task: Task): Promise<void> {
  if (task.state === 'paused') throw new Invalid({ '': `Nhiệm vụ đã tạm dừng từ ${written(task.pausedOn!)}.` })
  await db.update(tasks).set({ state: 'paused', pausedOn: today(), nextReportOn: null }).where(eq(tasks.id, task.id))
}

/** Goes on; the current deadline moves by the working days of the pause. Returns what the event says. */
export async function resume(db: Write, task: Task): Promise<Record<string, unknown>> {
  if (task.state !== 'paused') throw new Invalid({ '': 'Nhiệm vụ không tạm dừng.' })
  const calendar = await loadCalendar(db)
  const days = Math.max(0, workingDaysBetween(calendar, task.pausedOn!, today()))
  const due = task.due && days ? addWorkingDays(calendar, task.due, days) : task.due
  await db.update(tasks).set({ state: stateReached(task), pausedOn: null, due }).where(eq(tasks.id, task.id))
  return { days, ...(due === task.due ? {} : { from: task.due, to: due }) }
}

async function askedAgain(db: Write, { task, parts }: Current, request: Request, rules: AssigningRules): Promise<void> {
  const part = parts.find(({ unitId }) => unitId === request.unitId)
  if (part?.receipt === 'asked') await waitAgain(db, task, part, addWorkingHours(await loadCalendar(db), now(), rules.receiptHours))
}
