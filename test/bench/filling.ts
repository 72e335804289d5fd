// Fills a new SQLite file with a made-up office: `node src/start.js ../test/bench/filling.ts FOLDER TASKS` makes FOLDER/portal.db, which
// the portal opens with DATA_DIR=FOLDER. The same number of tasks gives the same rows each time.
import Database from 'better-sqlite3'
import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { join } from 'node:path'
import { people, postings, roleHoldings } from '../../src/accounts/tables.ts'
import { setDemo } from '../../src/office/demo.ts'
import { buildSearch } from '../../src/search/keeping.ts'
import { planDomains, plans } from '../../src/plans/tables.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { units } from '../../src/units/tables.ts'
import { benchDay, firstYear, lastYear, madeOffice, madePlans } from './office.ts'
import { numbersFrom } from './random.ts'
import { madeMeetings, meetingTables } from './meetings.ts'
import { madeWork, workTables, type Work } from './work.ts'

const tasksOfPlan = 500

/** Makes the file. `count` tasks, ten times as many events. */
export async function fillOffice(folder: string, count: number): Promise<void> {
  const path = join(folder, 'portal.db')
  const store = await openSqlite(path)
  // Its people are asked in at one click, at a date of their own.
  await store.write(db => setDemo(db, { state: 'in', day: benchDay }))
  await store.close()
  const database = new Database(path)
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -400000']) database.pragma(pragma)
  const office = madeOffice()
  const number = numbersFrom(2026)
  const years = lastYear - firstYear + 1
  const made = madePlans(office, Math.max(1, Math.round(count / tasksOfPlan / years)))
  database.exec('begin')
  insert(database, units, office.units)
  insert(database, people, office.people)
  insert(database, postings, office.postings)
  insert(database, roleHoldings, office.holdings)
  insert(database, plans, made.map(({ plan }) => plan))
  insert(database, planDomains, made.flatMap(({ domains }) => domains))
  const given: Pick<Work['tasks'][number], 'id' | 'title' | 'assignedOn'>[] = []
  for (const [at, plan] of made.entries()) {
    const share = Math.floor(count * (at + 1) / made.length) - Math.floor(count * at / made.length)
    const work = madeWork(office, plan, share, number)
    for (const [name, table] of Object.entries(workTables)) insert(database, table, work[name as keyof typeof work])
    given.push(...work.tasks.map(({ id, title, assignedOn }) => ({ id, title, assignedOn })))
  }
  const met = madeMeetings(office, given)
  for (const [name, table] of Object.entries(meetingTables)) insert(database, table, met[name as keyof typeof met])
  database.exec('commit')
  database.pragma('journal_mode = WAL')
  database.close()
  // Otherwise the portal would build the search's index while its pages are measured.
  const filled = await openSqlite(path)
  await buildSearch(filled)
  await filled.close()
}

/** Much faster than the query builder, which is made for pages; columns and their spelling come from the table all the same. */
export function insert(database: Database.Database, table: Table, rows: readonly Record<string, unknown>[]): void {
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => rows.some(row => row[field] !== undefined))
  if (!columns.length) return
  const statement = database.prepare(`insert into ${getTableName(table)} (${columns.map(([, { name }]) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`)
  for (const row of rows) {
    statement.run(...columns.map(([field, column]) => {
      const value = row[field] === undefined ? column.default as unknown : row[field]
      return value === null || value === undefined ? null : column.mapToDriverValue(value)
    }))
  }
}

if (process.argv[1]?.endsWith('filling.ts')) await fillOffice(process.argv[2]!, Number(process.argv[3]))
