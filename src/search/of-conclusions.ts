// Conclusions in the search: found by their words, the work that they give and their meeting; by whoever sees the meeting.
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { written } from '../clock.ts'
import { conclusionStateNames, conclusionStatus, standingsOf } from '../conclusions/standing.ts'
import { conclusions, conclusionWorks } from '../conclusions/tables.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetings } from '../meetings/tables.ts'
import { may } from '../policy.ts'
import { meetingReach, meetingReaders } from './of-meetings.ts'
import { subjectIds, type Subject } from './subjects.ts'

const columns = { id: conclusions.id, text: conclusions.text, number: conclusions.number, meeting: meetings.title, on: meetings.on }

export const conclusionSubject: Subject = {
  kind: 'conclusion', label: 'Kết luận', icon: 'list-check',
  async changedBy(db, events) {
    const named = events.flatMap(({ details }) => (typeof details.conclusion === 'string' ? [details.conclusion] : []))
    const whole = subjectIds(events.filter(({ details }) => typeof details.conclusion !== 'string'), 'meeting')
    const rows = whole.length ? await db.select({ id: conclusions.id }).from(conclusions).where(inArray(conclusions.meetingId, whole)) : []
    return [...new Set([...named, ...rows.map(({ id }) => id)])]
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: conclusions.id }).from(conclusions).where(gt(conclusions.id, id)).orderBy(asc(conclusions.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select({ ...columns, state: meetings.state, chairId: meetings.chairId, secretaryId: meetings.secretaryId })
      .from(conclusions).innerJoin(meetings, eq(meetings.id, conclusions.meetingId)).where(inArray(conclusions.id, [...ids]))
    const works = Map.groupBy(await db.select().from(conclusionWorks).where(inArray(conclusionWorks.conclusionId, [...ids])), ({ conclusionId }) => conclusionId)
    return new Map(rows.map(({ id, text, number, meeting, on, ...of }) => [id, {
      title: text, seenBy: meetingReaders(of),
      body: [`Kết luận ${number}`, meeting, written(on), ...(works.get(id) ?? []).flatMap(({ title, product }) => [title, product])],
    }]))
  },
  reachOf: meetingReach,
  async hitsOf(db, user, ids) {
    if (!may(user, 'see meetings')) return []
    const rows = await db.select({ ...columns, meetingId: meetings.id })
      .from(conclusions).innerJoin(meetings, eq(meetings.id, conclusions.meetingId)).where(and(inArray(conclusions.id, [...ids]), visibleMeetings(user)))
    const standings = await standingsOf(db, rows.map(({ id }) => id))
    return rows.map(({ id, meetingId, text, number, meeting, on }) => {
      const { state } = standings.get(id)!
      return {
        id, title: text, href: `/meetings/${meetingId}/conclusions#kl-${id}`, past: false, status: { kind: conclusionStatus[state], label: conclusionStateNames[state] },
        details: [`Kết luận ${number}`, meeting, `ngày ${written(on)}`],
      }
    })
  },
}
