// The clock of a citizen's question: when it is due, how far it has come, and from when it is late. It runs in office hours only.
import { and, inArray, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import { momentInWords } from '../calendar/explaining.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { addWorkingDays, addWorkingHours, momentAt, nextWorkingMoment, placeInDay, workingDaysBetween, workingHoursBetween } from '../calendar/working-days.ts'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import type { StatusKind } from '../web/layout.ts'
import { enquiries, type Channel, type Enquiry, type EnquiryState } from './tables.ts'

export type ClockRules = Pick<Config, 'enquiryDays' | 'enquiryHours' | 'enquiryVeryLateDays'>

/** States in which an answer is still owed. */
export const openStates = ['received', 'assigned', 'answering', 'checking'] as const satisfies EnquiryState[]
export const isOpen = ({ state }: Pick<Enquiry, 'state'>): boolean => (openStates as readonly EnquiryState[]).includes(state)

/** The moment so many working days later: the same time of that day, or the next office hour where it has none then. */
function afterDays(calendar: WorkingCalendar, start: Date, count: number): Date {
  const { day, minute } = placeInDay(start)
  return count ? nextWorkingMoment(calendar, momentAt(addWorkingDays(calendar, day, count), minute)) : start
}

/** When an answer is due that was asked for at `from`; never outside office hours. What comes in by night counts from the morning. */
export function firstDue(calendar: WorkingCalendar, from: Date, channel: Channel, { enquiryDays, enquiryHours }: ClockRules): Date {
  const start = nextWorkingMoment(calendar, from)
  const hours = enquiryHours[channel]
  return hours === undefined ? afterDays(calendar, start, enquiryDays) : addWorkingHours(calendar, start, hours)
}

/** The due moment once a pause is over: moved by the office hours of the pause, unless the time had run out before it began. */
export const dueAfterPause = (calendar: WorkingCalendar, dueAt: Date, from: Date, to: Date): Date =>
  (from > dueAt ? dueAt : addWorkingHours(calendar, dueAt, workingHoursBetween(calendar, from, to)))

/** The moment that counts against the deadline: while the clock stands still, the one at which it stopped. */
const measuredAt = ({ pausedAt }: Pick<Enquiry, 'pausedAt'>): Date => pausedAt ?? now()

/** Whether an answer that goes out now is in time. */
export const inTime = (enquiry: Pick<Enquiry, 'dueAt' | 'pausedAt'>): boolean => measuredAt(enquiry) <= enquiry.dueAt

/** Whether what is owed is late now. */
export const isLate = (enquiry: Pick<Enquiry, 'dueAt' | 'pausedAt'>): boolean => !inTime(enquiry)

const open = inArray(enquiries.state, [...openStates])

/** The condition on `enquiries` for those that are owed and late at a moment. */
export const lateWhere = (at: Date): SQL | undefined =>
  and(open, or(and(isNull(enquiries.pausedAt), lt(enquiries.dueAt, at)), and(isNotNull(enquiries.pausedAt), lt(enquiries.dueAt, enquiries.pausedAt))))

/** Due before this moment is very late. */
export function veryLateBefore(calendar: WorkingCalendar, at: Date, { enquiryVeryLateDays }: ClockRules): Date {
  const { day, minute } = placeInDay(at)
  return momentAt(addWorkingDays(calendar, day, -enquiryVeryLateDays), minute)
}

/** Whether what is owed is late by more than the office's days, and its clock runs; `before`: `veryLateBefore`. */
export const isVeryLate = ({ dueAt, pausedAt }: Pick<Enquiry, 'dueAt' | 'pausedAt'>, before: Date): boolean => !pausedAt && dueAt < before

/** The condition for those that are late by more than the office's days, and whose clock runs. */
export const veryLateWhere = (at: Date, calendar: WorkingCalendar, rules: ClockRules): SQL | undefined =>
  and(open, isNull(enquiries.pausedAt), lt(enquiries.dueAt, veryLateBefore(calendar, at, rules)))

/** The condition for those whose clock stands still. */
export const pausedWhere = (): SQL | undefined => and(open, isNotNull(enquiries.pausedAt))

/** Office time between two moments: '1 ngày 3 giờ làm việc', '45 phút làm việc'. */
export function officeTime(calendar: WorkingCalendar, from: Date, to: Date): string {
  const start = nextWorkingMoment(calendar, from)
  let days = Math.max(0, workingDaysBetween(calendar, placeInDay(start).day, placeInDay(to).day))
  if (afterDays(calendar, start, days) > to) days--
  const minutes = Math.round(workingHoursBetween(calendar, days > 0 ? afterDays(calendar, start, days) : start, to) * 60)
  return `${[days > 0 ? `${days} ngày` : '', hoursInWords(minutes, days > 0)].filter(Boolean).join(' ')} làm việc`
}

function hoursInWords(minutes: number, short: boolean): string {
  const hours = Math.floor(minutes / 60)
  const left = short ? 0 : minutes % 60
  if (!hours && !left) return short ? '' : '0 phút'
  return [hours ? `${hours} giờ` : '', left ? `${left} phút` : ''].filter(Boolean).join(' ')
}

export interface ClockShown {
  status: { kind: StatusKind; label: string }
  /** 'còn 1 ngày 3 giờ làm việc', 'trễ 2 giờ làm việc', 'đang dừng, còn 4 giờ làm việc'. */
  distance: string
  tone: 'late' | 'near' | null
}

/** How an open enquiry stands against its deadline; null for one of which nothing is owed. */
export function clockOf(calendar: WorkingCalendar, enquiry: Pick<Enquiry, 'state' | 'dueAt' | 'pausedAt'>, rules: ClockRules): ClockShown | null {
  if (!isOpen(enquiry)) return null
  const at = measuredAt(enquiry)
  if (at > enquiry.dueAt) {
    const very = isVeryLate(enquiry, veryLateBefore(calendar, at, rules))
    const distance = `trễ ${officeTime(calendar, enquiry.dueAt, at)}`
    return { status: { kind: 'late', label: very ? 'Quá trễ' : 'Trễ hạn' }, distance: enquiry.pausedAt ? `đang dừng, ${distance}` : distance, tone: 'late' }
  }
  const distance = `còn ${officeTime(calendar, at, enquiry.dueAt)}`
  if (enquiry.pausedAt) return { status: { kind: 'wait', label: 'Chờ công dân' }, distance: `đang dừng, ${distance}`, tone: null }
  const near = enquiry.dueAt <= afterDays(calendar, nextWorkingMoment(calendar, at), 1)
  return { status: near ? { kind: 'near', label: 'Sắp đến hạn' } : { kind: 'wait', label: 'Còn hạn' }, distance, tone: near ? 'near' : null }
}

/** How the deadline came about: 'Nhận 08:00 ngày 12/10/2026, hạn đầu 08:00 ngày 19/10/2026; đã dừng 2 lần, 5 giờ làm việc; hạn 13:30 ngày 19/10/2026'. */
export function dueInWords(calendar: WorkingCalendar, { receivedAt, firstDueAt, dueAt, reopened }: Enquiry, pauses: readonly { from: Date; to: Date | null }[]): string {
  const hours = pauses.reduce((sum, { from, to }) => sum + workingHoursBetween(calendar, from, to ?? now()), 0)
  return [
    `Nhận ${momentInWords(receivedAt)}`,
    firstDueAt.getTime() === dueAt.getTime() ? '' : `hạn đầu ${momentInWords(firstDueAt)}`,
    pauses.length ? `đã dừng ${pauses.length} lần, ${hoursInWords(Math.round(hours * 60), false)} làm việc` : '',
    reopened ? `mở lại ${reopened} lần, hạn tính lại từ lúc mở lại` : '',
    `hạn ${momentInWords(dueAt)}`,
  ].filter(Boolean).join('; ')
}

