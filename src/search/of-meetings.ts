// Meetings in the search: found by title, day, place, agenda, what was concluded and the numbers of signed papers; a draft only by those who prepare it.
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { written } from '../clock.ts'
import { conclusions } from '../conclusions/tables.ts'
import { statusOf } from '../meetings/head.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { agendaItems, meetings, type Meeting } from '../meetings/tables.ts'
import { kindNames, numberOf } from '../papers/naming.ts'
import { papers } from '../papers/tables.ts'
import { may, reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { subjectIds, type Subject } from './subjects.ts'
import { personWord } from './words.ts'

// Everybody who sees meetings sees what was called.
const called = 'mcalled'

/** Words of who sees the meeting, as `visibleMeetings` says it. */
export const meetingReaders = ({ state, chairId, secretaryId }: Pick<Meeting, 'state' | 'chairId' | 'secretaryId'>): string[] =>
  (state === 'draft' ? [...new Set([personWord(chairId), personWord(secretaryId)])] : [called])

export function meetingReach(user: User): string[] | null {
  if (!may(user, 'see meetings')) return null
  return reach(user, 'write meetings') === 'any' ? [] : [called, personWord(user.id)]
}

/** Signed papers of each meeting, the only ones that have a number. */
async function signedOf(db: Read, ids: readonly string[]) {
  const rows = await db.select({ meetingId: papers.meetingId, kind: papers.kind, number: papers.number, symbol: papers.symbol }).from(papers)
    .where(and(inArray(papers.meetingId, [...ids]), eq(papers.state, 'signed'))).orderBy(asc(papers.kind), asc(papers.sequence))
  return Map.groupBy(rows, ({ meetingId }) => meetingId)
}

export const meetingSubject: Subject = {
  kind: 'meeting', label: 'Cuộc họp', icon: 'users-group',
  async changedBy(_, events) {
    // An item that moves on changes the agenda that it comes to as well.
    return [...new Set([...subjectIds(events, 'meeting'), ...events.flatMap(({ details }) => (typeof details.toMeeting === 'string' ? [details.toMeeting] : []))])]
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: meetings.id }).from(meetings).where(gt(meetings.id, id)).orderBy(asc(meetings.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select().from(meetings).where(inArray(meetings.id, [...ids]))
    const agenda = Map.groupBy(await db.select({ meetingId: agendaItems.meetingId, title: agendaItems.title }).from(agendaItems)
      .where(and(inArray(agendaItems.meetingId, [...ids]), inArray(agendaItems.state, ['planned', 'done']))), ({ meetingId }) => meetingId!)
    const said = await db.select({ meetingId: conclusions.meetingId, text: conclusions.text }).from(conclusions).where(inArray(conclusions.meetingId, [...ids]))
    const concluded = Map.groupBy(said, ({ meetingId }) => meetingId)
    const signed = await signedOf(db, ids)
    return new Map(rows.map(meeting => [meeting.id, {
      title: meeting.title, seenBy: meetingReaders(meeting),
      body: [
        written(meeting.on), meeting.place, ...(agenda.get(meeting.id) ?? []).map(({ title }) => title),
        ...(concluded.get(meeting.id) ?? []).map(({ text }) => text), ...(signed.get(meeting.id) ?? []).map(numberOf),
      ],
    }]))
  },
  reachOf: meetingReach,
  async hitsOf(db, user, ids) {
    if (!may(user, 'see meetings')) return []
    const rows = await db.select().from(meetings).where(and(inArray(meetings.id, [...ids]), visibleMeetings(user)))
    const signed = await signedOf(db, ids)
    return rows.map(({ id, title, state, beganAt, on, startsAt, place }) => ({
      id, title, href: `/meetings/${id}`, status: statusOf({ state, beganAt }), past: state === 'cancelled',
      details: [`${startsAt} ngày ${written(on)}`, place, ...(signed.get(id) ?? []).map(paper => `${kindNames[paper.kind]} số ${numberOf(paper)}`)],
    }))
  },
}
