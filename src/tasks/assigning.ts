// Tasks given to units: what a new task holds, which days its deadline means, and what a unit is told by it.
import { and, eq, inArray } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { lastDay, type Deadline } from '../calendar/deadlines.ts'
import { addWorkingHours, endOfTerm } from '../calendar/working-days.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { now, today } from '../clock.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { fold, line, searchable } from '../text.ts'
import type { Measure } from '../targets/measure.ts'
import { bringForth } from './recurring.ts'
import { taskOutsiders, taskParts, tasks, type Cadence, type Origin, type Task, type TaskState } from './tables.ts'

export interface TaskInput {
  planId?: string | null
  domainId?: string | null
  domain?: string | null
  number?: string | null
  position?: number
  heading?: string | null
  title: string
  product?: string | null
  origin: Origin
  weight?: number
  unitId: string | null
  personId?: string | null
  coordinators?: { unitId: string; duty?: string | null }[]
  outsiders?: string[]
  /** Who gives it: a leader, also where an officer enters it. */
  assignerId: string
  deadline: Deadline
  cadence?: Cadence
  measure?: Measure | null
  budgetText?: string | null
  budget?: number | null
  note?: string | null
  /** The recurring task it belongs to, and the period it is for ('2026-Q3'). */
  seriesId?: string | null
  period?: string | null
  /** In a plan that is not approved yet: nobody is told. */
  draft?: boolean
  demo?: boolean
}

/** Settings that assigning follows. */
export interface AssigningRules {
  /** Working hours within which a unit is to accept a task. */
  receiptHours: number
}

/** Day that a deadline means: one that falls on a day of rest moves to the next working day; null where it has none. */
export function dueOf(calendar: WorkingCalendar, deadline: Deadline): string | null {
  const last = lastDay(deadline)
  return last && endOfTerm(calendar, last)
}

/** All tasks from one source have the same key: a document's number, else its words, folded. */
export const originKeyOf = (origin: Origin): string => {
  const named = origin.number ?? origin.title ?? [origin.saidBy, origin.date].filter(Boolean).join(' ')
  return `${origin.kind} ${searchable(named)}`.slice(0, 200)
}

/** A recurring deadline without given dates goes on for ever: it is a series, and each period gets a task of its own. */
const isSeries = (deadline: Deadline) => deadline.kind === 'recurring'

function rowOf(calendar: WorkingCalendar, input: TaskInput, rules: AssigningRules): Task {
  const due = isSeries(input.deadline) ? null : dueOf(calendar, input.deadline)
  const state: TaskState = input.draft ? 'draft' : isSeries(input.deadline) ? 'series' : 'assigned'
  const given = state !== 'draft'
  return {
    id: newId(), planId: input.planId ?? null, domainId: input.domainId ?? null, domain: input.domain ?? null, number: input.number ?? null,
    position: input.position ?? 0, heading: input.heading ?? null, title: line(input.title), product: input.product ?? null, state,
    originKind: input.origin.kind, originKey: originKeyOf(input.origin), origin: input.origin, weight: input.weight ?? 1,
    unitId: input.unitId, personId: input.personId ?? null, assignerId: input.assignerId, seriesId: input.seriesId ?? null, period: input.period ?? null,
    deadline: input.deadline, firstDue: due, due, extensions: 0, finishedOn: null,
    assignedOn: given ? today() : null, receiptDue: state === 'assigned' ? addWorkingHours(calendar, now(), rules.receiptHours) : null,
    acceptedAt: null, pausedOn: null, cadence: input.cadence ?? 'none', nextReportOn: null,
    targetKind: input.measure?.kind ?? null, measure: input.measure ?? null, value: null, reached: null, percent: 0, light: null, lastReportOn: null,
    budgetText: input.budgetText ?? null, budget: input.budget ?? null, note: input.note ?? null,
    search: searchOf(input), revision: 1, demo: input.demo ?? false, madeAt: now(),
  }
}

/** What the lists look into: number, title, product, domain and source. */
export const searchOf = ({ number, title, product, domain, origin }: Pick<TaskInput, 'number' | 'title' | 'product' | 'domain' | 'origin'>): string =>
  searchable([number, title, product, domain, origin.number].filter(Boolean).join(' '))

/**
 * Adds tasks with their parts, one statement for some hundred of them, without an event: the caller records what the
 * whole of it was (a task given, a plan imported). Returns the rows in the order of the inputs.
 */
export async function insertTasks(db: Write, inputs: readonly TaskInput[], rules: AssigningRules): Promise<Task[]> {
  const calendar = await loadCalendar(db)
  const rows = inputs.map(input => rowOf(calendar, input, rules))
  const parts = rows.flatMap((task, at) => partsOfInput(task.id, inputs[at]!))
  const outsiders = rows.flatMap((task, at) => (inputs[at]!.outsiders ?? []).map(name => ({ id: newId(), taskId: task.id, name: line(name) })))
  for (let start = 0; start < rows.length; start += 200) await db.insert(tasks).values(rows.slice(start, start + 200))
  for (let start = 0; start < parts.length; start += 1000) await db.insert(taskParts).values(parts.slice(start, start + 1000))
  for (let start = 0; start < outsiders.length; start += 1000) await db.insert(taskOutsiders).values(outsiders.slice(start, start + 1000))
  return rows
}

function partsOfInput(taskId: string, { unitId, personId, coordinators = [] }: TaskInput) {
  const lead = unitId ? [{ id: newId(), taskId, unitId, role: 'lead' as const, duty: null, personId: personId ?? null, receipt: 'waiting' as const }] : []
  const seen = new Set([unitId])
  return [...lead, ...coordinators.filter(one => !seen.has(one.unitId) && seen.add(one.unitId)).map(({ unitId: other, duty }) => (
    { id: newId(), taskId, unitId: other, role: 'coordinator' as const, duty: duty ?? null, personId: null, receipt: 'waiting' as const }))]
}

/** Gives one task: it, its parts, one event; of a series the tasks of its periods at once. Returns its id. */
export async function giveTask(db: Write, actor: Actor, input: TaskInput, rules: AssigningRules): Promise<string> {
  const [task] = await insertTasks(db, [input], rules)
  await record(db, actor, 'task given', 'task', task!.id, {
    unit: input.unitId, due: task!.due, origin: input.origin.kind, title: fold(task!.title) === '' ? null : task!.title.slice(0, 200),
  })
  if (task!.state === 'series') await bringForth(db, today(), rules, [task!.id])
  return task!.id
}

/** Gives the draft tasks of a plan that was approved: from now their units have them. Returns their ids. The caller records the approval. */
export async function givePlannedTasks(db: Write, planId: string, assignerId: string, rules: AssigningRules): Promise<string[]> {
  const calendar = await loadCalendar(db)
  const drafts = await db.select({ id: tasks.id, deadline: tasks.deadline }).from(tasks).where(and(eq(tasks.planId, planId), eq(tasks.state, 'draft')))
  const given = { assignerId, assignedOn: today() }
  const ids = (wanted: boolean) => drafts.filter(({ deadline }) => isSeries(deadline) === wanted).map(({ id }) => id)
  for (const [some, change] of [[ids(true), { state: 'series' as const }],
    [ids(false), { state: 'assigned' as const, receiptDue: addWorkingHours(calendar, now(), rules.receiptHours) }]] as const) {
    for (let start = 0; start < some.length; start += 500) {
      await db.update(tasks).set({ ...given, ...change }).where(inArray(tasks.id, some.slice(start, start + 500)))
    }
  }
  if (ids(true).length) await bringForth(db, today(), rules, ids(true))
  return drafts.map(({ id }) => id)
}
