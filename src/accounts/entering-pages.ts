// Coming in: once a way in has proved who somebody is, the code where they use one, then the session and the page they were going to.
import { eq } from 'drizzle-orm'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { realNow } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { codesLeft, secondFactorOf, takeCode, wrongCode } from '../second-factor/second-factors.ts'
import { clientAddress } from '../web/address.ts'
import type { Ask } from '../web/context.ts'
import { blank, submit, type Checked, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { sessionCookie } from '../web/signed-in.ts'
import { userOf } from './accounts.ts'
import { showKept } from './kept-pages.ts'
import { findPerson } from './people.ts'
import { sessionOf, startSession } from './sessions.ts'
import { countWrongTry, minutesUntil, showSignIn } from './signing-in.ts'
import { people, waysIn, type Person, type WayIn } from './tables.ts'

/** Where somebody was going, and what they were sending. */
export interface Going { next?: string | undefined; kept?: string | undefined }

// Who has proved the first thing and is asked for the code: sealed in a cookie, for some minutes, kept nowhere else.
const purpose = 'code at signing in'
const codeMinutes = 10
const codeCookie = (tls: boolean) => (tls ? '__Host-cho-ma' : 'cho-ma')
const proof = z.object({ person: z.string(), way: z.enum(waysIn), next: z.string(), until: z.number() })

/** Asks for the code of who uses one, and lets everybody else in. */
export async function admit(c: Ask, person: Person, way: WayIn, going: Going): Promise<Response> {
  const { store, config, sealing } = c.var
  if (!await secondFactorOf(store.read, person.id)) return enter(c, await begin(c, person, way), going)
  const until = realNow().getTime() + codeMinutes * 60_000
  const sealed = sealing.seal(purpose, JSON.stringify({ person: person.id, way, next: ownPath(going.next), until }))
  setCookie(c, codeCookie(config.tls), sealed, { path: '/', httpOnly: true, sameSite: 'Lax', secure: config.tls, maxAge: codeMinutes * 60 })
  // What was being sent goes along in the page: it is too long for a cookie.
  return going.kept ? showCode(c, person, blank, going.kept) : c.redirect('/sign-in/code', 303)
}

function showCode(c: Ask, person: Person, form: Form, kept: string | null) {
  return page(c, 'Nhập mã xác thực', 'accounts/code', { form, kept, name: person.name, minutes: codeMinutes })
}

/** Who is to give the code; null when nobody is, or too late. */
async function waiting(c: Ask): Promise<{ person: Person; way: WayIn; next: string } | null> {
  const { store, config, sealing } = c.var
  const opened = sealing.unseal(purpose, getCookie(c, codeCookie(config.tls)) ?? '')
  const said = opened === null ? null : proof.parse(JSON.parse(opened))
  if (!said || said.until < realNow().getTime()) return null
  const [person] = await store.read.select().from(people).where(eq(people.id, said.person))
  return person?.leftOn === null ? { person, way: said.way, next: said.next } : null
}

const lockedByCodes = (minutes: number) =>
  `Tài khoản đang tạm khóa vì nhập sai nhiều lần. Hãy thử lại sau ${minutes} phút. Nếu mất điện thoại, dùng mã dự phòng hoặc nhờ quản trị đặt lại.`

const tooLate: Form = { values: {}, errors: { '': `Đã quá ${codeMinutes} phút hoặc bạn chưa nhập mật khẩu. Hãy đăng nhập lại từ đầu.` } }

/** The page that asks for the code; whoever proved nothing begins anew. */
export async function askCode(c: Ask) {
  const found = await waiting(c)
  return found ? showCode(c, found.person, blank, null) : showSignIn(c, tooLate)
}

/** The code that was typed: a wrong one counts as a wrong password does. */
export async function takeTypedCode(c: Ask, checked: Checked<{ code: string; kept?: string | undefined }>): Promise<Response> {
  const { store, config, tries, sealing } = c.var
  const found = await waiting(c)
  const kept = checked.form.values.kept ?? null
  delete checked.form.values.code // never sent back
  if (!found) return showSignIn(c, { ...tooLate, values: kept ? { kept } : {} })
  const { person, way, next } = found
  let left: number | null = null
  let token = ''
  const again = await submit(checked, async ({ code }) => {
    await tries.checkAddress(clientAddress(c))
    const taken = await store.write(async db => {
      // Looked at here, where codes are taken one after the other: many sent at once are no more than the tries allowed.
      const wait = minutesUntil((await findPerson(db, person.id)).lockedUntil)
      if (wait !== null) return { lockedFor: wait }
      const which = await takeCode(db, sealing, person.id, code)
      if (which === 'recovery') left = await codesLeft(db, person.id)
      return which ?? { lockedFor: await countWrongTry(db, config, person.id) }
    })
    if (typeof taken === 'object') {
      await tries.wrongFromAddress(clientAddress(c))
      throw new Invalid({ code: taken.lockedFor === null ? wrongCode : lockedByCodes(taken.lockedFor) })
    }
    token = await begin(c, person, way)
  })
  if (again) return showCode(c, person, again, kept)
  deleteCookie(c, codeCookie(config.tls), { path: '/', secure: config.tls })
  if (left !== null && !kept) {
    keep(c, token)
    return done(c, '/me/second-factor', `Đã vào bằng mã dự phòng, còn ${left} mã. Nếu mất điện thoại, hãy đổi thiết bị ngay ở trang này.`)
  }
  return enter(c, token, { next, kept: kept ?? undefined })
}

/** Starts the session and forgets wrong tries. Returns the token for the cookie. */
export async function begin(c: Ask, person: Person, way: WayIn): Promise<string> {
  return c.var.store.write(async db => {
    await db.update(people).set({ wrongTries: 0, lockedUntil: null }).where(eq(people.id, person.id))
    await record(db, { id: person.id }, 'session started', 'person', person.id, way === 'demo' ? { demo: true } : { way })
    return startSession(db, person.id, c.req.header('user-agent') ?? '', clientAddress(c), way)
  })
}

/** Sets the session's cookie. */
function keep(c: Ask, token: string) {
  const { config } = c.var
  setCookie(c, sessionCookie(config.tls), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: config.tls, maxAge: config.sessionHours * 3600 })
}

/** Only an address of the portal itself: "//elsewhere" and "/\elsewhere" lead away. */
export const ownPath = (next: string | undefined): string => (/^\/(?![/\\])/.test(next ?? '') ? next! : '/')

/** To where the person was going, or to what they were sending when their session had ended. */
async function enter(c: Ask, token: string, going: Going): Promise<Response> {
  keep(c, token)
  const next = ownPath(going.next)
  if (going.kept) {
    const found = await sessionOf(c.var.store.read, token, c.var.config.sessionHours)
    if (found) c.set('user', await userOf(c.var.store.read, found.person))
  }
  return (going.kept ? showKept(c, going.kept, next) : undefined) ?? c.redirect(next, 303)
}
