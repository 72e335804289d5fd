// The figures of citizens' questions, computed in one place: how many came in, were answered, in time, are late, and how long an answer took.
import { inArray, type SQL } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { now } from '../clock.ts'
import { keptFigures } from '../figures/kept.ts'
import { median } from '../figures/median.ts'
import type { Read } from '../store/store.ts'
import { isLate, isVeryLate, openStates, veryLateBefore, type ClockRules } from './clock.ts'
import { answersIn, receivedIn, reopenings, spanOfDays, unansweredIn } from './counting.ts'
import { enquiries } from './tables.ts'

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
  /** Office hours from receipt to the first answer, pauses left out: the middle one of those that units answered in the period. */
  medianHours: number | null
}
export interface EnquiryGroup extends EnquiryCounts { key: string | null }
export interface EnquiryFigures { from: string; to: string; all: EnquiryCounts; units: EnquiryGroup[]; procedures: EnquiryGroup[]; channels: EnquiryGroup[] }

/** What each figure counts, printed under it. */
export const figureRules: Record<Exclude<keyof EnquiryCounts, 'paused'>, string> = {
  received: 'Tiếp nhận trong kỳ.',
  answered: 'Trả lời lần đầu trong kỳ, dù tiếp nhận trước đó; kể cả câu trợ lý trả lời ngay, câu gộp và câu sau đó mở lại.',
  onTime: 'Trong số đã trả lời trong kỳ: trả lời lần đầu không sau hạn, hạn đã trừ thời gian chờ công dân.',
  answeredLate: 'Trong số đã trả lời trong kỳ: trả lời lần đầu sau hạn.',
  unanswered: 'Đóng trong kỳ mà không trả lời, có ghi lý do.', reopened: 'Số lần mở lại trong kỳ; một câu mở lại hai lần tính hai.',
  open: 'Còn phải trả lời lúc này, dù tiếp nhận khi nào.',
  openLate: 'Còn phải trả lời và đã quá hạn lúc này.', veryLate: 'Trong số trễ hạn: quá số ngày làm việc mà cơ quan đặt.',
  medianHours: 'Giờ làm việc từ lúc tiếp nhận đến lần trả lời đầu, trừ lúc chờ công dân; số ở giữa của các câu đơn vị trả lời trong kỳ.',
}

/** From 0 to 1; null where nothing was answered. */
export const onTimeShare = ({ answered, onTime }: Pick<EnquiryCounts, 'answered' | 'onTime'>): number | null => (answered ? onTime / answered : null)

const by = { unitId: enquiries.unitId, procedureId: enquiries.procedureId, channel: enquiries.channel }
type Key = keyof typeof by

/** Of a period, both days included ('YYYY-MM-DD'); computed anew after every event. */
export function enquiryFigures(db: Read, from: string, to: string, rules: ClockRules): Promise<EnquiryFigures> {
  return keptFigures(db, `enquiries ${from} ${to} ${Math.floor(now().getTime() / 600_000)}`, () => compute(db, from, to, rules))
}

async function compute(db: Read, from: string, to: string, rules: ClockRules): Promise<EnquiryFigures> {
  const span = spanOfDays(from, to)
  const before = veryLateBefore(await loadCalendar(db), now(), rules)
  const those = (condition: SQL | undefined) => db.select(by).from(enquiries).where(condition)
  const lists = {
    received: await those(receivedIn(span)), answered: await answersIn(db, span), unanswered: await those(unansweredIn(span)), reopened: await reopenings(db, span),
    open: await db.select({ ...by, dueAt: enquiries.dueAt, pausedAt: enquiries.pausedAt }).from(enquiries).where(inArray(enquiries.state, [...openStates])),
  }
  const counted = ({ received, answered, unanswered, reopened, open }: typeof lists): EnquiryCounts => {
    const late = open.filter(isLate)
    const onTime = answered.filter(one => one.onTime).length
    return {
      received: received.length, answered: answered.length, onTime, answeredLate: answered.length - onTime, unanswered: unanswered.length, reopened: reopened.length,
      open: open.length, openLate: late.length, veryLate: late.filter(one => isVeryLate(one, before)).length, paused: open.filter(({ pausedAt }) => pausedAt).length,
      medianHours: median(answered.flatMap(({ hours }) => hours ?? [])),
    }
  }
  const grouped = (key: Key): EnquiryGroup[] => {
    const groups = Object.entries(lists).map(([name, rows]) => [name, Map.groupBy(rows as Record<Key, string | null>[], row => row[key])] as const)
    const values = new Set(groups.flatMap(([, group]) => [...group.keys()]))
    return [...values].map(value => ({ key: value, ...counted(Object.fromEntries(groups.map(([name, group]) => [name, group.get(value) ?? []])) as unknown as typeof lists) }))
      .toSorted((a, b) => b.received - a.received || b.open - a.open || ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
  }
  return { from, to, all: counted(lists), units: grouped('unitId'), procedures: grouped('procedureId'), channels: grouped('channel') }
}
