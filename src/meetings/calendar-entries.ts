// Meetings as entries of a calendar, and those that a person takes part in.
import { and, asc, eq, exists, gte, inArray, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import type { TimedEntry } from '../calendar/icalendar.ts'
import { addDays, today } from '../clock.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { momentOf } from './holding.ts'
import { meetingGuests, meetings, type Meeting, type MeetingState } from './tables.ts'

/** Meetings on or after a day that the person presides over, writes, was invited to or goes to for somebody else; the earliest first. */
export async function meetingsOf(db: Read, user: User, from: string, states: readonly MeetingState[]): Promise<Meeting[]> {
  if (!may(user, 'see meetings')) return []
  const invited = db.select({ id: meetingGuests.id }).from(meetingGuests)
    .where(and(eq(meetingGuests.meetingId, meetings.id), or(eq(meetingGuests.personId, user.id), eq(meetingGuests.deputyId, user.id))))
  return db.select().from(meetings)
    .where(and(gte(meetings.on, from), inArray(meetings.state, [...states]), or(eq(meetings.chairId, user.id), eq(meetings.secretaryId, user.id), exists(invited))))
    .orderBy(asc(meetings.on), asc(meetings.startsAt), asc(meetings.id))
}

const statuses = { draft: 'TENTATIVE', called: 'CONFIRMED', held: 'CONFIRMED', cancelled: 'CANCELLED' } as const

/** The same meeting has the same name in every calendar; each change of it counts as a newer one. */
export function entryOf(meeting: Meeting, origin: string, chair: string): TimedEntry {
  const { id, title, state, startsAt, minutes, place, link, revision } = meeting
  const from = momentOf(meeting, startsAt)
  return {
    uid: `meeting-${id}@${new URL(origin).hostname}`, from, to: new Date(from.getTime() + minutes * 60_000), location: place, status: statuses[state],
    summary: state === 'cancelled' ? `Đã hoãn: ${title}` : title, url: `${origin}/meetings/${id}`, sequence: revision,
    description: [`Chủ trì: ${chair}`, ...link ? [`Họp trực tuyến: ${link}`] : []].join('\n'),
  }
}

const daysBack = 60

/** Meetings for the person's own feed: those that were called, held or called off afterwards, never drafts. */
export async function meetingEntries(db: Read, user: User, origin: string): Promise<TimedEntry[]> {
  const all = await meetingsOf(db, user, addDays(today(), -daysBack), ['called', 'held', 'cancelled'])
  const rows = all.filter(({ calledAt, state }) => state !== 'cancelled' || calledAt !== null)
  const names = await namesOfPeople(db, rows.map(({ chairId }) => chairId))
  return rows.map(meeting => entryOf(meeting, origin, names.get(meeting.chairId) ?? 'chưa rõ'))
}
