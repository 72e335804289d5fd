// Keeps the search's index in step with everything it knows: by following events, and by building it anew from the tables.
import { and, eq, lt } from 'drizzle-orm'
import { lastEventNumber } from '../events/events.ts'
import type { Follower } from '../events/followers.ts'
import type { Event } from '../events/tables.ts'
import type { Read, Store } from '../store/store.ts'
import { dropEntries, refresh, sweep } from './entries.ts'
import { subjects } from './subjects.ts'
import { searchEntries, searchMarks } from './tables.ts'
import { analysis } from './words.ts'

/** Events that change more than they name. */
const sweeping: string[] = ['demo loaded', 'demo removed', 'staff imported', 'backup restored']

/** Events that may wait in memory; more are left where they are until these are done. */
const mostWaiting = 5000

export interface Searching {
  follower: Follower
  /** Settles when the index holds everything that was there and happened until now; it answers before, with what it has. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the index: builds it in the background where there is none, or where its words were made in another way.
 * `failed` hears what went wrong in the background; what was missed is made good at the next start.
 */
export async function openSearching(store: Store, failed: (error: unknown) => void = () => {}): Promise<Searching> {
  const stop = new AbortController()
  const mark = await markOf(store.read)
  const usable = mark?.analysis === analysis
  const from = usable ? mark.event : await lastEventNumber(store.read)
  let kept = from
  let waiting: Event[] = []
  let working: Promise<void> = (usable ? Promise.resolve() : buildSearch(store, { signal: stop.signal }).then(() => {})).catch(lost)

  // Without its mark the index is built anew at the next start.
  async function lost(error: unknown) {
    failed(error)
    await store.write(db => db.delete(searchMarks)).catch(failed)
  }

  async function work() {
    while (waiting.length && !stop.signal.aborted) {
      const events = waiting
      waiting = []
      const changed = events.some(({ action }) => sweeping.includes(action)) ? await sweep(store, stop.signal) : await followed(store, events)
      const last = events.at(-1)!.number
      // What came after the mark is looked at again at the next start: it need not be written for every event.
      if (!changed && last - kept < 500) continue
      await store.write(db => db.update(searchMarks).set({ event: last }).where(and(eq(searchMarks.id, 'index'), lt(searchMarks.event, last))))
      kept = last
    }
  }

  return {
    follower: {
      name: 'the search',
      from,
      // It does not wait for its own work: the other followers would wait with it.
      async follow(events) {
        if (waiting.length > mostWaiting) await working
        waiting.push(...events)
        working = working.then(work).catch(lost)
      },
    },
    settled: () => working,
    async close() { stop.abort(); await working },
  }
}

async function followed(store: Store, events: Event[]): Promise<number> {
  let changed = 0
  for (const subject of subjects) changed += await refresh(store, subject, await subject.changedBy(store.read, events))
  return changed
}

/**
 * Builds the index from the tables; twice changes nothing. `anew` forgets first what it holds, for an index that is damaged.
 * Returns the number of things in it, 0 when it was stopped.
 */
export async function buildSearch(store: Store, { anew = false, signal }: { anew?: boolean; signal?: AbortSignal } = {}): Promise<number> {
  const event = await lastEventNumber(store.read)
  await store.write(async db => {
    await db.delete(searchMarks)
    if (anew) await dropEntries(db)
  })
  await sweep(store, signal)
  if (signal?.aborted) return 0
  await store.write(db => db.insert(searchMarks).values({ id: 'index', event, analysis }).onConflictDoUpdate({ target: searchMarks.id, set: { event, analysis } }))
  return store.read.$count(searchEntries)
}

/** Whether the index holds everything; false while it is being built. */
export const isWhole = async (db: Read): Promise<boolean> => (await markOf(db))?.analysis === analysis

async function markOf(db: Read) {
  const [mark] = await db.select().from(searchMarks).where(eq(searchMarks.id, 'index'))
  return mark
}
