// An annex comes into a plan in the browser: cells put right by the keyboard, written, approved, amended; the pages on the way have no flaws.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, looksRight, openSite, phone } from '../browser.ts'
import { xlsxOf } from '../office-files.ts'

const rows = [
  ['PHỤ LỤC'], ['NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026'], ['(Kèm theo Kế hoạch số 27/KH-SLĐTBXH ngày 26/02/2026)'],
  ['TT', 'Nhiệm vụ', 'Sản phẩm', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian hoàn thành', 'Kinh phí', 'Ghi chú'],
  ['I', 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH'],
  ['1', 'Rà soát thủ tục hành chính lĩnh vực người có công', 'Báo cáo', 'Phòng Hợp tác quốc tế', 'P. NCC, Ban ABC', 'Quý IV', null, null],
  ['2', 'Đạt từ 80% hồ sơ trực tuyến trở lên', 'Báo cáo', 'P. NCC', null, '31/1/2026', '20 triệu đồng', 'x'],
  ['3', 'Niêm yết công khai thủ tục hành chính', 'Biên bản', 'Các phòng, đơn vị', null, 'Hằng quý', null, null],
]
const annex = { name: 'phu-luc.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(xlsxOf([{ name: 'Phụ lục', rows }])) }

const left = (page: Page) => page.locator('#tinh-hinh b').first().textContent()

/** A draft plan with the annex read beside it. */
async function previewed(page: Page): Promise<void> {
  await page.goto('/plans/new')
  await page.fill('#f-title', 'Kế hoạch cải cách hành chính năm 2026')
  await page.fill('#f-since', '2026-01-01')
  await page.fill('#f-until', '2026-12-31')
  await page.click('button:has-text("Lưu bản nháp")')
  await page.click('a:has-text("Nhập phụ lục")')
  await page.setInputFiles('#f-file', annex)
  await page.click('button:has-text("Đọc tệp")')
  await page.waitForURL(/imports\/[\w-]{20,}/)
}

journey('cells are put right by the keyboard, at once, one after the other', async () => {
  const site = await openSite()
  const page = await site.page('yen')
  await previewed(page)
  expect(await page.locator('h1').textContent()).toBe('Còn 3 ô cần xem')
  await looksRight(page, 'the grid')
  await page.keyboard.press('Control+ArrowDown')
  await page.locator('select[name$=".lead"]').selectOption({ label: 'Phòng Người có công' })
  await expect.poll(() => left(page)).toBe('Còn 2 ô cần xem')
  const others = page.locator('textarea[name$=".coordinators"]')
  await others.fill('Phòng Việc làm')
  await others.press('Tab')
  await expect.poll(() => page.locator('#dong-6').textContent()).toContain('Phòng Việc làm – An toàn lao động')
  // The last one is right as it was read: a tick, and nothing is left.
  await expect.poll(() => left(page)).toBe('Còn 1 ô cần xem')
  // The grid that came takes the focus with it: the next cell is reached anew until it is there.
  await expect.poll(async () => {
    await page.locator('input[name$=".deadline"]').focus()
    await page.keyboard.press('Tab')
    return page.locator(':focus').getAttribute('type')
  }).toBe('checkbox')
  await page.keyboard.press('Space')
  await expect.poll(() => left(page)).toBe('3 dòng đã rõ')
  await page.click('button:has-text("Ghi vào kế hoạch")')
  await page.waitForURL(/plans\/[\w-]{20,}$/)
  expect(await page.locator('main').textContent()).toContain('Rà soát thủ tục hành chính lĩnh vực người có công')
  await looksRight(page, 'the draft')
  await page.locator('a.row-act').first().click()
  await page.waitForURL(/tasks\/[\w-]+\/edit$/)
  await looksRight(page, 'the form of a task')
  await page.goBack()
  await page.click('button:has-text("Trình phê duyệt")')
  const address = page.url()

  const director = await site.page('lan')
  await director.goto(address)
  await director.fill('#f-number', '27/KH-SLĐTBXH')
  await director.click('button:has-text("Phê duyệt và giao việc")')
  await expect.poll(() => director.locator('#notice').textContent()).toContain('Đã phê duyệt và giao')
  await looksRight(director, 'the plan that runs')

  await page.goto(address)
  await page.locator('a.row-act').nth(1).click()
  await page.fill('#f-decision', 'Công văn 12/SLĐTBXH-VP')
  await page.fill('#f-deadline', '30/11')
  await page.click('button:has-text("Ghi điều chỉnh")')
  await page.waitForURL(/#dieu-chinh$/)
  expect(await page.locator('#dieu-chinh').isVisible()).toBe(true)
  await looksRight(page, 'the amended plan')
  expect(site.complaints).toEqual([])
})

journey('the grid works without JavaScript', async () => {
  const site = await openSite()
  const page = await site.page('yen', { javaScriptEnabled: false, viewport: phone })
  await previewed(page)
  await page.locator('select[name$=".lead"]').selectOption({ label: 'Phòng Người có công' })
  for (const box of await page.locator('.cell-ok input').all()) await box.check()
  await page.locator('#tinh-hinh button:has-text("Lưu")').click()
  expect(await left(page)).toBe('3 dòng đã rõ')
  await page.click('button:has-text("Ghi vào kế hoạch")')
  expect(page.url()).toMatch(/plans\/[\w-]{20,}$/)
  expect(await page.locator('main').textContent()).toContain('Niêm yết công khai thủ tục hành chính')
})
