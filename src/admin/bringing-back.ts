// The way back of a take-away: checked from end to end, turned into a backup of this database, and put in place like one.
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import { buildCopy, copyNames, databaseKind, linesOf, migrationSteps, rowsIn, type Row } from '../store/copies.ts'
import { everyTable } from '../store/everything.ts'
import { fileFolders, filesIn, stamp, sumOf, type Manifest } from './backup.ts'
import { restore } from './restore.ts'
import { leftBehind, migrationNumber, readTakeAwayManifest, takeAwayFolder, type TakeAwayManifest } from './take-away.ts'
import { unpack } from './tar.ts'

export interface BroughtBack { manifest: TakeAwayManifest; rows: number; aside: string | null }

/**
 * Brings a take-away into a portal that is empty, or with `replace` in the place of what is there, which is kept aside.
 * Throws Invalid (Vietnamese) when it is damaged, of another version, or the portal runs; nothing is touched then.
 */
export async function bringBack(config: Config, file: string, replace: boolean): Promise<BroughtBack> {
  if (!existsSync(file)) throw new Invalid({ '': `Không có tệp ${file}.` })
  const folder = join(takeAwayFolder(config), `.bringing-${stamp(realNow())}-${process.pid}`)
  const taken = join(folder, 'taken')
  const backup = join(folder, 'backup')
  await mkdir(taken, { recursive: true, mode: 0o700 })
  try {
    await unpack(file, taken)
    const manifest = await checked(taken)
    await mkdir(backup)
    await buildCopy(join(backup, copyNames[databaseKind]), rowsOfTables(taken, manifest))
    for (const name of fileFolders) if (existsSync(join(taken, name))) await rename(join(taken, name), join(backup, name))
    await writeFile(join(backup, 'manifest.json'), JSON.stringify(await asBackup(backup, manifest)))
    const aside = await restore(config, backup, replace)
    return { manifest, rows: Object.values(manifest.rows).reduce((sum, count) => sum + count, 0), aside }
  } finally { await rm(folder, { recursive: true, force: true }) }
}

const refuse = (sentence: string) => new Invalid({ '': `Chưa nạp gì. ${sentence}` })

/** The manifest, when everything is as it says. */
async function checked(taken: string): Promise<TakeAwayManifest> {
  let manifest: TakeAwayManifest
  try { manifest = readTakeAwayManifest(taken) } catch { throw refuse('Tệp không có danh mục: đây không phải là một gói mang đi trọn vẹn.') }
  if (manifest.format !== 'cong-cchc take-away 1') throw refuse('Gói mang đi thuộc một dạng mà cổng này không biết.')
  if (manifest.migration !== migrationNumber()) {
    const which = manifest.migration > migrationNumber() ? 'mới hơn' : 'cũ hơn'
    throw refuse(`Gói do một phiên bản ${which} của cổng làm ra (cấu trúc số ${manifest.migration}, ở đây số ${migrationNumber()}). Hãy dùng đúng phiên bản ấy để nạp, rồi cập nhật.`)
  }
  const listed = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]))
  for (const [path, sum] of listed) {
    if (!existsSync(join(taken, path))) throw refuse(`Thiếu tệp ${path}.`)
    if (await sumOf(join(taken, path)) !== sum) throw refuse(`Tệp ${path} đã khác với lúc làm gói.`)
  }
  for (const path of filesIn(taken)) if (!listed.has(path)) throw refuse(`Tệp ${path} không có trong danh mục.`)
  const known = await everyTable()
  for (const [table, count] of Object.entries(manifest.rows)) {
    if (!known.has(table) || leftBehind.has(table)) throw refuse(`Bảng ${table} không có ở cổng này.`)
    let lines = 0
    for await (const _ of linesOf(join(taken, `tables/${table}.jsonl`))) lines++
    if (lines !== count) throw refuse(`Bảng ${table} có ${lines} dòng, danh mục ghi ${count}.`)
  }
  return manifest
}

async function* rowsOfTables(taken: string, { rows }: TakeAwayManifest): AsyncGenerator<Row> {
  for (const table of Object.keys(rows)) {
    for await (const row of linesOf(join(taken, `tables/${table}.jsonl`))) yield { table, row }
  }
}

async function asBackup(folder: string, { madeAt, rows: expected }: TakeAwayManifest): Promise<Manifest> {
  const rows = await rowsIn(join(folder, copyNames[databaseKind]), databaseKind)
  for (const [table, count] of Object.entries(expected)) if ((rows[table] ?? 0) !== count) throw refuse(`Bảng ${table} chỉ nạp được ${rows[table] ?? 0} trong ${count} dòng.`)
  const files: Manifest['files'] = []
  for (const path of filesIn(folder)) files.push({ path, bytes: (await stat(join(folder, path))).size, sha256: await sumOf(join(folder, path)) })
  return { madeAt, database: databaseKind, schema: migrationSteps().at(-1)!, rows, files }
}
