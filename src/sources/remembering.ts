// What was read of rows that never change, by their ids: taking their JSON apart again each time would cost more than all else.
import type { Read } from '../store/store.ts'
import { inChunks } from './changes.ts'

const most = 100_000

type Found<T> = (db: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>

/** A function that gives what `load` finds of each id, and asks only for those not known yet of a store. */
export function remembering<T>(load: (db: Read, ids: string[]) => Promise<[string, T][]>): Found<T> {
  const stores = new WeakMap<Read, Map<string, T>>()
  return async (db, ids) => {
    let known = stores.get(db)
    // Whoever still reads the full one keeps it.
    if (!known || known.size > most) stores.set(db, known = new Map())
    for (const [id, found] of await inChunks(ids.filter(one => !known.has(one)), some => load(db, some))) known.set(id, found)
    return known
  }
}
