// Changing what a task says: each field with what it was and what it became, so that nothing of its history is lost.
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { inWords } from '../calendar/deadlines.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { amountInWords, targetInWords } from '../targets/computing.ts'
import { measureNames, type Measure } from '../targets/measure.ts'
import { current, nameOf, unitNameOf, type Current } from './acting.ts'
import { dueOf, originKeyOf, searchOf, type TaskInput } from './assigning.ts'
import { asAssigner, mayDrop } from './deciding.ts'
import { reckonTask } from './reporting.ts'
import { taskOutsiders, taskParts, tasks, type Task } from './tables.ts'
import { cadenceNames, originInWords } from './words.ts'

/** What may be changed; what is left out stays. The unit in the lead only of a draft: a given task is handed over. */
export type TaskChange = Partial<Pick<TaskInput, 'domainId' | 'domain' | 'number' | 'position' | 'heading' | 'title' | 'product' | 'origin' | 'weight' | 'unitId' | 'coordinators' | 'outsiders'
  | 'assignerId' | 'deadline' | 'cadence' | 'measure' | 'budgetText' | 'budget' | 'note'>>

/** One changed field, in words as the page shows them. */
export interface ChangedField { field: string; from: string; to: string }

export const fieldNames: Record<string, string> = {
  domain: 'Lĩnh vực', number: 'Số thứ tự', heading: 'Mục', title: 'Nội dung', product: 'Sản phẩm', origin: 'Nguồn giao', weight: 'Trọng số', unitId: 'Chủ trì', coordinators: 'Phối hợp',
  outsiders: 'Đơn vị ngoài Sở', assignerId: 'Người giao', deadline: 'Thời hạn', due: 'Hạn', cadence: 'Nhịp báo cáo', measure: 'Chỉ tiêu', budgetText: 'Kinh phí', note: 'Ghi chú',
}

/** Whether the person may change what the task says: of a draft those who write plans, then whoever gives or decides. */
export const mayChange = (user: User, task: Task): boolean => (task.state === 'draft' ? may(user, 'write plans') : mayDrop(user, task))

function asChanger(user: User, task: Task): Actor {
  if (!mayChange(user, task)) throw new NotAllowed('Chỉ người giao nhiệm vụ và lãnh đạo phụ trách mới sửa.')
  return task.state === 'draft' ? actor(user, 'write plans') : asAssigner(user, task)
}

/**
 * Changes a task. Returns what changed; nothing is written where nothing did. The first deadline of a given task stays.
 * Throws Invalid where somebody saved since `revision`, saying who; NotAllowed.
 */
export async function changeTask(db: Write, user: User, given: Pick<Task, 'id'>, change: TaskChange, revision: number): Promise<ChangedField[]> {
  const standing = await current(db, given)
  const { task } = standing
  const by = asChanger(user, task)
  if (task.state === 'done' || task.state === 'dropped') throw new Invalid({ '': 'Nhiệm vụ đã khép lại nên không sửa nữa. Cần sửa thì mở lại trước.' })
  if (task.revision !== revision) throw new Invalid({ '': await whoChanged(db, task) })
  const { coordinators, outsiders, ...columns } = change
  if (columns.title !== undefined) columns.title = line(columns.title)
  if (columns.title === '') throw new Invalid({ title: 'Hãy ghi nội dung nhiệm vụ.' })
  if (columns.unitId !== undefined && columns.unitId !== task.unitId && task.state !== 'draft') throw new Invalid({ unitId: 'Nhiệm vụ đã giao thì dùng “Chuyển đơn vị khác”.' })
  const next: Task = { ...task, ...columns as Partial<Task>, revision: revision + 1 }
  if (columns.deadline && !same(columns.deadline, task.deadline)) Object.assign(next, await datesOf(db, task, columns.deadline))
  next.targetKind = next.measure?.kind ?? null
  next.originKind = next.origin.kind
  next.originKey = originKeyOf(next.origin)
  next.search = searchOf(next)
  const changes = await changesBetween(db, task, next)
  if (coordinators) changes.push(...await setCoordinators(db, standing, next, coordinators))
  if (outsiders) changes.push(...await setOutsiders(db, task.id, outsiders))
  if (!changes.length) return []
  const { id, ...row } = next
  await db.update(tasks).set(row).where(eq(tasks.id, id))
  if (next.unitId !== task.unitId) await setLead(db, standing, next.unitId)
  if (!same(task.measure, next.measure) || task.due !== next.due) await reckonTask(db, id)
  await record(db, by, 'task changed', 'task', id, { revision: next.revision, changes, ...(task.due === next.due ? {} : { from: task.due, to: next.due }) })
  return changes
}

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
/** PostgreSQL gives the keys of JSON back in an order of its own. */
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value)

async function whoChanged(db: Read, task: Task): Promise<string> {
  const [last] = await db.select().from(events).where(and(eq(events.subjectKind, 'task'), eq(events.subjectId, task.id), eq(events.action, 'task changed'))).orderBy(desc(events.number)).limit(1)
  const fields = ((last?.details.changes ?? []) as ChangedField[]).map(({ field }) => fieldNames[field] ?? field).join(', ')
  return `${last ? `${await nameOf(db, last.actorId)} vừa sửa nhiệm vụ này lúc ${momentInWords(last.at)}${fields ? ` (${fields})` : ''}` : 'Nhiệm vụ này vừa được sửa ở cửa sổ khác'}. Điều bạn nhập vẫn còn; xem lại rồi bấm Lưu lần nữa nếu vẫn muốn thay.`
}

async function datesOf(db: Read, task: Task, deadline: Task['deadline']): Promise<Partial<Task>> {
  if (task.state !== 'draft' && (task.state === 'series') !== (deadline.kind === 'recurring')) throw new Invalid({ deadline: 'Việc định kỳ chỉ đổi được sang nhịp khác, việc một lần chỉ đổi được hạn. Cần khác thì giao nhiệm vụ mới.' })
  if (deadline.kind === 'recurring') return { due: null, firstDue: null }
  const due = dueOf(await loadCalendar(db), deadline)
  return { due, firstDue: task.state === 'draft' ? due : task.firstDue ?? due }
}

const measureInWords = (measure: Measure | null) => (measure ? `${measureNames[measure.kind]}: ${targetInWords(measure)}` : '')

async function changesBetween(db: Read, before: Task, after: Task): Promise<ChangedField[]> {
  const words: Record<string, (task: Task) => string | Promise<string>> = {
    title: ({ title }) => title, product: ({ product }) => product ?? '', domain: ({ domain }) => domain ?? '', number: ({ number }) => number ?? '', heading: ({ heading }) => heading ?? '',
    weight: ({ weight }) => amountInWords(weight), deadline: ({ deadline }) => inWords(deadline), due: ({ due }) => (due ? written(due) : ''), cadence: ({ cadence }) => cadenceNames[cadence],
    measure: ({ measure }) => measureInWords(measure), budgetText: ({ budgetText }) => budgetText ?? '', note: ({ note }) => note ?? '', origin: ({ origin }) => originInWords(origin),
    assignerId: ({ assignerId }) => nameOf(db, assignerId), unitId: ({ unitId }) => (unitId ? unitNameOf(db, unitId) : ''),
  }
  const changed = Object.keys(words).filter(field => !same(before[field as keyof Task], after[field as keyof Task]))
  return Promise.all(changed.map(async field => ({ field, from: await words[field]!(before), to: await words[field]!(after) })))
}

async function setCoordinators(db: Write, { task, parts }: Current, next: Task, wanted: NonNullable<TaskInput['coordinators']>): Promise<ChangedField[]> {
  const rows = wanted.filter(({ unitId }, at) => unitId !== next.unitId && wanted.findIndex(one => one.unitId === unitId) === at).map(({ unitId, duty }) => ({ unitId, duty: duty?.trim() || null }))
  const kept = parts.filter(({ role }) => role === 'coordinator')
  const said = async (list: { unitId: string; duty: string | null }[]) =>
    (await Promise.all(list.map(async ({ unitId, duty }) => `${await unitNameOf(db, unitId)}${duty ? `: ${duty}` : ''}`))).join('; ')
  const byUnit = (a: { unitId: string }, b: { unitId: string }) => (a.unitId < b.unitId ? -1 : 1)
  if (same(kept.map(({ unitId, duty }) => ({ unitId, duty })).toSorted(byUnit), rows.toSorted(byUnit))) return []
  const change = { field: 'coordinators', from: await said(kept), to: await said(rows) }
  const gone = kept.filter(part => !rows.some(({ unitId }) => unitId === part.unitId)).map(({ id }) => id)
  if (gone.length) await db.delete(taskParts).where(inArray(taskParts.id, gone))
  for (const { unitId, duty } of rows) {
    const part = kept.find(one => one.unitId === unitId)
    if (part) await db.update(taskParts).set({ duty }).where(eq(taskParts.id, part.id))
    else await db.insert(taskParts).values({ id: newId(), taskId: task.id, unitId, role: 'coordinator', duty, receipt: 'waiting' })
  }
  return [change]
}

async function setOutsiders(db: Write, taskId: string, wanted: readonly string[]): Promise<ChangedField[]> {
  const names = [...new Set(wanted.map(line).filter(Boolean))]
  const kept = (await db.select({ name: taskOutsiders.name }).from(taskOutsiders).where(eq(taskOutsiders.taskId, taskId))).map(({ name }) => name)
  if (same(kept.toSorted(), names.toSorted())) return []
  await db.delete(taskOutsiders).where(eq(taskOutsiders.taskId, taskId))
  if (names.length) await db.insert(taskOutsiders).values(names.map(name => ({ id: newId(), taskId, name })))
  return [{ field: 'outsiders', from: kept.join('; '), to: names.join('; ') }]
}

/** Of a draft: another unit in the lead, nobody was told yet. */
async function setLead(db: Write, { task, parts }: Current, unitId: string | null): Promise<void> {
  const lead = parts.find(({ role }) => role === 'lead')
  if (lead) await db.delete(taskParts).where(eq(taskParts.id, lead.id))
  if (!unitId) return
  await db.delete(taskParts).where(and(eq(taskParts.taskId, task.id), eq(taskParts.unitId, unitId)))
  await db.insert(taskParts).values({ id: newId(), taskId: task.id, unitId, role: 'lead', receipt: 'waiting' })
}
