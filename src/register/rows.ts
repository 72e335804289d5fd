// All tasks as the register knows them: what is filtered and counted by, in columns in memory, read anew after the events that change them.
import { and, asc, eq, gt, inArray, isNull, lte, type SQLWrapper } from 'drizzle-orm'
import { eventsAfter, lastEventNumber } from '../events/events.ts'
import type { Event } from '../events/tables.ts'
import { citations } from '../evidence/tables.ts'
import type { Read } from '../store/store.ts'
import { reports, taskParts, tasks } from '../tasks/tables.ts'
import { basesOf, type Base, type Known } from './bases.ts'
import { facetKeys, type FacetKey } from './filter.ts'

/** One condition of all tasks: to each task the place in `values` of what it has; some have several. */
export interface Column {
  codes: (number | number[])[]
  values: string[]
  codeOf: Map<string, number>
  /** Under what each of the values stood when they were last looked at, at the moment `of`. */
  shown?: { of: string; values: string[][] }
}

/** The tasks by their place, 0 to `ids.length`. Places hold until the next `await`: use them up at once. */
export interface Rows {
  ids: string[]
  placeOf: Map<string, number>
  /** The folded words of each task. */
  words: Column
  columns: Record<FacetKey, Column>
  /** What lists are sorted by: percent done, place in the plan, days given and finished since 1970 (0 for none). */
  percent: number[]
  position: number[]
  given: number[]
  finished: number[]
  /** Answers computed from these rows; they are right until the next event that changes a task. */
  memo: Map<string, unknown>
  /** Answers that hold until a unit, a person or a plan changes. */
  lasting: Map<string, unknown>
}

interface Kept { upTo: number; rows: Rows; refreshing: Promise<void> | null }
const keptFor = new WeakMap<Read, Promise<Kept>>()

/** The rows as they stand after the last event. Costs one small query while nothing has changed. */
export async function registerRows(db: Read): Promise<Rows> {
  let keeping = keptFor.get(db)
  if (!keeping) {
    keptFor.set(db, keeping = begin(db))
    keeping.catch(() => { keptFor.delete(db) })
  }
  const kept = await keeping
  const last = await lastEventNumber(db)
  while (kept.upTo < last) {
    kept.refreshing ??= refresh(db, kept).finally(() => { kept.refreshing = null })
    await kept.refreshing
  }
  return kept.rows
}

/** What `make` gives, computed once for as long as the rows stand. */
export function remembered<T>({ memo }: Rows, key: string, make: () => T): T {
  const made = memo.has(key) ? memo.get(key) as T : make()
  memo.delete(key) // to the end of the queue: what is least asked for goes first
  if (memo.size >= mostAnswers) memo.delete(memo.keys().next().value!)
  memo.set(key, made)
  return made
}
const mostAnswers = 100

/** What `ask` finds in the database, asked once for as long as `kept` is not emptied. A failure is not kept. */
export async function known<T>(kept: Map<string, unknown>, key: string, ask: () => Promise<T>): Promise<T> {
  if (kept.has(key)) return kept.get(key) as T
  const asked = ask()
  const marked = Symbol(key)
  kept.set(`asking ${key}`, marked)
  const found = await asked
  // Emptied in between: what was found may be of before.
  if (kept.get(`asking ${key}`) === marked) { kept.delete(`asking ${key}`); kept.set(key, found) }
  return found
}

async function begin(db: Read): Promise<Kept> {
  const upTo = await lastEventNumber(db)
  return { upTo, rows: await readAll(db), refreshing: null }
}

async function readAll(db: Read): Promise<Rows> {
  const columns = Object.fromEntries(facetKeys.map(key => [key, { codes: [], values: [], codeOf: new Map() }])) as unknown as Rows['columns']
  const rows: Rows = { ids: [], placeOf: new Map(), words: { codes: [], values: [], codeOf: new Map() }, columns, percent: [], position: [], given: [], finished: [], memo: new Map(), lasting: new Map() }
  for (let after = ''; ;) {
    const found = await read(db, { after })
    put(rows, found)
    if (found.length < mostRead) return rows
    after = found.at(-1)!.id
    await new Promise<void>(resolve => { setImmediate(resolve) })
  }
}

/** Which tasks an event may have changed. A new kind of event that changes tasks belongs here. */
function changedBy({ subjectKind, subjectId, action, details }: Event): { tasks?: string[]; plan?: string; everything?: boolean } {
  if (subjectKind === 'task') return { tasks: [subjectId] }
  if (subjectKind === 'plan') return { plan: subjectId }
  if (action === 'task deadlines moved') return { tasks: (details.tasks as { id: string }[]).map(({ id }) => id) }
  if (subjectKind === 'office') return { everything: true }
  return {}
}

async function refresh(db: Read, kept: Kept): Promise<void> {
  for (;;) {
    const events = await eventsAfter(db, kept.upTo, 500)
    const changed = events.map(changedBy)
    if (changed.some(({ everything }) => everything)) kept.rows = await readAll(db)
    else {
      const ids = [...new Set(changed.flatMap(one => one.tasks ?? []))]
      const plans = [...new Set(changed.flatMap(one => one.plan ?? []))]
      const found = [...ids.length ? await read(db, { ids }) : [], ...plans.length ? await read(db, { plans }) : []]
      if (ids.length || plans.length) {
        const { rows } = kept
        rows.memo.clear()
        // A draft may have left its plan.
        const there = new Set(found.map(({ id }) => id))
        const { codes, codeOf } = rows.columns.plan
        const ofPlans = new Set(plans.map(id => codeOf.get(id)))
        const gone = plans.length ? rows.ids.filter((id, place) => ofPlans.has(codes[place] as number) && !there.has(id)) : []
        for (const id of [...gone, ...ids.filter(one => !there.has(one))]) remove(rows, id)
        put(rows, found)
      }
    }
    // Names of units, people and plans are in what was computed.
    if (events.some(({ subjectKind, action }) => ['unit', 'person', 'plan', 'import'].includes(subjectKind) && !action.includes('session'))) { kept.rows.memo.clear(); kept.rows.lasting.clear() }
    if (events.length) kept.upTo = events.at(-1)!.number
    if (events.length < 500) return
  }
}

const columnsRead = {
  id: tasks.id, state: tasks.state, due: tasks.due, finishedOn: tasks.finishedOn, assignedOn: tasks.assignedOn, planId: tasks.planId, domain: tasks.domain, unitId: tasks.unitId, personId: tasks.personId,
  assignerId: tasks.assignerId, originKind: tasks.originKind, targetKind: tasks.targetKind, light: tasks.light, nextReportOn: tasks.nextReportOn, lastReportOn: tasks.lastReportOn,
  receiptDue: tasks.receiptDue, percent: tasks.percent, position: tasks.position, search: tasks.search,
}

/** Tasks read at a time: the whole register at once would take some hundred megabytes, and keep others waiting. */
const mostRead = 5_000

/** Tasks by their ids or plans; with neither those after an id, at most `mostRead`, in the order of their ids. */
async function read(db: Read, { ids, plans, after = '' }: { ids?: string[]; plans?: string[]; after?: string }): Promise<Known[]> {
  if (ids && ids.length > 500) return [...await read(db, { ids: ids.slice(0, 500) }), ...await read(db, { ids: ids.slice(500) })]
  const chosen = ids ? inArray(tasks.id, ids) : plans ? inArray(tasks.planId, plans) : undefined
  const found = chosen ? await db.select(columnsRead).from(tasks).where(chosen) : await db.select(columnsRead).from(tasks).where(gt(tasks.id, after)).orderBy(asc(tasks.id)).limit(mostRead)
  if (!found.length) return []
  const among = db.select({ id: tasks.id }).from(tasks).where(chosen)
  const of = (id: SQLWrapper) => (chosen ? inArray(id, among) : and(gt(id, after), lte(id, found.at(-1)!.id)))
  const parts = Map.groupBy(await db.select({ taskId: taskParts.taskId, unitId: taskParts.unitId, role: taskParts.role, personId: taskParts.personId }).from(taskParts).where(of(taskParts.taskId)), ({ taskId }) => taskId)
  const ofTasks = await db.select({ id: citations.subjectId }).from(citations).where(and(eq(citations.subjectKind, 'task'), isNull(citations.removedAt), of(citations.subjectId)))
  const ofReports = await db.select({ id: reports.taskId }).from(reports).innerJoin(citations, and(eq(citations.subjectKind, 'report'), eq(citations.subjectId, reports.id)))
    .where(and(isNull(citations.removedAt), of(reports.taskId)))
  const cited = new Set([...ofTasks, ...ofReports].map(({ id }) => id))
  return found.map(task => ({ ...task, parts: parts.get(task.id) ?? [], cited: cited.has(task.id) }))
}

/** Puts tasks in or over what was known of them. */
function put(rows: Rows, found: readonly Known[]): void {
  for (const task of found) {
    const place = rows.placeOf.get(task.id) ?? rows.ids.length
    rows.ids[place] = task.id
    rows.placeOf.set(task.id, place)
    rows.words.codes[place] = codesOf(rows.words, [...new Set(task.search.split(' '))])
    rows.percent[place] = task.percent
    rows.position[place] = task.position
    rows.given[place] = task.assignedOn === null ? 0 : dayNumber(task.assignedOn)
    rows.finished[place] = task.finishedOn === null ? 0 : dayNumber(task.finishedOn)
    const bases = basesOf(task)
    for (const key of facetKeys) rows.columns[key].codes[place] = codesOf(rows.columns[key], bases[key])
  }
}

/** Days since 1970. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

function codesOf(column: Column, base: Base): number | number[] {
  if (typeof base !== 'string') return base.length === 1 ? codesOf(column, base[0]!) : base.map(one => codesOf(column, one) as number)
  const known = column.codeOf.get(base)
  if (known !== undefined) return known
  column.codeOf.set(base, column.values.length)
  return column.values.push(base) - 1
}

/** The last row takes the place of the one that goes. */
function remove(rows: Rows, id: string): void {
  const place = rows.placeOf.get(id)
  if (place === undefined) return
  rows.placeOf.delete(id)
  const lists: unknown[][] = [rows.ids, rows.words.codes, rows.percent, rows.position, rows.given, rows.finished, ...facetKeys.map(key => rows.columns[key].codes)]
  for (const list of lists) {
    const last = list.pop()
    if (place < list.length) list[place] = last
  }
  if (place < rows.ids.length) rows.placeOf.set(rows.ids[place]!, place)
}
