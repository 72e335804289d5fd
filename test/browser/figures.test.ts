// Figures in the browser: no flaw that axe can find on a wide screen and on a phone; numbers lead to their lists by the keyboard; no script is needed.
import { expect } from 'vitest'
import { journey, looksRight, openSite, phone } from '../browser.ts'
import { officeOf } from '../desk-office.ts'

journey('a director looks at the figures', async () => {
  const site = await openSite()
  const { give, accept, report } = officeOf(site)
  const longest = `${'Rà soát, đánh giá, kiến nghị phương án đơn giản hóa thủ tục hành chính '.repeat(4)}(01-2026-KHONGNGATDONG-RATRATDAI-PHULUC)`
  for (const [title, unit, due] of [[longest, 'merit', '2026-10-01'], ['Số hóa hồ sơ', 'merit', '2026-03-02'], ['Công bố thủ tục', 'jobs', '2026-12-01'], ['Tập huấn', 'office', '2026-11-20']] as const) {
    const id = await give(title, unit, due, { domain: unit === 'jobs' ? 'Việc làm – An toàn lao động' : 'Người có công', cadence: 'monthly' })
    if (unit !== 'merit') continue
    await accept('hoa', id, unit, 'minh')
    await report('minh', id, unit, title === longest ? { claimsDone: true, percent: 100 } : {})
  }
  const page = await site.page('lan')
  const plain = await site.page('lan', { javaScriptEnabled: false, viewport: phone })
  for (const path of ['/figures', '/figures?year=', '/figures/units', '/figures/moves', '/figures/moves?from=2020-01-01&to=2020-02-01', '/figures/silence']) {
    await page.goto(path)
    await looksRight(page, path)
    await plain.goto(path)
    expect.soft(await plain.locator('.js-only:visible').count(), path).toBe(0)
  }

  await plain.goto('/figures')
  await plain.getByLabel('Đơn vị chủ trì', { exact: true }).selectOption('merit')
  await plain.getByRole('button', { name: 'Xem', exact: true }).click()
  expect(await plain.locator('.say').textContent()).toContain('2 nhiệm vụ: 1 quá hạn (1 trên 120 ngày)')

  await page.goto('/figures')
  await page.getByRole('link', { name: '1 trên 120 ngày' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tasks\?standing=overdue&age=121&year=2026$/)
  expect(await page.locator('.list-say').textContent()).toMatch(/^1 nhiệm vụ/)
  expect(site.complaints).toEqual([])
})
