// Units compared by rules that are the same for all and printed beneath: only what has come due, what was given in time to be done, by weight.
import { and, gte, inArray, lte, type SQL } from 'drizzle-orm'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { addDays } from '../clock.ts'
import type { OnMap } from '../reorganising/maps.ts'
import type { Read } from '../store/store.ts'
import { workingStates } from '../tasks/standings.ts'
import { tasks } from '../tasks/tables.ts'
import { median } from './median.ts'

/** A unit with fewer tasks that came due is not ranked: one task more or less would move it from the first place to the last. */
export const fewestRanked = 5
/** Days before its deadline by which a task must have been given to count. */
export const leastDays = 10

export interface Compared {
  unitId: string | null
  /** Tasks that came due and count, and their weights added up. */
  count: number
  weight: number
  inTime: number
  late: number
  overdue: number
  /** Share of the weight done in time, 0 to 1, against the present deadlines and against the first ones. */
  share: number
  firstShare: number
  /** Median of the working days by which what was late is or was late; null where nothing was. */
  medianLate: number | null
  /** Units with the same share have the same place; null for those that are not ranked. */
  place: number | null
}

/**
 * Compares units by the tasks they lead within `scope` whose deadlines came in the year ('' is ever) up to yesterday. A task
 * counts by its weight; what a unit says is done counts on the day it says, also before it is confirmed. Paused and
 * dropped tasks don't count, nor those given less than `leastDays` before their first deadline. The best come first,
 * then those that are not ranked. `unitOf`: for which unit a task counts, where units were reorganised.
 */
export async function compareUnits(db: Read, scope: SQL | undefined, year: string, today: string, calendar: WorkingCalendar,
  unitOf: (task: OnMap) => string | null = ({ unitId }) => unitId): Promise<Compared[]> {
  const yesterday = addDays(today, -1)
  const until = year && `${year}-12-31` < yesterday ? `${year}-12-31` : yesterday
  const rows = await db.select({ id: tasks.id, unitId: tasks.unitId, domain: tasks.domain, weight: tasks.weight, due: tasks.due, firstDue: tasks.firstDue,
    assignedOn: tasks.assignedOn, finishedOn: tasks.finishedOn })
    .from(tasks).where(and(inArray(tasks.state, [...workingStates, 'claimed', 'done']), gte(tasks.due, year ? `${year}-01-01` : ''), lte(tasks.due, until), scope))
  const counted = rows.flatMap(({ due, firstDue, assignedOn, ...row }) => {
    const first = firstDue ?? due!
    return assignedOn !== null && addDays(assignedOn, leastDays) > first ? [] : [{ ...row, unitId: unitOf(row), due: due!, first }]
  })
  return placed([...Map.groupBy(counted, ({ unitId }) => unitId)].map(([unitId, own]) => {
    const weight = own.reduce((total, one) => total + one.weight, 0)
    const share = (within: (one: Timed) => boolean) => (weight ? own.reduce((total, one) => (within(one) ? total + one.weight : total), 0) / weight : 0)
    const late = own.filter(one => !inTime(one))
    return {
      unitId, count: own.length, weight, inTime: own.length - late.length, late: late.filter(({ finishedOn }) => finishedOn !== null).length, overdue: late.filter(({ finishedOn }) => finishedOn === null).length,
      share: share(inTime), firstShare: share(({ finishedOn, first }) => finishedOn !== null && finishedOn <= first),
      medianLate: median(late.map(({ due, finishedOn }) => workingDaysBetween(calendar, due, finishedOn ?? today))), place: null,
    }
  }))
}

interface Timed { weight: number; due: string; first: string; finishedOn: string | null }
const inTime = ({ finishedOn, due }: Timed) => finishedOn !== null && finishedOn <= due

function placed(units: Compared[]): Compared[] {
  const [few, many] = [units.filter(unit => unit.count < fewestRanked), units.filter(unit => unit.count >= fewestRanked)]
  const order = (a: Compared, b: Compared) => b.share - a.share || b.weight - a.weight || ((a.unitId ?? '') < (b.unitId ?? '') ? -1 : 1)
  // Shares of the same fraction may differ in their last binary digit.
  const same = (a: Compared, b: Compared) => Math.abs(a.share - b.share) < 1e-9
  const best = many.sort(order)
  return [...best.map(unit => ({ ...unit, place: best.findIndex(other => same(other, unit)) + 1 })), ...few.sort((a, b) => b.count - a.count || order(a, b))]
}
