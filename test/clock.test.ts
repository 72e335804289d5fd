// The clock: the date in Vietnam whatever the server's zone, and the demo's date that stands still.
import { afterEach, expect, test } from 'vitest'
import { addDays, dayOf, fixDay, fixedDate, isDay, now, realNow, setClock, today } from '../src/clock.ts'

afterEach(() => { setClock(); fixDay(null) })

test('the day changes at midnight in Vietnam', () => {
  setClock(() => new Date('2026-11-23T16:59:59Z'))
  expect(today()).toBe('2026-11-23')
  setClock(() => new Date('2026-11-23T17:00:00Z'))
  expect(today()).toBe('2026-11-24')
})

test('the demo lives on its day, at the real time of day; sessions and locks go by the real clock', () => {
  setClock(() => new Date('2026-11-24T08:30:00+07:00'))
  fixDay('2026-10-12')
  expect(today()).toBe('2026-10-12')
  expect(now().toISOString()).toBe('2026-10-12T01:30:00.000Z')
  expect(realNow().toISOString()).toBe('2026-11-24T01:30:00.000Z')
  expect(fixedDate()).toBe('2026-10-12')
  fixDay(null)
  expect(today()).toBe('2026-11-24')
})

test('days are counted over months, years and leap days', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  expect(addDays('2026-11-24', 0)).toBe('2026-11-24')
  expect(dayOf(new Date('2026-01-01T00:00:00+07:00'))).toBe('2026-01-01')
})

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '24/11/2026', '', '2026-11-24T00:00'])('"%s" is no day', text => { expect(isDay(text)).toBe(false) })
test('a day that exists is one', () => { expect(isDay('2028-02-29')).toBe(true) })
