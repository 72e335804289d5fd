// The calendar of deadlines: the days of a month in weeks, with the tasks of the register that are due on each.
import { addDays } from '../clock.ts'
import { weekdayOf } from '../calendar/deadlines.ts'
import type { RegisterFilter } from './filter.ts'
import type { Found } from './finding.ts'

/** Tasks shown by name on one day; the list of the day has them all. */
export const mostOfDay = 3

export interface DayTasks { count: number; /** Past their deadline. */ late: number; /** The first ones. */ ids: string[] }

/** The month that the calendar shows, 'YYYY-MM': the one asked for, else the one in which the filter begins, else this one. */
export const monthAsked = ({ month, from }: RegisterFilter, today: string): string => month ?? (from ?? today).slice(0, 7)

/** 'YYYY-MM' moved by a number of months. */
export function monthAfter(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String(at % 12 + 1).padStart(2, '0')}`
}

/** The days of a month in weeks from Monday; null fills the first and the last week. */
export function weeksOf(month: string): (string | null)[][] {
  const from = `${month}-01`
  const to = addDays(`${monthAfter(month, 1)}-01`, -1)
  const cells: (string | null)[] = Array<null>(weekdayOf(from) - 1).fill(null)
  for (let day = from; day <= to; day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

// The ids that were found stay the same list until a task changes: its months hold as long.
const kept = new WeakMap<string[], Map<string, Map<string, DayTasks>>>()

/** Those of what was found whose deadline is in a month, by day. To be called as soon as it was found: places of rows hold until the next wait. */
export function daysOf(found: Found, month: string): Map<string, DayTasks> {
  let months = kept.get(found.ids)
  if (!months) kept.set(found.ids, months = new Map())
  let days = months.get(month)
  if (!days) months.set(month, days = sharedOut(found, month))
  return days
}

function sharedOut({ rows, ids, at }: Found, month: string): Map<string, DayTasks> {
  const { due, standing } = rows.columns
  const working = standing.values.map(base => base.startsWith('working'))
  const within = due.values.map(day => day.startsWith(month))
  const days = new Map<string, DayTasks>()
  for (const id of ids) {
    const place = rows.placeOf.get(id)
    if (place === undefined) continue
    const code = due.codes[place] as number
    if (!within[code]) continue
    const day = due.values[code]!
    let tasks = days.get(day)
    if (!tasks) days.set(day, tasks = { count: 0, late: 0, ids: [] })
    tasks.count++
    if (day < at.today && working[standing.codes[place] as number]) tasks.late++
    if (tasks.ids.length < mostOfDay) tasks.ids.push(id)
  }
  return days
}
