// The register of tasks, as stories: narrowed by its address, as list, board and calendar; filters kept; many tasks changed at once.
import { and, asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { readWorkbook } from '../src/admin/workbook.ts'
import type { Deadline } from '../src/calendar/deadlines.ts'
import { fixDay, today } from '../src/clock.ts'
import { record } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { newId } from '../src/ids.ts'
import { plans } from '../src/plans/tables.ts'
import { emptyFilter, readFilter, registerHref, type RegisterFilter } from '../src/register/filter.ts'
import { findTasks } from '../src/register/finding.ts'
import { givePlannedTasks, giveTask, insertTasks, type TaskInput } from '../src/tasks/assigning.ts'
import { visibleTasks } from '../src/tasks/seeing.ts'
import { ages, countedStates, inYear, overdueOn, silentOn, standingOn, standings } from '../src/tasks/standings.ts'
import { savedFilters, taskParts, tasks, taskStates, type Task } from '../src/tasks/tables.ts'
import { searchable } from '../src/text.ts'
import { numbersFrom } from './bench/random.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

const rules = { receiptHours: 16 }
const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-10-01', issuer: 'UBND tỉnh', title: null, clause: 'mục 2', quote: null, saidBy: null }
const on = (value: string): Deadline => ({ kind: 'date', value, original: value })

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})

const give = (title: string, more: Partial<TaskInput> = {}) => portal.store.write(db => giveTask(db, { id: 'lan' }, {
  title, origin, unitId: 'merit', assignerId: 'lan', deadline: on('2026-11-30'), domain: 'Người có công', ...more,
}, rules))
const partId = async (id: string, unit: string) => (await portal.store.read.select().from(taskParts).where(and(eq(taskParts.taskId, id), eq(taskParts.unitId, unit))))[0]!.id
const accept = async (who: string, id: string, unit: string) => expect((await portal.as(who).post(`/tasks/${id}/receipt`, { part: await partId(id, unit), person: '' })).status).toBe(303)
const person = async (id: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!)
const find = async (who: string, filter: Partial<RegisterFilter>) => findTasks(portal.store.read, await person(who), { ...emptyFilter, ...filter }, 30)
/** Titles in the order of the list. */
const titles = (html: string) => [...html.matchAll(/<a class="item-t" href="\/tasks\/[^"]+">([^<]+)</g)].map(([, title]) => title)

/** Three tasks: one late, one near, one far off with another unit. */
async function three() {
  fixDay('2026-09-01')
  const late = await give('Rà soát thủ tục người có công', { deadline: on('2026-09-30'), coordinators: [{ unitId: 'jobs' }] })
  await accept('hoa', late, 'merit')
  fixDay('2026-10-12')
  const soon = await give('Công bố quy trình nội bộ', { deadline: on('2026-10-14'), domain: 'Chỉ đạo, điều hành' })
  const far = await give('Sàn giao dịch việc làm', { unitId: 'jobs', deadline: on('2027-03-31'), domain: 'Việc làm' })
  return { late, soon, far }
}

test('an address says a filter and is read back; what makes no sense is left out', () => {
  const filter = { ...emptyFilter, q: 'rà soát', chosen: { standing: ['overdue'], unit: ['merit', 'jobs'] }, role: 'any' as const, from: '2026-10-01', view: 'board' as const, page: 3 }
  const address = registerHref(filter)
  expect(address).toBe('/tasks?q=r%C3%A0+so%C3%A1t&standing=overdue&unit=merit&unit=jobs&role=any&from=2026-10-01&view=board&page=3')
  expect(readFilter(new URL(address, 'http://x').searchParams)).toEqual(filter)
  expect(registerHref(emptyFilter)).toBe('/tasks?sort=pressing')
  expect(readFilter(new URLSearchParams('from=31/12&view=tree&page=-4&month=2026-13&unit=&sort=x&role=boss'))).toEqual(emptyFilter)
})

describe('the list', () => {
  test('the most pressing first, with a sentence; each condition narrows it and counts what the others would give', async () => {
    await three()
    const lan = portal.as('lan')
    const all = await lan.text('/tasks')
    expect(titles(all)).toEqual(['Rà soát thủ tục người có công', 'Công bố quy trình nội bộ', 'Sàn giao dịch việc làm'])
    expect(all).toContain('3 nhiệm vụ: 1 quá hạn, 2 còn hạn. Sắp theo việc gấp trước.')
    expect(all).toContain('T4 30/09/2026')
    expect(all).toContain('trễ 8 ngày làm việc')
    const merit = await lan.text('/tasks?unit=merit')
    expect(titles(merit)).toHaveLength(2)
    expect(merit).toContain('2 nhiệm vụ chủ trì Phòng Người có công: 1 quá hạn, 1 còn hạn.')
    // Its own condition left out, the other unit still has its one; the others are counted within the chosen unit.
    expect(merit).toContain('Phòng Việc làm – An toàn lao động (1)')
    expect(merit).toContain('Chưa xong, còn hạn (1)')
    expect(titles(await lan.text('/tasks?unit=jobs&role=coordinator'))).toEqual(['Rà soát thủ tục người có công'])
    expect(titles(await lan.text('/tasks?unit=jobs&role=any'))).toHaveLength(2)
    expect(titles(await lan.text('/tasks?q=san+viec'))).toEqual(['Sàn giao dịch việc làm'])
    expect(titles(await lan.text('/tasks?standing=overdue&age=1-30'))).toEqual(['Rà soát thủ tục người có công'])
    expect(titles(await lan.text('/tasks?due=week'))).toEqual(['Công bố quy trình nội bộ'])
    expect(titles(await lan.text('/tasks?from=2026-10-14&to=2026-12-31'))).toEqual(['Công bố quy trình nội bộ'])
    expect(titles(await lan.text('/tasks?receipt=waiting&sort=unit'))).toEqual(['Công bố quy trình nội bộ', 'Sàn giao dịch việc làm'])
    expect(await lan.text('/tasks?standing=overdue&unit=jobs')).toContain('Không có nhiệm vụ nào khớp')
  })

  test('what a form leaves empty is not in the address', async () => {
    const answer = await portal.as('lan').get('/tasks?q=&unit=merit&from=&sort=pressing')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/tasks?unit=merit')
  })

  test('heads see what their unit leads, co-ordinates and was given; the administrator has no register', async () => {
    await three()
    expect(titles(await portal.as('hoa').text('/tasks'))).toEqual(['Rà soát thủ tục người có công', 'Công bố quy trình nội bộ'])
    expect(titles(await portal.as('dung').text('/tasks'))).toEqual(['Rà soát thủ tục người có công', 'Sàn giao dịch việc làm'])
    expect(await portal.as('dung').text('/tasks')).toContain('2 nhiệm vụ')
    expect((await portal.as('quan').get('/tasks')).status).toBe(403)
  })

  test('what happens to a task shows at once', async () => {
    const { soon } = await three()
    expect(titles(await portal.as('lan').text('/tasks?state=assigned'))).toHaveLength(2)
    await accept('hoa', soon, 'merit')
    expect(titles(await portal.as('lan').text('/tasks?state=assigned'))).toEqual(['Sàn giao dịch việc làm'])
    expect((await portal.as('lan').post(`/tasks/${soon}/drop`, { reason: 'Trùng việc khác' })).status).toBe(303)
    expect(titles(await portal.as('lan').text('/tasks'))).toHaveLength(2)
    expect(titles(await portal.as('lan').text('/tasks?state=dropped'))).toEqual(['Công bố quy trình nội bộ'])
  })

  test('the workbook has the filtered tasks with the sentence', async () => {
    await three()
    const answer = await portal.as('lan').get('/tasks/export/xlsx?standing=inTime&sort=due')
    const [sheet] = await readWorkbook(new Uint8Array(await answer.arrayBuffer()))
    expect(sheet!.rows[0]![0]).toBe('2 nhiệm vụ chưa xong, còn hạn. Sắp theo hạn sớm trước.')
    expect(sheet!.rows.slice(2).map(row => row[1])).toEqual(['Công bố quy trình nội bộ', 'Sàn giao dịch việc làm'])
    expect((await portal.as('quan').get('/tasks/export/xlsx')).status).toBe(403)
  })
})

test('drafts come and go with their plan, and what was recounted shows its new day', async () => {
  const { late, soon, far } = await three()
  const planned = await portal.store.write(async db => {
    await db.insert(plans).values({ id: 'plan', kind: 'yearly', title: 'Kế hoạch 2026', number: null, since: '2026-01-01', until: '2026-12-31', state: 'draft', unitId: 'office', search: '', sort: '', madeById: 'yen', madeAt: new Date() })
    const made = await insertTasks(db, ['Việc một', 'Việc hai'].map(title => ({ title, planId: 'plan', origin, unitId: 'jobs', assignerId: 'lan', deadline: on('2026-12-31'), draft: true })), rules)
    await record(db, { id: 'yen' }, 'annex imported', 'plan', 'plan')
    return made.map(({ id }) => id)
  })
  const drafts = (who: string) => portal.as(who).text('/tasks?state=draft').then(titles)
  expect((await drafts('yen')).toSorted()).toEqual(['Việc hai', 'Việc một'])
  expect(await drafts('dung')).toEqual([])
  await portal.store.write(async db => {
    await db.delete(taskParts).where(eq(taskParts.taskId, planned[0]!))
    await db.delete(tasks).where(eq(tasks.id, planned[0]!))
    await record(db, { id: 'yen' }, 'plan task changed', 'plan', 'plan', { change: 'removed' })
  })
  expect(await drafts('yen')).toEqual(['Việc hai'])
  await portal.store.write(async db => { await givePlannedTasks(db, 'plan', 'lan', rules); await record(db, { id: 'lan' }, 'plan approved', 'plan', 'plan', { tasks: 1 }) })
  expect(await drafts('yen')).toEqual([])
  expect(titles(await portal.as('lan').text('/tasks?plan=plan'))).toEqual(['Việc hai'])
  // The day on which one of them is due becomes a day off.
  expect((await portal.as('binh').post('/calendar/days', { kind: 'off', from: '2026-10-14', to: '2026-10-14', name: 'Nghỉ bão', decision: '15/QĐ-UBND' })).status).toBe(303)
  expect((await portal.as('binh').post('/tasks/deadlines')).status).toBe(303)
  expect((await find('lan', { from: '2026-10-15', to: '2026-10-15' })).ids).toEqual([soon])
  expect((await find('lan', {})).ids.toSorted()).toEqual([late, soon, far, planned[1]!].toSorted())
})

describe('saved filters', () => {
  const save = (who: string, form: Record<string, string>) => portal.as(who).post('/tasks/filters', { query: 'standing=overdue&unit=merit&page=3', name: 'Trễ của NCC', ...form })
  const tab = (name: string, count: number) => new RegExp(`>${name} <span class="count">${count}<`)

  test('a filter is saved under a name, shows its count over the list, is renamed and taken away', async () => {
    await three()
    const lan = portal.as('lan')
    const list = await lan.text('/tasks?standing=overdue&unit=merit')
    const [, address] = /href="(\/tasks\/filters\?[^"]+)"/.exec(list)!
    expect(await lan.text(address!.replaceAll('&amp;', '&'))).toContain('Chưa xong, quá hạn, chủ trì Phòng Người có công; danh sách, sắp theo việc gấp trước.')
    const saved = await save('lan', {})
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe('/tasks?standing=overdue&unit=merit')
    const again = await lan.text('/tasks?standing=overdue&unit=merit')
    expect(again).toMatch(tab('Trễ của NCC', 1))
    expect(again).not.toContain('Lưu bộ lọc')
    expect((await save('lan', {})).status).toBe(422)
    const unnamed = await save('lan', { name: ' ' })
    expect(unnamed.status).toBe(422)
    expect(await unnamed.text()).toContain('Hãy đặt tên cho bộ lọc.')
    const [{ id } = { id: '' }] = await portal.store.read.select().from(savedFilters)
    expect((await lan.post(`/tasks/filters/${id}`, { name: 'NCC trễ' })).status).toBe(303)
    expect(await lan.text('/tasks/filters')).toContain('NCC trễ')
    expect((await lan.post(`/tasks/filters/${id}/removal`)).status).toBe(303)
    expect(await lan.text('/tasks/filters')).toContain('Chưa có bộ lọc nào')
    expect((await portal.store.read.select().from(events).orderBy(events.number)).map(({ action }) => action).filter(action => action.startsWith('filter'))).toEqual(['filter saved', 'filter changed', 'filter removed'])
  })

  test('leaders share one with all; others use it with what they may see, and cannot change it', async () => {
    await three()
    expect((await save('lan', { query: 'standing=inTime', name: 'Còn hạn', shared: 'on' })).status).toBe(303)
    expect((await save('hoa', { shared: 'on' })).status).toBe(403)
    expect((await save('hoa', { name: 'Riêng' })).status).toBe(303)
    expect(await portal.as('lan').text('/tasks?sort=due')).toMatch(tab('Còn hạn', 2))
    expect(await portal.as('hoa').text('/tasks?sort=due')).toMatch(tab('Còn hạn', 1))
    expect(await portal.as('lan').text('/tasks/filters')).not.toContain('Riêng')
    const [{ id } = { id: '' }] = await portal.store.read.select().from(savedFilters).where(eq(savedFilters.shared, true))
    expect((await portal.as('hoa').post(`/tasks/filters/${id}`, { name: 'Của tôi' })).status).toBe(403)
    const [own] = await portal.store.read.select().from(savedFilters).where(eq(savedFilters.shared, false))
    expect((await portal.as('lan').post(`/tasks/filters/${own!.id}/removal`)).status).toBe(404)
  })

  test('the register opens with the filter a person chose, and all tasks stay one step away', async () => {
    await three()
    expect((await save('lan', { opens: 'on' })).status).toBe(303)
    const opened = await portal.as('lan').get('/tasks')
    expect(opened.headers.get('location')).toBe('/tasks?standing=overdue&unit=merit')
    expect(titles(await portal.as('lan').text('/tasks?sort=pressing'))).toHaveLength(3)
    expect((await portal.as('lan').post('/me/preferences', { all: 'on', compact: 'on' })).status).toBe(303)
    expect((await portal.as('lan').get('/tasks')).status).toBe(303)
    expect((await portal.as('lan').post('/tasks/opening', { filter: '' })).status).toBe(303)
    expect((await portal.as('lan').get('/tasks')).status).toBe(200)
    expect((await portal.as('hoa').get('/tasks')).status).toBe(200)
  })
})

describe('many at once', () => {
  const row = async (id: string) => (await portal.store.read.select().from(tasks).where(eq(tasks.id, id)))[0]!
  const eventsOn = async (id: string) => (await portal.store.read.select().from(events).where(and(eq(events.subjectKind, 'task'), eq(events.subjectId, id))).orderBy(asc(events.number)))
  const form = (ids: string[], more: Record<string, string>): [string, string][] => [...ids.map((id): [string, string] => ['task', id]), ...Object.entries({ asked: 'yes', query: 'sort=pressing', ...more })]
  const undo = (who: string, done: Response) => portal.as(who).post(`${done.headers.get('location')!}/undoing`)

  test('deadlines move with one note after a preview that keeps nothing, and come back as they were', async () => {
    const { late, soon, far } = await three()
    const lan = portal.as('lan')
    await lan.post(`/tasks/${far}/drop`, { reason: 'Trùng việc khác' })
    const first = await lan.post('/tasks/changes/preview', [['task', late], ['task', soon], ['kind', 'due'], ['query', 'sort=pressing']])
    expect(first.status).toBe(200)
    expect(await first.text()).toContain('Dời hạn 2 nhiệm vụ')
    const wrong = await lan.post('/tasks/changes/preview', form([late, soon], { kind: 'due', value: '', note: 'x' }))
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Hãy chọn ngày hạn mới.')
    // 14/11/2026 is a Saturday.
    const change = { kind: 'due', value: '2026-11-14', note: 'Theo công văn 1520/UBND-KSTT' }
    const preview = await (await lan.post('/tasks/changes/preview', form([late, soon, far], change))).text()
    expect(preview).toContain('Hạn: 30/09/2026 → 16/11/2026')
    expect(preview).toContain('Sẽ đổi 2 nhiệm vụ, giữ nguyên 1')
    expect(preview).toContain('Nhiệm vụ đã bỏ, không làm tiếp nữa.')
    expect((await row(late)).due).toBe('2026-09-30')
    const before = await row(late)
    const eventsBefore = (await eventsOn(late)).length
    const done = await lan.post('/tasks/changes', form([late, soon, far], change))
    expect(done.status).toBe(303)
    expect(await row(late)).toMatchObject({ due: '2026-11-16', firstDue: '2026-09-30', extensions: 1 })
    const [event, ...others] = (await eventsOn(late)).slice(eventsBefore)
    expect(others).toEqual([])
    expect(event).toMatchObject({ action: 'task changed', details: { from: '2026-09-30', to: '2026-11-16', note: change.note } })
    expect((await eventsOn(soon)).at(-1)!.details.batch).toBe(event!.details.batch)
    const page = await lan.text(done.headers.get('location')!)
    expect(page).toContain('Dời hạn 2 nhiệm vụ')
    expect(await portal.as('hoa').text(`/tasks/${late}`)).toContain('Theo công văn 1520/UBND-KSTT')
    expect((await portal.as('hoa').get(done.headers.get('location')!)).status).toBe(404)

    // A report came in between: that task keeps the new deadline, the other goes back.
    expect((await portal.as('hoa').post(`/tasks/${late}/reports`, { part: await partId(late, 'merit'), light: 'green', percent: '40', result: 'Đã rà soát 10 thủ tục' })).status).toBe(303)
    const undone = await (await undo('lan', done)).text()
    expect(undone).toContain('Giữ nguyên: sau đó Bế Thị Hoa đã báo cáo lần 1')
    expect(await row(late)).toMatchObject({ due: '2026-11-16' })
    expect(await row(soon)).toMatchObject({ due: '2026-10-14', extensions: 0 })
    expect((await eventsOn(soon)).at(-1)!.action).toBe('task change undone')
    expect((await undo('lan', done)).status).toBe(422)
    expect(before.revision).toBeLessThan((await row(late)).revision)
  })

  test('handing over, pausing, naming a person, domain, weight and a reminder; each undone leaves every column as it was', async () => {
    const { late, soon } = await three()
    const kept = async (id: string) => { const { revision: _revision, ...rest } = await row(id); return { rest, parts: await portal.store.read.select().from(taskParts).where(eq(taskParts.taskId, id)).orderBy(asc(taskParts.id)) } }
    const changes: [string, Record<string, string>][] = [['lan', { kind: 'unit', value: 'jobs' }], ['lan', { kind: 'pause' }], ['hoa', { kind: 'person', value: 'minh' }], ['lan', { kind: 'domain', value: 'Việc làm' }], ['lan', { kind: 'weight', value: '2,5' }]]
    for (const [who, change] of changes) {
      const before = [await kept(late), await kept(soon)]
      const done = await portal.as(who).post('/tasks/changes', form([late, soon], { value: '', note: 'Theo phân công mới', ...change }))
      expect(done.status, change.kind).toBe(303)
      expect(await kept(late), change.kind).not.toEqual(before[0])
      expect((await undo(who, done)).status, change.kind).toBe(200)
      expect([await kept(late), await kept(soon)], change.kind).toEqual(before)
    }
    const reminded = await portal.as('lan').post('/tasks/changes', form([late, soon], { kind: 'remind', value: '', note: 'Báo cáo trước thứ Sáu' }))
    expect(reminded.status).toBe(303)
    expect(await portal.as('hoa').text(`/tasks/${soon}`)).toContain('Báo cáo trước thứ Sáu')
    expect((await undo('lan', reminded)).status).toBe(422)
  })

  test('all that the filter shows may be chosen; what the person may not do is refused', async () => {
    const { late, soon, far } = await three()
    const all = await portal.as('lan').post('/tasks/changes/preview', [['kind', 'remind'], ['all', 'yes'], ['query', 'unit=merit']])
    const text = await all.text()
    expect(text).toContain('Nhắc việc 2 nhiệm vụ')
    expect([late, soon, far].map(id => text.includes(`name="task" value="${id}"`))).toEqual([true, true, false])
    const none = await portal.as('lan').post('/tasks/changes/preview', [['kind', 'due'], ['query', 'unit=merit']])
    expect(none.headers.get('location')).toBe('/tasks?unit=merit')
    expect((await portal.as('minh').post('/tasks/changes', form([late], { kind: 'due', value: '2026-12-01', note: 'Theo văn bản' }))).status).toBe(403)
    expect(await portal.as('minh').text('/tasks')).not.toContain('name="task"')
    // A head gives tasks within the unit only: what the director gave is not hers to move.
    const refused = await portal.as('hoa').post('/tasks/changes', form([late], { kind: 'due', value: '2026-12-01', note: 'Theo văn bản' }))
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Không có nhiệm vụ nào đổi được')
    expect((await portal.as('hoa').post('/tasks/changes', form([far], { kind: 'person', value: 'minh', note: 'Theo phân công' }))).status).toBe(404)
  })
})

/** Tasks of every kind, some hundred: days around today, all states, units that lead and co-ordinate. */
async function many(count: number) {
  const number = numbersFrom(7)
  const one = <T>(list: readonly T[]): T => list[Math.floor(number() * list.length)]!
  const day = () => one(['2025-03-31', '2025-12-31', '2026-06-01', '2026-06-14', '2026-07-14', '2026-09-11', '2026-09-12', '2026-10-11', '2026-10-12', '2026-10-13', '2026-10-31', '2027-01-15'])
  const rows = Array.from({ length: count }, (_, at): Task => {
    const state = one(taskStates)
    const title = `${one(['Rà soát', 'Công bố', 'Đánh giá'])} ${one(['thủ tục', 'quy trình'])} số ${at}`
    return {
      id: newId(), planId: null, domainId: null, domain: one(['Người có công', 'Việc làm', null]), number: null, position: at, heading: null, title, product: null, state, originKind: 'document', originKey: 'x', origin, weight: 1,
      unitId: one(['merit', 'jobs', 'office']), personId: one(['minh', null]), assignerId: one(['lan', 'tuan']), seriesId: null, period: null, deadline: on('2026-10-12'), firstDue: day(), due: one([day(), day(), null]), extensions: 0,
      finishedOn: state === 'done' || state === 'claimed' ? day() : null, assignedOn: one([day(), day(), null]), receiptDue: null, acceptedAt: null, pausedOn: null, cadence: 'none', nextReportOn: one([day(), null]), targetKind: null, measure: null, value: null,
      reached: null, percent: 0, light: null, lastReportOn: one([day(), null]), budgetText: null, budget: null, note: null, search: searchable(title), revision: 1, demo: false, madeAt: new Date(),
    }
  })
  await portal.store.write(async db => {
    for (let start = 0; start < rows.length; start += 100) await db.insert(tasks).values(rows.slice(start, start + 100))
    const parts = rows.flatMap(({ id, unitId }) => [{ id: newId(), taskId: id, unitId: unitId!, role: 'lead' as const, receipt: 'waiting' as const }, ...(number() < 0.3 ? ['merit', 'jobs'].filter(unit => unit !== unitId).map(unit => ({ id: newId(), taskId: id, unitId: unit, role: 'coordinator' as const, receipt: 'waiting' as const })) : [])])
    for (let start = 0; start < parts.length; start += 200) await db.insert(taskParts).values(parts.slice(start, start + 200))
  })
}

test('the register stands and counts as the conditions that figures use, for whoever looks', async () => {
  await many(900)
  const db = portal.store.read
  for (const who of ['lan', 'yen', 'hoa', 'minh', 'xem']) {
    const user = await person(who)
    const asked = async (condition: Parameters<typeof and>[0]) => (await db.select({ id: tasks.id }).from(tasks).where(and(visibleTasks(db, user), condition)).orderBy(asc(tasks.id))).map(({ id }) => id)
    const listed = async (chosen: RegisterFilter['chosen']) => (await find(who, { chosen })).ids.toSorted()
    const { counts } = await find(who, { chosen: { state: ['all'] } })
    for (const standing of standings) {
      const ids = await asked(standingOn(today(), standing))
      expect(await listed({ standing: [standing], state: ['all'] }), `${standing} of ${who}`).toEqual(ids)
      expect(counts.standing.get(standing) ?? 0).toBe(ids.length)
    }
    for (const { name } of ages) expect(await listed({ age: [name] }), `${name} of ${who}`).toEqual(await asked(overdueOn(today(), name)))
    for (const year of ['2025', '2026', '2027']) expect(await listed({ year: [year], state: ['all'] }), `${year} of ${who}`).toEqual(await asked(inYear(year, today())))
    expect(await listed({ silent: ['1'] })).toEqual(await asked(silentOn(today(), 30)))
    expect((await listed({})).length).toBe((await Promise.all(countedStates.map(state => asked(eq(tasks.state, state))))).flat().length)
  }
})

test('each count is what the list has once it is chosen', async () => {
  await many(300)
  const base = { unit: ['merit', 'jobs'], standing: ['overdue', 'inTime'] }
  const { counts } = await find('lan', { chosen: base, q: 'thu tuc', from: '2026-01-01' })
  for (const key of ['standing', 'age', 'state', 'due', 'year', 'domain', 'unit', 'person', 'assigner', 'silent', 'evidence', 'receipt'] as const) {
    for (const [value, count] of counts[key]) {
      expect((await find('lan', { chosen: { ...base, [key]: [value] }, q: 'thu tuc', from: '2026-01-01' })).ids.length, `${key}=${value}`).toBe(count)
    }
  }
})
