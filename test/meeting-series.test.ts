// Series of meetings: the rule that gives the day, the draft of the next meeting by hand and by itself, and who may change what.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { knownDays, usualWeek } from '../src/calendar/known-days.ts'
import { workingCalendar } from '../src/calendar/working-calendar.ts'
import { setClock } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { runDue } from '../src/jobs/schedule.ts'
import { agendaOf, guestsOf } from '../src/meetings/meetings.ts'
import { comingMeetings, meetingIn, rhythmInWords } from '../src/meetings/rhythm.ts'
import { meetings, meetingSeries, type Rhythm } from '../src/meetings/tables.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

describe('the rule of a series', () => {
  // Tết 14–22/02/2026; Fri 02/01 off, Sat 10/01 worked; 26–27/04, 30/04, 01/05 and 01–02/09 off.
  const calendar = workingCalendar([usualWeek], knownDays)
  const monthly = (day: number): Rhythm => ({ every: 'monthly', monthOfPeriod: 1, day })
  const nth = (week: number, weekday: number): Rhythm => ({ every: 'monthly', monthOfPeriod: 1, week, weekday })
  const quarterly = (monthOfPeriod: number, day: number): Rhythm => ({ every: 'quarterly', monthOfPeriod, day })

  test.each<[string, Rhythm, string, { after: string; before: string; why: string | null }]>([
    ['a working day stays', monthly(12), '2026-10', { after: '2026-10-12', before: '2026-10-12', why: null }],
    ['a Saturday moves', monthly(10), '2026-10', { after: '2026-10-12', before: '2026-10-09', why: 'T7' }],
    ['a Saturday that is made up for stays', monthly(10), '2026-01', { after: '2026-01-10', before: '2026-01-10', why: null }],
    ['Tết moves by more than a week', monthly(15), '2026-02', { after: '2026-02-23', before: '2026-02-13', why: 'Tết' }],
    ['a swapped day off', monthly(2), '2026-01', { after: '2026-01-05', before: '2025-12-31', why: 'Hoán đổi Tết Dương lịch' }],
    ['31 is the last day', monthly(31), '2026-11', { after: '2026-11-30', before: '2026-11-30', why: null }],
    ['the last day may move into the next month', monthly(31), '2026-10', { after: '2026-11-02', before: '2026-10-30', why: 'T7' }],
    ['30 in February is its last day', monthly(30), '2026-02', { after: '2026-03-02', before: '2026-02-27', why: 'T7' }],
    ['the second Tuesday', nth(2, 2), '2026-10', { after: '2026-10-13', before: '2026-10-13', why: null }],
    ['the first Monday is the first day', nth(1, 1), '2026-06', { after: '2026-06-01', before: '2026-06-01', why: null }],
    ['the last Monday where there are four', nth(5, 1), '2026-10', { after: '2026-10-26', before: '2026-10-26', why: null }],
    ['the last Friday where there are five', nth(5, 5), '2026-07', { after: '2026-07-31', before: '2026-07-31', why: null }],
    ['the last Monday is a day off', nth(5, 1), '2026-04', { after: '2026-04-28', before: '2026-04-24', why: 'Nghỉ bù Giỗ Tổ Hùng Vương' }],
    ['the first month of a quarter', quarterly(1, 5), '2026-Q4', { after: '2026-10-05', before: '2026-10-05', why: null }],
    ['the last month of a quarter', quarterly(3, 31), '2026-Q1', { after: '2026-03-31', before: '2026-03-31', why: null }],
    ['the middle month of a quarter', quarterly(2, 15), '2026-Q1', { after: '2026-02-23', before: '2026-02-13', why: 'Tết' }],
  ])('%s', (_, rhythm, period, { after, before, why }) => {
    expect(meetingIn(calendar, { rhythm, shift: 'after' }, period)).toMatchObject({ on: after, why })
    expect(meetingIn(calendar, { rhythm, shift: 'before' }, period)).toMatchObject({ on: before, why })
  })

  test('coming meetings: those that moved into the span are there, those that moved out of it are not', () => {
    const days = (rhythm: Rhythm, shift: 'after' | 'before', from: string) => comingMeetings(calendar, { rhythm, shift }, from, 3).map(({ period, on }) => `${period} ${on}`)
    expect(days(monthly(31), 'after', '2026-11-01')).toEqual(['2026-10 2026-11-02', '2026-11 2026-11-30', '2026-12 2026-12-31'])
    expect(days(monthly(1), 'before', '2026-12-31')).toEqual(['2027-01 2027-01-01', '2027-02 2027-02-01', '2027-03 2027-03-01'])
    expect(days(quarterly(1, 10), 'after', '2026-10-13')).toEqual(['2027-Q1 2027-01-11', '2027-Q2 2027-04-12', '2027-Q3 2027-07-12'])
  })

  test('the rule in words', () => {
    expect(rhythmInWords(monthly(5))).toBe('hằng tháng, ngày 5')
    expect(rhythmInWords(monthly(31))).toBe('hằng tháng, ngày cuối của tháng')
    expect(rhythmInWords(nth(5, 1))).toBe('hằng tháng, thứ Hai cuối cùng của tháng')
    expect(rhythmInWords(quarterly(1, 5))).toBe('hằng quý, ngày 5 của tháng đầu quý')
  })
})

const form = {
  name: 'Giao ban cải cách hành chính', every: 'monthly', by: 'day', day: '15', week: '1', weekday: '1', monthOfPeriod: '1', shift: 'after', startsAt: '08:00', minutes: '60',
  place: 'Phòng họp tầng 2', link: 'https://hop.example.vn/cchc', chairId: 'lan', secretaryId: 'ky', prepareDays: '5', 'unit.merit': 'on', 'unit.jobs': 'on', 'unit.leaders': 'on', 'person.0.id': 'yen',
  'agenda.0.title': 'Tình hình thực hiện kết luận kỳ trước', 'agenda.0.presenterId': 'binh', 'agenda.0.minutes': '30', 'agenda.1.title': '', 'agenda.2.title': 'Ý kiến các đơn vị', 'agenda.2.minutes': '40',
}
describe('a series', () => {
  let portal: TestPortal
  beforeEach(async () => {
    portal = await openPortal()
    await addSecondHead(portal)
  })
  async function aSeries(more: Record<string, string> = {}): Promise<string> {
    const answer = await portal.as('ky').post('/meetings/series', { ...form, ...more })
    expect(answer.status).toBe(303)
    return answer.headers.get('location')!.split('/').at(-1)!
  }
  const meetingsOf = (seriesId: string) => portal.store.read.select().from(meetings).where(eq(meetings.seriesId, seriesId))

  test('the secretary sets up a monthly meeting; its next dates say why one is moved; one click drafts the next from the template', async () => {
    setClock(() => new Date('2026-01-12T08:00:00+07:00'))
    const id = await aSeries()
    const page = await portal.as('hoa').text(`/meetings/series/${id}`)
    for (const words of ['Hằng tháng, ngày 15; trùng ngày nghỉ thì họp ngày làm việc ngay sau.', 'CN 15/02/2026 là Tết, chuyển sang T2 23/02/2026', 'CN 15/03/2026 là ngày nghỉ cuối tuần, chuyển sang T2 16/03/2026', 'quá 10 phút', 'Nguyễn Hải Yến']) expect(page).toContain(words)
    expect(page).not.toContain('<form method="post" action="/meetings/series')

    const made = await portal.as('ky').post(`/meetings/series/${id}/meetings`)
    expect(made.status).toBe(303)
    const [meeting] = await meetingsOf(id)
    expect(meeting).toMatchObject({ title: 'Giao ban cải cách hành chính tháng 01/2026', period: '2026-01', on: '2026-01-15', state: 'draft', startsAt: '08:00', minutes: 60, chairId: 'lan', secretaryId: 'ky' })
    expect(await agendaOf(portal.store.read, meeting!.id)).toMatchObject([{ title: 'Tình hình thực hiện kết luận kỳ trước', presenterId: 'binh', minutes: 30 }, { title: 'Ý kiến các đơn vị', minutes: 40 }])
    // Units come by their heads, the leaders by their deputy: the director presides. Nobody comes twice.
    expect((await guestsOf(portal.store.read, meeting!.id)).map(({ name }) => name).toSorted()).toEqual(['Bế Thị Hoa', 'Lò Văn Dũng', 'Nguyễn Hải Yến', 'Trần Anh Tuấn'])

    // The next click drafts the next period, on the day that Tết moved it to.
    await portal.as('yen').post(`/meetings/series/${id}/meetings`)
    expect((await meetingsOf(id)).map(({ on }) => on).toSorted()).toEqual(['2026-01-15', '2026-02-23'])
    expect((await portal.as('hoa').get(`/meetings/${meeting!.id}`)).status).toBe(404)
  })

  test('drafts are made by themselves on the day the series asks for, once', async () => {
    const id = await aSeries({ day: '20', prepareDays: '5' })
    const atDawn = async (day: string) => { setClock(() => new Date(`${day}T06:00:00+07:00`)); await runDue({ config: portal.config, store: portal.store }, () => {}) }
    await atDawn('2026-10-12')
    expect(await meetingsOf(id)).toHaveLength(0)
    await atDawn('2026-10-13')
    expect(await meetingsOf(id)).toMatchObject([{ on: '2026-10-20', state: 'draft', madeById: 'portal' }])
    await atDawn('2026-10-14')
    expect(await meetingsOf(id)).toHaveLength(1)
    expect(await portal.store.read.select().from(events).where(eq(events.action, 'meeting prepared'))).toMatchObject([{ actorId: 'portal', details: { on: '2026-10-20' } }])
    // One that has ended drafts no more.
    const yen = portal.as('yen') // Ký's session has run out meanwhile.
    expect((await yen.post(`/meetings/series/${id}/ending`)).status).toBe(303)
    await atDawn('2026-11-13')
    expect(await meetingsOf(id)).toHaveLength(1)
    const binh = portal.as('binh')
    expect(await binh.text(`/meetings/series/${id}`)).toContain('Đã kết thúc')
    expect((await binh.post(`/meetings/series/${id}/meetings`)).status).toBe(422)
  })

  test('what is wrong comes back with what was typed; of two tabs the second is told', async () => {
    const wrong = await portal.as('ky').post('/meetings/series', { ...form, name: '', startsAt: '25:00', by: 'day', day: '40', link: 'javascript:alert(1)', 'agenda.0.minutes': 'lâu' })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    for (const words of ['Hãy đặt tên', 'Hãy ghi giờ họp', 'Hãy ghi ngày từ 1 đến 31', 'Hãy ghi địa chỉ bắt đầu bằng https://', 'Hãy ghi số phút, từ 1 đến 480', 'Ý kiến các đơn vị']) expect(page).toContain(words)
    const id = await aSeries()
    expect((await portal.as('ky').post(`/meetings/series/${id}/edit`, { ...form, revision: '1', place: 'Hội trường tầng 3', by: 'weekday', weekday: '2', week: '5' })).status).toBe(303)
    const second = await portal.as('yen').post(`/meetings/series/${id}/edit`, { ...form, revision: '1', place: 'Phòng họp trực tuyến' })
    expect(second.status).toBe(422)
    const told = await second.text()
    expect(told).toContain('vừa được sửa ở một thẻ khác')
    expect(told).toContain('Phòng họp trực tuyến')
    expect(told).toContain('name="revision" value="2"') // saved again, it is taken
    expect((await portal.store.read.select().from(meetingSeries))[0]).toMatchObject({ place: 'Hội trường tầng 3', rhythm: { week: 5, weekday: 2 } })
    expect(await portal.as('yen').text(`/meetings/series/${id}/edit`)).toContain('<option value="5" selected>cuối cùng</option>')
  })

  test('who does not prepare all meetings sees the series and changes nothing; the administrator does not see them', async () => {
    const id = await aSeries()
    for (const name of ['hoa', 'minh']) {
      expect((await portal.as(name).get('/meetings/series/new')).status, name).toBe(403)
      expect((await portal.as(name).post(`/meetings/series/${id}/meetings`)).status, name).toBe(403)
      expect(await portal.as(name).text('/meetings/series'), name).toContain('Giao ban cải cách hành chính')
    }
    expect((await portal.as('xem').post('/meetings/series', form)).status).toBe(403)
    expect((await portal.as('quan').get(`/meetings/series/${id}`)).status).toBe(403)
    expect((await portal.as('ky').get('/meetings/series/nothing')).status).toBe(404)
  })
})
