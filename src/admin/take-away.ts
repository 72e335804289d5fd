// The take-away: all the office's data in one file that depends on no database, for another machine, database or program.
import { createWriteStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { realNow } from '../clock.ts'
import type { Config } from '../config.ts'
import { record, type Actor } from '../events/events.ts'
import { migrationSteps } from '../store/copies.ts'
import { everyTable, plainRows } from '../store/everything.ts'
import type { Store } from '../store/store.ts'
import { fileFolders, filesIn, stamp, sumOf } from './backup.ts'
import { pack } from './tar.ts'

/** What is never taken along: it is made again from the rest, or is worth nothing elsewhere. */
export const leftBehind = new Set(['search_entries', 'search_marks', 'sessions', 'password_links'])
/** What opens doors: taken only when somebody says so. A column is left empty, a table is left out. */
const secretColumns: Record<string, string[]> = { people: ['password_hash'] }
const secretTables = new Set(['second_factors', 'recovery_codes', 'calendar_feeds'])

export interface TakeAwayManifest {
  format: 'cong-cchc take-away 1'
  /** ISO 8601, UTC */
  madeAt: string
  /** Number of the last migration; the way back takes place with a program of the same. */
  migration: number
  /** Whether passwords, second factors and addresses of calendars are in it. */
  secrets: boolean
  /** Rows of each table; a table that was left out is not named. */
  rows: Record<string, number>
  files: { path: string; bytes: number; sha256: string }[]
}

export interface TakeAway { name: string; file: string; bytes: number; secrets: boolean; madeAt: Date }

export const takeAwayFolder = (config: Config): string => join(config.dataDir, 'take-away')

/** How many migrations both databases have been through. */
export const migrationNumber = (): number => migrationSteps().length

/** Makes one. Others read meanwhile; whoever wants to write waits until the tables are read, so that they fit each other. */
export async function makeTakeAway(config: Config, store: Store, by: Actor, secrets: boolean): Promise<TakeAway> {
  const madeAt = realNow()
  const parent = takeAwayFolder(config)
  const unfinished = join(parent, `.unfinished-${stamp(madeAt)}-${process.pid}`)
  await mkdir(join(unfinished, 'tables'), { recursive: true, mode: 0o700 })
  try {
    const name = await freeName(parent, `${stamp(madeAt)}${secrets ? '_mat-khau' : ''}`)
    const tables = await everyTable()
    const rows = await store.write(async db => {
      await record(db, by, 'data taken away', 'office', 'take-away', { name, secrets })
      const counts: Record<string, number> = {}
      for (const [table, definition] of tables) {
        if (leftBehind.has(table) || (!secrets && secretTables.has(table))) continue
        const empty = secrets ? [] : secretColumns[table] ?? []
        counts[table] = await writeLines(plainRows(db, definition), empty, join(unfinished, `tables/${table}.jsonl`))
      }
      return counts
    })
    for (const folder of fileFolders) {
      const from = join(config.dataDir, folder)
      if (existsSync(from)) await cp(from, join(unfinished, folder), { recursive: true, dereference: false })
    }
    const files: TakeAwayManifest['files'] = []
    for (const path of filesIn(unfinished)) {
      const file = join(unfinished, path)
      files.push({ path, bytes: (await stat(file)).size, sha256: await sumOf(file) })
    }
    const manifest: TakeAwayManifest = { format: 'cong-cchc take-away 1', madeAt: madeAt.toISOString(), migration: migrationNumber(), secrets, rows, files }
    await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
    const packing = join(unfinished, 'packed')
    await pack(unfinished, ['manifest.json', ...files.map(({ path }) => path)], packing)
    await rename(packing, join(parent, name))
    return { ...takeAwayOf(parent, name), madeAt }
  } finally { await rm(unfinished, { recursive: true, force: true }) }
}

async function freeName(parent: string, wanted: string): Promise<string> {
  for (let again = 1; ; again++) {
    const name = `${wanted}${again > 1 ? `_${again}` : ''}.tar.gz`
    if (!existsSync(join(parent, name))) return name
  }
}

/** Writes rows as JSON Lines. Returns how many; it may begin again when the database asks for it. */
async function writeLines(rows: AsyncIterable<Record<string, unknown>>, empty: string[], file: string): Promise<number> {
  let count = 0
  await mkdir(dirname(file), { recursive: true })
  await pipeline(Readable.from(lines()), createWriteStream(file))
  return count
  async function* lines() {
    for await (const row of rows) {
      count++
      yield `${JSON.stringify({ ...row, ...Object.fromEntries(empty.map(name => [name, null])) })}\n`
    }
  }
}

const namePattern = /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(?:_mat-khau)?(?:_\d+)?\.tar\.gz$/

/** Those that still lie on the server, newest first. */
export function takeAwaysOf(config: Config): TakeAway[] {
  const parent = takeAwayFolder(config)
  if (!existsSync(parent)) return []
  return readdirSync(parent).filter(name => namePattern.test(name)).sort().reverse().map(name => takeAwayOf(parent, name))
}

export const findTakeAway = (config: Config, name: string): TakeAway | undefined => takeAwaysOf(config).find(one => one.name === name)

export async function removeTakeAway(store: Store, by: Actor, { name, file }: TakeAway): Promise<void> {
  await store.write(db => record(db, by, 'take-away removed', 'office', 'take-away', { name }))
  await rm(file)
}

function takeAwayOf(parent: string, name: string): TakeAway {
  const file = join(parent, name)
  const { size, mtime } = statSync(file)
  return { name, file, bytes: size, secrets: name.includes('_mat-khau'), madeAt: mtime }
}

export const readTakeAwayManifest = (folder: string): TakeAwayManifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as TakeAwayManifest
