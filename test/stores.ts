// A store of its own for a test: a new SQLite file, or the worker's PostgreSQL database, emptied.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, inject } from 'vitest'
import { openStore, type Store } from '../src/store/store.ts'

export const onPostgres = Boolean(process.env.DATABASE_URL)

/** Empties every table of the worker's database; nothing to do with SQLite, where each test has a file of its own. */
export async function emptyDatabase(): Promise<void> {
  if (!onPostgres) return
  await connected(async client => {
    // As a replica the triggers that keep the audit log from being emptied do not fire.
    await client.query('set session_replication_role = replica')
    const { rows } = await client.query<{ name: string; bytes: number }>(
      `select quote_ident(relname) as name, pg_relation_size(oid)::int as bytes from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0`)
    if (!rows.length) return
    // To truncate a hundred tables takes thirty times as long as to delete a test's rows; but what is deleted stays lying about.
    if (rows.some(({ bytes }) => bytes > 500_000)) await client.query(`truncate ${rows.map(({ name }) => name).join(', ')} cascade`)
    // Events are read as they were written: into the gaps that deleted rows leave, PostgreSQL would write them in another order.
    else await client.query(['truncate events', ...rows.filter(({ name }) => name !== 'events').map(({ name }) => `delete from ${name}`)].join(';'))
    await client.query(`select setval(format('public.%I', sequencename)::regclass, 1, false) from pg_sequences where schemaname = 'public' and last_value is not null`)
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

/** Puts the empty database that test/global-setup.ts made into `folder`; on PostgreSQL the worker's own is one already. */
export function copyEmptyDatabase(folder: string): void {
  if (!onPostgres) copyFileSync(inject('emptyDatabase'), join(folder, 'portal.db'))
}

/** What openStore is given for a database in `folder`. */
export const databaseIn = (folder: string): string => process.env.DATABASE_URL ?? join(folder, 'portal.db')

/** Opens an empty store that is closed after the test. */
export async function openEmptyStore(folder = newFolder()): Promise<Store> {
  await emptyDatabase()
  copyEmptyDatabase(folder)
  return openAgain(folder)
}

/** Opens the store of `folder` once more, as another process would. */
export async function openAgain(folder: string): Promise<Store> {
  const store = await openStore(databaseIn(folder))
  stores.push(store)
  return store
}
