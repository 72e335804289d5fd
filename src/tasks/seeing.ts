// Which tasks a person may see, and what a task says of itself to the policy.
import { and, eq, inArray, ne, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { NotFound } from '../errors.ts'
import { may, reach, reachOf, type Thing } from '../policy.ts'
import { given, prepared } from '../store/prepared.ts'
import { nothing, type Read } from '../store/store.ts'
import { taskParts, tasks, type Task, type TaskPart } from './tables.ts'

/** Units that are the person's own by a role with this reach, their lineage included. */
export const ownUnits = (user: User): string[] =>
  [...new Set(user.roles.filter(({ role }) => reachOf(role, 'see tasks') === 'coord').flatMap(({ unitIds }) => unitIds))]

/**
 * The condition on `tasks` for what the person may see: everything, or what their units lead and co-ordinate, what they
 * were given and what they gave. Drafts are seen by those who write or approve plans.
 */
export function visibleTasks(db: Read, user: User): SQL | undefined {
  const drafts = may(user, 'write plans') || may(user, 'approve plans') ? undefined : ne(tasks.state, 'draft')
  const far = reach(user, 'see tasks')
  if (far === '-') return nothing
  if (far === 'any') return drafts
  const units = ownUnits(user)
  const parts = or(eq(taskParts.personId, user.id), units.length ? inArray(taskParts.unitId, units) : undefined)
  return and(drafts, or(eq(tasks.personId, user.id), eq(tasks.assignerId, user.id),
    inArray(tasks.id, db.select({ id: taskParts.taskId }).from(taskParts).where(parts))))
}

/** The condition on `tasks` for those that figures count for the person: all, or what the own units lead. */
export function countedTasks(user: User): SQL | undefined {
  const far = reach(user, 'see tasks')
  if (far === 'any') return undefined
  const units = ownUnits(user)
  return far === '-' || !units.length ? nothing : inArray(tasks.unitId, units)
}

/** The task, if the person may see it. Throws NotFound. */
export async function findTask(db: Read, user: User, id: string): Promise<Task> {
  const [task] = await db.select().from(tasks).where(and(eq(tasks.id, id), visibleTasks(db, user)))
  if (!task) throw new NotFound('Không có nhiệm vụ này, hoặc bạn không được xem.')
  return task
}

const allParts = prepared((db: Read) => db.select().from(taskParts).where(eq(taskParts.taskId, given('id'))).prepare(''))
export const partsOf = (db: Read, taskId: string): Promise<TaskPart[]> => allParts(db).execute({ id: taskId })

const byId = prepared((db: Read) => db.select().from(tasks).where(eq(tasks.id, given('id'))).prepare(''))
/** The task, whoever may see it; undefined where there is none. */
export const taskById = async (db: Read, id: string): Promise<Task | undefined> => (await byId(db).execute({ id }))[0]

/** The task as the policy looks at it when somebody works on it: 'mine' is the person named by a unit. */
export const workThing = (user: User, task: Task, parts: readonly TaskPart[]): Thing => ({
  unitId: task.unitId, field: task.domain,
  coordinatingUnitIds: parts.filter(({ role }) => role === 'coordinator').map(({ unitId }) => unitId),
  personId: [task.personId, ...parts.map(({ personId }) => personId)].includes(user.id) ? user.id : null,
})

/** The task as the policy looks at it when somebody decides on it: 'mine' is who gave it. */
export const decisionThing = (task: Task): Thing => ({ unitId: task.unitId, field: task.domain, personId: task.assignerId })

/** Whether the person may acknowledge, return and confirm reports on the task, and decide on requests. Whoever gave it may. */
export const mayDecide = (user: User, task: Task): boolean =>
  may(user, 'decide on tasks', decisionThing(task)) || (task.assignerId === user.id && may(user, 'decide on tasks'))

/** The condition on `tasks` for those that the person may decide on: `mayDecide` as a query. */
export function decidableTasks(user: User): SQL | undefined {
  const ways = user.roles.flatMap(({ role, fields }): (SQL | 'all')[] => {
    const far = reachOf(role, 'decide on tasks')
    if (far === 'any') return ['all']
    if (far === '-') return []
    return [eq(tasks.assignerId, user.id), ...(far === 'field' && fields.length ? [inArray(tasks.domain, fields)] : [])]
  })
  if (ways.includes('all')) return undefined
  return ways.length ? or(...ways.filter(way => way !== 'all')) : nothing
}

/** Whether the person decides on nothing but what they gave themselves: few tasks among all, so a query begins with those. */
export const decidesOwnOnly = (user: User): boolean =>
  user.roles.every(({ role, fields }) => { const far = reachOf(role, 'decide on tasks'); return far === '-' || far === 'mine' || (far === 'field' && !fields.length) })

export const mayReport = (user: User, task: Task, parts: readonly TaskPart[]): boolean => may(user, 'report on tasks', workThing(user, task, parts))
export const mayReceive = (user: User, task: Task, parts: readonly TaskPart[]): boolean => may(user, 'receive tasks', workThing(user, task, parts))
export const mayAssign = (user: User, task: Pick<Task, 'unitId' | 'domain'>): boolean => may(user, 'assign tasks', { unitId: task.unitId, field: task.domain })

/** The unit of the task for which the person acts: the lead where it is their own, else the co-ordinating one; null for neither. */
export function actingPart(user: User, parts: readonly TaskPart[]): TaskPart | null {
  const own = new Set(user.roles.flatMap(({ unitIds }) => unitIds))
  const theirs = parts.filter(({ unitId, personId }) => own.has(unitId) || personId === user.id)
  return theirs.find(({ role }) => role === 'lead') ?? theirs[0] ?? null
}
