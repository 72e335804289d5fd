// Signing in and out, and setting a password by a one-time link.
import { eq } from 'drizzle-orm'
import { deleteCookie } from 'hono/cookie'
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { clientAddress } from '../web/address.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { page, say } from '../web/render.ts'
import { sessionCookie } from '../web/signed-in.ts'
import { userOf } from './accounts.ts'
import { admit, askCode, takeTypedCode } from './entering-pages.ts'
import { linkForm, personOfLink, setPasswordByLink } from './links.ts'
import { hashed } from './passwords.ts'
import { endSession, sessionsOf } from './sessions.ts'
import { provePassword, showSignIn, signInForm } from './signing-in.ts'
import { people } from './tables.ts'

export const accountRoutes = routes()

accountRoutes.get('/sign-in', async c => (c.get('user') ? c.redirect('/', 303) : showSignIn(c)))

accountRoutes.post('/sign-in', formOf(signInForm), async c => {
  const { store, config, tries } = c.var
  const checked = c.req.valid('form')
  delete checked.form.values.password // never sent back
  let proved: Awaited<ReturnType<typeof provePassword>> | undefined
  const again = await submit(checked, async ({ name, password }) => { proved = await provePassword(store, config, tries, name, password, clientAddress(c)) })
  return again ? showSignIn(c, again) : admit(c, proved!.person, proved!.way, checked.input!)
})

accountRoutes.get('/sign-in/code', c => askCode(c))

const codeForm = z.object({ code: z.string().trim().min(1, 'Hãy nhập mã trong ứng dụng, hoặc một mã dự phòng.').max(60, 'Mã dài quá 60 ký tự.'), kept: z.string().optional() })

accountRoutes.post('/sign-in/code', formOf(codeForm), c => takeTypedCode(c, c.req.valid('form')))

const demoForm = z.object({ person: z.string(), next: z.string().optional(), kept: z.string().optional() })

accountRoutes.post('/sign-in/demo', formOf(demoForm), async c => {
  const { store, demo } = c.var
  const { input } = c.req.valid('form')
  if (demo?.state !== 'in' || !input) throw new NotFound()
  const [person] = await store.read.select().from(people).where(eq(people.id, input.person))
  if (!person?.demo || person.leftOn !== null) throw new NotFound()
  return admit(c, person, 'demo', input)
})

accountRoutes.post('/sign-out', async c => {
  const sessionId = c.get('sessionId')
  const way = sessionId && (await sessionsOf(c.var.store.read, c.var.user.id)).find(({ id }) => id === sessionId)?.way
  if (sessionId) {
    await c.var.store.write(async db => {
      await record(db, { id: c.var.user.id }, 'session ended', 'person', c.var.user.id)
      await endSession(db, sessionId)
    })
  }
  deleteCookie(c, sessionCookie(c.var.config.tls), { path: '/', secure: c.var.config.tls })
  return c.redirect(way === 'oidc' ? '/sign-in?out=oidc' : '/sign-in', 303)
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
    await store.write(db => setPasswordByLink(db, c.req.param('token'), password, hash))
  })
  if (again) return showLink(c, c.req.param('token'), again)
  say(c, 'Đã đặt mật khẩu. Từ nay bạn đăng nhập bằng mật khẩu này.')
  return admit(c, person, 'link', {})
})

async function showLink(c: Ask, token: string, form: Form = blank) {
  const { person, expiresAt } = await personOfLink(c.var.store.read, token)
  const user = await userOf(c.var.store.read, person)
  return page(c, 'Đặt mật khẩu', 'accounts/link', { form, token, name: person.name, unit: user.unitName, signInName: person.email ?? person.userName ?? '', expiresAt })
}
