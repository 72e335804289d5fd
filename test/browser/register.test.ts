// The register in a browser: written and published by keyboard alone, taken in from a file without JavaScript.
import { expect } from 'vitest'
import { journey, openSite } from '../browser.ts'

journey('Kiểm writes a procedure and publishes it with the keyboard alone', async () => {
  const site = await openSite()
  const page = await site.page('kiem')
  /** Tab until what has the focus answers to `selector`, as somebody without a mouse does. */
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 120; presses++) {
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reaches ${selector}`)
  }
  await page.goto('/procedures')
  await page.keyboard.press('c')
  await page.waitForURL('**/procedures/new')
  await tabTo('#f-name')
  await page.keyboard.type('Cấp giấy phép thử nghiệm')
  await tabTo('#f-unitId')
  await page.keyboard.type('Văn phòng')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/edit$/)
  expect(await page.textContent('#notice')).toContain('Đã lưu bản nháp')
  await tabTo('a[href$="/publication"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/publication$/)
  // Without a decision it is not published: the summary has the focus and leads to the field.
  await tabTo('main form .btn-primary')
  await page.keyboard.press('Enter')
  await page.locator('[data-errors]').waitFor()
  expect(await page.evaluate('document.activeElement.hasAttribute("data-errors")')).toBe(true)
  await tabTo('[data-errors] a')
  await page.keyboard.press('Enter')
  await page.locator('#f-decision:focus').waitFor()
  await page.keyboard.type('12/QĐ-UBND')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/procedures\/[\w-]+$/)
  expect(await page.textContent('h1')).toBe('Cấp giấy phép thử nghiệm')
  expect(site.complaints).toEqual([])
})

journey('Kiểm takes a file in without JavaScript', async () => {
  const site = await openSite()
  const page = await site.page('kiem', { javaScriptEnabled: false })
  await page.goto('/procedures/imports')
  const record = (code: string, name: string) => JSON.stringify({ id: code, code, name, field: 'Việc làm', level: 'Cấp tỉnh', steps: 'Bước 1: Nộp hồ sơ.', documents: [], methods: [], legal_basis: [] })
  await page.setInputFiles('input[type=file]', { name: 'thu-tuc.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from([record('1.000001', 'Cấp giấy phép'), record('1.000002', 'Gia hạn giấy phép'), '{hỏng'].join('\n')) })
  await page.getByRole('button', { name: 'Gửi và xem trước' }).click()
  await site.jobsDone()
  await page.reload()
  expect(await page.locator('main').innerText()).toContain('Dòng không phải là JSON hợp lệ.')
  await page.getByRole('button', { name: 'Nhập 2 thủ tục' }).click()
  await site.jobsDone()
  await page.reload()
  expect(await page.textContent('h1')).toContain('Đã nhập 2 thủ tục')
  await page.goto('/procedures?q=gia+han')
  await page.getByRole('link', { name: 'Gia hạn giấy phép' }).click()
  expect(await page.textContent('h1')).toBe('Gia hạn giấy phép')
})
