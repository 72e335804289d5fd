// Deciding on a reorganisation, and carrying it out: units and people by their days at once, what is open on the morning of the day.
import { and, eq, lte } from 'drizzle-orm'
import { now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { portal, record, type Actor } from '../events/events.ts'
import type { Write } from '../store/store.ts'
import { succeedUnit } from '../units/restructuring.ts'
import { unitNames } from '../units/units.ts'
import { findReorganisation, mustBeDraft, placeOf, placeOfPerson, standOf } from './drafting.ts'
import { heldBy } from './holdings.ts'
import { reorganisations, type Moved, type Reorganisation } from './tables.ts'

/** Throws Invalid while anything or anybody has nowhere to go. Returns whether what is open went over already. */
export async function decide(db: Write, actor: Actor, id: string): Promise<boolean> {
  const plan = await findReorganisation(db, id)
  mustBeDraft(plan)
  const { open } = await standOf(db, plan)
  if (open) throw new Invalid({ '': `Còn ${open} việc, hồ sơ hoặc người chưa có nơi nhận. Hãy chọn hết rồi lưu trước khi chốt.` })
  const { unitId, on, decision, distribution } = plan
  const successorIds = await succeedUnit(db, actor, unitId, distribution.successors, { on, decision }, personId => placeOfPerson(distribution, personId))
  await db.update(reorganisations).set({ state: 'decided', successorIds }).where(eq(reorganisations.id, id))
  await record(db, actor, 'reorganisation decided', 'unit', unitId, { decision, on })
  if (on > today()) return false
  await carryOut(db, actor, { ...plan, state: 'decided', successorIds })
  return true
}

/** Carries out what was decided for days up to this one. Returns how many things went over. */
export async function carryOutDue(db: Write, day: string): Promise<number> {
  const due = await db.select().from(reorganisations).where(and(eq(reorganisations.state, 'decided'), lte(reorganisations.on, day))).orderBy(reorganisations.on)
  let moved = 0
  for (const plan of due) moved += await carryOut(db, portal, plan)
  return moved
}

/** Each thing goes by its rule; what came since and has none goes to the first successor, marked. */
async function carryOut(db: Write, actor: Actor, plan: Reorganisation): Promise<number> {
  const { id, unitId, decision, distribution, successorIds } = plan
  const names = await unitNames(db)
  const by: Actor = { ...actor, batch: { id, note: decision } }
  const moved: Moved[] = []
  for (const { kind, rows } of await heldBy(db, unitId, plan.on)) {
    for (const row of rows) {
      const place = placeOf(distribution, kind.kind, row)
      const toId = successorIds[place ?? 0]!
      const stays = (personId: string | null) => (personId !== null && successorIds[placeOfPerson(distribution, personId) ?? -1] === toId ? personId : null)
      await kind.move(db, row.id, { from: row.unitId, to: toId, personId: stays })
      const details = { kind: kind.kind, from: row.unitId, fromName: names.get(row.unitId), to: toId, toName: names.get(toId), decision }
      await record(db, by, 'taken over', kind.subject, kind.subjectId?.(row.id) ?? row.id, details)
      moved.push({ kind: kind.name, id: row.id, title: row.title, field: row.field, toId, left: place === undefined })
    }
  }
  const left = moved.filter(one => one.left).length
  await db.update(reorganisations).set({ state: 'done', moved, doneAt: now() }).where(eq(reorganisations.id, id))
  await record(db, actor, 'reorganisation carried out', 'unit', unitId, { decision, moved: moved.length, left })
  return moved.length
}
