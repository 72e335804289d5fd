// Copies of the whole database: what a copy holds, and how it is put back in place of what is there.
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isPostgres } from './columns.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** The database this program was started with. */
export const databaseKind: DatabaseKind = isPostgres ? 'postgres' : 'sqlite'

/** What a copy is called in its folder. */
export const copyNames: Record<DatabaseKind, string> = { sqlite: 'portal.db', postgres: 'rows.jsonl' }

const folderOf = (kind: DatabaseKind) => join(import.meta.dirname, 'migrations', kind)

/** Names of the migrations, oldest first; the last one is the schema this program knows. */
export function migrationSteps(kind: DatabaseKind = databaseKind): string[] {
  const journal = JSON.parse(readFileSync(join(folderOf(kind), 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  return journal.entries.map(({ tag }) => tag)
}

/** Number of rows of each table in a copy. Throws when the copy cannot be read through to its end. */
export async function rowsIn(file: string, kind: DatabaseKind): Promise<Record<string, number>> {
  if (kind === 'sqlite') return (await import('./copies-sqlite.ts')).rowsInFile(file)
  const counts: Record<string, number> = {}
  for await (const { table } of rowsOf(file)) counts[table] = (counts[table] ?? 0) + 1
  return counts
}

export interface Row { table: string; row: Record<string, unknown> }

/** The rows of a PostgreSQL copy, one at a time. Throws on a line that is none. */
export async function* rowsOf(file: string): AsyncGenerator<Row> {
  for await (const line of linesOf(file)) yield line as unknown as Row
}

/** What the lines of a JSON Lines file say, one at a time. Throws on a line that is no JSON. */
export async function* linesOf(file: string): AsyncGenerator<Record<string, unknown>> {
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text) yield JSON.parse(text) as Record<string, unknown>
  }
}

/** Makes a copy of this program's database and schema out of plain rows (everything.ts) of any database. */
export async function buildCopy(file: string, rows: AsyncIterable<Row>): Promise<void> {
  if (databaseKind === 'sqlite') { await (await import('./copies-sqlite.ts')).buildFile(file, rows); return }
  await pipeline(Readable.from(lines()), createWriteStream(file))
  async function* lines() { for await (const row of rows) yield `${JSON.stringify(row)}\n` }
}

/** Why the database cannot be replaced right now. */
export type Hindrance = 'running' | 'not empty' | null

/** Whether the portal is running on this database, or there are people or procedures in it. */
export async function hindranceTo(database: string): Promise<Hindrance> {
  if (databaseKind === 'postgres') return (await import('./copies-postgres.ts')).hindranceTo(database)
  return existsSync(database) ? (await import('./copies-sqlite.ts')).hindranceTo(database) : null
}

/**
 * Puts a copy in the place of the database; what was there is kept: in the folder `aside`, or in PostgreSQL in schemas
 * of that folder's name. `step` is the migration at which the copy was made. Leaves all as it was when it fails.
 */
export async function putBack(database: string, file: string, step: string, aside: string): Promise<void> {
  if (databaseKind === 'postgres') await (await import('./copies-postgres.ts')).putBack(database, file, step, aside)
  else (await import('./copies-sqlite.ts')).putBack(database, file, aside)
}
