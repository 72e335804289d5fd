// Asking in a browser: the panel from anywhere, the page of the conversation, and the same without JavaScript.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { emptyContent } from '../../src/procedures/content.ts'
import { publishMany } from '../../src/procedures/versions.ts'
import { flaws, journey, openSite, phone, wide } from '../browser.ts'

const disability = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune' as const],
  channels: [{ kind: 'inPerson' as const, case: null, limit: { number: 25, unit: 'workingDay' as const }, limitText: '25 ngày làm việc', fee: null, note: null }],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã.', result: 'Giấy xác nhận khuyết tật',
}

async function siteWithRegister() {
  const site = await openSite()
  await site.indexing.ready
  await site.store.write(db => publishMany(db, { id: 'kiem' }, [{ content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND' }], 'test'))
  await expect.poll(() => site.indexing.searcher.size, { timeout: 20_000 }).toBe(1)
  return site
}

const focused = (page: Page) => page.evaluate('document.activeElement.id || document.activeElement.className || document.activeElement.tagName')
const isOpen = (page: Page) => page.locator('#ask-panel').evaluate(panel => (panel as unknown as { open: boolean }).open)
const answers = (page: Page, count: number) => page.locator(`#talk > .turn:nth-child(${count}) .ans`).waitFor()

journey('one-stop officer Cửa asks from the register, goes on, and comes back to where she was', async () => {
  const site = await siteWithRegister()
  const page = await site.page('cua')
  await page.goto('/procedures')
  // Not while typing, not while an input method composes.
  await page.locator('#q').focus()
  await page.keyboard.type('a/')
  await page.waitForURL(/q=a%2F$/)
  expect(await isOpen(page)).toBe(false)
  await page.locator('main .btn').first().focus()
  await page.evaluate('document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "/", isComposing: true, bubbles: true }))')
  await expect.poll(() => isOpen(page)).toBe(false)
  const before = [page.url(), await page.evaluate('document.activeElement.textContent.trim()')]

  await page.keyboard.press('/')
  await expect.poll(() => focused(page)).toBe('question')
  expect(await flaws(page)).toEqual([])
  await page.keyboard.type('khuyết tật cần giấy tờ gì')
  await page.keyboard.press('Enter')
  await answers(page, 1)
  expect(await page.locator('#talk').innerText()).toContain('Đơn đề nghị theo Mẫu số 01')
  await expect.poll(() => focused(page)).toBe('question')
  expect(await page.inputValue('#question')).toBe('')
  await page.keyboard.type('bao lâu có kết quả')
  await page.keyboard.press('Enter')
  await answers(page, 2)
  expect(await page.locator('.turn:nth-child(2) .fact').innerText()).toContain('25 ngày làm việc')
  await page.locator('.turn:nth-child(2) .chip').first().click()
  await answers(page, 3)
  await page.locator('.turn:nth-child(2)').getByRole('button', { name: 'Đúng', exact: true }).click()
  await page.getByText('Bạn đã đánh giá: đúng.').waitFor()
  await page.getByRole('button', { name: /^Đang hỏi về/ }).click()
  await page.getByRole('button', { name: /^Đang hỏi về/ }).waitFor({ state: 'detached' })
  expect(await flaws(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await flaws(page, 'color-contrast')).toEqual([])

  await page.keyboard.press('Escape')
  await expect.poll(() => isOpen(page)).toBe(false)
  expect([page.url(), await page.evaluate('document.activeElement.textContent.trim()')]).toEqual(before)
  // What was asked is still there, and has an address.
  await page.keyboard.press('/')
  await page.getByRole('link', { name: 'Mở cuộc trao đổi' }).click()
  await page.waitForURL(/\/ask\/[\w-]+$/)
  expect(await page.locator('.turn').count()).toBe(3)
  expect(site.complaints).toEqual([])
})

journey('on the assistant’s own page / goes to the box, and the answer is scrolled to', async () => {
  const site = await siteWithRegister()
  const page = await site.page('cua', { viewport: phone })
  await page.goto('/ask')
  await page.keyboard.press('/')
  await expect.poll(() => focused(page)).toBe('question')
  await page.keyboard.type('khuyết tật cần giấy tờ gì')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/ask\/.+#luot-1$/)
  await page.keyboard.press('/')
  await page.keyboard.type('bao lâu\n')
  await answers(page, 2)
  // Scrolling takes its time.
  const top = async () => (await page.locator('.turn:nth-child(2) .q').boundingBox())!.y
  await expect.poll(top).toBeLessThan(phone.height * 0.7)
  expect(await top()).toBeGreaterThan(0)
  expect(site.complaints).toEqual([])
})

journey('a lost connection and an ended session are said where the asker looks', async () => {
  const site = await siteWithRegister()
  const page = await site.page('cua')
  await page.goto('/statistics')
  await page.locator('[data-ask]').click()
  await page.route('**/ask', route => route.abort())
  await page.keyboard.type('khuyết tật cần giấy tờ gì')
  await page.keyboard.press('Enter')
  await page.locator('#ask-panel').getByText('Mất kết nối với cổng').waitFor()
  expect(await page.inputValue('#question')).toBe('khuyết tật cần giấy tờ gì')
  await page.unroute('**/ask')
  await page.context().clearCookies()
  await page.locator('#question').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

for (const viewport of [wide, phone]) {
  journey(`without JavaScript asking is a page, an answer, and its source at ${viewport.width} px`, async () => {
    const site = await siteWithRegister()
    const page = await site.page('cua', { javaScriptEnabled: false, viewport })
    await page.goto('/people')
    await page.locator('[data-ask]').click()
    await page.waitForURL(`${site.origin}/ask`)
    await page.fill('#question', 'khuyết tật cần giấy tờ gì')
    await page.locator('.composer button').click()
    await page.waitForURL(/#luot-1$/)
    await page.locator('.chips .chip').first().click()
    await page.waitForURL(/#luot-2$/)
    await page.locator('.turn:first-child .srcs a').first().click()
    expect(await page.textContent('h1')).toBe(disability.name)
    expect(page.url()).toContain('/versions/1#giay-to')
  })
}
