// Backups: whole while people go on writing, checked before they are believed, put back with the old data kept.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { backupsOf, makeBackup, readManifest } from '../src/admin/backup.ts'
import { lastRehearsal, rehearse } from '../src/admin/rehearsal.ts'
import { problemsOf, restore } from '../src/admin/restore.ts'
import { fixDay, setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { portal, record } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { people } from '../src/accounts/tables.ts'
import { runDue } from '../src/jobs/schedule.ts'
import { officeSettings } from '../src/office/tables.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { copyDemo } from './demo-store.ts'
import { emptyDatabase, newFolder, onPostgres } from './stores.ts'

let opened: Store[] = []
afterEach(async () => {
  for (const store of opened) await store.close()
  opened = []
  setClock()
  fixDay(null)
})

async function office(env: Record<string, string> = {}) {
  const config = readConfig({ DATA_DIR: newFolder(), DATABASE_URL: process.env.DATABASE_URL, ...env })
  await emptyDatabase()
  const open = async () => { const store = await openStore(config.database); opened.push(store); return store }
  const close = async () => { for (const store of opened) await store.close(); opened = [] }
  return { config, open, close }
}

const put = (store: Store, name: string) => store.write(async db => {
  await db.insert(officeSettings).values({ name, value: 1 })
  await record(db, portal, 'unit added', 'unit', name)
})

test('a backup made while others write is whole: each row with its event, and all that was acknowledged before', async () => {
  const { config, open } = await office()
  const store = await open()
  for (let at = 0; at < 20; at++) await put(store, `before-${at}`)
  let writing = true
  let more = 0
  const writer = (async () => { while (writing) await put(store, `during-${more++}`) })()
  const backup = await makeBackup(config, store)
  writing = false
  await writer
  expect(await problemsOf(backup.folder)).toEqual([])
  expect(backup.manifest.rows.office_settings).toBeGreaterThanOrEqual(20)
  expect(backup.manifest.rows.events).toBe(backup.manifest.rows.office_settings)
  expect(readdirSync(join(config.dataDir, 'backups'))).toEqual([backup.name])
})

test('restored: everything is as it was, with its files; the old data are kept aside; events go on counting', async () => {
  const { config, open, close } = await office()
  await copyDemo(config.dataDir)
  const store = await open()
  mkdirSync(join(config.dataDir, 'files/2026'), { recursive: true })
  writeFileSync(join(config.dataDir, 'files/2026/Mẫu đơn.txt'), 'nội dung')
  const backup = await makeBackup(config, store)
  const before = await store.read.select().from(people).orderBy(people.id)
  await put(store, 'later')
  writeFileSync(join(config.dataDir, 'files/2026/later.txt'), 'x')
  await close()

  await expect(restore(config, backup.folder, false)).rejects.toThrow(/đã có dữ liệu/)
  const aside = await restore(config, backup.folder, true)
  const again = await open()
  expect(await again.read.select().from(people).orderBy(people.id)).toEqual(before)
  expect(await again.read.$count(officeSettings)).toBe(1)
  expect(readdirSync(join(config.dataDir, 'files/2026'))).toEqual(['Mẫu đơn.txt'])
  expect(existsSync(join(aside!, 'files/2026/later.txt'))).toBe(true)
  const numbers = (await again.read.select({ number: events.number, action: events.action }).from(events).orderBy(events.number))
  expect(numbers.at(-1)).toMatchObject({ action: 'backup restored' })
  await put(again, 'afterwards')
  await expect(again.write(db => db.delete(events))).rejects.toThrow()
})

test('nothing is restored while the portal runs on the data', async () => {
  const { config, open } = await office()
  const store = await open()
  const backup = await makeBackup(config, store)
  await expect(restore(config, backup.folder, true)).rejects.toThrow(/cổng đang chạy/)
})

test('a damaged backup is refused with a sentence, and nothing is touched', async () => {
  const { config, open, close } = await office()
  const store = await open()
  await put(store, 'kept')
  const backup = await makeBackup(config, store)
  await close()
  const copy = join(backup.folder, onPostgres ? 'rows.jsonl' : 'portal.db')
  const bytes = readFileSync(copy)
  bytes[bytes.length - 40]! ^= 1
  writeFileSync(copy, bytes)
  await expect(restore(config, backup.folder, true)).rejects.toThrow(/đã khác với lúc sao lưu/)
  writeFileSync(join(backup.folder, 'manifest.json'), '{')
  expect(await problemsOf(backup.folder)).toMatchObject([/không phải là một bản sao lưu/])
  expect(await (await open()).read.$count(officeSettings)).toBe(1)
})

test.each<[string, (manifest: ReturnType<typeof readManifest>) => void, RegExp]>([
  ['a file that is missing', manifest => { manifest.files.push({ path: 'files/gone.txt', bytes: 1, sha256: '0' }) }, /Thiếu tệp files\/gone\.txt/],
  ['a path that leads out', manifest => { manifest.files.push({ path: '../../portal.db', bytes: 1, sha256: '0' }) }, /đường dẫn lạ/],
  ['a file that is not listed', manifest => { manifest.files = [] }, /không có trong danh mục/],
  ['rows that are missing', manifest => { manifest.rows.people = 7 }, /Bảng people có 0 dòng, danh mục ghi 7/],
  ['a newer program', manifest => { manifest.schema = '9999_future' }, /phiên bản mới hơn/],
  ['another database', manifest => { manifest.database = onPostgres ? 'sqlite' : 'postgres' }, /DATABASE_URL/],
])('a manifest with %s is told', async (_, spoil, sentence) => {
  const { config, open } = await office()
  const backup = await makeBackup(config, await open())
  const manifest = readManifest(backup.folder)
  spoil(manifest)
  writeFileSync(join(backup.folder, 'manifest.json'), JSON.stringify(manifest))
  expect((await problemsOf(backup.folder)).join(' ')).toMatch(sentence)
})

test('each night once, whoever looks: a backup that was tried, the oldest removed', async () => {
  const { config, open } = await office({ BACKUP_KEEP: '2', BACKUP_TIME: '01:30' })
  const store = await open()
  const failed = (task: string, error: unknown) => { throw new Error(task, { cause: error }) }
  const due = async () => (await runDue({ config, store }, failed)).filter(task => task === 'backup')
  setClock(() => new Date('2026-11-24T01:29:00+07:00'))
  expect(await due()).toEqual([])
  for (const day of ['24', '25', '26']) {
    setClock(() => new Date(`2026-11-${day}T02:00:00+07:00`))
    expect((await Promise.all([due(), due()])).flat()).toEqual(['backup'])
    expect(await due()).toEqual([])
  }
  expect(backupsOf(config).map(({ name }) => name)).toEqual(['2026-11-26_02-00-00', '2026-11-25_02-00-00'])
  expect(await lastRehearsal(store.read)).toMatchObject({ backup: '2026-11-26_02-00-00', problems: [] })
})

test('a rehearsal finds what is broken', async () => {
  const { config, open } = await office()
  const store = await open()
  const backup = await makeBackup(config, store)
  writeFileSync(join(backup.folder, 'more.txt'), 'x')
  expect((await rehearse(store, backup)).problems).toHaveLength(1)
})
