// Sessions: a random token in the cookie, its fingerprint in the table, ended by the person, the administrator or time.
import { and, eq, lt, ne } from 'drizzle-orm'
import { hash, randomBytes } from 'node:crypto'
import { realNow } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { people, sessions, type Person, type Session, type WayIn } from './tables.ts'

export const fingerprint = (token: string): string => hash('sha256', token)
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Starts a session and returns the token for the cookie; it is kept nowhere else. */
export async function startSession(db: Write, personId: string, device: string, address: string, way: WayIn = 'password'): Promise<string> {
  const token = newToken()
  await db.insert(sessions).values({
    id: fingerprint(token), personId, handle: newId(), startedAt: realNow(), seenAt: realNow(), device: device.slice(0, 200), address, way,
  })
  return token
}

/** The session and its person for a cookie's token; undefined when it has ended, was unused too long, or the person has left. */
export async function sessionOf(db: Read, token: string, hours: number): Promise<{ session: Session; person: Person } | undefined> {
  const [found] = await db.select({ session: sessions, person: people }).from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId)).where(eq(sessions.id, fingerprint(token)))
  if (!found || found.person.leftOn !== null) return undefined
  return realNow().getTime() - found.session.seenAt.getTime() < hours * 3_600_000 ? found : undefined
}

// Once in five minutes is enough to know that a session is in use, and spares a write with each page.
const touchEveryMs = 5 * 60_000
export const needsTouch = (session: Session): boolean => realNow().getTime() - session.seenAt.getTime() > touchEveryMs

export async function touchSession(db: Write, id: string): Promise<void> {
  await db.update(sessions).set({ seenAt: realNow() }).where(eq(sessions.id, id))
}

export async function endSession(db: Write, id: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, id))
}

/** Ends all sessions of a person, but for one that may be kept (the one in use). */
export async function endSessionsOf(db: Write, personId: string, keep?: string): Promise<void> {
  await db.delete(sessions).where(keep ? and(eq(sessions.personId, personId), ne(sessions.id, keep)) : eq(sessions.personId, personId))
}

/** Ends one of the person's own sessions by its handle. Returns whether there was one. */
export async function endOwnSession(db: Write, personId: string, handle: string): Promise<boolean> {
  const ended = await db.delete(sessions).where(and(eq(sessions.personId, personId), eq(sessions.handle, handle))).returning({ id: sessions.id })
  return ended.length > 0
}

export function sessionsOf(db: Read, personId: string): Promise<Session[]> {
  return db.select().from(sessions).where(eq(sessions.personId, personId))
}

/** Removes sessions that nobody can use any more. */
export async function removeStaleSessions(db: Write, hours: number): Promise<void> {
  await db.delete(sessions).where(lt(sessions.seenAt, new Date(realNow().getTime() - hours * 3_600_000)))
}
