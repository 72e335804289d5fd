// Figures of meetings in a period: those held, what they concluded, what was signed of them.
import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm'
import { written } from '../clock.ts'
import { standingsOf } from '../conclusions/standing.ts'
import { conclusions } from '../conclusions/tables.ts'
import type { Span } from '../figures/filter.ts'
import { meetings } from '../meetings/tables.ts'
import { papers } from '../papers/tables.ts'
import type { Read } from '../store/store.ts'
import type { Listing } from './figures.ts'
import { item } from './items.ts'

export async function meetingFigures(db: Read, { from, to }: Span): Promise<Listing[]> {
  const within = and(eq(meetings.state, 'held'), gte(meetings.on, from), lte(meetings.on, to))
  const held = await db.select({ id: meetings.id, title: meetings.title, on: meetings.on }).from(meetings).where(within).orderBy(asc(meetings.on), asc(meetings.id))
  const said = await db.select({
    id: conclusions.id, meetingId: conclusions.meetingId, number: conclusions.number, text: conclusions.text, on: meetings.on,
  }).from(conclusions)
    .innerJoin(meetings, eq(meetings.id, conclusions.meetingId)).where(within).orderBy(
      asc(meetings.on), asc(conclusions.meetingId), asc(conclusions.position), asc(conclusions.id)
    )
  const standings = await standingsOf(db, said.map(({ id }) => id))
  const signed = await db.select({ meetingId: papers.meetingId, title: meetings.title, kind: papers.kind, signedOn: papers.signedOn }).from(papers)
    .innerJoin(meetings, eq(meetings.id, papers.meetingId))
    .where(and(
      eq(papers.state, 'signed'), inArray(papers.kind, ['minutes', 'notice']), gte(papers.signedOn, from), lte(papers.signedOn, to)
    )).orderBy(asc(papers.signedOn), asc(papers.id))
  const conclusionItem = ({ id, meetingId, number, text, on }: (typeof said)[number]) => {
    const standing = standings.get(id)
    return item('meeting', meetingId, `Kết luận ${number}: ${text}`, { note: `họp ${written(on)}`, counts: standing?.state !== 'open' })
  }
  return [
    { key: 'meetings.held', section: 'meetings', label: 'Cuộc giao ban, họp đã tổ chức', measure: 'cuộc', rule: 'Cuộc họp đã diễn ra trong kỳ.', way: 'count',
      items: held.map(({ id, title, on }) => item('meeting', id, title, { note: written(on) })) },
    { key: 'meetings.conclusions', section: 'meetings', label: 'Kết luận đã có người lo', measure: '%', way: 'share',
      rule: 'Trong các kết luận của cuộc họp trong kỳ: đã giao thành nhiệm vụ, hoặc đã xác nhận không phát sinh nhiệm vụ.', items: said.map(conclusionItem) },
    { key: 'meetings.papers', section: 'meetings', label: 'Biên bản, thông báo kết luận đã ký', measure: 'văn bản', rule: 'Ký trong kỳ.', way: 'count',
      items: signed.map(({ meetingId, title, kind, signedOn }) => item('meeting', meetingId, `${kind === 'minutes' ? 'Biên bản' : 'Thông báo kết luận'}: ${title}`, { note: `ký ${written(signedOn!)}` })) },
  ]
}
