// SQLite only: a migration that builds a table anew must not take the rows along that hang on it.
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { people, postings } from '../src/accounts/tables.ts'
import { migrationSteps } from '../src/store/copies.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { units } from '../src/units/tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'rebuild-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

/** The migrations of SQLite and one more, which builds `people` anew as drizzle-kit does when a column changes. */
function withRebuild(name: string): string {
  const migrations = join(folder, name)
  cpSync('src/store/migrations/sqlite', migrations, { recursive: true })
  const db = new Database(':memory:')
  for (const tag of migrationSteps('sqlite')) db.exec(readFileSync(`${migrations}/${tag}.sql`, 'utf8').replaceAll('--> statement-breakpoint', ''))
  const { sql } = db.prepare(`select sql from sqlite_master where name = 'people'`).get() as { sql: string }
  db.close()
  const journal = JSON.parse(readFileSync(`${migrations}/meta/_journal.json`, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] }
  const last = journal.entries.at(-1)!
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_rebuild' })
  writeFileSync(`${migrations}/meta/_journal.json`, JSON.stringify(journal))
  writeFileSync(`${migrations}/9999_rebuild.sql`, [
    'PRAGMA foreign_keys=OFF;', sql.replace(/`people`|"people"/, '`__new_people`'), 'INSERT INTO `__new_people` SELECT * FROM `people`;',
    'DROP TABLE `people`;', 'ALTER TABLE `__new_people` RENAME TO `people`;', 'PRAGMA foreign_keys=ON;',
  ].join('\n--> statement-breakpoint\n'))
  return migrations
}

async function withOnePosting(file: string): Promise<void> {
  const store = await openSqlite(file)
  await store.write(async db => {
    await db.insert(units).values({ id: 'u', name: 'u', aliases: [], kind: 'other', position: 0, since: '2020-01-01', search: 'u' })
    await db.insert(people).values({ id: 'p', name: 'p', search: 'p', sort: 'p', preferences: {} })
    await db.insert(postings).values({ id: 'x', personId: 'p', unitId: 'u', since: '2020-01-01' })
  })
  await store.close()
  // As a table with children that go along would have been declared.
  const raw = new Database(file)
  raw.exec('create table children (id text, person_id text references people(id) on delete cascade)')
  raw.exec(`insert into children values ('c', 'p')`)
  raw.close()
}

const childrenIn = (file: string) => {
  const db = new Database(file, { readonly: true })
  const { count } = db.prepare('select count(*) as count from children').get() as { count: number }
  db.close()
  return count
}

test('a rebuilt SQLite table keeps its children', async () => {
  const file = join(folder, 'ours.db')
  await withOnePosting(file)
  const store = await openSqlite(file, withRebuild('ours'))
  expect(await store.read.$count(postings)).toBe(1)
  await expect(store.write(db => db.insert(postings).values({ id: 'y', personId: 'nobody', unitId: 'u', since: '2020-01-01' }))).rejects.toMatchObject({ kind: 'reference' })
  await store.close()
  expect(childrenIn(file)).toBe(1)
})

test('drizzle alone would lose them: when this fails, the switch in sqlite.ts can go', async () => {
  const file = join(folder, 'theirs.db')
  await withOnePosting(file)
  const raw = new Database(file)
  raw.exec('delete from postings') // these would stop the drop; children that go along do not
  raw.pragma('foreign_keys = ON')
  migrate(drizzle({ client: raw }), { migrationsFolder: withRebuild('theirs') })
  raw.close()
  expect(childrenIn(file)).toBe(0)
})
