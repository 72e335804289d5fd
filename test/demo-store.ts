// The demo department in a store of its own: loaded by the first test of a run that asks for it, copied for all others.
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { layOutFiles } from '../src/demo/files.ts'
import { demoFolder, loadDemo } from '../src/demo/loading.ts'
import { followDemoDate } from '../src/office/demo.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { databaseIn, emptyDatabase, newFolder, onPostgres, openAgain } from './stores.ts'

/** A store with the demo that is closed after the test; the date stands at the demo's. `folder` gets its files. */
export async function openDemoStore(folder = newFolder()): Promise<Store> {
  await copyDemo(folder)
  const store = await openAgain(folder)
  await followDemoDate(store.read)
  return store
}

/** Puts the demo into the database of `folder`, which nobody has opened yet, and its files beside it. */
export async function copyDemo(folder: string): Promise<void> {
  await (onPostgres ? copyOnPostgres() : copyFile(folder))
  await layOutFiles(demoFolder, folder)
}

async function copyFile(folder: string): Promise<void> {
  const made = join(dirname(inject('emptyDatabase')), 'demo.db')
  if (!existsSync(made)) {
    const place = newFolder()
    await load(place)
    renameSync(join(place, 'portal.db'), made)
  }
  copyFileSync(made, join(folder, 'portal.db'))
}

/** The whole database is a copy: PostgreSQL makes one sooner than the portal writes ten thousand rows. */
async function copyOnPostgres(): Promise<void> {
  const own = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  const server = new pg.Client(process.env.TEST_DATABASE_URL)
  await server.connect()
  try {
    await server.query('select pg_advisory_lock(1)') // the other worker waits while this one loads
    if ((await server.query(`select from pg_database where datname = 'portal_test_demo'`)).rowCount) {
      await server.query(`drop database ${own} with (force)`)
      await server.query(`create database ${own} template portal_test_demo`)
    } else {
      await emptyDatabase()
      await load(newFolder())
      await server.query(`create database portal_test_demo template ${own}`)
    }
  } finally { await server.end() }
}

async function load(folder: string): Promise<void> {
  const store = await openStore(databaseIn(folder))
  try { expect(await loadDemo(store, readConfig({ DATA_DIR: folder }))).toBe(true) }
  finally { fixDay(null); await store.close() }
}
