// The store's promises, the same on both databases.
import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people, postings } from '../src/accounts/tables.ts'
import { portal, record } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { jobs } from '../src/jobs/tables.ts'
import { officeSettings } from '../src/office/tables.ts'
import type { Write } from '../src/store/store.ts'
import { units } from '../src/units/tables.ts'
import { connected, newFolder, onPostgres, openAgain, openEmptyStore } from './stores.ts'

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const put = (db: Write, name: string, value: unknown = 1) => db.insert(officeSettings).values({ name, value })
const unit = (id: string) => ({ id, name: id, aliases: [], kind: 'division' as const, position: 0, since: '2020-01-01', search: id })
const person = (id: string, email: string) => ({ id, name: id, search: id, sort: id, email, preferences: {} })

test('what a write did is there when it has ended, also what came after a pause', async () => {
  const store = await openEmptyStore()
  const answer = await store.write(async db => { await put(db, 'a'); await pause(5); await put(db, 'b'); return 42 })
  expect(answer).toBe(42)
  expect(await store.read.$count(officeSettings)).toBe(2)
})

test('a write that throws leaves nothing behind', async () => {
  const store = await openEmptyStore()
  await expect(store.write(async db => { await put(db, 'a'); throw new Error('no') })).rejects.toThrow('no')
  expect(await store.read.$count(officeSettings)).toBe(0)
  await store.write(db => put(db, 'after'))
  expect(await store.read.$count(officeSettings)).toBe(1)
})

test('a write inside a write is refused rather than waiting for itself', async () => {
  const store = await openEmptyStore()
  await expect(store.write(async () => store.write(db => put(db, 'inner')))).rejects.toThrow(/inside store.write/)
  expect(await store.read.$count(officeSettings)).toBe(0)
})

test('a query that was not awaited cannot write after the commit', async () => {
  const store = await openEmptyStore()
  let kept: Write | undefined
  await store.write(async db => { kept = db; await put(db, 'a') })
  expect(() => kept!.insert(officeSettings)).toThrow(/not awaited/)
  expect(await store.read.$count(officeSettings)).toBe(1)
})

test('writers take turns: each sees what the one before has done', async () => {
  const store = await openEmptyStore()
  await store.write(db => put(db, 'count', 0))
  const addOne = () => store.write(async db => {
    const [row] = await db.select().from(officeSettings).where(eq(officeSettings.name, 'count'))
    await pause(5)
    await db.update(officeSettings).set({ value: Number(row!.value) + 1 }).where(eq(officeSettings.name, 'count'))
  })
  await Promise.all([addOne(), addOne(), addOne()])
  const [row] = await store.read.select().from(officeSettings)
  expect(row!.value).toBe(3)
})

test('two stores on one database, as two processes have, lose nothing and number events in the order of commits', async () => {
  const folder = newFolder()
  const first = await openEmptyStore(folder)
  const second = await openAgain(folder)
  const order: string[] = []
  const write = (store: typeof first, name: string, ms: number) => store.write(async db => {
    await record(db, portal, 'unit added', 'unit', name)
    await pause(ms)
    order.push(name)
  })
  await Promise.all(Array.from({ length: 12 }, (_, at) => write(at % 2 ? first : second, `u${at}`, at % 3 ? 1 : 15)))
  const rows = await first.read.select().from(events).orderBy(asc(events.number))
  expect(rows.map(({ subjectId }) => subjectId)).toEqual(order)
})

test('a second row of one name, and a reference that leads nowhere, are the same Conflict on both', async () => {
  const store = await openEmptyStore()
  await store.write(db => db.insert(people).values(person('a', 'a@example.vn')))
  await expect(store.write(db => db.insert(people).values(person('b', 'a@example.vn')))).rejects.toMatchObject({ kind: 'unique' })
  await expect(store.write(db => db.insert(people).values(person('a', 'c@example.vn')))).rejects.toMatchObject({ kind: 'unique' })
  await expect(store.write(db => db.insert(postings).values({ id: 'p', personId: 'a', unitId: 'nowhere', since: '2020-01-01' }))).rejects.toMatchObject({ kind: 'reference' })
  await store.write(async db => { await db.insert(units).values(unit('u')); await db.insert(postings).values({ id: 'p', personId: 'a', unitId: 'u', since: '2020-01-01' }) })
  await expect(store.write(db => db.delete(units))).rejects.toMatchObject({ kind: 'reference' })
})

test('reading does not see what is not finished, and does not wait for it', async () => {
  const store = await openEmptyStore()
  await store.write(async db => {
    await put(db, 'half')
    expect(await store.read.$count(officeSettings)).toBe(0)
    expect(await db.$count(officeSettings)).toBe(1)
  })
  expect(await store.read.$count(officeSettings)).toBe(1)
})

test('every kind of value comes back as it went in', async () => {
  const store = await openEmptyStore()
  const at = new Date('2026-02-17T01:02:03.456+07:00')
  const value = { word: 'Đơn "xin" o\'k 😀', list: [1, 2.5, null, true], deep: { 'khóa': 'giá trị' } }
  await store.write(async db => {
    await put(db, 'value', value)
    await db.insert(people).values({ ...person('a', 'a@example.vn'), demo: true, lockedUntil: at, leftOn: '2026-02-28', preferences: { compact: false } })
    await db.insert(jobs).values({ id: 'j', kind: 'k', state: 'waiting', input: value, progress: {}, madeById: 'a', madeAt: at })
  })
  expect((await store.read.select().from(officeSettings))[0]!.value).toEqual(value)
  expect((await store.read.select().from(people))[0]).toMatchObject({ demo: true, lockedUntil: at, leftOn: '2026-02-28', preferences: { compact: false }, passwordHash: null, revision: 1 })
  expect((await store.read.select().from(people).where(eq(people.demo, false)))).toEqual([])
  expect((await store.read.select().from(jobs).where(eq(jobs.madeAt, at)))[0]).toMatchObject({ input: value, finishedAt: null })
})

test('listeners hear of a commit, not of a write that failed', async () => {
  const store = await openEmptyStore()
  let heard = 0
  store.onCommit(() => { heard++ })
  await store.write(db => put(db, 'a'))
  await store.write(async () => { throw new Error('no') }).catch(() => {})
  expect(heard).toBe(1)
})

test('the audit log can be added to, and neither changed nor emptied', async () => {
  const store = await openEmptyStore()
  await store.write(db => record(db, portal, 'unit added', 'unit', 'u'))
  await expect(store.write(db => db.update(events).set({ actorId: 'else' }))).rejects.toThrow()
  await expect(store.write(db => db.delete(events))).rejects.toThrow()
  if (onPostgres) await expect(connected(client => client.query('truncate events'))).rejects.toThrow(/only ever added/)
  expect(await store.read.select().from(events)).toMatchObject([{ actorId: 'portal', subjectId: 'u' }])
})

test('the database answers, and says how large it is', async () => {
  const store = await openEmptyStore()
  expect(await store.ping()).toBe(true)
  expect(await store.size()).toBeGreaterThan(10_000)
})
