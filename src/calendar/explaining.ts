// The sentence beside every computed deadline: what was counted, what was left out and why, and where it ends.
import { addDays, written } from '../clock.ts'
import type { LimitUnit } from '../procedures/content.ts'
import { weekdayOf } from './deadlines.ts'
import { isEmptyYear } from './proposals.ts'
import { dueOf, isPutOff, type Due, type Term } from './terms.ts'
import { patternOn, restsByWeek, stateOf, type KeptDay, type WorkingCalendar } from './working-calendar.ts'
import { nextWorkingMoment, placeInDay } from './working-days.ts'

export const unitWords: Record<LimitUnit, string> = { hour: 'giờ làm việc', workingDay: 'ngày làm việc', day: 'ngày', month: 'tháng', year: 'năm' }

const weekdayWords = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']

/** 7 → '07', 1.5 → '1,5': numbers of a limit as the office writes them. */
const amount = (value: number): string => (Number.isInteger(value) ? String(value).padStart(2, '0') : value.toLocaleString('vi-VN', { maximumFractionDigits: 2 }))

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.floor(minute % 60)).padStart(2, '0')}`

/** A moment → '10:30 ngày 23/02/2026'. */
export function momentInWords(moment: Date): string {
  const { day, minute } = placeInDay(moment)
  return `${clock(minute)} ngày ${written(day)}`
}

/** '14–22/02', '30/04–01/05', '01/01'; with the year where it is asked for. */
export function rangeInWords(from: string, to: string, withYear = false): string {
  const short = (day: string) => written(day).slice(0, withYear ? 10 : 5)
  if (from === to) return short(from)
  return from.slice(0, 7) === to.slice(0, 7) ? `${from.slice(8)}–${short(to)}` : `${short(from)}–${short(to)}`
}

/**
 * When it is due, and in words why: 'Nhận 09/02/2026, 07 ngày làm việc; không tính ngày nhận; bỏ 14–22/02 (Tết), bỏ T7,
 * CN; hạn 25/02/2026'. Throws as `dueOf` does.
 */
export function explained(calendar: WorkingCalendar, term: Term): Due & { words: string } {
  const due = dueOf(calendar, term)
  const parts = [
    `Nhận ${receivedInWords(term, due)}, ${amount(term.limit.number)} ${unitWords[term.limit.unit]}`,
    ...receiptRule(calendar, term, due),
    ...due.at || term.limit.unit === 'workingDay' ? leftOut(calendar, due) : [],
    due.paused > 0 ? `tạm dừng ${amount(Math.round(due.paused * 100) / 100)} ${pauseUnit(term.limit.unit, due)}` : '',
    due.movedFrom ? `${written(due.movedFrom)} là ngày nghỉ (${whyNotWorked(calendar, due.movedFrom)}) nên chuyển sang ngày làm việc kế tiếp` : '',
    `hạn ${due.at ? momentInWords(due.at) : written(due.day)}`,
    ...emptyYears(calendar, due),
  ]
  return { ...due, words: parts.filter(Boolean).join('; ') }
}

const pauseUnit = (unit: LimitUnit, due: Due) => unitWords[due.at ? 'hour' : unit === 'workingDay' ? 'workingDay' : 'day']

function receivedInWords({ received, cutOff }: Term, due: Due): string {
  if (typeof received === 'string') return written(received)
  return due.at || cutOff !== undefined ? momentInWords(received) : written(placeInDay(received).day)
}

function receiptRule(calendar: WorkingCalendar, term: Term, due: Due): string[] {
  const { received, cutOff } = term
  const rules: string[] = []
  const receivedOn = typeof received === 'string' ? received : placeInDay(received).day
  if (isPutOff(calendar, term)) {
    const rests = stateOf(calendar, receivedOn) === 'rest' || stateOf(calendar, receivedOn) === 'off'
    rules.push(`${rests ? 'vào ngày nghỉ' : `sau ${cutOff}`} nên tính là nhận ngày ${written(due.counted)}`)
  }
  if (!due.at) return [...rules, 'không tính ngày nhận']
  if (typeof received !== 'string' && !rules.length) {
    const start = nextWorkingMoment(calendar, received)
    if (start > received) rules.push(`ngoài giờ làm việc nên tính từ ${momentInWords(start)}`)
  }
  const { morningFrom, morningTo, afternoonFrom, afternoonTo } = patternOn(calendar, due.day)
  return [...rules, `giờ làm việc ${morningFrom}–${morningTo}, ${afternoonFrom}–${afternoonTo}`]
}

/** Days off, rest days and days made up for between the receipt and the end. */
function leftOut(calendar: WorkingCalendar, { counted, day: end }: Due): string[] {
  const first = addDays(counted, 1)
  const withYear = Number(end.slice(0, 4)) - Number(counted.slice(0, 4)) > 1
  const skipped: string[] = []
  const made: string[] = []
  for (const kept of calendar.days) {
    const from = kept.from > first ? kept.from : first
    const to = kept.to < end ? kept.to : end
    if (from > to) continue
    if (kept.kind === 'makeUp') made.push(`tính ${rangeInWords(from, to, withYear)} (làm bù)`)
    else if (coversWork(calendar, kept)) skipped.push(`bỏ ${rangeInWords(from, to, withYear)} (${kept.name})`)
  }
  const resting = new Set<number>()
  const free = patternOn(calendar, end).week.filter(shift => shift === 'off').length
  for (let day = first; day < end && resting.size < free; day = addDays(day, 1)) {
    if (restsByWeek(calendar, day) && stateOf(calendar, day) !== 'makeUp') resting.add(weekdayOf(day))
  }
  if (resting.size) skipped.push(`bỏ ${[...resting].toSorted((a, b) => a - b).map(number => weekdayWords[number - 1]).join(', ')}`)
  return [skipped.join(', '), made.join(', ')]
}

// A holiday on a Sunday takes nothing away: the Sunday is left out anyway.
function coversWork(calendar: WorkingCalendar, { from, to }: KeptDay): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) if (!restsByWeek(calendar, day)) return true
  return false
}

/** Why a day is not worked: the name of the day off, or the day of the week. */
export function whyNotWorked(calendar: WorkingCalendar, day: string): string {
  const off = calendar.days.find(({ kind, from, to }) => kind === 'off' && from <= day && day <= to)
  return off?.name ?? weekdayWords[weekdayOf(day) - 1]!
}

function emptyYears(calendar: WorkingCalendar, { counted, day }: Due): string[] {
  const years: number[] = []
  for (let year = Number(counted.slice(0, 4)); year <= Number(day.slice(0, 4)); year++) if (isEmptyYear(calendar, year)) years.push(year)
  return years.length ? [`chưa nhập ngày nghỉ năm ${years.join(', ')} nên hạn có thể đổi`] : []
}
