// A whole portal in a temporary database, with people to act as by name.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { startSession } from '../src/accounts/sessions.ts'
import { people, postings, roleHoldings } from '../src/accounts/tables.ts'
import { fixDay, setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { openPortal as open, type OpenPortal } from '../src/portal.ts'
import type { Role } from '../src/policy.ts'
import type { Write } from '../src/store/store.ts'
import { searchable, sortKey } from '../src/text.ts'
import { units } from '../src/units/tables.ts'
import { sessionCookie } from '../src/web/signed-in.ts'
import { copyEmptyDatabase, emptyDatabase } from './stores.ts'

/** T2 12/10/2026, 08:00 in Vietnam. */
export const testNow = new Date('2026-10-12T08:00:00+07:00')

const testUnits = [
  { id: 'leaders', name: 'Lãnh đạo Sở', kind: 'leadership' as const },
  { id: 'office', name: 'Văn phòng', kind: 'office' as const },
  { id: 'merit', name: 'Phòng Người có công', kind: 'division' as const },
  { id: 'jobs', name: 'Phòng Việc làm – An toàn lao động', kind: 'division' as const },
]

/** Who is who in the stories: one person for each role. */
const testPeople: Record<string, { name: string; unit: string; role: Role; fields?: string[] }> = {
  lan: { name: 'Lê Thị Lan', unit: 'leaders', role: 'director' },
  tuan: { name: 'Trần Anh Tuấn', unit: 'leaders', role: 'deputyDirector', fields: ['Người có công'] },
  binh: { name: 'Vũ Thanh Bình', unit: 'office', role: 'chiefOfOffice' },
  yen: { name: 'Nguyễn Hải Yến', unit: 'office', role: 'reformOfficer' },
  kiem: { name: 'Đỗ Thị Kiểm', unit: 'office', role: 'procedureOfficer' },
  hoa: { name: 'Bế Thị Hoa', unit: 'merit', role: 'unitHead' },
  minh: { name: 'Phạm Văn Minh', unit: 'merit', role: 'staff' },
  cua: { name: 'Hà Thị Cửa', unit: 'office', role: 'oneStop' },
  thu: { name: 'Đinh Thị Thư', unit: 'office', role: 'clerk' },
  ky: { name: 'Hoàng Văn Ký', unit: 'office', role: 'secretary' },
  quan: { name: 'Lý Văn Quản', unit: 'office', role: 'admin' },
  xem: { name: 'Ngô Thị Xem', unit: 'office', role: 'viewer' },
}

let opened: { portal: OpenPortal; folder: string }[] = []
/** Closes what this test has opened: on PostgreSQL two portals share the database, and both follow what happens in it. */
export async function closePortals(): Promise<void> {
  for (const { portal, folder } of opened) { await portal.close(); rmSync(folder, { recursive: true, force: true }) }
  opened = []
}
afterEach(async () => {
  await closePortals()
  setClock()
  fixDay(null)
})

/** Opens an empty portal with the test's units and people. `env` are settings of this portal. */
export async function openPortal(env: Record<string, string> = {}) {
  setClock(() => testNow)
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  const config = readConfig({ DATA_DIR: folder, DATABASE_URL: process.env.DATABASE_URL, ...env })
  await emptyDatabase()
  copyEmptyDatabase(folder)
  const portal = await open(config)
  opened.push({ portal, folder })
  const { store, app } = portal
  await store.write(fill)

  const tokens = new Map<string, string>()
  const cookieOf = async (name: string) => {
    if (!tokens.has(name)) tokens.set(name, await store.write(db => startSession(db, name, 'test', 'unknown')))
    return `${sessionCookie(config.tls)}=${tokens.get(name)}`
  }
  /** Requests as a person of the test, or as nobody with null. */
  const as = (name: string | null) => {
    const headersOf = async (more: Record<string, string>) => ({ origin: 'http://localhost', ...(name ? { cookie: await cookieOf(name) } : {}), ...more })
    return {
      get: async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers: await headersOf(headers) }),
      text: async (path: string) => (await app.request(path, { headers: await headersOf({}) })).text(),
      post: async (path: string, form: Record<string, string> | [string, string][] = {}, headers: Record<string, string> = {}) =>
        app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: await headersOf(headers) }),
      upload: async (path: string, form: FormData) => app.request(path, { method: 'POST', body: form, headers: await headersOf({}) }),
    }
  }
  return { ...portal, as, cookieOf, folder }
}

export type TestPortal = Awaited<ReturnType<typeof openPortal>>

async function fill(db: Write) {
  await db.insert(units).values(testUnits.map((unit, position) => ({ ...unit, aliases: [], position, since: '2020-01-01', search: searchable(unit.name) })))
  const named = Object.entries(testPeople)
  await db.insert(people).values(named.map(([id, { name }]) => ({ id, name, search: searchable(name), sort: sortKey(name), email: `${id}@example.vn`, userName: id, preferences: {} })))
  await db.insert(postings).values(named.map(([id, { unit }]) => ({ id: `posting-${id}`, personId: id, unitId: unit, since: '2020-01-01' })))
  await db.insert(roleHoldings).values(named.map(([id, { role, fields = [] }]) => ({ id: `role-${id}`, personId: id, role, fields, since: '2020-01-01' })))
}

/** Dũng, who heads a second unit: the jobs division. */
export async function addSecondHead({ store }: Pick<TestPortal, 'store'>): Promise<void> {
  await store.write(async db => {
    await db.insert(people).values({ id: 'dung', name: 'Lò Văn Dũng', search: 'lo van dung', sort: 'dung', email: 'dung@example.vn', userName: 'dung', preferences: {} })
    await db.insert(postings).values({ id: 'posting-dung', personId: 'dung', unitId: 'jobs', since: '2020-01-01' })
    await db.insert(roleHoldings).values({ id: 'role-dung', personId: 'dung', role: 'unitHead', fields: [], since: '2020-01-01' })
  })
}
