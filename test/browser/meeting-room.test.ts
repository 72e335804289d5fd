// A meeting's room in the browser: two secretaries in one item, a lost connection, an ended session; the agenda on the wall by the keyboard alone.
import type { Page } from 'playwright-core'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { agendaItems, meetingGuests } from '../../src/meetings/tables.ts'
import { journey, looksRight, openSite, overflow, phone } from '../browser.ts'
import { aMeeting } from '../meetings-office.ts'
import { addSecondHead } from '../portal.ts'

const guests = [
  { personId: 'hoa', unitId: 'merit', name: 'Bế Thị Hoa', title: 'Trưởng phòng' },
  { personId: 'dung', unitId: 'jobs', name: 'Lò Văn Dũng', title: 'Trưởng phòng' },
  { personId: 'tuan', unitId: 'leaders', name: 'Trần Anh Tuấn', title: 'Phó giám đốc' },
]

async function openRoom() {
  const site = await openSite()
  await addSecondHead(site)
  const id = await aMeeting(site, { guests })
  const [first] = await site.store.read.select().from(agendaItems).where(eq(agendaItems.title, 'Kết quả tháng 9'))
  const item = first!.id
  const kept = async () => (await site.store.read.select().from(agendaItems).where(eq(agendaItems.id, item)))[0]!
  const enter = async (name: string) => {
    const page = await site.page(name)
    await page.goto(`/meetings/${id}/room`)
    const notes = page.locator(`#notes-${item}`)
    const saved = page.locator(`#nd-${item} [data-saved]`)
    return { page, notes, saved }
  }
  return { site, id, item, kept, enter, room: `/meetings/${id}/room` }
}

const live = (page: Page) => page.locator('#live').textContent()

journey('attendance: all at once, then the exceptions, each saved when it is chosen', async () => {
  const { site, room } = await openRoom()
  const page = await site.page('ky')
  await page.goto(room)
  await looksRight(page, 'a room before the meeting', { fromTop: true })
  await page.getByRole('button', { name: 'Bắt đầu họp' }).click()
  await page.waitForURL(room)
  await page.getByRole('button', { name: 'Tất cả có mặt' }).click()
  await expect.poll(() => page.locator('#dd-dem').textContent()).toBe('5 có mặt')
  await page.locator('#diem-danh > summary').click()

  await page.getByLabel('Điểm danh Trần Anh Tuấn').selectOption({ label: 'Vắng có lý do' })
  await expect.poll(() => page.locator('#dd-dem').textContent()).toBe('4 có mặt, 1 vắng có lý do')
  await page.getByLabel('Lý do Trần Anh Tuấn vắng').fill('Họp UBND tỉnh')
  await page.getByLabel('Lý do Trần Anh Tuấn vắng').press('Enter')
  await expect.poll(() => live(page)).toBe('Trần Anh Tuấn: Vắng có lý do: Họp UBND tỉnh')
  await page.getByLabel('Điểm danh Lò Văn Dũng').selectOption({ label: 'Ủy quyền' })
  await expect.poll(() => page.locator('.roll-note .dist-near').allTextContents()).toEqual(['Chưa ghi ai dự thay'])
  await page.getByLabel('Người dự thay Lò Văn Dũng').fill('Chị Vàng Thị Mai')
  await page.getByLabel('Người dự thay Lò Văn Dũng').press('Tab')
  await expect.poll(async () => (await site.store.read.select().from(meetingGuests).where(eq(meetingGuests.personId, 'dung')))[0]!.deputyName).toBe('Chị Vàng Thị Mai')
  await looksRight(page, 'attendance with exceptions', { fromTop: true })
  expect(page.url()).toContain(room)
  expect(site.complaints).toEqual([])
})

journey('two secretaries type in one item: both see both, the caret stays, nothing is lost', async () => {
  const { site, item, kept, enter } = await openRoom()
  const [ky, yen] = [await enter('ky'), await enter('yen')]
  await ky.notes.click()
  await ky.page.keyboard.type('Ông Bình báo cáo kết quả')
  await expect.poll(() => ky.saved.textContent()).toBe('Đã lưu 08:00')
  // It comes into a box where nobody types, with the name.
  await expect.poll(() => yen.notes.inputValue(), { timeout: 15_000 }).toBe('Ông Bình báo cáo kết quả')
  await expect.poll(() => yen.page.locator(`#nd-${item} [data-who]`).textContent(), { timeout: 15_000 }).toBe('Ký đang ghi mục này')

  // Both write on at once.
  await yen.notes.click()
  await yen.page.keyboard.press('Control+End')
  const texts = async () => [await ky.notes.inputValue(), await yen.notes.inputValue()]
  await Promise.all([
    ky.page.keyboard.type('\nKý dòng một\nKý dòng hai\nKý dòng ba', { delay: 60 }),
    yen.page.keyboard.type('\nYến dòng một\nYến dòng hai\nYến dòng ba', { delay: 70 }),
  ])
  await expect.poll(async () => new Set([...await texts(), (await kept()).notes]).size, { timeout: 30_000 }).toBe(1)
  const { notes } = await kept()
  for (const words of ['Ký', 'Yến'].flatMap(name => ['một', 'hai', 'ba'].map(number => `${name} dòng ${number}`))) expect(notes).toContain(words)
  expect(notes.split('\n')).toHaveLength(7)
  await looksRight(ky.page, 'a room that two write in', { fromTop: true })
  expect(site.complaints).toEqual([])
})

journey('a lost connection and an ended session: what was typed stays in the box and is saved later', async () => {
  const { site, room, item, kept, enter } = await openRoom()
  const { page, notes, saved } = await enter('ky')
  await page.context().setOffline(true)
  await notes.click()
  await page.keyboard.type('Ghi khi mất mạng')
  await expect.poll(() => saved.textContent()).toContain('Mất kết nối, chưa lưu')
  await expect.poll(() => live(page)).toContain('Mất kết nối, chưa lưu')
  await page.keyboard.type(', vẫn ghi tiếp')
  expect((await kept()).notes).toBe('')
  await page.context().setOffline(false)
  await expect.poll(async () => (await kept()).notes, { timeout: 20_000 }).toBe('Ghi khi mất mạng, vẫn ghi tiếp')
  await expect.poll(() => saved.textContent()).toBe('Đã lưu 08:00')

  // An answer that is lost on the way: the save is sent again, and is not there twice.
  let cut = true
  await page.route('**/notes', async route => { if (cut) { cut = false; await route.fetch(); await route.abort() } else await route.continue() })
  await page.keyboard.type('\nDòng hai')
  await expect.poll(() => saved.textContent()).toContain('Mất kết nối')
  await page.keyboard.type(' ghi dài thêm')
  await expect.poll(async () => (await kept()).notes, { timeout: 20_000 }).toBe('Ghi khi mất mạng, vẫn ghi tiếp\nDòng hai ghi dài thêm')

  // The session ends while one types.
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.keyboard.type('\nHết phiên')
  await expect.poll(() => saved.textContent()).toContain('Phiên đăng nhập đã hết, chưa lưu.')
  expect(await page.locator(`#nd-${item} [data-saved] a`).getAttribute('href')).toBe('/sign-in')
  await page.context().addCookies(cookies)
  await expect.poll(async () => (await kept()).notes, { timeout: 20_000 }).toContain('Hết phiên')

  // Leaving at once saves first, Ctrl+Enter saves in place.
  await page.keyboard.type('\nCuối')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await kept()).notes).toContain('Cuối')
  await page.keyboard.type(' cùng')
  await page.getByRole('link', { name: 'Gói giao ban' }).click()
  await page.waitForURL(/meetings\/[^/]+$/)
  expect((await kept()).notes).toContain('Cuối cùng')
  await page.goto(room)
  expect(await notes.inputValue()).toContain('Cuối cùng')
  expect(site.complaints).toEqual([])
})

journey('on a phone and without JavaScript the room is the same', async () => {
  const { site, room, item, kept } = await openRoom()
  const page = await site.page('ky', { javaScriptEnabled: false, viewport: phone })
  await page.goto(room)
  await page.getByLabel('Điểm danh Bế Thị Hoa').selectOption('present')
  await page.locator('.roll-form', { has: page.getByLabel('Điểm danh Bế Thị Hoa') }).getByRole('button', { name: 'Ghi' }).click()
  expect(await page.locator('#notice').textContent()).toContain('3 có mặt')
  await page.locator(`#outcome-${item}`).fill('Thống nhất')
  await page.locator(`#nd-${item}`).getByRole('button', { name: 'Họp xong nội dung này' }).click()
  expect(await kept()).toMatchObject({ state: 'done', outcome: 'Thống nhất' })
  await page.goto(room.replace('room', 'presenting'))
  expect(await page.locator('.wall').count()).toBe(2)
  expect(await page.locator('.wall').nth(1).isVisible()).toBe(true)
})

journey('the agenda on the wall, by the keyboard alone', async () => {
  const { site, id, room, kept } = await openRoom()
  const page = await site.page('ky')
  await page.goto(room)
  await page.getByRole('button', { name: 'Bắt đầu họp' }).click()
  await page.waitForURL(room)
  await page.getByRole('link', { name: 'Trình chiếu' }).click()
  await page.waitForURL(`/meetings/${id}/presenting#muc-1`)
  const shown = () => page.locator('.wall:visible h2').allTextContents()
  expect(await shown()).toEqual(['Kết quả tháng 9'])
  await expect.poll(() => page.locator('.wall:visible [data-clock]').textContent()).toMatch(/^0:0\d · còn (20:00|19:5\d)$/)
  await looksRight(page, 'the agenda on the wall', { fromTop: true })
  const [first, second] = ['Kết quả tháng 9', 'Rà soát thủ tục người có công']
  for (const [key, title] of [['ArrowRight', second], ['ArrowLeft', first], ['Space', second], ['Home', first], ['End', second], ['PageDown', second]] as const) {
    await page.keyboard.press(key)
    expect(await shown(), key).toEqual([title])
  }
  await expect.poll(() => live(page)).toBe('Nội dung 2/2: Rà soát thủ tục người có công')
  // Over its time: in words, not by colour alone.
  await page.locator('.wall:visible').evaluate(wall => { wall.dataset.took = '960' })
  await expect.poll(() => page.locator('.wall:visible [data-clock]').textContent()).toMatch(/^16:0\d · quá giờ 1:0\d$/)
  await expect.poll(() => live(page)).toBe('Đã hết giờ dự kiến của nội dung này')
  await looksRight(page, 'an item that takes too long', { fromTop: true })
  await page.keyboard.press('Escape')
  await page.waitForURL(room)
  await expect.poll(async () => (await kept()).tookSeconds).toBeGreaterThan(0)
  expect(await overflow(page)).toBe(0)
  expect(site.complaints).toEqual([])
})
