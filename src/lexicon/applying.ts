// The pack of data/assistant put into the office's tables: once an edition, leaving alone whatever the office made or changed.
import { desc, eq, inArray } from 'drizzle-orm'
import { packDigest, packLexicon, packNames, type PackName } from '../assistant/pack.ts'
import type { LexiconText } from '../assistant/lexicon.ts'
import { now } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import type { Read, Store } from '../store/store.ts'
import { searchable } from '../text.ts'
import { everydayNames, lexiconEntries, type EverydayName, type LexiconEntry } from './tables.ts'

/** What an edition did: rows that are new, that say something else now, that it no longer has; and those that the office keeps its own way. */
export interface Applied { added: number; changed: number; aside: number; kept: number }

export const packApplied = 'lexicon pack applied'

/** An edition of the pack: read only where it is not the one applied last. */
export interface Edition { digest: string; lexicon: () => LexiconText; names: () => ReadonlyMap<string, readonly PackName[]> }

const ownEdition = (): Edition => ({ digest: packDigest(), lexicon: packLexicon, names: packNames })

/** Applies the pack if this edition of it was not applied last. Returns what it did with entries and names; null when nothing was to do. */
export async function applyPack(store: Store, edition: Edition = ownEdition()): Promise<{ entries: Applied; names: Applied } | null> {
  const { digest } = edition
  if (await lastApplied(store.read) === digest) return null
  const wantedEntries = entriesOf(edition.lexicon())
  const wantedNames = namesOf(edition.names())
  return store.write(async db => {
    const entries = await applyRows(await db.select().from(lexiconEntries), wantedEntries, {
      key: entry => `${entry.kind} ${entry.term}`, same: (kept, wanted) => kept.sayings.join() === wanted.sayings.join(),
      insert: rows => db.insert(lexiconEntries).values(rows),
      update: (id, row) => db.update(lexiconEntries).set(row).where(eq(lexiconEntries.id, id)),
      setAside: ids => db.update(lexiconEntries).set({ inUse: false, changedAt: now() }).where(inArray(lexiconEntries.id, ids)),
    })
    const names = await applyRows(await db.select().from(everydayNames), wantedNames, {
      key: name => `${name.procedureKey} ${name.phrase}`, same: (kept, wanted) => kept.operation === wanted.operation && kept.person === wanted.person,
      insert: rows => db.insert(everydayNames).values(rows),
      update: (id, row) => db.update(everydayNames).set(row).where(eq(everydayNames.id, id)),
      setAside: ids => db.update(everydayNames).set({ inUse: false, changedAt: now() }).where(inArray(everydayNames.id, ids)),
    })
    await record(db, portal, packApplied, 'lexicon', 'pack', {
      digest, entries: entries.done, names: names.done, keys: [...new Set(names.touched.map(({ procedureKey }) => procedureKey))],
    })
    return { entries: entries.done, names: names.done }
  })
}

async function lastApplied(db: Read): Promise<unknown> {
  const [last] = await db.select({ details: events.details }).from(events).where(eq(events.action, packApplied)).orderBy(desc(events.number)).limit(1)
  return last?.details.digest
}

const fromPack = () => ({ origin: 'pack' as const, inUse: true, changedById: portal.id, changedAt: now() })

/** One entry for each term: lines of the file that give more sayings for a term are one. */
function entriesOf({ sayings, short }: LexiconText): LexiconEntry[] {
  const bySaying = Map.groupBy(sayings, ({ law }) => law)
  const byWords = Map.groupBy(short, ({ words }) => words)
  const entry = (kind: LexiconEntry['kind'], term: string, said: string[]): LexiconEntry =>
    ({ id: newId(), kind, term, sayings: [...new Set(said)], search: searchOf(term, said), note: null, revision: 1, ...fromPack() })
  return [
    ...[...bySaying].map(([term, lines]) => entry('saying', term, lines.flatMap(({ said }) => said))),
    ...[...byWords].map(([term, lines]) => entry('short', term, lines.map(({ form }) => form))),
  ]
}

export const searchOf = (term: string, sayings: readonly string[]): string => searchable([term, ...sayings].join(' '))

function namesOf(pack: ReadonlyMap<string, readonly PackName[]>): EverydayName[] {
  const names = [...pack].flatMap(([procedureKey, list]) => list.map(({ phrase, operation, person }): EverydayName =>
    ({ id: newId(), procedureKey, phrase, search: searchable(phrase), operation, person, ...fromPack() })))
  return [...new Map(names.map(name => [`${name.procedureKey} ${name.phrase}`, name])).values()]
}

interface Row { id: string; origin: 'pack' | 'office'; inUse: boolean; changedById: string }

interface Rows<T extends Row> {
  key: (row: T) => string
  same: (kept: T, wanted: T) => boolean
  insert: (rows: T[]) => PromiseLike<unknown>
  update: (id: string, row: Omit<T, 'id'>) => PromiseLike<unknown>
  setAside: (ids: string[]) => PromiseLike<unknown>
}

const atOnce = 500

/** A row that a person changed last is the office's, wherever it came from. */
async function applyRows<T extends Row>(kept: T[], wanted: T[], rows: Rows<T>): Promise<{ done: Applied; touched: T[] }> {
  const byKey = new Map(kept.map(row => [rows.key(row), row]))
  const untouched = ({ origin, changedById }: T) => origin === 'pack' && changedById === portal.id
  const added = wanted.filter(row => !byKey.has(rows.key(row)))
  const changed = wanted.flatMap(row => {
    const old = byKey.get(rows.key(row))
    return old && untouched(old) && !(old.inUse && rows.same(old, row)) ? [{ old, row }] : []
  })
  const keys = new Set(wanted.map(rows.key))
  const aside = kept.filter(row => untouched(row) && row.inUse && !keys.has(rows.key(row)))
  for (let start = 0; start < added.length; start += atOnce) await rows.insert(added.slice(start, start + atOnce))
  for (const { old, row: { id: _, ...row } } of changed) await rows.update(old.id, row)
  for (let start = 0; start < aside.length; start += atOnce) await rows.setAside(aside.slice(start, start + atOnce).map(({ id }) => id))
  return {
    done: { added: added.length, changed: changed.length, aside: aside.length, kept: kept.filter(row => !untouched(row)).length },
    touched: [...added, ...changed.map(({ row }) => row), ...aside],
  }
}
