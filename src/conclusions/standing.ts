// How far a conclusion has come: the one reckoning that the grid, the register, the package of the next meeting and the papers share.
import { and, eq, inArray } from 'drizzle-orm'
import { today } from '../clock.ts'
import { meetings } from '../meetings/tables.ts'
import type { Read } from '../store/store.ts'
import { overdueOn } from '../tasks/standings.ts'
import { tasks } from '../tasks/tables.ts'
import type { StatusKind } from '../web/layout.ts'
import { conclusions, conclusionTasks, conclusionWorks } from './tables.ts'

export const conclusionStates = ['open', 'overdue', 'doing', 'done', 'none', 'dropped'] as const
/** `open`: nobody has made anything of it yet. `none`: a person said that no task comes of it. `dropped`: what it gave was dropped since. */
export type ConclusionState = (typeof conclusionStates)[number]
export const conclusionStateNames: Record<ConclusionState, string> = { open: 'Chưa giao', overdue: 'Quá hạn', doing: 'Đang làm', done: 'Xong', none: 'Không phát sinh nhiệm vụ', dropped: 'Đã bỏ' }

export interface ConclusionStanding {
  /** Tasks that it gave, and all that are its own: given or reminded of. What was dropped does not count. */
  given: number
  tasks: number
  /** Of all its tasks. */
  done: number
  overdue: number
  /** Pieces of work that are not given yet. */
  waiting: number
  /** The highest "lần thứ n nhắc" of what it speaks of; 0 for none. */
  reminded: number
  /** Later meetings of the series that it went on to without being done. */
  carried: number
  state: ConclusionState
}

/** The standing of each of these conclusions. Throws nothing; an id that is not there has none. */
export async function standingsOf(db: Read, ids: readonly string[]): Promise<Map<string, ConclusionStanding>> {
  if (!ids.length) return new Map()
  const c = conclusions
  const rows = await db.select({ id: c.id, noTask: c.noTask, kind: c.kind, reminderNumber: c.reminderNumber, remindsId: c.remindsId, seriesId: meetings.seriesId, on: meetings.on })
    .from(c).innerJoin(meetings, eq(meetings.id, c.meetingId)).where(inArray(c.id, [...ids]))
  const links = await db.select({ conclusionId: conclusionTasks.conclusionId, workId: conclusionTasks.workId, how: conclusionTasks.how, id: tasks.id, state: tasks.state, finishedOn: tasks.finishedOn })
    .from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId)).where(inArray(conclusionTasks.conclusionId, [...ids]))
  const works = await db.select({ id: conclusionWorks.id, conclusionId: conclusionWorks.conclusionId }).from(conclusionWorks).where(inArray(conclusionWorks.conclusionId, [...ids]))
  const late = await lateAmong(db, links)
  const families = await remindersOf(db, rows)
  const held = await heldDays(db, rows)
  const [linksOf, worksOf] = [Map.groupBy(links, ({ conclusionId }) => conclusionId), Map.groupBy(works, ({ conclusionId }) => conclusionId)]
  return new Map(rows.map(({ id, noTask, remindsId, seriesId, on }): [string, ConclusionStanding] => {
    const ever = linksOf.get(id) ?? []
    const own = ever.filter(({ state }) => state !== 'dropped')
    const made = own.filter(({ state }) => state === 'done')
    const overdue = own.filter(task => late.has(task.id)).length
    const waiting = noTask ? 0 : (worksOf.get(id) ?? []).filter(work => !ever.some(({ workId }) => workId === work.id)).length
    const finished = own.length > 0 && made.length === own.length && !waiting
    const state = noTask ? 'none' : !own.length ? (ever.length && !waiting ? 'dropped' : 'open') : overdue ? 'overdue' : finished ? 'done' : 'doing'
    const until = state === 'done' ? made.map(({ finishedOn }) => finishedOn ?? today()).toSorted().at(-1)! : today()
    return [id, {
      given: own.filter(({ how }) => how === 'given').length, tasks: own.length, done: made.length, overdue, waiting, state, reminded: families.get(remindsId ?? id) ?? 0,
      carried: state === 'none' || state === 'dropped' ? 0 : (held.get(seriesId ?? '') ?? []).filter(day => day > on && day <= until).length,
    }]
  }))
}

/** What is overdue among the tasks; a series where one of its periods is. */
async function lateAmong(db: Read, links: readonly { id: string; state: string }[]): Promise<Set<string>> {
  const ids = [...new Set(links.map(({ id }) => id))]
  if (!ids.length) return new Set()
  const late = await db.select({ id: tasks.id }).from(tasks).where(and(inArray(tasks.id, ids), overdueOn(today())))
  const series = [...new Set(links.filter(({ state }) => state === 'series').map(({ id }) => id))]
  const periods = series.length ? await db.selectDistinct({ id: tasks.seriesId }).from(tasks).where(and(inArray(tasks.seriesId, series), overdueOn(today()))) : []
  return new Set([...late, ...periods].map(({ id }) => id!))
}

interface Reminded { id: string; kind: string; reminderNumber: number | null; remindsId: string | null }
/** By the conclusion that began it: how often it was reminded of, as counted or as said where that is more. */
async function remindersOf(db: Read, rows: readonly Reminded[]): Promise<Map<string, number>> {
  const roots = [...new Set(rows.map(({ id, remindsId }) => remindsId ?? id))]
  const reminders = await db.select({ root: conclusions.remindsId, number: conclusions.reminderNumber }).from(conclusions).where(inArray(conclusions.remindsId, roots))
  const found = new Map([...Map.groupBy(reminders, ({ root }) => root!)].map(([root, all]) => [root, Math.max(all.length, ...all.map(({ number }) => number ?? 0))]))
  // Reminded of something that the portal does not know.
  for (const { id, kind, remindsId, reminderNumber } of rows) if (kind === 'remind' && !remindsId) found.set(id, Math.max(found.get(id) ?? 0, reminderNumber ?? 1))
  return found
}

/** Days on which each series met. */
async function heldDays(db: Read, rows: readonly { seriesId: string | null }[]): Promise<Map<string, string[]>> {
  const series = [...new Set(rows.flatMap(({ seriesId }) => seriesId ?? []))]
  if (!series.length) return new Map()
  const held = await db.select({ seriesId: meetings.seriesId, on: meetings.on }).from(meetings).where(and(inArray(meetings.seriesId, series), eq(meetings.state, 'held')))
  return new Map([...Map.groupBy(held, ({ seriesId }) => seriesId!)].map(([id, all]) => [id, all.map(({ on }) => on)]))
}

const count = (value: number) => value.toLocaleString('vi-VN')

/** '8 kết luận: 5 giao việc (7 việc đã giao), 2 không phát sinh, còn 1 chưa xử lý'. */
export function summaryInWords(all: readonly ConclusionStanding[]): string {
  const none = all.filter(({ state }) => state === 'none').length
  const dealt = all.filter(({ tasks: made, waiting, state }) => state === 'dropped' || (made > 0 && !waiting)).length
  const given = all.reduce((sum, one) => sum + one.given, 0)
  const reminded = all.reduce((sum, one) => sum + one.tasks - one.given, 0)
  const tasksMade = [...(given ? [`${count(given)} việc đã giao`] : []), ...(reminded ? [`${count(reminded)} việc được nhắc`] : [])].join(', ')
  const left = all.length - none - dealt
  return `${count(all.length)} kết luận: ${[
    ...(dealt || tasksMade ? [`${count(dealt)} giao việc${tasksMade ? ` (${tasksMade})` : ''}`] : []), ...(none ? [`${count(none)} không phát sinh`] : []), left ? `còn ${count(left)} chưa xử lý` : 'không còn kết luận nào chưa xử lý',
  ].join(', ')}`
}

/** '2/3 việc xong'; '' where nothing was given. */
export const doneInWords = ({ tasks: made, done }: Pick<ConclusionStanding, 'tasks' | 'done'>): string => (made ? `${count(done)}/${count(made)} việc xong` : '')

export const conclusionStatus: Record<ConclusionState, StatusKind> = { open: 'ask', overdue: 'late', doing: 'wait', done: 'done', none: 'past', dropped: 'past' }
