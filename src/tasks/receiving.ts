// Receiving: the head of a unit accepts the unit's part, and names who works on it.
import { and, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import type { Read, Write } from '../store/store.ts'
import { nowOf, servingOn, withinUnit } from '../units/units.ts'
import { asHead, current, partIn, refuseClosed, unitNameOf, type Current } from './acting.ts'
import { firstReportOn } from './cadence.ts'
import { taskParts, tasks, type Task, type TaskPart } from './tables.ts'

/**
 * The unit accepts its part, and may name the person at once. Of the lead's part the clock of receipt stops and the first
 * report gets its day. Throws Invalid where it was accepted already; NotAllowed but for the head of the unit.
 */
export async function acceptTask(db: Write, user: User, given: Pick<Task, 'id'>, ofUnit: Pick<TaskPart, 'id'>, personId: string | null = null): Promise<void> {
  const { task, parts } = await current(db, given)
  const part = partIn(parts, ofUnit)
  const by = asHead(user, part)
  refuseClosed(task)
  if (part.receipt === 'accepted') throw new Invalid({ '': 'Đơn vị đã nhận việc này rồi.' })
  await checkPerson(db, part, personId)
  await markAccepted(db, { task, parts }, part, personId)
  await record(db, by, 'task accepted', 'task', task.id, { unit: part.unitId, unitName: await unitNameOf(db, part.unitId), person: personId, role: part.role })
}

/** Marks the part as accepted, and the task with the lead's; the caller records why. */
export async function markAccepted(db: Write, { task }: Current, part: TaskPart, personId: string | null): Promise<void> {
  await db.update(taskParts).set({ receipt: 'accepted', receivedAt: now(), ...(personId ? { personId } : {}) }).where(eq(taskParts.id, part.id))
  if (part.role !== 'lead') return
  await db.update(tasks).set({
    acceptedAt: task.acceptedAt ?? now(), ...(personId ? { personId } : {}), ...(task.state === 'assigned' ? { state: 'accepted' as const } : {}),
    nextReportOn: task.nextReportOn ?? firstReportOn(await loadCalendar(db), task.cadence, today(), task.due),
  }).where(eq(tasks.id, task.id))
}

/** The unit says who works on its part; null takes the person off. A part not accepted yet is accepted by it. */
export async function namePerson(db: Write, user: User, given: Pick<Task, 'id'>, ofUnit: Pick<TaskPart, 'id'>, personId: string | null): Promise<void> {
  const { task, parts } = await current(db, given)
  const part = partIn(parts, ofUnit)
  const by = asHead(user, part)
  refuseClosed(task)
  if (part.personId === personId) return
  await checkPerson(db, part, personId)
  if (part.receipt !== 'accepted' && personId) await markAccepted(db, { task, parts }, part, personId)
  await db.update(taskParts).set({ personId }).where(eq(taskParts.id, part.id))
  if (part.role === 'lead') await db.update(tasks).set({ personId }).where(eq(tasks.id, task.id))
  await record(db, by, 'task person named', 'task', task.id, { unit: part.unitId, person: personId, was: part.personId })
}

async function checkPerson(db: Read, { unitId }: TaskPart, personId: string | null): Promise<void> {
  if (personId && !(await peopleFor(db, unitId)).some(one => one.personId === personId)) throw new Invalid({ person: 'Hãy chọn người đang công tác ở đơn vị.' })
}

/** Who may be named for a unit's part: those who serve today in it, in its sub-units, or in what became of it. */
export async function peopleFor(db: Read, unitId: string): Promise<{ personId: string; name: string; title: string | null }[]> {
  const standing = await nowOf(db, unitId)
  const ids = new Set((await Promise.all(standing.map(({ id }) => withinUnit(db, id)))).flat())
  return (await servingOn(db, today())).filter(one => ids.has(one.unitId)).map(({ personId, name, title }) => ({ personId, name, title }))
}

/** Puts a part back to waiting, with a fresh clock for the lead's: after an answer, or with a new unit. */
export async function waitAgain(db: Write, task: Task, part: Pick<TaskPart, 'id' | 'role'>, receiptDue: Date): Promise<void> {
  await db.update(taskParts).set({ receipt: 'waiting', receivedAt: null }).where(and(eq(taskParts.id, part.id), inArray(taskParts.receipt, ['waiting', 'asked', 'accepted'])))
  if (part.role === 'lead') await db.update(tasks).set({ receiptDue }).where(eq(tasks.id, task.id))
}
