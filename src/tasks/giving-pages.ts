// The pages that give a task and that change one: the same form, with what each reader may choose.
import { asc, eq } from 'drizzle-orm'
import { fieldsInUse, namesOfPeople } from '../accounts/people.ts'
import { people, roleHoldings } from '../accounts/tables.ts'
import type { User } from '../accounts/accounts.ts'
import { inWords } from '../calendar/deadlines.ts'
import { today, written } from '../clock.ts'
import { NotAllowed } from '../errors.ts'
import { may, reach, reachOf } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { measureKinds, measureNames } from '../targets/measure.ts'
import { allUnits, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { mayChange } from './changing.ts'
import { deadlinesToMove } from './recounting.ts'
import { findTask, mayAssign, partsOf } from './seeing.ts'
import { cadences, originKinds, taskOutsiders, type Task } from './tables.ts'
import { rhythms, valuesOf } from './task-form.ts'
import type { Option } from './views.ts'
import { cadenceNames, originNames } from './words.ts'

/** People in whose name tasks are given: those who decide on them, and the person themselves where they may give. */
async function assigners(db: Read, user: User, kept: string | null): Promise<Option[]> {
  const held = await db.select({ personId: roleHoldings.personId, role: roleHoldings.role, since: roleHoldings.since, until: roleHoldings.until, name: people.name, sort: people.sort })
    .from(roleHoldings).innerJoin(people, eq(people.id, roleHoldings.personId)).orderBy(asc(people.sort))
  const leaders = held.filter(({ role, since, until }) => ['any', 'field'].includes(reachOf(role, 'decide on tasks')) && since <= today() && (until === null || until > today()))
  const lenders = await namesOfPeople(db, user.roles.flatMap(({ lentById }) => lentById ?? []))
  // A head gives tasks to the own unit in the own name only.
  const own = reach(user, 'assign tasks') === 'unit' ? [{ personId: user.id, name: user.name }, ...[...lenders].map(([personId, name]) => ({ personId, name }))]
    : [...leaders, ...may(user, 'decide on tasks') ? [{ personId: user.id, name: user.name }] : []]
  if (kept && !own.some(({ personId }) => personId === kept)) own.push({ personId: kept, name: (await namesOfPeople(db, [kept])).get(kept) ?? kept })
  return [...new Map(own.map(({ personId, name }) => [personId, { value: personId, label: personId === user.id ? `${name} (tôi)` : name }])).values()]
}

async function choicesFor(c: Ask, task: Task | null) {
  const { store, user } = c.var
  const far = reach(user, 'assign tasks')
  const units = await unitOptions(store.read)
  const own = units.filter(({ value }) => user.roles.some(({ unitIds }) => unitIds.includes(value)))
  const fields = far === 'field' ? [...new Set(user.roles.flatMap(role => role.fields))] : await fieldsInUse(store.read)
  return {
    units: [{ value: '', label: 'Chọn đơn vị' }, ...(far === 'unit' ? own : units)], coordinators: units, assigners: await assigners(store.read, user, task?.assignerId ?? null),
    domains: fields.map(value => ({ value, label: value })), origins: originKinds.map(value => ({ value, label: originNames[value] })),
    kinds: [{ value: '', label: 'Không có chỉ tiêu bằng số' }, ...measureKinds.map(value => ({ value, label: measureNames[value] }))],
    cadences: cadences.map(value => ({ value, label: cadenceNames[value] })), rhythms: Object.entries(rhythms).map(([value, label]) => ({ value, label })),
  }
}

export async function showNewTask(c: Ask, form: Form | null = null) {
  const choices = await choicesFor(c, null)
  const { user } = c.var
  const mine = choices.assigners.find(({ value }) => value === user.id) ?? choices.assigners[0]
  const units = choices.units.filter(({ value }) => value)
  return page(c, 'Giao nhiệm vụ', 'tasks/form', {
    title: 'Giao nhiệm vụ', lede: `Đơn vị chủ trì có ${c.var.config.receiptHours} giờ làm việc để tiếp nhận, rồi tự phân công người thực hiện.`, action: '/tasks', back: '/tasks', button: 'Giao nhiệm vụ', revision: null, kept: null, lead: null, choices,
    form: form ?? filled({ originKind: 'document', deadlineKind: 'date', cadence: 'monthly', targetKind: '', targetChange: 'up', assignerId: mine?.value ?? '', unitId: units.length === 1 ? units[0]!.value : '', weight: '1' }),
  })
}

export async function showTaskForm(c: Ask, id: string, form: Form | null = null) {
  const { store, user } = c.var
  const task = await findTask(store.read, user, id)
  if (!mayChange(user, task)) throw new NotAllowed('Chỉ người giao nhiệm vụ và lãnh đạo phụ trách mới sửa.')
  const outsiders = await store.read.select({ name: taskOutsiders.name }).from(taskOutsiders).where(eq(taskOutsiders.taskId, id))
  const lead = (await allUnits(store.read)).find(unit => unit.id === task.unitId)?.name ?? 'Chưa giao'
  return page(c, `Sửa: ${task.title}`, 'tasks/form', {
    title: 'Sửa nhiệm vụ', lede: task.title, action: `/tasks/${id}/edit`, back: `/tasks/${id}`, button: 'Lưu thay đổi', revision: task.revision, kept: inWords(task.deadline), lead,
    choices: await choicesFor(c, task), form: form ?? filled(valuesOf(task, await partsOf(store.read, id), outsiders.map(({ name }) => name))),
  })
}

/** Throws NotAllowed for a unit or a field that the person gives no tasks to. */
export function checkAssigning(user: User, task: { unitId: string; domain?: string | null }): void {
  if (mayAssign(user, { unitId: task.unitId, domain: task.domain ?? null })) return
  throw new NotAllowed(reach(user, 'assign tasks') === 'field' ? 'Bạn giao nhiệm vụ trong lĩnh vực mình phụ trách: hãy chọn lĩnh vực ấy.' : 'Bạn chỉ giao nhiệm vụ cho đơn vị mình phụ trách.')
}

/** Open tasks that the calendar puts on another day; whoever keeps the calendar but sees no tasks is told how many. */
export async function showDeadlines(c: Ask) {
  const { store, user } = c.var
  const moved = await deadlinesToMove(store.read, today())
  const units = await allUnits(store.read)
  const rows = may(user, 'see tasks') ? moved.slice(0, 500).map(({ id, title, unitId, from, to }) => (
    { href: `/tasks/${id}`, title, unit: units.find(unit => unit.id === unitId)?.name ?? '', from: written(from), to: written(to) })) : []
  return page(c, 'Tính lại hạn theo lịch làm việc', 'tasks/deadlines', { rows, count: moved.length })
}
