// A real server over a temporary portal, and pages of a real browser to act in as the people of the stories.
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import axe, { type RunOptions } from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, expect, test } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { openPortal, type TestPortal } from './portal.ts'

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']

/** A test in the browser; skipped where there is none (test/global-setup.ts says so). */
export const journey = (name: string, story: () => Promise<void>) => { test.skipIf(!existsSync(chromiumPath))(name, story, 300_000) }

export const wide = { width: 1280, height: 800 }
export const phone = { width: 360, height: 740 }

let browser: Browser | undefined
let closing: (() => Promise<void>)[] = []
// Registered after the portal's own clean-up, hence run before it.
afterEach(async () => {
  for (const close of closing.toReversed()) await close()
  closing = []
})
afterAll(async () => { await browser?.close() })

/**
 * Serves a temporary portal on a free port. `page(name, …)` opens a page signed in as that person, or as nobody with null;
 * whatever the page's console or scripts complain of is collected in `complaints`.
 */
export async function openSite(env: Record<string, string> = {}) {
  const portal: TestPortal = await openPortal(env)
  const server = createAdaptorServer({ fetch: portal.app.fetch })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', () => { resolve() }) })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  closing.push(() => new Promise(resolve => { server.close(() => { resolve() }); if ('closeAllConnections' in server) server.closeAllConnections() }))
  const complaints: string[] = []
  return {
    ...portal,
    origin,
    complaints,
    async page(name: string | null, options: BrowserContextOptions = {}): Promise<Page> {
      browser ??= await chromium.launch({ executablePath: chromiumPath, args: flags })
      const context = await browser.newContext({ baseURL: origin, viewport: wide, locale: 'vi-VN', ...options })
      closing.push(() => context.close())
      if (name) {
        const [key, value] = (await portal.cookieOf(name)).split('=') as [string, string]
        await context.addCookies([{ name: key, value, url: origin }])
      }
      const page = await context.newPage()
      page.on('pageerror', error => { complaints.push(error.message) })
      // A page that answers 4xx is reported as a failed resource too; that is no complaint of the page.
      page.on('console', message => { if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text()) })
      return page
    },
  }
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What axe finds wrong by WCAG 2.2 AA and good practice, or by one rule alone: one line a rule with the places. */
export async function flaws(page: Page, rule?: string): Promise<string[]> {
  // A theme that has just changed is drawn a moment later, and what fades has colours in between: axe looks at what stands.
  await page.evaluate('new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)) })')
  await page.evaluate('Promise.race([Promise.allSettled(document.getAnimations().map(one => one.finished)), new Promise(done => { setTimeout(done, 1000) })])')
  // Brought into a page once, asked for what is wrong only: the rest of its report takes three quarters of its time.
  if (!await page.evaluate('"axe" in window')) await page.evaluate(axe.source)
  const options: RunOptions = { runOnly: rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: standards }, resultTypes: ['violations'] }
  const { violations } = await page.evaluate(given => (globalThis as unknown as { axe: typeof axe }).axe.run(given), options)
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.target.join(' ')).join(' | ')}`)
}

/** By how many pixels the page is wider than the window; 0 when it does not scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')

/**
 * No flaw that axe finds, wide and on a phone, in the dark too; nothing wider than the window. `fromTop` scrolls there first,
 * where a row half under the bar at the bottom would be too small to touch.
 */
export async function looksRight(page: Page, what: string, { fromTop = false } = {}): Promise<void> {
  for (const viewport of [phone, wide]) {
    await page.setViewportSize(viewport)
    if (fromTop) await page.evaluate('scrollTo(0, 0)')
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await flaws(page), `${what}, ${viewport.width} px`).toEqual([])
    expect(await overflow(page), `${what} wider than ${viewport.width} px by`).toBe(0)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await flaws(page, 'color-contrast'), `${what}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}
