// Makes the databases that the tests begin with, and says what will be skipped and why.
import '../src/imports.js'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openSqlite } from '../src/store/sqlite.ts'
import { makeVendor } from '../src/web/vendor.ts'
import { chromiumPath } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext { /** An empty SQLite database with all tables: a copy is made sooner than the tables. */ emptyDatabase: string }
}

export default async function setup(project: TestProject) {
  await makeVendor()
  const folder = mkdtempSync(join(tmpdir(), 'empty-'))
  const emptyDatabase = join(folder, 'portal.db')
  await (await openSqlite(emptyDatabase)).close()
  project.provide('emptyDatabase', emptyDatabase)
  const missing: string[] = []
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    const client = new pg.Client(url)
    await client.connect()
    await client.query('drop database if exists portal_test_demo with (force)')
    for (let worker = 1; worker <= 8; worker++) {
      await client.query(`drop database if exists portal_test_${worker} with (force)`)
      await client.query(`create database portal_test_${worker}`)
    }
    await client.end()
  } else if (!process.env.PORTAL_SQLITE_ONLY) missing.push('PostgreSQL: TEST_DATABASE_URL is not set, the stories run on SQLite only')
  if (!existsSync(chromiumPath)) missing.push(`Chromium: ${chromiumPath} is not there, the journeys in the browser are skipped`)
  for (const line of missing) console.log(`SKIPPED ${line}`)
  if (missing.length && process.env.CI === 'true') throw new Error(`CI=true allows no skips: ${missing.join('; ')}`)
  return () => { rmSync(folder, { recursive: true, force: true }) }
}
