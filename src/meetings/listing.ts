// The list of meetings: what its address narrows it to, those to come and those that have passed.
import { and, asc, count, desc, eq, gte, inArray, isNull, like, lt, lte, not, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { withQuery } from '../addresses.ts'
import { today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { visibleMeetings } from './meetings.ts'
import { meetings, meetingStates, type Meeting, type MeetingState } from './tables.ts'

/** Stands for meetings that belong to no series. */
export const single = 'single'

/** What stands in the address; '' is no condition. */
export interface MeetingFilter { q: string; series: string; year: string; state: MeetingState | '' }

export function meetingFilterFrom({ q = '', series = '', year = '', state = '' }: Record<string, string>): MeetingFilter {
  return { q: line(q).slice(0, 200), series: series.slice(0, 100), year: /^\d{4}$/.test(year) ? year : '', state: meetingStates.find(one => one === state) ?? '' }
}

/** The address of the list so filtered; what is not chosen is left out. */
export function meetingsAddress(filter: MeetingFilter, more: Record<string, string> = {}, path = '/meetings'): string {
  return withQuery(path, { ...filter, ...more })
}

function condition(user: User, { q, series, year, state }: MeetingFilter): SQL | undefined {
  return and(
    visibleMeetings(user), ...searchable(q).split(' ').filter(Boolean).map(word => like(meetings.search, `%${word}%`)),
    series === single ? isNull(meetings.seriesId) : series ? eq(meetings.seriesId, series) : undefined,
    year ? and(gte(meetings.on, `${year}-01-01`), lte(meetings.on, `${year}-12-31`)) : undefined, state ? eq(meetings.state, state) : undefined,
  )
}

/** Still to be held: from today on, and neither held nor called off. */
const toCome = () => and(gte(meetings.on, today()), inArray(meetings.state, ['draft', 'called']))!
const passed = () => or(lt(meetings.on, today()), not(inArray(meetings.state, ['draft', 'called'])))!

/** Meetings to come, the next one first. */
export const comingFor = (db: Read, user: User, filter: MeetingFilter): Promise<Meeting[]> =>
  db.select().from(meetings).where(and(condition(user, filter), toCome())).orderBy(asc(meetings.on), asc(meetings.startsAt), asc(meetings.id))

/** Meetings that have passed or were called off, the latest first. */
export const passedFor = (db: Read, user: User, filter: MeetingFilter, limit: number, offset = 0): Promise<Meeting[]> =>
  db.select().from(meetings).where(and(condition(user, filter), passed()))
    .orderBy(desc(meetings.on), desc(meetings.startsAt), desc(meetings.id)).limit(limit).offset(offset)

export const countPassed = (db: Read, user: User, filter: MeetingFilter): Promise<number> => db.$count(meetings, and(condition(user, filter), passed()))

/** Years in which there are meetings, the latest first. */
export async function yearsOfMeetings(db: Read, user: User): Promise<string[]> {
  const rows = await db.select({ on: meetings.on, n: count() }).from(meetings).where(visibleMeetings(user)).groupBy(meetings.on)
  return [...new Set(rows.map(({ on }) => on.slice(0, 4)))].toSorted().toReversed()
}
