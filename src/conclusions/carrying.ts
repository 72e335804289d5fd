// What the next meeting has to speak of: the conclusions of the last one, and those of earlier ones that are not done, each told once.
import { and, asc, eq, exists, inArray, ne, notExists, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks, type Task } from '../tasks/tables.ts'
import { standingsOf, type ConclusionStanding } from './standing.ts'
import { conclusions, conclusionTasks, conclusionWorks, type Conclusion, type ConclusionWork } from './tables.ts'

const columns = {
  id: tasks.id, title: tasks.title, state: tasks.state, due: tasks.due, firstDue: tasks.firstDue, finishedOn: tasks.finishedOn, deadline: tasks.deadline,
  unitId: tasks.unitId, seriesId: tasks.seriesId, percent: tasks.percent, measure: tasks.measure, value: tasks.value, lastReportOn: tasks.lastReportOn,
}
export type TaskOf = Pick<Task, keyof typeof columns>

/** A conclusion with all that is known of what it speaks of. What was reminded of is told by its last reminder. */
export interface Matter {
  conclusion: Conclusion
  standing: ConclusionStanding
  /** Meetings to which it was carried since it was first concluded. */
  carried: number
  /** Tasks that the person may see. */
  tasks: TaskOf[]
  works: ConclusionWork[]
}

/** @param meetingIds meetings that were held, the last one first */
export async function mattersOf(db: Read, user: User, [lastId, ...earlier]: readonly string[]): Promise<Matter[]> {
  const c = conclusions
  const former = await perhapsOpen(db, earlier)
  const found = [...await db.select().from(c).where(eq(c.meetingId, lastId!)), ...former.length ? await db.select().from(c).where(inArray(c.id, former)) : []]
  const rootOf = ({ id, remindsId }: Conclusion) => remindsId ?? id
  const ids = [...new Set(found.flatMap(one => [one.id, rootOf(one)]))]
  const standings = await standingsOf(db, ids)
  const place = new Map([lastId!, ...earlier].map((id, at) => [id, at]))
  const newest = [...Map.groupBy(found, rootOf).values()].map(all =>
     all.toSorted((a, b) => place.get(a.meetingId)! - place.get(b.meetingId)! || b.position - a.position)[0]!)
  const tasksOf = await tasksOfEach(db, user, ids)
  const ofThese = inArray(conclusionWorks.conclusionId, ids)
  const works = Map.groupBy(ids.length ? await db.select().from(conclusionWorks).where(ofThese).orderBy(asc(conclusionWorks.position)) : [], ({ conclusionId }) => conclusionId)
  return newest.map((conclusion): Matter => {
    const root = rootOf(conclusion)
    const [own, first] = [standings.get(conclusion.id)!, standings.get(root) ?? standings.get(conclusion.id)!]
    return {
      // A reminder that has no task of its own stands as what it reminds of.
      conclusion, standing: own.state === 'open' ? first : own, carried: first.carried, works: works.get(conclusion.id) ?? works.get(root) ?? [],
      tasks: [...new Map([...tasksOf.get(conclusion.id) ?? [], ...tasksOf.get(root) ?? []].map(task => [task.id, task])).values()],
    }
  }).toSorted((a, b) => place.get(a.conclusion.meetingId)! - place.get(b.conclusion.meetingId)! || a.conclusion.position - b.conclusion.position)
}

/** Of years of meetings most is done: these are the conclusions of which not every task is, or a piece of work was not given. */
async function perhapsOpen(db: Read, meetingIds: readonly string[]): Promise<string[]> {
  if (!meetingIds.length) return []
  const c = conclusions
  const linked = (which: SQL | undefined) => db.select({ id: conclusionTasks.id }).from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId))
    .where(and(eq(conclusionTasks.conclusionId, c.id), ne(tasks.state, 'dropped'), which))
  const notGiven = db.select({ id: conclusionWorks.id }).from(conclusionWorks)
    .where(and(eq(conclusionWorks.conclusionId, c.id), notExists(linked(eq(conclusionTasks.workId, conclusionWorks.id)))))
  const rows = await db.select({ id: c.id }).from(c)
    .where(and(inArray(c.meetingId, [...meetingIds]), eq(c.noTask, false), or(exists(linked(ne(tasks.state, 'done'))), notExists(linked(undefined)), exists(notGiven))))
  return rows.map(({ id }) => id)
}

export const isUnfinished = ({ state }: Pick<ConclusionStanding, 'state'>): boolean => state !== 'done' && state !== 'none' && state !== 'dropped'

/** Whether meetings after the next one still have to speak of it. What recurs is never done: it counts while one of its periods is late. */
export const goesOn = ({ standing, tasks: own }: Matter): boolean =>
  isUnfinished(standing) && (standing.overdue > 0 || standing.waiting > 0 || !own.length
    || own.some(({ state, seriesId }) => state !== 'series' && state !== 'done' && seriesId === null))

/** The tasks of each conclusion that the person may see, and of what recurs each period's own. A draft is not given yet. */
async function tasksOfEach(db: Read, user: User, ids: readonly string[]): Promise<Map<string, TaskOf[]>> {
  if (!ids.length) return new Map()
  const seen = and(visibleTasks(db, user), ne(tasks.state, 'draft'), ne(tasks.state, 'dropped'))
  const linked = await db.select({ conclusionId: conclusionTasks.conclusionId, task: columns }).from(conclusionTasks)
    .innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId))
    .where(and(inArray(conclusionTasks.conclusionId, [...ids]), seen))
  const series = linked.filter(({ task }) => task.state === 'series').map(({ task }) => task.id)
  const periods = Map.groupBy(series.length ? await db.select(columns).from(tasks).where(and(inArray(tasks.seriesId, series), seen)) : [], ({ seriesId }) => seriesId)
  const all = linked.flatMap(({ conclusionId, task }) => [task, ...periods.get(task.id) ?? []].map(one => ({ conclusionId, task: one })))
  return new Map([...Map.groupBy(all, ({ conclusionId }) => conclusionId)].map(([id, rows]) => [id, rows.map(({ task }) => task)]))
}
