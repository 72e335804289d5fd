// The register of tasks in the browser: found while typing, looked at in three ways, changed many at once by the keyboard, kept as a filter; also without JavaScript.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { giveTask } from '../../src/tasks/assigning.ts'
import { journey, looksRight, openSite, phone } from '../browser.ts'
import type { TestPortal } from '../portal.ts'

const long = `Rà soát, đánh giá thủ tục hành chính ${'thuộc phạm vi chức năng quản lý của Sở, '.repeat(6)}KHONGNGATDONG-RATRATDAI-01-2026-TT-BLDTBXH`

async function withTasks() {
  const site = await openSite()
  await site.store.write(async db => {
    for (const [title, unitId, due] of [[long, 'merit', '2026-09-30'], ['Công bố quy trình nội bộ', 'merit', '2026-10-14'], ['Sàn giao dịch việc làm', 'jobs', '2026-10-30'], ['Đối thoại với người dân', 'office', '2026-11-30']] as const) {
      await giveTask(db, { id: 'lan' }, { title, unitId, assignerId: 'lan', domain: 'Người có công', deadline: { kind: 'date', value: due, original: due },
        origin: { kind: 'oral', number: null, date: '2026-09-01', issuer: null, title: null, clause: null, quote: null, saidBy: 'Giám đốc' } }, { receiptHours: 16 })
    }
  })
  return site
}

const count = (page: Page) => page.locator('a.item-t').count()
const dueDays = async ({ store }: TestPortal) => {
  const { tasks } = await import('../../src/tasks/tables.ts')
  return (await store.read.select({ due: tasks.due }).from(tasks).orderBy(tasks.due)).map(({ due }) => due)
}

journey('typing narrows the list, conditions stay open while they are chosen, and all ways to look have no flaws', async () => {
  const site = await withTasks()
  const page = await site.page('lan')
  await page.goto('/tasks')
  await looksRight(page, 'the list')
  await page.locator('#q').pressSequentially('giao dich')
  await expect.poll(() => count(page)).toBe(1)
  expect(await page.locator('#q').inputValue()).toBe('giao dich')
  expect(page.url()).toContain('q=giao+dich')
  await page.locator('#q').fill('')
  await expect.poll(() => count(page)).toBe(4)
  await page.click('#them-dieu-kien > summary')
  await page.selectOption('#loc-unit', 'merit')
  await expect.poll(() => count(page)).toBe(2)
  expect(await page.locator('#loc-standing').isVisible()).toBe(true)
  await looksRight(page, 'the conditions')
  await page.click('.view-switch a:has-text("Bảng")')
  await page.waitForURL(/view=board/)
  await looksRight(page, 'the board')
  await page.click('.view-switch a:has-text("Lịch")')
  await page.waitForURL(/view=calendar/)
  await looksRight(page, 'the calendar')
  expect(site.complaints).toEqual([])
})

journey('by the keyboard alone: rows ticked, deadlines moved after a preview, undone, the filter saved', async () => {
  const site = await withTasks()
  const page = await site.page('lan')
  await page.goto('/tasks?unit=merit')
  for (let row = 0; row < 2; row++) { await page.keyboard.press('j'); await page.keyboard.press('x') }
  await expect.poll(() => page.locator('[data-ticked]').textContent()).toBe('Đã chọn 2 nhiệm vụ')
  await page.locator('#viec').focus()
  await page.keyboard.type('Dời')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/changes\/preview/)
  await page.locator('#f-note').fill('Theo công văn 1520/UBND-KSTT')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.locator('#f-value-error').textContent()).toContain('Hãy chọn ngày hạn mới')
  await looksRight(page, 'what is missing')
  await page.locator('#f-value').fill('2026-11-20')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#xem-truoc').textContent()).toContain('Sẽ đổi 2 nhiệm vụ')
  expect(await dueDays(site)).toEqual(['2026-09-30', '2026-10-14', '2026-10-30', '2026-11-30'])
  await looksRight(page, 'the preview')
  await page.locator('button:has-text("Ghi thay đổi")').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/changes\/[\w-]{30,}/)
  expect(await dueDays(site)).toEqual(['2026-10-30', '2026-11-20', '2026-11-20', '2026-11-30'])
  await looksRight(page, 'what was done')
  await page.locator('button:has-text("Hoàn tác")').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('main').textContent()).toContain('Đã trở lại như trước.')
  expect(await dueDays(site)).toEqual(['2026-09-30', '2026-10-14', '2026-10-30', '2026-11-30'])

  await page.goto('/tasks?unit=merit')
  await page.locator('.chips a:has-text("Lưu bộ lọc")').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/tasks\/filters/)
  await page.locator('#f-name').fill('Việc của NCC')
  await page.keyboard.press('Enter')
  await page.waitForURL(/unit=merit/)
  expect(await page.locator('.tabs [aria-current]').first().textContent()).toContain('Việc của NCC')
  await page.goto('/tasks/filters?unit=jobs')
  await looksRight(page, 'the saved filters')
  expect(site.complaints).toEqual([])
})

journey('without JavaScript on a phone: filtered, ticked, changed', async () => {
  const site = await withTasks()
  const page = await site.page('lan', { javaScriptEnabled: false, viewport: phone })
  await page.goto('/tasks')
  await page.click('#them-dieu-kien > summary')
  await page.selectOption('#loc-unit', 'merit')
  await page.click('.search-row button')
  await page.waitForURL(/tasks\?unit=merit/)
  await expect.poll(() => count(page)).toBe(2)
  await page.check('input[name=all]')
  await page.selectOption('#viec', 'remind')
  await page.click('.bulk button')
  await page.fill('#f-note', 'Báo cáo trước thứ Sáu')
  await page.click('button:has-text("Xem trước")')
  await page.click('button:has-text("Ghi thay đổi cho 2 nhiệm vụ")')
  expect(await page.locator('h1').textContent()).toBe('Nhắc việc 2 nhiệm vụ')
})
