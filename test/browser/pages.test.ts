// Every page: no flaw that axe can find, no scrolling sideways, no complaint in the console, and it works without JavaScript.
import { expect } from 'vitest'
import { flaws, journey, openSite, overflow, phone, wide } from '../browser.ts'
import { fillDepartment } from './department.ts'
import { addressOf, byPerson } from './pages.ts'

/** Widths of tablets and small windows, where nothing but the room changes. */
const between = [768, 1024]
const twice = '[...document.querySelectorAll("[id]")].map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at)'

for (const [as, pages] of byPerson) {
  journey(`the pages of ${as ?? 'nobody'}`, async () => {
    const site = await openSite()
    const ids = await fillDepartment(site)
    const page = await site.page(as)
    const plain = await site.page(as, { javaScriptEnabled: false, viewport: phone })
    for (const one of pages) {
      const address = addressOf(one, ids)
      const said = (what: string) => `${one.path}, ${what}`
      await page.setViewportSize(wide)
      await page.emulateMedia({ colorScheme: 'light' })
      expect.soft((await page.goto(address))?.status(), said('status')).toBe(one.status ?? 200)
      expect.soft(await page.evaluate(twice), said('ids given twice')).toEqual([])
      for (const viewport of [wide, phone]) {
        await page.setViewportSize(viewport)
        expect.soft(await flaws(page), said(`${viewport.width} px, light`)).toEqual([])
        expect.soft(await overflow(page), said(`wider than ${viewport.width} px by`)).toBe(0)
      }
      for (const width of between) {
        await page.setViewportSize({ width, height: wide.height })
        expect.soft(await overflow(page), said(`wider than ${width} px by`)).toBe(0)
      }
      await page.setViewportSize(phone)
      // The themes differ in nothing but colours, which the widths share: journeys look at them wide, these pages on a phone.
      await page.emulateMedia({ colorScheme: 'dark' })
      expect.soft(await flaws(page, 'color-contrast'), said('dark')).toEqual([])
      await plain.goto(address)
      expect.soft(await plain.locator('h1').count(), said('headings without JavaScript')).toBe(1)
      expect.soft(await plain.locator('.js-only:visible').count(), said('what needs JavaScript')).toBe(0)
    }
    expect.soft(site.complaints).toEqual([])
  })
}
