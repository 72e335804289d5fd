// The tasks that a filter shows to a person, in order, and how many there would be with each other choice.
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { may, reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { searchable } from '../text.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'
import { valuesOf, type At } from './bases.ts'
import { conditionsOf, facetKeys, none, queryOf, type FacetKey, type RegisterFilter, type Sort } from './filter.ts'
import { namesIn, type Names } from './names.ts'
import { dayNumber, known, registerRows, remembered, type Column, type Rows } from './rows.ts'

export interface Found {
  rows: Rows
  names: Names
  at: At
  /** Ids of all that match, in the order asked for. */
  ids: string[]
  /** For each condition, how many tasks each value would give with the other conditions as they are. */
  counts: Record<FacetKey, Map<string, number>>
}

/** How near a deadline is to be called near, in working days: as in lists and heads. */
const near = 3

export const lastNearDay = async (db: Read): Promise<string> => addWorkingDays(await loadCalendar(db), today(), near)

export async function momentFor(db: Read, silentDays: number): Promise<At> {
  return { today: today(), now: now().toISOString().slice(0, 16), nearTo: await lastNearDay(db), silentDays }
}

/** Everything that matches, and the counts. Costs no look at the tasks' table but for people who see only a part of it. */
export async function findTasks(db: Read, user: User, filter: RegisterFilter, silentDays: number): Promise<Found> {
  const at = await momentFor(db, silentDays)
  const rows = await registerRows(db)
  const names = await namesIn(db, rows)
  const seen = await seenBy(db, user, rows)
  // Rows may have been read anew while the names were: from here on nothing waits.
  const key = `${seen.key} ${JSON.stringify(at)} ${filter.sort} ${queryOf(conditionsOf(filter))}`
  const { ids, counts } = remembered(rows, key, () => search(rows, names, filter, at, seen.ids?.flatMap(id => rows.placeOf.get(id) ?? []) ?? null, seen.drafts))
  return { rows, names, at, ids, counts }
}

/** How many match, without counting anything else: for filters that are only offered. */
export async function countTasks(db: Read, user: User, filter: RegisterFilter, at: At): Promise<number> {
  const rows = await registerRows(db)
  const seen = await seenBy(db, user, rows)
  return remembered(rows, `count ${seen.key} ${JSON.stringify(at)} ${queryOf(conditionsOf(filter))}`, () => {
    let count = 0
    walk(rows, filter, at, seen.ids?.flatMap(id => rows.placeOf.get(id) ?? []) ?? null, seen.drafts, () => { count++ }, null)
    return count
  })
}

/** What the person may see: null is every task, drafts perhaps left out. `key` is the same for people who see the same. */
async function seenBy(db: Read, user: User, rows: Rows): Promise<{ key: string; ids: string[] | null; drafts: boolean }> {
  const drafts = may(user, 'write plans') || may(user, 'approve plans')
  if (reach(user, 'see tasks') === 'any') return { key: drafts ? 'all' : 'all but drafts', ids: null, drafts }
  const key = `of ${user.id} ${user.roles.flatMap(({ role, unitIds }) => [role, ...unitIds]).join(' ')}`
  const ids = await known(rows.memo, key, async () => (await db.select({ id: tasks.id }).from(tasks).where(visibleTasks(db, user))).map(({ id }) => id))
  return { key, ids, drafts }
}

/** Under what each fact of a condition stands now. Thousands of days are worked out once a day, not for every list. */
function shownIn({ columns }: Rows, key: FacetKey, at: At, role: RegisterFilter['role']): string[][] {
  const column = columns[key]
  const of = key === 'receipt' ? at.now : `${at.today} ${at.nearTo} ${at.silentDays} ${key === 'unit' ? role : ''}`
  if (column.shown?.of !== of) column.shown = { of, values: [] }
  const { values } = column.shown
  while (values.length < column.values.length) values.push(valuesOf(key, column.values[values.length]!, at, role))
  return values
}

interface Asked { facet: number; codes: Column['codes']; allowed: boolean[] }

/** What is chosen where the address says nothing: the tasks that count. */
export const statesOf = ({ chosen }: RegisterFilter): string[] => chosen.state ?? ['counted']

function search(rows: Rows, names: Names, filter: RegisterFilter, at: At, among: number[] | null, drafts: boolean): Pick<Found, 'ids' | 'counts'> {
  const places: number[] = []
  const byCode = facetKeys.map(key => rows.columns[key].values.map(() => 0))
  walk(rows, filter, at, among, drafts, place => { places.push(place) }, byCode)
  const counts = Object.fromEntries(facetKeys.map((key, facet) => {
    const values = new Map<string, number>()
    for (const [code, shown] of shownIn(rows, key, at, filter.role).entries()) {
      const count = byCode[facet]![code]!
      if (count) for (const value of shown) values.set(value, (values.get(value) ?? 0) + count)
    }
    return [key, values]
  })) as Found['counts']
  return { ids: sorted(rows, names, places, filter.sort).map(place => rows.ids[place]!), counts }
}

/** Goes through the tasks once: `take` is given each that matches; `byCode` counts what would match but for one condition. */
function walk(rows: Rows, filter: RegisterFilter, at: At, among: number[] | null, drafts: boolean, take: (place: number) => void, byCode: number[][] | null): void {
  // A word matches whatever begins with it. Which words those are is asked once; the tasks are looked at by the words' numbers.
  const words = [...new Set(searchable(filter.q).split(' ').filter(Boolean))].map(word => Uint8Array.from(rows.words.values, value => Number(value.startsWith(word))))
  const asked = facetKeys.flatMap((key, facet): Asked[] => {
    const chosen = key === 'state' ? statesOf(filter) : filter.chosen[key] ?? []
    if (!chosen.length) return []
    return [{ facet, codes: rows.columns[key].codes, allowed: shownIn(rows, key, at, filter.role).map(shown => shown.some(value => chosen.includes(value))) }]
  })
  const due = filter.from || filter.to ? { codes: rows.columns.due.codes, allowed: rows.columns.due.values.map(day => day !== none && (!filter.from || day >= filter.from) && (!filter.to || day <= filter.to)) } : null
  const draft = drafts ? undefined : rows.columns.state.codeOf.get('draft')
  const states = rows.columns.state.codes
  const codes = facetKeys.map(key => rows.columns[key].codes)
  const total = among?.length ?? rows.ids.length
  for (let nth = 0; nth < total; nth++) {
    const place = among ? among[nth]! : nth
    if (draft !== undefined && states[place] === draft) continue
    if (due && !due.allowed[due.codes[place] as number]) continue
    let missed = -1
    let misses = 0
    for (const one of asked) {
      const code = one.codes[place]!
      if (typeof code === 'number' ? one.allowed[code] : code.some(each => one.allowed[each])) continue
      missed = one.facet
      if (++misses > 1) break
    }
    if (misses > 1 || (misses && !byCode)) continue
    if (words.length && !words.every(word => holds(rows.words.codes[place]!, word))) continue
    if (!misses) take(place)
    if (!byCode) continue
    if (misses) add(byCode[missed]!, codes[missed]![place]!)
    else for (let facet = 0; facet < byCode.length; facet++) add(byCode[facet]!, codes[facet]![place]!)
  }
}

function holds(codes: number | number[], allowed: Uint8Array): boolean {
  if (typeof codes === 'number') return allowed[codes] === 1
  for (const code of codes) if (allowed[code] === 1) return true
  return false
}

function add(counts: number[], code: number | number[]): void {
  if (typeof code === 'number') counts[code]!++
  else for (const one of code) counts[one]!++
}

const endOfDays = 99_999
const mostRanks = 9_999

function sorted(rows: Rows, names: Names, places: number[], sort: Sort): number[] {
  const { standing, due, unit, plan } = rows.columns
  const dueNumbers = due.values.map(day => (day === none ? endOfDays : dayNumber(day)))
  const dueOf = (place: number) => dueNumbers[due.codes[place] as number]!
  const working = standing.values.map(base => base.startsWith('working'))
  const waiting = standing.values.map(base => base === 'claimed' || base === 'paused')
  const ranks = (column: Column, rankOf: (base: string) => number) => column.values.map(base => (base === none ? mostRanks : Math.min(rankOf(base), mostRanks)))
  const one = (code: number | number[]) => (typeof code === 'number' ? code : code[0]!)
  const unitRanks = ranks(unit, base => names.unitRank(base.slice(1)))
  const planRanks = ranks(plan, names.planRank)
  const open = (place: number) => { const code = standing.codes[place] as number; return working[code] ? 0 : waiting[code] ? 1 : 2 }
  const keyOf: Record<Sort, (place: number) => number> = {
    // What is open by its deadline, then what waits, then the latest done.
    pressing: place => open(place) * 100_000 + (open(place) === 2 ? endOfDays - rows.finished[place]! : dueOf(place)),
    due: dueOf,
    given: place => endOfDays - rows.given[place]!,
    unit: place => unitRanks[one(unit.codes[place]!)]! * 300_000 + keyOf.pressing(place),
    plan: place => planRanks[plan.codes[place] as number]! * 100_000 + Math.min(rows.position[place]!, endOfDays),
    percent: place => open(place) * 1000 + rows.percent[place]!,
  }
  // Numbers sort many times faster than pairs: key and place in one, which up to a million tasks hold exactly.
  const key = keyOf[sort]
  const packed = new Float64Array(places.length)
  for (let nth = 0; nth < places.length; nth++) packed[nth] = key(places[nth]!) * 1_048_576 + places[nth]!
  packed.sort()
  return Array.from(packed, value => value % 1_048_576)
}
