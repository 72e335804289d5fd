// Accounts as stories: signing in and being kept out, forms that outlive a session, links, acting for, the directory, leavers.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { createAdmin } from '../src/accounts/first-admin.ts'
import { hashed, matches } from '../src/accounts/passwords.ts'
import { delegations, passwordLinks, people, postings, roleHoldings, sessions } from '../src/accounts/tables.ts'
import { setClock } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const good = 'chiều nay mưa rào'
async function givePassword(id: string, password = good) {
  const passwordHash = await hashed(password)
  await portal.store.write(async db => { await db.update(people).set({ passwordHash }).where(eq(people.id, id)) })
}
const signIn = (name: string, password: string, more: Record<string, string> = {}) => portal.as(null).post('/sign-in', { name, password, ...more })
const later = (minutes: number) => { setClock(() => new Date(testNow.getTime() + minutes * 60_000)) }
const personRow = async (id: string) => (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!
const recorded = async (action: string) => (await portal.store.read.select().from(events).where(eq(events.action, action)))

test('a person signs in by e-mail or user name in any case, and goes where they were going', async () => {
  await givePassword('hoa')
  for (const name of ['hoa', 'HOA@Example.VN', '  hoa ']) {
    const answer = await signIn(name, good, { next: '/people?q=lan' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/people?q=lan')
    expect(answer.headers.get('set-cookie')).toMatch(/^phien=.*HttpOnly; SameSite=Lax/)
  }
  for (const away of ['//evil.example', '/\\evil.example', 'https://evil.example']) expect((await signIn('hoa', good, { next: away })).headers.get('location')).toBe('/')
})

test('twenty wrong passwords: the account locks, says for how long, opens again; a name nobody has sounds the same', async () => {
  await givePassword('hoa')
  const said = async (name: string) => {
    const answers: string[] = []
    for (let time = 0; time < 20; time++) {
      const answer = await signIn(name, 'sai mật khẩu')
      expect(answer.status).toBe(422)
      const text = await answer.text()
      expect(text).not.toContain('sai mật khẩu"')
      answers.push(/chưa đúng|tạm khóa vì sai mật khẩu nhiều lần. Hãy thử lại sau \d+ phút/.exec(text)![0])
    }
    return answers
  }
  const real = await said('hoa')
  expect(real.slice(0, 4)).toEqual(['chưa đúng', 'chưa đúng', 'chưa đúng', 'chưa đúng'])
  expect(real[4]).toContain('sau 15 phút')
  expect(await said('khongco')).toEqual(real)
  expect((await signIn('hoa', good)).status).toBe(422)
  later(16)
  expect((await signIn('hoa', good)).status).toBe(303)
  expect(await recorded('account locked')).toHaveLength(1)
})

test('too many wrong passwords from one address, whatever the names, must wait', async () => {
  portal = await openPortal({ SIGN_IN_TRIES: '2' })
  for (let time = 0; time < 21; time++) await signIn(`ten${time}`, 'sai')
  await givePassword('hoa')
  expect(await (await signIn('hoa', good)).text()).toMatch(/từ máy hoặc mạng này. Hãy thử lại sau \d+ phút/)
})

test('a session that ends in the middle of a form loses nothing but passwords', async () => {
  await givePassword('quan')
  const quan = portal.as('quan')
  await quan.get('/me')
  later(13 * 60)
  const refused = await quan.post('/people/minh/edit', { name: 'Phạm Văn "Minh"', email: 'minh@example.vn', userName: 'minh', duties: 'Đầu mối <CCHC>', note: '', extension: '', revision: '1', theme: 'dark', password: 'không giữ' })
  expect(refused.status).toBe(401)
  const kept = unescaped(/name="kept" value="([^"]*)"/.exec(await refused.text())![1]!)
  expect(kept).not.toContain('không giữ')

  const shown = await signIn('quan', good, { kept })
  expect(shown.status).toBe(200)
  const text = await shown.text()
  expect(text).toContain('Gửi lại điều vừa nhập')
  expect(text).toContain('<dd>Đầu mối &lt;CCHC&gt;</dd>')
  expect(text).not.toContain('<dd>dark</dd>')
  expect(text).toContain('action="/people/minh/edit"')
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]): [string, string] => [unescaped(name!), unescaped(value!)])
  const cookie = shown.headers.get('set-cookie')!.split(';')[0]!
  const sent = await portal.app.request('/people/minh/edit', { method: 'POST', headers: { cookie, origin: 'http://localhost' }, body: new URLSearchParams(fields.filter(([name]) => name !== 'back')) })
  expect(sent.status).toBe(303)
  expect(await personRow('minh')).toMatchObject({ name: 'Phạm Văn "Minh"', duties: ['Đầu mối <CCHC>'] })
})

test('a file that was being sent is asked for again', async () => {
  const form = new FormData()
  form.set('file', new File(['x'], 'x.csv'))
  const answer = await portal.app.request('/admin/staff-imports', { method: 'POST', body: form, headers: { origin: 'http://localhost', referer: 'http://localhost/admin/staff-imports' } })
  expect(answer.status).toBe(401)
  const text = await answer.text()
  expect(text).toContain('hãy chọn lại tệp')
  expect(text).toContain('name="next" value="/admin/staff-imports"')
})

test('what was kept goes only to a form of the portal', async () => {
  await givePassword('hoa')
  for (const path of ['https://evil.example/', '//evil.example', '/sign-out', '/links/x', '/khong-co', 'javascript:alert(1)']) {
    expect((await signIn('hoa', good, { kept: JSON.stringify({ path, fields: [['a', 'b']] }) })).status).toBe(303)
  }
  expect((await signIn('hoa', good, { kept: 'hỏng' })).status).toBe(303)
})

test('an expired part of a page brings the whole sign-in page, and comes back to the page itself', async () => {
  const answer = await portal.as(null).get('/people?q=l', { 'HX-Request-Type': 'partial', 'HX-Current-URL': 'http://localhost/people?q=l' })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('HX-Retarget')).toBe('#main')
  expect(await answer.text()).toContain('name="next" value="/people?q=l"')
})

test('a person changes the password: the old one is needed, other sessions end, nothing of it is recorded', async () => {
  await givePassword('hoa')
  const elsewhere = (await signIn('hoa', good)).headers.get('set-cookie')!.split(';')[0]!
  const hoa = portal.as('hoa')
  expect((await hoa.post('/me/password', { old: 'sai', password: 'một câu mới khác', again: 'một câu mới khác' })).status).toBe(422)
  expect(await (await hoa.post('/me/password', { old: good, password: 'ngắn', again: 'ngắn' })).text()).toContain('ít nhất 10 ký tự')
  expect(await (await hoa.post('/me/password', { old: good, password: 'một câu mới khác', again: 'lệch' })).text()).toContain('chưa giống nhau')
  expect((await hoa.post('/me/password', { old: good, password: 'một câu mới khác', again: 'một câu mới khác' })).status).toBe(303)
  expect(await matches('một câu mới khác', (await personRow('hoa')).passwordHash)).toBe(true)
  expect((await portal.app.request('/me', { headers: { cookie: elsewhere } })).status).toBe(401)
  expect((await hoa.get('/me')).status).toBe(200)
  expect(JSON.stringify(await portal.store.read.select().from(events))).not.toContain('một câu mới')
})

test('sessions are listed in words and ended; another person’s cannot be', async () => {
  await givePassword('hoa')
  await portal.app.request('/sign-in', { method: 'POST', body: new URLSearchParams({ name: 'hoa', password: good }), headers: { origin: 'http://localhost', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0' } })
  const page = await portal.as('hoa').text('/me')
  expect(page).toContain('Edge trên Windows')
  expect(page).toContain('Phiên này')
  const handle = /\/me\/sessions\/([^/"]+)\/end"/.exec(page)![1]!
  expect((await portal.as('minh').post(`/me/sessions/${handle}/end`)).status).toBe(404)
  expect((await portal.as('hoa').post(`/me/sessions/${handle}/end`)).status).toBe(303)
  expect(await portal.store.read.select().from(sessions).where(eq(sessions.personId, 'hoa'))).toHaveLength(1)
})

test('preferences are kept; the button in the head changes the theme alone', async () => {
  const hoa = portal.as('hoa')
  await hoa.post('/me/preferences', { all: '1', theme: 'dark', compact: 'on' })
  expect((await personRow('hoa')).preferences).toEqual({ theme: 'dark', compact: true, shortcuts: false })
  const answer = await hoa.post('/me/preferences', { theme: 'auto', back: '/units' })
  expect(answer.headers.get('location')).toBe('/units')
  expect((await personRow('hoa')).preferences).toEqual({ compact: true, shortcuts: false })
})

test('a director lends her roles for some days; the receiver acts and sees it, does not lend on, and it ends early', async () => {
  const lan = portal.as('lan')
  const form = { to: 'tuan', since: '2026-10-12', until: '2026-10-16', reason: 'Đi công tác Hà Nội' }
  expect(await (await lan.post('/me/delegations', { ...form, until: '2026-10-01' })).text()).toContain('từ ngày bắt đầu trở đi')
  expect(await (await lan.post('/me/delegations', { ...form, to: 'lan' })).text()).toContain('chính mình')
  expect((await portal.as('tuan').get('/events')).status).toBe(403)
  expect((await lan.post('/me/delegations', form)).status).toBe(303)
  expect((await lan.post('/me/delegations', form)).status).toBe(422)
  expect(await portal.as('tuan').text('/me')).toContain('Đi công tác Hà Nội')
  expect((await portal.as('tuan').get('/events')).status).toBe(200)
  expect((await portal.as('minh').post('/me/delegations', { ...form, to: 'hoa' })).status).toBe(403)
  const [row] = await portal.store.read.select().from(delegations)
  expect((await portal.as('tuan').post(`/me/delegations/${row!.id}/end`)).status).toBe(404)
  expect((await lan.post(`/me/delegations/${row!.id}/end`)).status).toBe(303)
  expect((await portal.as('tuan').get('/events')).status).toBe(403)
})

test('an administrator who is also head of a unit lends no administration', async () => {
  await portal.store.write(async db => { await db.insert(roleHoldings).values({ id: 'extra', personId: 'hoa', role: 'admin', fields: [], since: '2020-01-01' }) })
  await portal.as('hoa').post('/me/delegations', { to: 'minh', since: '2026-10-12', until: '2026-10-16', reason: 'Nghỉ phép' })
  expect((await portal.as('minh').get('/admin/invitations')).status).toBe(403)
})

test('the directory finds by folded words of name, title, unit, e-mail and duties, and says what is shown', async () => {
  await portal.store.write(async db => { await db.update(people).set({ duties: ['Đầu mối CCHC'] }).where(eq(people.id, 'minh')) })
  const hoa = portal.as('hoa')
  for (const q of ['pham minh', 'minh nguoi co cong', 'minh@', 'dau moi', 'Phạm', 'chuyen vien pham']) expect(await hoa.text(`/people?q=${encodeURIComponent(q)}`)).toContain('Phạm Văn Minh')
  const page = await hoa.text('/people?unit=merit&role=staff')
  expect(page).toContain('1 người đang công tác ở Phòng Người có công, vai trò Chuyên viên, sắp theo đơn vị.')
  expect(page).not.toContain('Bế Thị Hoa</a>')
  expect(await hoa.text('/people?q=%3Cb%3Ekhongco')).toContain('có “&lt;b&gt;khongco”')
  expect(page).not.toContain('Thêm người')
})

test('the directory goes out as filtered, to Excel and CSV, without live formulas', async () => {
  await portal.store.write(async db => { await db.update(people).set({ note: '=1+1' }).where(eq(people.id, 'minh')) })
  const csv = await (await portal.as('hoa').get('/people/export/csv?unit=merit')).text()
  expect(csv).toContain('Phạm Văn Minh')
  expect(csv).toContain("'=1+1")
  expect(csv).not.toContain('Lê Thị Lan')
  const xlsx = await portal.as('hoa').get('/people/export/xlsx')
  expect(xlsx.headers.get('content-disposition')).toContain('filename="Danh-ba-2026-10-12.xlsx"')
  expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
})

const newcomer = { name: 'Sùng A Lử', email: ' LUSA@example.vn ', userName: '', extension: '122', duties: 'Đầu mối CCHC; thủ quỹ', note: '', unit: 'merit', title: 'Chuyên viên', since: '2026-10-01', roles: 'staff', until: '' }

test('an administrator invites; the newcomer sets a password by the link, once', async () => {
  const quan = portal.as('quan')
  expect((await portal.as('hoa').post('/admin/invitations', newcomer)).status).toBe(403)
  const made = await quan.post('/admin/invitations', newcomer)
  expect(made.status).toBe(200)
  const token = /\/links\/([\w-]{43})"/.exec(await made.text())![1]!
  expect(JSON.stringify([await portal.store.read.select().from(passwordLinks), await portal.store.read.select().from(events)])).not.toContain(token)

  const nobody = portal.as(null)
  expect(await nobody.text(`/links/${token}`)).toContain('Sùng A Lử')
  expect((await nobody.post(`/links/${token}`, { password: 'lusa lusa lusa', again: 'lusa lusa lusa' })).status).toBe(422)
  const set = await nobody.post(`/links/${token}`, { password: good, again: good })
  expect(set.status).toBe(303)
  expect(set.headers.get('set-cookie')).toContain('phien=')
  expect((await nobody.get(`/links/${token}`)).status).toBe(404)
  expect((await signIn('lusa@example.vn', good)).status).toBe(303)
})

test('a mistake in an invitation keeps what was typed, boxes too', async () => {
  const again = await portal.as('quan').post('/admin/invitations', { ...newcomer, email: 'hoa@example.vn' })
  expect(again.status).toBe(422)
  const text = await again.text()
  expect(text).toContain('Bế Thị Hoa đang dùng thư điện tử này.')
  expect(text).toContain('value="Sùng A Lử"')
  expect(text).toMatch(/name="roles" value="staff" checked/)
})

test('a link expires, and a newer one takes its place', async () => {
  const link = async () => /\/links\/([\w-]{43})"/.exec(await (await portal.as('quan').post('/people/minh/link')).text())![1]!
  const first = await link()
  const second = await link()
  expect((await portal.as(null).get(`/links/${first}`)).status).toBe(404)
  expect((await portal.as(null).get(`/links/${second}`)).status).toBe(200)
  later(73 * 60)
  expect(await portal.as(null).text(`/links/${second}`)).toContain('nhờ quản trị cấp đường dẫn khác')
})

test('two tabs edit one person: the second is told, nothing typed is lost, a second click overwrites', async () => {
  const quan = portal.as('quan')
  const form = { name: 'Phạm Văn Minh', email: 'minh@example.vn', userName: 'minh', extension: '111', duties: '', note: '', revision: '1' }
  expect((await quan.post('/people/minh/edit', form)).status).toBe(303)
  const second = await quan.post('/people/minh/edit', { ...form, extension: '222', note: 'của thẻ thứ hai' })
  expect(second.status).toBe(422)
  const text = await second.text()
  expect(text).toContain('người khác đã lưu thay đổi')
  expect(text).toContain('value="của thẻ thứ hai"')
  expect(text).toContain('Đang lưu: 111')
  expect(text).toContain('name="revision" value="2"')
  expect((await quan.post('/people/minh/edit', { ...form, extension: '222', revision: '2' })).status).toBe(303)
})

test('a person moves to another unit: the posting before ends that day, history is kept, rights follow', async () => {
  const quan = portal.as('quan')
  expect((await quan.post('/people/minh/posting', { unit: 'jobs', title: 'Chuyên viên chính', since: '2026-10-12' })).status).toBe(303)
  expect(await portal.store.read.select().from(postings).where(eq(postings.personId, 'minh')).orderBy(postings.since))
    .toMatchObject([{ unitId: 'merit', until: '2026-10-12' }, { unitId: 'jobs', until: null }])
  expect(await portal.as('minh').text('/me')).toContain('Phòng Việc làm – An toàn lao động')
  expect((await quan.post('/people/minh/posting', { unit: 'merit', title: '', since: '2019-01-01' })).status).toBe(422)
})

test('a leaver is out at once, keeps the history, and may come back', async () => {
  await portal.as('minh').get('/me')
  const quan = portal.as('quan')
  expect((await quan.post('/people/minh/leaving', { on: '2026-12-01' })).status).toBe(422)
  expect((await quan.post('/people/minh/leaving', { on: '2026-10-12' })).status).toBe(303)
  expect((await portal.as('minh').get('/me')).status).toBe(401)
  expect(await quan.text('/people/minh')).toContain('Đã thôi công tác từ 12/10/2026')
  expect(await quan.text('/people?q=minh&state=left')).toContain('Phạm Văn Minh')
  expect((await quan.post('/people/minh/return', { unit: 'office', title: 'Chuyên viên', since: '2026-10-12' })).status).toBe(303)
  expect(await portal.store.read.select().from(roleHoldings).where(eq(roleHoldings.personId, 'minh'))).toMatchObject([{ until: '2026-10-12' }])
})

test('nobody can take away the last administrator', async () => {
  const quan = portal.as('quan')
  expect(await (await quan.post('/people/quan/roles/role-quan/end')).text()).toContain('quản trị cuối cùng')
  expect(await (await quan.post('/people/quan/leaving', { on: '2026-10-12' })).text()).toContain('Bạn không thể tự cho mình thôi công tác')
  expect((await quan.post('/people/hoa/roles', { role: 'admin', since: '2026-10-12', until: '' })).status).toBe(303)
  expect((await portal.as('hoa').post('/people/quan/leaving', { on: '2026-10-12' })).status).toBe(303)
})

test('a locked account is unlocked by the administrator', async () => {
  await givePassword('minh')
  for (let time = 0; time < 5; time++) await signIn('minh', 'sai')
  expect(await portal.as('quan').text('/people/minh')).toContain('Mở khóa ngay')
  await portal.as('quan').post('/people/minh/unlock')
  expect((await signIn('minh', good)).status).toBe(303)
})

test('SQL, HTML and emoji in every field of an invitation are kept as text', async () => {
  const nasty = `'; drop table people; -- <script>alert(1)</script> 😀`
  const made = await portal.as('quan').post('/admin/invitations', { ...newcomer, name: nasty, title: nasty, duties: nasty, note: nasty, email: 'a@example.vn' })
  expect(made.status).toBe(200)
  const [row] = await portal.store.read.select().from(people).where(eq(people.email, 'a@example.vn'))
  expect(row!.name).toBe(nasty)
  expect(await portal.as('hoa').text(`/people/${row!.id}`)).not.toContain('<script>alert')
})

test('create-admin makes the first administrator, or makes one of a person who is there', async () => {
  const { token, person } = await portal.store.write(db => createAdmin(db, { name: 'Người Mới', email: 'Moi@example.vn' }, 72))
  expect(person).toMatchObject({ email: 'moi@example.vn' })
  expect((await portal.as(null).get(`/links/${token}`)).status).toBe(200)
  expect((await portal.store.write(db => createAdmin(db, { name: '', email: 'minh@example.vn', password: good }, 72))).token).toBeNull()
  expect((await signIn('minh', good)).status).toBe(303)
  expect((await portal.as('minh').get('/admin/invitations')).status).toBe(200)
  await expect(portal.store.write(db => createAdmin(db, { name: 'X', userName: 'y' }, 72))).rejects.toThrow('họ và tên')
})

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
