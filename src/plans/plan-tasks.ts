// Tasks of a plan as lines of its annex: added, changed and removed, by hand or from a file; what a change says in words.
import { and, asc, eq, inArray, max } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords, type Deadline } from '../calendar/deadlines.ts'
import { addWorkingHours } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf, insertTasks, searchOf, type AssigningRules, type TaskInput } from '../tasks/assigning.ts'
import { reckonTask } from '../tasks/reporting.ts'
import { taskOutsiders, taskParts, tasks } from '../tasks/tables.ts'
import { measureNames, type Measure } from '../targets/measure.ts'
import { line as oneLine } from '../text.ts'
import type { AnnexLine, OfficeUnits } from './annex-lines.ts'
import { originOf } from './copying.ts'
import type { Plan, PlanDomain } from './tables.ts'

/** What a line holds, without what became of its tasks. */
export type LineValues = Omit<AnnexLine, 'tasks' | 'position'>

const numberText = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
/** "≥ 95 %", "tối thiểu 12 tin, bài", "giảm 20 %", "Có hoặc không". */
export function measureInWords(measure: Measure | null): string {
  if (!measure) return ''
  const { kind, number, unit, direction, baselineYear } = measure
  if (number === null) return measureNames[kind]
  const figure = `${numberText.format(Math.abs(number))}${unit ? ` ${unit}` : ''}`
  if (kind === 'percent_min') return `≥ ${figure}`
  if (kind === 'percent_max') return `≤ ${figure}`
  if (kind === 'change') return `${number < 0 ? 'giảm' : 'tăng'} ${figure}${baselineYear ? ` so với ${baselineYear}` : ''}`
  return direction === 'max' ? `tối đa ${figure}` : figure
}

/** Each field of a line as words, to be shown and compared. */
const fieldsOf = (line: LineValues, office: OfficeUnits, domains: readonly PlanDomain[]): Record<string, string> => ({
  'Lĩnh vực': domains.find(({ id }) => id === line.domainId)?.title ?? '', 'Số thứ tự': line.number, 'Đề mục': line.heading ?? '', 'Nhiệm vụ': line.title, 'Sản phẩm': line.product ?? '',
  'Chỉ tiêu': measureInWords(line.measure), 'Đơn vị chủ trì': office.words(line.leads.toSorted()), 'Đơn vị phối hợp': [office.words(line.coordinators.toSorted(), line.leads.length === 1 ? line.leads[0] : ''), ...line.outsiders].filter(Boolean).join('; '),
  'Thời hạn': inWords(line.deadline), 'Trọng số': numberText.format(line.weight), 'Kinh phí': line.budgetText ?? '', 'Ghi chú': line.note ?? '',
})

export interface FieldChange { field: string; from: string; to: string }
/** What a change of a line changes, field by field, in words. */
export function changesOf(before: LineValues, after: LineValues, office: OfficeUnits, domains: readonly PlanDomain[]): FieldChange[] {
  const [from, to] = [fieldsOf(before, office, domains), fieldsOf(after, office, domains)]
  return Object.keys(from).flatMap(field => (from[field] === to[field] ? [] : [{ field, from: from[field]!, to: to[field]! }]))
}

/** Deadlines that mean the same, in whatever words. */
export const sameDeadline = (a: Deadline, b: Deadline): boolean => inWords(a) === inWords(b) && a.kind === b.kind

export async function nextPosition(db: Read, planId: string): Promise<number> {
  const [row] = await db.select({ last: max(tasks.position) }).from(tasks).where(eq(tasks.planId, planId))
  return (row?.last ?? -1) + 1
}

/** A row that each unit does for itself weighs no more than another: its tasks share the weight. */
const shareOf = ({ weight, leads }: LineValues): number => weight / Math.max(1, leads.length)

const domainName = (domains: readonly PlanDomain[], id: string | null) => domains.find(one => one.id === id)?.title ?? null

/** Adds lines with their tasks, as drafts while the plan is one. Returns the ids of the tasks. The caller records what it was. */
export async function addLines(db: Write, plan: Plan, lines: readonly (LineValues & { position: number })[], domains: readonly PlanDomain[], by: { assignerId: string; rules: AssigningRules; draft: boolean }): Promise<string[]> {
  const origin = originOf(plan)
  const inputs = lines.flatMap((one): TaskInput[] => (one.leads.length ? one.leads : [null]).map(lead => ({
    planId: plan.id, domainId: one.domainId, domain: domainName(domains, one.domainId), number: one.number || null, position: one.position, heading: one.heading, title: one.title,
    product: one.product, origin, weight: shareOf(one), unitId: lead, coordinators: one.coordinators.map(unitId => ({ unitId })), outsiders: one.outsiders,
    assignerId: by.assignerId, deadline: one.deadline, measure: one.measure, budgetText: one.budgetText, budget: one.budget, note: one.note, draft: by.draft, demo: plan.demo,
  })))
  return (await insertTasks(db, inputs, by.rules)).map(({ id }) => id)
}

/** Writes what a line is to hold into its tasks; units that come in get a task of their own, drafts of those that go are removed. */
export async function changeLine(db: Write, plan: Plan, line: AnnexLine, values: LineValues, domains: readonly PlanDomain[], by: { assignerId: string; rules: AssigningRules; draft: boolean }): Promise<void> {
  const calendar = await loadCalendar(db)
  const domain = domainName(domains, values.domainId)
  const due = values.deadline.kind === 'recurring' ? null : dueOf(calendar, values.deadline)
  const origin = originOf(plan)
  const set = {
    domainId: values.domainId, domain, number: values.number || null, heading: values.heading, title: oneLine(values.title), product: values.product, deadline: values.deadline, due,
    // The first deadline of what was given is kept for ever.
    ...(by.draft ? { firstDue: due } : {}), targetKind: values.measure?.kind ?? null, measure: values.measure, weight: shareOf(values),
    budgetText: values.budgetText, budget: values.budget, note: values.note, search: searchOf({ ...values, domain, origin }),
  }
  const [gone, stay] = [line.tasks.filter(({ unitId }) => unitId !== null && !values.leads.includes(unitId)), line.tasks.filter(({ unitId }) => unitId === null || values.leads.includes(unitId))]
  const fresh = values.leads.filter(unitId => !line.leads.includes(unitId))
  for (const { id, revision } of stay) {
    await db.update(tasks).set({ ...set, revision: revision + 1 }).where(eq(tasks.id, id))
    // What was reported already reaches another share of another target.
    if (!by.draft) await reckonTask(db, id)
  }
  for (const task of gone) {
    const next = fresh.shift()
    if (next) { await db.update(tasks).set({ ...set, revision: task.revision + 1 }).where(eq(tasks.id, task.id)); await handOver(db, task.id, next, by) }
    else if (by.draft) await removeTasks(db, [task.id])
    else await db.update(tasks).set({ state: 'dropped', revision: task.revision + 1 }).where(eq(tasks.id, task.id))
  }
  const unled = stay.find(({ unitId }) => unitId === null)
  if (unled && fresh.length) await handOver(db, unled.id, fresh.shift()!, by)
  if (fresh.length) await addLines(db, plan, [{ ...values, leads: fresh, weight: shareOf(values) * fresh.length, position: line.position }], domains, by)
  await setOthers(db, line.tasks.map(({ id }) => id), values)
}

/** Another unit takes the lead; of what was given already it has to be accepted anew. */
async function handOver(db: Write, taskId: string, unitId: string, { draft, rules }: { draft: boolean; rules: AssigningRules }): Promise<void> {
  const again = draft ? {} : { state: 'assigned' as const, assignedOn: today(), acceptedAt: null, receiptDue: addWorkingHours(await loadCalendar(db), now(), rules.receiptHours) }
  await db.update(tasks).set({ unitId, personId: null, ...again }).where(eq(tasks.id, taskId))
  await db.delete(taskParts).where(and(eq(taskParts.taskId, taskId), eq(taskParts.role, 'lead')))
  await db.delete(taskParts).where(and(eq(taskParts.taskId, taskId), eq(taskParts.unitId, unitId)))
  await db.insert(taskParts).values({ id: newId(), taskId, unitId, role: 'lead', duty: null, personId: null, receipt: 'waiting' })
}

/** Co-ordinating units and bodies outside, as they are to be; parts that stay keep their duties and what was done. */
async function setOthers(db: Write, taskIds: string[], { coordinators, outsiders }: LineValues): Promise<void> {
  const parts = await db.select().from(taskParts).where(inArray(taskParts.taskId, taskIds)).orderBy(asc(taskParts.id))
  const outside = await db.select().from(taskOutsiders).where(inArray(taskOutsiders.taskId, taskIds)).orderBy(asc(taskOutsiders.id))
  for (const taskId of taskIds) {
    const own = parts.filter(part => part.taskId === taskId)
    const surplus = own.filter(({ role, unitId }) => role === 'coordinator' && !coordinators.includes(unitId))
    if (surplus.length) await db.delete(taskParts).where(inArray(taskParts.id, surplus.map(({ id }) => id)))
    const missing = coordinators.filter(unitId => !own.some(part => part.unitId === unitId))
    if (missing.length) await db.insert(taskParts).values(missing.map(unitId => ({ id: newId(), taskId, unitId, role: 'coordinator' as const, duty: null, personId: null, receipt: 'waiting' as const })))
    const names = outside.filter(one => one.taskId === taskId).map(({ name }) => name)
    if (names.join('\n') === outsiders.join('\n')) continue
    await db.delete(taskOutsiders).where(eq(taskOutsiders.taskId, taskId))
    if (outsiders.length) await db.insert(taskOutsiders).values(outsiders.map(name => ({ id: newId(), taskId, name })))
  }
}

/** Removes drafts with their parts: nobody was given them. */
export async function removeTasks(db: Write, ids: string[]): Promise<void> {
  await db.delete(taskParts).where(inArray(taskParts.taskId, ids))
  await db.delete(taskOutsiders).where(inArray(taskOutsiders.taskId, ids))
  await db.delete(tasks).where(inArray(tasks.id, ids))
}
