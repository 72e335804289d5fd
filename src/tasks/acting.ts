// What every step in a task's life begins with: the task as it stands in this transaction, and who acts on it by which right.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { written } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import type { Actor } from '../events/events.ts'
import { actor, may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { units } from '../units/tables.ts'
import { decisionThing, mayDecide, mayReport, partsOf, taskById, workThing } from './seeing.ts'
import type { Task, TaskPart } from './tables.ts'

export interface Current { task: Task; parts: TaskPart[] }

/** The task as it stands now: what a page showed may be old. Throws NotFound. */
export async function current(db: Read, { id }: Pick<Task, 'id'>): Promise<Current> {
  const task = await taskById(db, id)
  if (!task) throw new NotFound('Không có nhiệm vụ này.')
  return { task, parts: await partsOf(db, id) }
}

/** The part among those of the task. Throws NotFound where a hand-over or an edit has taken it away. */
export function partIn(parts: readonly TaskPart[], { id }: Pick<TaskPart, 'id'>): TaskPart {
  const part = parts.find(one => one.id === id)
  if (!part) throw new NotFound('Phần việc này vừa chuyển cho đơn vị khác. Hãy mở lại trang nhiệm vụ.')
  return part
}

/** Who reports, asks or ticks, for the event. Throws NotAllowed for whoever may not, or not for this unit. */
export function asReporter(user: User, { task, parts }: Current, part?: TaskPart): Actor {
  if (!mayReport(user, task, parts)) throw new NotAllowed('Chỉ đơn vị được giao và người được phân công mới làm việc này.')
  if (part && part.personId !== user.id && !user.roles.some(({ unitIds }) => unitIds.includes(part.unitId))) throw new NotAllowed('Phần việc này của đơn vị khác.')
  return actor(user, 'report on tasks', workThing(user, task, parts))
}

/** The head of the unit that has the part. Throws NotAllowed. */
export function asHead(user: User, part: TaskPart): Actor {
  const thing = { unitId: part.unitId }
  if (!may(user, 'receive tasks', thing)) throw new NotAllowed('Việc này của thủ trưởng đơn vị được giao.')
  return actor(user, 'receive tasks', thing)
}

/** Who decides on the task, for the event. Throws NotAllowed. */
export function asDecider(user: User, task: Task): Actor {
  if (!mayDecide(user, task)) throw new NotAllowed('Việc này của người giao nhiệm vụ và lãnh đạo phụ trách.')
  return actor(user, 'decide on tasks', decisionThing(task))
}

/** The person and whoever lent them the right: none of them decides on what another of them did. */
export const sameHand = (by: Actor, personId: string): boolean => by.id === personId || by.actingForId === personId

/** Throws Invalid with what happened to a task on which nothing can be done any more. */
export function refuseClosed(task: Task): void {
  const why: Partial<Record<Task['state'], string>> = {
    draft: 'Nhiệm vụ còn trong kế hoạch dự thảo, chưa giao.',
    series: 'Đây là việc định kỳ: hãy mở nhiệm vụ của từng kỳ.',
    done: `Nhiệm vụ đã được xác nhận hoàn thành${task.finishedOn ? `, ngày hoàn thành ${written(task.finishedOn)}` : ''}. Cần bổ sung thì đề nghị người giao mở lại.`,
    dropped: 'Nhiệm vụ đã bỏ, không làm tiếp nữa.',
  }
  const sentence = why[task.state]
  if (sentence) throw new Invalid({ '': sentence })
}

export async function nameOf(db: Read, personId: string): Promise<string> {
  return (await namesOfPeople(db, [personId])).get(personId) ?? 'Người không còn trong danh bạ'
}

/** The unit's name on the day of the event: later it may be called otherwise. */
export async function unitNameOf(db: Read, unitId: string): Promise<string> {
  return (await db.select({ name: units.name }).from(units).where(eq(units.id, unitId)))[0]?.name ?? 'đơn vị khác'
}
