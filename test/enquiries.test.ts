// Citizens' questions as stories: entered on the telephone, masked before anything is kept, found again, settled at once, erased.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { enquiries, enquiryPeople } from '../src/enquiries/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { newId } from '../src/ids.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.', result: 'Giấy xác nhận khuyết tật',
}

let portal: TestPortal
let procedureId: string
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ;[procedureId] = await portal.store.write(db => publishMany(db, itself, [
    { content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test')) as [string]
})

const typed = (more: Record<string, string> = {}) => ({ id: newId(), channel: 'phone', question: 'Mất giấy xác nhận khuyết tật thì làm lại ở đâu?', ...more })
const rowOf = async (id: string) => (await portal.store.read.select().from(enquiries).where(eq(enquiries.id, id)))[0]!

test('a question comes in by telephone: its number, its unit with the reason, its clock; sent twice it is one', async () => {
  const cua = portal.as('cua')
  expect(await cua.text('/enquiries/new')).toMatch(/value="phone" checked/)
  const question = 'Tôi là Nông Văn Tèo, số 0912 345 678, CCCD 001085012345. Mất giấy xác nhận khuyết tật thì làm lại ở đâu?'
  const form = typed({ question, name: 'Nông Văn Tèo', contact: '0912 345 678' })
  const picked = await (await cua.post('/enquiries/draft', { ...form, pick: procedureId })).text()
  expect(picked).toContain('Phòng Người có công giữ thủ tục này nên được đề xuất.')
  expect(picked).toContain(form.id)

  const sent = await cua.post('/enquiries', { ...form, procedureId })
  const again = await cua.post('/enquiries', { ...form, procedureId })
  expect([sent.status, again.headers.get('location')]).toEqual([303, `/enquiries/${form.id}`])
  expect(await portal.store.read.$count(enquiries)).toBe(1)
  expect(await rowOf(form.id)).toMatchObject({
    year: 2026, number: 1, state: 'assigned', unitId: 'merit', field: 'Bảo trợ xã hội', firstDueAt: new Date('2026-10-19T08:00:00+07:00'),
    question: 'Tôi là Nông Văn Tèo, số [số điện thoại], CCCD [số căn cước]. Mất giấy xác nhận khuyết tật thì làm lại ở đâu?',
  })
  expect(await portal.store.read.select().from(enquiryPeople)).toEqual([{ id: form.id, name: 'Nông Văn Tèo', contact: '0912 345 678', eraseOn: null }])

  const page = await cua.text(`/enquiries/${form.id}`)
  expect(page).toContain('HĐ 1/2026')
  expect(page).toContain('Nông Văn Tèo, 0912 345 678')
  const seen = await portal.as('yen').text(`/enquiries/${form.id}`)
  expect(seen).toContain('T*** (điện thoại)')
  expect(seen).not.toContain('0912')
  expect((await portal.as('quan').get(`/enquiries/${form.id}`)).status).toBe(403)
  expect((await portal.as('xem').get('/enquiries/new')).status).toBe(403)
})

test('what is missing is said beside its field and what was typed stays', async () => {
  const form = typed({ question: ' ', name: 'Nông Văn Tèo', receivedOn: '2026-10-13' })
  const page = await portal.as('minh').post('/enquiries', form)
  expect(page.status).toBe(422)
  expect(await page.text()).toMatch(/Ghi điều công dân hỏi\.[\s\S]*Nông Văn Tèo/)
  expect(await (await portal.as('minh').post('/enquiries', { ...form, question: 'Hỏi gì đó' })).text()).toContain('Lúc nhận không thể sau lúc này.')
  await portal.as('minh').post('/enquiries', { ...form, question: 'Hỏi gì đó', receivedOn: '2026-10-09', receivedTime: '16:00', channel: 'letter' })
  expect(await rowOf(form.id)).toMatchObject({ state: 'received', receivedAt: new Date('2026-10-09T16:00:00+07:00'), dueAt: new Date('2026-10-16T16:00:00+07:00') })
  expect(await portal.as('minh').text('/enquiries/new')).toMatch(/value="letter" checked/)
})
