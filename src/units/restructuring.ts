// Founding, ending, renaming, merging, splitting and moving units: always new rows and successions, nothing is rewritten.
import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { isDay, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { postings } from '../accounts/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { recognise } from './recognising.ts'
import { unitKinds, units, unitSuccessions, type Unit, type UnitSuccession } from './tables.ts'
import { allUnits, findUnit } from './units.ts'

const name = z.string().transform(line).pipe(z.string().min(2, 'Hãy nhập tên đơn vị.').max(300, 'Tên dài quá 300 ký tự.'))
const day = z.string().refine(isDay, 'Hãy nhập ngày có hiệu lực.')
const decision = z.string().transform(line).pipe(z.string().min(1, 'Hãy ghi số, ngày quyết định, ví dụ: 123/QĐ-UBND ngày 24/11/2026.').max(300, 'Dài quá 300 ký tự.'))
/** Other names, one a line or parted by semicolons. */
const aliases = z.string().default('').transform(text => [...new Set(text.split(/[;\n]/).map(line).filter(Boolean))])
  .refine(list => list.every(one => one.length <= 200) && list.length <= 50, 'Mỗi tên gọi khác tối đa 200 ký tự, nhiều nhất 50 tên.')

export const foundingForm = z.object({ name, kind: z.enum(unitKinds, 'Hãy chọn loại đơn vị.'), parent: z.string().transform(id => id || null), aliases, since: day, decision })
export const endingForm = z.object({ on: day, decision })
export const aliasesForm = z.object({ aliases, was: z.string() })
export const renamingForm = z.object({ name, on: day, decision })
export const movingForm = z.object({ parent: z.string().transform(id => id || null), on: day, decision })
const others = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])
export const mergingForm = z.object({ others, into: z.string(), name: z.string().transform(line), on: day, decision })
/** Beside the named fields one `person.<id>` for each person: the place of their new unit among the names, from 0. */
export const splitForm = z.looseObject({ names: z.string().transform(text => text.split('\n').map(line).filter(Boolean)), on: day, decision })
  .transform(({ names, on, decision, ...rest }) => ({
    names, on, decision, people: Object.fromEntries(Object.entries(rest).flatMap(([name, place]) => (name.startsWith('person.') && place !== '' ? [[name.slice(7), String(place)]] : []))),
  }))

/** A new unit at the end of the list. Returns its id. Throws Invalid when a standing unit has the name. */
export async function addUnit(db: Write, actor: Actor, input: z.infer<typeof foundingForm>, details: Record<string, unknown> = {}): Promise<string> {
  await checkNames(db, [input.name, ...input.aliases], input.since)
  const [last] = await db.select({ position: units.position }).from(units).orderBy(desc(units.position)).limit(1)
  const id = newId()
  await db.insert(units).values({
    id, name: input.name, aliases: input.aliases, kind: input.kind, parentId: input.parent, position: (last?.position ?? 0) + 1, since: input.since, search: searchOf(input.name, input.aliases),
  })
  await record(db, actor, 'unit added', 'unit', id, { name: input.name, since: input.since, decision: input.decision, ...details })
  return id
}

/** The unit ends without a successor. Throws Invalid while people serve or sub-units stand in it from that day on. */
export async function endUnit(db: Write, actor: Actor, id: string, { on, decision }: z.infer<typeof endingForm>): Promise<void> {
  const unit = await standing(db, id, on)
  const left = await db.$count(postings, and(eq(postings.unitId, id), or(isNull(postings.until), gt(postings.until, on))))
  if (left) throw new Invalid({ '': `Còn ${left} người ở ${unit.name} từ ngày này. Hãy chuyển họ sang đơn vị khác trước, hoặc chọn sáp nhập.` })
  const under = (await allUnits(db)).filter(one => one.parentId === id && (one.until === null || one.until > on))
  if (under.length) throw new Invalid({ '': `${under.map(one => one.name).join(', ')} đang trực thuộc ${unit.name}. Hãy chuyển hoặc kết thúc trước.` })
  await db.update(units).set({ until: on }).where(eq(units.id, id))
  await record(db, actor, 'unit ended', 'unit', id, { on, decision })
}

/** Other names and abbreviations. `was` is what the form showed: a second editor is told. */
export async function setAliases(db: Write, actor: Actor, id: string, { aliases, was }: z.infer<typeof aliasesForm>): Promise<void> {
  const unit = await findUnit(db, id)
  if (unit.aliases.join('\n') !== was.replace(/\r/g, '')) throw new Invalid({ aliases: `Người khác vừa sửa danh sách này thành: ${unit.aliases.join('; ') || '(trống)'}. Điều bạn nhập vẫn còn; bấm Lưu lần nữa nếu vẫn muốn thay.` })
  await checkNames(db, aliases, null, [id], 'aliases')
  await db.update(units).set({ aliases, search: searchOf(unit.name, aliases) }).where(eq(units.id, id))
  await record(db, actor, 'unit names changed', 'unit', id, { aliases })
}

/** A new unit under the new name carries on. Returns its id. */
export async function renameUnit(db: Write, actor: Actor, id: string, { name, on, decision }: z.infer<typeof renamingForm>): Promise<string> {
  const unit = await standing(db, id, on)
  if (name === unit.name) throw new Invalid({ name: 'Tên mới giống tên đang dùng.' })
  await checkNames(db, [name], on, [id])
  const next = await successor(db, unit, { name, on })
  await replace(db, actor, [unit], [next], 'renamed', on, decision)
  return next
}

/** A new unit of the same name under another parent carries on. Returns its id. Throws Invalid for a parent within the unit. */
export async function moveUnit(db: Write, actor: Actor, id: string, { parent, on, decision }: z.infer<typeof movingForm>): Promise<string> {
  const unit = await standing(db, id, on)
  if (parent === unit.parentId) throw new Invalid({ parent: 'Đơn vị đang trực thuộc đơn vị này.' })
  const everything = await allUnits(db)
  for (let above = parent; above !== null; above = everything.find(one => one.id === above)?.parentId ?? null) {
    if (above === id) throw new Invalid({ parent: 'Không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình.' })
  }
  const next = await successor(db, unit, { parentId: parent, on })
  await replace(db, actor, [unit], [next], 'moved', on, decision)
  return next
}

/** The unit and others become one: a new unit of `name`, or `into`, which goes on. Returns its id. */
export async function mergeUnits(db: Write, actor: Actor, id: string, { others, into, name, on, decision }: z.infer<typeof mergingForm>): Promise<string> {
  const ids = [...new Set([id, ...others])]
  const merged = await Promise.all(ids.map(one => standing(db, one, on)))
  if (into) {
    const ending = merged.filter(unit => unit.id !== into)
    const kept = await standing(db, into, on)
    if (!ending.length) throw new Invalid({ others: 'Hãy chọn ít nhất một đơn vị để nhập vào.' })
    await replace(db, actor, ending, [kept.id], 'merged', on, decision)
    return kept.id
  }
  if (merged.length < 2) throw new Invalid({ others: 'Hãy chọn ít nhất một đơn vị nữa để sáp nhập.' })
  if (name.length < 2) throw new Invalid({ name: 'Hãy nhập tên đơn vị mới, hoặc chọn đơn vị giữ lại.' })
  await checkNames(db, [name], on, ids)
  const next = await successor(db, merged[0]!, { name, on })
  await replace(db, actor, merged, [next], 'merged', on, decision)
  return next
}

/** The unit becomes several new ones; `people` says which (its place in `names`, from 0) each person goes to. Returns their ids. */
export async function splitUnit(db: Write, actor: Actor, id: string, { names, on, decision, people }: z.infer<typeof splitForm>): Promise<string[]> {
  const unit = await standing(db, id, on)
  if (names.length < 2) throw new Invalid({ names: 'Hãy nhập ít nhất hai tên, mỗi tên một dòng.' })
  if (new Set(names.map(searchable)).size < names.length) throw new Invalid({ names: 'Các tên phải khác nhau.' })
  await checkNames(db, names, on, [id], 'names')
  const served = await postingsFrom(db, [id], on)
  const nobody = served.filter(({ personId }) => names[Number(people[personId] ?? NaN)] === undefined)
  if (nobody.length) throw new Invalid({ people: `Còn ${nobody.length} người chưa được chọn đơn vị mới.` })
  const next: string[] = []
  for (const one of names) next.push(await successor(db, unit, { name: one, on }))
  await replace(db, actor, [unit], next, 'split', on, decision, personId => next[Number(people[personId])]!)
  return next
}

/**
 * The unit ends and others carry on: units that stand, and new ones of these names. `chosen` says which of them, by its place
 * from 0, each person goes to. Returns their ids, in that order.
 */
export async function succeedUnit(
  db: Write, actor: Actor, id: string, successors: ({ unitId: string } | { name: string })[],
  { on, decision }: { on: string; decision: string }, chosen: (personId: string) => number | undefined,
): Promise<string[]> {
  const unit = await standing(db, id, on)
  const names = successors.flatMap(one => ('name' in one ? [one.name] : []))
  await checkNames(db, names, on, [id], 'names')
  const nobody = (await postingsFrom(db, [id], on)).filter(({ personId }) => successors[chosen(personId) ?? -1] === undefined)
  if (nobody.length) throw new Invalid({ '': `Còn ${nobody.length} người chưa được chọn đơn vị mới.` })
  const next: string[] = []
  for (const one of successors) {
    next.push('name' in one ? await successor(db, unit, { name: one.name, on }) : (await goesOn(db, one.unitId, on)).id)
  }
  await replace(db, actor, [unit], next, next.length > 1 ? 'split' : 'merged', on, decision, personId => next[chosen(personId)!]!)
  return next
}

/** A unit that stands on the day and after it. */
async function goesOn(db: Read, id: string, on: string): Promise<Unit> {
  const unit = await findUnit(db, id)
  if (unit.until !== null || unit.since > on) throw new Invalid({ into: `${unit.name} không hoạt động vào ngày có hiệu lực.` })
  return unit
}

async function standing(db: Read, id: string, on: string): Promise<Unit> {
  const unit = await findUnit(db, id)
  if (unit.until !== null) throw new Invalid({ '': `${unit.name} đã có ngày kết thúc. Hãy mở đơn vị kế tục.` })
  if (on <= unit.since) throw new Invalid({ on: `Ngày có hiệu lực phải sau ngày lập đơn vị (${written(unit.since)}).` })
  return unit
}

/** Standing units may not share a name: nobody could tell which is meant. */
async function checkNames(db: Read, names: string[], since: string | null, except: string[] = [], field = 'name'): Promise<void> {
  const rest = (await allUnits(db)).filter(unit => !except.includes(unit.id) && (unit.until === null || (since !== null && unit.until > since)))
  for (const one of names) {
    const taken = rest.find(unit => recognise([{ name: unit.name, aliases: unit.aliases }], one)?.doubt === null && [unit.name, ...unit.aliases].some(known => searchable(known) === searchable(one)))
    if (taken) throw new Invalid({ [field]: `“${one}” đang là tên của ${taken.name}.` })
  }
}

async function successor(db: Write, unit: Unit, { on, ...change }: { on: string; name?: string; parentId?: string | null }): Promise<string> {
  const next = { ...unit, ...change, id: newId(), since: on, until: null }
  // A new name begins without the old one's abbreviations; a move keeps them.
  const aliases = change.name === undefined ? unit.aliases : []
  await db.insert(units).values({ ...next, aliases, search: searchOf(next.name, aliases) })
  return next.id
}

function postingsFrom(db: Read, unitIds: string[], on: string) {
  return db.select().from(postings).where(and(or(...unitIds.map(id => eq(postings.unitId, id))), or(isNull(postings.until), gt(postings.until, on))))
}

/** Ends the old units on the day, ties them to the new, and brings the people over with their titles. */
async function replace(db: Write, actor: Actor, old: Unit[], next: string[], kind: UnitSuccession['kind'], on: string, decision: string, chosen: (personId: string) => string = () => next[0]!): Promise<void> {
  const ids = old.map(unit => unit.id)
  for (const fromId of ids) {
    await db.update(units).set({ until: on }).where(eq(units.id, fromId))
    for (const toId of next) await db.insert(unitSuccessions).values({ id: newId(), fromId, toId, on, kind, decision })
  }
  for (const served of await postingsFrom(db, ids, on)) {
    const unitId = chosen(served.personId)
    // What would only begin after the day begins in the new unit at once: the old one is gone by then.
    if (served.since >= on) await db.update(postings).set({ unitId }).where(eq(postings.id, served.id))
    else {
      await db.update(postings).set({ until: on }).where(eq(postings.id, served.id))
      await db.insert(postings).values({ id: newId(), personId: served.personId, unitId, title: served.title, since: on, until: served.until })
    }
  }
  for (const id of ids) await record(db, actor, `unit ${kind}`, 'unit', id, { to: next, on, decision })
}

const searchOf = (name: string, aliases: string[]): string => searchable([name, ...aliases].join(' '))
