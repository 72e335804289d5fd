// The bench, as stories: a question tried out shows how it was read, what was weighed and why, and is kept nowhere.
import { beforeEach, expect, test } from 'vitest'
import { turns } from '../src/assistant/tables.ts'
import { answerPins } from '../src/lexicon/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

const record = (name: string, code: string): ProcedureContent => ({
  ...emptyContent(name), code, field: 'Việc làm', levels: ['province'], result: 'Giấy phép lao động',
  channels: [{ kind: 'online', case: null, limit: { number: 7, unit: 'workingDay' }, limitText: '7 ngày làm việc', fee: null, note: null }],
  papers: [{ name: 'Ảnh màu 4 x 6 cm', case: null, originals: 2, copies: 0, form: null, required: true, note: null }],
})

let portal: TestPortal
let ids: string[]
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  const records = [record('Gia hạn giấy phép lao động đối với người lao động nước ngoài', '9.000001'),
    record('Cấp lại giấy phép lao động đối với người lao động nước ngoài', '9.000002')]
  ids = await portal.store.write(db => publishMany(db, itself, records.map(content => ({ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01',
    decision: '970/QĐ-UBND' })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
})

const bench = (name: string, query: Record<string, string> = {}) => portal.as(name).text(`/assistant/bench?${new URLSearchParams(query)}`)

test('Kiểm sees how a question without tones was read, which words spoke, and why the runner-up is none', async () => {
  const page = await bench('kiem', { q: 'gia han giay phep lao dong mat bao lau' })
  expect(page).toContain('<dt>Đọc thành</dt><dd>gia hạn giấy phép lao động mất bao lâu</dd>')
  expect(page).toContain('thêm dấu')
  expect(page).toMatch(/Hỏi về: thời hạn giải quyết, vì câu có “<mark>bao lâu<\/mark>”/)
  expect(page).toContain('1. Gia hạn giấy phép lao động')
  expect(page).toMatch(/2\. Cấp lại giấy phép[^]*Kém \d+,\d\d điểm: /)
  expect(page).toMatch(/việc làm: hỏi “gia hạn”, tên “gia hạn” <b class="nw">\+1,00<\/b>/)
  expect(page).toMatch(/tên: [^]*?<mark>gia hạn<\/mark>/)
  expect(page).toMatch(/Sức nặng của câu hỏi[^]*dư \d/)
  expect(page).toContain('7 ngày làm việc')
  expect(page).toMatch(/Cả câu<\/th><td class="num">\d+,\d\d ms/)
  expect(await portal.store.read.select().from(turns)).toEqual([])
})

test('a question after another one is tried with the procedure that was spoken of', async () => {
  const page = await bench('kiem', { q: 'Cần giấy tờ gì?', about: '9.000002', as: 'context' })
  expect(page).toContain('Trước đó đã nói về: Cấp lại giấy phép lao động')
  expect(page).toContain('Ảnh màu 4 x 6 cm')
  const lost = await portal.as('kiem').get('/assistant/bench?q=a&about=9.999999')
  expect(lost.status).toBe(422)
  expect(await lost.text()).toContain('Không có thủ tục nào mang mã số này')
})

test('a refusal says by how much it failed, and what lay nearest', async () => {
  const page = await bench('kiem', { q: 'thủ tục đăng ký tàu cá' })
  expect(page).toContain('Không tìm thấy')
  expect(page).toMatch(/Sức nặng của câu hỏi|Câu hỏi không nêu việc nào/)
})

test('an answer leads to the bench, for those who write knowledge; its question does not stand in the address', async () => {
  const address = (await portal.as('cua').post('/ask', { question: 'Gia hạn giấy phép lao động mất bao lâu?' })).headers.get('location')!.split('#')[0]!
  const [turn] = await portal.store.read.select().from(turns)
  const answer = await portal.as('cua').text(address)
  expect(answer).toContain(`href="/assistant/bench?turn=${turn!.id}"`)
  expect(answer).toMatch(/<b>Điều được hỏi<\/b>: Hỏi về: thời hạn giải quyết, vì câu có “<mark>bao lâu<\/mark>”/)
  expect(await bench('cua', { turn: turn!.id })).toContain('1. Gia hạn giấy phép lao động')
  expect((await portal.as('minh').get(`/assistant/bench?turn=${turn!.id}`)).status).toBe(404)
  expect((await portal.as('lan').get('/assistant/bench')).status).toBe(403)
})

test('a code named outweighs all words; what staff shut out for a phrase is shown as rejected, with who and why', async () => {
  expect(await bench('kiem', { q: '9.000002 mất bao lâu' })).toContain('câu hỏi nêu đúng mã số')
  await portal.store.write(db => db.insert(answerPins).values({
    id: 'no-renewal', kind: 'exclude', phrase: 'gia hạn giấy phép', procedureId: ids[0]!, reason: 'đang sửa', madeById: 'kiem', madeAt: testNow, until: null,
  }))
  const page = await bench('kiem', { q: 'gia hạn giấy phép lao động mất bao lâu' })
  expect(page).toMatch(/Tìm thấy nhưng bỏ[^]*Gia hạn giấy phép lao động[^]*Loại trừ cho “gia hạn giấy phép”, do Đỗ Thị Kiểm đặt, vì: đang sửa/)
})

test('personal data is not tried, and leaves the address', async () => {
  const away = await portal.as('kiem').get('/assistant/bench?q=CCCD+038085000123+gia+han')
  expect(away.headers.get('location')).toBe('/assistant/bench?withheld=1')
  expect(await bench('kiem', { withheld: '1' })).toContain('không nằm trong địa chỉ')
})
