// What the assistant could not do, as stories: handed to a unit and answered, gathered in a queue, decided once for all who asked alike.
import { beforeEach, expect, test } from 'vitest'
import { eraseOldQuestions } from '../src/assistant/conversation.ts'
import { turns } from '../src/assistant/tables.ts'
import { setClock } from '../src/clock.ts'
import { portal as itself, record } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { faqs } from '../src/faqs/tables.ts'
import { handovers } from '../src/learning/tables.ts'
import { testQuestions } from '../src/proving/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const jobless: ProcedureContent = {
  ...emptyContent('Giải quyết hưởng trợ cấp thất nghiệp'), code: '1.014748', field: 'Việc làm', levels: ['province'],
  papers: [{ name: 'Sổ bảo hiểm xã hội', case: null, originals: 1, copies: 0, form: null, required: true, note: null }],
}
const merit: ProcedureContent = {
  ...emptyContent('Giải quyết chế độ mai táng đối với người có công với cách mạng'), code: '1.010801', field: 'Người có công', levels: ['commune'],
  steps: 'Bước 1: Thân nhân nộp hồ sơ tại Ủy ban nhân dân cấp xã.',
}

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  await portal.store.write(db => publishMany(db, itself, [{ content: jobless, unit: 'jobs' }, { content: merit, unit: 'merit' }].map(({ content, unit }) => (
    { content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: unit })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
})

/** Asks, and gives the turn that it became. */
async function asked(name: string, question: string) {
  const address = (await portal.as(name).post('/ask', { question })).headers.get('location')!.split('#')[0]!
  const [turn] = (await portal.store.read.select().from(turns)).filter(({ conversationId }) => address.endsWith(conversationId))
  return { address, turn: turn! }
}
const policyQuestion = 'Mức trợ cấp mai táng người có công được bao nhiêu tiền một tháng?'

test('a refused question goes to the unit that keeps the nearest procedure; its answer stands under the question, with unit and person', async () => {
  const { address, turn } = await asked('cua', policyQuestion)
  expect(turn.outcome).toBe('refused')
  expect(await portal.as('cua').text(address)).toContain(`/ask/turns/${turn.id}/handover`)
  expect(await portal.as('cua').text(`/ask/turns/${turn.id}/handover`)).toContain('<option value="merit" selected>')
  const handed = await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'merit', note: 'Người dân chờ ở quầy.' })
  expect(handed.headers.get('location')).toContain(address)
  const [row] = await portal.store.read.select().from(handovers)
  await expect.poll(() => portal.as('minh').text('/notices'), { timeout: 10_000 }).toContain('câu hỏi được chuyển cho đơn vị bạn')
  expect(await portal.as('minh').text('/assistant/handovers')).toContain('Mức trợ cấp mai táng')

  const place = `/assistant/handovers/${row!.id}`
  expect(await portal.as('minh').text(place)).toContain('Người dân chờ ở quầy.')
  const wrong = await portal.as('minh').post(`${place}/answer`, { answer: 'Gọi chị Hoa 0912345678' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Gọi chị Hoa 0912345678</textarea>')
  expect((await portal.as('minh').post(`${place}/answer`, { answer: 'Theo mức do Chính phủ quy định từng thời kỳ.' })).status).toBe(303)
  const page = await portal.as('cua').text(address)
  expect(page).toContain('Phòng Người có công trả lời')
  expect(page).toContain('Theo mức do Chính phủ quy định từng thời kỳ.')
  expect(page).toContain('Phạm Văn Minh')
  await expect.poll(() => portal.as('cua').text('/notices'), { timeout: 10_000 }).toContain('đã trả lời câu hỏi được chuyển')
  expect((await portal.as('hoa').post(`${place}/answer`, { answer: 'Lần hai' })).status).toBe(422)
})

test('a handed question is seen by who asked, who handed it over and the unit; others do not find it, and no event holds its words', async () => {
  const { turn } = await asked('cua', policyQuestion)
  await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'merit', note: '' })
  const [{ id } = { id: '' }] = await portal.store.read.select().from(handovers)
  for (const [name, status] of [['cua', 200], ['minh', 200], ['yen', 200], ['thu', 404], ['quan', 403]] as const) {
    expect((await portal.as(name).get(`/assistant/handovers/${id}`)).status, name).toBe(status)
  }
  expect((await portal.as('cua').post(`/assistant/handovers/${id}/answer`, { answer: 'Tự trả lời' })).status).toBe(403)
  expect((await portal.as('minh').get(`/ask/turns/${turn.id}/handover`)).status).toBe(404)
  expect((await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'merit', note: '' })).status).toBe(422)
  expect(JSON.stringify(await portal.store.read.select().from(events))).not.toContain('mai táng người')
})

test('a unit without anybody to answer cannot be chosen; a unit passes on what is not its own', async () => {
  const { turn } = await asked('cua', policyQuestion)
  const refused = await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'jobs', note: 'x' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('chưa có ai trả lời được')
  await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'merit', note: '' })
  const [{ id } = { id: '' }] = await portal.store.read.select().from(handovers)
  expect((await portal.as('hoa').post(`/assistant/handovers/${id}/unit`, { unit: 'office', note: 'Việc của một cửa' })).headers.get('location')).toBe('/assistant/handovers')
  expect((await portal.as('minh').get(`/assistant/handovers/${id}`)).status).toBe(404)
  expect(await portal.as('kiem').text(`/assistant/handovers/${id}`)).toContain('Việc của một cửa')
})

test('what was not kept, and small talk, is not handed over', async () => {
  for (const question of ['CCCD 038085000123 của tôi được hưởng trợ cấp thất nghiệp chưa?', 'Xin chào']) {
    const { address, turn } = await asked('cua', question)
    expect(await portal.as('cua').text(address)).not.toContain('/handover"')
    expect((await portal.as('cua').get(`/ask/turns/${turn.id}/handover`)).status).toBe(403)
  }
})

test('questions that ask alike stand together with their count; deciding closes them all, a new one opens again, and it can be taken back', async () => {
  for (const [name, question] of [['cua', 'Xin giấy phép nuôi hổ cần gì?'], ['minh', 'xin giấy phép nuôi hổ ở đâu'], ['cua', 'giay phep nuoi ho can gi'], ['cua', 'Đăng ký tàu vũ trụ lên sao Hỏa mất bao lâu?']] as const) {
    expect((await asked(name, question)).turn.outcome).toBe('refused')
  }
  const list = await portal.as('yen').text('/assistant/queue')
  expect(list).toContain('4 câu chưa xử lý trong 90 ngày qua, gộp thành 2 nhóm; hỏi nhiều trước.')
  const place = /href="(\/assistant\/queue\/[0-9a-f-]{36})"/.exec(list)![1]!
  const page = await portal.as('yen').text(place)
  expect(page).toContain('Hỏi 3 lần')
  expect(page).toContain('Phạm Văn Minh, Phòng Người có công')
  expect(page).toMatch(/Từ chưa có trong tên thủ tục nào: <b>[^<]*hổ/)
  const until = /name="until" value="([^"]+)"/.exec(page)![1]!

  const without = await portal.as('yen').post(`${place}/decision`, { until, outcome: 'fine', note: '' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Ghi lý do không cần làm gì.')
  expect((await portal.as('yen').post(`${place}/decision`, { until, outcome: 'fine', note: 'Không thuộc việc của Sở' })).status).toBe(303)
  const after = await portal.as('yen').text(place)
  expect(after).toContain('Đã xử lý hết.')
  expect(after).toContain('Nguyễn Hải Yến, 12/10/2026: Không thuộc việc của Sở')
  expect((await portal.as('yen').post(`${place}/decision`, { until, outcome: 'fine', note: 'x' })).status).toBe(422)
  expect(await portal.as('yen').text('/assistant/queue')).toContain('1 câu chưa xử lý')
  expect(await portal.as('yen').text('/assistant/queue?state=decided')).toContain('3 câu đã xử lý')

  await asked('cua', 'Giấy phép nuôi hổ phí bao nhiêu?')
  expect(await portal.as('yen').text(place)).toContain('1 câu chưa xử lý.')
  await portal.as('yen').post(`${place}/reopening`)
  expect(await portal.as('yen').text(place)).toContain('4 câu chưa xử lý.')
  expect((await portal.store.read.select().from(events).orderBy(events.number)).filter(({ subjectKind }) => subjectKind === 'queue').map(({ action, details }) => [action, details.turns]))
    .toEqual([['questions decided', 3], ['questions reopened', 3]])
})

test('an answer judged wrong is in the queue with the procedure that would have been right; a unit sees what concerns it, and no names', async () => {
  const { turn } = await asked('cua', 'Hưởng trợ cấp thất nghiệp nộp giấy gì?')
  expect(turn.outcome).toBe('answered')
  const form = await portal.as('cua').text(`/ask/turns/${turn.id}/feedback`)
  expect(form).toContain('Thủ tục đúng ra phải là')
  const judged = await portal.as('cua').post(`/ask/turns/${turn.id}/feedback`, { useful: 'no', reason: 'outdated', procedure: turn.answer.candidates[0]!.id, handover: 'on' })
  expect(judged.headers.get('location')).toBe(`/ask/turns/${turn.id}/handover`)
  const list = await portal.as('yen').text('/assistant/queue?why=outdated')
  expect(list).toContain('bị báo đã cũ 1')
  const place = /href="(\/assistant\/queue\/[0-9a-f-]{36})"/.exec(list)![1]!
  expect(await portal.as('yen').text(place)).toContain('người hỏi cho rằng đúng là: Giải quyết hưởng trợ cấp thất nghiệp')
  expect((await portal.as('minh').get(place)).status).toBe(404)
  await portal.as('cua').post(`/ask/turns/${turn.id}/handover`, { unit: 'merit', note: '' })
  const theirs = await portal.as('minh').text(place)
  expect(theirs).toContain('Văn phòng')
  expect(theirs).not.toContain('Hà Thị Cửa')
  expect((await portal.as('lan').get('/assistant/queue')).status).toBe(403)
  expect((await portal.as('yen').get('/assistant/queue/export/xlsx')).headers.get('content-type')).toContain('spreadsheet')
})

test('a frequently asked question that was made of one settles all that ask alike, and is named', async () => {
  const { turn } = await asked('cua', 'Xin giấy phép nuôi hổ cần gì?')
  await asked('minh', 'xin giấy phép nuôi hổ ở đâu')
  await portal.store.write(async db => {
    await db.insert(faqs).values({ id: 'made', state: 'draft', ownerUnitId: 'office', question: 'Nuôi hổ', search: 'nuoi ho', originTurnId: turn.id, madeById: 'kiem', madeAt: new Date('2026-10-12T09:00:00+07:00') })
    await record(db, itself, 'questions decided', 'queue', turn.id, { turns: 2, outcome: 'faq' })
  })
  expect(await portal.as('yen').text('/assistant/queue')).toContain('Không có câu nào chờ xử lý')
  const list = await portal.as('yen').text('/assistant/queue?state=decided')
  const page = await portal.as('yen').text(/href="(\/assistant\/queue\/[0-9a-f-]{36})"/.exec(list)![1]!)
  expect(page).toContain('<a href="/faqs/made">Đã soạn câu hỏi thường gặp</a>')
  expect(page).toContain('Đỗ Thị Kiểm')
  expect(page).not.toContain('/reopening')
})

test('one click makes a test of questions that were refused, and closes them with a link to it', async () => {
  await asked('cua', 'Xin giấy phép nuôi hổ cần gì?')
  await asked('minh', 'Xin giấy phép nuôi hổ cần gì?')
  expect(await portal.as('yen').text('/')).toContain('2 câu chưa trả lời được trong 7 ngày')
  const place = /href="(\/assistant\/queue\/[0-9a-f-]{36})"/.exec(await portal.as('yen').text('/assistant/queue'))![1]!
  const until = '2026-10-13T00:00:00.000Z'
  expect((await portal.as('yen').post(`${place}/test`, { until })).status).toBe(422)
  const unknown = await portal.as('yen').post(`${place}/test`, { until, right: 'code', code: '9.999999' })
  expect(await unknown.text()).toContain('Không có thủ tục nào mang mã số này.')
  const made = await portal.as('yen').post(`${place}/test`, { until, right: 'code', code: '1.014748' })
  const [test] = await portal.store.read.select().from(testQuestions)
  expect(made.headers.get('location')).toBe(`/assistant/tests/${test!.id}`)
  expect(test!.turns).toMatchObject([{ question: 'Xin giấy phép nuôi hổ cần gì?', must: 'answer' }])
  const page = await portal.as('yen').text(place)
  expect(page).toContain('Đã xử lý hết.')
  expect(page).toContain(`<a href="/assistant/tests/${test!.id}">Thành câu kiểm chứng</a>`)
  expect(await portal.as('yen').text('/')).not.toContain('câu chưa trả lời được trong')
})

test('a question whose text was erased counts, and shows none', async () => {
  await asked('cua', 'xin giay phep nuoi ho can gi')
  setClock(() => new Date('2026-12-12T08:00:00+07:00'))
  expect(await portal.store.write(db => eraseOldQuestions(db, 30))).toBe(1)
  expect(JSON.stringify(await portal.store.read.select().from(turns))).not.toMatch(/nuôi hổ|nuoi ho|"nuôi"|"hổ"/)
  const list = await portal.as('yen').text('/assistant/queue')
  expect(list).toContain('1 câu chưa xử lý')
  expect(list).toContain('Câu hỏi đã xóa theo thời hạn lưu')
  const page = await portal.as('yen').text(/href="(\/assistant\/queue\/[0-9a-f-]{36})"/.exec(list)![1]!)
  expect(page).not.toMatch(/nuôi hổ|nuoi ho/)
})
