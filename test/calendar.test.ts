// Working days: the office's own arithmetic, held to worked-out dates; and the calendar's words.
import { expect, test } from 'vitest'
import { addDays } from '../src/clock.ts'
import { explained } from '../src/calendar/explaining.ts'
import { knownDays, usualWeek } from '../src/calendar/known-days.ts'
import { lunarOf, solarOf, tetOf } from '../src/calendar/lunar.ts'
import { missingYear, proposalsFor } from '../src/calendar/proposals.ts'
import { punctualityOf } from '../src/calendar/punctuality.ts'
import { dueOf, type Term } from '../src/calendar/terms.ts'
import { stateOf, workingCalendar } from '../src/calendar/working-calendar.ts'
import {
  addCalendarDays, addMonths, addWorkingDays, addWorkingHours, endOfTerm, isWorkingDay, nextWorkingDay, nextWorkingMoment, previousWorkingDay,
  hoursCounter, withinWorkingHours, workingDaysBetween, workingHoursBetween,
} from '../src/calendar/working-days.ts'

const calendar = workingCalendar([usualWeek], knownDays)
const at = (day: string, time: string) => new Date(`${day}T${time}:00+07:00`)
const shown = (moment: Date) => new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

test.each([
  ['2025-12-31', 5, '2026-01-09'], ['2025-12-31', 6, '2026-01-10'], ['2025-12-31', 7, '2026-01-12'], ['2026-02-13', 3, '2026-02-25'],
  ['2026-02-09', 7, '2026-02-25'], ['2026-02-13', 1, '2026-02-23'], ['2026-02-15', 1, '2026-02-23'], ['2026-10-12', 1, '2026-10-13'],
  ['2026-10-16', 1, '2026-10-19'], ['2026-10-17', 1, '2026-10-19'], ['2026-04-24', 1, '2026-04-28'], ['2026-04-29', 1, '2026-05-04'],
  ['2026-08-31', 1, '2026-09-03'], ['2026-10-12', 0, '2026-10-12'], ['2026-10-11', 0, '2026-10-12'], ['2026-01-12', -1, '2026-01-10'],
  ['2026-01-10', -1, '2026-01-09'], ['2026-01-05', -1, '2025-12-31'], ['2026-02-23', -1, '2026-02-13'], ['2026-02-18', -2, '2026-02-12'],
] as const)('from %s, %i working days: %s', (from, count, end) => {
  expect(addWorkingDays(calendar, from, count)).toBe(end)
})

test.each([
  ['2026-02-11', 5, '2026-02-23'], ['2026-02-11', 1, '2026-02-12'], ['2026-10-12', 5, '2026-10-19'], ['2026-01-05', 5, '2026-01-10'], ['2026-12-30', 3, '2027-01-04'],
] as const)('from %s, %i days of the calendar: %s', (from, count, end) => {
  expect(addCalendarDays(calendar, from, count)).toBe(end)
})

test.each([
  ['2026-01-31', 1, '2026-02-28', '2026-03-02'], ['2028-01-31', 1, '2028-02-29', '2028-02-29'], ['2026-03-30', 1, '2026-04-30', '2026-05-04'],
  ['2026-11-15', 3, '2027-02-15', '2027-02-15'], ['2026-08-31', 6, '2027-02-28', '2027-03-01'], ['2025-01-13', 12, '2026-01-13', '2026-01-13'],
] as const)('from %s, %i months: %s, ending on %s', (from, count, _corresponding, end) => {
  expect(addMonths(calendar, from, count)).toBe(end)
})

test('a step forward is a step back, and as many as lie between; whatever the day', () => {
  for (let day = '2025-11-01'; day < '2027-03-01'; day = addDays(day, 1)) {
    expect(isWorkingDay(calendar, endOfTerm(calendar, day))).toBe(true)
    for (const count of [1, 2, 5, 23, 260, 900]) {
      const end = addWorkingDays(calendar, day, count)
      expect(isWorkingDay(calendar, end)).toBe(true)
      expect(workingDaysBetween(calendar, day, end)).toBe(count)
      expect(workingDaysBetween(calendar, end, day)).toBe(-count)
      if (isWorkingDay(calendar, day)) expect(addWorkingDays(calendar, end, -count)).toBe(day)
    }
    expect(previousWorkingDay(calendar, nextWorkingDay(calendar, day)) <= day).toBe(true)
  }
})

test('what is counted in one stride is what is counted day by day', () => {
  for (const from of ['2025-12-20', '2026-02-01', '2026-04-20', '2026-12-25']) {
    let day = from
    for (let count = 1; count <= 40; count++) {
      do day = addDays(day, 1); while (!isWorkingDay(calendar, day))
      expect(addWorkingDays(calendar, from, count)).toBe(day)
    }
  }
})

test.each([
  ['2026-10-12', '08:00', 2, '2026-10-12 10:00'], ['2026-10-12', '10:30', 2, '2026-10-12 14:30'], ['2026-10-12', '10:30', 1, '2026-10-12 11:30'],
  ['2026-10-12', '12:00', 1, '2026-10-12 14:30'], ['2026-10-12', '06:00', 7.5, '2026-10-12 17:00'], ['2026-10-12', '08:00', 7.5, '2026-10-13 08:00'],
  ['2026-10-16', '16:30', 1, '2026-10-19 08:00'], ['2026-10-16', '18:00', 1, '2026-10-19 08:30'], ['2026-10-17', '09:00', 4, '2026-10-19 11:30'],
  ['2026-02-13', '16:30', 4, '2026-02-23 11:00'], ['2026-01-09', '16:00', 3, '2026-01-10 09:30'], ['2026-10-12', '08:00', 0, '2026-10-12 08:00'], ['2026-10-12', '12:00', 0, '2026-10-12 13:30'],
  ['2026-12-31', '16:30', 1, '2027-01-01 08:00'],
] as const)('from %s %s, %d office hours: %s', (day, time, count, end) => {
  expect(shown(addWorkingHours(calendar, at(day, time), count))).toBe(end)
})

test('office hours between two moments leave out lunch, nights and days off', () => {
  expect(workingHoursBetween(calendar, at('2026-10-12', '08:00'), at('2026-10-12', '14:00'))).toBe(4)
  expect(workingHoursBetween(calendar, at('2026-02-13', '16:00'), at('2026-02-23', '08:30'))).toBe(2)
  expect(workingHoursBetween(calendar, at('2026-10-17', '08:00'), at('2026-10-18', '20:00'))).toBe(0)
  expect(workingHoursBetween(calendar, at('2026-10-13', '08:00'), at('2026-10-12', '08:00'))).toBe(-7.5)
  const hoursBetween = hoursCounter(calendar)
  expect(hoursBetween(at('2026-02-13', '16:00'), at('2026-02-23', '08:30'))).toBe(2)
  expect(hoursBetween(at('2026-12-31', '16:30'), at('2027-01-01', '08:30'))).toBe(workingHoursBetween(calendar, at('2026-12-31', '16:30'), at('2027-01-01', '08:30')))
  for (let hours = 0.25; hours < 60; hours += 0.75) {
    const from = at('2026-02-11', '09:10')
    expect(workingHoursBetween(calendar, from, addWorkingHours(calendar, from, hours))).toBeCloseTo(hours, 6)
  }
})

test('notices wait for the office to open', () => {
  const open = (day: string, time: string) => [withinWorkingHours(calendar, at(day, time)), shown(nextWorkingMoment(calendar, at(day, time)))]
  expect(open('2026-10-12', '07:30')).toEqual([true, '2026-10-12 07:30'])
  expect(open('2026-10-12', '11:30')).toEqual([false, '2026-10-12 13:30'])
  expect(open('2026-10-12', '17:00')).toEqual([false, '2026-10-13 07:30'])
  expect(open('2026-10-12', '00:00')).toEqual([false, '2026-10-12 07:30'])
  expect(open('2026-01-10', '09:00')).toEqual([true, '2026-01-10 09:00'])
  expect(open('2026-02-14', '09:00')).toEqual([false, '2026-02-23 07:30'])
})

test('a new pattern holds from its date, and the past stays as it was', () => {
  const saturdays = workingCalendar([usualWeek, { ...usualWeek, since: '2026-07-01', week: ['day', 'day', 'day', 'day', 'day', 'morning', 'off'] }], knownDays)
  expect([isWorkingDay(saturdays, '2026-06-27'), isWorkingDay(saturdays, '2026-07-04')]).toEqual([false, true])
  expect(addWorkingDays(saturdays, '2026-07-03', 2)).toBe('2026-07-06')
  expect(shown(addWorkingHours(saturdays, at('2026-07-03', '16:00'), 6))).toBe('2026-07-06 08:30')
  expect(() => workingCalendar([], [])).toThrow()
  expect(() => addWorkingDays(workingCalendar([{ ...usualWeek, week: Array<'off'>(7).fill('off') }], []), '2026-01-01', 1)).toThrow(RangeError)
})

const due = (term: Term) => dueOf(calendar, term)
test('what comes in after the cut-off hour, or on a rest day, counts as received on the next working day', () => {
  const limit = { number: 1, unit: 'workingDay' as const }
  expect(due({ received: at('2026-10-16', '15:00'), limit, cutOff: '15:00' }).day).toBe('2026-10-19')
  expect(due({ received: at('2026-10-16', '15:01'), limit, cutOff: '15:00' }).day).toBe('2026-10-20')
  expect(due({ received: at('2026-10-17', '09:00'), limit, cutOff: '15:00' }).day).toBe('2026-10-20')
  expect(due({ received: at('2026-10-17', '09:00'), limit }).day).toBe('2026-10-19')
  expect(shown(due({ received: at('2026-10-16', '16:00'), limit: { number: 2, unit: 'hour' }, cutOff: '15:00' }).at!)).toBe('2026-10-19 09:30')
  expect(shown(due({ received: at('2026-10-12', '09:00'), limit: { number: 0.5, unit: 'workingDay' } }).at!)).toBe('2026-10-12 15:00')
  expect(due({ received: '2026-10-12', limit: { number: 0.5, unit: 'workingDay' } }).day).toBe('2026-10-13')
  expect(() => due({ received: '2026-10-12', limit: { number: 0, unit: 'day' } })).toThrow(RangeError)
})

test('pauses move the end by the working time they take, however they overlap', () => {
  const limit = { number: 5, unit: 'workingDay' as const }
  const paused = (...pauses: [string, string][]) => due({ received: '2026-10-12', limit, pauses: pauses.map(([from, to]) => ({ from, to })) })
  expect(paused().day).toBe('2026-10-19')
  expect(paused(['2026-10-13', '2026-10-15'])).toMatchObject({ day: '2026-10-21', paused: 2 })
  expect(paused(['2026-10-16', '2026-10-19'])).toMatchObject({ day: '2026-10-20', paused: 1 })
  expect(paused(['2026-10-14', '2026-10-16'], ['2026-10-13', '2026-10-15'])).toMatchObject({ day: '2026-10-22', paused: 3 })
  expect(paused(['2026-10-19', '2026-10-21'])).toMatchObject({ day: '2026-10-21', paused: 2 })
  expect(paused(['2026-10-20', '2026-10-30']).day).toBe('2026-10-19')
  expect(paused(['2026-10-01', '2026-10-13'])).toMatchObject({ day: '2026-10-20', paused: 1 })
  expect(due({ received: '2026-10-12', limit: { number: 5, unit: 'day' }, pauses: [{ from: '2026-10-13', to: '2026-10-18' }] }).day).toBe('2026-10-22')
  const hours = due({ received: at('2026-10-12', '08:00'), limit: { number: 4, unit: 'hour' }, pauses: [{ from: at('2026-10-12', '10:00'), to: at('2026-10-13', '08:30') }] })
  expect([shown(hours.at!), hours.paused]).toEqual(['2026-10-13 10:30', 6])
})

test.each([
  [{ received: '2026-02-09', limit: { number: 7, unit: 'workingDay' } }, 'Nhận 09/02/2026, 07 ngày làm việc; không tính ngày nhận; bỏ 14–22/02 (Tết), bỏ T7, CN; hạn 25/02/2026'],
  [{ received: '2025-12-31', limit: { number: 6, unit: 'workingDay' } }, 'Nhận 31/12/2025, 06 ngày làm việc; không tính ngày nhận; bỏ 01/01 (Tết Dương lịch), bỏ 02/01 (Hoán đổi Tết Dương lịch), bỏ T7, CN; tính 10/01 (làm bù); hạn 10/01/2026; chưa nhập ngày nghỉ năm 2025 nên hạn có thể đổi'],
  [{ received: '2026-02-11', limit: { number: 5, unit: 'day' } }, 'Nhận 11/02/2026, 05 ngày; không tính ngày nhận; 16/02/2026 là ngày nghỉ (Tết) nên chuyển sang ngày làm việc kế tiếp; hạn 23/02/2026'],
  [{ received: '2026-10-12', limit: { number: 3, unit: 'workingDay' } }, 'Nhận 12/10/2026, 03 ngày làm việc; không tính ngày nhận; hạn 15/10/2026'],
  [{ received: '2026-10-12', limit: { number: 5, unit: 'workingDay' }, pauses: [{ from: '2026-10-13', to: '2026-10-15' }] }, 'Nhận 12/10/2026, 05 ngày làm việc; không tính ngày nhận; bỏ T7, CN; tạm dừng 02 ngày làm việc; hạn 21/10/2026'],
  [{ received: at('2026-10-16', '15:30'), limit: { number: 1, unit: 'workingDay' }, cutOff: '15:00' }, 'Nhận 15:30 ngày 16/10/2026, 01 ngày làm việc; sau 15:00 nên tính là nhận ngày 19/10/2026; không tính ngày nhận; hạn 20/10/2026'],
  [{ received: at('2026-02-13', '18:00'), limit: { number: 4, unit: 'hour' } }, 'Nhận 18:00 ngày 13/02/2026, 04 giờ làm việc; ngoài giờ làm việc nên tính từ 07:30 ngày 23/02/2026; giờ làm việc 07:30–11:30, 13:30–17:00; bỏ 14–22/02 (Tết), bỏ T7, CN; hạn 11:30 ngày 23/02/2026'],
  [{ received: '2026-11-30', limit: { number: 2, unit: 'month' } }, 'Nhận 30/11/2026, 02 tháng; không tính ngày nhận; 30/01/2027 là ngày nghỉ (T7) nên chuyển sang ngày làm việc kế tiếp; hạn 01/02/2027; chưa nhập ngày nghỉ năm 2027 nên hạn có thể đổi'],
] as [Term, string][])('%j is explained', (term, words) => {
  expect(explained(calendar, term).words).toBe(words)
})

test.each([
  ['2026-10-15', '2026-10-15', 'doneInTime', 0, 'đúng hạn'], ['2026-10-15', '2026-10-13', 'doneInTime', 2, 'sớm 2 ngày làm việc'],
  ['2026-10-15', '2026-10-20', 'doneLate', -3, 'muộn 3 ngày làm việc'], ['2026-10-16', '2026-10-17', 'doneLate', 0, 'muộn, trong ngày nghỉ'],
  ['2026-10-12', null, 'openInTime', 0, 'hôm nay'], ['2026-10-15', null, 'openInTime', 3, 'còn 3 ngày làm việc'], ['2026-10-30', null, 'openInTime', 14, 'còn 14 ngày làm việc'],
  ['2026-10-09', null, 'overdue', -1, 'trễ 1 ngày làm việc'], ['2026-02-13', null, 'overdue', -161, 'trễ 161 ngày làm việc'],
] as const)('due %s, done %s: %s', (deadline, doneOn, kind, days, distance) => {
  expect(punctualityOf(calendar, { due: deadline, doneOn, today: '2026-10-12' })).toMatchObject({ kind, days, distance })
})

test('a deadline on Tết ends on the next working day where the term says so', () => {
  const due = endOfTerm(calendar, '2026-02-16')
  expect(due).toBe('2026-02-23')
  expect(punctualityOf(calendar, { due, doneOn: '2026-02-23', today: '2026-03-01' }).kind).toBe('doneInTime')
  expect(punctualityOf(calendar, { due: '2026-02-16', doneOn: '2026-02-23', today: '2026-03-01' })).toMatchObject({ kind: 'doneLate', days: -1 })
})

test.each(Object.entries({
  1968: '1968-01-29', 1975: '1975-02-11', 1985: '1985-01-21', 1995: '1995-01-31', 2000: '2000-02-05', 2001: '2001-01-24', 2004: '2004-01-22',
  2006: '2006-01-29', 2007: '2007-02-17', 2008: '2008-02-07', 2012: '2012-01-23', 2015: '2015-02-19', 2018: '2018-02-16', 2020: '2020-01-25',
  2021: '2021-02-12', 2022: '2022-02-01', 2023: '2023-01-22', 2024: '2024-02-10', 2025: '2025-01-29', 2026: '2026-02-17', 2027: '2027-02-06',
  2028: '2028-01-26', 2029: '2029-02-13', 2030: '2030-02-02',
}))('Tết of %s is on %s', (year, day) => {
  expect(tetOf(Number(year))).toBe(day)
})

test('lunar days go there and back; leap months stand where Vietnam has them', () => {
  for (let day = '1950-01-01'; day < '2050-12-31'; day = addDays(day, 9)) expect(solarOf(lunarOf(day))).toBe(day)
  const leaps = Array.from({ length: 51 }, (_, index) => 1984 + index).flatMap(year =>
    Array.from({ length: 12 }, (_, index) => index + 1).filter(month => solarOf({ year, month, day: 1, leap: true })).map(month => `${year}-${month}`))
  expect(leaps).toEqual(['1985-2', '1987-7', '1990-5', '1993-3', '1995-8', '1998-5', '2001-4', '2004-2', '2006-7', '2009-5', '2012-4', '2014-9', '2017-6', '2020-4', '2023-2', '2025-6', '2028-5', '2031-3', '2033-11'])
  expect([2023, 2024, 2025, 2026].map(year => solarOf({ year, month: 3, day: 10 }))).toEqual(['2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26'])
  expect(solarOf({ year: 2026, month: 13, day: 1 })).toBe(null)
  expect(solarOf({ year: 2026, month: 12, day: 31 })).toBe(null)
})

test('the days of a year are proposed with what a rest day gives back; what is uncertain is not sure', () => {
  const of = (year: number) => proposalsFor(calendar, year).map(({ key, from, to, sure }) => `${key} ${from} ${to}${sure ? '' : ' ?'}`)
  expect(of(2026)).toEqual(['culture 2026-11-24 2026-11-24 ?'])
  expect(of(2027)).toEqual([
    'new-year 2027-01-01 2027-01-01', 'tet 2027-02-05 2027-02-09', 'tet-rest 2027-02-10 2027-02-11', 'ancestors 2027-04-16 2027-04-16',
    'reunification 2027-04-30 2027-04-30', 'labour 2027-05-01 2027-05-01', 'labour-rest 2027-05-03 2027-05-03', 'national 2027-09-02 2027-09-03',
    'culture 2027-11-24 2027-11-24 ?',
  ])
  expect(of(2025)).toContain('ancestors 2025-04-07 2025-04-07')
})

test('from November on an empty next year is noticed', () => {
  expect(missingYear('2026-10-31', calendar)).toBe(null)
  expect(missingYear('2026-11-01', calendar)).toBe(2027)
  expect(missingYear('2027-03-01', calendar)).toBe(2027)
  const filled = workingCalendar([usualWeek], [...knownDays, { kind: 'off', from: '2027-01-01', to: '2027-01-01', name: 'Tết Dương lịch' }])
  expect(missingYear('2026-12-01', filled)).toBe(null)
  expect(stateOf(filled, '2027-01-01')).toBe('off')
})

test('a hundred thousand deadlines take well under a second', () => {
  const fresh = workingCalendar([usualWeek], knownDays)
  const start = performance.now()
  let sum = 0
  for (let index = 0; index < 100_000; index++) {
    const from = `2026-${String(index % 12 + 1).padStart(2, '0')}-${String(index % 28 + 1).padStart(2, '0')}`
    sum += workingDaysBetween(fresh, from, addWorkingDays(fresh, from, index % 60))
  }
  expect(sum).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(1_000)
})
