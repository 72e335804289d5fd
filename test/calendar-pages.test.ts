// The office keeps its calendar: who may, what is refused, what two windows do, and what others hear of it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eq } from 'drizzle-orm'
import { affectedFrom, whenCalendarChanges } from '../src/calendar/affected.ts'
import { loadCalendar } from '../src/calendar/calendar.ts'
import { calendarDays, calendarPatterns } from '../src/calendar/tables.ts'
import { addWorkingDays, isWorkingDay } from '../src/calendar/working-days.ts'
import { setClock } from '../src/clock.ts'
import { sentenceOf } from '../src/events/sentences.ts'
import { events } from '../src/events/tables.ts'
import { newId } from '../src/ids.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })
afterEach(() => { vi.restoreAllMocks() })

const culture = { kind: 'off', from: '2026-11-24', to: '', name: 'Ngày Văn hóa Việt Nam', decision: 'Luật số 1/2026/QH16 ngày 01/06/2026' }
const week = {
  since: '2026-11-02', w1: 'day', w2: 'day', w3: 'day', w4: 'day', w5: 'day', w6: 'morning', w7: 'off',
  morningFrom: '07:00', morningTo: '11:30', afternoonFrom: '13:30', afternoonTo: '17:00', weekDecision: 'Quyết định 12/QĐ-SLĐTBXH',
}
const calendar = () => loadCalendar(portal.store.read)
const changes = async () => (await portal.store.read.select().from(events).where(eq(events.action, 'calendar changed')).orderBy(events.number)).map(event => [event.actorId, sentenceOf(event)])

test('a new office has the days of 2026 that are certain, each with its source', async () => {
  const page = await portal.as('minh').text('/calendar')
  expect(page).toContain('Tết Bính Ngọ nghỉ từ 14/02 đến 22/02/2026.')
  expect(page).toContain('Công văn 12729/VPCP-KGVX ngày 25/12/2025')
  expect(page).toContain('Năm 2026: 250 ngày làm việc')
  expect(page).not.toContain('24/11/2026')
  expect(addWorkingDays(await calendar(), '2025-12-31', 6)).toBe('2026-01-10')
  expect((await portal.as(null).get('/calendar')).status).toBe(401)
})

test('the office adds a day off with its document; everyone’s deadlines know it at once; it is taken out again', async () => {
  const binh = portal.as('binh')
  expect(await binh.text('/calendar')).toContain('Ngày Văn hóa Việt Nam') // offered, not entered
  expect(isWorkingDay(await calendar(), '2026-11-24')).toBe(true)
  const added = await binh.post('/calendar/days', culture)
  expect(added.headers.get('location')).toBe('/calendar?year=2026&changed=2026-11-24')
  expect(addWorkingDays(await calendar(), '2026-11-23', 1)).toBe('2026-11-25')
  expect(await portal.as('minh').text('/calendar')).toContain('Luật số 1/2026/QH16')
  const [row] = await portal.store.read.select().from(calendarDays).where(eq(calendarDays.from, '2026-11-24'))
  expect((await portal.as('yen').post(`/calendar/days/${row!.id}/removal`)).status).toBe(303)
  expect(addWorkingDays(await calendar(), '2026-11-23', 1)).toBe('2026-11-24')
  expect(await changes()).toEqual([
    ['binh', 'đã thêm ngày nghỉ “Ngày Văn hóa Việt Nam” 24/11/2026 vào lịch làm việc'],
    ['yen', 'đã gỡ ngày nghỉ “Ngày Văn hóa Việt Nam” 24/11/2026 khỏi lịch làm việc'],
  ])
})

test('only the chief of office, the reform officer and the administrator change it', async () => {
  for (const name of ['lan', 'tuan', 'kiem', 'hoa', 'minh', 'cua', 'thu', 'ky', 'xem']) {
    expect(await portal.as(name).text('/calendar')).not.toContain('Thêm ngày nghỉ')
    for (const path of ['/calendar/days', '/calendar/days/x/removal', '/calendar/proposals', '/calendar/weeks', '/calendar/weeks/x/removal']) {
      expect([name, path, (await portal.as(name).post(path, { ...culture, ...week })).status]).toEqual([name, path, 403])
    }
  }
  expect((await portal.as('quan').post('/calendar/days', culture)).status).toBe(303)
  expect(await changes()).toHaveLength(1)
})

test.each([
  [{ from: '2026-02-30' }, 'Hãy chọn một ngày có thật.'], [{ from: '' }, 'Hãy chọn một ngày có thật.'], [{ from: '1026-01-01' }, 'Hãy chọn ngày từ năm 2000'],
  [{ to: '2026-11-20' }, 'Ngày cuối ở trước ngày đầu.'], [{ to: '2027-11-24' }, 'Mỗi lần chỉ nhập được 31 ngày'], [{ name: ' ' }, 'Hãy ghi tên ngày nghỉ'],
  [{ decision: '' }, 'Hãy ghi văn bản quyết định'], [{ kind: 'x' }, 'Hãy chọn nghỉ hay làm bù.'], [{ kind: 'makeUp', to: '2026-11-25' }, 'Ngày làm bù nhập từng ngày một'],
  [{ kind: 'makeUp' }, '24/11/2026 vốn là ngày làm việc'], [{ from: '2026-02-10', to: '2026-02-14' }, 'Trùng với “Tết” (14–22/02/2026)'],
])('%j is not taken, and what was typed stays', async (mistake, sentence) => {
  const before = await portal.store.read.$count(calendarDays)
  const again = await portal.as('binh').post('/calendar/days?year=2026', { ...culture, ...mistake })
  expect(again.status).toBe(422)
  const page = await again.text()
  expect(page).toContain(sentence)
  if (!('decision' in mistake)) expect(page).toContain('value="Luật số 1/2026/QH16 ngày 01/06/2026"')
  expect(await portal.store.read.$count(calendarDays)).toBe(before)
})

test('two windows: the second addition meets the first, the second removal finds nothing', async () => {
  const [first, second] = await Promise.all([portal.as('binh').post('/calendar/days', culture), portal.as('yen').post('/calendar/days', { ...culture, name: 'Văn hóa' })])
  expect([first.status, second.status].toSorted()).toEqual([303, 422])
  const [row] = await portal.store.read.select().from(calendarDays).where(eq(calendarDays.from, '2026-11-24'))
  expect((await portal.as('binh').post(`/calendar/days/${row!.id}/removal`)).status).toBe(303)
  const gone = await portal.as('yen').post(`/calendar/days/${row!.id}/removal`)
  expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('không còn trong lịch')])
  expect(await changes()).toHaveLength(2)
})

test('a make-up Saturday is worked', async () => {
  await portal.as('binh').post('/calendar/days', { kind: 'makeUp', from: '2026-11-28', to: '', name: 'Thay ngày 24/11', decision: 'Thông báo 5/TB-SLĐTBXH' })
  expect(addWorkingDays(await calendar(), '2026-11-27', 1)).toBe('2026-11-28')
  const page = await portal.as('minh').text('/calendar?received=2026-11-27&count=1&unit=workingDay')
  expect(page).toContain('Nhận 27/11/2026, 01 ngày làm việc; không tính ngày nhận; tính 28/11 (làm bù); hạn 28/11/2026.')
})

test('next year’s days are computed, confirmed by a person with the document, and then no longer missing', async () => {
  setClock(() => new Date('2026-11-03T08:00:00+07:00'))
  expect(await portal.as('minh').text('/calendar')).toContain('Năm 2027 chưa có ngày nghỉ nào trong lịch')
  const binh = portal.as('binh')
  expect(await binh.text('/calendar?year=2027')).toContain('05–09/02/2027')
  const chosen = [['year', '2027'], ['days', 'new-year'], ['days', 'tet'], ['days', 'tet-rest']] as [string, string][]
  const again = await binh.post('/calendar/proposals?year=2027', chosen)
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('Hãy ghi văn bản quyết định')
  expect((await binh.post('/calendar/proposals?year=2027', [['year', '2027'], ['proposalDecision', 'Thông báo 9/TB']])).status).toBe(422)
  const saved = await binh.post('/calendar/proposals?year=2027', [...chosen, ['proposalDecision', 'Thông báo 9999/TB-BNV']])
  expect(saved.headers.get('location')).toBe('/calendar?year=2027&changed=2027-01-01')
  expect(addWorkingDays(await calendar(), '2027-02-04', 1)).toBe('2027-02-12')
  expect(await portal.as('minh').text('/calendar')).not.toContain('chưa có ngày nghỉ nào')
  expect(await binh.text('/calendar?year=2027')).not.toContain('05–09/02/2027</b>')
  const twice = await portal.as('yen').post('/calendar/proposals?year=2027', [...chosen, ['proposalDecision', 'Thông báo 9999/TB-BNV']])
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('vừa được nhập ở cửa sổ khác')])
  expect(await changes()).toEqual([['binh', 'đã xác nhận 3 dòng ngày nghỉ của năm 2027']])
})

test('the week changes from a date on, and the past stays', async () => {
  const binh = portal.as('binh')
  expect((await binh.post('/calendar/weeks', week)).status).toBe(303)
  const changed = await calendar()
  expect([isWorkingDay(changed, '2026-10-31'), isWorkingDay(changed, '2026-11-07')]).toEqual([false, true])
  const page = await binh.text('/calendar')
  expect(page).toContain('Từ 02/11/2026: Thứ Hai – Thứ Sáu cả ngày; Thứ Bảy buổi sáng')
  expect((await binh.post('/calendar/weeks', week)).status).toBe(422)
  const rows = await portal.store.read.select().from(calendarPatterns).orderBy(calendarPatterns.since)
  expect((await binh.post(`/calendar/weeks/${rows[0]!.id}/removal`)).status).toBe(404)
  expect((await binh.post(`/calendar/weeks/${rows[1]!.id}/removal`)).status).toBe(303)
  expect((await binh.post(`/calendar/weeks/${rows[1]!.id}/removal`)).status).toBe(404)
  expect(isWorkingDay(await calendar(), '2026-11-07')).toBe(false)
  expect((await changes()).map(([, sentence]) => sentence)).toEqual(['đã đổi lịch tuần từ 02/11/2026', 'đã gỡ lịch tuần áp dụng từ 02/11/2026'])
})

test.each([
  [{ morningTo: '07:00' }, 'Giờ nghỉ trưa phải sau giờ vào buổi sáng.'], [{ afternoonFrom: '11:00' }, 'Buổi chiều bắt đầu trước khi buổi sáng kết thúc.'],
  [{ afternoonTo: '13:00' }, 'Giờ về phải sau giờ vào buổi chiều.'], [{ morningFrom: '7h' }, 'Hãy ghi giờ như 07:30.'], [{ since: '' }, 'Hãy chọn một ngày có thật.'],
  [{ w1: 'off', w2: 'off', w3: 'off', w4: 'off', w5: 'off', w6: 'off' }, 'Tuần phải có ít nhất một buổi làm việc.'], [{ w3: 'night' }, 'Hãy chọn buổi làm việc.'],
  [{ weekDecision: '' }, 'Hãy ghi văn bản quyết định'], [{ since: '2000-01-01' }, 'Đã có lịch tuần áp dụng từ 01/01/2000.'],
])('a week with %j is not taken', async (mistake, sentence) => {
  const again = await portal.as('binh').post('/calendar/weeks', { ...week, ...mistake })
  expect(again.status).toBe(422)
  expect(await again.text()).toContain(sentence)
  expect(await portal.store.read.$count(calendarPatterns)).toBe(1)
})

test('the calculator explains itself, and says what it cannot read', async () => {
  const ask = (query: string) => portal.as('xem').text(`/calendar?${query}`)
  expect(await ask('received=2026-02-09&count=07&unit=workingDay')).toContain('Nhận 09/02/2026, 07 ngày làm việc; không tính ngày nhận; bỏ 14–22/02 (Tết), bỏ T7, CN; hạn 25/02/2026.')
  const hours = await ask('received=2026-10-16&time=16:30&count=1,5&unit=hour&cutOff=')
  expect(hours).toContain('Hạn: 08:30 ngày 19/10/2026')
  expect(await ask('received=2026-10-16&time=15:30&count=1&unit=workingDay&cutOff=15:00')).toContain('sau 15:00 nên tính là nhận ngày 19/10/2026')
  const wrong = await ask('received=30/2&count=-1&unit=week&time=25:00')
  for (const sentence of ['Hãy chọn ngày nhận.', 'Hãy ghi một số, như 7.', 'Hãy chọn đơn vị.', 'Hãy ghi giờ như 15:30.']) expect(wrong).toContain(sentence)
  expect(await ask('year=<script>&received=2026-10-12&count=<b>&unit=day')).not.toMatch(/<b>"|<script>&/)
  expect(await ask('year=99999')).toContain('Lịch làm việc 2026')
  expect(await ask('received=2026-10-12&count=999&unit=day')).toContain('chưa nhập ngày nghỉ năm 2027, 2028, 2029')
})

test('what hangs on the calendar is counted after a change, for those who changed it', async () => {
  let asked = ''
  whenCalendarChanges({ label: 'nhiệm vụ chưa xong', href: '/tasks', count: async (_, from) => { asked = from; return from > '2026-06-01' ? 1234 : 0 } })
  const page = await portal.as('binh').text('/calendar?year=2026&changed=2026-11-24')
  expect(page).toContain('1.234 nhiệm vụ chưa xong')
  expect(asked).toBe('2026-11-24')
  expect(await portal.as('minh').text('/calendar?changed=2026-11-24')).not.toContain('1.234')
  expect(await affectedFrom(portal.store.read, '2026-01-01')).toEqual([])
})

test('the calendar is read once, and anew after another process changed it', async () => {
  const once = await calendar()
  expect(await calendar()).toBe(once)
  await portal.store.write(async db => {
    expect(await loadCalendar(db)).not.toBe(once)
    await db.insert(calendarDays).values({ id: newId(), kind: 'off', from: '2026-11-24', to: '2026-11-24', name: 'Văn hóa', decision: 'Luật' })
    expect(isWorkingDay(await loadCalendar(db), '2026-11-24')).toBe(false)
    await db.insert(events).values({ action: 'calendar changed', subjectKind: 'calendar', subjectId: 'x', actorId: 'portal', details: {}, at: new Date() })
  })
  await vi.waitFor(async () => { expect(isWorkingDay(await calendar(), '2026-11-24')).toBe(false) })
})
