// When the next report is expected: the closing day of each period, on or before which it is a working day.
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { addToMonth, weekdayOf } from '../calendar/deadlines.ts'
import { isWorkingDay, previousWorkingDay } from '../calendar/working-days.ts'
import { addDays } from '../clock.ts'
import type { Cadence } from './tables.ts'

// Months run from the 15th to the 14th, quarters to the 14th of their last month (Nghị định 09/2019/NĐ-CP).
const closingDay = '14'

/** First closing day on or after a day. */
function closingFrom(cadence: Exclude<Cadence, 'none'>, day: string): string {
  if (cadence === 'weekly') return addDays(day, (5 - weekdayOf(day) + 7) % 7)
  let month = day.slice(0, 7)
  if (cadence === 'quarterly') month = addToMonth(month, (3 - Number(month.slice(5)) % 3) % 3)
  return `${month}-${closingDay}` >= day ? `${month}-${closingDay}` : `${addToMonth(month, cadence === 'quarterly' ? 3 : 1)}-${closingDay}`
}

const onWorkingDay = (calendar: WorkingCalendar, day: string) => (isWorkingDay(calendar, day) ? day : previousWorkingDay(calendar, day))

/** The last report is the one at the deadline; what is late goes on being reported in its rhythm. */
const atMost = (due: string | null, day: string, next: string) => (due !== null && due > day && due < next ? due : next)

/** Day of the report after one made on `day`, which stands for the period that day is in. Null without a cadence. */
export function nextReportOn(calendar: WorkingCalendar, cadence: Cadence, day: string, due: string | null): string | null {
  if (cadence === 'none') return null
  const next = onWorkingDay(calendar, closingFrom(cadence, addDays(closingFrom(cadence, day), 1)))
  return atMost(due, day, next)
}

/** Day of the first report of a task accepted on `day`: a closing that comes within five days is passed over. */
export function firstReportOn(calendar: WorkingCalendar, cadence: Cadence, day: string, due: string | null): string | null {
  return cadence === 'none' ? null : atMost(due, day, onWorkingDay(calendar, closingFrom(cadence, addDays(day, 5))))
}
