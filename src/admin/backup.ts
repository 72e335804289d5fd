// Backups: a folder with a copy of the database, the files people handed in, and a manifest with the sum of each.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { realNow } from '../clock.ts'
import type { Config } from '../config.ts'
import { record, type Actor } from '../events/events.ts'
import { copyNames, databaseKind, migrationSteps, rowsIn, type DatabaseKind } from '../store/copies.ts'
import type { Store } from '../store/store.ts'

/** Folders of DATA_DIR that belong to the data and can be made from nothing else. */
export const fileFolders = ['files', 'uploads']

export interface Manifest {
  /** ISO 8601, UTC */
  madeAt: string
  database: DatabaseKind
  /** Last migration of the copy: an older program refuses it, a newer one brings it up to date. */
  schema: string
  /** Rows of each table. */
  rows: Record<string, number>
  files: { path: string; bytes: number; sha256: string }[]
}

export interface Backup { name: string; folder: string; manifest: Manifest; bytes: number }

export const backupsFolder = (config: Config): string => join(config.dataDir, 'backups')

/** '2026-11-24_01-30-00', the time in Vietnam: names of backups sort by time. */
export const stamp = (instant: Date): string =>
  new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-')

/**
 * Makes a backup while others write: everything that was acknowledged before it began is in it. The folder gets its
 * name only when it is whole. Then the oldest are removed until `backupKeep` are left.
 */
export async function makeBackup(config: Config, store: Store): Promise<Backup> {
  const madeAt = realNow()
  const parent = backupsFolder(config)
  await mkdir(parent, { recursive: true })
  const unfinished = join(parent, `.unfinished-${stamp(madeAt)}-${process.pid}`)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished)
  try {
    // The database first: files are there before a row speaks of them.
    const copy = copyNames[databaseKind]
    await store.copyTo(join(unfinished, copy))
    for (const folder of fileFolders) {
      const from = join(config.dataDir, folder)
      if (existsSync(from)) await cp(from, join(unfinished, folder), { recursive: true, dereference: false })
    }
    const manifest: Manifest = {
      madeAt: madeAt.toISOString(), database: databaseKind, schema: migrationSteps().at(-1)!, rows: await rowsIn(join(unfinished, copy), databaseKind),
      files: await Promise.all(filesIn(unfinished).map(async path => ({ path, bytes: (await stat(join(unfinished, path))).size, sha256: await sumOf(join(unfinished, path)) }))),
    }
    await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
    let name = stamp(madeAt)
    for (let again = 2; existsSync(join(parent, name)); again++) name = `${stamp(madeAt)}_${again}`
    await rename(unfinished, join(parent, name))
    await removeOld(config)
    return backupOf(join(parent, name), name, manifest)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/** A backup that is recorded in the audit log, made by hand or by the timetable. */
export async function backupRecorded(config: Config, store: Store, by: Actor): Promise<Backup> {
  const backup = await makeBackup(config, store)
  await store.write(db => record(db, by, 'backup made', 'office', 'backup', { name: backup.name, bytes: backup.bytes }))
  return backup
}

/** The backups that are there and whole, newest first. */
export function backupsOf(config: Config): Backup[] {
  const parent = backupsFolder(config)
  if (!existsSync(parent)) return []
  return readdirSync(parent).filter(name => /^\d{4}-\d\d-\d\d_/.test(name) && existsSync(join(parent, name, 'manifest.json')))
    .sort().reverse().map(name => backupOf(join(parent, name), name, readManifest(join(parent, name))))
}

export const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest

/** Files below a folder, with '/' between, in alphabetical order; links and the manifest are left out. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== 'manifest.json')
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/')).sort()
}

/** SHA-256 of a file, in hex. */
export async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const backupOf = (folder: string, name: string, manifest: Manifest): Backup =>
  ({ name, folder, manifest, bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) })

async function removeOld(config: Config): Promise<void> {
  for (const { folder } of backupsOf(config).slice(config.backupKeep)) await rm(folder, { recursive: true })
}
