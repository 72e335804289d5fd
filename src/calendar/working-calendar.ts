// The calendar as a value that never changes: every day of a year with what it is, worked out once a year of it is asked for.
import { addDays } from '../clock.ts'
import { weekdayOf } from './deadlines.ts'
import type { CalendarDay, CalendarPattern, Shift } from './tables.ts'

export type Pattern = Pick<CalendarPattern, 'since' | 'week' | 'morningFrom' | 'morningTo' | 'afternoonFrom' | 'afternoonTo'>
export type KeptDay = Pick<CalendarDay, 'kind' | 'from' | 'to' | 'name'>

/** Office hours as minutes of the day, the end not included. */
export type Span = readonly [from: number, to: number]

/** Why a day is worked or not: by the week's pattern, or by a row of the tables. */
export type DayState = 'worked' | 'rest' | 'off' | 'makeUp'

/** One year, day by day. */
export interface Year {
  names: string[]
  states: DayState[]
  spans: (readonly Span[])[]
  /** Whether the week's pattern alone gives the day free. */
  rests: boolean[]
  /** Working days before each day, and at the end of the year all of them. */
  before: Uint16Array
  /** Office minutes before each day, and at the end of the year all of them. */
  minutes: Uint32Array
  /** Places of the working days. */
  working: number[]
}

export interface WorkingCalendar {
  readonly patterns: readonly Pattern[]
  readonly days: readonly KeptDay[]
  readonly years: Map<number, Year>
}

/** @param patterns at least one; before the first one the first one holds */
export function workingCalendar(patterns: readonly Pattern[], days: readonly KeptDay[]): WorkingCalendar {
  if (!patterns.length) throw new Error('a calendar needs a weekly pattern')
  return {
    patterns: patterns.toSorted((a, b) => (a.since < b.since ? -1 : 1)),
    days: days.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    years: new Map(),
  }
}

export const patternOn = ({ patterns }: WorkingCalendar, day: string): Pattern => patterns.findLast(({ since }) => since <= day) ?? patterns[0]!

/** '07:30' → 450. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function spansOf(pattern: Pattern): Record<Shift, readonly Span[]> {
  const morning: Span = [minutesOf(pattern.morningFrom), minutesOf(pattern.morningTo)]
  const afternoon: Span = [minutesOf(pattern.afternoonFrom), minutesOf(pattern.afternoonTo)]
  return { day: [morning, afternoon], morning: [morning], afternoon: [afternoon], off: [] }
}

/** The year's table; it is made the first time. */
export function yearOf(calendar: WorkingCalendar, year: number): Year {
  const found = calendar.years.get(year)
  if (found) return found
  const first = `${String(year).padStart(4, '0')}-01-01`
  const length = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000
  const names = Array.from({ length }, (_, index) => addDays(first, index))
  const kinds = new Map<string, KeptDay['kind']>()
  for (const kept of calendar.days) {
    for (let day = kept.from < first ? first : kept.from; day <= kept.to && day <= names.at(-1)!; day = addDays(day, 1)) kinds.set(day, kept.kind)
  }
  let pattern: Pattern | undefined
  let spans: Record<Shift, readonly Span[]>
  const made: Year = { names, states: [], spans: [], rests: [], before: new Uint16Array(length + 1), minutes: new Uint32Array(length + 1), working: [] }
  names.forEach((day, index) => {
    const holding = patternOn(calendar, day)
    if (holding !== pattern) spans = spansOf(pattern = holding)
    const shift = holding.week[weekdayOf(day) - 1]!
    const state = kinds.get(day) ?? (shift === 'off' ? 'rest' : 'worked')
    made.states.push(state)
    // A day worked to make up for another one is worked from morning to evening.
    const open = state === 'makeUp' ? spans.day : state === 'worked' ? spans[shift] : []
    made.spans.push(open)
    made.rests.push(shift === 'off')
    made.minutes[index + 1] = made.minutes[index]! + open.reduce((sum, [from, to]) => sum + to - from, 0)
    const works = state === 'worked' || state === 'makeUp'
    made.before[index + 1] = made.before[index]! + (works ? 1 : 0)
    if (works) made.working.push(index)
  })
  calendar.years.set(year, made)
  return made
}

const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** The year of a day, and the place of the day in it. */
export function placeOf(day: string): { year: number; index: number } {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const leap = month > 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
  return { year, index: monthStarts[month - 1]! + leap + Number(day.slice(8)) - 1 }
}

/** What a day is. */
export function stateOf(calendar: WorkingCalendar, day: string): DayState {
  const { year, index } = placeOf(day)
  return yearOf(calendar, year).states[index]!
}

/** Whether the week's pattern alone gives the day free. */
export function restsByWeek(calendar: WorkingCalendar, day: string): boolean {
  const { year, index } = placeOf(day)
  return yearOf(calendar, year).rests[index]!
}
