// One line of the crawled format: what is read, what stays unknown, what is said about the rest.
import { expect, test } from 'vitest'
import { readProcedureLine } from '../src/procedures/jsonl.ts'
import { limitOf } from '../src/procedures/limits.ts'

const line = (record: Record<string, unknown>) => readProcedureLine(JSON.stringify({ id: 'x:1', code: '1.000001', name: 'Cấp thẻ thử', ...record }))

test.each([
  ['5 ngày làm việc', { number: 5, unit: 'workingDay' }], ['05 Ngày', { number: 5, unit: 'day' }], ['24 giờ', { number: 24, unit: 'hour' }], ['8.5 ngày làm việc', { number: 8.5, unit: 'workingDay' }],
  ['3,5 ngày', { number: 3.5, unit: 'day' }], ['Không quá 03 ngày làm việc ngày', { number: 3, unit: 'workingDay' }], ['2 tháng', { number: 2, unit: 'month' }], ['30 ngày (làm việc)', { number: 30, unit: 'workingDay' }],
  ['0 Giờ', null], ['Không quy định', null], ['Theo mô tả ngày', null], ['', null], [null, null], ['3 ngày; phức tạp 5 ngày', null],
  ['Không quá 07 ngày làm việc, vùng sâu tăng thêm không quá 10 ngày', null], ['5 ngày làm việc'.normalize('NFD'), { number: 5, unit: 'workingDay' }],
])('the limit of %j', (text, limit) => { expect(limitOf(text)).toEqual(limit) })

test('channels keep the words and the case, and never take unknown for free', () => {
  const { content, problems } = line({ methods: [
    { channel: 'Trực tuyến', time_limit: '05 Ngày làm việc', fee: null, note: 'Qua Cổng' },
    { channel: 'Dịch vụ bưu chính', time_limit: '05 Ngày', fee: '' },
    { channel: 'Trực tiếp', time_limit: null, fee: 'Lệ phí: 500000 ĐồngXem chi tiết' },
    { channel: 'Trực tiếp', fee: 'Phí : Đồng' },
    { channel: 'Bồ câu', fee: '50 VNĐ' },
    'hỏng',
  ] })
  expect(content.channels.map(({ kind, limit, limitText, fee }) => [kind, limit?.unit ?? null, limitText, fee])).toEqual([
    ['online', 'workingDay', '05 Ngày làm việc', null], ['post', 'day', '05 Ngày', null], ['inPerson', null, null, 'Lệ phí: 500000 Đồng'], ['inPerson', null, null, null], ['inPerson', null, null, '50 VNĐ'],
  ])
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('không ghi số tiền'), expect.stringContaining('Bồ câu'), expect.stringContaining('thiếu hàng nghìn'), expect.stringContaining('không đọc được'),
  ])
})

test('levels in any spelling; what is abolished is said', () => {
  expect(line({ level: 'Cấp Bộ, Cấp tỉnh, Cấp xã' }).content.levels).toEqual(['ministry', 'province', 'commune'])
  expect(line({ level: 'Cấp bộ/ngành, Cơ quan khác' }).content.levels).toEqual(['ministry', 'other'])
  expect(line({ level: null }).content.levels).toEqual([])
  expect(line({ level: 'Cấp huyện' }).problems.map(({ field }) => field)).toContain('levels')
})

test('papers, laws, decision, address', () => {
  const { content } = line({
    documents: [{ name: 'Tờ khai', originals: 1, copies: 0, form: 'Mẫu 01.docx', case: 'Trường hợp mất' }, { name: null }, { name: 'Ảnh', originals: -1, copies: '2' }],
    legal_basis: [{ code: 'Nghị định số 25/2025/NĐ-CP', title: 'Nghị định số 25/2025/NĐ-CP ngày 21 tháng 02 năm 2025' }, { code: null, title: 'Luật ngày 31/02/2024' }, { code: null, title: null }],
    decision: '639/QĐ-BNV', url: 'javascript:alert(1)', postal: true, online_level: 'toàn trình',
  })
  expect(content.papers.map(({ name, originals, copies, form }) => [name, originals, copies, form])).toEqual([['Tờ khai', 1, 0, 'Mẫu 01.docx'], ['Ảnh', null, null, null]])
  expect(content.legalBases.map(({ number, date }) => [number, date])).toEqual([['25/2025/NĐ-CP', '2025-02-21'], [null, null]])
  expect([content.decision?.number, content.sourceUrl, content.postal, content.onlineLevel]).toEqual(['639/QĐ-BNV', null, true, 'full'])
})

test('wrong types are left out and said; long fields are cut and said', () => {
  const { content, problems, id } = line({ name: 'Thăm viếng mộ liệt sĩ.'.normalize('NFD'), steps: { a: 1 }, documents: 'không', conditions: 'dài '.repeat(60_000), agency: '  Sở \u200b Nội vụ ' })
  expect([id, content.name, content.steps, content.papers.length, content.agencies.handling]).toEqual(['x:1', 'Thăm viếng mộ liệt sĩ', null, 0, 'Sở Nội vụ'])
  expect(content.conditions!.length).toBeLessThanOrEqual(200_000)
  expect(problems.map(({ field }) => field)).toEqual(['documents', 'steps', 'conditions'])
})

test.each([['', 'JSON'], ['[1]', 'bản ghi'], ['{"name":" "}', 'tên'], ['{"name":', 'JSON'], ['null', 'bản ghi']])('the line %j is refused with a sentence', (text, word) => {
  expect(() => readProcedureLine(text)).toThrow(word)
})
