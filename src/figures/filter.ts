// Which tasks the figures are of: those of a plan, of a year, of a unit; in the address, and as a condition.
import { and, eq, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { addDays, isDay, today } from '../clock.ts'
import { countedTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'

/** '' is every plan, year, unit. */
export interface FigureFilter { plan: string; year: string; unit: string }

/** The filter of an address; without a year it is this one. */
export function figureFilterFrom({ plan = '', year = today().slice(0, 4), unit = '' }: Record<string, string>): FigureFilter {
  return { plan: plan.slice(0, 40), year: /^\d{4}$/.test(year) ? year : '', unit: unit.slice(0, 40) }
}

export const addressOf = (path: string, filter: Record<keyof FigureFilter, string>, more: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams({ ...(filter.plan ? { plan: filter.plan } : {}), year: filter.year, ...(filter.unit ? { unit: filter.unit } : {}), ...more }).toString()}`

/** The tasks that the person's figures are of, without the year: each figure says itself what a year means to it. */
export const scopeOf = (user: User, { plan, unit }: FigureFilter): SQL | undefined =>
  and(countedTasks(user), plan ? eq(tasks.planId, plan) : undefined, unit ? eq(tasks.unitId, unit) : undefined)

/** First and last day of a span of days, 'YYYY-MM-DD'. */
export interface Span { from: string; to: string }

/** The span of an address; left out: from the first of the month to today. One given the wrong way round is turned. */
export function spanFrom({ from = '', to = '' }: Record<string, string>): Span {
  const last = isDay(to) ? to : today()
  const first = isDay(from) ? from : `${last.slice(0, 7)}-01`
  return first <= last ? { from: first, to: last } : { from: last, to: first }
}

/** The same number of days just before, to compare with. */
export function spanBefore({ from, to }: Span): Span {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return { from: addDays(from, -days), to: addDays(from, -1) }
}
