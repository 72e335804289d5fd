// One-time links by which an invited person, or one who forgot, sets a password of their own. Shown once to the administrator.
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { realNow } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import type { Read, Write } from '../store/store.ts'
import { passwordProblem } from './passwords.ts'
import { endSessionsOf, fingerprint, newToken } from './sessions.ts'
import { passwordLinks, people, type Person } from './tables.ts'

export const linkForm = z.object({
  password: z.string().min(1, 'Hãy nhập mật khẩu mới.').max(1000, 'Mật khẩu dài quá 200 ký tự.'),
  again: z.string().max(1000),
}).refine(({ password, again }) => password === again, { path: ['again'], message: 'Hai lần nhập chưa giống nhau. Hãy nhập lại mật khẩu mới.' })

/**
 * Makes a link for a person and returns its token, which is kept nowhere else. Links made before stop working.
 * Throws Invalid when the person could not sign in with it: no name to sign in by, or no longer serving.
 */
export async function makeLink(db: Write, actor: Actor, person: Person, hours: number): Promise<string> {
  if (person.leftOn !== null) throw new Invalid({ '': `${person.name} đã thôi công tác. Hãy cho trở lại công tác trước khi cấp đường dẫn.` })
  if (!person.email && !person.userName) throw new Invalid({ '': `${person.name} chưa có thư điện tử hoặc tên đăng nhập. Hãy sửa thông tin rồi cấp đường dẫn.` })
  await db.delete(passwordLinks).where(and(eq(passwordLinks.personId, person.id), isNull(passwordLinks.usedAt)))
  const token = newToken()
  await db.insert(passwordLinks).values({
    id: fingerprint(token), personId: person.id, madeById: actor.id, expiresAt: new Date(realNow().getTime() + hours * 3_600_000),
  })
  await record(db, actor, person.passwordHash ? 'password reset offered' : 'person invited', 'person', person.id, { hours })
  return token
}

/** The person a link is for. Throws NotFound, with what to do next, for one that was used, has expired or never was. */
export async function personOfLink(db: Read, token: string): Promise<{ person: Person; expiresAt: Date }> {
  const [found] = await db.select({ link: passwordLinks, person: people }).from(passwordLinks)
    .innerJoin(people, eq(people.id, passwordLinks.personId)).where(eq(passwordLinks.id, fingerprint(token)))
  if (!found || found.link.usedAt !== null || found.link.expiresAt <= realNow() || found.person.leftOn !== null) {
    throw new NotFound('Đường dẫn này không còn dùng được: đã dùng một lần, đã hết hạn hoặc đã có đường dẫn mới hơn. Hãy nhờ quản trị cấp đường dẫn khác.')
  }
  return { person: found.person, expiresAt: found.link.expiresAt }
}

/** Sets the password (`hash` is of `password`), spends the link, ends all sessions. Throws Invalid for a password that will not do. */
export async function setPasswordByLink(db: Write, token: string, password: string, hash: string): Promise<void> {
  const { person } = await personOfLink(db, token)
  const problem = passwordProblem(password, namesOf(person))
  if (problem) throw new Invalid({ password: problem })
  await db.update(passwordLinks).set({ usedAt: realNow() }).where(eq(passwordLinks.id, fingerprint(token)))
  await db.update(people).set({ passwordHash: hash, wrongTries: 0, lockedUntil: null }).where(eq(people.id, person.id))
  await endSessionsOf(db, person.id)
  await record(db, { id: person.id }, 'password set', 'person', person.id)
}

/** What the person's password must not contain. */
export const namesOf = (person: Person): string[] => [person.email?.split('@')[0], person.userName].filter(name => name != null)
