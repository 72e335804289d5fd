// The report of a quarter: units are asked and send their parts, it drafts itself, is approved by somebody else, sent, and kept as it was sent.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkForm } from '../src/documents/checking.ts'
import { readForm } from '../src/documents/reading.ts'
import { fixDay } from '../src/clock.ts'
import { tellPeriods } from '../src/notifications/period-clocks.ts'
import { notices } from '../src/notifications/tables.ts'
import { periodicReports, reportParts } from '../src/periodic-reports/tables.ts'
import { periodFigures, periods } from '../src/periods/tables.ts'
import { tasks } from '../src/tasks/tables.ts'
import { officeOf } from './desk-office.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})
const plainOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a quarter is asked of two units, drafts itself, is approved by somebody else, sent and never changed', async () => {
  const office = officeOf(portal)
  fixDay('2026-06-20')
  const done = await office.give('Niêm yết công khai thủ tục', 'merit', '2026-08-31')
  const late = await office.give('Rà soát quy trình nội bộ', 'merit', '2026-09-10')
  await office.give('Hướng dẫn kê khai việc làm', 'jobs', '2026-10-30', { domain: 'Việc làm' })
  await office.accept('hoa', late, 'merit', 'minh')
  fixDay('2026-08-20')
  await office.report('minh', late, 'merit', { light: 'amber', difficulties: 'Chờ biểu mẫu của Cục' })
  await portal.store.write(async db => { await db.update(tasks).set({ state: 'done', finishedOn: '2026-08-20' }).where(eq(tasks.id, done)) })
  fixDay('2026-09-09')
  const [yen, hoa, minh, lan, binh] = ['yen', 'hoa', 'minh', 'lan', 'binh'].map(who => portal.as(who)) as ReturnType<TestPortal['as']>[]
  await yen!.post('/periods/year', { year: '2026', 'kind.quarter': 'on' })
  const [period] = await portal.store.read.select().from(periods).where(eq(periods.name, 'Quý III/2026'))
  const path = `/periods/${period!.id}`
  const revision = async () => String((await portal.store.read.select().from(periodicReports).where(eq(periodicReports.periodId, period!.id)))[0]?.revision ?? 0)
  const partOf = async (unit: string) => (await portal.store.read.select().from(reportParts)).find(({ unitId }) => unitId === unit)!

  // Two units are asked; their heads are told, and staff send what only they know.
  expect(await (await yen!.post(`${path}/parts`, { due: '2026-09-01', 'unit.merit': 'on' })).text()).toContain('Ngày này đã qua')
  expect((await yen!.post(`${path}/parts`, { due: '2026-09-14', 'unit.merit': 'on', 'unit.jobs': 'on' })).status).toBe(303)
  expect((await hoa!.get(`${path}/parts/jobs`)).status).toBe(404)
  expect(await minh!.text(`${path}/parts/merit`)).toContain('Chờ biểu mẫu của Cục')
  expect(await (await minh!.post(`${path}/parts/merit`, { results: '', revision: '1' })).text()).toContain('Ghi kết quả của đơn vị')
  expect((await minh!.post(`${path}/parts/merit`, { results: '- Rút ngắn 3 thủ tục\n- Số hóa 200 hồ sơ.', proposals: 'Bỏ bản sao giấy khai sinh', revision: '1' })).status).toBe(303)
  await yen!.post(`${path}/parts/merit/return`, { reason: 'Ghi rõ thủ tục nào', revision: String((await partOf('merit')).revision) })
  expect(plainOf(await minh!.text(`${path}/parts/merit`))).toContain('Trả lại để sửa Ghi rõ thủ tục nào')
  await hoa!.post(`${path}/parts/merit`, { results: 'Rút ngắn 3 thủ tục mai táng', proposals: 'Bỏ bản sao giấy khai sinh', revision: String((await partOf('merit')).revision) })
  expect((await minh!.post(`${path}/parts/merit/taking`, { revision: '3' })).status).toBe(403)
  await yen!.post(`${path}/parts/merit/taking`, { revision: String((await partOf('merit')).revision) })
  expect(plainOf(await yen!.text(`${path}/parts`))).toContain('1/2 đơn vị đã gửi phần báo cáo, 1 phần đã nhận')

  // The draft: counted sentence, difficulties with where they were said, the part, what comes next; one section is worded by hand.
  fixDay('2026-09-16')
  expect((await yen!.post(`${path}/report/submission`, { revision: '0' })).status).toBe(422)
  await yen!.post(`${path}/closing`, { revision: '1' })
  const draft = plainOf(await yen!.text(`${path}/report`))
  expect(draft).toContain('Tổng số nhiệm vụ phải theo dõi trong kỳ: 3; đã hoàn thành 1 (đúng hạn 1, sau hạn 0), chờ xác nhận 0, đang thực hiện trong hạn 1, quá hạn chưa xong 1')
  expect(draft).toContain('Phòng Người có công, nhiệm vụ “Rà soát quy trình nội bộ”: Chờ biểu mẫu của Cục (báo cáo lần 1 ngày 20/08/2026)')
  expect(draft).toContain('Phòng Người có công: Rút ngắn 3 thủ tục mai táng.')
  expect(draft).toContain('Hướng dẫn kê khai việc làm (Phòng Việc làm – An toàn lao động, hạn 30/10/2026)')
  expect(draft).toContain('Còn thiếu phần của Phòng Việc làm')
  expect((await hoa!.get(`${path}/report/docx`)).status).toBe(403)
  await yen!.post(`${path}/report/wording`, { revision: await revision(), 'section.judgement': 'Công tác cải cách tiếp tục được giữ vững.' })
  expect(plainOf(await yen!.text(`${path}/report`))).toContain('Công tác cải cách tiếp tục được giữ vững')

  // Who wrote does not approve; the director does, after one return.
  await binh!.post(`${path}/report/wording`, { revision: await revision(), 'section.judgement': 'Công tác cải cách được giữ vững.' })
  await yen!.post(`${path}/report/submission`, { revision: await revision() })
  expect((await binh!.post(`${path}/report/approval`, { revision: await revision() })).status).toBe(403)
  await lan!.post(`${path}/report/return`, { reason: 'Thêm kiến nghị', revision: await revision() })
  await yen!.post(`${path}/report/submission`, { revision: await revision() })
  expect((await lan!.post(`${path}/report/approval`, { revision: await revision() })).status).toBe(303)
  expect(await (await yen!.post(`${path}/report/sending`, { number: '', signedOn: '2026-09-17', revision: await revision() })).text()).toContain('Ghi số văn thư cấp')
  fixDay('2026-09-17')
  expect((await yen!.post(`${path}/report/sending`, { number: '45', signedOn: '2026-09-17', revision: await revision() })).status).toBe(303)

  // The figure on the page, in the file and frozen are one; afterwards nothing changes what was sent.
  const file = async () => Buffer.from(await (await hoa!.get(`${path}/report/docx`)).arrayBuffer())
  const sent = await file()
  const words = (await readForm(sent)).paragraphs.map(({ text }) => text)
  expect(words.join('\n')).toContain('Số: 45/BC-SLĐTBXH')
  const [frozen] = await portal.store.read.select().from(periodFigures).where(eq(periodFigures.key, 'tasks.overdue'))
  expect(frozen!.counted.value).toBe(1)
  const at = words.indexOf('Quá hạn chưa xong')
  expect(words.slice(at, at + 3)).toEqual(['Quá hạn chưa xong', 'nhiệm vụ', '1'])
  expect((await checkForm(sent)).filter(({ right }) => !right)).toEqual([])
  await portal.store.write(async db => { await db.update(tasks).set({ title: 'Tên khác', unitId: 'jobs' }).where(eq(tasks.id, late)) })
  expect((await file()).equals(sent)).toBe(true)
  expect(plainOf(await hoa!.text(`${path}/report`))).toContain('Rà soát quy trình nội bộ')
  expect((await yen!.post(`${path}/report/wording`, { revision: await revision(), 'section.judgement': 'Khác' })).status).toBe(422)
  await portal.searchSettled()
  expect(plainOf(await hoa!.text('/search?q=bao+cao+quy+iii'))).toContain('1 kết quả cho')

  const told = async (reason: string) => (await portal.store.read.select().from(notices)).filter(one => one.subjectId === period!.id && one.reason === reason).map(({ personId }) => personId)
  await expect.poll(() => told('reportApprover')).toContain('lan')
  expect(await told('partSender')).toEqual(expect.arrayContaining(['hoa', 'dung', 'minh']))
  expect(plainOf(await yen!.text('/notices'))).toContain('đã gửi phần báo cáo của Phòng Người có công')
})

test('the outline of reports is the office’s to set', async () => {
  const yen = portal.as('yen')
  const page = await yen.text('/periods/sections')
  expect(page).toContain('Thứ tự theo lệ thường')
  const fields = Object.fromEntries([...page.matchAll(/name="((?:title|position)\.[a-z]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
  const levels = Object.fromEntries([...page.matchAll(/name="(level\.[a-z]+)"/g)].map(([, name]) => [name!, '2']))
  const inUse = Object.fromEntries([...page.matchAll(/name="(inUse\.[a-z]+)"/g)].map(([, name]) => [name!, 'on']))
  expect((await portal.as('hoa').post('/periods/sections', {})).status).toBe(403)
  expect(await (await yen.post('/periods/sections', { ...fields, ...levels, ...inUse, 'title.tasks': '' })).text()).toContain('Ghi tên mục')
  expect((await yen.post('/periods/sections', { ...fields, ...levels, 'inUse.tasks': 'on', 'position.tasks': '1', 'title.tasks': 'Nhiệm vụ', 'title.new': 'Chuyển đổi số', 'position.new': '2', 'level.new': '1' })).status).toBe(303)
  await yen.post('/periods/year', { year: '2026', 'kind.year': 'on' })
  const [year] = await portal.store.read.select().from(periods)
  const text = plainOf(await yen.text(`/periods/${year!.id}/report/edit`))
  expect(text).toContain('Nhiệm vụ')
  expect(text).toContain('Chuyển đổi số')
  expect(text).toContain('Chưa có kỳ trước để so.')
  expect(text).not.toContain('Kiến nghị, đề xuất')
})

test('units hear a working day before their part is due and when it is late; who writes reports, that figures are to be closed', async () => {
  const [yen, hoa] = [portal.as('yen'), portal.as('hoa')]
  fixDay('2026-09-09')
  await yen.post('/periods/year', { year: '2026', 'kind.quarter': 'on' })
  const [period] = await portal.store.read.select().from(periods).where(eq(periods.name, 'Quý III/2026'))
  await yen.post(`/periods/${period!.id}/parts`, { due: '2026-09-14', 'unit.merit': 'on' })
  expect(await tellPeriods(portal.store)).toBe(0)
  fixDay('2026-09-11')
  expect([await tellPeriods(portal.store), await tellPeriods(portal.store)]).toEqual([1, 0])
  expect(plainOf(await hoa.text('/'))).toContain('Gửi phần báo cáo Quý III/2026')
  fixDay('2026-09-15')
  expect(await tellPeriods(portal.store)).toBe(2)
  expect(plainOf(await yen.text('/'))).toContain('Chốt số liệu kỳ báo cáo Quý III/2026')
  const told = async () => (await portal.store.read.select().from(notices)).filter(({ kind }) => kind === 'reminder').map(({ personId }) => personId).toSorted()
  await expect.poll(told).toEqual(['hoa', 'hoa', 'yen'])
})
