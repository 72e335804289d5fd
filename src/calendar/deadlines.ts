// What a deadline of a plan, task or conclusion says, of which kind it is, and which days it means.
import { z } from 'zod'
import { addDays, isDay, written } from '../clock.ts'

const day = z.string().refine(isDay, 'Hãy ghi ngày có thật')
const original = z.string().trim().min(1)

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const quarter = z.string().regex(/^\d{4}-Q[1-4]$/)
const half = z.string().regex(/^\d{4}-H[12]$/)
const year = z.string().regex(/^\d{4}$/)

// A span such as "từ tháng 3 đến tháng 10" or "từ 01/4 đến hết quý III" keeps its start in `from`, in the spelling of any kind.
const from = z.union([day, month, quarter, half, year]).optional()
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).optional()
const startsInTime = (deadline: { from?: string | undefined; value: string }) =>
  deadline.from === undefined || spanOf(deadline.from).from <= spanOf(deadline.value).to
const tooLate = { path: ['from'], message: 'Ngày bắt đầu sau thời hạn' }

export const cadences = ['weekly', 'monthly', 'quarterly', 'half_yearly', 'dates', 'months'] as const

const recurring = z.object({
  kind: z.literal('recurring'),
  value: z.enum(cadences),
  /** Latest day of the month; a month without that day ends on its last day. */
  day: z.number().int().min(1).max(31).optional(),
  /** 1 is Monday; left out: Friday. */
  weekday: z.number().int().min(1).max(7).optional(),
  /** Months after the last month of the period: 1 for "ngày 15 của tháng đầu quý sau". */
  month_offset: z.number().int().min(0).max(12).optional(),
  dates: z.array(day).min(1).optional(),
  months: z.array(month).min(1).optional(),
  original,
}).refine(deadline => (deadline.value !== 'dates' || deadline.dates) && (deadline.value !== 'months' || deadline.months), 'Thiếu các ngày hoặc tháng định kỳ')

/**
 * `value` is 'YYYY-MM-DD', 'YYYY-MM', 'YYYY-Qn', 'YYYY-Hn' or 'YYYY' by kind, the cadence of what recurs, the words of an
 * event, null for what never ends; `original` the words in the document. A range ends at `value`.
 */
export const deadlineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), value: day, from, time, original }).refine(startsInTime, tooLate),
  z.object({ kind: z.literal('month'), value: month, from, original }).refine(startsInTime, tooLate),
  z.object({ kind: z.literal('quarter'), value: quarter, from, original }).refine(startsInTime, tooLate),
  z.object({ kind: z.literal('half'), value: half, from, original }).refine(startsInTime, tooLate),
  z.object({ kind: z.literal('year'), value: year, from, original }).refine(startsInTime, tooLate),
  recurring,
  z.object({ kind: z.literal('continuous'), value: z.null(), original }),
  z.object({
    kind: z.literal('event'), value: z.string().trim().min(1), original,
    offset: z.object({ days: z.number().int().min(1), working: z.boolean() }).optional(),
    /** The day, once it is known. */
    resolved: day.optional(),
  }),
])
export type Deadline = z.infer<typeof deadlineSchema>
export type DeadlineKind = Deadline['kind']
export type Recurring = Extract<Deadline, { kind: 'recurring' }>

const two = (value: number) => String(value).padStart(2, '0')

/** 'YYYY-MM' moved by a number of months. */
export function addToMonth(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${two(months % 12 + 1)}`
}

/** Last day of 'YYYY-MM'. */
export const endOfMonth = (month: string): string => addDays(`${addToMonth(month, 1)}-01`, -1)

const dayIn = (month: string, wanted: number | undefined): string => {
  const end = endOfMonth(month)
  return wanted === undefined || wanted >= Number(end.slice(8)) ? end : `${month}-${two(wanted)}`
}

/** First and last day of a value: 'YYYY-MM-DD', 'YYYY-MM', 'YYYY-Qn', 'YYYY-Hn' or 'YYYY'. */
export function spanOf(value: string): { from: string; to: string } {
  if (isDay(value)) return { from: value, to: value }
  const year = value.slice(0, 4)
  const part = value[5] === 'Q' || value[5] === 'H' ? Number(value[6]) : 0
  const length = value[5] === 'Q' ? 3 : value[5] === 'H' ? 6 : value.length === 4 ? 12 : 1
  const last = part ? part * length : value.length === 4 ? 12 : Number(value.slice(5, 7))
  const first = addToMonth(`${year}-${two(last)}`, 1 - length)
  return { from: `${first}-01`, to: endOfMonth(`${year}-${two(last)}`) }
}

/** The days that a deadline covers; `from` is null where it only says the end. Null: it has no end of its own. */
export function periodOf(deadline: Deadline): { from: string | null; to: string } | null {
  const to = lastDay(deadline)
  if (to === null) return null
  if (deadline.kind === 'continuous' || deadline.kind === 'event') return { from: null, to }
  if (deadline.kind === 'recurring') return { from: (deadline.dates ?? deadline.months!.map(month => `${month}-01`)).toSorted()[0]!, to }
  if (deadline.kind === 'date' && deadline.from === undefined) return { from: null, to }
  return { from: spanOf(deadline.from ?? deadline.value).from, to }
}

/** The last day, as it is said: a non-working day is not moved. Null for what never ends, or waits for an event. */
export function lastDay(deadline: Deadline): string | null {
  if (deadline.kind === 'continuous') return null
  if (deadline.kind === 'event') return deadline.resolved ?? null
  if (deadline.kind !== 'recurring') return spanOf(deadline.value).to
  if (deadline.value === 'dates') return deadline.dates!.toSorted().at(-1)!
  if (deadline.value === 'months') return dayIn(deadline.months!.toSorted().at(-1)!, deadline.day)
  return null
}

/** One turn of what recurs: `period` names it ('2026-05', '2026-Q2', '2026-W41', a date), `due` is its last day. */
export interface Occurrence { period: string; from: string; to: string; due: string }

/** The turns of a recurring deadline that are due from one day to another, both included, in order. */
export function occurrences(deadline: Deadline, from: string, to: string): Occurrence[] {
  if (deadline.kind !== 'recurring' || from > to) return []
  return turns(deadline, from, to).filter(turn => turn.due >= from && turn.due <= to).toSorted((a, b) => (a.due < b.due ? -1 : 1))
}

function turns(deadline: Recurring, from: string, to: string): Occurrence[] {
  if (deadline.value === 'dates') return [...new Set(deadline.dates)].map(date => ({ period: date, from: date, to: date, due: date }))
  if (deadline.value === 'months') return [...new Set(deadline.months)].map(month => ({ period: month, ...spanOf(month), due: dayIn(month, deadline.day) }))
  if (deadline.value === 'weekly') {
    const found: Occurrence[] = []
    for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
      found.push({ period: weekOf(monday), from: monday, to: addDays(monday, 6), due: addDays(monday, (deadline.weekday ?? 5) - 1) })
    }
    return found
  }
  const length = { monthly: 1, quarterly: 3, half_yearly: 6 }[deadline.value]
  const offset = deadline.month_offset ?? 0
  const found: Occurrence[] = []
  const start = Number(addToMonth(from.slice(0, 7), -offset).slice(5)) - 1
  // Last month of the first period that can be due in the window.
  for (let last = addToMonth(from.slice(0, 7), length - 1 - start % length - offset); addToMonth(last, offset) <= to.slice(0, 7); last = addToMonth(last, length)) {
    const period = periodName(last, length)
    found.push({ period, ...spanOf(period), due: dayIn(addToMonth(last, offset), deadline.day) })
  }
  return found
}

const periodName = (last: string, length: number) =>
  length === 1 ? last : `${last.slice(0, 4)}-${length === 3 ? 'Q' : 'H'}${Number(last.slice(5)) / length}`

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7 + 1
const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day))

// The week belongs to the year of its Thursday (ISO 8601).
function weekOf(monday: string): string {
  const thursday = addDays(monday, 3)
  const year = thursday.slice(0, 4)
  return `${year}-W${two(Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000 / 7) + 1)}`
}

const roman = ['I', 'II', 'III', 'IV']
const weekdayNames = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật']
// Offices write 01 and 02 for months, so that nobody adds a digit.
const monthNumber = (value: string) => (Number(value) < 3 ? value : String(Number(value)))

/** '2026-Q3' → 'quý III/2026'; any value of a deadline, or an occurrence's period. */
export function valueInWords(value: string): string {
  const year = value.slice(0, 4)
  if (isDay(value)) return written(value)
  if (value[5] === 'Q') return `quý ${roman[Number(value[6]) - 1]}/${year}`
  if (value[5] === 'H') return `6 tháng ${value[6] === '1' ? 'đầu' : 'cuối'} năm ${year}`
  if (value[5] === 'W') return `tuần ${Number(value.slice(6))}/${year}`
  return value.length === 4 ? `năm ${year}` : `tháng ${monthNumber(value.slice(5))}/${year}`
}

/** The deadline as the office writes it: 'quý III/2026', 'hằng tháng, chậm nhất ngày 20', 'thường xuyên'. */
export function inWords(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'continuous': return 'thường xuyên'
    case 'event': return deadline.resolved ? `${deadline.original} (${written(deadline.resolved)})` : deadline.original
    case 'recurring': return recurringInWords(deadline)
    default: {
      const end = deadline.kind === 'date' && deadline.time ? `${deadline.time} ngày ${written(deadline.value)}` : valueInWords(deadline.value)
      return deadline.from ? `từ ${valueInWords(deadline.from)} đến ${end}` : end
    }
  }
}

const list = (parts: string[]) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`)

function recurringInWords({ value, day, weekday, month_offset: offset, dates, months }: Recurring): string {
  if (value === 'dates') return `các ngày ${list(dates!.map(written))}`
  const latest = day === undefined ? '' : `, chậm nhất ngày ${two(day)}`
  if (value === 'months') return `các tháng ${list(months!.map(one => valueInWords(one).slice(6)))}${latest}`
  if (value === 'weekly') return weekday === undefined ? 'hằng tuần' : `${weekdayNames[weekday - 1]} hằng tuần`
  const every = { monthly: 'hằng tháng', quarterly: 'hằng quý', half_yearly: '6 tháng một lần' }[value]
  if (!latest && !offset) return every
  const period = { monthly: 'tháng', quarterly: 'quý', half_yearly: '6 tháng' }[value]
  const place = value === 'monthly' ? ['', ' của tháng sau'][offset ?? 0] ?? ` của tháng thứ ${offset} sau đó`
    : [` của tháng cuối ${period}`, ` của tháng đầu ${period} sau`][offset ?? 0] ?? ` của tháng thứ ${offset} sau ${period}`
  return `${every}${latest || ', chậm nhất ngày cuối'}${place}`
}
