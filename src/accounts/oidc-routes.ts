// Going to the provider of OpenID Connect and coming back; signing out there too.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { realNow } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { log } from '../web/log.ts'
import { admit, ownPath } from './entering-pages.ts'
import { isRefusal, newSent, type Provider } from './oidc.ts'
import { servingPerson, showSignIn } from './signing-in.ts'

export const oidcRoutes = routes()

// What was sent is sealed in a cookie of the browser that goes: nobody else can come back with it, and it is kept nowhere.
const purpose = 'sent to the provider'
const waitMinutes = 10
const cookieName = (tls: boolean) => (tls ? '__Host-oidc' : 'oidc')
const sentForm = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string(), until: z.number() })

const providerOf = (c: Ask): NonNullable<Provider> => {
  if (!c.var.provider) throw new NotFound()
  return c.var.provider
}

const sayAgain = (c: Ask, sentence: string) => showSignIn(c, { values: {}, errors: { '': sentence } })

function sayAway(c: Ask, error: unknown) {
  log.error({ err: error }, 'the provider (OpenID Connect) did not answer as it should')
  return sayAgain(c, `Máy chủ của ${providerOf(c).label} chưa trả lời. Hãy thử lại sau ít phút; ai có mật khẩu ở cổng vẫn đăng nhập được bằng mật khẩu.`)
}

oidcRoutes.get('/sign-in/oidc', async c => {
  const { config, sealing } = c.var
  const provider = providerOf(c)
  const sent = newSent()
  let address: URL
  try { address = await provider.signInAddress(sent) } catch (error) { return sayAway(c, error) }
  const sealed = sealing.seal(purpose, JSON.stringify({ ...sent, next: ownPath(c.req.query('next')), until: realNow().getTime() + waitMinutes * 60_000 }))
  setCookie(c, cookieName(config.tls), sealed, { path: '/', httpOnly: true, sameSite: 'Lax', secure: config.tls, maxAge: waitMinutes * 60 })
  return c.redirect(address.href, 303)
})

oidcRoutes.get('/sign-in/oidc/answer', async c => {
  const { config, store, sealing } = c.var
  const provider = providerOf(c)
  const opened = sealing.unseal(purpose, getCookie(c, cookieName(config.tls)) ?? '')
  deleteCookie(c, cookieName(config.tls), { path: '/', secure: config.tls })
  const sent = opened === null ? null : sentForm.parse(JSON.parse(opened))
  if (!sent || sent.until < realNow().getTime()) return sayAgain(c, 'Lần đăng nhập này đã quá hạn hoặc đã dùng. Hãy bấm đăng nhập lại.')
  let name: string | null
  try { name = await provider.nameIn(new URL(c.req.url), sent) } catch (error) {
    if (!isRefusal(error)) return sayAway(c, error)
    log.warn({ err: error }, 'the provider (OpenID Connect) let somebody not in')
    return sayAgain(c, `Chưa đăng nhập được bằng ${provider.label}: bạn đã dừng giữa chừng, hoặc máy chủ của tài khoản từ chối. Hãy bấm đăng nhập lại.`)
  }
  if (name === null) return sayAgain(c, `Máy chủ của ${provider.label} không cho biết thư điện tử (đã xác nhận) hoặc tên đăng nhập của bạn. Hãy báo quản trị.`)
  try { return await admit(c, await servingPerson(store.read, [name], name), 'oidc', { next: sent.next }) } catch (error) {
    if (error instanceof Invalid) return sayAgain(c, error.errors['']!)
    throw error
  }
})

oidcRoutes.get('/sign-in/oidc/end', async c => {
  try {
    const address = await providerOf(c).signOutAddress()
    return address ? c.redirect(address.href, 303) : sayAgain(c, `Máy chủ của ${providerOf(c).label} không có trang đăng xuất: hãy đóng trình duyệt.`)
  } catch (error) { return sayAway(c, error) }
})
