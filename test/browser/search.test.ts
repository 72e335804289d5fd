// The search in a browser: found from any page by the keyboard alone, on a phone, without JavaScript, and refused where it is personal.
import { expect } from 'vitest'
import { buildSearch } from '../../src/search/keeping.ts'
import { flaws, journey, openSite, phone } from '../browser.ts'

async function siteWithIndex() {
  const site = await openSite()
  await buildSearch(site.store)
  return site
}

journey('Lan finds a colleague from any page by the keyboard alone', async () => {
  const site = await siteWithIndex()
  const page = await site.page('lan')
  await page.goto('/units')
  await page.keyboard.press('s')
  await page.keyboard.type('be thi')
  await page.locator('.suggest-row').first().waitFor()
  // What lies half under the suggestions is no target while they are open.
  expect((await flaws(page)).filter(flaw => !flaw.startsWith('target-size'))).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await flaws(page, 'color-contrast')).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape') // back to the box
  expect(await page.evaluate('document.activeElement.id')).toBe('find')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/hoa$/)
  await page.keyboard.press('s')
  await page.keyboard.type('văn phòng')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=/)
  expect(await page.locator('.list-say').innerText()).toContain('cho “văn phòng”')
  await page.fill('#q', 'viec lam')
  await page.getByText('cho “viec lam”').waitFor()
  expect(page.url()).toContain('q=viec+lam')
  expect(await flaws(page)).toEqual([])
  await page.fill('#q', '079123456789')
  await page.getByText('không tìm và không lưu').waitFor()
  await expect.poll(() => page.url()).toMatch(/\/search\?withheld=1$/)
  expect(site.complaints).toEqual([])
})

journey('on a phone without JavaScript the search is a page, and what it finds', async () => {
  const site = await siteWithIndex()
  const page = await site.page('lan', { viewport: phone, javaScriptEnabled: false })
  await page.goto('/')
  await page.locator('.top a[href="/search"]').click()
  await page.fill('#q', 'viec lam')
  await page.getByRole('button', { name: 'Tìm', exact: true }).click()
  expect(await page.locator('.item-t').first().innerText()).toContain('Việc làm')
  await page.locator('.chip', { hasText: 'Đơn vị' }).click()
  expect(page.url()).toContain('kind=unit')
  expect(site.complaints).toEqual([])
})
