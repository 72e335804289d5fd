// Signing in and out.
import { eq } from 'drizzle-orm'
import { deleteCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { clientAddress } from '../web/address.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { sessionCookie } from '../web/signed-in.ts'
import { endSession, startSession } from './sessions.ts'
import { showSignIn, signIn, signInForm } from './signing-in.ts'
import { people } from './tables.ts'

export const accountRoutes = routes()

accountRoutes.get('/sign-in', async c => (c.get('user') ? c.redirect('/', 303) : showSignIn(c)))

accountRoutes.post('/sign-in', formOf(signInForm), async c => {
  const { store, config } = c.var
  const checked = c.req.valid('form')
  delete checked.form.values.password // never sent back
  let token = ''
  const again = await submit(checked, async ({ name, password }) => {
    token = await signIn(store, config, name, password, deviceOf(c), clientAddress(c))
  })
  if (again) return showSignIn(c, again)
  return enter(c, token, checked.input?.next ?? '')
})

accountRoutes.post('/sign-in/demo', formOf(z.object({ person: z.string(), next: z.string().optional() })), async c => {
  const { store, demo } = c.var
  const { input } = c.req.valid('form')
  if (demo?.state !== 'in' || !input) throw new NotFound()
  const [person] = await store.read.select().from(people).where(eq(people.id, input.person))
  if (!person?.demo || person.leftOn !== null) throw new NotFound()
  const token = await store.write(async db => {
    await record(db, person, 'session started', 'person', person.id, { demo: true })
    return startSession(db, person.id, deviceOf(c), clientAddress(c))
  })
  return enter(c, token, input.next ?? '')
})

accountRoutes.post('/sign-out', async c => {
  const sessionId = c.get('sessionId')
  if (sessionId) {
    await c.var.store.write(async db => {
      await record(db, c.var.user, 'session ended', 'person', c.var.user.id)
      await endSession(db, sessionId)
    })
  }
  deleteCookie(c, sessionCookie(c.var.config.tls), { path: '/', secure: c.var.config.tls })
  return c.redirect('/sign-in', 303)
})

function enter(c: Ask, token: string, next: string) {
  const { config } = c.var
  setCookie(c, sessionCookie(config.tls), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: config.tls, maxAge: config.sessionHours * 3600 })
  // Only an address of the portal itself: "//elsewhere" and "/\elsewhere" lead away.
  return c.redirect(/^\/(?![/\\])/.test(next) ? next : '/', 303)
}

const deviceOf = (c: Ask) => c.req.header('user-agent') ?? ''
