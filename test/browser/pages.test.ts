// Every page: no flaw that axe can find, no scrolling sideways, no complaint in the console, and it works without JavaScript.
import { expect } from 'vitest'
import { flaws, journey, openSite, overflow, phone, wide } from '../browser.ts'
import { pages } from './pages.ts'

for (const { path, as, status = 200 } of pages) {
  journey(`${path} as ${as ?? 'nobody'}`, async () => {
    const site = await openSite()
    const page = await site.page(as)
    expect((await page.goto(path))?.status()).toBe(status)
    for (const viewport of [wide, phone]) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await flaws(page), `${viewport.width} px, light`).toEqual([])
      // The themes differ in nothing but colours.
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await flaws(page, 'color-contrast'), `${viewport.width} px, dark`).toEqual([])
      expect(await overflow(page), `wider than ${viewport.width} px by`).toBe(0)
    }
    const plain = await site.page(as, { javaScriptEnabled: false, viewport: phone })
    await plain.goto(path)
    expect(await plain.locator('h1').count()).toBe(1)
    expect(await plain.locator('.js-only:visible').count()).toBe(0)
    expect(site.complaints).toEqual([])
  })
}
