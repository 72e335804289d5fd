// After the calendar has changed: which open tasks would be due on another day, and moving them there.
import { and, asc, eq, gte, inArray, ne } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { whenCalendarChanges } from '../calendar/affected.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf } from './assigning.ts'
import { openStates, requests, tasks } from './tables.ts'

// What was extended or paused has a day that somebody decided: it stays.
const countedOpen = (from: string) => and(inArray(tasks.state, [...openStates]), ne(tasks.state, 'paused'), gte(tasks.due, from), eq(tasks.extensions, 0))

/** The calendar's page says how many open tasks a change may move. */
export const tellCalendar = (): void => whenCalendarChanges({ label: 'nhiệm vụ chưa xong', href: '/tasks/deadlines', count: (db, from) => db.$count(tasks, countedOpen(from)) })

export interface MovedDeadline { id: string; title: string; unitId: string | null; from: string; to: string }

/** Open tasks that the calendar as it stands puts on another day; those with a granted deadline and the paused are left out. */
export async function deadlinesToMove(db: Read, from: string): Promise<MovedDeadline[]> {
  const calendar = await loadCalendar(db)
  const open = await db.select({ id: tasks.id, title: tasks.title, unitId: tasks.unitId, deadline: tasks.deadline, due: tasks.due })
    .from(tasks).where(countedOpen(from)).orderBy(asc(tasks.due), asc(tasks.id))
  const found = open.flatMap(({ id, title, unitId, deadline, due }) => {
    const to = dueOf(calendar, deadline)
    return to !== null && due !== null && to !== due ? [{ id, title, unitId, from: due, to }] : []
  })
  const resumed = await wentOnAfterPause(db, found.map(({ id }) => id))
  return found.filter(({ id }) => !resumed.has(id))
}

async function wentOnAfterPause(db: Read, ids: string[]): Promise<Set<string>> {
  const resumed = new Set<string>()
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500)
    const asked = await db.select({ id: requests.taskId }).from(requests).where(and(inArray(requests.taskId, some), eq(requests.kind, 'resumption'), eq(requests.decision, 'granted')))
    const told = await db.select({ id: events.subjectId }).from(events).where(and(eq(events.subjectKind, 'task'), inArray(events.subjectId, some), eq(events.action, 'task resumed')))
    for (const { id } of [...asked, ...told]) resumed.add(id)
  }
  return resumed
}

/** Moves them, as one event; what was done or dropped never changes, and the first deadline stays. Returns how many. */
export async function moveDeadlines(db: Write, actor: Actor, from: string): Promise<number> {
  const moved = await deadlinesToMove(db, from)
  for (const { id, to } of moved) await db.update(tasks).set({ due: to }).where(eq(tasks.id, id))
  if (moved.length) await record(db, actor, 'task deadlines moved', 'calendar', from, { tasks: moved.map(({ id, from: was, to }) => ({ id, from: was, to })) })
  return moved.length
}
