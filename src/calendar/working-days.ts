// Arithmetic in working days and working hours (Bộ luật Dân sự 2015, Điều 144–148): pure, over one WorkingCalendar.
import { addToMonth, endOfMonth } from './deadlines.ts'
import { addDays } from '../clock.ts'
import { placeOf, stateOf, yearOf, type Span, type WorkingCalendar } from './working-calendar.ts'

const zoneMs = 7 * 3_600_000
const dayMs = 86_400_000

export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  const state = stateOf(calendar, day)
  return state === 'worked' || state === 'makeUp'
}

/**
 * The `count`-th working day after `day`, which itself is not counted (Đ.147.2); before it for a negative count.
 * With 0 the day itself, or the next working day where it is none.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: string, count: number): string {
  if (count === 0) return endOfTerm(calendar, day)
  const { year: from, index } = placeOf(day)
  let year = from
  let table = yearOf(calendar, year)
  // Which working day of the year it is, counted from 1.
  let rank = count > 0 ? table.before[index + 1]! + count : table.before[index]! + 1 + count
  for (; rank > table.working.length; table = yearOf(calendar, year)) { rank -= table.working.length; year = within(year + 1, from) }
  while (rank < 1) { year = within(year - 1, from); table = yearOf(calendar, year); rank += table.working.length }
  return table.names[table.working[rank - 1]!]!
}

// A calendar without any working day would be searched for ever.
function within(year: number, from: number): number {
  if (Math.abs(year - from) > 400) throw new RangeError('no working day within 400 years')
  return year
}

export const nextWorkingDay = (calendar: WorkingCalendar, day: string): string => addWorkingDays(calendar, day, 1)
export const previousWorkingDay = (calendar: WorkingCalendar, day: string): string => addWorkingDays(calendar, day, -1)

/** Where a term ends whose last day is `day`: on it, or on the next working day where it is a rest day or a day off (Đ.148.5). */
export const endOfTerm = (calendar: WorkingCalendar, day: string): string => (isWorkingDay(calendar, day) ? day : nextWorkingDay(calendar, day))

/** `count` days after `day`, rest days counted; the end moves as `endOfTerm` says. */
export const addCalendarDays = (calendar: WorkingCalendar, day: string, count: number): string => endOfTerm(calendar, addDays(day, count))

/** The corresponding day `count` months on, the last day of a month that lacks it (Đ.148.3); the end moves as `endOfTerm` says. */
export const addMonths = (calendar: WorkingCalendar, day: string, count: number): string => endOfTerm(calendar, correspondingDay(day, count))

/** The same, without moving the end. */
export function correspondingDay(day: string, months: number): string {
  const month = addToMonth(day.slice(0, 7), months)
  const end = endOfMonth(month)
  return `${month}${day.slice(7)}` < end ? `${month}${day.slice(7)}` : end
}

/** Working days after `from` up to and including `to`; negative where `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  const start = placeOf(from)
  const end = placeOf(to)
  let count = yearOf(calendar, end.year).before[end.index + 1]! - yearOf(calendar, start.year).before[start.index + 1]!
  for (let year = start.year; year < end.year; year++) count += yearOf(calendar, year).working.length
  return count
}

/** Office hours of a day as minutes; [] for a day that is not worked. */
export function spansOn(calendar: WorkingCalendar, day: string): readonly Span[] {
  const { year, index } = placeOf(day)
  return yearOf(calendar, year).spans[index]!
}

/** The date in Vietnam of a moment, and its minute of that day with its fraction. */
export function placeInDay(moment: Date): { day: string; minute: number } {
  const local = moment.getTime() + zoneMs
  return { day: new Date(local).toISOString().slice(0, 10), minute: ((local % dayMs) + dayMs) % dayMs / 60_000 }
}

/** The moment at a minute of a day in Vietnam. */
export const momentAt = (day: string, minute: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) - zoneMs + minute * 60_000)

export function withinWorkingHours(calendar: WorkingCalendar, moment: Date): boolean {
  const { day, minute } = placeInDay(moment)
  return spansOn(calendar, day).some(([from, to]) => minute >= from && minute < to)
}

/** The moment itself within office hours, otherwise the beginning of the next ones. */
export function nextWorkingMoment(calendar: WorkingCalendar, moment: Date): Date {
  const { day, minute } = placeInDay(moment)
  const span = spansOn(calendar, day).find(([, to]) => minute < to)
  if (span) return minute >= span[0] ? moment : momentAt(day, span[0])
  const next = nextWorkingDay(calendar, day)
  return momentAt(next, spansOn(calendar, next)[0]![0])
}

/** `count` office hours after a moment; lunch, nights and rest days don't count (Đ.147.1: from the moment itself). */
export function addWorkingHours(calendar: WorkingCalendar, moment: Date, count: number): Date {
  if (!(count >= 0)) throw new RangeError('hours are counted forward')
  if (count === 0) return nextWorkingMoment(calendar, moment)
  const { day, minute } = placeInDay(moment)
  const place = placeOf(day)
  let year = place.year
  let table = yearOf(calendar, year)
  // Office minutes of the year up to the end; it falls on the first day that has them all.
  let end = table.minutes[place.index]! + openUntil(table.spans[place.index]!, minute) + count * 60
  while (end > table.minutes.at(-1)!) { end -= table.minutes.at(-1)!; year = within(year + 1, place.year); table = yearOf(calendar, year) }
  const index = firstWith(table.minutes, end) - 1
  let left = end - table.minutes[index]!
  for (const [from, to] of table.spans[index]!) {
    if (left <= to - from) return momentAt(table.names[index]!, from + left)
    left -= to - from
  }
  throw new Error('the minutes of a day are those of its spans')
}

/** Office minutes of a day before a minute of it. */
const openUntil = (spans: readonly Span[], minute: number) => spans.reduce((sum, [from, to]) => sum + Math.min(Math.max(minute - from, 0), to - from), 0)

/** Place of the first of rising numbers that reaches `wanted`. */
function firstWith(numbers: Uint32Array, wanted: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! >= wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** Office hours from one moment to another; negative where `to` is earlier. */
export function workingHoursBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (to < from) return 0 - workingHoursBetween(calendar, to, from)
  const [start, end] = [from, to].map(moment => {
    const { day, minute } = placeInDay(moment)
    const { year, index } = placeOf(day)
    const table = yearOf(calendar, year)
    return { year, minutes: table.minutes[index]! + openUntil(table.spans[index]!, minute) }
  }) as [{ year: number; minutes: number }, { year: number; minutes: number }]
  let minutes = end.minutes - start.minutes
  for (let year = start.year; year < end.year; year++) minutes += yearOf(calendar, year).minutes.at(-1)!
  return minutes / 60
}

/** `workingHoursBetween` for many pairs of moments: each day is looked up once. */
export function hoursCounter(calendar: WorkingCalendar): (from: Date, to: Date) => number {
  const days = new Map<number, { before: number; spans: readonly Span[] }>()
  const minutesUntil = (moment: Date): number => {
    const local = moment.getTime() + zoneMs
    const nth = Math.floor(local / dayMs)
    let day = days.get(nth)
    if (!day) {
      const name = new Date(nth * dayMs).toISOString().slice(0, 10)
      days.set(nth, day = { before: workingHoursBetween(calendar, momentAt('2020-01-01', 0), momentAt(name, 0)) * 60, spans: spansOn(calendar, name) })
    }
    return day.before + openUntil(day.spans, (local - nth * dayMs) / 60_000)
  }
  return (from, to) => (minutesUntil(to) - minutesUntil(from)) / 60
}
