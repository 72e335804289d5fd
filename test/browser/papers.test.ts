// Minutes in the browser: sent for comment, commented on, answered, signed and downloaded; their pages have no flaws.
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { checkForm } from '../../src/documents/checking.ts'
import { journey, looksRight, openSite, overflow, phone } from '../browser.ts'
import { aHeldMeeting } from '../held-meeting.ts'

journey('the minutes go from draft to signed, each step by whose it is', async () => {
  const site = await openSite()
  const id = await aHeldMeeting(site)
  const minutes = `/meetings/${id}/papers/minutes`
  const ky = await site.page('ky')
  await ky.goto(`/meetings/${id}/papers`)
  await looksRight(ky, 'the papers of a meeting')
  await ky.getByRole('link', { name: 'Biên bản', exact: true }).press('Enter')
  await ky.waitForURL(`**${minutes}`)
  await ky.getByRole('link', { name: 'Sửa lời văn' }).press('Enter')
  await ky.fill('#f-opening', 'Chủ tọa nêu mục đích cuộc họp.')
  await looksRight(ky, 'the wording')
  await ky.getByRole('button', { name: 'Lưu lời văn' }).press('Enter')
  await ky.waitForURL(`**${minutes}`)
  expect(await ky.locator('.doc').textContent()).toContain('Chủ tọa nêu mục đích cuộc họp.')
  await ky.fill('#f-until', '2026-10-14')
  await ky.getByRole('button', { name: 'Gửi lấy ý kiến' }).press('Enter')
  await expect.poll(() => ky.locator('#notice').textContent()).toContain('đến hết ngày 14/10/2026')

  const hoa = await site.page('hoa', { viewport: phone })
  await hoa.goto(minutes)
  await hoa.selectOption('#f-conclusionId', { index: 2 })
  await hoa.fill('#f-text', 'Đề nghị ghi rõ là báo cáo bằng văn bản.')
  await hoa.getByRole('button', { name: 'Gửi góp ý' }).click()
  await expect.poll(() => hoa.locator('#gop-y').textContent()).toContain('Chưa trả lời.')
  expect(await overflow(hoa)).toBe(0)

  await ky.reload()
  await ky.getByRole('textbox', { name: 'Trả lời' }).fill('Đã ghi ở kết luận 2')
  await ky.getByRole('button', { name: 'Tiếp thu ý kiến của Bế Thị Hoa', exact: true }).press('Enter')
  await expect.poll(() => ky.locator('#gop-y').textContent()).toContain('Tiếp thu: Đã ghi ở kết luận 2')
  await looksRight(ky, 'minutes out for comment')

  const lan = await site.page('lan')
  await lan.goto(minutes)
  await lan.getByRole('button', { name: 'Ký biên bản' }).press('Enter')
  await expect.poll(() => lan.locator('#notice').textContent()).toContain('Đã ký biên bản số 01/BB-SLĐTBXH')
  await looksRight(lan, 'signed minutes')
  const loading = lan.waitForEvent('download')
  await lan.locator('main a[href$="/docx"]').click()
  const file = await loading
  expect(file.suggestedFilename()).toBe('Biên bản 01-BB-SLĐTBXH.docx')
  expect((await checkForm(readFileSync(await file.path()))).filter(({ right }) => !right)).toEqual([])

  const thu = await site.page('thu')
  await thu.goto('/papers')
  await looksRight(thu, 'the register of papers')
  await thu.goto('/papers/numbers')
  await looksRight(thu, 'numbers used outside')
  await thu.goto('/documents/check')
  await thu.setInputFiles('#f-file', { name: 'bien-ban.docx', mimeType: 'application/octet-stream', buffer: readFileSync(await file.path()) })
  await thu.getByRole('button', { name: 'Soát thể thức' }).click()
  await expect.poll(() => thu.locator('.list-say').textContent()).toContain('đều đúng thể thức')
  await looksRight(thu, 'the format check')
  expect(site.complaints).toEqual([])
})
