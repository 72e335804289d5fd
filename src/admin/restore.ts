// Restoring: a backup is checked from end to end before anything is touched, and what was there is kept aside.
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'
import { realNow } from '../clock.ts'
import type { Config } from '../config.ts'
import { repeatErasures } from '../enquiries/erasing.ts'
import { Invalid } from '../errors.ts'
import { portal, record } from '../events/events.ts'
import { copyNames, databaseKind, hindranceTo, migrationSteps, putBack, rowsIn } from '../store/copies.ts'
import { openStore } from '../store/store.ts'
import { fileFolders, filesIn, readManifest, stamp, sumOf, type Manifest } from './backup.ts'

/** What is wrong with a backup, as Vietnamese sentences; none when it is whole and this program can take it. */
export async function problemsOf(folder: string): Promise<string[]> {
  let manifest: Manifest
  try { manifest = readManifest(folder) } catch { return [`Không đọc được ${join(folder, 'manifest.json')}: đây không phải là một bản sao lưu trọn vẹn.`] }
  if (manifest.database !== databaseKind) {
    return [`Bản sao lưu này của ${databaseNames[manifest.database] ?? 'cơ sở dữ liệu lạ'}, còn cổng đang dùng ${databaseNames[databaseKind]}. Hãy đặt DATABASE_URL cho khớp.`]
  }
  if (!migrationSteps().includes(manifest.schema)) return ['Bản sao lưu do một phiên bản mới hơn của cổng làm ra. Hãy cập nhật cổng rồi khôi phục.']
  const problems: string[] = []
  for (const { path, bytes, sha256 } of manifest.files) {
    // A manifest comes from outside: it must not lead out of its own folder.
    if (isAbsolute(path) || normalize(path).startsWith('..')) problems.push(`Danh mục ghi một đường dẫn lạ: ${path}.`)
    else if (!existsSync(join(folder, path))) problems.push(`Thiếu tệp ${path}.`)
    else if (await sumOf(join(folder, path)) !== sha256) problems.push(`Tệp ${path} (${bytes} byte) đã khác với lúc sao lưu.`)
  }
  const listed = new Set(manifest.files.map(({ path }) => path))
  for (const path of filesIn(folder)) if (!listed.has(path)) problems.push(`Tệp ${path} không có trong danh mục.`)
  if (problems.length) return problems
  const rows = await rowsIn(join(folder, copyNames[databaseKind]), databaseKind).catch(() => null)
  if (!rows) return ['Bản chép cơ sở dữ liệu không đọc được đến hết.']
  const wrong = Object.keys({ ...rows, ...manifest.rows }).filter(table => (rows[table] ?? 0) !== (manifest.rows[table] ?? 0))
  return wrong.map(table => `Bảng ${table} có ${rows[table] ?? 0} dòng, danh mục ghi ${manifest.rows[table] ?? 0}.`)
}

export const databaseNames: Record<string, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' }

/**
 * Puts a backup in the place of what is there. Returns the folder where the old data are kept, null when there were none.
 * Throws Invalid (Vietnamese) when the backup is damaged, the portal runs, or there are data and `replace` is not given.
 */
export async function restore(config: Config, folder: string, replace: boolean): Promise<string | null> {
  const problems = await problemsOf(folder)
  if (problems.length) throw new Invalid({ '': `Chưa khôi phục gì. ${problems.join(' ')}` })
  const hindrance = await hindranceTo(config.database)
  if (hindrance === 'running') throw new Invalid({ '': 'Chưa khôi phục gì: cổng đang chạy trên dữ liệu này. Hãy dừng cổng rồi làm lại.' })
  if (hindrance === 'not empty' && !replace) {
    throw new Invalid({ '': 'Chưa khôi phục gì: ở đây đã có dữ liệu. Thêm --replace để thay thế; dữ liệu cũ được giữ lại trong thư mục before-restore.' })
  }
  const manifest = readManifest(folder)
  const aside = join(config.dataDir, 'before-restore', stamp(realNow()))
  await putBack(config.database, join(folder, copyNames[databaseKind]), manifest.schema, aside)
  for (const name of fileFolders) {
    const target = join(config.dataDir, name)
    if (existsSync(target)) { await mkdir(aside, { recursive: true }); await rename(target, join(aside, name)) }
    if (existsSync(join(folder, name))) await cp(join(folder, name), target, { recursive: true })
  }
  // What was derived from the old data is made again at the next start.
  await rm(join(config.dataDir, 'index'), { recursive: true, force: true })
  const store = await openStore(config.database)
  try {
    await store.write(db => record(db, portal, 'backup restored', 'office', 'backup', { madeAt: manifest.madeAt }))
    // The copy does not know who was erased after it was made.
    await repeatErasures(store, config.dataDir)
  } finally { await store.close() }
  return hindrance === null ? null : aside
}
