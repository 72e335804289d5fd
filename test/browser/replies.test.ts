// Writing an answer in the browser: // finds a passage and puts it in where one writes, what is typed is saved and masked, no flaw that axe can find.
import { expect } from 'vitest'
import { portal as itself } from '../../src/events/events.ts'
import { newId } from '../../src/ids.ts'
import { emptyContent } from '../../src/procedures/content.ts'
import { publishMany } from '../../src/procedures/versions.ts'
import { journey, looksRight, openSite } from '../browser.ts'

journey('Minh answers by the keyboard, Hoa checks', async () => {
  const site = await openSite()
  const content = { ...emptyContent('Cấp giấy xác nhận khuyết tật'), code: '1.001699', steps: 'Bước 1: Nộp đơn tại cấp xã.\nBước 2: Hội đồng xác định mức độ khuyết tật họp.' }
  const [procedureId] = await site.store.write(db => publishMany(db, itself, [{ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test'))
  const id = newId()
  await site.as('cua').post('/enquiries', { id, channel: 'zalo', question: 'Hội đồng có đến tận nhà không?', procedureId: procedureId! })
  const page = await site.page('minh')
  await page.goto(`/enquiries/${id}/answer`)
  await looksRight(page, 'editor')

  const text = page.locator('#f-text')
  await text.focus()
  await page.keyboard.type('Thưa bác, xem https://a.vn //')
  await page.locator('#f-find:focus').waitFor()
  await page.keyboard.type('hội đồng họp')
  await page.locator('#doan-tim .suggest-row').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/caret=\d+/)
  expect(await text.inputValue()).toBe('Thưa bác, xem https://a.vn Bước 2: Hội đồng xác định mức độ khuyết tật họp.')
  // A second window of hers stands at the draft of now; then both write.
  const second = await site.page('minh')
  await second.goto(`/enquiries/${id}/answer`)
  await page.keyboard.type(' Gọi 0912 345 678.')
  await page.locator('#da-luu', { hasText: 'đã che 1 chỗ' }).waitFor()
  await page.keyboard.type(' Mời bác đến.')
  await second.locator('#f-text').pressSequentially(' Lời khác.')
  await second.locator('#da-luu[data-stopped]', { hasText: 'Bản nháp đã được sửa ở nơi khác' }).waitFor()
  await second.getByRole('button', { name: 'Lưu nháp' }).click()
  await second.locator('#ban-khac', { hasText: '[số điện thoại]' }).waitFor()
  expect(await second.locator('#f-text').inputValue()).toContain('Lời khác.')
  await looksRight(second, 'clash')

  // Pressed at once: it waits for what saves by itself, and is no clash.
  await page.keyboard.type(' Nhé.')
  await page.getByRole('button', { name: 'Gửi kiểm' }).click()
  await page.getByLabel('Để nguyên chỗ đã che').check()
  await page.getByRole('button', { name: 'Gửi kiểm' }).click()
  await page.waitForURL(/answers\/1$/)

  const hoa = await site.page('hoa')
  await hoa.goto(`/enquiries/${id}/answers/1`)
  expect(await hoa.locator('main').textContent()).toContain('Gọi [số điện thoại]. Mời bác đến. Nhé.')
  await looksRight(hoa, 'check')
  await hoa.getByRole('button', { name: 'Đúng, cho gửi' }).click()
  await hoa.locator('#chep-zalo-1').waitFor()
  await looksRight(hoa, 'sent')
  await hoa.goto(`/enquiries/${id}/publication`)
  await looksRight(hoa, 'publication')
  expect(site.complaints).toEqual([])
})
