// Copies of a SQLite database: files that are counted, checked and exchanged.
import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Hindrance, Row } from './copies.ts'
import { driverRow, everyTable } from './everything.ts'
import { openSqlite } from './sqlite.ts'

/** Rows of each table. Throws when SQLite finds the file damaged. */
export function rowsInFile(file: string): Record<string, number> {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const problems = db.pragma('integrity_check') as { integrity_check: string }[]
    if (problems[0]?.integrity_check !== 'ok') throw new Error(problems[0]?.integrity_check ?? 'the integrity check said nothing')
    return Object.fromEntries(tableNames(db).map(name => [name, countOf(db, name)]))
  } finally { db.close() }
}

export function hindranceTo(file: string): Hindrance {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { timeout: 0 })
    // Whoever has the file open in WAL mode keeps a shared lock on it, even while idle.
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('begin exclusive')
    const filled = tableNames(db).filter(name => ['people', 'procedures'].includes(name) && countOf(db!, name) > 0)
    db.exec('rollback')
    return filled.length ? 'not empty' : null
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return 'running'
    return 'not empty' // damaged: exactly when a backup is wanted back
  } finally { db?.close() }
}

export function putBack(file: string, copy: string, aside: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  copyFileSync(copy, fresh)
  mkdirSync(aside, { recursive: true })
  const moved: string[] = []
  try {
    for (const path of [file, `${file}-wal`, `${file}-shm`].filter(existsSync)) { renameSync(path, join(aside, basename(path))); moved.push(path) }
    renameSync(fresh, file)
  } catch (error) {
    for (const path of moved) renameSync(join(aside, basename(path)), path)
    rmSync(fresh, { force: true })
    throw error
  }
}

/** A new file with the present schema and these rows; their order does not matter. */
export async function buildFile(file: string, rows: AsyncIterable<Row>): Promise<void> {
  await (await openSqlite(file)).close()
  const tables = await everyTable()
  const db = new Database(file)
  try {
    db.pragma('foreign_keys = OFF')
    db.exec('begin')
    const inserts = new Map<string, Database.Statement>()
    for await (const { table, row } of rows) {
      const values = driverRow(tables.get(table)!, row)
      const names = Object.keys(values)
      if (!inserts.has(table)) {
        inserts.set(table, db.prepare(`insert into "${table}" (${names.map(name => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`))
      }
      inserts.get(table)!.run(...Object.values(values))
    }
    db.exec('commit')
    const broken = db.pragma('foreign_key_check') as unknown[]
    if (broken.length) throw new Error(`${broken.length} rows have references that lead nowhere`)
    db.pragma('journal_mode = DELETE')
  } finally { db.close() }
}

const tableNames = (db: Database.Database) => (db.prepare(
  `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '__drizzle%' order by name`).all() as { name: string }[]).map(({ name }) => name)

const countOf = (db: Database.Database, table: string) => (db.prepare(`select count(*) as count from "${table}"`).get() as { count: number }).count
