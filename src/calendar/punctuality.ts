// Whether something was done in time: four answers, by date alone, with the working days to spare or late.
import type { StatusKind } from '../web/layout.ts'
import { workingDaysBetween } from './working-days.ts'
import type { WorkingCalendar } from './working-calendar.ts'

export type PunctualityKind = 'doneInTime' | 'doneLate' | 'openInTime' | 'overdue'

export interface Punctuality {
  kind: PunctualityKind
  /** Working days to spare; negative: late by so many. 0 also between a due day and a rest day after it. */
  days: number
  /** The word and the shape of the state (views/web/_status). */
  status: { kind: StatusKind; label: string }
  /** How far: 'còn 3 ngày làm việc', 'trễ 11 ngày làm việc', 'hôm nay'. */
  distance: string
}

/** From how many working days to spare a deadline is near. */
const near = 3

/**
 * Measures against one deadline, the first or the current one. Days are 'YYYY-MM-DD'; hours never count.
 * @param due last day; a computed one already stands on a working day, a typed one may be given by `endOfTerm`
 * @param doneOn the day it was done, or null; `today` measures what is open
 */
export function punctualityOf(calendar: WorkingCalendar, { due, doneOn, today }: { due: string; doneOn: string | null; today: string }): Punctuality {
  const at = doneOn ?? today
  const days = workingDaysBetween(calendar, at, due)
  const late = at > due
  const amount = `${Math.abs(days)} ngày làm việc`
  if (doneOn !== null) {
    return late
      ? { kind: 'doneLate', days, status: { kind: 'past', label: 'Xong muộn' }, distance: days ? `muộn ${amount}` : 'muộn, trong ngày nghỉ' }
      : { kind: 'doneInTime', days, status: { kind: 'done', label: 'Xong đúng hạn' }, distance: days ? `sớm ${amount}` : 'đúng hạn' }
  }
  if (late) return { kind: 'overdue', days, status: { kind: 'late', label: 'Quá hạn' }, distance: days ? `trễ ${amount}` : 'vừa quá hạn' }
  return {
    kind: 'openInTime', days, status: days <= near ? { kind: 'near', label: 'Sắp đến hạn' } : { kind: 'wait', label: 'Còn hạn' },
    distance: at === due ? 'hôm nay' : days ? `còn ${amount}` : 'chỉ còn ngày nghỉ',
  }
}
