// Units as they stand on a day: the tree, who serves in a unit, and what became of those that ended.
import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import type { Read, Write } from '../store/store.ts'
import { people, postings } from '../accounts/tables.ts'
import { units, unitSuccessions, type Unit, type UnitKind, type UnitSuccession } from './tables.ts'

export const kindNames: Record<UnitKind, string> = {
  leadership: 'Lãnh đạo', office: 'Văn phòng', inspectorate: 'Thanh tra', division: 'Phòng chuyên môn', service: 'Đơn vị sự nghiệp', other: 'Khác',
}
export const successionNames: Record<UnitSuccession['kind'], string> = { renamed: 'đổi tên', merged: 'sáp nhập', split: 'chia tách', moved: 'chuyển trực thuộc' }

export const standsOn = (unit: Pick<Unit, 'since' | 'until'>, day: string): boolean => unit.since <= day && (unit.until === null || unit.until > day)

/** What a long piece of writing has read of the office already. */
const kept = new WeakMap<Read, { units?: Promise<Unit[]>; successions?: Promise<UnitSuccession[]>; serving: Map<string, Promise<Serving[]>> }>()

/** Reads units, and who serves where on a day, once for all of a long piece of writing, in which nobody changes them. */
export async function withOneOffice<T>(db: Write, work: () => Promise<T>): Promise<T> {
  if (kept.has(db)) return work()
  kept.set(db, { serving: new Map() })
  try { return await work() } finally { kept.delete(db) }
}

/** All units that ever were, in the office's order. An office has tens of them. */
export function allUnits(db: Read): Promise<readonly Unit[]> {
  const read = (): Promise<Unit[]> => db.select().from(units).orderBy(asc(units.position), asc(units.since), asc(units.id)).execute()
  const place = kept.get(db)
  return place ? place.units ??= read() : read()
}

/** Names of all units there ever were, by id. */
export const unitNames = async (db: Read): Promise<Map<string, string>> => new Map((await allUnits(db)).map(({ id, name }) => [id, name]))

/** Which units became which. */
export function allSuccessions(db: Read): Promise<readonly UnitSuccession[]> {
  const read = (): Promise<UnitSuccession[]> => db.select().from(unitSuccessions).execute()
  const place = kept.get(db)
  return place ? place.successions ??= read() : read()
}

/** Units that stand on a day ('YYYY-MM-DD'). */
export async function unitsOn(db: Read, day: string): Promise<Unit[]> {
  return (await allUnits(db)).filter(unit => standsOn(unit, day))
}

/** The unit. Throws NotFound. */
export async function findUnit(db: Read, id: string): Promise<Unit> {
  const [unit] = await db.select().from(units).where(eq(units.id, id))
  if (!unit) throw new NotFound('Không có đơn vị này.')
  return unit
}

export interface UnitNode extends Unit { depth: number; people: number; children: UnitNode[] }

/**
 * The tree of a day, with the number of people in each unit itself. A parent that has ended is taken for what became of
 * it: rows are never rewritten, so a sub-unit keeps naming the parent it was founded under.
 */
export async function treeOn(db: Read, day: string): Promise<UnitNode[]> {
  const everything = await allUnits(db)
  const standing = everything.filter(unit => standsOn(unit, day))
  const next = await allSuccessions(db)
  const counts = Map.groupBy(await servingOn(db, day), row => row.unitId)
  const nodes = new Map(standing.map((unit): [string, UnitNode] => [unit.id, { ...unit, depth: 0, people: counts.get(unit.id)?.length ?? 0, children: [] }]))
  const parentOf = (unit: Unit): UnitNode | undefined => {
    const tried = new Set<string>()
    for (let id = unit.parentId; id !== null && !tried.has(id);) {
      const parent = nodes.get(id)
      if (parent) return parent
      tried.add(id)
      id = next.find(step => step.fromId === id && step.on <= day)?.toId ?? everything.find(one => one.id === id)?.parentId ?? null
    }
    return undefined
  }
  const roots: UnitNode[] = []
  for (const node of nodes.values()) {
    const parent = parentOf(node)
    if (parent && parent.id !== node.id) parent.children.push(node)
    else roots.push(node)
  }
  const deepen = (list: UnitNode[], depth: number) => { for (const node of list) { node.depth = depth; deepen(node.children, depth + 1) } }
  deepen(roots, 0)
  return roots
}

/** The tree as one list, each unit before its sub-units. */
export const flat = (nodes: UnitNode[]): UnitNode[] => nodes.flatMap(node => [node, ...flat(node.children)])

/** Ids of the unit and of its sub-units today. */
export async function withinUnit(db: Read, id: string): Promise<string[]> {
  const node = flat(await treeOn(db, today())).find(one => one.id === id)
  return node ? flat([node]).map(one => one.id) : [id]
}

/** For choosing a unit that stands today: sub-units are set in. */
export async function unitOptions(db: Read): Promise<{ value: string; label: string }[]> {
  return flat(await treeOn(db, today())).map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(Math.max(0, depth - 1))}${name}` }))
}

export interface Serving { personId: string; name: string; sort: string; title: string | null; unitId: string; since: string }

/** Who served where on a day. */
export function servingOn(db: Read, day: string): Promise<readonly Serving[]> {
  const place = kept.get(db)?.serving
  const found = place?.get(day) ?? readServing(db, day)
  place?.set(day, found)
  return found
}

function readServing(db: Read, day: string): Promise<Serving[]> {
  return db.select({ personId: people.id, name: people.name, sort: people.sort, title: postings.title, unitId: postings.unitId, since: postings.since })
    .from(postings).innerJoin(people, eq(people.id, postings.personId))
    .where(and(lte(postings.since, day), or(isNull(postings.until), gt(postings.until, day)))).orderBy(asc(people.sort)).execute()
}

export interface Step { kind: UnitSuccession['kind']; on: string; decision: string; unit: Unit }

/** What the unit came from and what it became, the latest first. */
export async function stepsOf(db: Read, id: string): Promise<{ from: Step[]; to: Step[] }> {
  const rows = await db.select().from(unitSuccessions).where(or(eq(unitSuccessions.fromId, id), eq(unitSuccessions.toId, id)))
  const everything = await allUnits(db)
  const step = ({ kind, on, decision }: UnitSuccession, unitId: string): Step => ({ kind, on, decision, unit: everything.find(unit => unit.id === unitId)! })
  const latest = (a: Step, b: Step) => (a.on < b.on ? 1 : -1)
  return {
    from: rows.filter(row => row.toId === id).map(row => step(row, row.fromId)).toSorted(latest),
    to: rows.filter(row => row.fromId === id).map(row => step(row, row.toId)).toSorted(latest),
  }
}

/** Units that stand today and carry on an ended one; the unit itself while it stands. */
export async function nowOf(db: Read, id: string): Promise<Unit[]> {
  const everything = await allUnits(db)
  const itself = everything.find(unit => unit.id === id)
  if (itself && standsOn(itself, today())) return [itself]
  const next = await allSuccessions(db)
  const found = new Set<string>()
  const tried = new Set<string>()
  const follow = (unitId: string) => {
    if (tried.has(unitId)) return
    tried.add(unitId)
    const unit = everything.find(one => one.id === unitId)
    if (unit && standsOn(unit, today())) found.add(unitId)
    else for (const step of next) if (step.fromId === unitId) follow(step.toId)
  }
  follow(id)
  return everything.filter(unit => found.has(unit.id))
}
