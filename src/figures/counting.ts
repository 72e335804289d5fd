// How many tasks stand how, by unit and domain: the one function behind the dashboard, the home page, its export and reports.
import { and, count, eq, gte, inArray, isNull, lte, type SQL } from 'drizzle-orm'
import type { Read } from '../store/store.ts'
import { ages, overdueOn, standingOn, standings, type Age, type StandingKind } from '../tasks/standings.ts'
import { openStates, tasks } from '../tasks/tables.ts'

/** Tasks that are alike, and how many of them there are. `age` is given of what is overdue. */
export interface Tally { unitId: string | null; domain: string | null; standing: StandingKind; age: Age | null; count: number }

/**
 * The tasks within `scope` and `year` ('' is every year; see `inYear`) as they stand on `today`: each counts once.
 * One query for each standing, so that each reads its own part of one index.
 */
export async function countTasks(db: Read, scope: SQL | undefined, year: string, today: string, only: readonly StandingKind[] = standings): Promise<Tally[]> {
  const asked = only.flatMap((standing): { standing: StandingKind; age: Age | null; which: SQL | undefined }[] =>
    (standing === 'overdue' ? ages.map(({ name }) => ({ standing, age: name, which: overdueOn(today, name) })) : [{ standing, age: null, which: standingOn(today, standing) }]))
  const found: Tally[] = []
  for (const { standing, age, which } of asked) {
    const { dated, undated } = partsOfYear(year, today, !standing.startsWith('done'))
    for (const part of standing === 'overdue' || standing === 'doneLate' ? [dated] : [dated, undated]) {
      const rows = await db.select({ unitId: tasks.unitId, domain: tasks.domain, count: count() }).from(tasks)
        .where(and(which, part, scope)).groupBy(tasks.unitId, tasks.domain)
      found.push(...rows.map(row => ({ ...row, standing, age })))
    }
  }
  return found
}

/** `inYear` in parts that exclude each other, each a range of one index; test/figures.test.ts holds the two together. */
function partsOfYear(year: string, today: string, open: boolean): { dated: SQL | undefined; undated: SQL | undefined } {
  if (!year) return { dated: gte(tasks.due, ''), undated: isNull(tasks.due) }
  const from = open && year === today.slice(0, 4) ? '' : `${year}-01-01`
  const within = (column: typeof tasks.due | typeof tasks.assignedOn) => and(gte(column, from), lte(column, `${year}-12-31`))
  return { dated: within(tasks.due), undated: and(isNull(tasks.due), within(tasks.assignedOn)) }
}

/** `overdueLong`, by more than 120 days, is part of `overdue`; `doneLate` part of `done`. */
export interface Counts { total: number; overdue: number; overdueLong: number; inTime: number; claimed: number; paused: number; done: number; doneLate: number; ages: Record<Age, number> }

/** The tallies added up. */
export function addedUp(tallies: Iterable<Tally>): Counts {
  const counts: Counts = { total: 0, overdue: 0, overdueLong: 0, inTime: 0, claimed: 0, paused: 0, done: 0, doneLate: 0, ages: { '1-30': 0, '31-90': 0, '91-120': 0, '121': 0 } }
  for (const { standing, age, count: more } of tallies) {
    counts.total += more
    if (standing === 'doneInTime' || standing === 'doneLate') counts.done += more
    if (standing !== 'doneInTime') counts[standing] += more
    if (age) counts.ages[age] += more
  }
  counts.overdueLong = counts.ages['121']
  return counts
}

export interface CurvePoint { label: string; until: string; due: number; done: number | null }

/**
 * Progress against time: at the end of each month of the year (each year where none is chosen) how many tasks were due by
 * then, and how many of the same were done; `done` is null for what lies ahead. Tasks without a deadline are not in it.
 */
export async function curveOf(db: Read, scope: SQL | undefined, year: string, today: string): Promise<CurvePoint[]> {
  const due: [string, number][] = []
  for (const open of [true, false]) {
    const rows = await db.select({ day: tasks.due, count: count() }).from(tasks)
      .where(and(inArray(tasks.state, open ? [...openStates] : ['done']), partsOfYear(year, today, open).dated, scope)).groupBy(tasks.due)
    due.push(...rows.map(row => [row.day!, row.count] satisfies [string, number]))
  }
  const finished = await db.select({ day: tasks.finishedOn, count: count() }).from(tasks)
    .where(and(eq(tasks.state, 'done'), partsOfYear(year, today, false).dated, scope)).groupBy(tasks.finishedOn)
  const done = finished.map(row => [row.day ?? '', row.count] satisfies [string, number])
  const upTo = (list: [string, number][], day: string) => list.reduce((sum, [on, more]) => (on <= day ? sum + more : sum), 0)
  return endsOf(year, due.map(([day]) => day), today).map(({ label, from, until }) => ({ label, until, due: upTo(due, until), done: from <= today ? upTo(done, until < today ? until : today) : null }))
}

function endsOf(year: string, days: string[], today: string): { label: string; from: string; until: string }[] {
  if (year) {
    return Array.from({ length: 12 }, (_, at) => {
      const month = `${year}-${String(at + 1).padStart(2, '0')}`
      return { label: `T${at + 1}`, from: `${month}-01`, until: new Date(Date.UTC(Number(year), at + 1, 0)).toISOString().slice(0, 10) }
    })
  }
  const years = days.map(day => Number(day.slice(0, 4)))
  const [first, last] = [Math.min(...years, Number(today.slice(0, 4))), Math.max(...years, Number(today.slice(0, 4)))]
  return Array.from({ length: Math.min(last - first, 40) + 1 }, (_, at) => ({ label: String(first + at), from: `${first + at}-01-01`, until: `${first + at}-12-31` }))
}
