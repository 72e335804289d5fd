// Reply templates: variables that are filled from the record or left to be filled in, written and put aside by the unit that keeps them.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { replyTemplates } from '../src/enquiries/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { filledIn, openPlaces, unknownVariables, variableNames, type Occasion } from '../src/replies/variables.ts'
import { openPortal } from './portal.ts'

const content: ProcedureContent = {
  ...emptyContent('Cấp giấy xác nhận khuyết tật'), code: '1.001699', agencies: { handling: 'UBND cấp xã', competent: null, coordinating: null, issuing: null, receiving: null },
  channels: [{ kind: 'inPerson', case: null, limit: { number: 25, unit: 'workingDay' }, limitText: null, fee: null, note: null }],
  papers: ['Đơn đề nghị theo Mẫu số 01', 'Bản sao giấy tờ y tế'].map(name => ({ name, case: null, originals: null, copies: null, form: null, required: true, note: null })),
}
const occasion: Occasion = { question: 'Cần giấy tờ gì?', number: 'HĐ 12/2026', today: '12/10/2026', received: '09/10/2026', unit: null, writer: 'Phạm Văn Minh' }

test('variables are filled from the question and the record; what neither knows is marked, never invented', () => {
  const filled = (text: string, record: ProcedureContent | null = content) => filledIn(text, occasion, record)
  expect(filled('{Số câu hỏi} ngày {ngày hỏi}: {cau hoi} {người trả lời}')).toBe('HĐ 12/2026 ngày 09/10/2026: Cần giấy tờ gì? Phạm Văn Minh')
  expect(filled('Thủ tục {tên thủ tục} (mã {mã thủ tục}), thời hạn {thời hạn}.')).toContain('Cấp giấy xác nhận khuyết tật (mã 1.001699), thời hạn 25 ngày làm việc')
  expect(filled('Hồ sơ gồm: {giấy tờ}.\nNộp tại {nơi nộp}.')).toBe('Hồ sơ gồm:\n- Đơn đề nghị theo Mẫu số 01\n- Bản sao giấy tờ y tế\nNộp tại UBND cấp xã.')
  expect(filled('Lệ phí: {lệ phí}.')).toBe('Lệ phí: [cần điền: lệ phí – thủ tục 1.001699 chưa ghi].')
  expect(filled('{lệ phí}; {đơn vị}', null)).toBe('[cần điền: lệ phí – câu hỏi chưa gắn thủ tục]; [cần điền: đơn vị – chưa giao đơn vị]')
  expect(openPlaces(filled('{lệ phí}, {tên}'))).toEqual(['[cần điền: lệ phí – thủ tục 1.001699 chưa ghi]', '{tên}'])
  expect(unknownVariables('{lệ phí} {tên người hỏi} {LE PHI} {tên người hỏi}')).toEqual(['tên người hỏi'])
  for (const name of variableNames) expect(filled(`{${name}}`), name).not.toContain('{')
})

test('Minh writes a template with its source, Cửa sees it but does not change it; put aside, it is no longer offered', async () => {
  const portal = await openPortal()
  const [id] = await portal.store.write(db => publishMany(db, itself, [{ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test'))
  const [version] = await portal.store.read.select().from(procedureVersions).where(eq(procedureVersions.procedureId, id!))
  const minh = portal.as('minh')
  const form = { title: 'Hướng dẫn hồ sơ', text: 'Về {tên thủ tục}: {giấy tờ}. Lệ phí: {lệ phí}.', unitId: 'merit', forState: 'answering', 'quote-1': `${id}|${version!.id}|papers|Đơn đề nghị theo Mẫu số 01` }

  const refused = await minh.post('/replies/templates', { ...form, text: 'Chào {tên công dân}, lệ phí {lệ phí}' })
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).toContain('Không có biến {tên công dân}.')
  expect(again).toContain('Chào {tên công dân}, lệ phí {lệ phí}</textarea>')
  expect((await minh.post('/replies/templates', { ...form, text: 'Gọi 0912 345 678' })).status).toBe(422)
  expect((await minh.post('/replies/templates', { ...form, unitId: 'jobs' })).status).toBe(422)

  const tried = await (await minh.post('/replies/templates/draft', { ...form, procedureId: id!, do: 'preview' })).text()
  expect(tried).toContain('- Đơn đề nghị theo Mẫu số 01')
  expect(tried).toContain('<mark>[cần điền: lệ phí – thủ tục 1.001699 chưa ghi]</mark>')
  expect(tried).toMatch(/\|papers\|Đơn đề nghị theo Mẫu số 01" checked/)
  expect(await portal.store.read.$count(replyTemplates)).toBe(0)

  const address = (await minh.post('/replies/templates', form)).headers.get('location')!
  expect(await portal.as('cua').text(address)).toContain('mục Thành phần hồ sơ')
  expect((await portal.as('cua').get(`${address}/edit`)).status).toBe(403)
  expect((await portal.as('cua').post(`${address}/aside`)).status).toBe(403)
  expect((await minh.post(address, { ...form, title: 'Hướng dẫn nộp hồ sơ', revision: '1' })).status).toBe(303)
  const late = await portal.as('hoa').post(address, { ...form, title: 'Của Hoa', revision: '1' })
  expect(late.status).toBe(422)
  expect(await late.text()).toMatch(/Người khác vừa lưu mẫu này[\s\S]*value="2"[\s\S]*value="Của Hoa"/)

  expect(await minh.text('/replies/templates?q=nop+ho+so')).toContain('1 mẫu trả lời')
  expect(await minh.text('/replies/templates/export/csv')).toContain('Hướng dẫn nộp hồ sơ')
  expect((await minh.post(`${address}/aside`)).status).toBe(303)
  expect(await minh.text('/replies/templates')).toContain('Chưa có mẫu trả lời nào')
  expect(await minh.text('/replies/templates?state=aside')).toContain('Hướng dẫn nộp hồ sơ')
  expect((await minh.post(`${address}/back`)).status).toBe(303)
  expect((await portal.store.read.select().from(events).where(eq(events.subjectKind, 'replyTemplate'))).map(({ action }) => action))
    .toEqual(['reply template written', 'reply template written', 'reply template put aside', 'reply template back in use'])
})
