// The leader's desk in the browser: decided by the keyboard alone, on a phone, without JavaScript; one sheet of paper; no flaws.
import type { Page } from 'playwright-core'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { fixDay } from '../../src/clock.ts'
import { reportReviews, requests, taskNotes, tasks } from '../../src/tasks/tables.ts'
import { journey, looksRight, openSite, phone } from '../browser.ts'
import { fillDesk, type FilledDesk } from '../desk-office.ts'

const focused = (page: Page) => page.evaluate('document.activeElement.closest(".item")?.id ?? document.activeElement.tagName') as Promise<string>
const heading = (page: Page) => page.locator('h1').textContent()

journey('a morning at the desk, by the keyboard alone', async () => {
  const site = await openSite()
  const { request, claimed, report, troubled, given, late, asked } = await fillDesk(site)
  const page = await site.page('lan')
  await page.goto('/')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('/desk')
  expect(await heading(page)).toBe('7 việc chờ quyết định')
  await looksRight(page, 'the desk', { fromTop: true })

  // A key opens what asks first; Escape takes it back, another one and Enter writes it.
  await page.keyboard.press('j')
  expect(await focused(page)).toBe(`viec-request-${request}`)
  await page.keyboard.press('t')
  expect(await page.evaluate('document.activeElement.name')).toBe('note')
  await page.keyboard.type('d')
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Đồng ý gia hạn')
  await looksRight(page, 'an open decision', { fromTop: true })
  await page.keyboard.press('Enter')
  await expect.poll(() => heading(page)).toBe('6 việc chờ quyết định')
  expect(await page.locator('.side [data-count="/desk"]').textContent()).toBe('6')
  expect((await site.store.read.select().from(tasks).where(eq(tasks.id, asked)))[0]!.due).toBe('2026-11-30')
  await expect.poll(() => page.locator('#live').textContent()).toBe('Đã đồng ý gia hạn, hạn mới 30/11/2026.')

  // The focus has gone on to the next: a claim goes back, first without its reason.
  await expect.poll(() => focused(page)).toMatch(/^viec-claim-/)
  await page.keyboard.press('t')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.locator('.field-err').textContent()).toContain('Hãy nêu lý do trả lại')
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true')
  await page.keyboard.type('Thiếu minh chứng')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => heading(page)).toBe('5 việc chờ quyết định')
  expect((await site.store.read.select().from(tasks).where(eq(tasks.id, claimed)))[0]!.state).toBe('doing')

  // Acknowledging asks nothing; a reminder neither; a direction has its words.
  await expect.poll(() => focused(page)).toBe(`viec-report-${report}`)
  await page.keyboard.press('d')
  await expect.poll(() => focused(page)).toBe(`viec-report-${troubled}`)
  await page.keyboard.press('j')
  expect(await focused(page)).toBe(`viec-unaccepted-${given}`)
  await page.keyboard.press('n')
  await expect.poll(() => focused(page)).toBe(`viec-overdue-${late}`)
  await page.keyboard.press('r')
  await page.keyboard.type('Xong trước 20/10')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => heading(page)).toBe('2 việc chờ quyết định')
  expect((await site.store.read.select().from(taskNotes)).map(({ kind, text }) => [kind, text])).toEqual([['reminder', 'Đề nghị đơn vị tiếp nhận nhiệm vụ ngay.'], ['direction', 'Xong trước 20/10']])
  await looksRight(page, 'a desk with decided rows', { fromTop: true })

  // The rest at once: ticked by x.
  await page.locator(`#viec-report-${troubled} .item-t`).focus()
  await page.keyboard.press('x')
  await page.locator('#ghi-nhan button').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#notice').textContent()).toContain('Đã ghi nhận 1 báo cáo.')
  expect(await site.store.read.select().from(reportReviews)).toHaveLength(3)
  await page.keyboard.press('?')
  expect(await page.locator('#keys').textContent()).toContain('Sổ tay: đồng ý, xác nhận, ghi nhận')
  expect(site.complaints).toEqual([])
})

journey('two leaders, one request: the second is told in the row', async () => {
  const site = await openSite()
  const { request } = await fillDesk(site)
  const [lan, binh] = [await site.page('lan'), await site.page('binh', { viewport: phone })]
  await lan.goto('/desk')
  await binh.goto('/desk')
  const row = `#viec-request-${request}`
  for (const page of [lan, binh]) await page.click(`${row} summary >> text=Đồng ý`)
  await lan.click(`${row} button:has-text("Đồng ý gia hạn")`)
  await expect.poll(() => lan.locator(row).textContent()).toContain('Đã đồng ý gia hạn')
  await binh.click(`${row} button:has-text("Đồng ý gia hạn")`)
  await expect.poll(() => binh.locator(row).textContent()).toContain('Lê Thị Lan đã quyết định đề nghị này')
  expect(await site.store.read.select().from(requests)).toMatchObject([{ decidedById: 'lan' }])
})

journey('without JavaScript the desk decides too, and one accepts and reports from one\'s own work', async () => {
  const site = await openSite()
  const { request, given } = await fillDesk(site)
  const page = await site.page('lan', { javaScriptEnabled: false, viewport: phone })
  await page.goto('/desk')
  await page.click(`#viec-request-${request} summary >> text=Từ chối`)
  await page.click(`#viec-request-${request} button:has-text("Không đồng ý")`)
  expect(await page.locator('[data-errors]').textContent()).toContain('Hãy nêu lý do không đồng ý.')
  await page.fill(`#f-request-${request}-refused-note`, 'Giữ hạn đã giao')
  await page.click(`#viec-request-${request} button:has-text("Không đồng ý")`)
  expect(await heading(page)).toBe('6 việc chờ quyết định')
  const looked = await site.page('dung')
  await looked.goto('/work')
  await looksRight(looked, 'own work', { fromTop: true })
  const dung = await site.page('dung', { javaScriptEnabled: false, viewport: phone })
  await dung.goto('/work')
  await dung.click('button:has-text("Nhận việc")')
  expect(dung.url()).toBe(`${site.origin}/work`)
  expect((await site.store.read.select().from(tasks).where(eq(tasks.id, given)))[0]!.state).toBe('accepted')
})

/** Five of each kind, every text as long as they come. */
async function fillWorst({ office }: FilledDesk): Promise<void> {
  const long = `${'Cấp, cấp lại, gia hạn giấy phép hoạt động của doanh nghiệp cho thuê lại lao động trên địa bàn '.repeat(4)}(01-2026-TT-BLDTBXH-PHULUC-KHONGNGATDONG)`
  const words = { result: `${long} ${long}`, difficulties: long }
  fixDay('2026-08-31')
  for (let at = 0; at < 4; at++) {
    await office.give(long, 'jobs', '2026-10-12')
    const [late, quiet, asked, claim] = [await office.give(long, 'merit', '2026-09-01'), await office.give(long, 'merit', '2026-12-01', { cadence: 'weekly' }), await office.give(long, 'merit', '2026-12-01'), await office.give(long, 'merit', '2026-12-01')]
    for (const id of [late, quiet, asked, claim]) await office.accept('hoa', id, 'merit')
    await office.ask('hoa', asked, 'merit', { kind: 'extension', askedDue: '2026-12-15', reason: long })
    await office.report('hoa', asked, 'merit', words)
    await office.report('hoa', claim, 'merit', { ...words, claimsDone: true })
  }
  fixDay('2026-10-12')
}

journey('the desk stands on one sheet of paper, with the worst contents too', async () => {
  const site = await openSite()
  const filled = await fillDesk(site)
  const page = await site.page('lan')
  const sheets = async () => [...(await page.pdf({ preferCSSPageSize: true })).toString('latin1').matchAll(/\/Type\s*\/Page(?!s)/g)].length
  await page.goto('/desk')
  expect(await sheets()).toBe(1)
  await fillWorst(filled)
  await page.goto('/desk')
  expect(await heading(page)).toBe('31 việc chờ quyết định')
  await looksRight(page, 'the worst desk', { fromTop: true })
  expect(await sheets()).toBe(1)
  await page.goto('/work')
  await looksRight(page, 'the work of a leader', { fromTop: true })
})
