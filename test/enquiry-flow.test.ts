// The way of a citizen's question: its clock over lunch, nights and days off; given, handed over, paused, merged, closed and opened again.
import { describe, expect, test } from 'vitest'
import { clockOf, dueAfterPause, firstDue, inTime, officeTime, veryLateBefore } from '../src/enquiries/clock.ts'
import { knownDays, usualWeek } from '../src/calendar/known-days.ts'
import { workingCalendar } from '../src/calendar/working-calendar.ts'
import { readConfig } from '../src/config.ts'
import { setClock } from '../src/clock.ts'

const calendar = workingCalendar([usualWeek], knownDays)
const rules = readConfig({ ENQUIRY_HOURS: 'phone 8' })
/** '12/10 08:00' of 2026. */
const at = (words: string) => new Date(`2026-${words.slice(3, 5)}-${words.slice(0, 2)}T${words.slice(6)}:00+07:00`)

describe('the clock', () => {
  test.each([
    ['12/10 08:00', '19/10 08:00', 'over a weekend'], ['12/10 12:10', '19/10 13:30', 'at lunch: from the afternoon'],
    ['12/10 20:15', '20/10 07:30', 'by night: from the morning'], ['10/10 09:00', '19/10 07:30', 'on a Saturday: from Monday'],
    ['13/02 10:00', '27/02 10:00', 'over Tết'], ['08/01 15:00', '14/01 15:00', 'a Saturday that is made up for counts'],
    ['25/04 09:00', '07/05 07:30', 'over four days off'],
  ])('five working days from %s end at %s: %s', (from, due) => { expect(firstDue(calendar, at(from), 'zalo', rules)).toEqual(at(due)) })

  test.each([['12/10 10:00', '13/10 10:30'], ['09/10 16:00', '12/10 16:30'], ['12/10 11:30', '13/10 14:00'], ['13/02 16:30', '23/02 17:00']])('eight office hours by telephone from %s: %s', (from, due) => {
    expect(firstDue(calendar, at(from), 'phone', rules)).toEqual(at(due))
  })

  test.each([
    ['a pause over night moves it by office hours only', '19/10 08:00', '13/10 16:00', '14/10 09:00', '19/10 10:30'],
    ['over lunch', '19/10 10:00', '13/10 11:00', '13/10 14:00', '19/10 11:00'],
    ['over a weekend by nothing but its Friday and Monday', '20/10 15:00', '16/10 16:00', '19/10 08:30', '20/10 17:00'],
    ['by night by nothing', '19/10 08:00', '13/10 18:00', '14/10 06:00', '19/10 08:00'],
    ['what was late before it is no less late after it', '12/10 08:00', '13/10 08:00', '14/10 08:00', '12/10 08:00'],
  ])('%s', (_, due, from, to, moved) => { expect(dueAfterPause(calendar, at(due), at(from), at(to))).toEqual(at(moved)) })

  test.each([
    ['12/10 08:00', '13/10 11:00', '1 ngày 3 giờ làm việc'], ['12/10 08:00', '12/10 09:45', '1 giờ 45 phút làm việc'], ['16/10 16:00', '19/10 08:00', '1 giờ 30 phút làm việc'],
    ['16/10 16:00', '19/10 16:00', '1 ngày làm việc'], ['12/10 18:00', '13/10 07:30', '0 phút làm việc'],
  ])('from %s to %s there are %s', (from, to, words) => { expect(officeTime(calendar, at(from), at(to))).toBe(words) })

  test('how it stands: near within a working day, late, very late, and still while the citizen is waited for', () => {
    const standing = (now: string, due: string, paused: string | null = null) => {
      setClock(() => at(now))
      const shown = clockOf(calendar, { state: 'assigned', dueAt: at(due), pausedAt: paused ? at(paused) : null }, rules)!
      setClock()
      return `${shown.status.label}, ${shown.distance}`
    }
    expect(standing('12/10 08:00', '15/10 08:00')).toBe('Còn hạn, còn 3 ngày làm việc')
    expect(standing('14/10 08:00', '15/10 08:00')).toBe('Sắp đến hạn, còn 1 ngày làm việc')
    expect(standing('15/10 10:00', '15/10 08:00')).toBe('Trễ hạn, trễ 2 giờ làm việc')
    expect(standing('22/10 10:00', '15/10 08:00')).toBe('Quá trễ, trễ 5 ngày 2 giờ làm việc')
    expect(standing('22/10 10:00', '15/10 08:00', '14/10 16:00')).toBe('Chờ công dân, đang dừng, còn 1 giờ 30 phút làm việc')
    expect(standing('22/10 10:00', '15/10 08:00', '15/10 09:00')).toBe('Trễ hạn, đang dừng, trễ 1 giờ làm việc')
    expect(veryLateBefore(calendar, at('22/10 10:00'), rules)).toEqual(at('15/10 10:00'))
    expect(inTime({ dueAt: at('15/10 08:00'), pausedAt: at('14/10 16:00') })).toBe(true)
    expect(clockOf(calendar, { state: 'closed', dueAt: at('15/10 08:00'), pausedAt: null }, rules)).toBeNull()
  })
})
