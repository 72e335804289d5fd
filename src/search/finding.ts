// Finds what was typed among everything the person may see: kind by kind, the nearest first; with another tone or a letter put right when need be.
import { inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { numbersWith, type Wanted } from '../store/full-text.ts'
import type { Read } from '../store/store.ts'
import { corrected } from './mistyping.ts'
import { nearness } from './ranking.ts'
import { subjects, type Hit, type Subject } from './subjects.ts'
import { searchEntries } from './tables.ts'
import { queryOf, scopeOf, wantedNumber, wantedOf, type Query } from './words.ts'

/** More than this is said as 'more than'. */
export const mostCounted = 1000

export interface Group {
  subject: Subject
  count: number
  /** Whether there are more than `count`. */
  more: boolean
  /** The nearest first. */
  hits: Hit[]
}

export interface Found {
  query: Query
  /** `exact`: with the tones that were typed. `plain`: without looking at them. `near`: for `query`, in which a letter was put right. */
  how: 'exact' | 'plain' | 'near'
  /** Of every kind that the person may look through, also of those with nothing in them. */
  groups: Group[]
}

export interface Limits {
  /** Shown of each kind. */
  shown: number
  /** The one kind of which things are wanted; the others are counted only. */
  kind?: string | null
  /** Looked at of each kind to find the nearest. */
  looked?: number
  /** Whether a letter may be put right when nothing is found. */
  correct?: boolean
}

type Scope = { subject: Subject; scope: Wanted }

/** The kinds that the person may look through. */
export const kindsOf = (user: User): Scope[] => subjects.flatMap(subject => {
  const seenBy = subject.reachOf(user)
  return seenBy === null ? [] : [{ subject, scope: scopeOf(subject.kind, seenBy) }]
})

/** What is found for a text as it was typed; nothing for one without words. */
export async function find(db: Read, user: User, typed: string, limits: Limits): Promise<Found> {
  const scopes = kindsOf(user)
  const query = queryOf(typed)
  const found = await findAs(db, user, query, scopes, limits)
  if (limits.correct === false || !query.words.length || found.groups.some(({ count }) => count)) return found
  const better = await corrected(db, query, scopes.map(({ scope }) => scope))
  return better === null ? found : { ...await findAs(db, user, queryOf(better), scopes, limits), how: 'near' }
}

async function findAs(db: Read, user: User, query: Query, scopes: Scope[], limits: Limits): Promise<Found> {
  if (!query.words.length) return { query, how: 'plain', groups: scopes.map(({ subject }) => ({ subject, count: 0, more: false, hits: [] })) }
  const toned = query.words.some(({ marked }) => marked)
  const counted = (exact: boolean) => Promise.all(scopes.map(async one => ({ ...one, numbers: await numbersOf(db, one.scope, query, exact) })))
  const exactly = toned ? await counted(true) : []
  const exact = exactly.some(({ numbers }) => numbers.length)
  const groups: Group[] = []
  for (const { subject, scope, numbers } of exact ? exactly : await counted(false)) {
    const group = { subject, count: Math.min(numbers.length, mostCounted), more: numbers.length > mostCounted, hits: [] as Hit[] }
    if (numbers.length && (!limits.kind || limits.kind === subject.kind)) {
      const hits = await nearest(db, user, query, { subject, scope }, numbers, exact, limits)
      group.hits = hits.slice(0, limits.shown)
      // What the index has not heard of yet is not counted either.
      if (numbers.length <= (limits.looked ?? lookedAt)) group.count = hits.length
    }
    groups.push(group)
  }
  return { query, how: exact ? 'exact' : 'plain', groups }
}

const lookedAt = 40

async function numbersOf(db: Read, scope: Wanted, query: Query, exact: boolean): Promise<number[]> {
  const numbers = await numbersWith(db, [...scope, ...wantedOf(query, { title: false, exact })], mostCounted + 1)
  if (!query.number) return numbers
  return [...new Set([...await numbersWith(db, [...scope, ...wantedNumber(query.number, false)], lookedAt), ...numbers])]
}

async function nearest(db: Read, user: User, query: Query, { subject, scope }: Scope, numbers: number[], exact: boolean, { looked = lookedAt }: Limits): Promise<Hit[]> {
  const having = async (whole: boolean) => new Set(query.number ? await numbersWith(db, [...scope, ...wantedNumber(query.number, whole)], looked) : [])
  const [whole, begun] = [await having(true), await having(false)]
  const chosen = new Set([...whole, ...begun].slice(0, looked))
  // Of many, those first that have the words in their titles.
  if (numbers.length > looked) for (const number of await numbersWith(db, [...scope, ...wantedOf(query, { title: true, exact })], looked)) chosen.add(number)
  for (const number of numbers) { if (chosen.size >= looked) break; chosen.add(number) }
  const entries = await db.select({ number: searchEntries.number, id: searchEntries.subjectId }).from(searchEntries).where(inArray(searchEntries.number, [...chosen]))
  const numberOf = new Map(entries.map(({ number, id }) => [id, number]))
  const ranked = (await subject.hitsOf(db, user, [...numberOf.keys()])).map(hit => {
    const number = numberOf.get(hit.id)!
    return { hit, number, numbered: Number(whole.has(number)) + Number(begun.has(number)), near: nearness(hit.title, query) }
  })
  return ranked.toSorted((a, b) => b.numbered - a.numbered || Number(b.near >= inTitle) - Number(a.near >= inTitle)
    || Number(a.hit.past) - Number(b.hit.past) || b.near - a.near || b.number - a.number).map(({ hit }) => hit)
}

/** Nearness from which most of the words stand in the title. */
const inTitle = 1.5
