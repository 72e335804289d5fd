// The reorganisation of 2025 as a story: one department's fields to five successors by one decision, and nothing left behind.
import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people, postings } from '../src/accounts/tables.ts'
import { fixDay, setClock, today } from '../src/clock.ts'
import { portal as itself } from '../src/events/events.ts'
import { tasksAsOf } from '../src/figures/as-of.ts'
import { events } from '../src/events/tables.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { procedures, procedureVersions } from '../src/procedures/tables.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { unitUnder } from '../src/reorganising/maps.ts'
import { carryOutDue } from '../src/reorganising/carrying-out.ts'
import { reorganisations } from '../src/reorganising/tables.ts'
import { unitSubject } from '../src/search/of-units.ts'
import { taskParts, tasks } from '../src/tasks/tables.ts'
import { lineageOf } from '../src/units/lineage.ts'
import { unitNamed } from '../src/units/names.ts'
import { units, unitSuccessions } from '../src/units/tables.ts'
import { officeOf } from './desk-office.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

const decision = '02/QĐ-UBND ngày 01/10/2026'
const names = ['Phòng Nội vụ', 'Phòng Nông nghiệp', 'Phòng Công an', 'Phòng Y tế', 'Phòng Giáo dục']
const fields = ['Người có công', 'Giảm nghèo', 'Cai nghiện', 'Bảo trợ xã hội', 'Giáo dục nghề nghiệp']

async function fill(portal: TestPortal) {
  const office = officeOf(portal)
  fixDay('2026-10-05')
  const given = []
  for (const domain of fields) given.push(await office.give(`Nhiệm vụ ${domain}`, 'merit', '2026-12-01', { domain }))
  await office.accept('hoa', given[0]!, 'merit', 'minh')
  const helped = await office.give('Việc chung', 'jobs', '2026-12-01', { domain: 'Cai nghiện', coordinators: [{ unitId: 'merit', duty: 'Góp số liệu' }] })
  const ended = await office.give('Việc đã xong', 'merit', '2026-09-01', { domain: 'Giảm nghèo' })
  await portal.store.write(async db => { await db.update(tasks).set({ state: 'done' }).where(eq(tasks.id, ended)) })
  const records = await portal.store.write(db => publishMany(db, itself, fields.map((field, at) => ({
    content: { ...emptyContent(`Thủ tục ${field}`), code: `1.00000${at}`, field, levels: ['province' as const] },
    effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit',
  })), 'test'))
  fixDay('2026-10-12')
  return { office, given, helped, ended, records }
}

const draftOf = async (portal: TestPortal, on: string) => {
  const answer = await portal.as('quan').post('/units/merit/reorganisation', { decision, on, names: names.join('\n') })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}
const rules = Object.fromEntries(fields.map((field, at) => [`field.${field}`, String(at)]))

test('five successors by field: drafted, refused while anything is unassigned, decided, carried out and reported', async () => {
  const portal = await openPortal()
  const { read } = portal.store
  const { given, helped, ended, records } = await fill(portal)
  const before = { tasks: await read.$count(tasks), procedures: await read.$count(procedures), versions: await read.select().from(procedureVersions).orderBy(procedureVersions.id) }

  expect((await portal.as('lan').get('/reorganisations')).status).toBe(403)
  const path = await draftOf(portal, today())
  const quan = portal.as('quan')
  expect(await quan.text(path)).toContain('Còn <b>13</b> việc, hồ sơ hoặc người chưa có nơi nhận.')
  expect((await quan.post(`${path}/decision`)).status).toBe(422)
  expect(await read.$count(units)).toBe(4)

  // One task against the rule of its field; minh goes with merit's first successor.
  await quan.post(path, { ...rules, [`row.task.${given[1]!}`]: '3', 'person.hoa': '3', 'person.minh': '0' })
  expect(await quan.text(path)).toContain('Mọi việc, hồ sơ và người đều đã có nơi nhận.')
  expect((await quan.get(`${path}/export/xlsx`)).status).toBe(200)
  expect((await quan.post(`${path}/decision`)).status).toBe(303)

  const [plan] = await read.select().from(reorganisations)
  const next = plan!.successorIds
  expect(plan).toMatchObject({ state: 'done' })
  expect(plan!.moved).toHaveLength(11)
  expect(plan!.moved.filter(({ left }) => left)).toEqual([])

  // Nothing open is the old unit's, what was done stays with it, and no row was lost.
  expect(await read.$count(tasks, and(eq(tasks.unitId, 'merit'), notInArray(tasks.state, ['done', 'dropped'])))).toBe(0)
  expect(await read.$count(taskParts, and(eq(taskParts.unitId, 'merit'), notInArray(taskParts.taskId, [ended])))).toBe(0)
  expect(await read.$count(procedures, eq(procedures.ownerUnitId, 'merit'))).toBe(0)
  expect((await read.select().from(tasks).where(eq(tasks.id, ended)))[0]).toMatchObject({ unitId: 'merit' })
  expect({ tasks: await read.$count(tasks), procedures: await read.$count(procedures) }).toEqual({ tasks: before.tasks, procedures: before.procedures })
  const lead = async (id: string) => (await read.select().from(tasks).where(eq(tasks.id, id)))[0]!
  expect(await lead(given[0]!)).toMatchObject({ unitId: next[0], personId: 'minh' })
  expect(await lead(given[1]!)).toMatchObject({ unitId: next[3] })
  expect(await lead(given[4]!)).toMatchObject({ unitId: next[4] })
  const parts = (await read.select().from(taskParts).where(eq(taskParts.taskId, helped))).map(({ unitId }) => unitId)
  expect(parts.toSorted()).toEqual(['jobs', next[2]!].toSorted())

  // Documents keep their words, old names resolve, people keep their accounts, each change has its event.
  expect(await read.select().from(procedureVersions).orderBy(procedureVersions.id)).toEqual(before.versions)
  expect((await read.select().from(procedures).where(eq(procedures.id, records[3]!)))[0]).toMatchObject({ ownerUnitId: next[3] })
  expect((await unitNamed(read, 'Phòng Người có công'))?.doubt).toContain('nay là Phòng Nội vụ, Phòng Nông nghiệp')
  expect(await read.$count(unitSuccessions, eq(unitSuccessions.fromId, 'merit'))).toBe(5)
  expect(await lineageOf(read, next[2]!)).toContain('merit')
  expect(await read.$count(people)).toBe(12)
  expect((await read.select().from(postings).where(and(inArray(postings.personId, ['hoa', 'minh']), isNull(postings.until))))
    .map(({ personId, unitId }) => [personId, unitId]).toSorted()).toEqual([['hoa', next[3]], ['minh', next[0]]])
  expect(await read.$count(events, eq(events.action, 'taken over'))).toBe(11)
  expect(await quan.text(path)).toContain('Những gì đã chuyển (11)')
  expect(await portal.as('hoa').text('/units/merit')).toContain('Đơn vị này nay là')
  const hits = await unitSubject.hitsOf(read, await userOf(read, (await read.select().from(people).where(eq(people.id, 'quan')))[0]!), ['merit'])
  expect(hits[0]).toMatchObject({ past: true, details: expect.arrayContaining([`nay là ${names.join(', ')}`]) })
  expect((await quan.post(path, rules)).status).toBe(422)

  // The same tasks under each map: all merit's under the old, what was done with those of its field under the new.
  const all = await read.select().from(tasks)
  const counted = async (map: 'old' | 'new') => {
    const unitOf = await unitUnder(read, map)
    return Object.fromEntries([...Map.groupBy(all, task => unitOf(task) ?? '')].map(([unit, own]) => [unit, own.length]))
  }
  expect(await counted('old')).toEqual({ merit: 6, jobs: 1 })
  expect(await counted('new')).toEqual({ [next[0]!]: 1, [next[1]!]: 1, [next[2]!]: 1, [next[3]!]: 2, [next[4]!]: 1, jobs: 1 })
  expect(await portal.as('lan').text('/figures/units?map=old')).toContain('Cơ cấu trước sắp xếp')
  expect((await tasksAsOf(read, '2026-10-11')).map(({ unitId }) => unitId).toSorted()).toEqual(['jobs', ...Array<string>(6).fill('merit')])
})

test('a coming day: kept until its morning, and what came since without a rule goes to the first successor, marked', async () => {
  const portal = await openPortal()
  const { read } = portal.store
  const { office } = await fill(portal)
  const path = await draftOf(portal, '2026-11-01')
  const quan = portal.as('quan')
  await quan.post(path, { ...rules, 'person.hoa': '3', 'person.minh': '0' })
  expect((await quan.post(`${path}/decision`)).status).toBe(303)
  expect(await quan.text(path)).toContain('chờ ngày hiệu lực')
  expect(await read.$count(tasks, eq(tasks.unitId, 'merit'))).toBe(6)

  const late = await office.give('Việc đến sau', 'merit', '2026-12-01', { domain: 'Trẻ em' })
  expect(await portal.store.write(db => carryOutDue(db, '2026-10-31'))).toBe(0)
  setClock(() => new Date(testNow.getTime() + 20 * 86_400_000))
  fixDay('2026-11-01')
  expect(await portal.store.write(db => carryOutDue(db, today()))).toBe(12)
  const [plan] = await read.select().from(reorganisations)
  expect(plan!.moved.filter(({ left }) => left)).toMatchObject([{ id: late, toId: plan!.successorIds[0] }])
  expect(await portal.store.write(db => carryOutDue(db, today()))).toBe(0)
})

test('a level is abolished: its procedures get a new version by one decision, older versions stay as they were', async () => {
  const portal = await openPortal()
  const { read } = portal.store
  const [first, second] = await portal.store.write(db => publishMany(db, itself, (['district', 'province'] as const).map((level, at) => ({
    content: { ...emptyContent(`Thủ tục ${level}`), code: `1.00010${at}`, levels: [level] },
    effectiveFrom: '2025-01-01', publishedOn: '2025-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit',
  })), 'test'))
  const versionsOf = (id: string) => read.select().from(procedureVersions).where(eq(procedureVersions.procedureId, id)).orderBy(procedureVersions.number)
  const [before] = await versionsOf(first!)
  const kiem = portal.as('kiem')
  expect(await kiem.text('/procedures/levels')).toContain('1 thủ tục còn ghi cấp huyện.')
  expect((await portal.as('minh').get('/procedures/levels')).status).toBe(403)
  const form = { to: 'commune', decision: '1350/QĐ-UBND', effectiveFrom: '2026-10-12' }
  expect((await kiem.post('/procedures/levels', form)).status).toBe(422)
  expect((await kiem.post('/procedures/levels', { ...form, item: first! })).status).toBe(303)
  const [old, next] = await versionsOf(first!)
  expect(old).toEqual(before)
  expect(next).toMatchObject({ number: 2, kind: 'amended', decision: '1350/QĐ-UBND', changed: ['levels'], content: { levels: ['commune'] } })
  expect(await versionsOf(second!)).toHaveLength(1)
  expect(await kiem.text('/procedures/levels')).toContain('Không còn thủ tục nào ghi cấp huyện.')
})
