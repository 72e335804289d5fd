// The annex of a plan as clerks bring it in: read beside the plan, put right cell by cell, written once, and the same file again changes nothing.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { events } from '../src/events/tables.ts'
import { kindOfName } from '../src/office/customary-units.ts'
import { annexLayouts, planDomains, planImportRows, planImports } from '../src/plans/tables.ts'
import { taskOutsiders, taskParts, tasks } from '../src/tasks/tables.ts'
import { searchable } from '../src/text.ts'
import { units } from '../src/units/tables.ts'
import { docxOf, xlsxOf, type Made } from './office-files.ts'
import { openPortal, type TestPortal } from './portal.ts'
import { realData } from './real-data.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const head = { kind: 'yearly', title: 'Kế hoạch cải cách hành chính năm 2026', since: '2026-01-01', until: '2026-12-31', unitId: 'office' }
const domains = ['Công tác chỉ đạo, điều hành cải cách hành chính', 'Cải cách thể chế', 'Cải cách thủ tục hành chính']
async function begin(): Promise<string> {
  const answer = await portal.as('yen').post('/plans', { ...head, ...Object.fromEntries(domains.map((title, at) => [`domains.${at}.title`, title])) })
  return answer.headers.get('location')!.slice('/plans/'.length)
}
const titles = ['TT', 'Nhiệm vụ', 'Sản phẩm', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian hoàn thành', 'Kinh phí', 'Ghi chú']
const annex: Made[][] = [
  ['PHỤ LỤC'], ['PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026'], ['(Kèm theo Kế hoạch số 27/KH-SLĐTBXH ngày 26/02/2026 của Sở)'], titles,
  ['I', 'CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH'],
  ['1', 'Ban hành kế hoạch cải cách hành chính năm 2026', 'Kế hoạch', 'VP Sở', 'Các phòng, đơn vị', 'Trước 15/2/2026', null, null],
  [{ text: '2', bold: true }, { text: 'Thực hiện chế độ báo cáo', bold: true }],
  ['2.1', 'Gửi số liệu cải cách hành chính về Văn phòng', 'Biểu số liệu', 'Các phòng, đơn vị', 'Văn phòng', 'Hằng tháng', 'Lồng ghép', null],
  ['II', 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH'],
  ['1', 'Nâng tỷ lệ hồ sơ trực tuyến toàn trình đạt từ 80% trở lên', 'Báo cáo', 'P. NCC', 'Phòng VL-ATLĐ; Sở Nội vụ', 'Quý IV/2026', '15 triệu đồng', 'Chỉ tiêu tỉnh giao'],
  ['2', 'Niêm yết công khai thủ tục hành chính', 'Biên bản', 'Phòng Hợp tác quốc tế', null, 'Thường xuyên', null, null],
  [null, 'Tổng cộng', null, null, null, null, '15', null],
]
const file = (rows = annex, name = 'phu-luc.xlsx') => new File([Buffer.from(xlsxOf([{ name: 'Phụ lục', rows }]))], name)
async function upload(planId: string, sent: File, as = 'yen') {
  const form = new FormData()
  form.set('file', sent)
  return portal.as(as).upload(`/plans/${planId}/imports`, form)
}
/** What a browser would send from the grid. */
function formOn(page: string): Record<string, string> {
  const grid = page.slice(page.indexOf('id="luoi"'), page.lastIndexOf('</form>'))
  const fields: Record<string, string> = {}
  const plain = (value: string) => value.replace(/&quot;/g, '"').replace(/&#39;/g, '\'').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  for (const [input] of grid.matchAll(/<input\b[^>]*>/g)) {
    const get = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1]
    if (get('name') && (get('type') !== 'checkbox' || / checked/.test(input))) fields[get('name')!] = plain(get('value') ?? 'on')
  }
  for (const [, name, body] of grid.matchAll(/<select\b[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) fields[name!] = /value="([^"]*)" selected/.exec(body!)?.[1] ?? ''
  for (const [, name, body] of grid.matchAll(/<textarea\b[^>]*name="([^"]*)"[^>]*>\n?(.*?)<\/textarea>/gs)) fields[name!] = plain(body!)
  return fields
}
const tasksIn = (planId: string) => portal.store.read.select().from(tasks).where(and(eq(tasks.planId, planId), isNull(tasks.seriesId))).orderBy(asc(tasks.position), asc(tasks.unitId))
const rowsOf = async (address: string) => portal.store.read.select().from(planImportRows).where(eq(planImportRows.importId, basename(address))).orderBy(asc(planImportRows.position))
const openCells = async (address: string) => (await rowsOf(address)).reduce((sum, { open }) => sum + open, 0)

/** Uploads, says of everything that it is right, writes it. */
async function bring(planId: string, sent: File): Promise<string> {
  const answer = await upload(planId, sent)
  expect(answer.status, answer.status === 422 ? /<p class="err"[^>]*>.*?<\/svg>\s*([^<]*)/s.exec(await answer.text())?.[1] : '').toBe(303)
  const address = answer.headers.get('location')!
  const yen = portal.as('yen')
  const revision = async () => /name="revision" value="(\d+)"/.exec(await yen.text(address))![1]!
  await yen.post(`${address}/confirmation`, { revision: await revision() })
  for (const row of await rowsOf(address)) {
    if (row.open) await yen.post(`${address}/cells`, { revision: await revision(), [`r.${row.id}`]: '1', [`r.${row.id}.lead`]: 'merit' })
  }
  expect(await openCells(address)).toBe(0)
  const applied = await yen.post(`${address}/application`, { revision: await revision() })
  expect(applied.status).toBe(303)
  return address
}

test('an annex is read beside the plan, its doubtful cells are put right in place, and one save makes domains and tasks', async () => {
  const planId = await begin()
  const yen = portal.as('yen')
  const address = (await upload(planId, file())).headers.get('location')!
  const page = await yen.text(`${address}?show=all`)
  for (const words of ['Còn 2 ô cần xem', 'Chưa có gì được ghi', 'Phòng Hợp tác quốc tế', 'Thời hạn trước ngày ban hành văn bản', 'Dòng tổng cộng', 'Mỗi phòng, đơn vị', '≥ 80 %']) expect(page).toContain(words)
  expect(await portal.store.read.$count(tasks)).toBe(0)

  // The row with an unknown unit is put right; the other doubtful cell is said to be right.
  const asked = await yen.text(address)
  const form = formOn(asked)
  const lead = Object.keys(form).find(name => name.endsWith('.lead'))!
  const deadline = Object.keys(form).find(name => name.endsWith('.deadline'))!
  // Nobody can say that no unit at all is right.
  const nothing = await yen.post(`${address}/cells`, { ...form, [`${lead}.ok`]: 'on' })
  expect(nothing.status).toBe(422)
  expect(await nothing.text()).toContain('Hãy chọn đơn vị chủ trì.')
  expect((await yen.post(`${address}/cells`, { ...form, [lead]: 'jobs', [`${deadline}.ok`]: 'on' })).status).toBe(303)
  expect(await openCells(address)).toBe(0)
  expect(await portal.store.read.$count(tasks)).toBe(0)

  expect((await yen.post(`${address}/application`, formOn(await yen.text(`${address}?show=all`)))).status).toBe(303)
  expect(await portal.store.read.select().from(planDomains).where(eq(planDomains.planId, planId)).orderBy(asc(planDomains.position))).toMatchObject([
    { number: 'I', title: 'Công tác chỉ đạo, điều hành cải cách hành chính' }, { number: 'II', title: 'Cải cách thủ tục hành chính' },
  ])
  const made = await tasksIn(planId)
  expect(made.map(({ number, unitId, state }) => [number, unitId, state])).toEqual([
    ['1', 'office', 'draft'], ['2.1', 'jobs', 'draft'], ['2.1', 'merit', 'draft'], ['2.1', 'office', 'draft'], ['1', 'merit', 'draft'], ['2', 'jobs', 'draft'],
  ])
  expect(made[0]).toMatchObject({ deadline: { kind: 'date', value: '2026-02-15', original: 'Trước 15/2/2026' }, product: 'Kế hoạch' })
  expect(made[1]).toMatchObject({ heading: '2. Thực hiện chế độ báo cáo', deadline: { kind: 'recurring', value: 'monthly' } })
  expect(made[4]).toMatchObject({ measure: { kind: 'percent_min', number: 80, unit: '%' }, budget: 15_000_000, budgetText: '15 triệu đồng', note: 'Chỉ tiêu tỉnh giao', domain: 'Cải cách thủ tục hành chính' })
  expect((await portal.store.read.select().from(taskParts).where(and(eq(taskParts.taskId, made[0]!.id), eq(taskParts.role, 'coordinator')))).map(({ unitId }) => unitId).toSorted()).toEqual(['jobs', 'merit'])
  expect(await portal.store.read.select().from(taskOutsiders).where(eq(taskOutsiders.taskId, made[4]!.id))).toMatchObject([{ name: 'Sở Nội vụ' }])
  expect(await portal.store.read.select().from(events).where(eq(events.action, 'annex imported'))).toMatchObject([{ details: { added: 4, changed: 0, same: 0 } }])
  expect(existsSync(join(portal.folder, 'annexes', `${basename(address)}.xlsx`))).toBe(false)
  // A second tab that still shows the draft writes nothing more.
  expect((await yen.post(`${address}/application`, form)).status).toBe(422)
  expect(await tasksIn(planId)).toHaveLength(6)
})

test('the same file again changes nothing, and what was put right is known again', async () => {
  const planId = await begin()
  await bring(planId, file())
  const before = await tasksIn(planId)
  const again = (await upload(planId, file())).headers.get('location')!
  expect((await rowsOf(again)).map(({ state, open }) => [state, open])).toEqual(Array.from({ length: 4 }, () => ['same', 0]))
  const page = await portal.as('yen').text(again)
  expect(page).toContain('4 đã có như vậy')
  expect((await portal.as('yen').post(`${again}/application`, formOn(page))).status).toBe(303)
  expect(await tasksIn(planId)).toEqual(before)
})

test('a changed file shows what changes and changes that only', async () => {
  const planId = await begin()
  await bring(planId, file())
  const before = await tasksIn(planId)
  const rows = annex.map(row => (row[1] === 'Ban hành kế hoạch cải cách hành chính năm 2026' ? row.with(5, 'Trước 30/4/2026') : row)).toSpliced(6, 0, ['3', 'Tổ chức hội nghị tổng kết công tác cải cách hành chính', 'Báo cáo', 'Văn phòng', null, 'Tháng 12/2026', null, null])
  const address = (await upload(planId, file(rows))).headers.get('location')!
  expect((await rowsOf(address)).map(({ state, changes }) => [state, changes])).toEqual([['changed', ['deadline']], ['new', []], ['same', []], ['same', []], ['same', []]])
  await portal.as('yen').post(`${address}/application`, formOn(await portal.as('yen').text(`${address}?show=all`)))
  const after = await tasksIn(planId)
  expect(after).toHaveLength(7)
  expect(after[0]).toMatchObject({ id: before[0]!.id, deadline: { value: '2026-04-30' }, due: '2026-05-04' }) // 30/4 and 1/5 are days of rest
})

for (const format of ['xlsx', 'docx'] as const) {
  test(`the plan's own export as .${format} changes nothing when it is read again, whatever was put right in the plan`, async () => {
    const planId = await begin()
    await bring(planId, file())
    const yen = portal.as('yen')
    const [first] = await tasksIn(planId)
    const [domain] = await portal.store.read.select().from(planDomains).where(eq(planDomains.planId, planId)).orderBy(asc(planDomains.position))
    // A target, a weight and words that no reading of the annex could give.
    expect((await yen.post(`/plans/${planId}/tasks/${first!.id}/edit`, { title: 'Ban hành kế hoạch cải cách hành chính năm 2026', number: '1', domainId: domain!.id, lead: 'office', deadline: 'Sau khi UBND tỉnh ban hành kế hoạch', 'target-kind': 'count', 'target-number': '7', 'target-unit': 'văn bản', weight: '3', outsiders: 'Ban Chỉ đạo lạ hoắc' })).status).toBe(303)
    const before = await tasksIn(planId)
    const bytes = await (await yen.get(`/plans/${planId}/export/${format}`)).arrayBuffer()
    const answer = await upload(planId, new File([new Uint8Array(bytes)], `ke-hoach.${format}`))
    expect(answer.status).toBe(303)
    const address = answer.headers.get('location')!
    expect((await rowsOf(address)).map(({ read, state, open, changes }) => [read.values.number, state, open, changes])).toEqual([['1', 'same', 0, []], ['2.1', 'same', 0, []], ['1', 'same', 0, []], ['2', 'same', 0, []]])
    expect((await yen.post(`${address}/application`, formOn(await yen.text(address)))).status).toBe(303)
    expect(await tasksIn(planId)).toEqual(before)
  })
}

test('a cell is put right one row at a time; what is not understood is said and what was typed stays', async () => {
  const planId = await begin()
  const yen = portal.as('yen')
  const address = (await upload(planId, file())).headers.get('location')!
  const row = (await rowsOf(address)).at(-1)!
  const revision = async () => String((await portal.store.read.select().from(planImports))[0]!.revision)
  const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
  const post = async (form: Record<string, string>) => yen.post(`${address}/rows/${row.id}`, { revision: await revision(), [`r.${row.id}`]: '1', editing: row.id, ...form }, partial)
  const wrong = await (await post({ [`r.${row.id}.deadline`]: 'lúc nào rảnh' })).text()
  expect(wrong).toContain('Chưa hiểu “lúc nào rảnh”')
  expect(wrong).toContain('value="lúc nào rảnh"')
  const right = await (await post({ [`r.${row.id}.deadline`]: 'trước ngày 20 hằng tháng' })).text()
  expect(right).toContain('hằng tháng, chậm nhất ngày 20')
  expect(right).toContain('id="tinh-hinh"')
  await post({ [`r.${row.id}.lead`]: 'jobs', [`r.${row.id}.coordinators`]: 'P. NCC; UBND tỉnh', [`r.${row.id}.target-kind`]: 'count', [`r.${row.id}.target-number`]: '12', [`r.${row.id}.target-unit`]: 'cuộc' })
  expect((await rowsOf(address)).at(-1)!.fixes.values).toMatchObject({ lead: 'jobs', coordinators: ['merit'], outsiders: ['UBND tỉnh'], deadline: { kind: 'recurring', value: 'monthly', day: 20 }, measure: { kind: 'count', number: 12, unit: 'cuộc' } })
  // Another tab that knows an older state is told; nothing of this one is lost.
  const late = await yen.post(`${address}/cells`, { revision: '1', [`r.${row.id}`]: '1', [`r.${row.id}.lead`]: 'merit' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('vừa được sửa ở một thẻ khác')
  expect((await rowsOf(address)).at(-1)!.fixes.values).toMatchObject({ lead: 'jobs' })
  // Left out on purpose.
  await post({ [`r.${row.id}.skip`]: 'on' })
  expect((await rowsOf(address)).at(-1)).toMatchObject({ skipped: true })
})

test('one answer is given for all rows that say so', async () => {
  const planId = await begin()
  const yen = portal.as('yen')
  const more = [3, 4, 5].map(at => [String(at), `Việc thứ ${at} về thủ tục hành chính`, 'Báo cáo', 'Phòng Hợp tác quốc tế', null, 'Quý III', null, null])
  const address = (await upload(planId, file(annex.toSpliced(-1, 0, ...more)))).headers.get('location')!
  const page = await yen.text(address)
  expect(page).toContain('Như vậy cho 3 dòng khác ghi “Phòng Hợp tác quốc tế”')
  const [row] = (await rowsOf(address)).filter(one => one.read.doubts.lead)
  const name = `r.${row!.id}.lead`
  // Nothing was chosen yet: that cannot be said for all.
  expect((await yen.post(`${address}/cells`, { ...formOn(page), [`${name}.all`]: 'on' })).status).toBe(422)
  expect((await yen.post(`${address}/cells`, { ...formOn(await yen.text(address)), [name]: 'jobs', [`${name}.all`]: 'on' })).status).toBe(303)
  const after = (await rowsOf(address)).filter(one => one.read.doubts.lead)
  expect(after.map(({ fixes, open }) => [fixes.values.lead, fixes.values.outsiders, open])).toEqual(Array.from({ length: 4 }, () => ['jobs', [], 0]))
})

test('columns that were taken for something else are put right once, and known again in the next file', async () => {
  const planId = await begin()
  const yen = portal.as('yen')
  const odd = [['TT', 'Nhiệm vụ', 'Bộ phận A', 'Đơn vị chủ trì', 'Bộ phận B', 'Thời gian hoàn thành', 'Cột lạ', 'Ghi chú'], ...annex.slice(4)]
  const address = (await upload(planId, file(odd))).headers.get('location')!
  expect((await rowsOf(address))[0]!.read.values.product).toBeNull()
  const asked = ['no', 'title', 'product', 'lead', 'coordinators', 'deadline', 'budget', 'note']
  const columns = Object.fromEntries(asked.map((field, at) => [`column.${at}`, field]))
  const revision = () => portal.store.read.select().from(planImports).then(rows => String(rows.at(-1)!.revision))
  expect((await yen.post(`${address}/columns`, { ...columns, 'column.2': 'title' })).status).toBe(422)
  expect((await yen.post(`${address}/columns`, { ...columns, revision: await revision() })).status).toBe(303)
  expect((await rowsOf(address))[0]!.read.values).toMatchObject({ product: 'Kế hoạch', coordinators: ['*'] })
  expect(await portal.store.read.$count(annexLayouts)).toBe(1)
  const next = (await upload(planId, file(odd))).headers.get('location')!
  expect((await rowsOf(next))[0]!.read.values).toMatchObject({ product: 'Kế hoạch' })
})

test('files that are no annex, damaged or of another kind get one clear sentence; only those who write plans bring them', async () => {
  const planId = await begin()
  const cases: [File, RegExp][] = [
    [new File(['%PDF-1.4'], 'ke-hoach.pdf'), /không thuộc các loại tệp|PDF/], [new File([], 'rong.xlsx'), /rỗng/], [file([['Họ và tên', 'Chức vụ'], ['Nguyễn Văn A', 'Chuyên viên']]), /Không thấy bảng phân công/],
    [file([titles]), /không có dòng nhiệm vụ nào/], [new File([Buffer.from(xlsxOf([{ name: 'A', rows: annex }])).subarray(0, 900)], 'cat.xlsx'), /hỏng/],
    [new File([Buffer.from(docxOf(['Không có bảng nào.']))], 'van-ban.docx'), /Không thấy bảng phân công/],
  ]
  for (const [sent, sentence] of cases) {
    const answer = await upload(planId, sent)
    expect(answer.status, sent.name).toBe(422)
    expect(await answer.text(), sent.name).toMatch(sentence)
  }
  expect(await portal.store.read.$count(planImports)).toBe(0)
  expect((await upload(planId, file(), 'hoa')).status).toBe(403)
  expect((await portal.as('lan').get(`/plans/${planId}/imports`)).status).toBe(403)
  const address = (await upload(planId, file())).headers.get('location')!
  expect((await portal.as('yen').post(`${address}/drop`)).status).toBe(303)
  expect(await portal.store.read.$count(planImportRows)).toBe(0)
  expect((await portal.as('yen').get(address)).status).toBe(404)
})

test('a plan that was approved is compared with the file, never written to', async () => {
  const planId = await begin()
  await bring(planId, file())
  await portal.as('yen').post(`/plans/${planId}/submission`)
  await portal.as('lan').post(`/plans/${planId}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2026-02-26' })
  const address = (await upload(planId, file(annex.filter(row => row[1] !== 'Niêm yết công khai thủ tục hành chính')))).headers.get('location')!
  const page = await portal.as('yen').text(address)
  expect(page).toContain('ở đây chỉ so tệp với kế hoạch')
  expect(page).not.toContain('/application"')
  expect((await portal.as('yen').post(`${address}/application`, formOn(page))).status).toBe(422)
})

/** The department of the real files. */
async function realOffice(): Promise<void> {
  const named = JSON.parse(readFileSync(realData('office/units.json')!, 'utf8')) as { name: string }[]
  await portal.store.write(async db => {
    await db.update(units).set({ until: '2021-01-01' })
    await db.insert(units).values(named.map(({ name }, position) => ({ id: `unit-${position}`, name, aliases: [], kind: kindOfName(name), position, since: '2020-01-01', search: searchable(name) })))
  })
}

describe.skipIf(!realData('office/units.json'))('real annexes', () => {
  for (const [name, rows] of [['phu_luc_phan_cong_cchc_2026.xlsx', 49], ['ke_hoach_nang_cao_chi_so_cchc_2026.docx', 24]] as const) {
    test(`${name}: into a plan, out as both formats, and back without a change`, async () => {
      await realOffice()
      const planId = await begin()
      const sent = () => new File([readFileSync(realData(`office/${name}`)!)], name)
      const address = await bring(planId, sent())
      expect(await rowsOf(address)).toHaveLength(rows)
      expect(await portal.store.read.$count(planDomains, eq(planDomains.planId, planId))).toBe(7)
      const before = await tasksIn(planId)
      const again = (await upload(planId, sent())).headers.get('location')!
      expect((await rowsOf(again)).filter(row => row.state !== 'same' || row.open).map(({ read, state, changes }) => [read.row, read.values.title, state, changes])).toEqual([])
      for (const format of ['xlsx', 'docx']) {
        const bytes = await (await portal.as('yen').get(`/plans/${planId}/export/${format}`)).arrayBuffer()
        const back = (await upload(planId, new File([new Uint8Array(bytes)], `ke-hoach.${format}`))).headers.get('location')!
        expect((await rowsOf(back)).filter(row => row.state !== 'same' || row.open).map(({ read, state, changes }) => [format, read.row, read.values.title, state, changes])).toEqual([])
        expect(await rowsOf(back)).toHaveLength(rows)
      }
      expect(await tasksIn(planId)).toEqual(before)
    }, 60_000)
  }
})
