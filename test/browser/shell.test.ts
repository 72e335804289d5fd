// The shell in a browser: signing in by keyboard, shortcuts and input methods, themes, forms that are not lost, printing.
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { hashed } from '../../src/accounts/passwords.ts'
import { people } from '../../src/accounts/tables.ts'
import { setDemo } from '../../src/office/demo.ts'
import { journey, openSite, phone, wide } from '../browser.ts'

const password = 'một-câu-dài-dễ-nhớ'

async function siteWithPassword() {
  const site = await openSite()
  const passwordHash = await hashed(password)
  await site.store.write(db => db.update(people).set({ passwordHash }).where(eq(people.id, 'hoa')))
  return site
}

for (const viewport of [wide, phone]) {
  journey(`Hoa signs in with the keyboard alone at ${viewport.width} px`, async () => {
    const site = await siteWithPassword()
    const page = await site.page(null, { viewport })
    await page.goto('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đến nội dung chính')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('hoa')
    await page.keyboard.press('Enter') // without a password: the page says what is missing
    await page.waitForSelector('[data-errors]')
    expect(await page.evaluate('document.activeElement.hasAttribute("data-errors")')).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter') // the summary leads to the field
    expect(await page.evaluate('document.activeElement.id')).toBe('f-password')
    expect(await page.getAttribute('#f-password', 'aria-invalid')).toBe('true')
    expect(await page.inputValue('#f-name')).toBe('hoa')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.origin}/`)
    expect(await page.textContent('h1')).toBe('Hôm nay')
    expect(site.complaints).toEqual([])
  })
}

journey('a demo person comes in at one click, without JavaScript too', async () => {
  const site = await openSite()
  await site.store.write(async db => {
    await setDemo(db, { state: 'in', day: '2026-10-12' })
    await db.update(people).set({ demo: true })
  })
  for (const javaScriptEnabled of [true, false]) {
    const page = await site.page(null, { javaScriptEnabled, viewport: phone })
    await page.goto('/sign-in')
    expect(await page.textContent('.demo')).toContain('Dữ liệu mẫu, chưa đối chiếu')
    await page.getByRole('button', { name: /^Giám đốc/ }).click()
    await page.waitForURL(`${site.origin}/`)
    expect(await page.textContent('.demo')).toContain('T2 12/10/2026')
    await page.locator('.menu > summary').click()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.waitForURL(`${site.origin}/sign-in`)
  }
})

journey('the sheet of shortcuts opens with ?, and stays shut while typing or composing', async () => {
  const site = await openSite()
  const page = await site.page('hoa')
  await page.goto('/')
  const open = () => page.locator('#keys[open]').count()
  await page.keyboard.press('?')
  expect(await open()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await open()).toBe(0)
  await page.goto('/procedures')
  await page.locator('#q').focus()
  await page.keyboard.type('g?/gh')
  expect(await open()).toBe(0)
  expect(await page.inputValue('#q')).toBe('g?/gh')
  await page.keyboard.press('Escape') // leaves the field
  expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
  // Telex, VNI: keys that the input method takes arrive with isComposing or the code 229.
  for (const init of ['{ key: "?", isComposing: true, bubbles: true }', '{ key: "?", keyCode: 229, bubbles: true }', '{ key: "Process", bubbles: true }']) {
    await page.evaluate(`document.body.dispatchEvent(new KeyboardEvent("keydown", ${init}))`)
    expect(await open()).toBe(0)
  }
  await page.keyboard.press('Control+?')
  expect(await open()).toBe(0)
})

journey('who switched the shortcuts off is left in peace', async () => {
  const site = await openSite()
  await site.store.write(db => db.update(people).set({ preferences: { shortcuts: false } }).where(eq(people.id, 'hoa')))
  const page = await site.page('hoa')
  await page.goto('/')
  await page.keyboard.press('?')
  await page.keyboard.press('/')
  expect(await page.locator('dialog[open]').count()).toBe(0)
  expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
})

journey('g and a letter go to a page of the navigation', async () => {
  const site = await openSite()
  const page = await site.page('hoa')
  await page.goto('/procedures-that-nobody-knows')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL(`${site.origin}/`)
})

journey('the theme follows the system until the person chooses one', async () => {
  const site = await openSite()
  const background = 'getComputedStyle(document.body).backgroundColor'
  const page = await site.page('hoa', { colorScheme: 'dark' })
  await page.goto('/')
  expect(await page.evaluate(background)).toBe('rgb(17, 21, 27)')
  await page.locator('.menu > summary').click()
  await page.getByRole('button', { name: 'Sáng' }).click()
  await page.getByRole('button', { name: 'Sáng', pressed: true, includeHidden: true }).waitFor({ state: 'attached' })
  expect(await page.evaluate(background)).toBe('rgb(244, 246, 248)')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await page.evaluate(background)).toBe('rgb(255, 255, 255)')
})

journey('a lost connection leaves what was typed, and leaving a changed form is asked about', async () => {
  const site = await openSite()
  const page = await site.page('hoa')
  await page.goto('/')
  await page.evaluate(`document.querySelector('#main').insertAdjacentHTML('beforeend',
    '<form method="post" action="/x" hx-post="/x" id="try"><input name="note" id="note"><button>Gửi</button></form>'); htmx.process(document.body)`)
  await page.route('**/x', route => route.abort())
  await page.fill('#note', 'Đã gọi điện cho xã')
  await page.getByRole('button', { name: 'Gửi' }).click()
  await page.getByText('Mất kết nối với cổng').waitFor()
  expect(await page.inputValue('#note')).toBe('Đã gọi điện cho xã')
  const asked = new Promise<string>(resolve => page.once('dialog', dialog => { resolve(dialog.type()); void dialog.accept() }))
  await page.goto('/sign-in')
  expect(await asked).toBe('beforeunload')
})

journey('on paper there is no navigation, and a line says who printed it and when', async () => {
  const site = await openSite()
  const page = await site.page('hoa')
  await page.goto('/')
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.side', '.top', '.bottom', '.skip']) expect(await page.locator(part).isVisible()).toBe(false)
  expect(await page.locator('.print-only').innerText()).toMatch(/Hôm nay · In lúc \d\d:\d\d ngày 12\/10\/2026, người in: Bế Thị Hoa/)
})

journey('on a phone, what the bar has no room for is under "Thêm"', async () => {
  const site = await openSite()
  const page = await site.page('quan', { viewport: phone })
  await page.goto('/')
  expect(await page.locator('.side').isVisible()).toBe(false)
  await page.locator('.bottom summary').click()
  expect(await page.locator('.sheet').getByRole('link', { name: 'Tài khoản của tôi' }).isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  expect(await page.locator('.sheet').isVisible()).toBe(false)
  // Fingers need room: nothing in the bars is smaller than 44 px.
  const small = await page.evaluate(`[...document.querySelectorAll('.top a, .top summary, .bottom a, .bottom summary, main .btn')]
    .filter(e => e.checkVisibility() && (e.offsetHeight < 44 || e.offsetWidth < 44)).map(e => e.textContent.trim())`)
  expect(small).toEqual([])
})
