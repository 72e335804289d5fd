// Recurring tasks: a series never ends itself; for each period it brings forth a task of its own, which starts clean.
import { and, eq, inArray, or, isNull, ne } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { occurrences, valueInWords, type Occurrence } from '../calendar/deadlines.ts'
import { endOfTerm } from '../calendar/working-days.ts'
import { addDays, written } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { plans } from '../plans/tables.ts'
import type { Write } from '../store/store.ts'
import { insertTasks, type AssigningRules, type TaskInput } from './assigning.ts'
import { checkItems, taskOutsiders, taskParts, tasks, type CheckItem, type Task, type TaskPart } from './tables.ts'

/** Far enough for the next turn of anything that comes twice a year and is due some months later. */
const lookAhead = 600

/**
 * The tasks that a series should have brought forth by a day: of every period that has begun since the series was given,
 * and the next one that is due. Twice the same day makes nothing new. Returns the ids of the new tasks.
 * @param only these series; left out: all that run
 */
export async function bringForth(db: Write, today: string, rules: AssigningRules, only?: readonly string[]): Promise<string[]> {
  const running = await db.select({ series: tasks, until: plans.until }).from(tasks).leftJoin(plans, eq(plans.id, tasks.planId))
    .where(and(eq(tasks.state, 'series'), or(isNull(plans.id), ne(plans.state, 'closed')), only ? inArray(tasks.id, [...only]) : undefined))
  if (!running.length) return []
  const ids = running.map(({ series }) => series.id)
  const made = new Set<string>()
  const parts: TaskPart[] = []
  const items: CheckItem[] = []
  const outsiders: { taskId: string; name: string }[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500)
    for (const { seriesId, period } of await db.select({ seriesId: tasks.seriesId, period: tasks.period }).from(tasks).where(inArray(tasks.seriesId, some))) made.add(`${seriesId} ${period}`)
    parts.push(...await db.select().from(taskParts).where(inArray(taskParts.taskId, some)))
    items.push(...await db.select().from(checkItems).where(inArray(checkItems.taskId, some)))
    outsiders.push(...await db.select({ taskId: taskOutsiders.taskId, name: taskOutsiders.name }).from(taskOutsiders).where(inArray(taskOutsiders.taskId, some)))
  }
  const calendar = await loadCalendar(db)
  const inputs = running.flatMap(({ series, until }) => turnsBy(series, until, today).filter(({ period }) => !made.has(`${series.id} ${period}`))
    .map(turn => inputOf(series, turn, parts, outsiders.filter(({ taskId }) => taskId === series.id).map(({ name }) => name))))
  const born = await insertTasks(db, inputs, rules)
  const lists = born.flatMap(({ id, seriesId }) => items.filter(({ taskId }) => taskId === seriesId).map(({ position, text }) => ({ id: newId(), taskId: id, position, text })))
  for (let start = 0; start < lists.length; start += 1000) await db.insert(checkItems).values(lists.slice(start, start + 1000))
  for (const { id, unitId, seriesId, period, deadline } of born) {
    const due = deadline.kind === 'date' ? endOfTerm(calendar, deadline.value) : null
    await record(db, portal, 'task given', 'task', id, { unit: unitId, due, origin: 'series', series: seriesId, period })
  }
  return born.map(({ id }) => id)
}

/** Turns that have begun by a day, and the next one due after it; none from before the series was given or after its plan. */
function turnsBy({ deadline, assignedOn }: Task, until: string | null, today: string): Occurrence[] {
  const all = occurrences(deadline, assignedOn ?? today, addDays(today, lookAhead)).filter(({ from }) => until === null || from <= until)
  const next = all.find(({ due }) => due >= today)
  return all.filter(turn => turn.from <= today || turn === next)
}

function inputOf(series: Task, { period, due }: Occurrence, parts: readonly TaskPart[], outsiders: string[]): TaskInput {
  const { planId, domainId, domain, number, position, heading, product, origin, weight, unitId, personId, assignerId, cadence, measure, budgetText, note, demo } = series
  return {
    planId, domainId, domain, number, position, heading, product, origin, weight, unitId, personId, assignerId, cadence, measure, budgetText, note, demo, outsiders,
    title: `${series.title} (${valueInWords(period)})`, seriesId: series.id, period,
    deadline: { kind: 'date', value: due, original: `${series.deadline.original} (${written(due)})` },
    coordinators: parts.filter(({ taskId, role }) => taskId === series.id && role === 'coordinator').map(part => ({ unitId: part.unitId, duty: part.duty })),
  }
}
