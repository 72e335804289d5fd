// The second factor as stories: turned on, asked at signing in, lost and given back; codes by the vectors of RFC 6238.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createAdmin } from '../src/accounts/first-admin.ts'
import { makeLink } from '../src/accounts/links.ts'
import { hashed } from '../src/accounts/passwords.ts'
import { people } from '../src/accounts/tables.ts'
import { setClock } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { openSealing } from '../src/sealing.ts'
import { recoveryCodes, secondFactors } from '../src/second-factor/tables.ts'
import { addressFor, codeOf, newSecret, stepOf, stepOfCode } from '../src/second-factor/totp.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'
import { newFolder } from './stores.ts'

// "12345678901234567890" in base 32; the RFC gives eight digits, of which six are the last.
const ofTheRfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
test.each([
  ['1970-01-01T00:00:59Z', '94287082'], ['2005-03-18T01:58:29Z', '07081804'], ['2005-03-18T01:58:31Z', '14050471'],
  ['2009-02-13T23:31:30Z', '89005924'], ['2033-05-18T03:33:20Z', '69279037'], ['2603-10-11T11:33:20Z', '65353130'],
])('RFC 6238 at %s: %s', (at, code) => { expect(codeOf(ofTheRfc, stepOf(new Date(at)))).toBe(code.slice(2)) })

test('a code holds for its step and one on either side, and never again', () => {
  const now = stepOf(testNow)
  const found = (step: number, last = 0) => stepOfCode(ofTheRfc, codeOf(ofTheRfc, step), testNow, last)
  expect([now - 2, now - 1, now, now + 1, now + 2].map(step => found(step))).toEqual([null, now - 1, now, now + 1, null])
  expect([found(now, now), found(now - 1, now), found(now + 1, now)]).toEqual([null, null, now + 1])
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(addressFor(ofTheRfc, 'hoa@example.vn', 'Cổng CCHC')).toBe(`otpauth://totp/C%E1%BB%95ng%20CCHC:hoa%40example.vn?secret=${ofTheRfc}&issuer=C%E1%BB%95ng%20CCHC`)
})

test('what is sealed opens with the same key for the same purpose, whole', () => {
  const dataDir = newFolder()
  const sealing = openSealing({ secretKey: null, dataDir })
  const sealed = sealing.seal('one', 'bí mật')
  expect(openSealing({ secretKey: null, dataDir }).unseal('one', sealed)).toBe('bí mật')
  expect(sealed).not.toBe(sealing.seal('one', 'bí mật'))
  for (const wrong of ['', 'x', sealed.slice(1), `${sealed.slice(0, -2)}AA`]) expect(sealing.unseal('one', wrong)).toBeNull()
  expect(sealing.unseal('another', sealed)).toBeNull()
  expect(openSealing({ secretKey: 'k'.repeat(32), dataDir }).unseal('one', sealed)).toBeNull()
})

const good = 'chiều nay mưa rào'
let portal: TestPortal
let clock = testNow
/** The office, where everybody has one password; first line of each story. */
async function open() {
  portal = await openPortal({ REQUIRE_SECOND_FACTOR: 'approvers, admin' })
  const passwordHash = await hashed(good)
  await portal.store.write(async db => { await db.update(people).set({ passwordHash }) })
  clock = testNow
  setClock(() => clock)
}
const later = (seconds: number) => { clock = new Date(clock.getTime() + seconds * 1000) }

/** A browser: keeps cookies between requests. */
function browser() {
  const jar = new Map<string, string>()
  const send = async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await portal.app.request(path, { method: form ? 'POST' : 'GET', headers: { origin: 'http://localhost', cookie }, ...(form ? { body: new URLSearchParams(form) } : {}) })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (value) jar.set(name!, value); else jar.delete(name!)
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  return { send, jar, signIn: (name: string) => send('/sign-in', { name, password: good, next: '/people' }) }
}
type Browser = ReturnType<typeof browser>

/** Turns it on in a browser that is signed in; returns what makes codes, and the recovery codes. */
async function turnOn({ send }: Browser) {
  expect((await send('/me/second-factor', { proof: 'sai' })).text).toContain('Mật khẩu đang dùng chưa đúng')
  expect(await send('/me/second-factor', { proof: good })).toMatchObject({ status: 303 })
  const { text } = await send('/me/second-factor')
  const secret = /<code class="any">([A-Z2-7 ]+)<\/code>/.exec(text)![1]!.replaceAll(' ', '')
  expect(text).toContain('<svg class="qr"')
  const code = () => codeOf(secret, stepOf(clock))
  expect((await send('/me/second-factor/confirmation', { code: code() === '000000' ? '111111' : '000000' })).text).toContain('Mã chưa khớp')
  const shown = await send('/me/second-factor/confirmation', { code: `${code().slice(0, 3)} ${code().slice(3)}` })
  expect(shown.status).toBe(200)
  return { secret, code, recovery: [...shown.text.matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(([, one]) => one!) }
}
const recorded = async (action: string) => portal.store.read.select().from(events).where(eq(events.action, action))

test('Hoa, who may approve, turns it on before anything else opens, and signs in with a code, each only once', async () => {
  await open()
  const hoa = browser()
  expect(await hoa.signIn('hoa')).toMatchObject({ status: 303, to: '/people' })
  expect(await hoa.send('/people')).toMatchObject({ status: 303, to: '/me/second-factor' })
  expect(await hoa.send('/me/preferences', { theme: 'dark' })).toMatchObject({ status: 303, to: '/me/second-factor' })
  const { secret, code, recovery } = await turnOn(hoa)
  expect(recovery).toHaveLength(10)
  expect((await hoa.send('/people')).status).toBe(200)
  expect((await hoa.send('/me')).text).toContain('còn 10 mã dự phòng')
  expect((await hoa.send('/me/second-factor/removal', { proof: 'x' })).text).toContain('không tắt được')
  const kept = JSON.stringify([await portal.store.read.select().from(secondFactors), await portal.store.read.select().from(recoveryCodes), await portal.store.read.select().from(events)])
  for (const hidden of [secret, recovery[0]!, recovery[0]!.replaceAll('-', '')]) expect(kept).not.toContain(hidden)

  const away = browser()
  expect(await away.signIn('hoa')).toMatchObject({ status: 303, to: '/sign-in/code' })
  expect((await away.send('/people')).status).toBe(401)
  expect((await away.send('/sign-in/code')).text).toContain('Chào <b>Bế Thị Hoa</b>')
  // The code that turned it on was taken.
  expect((await away.send('/sign-in/code', { code: code() })).text).toContain('đã dùng rồi')
  later(30)
  expect(await away.send('/sign-in/code', { code: code() })).toMatchObject({ status: 303, to: '/people' })
  expect((await away.send('/people')).status).toBe(200)
  const again = browser()
  await again.signIn('hoa')
  expect((await again.send('/sign-in/code', { code: code() })).status).toBe(422)
  // What was being sent when a session ended survives the code too.
  const sending = browser()
  const asked = await sending.send('/sign-in', { name: 'hoa', password: good, kept: JSON.stringify({ path: '/me/preferences', fields: [['all', '1'], ['compact', 'on']] }) })
  expect(asked.text).toContain('name="kept"')
  later(30)
  expect((await sending.send('/sign-in/code', { code: code(), kept: JSON.stringify({ path: '/people/minh/edit', fields: [['name', 'Phạm Văn Minh']] }) })).text).toContain('Gửi lại điều vừa nhập')
})

test('wrong codes lock the account as wrong passwords do, also between right passwords; too late begins anew', async () => {
  await open()
  const hoa = browser()
  await hoa.signIn('hoa')
  const { code } = await turnOn(hoa)
  later(60)
  const thief = browser()
  for (let time = 0; time < 4; time++) {
    await thief.signIn('hoa')
    expect((await thief.send('/sign-in/code', { code: 'abcd-efgh-abcd-efgh' })).text).toContain('Mã chưa đúng')
  }
  expect((await thief.send('/sign-in/code', { code: '' })).text).toContain('Hãy nhập mã')
  expect((await thief.send('/sign-in/code', { code: 'abcd-efgh-abcd-efgh' })).text).toMatch(/tạm khóa vì nhập sai nhiều lần. Hãy thử lại sau 15 phút/)
  expect((await thief.send('/sign-in/code', { code: code() })).text).toContain('tạm khóa')
  expect(await recorded('account locked')).toHaveLength(1)
  later(16 * 60)
  expect((await thief.send('/sign-in/code', { code: code() })).text).toContain('Hãy đăng nhập lại từ đầu')
  expect((await browser().send('/sign-in/code')).text).toContain('Hãy đăng nhập lại từ đầu')
})

test('Hoa loses her phone: a recovery code once, a new phone, new codes', async () => {
  await open()
  const hoa = browser()
  await hoa.signIn('hoa')
  const { code, recovery } = await turnOn(hoa)
  const away = browser()
  await away.signIn('hoa')
  expect(await away.send('/sign-in/code', { code: ` ${recovery[3]!.toUpperCase().replaceAll('-', ' ')} ` })).toMatchObject({ status: 303, to: '/me/second-factor' })
  expect((await away.send('/me/second-factor')).text).toContain('Đã vào bằng mã dự phòng, còn 9 mã')
  await away.signIn('hoa')
  expect((await away.send('/sign-in/code', { code: recovery[3]! })).status).toBe(422)
  later(30)
  expect((await hoa.send('/me/second-factor', { proof: '' })).text).toContain('Hãy nhập mã đang hiện')
  expect((await hoa.send('/me/second-factor', { proof: recovery[4]! })).status).toBe(303)
  // The old phone holds until the new one has given its first code.
  expect((await hoa.send('/me/second-factor/codes', { proof: code() })).text).toContain('Mã dự phòng')
  expect(await portal.store.read.select().from(secondFactors)).toHaveLength(2)
  const { text } = await hoa.send('/me/second-factor')
  const secret = /<code class="any">([A-Z2-7 ]+)<\/code>/.exec(text)![1]!.replaceAll(' ', '')
  later(30)
  expect((await hoa.send('/me/second-factor/confirmation', { code: codeOf(secret, stepOf(clock)) })).text).toContain('Mã dự phòng')
  expect(await portal.store.read.select().from(secondFactors)).toHaveLength(1)
  await away.signIn('hoa')
  later(30)
  expect((await away.send('/sign-in/code', { code: code() })).status).toBe(422)
  expect((await away.send('/sign-in/code', { code: codeOf(secret, stepOf(clock)) })).status).toBe(303)
})

test('an administrator gives it back and Hoa is told; Minh, of whom nobody asks it, turns it on and off', async () => {
  await open()
  const [hoa, quan, minh] = [browser(), browser(), browser()]
  await hoa.signIn('hoa')
  await turnOn(hoa)
  await quan.signIn('quan')
  const { code } = await turnOn(quan)
  expect((await quan.send('/people/hoa')).text).toContain('Xác thực hai bước: bật từ')
  expect((await quan.send('/people/lan')).text).toContain('Chưa bật xác thực hai bước')
  expect((await quan.send('/people/quan/second-factor/reset', {})).text).toContain('Bạn không tự đặt lại được')
  expect((await quan.send('/people/minh/second-factor/reset', {})).text).toContain('chưa bật xác thực hai bước')
  expect((await quan.send('/people/hoa/second-factor/reset', {})).status).toBe(303)
  expect((await hoa.send('/me')).status).toBe(401)
  expect(await recorded('second factor reset')).toMatchObject([{ actorId: 'quan', subjectId: 'hoa' }])
  await hoa.signIn('hoa')
  await turnOn(hoa)
  await portal.searchSettled()
  expect((await hoa.send('/notices')).text).toContain('đã đặt lại xác thực hai bước')
  // The command that makes administrators is the way back in when all else is lost.
  await portal.store.write(db => createAdmin(db, { name: '', email: 'quan@example.vn' }, 72))
  later(60)
  expect(await browser().signIn('quan')).toMatchObject({ to: '/people' })
  expect(code()).toHaveLength(6)

  await minh.signIn('minh')
  expect((await minh.send('/people')).status).toBe(200)
  const his = await turnOn(minh)
  later(60)
  expect((await minh.send('/me/second-factor/removal', { proof: '12345' })).text).toContain('Mã chưa đúng')
  expect((await minh.send('/me/second-factor/removal', { proof: his.code() })).status).toBe(303)
  expect(await browser().signIn('minh')).toMatchObject({ to: '/people' })
})

test('a link of the administrator sets a password, not the phone; a lost key leaves recovery codes', async () => {
  await open()
  const hoa = browser()
  await hoa.signIn('hoa')
  const { code, recovery } = await turnOn(hoa)
  const [row] = await portal.store.read.select().from(people).where(eq(people.id, 'hoa'))
  const token = await portal.store.write(db => makeLink(db, { id: 'quan' }, row!, 1))
  const away = browser()
  expect(await away.send(`/links/${token}`, { password: 'một câu mới khác', again: 'một câu mới khác' })).toMatchObject({ to: '/sign-in/code' })
  expect((await away.send('/me')).status).toBe(401)
  await portal.store.write(async db => { await db.update(secondFactors).set({ secret: 'hỏng' }) })
  later(30)
  expect((await away.send('/sign-in/code', { code: code() })).text).toContain('không còn đọc được khóa')
  expect((await away.send('/sign-in/code', { code: recovery[0]! })).status).toBe(303)
})
