// The store in PostgreSQL: a pool reads, and writers take turns by an advisory lock, across machines too.
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import type { Read, Store, Write } from './store.ts'
import { codeOf, refuseNested, transaction, Turns } from './transaction.ts'

const migrations = join(import.meta.dirname, 'migrations/postgres')
const writersLock = 72_461_001
const migrationLock = 72_461_002

export async function openPostgres(url: string, migrationsFolder = migrations): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, application_name: 'portal' })
  pool.on('error', () => {}) // an idle connection was lost: the next query opens another
  await bringUpToDate(pool, migrationsFolder)
  const listeners: (() => void)[] = []
  const owner = {}
  const turns = new Turns()

  const attempt = async <T>(work: (db: Write) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let lost: Error | undefined
    const onError = (error: Error) => { lost = error }
    client.on('error', onError)
    try {
      const run = async (statement: string) => { await client.query(statement) }
      // Without the lock a slow writer's event could get a lower number and commit later: followers would skip it for good.
      return await transaction(owner, drizzle({ client }) as unknown as Write, run, ['begin', `select pg_advisory_xact_lock(${writersLock})`], work)
    } finally {
      client.off('error', onError)
      client.release(lost)
    }
  }

  return {
    read: drizzle({ client: pool }) as unknown as Read,
    async write(work) {
      refuseNested(owner)
      // One after the other within this process too: writers waiting for the lock would hold every connection of the pool.
      const result = await turns.take(() => retried(() => attempt(work)))
      for (const listener of listeners) listener()
      return result
    },
    onCommit: listener => { listeners.push(listener) },
    async ping() { return (await pool.query('select 1')).rowCount === 1 },
    async size() { return Number((await pool.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]!.size) },
    copyTo: file => copyRows(pool, file),
    close: () => pool.end(),
  }
}

/** Runs again what the server broke off to resolve a conflict; everything else goes out as it is. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try { return await attempt() }
    catch (error) {
      if (!['40001', '40P01'].includes(codeOf(error)) || tries >= 5) throw error
      await new Promise(resolve => setTimeout(resolve, 10 * 2 ** tries))
    }
  }
}

async function bringUpToDate(pool: pg.Pool, migrationsFolder: string): Promise<void> {
  const client = await pool.connect()
  try {
    // Two servers that start together must not migrate together.
    await client.query(`select pg_advisory_lock(${migrationLock})`)
    await migrate(drizzle({ client }), { migrationsFolder })
  } finally {
    await client.query(`select pg_advisory_unlock(${migrationLock})`).catch(() => {})
    client.release()
  }
}

/** All rows of all tables as JSON Lines, `{table, row}`, in one snapshot. */
async function copyRows(pool: pg.Pool, file: string): Promise<void> {
  const client = await pool.connect()
  const out = createWriteStream(file)
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`)
    for (const { name } of tables) {
      await client.query(`declare row_by_row cursor for select row_to_json(t)::text as row from "${name}" t`)
      for (;;) {
        const { rows } = await client.query<{ row: string }>('fetch 200 from row_by_row')
        if (!rows.length) break
        const lines = rows.map(({ row }) => `{"table":${JSON.stringify(name)},"row":${row}}\n`).join('')
        if (!out.write(lines)) await new Promise<void>(resolve => { out.once('drain', resolve) })
      }
      await client.query('close row_by_row')
    }
    await client.query('commit')
  } finally {
    client.release()
    out.end()
    await finished(out)
  }
}
