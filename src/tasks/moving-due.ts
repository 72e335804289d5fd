// A deadline moved by whoever gave the task, without being asked for it.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { endOfTerm } from '../calendar/working-days.ts'
import { isDay, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import type { Write } from '../store/store.ts'
import { current, refuseClosed } from './acting.ts'
import { asAssigner } from './deciding.ts'
import { reckonTask } from './reporting.ts'
import { tasks, type Task } from './tables.ts'

/** The current deadline becomes `due`, or the next working day; the first one stays. A later one counts as an extension. */
export async function moveDue(db: Write, user: User, given: Pick<Task, 'id'>, { due, reason }: { due: string; reason: string }): Promise<void> {
  const { task } = await current(db, given)
  const by = asAssigner(user, task)
  refuseClosed(task)
  if (!isDay(due)) throw new Invalid({ due: 'Hãy chọn ngày hạn mới.' })
  if (!task.due) throw new Invalid({ due: 'Nhiệm vụ này không có hạn cố định.' })
  const day = endOfTerm(await loadCalendar(db), due)
  if (day === task.due) throw new Invalid({ due: `Hạn đã là ${written(day)}.` })
  const revision = task.revision + 1
  await db.update(tasks).set({ due: day, extensions: task.extensions + (day > task.due ? 1 : 0), revision }).where(eq(tasks.id, task.id))
  await reckonTask(db, task.id)
  await record(db, by, 'task changed', 'task', task.id, { revision, changes: [{ field: 'due', from: written(task.due), to: written(day) }], from: task.due, to: day, reason })
}
