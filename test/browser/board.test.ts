// The register as board and calendar, in a browser: steps taken by keyboard and without JavaScript, pages that axe and a phone accept.
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { fixDay } from '../../src/clock.ts'
import { giveTask } from '../../src/tasks/assigning.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { flaws, journey, openSite, overflow, phone } from '../browser.ts'
import type { TestPortal } from '../portal.ts'

const long = `${'Rà soát, cập nhật hồ sơ người có công và thân nhân vào cơ sở dữ liệu quốc gia '.repeat(4)}(PHULUC-KHONGNGATDONG-RATRATDAI-2026-TT-BLDTBXH)`

/** Tasks in every column, late and near, one of the longest name; returns the id of one that waits to be accepted. */
async function fill({ store }: Pick<TestPortal, 'store'>): Promise<string> {
  fixDay('2026-10-12')
  const give = (title: string, due: string, state: Partial<typeof tasks.$inferSelect>) => store.write(async db => {
    const id = await giveTask(db, { id: 'lan' }, {
      title, origin: { kind: 'oral', number: null, date: '2026-10-01', issuer: null, title: null, clause: null, quote: null, saidBy: 'Giám đốc' },
      unitId: 'merit', assignerId: 'lan', domain: 'Người có công', deadline: { kind: 'date', value: due, original: due } }, { receiptHours: 16 })
    await db.update(tasks).set(state).where(eq(tasks.id, id))
    return id
  })
  await give(long, '2026-10-08', { state: 'doing', personId: 'minh', percent: 60, light: 'red', lastReportOn: '2026-10-01' })
  await give('Chi trả trợ cấp qua tài khoản', '2026-10-14', { state: 'accepted' })
  await give('Báo cáo quý III', '2026-10-09', { state: 'done', finishedOn: '2026-10-08' })
  await give('Tu sửa nghĩa trang liệt sĩ', '2026-10-29', { state: 'paused', pausedOn: '2026-10-05', acceptedAt: new Date('2026-10-02T08:00:00+07:00') })
  return give('Thăm hỏi gia đình chính sách', '2026-10-30', { percent: 0 })
}

journey('from the list to the board and the calendar, and a step from a card, by keyboard alone', async () => {
  const site = await openSite()
  await fill(site)
  const hoa = await site.page('hoa')
  await hoa.goto('/tasks')
  await hoa.getByRole('link', { name: 'Bảng', exact: true }).press('Enter')
  await hoa.waitForURL('**/tasks?view=board')
  const first = hoa.locator('.board-col').first()
  expect(await first.locator('.board-card').count()).toBe(1)
  await first.getByRole('button', { name: 'Nhận việc' }).press('Enter')
  await expect.poll(() => first.locator('.board-card').count()).toBe(0)
  expect(new URL(hoa.url()).search).toBe('?view=board')
  await hoa.locator('#q').pressSequentially('tro cap')
  await hoa.waitForURL('**/tasks?q=tro+cap&view=board')
  expect(await hoa.locator('.board-card').count()).toBe(1)
  expect(await hoa.evaluate('document.activeElement.id')).toBe('q')
  await hoa.locator('#q').fill('')
  await hoa.waitForURL('**/tasks?view=board')
  await hoa.getByRole('link', { name: 'Lịch', exact: true }).press('Enter')
  await hoa.waitForURL('**/tasks?view=calendar')
  await hoa.locator('[rel=prev]').press('Enter')
  await hoa.waitForURL('**/tasks?view=calendar&month=2026-09')
  await hoa.locator('[rel=next]').press('Enter')
  await hoa.locator('td', { hasText: '30' }).getByRole('link', { name: '1 việc' }).press('Enter')
  await hoa.waitForURL('**/tasks?from=2026-10-30&to=2026-10-30')
  expect(await hoa.locator('.rows tbody tr').count()).toBe(1)
  expect(site.complaints).toEqual([])
})

journey('a step from a card without JavaScript; what closes a task is said before', async () => {
  const site = await openSite()
  await fill(site)
  const lan = await site.page('lan', { javaScriptEnabled: false, viewport: phone })
  await lan.goto('/tasks?view=board')
  await lan.locator('summary', { hasText: 'Cho tiếp tục' }).press('Enter')
  await lan.getByText('Hạn cộng thêm số ngày làm việc đã dừng.').isVisible()
  await lan.locator('details[open] button', { hasText: 'Cho tiếp tục' }).press('Enter')
  await lan.waitForURL('**/tasks?view=board')
  expect(await lan.locator('.board-col h2').allTextContents()).not.toContainEqual(expect.stringContaining('Tạm dừng'))
})

journey('board and calendar fit a phone and have no fault that axe finds', async () => {
  const site = await openSite()
  await fill(site)
  for (const [name, options] of [['lan', {}], ['hoa', { viewport: phone }], ['lan', { viewport: phone, colorScheme: 'dark' }]] as const) {
    const page = await site.page(name, options)
    for (const path of ['/tasks?view=board', '/tasks?view=board&group=unit', '/tasks?view=calendar', '/tasks?view=calendar&month=2026-09', '/tasks?view=board&q=khong-co-gi']) {
      await page.goto(path)
      expect([path, await flaws(page), await overflow(page)]).toEqual([path, [], 0])
    }
  }
  expect(site.complaints).toEqual([])
})

journey('a card dropped on a column asks for the step that leads there', async () => {
  const site = await openSite()
  await fill(site)
  const hoa = await site.page('hoa')
  await hoa.goto('/tasks?view=board')
  const column = (page: typeof hoa, title: string) => page.locator('.board-col', { has: page.locator('h2', { hasText: title }) })
  const drop = (page: typeof hoa, title: string, onto: string) => page.locator('.board-card', { hasText: title }).dragTo(column(page, onto).locator('h2'))
  // A browser that is driven drags no more once it has dropped: the later ones are told by their events.
  const told = async (page: typeof hoa, title: string, onto: string) => {
    const card = page.locator('.board-card', { hasText: title })
    const dataTransfer = await page.evaluateHandle('new DataTransfer()')
    await card.dispatchEvent('dragstart', { dataTransfer })
    for (const event of ['dragover', 'drop']) await column(page, onto).dispatchEvent(event, { dataTransfer })
    await card.dispatchEvent('dragend', { dataTransfer })
  }
  // Not where no step leads; then to where one does.
  await drop(hoa, 'Thăm hỏi gia đình chính sách', 'Đã xong')
  expect(await column(hoa, 'Chờ tiếp nhận').locator('.board-card').count()).toBe(1)
  await drop(hoa, 'Thăm hỏi gia đình chính sách', 'Đang thực hiện')
  await expect.poll(() => column(hoa, 'Chờ tiếp nhận').locator('.board-card').count()).toBe(0)
  expect(await column(hoa, 'Đang thực hiện').textContent()).toContain('Thăm hỏi gia đình chính sách')
  await told(hoa, 'Chi trả trợ cấp', 'Chờ xác nhận')
  await hoa.waitForURL(/\/tasks\/[\w-]{20,}#viet$/)

  const lan = await site.page('lan')
  await lan.goto('/tasks?view=board')
  await told(lan, 'Tu sửa nghĩa trang', 'Đang thực hiện')
  const button = lan.locator('details[open] button', { hasText: 'Cho tiếp tục' })
  await expect.poll(() => button.evaluate(element => element === element.ownerDocument.activeElement)).toBe(true)
  await button.press('Enter')
  await expect.poll(() => column(lan, 'Đang thực hiện').textContent()).toContain('Tu sửa nghĩa trang')
  expect(site.complaints).toEqual([])
})
