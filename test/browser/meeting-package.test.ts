// The package of a meeting in the browser: its pages have no flaws, and its slides go by keys alone and stand as one page without JavaScript.
import { expect } from 'vitest'
import { journey, looksRight, openSite, overflow, phone } from '../browser.ts'
import { fillDesk } from '../desk-office.ts'
import { aHeldMeeting } from '../held-meeting.ts'
import { aMeeting } from '../meetings-office.ts'

const topOf = (title: string) => `[...document.querySelectorAll('.slide h2, .slide h1')].find(one => one.textContent.includes('${title}')).getBoundingClientRect().top`

journey('the package is read, and shown on the wall slide by slide', async () => {
  const site = await openSite()
  await fillDesk(site)
  await aHeldMeeting(site, { on: '2026-09-14', title: 'Giao ban tháng 9' })
  const id = await aMeeting(site)
  const page = await site.page('lan')
  await page.goto(`/meetings/${id}`)
  await looksRight(page, 'the package', { fromTop: true })
  await page.getByRole('link', { name: 'Chờ chủ trì quyết định' }).press('Enter')
  expect(await page.evaluate('location.hash')).toBe('#phan-decisions')

  await page.getByRole('link', { name: 'Trình chiếu', exact: true }).press('Enter')
  await page.waitForURL(`**/meetings/${id}/projection`)
  await looksRight(page, 'the slides', { fromTop: true })
  const at = async (title: string) => { await expect.poll(async () => Math.abs(Number(await page.evaluate(topOf(title)))), { timeout: 10_000 }).toBeLessThan(120) }
  await page.keyboard.press('ArrowRight')
  await at('1. Kết luận kỳ trước')
  await page.keyboard.press('ArrowRight')
  await at('2. Nhiệm vụ quá hạn')
  await page.keyboard.press('ArrowLeft')
  await at('1. Kết luận kỳ trước')
  await page.keyboard.press('Home')
  for (let press = 0; press < 24; press++) await page.keyboard.press('Space') // a slide longer than the wall takes several
  await at('6. Nội dung họp')
  await page.keyboard.press('Escape')
  await page.waitForURL(`**/meetings/${id}`)

  const plain = await site.page('lan', { javaScriptEnabled: false, viewport: phone })
  await plain.goto(`/meetings/${id}/projection`)
  expect(await plain.getByRole('heading', { level: 2 }).count()).toBe(6)
  expect(await overflow(plain)).toBe(0)
  await plain.getByRole('link', { name: 'Về gói giao ban' }).click()
  expect(await plain.locator('.js-only:visible').count()).toBe(0)
  expect(site.complaints).toEqual([])
})
