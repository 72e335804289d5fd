// Signing in and out, and setting a password by a one-time link.
import { eq } from 'drizzle-orm'
import { deleteCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { clientAddress } from '../web/address.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { sessionCookie } from '../web/signed-in.ts'
import { userOf } from './accounts.ts'
import { showKept } from './kept-pages.ts'
import { linkForm, personOfLink, setPasswordByLink } from './links.ts'
import { hashed } from './passwords.ts'
import { endSession, sessionOf, startSession } from './sessions.ts'
import { showSignIn, signIn, signInForm } from './signing-in.ts'
import { people } from './tables.ts'

export const accountRoutes = routes()

accountRoutes.get('/sign-in', async c => (c.get('user') ? c.redirect('/', 303) : showSignIn(c)))

accountRoutes.post('/sign-in', formOf(signInForm), async c => {
  const { store, config, tries } = c.var
  const checked = c.req.valid('form')
  delete checked.form.values.password // never sent back
  let token = ''
  const again = await submit(checked, async ({ name, password }) => {
    token = await signIn(store, config, tries, name, password, deviceOf(c), clientAddress(c))
  })
  if (again) return showSignIn(c, again)
  return enter(c, token, checked.input)
})

const demoForm = z.object({ person: z.string(), next: z.string().optional(), kept: z.string().optional() })

accountRoutes.post('/sign-in/demo', formOf(demoForm), async c => {
  const { store, demo } = c.var
  const { input } = c.req.valid('form')
  if (demo?.state !== 'in' || !input) throw new NotFound()
  const [person] = await store.read.select().from(people).where(eq(people.id, input.person))
  if (!person?.demo || person.leftOn !== null) throw new NotFound()
  const token = await store.write(async db => {
    await record(db, { id: person.id }, 'session started', 'person', person.id, { demo: true })
    return startSession(db, person.id, deviceOf(c), clientAddress(c))
  })
  return enter(c, token, input)
})

accountRoutes.post('/sign-out', async c => {
  const sessionId = c.get('sessionId')
  if (sessionId) {
    await c.var.store.write(async db => {
      await record(db, { id: c.var.user.id }, 'session ended', 'person', c.var.user.id)
      await endSession(db, sessionId)
    })
  }
  deleteCookie(c, sessionCookie(c.var.config.tls), { path: '/', secure: c.var.config.tls })
  return c.redirect('/sign-in', 303)
})

accountRoutes.get('/links/:token', c => showLink(c, c.req.param('token')))

accountRoutes.post('/links/:token', formOf(linkForm), async c => {
  const { store } = c.var
  const { person } = await personOfLink(store.read, c.req.param('token'))
  const checked = c.req.valid('form')
  delete checked.form.values.password
  delete checked.form.values.again
  const again = await submit(checked, async ({ password }) => {
    const hash = await hashed(password)
    const token = await store.write(async db => {
      await setPasswordByLink(db, c.req.param('token'), password, hash)
      return startSession(db, person.id, deviceOf(c), clientAddress(c))
    })
    keep(c, token)
  })
  return again ? showLink(c, c.req.param('token'), again) : done(c, '/', 'Đã đặt mật khẩu. Từ nay bạn đăng nhập bằng mật khẩu này.')
})

async function showLink(c: Ask, token: string, form: Form = blank) {
  const { person, expiresAt } = await personOfLink(c.var.store.read, token)
  const user = await userOf(c.var.store.read, person)
  return page(c, 'Đặt mật khẩu', 'accounts/link', { form, token, name: person.name, unit: user.unitName, signInName: person.email ?? person.userName ?? '', expiresAt })
}

/** Sets the session's cookie. */
function keep(c: Ask, token: string) {
  const { config } = c.var
  setCookie(c, sessionCookie(config.tls), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: config.tls, maxAge: config.sessionHours * 3600 })
}

/** To where the person was going, or to what they were sending when their session had ended. */
async function enter(c: Ask, token: string, asked: { next?: string | undefined; kept?: string | undefined } | undefined) {
  keep(c, token)
  // Only an address of the portal itself: "//elsewhere" and "/\elsewhere" lead away.
  const next = /^\/(?![/\\])/.test(asked?.next ?? '') ? asked!.next! : '/'
  if (asked?.kept) {
    const found = await sessionOf(c.var.store.read, token, c.var.config.sessionHours)
    if (found) c.set('user', await userOf(c.var.store.read, found.person))
  }
  return (asked?.kept ? showKept(c, asked.kept, next) : undefined) ?? c.redirect(next, 303)
}

const deviceOf = (c: Ask) => c.req.header('user-agent') ?? ''
