// The register on a day, as compact rows in memory: what lists, counts and statistics are made from, without reading contents.
import { and, asc, eq, inArray, lte, or } from 'drizzle-orm'
import { today } from '../clock.ts'
import { eventsAfter, lastEventNumber } from '../events/events.ts'
import type { Read } from '../store/store.ts'
import type { Facts } from './facts.ts'
import { procedures, procedureVersions } from './tables.ts'
import { procedureIdsOf } from './versions.ts'

/** `upcoming`: published, but it takes effect only after that day. */
export type RowState = 'published' | 'amended' | 'abolished' | 'upcoming'

/** A procedure as it stood on a day. */
export interface Row {
  id: string
  versionId: string
  number: number
  state: RowState
  code: string | null
  name: string
  field: string | null
  agency: string | null
  facts: Facts
  /** Folded words with a blank before each, for search. */
  search: string
  sort: string
  effectiveFrom: string
  publishedOn: string
  decision: string | null
  ownerUnitId: string | null
  reviewOn: string | null
  checkedOn: string | null
}

/** The register on a day, sorted by name. Never changed: a change of the register makes another one. */
export interface Snapshot {
  day: string
  rows: Row[]
  /** Answers that were computed from these rows; they are right as long as the snapshot is. */
  memo: Map<string, unknown>
}

interface Kept { upTo: number; snapshots: Map<string, Snapshot>; refreshing: Promise<void> | null }
const keptFor = new WeakMap<Read, Kept>()
const mostDays = 6
const mostAnswers = 500

/** The register on a day ('YYYY-MM-DD'; today when left out). Costs one small query while nothing has changed. */
export async function catalogue(db: Read, day: string = today()): Promise<Snapshot> {
  let kept = keptFor.get(db)
  if (!kept) keptFor.set(db, kept = { upTo: await lastEventNumber(db), snapshots: new Map(), refreshing: null })
  const last = await lastEventNumber(db)
  while (kept.upTo < last) {
    kept.refreshing ??= refresh(db, kept).finally(() => { kept.refreshing = null })
    await kept.refreshing
  }
  const found = kept.snapshots.get(day)
  if (found) {
    kept.snapshots.delete(day) // to the end of the queue: the day least asked for goes first
    kept.snapshots.set(day, found)
    return found
  }
  const before = kept.upTo
  const made = snapshotOf(day, await rowsOn(db, day))
  if (kept.upTo === before) {
    kept.snapshots.set(day, made)
    if (kept.snapshots.size > mostDays) kept.snapshots.delete(kept.snapshots.keys().next().value!)
  }
  return made
}

/** The rows of a snapshot by id. */
export const rowsById = (register: Snapshot): ReadonlyMap<string, Row> => remembered(register, 'rows by id', () => new Map(register.rows.map(row => [row.id, row])))

/** Names of all procedures there ever were, by id. */
export async function procedureNames(db: Read): Promise<ReadonlyMap<string, string>> {
  const namesIn = (rows: readonly Row[]) => new Map(rows.map(({ id, name }) => [id, name]))
  // A transaction reads them once, and keeps nothing for later.
  if (!keptFor.has(db)) return namesIn(await rowsOn(db, today()))
  const register = await catalogue(db)
  return remembered(register, 'names by id', () => namesIn(register.rows))
}

/** One procedure as it stands today; undefined where there is none. A transaction reads it alone, not the whole register. */
export async function rowOf(db: Read, id: string | null): Promise<Row | undefined> {
  if (id === null) return undefined
  return keptFor.has(db) ? rowsById(await catalogue(db)).get(id) : (await rowsOn(db, today(), [id]))[0]
}

/** What `ask` finds in the database, asked once for as long as the snapshot stands. A failure is not kept. */
export async function known<T>(snapshot: Snapshot, key: string, ask: () => Promise<T>): Promise<T> {
  if (snapshot.memo.has(key)) return snapshot.memo.get(key) as T
  const found = await ask()
  return remembered(snapshot, key, () => found)
}

/** What `make` gives, computed once for as long as the snapshot stands. */
export function remembered<T>(snapshot: Snapshot, key: string, make: () => T): T {
  if (snapshot.memo.has(key)) return snapshot.memo.get(key) as T
  const made = make()
  if (snapshot.memo.size >= mostAnswers) snapshot.memo.delete(snapshot.memo.keys().next().value!)
  snapshot.memo.set(key, made)
  return made
}

const byName = (a: Row, b: Row) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.id < b.id ? -1 : 1)
const snapshotOf = (day: string, rows: Row[]): Snapshot => ({ day, rows: rows.sort(byName), memo: new Map() })

/** Reads the events since the last look, and again what they changed; the other rows stay as they are. */
async function refresh(db: Read, kept: Kept): Promise<void> {
  for (;;) {
    const events = await eventsAfter(db, kept.upTo, 500)
    const changed = new Set(events.flatMap(procedureIdsOf))
    // What was computed may hold names of units and people. Signing in and out changes none.
    if (events.some(({ subjectKind, action }) => subjectKind === 'unit' || subjectKind === 'person'
      && !action.includes('session'))) {
      for (const snapshot of kept.snapshots.values()) snapshot.memo.clear()
    }
    if (changed.size) {
      for (const [day, { rows }] of kept.snapshots) {
        const others = rows.filter(({ id }) => !changed.has(id))
        kept.snapshots.set(day, snapshotOf(day, [...others, ...await rowsOn(db, day, [...changed])]))
      }
    }
    if (events.length) kept.upTo = events.at(-1)!.number
    if (events.length < 500) return
  }
}

async function rowsOn(db: Read, day: string, ids?: string[]): Promise<Row[]> {
  if (!ids) return read(db, day)
  const rows: Row[] = []
  for (let start = 0; start < ids.length; start += 500) rows.push(...await read(db, day, ids.slice(start, start + 500)))
  return rows
}

async function read(db: Read, day: string, ids?: string[]): Promise<Row[]> {
  const v = procedureVersions
  const found = await db.select({
    id: v.procedureId, versionId: v.id, number: v.number, kind: v.kind, code: v.code, name: v.name, field: v.field,
      agency: v.agency,
    facts: v.facts, search: v.search, sort: v.sort, effectiveFrom: v.effectiveFrom, publishedOn: v.publishedOn,
      decision: v.decision,
    ownerUnitId: procedures.ownerUnitId, reviewOn: procedures.reviewOn, checkedOn: procedures.checkedOn,
  }).from(v).innerJoin(procedures, eq(procedures.id, v.procedureId))
    .where(and(or(lte(v.effectiveFrom, day), lte(v.publishedOn, day)), ids && inArray(v.procedureId, ids)))
    .orderBy(asc(v.procedureId), asc(v.number))
  const rows = new Map<string, Row>()
  for (const { kind, search, ...version } of found) {
    const inForce = version.effectiveFrom <= day
    // Effective dates never fall as numbers rise: the last that is in force stands; one that is to come, only without it.
    if (!inForce && rows.has(version.id)) continue
    const state: RowState = !inForce ? 'upcoming' : kind === 'abolished' ? 'abolished' : version.number === 1 ? 'published'
      : 'amended'
    rows.set(version.id, { ...version, search: ` ${search}`, state })
  }
  return [...rows.values()]
}
