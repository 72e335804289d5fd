// Signing in: by password with a lock after too many wrong ones, or at one click for the demo's people.
import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { realNow } from '../clock.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { roleNames, type Role } from '../policy.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { units } from '../units/tables.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { matches } from './passwords.ts'
import { startSession } from './sessions.ts'
import { people, postings, roleHoldings, type Person } from './tables.ts'
import type { DemoPerson } from './views.ts'

export const signInForm = z.object({
  name: z.string().transform(line).pipe(z.string().min(1, 'Hãy nhập thư điện tử hoặc tên đăng nhập.').max(200, 'Tên đăng nhập dài quá 200 ký tự.')),
  password: z.string().min(1, 'Hãy nhập mật khẩu.').max(1000, 'Mật khẩu dài quá 1.000 ký tự.'),
  next: z.string().optional(),
  kept: z.string().optional(),
})

/** Checks a password and starts a session. Returns the token for the cookie; throws Invalid with a sentence otherwise. */
export async function signIn(store: Store, config: Config, name: string, password: string, device: string, address: string): Promise<string> {
  const person = await personCalled(store.read, name)
  const now = realNow()
  if (person?.lockedUntil && person.lockedUntil > now) throw new Invalid({ '': locked(minutesUntil(person.lockedUntil)) })
  // A name that nobody has costs the same time and gets the same sentence as a wrong password.
  const right = await matches(password, person?.passwordHash ?? null)
  if (person && right && person.leftOn === null) {
    return store.write(async db => {
      await db.update(people).set({ wrongTries: 0, lockedUntil: null }).where(eq(people.id, person.id))
      await record(db, person, 'session started', 'person', person.id)
      return startSession(db, person.id, device, address)
    })
  }
  if (person) {
    const lockedNow = await store.write(db => countWrongTry(db, config, person.id))
    if (lockedNow) throw new Invalid({ '': locked(config.signInLockMinutes) })
  }
  throw new Invalid({ '': 'Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.' })
}

const locked = (minutes: number) =>
  `Tài khoản đang tạm khóa vì sai mật khẩu nhiều lần. Hãy thử lại sau ${minutes} phút, hoặc nhờ quản trị cấp đường dẫn đặt lại mật khẩu.`
const minutesUntil = (instant: Date) => Math.max(1, Math.ceil((instant.getTime() - realNow().getTime()) / 60_000))

/** Counts one wrong password; returns whether the account is locked by it. */
async function countWrongTry(db: Write, config: Config, personId: string): Promise<boolean> {
  const [person] = await db.select().from(people).where(eq(people.id, personId))
  if (!person) return false
  const tries = person.wrongTries + 1
  const lock = tries >= config.signInTries
  await db.update(people).set({
    wrongTries: lock ? 0 : tries,
    lockedUntil: lock ? new Date(realNow().getTime() + config.signInLockMinutes * 60_000) : person.lockedUntil,
  }).where(eq(people.id, personId))
  if (lock) await record(db, { id: personId }, 'account locked', 'person', personId, { tries })
  return lock
}

async function personCalled(db: Read, name: string): Promise<Person | undefined> {
  const lower = name.toLowerCase()
  const [person] = await db.select().from(people).where(or(eq(people.email, lower), eq(people.userName, lower)))
  return person
}

/** The demo's people, one for each role, in the order of the policy's columns. */
export async function demoPeople(db: Read): Promise<DemoPerson[]> {
  const rows = await db.select({ id: people.id, name: people.name, role: roleHoldings.role, unit: units.name }).from(people)
    .innerJoin(roleHoldings, eq(roleHoldings.personId, people.id))
    .innerJoin(postings, and(eq(postings.personId, people.id), isNull(postings.until)))
    .innerJoin(units, eq(units.id, postings.unitId))
    .where(and(eq(people.demo, true), isNull(people.leftOn))).orderBy(asc(units.position), asc(people.sort))
  return (Object.keys(roleNames) as Role[]).flatMap(role => {
    const first = rows.find(row => row.role === role)
    return first ? [{ ...first, role: roleNames[role] }] : []
  })
}

/** The sign-in page; in place of a page that needs signing in (401), keeping what was being sent. */
export async function showSignIn(c: Ask, form: Form = blank, kept?: string | null) {
  const asked = c.req.path !== '/sign-in'
  const url = new URL(c.req.url)
  const next = asked ? (c.req.method === 'GET' ? url.pathname + url.search : '') : (form.values.next ?? url.searchParams.get('next') ?? '')
  const data = { form, next, kept: kept ?? (asked ? await keptFrom(c) : form.values.kept ?? null), demoPeople: c.var.demo?.state === 'in' ? await demoPeople(c.var.store.read) : [] }
  return page(c, 'Đăng nhập', 'accounts/sign-in', data, asked ? 401 : 200)
}

// Larger posts are files, which a browser cannot be given back.
const keptLimit = 400_000

/** What the person was sending when their session had ended: the address and the fields, as JSON for a hidden field. */
async function keptFrom(c: Ask): Promise<string | null> {
  if (c.req.method !== 'POST' || !c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const body = await c.req.text()
  return body.length > keptLimit ? null : JSON.stringify({ path: c.req.path, fields: [...new URLSearchParams(body)] })
}
