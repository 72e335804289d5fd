// Sources that change, as stories: what still quotes the old version is listed, confirmed or given as a task; old answers say so; records are looked through in time.
import { beforeEach, expect, test } from 'vitest'
import { turns } from '../src/assistant/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { faqs, faqVersions } from '../src/faqs/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedures, procedureVersions } from '../src/procedures/tables.ts'
import { abolish, publish, publishMany } from '../src/procedures/versions.ts'
import { testQuestions } from '../src/proving/tables.ts'
import { notices } from '../src/notifications/tables.ts'
import { tellReviews } from '../src/notifications/review-clocks.ts'
import { tasks } from '../src/tasks/tables.ts'
import { setClock } from '../src/clock.ts'
import { openPortal, type TestPortal } from './portal.ts'

const worship: ProcedureContent = {
  ...emptyContent('Giải quyết chế độ trợ cấp thờ cúng liệt sĩ'), code: '9.000011', field: 'Người có công', levels: ['commune'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 10, unit: 'workingDay' }, limitText: '10 ngày làm việc', fee: null, note: null }],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 18', case: null, originals: 1, copies: 0, form: 'Mẫu số 18', required: true, note: null }],
}
const permit: ProcedureContent = {
  ...emptyContent('Gia hạn giấy phép lao động'), code: '9.000012', field: 'Việc làm', levels: ['province'],
  papers: [{ name: 'Ảnh màu 4 x 6 cm', case: null, originals: 2, copies: 0, form: null, required: true, note: null }],
}

let portal: TestPortal
let ids: [string, string]
let firstVersion: string
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ids = await portal.store.write(db => publishMany(db, itself, [{ content: worship, ownerUnitId: 'merit' }, { content: permit, ownerUnitId: 'jobs' }].map(row => (
    { ...row, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND' })), 'test')) as [string, string]
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  firstVersion = (await portal.store.read.select().from(procedureVersions)).find(({ procedureId }) => procedureId === ids[0])!.id
})

const ask = async (question: string) => (await portal.as('cua').post('/ask', { question })).headers.get('location')!.split('#')[0]!
const amend = (id: string, content: ProcedureContent) => portal.store.write(db => publish(db, itself,
  { procedureId: id, content, effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', decision: '12/QĐ-UBND' }))
const quick = { ...worship, channels: worship.channels.map(channel => ({ ...channel, limit: { number: 7, unit: 'workingDay' as const }, limitText: '7 ngày làm việc' })) }

async function knowledge(): Promise<void> {
  const before = new Date('2026-09-01T09:00:00+07:00')
  await portal.store.write(async db => {
    await db.insert(faqs).values({ id: 'f1', state: 'published', procedureId: ids[0], field: 'Người có công', ownerUnitId: 'merit', ownerId: 'minh',
      publishedNumber: 1, question: 'Thờ cúng liệt sĩ bao lâu có tiền?', search: 'tho cung', madeById: 'minh', madeAt: before })
    await db.insert(faqVersions).values({ id: 'f1-1', faqId: 'f1', number: 1, question: 'Thờ cúng liệt sĩ bao lâu có tiền?', phrasings: [],
      answer: '10 ngày làm việc', citations: [{ procedureId: ids[0], versionId: firstVersion, section: 'channels', quote: '10 ngày làm việc' }],
      writtenById: 'minh', writtenAt: before })
    await db.insert(testQuestions).values({ id: 't1', title: 'thờ cúng liệt sĩ mấy ngày', search: 'tho cung', turns: [{ question: 'thờ cúng liệt sĩ mấy ngày',
      must: 'answer', gold: [ids[0]], aspect: 'time_limit', contains: [] }], kind: 'tự nhiên', inUse: true, madeById: 'kiem', madeAt: before })
  })
}
const itemsOf = (page: string) => [...page.matchAll(/name="item" value="([^"]+)"/g)].map(([, key]) => key!)

test('a change lists what still quotes the old version, each with its owner; the old answer leads to the new version', async () => {
  await knowledge()
  const address = await ask('Thờ cúng liệt sĩ bao lâu có kết quả?')
  expect(await portal.as('kiem').text('/assistant/sources')).toContain('Không có chỗ nào trích bản cũ')
  expect(await portal.as('cua').text(address)).not.toContain('đã có bản 2')
  await amend(ids[0], quick)
  const page = await portal.as('kiem').text('/assistant/sources')
  expect(page).toContain('3 chỗ chưa xử lý còn trích bản cũ của 1 nguồn')
  expect(page).toMatch(/href="\/faqs\/f1">Thờ cúng liệt sĩ bao lâu có tiền\?<\/a><span class="note">Câu hỏi thường gặp · viết ngày 01\/09\/2026, theo bản 1<[\s\S]*?Phạm Văn Minh<span class="note">Phòng Người có công/)
  expect(page).toContain('href="/assistant/tests/t1"')
  expect(page).toMatch(/href="\/ask\/[^"]+#luot-1">Thờ cúng liệt sĩ bao lâu có kết quả\?<\/a><span class="note">Câu trợ lý đã trả lời · hỏi ngày 12\/10\/2026, theo bản 1<[\s\S]*?Hà Thị Cửa/)
  expect(page).toContain('Phòng Người có công')
  expect(await portal.as('cua').text(address)).toContain('trích bản 1; thủ tục đã có bản 2, áp dụng từ 12/10/2026')
  // Others' questions are counted, not shown.
  const minh = await portal.as('minh').text('/assistant/sources')
  expect(minh).not.toContain('bao lâu có kết quả')
  expect(minh).toContain('thêm 1 câu trả lời cho người khác')
})

test('what is still right is confirmed by its owner, once for this change; the next change asks again', async () => {
  await knowledge()
  await amend(ids[0], quick)
  const items = itemsOf(await portal.as('minh').text('/assistant/sources'))
  expect(items).toHaveLength(2)
  const saved = await portal.as('minh').post('/assistant/sources/confirmation', items.map((item): [string, string] => ['item', item]))
  expect(saved.headers.get('location')).toBe('/assistant/sources')
  expect(await portal.as('minh').text('/assistant/sources')).toContain('0 chỗ chưa xử lý')
  const all = await portal.as('kiem').text('/assistant/sources?state=confirmed')
  expect(all).toContain('Phạm Văn Minh, 12/10/2026')
  expect((await portal.store.read.select().from(events).orderBy(events.number)).at(-1)).toMatchObject({ action: 'citations confirmed', actorId: 'minh', details: { items } })
  await amend(ids[0], { ...quick, result: 'Quyết định trợ cấp' })
  expect(itemsOf(await portal.as('minh').text('/assistant/sources'))).toHaveLength(2)
})

test('another unit confirms nothing here; nothing ticked says so and keeps the list', async () => {
  await knowledge()
  await amend(ids[0], quick)
  const [item] = itemsOf(await portal.as('kiem').text('/assistant/sources'))
  expect((await portal.as('cua').post('/assistant/sources/confirmation', { item: item! })).status).toBe(403)
  const none = await portal.as('kiem').post('/assistant/sources/confirmation')
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('Hãy đánh dấu ít nhất một dòng')
})

test('one task for each owner unit is given for what must be looked at', async () => {
  await knowledge()
  await ask('Gia hạn giấy phép lao động cần giấy tờ gì?')
  await amend(ids[0], quick)
  await portal.store.write(db => abolish(db, itself, ids[1], { decision: '99/QĐ-UBND', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', note: null }))
  const items = itemsOf(await portal.as('yen').text('/assistant/sources')).map((item): [string, string] => ['item', item])
  expect(items).toHaveLength(3)
  const late = await portal.as('yen').post('/assistant/sources/tasks', [...items, ['due', '2026-10-01']])
  expect(late.status).toBe(422)
  expect(await late.text()).toMatch(/name="item" value="[^"]+" checked/)
  await portal.as('yen').post('/assistant/sources/tasks', [...items, ['due', '2026-10-26']])
  const given = await portal.store.read.select().from(tasks)
  expect(given.map(({ unitId, assignerId, due }) => [unitId, assignerId, due]).toSorted()).toEqual([['jobs', 'yen', '2026-10-26'], ['merit', 'yen', '2026-10-26']])
  const page = await portal.as('yen').text('/assistant/sources?state=given')
  for (const { id } of given) expect(page).toContain(`/tasks/${id}`)
  expect((await portal.as('kiem').post('/assistant/sources/tasks', [...items, ['due', '2026-10-26']])).status).toBe(403)
})

test('the list is filtered, and handed on as a workbook', async () => {
  await knowledge()
  await amend(ids[0], quick)
  expect(await portal.as('kiem').text('/assistant/sources?kind=test')).toContain('1 chỗ chưa xử lý')
  expect(await portal.as('kiem').text('/assistant/sources?unit=jobs')).toContain('Không có chỗ trích nào khớp')
  const sheet = await portal.as('kiem').get('/assistant/sources/export/xlsx?state=all')
  expect(sheet.headers.get('content-type')).toContain('spreadsheetml')
})

test('before a procedure is published its page says how often it is quoted', async () => {
  await knowledge()
  await ask('Thờ cúng liệt sĩ bao lâu có kết quả?')
  const page = await portal.as('kiem').text(`/procedures/${ids[0]}/edit`)
  const form = Object.fromEntries([...page.matchAll(/<(?:input|textarea)[^>]* name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>/g)].map(([, name, value]) => [name!,
    value ?? '']))
  await portal.as('kiem').post(`/procedures/${ids[0]}/draft`, { ...form, name: worship.name, result: 'Quyết định trợ cấp', do: 'save' })
  const publication = await portal.as('kiem').text(`/procedures/${ids[0]}/publication`)
  expect(publication).toContain('Việc này chạm 1 câu hỏi thường gặp, 1 câu kiểm chứng, 1 câu trợ lý đã trả lời')
})

test('an answer says when its source should have been looked through before', async () => {
  await portal.store.write(db => publish(db, itself, { procedureId: ids[0], content: quick, effectiveFrom: '2026-10-12', publishedOn: '2026-10-12',
    decision: '12/QĐ-UBND', reviewOn: '2026-10-01' }))
  const address = await ask('Thờ cúng liệt sĩ bao lâu có kết quả?')
  expect(await portal.store.read.select({ outcome: turns.outcome }).from(turns)).toEqual([{ outcome: 'answered' }])
  expect(await portal.as('cua').text(address)).toContain('Nguồn đã quá hạn soát lại (01/10/2026)')
})

const review = (id: string, content: ProcedureContent, reviewOn: string) => portal.store.write(db => publish(db, itself,
  { procedureId: id, content, effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', decision: '12/QĐ-UBND', reviewOn }))

test('the unit is told 14 days before a review and on its day, once each; nobody twice, nobody elsewhere', async () => {
  await review(ids[0], quick, '2026-10-26')
  await review(ids[1], { ...permit, result: 'Giấy phép' }, '2026-12-31')
  expect([await tellReviews(portal.store), await tellReviews(portal.store)]).toEqual([1, 0])
  await expect.poll(async () => (await portal.store.read.select().from(notices)).length).toBe(1)
  expect(await portal.store.read.select().from(notices)).toMatchObject([{ personId: 'hoa', kind: 'reminder', reason: 'keeper' }])
  const inbox = await portal.as('hoa').text('/notices')
  expect(inbox).toContain('Thủ tục đến hạn rà soát')
  expect(inbox).toContain('đã nhắc rà soát thủ tục: 1 sắp đến hạn')
  setClock(() => new Date('2026-10-26T09:00:00+07:00'))
  expect([await tellReviews(portal.store), await tellReviews(portal.store)]).toEqual([1, 0])
})

test('what is due is listed for its unit, confirmed in bulk for the next time, and handed on as a workbook', async () => {
  await review(ids[0], quick, '2026-10-05')
  await review(ids[1], { ...permit, result: 'Giấy phép' }, '2026-10-20')
  const all = await portal.as('kiem').text('/procedures/reviews')
  expect(all).toContain('2 thủ tục đến hạn rà soát trong 14 ngày tới, 1 đã quá hạn')
  expect(all).toContain('quá 7 ngày')
  const minh = await portal.as('minh').text('/procedures/reviews')
  expect(itemsOf(minh)).toEqual([ids[0]])
  expect((await portal.as('cua').get('/procedures/reviews')).status).toBe(403)
  const late = await portal.as('minh').post('/procedures/reviews', { item: ids[0], reviewOn: '2026-10-01' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Ngày soát lại phải sau hôm nay')
  expect((await portal.as('minh').post('/procedures/reviews', { item: ids[0], reviewOn: '2027-04-12' })).status).toBe(303)
  expect(await portal.as('minh').text('/procedures/reviews')).toContain('Không có thủ tục nào đến hạn')
  expect((await portal.store.read.select().from(procedures)).find(({ id }) => id === ids[0])).toMatchObject({ checkedOn: '2026-10-12', checkedById: 'minh',
    reviewOn: '2027-04-12' })
  expect(itemsOf(await portal.as('kiem').text('/procedures/reviews?unit=jobs'))).toEqual([ids[1]])
  expect((await portal.as('kiem').get('/procedures/reviews/xlsx')).headers.get('content-type')).toContain('spreadsheetml')
})
