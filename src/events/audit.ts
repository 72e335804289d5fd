// The audit log: events of a kind, a person, a time, newest first, with the names of whom and what they speak of.
import { and, desc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { addDays, isDay, startOf } from '../clock.ts'
import { proposals } from '../demand/tables.ts'
import { faqs } from '../faqs/tables.ts'
import { meetings, meetingSeries } from '../meetings/tables.ts'
import { periods } from '../periods/tables.ts'
import { procedureVersions } from '../procedures/tables.ts'
import { pieces } from '../propaganda/tables.ts'
import { criteriaSets, scoringRounds } from '../scoring/tables.ts'
import type { Read } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { units } from '../units/tables.ts'
import { portal, type SubjectKind } from './events.ts'
import { sentenceOf } from './sentences.ts'
import { events, type Event } from './tables.ts'

export const kindNames: Record<SubjectKind, string> = {
  person: 'Người và tài khoản', session: 'Phiên đăng nhập', unit: 'Đơn vị', procedure: 'Thủ tục', conversation: 'Hỏi đáp', import: 'Nhập dữ liệu',
  office: 'Vận hành cổng', delegation: 'Ủy quyền', calendar: 'Lịch làm việc', plan: 'Kế hoạch', task: 'Nhiệm vụ',
  document: 'Văn bản, minh chứng', series: 'Lịch giao ban', meeting: 'Giao ban', faq: 'Câu hỏi thường gặp', lexicon: 'Từ ngữ của trợ lý', test: 'Kiểm chứng trợ lý',
  handover: 'Câu hỏi chuyển đơn vị', queue: 'Câu chưa trả lời được', enquiry: 'Công dân hỏi', replyTemplate: 'Mẫu trả lời', piece: 'Bài tuyên truyền',
  propagandaLine: 'Kế hoạch tuyên truyền',
  slip: 'Phiếu hướng dẫn', proposal: 'Đề xuất cải cách',
  period: 'Kỳ báo cáo',
  criteria: 'Bộ tiêu chí', scoring: 'Đợt chấm điểm', index: 'Xếp hạng chỉ số',
}

/** What is shown of the log; '' is no condition. Days are 'YYYY-MM-DD', both included. */
export interface EventFilter { person: string; kind: SubjectKind | ''; from: string; to: string }

export interface EventRow { number: number; at: Date; actor: string; onBehalfOf: string | null; sentence: string; subject: { label: string; href: string } | null }

/** The filter as an address says it; what makes no sense is no condition. */
export function eventFilter(query: Record<string, string | undefined>): EventFilter {
  const dayOr = (value = '') => (isDay(value) ? value : '')
  const kind = query.kind ?? ''
  return { person: (query.person ?? '').slice(0, 100), kind: Object.hasOwn(kindNames, kind) ? kind as SubjectKind : '', from: dayOr(query.from), to: dayOr(query.to) }
}

export const countEvents = (db: Read, filter: EventFilter): Promise<number> => db.$count(events, condition(filter))

export async function listEvents(db: Read, filter: EventFilter, limit: number, offset = 0): Promise<EventRow[]> {
  const rows = await db.select().from(events).where(condition(filter)).orderBy(desc(events.number)).limit(limit).offset(offset)
  return named(db, rows)
}

/** What happened to one thing, newest first. */
export async function historyOf(db: Read, kind: SubjectKind, subjectId: string, limit: number): Promise<EventRow[]> {
  return named(db, await db.select().from(events).where(and(eq(events.subjectKind, kind), eq(events.subjectId, subjectId))).orderBy(desc(events.number)).limit(limit))
}

/** What happened to any of these things from a moment on, newest first. */
export async function eventsAbout(db: Read, ids: readonly string[], since: Date, limit: number): Promise<EventRow[]> {
  if (!ids.length) return []
  const rows = await db.select().from(events).where(and(inArray(events.subjectId, ids.slice(0, 500)), gte(events.at, since))).orderBy(desc(events.number)).limit(limit)
  return named(db, rows)
}

/** Everybody who ever did something and is still known, for the filter. */
export async function actors(db: Read): Promise<{ id: string; name: string }[]> {
  return db.selectDistinct({ id: people.id, name: people.name, sort: people.sort }).from(events).innerJoin(people, eq(people.id, events.actorId)).orderBy(people.sort)
}

function condition({ person, kind, from, to }: EventFilter): SQL | undefined {
  return and(
    person ? or(eq(events.actorId, person), eq(events.onBehalfOfId, person), and(eq(events.subjectKind, 'person'), eq(events.subjectId, person))) : undefined,
    kind ? eq(events.subjectKind, kind) : undefined,
    from ? gte(events.at, startOf(from)) : undefined,
    to ? lt(events.at, startOf(addDays(to, 1))) : undefined,
  )
}

async function named(db: Read, rows: Event[]): Promise<EventRow[]> {
  const idsOf = (kind: SubjectKind) => rows.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId)
  const personIds = [...rows.flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId ?? actorId]), ...idsOf('person')]
  const names = await found(personIds, ids => db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids)))
  const unitNames = await found(idsOf('unit'), ids => db.select({ id: units.id, name: units.name }).from(units).where(inArray(units.id, ids)))
  const procedureNames = await found(idsOf('procedure'), ids => db.select({ id: procedureVersions.procedureId, name: procedureVersions.name })
    .from(procedureVersions).where(inArray(procedureVersions.procedureId, ids)).orderBy(procedureVersions.number))
  const taskTitles = await found(idsOf('task'), ids => db.select({ id: tasks.id, name: tasks.title }).from(tasks).where(inArray(tasks.id, ids)))
  const meetingTitles = await found(idsOf('meeting'), ids => db.select({ id: meetings.id, name: meetings.title }).from(meetings).where(inArray(meetings.id, ids)))
  const seriesNames = await found(idsOf('series'), ids => db.select({ id: meetingSeries.id, name: meetingSeries.name }).from(meetingSeries).where(inArray(meetingSeries.id, ids)))
  const questions = await found(idsOf('faq'), ids => db.select({ id: faqs.id, name: faqs.question }).from(faqs).where(inArray(faqs.id, ids)))
  const proposalTitles = await found(idsOf('proposal'), ids => db.select({ id: proposals.id, name: proposals.title }).from(proposals).where(inArray(proposals.id, ids)))
  const pieceTitles = await found(idsOf('piece'), ids => db.select({ id: pieces.id, name: pieces.title }).from(pieces).where(inArray(pieces.id, ids)))
  const periodNames = await found(idsOf('period'), ids => db.select({ id: periods.id, name: periods.name }).from(periods).where(inArray(periods.id, ids)))
  const setNames = await found(idsOf('criteria'), ids => db.select({ id: criteriaSets.id, name: criteriaSets.name }).from(criteriaSets).where(inArray(criteriaSets.id, ids)))
  const roundNames = await found(idsOf('scoring'), ids => db.select({ id: scoringRounds.id, name: scoringRounds.name }).from(scoringRounds).where(inArray(scoringRounds.id, ids)))
  const nameOf = (id: string) => (id === portal.id ? 'Cổng (tự động)' : names.get(id) ?? 'Người không còn trong danh bạ')
  const places: Partial<Record<string, { names: Map<string, string>; folder: string }>> = {
    person: { names, folder: '/people' }, unit: { names: unitNames, folder: '/units' }, procedure: { names: procedureNames, folder: '/procedures' },
    task: { names: taskTitles, folder: '/tasks' }, meeting: { names: meetingTitles, folder: '/meetings' }, series: { names: seriesNames, folder: '/meetings/series' },
    faq: { names: questions, folder: '/faqs' }, proposal: { names: proposalTitles, folder: '/demand/proposals' },
    slip: { names: new Map(idsOf('slip').map(code => [code, `Phiếu ${code}`])), folder: '/slips' },
    piece: { names: pieceTitles, folder: '/propaganda' },
    period: { names: periodNames, folder: '/periods' },
    criteria: { names: setNames, folder: '/scoring/sets' }, scoring: { names: roundNames, folder: '/scoring' },
  }
  const subjectOf = ({ subjectKind, subjectId, actorId }: Event): EventRow['subject'] => {
    const place = places[subjectKind]
    const label = place?.names.get(subjectId)
    return place && label && subjectId !== actorId ? { label, href: `${place.folder}/${subjectId}` } : null
  }
  return rows.map(event => ({
    number: event.number, at: event.at, actor: nameOf(event.actorId), onBehalfOf: event.onBehalfOfId && nameOf(event.onBehalfOfId),
    sentence: sentenceOf(event), subject: subjectOf(event),
  }))
}

async function found(ids: string[], look: (ids: string[]) => Promise<{ id: string; name: string }[]>): Promise<Map<string, string>> {
  const unique = [...new Set(ids)]
  return new Map(unique.length ? (await look(unique)).map(({ id, name }) => [id, name]) : [])
}
