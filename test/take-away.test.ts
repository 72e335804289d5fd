// The take-away: everything in one file that depends on no database, and the way back into an empty portal.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { people, sessions } from '../src/accounts/tables.ts'
import { bringBack } from '../src/admin/bringing-back.ts'
import { makeTakeAway } from '../src/admin/take-away.ts'
import { pack, unpack } from '../src/admin/tar.ts'
import { fixDay, setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { portal } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { everyTable, plainRows } from '../src/store/everything.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { copyDemo } from './demo-store.ts'
import { openPortal } from './portal.ts'
import { emptyDatabase, newFolder } from './stores.ts'

const opened: Store[] = []
const close = async () => { for (const store of opened.splice(0)) await store.close() }
afterEach(async () => { await close(); setClock(); fixDay(null) })

async function place() {
  const config = readConfig({ DATA_DIR: newFolder(), DATABASE_URL: process.env.DATABASE_URL })
  await emptyDatabase()
  return { config, open: async () => { const store = await openStore(config.database); opened.push(store); return store } }
}

/** Every row of every table but those that are made anew. */
async function allOf(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const [name, definition] of await everyTable()) {
    if (['search_entries', 'search_marks', 'sessions', 'password_links'].includes(name)) continue
    all[name] = []
    for await (const row of plainRows(store.read, definition)) all[name]!.push(row)
  }
  return all
}

test('the whole demo goes out of one portal and comes into another row by row, with its files; passwords only when asked for', async () => {
  const one = await place()
  await copyDemo(one.config.dataDir)
  const store = await one.open()
  await store.write(db => db.update(people).set({ passwordHash: '$argon2id$x' }))
  const taken = await makeTakeAway(one.config, store, portal, true)
  const before = await allOf(store)
  const bare = await makeTakeAway(one.config, store, portal, false)
  await close()

  const other = await place()
  const { rows, aside } = await bringBack(other.config, taken.file, false)
  expect(aside).toBeNull()
  expect(rows).toBe(Object.values(before).reduce((sum, table) => sum + table.length, 0))
  const again = await other.open()
  const after = await allOf(again)
  const last = after.events!.pop()
  expect(last).toMatchObject({ action: 'backup restored' })
  expect(after).toEqual(before)
  for (const folder of ['files', 'uploads']) expect(existsSync(join(other.config.dataDir, folder))).toBe(existsSync(join(one.config.dataDir, folder)))
  await close()

  await expect(bringBack(other.config, bare.file, false)).rejects.toThrow(/đã có dữ liệu/)
  const { aside: kept } = await bringBack(other.config, bare.file, true)
  expect(kept).not.toBeNull()
  const third = await other.open()
  expect((await third.read.selectDistinct({ hash: people.passwordHash }).from(people))).toEqual([{ hash: null }])
  expect(await third.read.$count(events)).toBe(before.events!.length + 2)
  expect(await third.read.$count(sessions)).toBe(0)
})

test('what was changed, cut short or made by another version is refused, and nothing is touched', async () => {
  const { config, open } = await place()
  const { file } = await makeTakeAway(config, await open(), portal, false)
  await close()
  const bytes = readFileSync(file)
  const spoilt = join(config.dataDir, 'spoilt.tar.gz')
  writeFileSync(spoilt, bytes.subarray(0, bytes.length - 20))
  await expect(bringBack(config, spoilt, true)).rejects.toThrow(/hỏng/)
  writeFileSync(spoilt, 'không phải gói')
  await expect(bringBack(config, spoilt, true)).rejects.toThrow(/không phải là một gói mang đi/)
  const folder = newFolder()
  await unpack(file, folder)
  const repacked = async (change: (manifest: Record<string, never>) => void) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, never> & { files: { path: string }[] }
    change(manifest)
    const copy = newFolder()
    await unpack(file, copy)
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest))
    await pack(copy, ['manifest.json', ...(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as typeof manifest).files.map(({ path }) => path)], spoilt)
    return bringBack(config, spoilt, true)
  }
  await expect(repacked(manifest => { Object.assign(manifest, { migration: 1 }) })).rejects.toThrow(/phiên bản cũ hơn/)
  await expect(repacked(manifest => { Object.assign(manifest.rows!, { events: 7 }) })).rejects.toThrow(/Bảng events có 1 dòng, danh mục ghi 7/)
  await expect(repacked(manifest => { (manifest.files as unknown as { sha256: string }[])[0]!.sha256 = '0' })).rejects.toThrow(/đã khác với lúc làm gói/)
  expect(existsSync(join(config.dataDir, 'before-restore'))).toBe(false)
})

test('names and sizes of every kind come through the archive', async () => {
  const from = newFolder()
  const names = ['a', `${'thư mục dài/'.repeat(12)}Mẫu đơn.txt`, 'files/rỗng', 'block']
  for (const [at, name] of names.entries()) {
    mkdirSync(join(from, name, '..'), { recursive: true })
    writeFileSync(join(from, name), Buffer.alloc([1, 70_000, 0, 512][at]!, 'x'))
  }
  await pack(from, names, join(from, 'packed'))
  const to = newFolder()
  await unpack(join(from, 'packed'), to)
  for (const name of names) expect(readFileSync(join(to, name))).toEqual(readFileSync(join(from, name)))
  rmSync(from, { recursive: true })
})

test('the administrator makes, fetches and removes one; nobody else sees the page', async () => {
  const { as, config, store } = await openPortal()
  const quan = as('quan')
  expect(await quan.text('/admin/take-away')).toContain('Không có gói nào trên máy chủ')
  expect((await quan.post('/admin/take-away', {})).status).toBe(303)
  const html = await quan.text('/admin/take-away')
  const address = /href="(\/admin\/take-away\/[^"]+)"/.exec(html)![1]!
  const answer = await quan.get(address)
  expect(answer.headers.get('content-type')).toBe('application/gzip')
  const folder = newFolder()
  writeFileSync(join(folder, 'fetched'), Buffer.from(await answer.arrayBuffer()))
  await unpack(join(folder, 'fetched'), folder)
  expect(readFileSync(join(folder, 'tables/people.jsonl'), 'utf8')).toContain('Lý Văn Quản')
  expect((await as('lan').get(address)).status).toBe(403)
  expect((await quan.get('/admin/take-away/..%2f..%2fportal.db')).status).toBe(404)
  expect((await quan.post(`${address}/removal`)).status).toBe(303)
  expect((await quan.get(address)).status).toBe(404)
  expect((await store.read.select({ action: events.action }).from(events).orderBy(events.number)).map(({ action }) => action).slice(-3))
    .toEqual(['data taken away', 'take-away fetched', 'take-away removed'])
  expect(existsSync(join(config.dataDir, 'take-away'))).toBe(true)
})
