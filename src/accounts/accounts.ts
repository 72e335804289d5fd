// Who a signed-in person is to the rest of the portal: where they serve today, and the roles that are theirs or lent to them today.
import { and, eq, gt, gte, isNull, lte, or } from 'drizzle-orm'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import type { Batch } from '../events/events.ts'
import type { Role } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { units } from '../units/tables.ts'
import { lineageOf } from '../units/lineage.ts'
import { delegations, people, postings, roleHoldings, type Person, type Preferences } from './tables.ts'

/** A role that is valid today, with what it reaches. */
export interface HeldRole {
  role: Role
  /** Units that count as "own": the present one and those it came from. */
  unitIds: string[]
  /** Fields a deputy director is in charge of. */
  fields: string[]
  /** The person who lent the role (ủy quyền); null for the person's own. */
  lentById: string | null
}

export interface User {
  id: string
  name: string
  unitId: string | null
  unitName: string | null
  title: string | null
  roles: HeldRole[]
  demo: boolean
  preferences: Preferences
  /** Set while the person changes many tasks at once: every event then names the batch and its note. */
  batch?: Batch
  /** Set while somebody else writes down what this person decided: every event then names who wrote, on whose behalf. */
  writtenById?: string
}

/** The user for a person's row, with everything valid today. */
export async function userOf(db: Read, person: Person): Promise<User> {
  const day = today()
  const [posting] = await db.select({ unitId: postings.unitId, title: postings.title, unitName: units.name })
    .from(postings).innerJoin(units, eq(units.id, postings.unitId))
    .where(and(eq(postings.personId, person.id), lte(postings.since, day), or(isNull(postings.until), gt(postings.until, day))))
    .limit(1)
  const lenders = await db.select({ fromId: delegations.fromId }).from(delegations)
    .where(and(eq(delegations.toId, person.id), isNull(delegations.endedAt), lte(delegations.since, day), gte(delegations.until, day)))
  const roles = await rolesOf(db, person.id, posting?.unitId ?? null, day, null)
  for (const { fromId } of lenders) {
    const [theirs] = await db.select({ unitId: postings.unitId }).from(postings)
      .where(and(eq(postings.personId, fromId), lte(postings.since, day), or(isNull(postings.until), gt(postings.until, day)))).limit(1)
    // Looking after the portal is nobody's to lend: accounts are given by name.
    roles.push(...(await rolesOf(db, fromId, theirs?.unitId ?? null, day, fromId)).filter(({ role }) => role !== 'admin'))
  }
  return {
    id: person.id, name: person.name, unitId: posting?.unitId ?? null, unitName: posting?.unitName ?? null, title: posting?.title ?? null,
    roles, demo: person.demo, preferences: person.preferences,
  }
}

/** A person as somebody else acts in their name: the secretary of a meeting writes down what its chair decided. */
export async function inNameOf(db: Read, writer: User, personId: string): Promise<User> {
  if (personId === writer.id) return writer
  const [person] = await db.select().from(people).where(eq(people.id, personId))
  if (!person) throw new NotFound('Không có người này trong danh bạ.')
  return { ...await userOf(db, person), writtenById: writer.id, ...(writer.batch ? { batch: writer.batch } : {}) }
}

async function rolesOf(db: Read, personId: string, unitId: string | null, day: string, lentById: string | null): Promise<HeldRole[]> {
  const held = await db.select({ role: roleHoldings.role, fields: roleHoldings.fields }).from(roleHoldings)
    .where(and(eq(roleHoldings.personId, personId), lte(roleHoldings.since, day), or(isNull(roleHoldings.until), gt(roleHoldings.until, day))))
  const unitIds = unitId ? await lineageOf(db, unitId) : []
  return held.map(({ role, fields }) => ({ role, fields, unitIds, lentById }))
}
