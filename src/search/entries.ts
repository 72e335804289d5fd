// The entries of the search's index: brought to what the things are now, some at a time, in short transactions.
import { createHash } from 'node:crypto'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { dropAllWords, dropWords, putWords } from '../store/full-text.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { subjects, type Subject } from './subjects.ts'
import { searchEntries } from './tables.ts'
import { analysis, entryWords } from './words.ts'

/** Read and written at a time: more would keep everybody waiting. */
const atOnce = 25
/** Milliseconds of rest after each of them, in the background. */
const mostRest = 50

/**
 * Looks at every thing there is, and at every entry that is left. Returns how many entries were changed.
 * With a signal it is work in the background: it stops when told to, and leaves as much time to others as it takes.
 */
export async function sweep(store: Store, signal?: AbortSignal): Promise<number> {
  let changed = 0
  const brought = async (subject: Subject, ids: string[]) => {
    const started = performance.now()
    changed += await refresh(store, subject, ids)
    if (signal && ids.length) await new Promise<void>(resolve => { setTimeout(resolve, Math.min(mostRest, performance.now() - started)) })
  }
  for (const subject of subjects) {
    const had = await store.read.$count(searchEntries, eq(searchEntries.kind, subject.kind))
    for (let last = '', more = true; more && !signal?.aborted;) {
      const ids = await subject.idsAfter(store.read, last, atOnce)
      await brought(subject, ids)
      last = ids.at(-1) ?? last
      more = ids.length === atOnce
    }
    // Entries of things that are gone can only be among those that were there before.
    for (let last = 0, more = had > 0; more && !signal?.aborted;) {
      const entries = await store.read.select({ number: searchEntries.number, id: searchEntries.subjectId }).from(searchEntries)
        .where(and(eq(searchEntries.kind, subject.kind), gt(searchEntries.number, last))).orderBy(asc(searchEntries.number)).limit(atOnce)
      await brought(subject, entries.map(({ id }) => id))
      last = entries.at(-1)?.number ?? last
      more = entries.length === atOnce
    }
  }
  return changed
}

/** Brings the entries of these things to what the things are now. Returns how many were changed. */
export async function refresh(store: Store, subject: Subject, ids: readonly string[]): Promise<number> {
  let changed = 0
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce)
    // Most events change nothing that is searched for: no transaction for them.
    const differing = differences(await entriesOf(store.read, subject, some), await wordsOf(store.read, subject, some), some)
    if (differing.length) changed += await store.write(db => put(db, subject, differing))
    await new Promise<void>(resolve => { setImmediate(resolve) })
  }
  return changed
}

/** Forgets every entry, to begin anew. */
export async function dropEntries(db: Write): Promise<void> {
  await db.delete(searchEntries)
  await dropAllWords(db)
}

type Words = { words: string[]; digest: string }

/** The words of each thing that can be found, with their digest. */
async function wordsOf(db: Read, subject: Subject, ids: string[]): Promise<Map<string, Words>> {
  const texts = await subject.textsOf(db, ids)
  return new Map([...texts].map(([id, text]) => {
    const words = entryWords(subject.kind, text)
    return [id, { words, digest: `${analysis}.${createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 22)}` }]
  }))
}

async function entriesOf(db: Read, { kind }: Subject, ids: string[]) {
  const rows = await db.select().from(searchEntries).where(and(eq(searchEntries.kind, kind), inArray(searchEntries.subjectId, ids)))
  return new Map(rows.map(row => [row.subjectId, row]))
}

const differences = (entries: Map<string, { digest: string }>, wanted: Map<string, Words>, ids: string[]) =>
  ids.filter(id => entries.get(id)?.digest !== wanted.get(id)?.digest)

async function put(db: Write, subject: Subject, ids: string[]): Promise<number> {
  // Read again within the transaction: what was read before it may have changed.
  const wanted = await wordsOf(db, subject, ids)
  const entries = await entriesOf(db, subject, ids)
  const changed = differences(entries, wanted, ids)
  const old = changed.flatMap(id => entries.get(id)?.number ?? [])
  await dropWords(db, old)
  if (old.length) await db.delete(searchEntries).where(inArray(searchEntries.number, old))
  const fresh = changed.filter(id => wanted.has(id))
  if (!fresh.length) return changed.length
  const made = await db.insert(searchEntries).values(fresh.map(id => ({ kind: subject.kind, subjectId: id, digest: wanted.get(id)!.digest })))
    .returning({ number: searchEntries.number, id: searchEntries.subjectId })
  await putWords(db, made.map(({ number, id }) => ({ number, words: wanted.get(id)!.words })))
  return changed.length
}
