// Signing in: by password with a lock after too many wrong ones, or at one click for the demo's people.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { withQuery } from '../addresses.ts'
import { realNow, written } from '../clock.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { roleNames, type Role } from '../policy.ts'
import { procedures } from '../procedures/tables.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { units } from '../units/tables.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { log } from '../web/log.ts'
import { page } from '../web/render.ts'
import { userOf } from './accounts.ts'
import { askDirectory } from './ldap.ts'
import { matches } from './passwords.ts'
import { people, postings, roleHoldings, type Person, type WayIn } from './tables.ts'
import { keptFrom } from './kept-pages.ts'
import type { Tries } from './tries.ts'
import type { DemoPerson } from './views.ts'

export const signInForm = z.object({
  name: z.string().transform(line).pipe(z.string().min(1, 'Hãy nhập thư điện tử hoặc tên đăng nhập.').max(200, 'Tên đăng nhập dài quá 200 ký tự.')),
  password: z.string().min(1, 'Hãy nhập mật khẩu.').max(1000, 'Mật khẩu dài quá 1.000 ký tự.'),
  next: z.string().optional(),
  kept: z.string().optional(),
})

/**
 * Checks a password, the local one and that of the directory in the order of the settings. Returns whose it is and which it was;
 * throws Invalid with a sentence otherwise. A name that nobody has gets the same sentences and the same lock as a wrong password.
 */
export async function provePassword(
  store: Store, config: Config, tries: Tries, name: string, password: string, address: string,
): Promise<{ person: Person; way: WayIn }> {
  await tries.checkAddress(address)
  const person = await personCalled(store.read, name)
  const lockedFor = person ? minutesUntil(person.lockedUntil) : await tries.nameLockedFor(name.toLowerCase())
  if (lockedFor !== null) {
    await tries.wrongFromAddress(address)
    throw new Invalid({ '': locked(lockedFor) })
  }
  const admin = person !== undefined && (await userOf(store.read, person)).roles.some(({ role }) => role === 'admin')
  const order = config.ldap?.order
  const local = async () => (await matches(password, person?.passwordHash ?? null)) && person?.leftOn === null && (order !== 'only' || admin)
  // An administrator never waits for the directory, whatever the order: somebody must get in when it does not answer.
  const localFirst = order === 'after' || admin
  if (!config.ldap || localFirst) if (await local()) return { person: person!, way: 'password' }
  let away = false
  if (config.ldap) {
    const found = await askDirectory(config.ldap, name, password).catch((error: unknown) => {
      log.error({ err: error }, 'the directory (LDAP) did not answer as it should')
      away = true
      return null
    })
    if (found) return { person: await servingPerson(store.read, found, name), way: 'ldap' }
    if (!localFirst && await local()) return { person: person!, way: 'password' }
  }
  // Whose only password is the directory's typed nothing wrong that anybody knows of.
  if (away && person?.passwordHash == null) throw new Invalid({ '': directoryAway })
  await tries.wrongFromAddress(address)
  const lockedNow = person ? await store.write(db => countWrongTry(db, config, person.id)) : await tries.wrongForName(name.toLowerCase())
  if (lockedNow !== null) throw new Invalid({ '': locked(lockedNow) })
  throw new Invalid({ '': away ? directoryAway : 'Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.' })
}

const directoryAway = 'Máy chủ tài khoản của cơ quan (LDAP) chưa trả lời nên chưa kiểm tra được mật khẩu. Hãy thử lại sau ít phút; nếu vẫn thế, báo quản trị.'

/** The person that another server vouches for, by any of these names. Throws Invalid for one whom the portal does not let in. */
export async function servingPerson(db: Read, names: string[], shown: string): Promise<Person> {
  const lower = names.map(name => line(name).toLowerCase()).filter(Boolean)
  const found = lower.length ? await db.select().from(people).where(or(inArray(people.email, lower), inArray(people.userName, lower))) : []
  const [person] = found
  if (!person || found.length > 1) {
    const toWrite = names[0] ? `“${names[0]}”` : 'tài khoản này'
    throw new Invalid({ '': `Tài khoản “${shown}” đúng, nhưng chưa gắn với ai trong danh bạ của cổng. `
      + `Hãy nhờ quản trị ghi ${toWrite} vào thư điện tử hoặc tên đăng nhập của bạn.` })
  }
  if (person.leftOn !== null) {
    throw new Invalid({ '': `${person.name} đã thôi công tác từ ${written(person.leftOn)} nên không đăng nhập được nữa. Nếu chưa đúng, hãy báo quản trị.` })
  }
  const wait = minutesUntil(person.lockedUntil)
  if (wait !== null) throw new Invalid({ '': locked(wait) })
  return person
}

const locked = (minutes: number) =>
  `Tài khoản đang tạm khóa vì sai mật khẩu nhiều lần. Hãy thử lại sau ${minutes} phút, hoặc nhờ quản trị cấp đường dẫn đặt lại mật khẩu.`

/** Minutes until an instant; null when it is past or there is none. */
export const minutesUntil = (instant: Date | null): number | null =>
  instant && instant > realNow() ? Math.ceil((instant.getTime() - realNow().getTime()) / 60_000) : null

/** Counts one wrong password; returns the minutes of the lock when the account is locked by it. */
export async function countWrongTry(db: Write, config: Config, personId: string): Promise<number | null> {
  const [person] = await db.select().from(people).where(eq(people.id, personId))
  if (!person) return null
  const tries = person.wrongTries + 1
  const lock = tries >= config.signInTries
  await db.update(people).set({
    wrongTries: lock ? 0 : tries,
    lockedUntil: lock ? new Date(realNow().getTime() + config.signInLockMinutes * 60_000) : person.lockedUntil,
  }).where(eq(people.id, personId))
  if (lock) await record(db, { id: personId }, 'account locked', 'person', personId, { tries })
  return lock ? config.signInLockMinutes : null
}

async function personCalled(db: Read, name: string): Promise<Person | undefined> {
  const lower = name.toLowerCase()
  const [person] = await db.select().from(people).where(or(eq(people.email, lower), eq(people.userName, lower)))
  return person
}

/**
 * The demo's people, one for each role, in the order of the policy's columns; nobody stands for two roles who need not.
 * Heads and staff are shown of the unit that keeps most procedures: in it something of every kind waits for them.
 */
export async function demoPeople(db: Read): Promise<DemoPerson[]> {
  const [busiest] = await db.select({ unitId: procedures.ownerUnitId }).from(procedures).where(isNotNull(procedures.ownerUnitId))
    .groupBy(procedures.ownerUnitId).orderBy(desc(count()), asc(procedures.ownerUnitId)).limit(1)
  const rows = await db.select({ id: people.id, name: people.name, role: roleHoldings.role, unit: units.name, unitId: units.id }).from(people)
    .innerJoin(roleHoldings, eq(roleHoldings.personId, people.id))
    .innerJoin(postings, and(eq(postings.personId, people.id), isNull(postings.until)))
    .innerJoin(units, eq(units.id, postings.unitId))
    .where(and(eq(people.demo, true), isNull(people.leftOn))).orderBy(asc(units.position), asc(people.sort))
  const shown = new Set<string>()
  return (Object.keys(roleNames) as Role[]).flatMap(role => {
    const holders = rows.filter(row => row.role === role && !shown.has(row.id))
    const usual = role === 'unitHead' || role === 'staff' ? holders.find(({ unitId }) => unitId === busiest?.unitId) : undefined
    const one = usual ?? holders[0] ?? rows.find(row => row.role === role)
    if (!one) return []
    shown.add(one.id)
    return [{ id: one.id, name: one.name, unit: one.unit, role: roleNames[role] }]
  })
}

/**
 * The sign-in page; in place of a page that needs signing in (401), keeping what was being sent.
 * `kept` is that, as JSON for a hidden field, where the form comes back after a mistake.
 */
export async function showSignIn(c: Ask, form: Form = blank) {
  const asked = !/^\/sign-in(\/|$)/.test(c.req.path)
  const url = new URL(c.req.url)
  const next = asked ? nextOf(c) : (form.values.next ?? url.searchParams.get('next') ?? '')
  const kept = asked ? await keptFrom(c) : form.values.kept ?? null
  // htmx would put the sign-in page into a table cell: it takes the place of the whole page instead.
  if (c.req.header('HX-Request-Type') === 'partial') {
    c.header('HX-Retarget', '#main')
    c.header('HX-Reselect', '#main')
    c.header('HX-Reswap', 'outerHTML')
  }
  const fileLost = asked && (c.req.header('content-type') ?? '').startsWith('multipart/')
  const { provider, config } = c.var
  const oidc = provider && { label: provider.label, href: withQuery('/sign-in/oidc', { next }), stillIn: c.req.query('out') === 'oidc' }
  const data = { form, next, kept, fileLost, oidc, ldap: config.ldap !== null, demoPeople: c.var.demo?.state === 'in' ? await demoPeople(c.var.store.read) : [] }
  return page(c, 'Đăng nhập', 'accounts/sign-in', data, asked ? 401 : 200)
}

/** Where to go after signing in: the page itself, or for a post or a part of a page the page that the browser shows. */
function nextOf(c: Ask): string {
  const url = new URL(c.req.url)
  if (c.req.method === 'GET' && c.req.header('HX-Request-Type') !== 'partial') return url.pathname === '/' ? '' : url.pathname + url.search
  try {
    const shown = new URL(c.req.header('HX-Current-URL') ?? c.req.header('referer') ?? '')
    return shown.host === url.host ? shown.pathname + shown.search : ''
  } catch { return '' }
}
