// A store of its own for a test: a new SQLite file, or the worker's PostgreSQL database, emptied.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach } from 'vitest'
import { openStore, type Store } from '../src/store/store.ts'

export const onPostgres = Boolean(process.env.DATABASE_URL)

/** Empties every table of the worker's database; nothing to do with SQLite, where each test has a file of its own. */
export async function emptyDatabase(): Promise<void> {
  if (!onPostgres) return
  await connected(async client => {
    // As a replica the triggers that keep the audit log from being emptied do not fire.
    await client.query('set session_replication_role = replica')
    const { rows } = await client.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`)
    if (rows.length) await client.query(`truncate ${rows.map(({ name }) => name).join(', ')} restart identity`)
  })
}

/** Runs SQL on the worker's PostgreSQL database, past the store. */
export async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}

let folders: string[] = []
let stores: Store[] = []
afterEach(async () => {
  for (const store of stores) await store.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders = []
  stores = []
})

/** A folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  folders.push(folder)
  return folder
}

/** What openStore is given for a database in `folder`. */
export const databaseIn = (folder: string): string => process.env.DATABASE_URL ?? join(folder, 'portal.db')

/** Opens an empty store that is closed after the test. */
export async function openEmptyStore(folder = newFolder()): Promise<Store> {
  await emptyDatabase()
  return openAgain(folder)
}

/** Opens the store of `folder` once more, as another process would. */
export async function openAgain(folder: string): Promise<Store> {
  const store = await openStore(databaseIn(folder))
  stores.push(store)
  return store
}
