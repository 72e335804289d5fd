// The ripple of a change: every place that quotes what changed since, and what people made of each.
import { and, inArray } from 'drizzle-orm'
import { addDays, dayOf, today } from '../clock.ts'
import { events } from '../events/tables.ts'
import { catalogue, rowsById } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { asIfChanged, changedFaqs, changedProcedures, inChunks, type Changes } from './changes.ts'
import { documentPlaces } from './of-bases.ts'
import { answerPlaces, enquiryPlaces, givenPlaces, slipPlaces } from './of-citizens.ts'
import { faqPlaces, piecePlaces, templatePlaces, testPlaces } from './of-knowledge.ts'
import { placeKinds, type Place, type PlaceKind } from './places.ts'

export const handlings = ['confirmed', 'given', 'told'] as const
export type Handling = (typeof handlings)[number]

export interface Citing extends Place {
  /** '<kind> <id> <version>': the same place is asked about again when its source changes again. */
  key: string
  seen: { how: Handling; byId: string; on: string; taskId: string | null } | null
}

/** Everything that quotes what has changed within so many days, the latest change first. `only`: of one procedure. */
export async function citingChanged(db: Read, days: number, only: string | null = null): Promise<Citing[]> {
  const since = addDays(today(), -days)
  const changes: Changes = { procedures: await changedProcedures(db, since, only), faqs: only ? new Map() : await changedFaqs(db, since) }
  const places = await placesOf(db, changes, since)
  const seen = await seenPlaces(db, changes)
  return places.map(place => ({ ...place, key: keyOf(place), seen: seen.get(keyOf(place)) ?? null }))
    .toSorted((a, b) => compare(b.change.on, a.change.on) || compare(a.change.sort, b.change.sort)
      || placeKinds.indexOf(a.kind) - placeKinds.indexOf(b.kind) || compare(b.on, a.on) || compare(a.id, b.id))
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
const keyOf = ({ kind, id, change }: Place) => `${kind} ${id} ${change.version}`

const collectors: Record<PlaceKind, (db: Read, changes: Changes, since: string) => Promise<Place[]>> = {
  faq: faqPlaces, template: templatePlaces, piece: piecePlaces, test: testPlaces, enquiry: enquiryPlaces, given: givenPlaces, slip: slipPlaces,
  answer: answerPlaces,
}

async function placesOf(db: Read, changes: Changes, since: string): Promise<Place[]> {
  if (!changes.procedures.size && !changes.faqs.size) return []
  return (await Promise.all([...placeKinds.map(kind => collectors[kind](db, changes, since)), documentPlaces(db, changes)])).flat()
}

const actions: Record<string, Handling> = { 'citations confirmed': 'confirmed', 'citations given to review': 'given', 'citations told': 'told' }

/** What people made of places that quote these; the last word counts. */
async function seenPlaces(db: Read, changes: Changes): Promise<Map<string, NonNullable<Citing['seen']>>> {
  const rows = await inChunks([...changes.procedures.keys(), ...changes.faqs.keys()], some => db.select().from(events).where(and(
    inArray(events.subjectKind, ['procedure', 'faq']), inArray(events.subjectId, some), inArray(events.action, Object.keys(actions)),
  )).orderBy(events.number).execute())
  const seen = new Map<string, NonNullable<Citing['seen']>>()
  for (const { action, actorId, at, details } of rows) {
    const taskId = typeof details.task === 'string' ? details.task : null
    for (const key of details.items as string[]) seen.set(key, { how: actions[action]!, byId: actorId, on: dayOf(at), taskId })
  }
  return seen
}

/** What notices of changes speak of, in place of one procedure. */
export const changedSources = 'sources'

/** How many days back answers, slips and answers of the assistant count as lately given. */
export const lately = 90

/** How many places of each kind quote a procedure now: those that its next version touches. */
export async function quotingNow(db: Read, procedureId: string): Promise<Map<PlaceKind, number>> {
  const row = rowsById(await catalogue(db)).get(procedureId)
  if (!row) return new Map()
  const places = await placesOf(db, asIfChanged(row), addDays(today(), -lately))
  return new Map(placeKinds.map((kind): [PlaceKind, number] => [kind, places.filter(place => place.kind === kind).length]))
}
