// Makes the workers' databases when the tests run on PostgreSQL, and says what will be skipped and why.
import { existsSync } from 'node:fs'
import pg from 'pg'
import { makeVendor } from '../src/web/vendor.ts'
import { chromiumPath } from './chromium.ts'

export default async function setup() {
  await makeVendor()
  const missing: string[] = []
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    const client = new pg.Client(url)
    await client.connect()
    for (let worker = 1; worker <= 8; worker++) {
      await client.query(`drop database if exists portal_test_${worker} with (force)`)
      await client.query(`create database portal_test_${worker}`)
    }
    await client.end()
  } else if (!process.env.PORTAL_SQLITE_ONLY) missing.push('PostgreSQL: TEST_DATABASE_URL is not set, the stories run on SQLite only')
  if (!existsSync(chromiumPath)) missing.push(`Chromium: ${chromiumPath} is not there, the journeys in the browser are skipped`)
  for (const line of missing) console.log(`SKIPPED ${line}`)
  if (missing.length && process.env.CI === 'true') throw new Error(`CI=true allows no skips: ${missing.join('; ')}`)
}
