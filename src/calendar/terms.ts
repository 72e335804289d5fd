// From when something was received, and the term it has, to when it is due: cut-off hour and pauses included.
import type { Limit } from '../procedures/content.ts'
import { minutesOf, type WorkingCalendar } from './working-calendar.ts'
import { addDays } from '../clock.ts'
import {
  addWorkingDays, addWorkingHours, correspondingDay, endOfTerm, isWorkingDay, momentAt, nextWorkingDay, placeInDay, spansOn,
  workingDaysBetween, workingHoursBetween,
} from './working-days.ts'

/** A date, 'YYYY-MM-DD', or a moment where the hour matters. */
export type Received = string | Date

/** While the clock stands still; what is still paused is given with `to` as of now. */
export interface Pause { from: Received; to: Received }

export interface Term {
  received: Received
  /** Hours are office hours. */
  limit: Limit
  /** 'HH:mm': what comes in after it, or on a day that is not worked, counts as received on the next working day. */
  cutOff?: string | undefined
  pauses?: readonly Pause[] | undefined
}

export interface Due {
  /** The day from which is counted. */
  counted: string
  /** Last day. */
  day: string
  /** The moment, where hours were counted. */
  at: Date | null
  /** Where the end would have been but for Đ.148.5: a day that is not worked. */
  movedFrom: string | null
  /** By how much pauses moved it: working days, days or hours, as the limit has it. */
  paused: number
}

const dayOfReceived = (received: Received) => (typeof received === 'string' ? received : placeInDay(received).day)
const momentOf = (received: Received) => (typeof received === 'string' ? momentAt(received, 0) : received)

/** Whether the cut-off hour, or a day that is not worked, puts the receipt off. */
export function isPutOff(calendar: WorkingCalendar, { received, cutOff }: Term): boolean {
  if (cutOff === undefined) return false
  if (!isWorkingDay(calendar, dayOfReceived(received))) return true
  return typeof received !== 'string' && placeInDay(received).minute > minutesOf(cutOff)
}

/** When it is due. Throws RangeError for a limit that is not above 0. */
export function dueOf(calendar: WorkingCalendar, term: Term): Due {
  const { limit, received, pauses = [] } = term
  if (!(limit.number > 0)) throw new RangeError('a limit is above 0')
  const put = isPutOff(calendar, term)
  const counted = put ? nextWorkingDay(calendar, dayOfReceived(received)) : dayOfReceived(received)
  const start = put ? momentAt(counted, spansOn(calendar, counted)[0]![0]) : momentOf(received)
  const merged = mergedPauses(pauses, start)
  // Part of a working day can only be told in hours; eight of them are a day.
  if (limit.unit === 'hour' || (limit.unit === 'workingDay' && !Number.isInteger(limit.number) && typeof received !== 'string')) {
    let at = addWorkingHours(calendar, start, limit.unit === 'hour' ? limit.number : limit.number * 8)
    let paused = 0
    for (const { from, to } of merged) {
      if (from.getTime() > at.getTime()) break
      const hours = workingHoursBetween(calendar, from, to)
      if (hours > 0) at = addWorkingHours(calendar, at, hours)
      paused += hours
    }
    return { counted, day: placeInDay(at).day, at, movedFrom: null, paused }
  }
  const count = Math.ceil(limit.number)
  const working = limit.unit === 'workingDay'
  let end = working ? addWorkingDays(calendar, counted, count)
    : limit.unit === 'day' ? addDays(counted, count)
      : correspondingDay(counted, limit.unit === 'year' ? count * 12 : count)
  let paused = 0
  for (const pause of merged) {
    const from = placeInDay(pause.from).day
    const to = placeInDay(pause.to).day
    if (from > end) break
    const days = working ? workingDaysBetween(calendar, from, to) : daysBetween(from, to)
    if (days > 0) end = working ? addWorkingDays(calendar, end, days) : addDays(end, days)
    paused += days
  }
  const day = working ? end : endOfTerm(calendar, end)
  return { counted, day, at: null, movedFrom: day === end ? null : end, paused }
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** In order, without overlaps, none before the clock starts. */
function mergedPauses(pauses: readonly Pause[], start: Date): { from: Date; to: Date }[] {
  const merged: { from: Date; to: Date }[] = []
  const sorted = pauses.map(({ from, to }) => ({ from: momentOf(from), to: momentOf(to) })).toSorted((a, b) => a.from.getTime() - b.from.getTime())
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    const begin = new Date(Math.max(from.getTime(), last?.to.getTime() ?? start.getTime(), start.getTime()))
    if (to > begin) merged.push({ from: begin, to })
  }
  return merged
}
