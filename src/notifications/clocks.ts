// The clocks of tasks: which were missed or soon will be, and whom that tells. Rounds and the preview ask the same function.
import { and, eq, inArray, lt, lte, or } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays, nextWorkingMoment, withinWorkingHours, workingDaysBetween } from '../calendar/working-days.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { dayOf, now, today } from '../clock.ts'
import type { Config } from '../config.ts'
import { portal, record } from '../events/events.ts'
import { Pace } from '../jobs/pace.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { ladderOf, type Ladder } from './ladder.ts'
import { openPartsOf, placesOn } from './recipients.ts'
import { clockStarts, tellings, type Clock, type Reason, type Rung } from './tables.ts'

const columns = {
  id: tasks.id, title: tasks.title, state: tasks.state, unitId: tasks.unitId, personId: tasks.personId, assignerId: tasks.assignerId, due: tasks.due,
  nextReportOn: tasks.nextReportOn, receiptDue: tasks.receiptDue, lastReportOn: tasks.lastReportOn, acceptedAt: tasks.acceptedAt, clockedFrom: clockStarts.on,
}
const clocked = (db: Read) => db.select(columns).from(tasks).leftJoin(clockStarts, eq(clockStarts.id, tasks.id))
export type Clocked = Awaited<ReturnType<typeof clocked>>[number]

/** One thing that a clock says of a task: `rung` null reminds those who work on it. */
interface Mark { id: string; rung: Rung | null }
interface Saying { task: Clocked; clock: Clock; due: string; days: number; marks: Mark[] }

/** One thing to tell of one task. */
export interface Telling {
  ids: string[]
  task: Clocked
  action: 'task reminded' | 'task escalated'
  clock: Clock
  /** The day that was or will be missed, and the working days until it; negative after it. */
  due: string
  days: number
  rungs: Rung[]
  to: Record<string, Reason>
  /** When it is told: the next moment within office hours. For what was told already, when that was. */
  when: Date
  told: boolean
}

export type ClockRules = Pick<Config, 'remindDays' | 'overdueDays'>

/**
 * What is to be told now and was not told yet, by this ladder; with `toldToday` also what was told earlier today. Writes nothing.
 */
export async function tellingsDue(db: Read, ladder: Ladder, rules: ClockRules, toldToday = false): Promise<Telling[]> {
  const calendar = await loadCalendar(db)
  const day = today()
  const horizon = addWorkingDays(calendar, day, Math.max(0, ...rules.remindDays))
  const pace = new Pace(1)
  const said: Saying[] = []
  // A state at a time, so that others are answered between.
  for (const state of ['assigned', 'accepted', 'doing'] as const) {
    const missed = state === 'assigned' ? lt(tasks.receiptDue, now()) : lt(tasks.nextReportOn, day)
    const found = await clocked(db).where(and(eq(tasks.state, state), or(lte(tasks.due, horizon), missed)))
    for (const task of found) said.push(...sayingsOf(calendar, ladder, rules, task, day))
    await pace.breathe()
  }
  const told = await toldBefore(db, said.flatMap(({ marks }) => marks.map(({ id }) => id)))
  const shown = said.flatMap(({ marks, ...saying }): (Saying & { toldAt: Date | null })[] => {
    const fresh = marks.filter(({ id }) => !told.has(id))
    const latest = marks.map(({ id }) => told.get(id)).find(at => at !== undefined)
    if (fresh.length) return [{ ...saying, marks: fresh, toldAt: null }]
    return toldToday && latest && dayOf(latest) === day ? [{ ...saying, marks, toldAt: latest }] : []
  })
  const places = placesOn(db, day)
  const parts = await openPartsOf(db, [...new Set(shown.filter(({ marks }) => marks.some(({ rung }) => rung === null)).map(({ task }) => task.id))])
  const when = nextWorkingMoment(calendar, now())
  const tellingsFound: Telling[] = []
  for (const { task, clock, due, days, marks, toldAt } of shown) {
    await pace.breathe()
    const rungs = marks.flatMap(({ rung }) => rung ?? [])
    const to: Record<string, Reason> = rungs.length ? {} : await places.workers(task, parts.get(task.id) ?? [])
    for (const rung of rungs) for (const id of await places.on(rung, task)) to[id] ??= 'ladder'
    if (!Object.keys(to).length) continue
    tellingsFound.push({
      ids: marks.map(({ id }) => id), task, clock, due, days, rungs, to,
      action: rungs.length ? 'task escalated' : 'task reminded', told: toldAt !== null, when: toldAt ?? when,
    })
  }
  return tellingsFound
}

/** What the clocks of one task say on a day. */
function sayingsOf(calendar: WorkingCalendar, ladder: Ladder, { remindDays, overdueDays }: ClockRules, task: Clocked, day: string): Saying[] {
  const { id, state, due, nextReportOn, receiptDue, lastReportOn, acceptedAt, clockedFrom } = task
  const said: Saying[] = []
  const until = (missed: string) => workingDaysBetween(calendar, day, missed)
  // Only the highest step that is reached: what an import or an idle server left behind does not tell a whole line at once.
  const climb = (clock: Clock, missed: string, since: string) => {
    const late = workingDaysBetween(calendar, since, day)
    const reached = ladder.filter(step => step.clock === clock && step.days <= late)
    const highest = Math.max(...reached.map(({ days }) => days))
    const marks = reached.filter(({ days }) => days === highest).map(({ rung }) => ({ id: `${id} ${clock} ${missed} since ${since} ${rung}`, rung }))
    if (marks.length) said.push({ task, clock, due: missed, days: until(missed), marks })
  }
  const remind = (mark: string) => { said.push({ task, clock: 'due', due: due!, days: until(due!), marks: [{ id: `${id} due ${due} ${mark}`, rung: null }] }) }

  if (due && due >= day) {
    const left = until(due)
    // The nearest mark only: who gets a task two days before its deadline is not reminded of five.
    const mark = remindDays.toSorted((a, b) => a - b).find(one => left <= one)
    if (mark !== undefined) remind(`before ${mark}`)
  } else if (due && state !== 'assigned') {
    // A report stops the ladder; silence after it starts it from the bottom. So does taking up what was late already, and opening again.
    const since = latestOf(due, lastReportOn, acceptedAt && dayOf(acceptedAt), clockedFrom)
    climb('due', due, since)
    const late = workingDaysBetween(calendar, since, day)
    if (overdueDays && late >= overdueDays) remind(`since ${since} after ${late - late % overdueDays}`)
  }
  if (state !== 'assigned' && nextReportOn && nextReportOn < day && !(due && due < day)) climb('report', nextReportOn, latestOf(nextReportOn, clockedFrom))
  if (state === 'assigned' && receiptDue && receiptDue < now()) climb('receipt', dayOf(receiptDue), latestOf(dayOf(receiptDue), clockedFrom))
  return said
}

const latestOf = (...days: (string | null)[]): string => days.filter(day => day !== null).toSorted().at(-1)!

/** When each of these was told, of those that were. */
export async function toldBefore(db: Read, ids: readonly string[]): Promise<Map<string, Date>> {
  const told = new Map<string, Date>()
  const pace = new Pace(1)
  for (let start = 0; start < ids.length; start += 500) {
    for (const { id, at } of await db.select().from(tellings).where(inArray(tellings.id, ids.slice(start, start + 500)))) told.set(id, at)
    await pace.breathe()
  }
  return told
}

/** Tells each once, in short transactions; who tells is given the transaction. Two servers at once tell once all the same. Returns how many. */
export async function tellEach<T extends { id: string }>(
  store: Store, due: readonly T[], tell: (db: Write, telling: T) => Promise<void>, most = Infinity,
): Promise<number> {
  const told = await toldBefore(store.read, due.map(({ id }) => id))
  const fresh = due.filter(({ id }) => !told.has(id)).slice(0, most)
  let count = 0
  for (let start = 0; start < fresh.length; start += 50) {
    count += await store.write(async db => {
      let made = 0
      for (const telling of fresh.slice(start, start + 50)) {
        if (!(await db.insert(tellings).values({ id: telling.id, at: now() }).onConflictDoNothing().returning({ id: tellings.id })).length) continue
        await tell(db, telling)
        made++
      }
      return made
    })
  }
  return count
}

/**
 * Tells what is due, in short transactions, one event each; within office hours only. Returns how many.
 * Two servers at once tell once: a row of `tellings` can be put in only once.
 */
export async function tellClocks(store: Store, config: ClockRules): Promise<number> {
  if (!withinWorkingHours(await loadCalendar(store.read), now())) return 0
  const due = await tellingsDue(store.read, await ladderOf(store.read), config)
  let told = 0
  for (let start = 0; start < due.length; start += 50) {
    told += await store.write(async db => {
      let count = 0
      for (const { ids, task, action, clock, due: missed, days, to } of due.slice(start, start + 50)) {
        const first = await db.insert(tellings).values(ids.map(id => ({ id, at: now() }))).onConflictDoNothing().returning({ id: tellings.id })
        if (!first.length) continue
        const names = [...(await namesOfPeople(db, Object.keys(to))).values()]
        await record(db, portal, action, 'task', task.id, { clock, due: missed, days, to, names })
        count++
      }
      return count
    })
  }
  return told
}
