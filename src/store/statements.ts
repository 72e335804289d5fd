// SQLite statements kept ready: drizzle prepares a query's text anew each time it is asked.
import type Database from 'better-sqlite3'

const most = 400

/**
 * Makes `connection.prepare` give the same statement for the same text again, least recently used ones going first.
 * Safe because drizzle runs a statement to its end before it asks for the next; the array mode it switches on is put back.
 */
export function keepStatements(connection: Database.Database): void {
  const prepare = connection.prepare.bind(connection) as (text: string) => Database.Statement
  const kept = new Map<string, Database.Statement>()
  connection.prepare = ((text: string) => {
    const had = kept.get(text)
    if (had) kept.delete(text)
    const statement = had ?? prepare(text)
    if (had?.reader) had.raw(false)
    kept.set(text, statement)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return statement
  }) as typeof connection.prepare
}
