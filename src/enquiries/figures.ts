// The figures of citizens' questions, computed in one place: how many came in, were answered, in time, are late, and how long an answer took.
import { and, eq, gte, inArray, isNotNull, lt, or } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { workingHoursBetween } from '../calendar/working-days.ts'
import { addDays, now, startOf } from '../clock.ts'
import { events } from '../events/tables.ts'
import { keptFigures } from '../figures/kept.ts'
import { median } from '../figures/median.ts'
import type { Read } from '../store/store.ts'
import { isLate, isOpen, isVeryLate, openStates, veryLateBefore, type ClockRules } from './clock.ts'
import { enquiries, enquiryPauses, type Enquiry } from './tables.ts'

export interface EnquiryCounts {
  /** Came in in the period. */
  received: number
  /** First answered in the period, whenever they came in; of these in time and late. */
  answered: number
  onTime: number
  answeredLate: number
  /** Closed in the period without an answer. */
  unanswered: number
  /** Opened again in the period, once for each time. */
  reopened: number
  /** As they stand now, whenever they came in. */
  open: number
  openLate: number
  veryLate: number
  paused: number
  /** Office hours from receipt to the first answer, pauses left out: the middle one of those answered in the period. */
  medianHours: number | null
}
export interface EnquiryGroup extends EnquiryCounts { key: string | null }
export interface EnquiryFigures { from: string; to: string; all: EnquiryCounts; units: EnquiryGroup[]; procedures: EnquiryGroup[]; channels: EnquiryGroup[] }

/** What each figure counts, printed under it. */
export const figureRules: Record<Exclude<keyof EnquiryCounts, 'answeredLate' | 'paused'>, string> = {
  received: 'Tiếp nhận trong kỳ.', answered: 'Trả lời lần đầu trong kỳ, dù tiếp nhận trước đó.', onTime: 'Trong số đã trả lời trong kỳ: trả lời lần đầu không sau hạn, hạn đã trừ thời gian chờ công dân.',
  unanswered: 'Đóng trong kỳ mà không trả lời, có ghi lý do.', reopened: 'Số lần mở lại trong kỳ.', open: 'Còn phải trả lời lúc này, dù tiếp nhận khi nào.',
  openLate: 'Còn phải trả lời và đã quá hạn lúc này.', veryLate: 'Trong số trễ hạn: quá số ngày làm việc mà cơ quan đặt.',
  medianHours: 'Giờ làm việc từ lúc tiếp nhận đến lần trả lời đầu, trừ lúc chờ công dân; số ở giữa của các câu trả lời trong kỳ.',
}

/** From 0 to 1; null where nothing was answered. */
export const onTimeShare = ({ answered, onTime }: Pick<EnquiryCounts, 'answered' | 'onTime'>): number | null => (answered ? onTime / answered : null)

const slim = {
  id: enquiries.id, state: enquiries.state, unitId: enquiries.unitId, procedureId: enquiries.procedureId, channel: enquiries.channel, receivedAt: enquiries.receivedAt,
  dueAt: enquiries.dueAt, pausedAt: enquiries.pausedAt, answeredAt: enquiries.answeredAt, onTime: enquiries.onTime, closedAt: enquiries.closedAt, settlement: enquiries.settlement,
}
type Slim = Pick<Enquiry, keyof typeof slim>

/** Of a period, both days included ('YYYY-MM-DD'); computed anew after every event. */
export function enquiryFigures(db: Read, from: string, to: string, rules: ClockRules): Promise<EnquiryFigures> {
  return keptFigures(db, `enquiries ${from} ${to} ${Math.floor(now().getTime() / 600_000)}`, () => compute(db, from, to, rules))
}

async function compute(db: Read, from: string, to: string, rules: ClockRules): Promise<EnquiryFigures> {
  const [start, end] = [startOf(from), startOf(addDays(to, 1))]
  const within = (at: Date | null) => at !== null && at >= start && at < end
  const calendar = await loadCalendar(db)
  const before = veryLateBefore(calendar, now(), rules)
  const rows = await db.select(slim).from(enquiries).where(or(
    and(gte(enquiries.receivedAt, start), lt(enquiries.receivedAt, end)), and(gte(enquiries.answeredAt, start), lt(enquiries.answeredAt, end)), inArray(enquiries.state, [...openStates]),
    and(eq(enquiries.settlement, 'none'), gte(enquiries.closedAt, start), lt(enquiries.closedAt, end)),
  ))
  const reopened = await reopenedBetween(db, start, end)
  const paused = await pausedHours(db, start, end, (a, b) => workingHoursBetween(calendar, a, b))
  const hoursOf = (one: Slim) => Math.max(0, workingHoursBetween(calendar, one.receivedAt, one.answeredAt!) - (paused.get(one.id) ?? 0))

  const counted = (own: readonly Slim[], reopenings: number): EnquiryCounts => {
    const answered = own.filter(({ answeredAt }) => within(answeredAt))
    const open = own.filter(isOpen)
    const late = open.filter(isLate)
    const onTime = answered.filter(one => one.onTime).length
    return {
      received: own.filter(({ receivedAt }) => within(receivedAt)).length, answered: answered.length, onTime, answeredLate: answered.length - onTime,
      unanswered: own.filter(({ settlement, closedAt }) => settlement === 'none' && within(closedAt)).length, reopened: reopenings,
      open: open.length, openLate: late.length, veryLate: late.filter(one => isVeryLate(one, before)).length, paused: open.filter(({ pausedAt }) => pausedAt).length,
      medianHours: median(answered.map(hoursOf)),
    }
  }
  const grouped = (key: 'unitId' | 'procedureId' | 'channel'): EnquiryGroup[] => {
    const again = Map.groupBy(reopened, one => one[key])
    const groups = Map.groupBy(rows, one => one[key])
    return [...new Set([...groups.keys(), ...again.keys()])].map(value => ({ key: value, ...counted(groups.get(value) ?? [], again.get(value)?.length ?? 0) }))
      .toSorted((a, b) => b.received - a.received || b.open - a.open || ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
  }
  return { from, to, all: counted(rows, reopened.length), units: grouped('unitId'), procedures: grouped('procedureId'), channels: grouped('channel') }
}

/** One row for each time that one was opened again, with what it is counted by. */
const reopenedBetween = (db: Read, start: Date, end: Date) =>
  db.select({ unitId: enquiries.unitId, procedureId: enquiries.procedureId, channel: enquiries.channel }).from(events).innerJoin(enquiries, eq(enquiries.id, events.subjectId))
    .where(and(eq(events.action, 'enquiry reopened'), gte(events.at, start), lt(events.at, end)))

/** Office hours for which the clock stood still before the first answer, of those answered in the period. */
async function pausedHours(db: Read, start: Date, end: Date, hours: (from: Date, to: Date) => number): Promise<Map<string, number>> {
  const rows = await db.select({ id: enquiries.id, answeredAt: enquiries.answeredAt, from: enquiryPauses.from, to: enquiryPauses.to }).from(enquiryPauses)
    .innerJoin(enquiries, eq(enquiries.id, enquiryPauses.enquiryId)).where(and(isNotNull(enquiryPauses.to), gte(enquiries.answeredAt, start), lt(enquiries.answeredAt, end)))
  const found = new Map<string, number>()
  for (const { id, answeredAt, from, to } of rows) if (to! <= answeredAt!) found.set(id, (found.get(id) ?? 0) + hours(from, to!))
  return found
}
