// The plan of propaganda as stories: planned by quarter, copied on, dropped; what was distributed counts to the line and to the task.
import { beforeEach, expect, test } from 'vitest'
import { readWorkbook } from '../src/admin/workbook.ts'
import { checkForm } from '../src/documents/checking.ts'
import { propagandaLines } from '../src/propaganda/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const form = (more: Record<string, string> = {}) => ({
  topic: 'Chế độ với người có công: nộp ở đâu, cần giấy tờ gì', 'form.script': 'on', 'form.leaflet': 'on', year: '2026', quarter: '4', unitId: 'merit', wanted: '2', due: '2026-11-30', audience: 'Thân nhân liệt sĩ', ...more,
})
const planned = async (name: string, more: Record<string, string> = {}) => {
  const saved = await portal.as(name).post('/propaganda/plan', form(more))
  expect(saved.status).toBe(303)
  return saved.headers.get('location')!
}

test('a unit plans its quarter, the office copies it into the next, and drops what is not needed', async () => {
  const hoa = portal.as('hoa')
  expect((await portal.as('minh').get('/propaganda/plan/new')).status).toBe(403)
  expect((await portal.as('quan').get('/propaganda/plan')).status).toBe(403)
  expect(await hoa.text('/propaganda/plan/new')).not.toContain('Phòng Việc làm')

  const wrong = await hoa.post('/propaganda/plan', { topic: 'Nói', year: '2026', quarter: '4', unitId: 'merit', wanted: 'x', due: '2026-12-01' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toMatch(/Cần sửa 2 chỗ[\s\S]*Ghi nội dung tuyên truyền[\s\S]*value="x"/)
  expect(await (await hoa.post('/propaganda/plan', form({ due: '2027-01-05', 'form.script': '', 'form.leaflet': '' }))).text()).toMatch(/Chọn ít nhất một hình thức[\s\S]*phải ở trong quý 4 năm 2026/)
  expect((await hoa.post('/propaganda/plan', form({ unitId: 'jobs' }))).status).toBe(403)

  const line = await planned('hoa')
  const late = await planned('yen', { unitId: 'jobs', topic: 'Trợ cấp thất nghiệp trong ba tháng đầu', due: '2026-10-05', budget: '5 triệu đồng' })
  expect(await hoa.text(line)).toMatch(/Chưa soạn[\s\S]*0\/2[\s\S]*Bài loa truyền thanh, Tờ gấp/)
  const list = await portal.as('xem').text('/propaganda/plan')
  expect(list).toMatch(/2 dòng kế hoạch quý IV năm 2026[\s\S]*Trợ cấp thất nghiệp[\s\S]*Trễ hạn[\s\S]*Thân nhân|người có công/)
  expect(list).not.toContain('Thêm dòng kế hoạch')
  expect(await hoa.text('/propaganda/plan?state=late')).not.toContain('nộp ở đâu, cần giấy tờ gì')
  expect((await hoa.post(late, form())).status).toBe(403)
  expect((await hoa.post(line, form({ wanted: '3' }))).status).toBe(303)

  const [sheet] = await readWorkbook(new Uint8Array(await (await hoa.get('/propaganda/plan/export/xlsx')).arrayBuffer()))
  expect(sheet!.rows.flat()).toEqual(expect.arrayContaining(['Trợ cấp thất nghiệp trong ba tháng đầu', '5 triệu đồng', 'Trễ hạn', 3]))
  const document = new Uint8Array(await (await hoa.get('/propaganda/plan/export/docx')).arrayBuffer())
  expect((await checkForm(document)).filter(({ right }) => !right)).toEqual([])

  const copy = () => portal.as('yen').post('/propaganda/plan/copying', { year: '2026', quarter: '4' })
  expect((await copy()).headers.get('location')).toBe('/propaganda/plan?period=2027-1')
  await copy()
  const next = (await portal.store.read.select().from(propagandaLines)).filter(({ year }) => year === 2027)
  expect(next.map(({ due }) => due).toSorted()).toEqual(['2027-01-05', '2027-02-28'])

  expect((await hoa.post(`${line}/drop`, { reason: ' ' })).status).toBe(422)
  expect((await hoa.post(`${line}/drop`, { reason: 'Gộp vào hội nghị' })).status).toBe(303)
  expect(await hoa.text(line)).toMatch(/Đã bỏ[\s\S]*đã bỏ dòng kế hoạch tuyên truyền: Gộp vào hội nghị/)
  expect((await hoa.post(line, form())).status).toBe(422)
  expect(await hoa.text('/propaganda/plan')).toContain('1 dòng kế hoạch quý IV năm 2026')
})
