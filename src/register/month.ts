// The calendar of deadlines: the days of a month in weeks, with the tasks of the register that are due on each.
import { addDays } from '../clock.ts'
import { weekdayOf } from '../calendar/deadlines.ts'
import type { RegisterFilter } from './filter.ts'
import type { Found } from './finding.ts'

/** Tasks shown by name on one day; the list of the day has them all. */
export const mostOfDay = 3

/** Days 'YYYY-MM-DD', both included. */
export interface Span { from: string; to: string }
export interface DayTasks { count: number; /** Past their deadline. */ late: number; /** The first ones. */ ids: string[] }

/** The month that the calendar shows, 'YYYY-MM': the one asked for, else the one in which the filter begins, else this one. */
export const monthAsked = ({ month, from }: RegisterFilter, today: string): string => month ?? (from ?? today).slice(0, 7)

/** 'YYYY-MM' moved by a number of months. */
export function monthAfter(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String(at % 12 + 1).padStart(2, '0')}`
}

export const spanOfMonth = (month: string): Span => ({ from: `${month}-01`, to: addDays(`${monthAfter(month, 1)}-01`, -1) })

/** The filter narrowed to deadlines within a span; null where none can be in both. */
export function within(filter: RegisterFilter, { from, to }: Span): RegisterFilter | null {
  const narrowed = { ...filter, from: filter.from && filter.from > from ? filter.from : from, to: filter.to && filter.to < to ? filter.to : to }
  return narrowed.from <= narrowed.to ? narrowed : null
}

/** The days of a month in weeks from Monday; null fills the first and the last week. */
export function weeksOf(month: string): (string | null)[][] {
  const { from, to } = spanOfMonth(month)
  const cells: (string | null)[] = Array<null>(weekdayOf(from) - 1).fill(null)
  for (let day = from; day <= to; day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** What was found, by deadline. To be called as soon as it was found: places of rows hold until the next wait. */
export function daysOf({ rows, ids, at }: Found): Map<string, DayTasks> {
  const { due, standing } = rows.columns
  const working = standing.values.map(base => base.startsWith('working'))
  const days = new Map<string, DayTasks>()
  for (const id of ids) {
    const place = rows.placeOf.get(id)
    if (place === undefined) continue
    const day = due.values[due.codes[place] as number]!
    let tasks = days.get(day)
    if (!tasks) days.set(day, tasks = { count: 0, late: 0, ids: [] })
    tasks.count++
    if (day < at.today && working[standing.codes[place] as number]) tasks.late++
    if (tasks.ids.length < mostOfDay) tasks.ids.push(id)
  }
  return days
}
