// The check list of a task: small steps, ticked off by those who work on it.
import { and, desc, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { line } from '../text.ts'
import { asDecider, asReporter, current, refuseClosed, type Current } from './acting.ts'
import { mayDecide, mayReport } from './seeing.ts'
import { checkItems, type CheckItem, type Task } from './tables.ts'

const mostItems = 50

/** Those who work on the task, and those who gave it. */
export const mayKeepList = (user: User, { task, parts }: Current): boolean => mayReport(user, task, parts) || mayDecide(user, task)

function asKeeper(user: User, now: Current): Actor {
  if (!mayKeepList(user, now)) throw new NotAllowed('Chỉ đơn vị được giao và người giao mới sửa danh sách này.')
  return mayReport(user, now.task, now.parts) ? asReporter(user, now) : asDecider(user, now.task)
}

/** Adds a step at the end. A series has one too: every period begins with it unticked. */
export async function addItem(db: Write, user: User, given: Pick<Task, 'id'>, words: string): Promise<void> {
  const now = await current(db, given)
  const by = asKeeper(user, now)
  if (now.task.state !== 'series') refuseClosed(now.task)
  const text = line(words)
  if (!text) throw new Invalid({ item: 'Hãy ghi việc cần làm.' })
  if (text.length > 300) throw new Invalid({ item: 'Hãy viết gọn trong 300 ký tự.' })
  const [last] = await db.select({ position: checkItems.position }).from(checkItems).where(eq(checkItems.taskId, given.id)).orderBy(desc(checkItems.position)).limit(1)
  if (await db.$count(checkItems, eq(checkItems.taskId, given.id)) >= mostItems) throw new Invalid({ item: `Danh sách có nhiều nhất ${mostItems} việc. Việc lớn hơn nên giao thành nhiệm vụ riêng.` })
  await db.insert(checkItems).values({ id: newId(), taskId: given.id, position: (last?.position ?? 0) + 1, text })
  await record(db, by, 'check item added', 'task', given.id, { text })
}

/** Ticks a step off, or takes the tick back. Twice the same is no change. */
export async function tickItem(db: Write, user: User, given: Pick<Task, 'id'>, itemId: string, done: boolean): Promise<void> {
  const now = await current(db, given)
  const by = asKeeper(user, now)
  refuseClosed(now.task)
  const item = await find(db, given.id, itemId)
  if ((item.doneOn !== null) === done) return
  await db.update(checkItems).set(done ? { doneOn: today(), doneById: user.id } : { doneOn: null, doneById: null }).where(eq(checkItems.id, itemId))
  await record(db, by, done ? 'check item done' : 'check item undone', 'task', given.id, { text: item.text })
}

export async function removeItem(db: Write, user: User, given: Pick<Task, 'id'>, itemId: string): Promise<void> {
  const now = await current(db, given)
  const by = asKeeper(user, now)
  if (now.task.state !== 'series') refuseClosed(now.task)
  const item = await find(db, given.id, itemId)
  await db.delete(checkItems).where(eq(checkItems.id, itemId))
  await record(db, by, 'check item removed', 'task', given.id, { text: item.text })
}

async function find(db: Write, taskId: string, id: string): Promise<CheckItem> {
  const [item] = await db.select().from(checkItems).where(and(eq(checkItems.id, id), eq(checkItems.taskId, taskId)))
  if (!item) throw new NotFound('Việc này không còn trong danh sách: có thể người khác vừa gỡ.')
  return item
}
