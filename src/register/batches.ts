// Many tasks changed in one transaction with one note: tried first without being kept, then done, and undone as long as nothing else happened.
import { and, asc, eq, gt, notInArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { lastEventNumber, record } from '../events/events.ts'
import { sentenceOf } from '../events/sentences.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import { refusalIn, tried, type Outcome } from '../outcomes.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { current, nameOf, type Current } from '../tasks/acting.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { findTask } from '../tasks/seeing.ts'
import { taskParts, tasks } from '../tasks/tables.ts'
import { changeInWords, changeOne, checkChange, type Change } from './changes.ts'
import { batchItems, taskBatches, type Before, type TaskBatch } from './tables.ts'

/** More tasks would keep all others waiting for too long. */
export const mostTasks = 500

/** Tries the change on all of them and keeps nothing: what it says is what the change itself would do now. */
export async function tryBatch(store: Store, user: User, ids: readonly string[], change: Change, rules: AssigningRules): Promise<Outcome[]> {
  checkChange(user, change)
  const outcomes = await tried(store, db => changeAll(db, user, ids, change, rules, newId()))
  return outcomes.map(({ id, title, said, refused }) => ({ id, title, said, refused }))
}

/** Does it. Returns the batch's id; what is refused stays as it is. Throws Invalid where nothing could be done. */
export async function runBatch(db: Write, user: User, ids: readonly string[], change: Change, rules: AssigningRules): Promise<string> {
  checkChange(user, change)
  const id = newId()
  const done = (await changeAll(db, user, ids, change, rules, id)).filter(({ refused }) => !refused)
  if (!done.length) throw new Invalid({ '': 'Không có nhiệm vụ nào đổi được, nên chưa ghi gì.' })
  await db.insert(taskBatches).values({ id, personId: user.id, kind: change.kind, value: change.value, note: change.note, at: now() })
  for (let start = 0; start < done.length; start += 100) {
    await db.insert(batchItems).values(done.slice(start, start + 100).map(({ id: taskId, said, before, event }) => ({ id: newId(), batchId: id, taskId, said, before: before!, event })))
  }
  return id
}

async function changeAll(db: Write, user: User, ids: readonly string[], change: Change, rules: AssigningRules, batch: string): Promise<(Outcome & { before: Before | null; event: number })[]> {
  if (!ids.length) throw new Invalid({ '': 'Chưa chọn nhiệm vụ nào.' })
  if (ids.length > mostTasks) throw new Invalid({ '': `Mỗi lần đổi nhiều nhất ${mostTasks} nhiệm vụ. Hãy lọc bớt.` })
  const acting = { ...user, batch: { id: batch, note: change.note } }
  const outcomes: (Outcome & { before: Before | null; event: number })[] = []
  for (const id of new Set(ids)) {
    const { title } = await findTask(db, user, id)
    const standing = await current(db, { id })
    try {
      await changeOne(db, acting, standing, change, rules)
      outcomes.push({ id, title, said: await changeInWords(db, standing, change.kind), refused: false, before: beforeOf(standing), event: await lastEventNumber(db) })
    } catch (error) {
      outcomes.push({ id, title, said: refusalIn(error), refused: true, before: null, event: 0 })
    }
  }
  return outcomes
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null
const moment = (text: string | null) => (text === null ? null : new Date(text))

function beforeOf({ task, parts }: Current): Before {
  const { state, due, deadline, extensions, domain, domainId, weight, unitId, personId, pausedOn, nextReportOn, finishedOn, search, reached } = task
  return {
    state, due, deadline, extensions, domain, domainId, weight, unitId, personId, pausedOn, nextReportOn, finishedOn, search, reached, acceptedAt: iso(task.acceptedAt), receiptDue: iso(task.receiptDue),
    parts: parts.map(part => ({ ...part, receivedAt: iso(part.receivedAt) })),
  }
}

/** The batch, for whoever made it. Throws NotFound. */
export async function findBatch(db: Read, user: User, id: string): Promise<TaskBatch> {
  const [batch] = await db.select().from(taskBatches).where(and(eq(taskBatches.id, id), eq(taskBatches.personId, user.id)))
  if (!batch) throw new NotFound('Không có lần đổi này, hoặc không phải bạn làm.')
  return batch
}

export async function itemsOf(db: Read, batchId: string): Promise<{ id: string; title: string; said: string }[]> {
  const rows = await db.select({ id: batchItems.taskId, title: tasks.title, said: batchItems.said }).from(batchItems).leftJoin(tasks, eq(tasks.id, batchItems.taskId))
    .where(eq(batchItems.batchId, batchId)).orderBy(asc(batchItems.id))
  return rows.map(row => ({ ...row, title: row.title ?? 'Nhiệm vụ đã gỡ' }))
}

/** What may happen to a task without making an undoing wrong. */
const harmless = ['task note added', 'check item added', 'check item done', 'check item undone', 'check item removed', 'task reminded', 'task escalated', 'evidence cited', 'evidence taken back']

/** Puts every task of the batch back as it was, one event each; a task to which something happened since stays. Returns what became of each. */
export async function undoBatch(db: Write, user: User, id: string): Promise<Outcome[]> {
  const batch = await findBatch(db, user, id)
  if (batch.undoneAt) throw new Invalid({ '': 'Lần đổi này đã hoàn tác rồi.' })
  if (batch.kind === 'remind') throw new Invalid({ '': 'Lời nhắc đã gửi nên không hoàn tác được.' })
  const items = await db.select().from(batchItems).where(eq(batchItems.batchId, id)).orderBy(asc(batchItems.id))
  const outcomes: Outcome[] = []
  for (const { taskId, before, event } of items) {
    const [task] = await db.select().from(tasks).where(eq(tasks.id, taskId))
    if (!task) continue
    const [since] = await db.select().from(events).where(and(eq(events.subjectKind, 'task'), eq(events.subjectId, taskId), gt(events.number, event), notInArray(events.action, harmless))).orderBy(asc(events.number)).limit(1)
    if (since) { outcomes.push({ id: taskId, title: task.title, said: `Giữ nguyên: sau đó ${await nameOf(db, since.actorId)} ${sentenceOf(since)}.`, refused: true }); continue }
    const { parts, acceptedAt, receiptDue, ...columns } = before
    await db.update(tasks).set({ ...columns, acceptedAt: moment(acceptedAt), receiptDue: moment(receiptDue), revision: task.revision + 1 }).where(eq(tasks.id, taskId))
    await db.delete(taskParts).where(and(eq(taskParts.taskId, taskId), notInArray(taskParts.id, ['', ...parts.map(part => part.id)])))
    for (const { id: partId, receivedAt, ...part } of parts) await db.update(taskParts).set({ ...part, receivedAt: moment(receivedAt) }).where(eq(taskParts.id, partId))
    await record(db, { id: user.id }, 'task change undone', 'task', taskId, { batch: id, kind: batch.kind, note: batch.note })
    outcomes.push({ id: taskId, title: task.title, said: 'Đã trở lại như trước.', refused: false })
  }
  if (outcomes.some(({ refused }) => !refused)) await db.update(taskBatches).set({ undoneAt: now() }).where(eq(taskBatches.id, id))
  else throw new Invalid({ '': `Không hoàn tác được nhiệm vụ nào. ${outcomes[0]?.said ?? ''}` })
  return outcomes
}
