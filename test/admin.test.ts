// The administrator's pages: the state of the portal, backups, and the demo that goes with all that hangs on it.
import { eq } from 'drizzle-orm'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAdmin } from '../src/accounts/first-admin.ts'
import { delegations, people, postings, roleHoldings, sessions } from '../src/accounts/tables.ts'
import { backupsOf } from '../src/admin/backup.ts'
import { reindexCommand } from '../src/admin/commands.ts'
import { reindexColumns } from '../src/admin/reindex.ts'
import { readConfig } from '../src/config.ts'
import { today } from '../src/clock.ts'
import { demoFolder, loadDemo } from '../src/demo/loading.ts'
import { demoCounts, removeDemo } from '../src/demo/removing.ts'
import { eventsAfter, portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { demoOf, setDemo } from '../src/office/demo.ts'
import { roles } from '../src/policy.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { procedures, procedureVersions } from '../src/procedures/tables.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { units } from '../src/units/tables.ts'
import { openDemoStore } from './demo-store.ts'
import { openPortal } from './portal.ts'
import { newFolder, openEmptyStore } from './stores.ts'

test('the administrator sees how the portal is doing, nobody else does', async () => {
  const portal = await openPortal()
  const text = await portal.as('quan').text('/admin')
  expect(text).toContain('Chưa có bản sao lưu nào')
  expect(text).toContain('Cơ sở dữ liệu')
  for (const name of ['lan', 'binh', 'minh', 'xem']) expect((await portal.as(name).get('/admin')).status).toBe(403)
})

test('a backup is made, tried and listed', async () => {
  const portal = await openPortal()
  const quan = portal.as('quan')
  const made = await quan.post('/admin/backups')
  expect(made.headers.get('location')).toBe('/admin/backups')
  const [backup] = backupsOf(portal.config)
  expect(await quan.text('/admin/backups')).toContain(backup!.name)
  expect(await quan.text('/admin')).toContain('Nguyên vẹn')
  expect((await portal.store.read.select().from(events).where(eq(events.action, 'backup made')))[0]).toMatchObject({ actorId: 'quan' })
  expect((await portal.as('lan').post('/admin/backups')).status).toBe(403)
})

test('the demo department: 45 people in 11 units, every role held, at its own date', async () => {
  const store = await openDemoStore()
  expect(await demoCounts(store.read)).toMatchObject({ people: 45, units: 11 })
  expect(today()).toBe('2026-10-12')
  const held = await store.read.selectDistinct({ role: roleHoldings.role }).from(roleHoldings)
  expect(held.map(({ role }) => role).sort()).toEqual([...roles].sort())
  expect((await store.read.select().from(roleHoldings).where(eq(roleHoldings.role, 'deputyDirector'))).map(({ fields }) => fields.length)).toEqual([5, 5])
  expect(await store.read.$count(delegations)).toBe(1)
  expect((await store.read.select().from(people)).filter(({ leftOn }) => leftOn !== null)).toHaveLength(1)
  const perPerson = Map.groupBy(await store.read.select().from(postings), ({ personId }) => personId)
  expect([...perPerson.values()].filter(list => list.length > 1)).toHaveLength(1)
  expect((await store.read.select().from(people)).every(({ email, passwordHash }) => email!.endsWith('@example.vn') && passwordHash === null)).toBe(true)
})

test('it does not go while no real administrator could take over', async () => {
  const store = await openDemoStore()
  await expect(store.write(db => removeDemo(db, itself))).rejects.toThrow(/create-admin/)
  await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn' }, 72)) // a link that was not used yet is no password
  await expect(store.write(db => removeDemo(db, itself))).rejects.toThrow(/create-admin/)
  expect(today()).toBe('2026-10-12')
  expect(await demoCounts(store.read)).toMatchObject({ people: 45 })
})

test('then it goes with all that hangs on it; events stay, the date runs, and it does not come back', async () => {
  const store = await openDemoStore()
  const before = await store.read.$count(events)
  await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))
  const gone = (await store.read.select({ id: procedures.id }).from(procedures)).map(({ id }) => id).sort()
  await store.write(db => removeDemo(db, itself))
  expect((await store.read.select().from(people)).map(({ name }) => name)).toEqual(['Nguyễn Quản Trị'])
  expect(await store.read.$count(procedures) + await store.read.$count(procedureVersions) + await store.read.$count(sessions) + await store.read.$count(delegations)).toBe(0)
  // The unit in which the real administrator serves, and those above it, are real from now on.
  expect((await store.read.select().from(units)).every(({ demo }) => !demo)).toBe(true)
  expect(await store.read.$count(units)).toBeLessThan(3)
  expect(await demoOf(store.read)).toMatchObject({ state: 'gone' })
  expect(today()).not.toBe('2026-10-12')
  const all = await eventsAfter(store.read, 0, 10_000)
  expect(all.length).toBeGreaterThan(before)
  expect((all.find(({ action }) => action === 'procedures removed')!.details.ids as string[]).sort()).toEqual(gone)
  expect(await loadDemo(store, readConfig({ DATA_DIR: newFolder() }))).toBe(false)
})

test('on the page the word is typed before the demo goes', async () => {
  const portal = await openPortal()
  const { store } = portal
  await store.write(async db => {
    await setDemo(db, { state: 'in', day: '2026-10-12' })
    await db.update(people).set({ demo: true }).where(eq(people.id, 'minh'))
  })
  expect(await portal.as('quan').text('/admin')).toContain('chưa có quản trị viên thật nào')
  await store.write(db => createAdmin(db, { name: 'Lý Văn Quản', email: 'quan@example.vn', password: 'một câu dễ nhớ dài' }, 72))
  const quan = portal.as('quan')
  expect(await quan.text('/admin')).toContain('1 người')
  const wrong = await quan.post('/admin/demo/removal', { word: 'gỡ' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Hãy gõ đúng')
  expect((await portal.as('lan').post('/admin/demo/removal', { word: 'GỠ ĐƠN VỊ MẪU' })).status).toBe(403)
  expect((await quan.post('/admin/demo/removal', { word: 'gỡ đơn vị mẫu' })).status).toBe(303)
  expect(await store.read.$count(people, eq(people.id, 'minh'))).toBe(0)
  expect(await quan.text('/admin')).not.toContain('Gỡ đơn vị mẫu')
})

test('a snapshot of the demo that is not as it must be is refused by name, and nothing of it comes in', async () => {
  const store = await openEmptyStore()
  const folder = newFolder()
  cpSync(demoFolder, folder, { recursive: true })
  writeFileSync(join(folder, 'people.json'), readFileSync(join(folder, 'people.json'), 'utf8').replace('"director"', '"dictator"'))
  await expect(loadDemo(store, readConfig({ DATA_DIR: newFolder() }), folder)).rejects.toThrow(/people\.json/)
  expect(await store.read.$count(units)).toBe(0)
  expect(await store.read.$count(people)).toBe(0)
})

test('columns for searching can be derived anew, the second time without a change', async () => {
  const portal = await openPortal()
  await portal.store.write(async db => { await db.update(people).set({ search: 'wrong', sort: 'wrong' }).where(eq(people.id, 'hoa')) })
  expect(await reindexColumns(portal.store)).toMatchObject({ people: 1 })
  expect((await portal.store.read.select().from(people).where(eq(people.id, 'hoa')))[0]).toMatchObject({ search: 'be thi hoa' })
  expect(await reindexColumns(portal.store)).toMatchObject({ people: 0, units: 0, versions: 0 })
})

test('the running portal takes over the index that the command builds, without a restart', async () => {
  const portal = await openPortal()
  await portal.store.write(db => publishMany(db, itself, [{ content: { ...emptyContent('Cấp giấy phép lao động'), code: '1.000001' }, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' }], 'test'))
  const hits = async () => (await portal.indexing.searcher.find('cấp giấy phép lao động')).hits.length
  await portal.indexing.ready
  await expect.poll(hits, { timeout: 15_000 }).toBe(1)
  await portal.indexing.searcher.load([]) // whatever went wrong with it
  expect(await hits()).toBe(0)
  expect(await reindexCommand(portal.config)).toContain('chỉ mục hỏi đáp của 1 thủ tục. Cổng đang chạy dùng ngay')
  await expect.poll(hits, { timeout: 15_000 }).toBe(1)
})
