// A reporting period from the making of a year to a quarter that is closed, changed afterwards and printed again as it was.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { readWorkbook } from '../src/admin/workbook.ts'
import { loadCalendar } from '../src/calendar/calendar.ts'
import { readConfig } from '../src/config.ts'
import { fixDay } from '../src/clock.ts'
import { enquiryFigures } from '../src/enquiries/figures.ts'
import { enquiries } from '../src/enquiries/tables.ts'
import { portal as itself, record } from '../src/events/events.ts'
import { tasksAsOf } from '../src/figures/as-of.ts'
import { addedUp, countTasks } from '../src/figures/counting.ts'
import { newId } from '../src/ids.ts'
import { customaryPeriods } from '../src/periods/customary.ts'
import { computeFigures, countedBy, countedOf } from '../src/periods/figures.ts'
import { periodKinds, periods } from '../src/periods/tables.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { catalogue } from '../src/procedures/catalogue.ts'
import { atLevel, inForce, online } from '../src/procedures/statistics.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { distributionFigures } from '../src/propaganda/counting.ts'
import { dropTask, reopenTask } from '../src/tasks/deciding.ts'
import { moveDue } from '../src/tasks/moving-due.ts'
import { taskParts, tasks, type TaskState } from '../src/tasks/tables.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})

const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-01-05', issuer: 'UBND tỉnh', title: null, clause: null, quote: null, saidBy: null }
interface Put { unit?: string; state: TaskState; due?: string | null; finishedOn?: string; assignedOn?: string; title?: string }
const put = (one: Put) => portal.store.write(async db => {
  const { unit = 'merit', state, due = null, finishedOn = null, assignedOn = '2026-01-10', title = 'Rà soát thủ tục' } = one
  const id = newId()
  await db.insert(tasks).values({
    id, title, search: title, state, unitId: unit, domain: unit === 'merit' ? 'Cải cách thể chế' : 'Cải cách thủ tục hành chính', due, firstDue: due, finishedOn, assignedOn, assignerId: 'lan',
    originKind: 'document', originKey: 'document 123', origin, deadline: due ? { kind: 'date', value: due, original: due } : { kind: 'continuous', value: null, original: 'thường xuyên' }, madeAt: new Date('2026-01-10T08:00:00+07:00'),
  })
  await db.insert(taskParts).values({ id: newId(), taskId: id, unitId: unit, role: 'lead', receipt: 'accepted' })
  await record(db, itself, 'task given', 'task', id, { unit, due })
  return id
})
const person = async (id: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!)
const plainOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const at = (text: string) => new Date(`${text}:00+07:00`)
let number = 0
const enquiry = (received: string, more: Partial<typeof enquiries.$inferInsert> = {}) => portal.store.write(async db => {
  await db.insert(enquiries).values({
    id: `enquiry-${++number}`, year: 2026, number, state: 'answered', channel: 'counter', question: 'Nộp hồ sơ ở đâu?', search: '', receivedAt: at(received), firstDueAt: at(received), dueAt: at('2026-09-10T17:00'),
    unitId: 'merit', madeById: 'cua', madeAt: at(received), ...more,
  })
})
const periodNamed = async (name: string) => (await portal.store.read.select().from(periods).where(eq(periods.name, name)))[0]!

test('the customary periods of a year end on the 14th, leave working days before they are due, and follow each other', async () => {
  const calendar = await loadCalendar(portal.store.read)
  const all = customaryPeriods(2026, periodKinds, calendar)
  expect(all).toHaveLength(19)
  expect(all.find(({ name }) => name === 'Quý III/2026')).toEqual({ kind: 'quarter', name: 'Quý III/2026', from: '2026-06-15', to: '2026-09-14', unitsBy: '2026-09-14', submitBy: '2026-09-17' })
  // Tết stands between the cut-off of February and the day it is due.
  expect(all.find(({ name }) => name === 'Tháng 2/2026')).toMatchObject({ from: '2026-01-15', to: '2026-02-14', unitsBy: '2026-02-13', submitBy: '2026-02-25' })
  expect(all.find(({ kind }) => kind === 'year')).toMatchObject({ from: '2025-12-15', to: '2026-12-14' })
  expect(all.filter(({ kind }) => kind === 'half' || kind === 'nineMonths').map(({ from, to }) => [from, to])).toEqual([['2025-12-15', '2026-06-14'], ['2025-12-15', '2026-09-14']])
})

test('a quarter is closed, things change afterwards, and what is printed again is the same byte for byte', async () => {
  const yen = portal.as('yen')
  const done = await put({ state: 'done', due: '2026-08-31', finishedOn: '2026-08-20', title: 'Niêm yết công khai' })
  await put({ state: 'done', due: '2026-08-31', finishedOn: '2026-09-03', unit: 'jobs' })
  await put({ state: 'done', due: '2026-09-30', finishedOn: '2026-09-20' }) // after the quarter: still being done at its end
  await put({ state: 'done', due: '2026-05-31', finishedOn: '2026-05-30' }) // before it
  const late = await put({ state: 'doing', due: '2026-09-10', title: 'Rà soát quy trình nội bộ' })
  const moved = await put({ state: 'doing', due: '2026-09-12', unit: 'jobs', title: 'Hướng dẫn kê khai việc làm' })
  await enquiry('2026-07-01T08:00', { answeredAt: at('2026-07-02T09:00'), onTime: true, settlement: 'answer' })
  await enquiry('2026-09-01T08:00', { answeredAt: at('2026-09-11T09:00'), onTime: false, settlement: 'answer' })
  await enquiry('2026-09-02T08:00', { state: 'assigned' })

  expect((await portal.as('hoa').post('/periods/year', { year: '2026', 'kind.quarter': 'on' })).status).toBe(403)
  expect(await (await yen.post('/periods/year', { year: '2026' })).text()).toContain('Chọn ít nhất một loại kỳ')
  expect((await yen.post('/periods/year', { year: '2026', 'kind.quarter': 'on', 'kind.year': 'on' })).status).toBe(303)
  const { id, revision } = await periodNamed('Quý III/2026')
  const figure = async (who: string, key: string) => plainOf(await portal.as(who).text(`/periods/${id}/figures/${key}`))

  // The deadline of one task was put off after the period was over: at its end it was late.
  const lan = await person('lan')
  await portal.store.write(db => moveDue(db, lan, { id: moved }, { due: '2026-11-30', reason: 'Chờ biểu mẫu' }))
  expect(await figure('lan', 'tasks.overdue')).toContain('2 nhiệm vụ')
  expect(await figure('lan', 'tasks.due')).toContain('25,0 %')
  expect(await figure('lan', 'enquiries.onTime')).toContain('50,0 % (1/2)')
  expect(plainOf(await yen.text(`/periods/${id}`))).toContain('So với Quý II/2026')
  expect(await portal.as('lan').text(`/periods/${id}`)).not.toContain('Chốt số liệu của kỳ')

  const running = await periodNamed('Quý IV/2026')
  expect(await (await yen.post(`/periods/${running.id}/closing`, { revision: '1' })).text()).toContain('Chưa hết kỳ')
  expect((await yen.post(`/periods/${id}/closing`, { revision: String(revision) })).status).toBe(303)
  expect((await yen.post(`/periods/${id}/closing`, { revision: String(revision) })).status).toBe(422)
  expect((await yen.get(`/periods/${id}/edit`)).status).toBe(403)
  const sheet = async () => Buffer.from(await (await yen.get(`/periods/${id}/export/xlsx`)).arrayBuffer())
  const printed = (html: string) => html.slice(html.indexOf('<section class="card rows-card"'), html.indexOf('id="sau-chot"'))
  const [kept, shown] = [await sheet(), printed(await yen.text(`/periods/${id}`))]

  // Afterwards: a task is dropped (at the period's end it was not), one is opened again, one turns out to have been done, a question is entered late.
  fixDay('2026-10-20')
  await portal.store.write(db => dropTask(db, lan, { id: late }, 'Trùng nhiệm vụ của tỉnh'))
  await portal.store.write(db => reopenTask(db, lan, { id: done }, 'Chưa niêm yết ở các xã'))
  await put({ state: 'done', due: '2026-09-01', finishedOn: '2026-08-30', unit: 'jobs', title: 'Công khai danh mục' })
  await enquiry('2026-08-02T08:00', { answeredAt: at('2026-08-03T09:00'), onTime: true, settlement: 'answer' })
  expect((await sheet()).equals(kept)).toBe(true)
  const after = await yen.text(`/periods/${id}`)
  expect(printed(after)).toBe(shown)
  const told = plainOf(after.slice(after.indexOf('id="sau-chot"')))
  expect(told).toMatch(/Hoàn thành đúng hạn 1 1 Thêm: “Công khai danh mục”. Bớt: “Niêm yết công khai”/)
  expect(told).toContain('Lê Thị Lan đã mở lại nhiệm vụ: “Chưa niêm yết ở các xã” Niêm yết công khai')
  expect(await figure('lan', 'tasks.overdue')).toContain('2 nhiệm vụ')

  // The spreadsheet and the page say the same, and staff open what is their own.
  const [figures, byUnit] = await readWorkbook(kept)
  const row = figures!.rows.find(cells => cells[1] === 'Hoàn thành đúng hạn')!
  expect(row.slice(1, 4)).toEqual(['Hoàn thành đúng hạn', 'nhiệm vụ', 1])
  expect(byUnit!.rows.find(cells => cells[0] === 'Quá hạn chưa xong')!.slice(2)).toEqual([1, 1])
  const hoas = await figure('hoa', 'tasks.overdue')
  expect(hoas).toContain('Rà soát quy trình nội bộ')
  expect(hoas).not.toContain('Hướng dẫn kê khai việc làm')
  expect(hoas).toContain('Còn 1 mục của đơn vị khác')
  expect((await portal.as('hoa').get(`/periods/${id}?unit=jobs`)).status).toBe(403)
  expect((await portal.as('quan').get('/periods')).status).toBe(403)
})

test('figures are those of the other screens, and as things stand for a period that runs until today', async () => {
  for (const one of [{ state: 'doing', due: '2026-10-11' }, { state: 'doing', due: '2026-12-31', unit: 'jobs' }, { state: 'claimed', due: '2026-10-01', finishedOn: '2026-09-30' }, { state: 'paused', due: '2026-08-01' },
    { state: 'done', due: '2026-05-05', finishedOn: '2026-05-06' }, { state: 'dropped', due: '2026-05-05' }, { state: 'draft', due: '2026-05-05' }] satisfies Put[]) await put(one)
  await enquiry('2026-10-01T08:00', { answeredAt: at('2026-10-02T09:00'), onTime: true, settlement: 'answer' })
  await enquiry('2026-10-02T08:00', { state: 'assigned', dueAt: at('2026-10-09T17:00') })
  await portal.store.write(db => publishMany(db, itself, (['full', 'none'] as const).map(onlineLevel => (
    { content: { ...emptyContent(`Thủ tục ${onlineLevel}`), field: 'Người có công', levels: ['province'], onlineLevel }, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit' })), 'test'))
  const read = portal.store.read
  const stood = Map.groupBy(await tasksAsOf(read, '2026-10-12'), ({ standing }) => standing)
  const tallies = addedUp(await countTasks(read, undefined, '', '2026-10-12'))
  expect([stood.get('overdue')?.length, stood.get('inTime')?.length, stood.get('claimed')?.length, stood.get('paused')?.length, stood.get('doneLate')?.length])
    .toEqual([tallies.overdue, tallies.inTime, tallies.claimed, tallies.paused, tallies.doneLate])
  const figures = new Map((await computeFigures(read, { from: '2026-01-01', to: '2026-12-31' })).map(one => [one.key, one]))
  const value = (key: string) => countedOf(figures.get(key)!.way, figures.get(key)!.items)
  const asked = (await enquiryFigures(read, '2026-01-01', '2026-10-12', readConfig({}))).all
  expect([value('enquiries.received').value, value('enquiries.answered').value, value('enquiries.onTime').part, value('enquiries.open').value, value('enquiries.openLate').value, value('enquiries.hours').value])
    .toEqual([asked.received, asked.answered, asked.onTime, asked.open, asked.openLate, asked.medianHours])
  const register = online(atLevel(inForce(await catalogue(read)), 'province'))
  expect(value('procedures.online')).toEqual({ value: 0.5, part: register.either, of: register.of })
  expect(value('propaganda.times').value).toBe((await distributionFigures(read, '2026-01-01', '2026-12-31')).times)
  // Nothing to divide by is no 0 %.
  expect(value('propaganda.lines')).toEqual({ value: null, part: 0, of: 0 })
  // By unit and by domain add up to the whole.
  for (const by of ['unitId', 'group'] as const) expect(Object.values(countedBy(figures.get('tasks.total')!, by)).reduce((sum, one) => sum + one.value!, 0)).toBe(value('tasks.total').value)
})
