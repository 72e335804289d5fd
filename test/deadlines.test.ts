// Deadlines: every kind is read, said in words, ends on the right day, and recurs as it says.
import { expect, test } from 'vitest'
import { deadlineSchema, inWords, lastDay, occurrences, periodOf, valueInWords, type Deadline } from '../src/calendar/deadlines.ts'

const original = 'như văn bản'
const one = (deadline: unknown): Deadline => deadlineSchema.parse({ original, ...(deadline as object) })

test.each([
  [{ kind: 'date', value: '2026-03-15' }, '15/03/2026', '2026-03-15', { from: null, to: '2026-03-15' }],
  [{ kind: 'date', value: '2026-07-31', from: '2026-07-01' }, 'từ 01/07/2026 đến 31/07/2026', '2026-07-31', { from: '2026-07-01', to: '2026-07-31' }],
  [{ kind: 'date', value: '2026-08-14', time: '17:00' }, '17:00 ngày 14/08/2026', '2026-08-14', { from: null, to: '2026-08-14' }],
  [{ kind: 'month', value: '2028-02' }, 'tháng 02/2028', '2028-02-29', { from: '2028-02-01', to: '2028-02-29' }],
  [{ kind: 'month', value: '2026-10', from: '2026-03' }, 'từ tháng 3/2026 đến tháng 10/2026', '2026-10-31', { from: '2026-03-01', to: '2026-10-31' }],
  [{ kind: 'quarter', value: '2026-Q1' }, 'quý I/2026', '2026-03-31', { from: '2026-01-01', to: '2026-03-31' }],
  [{ kind: 'quarter', value: '2026-Q3', from: '2026-Q2' }, 'từ quý II/2026 đến quý III/2026', '2026-09-30', { from: '2026-04-01', to: '2026-09-30' }],
  [{ kind: 'quarter', value: '2026-Q3', from: '2026-04-01' }, 'từ 01/04/2026 đến quý III/2026', '2026-09-30', { from: '2026-04-01', to: '2026-09-30' }],
  [{ kind: 'half', value: '2026-H2' }, '6 tháng cuối năm 2026', '2026-12-31', { from: '2026-07-01', to: '2026-12-31' }],
  [{ kind: 'year', value: '2026' }, 'năm 2026', '2026-12-31', { from: '2026-01-01', to: '2026-12-31' }],
  [{ kind: 'continuous', value: null }, 'thường xuyên', null, null],
  [{ kind: 'event', value: 'Bộ có hướng dẫn', original: 'Sau khi Bộ có hướng dẫn' }, 'Sau khi Bộ có hướng dẫn', null, null],
  [{ kind: 'event', value: 'kỳ giao ban tới', original: 'trước kỳ giao ban tới', resolved: '2026-08-10' }, 'trước kỳ giao ban tới (10/08/2026)', '2026-08-10', { from: null, to: '2026-08-10' }],
  [{ kind: 'recurring', value: 'weekly', weekday: 5 }, 'thứ Sáu hằng tuần', null, null],
  [{ kind: 'recurring', value: 'monthly' }, 'hằng tháng', null, null],
  [{ kind: 'recurring', value: 'monthly', day: 20 }, 'hằng tháng, chậm nhất ngày 20', null, null],
  [{ kind: 'recurring', value: 'monthly', day: 5, month_offset: 1 }, 'hằng tháng, chậm nhất ngày 05 của tháng sau', null, null],
  [{ kind: 'recurring', value: 'quarterly', day: 15, month_offset: 1 }, 'hằng quý, chậm nhất ngày 15 của tháng đầu quý sau', null, null],
  [{ kind: 'recurring', value: 'half_yearly' }, '6 tháng một lần', null, null],
  [{ kind: 'recurring', value: 'dates', dates: ['2026-03-10', '2026-06-10'] }, 'các ngày 10/03/2026 và 10/06/2026', '2026-06-10', { from: '2026-03-10', to: '2026-06-10' }],
  [{ kind: 'recurring', value: 'months', months: ['2026-02', '2026-05', '2026-09'], day: 30 }, 'các tháng 02/2026, 5/2026 và 9/2026, chậm nhất ngày 30', '2026-09-30', { from: '2026-02-01', to: '2026-09-30' }],
] as const)('%j is said, ends and lasts', (deadline, words, last, period) => {
  const read = one(deadline)
  expect([inWords(read), lastDay(read), periodOf(read)]).toEqual([words, last, period])
})

test.each([
  { kind: 'date', value: '2026-02-30' }, { kind: 'date', value: '2026-07-01', from: '2026-07-02' }, { kind: 'month', value: '2026-13' },
  { kind: 'quarter', value: '2026-Q5' }, { kind: 'half', value: '2026-H0' }, { kind: 'year', value: '26' }, { kind: 'continuous', value: '2026' },
  { kind: 'recurring', value: 'dates' }, { kind: 'recurring', value: 'months', months: [] }, { kind: 'recurring', value: 'monthly', day: 32 },
  { kind: 'event', value: ' ' }, { kind: 'date', value: '2026-07-01', time: '24:00' }, { kind: 'month', value: '2026-03', from: '2026-Q2' },
])('%j is refused', deadline => {
  expect(deadlineSchema.safeParse({ original, ...deadline }).success).toBe(false)
})

const dueOf = (deadline: object, from: string, to: string) =>
  occurrences(one({ kind: 'recurring', ...deadline }), from, to).map(({ period, due }) => `${period} ${due}`)

test('what recurs has one turn for each period, due inside the window', () => {
  expect(dueOf({ value: 'weekly' }, '2026-12-28', '2027-01-10')).toEqual(['2026-W53 2027-01-01', '2027-W01 2027-01-08'])
  expect(dueOf({ value: 'weekly', weekday: 1 }, '2026-10-06', '2026-10-12')).toEqual(['2026-W42 2026-10-12'])
  expect(dueOf({ value: 'monthly', day: 31 }, '2026-01-15', '2026-04-29')).toEqual(['2026-01 2026-01-31', '2026-02 2026-02-28', '2026-03 2026-03-31'])
  expect(dueOf({ value: 'monthly', day: 5, month_offset: 1 }, '2026-01-01', '2026-02-28')).toEqual(['2025-12 2026-01-05', '2026-01 2026-02-05'])
  expect(dueOf({ value: 'quarterly' }, '2026-01-01', '2026-12-31')).toEqual(['2026-Q1 2026-03-31', '2026-Q2 2026-06-30', '2026-Q3 2026-09-30', '2026-Q4 2026-12-31'])
  expect(dueOf({ value: 'quarterly', day: 15, month_offset: 1 }, '2026-04-15', '2026-10-15')).toEqual(['2026-Q1 2026-04-15', '2026-Q2 2026-07-15', '2026-Q3 2026-10-15'])
  expect(dueOf({ value: 'half_yearly' }, '2026-02-01', '2027-06-30')).toEqual(['2026-H1 2026-06-30', '2026-H2 2026-12-31', '2027-H1 2027-06-30'])
  expect(dueOf({ value: 'dates', dates: ['2026-12-10', '2026-03-10', '2026-06-10'] }, '2026-05-01', '2026-12-31')).toEqual(['2026-06-10 2026-06-10', '2026-12-10 2026-12-10'])
  expect(dueOf({ value: 'months', months: ['2026-05', '2026-02'] }, '2026-01-01', '2026-12-31')).toEqual(['2026-02 2026-02-28', '2026-05 2026-05-31'])
  expect(dueOf({ value: 'monthly' }, '2026-12-31', '2026-01-01')).toEqual([])
  expect(occurrences(one({ kind: 'year', value: '2026' }), '2026-01-01', '2026-12-31')).toEqual([])
  expect(['2026-W41', '2026-05', '2026-Q2', '2026-H1', '2026-03-10'].map(valueInWords)).toEqual(['tuần 41/2026', 'tháng 5/2026', 'quý II/2026', '6 tháng đầu năm 2026', '10/03/2026'])
})
