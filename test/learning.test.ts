// What the assistant could not do, as stories: handed to a unit and answered, gathered in a queue, decided once for all who asked alike.
import { beforeEach, expect, test } from 'vitest'
import { turns } from '../src/assistant/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { handovers } from '../src/learning/tables.ts'
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
