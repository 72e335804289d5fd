// Signing in by OpenID Connect, against oidc-provider on the loopback: there and back in a browser of the test.
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people, sessions } from '../src/accounts/tables.ts'
import { setClock } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { openPortal } from './portal.ts'

let server: Server
let issuer = ''
/** Whom the provider takes its next visitor for. */
let visitor = { name: 'hoa', email: 'HOA@example.vn', verified: true }

beforeAll(async () => {
  server = createServer()
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'cong', client_secret: 'mot-bi-mat-dai-cho-cong', redirect_uris: ['http://localhost/sign-in/oidc/answer'], post_logout_redirect_uris: ['http://localhost/sign-in'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: visitor.email, email_verified: visitor.verified, preferred_username: visitor.name }) }),
    interactions: { url: () => '/visit' },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as { kty: string }] },
  })
  const answer = provider.callback()
  // The provider's own pages: whoever comes is the visitor, and agrees.
  server.on('request', (request, response) => {
    if (request.url !== '/visit') return void answer(request, response)
    void (async () => {
      const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
      if (visitor.name === 'dừng') return provider.interactionFinished(request, response, { error: 'access_denied' })
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: visitor.name } })
      const grant = grantId ? (await provider.Grant.find(grantId))! : new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) })
      grant.addOIDCScope('openid email profile')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
    })()
  })
})
afterAll(async () => { server.closeAllConnections(); await new Promise(resolve => { server.close(resolve) }) })

async function open(env: Record<string, string> = {}) {
  const portal = await openPortal({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'cong', OIDC_CLIENT_SECRET: 'mot-bi-mat-dai-cho-cong', OIDC_LABEL: 'tài khoản tỉnh', PUBLIC_ORIGIN: 'http://localhost', ...env })
  // The provider goes by the real time.
  setClock()
  const jars = { portal: new Map<string, string>(), provider: new Map<string, string>() }
  const cookies = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (jar: Map<string, string>, answer: Response) => {
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (value) jar.set(name!, value); else jar.delete(name!)
    }
  }
  const ask = async (path: string) => {
    const answer = await portal.app.request(path, { headers: { cookie: cookies(jars.portal) } })
    keep(jars.portal, answer)
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  /** To the provider and through its pages, up to the address that it sends the browser back to. */
  const visit = async (path = '/sign-in/oidc?next=%2Fpeople') => {
    let address = (await ask(path)).to!
    while (address.startsWith(issuer)) {
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie: cookies(jars.provider) } })
      keep(jars.provider, answer)
      await answer.arrayBuffer()
      address = new URL(answer.headers.get('location')!, issuer).href
    }
    return address.replace('http://localhost', '')
  }
  return { portal, ask, visit, jars }
}

test('Hoa goes there and back and is in where she was going; nothing works twice, or in another browser', async () => {
  const { portal, ask, visit, jars } = await open()
  expect((await ask('/people?q=lan')).text).toContain('href="/sign-in/oidc?next=%2Fpeople%3Fq%3Dlan"')
  expect((await ask('/sign-in')).text).toContain('Đăng nhập bằng tài khoản tỉnh')
  visitor = { name: 'hoa', email: 'HOA@example.vn', verified: true }
  const back = await visit()
  expect(back).toMatch(/^\/sign-in\/oidc\/answer\?code=/)
  const sealed = jars.portal.get('oidc')!
  expect(sealed).not.toContain(new URLSearchParams(back.split('?')[1]).get('state')!)
  expect(await ask(back)).toMatchObject({ status: 303, to: '/people' })
  expect((await ask('/people')).status).toBe(200)
  expect(await portal.store.read.select({ who: sessions.personId, way: sessions.way }).from(sessions)).toEqual([{ who: 'hoa', way: 'oidc' }])
  expect((await portal.store.read.select().from(events).where(eq(events.action, 'session started')))[0]).toMatchObject({ actorId: 'hoa', details: { way: 'oidc' } })
  expect((await ask(back)).text).toContain('đã quá hạn hoặc đã dùng')
  jars.portal.set('oidc', sealed)
  expect((await ask(back)).text).toContain('Chưa đăng nhập được bằng tài khoản tỉnh')

  const cookie = [...jars.portal].map(([name, value]) => `${name}=${value}`).join('; ')
  const out = await portal.app.request('/sign-out', { method: 'POST', headers: { origin: 'http://localhost', cookie } })
  expect(out.headers.get('location')).toBe('/sign-in?out=oidc')
  jars.portal.clear()
  expect((await ask('/sign-in?out=oidc')).text).toContain('href="/sign-in/oidc/end"')
  expect((await ask('/sign-in/oidc/end')).to).toMatch(new RegExp(`^${issuer}/session/end\\?.*post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in`))
})

test('who is unknown, has left, is locked, is not confirmed or stops half-way is told so; another browser’s answer is not taken', async () => {
  const { portal, ask, visit, jars } = await open()
  const through = async (next?: string) => ask(await visit(next))
  const as = (name: string, verified = true) => { visitor = { name, email: `${name}@example.vn`, verified }; jars.provider.clear() }
  as('la')
  expect((await through()).text).toContain('chưa gắn với ai trong danh bạ của cổng')
  as('minh', false)
  expect((await through()).text).toContain('không cho biết thư điện tử (đã xác nhận)')
  as('minh')
  expect(await through('/sign-in/oidc?next=%2F%2Fevil.example')).toMatchObject({ status: 303, to: '/' })
  jars.portal.clear()
  await portal.store.write(async db => { await db.update(people).set({ lockedUntil: new Date(Date.now() + 60_000) }).where(eq(people.id, 'minh')) })
  expect((await through()).text).toContain('tạm khóa')
  await portal.store.write(async db => { await db.update(people).set({ leftOn: '2026-10-01' }).where(eq(people.id, 'minh')) })
  expect((await through()).text).toContain('đã thôi công tác từ 01/10/2026')
  as('dừng')
  expect((await through()).text).toContain('bạn đã dừng giữa chừng')
  as('hoa')
  const back = await visit()
  jars.portal.clear()
  expect((await ask(back)).text).toContain('đã quá hạn hoặc đã dùng')
  await visit()
  expect((await ask(back)).text).toContain('Chưa đăng nhập được')
  expect(await portal.store.read.select().from(sessions).where(eq(sessions.personId, 'hoa'))).toEqual([])
})

test('another claim names people too; a provider that is away is said to be, and the portal starts all the same', async () => {
  const { ask, visit } = await open({ OIDC_CLAIM: 'preferred_username' })
  visitor = { name: 'lan', email: 'khac@example.vn', verified: false }
  expect(await ask(await visit())).toMatchObject({ status: 303, to: '/people' })
  const away = await open({ OIDC_ISSUER: 'http://127.0.0.1:9' })
  expect((await away.ask('/sign-in')).status).toBe(200)
  expect((await away.ask('/sign-in/oidc')).text).toContain('Máy chủ của tài khoản tỉnh chưa trả lời')
  const none = await openPortal()
  expect((await none.as(null).get('/sign-in/oidc')).status).toBe(404)
})
