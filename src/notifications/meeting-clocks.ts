// The clocks of meetings: who is called hears of it once more on the working day before, and who has not commented on minutes a working day before their last.
import { and, eq, gte, inArray, lte } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { nextWorkingDay, withinWorkingHours } from '../calendar/working-days.ts'
import { dayOf, now, startOf, timeOf, today } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { guestsOf } from '../meetings/meetings.ts'
import { meetings, type Meeting, type MeetingGuest } from '../meetings/tables.ts'
import { nameOf } from '../papers/naming.ts'
import { paperComments, papers } from '../papers/tables.ts'
import type { Read, Store } from '../store/store.ts'
import { tellEach } from './clocks.ts'
import type { Reason } from './tables.ts'

interface Telling { id: string; action: 'meeting reminded' | 'comments reminded'; meeting: Meeting; to: Record<string, Reason>; details: Record<string, unknown> }

/** Those who are invited, and those who come in their stead. */
const reasonsOf = (guests: readonly MeetingGuest[]): [string, Reason][] =>
  guests.flatMap(({ personId, deputyId }): [string, Reason][] => [
    ...personId ? [[personId, 'invited'] as [string, Reason]] : [], ...deputyId ? [[deputyId, 'deputy'] as [string, Reason]] : [],
  ])

/** Meetings that begin until the end of the next working day. Who was called today needs no reminder. */
async function beginning(db: Read, until: string): Promise<Telling[]> {
  const soon = await db.select().from(meetings).where(and(eq(meetings.state, 'called'), gte(meetings.on, today()), lte(meetings.on, until)))
  const coming = soon.filter(({ on, startsAt, beganAt, calledAt }) =>
    !beganAt && (on > today() || startsAt > timeOf(now())) && !(calledAt && dayOf(calledAt) === today()))
  return Promise.all(coming.map(async meeting => {
    const { id, on, startsAt, place, chairId, secretaryId } = meeting
    const to: Record<string, Reason> = { ...Object.fromEntries(reasonsOf(await guestsOf(db, id))), [secretaryId]: 'secretary', [chairId]: 'chair' }
    return { id: `meeting ${id} on ${on} ${startsAt}`, action: 'meeting reminded', meeting, to, details: { on, startsAt, place } }
  }))
}

/** Papers whose last day for comments is the next working day, with those who were there and have said nothing yet. */
async function ending(db: Read, until: string): Promise<Telling[]> {
  const rows = await db.select({ paper: papers, meeting: meetings }).from(papers).innerJoin(meetings, eq(meetings.id, papers.meetingId))
    .where(and(eq(papers.state, 'commenting'), gte(papers.commentsUntil, today()), lte(papers.commentsUntil, until)))
  const sentToday = rows.length ? await db.select({ id: events.subjectId, details: events.details }).from(events)
    .where(and(eq(events.subjectKind, 'meeting'), inArray(events.subjectId, rows.map(({ meeting }) => meeting.id)), eq(events.action, 'minutes sent for comment'),
      gte(events.at, startOf(today())))) : []
  const waiting = rows.filter(({ paper, meeting }) => !sentToday.some(({ id, details }) => id === meeting.id && details.paper === nameOf(paper)))
  return Promise.all(waiting.map(async ({ paper, meeting }): Promise<Telling> => {
    const said = new Set((await db.select({ byId: paperComments.byId }).from(paperComments).where(eq(paperComments.paperId, paper.id))).map(({ byId }) => byId))
    const to = Object.fromEntries(reasonsOf(await guestsOf(db, meeting.id)).filter(([id]) => !said.has(id) && id !== paper.madeById))
    return { id: `comments ${paper.id} until ${paper.commentsUntil}`, action: 'comments reminded', meeting, to,
      details: { paper: nameOf(paper), until: paper.commentsUntil } }
  }))
}

/** Tells what is due, one event each, within office hours only; each once. Returns how many. */
export async function tellMeetings(store: Store): Promise<number> {
  const calendar = await loadCalendar(store.read)
  if (!withinWorkingHours(calendar, now())) return 0
  const until = nextWorkingDay(calendar, today())
  const due = [...await beginning(store.read, until), ...await ending(store.read, until)].filter(({ to }) => Object.keys(to).length)
  return tellEach(store, due, async (db, { action, meeting, to, details }) => {
    const names = [...(await namesOfPeople(db, Object.keys(to))).values()]
    await record(db, portal, action, 'meeting', meeting.id, { ...details, to, names })
  })
}
