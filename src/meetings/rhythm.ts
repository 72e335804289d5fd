// When a series meets: the day of each period by its rule, moved off a day of rest, with the reason why it was moved.
import { addToMonth, endOfMonth, weekdayOf } from '../calendar/deadlines.ts'
import { whyNotWorked } from '../calendar/explaining.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { isWorkingDay, nextWorkingDay, previousWorkingDay } from '../calendar/working-days.ts'
import { addDays } from '../clock.ts'
import type { MeetingSeries, Rhythm } from './tables.ts'

type Ruled = Pick<MeetingSeries, 'rhythm' | 'shift'>

/** The meeting of one period: the day that the rule names, the day it is held on, and what the first one is where they differ ('Tết', 'T7'). */
export interface Meets { period: string; planned: string; on: string; why: string | null }

/** '2026-10', or '2026-Q4' for a series that meets once a quarter. */
export function periodOn({ every }: Rhythm, day: string): string {
  return every === 'monthly' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** Number of the period's first month: '2026-Q4' → '2026-10'. */
const firstMonth = (period: string): string => (period[5] === 'Q' ? `${period.slice(0, 4)}-${String(Number(period[6]) * 3 - 2).padStart(2, '0')}` : period)

/** The period `count` periods on. */
export const periodAfter = (rhythm: Rhythm, period: string, count = 1): string =>
  periodOn(rhythm, `${addToMonth(firstMonth(period), rhythm.every === 'monthly' ? count : count * 3)}-01`)

/** The day that the rule names in a period, whether it is worked or not. */
function plannedIn(rhythm: Rhythm, period: string): string {
  const month = rhythm.every === 'monthly' ? period : addToMonth(firstMonth(period), rhythm.monthOfPeriod - 1)
  const end = endOfMonth(month)
  if ('day' in rhythm) {
    const day = `${month}-${String(rhythm.day).padStart(2, '0')}`
    return day < end ? day : end
  }
  // The fifth one is the last one: some months have no fifth.
  if (rhythm.week === 5) return addDays(end, -((weekdayOf(end) - rhythm.weekday + 7) % 7))
  return addDays(`${month}-01`, (rhythm.weekday - weekdayOf(`${month}-01`) + 7) % 7 + (rhythm.week - 1) * 7)
}

export function meetingIn(calendar: WorkingCalendar, { rhythm, shift }: Ruled, period: string): Meets {
  const planned = plannedIn(rhythm, period)
  if (isWorkingDay(calendar, planned)) return { period, planned, on: planned, why: null }
  return { period, planned, on: shift === 'after' ? nextWorkingDay(calendar, planned) : previousWorkingDay(calendar, planned), why: whyNotWorked(calendar, planned) }
}

/** The next `count` meetings that the rule gives on or after a day. */
export function comingMeetings(calendar: WorkingCalendar, series: Ruled, from: string, count: number): Meets[] {
  const found: Meets[] = []
  // The meeting of the period before may have moved into this one, that of this one into the one before.
  for (let period = periodAfter(series.rhythm, periodOn(series.rhythm, from), -1); found.length < count; period = periodAfter(series.rhythm, period)) {
    const meets = meetingIn(calendar, series, period)
    if (meets.on >= from) found.push(meets)
  }
  return found
}

export const weekdayNames = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật']
export const weekNames = ['thứ nhất', 'thứ hai', 'thứ ba', 'thứ tư', 'cuối cùng']
export const monthNames = ['tháng đầu quý', 'tháng giữa quý', 'tháng cuối quý']

/** 'hằng tháng, ngày 15'; 'hằng quý, thứ Hai cuối cùng của tháng đầu quý'. */
export function rhythmInWords(rhythm: Rhythm): string {
  const month = rhythm.every === 'quarterly' ? ` của ${monthNames[rhythm.monthOfPeriod - 1]!}` : ' của tháng'
  const every = rhythm.every === 'monthly' ? 'hằng tháng' : 'hằng quý'
  if (!('day' in rhythm)) return `${every}, ${weekdayNames[rhythm.weekday - 1]!} ${weekNames[rhythm.week - 1]!}${month}`
  return `${every}, ${rhythm.day === 31 ? 'ngày cuối' : `ngày ${rhythm.day}`}${rhythm.every === 'quarterly' || rhythm.day === 31 ? month : ''}`
}
