// Periods that demand is counted for: a month or a quarter, as an address says it, and the ones beside it.
import { addToMonth, spanOf, valueInWords } from '../calendar/deadlines.ts'
import { today } from '../clock.ts'
import { spanOfDays, type Span } from '../enquiries/counting.ts'

/** '2026-10' or '2026-Q4'. */
export type Period = string

export const thisMonth = (): Period => today().slice(0, 7)

/** The period of an address; this month for what makes no sense or lies ahead. */
export function periodFrom({ period = '' }: Record<string, string>): Period {
  return /^20\d{2}-(0[1-9]|1[0-2]|Q[1-4])$/.test(period) && spanOf(period).from <= today() ? period : thisMonth()
}

export const isMonth = (period: Period): boolean => !period.includes('Q')

/** The period so many places on; before it for a negative count. */
export function movedPeriod(period: Period, count: number): Period {
  if (isMonth(period)) return addToMonth(period, count)
  const quarters = Number(period.slice(0, 4)) * 4 + Number(period[6]) - 1 + count
  return `${Math.floor(quarters / 4)}-Q${quarters % 4 + 1}`
}

/** The moments it lasts. */
export function momentsOf(period: Period): Span {
  const { from, to } = spanOf(period)
  return spanOfDays(from, to)
}

/** 'tháng 10/2026', 'quý IV/2026'. */
export const periodInWords = valueInWords

/** Whether it is over. */
export const isOver = (period: Period): boolean => spanOf(period).to < today()

/** The month in which a proposal made out of a period is counted: the last one of it that has begun. */
export function monthOf(period: Period): Period {
  const last = spanOf(period).to.slice(0, 7)
  return last > thisMonth() ? thisMonth() : last
}

/** Periods to choose from, the latest first: months of two years, then quarters. */
export function recentPeriods(): Period[] {
  const month = thisMonth()
  const quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
  return [...Array.from({ length: 24 }, (_, at) => movedPeriod(month, -at)), ...Array.from({ length: 8 }, (_, at) => movedPeriod(quarter, -at))]
}
