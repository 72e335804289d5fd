// Proving the assistant, told by the people who do it: tests written, asked, put aside, shared; runs and what became of them.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emptyContent } from '../src/procedures/content.ts'
import { saveDraft } from '../src/procedures/drafts.ts'
import { setClock } from '../src/clock.ts'
import { runDue } from '../src/jobs/schedule.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { judge, figuresOf, type Said } from '../src/proving/scoring.ts'
import type { Expected } from '../src/proving/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

const said = (more: Partial<Said> = {}): Said => ({ outcome: 'answered', reason: null, procedureIds: ['a', 'b', 'c', 'd', 'e', 'f'], aspect: 'fee', text: 'Phí: 0 đồng', ms: 2, ...more })
const wanted = (more: Partial<Expected> = {}): Expected => ({ question: 'phí bao nhiêu', must: 'answer', gold: ['a'], aspect: 'fee', contains: ['0 đồng'], ...more })

test.each([
  ['all as it must be', wanted(), said(), { right1: true, right5: true, told: true, aspect: true, falseNo: false, handled: true }],
  ['case and spaces do not matter', wanted({ contains: ['0  ĐỒNG'] }), said(), { told: true }],
  ['second is not first', wanted({ gold: ['b'] }), said(), { right1: false, right5: true, told: false, handled: false }],
  ['sixth is not among five', wanted({ gold: ['f'] }), said(), { right5: false }],
  ['a string is missing', wanted({ contains: ['5 ngày'] }), said(), { right1: true, told: false, handled: false }],
  ['a dump on one point is no answer', wanted(), said({ text: `0 đồng ${'x'.repeat(1_300)}` }), { told: false }],
  ['a long field may be long', wanted({ aspect: 'documents' }), said({ text: `0 đồng ${'x'.repeat(1_300)}` }), { told: true, aspect: false }],
  ['refused by mistake, though it was found', wanted(), said({ outcome: 'refused' }), { right1: true, told: false, falseNo: true, handled: false }],
  ['nothing is asked about the point', wanted({ aspect: null }), said(), { aspect: null, told: true }],
  ['refused as it must be', wanted({ must: 'refuse', gold: [] }), said({ outcome: 'refused', procedureIds: [] }), { refused: true, falseYes: false, right1: null, handled: true }],
  ['answered what must be refused', wanted({ must: 'refuse', gold: [] }), said(), { refused: false, falseYes: true, handled: false }],
  ['asked back between the right ones', wanted({ must: 'clarify', gold: ['a', 'b', 'z'] }), said({ outcome: 'clarify' }), { clarified: true, told: null, handled: true }],
  ['asked back, but only one of them offered', wanted({ must: 'clarify', gold: ['a', 'z'] }), said({ outcome: 'clarify' }), { clarified: false }],
])('an answer is judged: %s', (_, expected, answer, judgement) => { expect(judge(expected, answer)).toMatchObject(judgement) })

test('figures count only what was asked for', () => {
  const judged = [[wanted(), said({ ms: 1 })], [wanted({ gold: ['b'] }), said({ ms: 9 })], [wanted({ must: 'refuse', gold: [] }), said({ outcome: 'refused', ms: 3 })]] as const
  expect(figuresOf(judged.map(([expected, answer]) => ({ judgement: judge(expected, answer), ms: answer.ms }))))
    .toEqual({ turns: 3, right1: 0.5, right5: 1, told: 0.5, aspect: 1, refused: 1, falseYes: 0, falseNo: 0, clarified: null, handled: 2 / 3, p50: 3, p99: 9 })
  expect(figuresOf([])).toMatchObject({ turns: 0, handled: null, p50: 0 })
})

const limits = (text: string) => [{ kind: 'inPerson' as const, case: null, limit: { number: Number.parseInt(text, 10), unit: 'workingDay' as const }, limitText: text, fee: '0 đồng', note: null }]
const disabled = { ...emptyContent('Đổi, cấp lại Giấy xác nhận khuyết tật'), code: '1.001653', field: 'Bảo trợ xã hội', channels: limits('5 ngày làm việc'), steps: 'Nộp hồ sơ tại Ủy ban nhân dân cấp xã.' }
const permit = { ...emptyContent('Gia hạn giấy phép lao động đối với người lao động nước ngoài làm việc tại Việt Nam'), code: '1.014201', field: 'Việc làm', channels: limits('10 ngày làm việc') }

async function openOffice(): Promise<TestPortal & { card: string; work: string }> {
  const portal = await openPortal()
  const [card, work] = await portal.store.write(db => publishMany(db, { id: 'kiem' }, [disabled, permit].map(content => ({ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' })), 'test'))
  await portal.searchSettled()
  return { ...portal, card: card!, work: work! }
}

const question = { 'turns.0.question': 'Làm lại giấy xác nhận khuyết tật bị mất thì mấy ngày có?', 'turns.0.must': 'answer', 'turns.0.aspect': 'time_limit', 'turns.0.contains': '5 ngày làm việc', kind: 'tự nhiên', note: '' }
const idFrom = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!

test('Minh finds the procedure, writes a test, and sees at once what the assistant says', async () => {
  const { as, card } = await openOffice()
  const minh = as('minh')
  const looking = await (await minh.post('/assistant/tests', { ...question, 'turns.0.find': 'giay xac nhan khuyet tat', do: 'find-0' })).text()
  expect(looking).toContain(`name="turns.0.gold.${card}"`)
  expect(looking).toContain('mấy ngày có?')
  const without = await minh.post('/assistant/tests', { ...question, do: 'save' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Chọn ít nhất một thủ tục đúng.')

  const saved = await minh.post('/assistant/tests', { ...question, [`turns.0.gold.${card}`]: 'on', do: 'save' })
  expect(saved.status).toBe(303)
  const shown = await minh.text(saved.headers.get('location')!)
  expect(shown).toContain('Lúc này trợ lý trả lời')
  expect(shown).toContain('Phải trả lời về thời hạn giải quyết')
  expect(shown).not.toContain('Chưa đúng')
  const index = await minh.text('/assistant/tests?q=1.001653')
  expect(index).toContain('1 câu kiểm chứng đang dùng, có “1.001653”.')
  expect(await minh.text('/assistant/tests?field=Vi%E1%BB%87c+l%C3%A0m')).toContain('0 câu kiểm chứng')
})

test('turns are added and dropped on the form, and what was typed stays', async () => {
  const { as, card } = await openOffice()
  const yen = as('yen')
  const two = await (await yen.post('/assistant/tests', { ...question, [`turns.0.gold.${card}`]: 'on', do: 'add-1' })).text()
  expect(two).toContain('Lượt hỏi 2')
  const form = { ...question, [`turns.0.gold.${card}`]: 'on', 'turns.1.question': 'Thế lệ phí thì sao?', 'turns.1.must': 'answer', 'turns.1.aspect': 'fee', 'turns.1.contains': '0 đồng', [`turns.1.gold.${card}`]: 'on', kind: 'hội thoại' }
  const one = await (await yen.post('/assistant/tests', { ...form, do: 'drop-0' })).text()
  expect(one).toContain('Thế lệ phí thì sao?')
  expect(one).not.toContain('mấy ngày có?')
  const saved = await yen.post('/assistant/tests', { ...form, do: 'save' })
  expect(await yen.text(saved.headers.get('location')!)).toContain('Lượt 2: Thế lệ phí thì sao?')
})

test('a question that names a citizen is not kept', async () => {
  const { as, card } = await openOffice()
  const sent = await as('minh').post('/assistant/tests', { ...question, 'turns.0.question': 'Tôi số CCCD 001099012345 làm lại giấy khuyết tật mấy ngày?', [`turns.0.gold.${card}`]: 'on', do: 'save' })
  expect(sent.status).toBe(422)
  expect(await sent.text()).toContain('Bỏ thông tin riêng của người dân')
})

test('only who wrote it and those who teach the assistant change a test; two do not write over each other', async () => {
  const { as, card } = await openOffice()
  const form = { ...question, [`turns.0.gold.${card}`]: 'on', do: 'save' }
  const id = idFrom(await as('minh').post('/assistant/tests', form))
  expect((await as('cua').get(`/assistant/tests/${id}/edit`)).status).toBe(403)
  expect(await as('cua').text(`/assistant/tests/${id}`)).not.toContain('Cất đi')
  expect((await as('lan').get('/assistant/tests')).status).toBe(403)
  expect((await as('yen').get(`/assistant/tests/nothing`)).status).toBe(404)
  const changed = await as('yen').post(`/assistant/tests/${id}/edit`, { ...form, kind: 'lời cán bộ', revision: '1' })
  expect(changed.status).toBe(303)
  const late = await as('minh').post(`/assistant/tests/${id}/edit`, { ...form, note: 'của Minh', revision: '1' })
  expect(late.status).toBe(422)
  const again = await late.text()
  expect(again).toContain('Người khác vừa sửa câu này')
  expect(again).toContain('của Minh')
  await as('minh').post(`/assistant/tests/${id}/use`, { use: 'off' })
  expect(await as('minh').text('/assistant/tests')).toContain('0 câu kiểm chứng đang dùng')
  expect(await as('minh').text('/assistant/tests?state=aside')).toContain('1 câu kiểm chứng đã cất')
  await as('minh').post(`/assistant/tests/${id}/use`, { use: 'on' })
  expect(await as('minh').text('/assistant/tests')).toContain('1 câu kiểm chứng đang dùng')
})

const linesOf = (...lines: unknown[]) => lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
const shared = { id: 'x1', kind: 'không dấu', turns: [{ question: 'gia han giay phep lao dong mat bao lau', must: 'answer', gold: ['1.014201'], aspect: 'time_limit', contains: ['10 ngày làm việc'] }] }

test('a file of another office is looked through before it is taken in, and goes out as it came', async () => {
  const { as, work } = await openOffice()
  const yen = as('yen')
  const bad = { kind: 'tự nhiên', turns: [{ question: 'Xin cấp phép bay?', must: 'answer', gold: ['9.999999'], aspect: null, contains: [] }] }
  const text = linesOf(shared, '{"turns":', bad, { ...shared, turns: [{ ...shared.turns[0], aspect: 'màu' }] })
  const form = new FormData()
  form.set('file', new File([text], 'cau-hoi.jsonl'))
  const preview = await (await yen.upload('/assistant/tests/import', form)).text()
  expect(preview).toContain('Đọc được 1 câu kiểm chứng; 3 dòng không đọc được. Chưa có gì được lưu.')
  expect(preview).toContain('Danh mục không có thủ tục 9.999999.')
  expect(preview).toContain('Dòng không phải là JSON hợp lệ.')
  expect(await yen.text('/assistant/tests')).toContain('Chưa có câu kiểm chứng nào')

  expect((await yen.post('/assistant/tests/import/application', { lines: text })).headers.get('location')).toBe('/assistant/tests')
  await yen.post('/assistant/tests/import/application', { lines: text })
  expect(await yen.text('/assistant/tests')).toContain('1 câu kiểm chứng đang dùng')
  const out = JSON.parse(await yen.text('/assistant/tests/export/jsonl')) as typeof shared
  expect(out).toMatchObject({ kind: shared.kind, turns: shared.turns })
  expect(await yen.text('/assistant/tests/export/csv')).toContain('1.014201 Gia hạn giấy phép lao động')
  expect((await yen.get('/assistant/tests/export/xlsx')).headers.get('content-type')).toContain('spreadsheetml')
  expect(await yen.text(`/assistant/tests?q=${work.slice(0, 4)}zzz`)).toContain('Không có câu nào khớp')

  const nothing = new FormData()
  nothing.set('file', new File(['{"no":1}'], 'x.jsonl'))
  const refused = await yen.upload('/assistant/tests/import', nothing)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Không đọc được dòng nào.')
})

test('Yến runs all tests, and sees the misses, what each should have been, and what became different', async () => {
  const { as, card, jobsDone } = await openOffice()
  const yen = as('yen')
  expect(await yen.text('/assistant/runs')).toContain('Thêm câu kiểm chứng trước, rồi chạy.')
  const right = { ...question, [`turns.0.gold.${card}`]: 'on', do: 'save' }
  await yen.post('/assistant/tests', right)
  const wrongId = idFrom(await yen.post('/assistant/tests', { ...right, 'turns.0.question': 'Giấy xác nhận khuyết tật bị hỏng đổi lại mất bao lâu?', 'turns.0.contains': '99 ngày làm việc' }))
  await yen.post('/assistant/tests', { ...right, 'turns.0.question': 'Ông ơi hôm nay trời có mưa không?', 'turns.0.must': 'refuse', kind: 'từ chối' })
  expect((await yen.post('/assistant/runs')).headers.get('location')).toBe('/assistant/runs')
  await jobsDone()
  const history = await yen.text('/assistant/runs')
  const runPath = /href="(\/assistant\/runs\/[^"/]+)"/.exec(history)![1]!
  expect(history).toContain('66,7 %')
  const run = await yen.text(runPath)
  expect(run).toContain('1 lượt hỏi chưa đúng.')
  expect(run).toContain('trả lời từ thủ tục đúng, nhưng thiếu chữ cần có')
  expect(run).toContain('Nguyễn Hải Yến: 3 lượt hỏi, xử lý đúng 66,7 %.')
  expect(await yen.text('/assistant/tests?result=missed')).toContain('1 câu kiểm chứng đang dùng, chưa đúng ở lần chạy gần nhất.')
  expect(await yen.text(`/assistant/tests/${wrongId}`)).toContain('Câu trả lời không có chữ “99 ngày làm việc”.')

  await yen.post(`/assistant/tests/${wrongId}/edit`, { ...right, 'turns.0.question': 'Giấy xác nhận khuyết tật bị hỏng đổi lại mất bao lâu?', revision: '1' })
  await yen.post('/assistant/runs')
  await jobsDone()
  const both = await yen.text('/assistant/runs')
  expect(both).toContain('xử lý đúng từ 66,7 % thành 100,0 %')
  expect(both).toContain('<polyline class="c-line-handled"')
  const second = await yen.text(/href="(\/assistant\/runs\/[^"/]+)"/.exec(both)![1]!)
  expect(second).toContain('1 lượt nay đúng, 0 lượt nay sai')
  const ended = await yen.get('/assistant/runs/progress', { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
  expect(ended.headers.get('HX-Redirect')).toMatch(/^\/assistant\/runs\/.+/)
  expect((await yen.get(`${runPath}/export/xlsx`)).headers.get('content-type')).toContain('spreadsheetml')
  expect(await yen.text('/ask/history')).toContain('Bạn chưa hỏi câu nào')
})

test('before Kiểm publishes a draft, its page says which tests would be answered differently; nothing changes by looking', async () => {
  const portal = await openOffice()
  const { as, card, work, store } = portal
  const kiem = as('kiem')
  const right = { ...question, [`turns.0.gold.${card}`]: 'on', do: 'save' }
  await kiem.post('/assistant/tests', right)
  await kiem.post('/assistant/tests', { ...right, 'turns.0.question': 'gia hạn giấy phép lao động mất bao lâu', [`turns.0.gold.${card}`]: '', [`turns.0.gold.${work}`]: 'on', 'turns.0.contains': '10 ngày làm việc' })
  await store.write(db => saveDraft(db, { id: 'kiem' }, card, 0, { ...disabled, channels: limits('3 ngày làm việc') }))

  const publication = await kiem.text(`/procedures/${card}/publication`)
  expect(publication).toContain(`hx-get="/procedures/${card}/effect"`)
  const alone = await kiem.text(`/procedures/${card}/effect`)
  expect(alone).toContain('Trợ lý sẽ trả lời khác ở đâu khi công bố')
  const part = await (await kiem.get(`/procedures/${card}/effect`, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })).text()
  expect(part).toContain('1 trong 2 câu kiểm chứng sẽ trả lời khác: 1 lượt đang đúng thành sai.')
  expect(part).toContain('Nay sai')
  expect(part).toContain('3 ngày làm việc')
  expect(part).not.toContain('<h1')

  const gone = await kiem.text(`/procedures/${work}/effect?of=abolition`)
  expect(gone).toContain('1 trong 2 câu kiểm chứng sẽ trả lời khác: 1 lượt đang đúng thành sai.')
  expect(gone).toMatch(/Trả lời từ “Gia hạn giấy phép lao động[^”]*” → Từ chối/)
  expect((await as('minh').get(`/procedures/${card}/effect`)).status).toBe(403)
  expect((await kiem.get(`/procedures/${work}/effect`)).status).toBe(404)

  // The copy was put back, and the live index never knew.
  expect(await kiem.text(`/procedures/${card}/effect`)).toContain('1 lượt đang đúng thành sai')
  await store.write(db => saveDraft(db, { id: 'kiem' }, card, 1, disabled))
  expect(await kiem.text(`/procedures/${card}/effect`)).toContain('Không câu nào trong 2 câu kiểm chứng trả lời khác.')
  await portal.searchSettled()
  expect(await kiem.text('/assistant/tests')).toContain('2 câu kiểm chứng đang dùng')
})

test('each night the portal asks the tests by itself, where there are any', async () => {
  const portal = await openOffice()
  const { as, card, jobsDone } = portal
  const failed = (task: string, error: unknown) => { throw new Error(task, { cause: error }) }
  const nights = async (day: string) => {
    setClock(() => new Date(`2026-10-${day}T02:40:00+07:00`))
    const done = await runDue(portal, failed)
    await jobsDone()
    return done
  }
  expect(await nights('12')).toContain('tests of the assistant')
  expect(await as('yen').text('/assistant/runs')).toContain('Chưa chạy lần nào')
  await as('yen').post('/assistant/tests', { ...question, [`turns.0.gold.${card}`]: 'on', do: 'save' })
  await nights('13')
  expect(await as('kiem').text('/assistant/runs')).toContain('Cổng, theo lịch hằng đêm')
})

test('before an entry of frequently asked questions is approved, its page says the same', async () => {
  const { as, card, store } = await openOffice()
  const asked = 'Làm lại giấy xác nhận khuyết tật bị mất ở đâu?'
  await as('kiem').post('/assistant/tests', { ...question, 'turns.0.question': asked, 'turns.0.aspect': 'place', 'turns.0.contains': 'Nộp đơn tại bất kỳ xã nào', [`turns.0.gold.${card}`]: 'on', do: 'save' })
  const [version] = await store.read.select().from(procedureVersions).where(eq(procedureVersions.procedureId, card))
  const entry = { question: asked, answer: 'Nộp đơn tại bất kỳ xã nào thuận tiện.', unitId: 'merit', personId: 'minh', 'quote-1': `${card}|${version!.id}|steps|${disabled.steps}` }
  const address = (await as('minh').post('/faqs', entry)).headers.get('location')!
  expect(await as('minh').text(address)).toContain(`hx-get="${address}/effect"`)
  expect(await as('minh').text(`${address}/effect`)).toContain('1 trong 1 câu kiểm chứng sẽ trả lời khác: 1 lượt đang sai thành đúng.')
  expect((await as('lan').get(`${address}/effect`)).status).toBe(404)
})
