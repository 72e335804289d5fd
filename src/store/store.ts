// The store: `read` to look, `write` to change. The rest of the portal knows nothing of which database it is.
import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { isPostgres } from './columns.ts'

// Rows affected are spelt differently by each driver, so the type hides them: whoever needs a count uses .returning().
interface NoResult extends PgQueryResultHKT { type: unknown }
type Queries = PgDatabase<NoResult, Record<string, never>>

/** Looking: the query builder both databases share. Raw SQL, .transaction and relational queries are not in the type. */
export type Read = Pick<Queries, 'select' | 'selectDistinct' | '$count'>
/** Changing: the same, inside a transaction. The handle is dead once the transaction has ended. */
export type Write = Pick<Queries, 'select' | 'selectDistinct' | '$count' | 'insert' | 'update' | 'delete'>

export interface Store {
  readonly read: Read
  /**
   * Runs `work` in one transaction: all of it is kept, on disk, or nothing. One writer at a time in both databases, so
   * events are numbered in the order of their commits. `work` may run again after a lost connection: no side effects.
   * Throws Conflict when a unique column or a reference refuses; throws when called inside another write.
   */
  write<T>(work: (db: Write) => Promise<T>): Promise<T>
  /** Called after each commit; the followers of events wake up by it. */
  onCommit(listener: () => void): void
  /** Whether the database answers: for /readyz. */
  ping(): Promise<boolean>
  /** Bytes the database takes on disk. */
  size(): Promise<number>
  /** Copies the whole database to a file while others write (SQLite's own format, or PostgreSQL rows as JSON Lines). */
  copyTo(file: string): Promise<void>
  close(): Promise<void>
}

/** A unique column or a reference refused a row. */
export class Conflict extends Error {
  readonly kind: 'unique' | 'reference' | 'other'
  constructor(kind: Conflict['kind'], cause: unknown) { super(`${kind} constraint refused the row`, { cause }); this.kind = kind }
}

/** Opens the database and brings its tables up to date. `database` is a postgres:// address or the path of a SQLite file. */
export async function openStore(database: string): Promise<Store> {
  return isPostgres ? (await import('./postgres.ts')).openPostgres(database) : (await import('./sqlite.ts')).openSqlite(database)
}

/** A condition that no row meets: what a person without the right sees. */
export const nothing = sql`1 = 0`
