// Biểu 06: entered and imported by units, checked crosswise and against the period before, kept in versions, added up, and in the figures of the period.
import { beforeEach, expect, test } from 'vitest'
import { readWorkbook } from '../src/admin/workbook.ts'
import { fixDay } from '../src/clock.ts'
import { checkForm } from '../src/documents/checking.ts'
import { readForm } from '../src/documents/reading.ts'
import { dossierSheets } from '../src/dossiers/tables.ts'
import { periods } from '../src/periods/tables.ts'
import { xlsxOf, type Made } from './office-files.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})
const plainOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const row = (at: number, field: string, [online, direct, carried, early, onTime, late, pending, pendingLate]: number[]) => Object.fromEntries(
  Object.entries({ field, online, direct, carried, early, onTime, late, pending, pendingLate }).map(([name, value]) => [`${name}.${at}`, String(value)]))

test('two units fill a quarter and the next: sums must agree, what is carried over is what was left, every version stays', async () => {
  const [yen, hoa, kiem] = ['yen', 'hoa', 'kiem'].map(who => portal.as(who)) as ReturnType<TestPortal['as']>[]
  await yen!.post('/periods/year', { year: '2026', 'kind.quarter': 'on' })
  const all = await portal.store.read.select().from(periods)
  const [second, third] = ['Quý II/2026', 'Quý III/2026'].map(name => `/periods/${all.find(one => one.name === name)!.id}`)

  // 100 came in, 99 are accounted for: the sentence says both, and what was typed stays.
  const wrong = await (await hoa!.post(`${second}/dossiers/merit`, { number: '0', ...row(0, 'Người có công', [60, 30, 10, 40, 45, 5, 8, 1]) })).text()
  expect(plainOf(wrong)).toContain('Nhận 100 khác đã giải quyết 90 + đang giải quyết 9 = 99.')
  expect(wrong).toContain('value="60"')
  expect((await hoa!.post(`${second}/dossiers/merit`, { number: '0', ...row(0, 'Người có công', [60, 30, 10, 40, 45, 5, 8, 2]) })).status).toBe(303)
  expect((await hoa!.post(`${second}/dossiers/jobs`, { number: '0' })).status).toBe(403)

  // The next quarter begins with the 10 that were left; another number needs a reason.
  expect(await hoa!.text(`${third}/dossiers/merit`)).toContain('name="carried.0" value="10"')
  const other = row(0, 'Người có công', [50, 20, 12, 40, 35, 0, 7, 0])
  expect(plainOf(await (await hoa!.post(`${third}/dossiers/merit`, { number: '0', ...other })).text())).toContain('Từ kỳ trước 12 khác số đang giải quyết cuối kỳ trước 10.')
  expect((await hoa!.post(`${third}/dossiers/merit`, { number: '0', ...other, note: 'Hai hồ sơ chuyển từ xã lên' })).status).toBe(303)
  expect((await hoa!.post(`${third}/dossiers/merit`, { number: '0', ...other })).status).toBe(422)
  expect((await kiem!.post(`${third}/dossiers/merit`, { number: '1', ...row(0, 'Người có công', [50, 20, 10, 40, 33, 0, 7, 0]) })).status).toBe(303)
  expect(plainOf(await hoa!.text(`${third}/dossiers/merit?version=1`))).toContain('Bản 1, Bế Thị Hoa')
  expect((await portal.store.read.select().from(dossierSheets)).length).toBe(3)

  // The other unit sends its spreadsheet; its own sums are held against the columns before anything is kept.
  const file = (cells: Made[][]) => { const form = new FormData(); form.set('file', new File([Buffer.from(xlsxOf([{ name: 'Biểu 06', rows: cells }]))], 'bieu06.xlsx')); return form }
  const head = ['STT', 'Lĩnh vực', 'Tổng', 'Trực tuyến', 'Trực tiếp', 'Kỳ trước', 'Tổng', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Tổng', 'Trong hạn', 'Quá hạn']
  const dung = portal.as('dung')
  const read = await (await dung.upload(`${third}/dossiers/jobs/file`, file([head, [1, 'Việc làm', 20, 15, 5, 0, 18, 10, 8, 0, 2, 2, 0], [2, 'An toàn lao động', 7, 3, 3, 0, 6, 6, 0, 0, 0, 0, 0], ['', 'Tổng cộng', 27, 18, 8, 0, 24, 16, 8, 0, 2, 2, 0]]))).text()
  expect(plainOf(read)).toContain('tổng nhận tệp ghi 7, cộng các cột là 6')
  expect(read).not.toContain('value="Tổng cộng"')
  expect((await dung.post(`${third}/dossiers/jobs`, { number: '0', source: 'file', ...row(0, 'Việc làm', [15, 5, 0, 10, 8, 0, 2, 0]), ...row(1, 'An toàn lao động', [3, 3, 0, 6, 0, 0, 0, 0]) })).status).toBe(303)
  expect((await dung.upload(`${third}/dossiers/jobs/file`, file([['Ghi chú'], ['Không có số']]))).status).toBe(422)

  // Page, figure, spreadsheet and Word file say the same: 106 received, 97 settled, all in time.
  expect(plainOf(await yen!.text(`${third}/dossiers`))).toContain('Tổng cộng 106 97 100,0 % 9 0')
  expect(plainOf(await yen!.text(`${third}/figures/dossiers.onTime`))).toContain('100,0 % (97/97)')
  const sheets = await readWorkbook(Buffer.from(await (await yen!.get(`${third}/dossiers/export/xlsx`)).arrayBuffer()))
  expect(sheets[1]!.rows.at(-1)!.slice(0, 6)).toEqual(['Tổng cộng', 106, 68, 28, 10, 97])
  const document = Buffer.from(await (await yen!.get(`${third}/dossiers/export/docx`)).arrayBuffer())
  expect((await readForm(document)).paragraphs.map(({ text }) => text).join('\n')).toContain('tiếp nhận 106 hồ sơ; đã giải quyết 97 hồ sơ')
  expect((await checkForm(document)).filter(({ right }) => !right)).toEqual([])

  // After closing another version is kept, and told as a change.
  fixDay('2026-10-13')
  await yen!.post(`${third}/closing`, { revision: '1' })
  fixDay('2026-10-14')
  await hoa!.post(`${third}/dossiers/merit`, { number: '2', ...row(0, 'Người có công', [50, 20, 10, 40, 30, 3, 7, 0]) })
  const after = plainOf(await yen!.text(String(third)))
  expect(after).toContain('Hồ sơ giải quyết trước và đúng hạn 100,0 96,9')
  expect(after).toContain('đã nhập Biểu 06 của Phòng Người có công (bản 3)')
})
