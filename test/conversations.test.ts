// Asking the assistant, as stories: answered from the record, kept with its source, never kept with personal data.
import { beforeEach, expect, test } from 'vitest'
import { feedback, turns } from '../src/assistant/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { abolish, publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 25, unit: 'workingDay' }, limitText: '25 ngày làm việc', fee: null, note: null }],
  papers: [
    { name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null },
    { name: 'Bệnh án, giấy tờ khám, điều trị', case: null, originals: 0, copies: 1, form: null, required: false, note: null },
  ],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã.', result: 'Giấy xác nhận khuyết tật',
}
const jobless: ProcedureContent = {
  ...emptyContent('Giải quyết hưởng trợ cấp thất nghiệp'), code: '1.014748', field: 'Việc làm', levels: ['province'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 15, unit: 'workingDay' }, limitText: '15 ngày làm việc', fee: null, note: null }],
  papers: [{ name: 'Sổ bảo hiểm xã hội', case: null, originals: 1, copies: 0, form: null, required: true, note: null }],
}

let portal: TestPortal
let ids: string[]
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ids = await portal.store.write(db => publishMany(db, itself, [disability, jobless].map(content => (
    { content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND' })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
})

const asked = async (name: string, question: string, path = '/ask', more = {}) => (await portal.as(name).post(path, { question, ...more })).headers.get('location')!.split('#')[0]!

test('an answer quotes the field that was asked for and cites the version it stands in', async () => {
  const address = await asked('cua', 'Xác định mức độ khuyết tật cần giấy tờ gì?')
  const page = await portal.as('cua').text(address)
  expect(page).toContain('“Đơn đề nghị theo Mẫu số 01”')
  expect(page).toContain(`/procedures/${ids[0]}/versions/1#giay-to`)
  expect(page).toContain('Quyết định 970/QĐ-UBND')
  const follow = await asked('cua', 'Thế bao lâu có kết quả?', `${address}/turns`)
  expect(follow).toBe(address)
  expect(await portal.as('cua').text(address)).toContain('<b>25 ngày làm việc</b>')
})

test('an unknown fee is said to be unknown, never free', async () => {
  const page = await portal.as('cua').text(await asked('cua', 'Xác định mức độ khuyết tật lệ phí bao nhiêu?'))
  expect(page).toContain('chưa có thông tin')
  expect(page).not.toMatch(/<b>Miễn phí/i)
})

test('a question with personal data is stopped, and stands nowhere', async () => {
  const address = await asked('cua', 'CCCD 038085000123 của tôi được hưởng trợ cấp thất nghiệp chưa?')
  expect(await portal.as('cua').text(address)).toContain('Câu hỏi không được lưu')
  const kept = JSON.stringify([await portal.store.read.select().from(turns), await portal.store.read.select().from(events)])
  expect(kept).not.toContain('038085000123')
})

test('what nobody can answer gets a sentence, and nothing of it becomes markup', async () => {
  for (const [question, sentence] of [['🙂🙂🙂', 'Hãy nhập câu hỏi bằng chữ'], ['', 'Hãy nhập câu hỏi bằng chữ'], [`giấy ${'rất '.repeat(1500)}dài`, 'dài quá 2.000 ký tự']] as const) {
    expect(await portal.as('cua').text(await asked('cua', question))).toContain(sentence)
  }
  const page = await portal.as('cua').text(await asked('cua', `<img src=x> '); drop table turns; -- khuyết tật cần giấy gì`))
  expect(page).toContain('&lt;img src=x&gt;')
  expect(page).not.toContain('<img src=x>')
})

test('a conversation is its owner’s; who looks after the guidance may read it, not go on with it', async () => {
  const address = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  expect((await portal.as('minh').get(address)).status).toBe(404)
  const read = await portal.as('kiem').get(address)
  expect(read.status).toBe(200)
  expect(await read.text()).not.toContain('class="composer"')
  expect((await portal.as('kiem').post(`${address}/turns`, { question: 'Bao lâu?' })).status).toBe(404)
  expect((await portal.as('quan').get('/ask')).status).toBe(403)
})

test('the topic can be taken off, and one procedure can be chosen', async () => {
  const address = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  expect(await portal.as('cua').text(address)).toContain('Đang hỏi về: Giải quyết hưởng trợ cấp thất nghiệp')
  expect((await portal.as('cua').post(`${address}/topic/removal`)).status).toBe(303)
  expect(await portal.as('cua').text(address)).not.toContain('Đang hỏi về: Giải quyết hưởng')
  await asked('cua', 'bao lâu có kết quả', `${address}/turns`, { procedure: ids[0]! })
  expect(await portal.as('cua').text(address)).toContain('<b>25 ngày làm việc</b>')
})

test('a follow-up that openly names a matter which the register lacks is not answered from the procedure before it', async () => {
  const address = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  await asked('cua', 'thủ tục xin cấp phép bay drone', `${address}/turns`)
  await asked('cua', 'Còn thủ tục này mất mấy ngày?', `${address}/turns`)
  const kept = await portal.store.read.select({ outcome: turns.outcome, procedureId: turns.procedureId }).from(turns).orderBy(turns.number)
  expect(kept.map(({ outcome }) => outcome)).toEqual(['answered', 'refused', 'answered'])
  expect(kept[2]!.procedureId).toBe(ids[1])
})

test('what people say of an answer is kept once, without personal data', async () => {
  const address = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  const [turn] = await portal.store.read.select().from(turns)
  const again = await portal.as('cua').post(`/ask/turns/${turn!.id}/feedback`, { useful: 'no', reason: 'wrong', comment: 'gọi 0912345678' })
  expect(again.status).toBe(422)
  expect((await portal.as('cua').post(`/ask/turns/${turn!.id}/feedback`, { useful: 'no', reason: 'outdated' })).headers.get('location')).toContain(address)
  await portal.as('cua').post(`/ask/turns/${turn!.id}/feedback`, { useful: 'yes' })
  expect(await portal.store.read.select().from(feedback)).toMatchObject([{ useful: true, reason: null }])
})

test('what is abolished is no longer answered from, as soon as the index has followed', async () => {
  await portal.store.write(db => abolish(db, itself, ids[1]!, { decision: '12/QĐ-UBND', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', note: null }))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(1)
  const page = await portal.as('cua').text(await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?'))
  expect(page).not.toContain('Sổ bảo hiểm xã hội')
})

test('with htmx the answer comes as a stream: the question at once, then the answer in its place', async () => {
  const address = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  const stream = await portal.as('cua').post(`${address}/turns`, { question: 'Bao lâu có kết quả?' }, { 'HX-Request-Type': 'partial' })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const text = await stream.text()
  expect(text.indexOf('Đang tìm')).toBeGreaterThan(-1)
  expect(text.indexOf('<b>15 ngày làm việc</b>')).toBeGreaterThan(text.indexOf('Đang tìm'))
})
