// The way of a task in the browser, from the annex in Excel to every desk and back: with the pointer, by the keyboard alone,
// on a phone, without JavaScript. The pages on the way have no flaws.
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { flaws, journey, openSite, overflow, phone } from '../browser.ts'
import { xlsxOf } from '../office-files.ts'
import { keyboard, pointer, type Hands } from './hands.ts'

const rows = [
  ['PHỤ LỤC'], ['NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026'],
  ['TT', 'Nhiệm vụ', 'Sản phẩm', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian hoàn thành', 'Kinh phí', 'Ghi chú'],
  ['I', 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH'],
  ['1', 'Rà soát thủ tục hành chính lĩnh vực người có công', 'Báo cáo', 'Phòng Hợp tác quốc tế', null, 'Trước 30/11/2026', null, null],
  ['2', 'Niêm yết công khai thủ tục hành chính', 'Biên bản', 'Văn phòng', 'Ban ABC', 'Quý IV/2026', '20 triệu đồng', null],
]
const annex = { name: 'phu-luc.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(xlsxOf([{ name: 'Phụ lục', rows }])) }
const evidence = { name: 'bao-cao-ra-soat.docx', mimeType: 'application/octet-stream', buffer: readFileSync('data/demo/files/bc-22-kiem-tra.docx') }
const title = rows[4]![1]!

interface Way extends BrowserContextOptions { hands: Hands; /** Whether each page is looked at by axe. */ looked?: boolean }

/** Walks the whole way. Returns what the pages' consoles complained of. */
async function walk({ hands, looked = false, ...options }: Way): Promise<string[]> {
  const site = await openSite()
  const { press, write, choose, attach } = hands
  const scripts = options.javaScriptEnabled !== false
  const look = async (page: Page, what: string) => {
    expect(await overflow(page), `${what} is wider than the window`).toBe(0)
    if (looked) expect(await flaws(page), what).toEqual([])
  }
  const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name })
  const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name }).first()
  const said = (page: Page, words: string) => page.locator('body', { hasText: words }).waitFor({ timeout: 60_000 })

  // The reform officer brings the annex and puts two cells right.
  const officer = await site.page('yen', options)
  await officer.goto('/plans/new')
  await look(officer, 'a new plan')
  await write(officer.locator('#f-title'), 'Kế hoạch cải cách hành chính năm 2026')
  await write(officer.locator('#f-since'), '2026-01-01')
  await write(officer.locator('#f-until'), '2026-12-31')
  await press(button(officer, 'Lưu bản nháp'))
  await press(link(officer, 'Nhập phụ lục'))
  await said(officer, 'Đọc tệp')
  await look(officer, 'the page for the annex')
  await attach(officer.locator('#f-file'), annex)
  await press(button(officer, 'Đọc tệp'))
  await said(officer, 'Còn 2 ô cần xem')
  await look(officer, 'the grid')
  await choose(officer.locator('select[name$=".lead"]'), 'Phòng Người có công')
  if (scripts) await said(officer, 'Còn 1 ô cần xem')
  await write(officer.locator('textarea[name$=".coordinators"]'), 'Phòng Việc làm')
  if (!scripts) await press(officer.locator('#tinh-hinh').getByRole('button', { name: 'Lưu' }))
  await said(officer, '2 dòng đã rõ')
  await press(button(officer, 'Ghi vào kế hoạch'))
  await said(officer, 'Trình phê duyệt')
  await look(officer, 'the draft')
  await press(button(officer, 'Trình phê duyệt'))
  await said(officer, 'Chờ phê duyệt')
  const plan = new URL(officer.url()).pathname

  // The director approves; the unit's head accepts and names who does it.
  const director = await site.page('lan', options)
  await director.goto(plan)
  await write(director.locator('#f-number'), '27/KH-SLĐTBXH')
  await press(button(director, 'Phê duyệt và giao việc'))
  await said(director, 'Đã phê duyệt và giao 2 nhiệm vụ')
  await look(director, 'the plan that runs')
  const head = await site.page('hoa', options)
  await head.goto('/work')
  await said(head, title)
  await look(head, 'what the head owes')
  await press(head.locator('a.item-t', { hasText: title }))
  await said(head, 'Nội dung giao')
  await look(head, 'the task to accept')
  await choose(head.locator('select[id^="nhan-"]'), 'Phạm Văn Minh')
  await press(button(head, 'Nhận việc'))
  await said(head, 'Người thực hiện: Phạm Văn Minh')
  const task = new URL(head.url()).pathname

  // The official reports that it is done, with a document; it comes back with a reason; put right, it is confirmed.
  const official = await site.page('minh', options)
  await official.goto(task)
  const report = async (number: number, words: string) => {
    await press(official.locator('input[name="value"][value="1"]'))
    await write(official.locator('input[name="percent"]'), '100')
    await write(official.locator('textarea[name="result"]'), words)
    await press(official.locator('input[name="claimsDone"]'))
    await press(button(official, 'Gửi báo cáo'))
    await said(official, `Lần ${number}: báo hoàn thành`)
  }
  await report(1, 'Đã rà soát 40 thủ tục')
  await look(official, 'the reported task')
  await press(link(official, 'Dẫn cho báo cáo lần 1'))
  await said(official, 'Hoặc nhập văn bản mới')
  await look(official, 'the page for evidence')
  await write(official.locator('#f-subject'), 'Báo cáo kết quả rà soát thủ tục')
  await attach(official.locator('#f-file'), evidence)
  await press(button(official, 'Dẫn làm minh chứng'))
  await said(official, 'báo cáo lần 1')
  await director.goto(task)
  await said(director, 'Báo cáo kết quả rà soát thủ tục')
  await look(director, 'the task to decide on')
  await write(director.locator('#y-kien-1'), 'Còn thiếu lĩnh vực thân nhân liệt sĩ')
  await press(button(director, 'Trả lại, nêu lý do'))
  await said(director, 'Đã trả lại')
  await official.goto(task)
  await said(official, 'Còn thiếu lĩnh vực thân nhân liệt sĩ')
  await report(2, 'Đã rà soát đủ 52 thủ tục')
  await director.goto(task)
  await press(button(director, 'Xác nhận hoàn thành'))
  await said(director, 'Xong đúng hạn')
  await look(director, 'the confirmed task')

  // What goes out is what came in, as it was put right.
  await officer.goto(plan)
  await look(officer, 'the plan with a task done')
  for (const format of ['xlsx', 'docx']) {
    const file = { name: `ke-hoach.${format}`, mimeType: 'application/octet-stream', buffer: await downloaded(officer, hands, format) }
    await officer.goto(`${plan}/imports`)
    await attach(officer.locator('#f-file'), file)
    await press(button(officer, 'Đọc tệp'))
    await said(officer, 'ở đây chỉ so tệp với kế hoạch')
    const compared = await officer.locator('main').textContent()
    expect(compared, format).toMatch(/2\s+đã có như vậy/)
    expect(compared, format).not.toMatch(/ô cần xem/)
    await look(officer, `the plan compared with its ${format}`)
    await officer.goto(plan)
  }
  return site.complaints
}

async function downloaded(page: Page, { press }: Hands, format: string): Promise<Buffer> {
  const coming = page.waitForEvent('download')
  await press(page.locator(`main a[href$="/export/${format}"]`).first())
  return readFileSync(await (await coming).path())
}

journey('from the annex to the desk and back, each page without a flaw', async () => {
  expect(await walk({ hands: pointer, looked: true })).toEqual([])
})

journey('the same by the keyboard alone', async () => {
  expect(await walk({ hands: keyboard })).toEqual([])
})

journey('the same on a phone of 360 px', async () => {
  expect(await walk({ hands: pointer, looked: true, viewport: phone, hasTouch: true, isMobile: true })).toEqual([])
})

journey('the same without JavaScript', async () => {
  expect(await walk({ hands: pointer, javaScriptEnabled: false })).toEqual([])
})
