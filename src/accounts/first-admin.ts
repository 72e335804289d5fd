// The first administrator of a real office, and the way back in when no administrator can sign in any more.
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import { today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { removeSecondFactor, secondFactorOf } from '../second-factor/second-factors.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { units } from '../units/tables.ts'
import { addPerson, tidyEmail } from './inviting.ts'
import { makeLink, namesOf } from './links.ts'
import { hashed, passwordProblem } from './passwords.ts'
import { people, roleHoldings, type Person } from './tables.ts'

export interface NewAdmin { name: string; email?: string | undefined; userName?: string | undefined; password?: string | undefined }

/**
 * Makes an administrator; a person with that e-mail or user name is made one. Without units the unit "Cơ quan" is founded.
 * Without a password returns the token of a one-time link of `hours`, otherwise null. Throws Invalid with Vietnamese sentences.
 */
export async function createAdmin(db: Write, input: NewAdmin, hours: number): Promise<{ person: Person; token: string | null }> {
  const name = line(input.name)
  const email = input.email ? tidyEmail(input.email) : null
  const userName = input.userName ? line(input.userName).toLowerCase() : null
  if (input.email && !email) throw new Invalid({ email: 'Thư điện tử chưa đúng dạng, ví dụ: ten@example.vn.' })
  if (!email && !userName) throw new Invalid({ email: 'Hãy cho thư điện tử hoặc tên đăng nhập.' })
  const known = await knownAs(db, email, userName)
  if (!known && name.length < 2) throw new Invalid({ name: 'Hãy cho họ và tên.' })
  if (known?.leftOn != null) throw new Invalid({ '': `${known.name} đã thôi công tác.` })
  const person = known ?? await addPerson(db, portal, { name, email, userName, extension: null, duties: [], note: null, unit: await firstUnit(db), title: null, since: today() })
  const [held] = await db.select().from(roleHoldings).where(and(eq(roleHoldings.personId, person.id), eq(roleHoldings.role, 'admin'), or(isNull(roleHoldings.until), gt(roleHoldings.until, today()))))
  if (!held) await db.insert(roleHoldings).values({ id: newId(), personId: person.id, role: 'admin', fields: [], since: today() })
  if (await secondFactorOf(db, person.id)) {
    await removeSecondFactor(db, person.id)
    await record(db, portal, 'second factor reset', 'person', person.id)
  }
  await record(db, portal, 'administrator made', 'person', person.id)
  if (input.password === undefined) return { person, token: await makeLink(db, portal, person, hours) }
  const problem = passwordProblem(input.password, namesOf(person))
  if (problem) throw new Invalid({ password: problem })
  await db.update(people).set({ passwordHash: await hashed(input.password), wrongTries: 0, lockedUntil: null }).where(eq(people.id, person.id))
  return { person, token: null }
}

async function knownAs(db: Read, email: string | null, userName: string | null): Promise<Person | undefined> {
  const [person] = await db.select().from(people).where(or(email ? eq(people.email, email) : undefined, userName ? eq(people.userName, userName) : undefined))
  return person
}

async function firstUnit(db: Write): Promise<string> {
  const [unit] = await db.select().from(units).where(isNull(units.until)).orderBy(asc(units.position)).limit(1)
  if (unit) return unit.id
  const id = newId()
  await db.insert(units).values({ id, name: 'Cơ quan', aliases: [], kind: 'other', position: 0, since: today(), search: searchable('Cơ quan') })
  await record(db, portal, 'unit added', 'unit', id)
  return id
}
