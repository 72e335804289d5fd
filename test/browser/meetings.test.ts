// The loop of a meeting in the browser, from its package over its conclusions to the next package: with the pointer, by the keyboard
// alone, on a phone, without JavaScript. The pages on the way have no flaws.
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { checkForm } from '../../src/documents/checking.ts'
import { flaws, journey, openSite, overflow, phone } from '../browser.ts'
import { aMeeting } from '../meetings-office.ts'
import { keyboard, pointer, type Hands } from './hands.ts'

const pasted = [
  '1. Ghi nhận kết quả tháng 9/2026 theo báo cáo của Văn phòng.',
  '2. Giao Phòng Người có công chủ trì, phối hợp với Văn phòng rà soát 12 thủ tục, hoàn thành trước ngày 30/10/2026.',
  '3. Giao Ban Quản lý dự án Đông Bắc chuẩn bị phương án số hóa hồ sơ trước ngày 20/11/2026.',
  '4. Phòng Việc làm - An toàn lao động hoàn thiện dự thảo tờ trình.',
].join('\n')

interface Way extends BrowserContextOptions { hands: Hands; /** Whether each page is looked at by axe. */ looked?: boolean }

/** Walks the whole loop. Returns what the pages' consoles complained of. */
async function walk({ hands, looked = false, ...options }: Way): Promise<string[]> {
  const site = await openSite()
  const { press, write } = hands
  const october = `/meetings/${await aMeeting(site)}`
  const november = `/meetings/${await aMeeting(site, { title: 'Giao ban cải cách hành chính tháng 11/2026', on: '2026-11-09' })}`
  const button = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name })
  const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name, exact: true }).first()
  const said = (page: Page, words: string) => page.locator('main', { hasText: words }).waitFor({ timeout: 60_000 })
  const look = async (page: Page, what: string) => {
    expect(await overflow(page), `${what} is wider than the window`).toBe(0)
    if (!looked) return
    // A row half under the bar at the bottom would be too small to touch.
    await page.evaluate('scrollTo(0, 0)')
    expect(await flaws(page), what).toEqual([])
  }

  // The secretary opens the package, begins, and takes the attendance.
  const secretary = await site.page('ky', options)
  await secretary.goto(october)
  await said(secretary, 'Rà soát thủ tục người có công')
  await look(secretary, 'the package')
  await press(link(secretary, 'Trong phòng họp'))
  await said(secretary, 'Chưa bắt đầu họp.')
  await press(button(secretary, 'Bắt đầu họp'))
  await said(secretary, 'Đang họp')
  await press(button(secretary, 'Tất cả có mặt'))
  await said(secretary, '3 có mặt')
  await look(secretary, 'the room')
  await press(button(secretary, 'Kết thúc cuộc họp'))
  await said(secretary, 'Đã họp từ')

  // The conclusions are pasted; two cells are put right; the work is given at once.
  await press(link(secretary, 'Kết luận'))
  await said(secretary, 'Chưa có kết luận nào')
  await write(secretary.locator('#f-text'), pasted)
  await press(button(secretary, 'Đọc và đưa vào lưới'))
  await said(secretary, 'Còn 2 ô cần xem')
  await look(secretary, 'the grid')
  await write(secretary.locator('.cell-ask').getByRole('textbox', { name: /chủ trì/i }).or(secretary.locator('.cell-ask').getByRole('combobox', { name: /chủ trì/i })).first(), 'Văn phòng')
  if (options.javaScriptEnabled !== false) await said(secretary, 'Còn 1 ô cần xem')
  await write(secretary.locator('.cell-ask').getByRole('textbox', { name: /hạn/i }).first(), '25/11/2026')
  if (options.javaScriptEnabled === false) await press(secretary.locator('#tinh-hinh').getByRole('button', { name: 'Lưu' }))
  await press(button(secretary, /^Giao 3 việc/))
  await said(secretary, '3 việc đã giao')
  await press(button(secretary, /^Không phát sinh nhiệm vụ.*kết luận 1$/))
  await said(secretary, '1 không phát sinh')
  await look(secretary, 'the conclusions given')

  // The minutes: out for comment, a comment answered, signed by the chair, taken home as a Word file.
  await press(link(secretary, 'Biên bản, văn bản'))
  await said(secretary, 'Văn bản của cuộc họp')
  await press(link(secretary, 'Biên bản'))
  await said(secretary, 'Bản nháp, chưa ký')
  const minutes = new URL(secretary.url()).pathname
  await look(secretary, 'the minutes')
  await write(secretary.locator('#f-until'), '2026-10-14')
  await press(button(secretary, 'Gửi lấy ý kiến'))
  await said(secretary, 'Thôi lấy ý kiến')
  const head = await site.page('hoa', options)
  await head.goto(minutes)
  await write(head.locator('#f-text'), 'Đề nghị ghi rõ danh mục 12 thủ tục.')
  await press(button(head, 'Gửi góp ý'))
  await said(head, 'Chưa trả lời.')
  await secretary.reload()
  await write(secretary.getByRole('textbox', { name: 'Trả lời' }), 'Danh mục gửi kèm thông báo kết luận')
  await press(button(secretary, /^Tiếp thu/))
  await said(secretary, 'Danh mục gửi kèm thông báo kết luận')
  const chair = await site.page('lan', options)
  await chair.goto(minutes)
  await press(button(chair, 'Ký biên bản'))
  await said(chair, '01/BB-SLĐTBXH')
  await look(chair, 'the signed minutes')
  const coming = chair.waitForEvent('download')
  await press(chair.locator('main a[href$="/docx"]').first())
  expect((await checkForm(readFileSync(await (await coming).path()))).filter(({ right }) => !right)).toEqual([])

  // The unit takes the work from its desk; the next meeting opens with what was concluded.
  await head.goto('/work')
  await press(head.locator('a.item-t', { hasText: 'rà soát 12 thủ tục' }))
  await said(head, 'Nội dung giao')
  expect(await head.locator('main').textContent()).toContain('Kết luận số 2')
  await chair.goto(november)
  await said(chair, 'rà soát 12 thủ tục')
  const opened = await chair.locator('main').textContent()
  expect(opened).toMatch(/hoàn thiện dự thảo tờ trình/i)
  expect(opened).toMatch(/chuẩn bị phương án số hóa/i)
  expect(opened).not.toContain('Chưa giao')
  await look(chair, 'the next package')
  return site.complaints
}

journey('from the package over conclusions and minutes to the next package, each page without a flaw', async () => {
  expect(await walk({ hands: pointer, looked: true })).toEqual([])
})

journey('the same by the keyboard alone', async () => {
  expect(await walk({ hands: keyboard })).toEqual([])
})

journey('the same on a phone of 360 px', async () => {
  expect(await walk({ hands: pointer, viewport: phone })).toEqual([])
})

journey('the same without JavaScript', async () => {
  expect(await walk({ hands: pointer, javaScriptEnabled: false })).toEqual([])
})
