// From demand to reform: a month is counted, a proposal is made of it, goes into a plan or comes back with a reason, and the months after show whether demand fell.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { conversations, turns } from '../src/assistant/tables.ts'
import { fixDay } from '../src/clock.ts'
import { demandOf, rankedBy, totalOf } from '../src/demand/figures.ts'
import { momentsOf, movedPeriod, periodFrom } from '../src/demand/periods.ts'
import { proposals } from '../src/demand/tables.ts'
import { enquiries, type Enquiry } from '../src/enquiries/tables.ts'
import { portal as itself, record } from '../src/events/events.ts'
import { notices } from '../src/notifications/tables.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { tasks } from '../src/tasks/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
let funeral: string
let jobless: string
beforeEach(async () => {
  portal = await openPortal()
  ;[funeral, jobless] = await portal.store.write(db => publishMany(db, itself, ['Hỗ trợ chi phí mai táng', 'Trợ cấp thất nghiệp'].map(name => (
    { content: { ...emptyContent(name), field: 'Bảo trợ xã hội' }, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit' })), 'test')) as [string, string]
})

let number = 0
const at = (text: string) => new Date(`${text}:00+07:00`)
const enquiry = (received: string, more: Partial<Enquiry> = {}): Promise<string> => portal.store.write(async db => {
  const id = `enquiry-${++number}`
  await db.insert(enquiries).values({
    id, year: 2026, number, state: 'answered', channel: 'counter', question: 'Nhà tôi nộp hồ sơ ở đâu?', search: '', receivedAt: at(received), firstDueAt: at(received), dueAt: at(received),
    unitId: 'merit', madeById: 'cua', madeAt: at(received), ...more,
  })
  return id
})
const turn = (asked: string, more: Partial<typeof turns.$inferInsert> = {}): Promise<string> => portal.store.write(async db => {
  const id = `turn-${++number}`
  await db.insert(conversations).values({ id: `talk-${number}`, personId: 'cua', title: null, startedAt: at(asked), askedAt: at(asked), context: {} as never })
  await db.insert(turns).values({ id, conversationId: `talk-${number}`, number: 1, question: 'nuôi chó ở chung cư có phải xin phép không', outcome: 'answered', answer: {} as never, sources: [], ms: 1, askedAt: at(asked), ...more })
  return id
})
const answered = (received: string, answer: string, more: Partial<Enquiry> = {}) => enquiry(received, { answeredAt: at(answer), settlement: 'answer', procedureId: funeral, ...more })

/** October: funeral asked four times, refused twice, reopened once, answered in 2 and in 10 office hours; the month before once. */
async function october() {
  await answered('2026-09-30T23:59', '2026-10-01T08:30')
  await answered('2026-10-05T08:00', '2026-10-05T10:00')
  const again = await answered('2026-10-06T08:00', '2026-10-07T09:30', { reopened: 1 })
  await enquiry('2026-10-07T08:00', { procedureId: funeral, settlement: 'none', state: 'closed', closedAt: at('2026-10-08T08:00') })
  const refused = await turn('2026-10-08T08:00', { outcome: 'refused', reason: 'not_found' })
  await enquiry('2026-10-08T08:05', { procedureId: funeral, turnId: refused, state: 'assigned' })
  await enquiry('2026-10-08T09:00', { field: 'Bảo trợ xã hội', state: 'assigned' })
  await turn('2026-10-09T08:00', { procedureId: jobless })
  for (const words of ['nuôi chó ở chung cư có phải xin phép không', 'nuôi chó ở chung cư có cần xin phép không', null]) await turn('2026-10-09T09:00', { question: words, outcome: 'refused', reason: 'out_of_scope' })
  await portal.store.write(db => record(db, { id: 'cua' }, 'enquiry reopened', 'enquiry', again, {}))
}

test('periods: months and quarters of an address, and the ones beside them', () => {
  fixDay('2026-10-12')
  for (const [asked, read] of [['', '2026-10'], ['2026-09', '2026-09'], ['2026-Q4', '2026-Q4'], ['2026-11', '2026-10'], ['2026-13', '2026-10'], ['tháng 9', '2026-10']] as const) expect(periodFrom({ period: asked })).toBe(read)
  for (const [from, count, to] of [['2026-01', -1, '2025-12'], ['2026-Q1', -1, '2025-Q4'], ['2026-Q4', 1, '2027-Q1'], ['2025-12', 1, '2026-01']] as const) expect(movedPeriod(from, count)).toBe(to)
})

test('each question counts once, in the month in which it came, and the same for page, file, procedure and quarter', async () => {
  await october()
  const read = portal.store.read
  const [month, before] = [await demandOf(read, momentsOf('2026-10')), await demandOf(read, momentsOf('2026-09'))]
  expect(month.get(funeral)).toMatchObject({ asked: 4, refused: 2, reopened: 1, answered: 3, hours: 2 })
  expect(month.get(jobless)).toMatchObject({ asked: 1, refused: 0, hours: null })
  expect(month.get('field Bảo trợ xã hội')).toMatchObject({ asked: 1 })
  expect(month.get('')).toMatchObject({ asked: 3, refused: 3 })
  expect(before.get(funeral)).toMatchObject({ asked: 1, answered: 0 })
  expect(totalOf(month)).toEqual({ asked: 9, refused: 5, entered: 5, enteredRefused: 2, unanswered: 1, reopened: 1, answered: 3 })
  expect((await demandOf(read, momentsOf('2026-10'), { procedureId: funeral, field: null })).get(funeral)).toEqual(month.get(funeral))
  expect((await demandOf(read, momentsOf('2026-Q4'))).get(funeral)).toEqual(month.get(funeral))
  const ranked = rankedBy(month, before, 20)
  expect(ranked.asked.map(({ value, before: earlier }) => [value, earlier])).toEqual([[4, 1], [1, 0], [1, 0]])
  expect(ranked.asked[0]).toMatchObject({ procedureId: funeral })
  expect([ranked.refused.length, ranked.reopened.length, ranked.slow.length]).toEqual([1, 1, 1])

  const page = await portal.as('minh').text('/demand?period=2026-10')
  const leads = [...page.matchAll(/href="(\/enquiries\?[^"]+)">([\d.]+) câu hỏi của công dân/g)]
  expect(leads.length).toBeGreaterThan(7)
  for (const [, href, count] of leads) expect(await portal.as('minh').text(href!.replaceAll('&amp;', '&')), href).toContain(`<b>${count} câu hỏi của công dân`)
  for (const words of ['Nhu cầu tháng 10/2026', 'tăng 3', 'Lĩnh vực Bảo trợ xã hội, không nêu thủ tục', '3 câu hỏi của công dân</a>', '2 câu hỏi giống nhau', '1 câu hỏi trợ lý đã xóa nội dung']) expect(page).toContain(words)
  expect(await portal.as('xem').text('/demand?period=2026-10')).not.toContain('nuôi chó')
  expect(await portal.as('xem').text('/demand?period=2026-10')).not.toContain('/demand/proposals/new')
  expect((await portal.as('quan').get('/demand')).status).toBe(403)
  expect(await portal.as('minh').text('/demand?period=2026-Q4')).toContain('Nhu cầu quý IV/2026')
  expect(await portal.as('minh').text(`/procedures/${funeral}`)).toContain('Tháng 10/2026: 4 lượt hỏi, 2 lượt không trả lời được, 1 lượt hỏi lại')
  expect((await portal.as('minh').get('/demand/export/xlsx?period=2026-10')).headers.get('content-disposition')).toContain('.xlsx')
})

test('Hoa proposes, Yến takes it into the plan of next year, and the months after say whether demand fell', async () => {
  await october()
  const { as, store } = portal
  const [hoa, yen] = [as('hoa'), as('yen')]
  const address = `/demand/proposals/new?procedure=${funeral}&reason=asked&month=2026-10`
  expect(await hoa.text('/demand')).toContain(address.replaceAll('&', '&amp;'))
  const form = await hoa.text(address)
  expect(form).toContain('“Hỗ trợ chi phí mai táng” có 4 lượt hỏi, 2 lượt không trả lời được, 1 lượt hỏi lại, trung vị 2 giờ làm việc để trả lời 3 câu.')
  const given = { procedure: funeral, field: '', reason: 'asked', month: '2026-10', title: 'Bỏ bản sao sổ hộ khẩu', why: 'Dân hỏi nhiều vì mẫu đơn cũ.', unitId: 'merit', 'enquiry-0': 'enquiry-0', 'enquiry-1': (await store.read.select().from(enquiries).where(eq(enquiries.procedureId, funeral)))[1]!.id }
  const short = await hoa.post('/demand/proposals', { ...given, title: 'Bỏ' })
  expect([short.status, (await short.text()).includes('Dân hỏi nhiều vì mẫu đơn cũ.')]).toEqual([422, true])
  expect((await hoa.post('/demand/proposals', { ...given, unitId: 'jobs' })).status).toBe(422)
  expect((await as('thu').post('/demand/proposals', given)).status).toBe(403)
  const made = (await hoa.post('/demand/proposals', given)).headers.get('location')!
  const [kept] = await store.read.select().from(proposals)
  expect(kept).toMatchObject({ state: 'waiting', figures: { asked: 4, refused: 2, reopened: 1, answered: 3, hours: 2 }, enquiryIds: [given['enquiry-1']] })
  await expect.poll(async () => (await store.read.select().from(notices)).filter(({ reason }) => reason === 'reformDecider').map(({ personId }) => personId).sort()).toEqual(['binh', 'yen'])
  expect(await yen.text('/notices')).toContain('Bỏ bản sao sổ hộ khẩu')
  expect(await hoa.text(made)).not.toContain('Đưa vào kế hoạch hoặc trả lời')
  expect(await hoa.text('/demand')).toContain('Chờ xem xét')
  expect((await hoa.post(`${made}/taking`, { plan: 'x', revision: '1' })).status).toBe(403)

  const plan = (await yen.post('/plans', { kind: 'yearly', title: 'Kế hoạch cải cách hành chính năm 2027', since: '2027-01-01', until: '2027-12-31', issuer: 'Sở', unitId: 'office', 'domains.0.title': 'Cải cách thủ tục hành chính', 'domains.0.weight': '1' })).headers.get('location')!.split('/').at(-1)!
  const choosing = await yen.text(`${made}?plan=${plan}`)
  const domain = /<option value="([^"]+)"[^>]*>I\. /.exec(choosing)![1]!
  const taking = { plan, revision: '1', title: 'Bỏ bản sao sổ hộ khẩu', domainId: domain, lead: 'merit', deadline: '30/6' }
  const wrong = await yen.post(`${made}/taking`, { ...taking, deadline: '' })
  expect([wrong.status, (await wrong.text()).includes('Hãy ghi thời hạn')]).toEqual([422, true])
  expect((await yen.post(`${made}/taking`, taking)).status).toBe(303)
  expect((await yen.post(`${made}/taking`, taking)).status).toBe(422)
  const drafted = await store.read.select().from(tasks)
  expect(drafted).toMatchObject([{ title: 'Bỏ bản sao sổ hộ khẩu', state: 'draft', planId: plan, unitId: 'merit', note: 'Từ đề xuất cải cách “Bỏ bản sao sổ hộ khẩu”, tháng 10/2026' }])
  expect(await yen.text(made)).toContain(`/tasks/${drafted[0]!.id}`)
  expect(await yen.text(made)).toContain('Chưa hết tháng nào sau tháng đề xuất')
  await expect.poll(async () => (await store.read.select().from(notices)).filter(({ reason }) => reason === 'reformProposer').map(({ personId }) => personId)).toEqual(['hoa'])
  expect(await hoa.text('/demand/proposals?state=taken')).toContain('1 đề xuất cải cách, đã đưa vào kế hoạch')

  await enquiry('2026-11-10T08:00', { procedureId: funeral })
  fixDay('2026-12-02')
  expect(await hoa.text(made)).toContain('Tháng 11/2026: 1 lượt hỏi, giảm 3 so với tháng 10/2026 khi đề xuất (4).')
})

test('a plan in force takes a proposal by a deciding document, and one that is not taken comes back with the reason', async () => {
  await october()
  const { as, store } = portal
  const yen = as('yen')
  const proposed = async (title: string) => (await as('minh').post('/demand/proposals', { procedure: '', field: 'Bảo trợ xã hội', reason: 'asked', month: '2026-10', title, why: 'Hỏi nhiều mà không rõ thủ tục nào.', unitId: 'merit' })).headers.get('location')!
  const [first, second] = [await proposed('Soạn bảng tra thủ tục theo việc'), await proposed('Mở thêm quầy hướng dẫn')]

  const path = (await yen.post('/plans', { kind: 'yearly', title: 'Kế hoạch cải cách hành chính năm 2026', since: '2026-01-01', until: '2026-12-31', issuer: 'Sở', unitId: 'office', 'domains.0.title': 'Cải cách thủ tục hành chính', 'domains.0.weight': '1' })).headers.get('location')!
  const plan = path.split('/').at(-1)!
  const domain = /<option value="([^"]+)"[^>]*>I\. /.exec(await yen.text(`${first}?plan=${plan}`))![1]!
  await yen.post(`${path}/tasks`, { title: 'Rà soát thủ tục hành chính', domainId: domain, lead: 'merit', deadline: '30/11', weight: '1' })
  await yen.post(`${path}/submission`)
  await as('lan').post(`${path}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2026-10-12' })
  const taking = { plan, revision: '1', title: 'Soạn bảng tra', domainId: domain, lead: 'merit', deadline: '31/12/2026' }
  expect((await yen.post(`${first}/taking`, taking)).status).toBe(422)
  expect((await yen.post(`${first}/taking`, { ...taking, decision: 'Công văn 12/SLĐTBXH-VP', decidedOn: '2026-10-12' })).status).toBe(303)
  expect(await store.read.select({ state: tasks.state }).from(tasks).where(eq(tasks.title, 'Soạn bảng tra'))).toEqual([{ state: 'assigned' }])
  expect(await yen.text(path)).toContain('Bổ sung nhiệm vụ: Soạn bảng tra')

  expect((await yen.post(`${second}/refusal`, { revision: '1', reason: '' })).status).toBe(422)
  expect((await as('minh').post(`${second}/refusal`, { revision: '1', reason: 'Không được phép làm' })).status).toBe(403)
  expect((await yen.post(`${second}/refusal`, { revision: '1', reason: 'Chưa có biên chế cho quầy mới.' })).status).toBe(303)
  expect(await as('minh').text(second)).toContain('Chưa có biên chế cho quầy mới.')
})
