// The plan of propaganda as stories: planned by quarter, copied on, dropped; what was distributed counts to the line and to the task.
import { beforeEach, expect, test } from 'vitest'
import { column, readWorkbook, writeWorkbook, type SheetToWrite } from '../src/admin/workbook.ts'
import { checkForm } from '../src/documents/checking.ts'
import { citations, documents } from '../src/evidence/tables.ts'
import { distributionFigures } from '../src/propaganda/counting.ts'
import { distributions, pieces, pieceVersions, propagandaLines } from '../src/propaganda/tables.ts'
import { taskParts, tasks } from '../src/tasks/tables.ts'
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

test('the plan goes out as a workbook, is changed there, and comes back row by row', async () => {
  const hoa = portal.as('hoa')
  await planned('hoa')
  await planned('yen', { unitId: 'jobs', topic: 'Việc của phòng khác' })
  await planned('yen', { unitId: 'jobs', topic: 'Trợ cấp thất nghiệp', due: '2026-12-05', budget: '5 triệu đồng' })
  const [sheet] = await readWorkbook(new Uint8Array(await (await hoa.get('/propaganda/plan/export/xlsx?period=all')).arrayBuffer()))
  const [, titles, ...lines] = sheet!.rows
  const lineOf = (topic: string) => lines.find(cells => cells.some(cell => String(cell).includes(topic)))!
  const [merit, jobs, others] = ['nộp ở đâu', 'Trợ cấp thất nghiệp', 'Việc của phòng khác'].map(lineOf)
  const sent = async (rows: unknown[][]) => {
    const columns = titles!.map(title => column(String(title), 12, title === 'Hạn phát xong' ? 'date' : 'text'))
    const cells = rows.map(row => row.map(cell => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))) as SheetToWrite['rows']
    const data = new FormData()
    data.set('file', new File([await writeWorkbook([{ name: 'Kế hoạch', note: 'Kế hoạch', columns, rows: cells }])], 'ke-hoach.xlsx'))
    return hoa.upload('/propaganda/plan/import', data)
  }
  const changed = (row: unknown[], cells: Record<string, unknown>) => row.map((cell, place) => { const title = String(titles![place]); return title in cells ? cells[title] : cell })
  const fresh = { 'Mã dòng': null, 'Nội dung': 'Hỏi đáp về nhà ở người có công', 'Hình thức': 'Tờ hỏi đáp; thẻ thông tin', 'Quý': 'Quý IV', 'Hạn phát xong': '15/12/2026' }
  const preview = await (await sent([
    changed(merit!, { 'Nội dung': 'Chế độ với người có công năm nay', 'Số sản phẩm': 5 }), changed(merit!, fresh),
    changed(merit!, { ...fresh, 'Nội dung': 'Dòng sai', 'Hình thức': 'Bồ câu', 'Hạn phát xong': '31/02/2026', 'Đơn vị': 'Phòng Không Có' }), changed(merit!, { 'Mã dòng': 'lạ' }), changed(jobs!, { 'Số sản phẩm': 9 }), others!,
  ])).text()
  expect(preview).toMatch(/1 dòng mới, 1 dòng thay đổi, 3 dòng chưa ghi được, 1 dòng đã có/)
  for (const words of ['Không có hình thức “Bồ câu”', '“31/02/2026” không phải là ngày', 'Không nhận ra đơn vị “Phòng Không Có”', 'Mã dòng này không có', 'do thủ trưởng đơn vị ấy', '<del>2</del> → <ins>5</ins>', 'Ghi 2 dòng']) {
    expect(preview).toContain(words)
  }
  const rows = /name="rows" value="([^"]*)"/.exec(preview)![1]!.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  expect((await portal.as('minh').post('/propaganda/plan/import/application', { rows })).status).toBe(403)
  const [line] = (await portal.store.read.select().from(propagandaLines)).filter(({ unitId }) => unitId === 'merit')
  await hoa.post(`/propaganda/plan/${line!.id}`, form({ wanted: '3' }))
  const clash = await hoa.post('/propaganda/plan/import/application', { rows })
  expect([clash.status, await clash.text()]).toEqual([422, expect.stringMatching(/người khác vừa sửa dòng này[\s\S]*<del>3<\/del> → <ins>5<\/ins>/)])
  expect(await portal.store.read.$count(propagandaLines)).toBe(3)
  await hoa.post(`/propaganda/plan/${line!.id}`, form())
  expect((await hoa.post('/propaganda/plan/import/application', { rows })).status).toBe(303)
  const kept = (await portal.store.read.select().from(propagandaLines)).filter(({ unitId }) => unitId === 'merit').toSorted((a, b) => a.wanted - b.wanted)
  expect(kept).toMatchObject([{ topic: 'Hỏi đáp về nhà ở người có công', forms: ['card', 'faqSheet'], due: '2026-12-15', quarter: 4 }, { id: line!.id, topic: 'Chế độ với người có công năm nay', wanted: 5 }])
  expect((await hoa.post('/propaganda/plan/import/application', { rows: 'x' })).status).toBe(422)
})

const token = '0190a1b2-0000-7000-8000-000000000001'
const put = (id: string, approvedNumber: number | null) => portal.store.write(async db => {
  await db.insert(pieces).values({ id, form: 'script', title: 'Bài loa về người có công', state: approvedNumber ? 'approved' : 'draft', unitId: 'merit', approvedNumber, search: '', madeById: 'minh', madeAt: new Date(0) })
  await db.insert(pieceVersions).values({ id, pieceId: id, number: 1, title: 'Bài loa về người có công', parts: [], sources: [], dataOn: '2026-10-12', writtenById: 'minh', writtenAt: new Date(0) })
})

test('what was distributed counts once, to the line, to the task and to the report; taken back it counts no more', async () => {
  const [yen, hoa, minh] = [portal.as('yen'), portal.as('hoa'), portal.as('minh')]
  const given = await yen.post('/tasks', {
    title: 'Tuyên truyền chế độ người có công', domain: 'Người có công', originKind: 'document', originNumber: '27/KH-SLĐTBXH', unitId: 'merit', assignerId: 'yen', deadlineKind: 'date', dueDate: '2026-12-20',
    cadence: 'none', targetKind: 'count', targetNumber: '4', targetUnit: 'bài',
  })
  const [task] = await portal.store.read.select().from(tasks)
  expect([given.status, task?.title]).toEqual([303, 'Tuyên truyền chế độ người có công'])
  const line = await planned('hoa', { taskId: task!.id, wanted: '4' })
  expect((await hoa.post('/propaganda/plan', form({ topic: 'Nội dung khác', unitId: 'merit', taskId: 'none' }))).status).toBe(422)
  await put('piece', 1)
  await put('draft', null)

  const others = (await planned('yen', { unitId: 'jobs', topic: 'Nội dung của phòng khác' })).split('/').at(-1)!
  for (const lineId of [others, 'none']) expect((await minh.post('/propaganda/piece/line', { lineId })).status).toBe(422)
  expect((await minh.post('/propaganda/piece/line', { lineId: line.split('/').at(-1)! })).status).toBe(303)
  await minh.post('/propaganda/draft/line', { lineId: line.split('/').at(-1)! })
  await minh.post('/propaganda/draft/submission', { number: '1' })
  expect(await hoa.text(line)).toMatch(/Đã duyệt[\s\S]*Chờ duyệt/)
  expect((await portal.as('thu').get('/propaganda/piece/distributions/new')).status).toBe(403)
  const sent = (more: Record<string, string>, to = 'piece') => {
    const data = new FormData()
    for (const [name, value] of Object.entries({ token, on: '2026-10-10', 'channel-1': 'Loa truyền thanh', 'place-1': 'Xã Mẫu', 'reach-1': '1.200', ...more })) data.set(name, value)
    return minh.upload(`/propaganda/${to}/distributions`, data)
  }
  expect((await sent({}, 'draft')).status).toBe(422)
  const wrong = await sent({ on: '2026-10-20', 'channel-1': '', 'channel-2': 'Bồ câu', 'reach-2': 'nhiều' })
  expect(await wrong.text()).toMatch(/Ngày phát chưa tới[\s\S]*value="Xã Mẫu"/)
  expect(await (await sent({ 'channel-2': 'Bồ câu', 'reach-2': 'nhiều' })).text()).toMatch(/Kênh, nơi 2: Chọn kênh phát[\s\S]*Ghi bằng chữ số/)
  const twice = { 'channel-2': 'Zalo', subject: 'Ảnh chụp bản tin loa truyền thanh xã Mẫu' }
  expect((await sent(twice)).status).toBe(303)
  expect((await sent(twice)).status).toBe(303)
  expect(await portal.store.read.$count(distributions)).toBe(2)
  expect([await portal.store.read.$count(documents), await portal.store.read.$count(citations)]).toEqual([1, 2])

  const page = await portal.as('xem').text('/propaganda/piece')
  expect(page).toMatch(/Đã phát 2 lần, 1\.200 người tiếp cận[\s\S]*Zalo[\s\S]*chưa rõ[\s\S]*Ảnh chụp bản tin/)
  const [document] = await portal.store.read.select().from(documents)
  expect(await portal.as('xem').text(`/documents/${document!.id}`)).toContain('phát tuyên truyền')
  expect(await hoa.text(line)).toMatch(/Đang phát[\s\S]*1\/4[\s\S]*2 lần phát, 1\.200 người/)
  const figures = await distributionFigures(portal.store.read, '2026-10-01', '2026-10-31', { unitId: 'merit' })
  expect(figures).toMatchObject({ pieces: 1, times: 2, reach: 1200, unknown: 1 })
  expect(figures.byTask.get(task!.id)).toMatchObject({ pieces: 1 })
  expect((await distributionFigures(portal.store.read, '2026-11-01', null)).times).toBe(0)
  expect(await hoa.text(`/tasks/${task!.id}`)).toContain('Đã phát 1/4 theo kế hoạch tuyên truyền')
  const [part] = await portal.store.read.select().from(taskParts)
  await hoa.post(`/tasks/${task!.id}/receipt`, { part: part!.id, answer: 'accept' })
  const offered = await hoa.text(`/tasks/${task!.id}`)
  expect(offered).toMatch(/Đã phát 1\/4 theo kế hoạch tuyên truyền\. <a href="[^"]*take=propaganda#viet">Lấy số này/)
  expect(await hoa.text(`/tasks/${task!.id}?take=propaganda`)).toMatch(/name="value" type="text" value="1"/)

  expect((await minh.post(`/propaganda/piece/distributions/${token}-1/removal`, { why: '' })).status).toBe(422)
  expect((await minh.post(`/propaganda/piece/distributions/${token}-1/removal`, { why: 'Ghi nhầm xã' })).status).toBe(303)
  expect((await distributionFigures(portal.store.read, null, null)).byChannel.has('Loa truyền thanh')).toBe(false)
  expect(await minh.text('/propaganda/piece')).toMatch(/Đã phát 1 lần\.[\s\S]*Đã gỡ ngày 12\/10\/2026/)
})
