// Propaganda in the browser: composed by the keyboard, a hint mended, approved by a second person, distributed with evidence, printed.
import { expect } from 'vitest'
import { portal as itself } from '../../src/events/events.ts'
import { emptyContent, type ProcedureContent } from '../../src/procedures/content.ts'
import { publishMany } from '../../src/procedures/versions.ts'
import { journey, looksRight, openSite } from '../browser.ts'
import { keyboard } from './hands.ts'

const content: ProcedureContent = {
  ...emptyContent('Cấp giấy xác nhận khuyết tật'), code: '1.001699', audience: 'Người khuyết tật', result: 'Giấy xác nhận khuyết tật',
  papers: [{ name: 'Đơn đề nghị', case: null, originals: 1, copies: null, form: null, required: true, note: null }],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 25, unit: 'workingDay' }, limitText: '25 ngày làm việc', fee: 'Không thu phí', note: null }],
  agencies: { handling: 'Ủy ban nhân dân cấp xã', competent: null, coordinating: null, issuing: null, receiving: null },
}

journey('Minh makes a leaflet, Hoa approves it, Minh records where it went', async () => {
  const site = await openSite()
  const [id] = await site.store.write(db => publishMany(db, itself, [{
    content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit',
  }], 'test'))
  const page = await site.page('minh')
  await page.goto(`/propaganda/new?procedure=${id}`)
  await keyboard.press(page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  expect(await page.getByLabel('Tờ gấp').isChecked()).toBe(true)
  await keyboard.press(page.getByRole('button', { name: 'Soạn bản nháp' }))
  await page.waitForURL(url => /^\/propaganda\/[0-9a-f-]{36}$/.test(url.pathname))
  const address = new URL(page.url()).pathname

  // A sentence that is hard to read is hinted at while it is written, and no more once it is mended.
  await page.goto(`${address}/edit`)
  const part = page.locator('#f-part-2')
  const before = await part.inputValue()
  const hint = page.locator('#do-dai', { hasText: 'Người dân thường nói: “người dân”' })
  await keyboard.write(part, `${before}\nCông dân cần thì đến xã.`)
  await hint.waitFor()
  await looksRight(page, 'editor', { fromTop: true })
  await keyboard.write(part, `${before}\nBà con cần thì đến xã.`)
  await hint.waitFor({ state: 'detached' })
  await keyboard.press(page.getByRole('button', { name: 'Lưu bản nháp' }))
  await page.waitForURL(url => url.pathname === address)
  await keyboard.press(page.getByRole('button', { name: 'Gửi duyệt bản 2' }))
  await page.getByText('Chờ duyệt').first().waitFor()

  const hoa = await site.page('hoa')
  await hoa.goto(address)
  await hoa.getByRole('button', { name: 'Duyệt bản 2' }).click()
  await hoa.getByRole('button', { name: 'Duyệt bản 2' }).waitFor({ state: 'detached' })

  await page.goto(`${address}/distributions/new`)
  await keyboard.choose(page.locator('#f-channel-1'), 'Phát tận tay')
  await keyboard.write(page.locator('#f-place-1'), 'Xã Mẫu')
  await keyboard.write(page.locator('#f-reach-1'), '200')
  await keyboard.press(page.getByText('Hoặc nhập minh chứng mới'))
  await keyboard.write(page.locator('#f-subject'), 'Danh sách ký nhận tờ gấp')
  await looksRight(page, 'distributing', { fromTop: true })
  await keyboard.press(page.getByRole('button', { name: 'Ghi việc phát' }))
  await page.getByText('Đã phát 1 lần, 200 người tiếp cận').waitFor()
  await page.getByRole('link', { name: 'Danh sách ký nhận tờ gấp' }).waitFor()

  await page.goto(`${address}/print`)
  await looksRight(page, 'leaflet')
  expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
  expect(site.complaints).toEqual([])
})
