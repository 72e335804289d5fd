// The demo's plans, tasks and evidence: something true for every page, told as if it had happened, and gone without a trace.
import { and, asc, eq, is, isNotNull, isNull, lt, Table } from 'drizzle-orm'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAdmin } from '../src/accounts/first-admin.ts'
import { people } from '../src/accounts/tables.ts'
import { dayOf, fixDay, setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { loadDemo } from '../src/demo/loading.ts'
import { removeDemoFrom } from '../src/demo/removing.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { pathOfFile } from '../src/evidence/files.ts'
import { documents, storedFiles } from '../src/evidence/tables.ts'
import { tellClocks } from '../src/notifications/clocks.ts'
import { notices } from '../src/notifications/tables.ts'
import { plans } from '../src/plans/tables.ts'
import type { Store } from '../src/store/store.ts'
import { measureKinds } from '../src/targets/measure.ts'
import { openStates, reports, requests, savedFilters, tasks, taskStates } from '../src/tasks/tables.ts'
import { units } from '../src/units/tables.ts'
import { newFolder, openEmptyStore } from './stores.ts'

// The whole department is loaded, with a year of its history.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const demoDay = '2026-10-12'
// Within office hours: only then do clocks tell.
beforeEach(() => { setClock(() => new Date(`${demoDay}T09:00:00+07:00`)) })
afterEach(() => { setClock(); fixDay(null) })

async function withDemo(folder = newFolder()) {
  const store = await openEmptyStore()
  expect(await loadDemo(store, folder)).toBe(true)
  return store
}

/** Every row of every table but the audit log, as it would be printed. */
async function everyRow(store: Store): Promise<{ table: string; words: string }[]> {
  const rows: { table: string; words: string }[] = []
  for (const subject of readdirSync('src').filter(name => existsSync(`src/${name}/tables.ts`) && name !== 'events')) {
    const named = Object.entries(await import(`../src/${subject}/tables.ts`) as Record<string, unknown>)
    for (const [table, value] of named) {
      if (is(value, Table)) rows.push(...(await store.read.select().from(value as typeof people)).map(row => ({ table, words: JSON.stringify(row) })))
    }
  }
  return rows
}

test('it shows every state, every kind of target, every request, and delays of all ages', async () => {
  const store = await withDemo()
  const all = await store.read.select().from(tasks)
  expect(all.filter(({ state, seriesId }) => state !== 'draft' && !seriesId).length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(taskStates))
  expect(new Set(all.map(({ targetKind }) => targetKind).filter(kind => kind !== null))).toEqual(new Set(measureKinds))
  const late = all.filter(({ state, due }) => openStates.some(open => open === state) && due !== null && due < demoDay)
    .map(({ due }) => (Date.parse(demoDay) - Date.parse(due!)) / 86_400_000)
  for (const [from, to] of [[1, 7], [8, 30], [31, 120], [121, 400]] as const) {
    expect(late.filter(days => days >= from && days <= to), `${from}–${to} days`).not.toEqual([])
  }
  const asked = await store.read.select().from(requests)
  expect(new Set(asked.filter(({ kind }) => kind === 'extension').map(({ decision }) => decision))).toEqual(new Set([null, 'granted', 'refused']))
  expect(new Set(asked.filter(({ decision }) => !decision).map(({ kind }) => kind))).toEqual(new Set(['extension', 'clarification', 'handover']))
  const told = await store.read.select().from(notices)
  for (const read of [true, false]) expect(told.filter(({ readAt }) => (readAt !== null) === read).length, read ? 'read' : 'unread').toBeGreaterThan(5)
  expect(new Set((await store.read.select().from(plans)).map(({ state }) => state))).toEqual(new Set(['draft', 'running', 'closed']))
  expect(new Set((await store.read.select().from(reports)).map(({ light }) => light))).toEqual(new Set(['green', 'amber', 'red']))
})

test('its events tell one true history: each at its own moment, in order, none after the demo’s day', async () => {
  const store = await withDemo()
  const told = (await store.read.select().from(events).orderBy(asc(events.number))).filter(({ subjectKind }) => subjectKind === 'task' || subjectKind === 'plan')
  expect(told.length).toBeGreaterThan(350)
  expect(told.map(({ at }) => at.getTime())).toEqual(told.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
  expect(new Set(told.map(({ at }) => dayOf(at))).size).toBeGreaterThan(60)
  expect(told.filter(({ at }) => dayOf(at) > demoDay || dayOf(at) < '2025-01-01')).toEqual([])
  // Something done on a day of rest would be a mistake in the story.
  const onRest = (at: Date) => [0, 6].includes(new Date(at.getTime() + 7 * 3_600_000).getUTCDay())
  expect(told.filter(({ actorId, at }) => actorId !== itself.id && onRest(at)).map(({ at, action }) => `${dayOf(at)} ${action}`)).toEqual([])
  expect(await store.read.$count(tasks, and(eq(tasks.state, 'done'), isNull(tasks.finishedOn)))).toBe(0)
  expect(await store.read.$count(tasks, and(isNotNull(tasks.firstDue), lt(tasks.due, tasks.firstDue)))).toBe(0)
})

test('nothing of the demo’s plans, tasks and evidence is left, in the tables and on the disk, also what its people made while trying', async () => {
  const folder = newFolder()
  const store = await withDemo(folder)
  const filesIn = () => readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(({ name }) => name)
  expect(filesIn()).toHaveLength(9)
  await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))
  const [director] = await store.read.select().from(people).where(eq(people.userName, 'khiemnt'))
  const [unit] = await store.read.select().from(units).where(eq(units.name, 'Văn phòng'))
  const tried = { id: 'tried', title: 'Việc thử', state: 'assigned' as const, originKind: 'oral' as const, originKey: 'oral', search: '', madeAt: new Date(),
    origin: { kind: 'oral' as const, number: null, date: null, issuer: null, title: null, clause: null, quote: null, saidBy: null },
    unitId: unit!.id, assignerId: director!.id, deadline: { kind: 'continuous' as const, value: null, original: 'Thường xuyên' } }
  await store.write(async db => {
    await db.insert(tasks).values(tried)
    await db.insert(savedFilters).values({ id: 'f', personId: director!.id, name: 'Thử', query: '', shared: true, madeAt: new Date() })
  })
  expect(await tellClocks(store, readConfig({}))).toBeGreaterThan(0)
  const ids = (await everyRow(store)).filter(({ table }) => ['people', 'tasks', 'plans', 'documents', 'reports', 'storedFiles'].includes(table))
    .map(({ words }) => JSON.parse(words) as { id: string; name?: string }).filter(({ name }) => name !== 'Nguyễn Quản Trị').map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(250)
  await removeDemoFrom(store, folder, itself)
  const left = await everyRow(store)
  expect(left.filter(({ words }) => words.includes('"demo":true') || ids.some(id => words.includes(`"${id}"`)))).toEqual([])
  const kept = ['calendarDays', 'calendarPatterns', 'officeSettings', 'people', 'postings', 'roleHoldings', 'units']
  expect([...new Set(left.map(({ table }) => table))].filter(table => !kept.includes(table))).toEqual([])
  expect(filesIn()).toEqual([])
})

test('what real people gave, and a file that they cite too, stays when the demo goes', async () => {
  const folder = newFolder()
  const store = await withDemo(folder)
  const admin = (await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))).person
  const [file] = await store.read.select().from(storedFiles)
  const [unit] = await store.read.select().from(units).where(eq(units.name, 'Thanh tra'))
  const real = { id: 'real', subject: 'Biên bản thật', fileId: file!.id, search: '', sort: '', unitId: unit!.id, madeById: admin.id, madeAt: new Date() }
  await store.write(db => db.insert(documents).values(real))
  await removeDemoFrom(store, folder, itself)
  expect((await store.read.select().from(documents)).map(({ id }) => id)).toEqual(['real'])
  expect((await store.read.select().from(storedFiles)).map(({ id }) => id)).toEqual([file!.id])
  expect(existsSync(pathOfFile(folder, file!.id))).toBe(true)
  expect(await store.read.$count(units, eq(units.id, unit!.id))).toBe(1)
})
