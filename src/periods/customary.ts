// The periods of a year by the customary cut-offs (15 to 14): suggestions that the office changes as it is told; nothing here is law.
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { PeriodKind } from './tables.ts'

export interface PeriodDays { kind: PeriodKind; name: string; from: string; to: string; unitsBy: string; submitBy: string }

/** Working days after the last day counted on which a report is due, and before that on which the units' parts are. */
const [submitDays, unitDays] = [3, 3]

export const kindNames: Record<PeriodKind, string> = { month: 'Tháng', quarter: 'Quý', half: '6 tháng', nineMonths: '9 tháng', year: 'Năm', other: 'Khác' }
const roman = ['I', 'II', 'III', 'IV']

/** The 15th of the month before `month` ('0' is December of the year before), and the 14th of a month. */
const cut = (year: number, first: number, last: number) => ({
  from: first === 1 ? `${year - 1}-12-15` : `${year}-${String(first - 1).padStart(2, '0')}-15`, to: `${year}-${String(last).padStart(2, '0')}-14`,
})

export function customaryPeriods(year: number, kinds: readonly PeriodKind[], calendar: WorkingCalendar): PeriodDays[] {
  const made = (kind: PeriodKind, name: string, first: number, last: number): PeriodDays => {
    const { from, to } = cut(year, first, last)
    const submitBy = addWorkingDays(calendar, to, submitDays)
    return { kind, name, from, to, submitBy, unitsBy: addWorkingDays(calendar, submitBy, -unitDays) }
  }
  const all = [
    ...Array.from({ length: 12 }, (_, at) => made('month', `Tháng ${at + 1}/${year}`, at + 1, at + 1)),
    ...roman.map((number, at) => made('quarter', `Quý ${number}/${year}`, at * 3 + 1, at * 3 + 3)),
    made('half', `6 tháng đầu năm ${year}`, 1, 6), made('nineMonths', `9 tháng năm ${year}`, 1, 9), made('year', `Năm ${year}`, 1, 12),
  ]
  return all.filter(({ kind }) => kinds.includes(kind))
}
