// Who holds which place on a day: heads of a unit, chief of office, directors; a unit that ended by what became of it.
import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { people, postings, roleHoldings } from '../accounts/tables.ts'
import type { Role } from '../policy.ts'
import { given, prepared } from '../store/prepared.ts'
import type { Read } from '../store/store.ts'
import { taskParts, type Task, type TaskPart } from '../tasks/tables.ts'
import { nowOf } from '../units/units.ts'
import type { Reason, Rung } from './tables.ts'

const holding = prepared((db: Read) => db.select({ id: people.id, unitId: postings.unitId }).from(roleHoldings)
  .innerJoin(people, eq(people.id, roleHoldings.personId))
  .innerJoin(postings, and(eq(postings.personId, people.id), lte(postings.since, given('day')), or(isNull(postings.until), gt(postings.until, given('day')))))
  .where(and(eq(roleHoldings.role, given('role')), isNull(people.leftOn), lte(roleHoldings.since, given('day')),
    or(isNull(roleHoldings.until), gt(roleHoldings.until, given('day')))))
  .prepare(''))

/** Ids of those who hold a role on a day ('YYYY-MM-DD'), in one of the units where some are given. */
export async function holdersOf(db: Read, role: Role, day: string, unitIds?: readonly string[]): Promise<string[]> {
  const rows = (await holding(db).execute({ role, day })).filter(({ unitId }) => !unitIds || unitIds.includes(unitId))
  return [...new Set(rows.map(({ id }) => id))].toSorted()
}

/** Heads of a unit on a day; the chief of office heads the office. A unit that has ended: heads of what carries it on. */
export async function headsOf(db: Read, unitId: string | null, day: string): Promise<string[]> {
  if (!unitId) return []
  const units = [unitId, ...(await nowOf(db, unitId)).map(({ id }) => id)]
  const heads = await holdersOf(db, 'unitHead', day, units)
  return heads.length ? heads : holdersOf(db, 'chiefOfOffice', day, units)
}

type Placed = Pick<Task, 'unitId' | 'personId' | 'assignerId'>
type OpenPart = Pick<TaskPart, 'taskId' | 'unitId' | 'personId'>

/** Who stands on the rungs above a task, and who works on it; asked of many tasks, each unit and role is looked up once. */
export function placesOn(db: Read, day: string) {
  const kept = new Map<string, Promise<string[]>>()
  const once = (key: string, find: () => Promise<string[]>): Promise<string[]> => {
    if (!kept.has(key)) kept.set(key, find())
    return kept.get(key)!
  }
  const heads = (unitId: string | null) => once(`heads ${unitId}`, () => headsOf(db, unitId, day))
  const holders = (role: Role) => once(role, () => holdersOf(db, role, day))
  const here = async (id: string) => (await once('here', async () => (await db.select({ id: people.id }).from(people).where(isNull(people.leftOn))).map(one => one.id))).includes(id)

  return {
    /** Whoever has left is told no more: the head stands in for the named person, the chief of office for the assigner. */
    async on(rung: Rung, { unitId, personId, assignerId }: Placed): Promise<string[]> {
      if (rung === 'person') return personId && await here(personId) ? [personId] : heads(unitId)
      if (rung === 'unitHead') return heads(unitId)
      if (rung === 'assigner') return await here(assignerId) ? [assignerId] : holders('chiefOfOffice')
      return holders(rung === 'chief' ? 'chiefOfOffice' : 'director')
    },
    /** The named person and the head of the unit in the lead, and of each co-ordinating unit whose part is still open. */
    async workers({ unitId, personId }: Placed, parts: readonly OpenPart[]): Promise<Record<string, Reason>> {
      const to: Record<string, Reason> = {}
      if (personId) to[personId] = 'named'
      for (const head of await heads(unitId)) to[head] ??= 'lead'
      for (const part of parts) {
        if (part.personId) to[part.personId] ??= 'named'
        for (const head of await heads(part.unitId)) to[head] ??= 'coordinator'
      }
      return to
    },
  }
}

/** Parts of co-ordinating units that are not done yet, by task. */
export async function openPartsOf(db: Read, taskIds: readonly string[]): Promise<Map<string, OpenPart[]>> {
  const found: OpenPart[] = []
  for (let start = 0; start < taskIds.length; start += 500) {
    found.push(...await db.select({ taskId: taskParts.taskId, unitId: taskParts.unitId, personId: taskParts.personId }).from(taskParts)
      .where(and(inArray(taskParts.taskId, taskIds.slice(start, start + 500)), eq(taskParts.role, 'coordinator'), isNull(taskParts.doneOn))))
  }
  return Map.groupBy(found, ({ taskId }) => taskId)
}
