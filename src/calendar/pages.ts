// The page of the calendar put together: a year with its months, its days and their sources, and the calculator.
import { asc, and, gte, lte } from 'drizzle-orm'
import { z } from 'zod'
import { addDays, isDay, today } from '../clock.ts'
import { mistakesOf } from '../errors.ts'
import { limitUnits, type LimitUnit } from '../procedures/content.ts'
import { may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { affectedFrom } from './affected.ts'
import { weekdayOf } from './deadlines.ts'
import { explained, momentInWords, rangeInWords, unitWords } from './explaining.ts'
import { loadCalendar } from './calendar.ts'
import { missingYear, proposalsFor } from './proposals.ts'
import { calendarDays, calendarPatterns, type CalendarPattern, type Shift } from './tables.ts'
import type { DayRow, Month, MonthCell, ProposalRow, WeekRow } from './views.ts'
import { minutesOf, patternOn, yearOf, type WorkingCalendar } from './working-calendar.ts'
import { momentAt } from './working-days.ts'

const shiftNames: Record<Shift, string> = { day: 'cả ngày', morning: 'buổi sáng', afternoon: 'buổi chiều', off: 'nghỉ' }
const weekdayNames = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật']
const kinds = [{ value: 'off', label: 'Ngày nghỉ' }, { value: 'makeUp', label: 'Ngày làm bù' }]
const shiftOptions = (['day', 'morning', 'afternoon', 'off'] as const).map(value => ({ value, label: shiftNames[value][0]!.toUpperCase() + shiftNames[value].slice(1) }))
const unitOptions = (['workingDay', 'day', 'hour', 'month'] as const).map(value => ({ value, label: unitWords[value] }))

/** Forms that failed, to be shown again; those left out are shown blank. */
export interface Forms { dayForm?: Form; weekForm?: Form; proposalForm?: Form & { chosen: string[] } }

export async function showCalendar(c: Ask, { dayForm, weekForm, proposalForm }: Forms = {}) {
  const { store, user } = c.var
  const calendar = await loadCalendar(store.read)
  const year = yearAsked(proposalForm?.values.year ?? c.req.query('year'))
  const mayChange = may(user, 'change the calendar')
  const changed = c.req.query('changed') ?? ''
  const from = isDay(changed) && mayChange ? changed : null
  const failed = dayForm ?? weekForm ?? proposalForm
  return page(c, `Lịch làm việc ${year}`, 'calendar/show', {
    year, previous: year - 1, next: year + 1, sentence: sentenceOf(calendar, year), months: monthsOf(calendar, year), mayChange,
    days: await dayRows(c, year), weeks: await weekRows(c), missing: missingYear(today(), calendar),
    proposals: mayChange ? proposalsFor(calendar, year).map(proposal => proposalRow(proposal, proposalForm?.chosen)) : [],
    affected: from ? await affectedFrom(store.read, from) : [], affectedFrom: from,
    calculation: calculationOf(calendar, c.req.query()),
    dayForm: dayForm ?? filled({ kind: 'off' }), weekForm: weekForm ?? filled(weekValues(patternOn(calendar, today()))),
    proposalForm: proposalForm ?? filled({}),
    choices: { kinds, shifts: shiftOptions, units: unitOptions },
  }, failed ? 422 : 200)
}

function yearAsked(asked: string | undefined): number {
  const year = Number(asked)
  return Number.isInteger(year) && year >= 2000 && year <= 2099 ? year : Number(today().slice(0, 4))
}

function sentenceOf(calendar: WorkingCalendar, year: number): string {
  const { working, states, rests } = yearOf(calendar, year)
  const taken = states.filter((state, index) => state === 'off' && !rests[index]).length
  const made = states.filter(state => state === 'makeUp').length
  const { morningFrom, morningTo, afternoonFrom, afternoonTo } = patternOn(calendar, today())
  return `Năm ${year}: ${number(working.length)} ngày làm việc; ${number(taken)} ngày nghỉ lễ rơi vào ngày thường; ${number(made)} ngày làm bù. Giờ làm việc ${morningFrom}–${morningTo}, ${afternoonFrom}–${afternoonTo}.`
}

function monthsOf(calendar: WorkingCalendar, year: number): Month[] {
  const { names, states } = yearOf(calendar, year)
  const nameOf = (day: string) => calendar.days.find(({ from, to }) => from <= day && day <= to)?.name ?? null
  return Array.from({ length: 12 }, (_, month) => {
    const days = names.map((day, index): MonthCell => {
      const state = states[index]!
      return { day, number: Number(day.slice(8)), state, isToday: day === today(), name: state === 'off' || state === 'makeUp' ? nameOf(day) : null }
    }).filter(({ day }) => Number(day.slice(5, 7)) === month + 1)
    const cells: (MonthCell | null)[] = [...Array<null>(weekdayOf(days[0]!.day) - 1).fill(null), ...days]
    while (cells.length % 7) cells.push(null)
    return { title: `Tháng ${month + 1}`, weeks: Array.from({ length: cells.length / 7 }, (_unused, week) => cells.slice(week * 7, week * 7 + 7)) }
  })
}

const weekdaysOf = (from: string, to: string) => (from === to ? weekdayNames[weekdayOf(from) - 1]! : `${weekdayNames[weekdayOf(from) - 1]} – ${weekdayNames[weekdayOf(to) - 1]}`)

async function dayRows(c: Ask, year: number): Promise<DayRow[]> {
  const rows = await c.var.store.read.select().from(calendarDays)
    .where(and(gte(calendarDays.to, `${year}-01-01`), lte(calendarDays.from, `${year}-12-31`))).orderBy(asc(calendarDays.from))
  return rows.map(({ id, kind, from, to, name, decision, source }) => ({
    id, name, decision, source, range: rangeInWords(from, to, true), weekdays: weekdaysOf(from, to), word: kind === 'off' ? 'Nghỉ' : 'Làm bù',
  }))
}

const proposalRow = (proposal: ReturnType<typeof proposalsFor>[number], chosen: string[] | undefined): ProposalRow => ({
  ...proposal, range: rangeInWords(proposal.from, proposal.to, true), weekdays: weekdaysOf(proposal.from, proposal.to),
  ticked: chosen ? chosen.includes(proposal.key) : proposal.sure,
})

async function weekRows(c: Ask): Promise<WeekRow[]> {
  const patterns = await c.var.store.read.select().from(calendarPatterns).orderBy(asc(calendarPatterns.since))
  const now = patterns.findLast(({ since }) => since <= today())
  return patterns.map(pattern => ({
    id: pattern.id, since: pattern.since, decision: pattern.decision, inForce: pattern === now, mayRemove: pattern !== patterns[0],
    days: weekInWords(pattern.week), hours: `${pattern.morningFrom}–${pattern.morningTo}, ${pattern.afternoonFrom}–${pattern.afternoonTo}`,
  })).toReversed()
}

/** Runs of days with one shift: 'Thứ Hai – Thứ Sáu cả ngày; Thứ Bảy buổi sáng'. Days of rest are left out. */
function weekInWords(week: Shift[]): string {
  const runs: { from: number; to: number; shift: Shift }[] = []
  week.forEach((shift, index) => {
    const last = runs.at(-1)
    if (last?.shift === shift) last.to = index
    else runs.push({ from: index, to: index, shift })
  })
  return runs.filter(({ shift }) => shift !== 'off')
    .map(({ from, to, shift }) => `${weekdayNames[from]}${to > from ? ` – ${weekdayNames[to]}` : ''} ${shiftNames[shift]}`).join('; ')
}

const weekValues = ({ week, morningFrom, morningTo, afternoonFrom, afternoonTo }: Omit<CalendarPattern, 'id' | 'decision'>) => ({
  ...Object.fromEntries(week.map((shift, index) => [`w${index + 1}`, shift])), morningFrom, morningTo, afternoonFrom, afternoonTo, since: addDays(today(), 1),
})

const calculation = z.object({
  received: z.string().refine(isDay, 'Hãy chọn ngày nhận.'),
  time: z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Hãy ghi giờ như 15:30.')]).default(''),
  count: z.string().trim().regex(/^\d{1,4}([.,]\d{1,2})?$/, 'Hãy ghi một số, như 7.').transform(text => Number(text.replace(',', '.')))
    .refine(value => value > 0 && value <= 1_000, 'Hãy ghi số từ 1 đến 1000.'),
  unit: z.enum(limitUnits, 'Hãy chọn đơn vị.'),
  cutOff: z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Hãy ghi giờ như 15:00.')]).default(''),
})

/** What the calculator shows; without a question its form with today's date. */
function calculationOf(calendar: WorkingCalendar, query: Record<string, string>) {
  if (query.received === undefined) return { form: filled({ received: today(), count: '', unit: 'workingDay' satisfies LimitUnit }), result: null }
  const parsed = calculation.safeParse(query)
  const { values } = filled({ received: query.received, time: query.time, count: query.count, unit: query.unit, cutOff: query.cutOff })
  if (!parsed.success) return { form: { values, errors: mistakesOf(parsed.error) }, result: null }
  const { received, time, count, unit, cutOff } = parsed.data
  const { day, at, words } = explained(calendar, {
    received: time ? momentAt(received, minutesOf(time)) : received, limit: { number: count, unit }, cutOff: cutOff || undefined,
  })
  return { form: { values, errors: {} }, result: { day, at: at && momentInWords(at), words } }
}
