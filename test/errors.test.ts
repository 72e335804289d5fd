// The pages that say no: in Vietnamese, with what to do next, and nothing of the program's inside.
import { expect, test } from 'vitest'
import { openPortal } from './portal.ts'

const long = 'à'.repeat(1_500_000) // six bytes each, as a browser sends it

test('what is not there: the page says so and leads on, for those signed in and for others', async () => {
  const portal = await openPortal()
  for (const path of ['/khong-co', '/procedures/khong-co', '/people/khong-co', '/units/khong-co', '/ask/khong-co']) {
    const answer = await portal.as('binh').get(path)
    expect([path, answer.status]).toEqual([path, 404])
    const text = await answer.text()
    expect(text).toContain('<h1>Không tìm thấy</h1>')
    expect(text).toContain('Kiểm tra lại địa chỉ')
    expect(text).toContain('Về trang Hôm nay')
  }
  const stranger = await portal.as(null).get('/khong-co')
  expect(stranger.status).toBe(404)
  expect(await stranger.text()).toContain('href="/sign-in"')
})

test('what a role may not do: the page says whom to ask', async () => {
  const portal = await openPortal()
  const answer = await portal.as('xem').get('/admin')
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('Vai trò của bạn không được làm việc này. Nếu công việc của bạn cần đến, hãy nhờ quản trị giao thêm vai trò.')
})

test('what comes from another site is refused', async () => {
  const portal = await openPortal()
  const answer = await portal.as('quan').post('/me/preferences', { theme: 'dark' }, { origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('không đến từ trang của cổng')
})

test('a form that is too long: nothing is kept, and the page leads back to where it was typed', async () => {
  const portal = await openPortal()
  const answer = await portal.as('kiem').post('/procedures', { name: 'Một', steps: long }, { referer: 'http://localhost/procedures/new', 'content-length': String(9 * 1024 * 1024) })
  expect(answer.status).toBe(413)
  const text = await answer.text()
  expect(text).toContain('Cổng chỉ nhận đến 8 MB một lần gửi, nên chưa lưu gì')
  expect(text).toContain('href="/procedures/new"')
  // Without a length it is counted while it comes.
  expect((await portal.as('kiem').post('/procedures', { name: 'Một', steps: long })).status).toBe(413)
})

test('a failure: a code to tell the administrator, and not a word of what went wrong inside', async () => {
  const portal = await openPortal()
  portal.app.get('/hong', c => c.text('')) // an address that the policy does not know is a mistake of ours
  const answer = await portal.as('quan').get('/hong')
  expect(answer.status).toBe(500)
  const text = await answer.text()
  expect(text).toContain('<h1>Cổng gặp sự cố</h1>')
  expect(text).toContain('Hãy thử lại; nếu vẫn thế, báo quản trị kèm mã dưới đây.')
  expect(text).toMatch(/<code id="reference">[\w-]{8,}<\/code>/)
  expect(text).not.toMatch(/policy|Error|\.ts/)
  // In a part of a page it is a small notice.
  const part = await portal.as('quan').get('/hong', { 'HX-Request-Type': 'partial' })
  expect(part.headers.get('HX-Retarget')).toBe('#notice')
  expect(await part.text()).not.toContain('<html')
})
