// Figures by the old or the new map: the same tasks, counted for the units as they were before reorganisations or as they are since.
import { and, asc, eq } from 'drizzle-orm'
import { events } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { allSuccessions, allUnits, nowOf, standsOn } from '../units/units.ts'
import { today } from '../clock.ts'
import { reorganisations } from './tables.ts'

/** '' counts for the unit that holds or held the task. */
export const maps = ['', 'old', 'new'] as const
export type UnitMap = (typeof maps)[number]
export const mapFrom = ({ map = '' }: Record<string, string>): UnitMap => maps.find(one => one === map) ?? ''

export interface OnMap { id: string; unitId: string | null; domain: string | null }

/** For which unit a task counts under the map. No task is lost or counted twice: totals are the same under each. */
export async function unitUnder(db: Read, map: UnitMap): Promise<(task: OnMap) => string | null> {
  if (map === 'old') return before(db)
  if (map === 'new') return since(db)
  return ({ unitId }) => unitId
}

async function before(db: Read) {
  const taken = await db.select({ id: events.subjectId, details: events.details }).from(events)
    .where(and(eq(events.action, 'taken over'), eq(events.subjectKind, 'task'))).orderBy(asc(events.number))
  const first = new Map<string, string>()
  for (const { id, details: { from, kind } } of taken) if (kind === 'task' && typeof from === 'string' && !first.has(id)) first.set(id, from)
  // What a successor was given later counts for the only unit that it was founded of.
  const founded = new Map((await allUnits(db)).map(({ id, since }) => [id, since]))
  const steps = (await allSuccessions(db)).filter(({ toId, on }) => founded.get(toId) === on)
  const only = new Map([...Map.groupBy(steps, ({ toId }) => toId)].flatMap(([toId, from]) => (from.length === 1 ? [[toId, from[0]!.fromId]] : [])))
  return ({ id, unitId }: OnMap) => first.get(id) ?? (unitId ? only.get(unitId) ?? unitId : null)
}

async function since(db: Read) {
  const ended = (await allUnits(db)).filter(unit => !standsOn(unit, today()))
  const now = new Map(await Promise.all(ended.map(async ({ id }): Promise<[string, string]> => [id, (await nowOf(db, id))[0]?.id ?? id])))
  const plans = new Map((await db.select().from(reorganisations).where(eq(reorganisations.state, 'done'))).map(plan => [plan.unitId, plan]))
  const rowOf = (id: string) => `task.${id}`
  const follow = ({ id, unitId, domain }: OnMap): string | null => {
    const seen = new Set<string>()
    for (let unit = unitId; unit !== null && !seen.has(unit);) {
      seen.add(unit)
      const plan = plans.get(unit)
      const next = plan ? plan.successorIds[plan.distribution.rows[rowOf(id)] ?? plan.distribution.fields[domain ?? ''] ?? 0] : now.get(unit)
      if (!next || next === unit) return unit
      unit = next
    }
    return unitId
  }
  return follow
}
