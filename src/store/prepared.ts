// Queries that are asked again and again: their text is built once for each handle, where drizzle would build it each time.
import { sql, type Placeholder } from 'drizzle-orm'
import type { Read } from './store.ts'

/** A value that is given when the query is asked. */
export const given = (name: string): Placeholder => sql.placeholder(name)

/** `build` ends with `.prepare('')`: without a name PostgreSQL keeps nothing of it. */
export function prepared<Handle extends Read, Query>(build: (db: Handle) => Query): (db: Handle) => Query {
  const kept = new WeakMap<Handle, Query>()
  return db => {
    void db.select // throws where the handle's transaction is over
    let query = kept.get(db)
    if (!query) kept.set(db, query = build(db))
    return query
  }
}
