// The register as a board and as a calendar of deadlines, as stories: the same tasks as the list, shared out; steps taken from a card.
import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { calendarDays } from '../src/calendar/tables.ts'
import { monthAfter, weeksOf } from '../src/register/month.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { reports, taskParts, tasks, type Task } from '../src/tasks/tables.ts'
import { units } from '../src/units/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal(); fixDay('2026-10-12') })

const on = (day: string) => ({ kind: 'date' as const, value: day, original: day })
const origin = { kind: 'oral' as const, number: null, date: '2026-10-12', issuer: null, title: null, clause: null, quote: null, saidBy: 'Giám đốc' }
const give = (title: string, more: Partial<TaskInput> = {}, state: Partial<Task> = {}) => portal.store.write(async db => {
  const id = await giveTask(db, { id: 'lan' }, { title, origin, unitId: 'merit', assignerId: 'lan', deadline: on('2026-10-30'), domain: 'Người có công', ...more }, { receiptHours: 16 })
  if (Object.keys(state).length) await db.update(tasks).set(state).where(eq(tasks.id, id))
  return id
})
/** Title, count and the cards' titles of each column, as the page has them. */
function columnsOf(page: string) {
  return page.split('<section class="board-col"').slice(1).map(part => ({
    title: /<h2[^>]*>(.*?) <span class="count">/.exec(part)![1], count: Number(/class="count">([\d.]+)/.exec(part)![1]!.replace('.', '')),
    cards: [...part.matchAll(/class="item-t"[^>]*>([^<]*)</g)].map(([, title]) => title),
    href: /class="board-all" href="([^"]*)"/.exec(part)?.[1]?.replaceAll('&amp;', '&') ?? null,
  }))
}
const cellOf = (page: string, day: string) => page.split('<td ').find(cell => cell.includes(`>${Number(day.slice(8))}</span><span class="dues-date">`)) ?? ''

test('the board shares the tasks of the filter out over the steps, with counts and the list of each column', async () => {
  await give('Mới giao')
  await give('Đang làm', {}, { state: 'doing' })
  await give('Vừa nhận', {}, { state: 'accepted' })
  await give('Đã xong việc', {}, { state: 'done', finishedOn: '2026-10-02' })
  const page = await portal.as('lan').text('/tasks?view=board')
  expect(columnsOf(page).map(({ title, count }) => [title, count])).toEqual([['Chờ tiếp nhận', 1], ['Đang thực hiện', 2], ['Chờ xác nhận', 0], ['Đã xong', 1]])
  expect(columnsOf(page)[1]!.href).toBe('/tasks?state=accepted&state=doing')
  expect(page).toContain('Không có nhiệm vụ nào.')

  const narrowed = columnsOf(await portal.as('lan').text('/tasks?view=board&state=open&q=nhan'))
  expect(narrowed.map(({ cards }) => cards)).toEqual([[], ['Vừa nhận'], [], []])
  expect(narrowed[1]!.href).toBe('/tasks?q=nhan&state=accepted&state=doing')
  await give('Tạm đứng', {}, { state: 'paused', pausedOn: '2026-10-01' })
  expect(columnsOf(await portal.as('lan').text('/tasks?view=board')).map(({ title }) => title)).toContain('Tạm dừng')
})

test('a column shows twenty cards, the most pressing first, and leads to all of them', async () => {
  for (let nth = 0; nth < 23; nth++) await give(`Việc ${String(nth).padStart(2, '0')}`, { deadline: on(`2026-11-${String(25 - nth).padStart(2, '0')}`) }, { state: 'doing' })
  const [, doing] = columnsOf(await portal.as('lan').text('/tasks?view=board'))
  expect([doing!.count, doing!.cards.length, doing!.cards[0]]).toEqual([23, 20, 'Việc 22'])
  const list = await portal.as('lan').text(doing!.href!)
  for (let nth = 0; nth < 23; nth++) expect(list).toContain(`Việc ${String(nth).padStart(2, '0')}`)
})

test('by unit each column is the unit in the lead; whoever sees only their own tasks has only those', async () => {
  await give('Của Người có công')
  await give('Của Việc làm', { unitId: 'jobs', coordinators: [{ unitId: 'merit', duty: null }] })
  await give('Chỉ của Việc làm', { unitId: 'jobs' })
  const all = columnsOf(await portal.as('lan').text('/tasks?view=board&group=unit'))
  expect(all.map(({ title, cards }) => [title, cards.toSorted()])).toEqual([['Phòng Người có công', ['Của Người có công']], ['Phòng Việc làm – An toàn lao động', ['Chỉ của Việc làm', 'Của Việc làm']]])
  expect(all[1]!.href).toBe('/tasks?unit=jobs')
  const own = columnsOf(await portal.as('hoa').text('/tasks?view=board&group=unit'))
  expect(own.map(({ cards }) => cards)).toEqual([['Của Người có công'], ['Của Việc làm']])
  // No filter says "led by jobs, co-ordinated by merit": the column leads nowhere rather than to something else.
  const helped = columnsOf(await portal.as('lan').text('/tasks?view=board&group=unit&unit=merit&role=coordinator'))
  expect(helped).toMatchObject([{ title: 'Phòng Việc làm – An toàn lao động', cards: ['Của Việc làm'], href: null }])
})

test('a board by unit has the eight busiest units and says how many more there are; a card leads to handing over', async () => {
  const added = Array.from({ length: 10 }, (_, nth) => ({ id: `u${nth}`, name: `Đơn vị ${nth}`, kind: 'division' as const, aliases: [], position: 10 + nth, since: '2020-01-01', search: `don vi ${nth}` }))
  await portal.store.write(db => db.insert(units).values(added))
  for (const { id } of added) await give(`Việc của ${id}`, { unitId: id })
  const id = await give('Việc thứ hai của u9', { unitId: 'u9' })
  const page = await portal.as('lan').text('/tasks?view=board&group=unit')
  const columns = columnsOf(page)
  expect([columns.length, columns.at(-1)!.title, columns.at(-1)!.count]).toEqual([8, 'Đơn vị 9', 2])
  expect(page).toContain('còn 2 đơn vị với 2 nhiệm vụ')
  expect(page).toContain(`href="/tasks/${id}#thay-doi"`)
  expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('id="thay-doi"')
  expect(await portal.as('xem').text('/tasks?view=board&group=unit')).not.toContain('#thay-doi')
})

test('a card offers the step to the next column to whoever may take it, and comes back to the board', async () => {
  const id = await give('Rà soát thủ tục')
  const [part] = await portal.store.read.select().from(taskParts).where(and(eq(taskParts.taskId, id), eq(taskParts.unitId, 'merit')))
  const board = '/tasks?unit=merit&view=board'
  const offered = await portal.as('hoa').text(board)
  expect(offered).toContain(`action="/tasks/${id}/receipt"`)
  expect(offered).toContain('name="back" value="/tasks?unit=merit&amp;view=board"')
  for (const other of ['lan', 'xem', 'yen']) expect(await portal.as(other).text(board)).not.toContain('/receipt"')
  const accepted = await portal.as('hoa').post(`/tasks/${id}/receipt`, { part: part!.id, back: board })
  expect([accepted.status, accepted.headers.get('location')]).toEqual([303, board])
  expect(columnsOf(await portal.as('hoa').text(board))[1]!.cards).toEqual(['Rà soát thủ tục'])

  await portal.as('hoa').post(`/tasks/${id}/reports`, { part: part!.id, light: 'green', percent: '100', result: 'Xong', claimsDone: 'on', finishedOn: '2026-10-12' })
  const [report] = await portal.store.read.select().from(reports).where(eq(reports.taskId, id))
  expect(await portal.as('hoa').text(board)).not.toContain(`/reports/${report!.id}/review`)
  const claimed = await portal.as('lan').text(board)
  expect(claimed).toContain(`action="/tasks/${id}/reports/${report!.id}/review"`)
  expect(claimed).toContain('Nhiệm vụ đóng lại, ghi xong ngày 12/10/2026')
  expect((await portal.as('lan').post(`/tasks/${id}/reports/${report!.id}/review`, { decision: 'confirmed', back: board })).headers.get('location')).toBe(board)
  expect(columnsOf(await portal.as('lan').text(board))[3]!.cards).toEqual(['Rà soát thủ tục'])
})

test('the calendar has each deadline on its day, with what is late, and leads to the list of the day', async () => {
  for (const title of ['Một', 'Hai', 'Ba', 'Bốn']) await give(title, { deadline: on('2026-10-09') }, { state: 'doing' })
  await give('Xong sớm', { deadline: on('2026-10-09') }, { state: 'done', finishedOn: '2026-10-08' })
  await give('Tháng sau', { deadline: on('2026-11-02') })
  await give('Thường xuyên', { deadline: { kind: 'continuous', value: null, original: 'thường xuyên' } })
  await portal.store.write(db => db.insert(calendarDays).values({ id: 'd', kind: 'off', from: '2026-10-20', to: '2026-10-20', name: 'Nghỉ bù bão', decision: '12/QĐ' }))
  const page = await portal.as('lan').text('/tasks?view=calendar')
  expect(page).toContain('Tháng 10/2026')
  expect(page).toContain('5 nhiệm vụ đến hạn trong tháng, 4 đang quá hạn.')
  expect(page).toContain('<a href="/tasks?due=none">1 nhiệm vụ không có hạn cố định</a>')
  const cell = cellOf(page, '2026-10-09')
  expect(cell).toContain('<a href="/tasks?from=2026-10-09&amp;to=2026-10-09">5 việc')
  expect(cell).toContain('4 quá hạn')
  expect(cell).toContain('và 2 việc khác')
  expect(page).not.toContain('Tháng sau')
  const day = await portal.as('lan').text('/tasks?from=2026-10-09&to=2026-10-09')
  for (const title of ['Một', 'Hai', 'Ba', 'Bốn', 'Xong sớm']) expect(day).toContain(`>${title}</a>`)
  expect(day).not.toContain('Thường xuyên')

  const next = await portal.as('lan').text('/tasks?view=calendar&month=2026-11')
  expect(cellOf(next, '2026-11-02')).toContain('Tháng sau')
  expect(next).toContain('href="/tasks?view=calendar&amp;month=2026-10"')
})

test('a day off says why; a filter narrows the calendar as it does the list', async () => {
  await give('Của Người có công', { deadline: on('2026-09-04') })
  await give('Của Việc làm', { unitId: 'jobs', deadline: on('2026-09-04') })
  const page = await portal.as('lan').text('/tasks?view=calendar&month=2026-09&unit=jobs')
  expect(cellOf(page, '2026-09-02')).toContain('Nghỉ: Quốc khánh')
  expect(cellOf(page, '2026-09-04')).toContain('Của Việc làm')
  expect(page).not.toContain('>Của Người có công<')
  await give('Sang tháng', { deadline: on('2026-11-10') })
  expect(await portal.as('lan').text('/tasks?view=calendar&from=2026-11-05')).toContain('<h2 class="month-h">Tháng 11/2026</h2>')
})

test('months: turns of the year, leap days, weeks from Monday', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-10', 27)]).toEqual(['2027-01', '2025-12', '2029-01'])
  expect(weeksOf('2028-02').flat().findLast(day => day !== null)).toBe('2028-02-29')
  const weeks = weeksOf('2026-11') // the first is a Sunday
  expect([weeks.length, weeks[0]!.indexOf('2026-11-01'), weeks[1]![0], weeks[5]![0], weeks[5]![1]]).toEqual([6, 6, '2026-11-02', '2026-11-30', null])
})
