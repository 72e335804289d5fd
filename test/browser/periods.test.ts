// Reporting periods in the browser: no flaw that axe can find on a wide screen and on a phone; a quarter is closed and its report sent for approval by the keyboard.
import { expect } from 'vitest'
import { fixDay } from '../../src/clock.ts'
import { periods } from '../../src/periods/tables.ts'
import { journey, looksRight, openSite } from '../browser.ts'
import { officeOf } from '../desk-office.ts'

journey('a quarter from its table of dossiers to the report laid before the director', async () => {
  const site = await openSite()
  const { give, accept, report } = officeOf(site)
  fixDay('2026-07-01')
  const id = await give('Rà soát, đánh giá, kiến nghị phương án đơn giản hóa thủ tục hành chính '.repeat(3), 'merit', '2026-09-01')
  await give('Tập huấn', 'office', '2026-11-20')
  await accept('hoa', id, 'merit', 'minh')
  await report('minh', id, 'merit', { difficulties: 'Chờ biểu mẫu của Cục' })
  fixDay('2026-10-12')
  const yen = site.as('yen')
  await yen.post('/periods/year', { year: '2026', 'kind.quarter': 'on' })
  const path = `/periods/${(await site.store.read.select().from(periods)).find(({ name }) => name === 'Quý III/2026')!.id}`
  await yen.post(`${path}/parts`, { due: '2026-10-13', 'unit.merit': 'on', 'unit.jobs': 'on' })

  const page = await site.page('hoa')
  await page.goto(`${path}/dossiers/merit`)
  for (const [name, value] of [['field', 'Người có công'], ['online', '60'], ['direct', '30'], ['early', '50'], ['onTime', '30'], ['pending', '9']]) await page.locator(`[name="${name}.0"]`).fill(value!)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await looksRight(page, 'a table whose sums do not agree')
  await page.locator('[name="pending.0"]').fill('10')
  await page.keyboard.press('Enter')
  await page.getByText('Bản 1, Bế Thị Hoa').waitFor()
  await page.goto(`${path}/parts/merit`)
  await looksRight(page, 'a part to send')
  await page.getByLabel('Kết quả trong kỳ').fill('Rút ngắn ba thủ tục')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Đã gửi, chờ nhận').waitFor()

  const office = await site.page('yen')
  for (const address of ['/periods', '/periods/sections', path, `${path}/figures/tasks.overdue`, `${path}/report/edit`]) {
    await office.goto(address)
    await looksRight(office, address)
  }
  await office.goto(path)
  await office.getByRole('button', { name: 'Chốt số liệu' }).focus()
  await office.keyboard.press('Enter')
  await office.getByText('Đã chốt số liệu', { exact: true }).waitFor()
  await office.goto(`${path}/report`)
  await office.getByRole('button', { name: 'Trình duyệt' }).focus()
  await office.keyboard.press('Enter')
  await office.getByText('Chờ duyệt', { exact: true }).waitFor()
  await looksRight(office, 'a report that was submitted')
  expect(site.complaints).toEqual([])
})
