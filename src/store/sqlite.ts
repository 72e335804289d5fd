// The store in one SQLite file: one connection writes, one reads, and writers take turns.
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keepStatements } from './statements.ts'
import type { Read, Store, Write } from './store.ts'
import { codeOf, refuseNested, transaction, Turns } from './transaction.ts'

const migrations = join(import.meta.dirname, 'migrations/sqlite')

export async function openSqlite(path: string, migrationsFolder = migrations): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true })
  const writer = new Database(path, { timeout: 2 }) // waiting inside SQLite would stop every other request: see `begin`
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL') // what was acknowledged is on disk, also when the power goes
  bringUpToDate(writer, migrationsFolder)
  writer.pragma('foreign_keys = ON')
  const reader = new Database(path, { readonly: true, timeout: 1000 })
  reader.pragma('cache_size = -65536')
  keepStatements(writer)
  keepStatements(reader)
  const db = drizzle({ client: writer }) as unknown as Write
  const turns = new Turns()
  const listeners: (() => void)[] = []
  const owner = {}
  /** Whether timers and sockets had their turn since the last write. */
  let breathed = true

  const run = async (statement: string): Promise<void> => {
    for (let tries = 0; ; tries++) {
      try { writer.exec(statement); return }
      catch (error) {
        // Another process (a command, a second server) holds the write lock: let requests go on while we wait for it.
        if (!codeOf(error).startsWith('SQLITE_BUSY') || tries > 3000) throw error
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
  }

  return {
    read: drizzle({ client: reader }) as unknown as Read,
    async write(work) {
      refuseNested(owner)
      const result = await turns.take(async () => {
        // better-sqlite3 answers in microtasks only: a queue of writes would keep timers and sockets waiting.
        if (!breathed) await new Promise<void>(resolve => { setImmediate(resolve) })
        breathed = false
        setImmediate(() => { breathed = true })
        return transaction(owner, db, run, ['begin immediate'], work)
      })
      for (const listener of listeners) listener()
      return result
    },
    onCommit: listener => { listeners.push(listener) },
    async ping() { return reader.prepare('select 1').get() !== undefined },
    async size() { return [path, `${path}-wal`].filter(existsSync).reduce((sum, file) => sum + statSync(file).size, 0) },
    copyTo: file => copyFile(path, file),
    async close() {
      await turns.take(async () => {})
      reader.close()
      writer.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

/** Copies the file while others write. The open transaction keeps one state in view: without it each write would start the copy anew. */
async function copyFile(path: string, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true })
  const source = new Database(path, { readonly: true })
  try {
    source.exec('begin')
    source.prepare('select count(*) from sqlite_master').get()
    await source.backup(file)
  } finally { source.close() }
  const copy = new Database(file)
  copy.pragma('journal_mode = DELETE') // one file, which reading leaves as it is
  copy.close()
}

/**
 * drizzle-kit changes a SQLite column by building the table anew and dropping the old one; its "foreign_keys=OFF" does
 * nothing inside migrate()'s transaction, and the drop would take the child rows along. So the switch stands outside.
 */
function bringUpToDate(writer: Database.Database, migrationsFolder: string): void {
  writer.pragma('foreign_keys = OFF')
  migrate(drizzle({ client: writer }), { migrationsFolder })
  const broken = writer.pragma('foreign_key_check') as unknown[]
  if (broken.length) throw new Error(`the migration left ${broken.length} rows whose references lead nowhere`)
}
