// The life of a task, as stories: given, accepted, reported, asked about, returned, confirmed; periods, Tết, closed units, two at once.
import { and, asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people, postings } from '../src/accounts/tables.ts'
import type { Deadline } from '../src/calendar/deadlines.ts'
import { fixDay, today } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { citations, documents } from '../src/evidence/tables.ts'
import { newId } from '../src/ids.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { changeTask } from '../src/tasks/changing.ts'
import { historyOf } from '../src/tasks/history.ts'
import { bringForth } from '../src/tasks/recurring.ts'
import { reckonTask, reportOn } from '../src/tasks/reporting.ts'
import { checkItems, reportReviews, reports, requests, taskParts, tasks } from '../src/tasks/tables.ts'
import { measureSchema } from '../src/targets/measure.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

const rules = { receiptHours: 16 }
const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-10-01', issuer: 'UBND tỉnh', title: null, clause: 'mục 2', quote: 'Sở chủ trì rà soát thủ tục.', saidBy: null }
const on = (value: string): Deadline => ({ kind: 'date', value, original: value })

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})

/** The office's date; sessions go on by the machine's clock. */
const at = (day: string) => { fixDay(day) }
const give = (more: Partial<TaskInput> = {}) => portal.store.write(db => giveTask(db, { id: 'lan' }, {
  title: 'Rà soát thủ tục người có công', origin, unitId: 'merit', assignerId: 'lan', deadline: on('2026-11-30'), domain: 'Người có công', ...more,
}, rules))
const taskRow = async (id: string) => (await portal.store.read.select().from(tasks).where(eq(tasks.id, id)))[0]!
const partsOf = (id: string) => portal.store.read.select().from(taskParts).where(eq(taskParts.taskId, id)).orderBy(asc(taskParts.role))
const partId = async (id: string, unit: string) => (await partsOf(id)).find(({ unitId }) => unitId === unit)!.id
const lastReport = async (id: string) => (await portal.store.read.select().from(reports).where(eq(reports.taskId, id)).orderBy(asc(reports.number))).at(-1)!
const openRequest = async (id: string) => (await portal.store.read.select().from(requests).where(eq(requests.taskId, id)).orderBy(asc(requests.at))).at(-1)!
const person = async (id: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!)
const actionsOn = async (id: string) => (await portal.store.read.select().from(events).where(and(eq(events.subjectKind, 'task'), eq(events.subjectId, id))).orderBy(asc(events.number))).map(({ action }) => action)

/** A report through the page, as its form sends it. */
const report = async (who: string, id: string, unit: string, more: Record<string, string> = {}) =>
  portal.as(who).post(`/tasks/${id}/reports`, { part: await partId(id, unit), light: 'green', percent: '40', result: 'Đã rà soát 10 thủ tục', ...more })
const review = async (who: string, id: string, decision: string, reason = '') => portal.as(who).post(`/tasks/${id}/reports/${(await lastReport(id)).id}/review`, { decision, reason })
const ask = async (who: string, id: string, unit: string, kind: string, more: Record<string, string> = {}) =>
  portal.as(who).post(`/tasks/${id}/requests`, { part: await partId(id, unit), kind, reason: 'Chờ biểu mẫu của Cục', askedDue: '', toUnitId: '', ...more })
const decide = async (who: string, id: string, decision: string, more: Record<string, string> = {}) =>
  portal.as(who).post(`/tasks/${id}/requests/${(await openRequest(id)).id}/decision`, { decision, grantedDue: '', toUnitId: '', note: '', ...more })

const form = (more: Record<string, string> = {}) => ({
  title: '80 % thủ tục cấp tỉnh có dịch vụ trực tuyến', domain: 'Người có công', originKind: 'document', originNumber: '27/KH-SLĐTBXH', originDate: '2026-02-26', originClause: 'mục III.2', originQuote: 'Đạt tối thiểu 80 %.',
  unitId: 'merit', 'co.office': 'on', 'duty.office': 'Cung cấp số liệu', assignerId: 'lan', deadlineKind: 'date', dueDate: '2026-11-30', cadence: 'monthly',
  targetKind: 'percent_min', targetNumber: '80', targetNumerator: 'TTHC trực tuyến', targetDenominator: 'TTHC cấp tỉnh', weight: '2', ...more,
})

describe('the whole life of a target', () => {
  test('given, accepted, named, reported, returned, corrected, confirmed', async () => {
    const lan = portal.as('lan')
    const given = await lan.post('/tasks', form())
    expect(given.status).toBe(303)
    const id = given.headers.get('location')!.slice('/tasks/'.length)
    expect(await taskRow(id)).toMatchObject({ state: 'assigned', unitId: 'merit', firstDue: '2026-11-30', due: '2026-11-30', targetKind: 'percent_min', weight: 2, cadence: 'monthly', assignerId: 'lan' })
    expect(await partsOf(id)).toMatchObject([{ unitId: 'office', role: 'coordinator', duty: 'Cung cấp số liệu' }, { unitId: 'merit', role: 'lead' }])

    const offered = await portal.as('hoa').text(`/tasks/${id}`)
    expect(offered).toContain('Phòng Người có công chưa nhận việc này')
    expect(offered).toContain('“Đạt tối thiểu 80 %.”')
    expect((await portal.as('hoa').post(`/tasks/${id}/receipt`, { part: await partId(id, 'merit'), person: 'minh' })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ state: 'accepted', personId: 'minh', nextReportOn: '2026-11-13' })
    expect((await portal.as('hoa').post(`/tasks/${id}/receipt`, { part: await partId(id, 'merit') })).status).toBe(422)

    expect((await report('minh', id, 'merit', { numerator: '103', denominator: '135' })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ state: 'doing', percent: 40, light: 'green', lastReportOn: '2026-10-12', nextReportOn: '2026-11-13' })
    expect((await taskRow(id)).reached).toBeCloseTo(103 / 135 / 0.8, 6)
    const page = await lan.text(`/tasks/${id}`)
    expect(page).toContain('103/135 = 76,3 %')
    expect(page).toContain('còn thiếu 5')

    at('2026-11-10')
    const early = await report('minh', id, 'merit', { numerator: '108', denominator: '135', claimsDone: 'on', finishedOn: '2026-11-09', missingParts: '' })
    expect(early.status).toBe(422)
    const again = await early.text()
    expect(again).toContain('Phần phối hợp của Văn phòng chưa xong: hãy nêu lý do vẫn báo hoàn thành.')
    expect(again).toContain('>\nĐã rà soát 10 thủ tục</textarea>')
    await report('minh', id, 'merit', { numerator: '108', denominator: '135', claimsDone: 'on', finishedOn: '2026-11-09', missingParts: 'Văn phòng gửi sau, không ảnh hưởng kết quả' })
    expect(await taskRow(id)).toMatchObject({ state: 'claimed', finishedOn: '2026-11-09', percent: 100, reached: 1 })

    expect((await review('lan', id, 'returned')).status).toBe(422)
    expect((await review('lan', id, 'returned', 'Chưa khớp danh mục 135 thủ tục')).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ state: 'doing', finishedOn: null })
    expect(await portal.as('minh').text(`/tasks/${id}`)).toContain('bị trả lại: “Chưa khớp danh mục 135 thủ tục”')

    await report('minh', id, 'merit', { numerator: '109', denominator: '135', claimsDone: 'on', finishedOn: '2026-11-10', missingParts: 'Văn phòng gửi sau' })
    expect((await review('tuan', id, 'acknowledged')).status).toBe(422) // a claim is confirmed or returned
    expect((await review('tuan', id, 'confirmed')).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ state: 'done', finishedOn: '2026-11-10', nextReportOn: null })
    // Whoever confirms the whole has seen what came before.
    expect(await portal.store.read.$count(reportReviews, eq(reportReviews.taskId, id))).toBe(3)
    expect(await lan.text(`/tasks/${id}`)).toContain('Xong đúng hạn')

    const late = await report('minh', id, 'merit', { numerator: '110', denominator: '135' })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Nhiệm vụ đã được xác nhận hoàn thành, ngày hoàn thành 10/11/2026.')
    expect(await actionsOn(id)).toEqual(['task given', 'task accepted', 'task reported', 'task claimed done', 'report returned', 'task claimed done', 'report confirmed'])
    expect(await portal.as('minh').text(`/tasks/${id}`)).toContain('đã xác nhận hoàn thành nhiệm vụ')
  })

  test('nobody confirms what they reported themselves; only a claim is confirmed, and only once', async () => {
    const id = await give({ assignerId: 'hoa' })
    await report('hoa', id, 'merit', { claimsDone: 'on', finishedOn: '2026-10-12' })
    expect((await review('hoa', id, 'confirmed')).status).toBe(403)
    expect((await review('lan', id, 'confirmed')).status).toBe(303)
    const second = await review('tuan', id, 'confirmed')
    expect(second.status).toBe(422)
    expect(await second.text()).toContain('Lê Thị Lan đã xác nhận hoàn thành báo cáo này lúc 08:00 ngày 12/10/2026')
    const other = await give()
    await report('minh', other, 'merit').then(answer => { expect(answer.status).toBe(403) }) // not named
    await report('hoa', other, 'merit')
    expect((await review('lan', other, 'confirmed')).status).toBe(422)
  })

  test('a yes without evidence is not confirmed; with a document cited it is', async () => {
    const id = await give({ measure: measureSchema.parse({ kind: 'binary' }) })
    await report('hoa', id, 'merit', { value: '1', claimsDone: 'on', finishedOn: '2026-10-12' })
    expect(await taskRow(id)).toMatchObject({ state: 'claimed', reached: 0 })
    expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('Chưa có minh chứng nên chưa xác nhận được')
    expect((await review('lan', id, 'confirmed')).status).toBe(422)
    await portal.store.write(async db => {
      await db.insert(documents).values({ id: 'd1', subject: 'Kế hoạch', search: 'ke hoach', sort: 'ke', madeById: 'hoa', madeAt: new Date('2026-10-12T09:00:00+07:00') })
      await db.insert(citations).values({ id: newId(), documentId: 'd1', subjectKind: 'task', subjectId: id, byId: 'hoa', at: new Date('2026-10-12T09:00:00+07:00') })
      await reckonTask(db, id)
    })
    expect(await taskRow(id)).toMatchObject({ reached: 1 })
    expect((await review('lan', id, 'confirmed')).status).toBe(303)
  })

  test('progress that falls needs its reason; figures that cannot be are said beside their field', async () => {
    const id = await give({ measure: measureSchema.parse({ kind: 'percent_min', number: 80, unit: '%' }) })
    await report('hoa', id, 'merit', { percent: '60', numerator: '100', denominator: '135' })
    const fall = await report('hoa', id, 'merit', { percent: '50', numerator: '140', denominator: '135' })
    expect(fall.status).toBe(422)
    const text = await fall.text()
    expect(text).toContain('Tiến độ giảm từ 60 % xuống 50 %')
    expect(text).toContain('Số đạt được (140) lớn hơn tổng số (135)')
    expect((await report('hoa', id, 'merit', { percent: '50', numerator: '0', denominator: '0', difficulties: 'Tách phần đã tính trùng' })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ percent: 50, reached: null })
    expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('không phát sinh')
  })

  test('two people report at once: both are kept, in order, and the second is told', async () => {
    const id = await give({ personId: 'minh' })
    const seen = { seen: '0' }
    const answers = await Promise.all([report('hoa', id, 'merit', { ...seen, result: 'Bản của trưởng phòng' }), report('minh', id, 'merit', { ...seen, result: 'Bản của chuyên viên' })])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const both = await portal.store.read.select().from(reports).where(eq(reports.taskId, id)).orderBy(asc(reports.number))
    expect(both.map(({ number }) => number)).toEqual([1, 2])
    expect(new Set(both.map(({ authorId }) => authorId))).toEqual(new Set(['hoa', 'minh']))
    const told = answers.map(answer => decodeURIComponent(decodeURIComponent(answer.headers.get('set-cookie') ?? ''))).filter(cookie => cookie.includes('người khác đã gửi 1 báo cáo'))
    expect(told).toHaveLength(1)
  })

  test('what is being written is kept for its writer alone, and gone once it is sent', async () => {
    const id = await give({ personId: 'minh' })
    const values = { part: await partId(id, 'merit'), light: 'amber', percent: '30', result: 'Đang gõ dở' }
    const saved = await portal.as('minh').post(`/tasks/${id}/draft`, values, { 'HX-Request': 'true' })
    expect(await saved.text()).toContain('đã lưu nháp 08:00')
    expect((await portal.as('minh').post(`/tasks/${id}/draft`, { ...values, result: 'Đang gõ tiếp' })).status).toBe(303)
    expect(await portal.as('minh').text(`/tasks/${id}`)).toContain('Đang gõ tiếp</textarea>')
    expect(await portal.as('hoa').text(`/tasks/${id}`)).not.toContain('Đang gõ')
    await report('minh', id, 'merit')
    expect(await portal.as('minh').text(`/tasks/${id}`)).not.toContain('Đang gõ')
  })
})

describe('co-ordinating units', () => {
  test('each receives, reports and finishes its own part; the lead’s figures stay the lead’s', async () => {
    const id = await give({ coordinators: [{ unitId: 'jobs', duty: 'Số liệu việc làm' }] })
    const dung = portal.as('dung')
    expect((await dung.post(`/tasks/${id}/receipt`, { part: await partId(id, 'jobs') })).status).toBe(303)
    expect((await dung.post(`/tasks/${id}/receipt`, { part: await partId(id, 'merit') })).status).toBe(403)
    expect(await taskRow(id)).toMatchObject({ state: 'assigned' })
    await report('dung', id, 'jobs', { percent: '80', result: 'Đã gửi số liệu 3 quý' })
    expect(await taskRow(id)).toMatchObject({ state: 'assigned', percent: 0, lastReportOn: null })
    expect((await dung.post(`/tasks/${id}/reports`, { part: await partId(id, 'merit'), light: 'green', percent: '10', result: 'Báo thay' })).status).toBe(403)
    expect((await dung.post(`/tasks/${id}/parts/${await partId(id, 'jobs')}/completion`, { note: 'Đủ 4 quý', doneOn: '2026-10-12' })).status).toBe(303)
    expect((await report('hoa', id, 'merit', { claimsDone: 'on', finishedOn: '2026-10-12' })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ state: 'claimed' })
  })

  test('a check list belongs to those who work on it', async () => {
    const id = await give()
    expect((await portal.as('hoa').post(`/tasks/${id}/items`, { item: 'Lập danh mục' })).status).toBe(303)
    const [item] = await portal.store.read.select().from(checkItems).where(eq(checkItems.taskId, id))
    await portal.as('hoa').post(`/tasks/${id}/items/${item!.id}/tick`, { done: 'yes' })
    expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('1/1 việc xong')
    expect((await portal.as('xem').post(`/tasks/${id}/items`, { item: 'X' })).status).toBe(403)
    expect((await portal.as('hoa').post(`/tasks/${id}/items/${item!.id}/removal`)).status).toBe(303)
    expect((await portal.as('hoa').post(`/tasks/${id}/items/${item!.id}/removal`)).status).toBe(404)
  })
})

describe('what a unit asks for', () => {
  test('more time: asked once, decided once, on a working day; the first deadline stays', async () => {
    const id = await give()
    expect((await ask('hoa', id, 'merit', 'extension', { askedDue: '2026-11-20' })).status).toBe(422)
    expect((await ask('hoa', id, 'merit', 'extension', { askedDue: '2026-12-19' })).status).toBe(303)
    const twice = await ask('hoa', id, 'merit', 'extension', { askedDue: '2026-12-20' })
    expect(await twice.text()).toContain('Bế Thị Hoa đã đề nghị gia hạn lúc 08:00 ngày 12/10/2026')
    expect((await decide('hoa', id, 'granted')).status).toBe(403)
    const both = await Promise.all([decide('lan', id, 'granted'), decide('tuan', id, 'refused', { note: 'Phải xong trong tháng 11' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422])
    const loser = await both.find(({ status }) => status === 422)!.text()
    expect(loser).toMatch(/(Lê Thị Lan|Trần Anh Tuấn) đã quyết định đề nghị này lúc 08:00 ngày 12\/10\/2026/)
    const granted = both[0]!.status === 303
    // 19/12/2026 is a Saturday.
    expect(await taskRow(id)).toMatchObject(granted ? { due: '2026-12-21', firstDue: '2026-11-30', extensions: 1 } : { due: '2026-11-30', extensions: 0 })
    if (granted) expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('hạn đầu 30/11/2026 được giữ để tính đúng hạn')
  })

  test('an explanation stops the clock of receipt; the answer starts it afresh', async () => {
    const id = await give()
    const before = (await taskRow(id)).receiptDue!
    await ask('hoa', id, 'merit', 'clarification')
    expect(await partsOf(id)).toMatchObject([{ receipt: 'asked' }])
    at('2026-10-14')
    expect((await decide('lan', id, 'granted')).status).toBe(422)
    expect((await decide('lan', id, 'answered')).status).toBe(422)
    await decide('lan', id, 'answered', { note: 'Chỉ thủ tục cấp tỉnh' })
    expect(await partsOf(id)).toMatchObject([{ receipt: 'waiting' }])
    expect((await taskRow(id)).receiptDue!.getTime()).toBeGreaterThan(before.getTime())
  })

  test('a hand-over: the new unit receives, the old one keeps what it reported and goes on seeing it', async () => {
    const id = await give()
    await report('hoa', id, 'merit')
    await ask('hoa', id, 'merit', 'handover', { toUnitId: 'jobs' })
    expect((await portal.as('dung').get(`/tasks/${id}`)).status).toBe(404)
    await decide('lan', id, 'granted', { toUnitId: 'jobs' })
    expect(await taskRow(id)).toMatchObject({ unitId: 'jobs', state: 'assigned', personId: null, acceptedAt: null })
    expect(await portal.as('dung').text(`/tasks/${id}`)).toContain('chưa nhận việc này')
    const old = await portal.as('hoa').text(`/tasks/${id}`)
    expect(old).toContain('Chủ trì đến 12/10/2026, đã chuyển đơn vị khác')
    expect(old).toContain('đã đồng ý đề nghị chuyển đơn vị khác cho Phòng Việc làm – An toàn lao động')
    expect((await lastReport(id)).unitId).toBe('merit')
  })

  test('a pause moves the deadline by its working days, over Tết too', async () => {
    at('2026-02-11')
    const id = await give({ deadline: on('2026-03-31') })
    await report('hoa', id, 'merit')
    await ask('hoa', id, 'merit', 'pause')
    await decide('lan', id, 'granted')
    expect(await taskRow(id)).toMatchObject({ state: 'paused', pausedOn: '2026-02-11' })
    expect((await report('hoa', id, 'merit')).status).toBe(422)
    at('2026-02-25')
    await ask('hoa', id, 'merit', 'resumption')
    await decide('lan', id, 'granted')
    // 12, 13, 23, 24 and 25 February were worked: 14 to 22 is Tết.
    expect(await taskRow(id)).toMatchObject({ state: 'doing', pausedOn: null, due: '2026-04-07', firstDue: '2026-03-31' })
  })
})

describe('deadlines', () => {
  test('one that falls on Tết is due on the next working day, and says why', async () => {
    at('2026-01-20')
    const id = await give({ deadline: on('2026-02-17') })
    expect(await taskRow(id)).toMatchObject({ firstDue: '2026-02-23', due: '2026-02-23' })
    const page = await portal.as('hoa').text(`/tasks/${id}`)
    expect(page).toContain('17/02/2026 là ngày nghỉ (')
    expect(page).toContain('nên hạn đầu là ngày làm việc kế tiếp, 23/02/2026')
    at('2026-02-23')
    await report('hoa', id, 'merit', { claimsDone: 'on', finishedOn: '2026-02-23' })
    await review('lan', id, 'confirmed')
    expect(await portal.as('hoa').text(`/tasks/${id}`)).toContain('Xong đúng hạn')
  })

  test('what was done late is late by the first deadline, in time by the one granted', async () => {
    const id = await give({ deadline: on('2026-10-15') })
    await ask('hoa', id, 'merit', 'extension', { askedDue: '2026-10-30' })
    await decide('lan', id, 'granted')
    at('2026-10-22')
    await report('hoa', id, 'merit', { claimsDone: 'on', finishedOn: '2026-10-21' })
    await review('lan', id, 'confirmed')
    const page = await portal.as('lan').text(`/tasks/${id}`)
    expect(page).toContain('Xong đúng hạn')
    expect(page).toMatch(/Theo hạn đầu[\s\S]*xong muộn, muộn 4 ngày làm việc · gia hạn 1 lần/)
  })
})

test('a day off that comes later: open deadlines are counted anew when asked, once, and what is decided or done stays', async () => {
  const id = await give({ deadline: on('2026-11-24') })
  const extended = await give({ deadline: on('2026-11-20') })
  await ask('hoa', extended, 'merit', 'extension', { askedDue: '2026-11-24' })
  await decide('lan', extended, 'granted')
  const binh = portal.as('binh')
  await binh.post('/calendar/days', { kind: 'off', from: '2026-11-24', to: '', name: 'Ngày Văn hóa Việt Nam', decision: 'Nghị quyết 30/NQ-CP ngày 26/02/2026' })
  expect((await taskRow(id)).due).toBe('2026-11-24')
  expect(await binh.text('/calendar?year=2026&changed=2026-11-24')).toContain('1 nhiệm vụ chưa xong')
  expect(await binh.text('/tasks/deadlines')).toContain('1 nhiệm vụ chưa xong có hạn khác theo lịch mới')
  expect((await binh.post('/tasks/deadlines')).status).toBe(303)
  expect(await taskRow(id)).toMatchObject({ due: '2026-11-25', firstDue: '2026-11-24' })
  expect((await taskRow(extended)).due).toBe('2026-11-24')
  expect(await binh.text('/tasks/deadlines')).toContain('đều đúng với lịch đang áp dụng')
  expect((await portal.as('hoa').get('/tasks/deadlines')).status).toBe(403)
})

describe('series', () => {
  const series = { title: 'Báo cáo CCHC', deadline: { kind: 'recurring', value: 'quarterly', day: 15, original: 'Hằng quý, chậm nhất ngày 15' } as Deadline, cadence: 'none' as const }

  test('each period gets a task of its own, once, with a clean start', async () => {
    const id = await give({ ...series, coordinators: [{ unitId: 'jobs', duty: 'Số liệu' }] })
    const born = () => portal.store.read.select().from(tasks).where(eq(tasks.seriesId, id)).orderBy(asc(tasks.due))
    expect(await taskRow(id)).toMatchObject({ state: 'series', due: null })
    expect((await born()).map(({ period, due, state, title }) => [period, due, state, title])).toEqual([['2026-Q4', '2026-12-15', 'assigned', 'Báo cáo CCHC (quý IV/2026)']])
    const first = (await born())[0]!.id
    await portal.as('hoa').post(`/tasks/${id}/items`, { item: 'Gửi Sở Nội vụ' })
    await report('hoa', first, 'merit', { percent: '70' })
    expect(await portal.store.write(db => bringForth(db, today(), rules))).toEqual([])
    at('2027-01-04')
    const made = await portal.store.write(db => bringForth(db, today(), rules))
    expect(made).toHaveLength(1)
    expect(await taskRow(made[0]!)).toMatchObject({ period: '2027-Q1', due: '2027-03-15', percent: 0, light: null, state: 'assigned', unitId: 'merit' })
    expect(await partsOf(made[0]!)).toMatchObject([{ unitId: 'jobs', duty: 'Số liệu', doneOn: null }, { unitId: 'merit' }])
    expect(await portal.store.read.select().from(checkItems).where(eq(checkItems.taskId, made[0]!))).toMatchObject([{ text: 'Gửi Sở Nội vụ', doneOn: null }])
    expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('Báo cáo CCHC (quý I/2027)')
    // Dropped: no more periods.
    await portal.as('lan').post(`/tasks/${id}/drop`, { reason: 'Bỏ báo cáo quý' })
    at('2027-06-01')
    expect(await portal.store.write(db => bringForth(db, today(), rules))).toEqual([])
  })
})

describe('changing', () => {
  test('every field with what it was; the first deadline stays; two windows: the second is told', async () => {
    const id = await give({ coordinators: [{ unitId: 'jobs', duty: 'Số liệu' }] })
    const lan = portal.as('lan')
    expect(await lan.text(`/tasks/${id}/edit`)).toContain('Giữ nguyên: 30/11/2026')
    const fields = form({ title: 'Rà soát thủ tục người có công, trẻ em', deadlineKind: 'period', duePeriod: 'quý IV/2026', revision: '1', 'co.jobs': 'on', 'duty.jobs': 'Số liệu trẻ em' })
    expect((await lan.post(`/tasks/${id}/edit`, fields)).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ due: '2026-12-31', firstDue: '2026-11-30', revision: 2, targetKind: 'percent_min' })
    const [latest] = await historyOf(portal.store.read, id)
    expect(latest).toMatchObject({ actor: 'Lê Thị Lan', sentence: expect.stringContaining('đã sửa nhiệm vụ') })
    expect(latest!.changes).toEqual(expect.arrayContaining([
      { label: 'Nội dung', from: 'Rà soát thủ tục người có công', to: 'Rà soát thủ tục người có công, trẻ em' }, { label: 'Hạn', from: '30/11/2026', to: '31/12/2026' }, { label: 'Chỉ tiêu', from: '(trống)', to: 'Tỷ lệ tối thiểu: từ 80 %' },
    ]))
    const stale = await portal.as('tuan').post(`/tasks/${id}/edit`, { ...fields, title: 'Đầu đề của tôi' })
    expect(stale.status).toBe(422)
    const text = await stale.text()
    expect(text).toContain('Lê Thị Lan vừa sửa nhiệm vụ này lúc 08:00 ngày 12/10/2026')
    expect(text).toContain('Đầu đề của tôi')
    expect((await portal.as('hoa').post(`/tasks/${id}/edit`, fields)).status).toBe(403)
    expect((await lan.post(`/tasks/${id}/edit`, { ...fields, deadlineKind: 'kept', revision: '2' })).status).toBe(303)
    expect((await taskRow(id)).revision).toBe(2) // nothing changed
  })

  test('all kinds of deadline and target can be typed, mistakes come back beside their fields', async () => {
    const lan = portal.as('lan')
    const wrong = await lan.post('/tasks', form({ title: '', unitId: '', dueDate: '', targetNumber: '180', originNumber: '' }))
    expect(wrong.status).toBe(422)
    const text = await wrong.text()
    for (const sentence of ['Hãy ghi nội dung nhiệm vụ.', 'Hãy chọn đơn vị chủ trì.', 'Hãy chọn ngày hạn.', 'Tỷ lệ từ 0 đến 100.', 'Hãy ghi số, ký hiệu hoặc tên.']) expect(text).toContain(sentence)
    expect(text).toContain('Cung cấp số liệu')
    const made = async (more: Record<string, string>) => {
      const answer = await lan.post('/tasks', form(more))
      expect(answer.status).toBe(303)
      return taskRow(answer.headers.get('location')!.slice('/tasks/'.length))
    }
    expect(await made({ deadlineKind: 'period', duePeriod: 'quý IV', targetKind: '' })).toMatchObject({ due: '2026-12-31', measure: null })
    expect(await made({ deadlineKind: 'continuous', targetKind: 'change', targetNumber: '20', targetChange: 'down', targetUnit: '%', targetBaseline: '30', targetBaselineYear: '2025' })).toMatchObject({ due: null, measure: { number: -20, baseline: 30, baselineYear: 2025 } })
    expect(await made({ deadlineKind: 'event', dueEvent: 'Sau khi UBND tỉnh ban hành', targetKind: 'milestone', targetSteps: 'Khảo sát: 1\nNâng cấp: 3' })).toMatchObject({ due: null, measure: { steps: [{ name: 'Khảo sát', weight: 1 }, { name: 'Nâng cấp', weight: 3 }] } })
    expect(await made({ originKind: 'oral', originSaidBy: 'Giám đốc', targetKind: 'banded', targetNumber: '', targetBands: '90: 2\n70: 1' })).toMatchObject({ originKind: 'oral', measure: { bands: [{ over: 90, points: 2 }, { over: 70, points: 1 }] } })
    expect(await made({ deadlineKind: 'recurring', dueRhythm: 'monthly', dueDay: '20', targetKind: 'count', targetNumber: '2', targetUnit: 'tin, bài' })).toMatchObject({ state: 'series' })
    // Each page with its report form can be shown.
    for (const { id } of await portal.store.read.select({ id: tasks.id }).from(tasks)) expect((await portal.as('hoa').get(`/tasks/${id}`)).status).toBe(200)
  })
})

describe('units that end', () => {
  test('open tasks stay with the unit of their day and are the successor’s own', async () => {
    const id = await give({ personId: 'minh' })
    await report('hoa', id, 'merit')
    at('2026-11-02')
    const decision = '12/QĐ-UBND ngày 01/11/2026'
    expect((await portal.as('quan').post('/units/merit/renaming', { name: 'Phòng Chính sách', on: '2026-11-02', decision })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ unitId: 'merit', state: 'doing' })
    const page = await portal.as('hoa').text(`/tasks/${id}`)
    expect(page).toContain('nay là Phòng Chính sách')
    expect((await report('hoa', id, 'merit', { percent: '60' })).status).toBe(303)
    expect((await portal.as('hoa').post(`/tasks/${id}/person`, { part: await partId(id, 'merit'), person: '' })).status).toBe(303)
    // Merged into another unit: its head goes on with it, and the reports before keep the unit of their day.
    const units_ = await portal.store.read.select({ unitId: postings.unitId }).from(postings).where(and(eq(postings.personId, 'hoa'), eq(postings.since, '2026-11-02')))
    at('2026-11-16')
    await portal.as('quan').post(`/units/${units_[0]!.unitId}/merger`, { into: 'jobs', name: '', on: '2026-11-16', decision })
    expect(await portal.as('dung').text(`/tasks/${id}`)).toContain('nay là Phòng Việc làm')
    expect((await report('dung', id, 'merit', { percent: '80' })).status).toBe(303)
    expect((await lastReport(id))).toMatchObject({ unitId: 'merit', authorId: 'dung', number: 3 })
  })
})

describe('who may', () => {
  test('what a person may not see is not found; what they see and may not do is refused', async () => {
    const id = await give()
    expect((await portal.as('dung').get(`/tasks/${id}`)).status).toBe(404)
    expect((await portal.as('quan').get(`/tasks/${id}`)).status).toBe(403)
    expect((await portal.as(null).get(`/tasks/${id}`)).status).toBe(401)
    const seen = await portal.as('xem').text(`/tasks/${id}`)
    expect(seen).not.toMatch(/<form[^>]*action="\/tasks/)
    await report('hoa', id, 'merit', { claimsDone: 'on', finishedOn: '2026-10-12' })
    for (const who of ['xem', 'thu', 'minh', 'kiem']) expect((await review(who, id, 'confirmed')).status).toBe(403)
    expect((await review('yen', id, 'confirmed')).status).toBe(403) // did not give it
    expect((await portal.as('minh').get('/tasks/new')).status).toBe(403)
  })

  test('a head gives tasks within the own unit; a deputy within the fields in charge', async () => {
    expect((await portal.as('hoa').post('/tasks', form({ assignerId: 'hoa' }))).status).toBe(303)
    expect((await portal.as('hoa').post('/tasks', form({ unitId: 'jobs', assignerId: 'hoa' }))).status).toBe(403)
    expect((await portal.as('tuan').post('/tasks', form({ unitId: 'jobs', assignerId: 'tuan' }))).status).toBe(303)
    expect((await portal.as('tuan').post('/tasks', form({ unitId: 'jobs', domain: 'Việc làm', assignerId: 'tuan' }))).status).toBe(403)
    expect(await portal.as('hoa').text('/tasks/new')).not.toContain('value="jobs">Phòng Việc làm')
  })

  test('leaders pause, move, drop and open again, each with its reason', async () => {
    const id = await give()
    const lan = portal.as('lan')
    expect((await lan.post(`/tasks/${id}/pause`, { reason: '' })).status).toBe(422)
    expect((await lan.post(`/tasks/${id}/pause`, { reason: 'Chờ hướng dẫn' })).status).toBe(303)
    expect((await lan.post(`/tasks/${id}/resumption`)).status).toBe(303)
    expect((await lan.post(`/tasks/${id}/handover`, { toUnitId: 'jobs', reason: 'Đúng chức năng hơn' })).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ unitId: 'jobs', state: 'assigned' })
    expect((await lan.post(`/tasks/${id}/drop`, { reason: 'Không còn căn cứ' })).status).toBe(303)
    expect((await report('dung', id, 'jobs')).status).toBe(422)
    expect((await portal.as('dung').post(`/tasks/${id}/reopening`, { reason: 'Làm tiếp' })).status).toBe(403)
    expect((await lan.post(`/tasks/${id}/reopening`, { reason: 'Có căn cứ mới' })).status).toBe(303)
    expect((await lan.post(`/tasks/${id}/notes`, { kind: 'direction', text: 'Xong trước 20/11' })).status).toBe(303)
    expect((await portal.as('dung').post(`/tasks/${id}/notes`, { kind: 'direction', text: 'Tôi chỉ đạo' })).status).toBe(403)
    expect(await portal.as('dung').text(`/tasks/${id}`)).toContain('Xong trước 20/11')
  })
})

test('the functions speak for themselves: one write, one event', async () => {
  const id = await give()
  const hoa = await person('hoa')
  const before = await portal.store.read.$count(events)
  await portal.store.write(async db => reportOn(db, hoa, { id }, { id: await partId(id, 'merit') }, { light: 'amber', percent: 10, result: 'Bắt đầu' }))
  await portal.store.write(async db => changeTask(db, await person('lan'), { id }, { note: 'Ưu tiên' }, 1))
  expect(await portal.store.read.$count(events)).toBe(before + 2)
})
