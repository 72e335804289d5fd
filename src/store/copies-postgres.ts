// Copies of a PostgreSQL database: rows that are put back into tables made for them.
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { rowsOf, type Hindrance } from './copies.ts'

const migrations = join(import.meta.dirname, 'migrations/postgres')

export async function hindranceTo(url: string): Promise<Hindrance> {
  return connected(url, async client => {
    const { rows: [others] } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'portal' and pid <> pg_backend_pid()`)
    if (others!.count > 0) return 'running'
    for (const table of ['people', 'procedures']) {
      const { rows: [there] } = await client.query<{ name: string | null }>(`select to_regclass($1)::text as name`, [`public.${table}`])
      if (there!.name && (await client.query(`select 1 from public.${table} limit 1`)).rowCount) return 'not empty'
    }
    return null
  })
}

export async function putBack(url: string, file: string, step: string, aside: string): Promise<void> {
  const kept = basename(aside).replace(/\W+/g, '_')
  await connected(url, async client => {
    const there = await schemas(client)
    for (const name of there) await client.query(`alter schema "${name}" rename to "${name}_${kept}"`)
    try {
      await client.query('create schema public')
      await migrateTo(client, step)
      await client.query('begin')
      await fill(client, file)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      for (const name of await schemas(client)) await client.query(`drop schema "${name}" cascade`)
      for (const name of there) await client.query(`alter schema "${name}_${kept}" rename to "${name}"`)
      throw error
    }
  })
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}

/** The schemas of the portal that exist: its tables, and drizzle's list of migrations. */
async function schemas(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select nspname as name from pg_namespace where nspname in ('public', 'drizzle')`)
  return rows.map(({ name }) => name)
}

/** The tables as they were when the copy was made; opening the store brings them up to date afterwards. */
async function migrateTo(client: pg.Client, step: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  try {
    cpSync(migrations, folder, { recursive: true })
    const path = join(folder, 'meta/_journal.json')
    const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] }
    journal.entries.length = journal.entries.findIndex(({ tag }) => tag === step) + 1
    writeFileSync(path, JSON.stringify(journal))
    await migrate(drizzle({ client }), { migrationsFolder: folder })
  } finally { rmSync(folder, { recursive: true }) }
}

async function fill(client: pg.Client, file: string): Promise<void> {
  // References are taken away and made again, so that the order of the rows does not matter.
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint "${name}"`)
  let batch: { table: string; rows: unknown[] } = { table: '', rows: [] }
  const flush = async () => {
    if (batch.rows.length) await client.query(`insert into "${batch.table}" select * from json_populate_recordset(null::"${batch.table}", $1::json)`, [JSON.stringify(batch.rows)])
  }
  for await (const { table, row } of rowsOf(file)) {
    if (table !== batch.table || batch.rows.length >= 500) { await flush(); batch = { table, rows: [] } }
    batch.rows.push(row)
  }
  await flush()
  for (const { table, name, definition } of references) await client.query(`alter table ${table} add constraint "${name}" ${definition}`)
  const { rows: counters } = await client.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public' and column_default like 'nextval(%'`)
  for (const { table, column } of counters) {
    await client.query(`select setval(pg_get_serial_sequence('"${table}"', '${column}'), coalesce(max("${column}"), 1), max("${column}") is not null) from "${table}"`)
  }
}
