// Drafts of reorganisations: which successors, and who takes what; saved as often as needed, nothing happens before it is decided.
import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isDay, now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { findUnit, servingOn, type Serving } from '../units/units.ts'
import { heldBy, type Held } from './holdings.ts'
import { reorganisations, type Distribution, type Reorganisation } from './tables.ts'

const ids = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])
export const draftForm = z.object({
  decision: z.string().transform(line).pipe(z.string().min(1, 'Hãy ghi số, ngày quyết định, ví dụ: 123/QĐ-UBND ngày 24/11/2026.').max(300, 'Dài quá 300 ký tự.')),
  on: z.string().refine(isDay, 'Hãy nhập ngày có hiệu lực.'),
  into: ids,
  names: z.string().default('').transform(text => text.split('\n').map(line).filter(Boolean)),
})

export const listReorganisations = (db: Read): Promise<Reorganisation[]> =>
  db.select().from(reorganisations).orderBy(desc(reorganisations.on), desc(reorganisations.madeAt)).execute()

/** Throws NotFound. */
export async function findReorganisation(db: Read, id: string): Promise<Reorganisation> {
  const [found] = await db.select().from(reorganisations).where(eq(reorganisations.id, id))
  if (!found) throw new NotFound('Không có phương án sắp xếp này.')
  return found
}

/** Returns the id of the draft. */
export async function draft(db: Write, actor: Actor, unitId: string, { decision, on, into, names }: z.infer<typeof draftForm>): Promise<string> {
  const unit = await findUnit(db, unitId)
  if (unit.until !== null) throw new Invalid({ '': `${unit.name} đã có ngày kết thúc. Hãy mở đơn vị kế tục.` })
  if (on <= unit.since) throw new Invalid({ on: 'Ngày có hiệu lực phải sau ngày lập đơn vị.' })
  const kept = [...new Set(into)].filter(one => one !== unitId)
  for (const one of kept) await findUnit(db, one)
  if (!kept.length && !names.length) throw new Invalid({ names: 'Hãy chọn đơn vị tiếp nhận hoặc nhập tên đơn vị mới.' })
  if (new Set(names.map(searchable)).size < names.length) throw new Invalid({ names: 'Các tên phải khác nhau.' })
  const id = newId()
  const successors = [...kept.map(one => ({ unitId: one })), ...names.map(name => ({ name }))]
  await db.insert(reorganisations).values({
    id, unitId, decision, on, state: 'draft', distribution: { successors, fields: {}, rows: {}, people: {} },
    successorIds: [], moved: [], madeById: actor.id, madeAt: now(),
  })
  await record(db, actor, 'reorganisation drafted', 'unit', unitId, { decision, on })
  return id
}

/** The choices as posted: `field.<name>`, `row.<kind>.<id>`, `person.<id>`, each the place of a successor or nothing. */
export function choicesOf(posted: Record<string, unknown>): Pick<Distribution, 'fields' | 'rows' | 'people'> {
  const under = (prefix: string) => Object.fromEntries(Object.entries(posted).flatMap(([name, place]) =>
    (name.startsWith(prefix) && typeof place === 'string' && /^\d{1,3}$/.test(place) ? [[name.slice(prefix.length), Number(place)]] : [])))
  return { fields: under('field.'), rows: under('row.'), people: under('person.') }
}

/** Throws Invalid once it was decided. */
export async function saveChoices(db: Write, actor: Actor, id: string, choices: ReturnType<typeof choicesOf>): Promise<void> {
  const plan = await findReorganisation(db, id)
  mustBeDraft(plan)
  await db.update(reorganisations).set({ distribution: { ...plan.distribution, ...choices } }).where(eq(reorganisations.id, id))
  await record(db, actor, 'reorganisation changed', 'unit', plan.unitId, { decision: plan.decision })
}

export async function dropDraft(db: Write, actor: Actor, id: string): Promise<void> {
  const plan = await findReorganisation(db, id)
  mustBeDraft(plan)
  await db.delete(reorganisations).where(eq(reorganisations.id, id))
  await record(db, actor, 'reorganisation dropped', 'unit', plan.unitId, { decision: plan.decision })
}

export function mustBeDraft({ state }: Reorganisation): void {
  if (state !== 'draft') throw new Invalid({ '': 'Phương án này đã chốt, không sửa được nữa.' })
}

const within = ({ successors }: Distribution, place: number | undefined): number | undefined =>
  (successors.length === 1 ? 0 : place !== undefined && place < successors.length ? place : undefined)

export const keyOf = (kind: string, { id }: Held): string => `${kind}.${id}`

/** Which successor takes the thing: by its own row, then by its field; undefined where nothing says so. */
export const placeOf = (plan: Distribution, kind: string, held: Held): number | undefined =>
  within(plan, plan.rows[keyOf(kind, held)] ?? plan.fields[held.field ?? ''])

export const placeOfPerson = (plan: Distribution, personId: string): number | undefined => within(plan, plan.people[personId])

/** What the unit holds and who serves there, with what nothing says yet where to go. */
export async function standOf(db: Read, plan: Reorganisation) {
  const held = await heldBy(db, plan.unitId, plan.on)
  const people: Serving[] = (await servingOn(db, plan.on)).filter(({ unitId }) => unitId === plan.unitId)
  const open = held.flatMap(({ kind, rows }) => rows.filter(row => placeOf(plan.distribution, kind.kind, row) === undefined)).length
    + people.filter(({ personId }) => placeOfPerson(plan.distribution, personId) === undefined).length
  return { held, people, open }
}
