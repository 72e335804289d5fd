// A person's deadlines and meetings as a calendar that other programs subscribe to, behind a secret address that can be revoked (RFC 5545).
import { and, eq, inArray } from 'drizzle-orm'
import { userOf } from '../accounts/accounts.ts'
import { fingerprint, newToken } from '../accounts/sessions.ts'
import { people } from '../accounts/tables.ts'
import { calendarOf, type CalendarEntry } from '../calendar/icalendar.ts'
import { now } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { meetingEntries } from '../meetings/calendar-entries.ts'
import type { Read, Write } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { openStates, taskParts, tasks } from '../tasks/tables.ts'
import { stateNames } from '../tasks/words.ts'
import { calendarFeeds } from './tables.ts'

export const feedAddress = (origin: string, token: string): string => `${origin}/calendar-feed/${token}.ics`

export const hasFeed = async (db: Read, personId: string): Promise<boolean> => await db.$count(calendarFeeds, eq(calendarFeeds.personId, personId)) > 0

/** Makes the person's secret address anew and returns its token, which is kept nowhere; the one before stops working. */
export async function makeFeed(db: Write, by: Actor): Promise<string> {
  const token = newToken()
  await db.delete(calendarFeeds).where(eq(calendarFeeds.personId, by.id))
  await db.insert(calendarFeeds).values({ id: fingerprint(token), personId: by.id, madeAt: now() })
  await record(db, by, 'calendar feed made', 'person', by.id)
  return token
}

export async function revokeFeed(db: Write, by: Actor): Promise<void> {
  await db.delete(calendarFeeds).where(eq(calendarFeeds.personId, by.id))
  await record(db, by, 'calendar feed revoked', 'person', by.id)
}

/** The calendar behind a token: the open tasks that are the person's own, and the meetings they take part in. Throws NotFound for one that was revoked or never was. */
export async function feedOf(db: Read, token: string, origin: string): Promise<string> {
  const [found] = await db.select({ person: people }).from(calendarFeeds).innerJoin(people, eq(people.id, calendarFeeds.personId)).where(eq(calendarFeeds.id, fingerprint(token)))
  if (!found || found.person.leftOn) throw new NotFound()
  const user = await userOf(db, found.person)
  const heads = user.roles.filter(({ role, lentById }) => role === 'unitHead' && !lentById).flatMap(({ unitIds }) => unitIds)
  const mine = await db.select({ id: tasks.id }).from(tasks).where(eq(tasks.personId, user.id))
  const parts = await db.select({ id: taskParts.taskId }).from(taskParts).where(eq(taskParts.personId, user.id))
  const led = heads.length ? await db.select({ id: taskParts.taskId }).from(taskParts).where(inArray(taskParts.unitId, heads)) : []
  const ids = [...new Set([...mine, ...parts, ...led].map(({ id }) => id))]
  const rows = ids.length ? await db.select().from(tasks).where(and(inArray(tasks.id, ids), inArray(tasks.state, [...openStates]), visibleTasks(db, user))) : []
  const entry = (kind: string, day: string | null, summary: string, { id, state, revision }: typeof rows[number]): CalendarEntry[] =>
    (day ? [{ uid: `${kind}-${id}@${new URL(origin).hostname}`, day, summary, description: stateNames[state], url: `${origin}/tasks/${id}`, sequence: revision }] : [])
  const deadlines = rows.flatMap(task => [
    ...entry('due', task.due, `Hạn: ${task.title}`, task),
    ...(task.state === 'assigned' ? [] : entry('report', task.nextReportOn, `Báo cáo: ${task.title}`, task)),
  ])
  return calendarOf([...deadlines, ...await meetingEntries(db, user, origin)], now())
}
