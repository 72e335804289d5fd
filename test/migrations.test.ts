// Migrations: both dialects take the same steps and end at what tables.ts says.
import Database from 'better-sqlite3'
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrationSteps } from '../src/store/copies.ts'
import { units } from '../src/units/tables.ts'
import { connected, databaseIn, newFolder, onPostgres, openAgain, openEmptyStore } from './stores.ts'

test('both dialects have the same steps, and a file for each', () => {
  expect(migrationSteps('sqlite')).toEqual(migrationSteps('postgres'))
  for (const kind of ['sqlite', 'postgres']) {
    expect(readdirSync(`src/store/migrations/${kind}`).filter(file => file.endsWith('.sql')).map(file => file.replace('.sql', ''))).toEqual(migrationSteps('sqlite'))
  }
})

test('the database has the tables and columns that tables.ts says, and no others', async () => {
  const folder = newFolder()
  await openEmptyStore(folder)
  const wanted: Record<string, Record<string, boolean>> = {}
  for (const subject of readdirSync('src')) {
    const exports = await import(`../src/${subject}/tables.ts`).catch(() => ({})) as Record<string, unknown>
    for (const table of Object.values(exports)) {
      if (is(table, Table)) wanted[getTableName(table)] = Object.fromEntries(Object.values(getTableColumns(table)).map(({ name, notNull, primary }) => [name, notNull || primary]))
    }
  }
  expect(Object.keys(wanted).length).toBeGreaterThan(15)
  const found = await (onPostgres ? postgresColumns() : sqliteColumns(databaseIn(folder)))
  // The full text, which differs between the databases, and the tables that FTS5 keeps for it.
  expect(Object.fromEntries(Object.entries(found).filter(([name]) => !name.startsWith('full_text')))).toEqual(wanted)
})

async function postgresColumns(): Promise<Record<string, Record<string, boolean>>> {
  const { rows } = await connected(client => client.query<{ table: string; column: string; required: boolean }>(
    `select table_name as "table", column_name as "column", is_nullable = 'NO' as required from information_schema.columns where table_schema = 'public'`))
  const found: Record<string, Record<string, boolean>> = {}
  for (const { table, column, required } of rows) (found[table] ??= {})[column] = required
  return found
}

function sqliteColumns(file: string): Record<string, Record<string, boolean>> {
  const db = new Database(file, { readonly: true })
  const tables = db.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '__drizzle%'`).all() as { name: string }[]
  const found = Object.fromEntries(tables.map(({ name }) => [name, Object.fromEntries(
    (db.pragma(`table_info("${name}")`) as { name: string; notnull: number; pk: number }[]).map(column => [column.name, column.notnull === 1 || column.pk === 1]))]))
  db.close()
  return found
}

test('opening again changes nothing', async () => {
  const folder = newFolder()
  const store = await openEmptyStore(folder)
  await store.write(db => db.insert(units).values({ id: 'u', name: 'u', aliases: [], kind: 'other', position: 0, since: '2020-01-01', search: 'u' }))
  expect(await (await openAgain(folder)).read.$count(units)).toBe(1)
})
