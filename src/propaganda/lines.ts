// The plan of propaganda: what is to be made on which topic, by which unit, in which quarter, and to which task of the reform plan it counts.
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { spanOf } from '../calendar/deadlines.ts'
import { correspondingDay } from '../calendar/working-days.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { openStates, taskParts, tasks } from '../tasks/tables.ts'
import { line, searchable } from '../text.ts'
import { standsOn, unitsOn } from '../units/units.ts'
import { pieceForms, propagandaLines, type PieceForm, type PropagandaLine } from './tables.ts'

const short = (most: number) => z.string().optional().transform(value => line(value ?? '') || null).pipe(z.string().max(most, `Không quá ${most} ký tự.`).nullable())
const whole = (least: number, most: number, sentence: string) => z.string().optional().transform(value => Number((value ?? '').replace(/\s/g, '') || NaN))
  .refine(value => Number.isInteger(value) && value >= least && value <= most, sentence)

/** As typed; the forms that are ticked are fields of their own: form.script, form.card … */
export const lineForm = z.looseObject({
  year: whole(2020, 2100, 'Ghi năm bằng bốn chữ số.'),
  quarter: whole(1, 4, 'Chọn quý.'),
  unitId: z.string().optional().transform(value => value ?? ''),
  topic: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().min(5, 'Ghi nội dung tuyên truyền.').max(500, 'Không quá 500 ký tự.')),
  audience: short(300), budget: short(200),
  wanted: whole(1, 999, 'Ghi số sản phẩm cần phát, từ 1 đến 999.'),
  due: z.string().optional().transform(value => value ?? '').refine(isDay, 'Chọn ngày phải phát xong.'),
  taskId: z.string().max(100).optional().transform(value => value || null),
})
export type LineInput = z.output<typeof lineForm>
export type LineValues = Pick<PropagandaLine, 'year' | 'quarter' | 'unitId' | 'topic' | 'forms' | 'audience' | 'budget' | 'wanted' | 'due' | 'taskId'>

/** A line as its form writes it. */
export const valuesOf = ({ forms, year, quarter, unitId, topic, audience, budget, wanted, due, taskId }: PropagandaLine): Record<string, string> => ({
  year: String(year), quarter: String(quarter), unitId, topic, audience: audience ?? '', budget: budget ?? '', wanted: String(wanted), due, taskId: taskId ?? '',
  ...Object.fromEntries(forms.map(one => [`form.${one}`, 'on'])),
})

const formsIn = (input: Record<string, unknown>): PieceForm[] => pieceForms.filter(form => input[`form.${form}`] === 'on')

export interface Quarter { year: number; quarter: number }

/** The first and the last day of a quarter. */
export const daysOfQuarter = ({ year, quarter }: Quarter): { from: string; to: string } => spanOf(`${year}-Q${quarter}`)
export const quarterAfter = ({ year, quarter }: Quarter): Quarter => (quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: quarter + 1 })

/** The quarter in which a day stands. */
export const quarterOf = (day: string): Quarter => ({ year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) })

/** Throws NotAllowed unless the person may plan for the unit. */
function planner(user: User, unitId: string) {
  if (!may(user, 'plan propaganda', { unitId })) throw new NotAllowed('Kế hoạch tuyên truyền của đơn vị do thủ trưởng đơn vị ấy, đầu mối CCHC và lãnh đạo lập.')
  return actor(user, 'plan propaganda', { unitId })
}

/** Units that the person may plan for. */
export const plannedUnits = async (db: Read, user: User): Promise<{ value: string; label: string }[]> =>
  (await unitsOn(db, today())).filter(({ id, kind }) => kind !== 'leadership' && may(user, 'plan propaganda', { unitId: id }))
    .map(({ id, name }) => ({ value: id, label: name }))

/** Open tasks of the unit that a line of its plan may count to; those that speak of propaganda come first. */
export async function tasksToCountTo(db: Read, user: User, unitId: string): Promise<{ value: string; label: string }[]> {
  const parts = db.select({ id: taskParts.taskId }).from(taskParts).where(eq(taskParts.unitId, unitId))
  const rows = await db.select({ value: tasks.id, label: tasks.title, search: tasks.search }).from(tasks)
    .where(and(or(eq(tasks.unitId, unitId), inArray(tasks.id, parts)), inArray(tasks.state, [...openStates]), visibleTasks(db, user)))
    .orderBy(asc(tasks.due), asc(tasks.id)).limit(500)
  const speaks = ({ search }: { search: string }) => (/tuyen truyen|truyen thong|tin bai/.test(search) ? 0 : 1)
  return rows.toSorted((a, b) => speaks(a) - speaks(b)).map(({ value, label }) => ({ value, label }))
}

async function checked(db: Read, user: User, input: LineInput, before: PropagandaLine | null): Promise<LineValues> {
  const { year, quarter, unitId, topic, audience, budget, wanted, due, taskId } = input
  const errors: Record<string, string> = {}
  const forms = formsIn(input)
  if (!forms.length) errors.forms = 'Chọn ít nhất một hình thức.'
  const unit = (await unitsOn(db, today())).find(({ id }) => id === unitId)
  if ((!unit || !standsOn(unit, today())) && unitId !== before?.unitId) errors.unitId = 'Chọn đơn vị thực hiện.'
  const { from, to } = daysOfQuarter(input)
  if (due < from || due > to) errors.due = `Ngày phát xong phải ở trong quý ${quarter} năm ${year}.`
  if (taskId && taskId !== before?.taskId && !(await tasksToCountTo(db, user, unitId)).some(({ value }) => value === taskId)) {
    errors.taskId = 'Nhiệm vụ này không phải của đơn vị đã chọn, hoặc đã kết thúc. Hãy chọn lại.'
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  return { year, quarter, unitId, topic, forms, audience, budget, wanted, due, taskId }
}

/** What a line would be once it is saved. Throws Invalid, NotAllowed. */
export async function checkedLine(db: Read, user: User, before: PropagandaLine | null, input: LineInput): Promise<LineValues> {
  if (before?.droppedAt) throw new Invalid({ '': 'Dòng này đã bỏ khỏi kế hoạch, không sửa được nữa.' })
  if (before) planner(user, before.unitId)
  planner(user, input.unitId)
  return checked(db, user, input, before)
}

/** Adds a line, or changes one. Returns its id. Throws Invalid, NotAllowed. */
export async function saveLine(db: Write, user: User, before: PropagandaLine | null, input: LineInput): Promise<string> {
  const values = await checkedLine(db, user, before, input)
  const by = planner(user, values.unitId)
  const id = before?.id ?? newId()
  if (before) await db.update(propagandaLines).set(values).where(eq(propagandaLines.id, id))
  else await db.insert(propagandaLines).values({ id, ...values, droppedAt: null, demo: user.demo, madeById: user.id, madeAt: now() })
  await record(db, by, 'propaganda line written', 'propagandaLine', id, { wanted: values.wanted, due: values.due })
  return id
}

/** Drops a line from the plan; its pieces stay, and what was distributed counts to the task no more. Throws Invalid, NotAllowed. */
export async function dropLine(db: Write, user: User, { id, unitId, droppedAt }: PropagandaLine, reason: string): Promise<void> {
  const by = planner(user, unitId)
  if (!line(reason)) throw new Invalid({ reason: 'Ghi lý do bỏ.' })
  if (droppedAt) return
  await db.update(propagandaLines).set({ droppedAt: now() }).where(eq(propagandaLines.id, id))
  await record(db, by, 'propaganda line dropped', 'propagandaLine', id, { reason: line(reason) })
}

type Named = Pick<PropagandaLine, 'unitId' | 'topic' | 'year' | 'quarter'>
const sameTopic = (a: Omit<Named, 'year' | 'quarter'>, b: Omit<Named, 'year' | 'quarter'>) => a.unitId === b.unitId && searchable(a.topic) === searchable(b.topic)
/** Whether two lines plan the same, wherever they are written. */
export const sameLine = (a: Named, b: Named): boolean => a.year === b.year && a.quarter === b.quarter && sameTopic(a, b)

/** Copies the lines of a quarter that the person may plan into the next one; a topic that stands there already is left. Returns how many. */
export async function copyQuarter(db: Write, user: User, from: Quarter, unitId: string): Promise<number> {
  const next = quarterAfter(from)
  const there = await linesIn(db, next)
  const lines = (await linesIn(db, from)).filter(one => (!unitId || one.unitId === unitId) && may(user, 'plan propaganda', { unitId: one.unitId }))
  const open = new Set<string>()
  for (const id of new Set(lines.map(one => one.unitId))) for (const { value } of await tasksToCountTo(db, user, id)) open.add(value)
  let copied = 0
  for (const one of lines.filter(each => !there.some(other => sameTopic(each, other)))) {
    const id = newId()
    const taskId = one.taskId && open.has(one.taskId) ? one.taskId : null
    const due = correspondingDay(one.due, 3)
    await db.insert(propagandaLines).values({ ...one, id, ...next, due, taskId, droppedAt: null, demo: user.demo, madeById: user.id, madeAt: now() })
    await record(db, planner(user, one.unitId), 'propaganda line written', 'propagandaLine', id, { wanted: one.wanted, copiedFrom: one.id })
    copied++
  }
  return copied
}

const linesIn = (db: Read, { year, quarter }: Quarter): Promise<PropagandaLine[]> =>
  db.select().from(propagandaLines).where(and(eq(propagandaLines.year, year), eq(propagandaLines.quarter, quarter), isNull(propagandaLines.droppedAt)))

export async function findLine(db: Read, id: string): Promise<PropagandaLine> {
  const [found] = await db.select().from(propagandaLines).where(eq(propagandaLines.id, id))
  if (!found) throw new NotFound('Không có dòng kế hoạch tuyên truyền này.')
  return found
}
