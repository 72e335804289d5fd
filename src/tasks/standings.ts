// How tasks stand on a day, as conditions: the one definition that counts, lists and reports share. Every task that counts has exactly one standing.
import { and, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm'
import { addDays } from '../clock.ts'
import { openStates, tasks, type Light, type Task, type TaskState } from './tables.ts'

export const standings = ['overdue', 'inTime', 'claimed', 'paused', 'doneInTime', 'doneLate'] as const
/** `claimed` waits for its confirmation and `paused` has no running clock: neither is late, whatever its deadline. */
export type StandingKind = (typeof standings)[number]

/** States that count: what is a draft, a series (its periods count) or dropped does not. */
export const countedStates = [...openStates, 'done'] as const satisfies TaskState[]
/** Somebody works on it, or should: the states that can be late. */
export const workingStates = ['assigned', 'accepted', 'doing'] as const satisfies TaskState[]

/** How far a task had come, to which it goes back when it is resumed or opened again. */
export const stateReached = ({ lastReportOn, acceptedAt }: Pick<Task, 'lastReportOn' | 'acceptedAt'>): TaskState => (lastReportOn ? 'doing' : acceptedAt ? 'accepted' : 'assigned')

/** How long overdue, in calendar days. The 120 days are the line that reports to the province name. */
export const ages = [{ name: '1-30', from: 1, to: 30 }, { name: '31-90', from: 31, to: 90 }, { name: '91-120', from: 91, to: 120 }, { name: '121', from: 121, to: null }] as const
export type Age = (typeof ages)[number]['name']

/** Open past its deadline on `today` ('YYYY-MM-DD'), of one age where one is given. */
export function overdueOn(today: string, age?: Age): SQL | undefined {
  const { from, to } = ages.find(({ name }) => name === age) ?? { from: 1, to: null }
  return and(inArray(tasks.state, [...workingStates]), lte(tasks.due, addDays(today, -from)), to === null ? undefined : gte(tasks.due, addDays(today, -to)))
}

/** The condition for one standing on `today`. */
export function standingOn(today: string, standing: StandingKind): SQL | undefined {
  if (standing === 'overdue') return overdueOn(today)
  if (standing === 'inTime') return and(inArray(tasks.state, [...workingStates]), or(gte(tasks.due, today), isNull(tasks.due)))
  if (standing === 'claimed' || standing === 'paused') return eq(tasks.state, standing)
  // Without a deadline nothing is late.
  if (standing === 'doneInTime') return and(eq(tasks.state, 'done'), or(lte(tasks.finishedOn, tasks.due), isNull(tasks.due)))
  return and(eq(tasks.state, 'done'), gt(tasks.finishedOn, tasks.due))
}

/** In time on `today`, and due by `nearTo`. */
export const nearOn = (today: string, nearTo: string): SQL | undefined => and(standingOn(today, 'inTime'), lte(tasks.due, nearTo))

/** Lights by which whoever reports says that it may not be done in time. */
export const riskyLights = ['amber', 'red'] as const satisfies Light[]
/** In time on `today`, but its last report sees a risk. */
export const atRiskOn = (today: string): SQL | undefined => and(standingOn(today, 'inTime'), inArray(tasks.light, [...riskyLights]))

/**
 * Tasks of a year: those due in it, those without a deadline that were given in it; of the present year also what earlier
 * years left open. `year` is 'YYYY'.
 */
export function inYear(year: string, today: string): SQL | undefined {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const own = or(and(gte(tasks.due, from), lte(tasks.due, to)), and(isNull(tasks.due), gte(tasks.assignedOn, from), lte(tasks.assignedOn, to)))
  if (today.slice(0, 4) !== year) return own
  return or(own, and(inArray(tasks.state, [...openStates]), or(lt(tasks.due, from), and(isNull(tasks.due), lt(tasks.assignedOn, from)))))
}

/**
 * Silent on `today`: being worked on, and its report has not come on the day it was expected; where none is expected
 * regularly, no report for `days` calendar days, counted from when it was given where there never was one.
 */
export function silentOn(today: string, days: number): SQL | undefined {
  const since = addDays(today, -days)
  return and(inArray(tasks.state, ['accepted', 'doing']), or(lt(tasks.nextReportOn, today),
    and(isNull(tasks.nextReportOn), or(lt(tasks.lastReportOn, since), and(isNull(tasks.lastReportOn), lt(tasks.assignedOn, since))))))
}

/** Since when it is silent: the day its report was expected, else that of the last report, else that on which it was given. */
export const silentSince = ({ nextReportOn, lastReportOn, assignedOn }: { nextReportOn: string | null; lastReportOn: string | null; assignedOn: string | null }): string =>
  nextReportOn ?? lastReportOn ?? assignedOn!
