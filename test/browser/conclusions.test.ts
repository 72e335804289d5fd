// Conclusions in the browser: pasted, put right by the keyboard, given at once; the pages on the way have no flaws.
import { expect } from 'vitest'
import { journey, looksRight, openSite } from '../browser.ts'
import { aMeeting } from '../meetings-office.ts'

const text = `1. Thống nhất đánh giá kết quả công tác cải cách hành chính tháng 9.
2. Giao Phòng Người có công chủ trì, phối hợp với Văn phòng rà soát 12 thủ tục lĩnh vực người có công, hoàn thành trước ngày 20/11/2026.
3. Phòng Người có công rà soát các biểu mẫu, báo cáo Giám đốc Sở.
4. Phòng Việc làm – An toàn lao động niêm yết công khai thủ tục.`

journey('conclusions are pasted, put right by the keyboard and given; the register shows them', async () => {
  const site = await openSite()
  const id = await aMeeting(site, { state: 'held' })
  const page = await site.page('ky')
  await page.goto(`/meetings/${id}/conclusions`)
  await looksRight(page, 'no conclusions yet')
  await page.fill('#f-text', text)
  await page.click('button:has-text("Đọc và đưa vào lưới")')
  await page.waitForSelector('#luoi')
  await looksRight(page, 'the grid', { fromTop: true })
  const bar = () => page.locator('#tinh-hinh').innerText()
  expect(await bar()).toContain('Còn 2 ô cần xem')
  await page.locator('h1').click()
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.type('30/11')
  await page.keyboard.press('Control+ArrowDown')
  await expect.poll(bar).toContain('Còn 1 ô cần xem')
  await page.keyboard.type('trong tuần tới')
  await page.keyboard.press('Tab')
  await expect.poll(bar).not.toContain('ô cần xem')
  expect(await page.locator('#luoi').innerText()).toContain('T6 23/10/2026')
  await page.locator('button[formaction$="/giving"]').focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=Đã giao 3 nhiệm vụ cho 2 đơn vị')
  await page.click('button:has-text("Không phát sinh nhiệm vụ")')
  await expect.poll(bar).toContain('1 không phát sinh, không còn kết luận nào chưa xử lý')
  await looksRight(page, 'the grid once given', { fromTop: true })
  await page.goto(`/meetings/${id}/conclusions?edit=${(await page.locator('.kl').nth(1).getAttribute('id'))!.slice(3)}`)
  await looksRight(page, 'one conclusion being edited', { fromTop: true })
  await page.goto('/conclusions?state=doing')
  expect(await page.locator('tbody tr').count()).toBe(3)
  await looksRight(page, 'the register of conclusions', { fromTop: true })
  await page.locator('a:has-text("0/1 việc xong")').first().click()
  await page.waitForSelector('a:has-text("Kết luận 2, Giao ban cải cách hành chính tháng 10/2026 ngày 12/10/2026")')
  expect(site.complaints).toEqual([])
})
