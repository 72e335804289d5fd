// The way of a citizen's question: its clock over lunch, nights and days off; given, handed over, paused, merged, closed and opened again.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { knownDays, usualWeek } from '../src/calendar/known-days.ts'
import { workingCalendar } from '../src/calendar/working-calendar.ts'
import { now, setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { clockOf, dueAfterPause, firstDue, inTime, officeTime, veryLateBefore } from '../src/enquiries/clock.ts'
import { enquiryFigures } from '../src/enquiries/figures.ts'
import { citizensAsk } from '../src/enquiries/meeting-section.ts'
import type { Sight } from '../src/meetings/sections.ts'
import { moveTo, sendAnswer } from '../src/enquiries/moving.ts'
import { enquiries, enquiryAnswers, enquiryPeople } from '../src/enquiries/tables.ts'
import { lastEventNumber } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { tellEnquiries } from '../src/notifications/enquiry-clocks.ts'
import { noticePositions } from '../src/notifications/tables.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

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

describe('the way', () => {
  let portal: TestPortal
  beforeEach(async () => {
    portal = await openPortal({ SESSION_HOURS: '744' })
    await addSecondHead(portal)
  })
  const clockAt = (words: string) => { setClock(() => at(words)) }
  let made = 0
  /** A question by telephone, entered by Cửa; with a unit it is given to that unit. */
  async function entered(question: string, more: Record<string, string> = {}): Promise<string> {
    const id = `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`
    const saved = await portal.as('cua').post('/enquiries', { id, channel: 'zalo', question, ...more })
    expect(saved.status).toBe(303)
    return id
  }
  const rowOf = async (id: string) => (await portal.store.read.select().from(enquiries).where(eq(enquiries.id, id)))[0]!
  const step = async (name: string, id: string, path: string, form: Record<string, string> = {}) =>
    (await portal.as(name).post(`/enquiries/${id}/${path}`, { revision: String((await rowOf(id)).revision), ...form })).status
  /** Answered as the second check does it. */
  async function answered(id: string, number = 1) {
    await portal.store.write(async db => {
      const by = { id: 'minh' }
      await db.insert(enquiryAnswers).values({ id: `answer ${id} ${number}`, enquiryId: id, number, text: 'Nộp ở cấp xã.', citations: [], writtenById: 'minh', writtenAt: now() })
      const handed = await moveTo(db, by, (await db.select().from(enquiries).where(eq(enquiries.id, id)))[0]!, 'checking', 'enquiry answer handed in', { details: { number } })
      await sendAnswer(db, { id: 'hoa' }, handed, number)
    })
  }
  const userNamed = async (name: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, name)))[0]!)
  const told = async (name: string) => {
    await expect.poll(async () => (await portal.store.read.select().from(noticePositions))[0]?.number, { interval: 20, timeout: 5_000 }).toBe(await lastEventNumber(portal.store.read))
    return portal.as(name).text('/notices')
  }

  test('given to a unit, to a person, handed over with a reason, taken, paused over night, answered in time, closed, opened again', async () => {
    const id = await entered('Mất giấy xác nhận thì làm lại ở đâu?', { name: 'Nguyễn Thị Nhạn', contact: '0912345678' })
    expect(await told('yen')).toContain('bạn phân công câu hỏi của công dân')
    expect(await rowOf(id)).toMatchObject({ state: 'received', unitId: null, dueAt: at('19/10 08:00') })

    expect(await step('minh', id, 'unit', { unit: 'merit' })).toBe(403)
    expect(await step('yen', id, 'unit', { unit: 'leaders' })).toBe(422)
    expect(await step('yen', id, 'unit', { unit: 'jobs' })).toBe(303)
    expect(await told('dung')).toContain('Công dân hỏi HĐ 1/2026')
    // Pressed on pages that have grown old: nothing happens, it is said who did what, or that it is done.
    for (const [name, words] of [['dung', 'Nguyễn Hải Yến đã giao câu hỏi của công dân cho Phòng Việc làm'], ['yen', 'Bạn đã giao câu hỏi của công dân cho Phòng Việc làm']] as const) {
      const stale = await portal.as(name).post(`/enquiries/${id}/unit`, { revision: '1', step: 'unit', unit: 'merit', reason: 'x' })
      expect([stale.status, await stale.text()]).toEqual([422, expect.stringContaining(words)])
    }
    expect(await portal.store.read.$count(events, eq(events.subjectId, id))).toBe(2)
    const refused = await portal.as('dung').post(`/enquiries/${id}/unit`, { revision: '2', step: 'unit', unit: 'merit' })
    expect(await refused.text()).toContain('Ghi lý do chuyển để đơn vị nhận biết.')
    expect(await step('dung', id, 'unit', { unit: 'merit', reason: 'Việc của phòng bạn, gọi 0987654321' })).toBe(303)
    expect(await rowOf(id)).toMatchObject({ state: 'assigned', unitId: 'merit', personId: null })
    const page = await portal.as('hoa').text(`/enquiries/${id}`)
    expect(page).toContain('đã chuyển câu hỏi của công dân sang Phòng Người có công')
    expect(page).not.toContain('0987654321')
    expect(page).toContain('còn 5 ngày làm việc')

    expect(await step('hoa', id, 'person', { person: 'dung' })).toBe(422)
    expect(await step('hoa', id, 'person', { person: 'minh' })).toBe(303)
    expect(await told('minh')).toContain('Giao việc')
    expect(await step('dung', id, 'beginning')).toBe(403)
    expect(await step('minh', id, 'beginning')).toBe(303)
    expect(await rowOf(id)).toMatchObject({ state: 'answering', personId: 'minh' })

    clockAt('13/10 16:00')
    expect(await step('minh', id, 'pause')).toBe(422)
    expect(await step('minh', id, 'pause', { reason: 'Cần số giấy cũ' })).toBe(303)
    expect(await portal.as('cua').text(`/enquiries/${id}`)).toMatch(/Đang chờ công dân bổ sung:<\/b> Cần số giấy cũ/)
    clockAt('14/10 09:00')
    expect(await step('minh', id, 'resumption')).toBe(303)
    expect(await rowOf(id)).toMatchObject({ pausedAt: null, firstDueAt: at('19/10 08:00'), dueAt: at('19/10 10:30') })
    expect(await portal.as('minh').text(`/enquiries/${id}`)).toContain('đã dừng 1 lần, 2 giờ 30 phút làm việc')

    clockAt('19/10 10:00')
    await answered(id)
    expect(await rowOf(id)).toMatchObject({ state: 'answered', onTime: true, answerNumber: 1, settlement: 'answer' })
    expect(await told('cua')).toContain('bạn đã ghi câu hỏi này của công dân')
    expect(await step('cua', id, 'closing')).toBe(303)
    expect((await portal.store.read.select().from(enquiryPeople))[0]).toMatchObject({ id, eraseOn: '2027-01-17' })

    clockAt('02/11 15:00')
    expect(await step('cua', id, 'reopening')).toBe(422)
    expect(await step('cua', id, 'reopening', { reason: 'Công dân nói xã không nhận' })).toBe(303)
    expect(await rowOf(id)).toMatchObject({ state: 'assigned', reopened: 1, dueAt: at('09/11 15:00'), firstDueAt: at('19/10 08:00'), onTime: true, closedAt: null })
    expect((await portal.store.read.select().from(enquiryPeople))[0]!.eraseOn).toBeNull()
    expect(await told('minh')).toContain('đã mở lại câu hỏi của công dân')
    expect(await portal.as('hoa').text('/enquiries/late')).toContain('Không có câu nào trễ hạn.')
  })

  test('two that ask the same: linked, merged, answered together each against its own deadline, taken apart', async () => {
    const first = await entered('Mất giấy thì làm lại ở đâu?', { unitId: 'merit' })
    clockAt('14/10 08:00')
    const second = await entered('Làm lại giấy bị mất ở đâu?', { unitId: 'merit' })
    const third = await entered('Lệ phí làm lại giấy?', { unitId: 'merit' })
    // Three alike are told as one that leads to the list, and is read with the others.
    const inbox = await told('hoa')
    expect(inbox).toMatch(/3 thông báo chưa đọc[\s\S]*3 câu hỏi của công dân<\/a>[\s\S]*Mới nhất: Hà Thị Cửa đã giao câu hỏi[\s\S]*HĐ 3\/2026/)
    expect(inbox.match(/<li class="item/g)).toHaveLength(1)
    const opened = await portal.as('hoa').get(/\/notices\/[^"?]+\?together/.exec(inbox)![0])
    expect(opened.headers.get('location')).toBe('/enquiries?state=open&sort=due&unit=merit')
    expect(await told('hoa')).toContain('Bạn đã đọc hết')
    expect(await step('hoa', first, 'links', { other: 'HĐ 9/2026', step: 'link' })).toBe(422)
    expect(await step('hoa', first, 'links', { other: 'hđ 3', kind: 'related' })).toBe(303)
    expect(await step('hoa', first, 'links', { other: 'hđ 3', kind: 'related' })).toBe(422)
    for (const [one, other] of [[first, third], [third, first]]) expect(await portal.as('xem').text(`/enquiries/${one}`)).toContain(`href="/enquiries/${other}"`)
    expect(await step('hoa', third, `links/${first}/removal`)).toBe(303)
    expect(await portal.as('xem').text(`/enquiries/${first}`)).not.toContain(`href="/enquiries/${third}"`)

    expect(await step('hoa', first, 'merger', { other: 'HĐ 1/2026' })).toBe(422)
    expect(await step('hoa', first, 'merger', { other: 'HĐ 2/2026' })).toBe(303)
    expect(await portal.as('minh').text(`/enquiries/${second}`)).toContain('HĐ 1/2026 đã gộp vào đây')
    expect(await portal.as('minh').text(`/enquiries/${first}`)).toContain('Câu này đã gộp vào HĐ 2/2026')
    expect(await step('hoa', third, 'merger', { other: 'HĐ 1/2026' })).toBe(422)
    expect(await step('hoa', third, 'merger', { other: 'HĐ 2/2026' })).toBe(303)
    expect(await step('hoa', third, 'separation')).toBe(303)
    expect((await rowOf(third)).state).toBe('assigned')

    clockAt('20/10 08:00')
    await answered(second)
    expect(await rowOf(second)).toMatchObject({ state: 'answered', onTime: true })
    expect(await rowOf(first)).toMatchObject({ state: 'merged', onTime: false, answeredAt: at('20/10 08:00') })
    expect(await step('hoa', third, 'closing')).toBe(422)
    expect(await step('hoa', third, 'closing', { reason: 'Công dân rút câu hỏi' })).toBe(303)
    expect(await rowOf(third)).toMatchObject({ state: 'closed', settlement: 'none' })

    const { all } = await enquiryFigures(portal.store.read, '2026-10-01', '2026-10-31', rules)
    expect(all).toEqual({ received: 3, answered: 2, onTime: 1, answeredLate: 1, unanswered: 1, reopened: 0, open: 0, openLate: 0, veryLate: 0, paused: 0, medianHours: 37.5 })
    expect(await citizensAsk.load(portal.store.read, { user: await userNamed('lan'), since: '2026-10-01', rules } as unknown as Sight)).toMatchObject({
      counts: [{ label: 'Tiếp nhận', value: '3' }, { label: 'Đã trả lời', value: '2' }, { label: 'Đúng hạn', value: '1/2' }, { label: 'Mở lại', value: '0' }, { label: 'Trễ hạn', value: '0' }],
      refused: [{ name: 'Không gần thủ tục nào', refused: 0, unanswered: 1 }], late: [],
    })
    const page = await portal.as('lan').text('/enquiries/figures?from=2026-10-01&to=2026-10-31')
    expect(page).toContain('3 câu tiếp nhận, 2 câu đã trả lời, 50,0 % đúng hạn')
    // Each figure leads to the list of exactly those that it counts.
    const leads = [...page.matchAll(/href="(\/enquiries\?[^"]+)"[^>]*>([\d.]+)</g)]
    expect(leads.length).toBeGreaterThan(8)
    for (const [, href, count] of leads) expect(await portal.as('lan').text(href!.replaceAll('&amp;', '&')), href).toContain(`<b>${count} câu hỏi của công dân`)
    expect((await portal.as('lan').get('/enquiries/figures/xlsx')).status).toBe(200)
    expect((await portal.as('lan').get('/enquiries/figures?from=2026-10-31&to=2026-10-01')).status).toBe(422)
  })

  test('who owes an answer is reminded before it is due, when it is late, and the chief of office when it is very late; once each', async () => {
    const id = await entered('Hồ sơ gồm những gì?', { unitId: 'merit' })
    expect(await tellEnquiries(portal.store, rules)).toBe(0)
    clockAt('16/10 08:30')
    expect(await tellEnquiries(portal.store, rules)).toBe(1)
    expect(await tellEnquiries(portal.store, rules)).toBe(0)
    expect(await told('hoa')).toContain('sắp đến hạn trả lời câu hỏi của công dân')
    clockAt('19/10 20:00')
    expect(await tellEnquiries(portal.store, rules)).toBe(0)
    clockAt('20/10 08:00')
    expect(await tellEnquiries(portal.store, rules)).toBe(1)
    expect(await portal.as('lan').text('/enquiries/late')).toMatch(/1 câu trễ hạn, 0 câu quá trễ[\s\S]*Phòng Người có công[\s\S]*trễ 1 ngày làm việc/)
    expect(await portal.as('hoa').text('/work')).toMatch(/1 câu hỏi của công dân chờ trả lời, 1 câu trễ hạn[\s\S]*HĐ 1\/2026: Hồ sơ gồm những gì\?[\s\S]*Phòng Người có công, chưa giao người/)
    expect(await portal.as('hoa').text('/')).toContain('1 câu hỏi của công dân chờ trả lời')
    expect(await portal.as('dung').text('/work')).not.toContain('câu hỏi của công dân chờ trả lời')
    expect(await portal.as('minh').text('/work')).not.toContain('câu hỏi của công dân chờ trả lời')
    for (const [name, href] of [['lan', '/enquiries/late'], ['hoa', '/enquiries?late=late&amp;unit=merit']] as const) {
      expect(await portal.as(name).text('/')).toMatch(new RegExp(`${href.replace('?', '\\?')}"[\\s\\S]*1 câu hỏi của công dân trễ hạn[\\s\\S]*chưa câu nào quá trễ`))
    }
    expect(await portal.as('lan').text('/desk')).toContain('1 câu hỏi của công dân trễ hạn')
    expect(await portal.as('dung').text('/')).not.toContain('công dân trễ hạn')
    clockAt('27/10 08:00')
    expect(await tellEnquiries(portal.store, rules)).toBe(1)
    expect(await told('binh')).toContain('quá trễ hạn trả lời câu hỏi của công dân')
    expect((await enquiryFigures(portal.store.read, '2026-10-01', '2026-10-31', rules)).units).toMatchObject([{ key: 'merit', received: 1, open: 1, openLate: 1, veryLate: 1 }])
    expect((await rowOf(id)).revision).toBe(1)
  })
})
