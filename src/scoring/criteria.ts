// The lines of a set of criteria, typed one by one or many at once: the number says where each stands in the tree.
import { eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { numberFrom } from '../targets/figures.ts'
import { amountInWords } from '../targets/computing.ts'
import { line } from '../text.ts'
import { ruleFrom } from './rule-text.ts'
import { methodNames, toPoints } from './rules.ts'
import { criteriaOf } from './seeing.ts'
import { criteria, methods, scoringRounds, sides, type CriteriaSet, type Criterion, type Method, type Side, type Source } from './tables.ts'

/** A line as it is typed; all of it text. `method` and `side` by their key or their name. */
export interface TypedCriterion {
  number: string; name: string; maximum: string; method: string; rule: string; what: string; of: string
  evidence: string; optional: string; side: string; owner: string; source: string
}

export const sideNames: Record<Side, string> = { plain: 'Thường', bonus: 'Điểm cộng', penalty: 'Điểm trừ' }

export type CriterionValues = Omit<Criterion, 'id' | 'setId' | 'parentId' | 'position'>

const named = <T extends string>(keys: readonly T[], names: Record<T, string>, text: string): T | undefined =>
  keys.find(key => key === text || names[key].toLocaleLowerCase('vi') === text.trim().toLocaleLowerCase('vi'))

/** The text of a source: a figure's key, or 'task ' and the id. */
export const sourceFrom = (text: string): Source | null =>
  (text.startsWith('task ') ? { kind: 'task', taskId: text.slice(5) } : text ? { kind: 'figure', key: text } : null)
export const textOfSource = (source: Source | null): string => (source === null ? '' : source.kind === 'task' ? `task ${source.taskId}` : source.key)

/**
 * The line, or a sentence for each field that cannot be taken. Without a method it is a group.
 * @param owner the unit that the text means; null for none
 */
export function criterionFrom(typed: TypedCriterion, owner: string | null): CriterionValues {
  const errors: Record<string, string> = {}
  const [number, name, what, of] = [line(typed.number).replace(/\.$/, ''), line(typed.name), line(typed.what), line(typed.of)]
  if (!/^\d{1,3}(\.\d{1,3}){0,3}$/.test(number)) errors.number = 'Đánh số như 1, 1.2 hoặc 1.2.3.'
  if (name.length < 3 || name.length > 600) errors.name = 'Ghi tên tiêu chí, từ 3 đến 600 ký tự.'
  const method: Method | null = named(methods, methodNames, typed.method) ?? null
  if (typed.method.trim() && !method) errors.method = `Chọn một cách chấm: ${Object.values(methodNames).join(', ')}.`
  const side = named(sides, sideNames, typed.side || 'plain')
  if (!side) errors.side = `Ghi ${Object.values(sideNames).join(', ')}.`
  const maximum = typed.maximum.trim() ? numberFrom(typed.maximum) : null
  if (maximum !== null && (Number.isNaN(maximum) || maximum <= 0 || maximum > 1000)) errors.maximum = 'Ghi điểm tối đa bằng số lớn hơn 0, như 1 hoặc 0,5.'
  else if (method && maximum === null) errors.maximum = 'Ghi điểm tối đa.'
  const rule = !method || errors.maximum ? {} : ruleOr(errors, method, typed.rule, maximum!, what, of)
  if (Object.keys(errors).length) throw new Invalid(errors)
  return {
    number, name, side: side!, method, maximum: maximum === null ? null : toPoints(maximum), rule, evidence: line(typed.evidence) || null,
    optional: Boolean(typed.optional.trim()), ownerUnitId: owner, source: method ? sourceFrom(typed.source.trim()) : null,
  }
}

function ruleOr(errors: Record<string, string>, ...given: Parameters<typeof ruleFrom>) {
  try { return ruleFrom(...given) } catch (error) {
    if (!(error instanceof Invalid)) throw error
    Object.assign(errors, error.errors)
    return {}
  }
}

const partsOf = (number: string) => number.split('.').map(Number)
const byNumber = (a: { number: string }, b: { number: string }) => {
  const [left, right] = [partsOf(a.number), partsOf(b.number)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1)
    if (difference) return difference
  }
  return 0
}
export const parentNumber = (number: string): string => number.split('.').slice(0, -1).join('.')

/** What is wrong among the lines as a whole, by number: double numbers, missing groups, groups that are scored, sums that differ. */
export function mistakesAmong(rows: readonly Pick<CriterionValues, 'number' | 'method' | 'maximum' | 'side'>[]): Map<string, string> {
  const mistakes = new Map<string, string>()
  const known = new Map(rows.map(row => [row.number, row]))
  const under = Map.groupBy(rows, ({ number }) => parentNumber(number))
  const sumOf = (number: string): number => (under.get(number) ?? []).reduce((sum, row) => sum + (row.method ? row.maximum ?? 0 : sumOf(row.number)), 0)
  const seen = new Set<string>()
  for (const { number, method, maximum, side } of rows) {
    const children = under.get(number) ?? []
    const parent = parentNumber(number)
    if (seen.has(number)) mistakes.set(number, `Số ${number} có hai dòng.`)
    else if (parent && !known.has(parent)) mistakes.set(number, `Chưa có dòng ${parent} mà ${number} thuộc vào.`)
    else if (parent && known.get(parent)!.side !== side) mistakes.set(number, `Dòng ${number} và dòng ${parent} phải cùng loại điểm.`)
    else if (children.length && method) mistakes.set(number, `Dòng ${number} có dòng con nên không có cách chấm riêng: điểm là tổng các dòng con.`)
    else if (!children.length && !method) mistakes.set(number, `Dòng ${number} chưa có cách chấm và cũng không có dòng con.`)
    else if (!method && maximum !== null && toPoints(sumOf(number)) !== toPoints(maximum)) {
      mistakes.set(number, `Điểm tối đa ${amountInWords(maximum)} của dòng ${number} khác tổng các dòng con là ${amountInWords(toPoints(sumOf(number)))}.`)
    }
    seen.add(number)
  }
  return mistakes
}

/** Throws Invalid where a round uses the set. */
export async function refuseUsed(db: Read, { id }: Pick<CriteriaSet, 'id'>): Promise<void> {
  if (await db.$count(scoringRounds, eq(scoringRounds.setId, id))) {
    throw new Invalid({ '': 'Bộ tiêu chí đã dùng trong một đợt chấm điểm nên không sửa nữa. Hãy chép thành bộ mới rồi sửa bộ mới.' })
  }
}

/** Puts every line in its place by its number. */
async function place(db: Write, setId: string): Promise<void> {
  const rows = (await criteriaOf(db, setId)).toSorted(byNumber)
  const ids = new Map(rows.map(({ id, number }) => [number, id]))
  for (const [position, row] of rows.entries()) {
    const parentId = ids.get(parentNumber(row.number)) ?? null
    if (row.position !== position || row.parentId !== parentId) await db.update(criteria).set({ position, parentId }).where(eq(criteria.id, row.id))
  }
}

/** Replaces all lines of a set. The lines were checked before. */
export async function replaceCriteria(db: Write, setId: string, rows: readonly CriterionValues[]): Promise<void> {
  await db.delete(criteria).where(eq(criteria.setId, setId))
  const ordered = rows.toSorted(byNumber)
  const ids = new Map(ordered.map(({ number }) => [number, newId()]))
  const values = ordered.map((row, position) => ({
    ...row, maximum: row.method ? row.maximum : null, id: ids.get(row.number)!, setId, position, parentId: ids.get(parentNumber(row.number)) ?? null,
  }))
  for (let at = 0; at < values.length; at += 50) await db.insert(criteria).values(values.slice(at, at + 50))
}

/** Adds a line, or changes one, with what hangs under it. Throws Invalid, NotFound. */
export async function saveCriterion(db: Write, user: User, set: CriteriaSet, id: string | null, values: CriterionValues): Promise<void> {
  await refuseUsed(db, set)
  const rows = await criteriaOf(db, set.id)
  const before = id ? rows.find(row => row.id === id) : null
  if (before === undefined) throw new NotFound('Không có tiêu chí này.')
  const children = before ? rows.filter(row => row.number.startsWith(`${before.number}.`)) : []
  const moved = new Map(children.map(row => [row.id, `${values.number}${row.number.slice(before!.number.length)}`]))
  const others = rows.filter(row => row.id !== id).map(row => ({ ...row, number: moved.get(row.id) ?? row.number }))
  if (others.some(({ number }) => number === values.number || [...moved.values()].filter(one => one === number).length > 1)) {
    throw new Invalid({ number: `Số ${values.number} đã có trong bộ.` })
  }
  const wrong = mistakesAmong([...others, values]).get(values.number)
  const isNewGroup = !values.method && !children.length
  if (wrong && !isNewGroup) throw new Invalid({ [values.method && children.length ? 'method' : /tối đa/.test(wrong) ? 'maximum' : 'number']: wrong })
  const parent = others.find(({ number }) => number === parentNumber(values.number))
  if (parent?.method) throw new Invalid({ number: `Dòng ${parent.number} có cách chấm riêng nên không có dòng con. Hãy bỏ cách chấm của dòng ấy trước.` })
  const kept = { ...values, maximum: values.method ? values.maximum : null }
  if (before) {
    // Numbers are unique in a set: what hangs under it steps aside before it takes its new place.
    for (const { id: child, number } of children) await db.update(criteria).set({ number: `~${number}` }).where(eq(criteria.id, child))
    await db.update(criteria).set(kept).where(eq(criteria.id, before.id))
    for (const [child, number] of moved) await db.update(criteria).set({ number }).where(eq(criteria.id, child))
  } else {
    await db.insert(criteria).values({ ...kept, id: newId(), setId: set.id, position: rows.length, parentId: null })
  }
  await place(db, set.id)
  await record(db, actor(user, 'write criteria'), 'criterion written', 'criteria', set.id, { number: values.number })
}

/** Removes a line with all under it. */
export async function removeCriterion(db: Write, user: User, set: CriteriaSet, id: string): Promise<void> {
  await refuseUsed(db, set)
  const rows = await criteriaOf(db, set.id)
  const found = rows.find(row => row.id === id)
  if (!found) throw new NotFound('Không có tiêu chí này.')
  const gone = rows.filter(row => row.id === id || row.number.startsWith(`${found.number}.`)).map(row => row.id)
  await db.delete(criteria).where(inArray(criteria.id, gone))
  await place(db, set.id)
  await record(db, actor(user, 'write criteria'), 'criterion removed', 'criteria', set.id, { number: found.number })
}
