// Figures against cases counted by hand: how tasks stand, who is silent, what moved, how units compare; and who sees which.
import { and, count, eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { readWorkbook } from '../src/admin/workbook.ts'
import { loadCalendar } from '../src/calendar/calendar.ts'
import { fixDay, today } from '../src/clock.ts'
import { portal as itself, record } from '../src/events/events.ts'
import { compareUnits, type Compared } from '../src/figures/comparing.ts'
import { addedUp, countTasks } from '../src/figures/counting.ts'
import { talliesFor } from '../src/figures/overview.ts'
import { newId } from '../src/ids.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { changeTask } from '../src/tasks/changing.ts'
import { dropTask, moveTask, reviewReport } from '../src/tasks/deciding.ts'
import { reportOn } from '../src/tasks/reporting.ts'
import { askRequest, decideRequest } from '../src/tasks/requests.ts'
import { countedStates, inYear } from '../src/tasks/standings.ts'
import { taskParts, tasks, type TaskState } from '../src/tasks/tables.ts'
import { measureSchema } from '../src/targets/measure.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

const rules = { receiptHours: 16 }
const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-01-05', issuer: 'UBND tỉnh', title: null, clause: null, quote: null, saidBy: null }

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})

interface Put { unit?: string; domain?: string; state: TaskState; due?: string | null; firstDue?: string | null; finishedOn?: string; assignedOn?: string; weight?: number; lastReportOn?: string; nextReportOn?: string; personId?: string; title?: string }
/** Puts a task in as it stands today (T2 12/10/2026), with the event that tells of it. */
const put = (...all: Put[]) => portal.store.write(async db => {
  for (const { unit = 'merit', domain = 'Người có công', state, due = null, firstDue, finishedOn, assignedOn = '2026-01-10', title = 'Rà soát thủ tục', ...more } of all) {
    const id = newId()
    await db.insert(tasks).values({
      id, title, search: title, state, unitId: unit, domain, due, firstDue: firstDue ?? due, finishedOn: finishedOn ?? null, assignedOn, assignerId: 'lan', originKind: 'document', originKey: 'document 123', origin,
      deadline: due ? { kind: 'date', value: due, original: due } : { kind: 'continuous', value: null, original: 'thường xuyên' }, madeAt: new Date('2026-01-10T08:00:00+07:00'), ...more,
    })
    await db.insert(taskParts).values({ id: newId(), taskId: id, unitId: unit, role: 'lead', receipt: 'accepted' })
    await record(db, itself, 'task given', 'task', id, { unit, due })
  }
})
const person = async (id: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!)
const plainOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, '').replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const pageOf = async (who: string, path: string) => plainOf(await portal.as(who).text(path))
const rowOf = async (who: string, path: string, label: string) => {
  const row = (await portal.as(who).text(path)).split('<tr').find(one => plainOf(`<tr${one}`).includes(label) && one.includes('scope="row"'))!
  return [...row.matchAll(/class="num[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => plainOf(cell!).trim())
}

/** How many tasks the register says that it lists. */
const listed = async (who: string, path: string) => Number(/role="status"[^>]*>(?:<b>)?\s*(\d+|Không)/.exec(await portal.as(who).text(path))?.[1])

/** Twelve that count in 2026: 5 overdue (1 of them over 120 days), 3 in time, 1 claimed, 1 paused, 2 done (1 late). */
const office = () => put(
  { state: 'doing', due: '2026-10-11' }, // 1 day
  { state: 'accepted', due: '2026-09-12' }, // 30 days
  { state: 'assigned', due: '2026-09-11', unit: 'jobs', domain: 'Việc làm' }, // 31 days
  { state: 'doing', due: '2026-06-14', unit: 'jobs', domain: 'Việc làm' }, // 120 days
  { state: 'doing', due: '2025-12-31', assignedOn: '2025-03-01' }, // of last year, 285 days
  { state: 'doing', due: '2026-10-12' }, // today is in time
  { state: 'doing', due: '2026-12-31', unit: 'jobs', domain: 'Việc làm' },
  { state: 'doing', due: null },
  { state: 'claimed', due: '2026-10-01', finishedOn: '2026-09-30' },
  { state: 'paused', due: '2026-08-01', unit: 'office' },
  { state: 'done', due: '2026-05-05', finishedOn: '2026-05-05' },
  { state: 'done', due: '2026-05-05', finishedOn: '2026-05-06', unit: 'jobs', domain: 'Việc làm' },
  // None of these count in 2026.
  { state: 'draft', due: '2026-10-01' }, { state: 'series' }, { state: 'dropped', due: '2026-03-01' },
  { state: 'done', due: '2025-06-30', finishedOn: '2025-06-30', assignedOn: '2025-01-10' }, { state: 'doing', due: '2027-03-31' },
)

describe('how tasks stand', () => {
  test('the sentence, the units, the domains and the ages are what was counted by hand', async () => {
    await office()
    const said = '12 nhiệm vụ: 5 quá hạn (1 trên 120 ngày), 3 trong hạn, 1 chờ xác nhận, 1 tạm dừng, 2 đã xong (1 xong muộn).'
    expect(await pageOf('lan', '/figures')).toContain(said)
    expect(await rowOf('lan', '/figures', 'Phòng Người có công')).toEqual(['3', '2', '1', '1', '7'])
    expect(await rowOf('lan', '/figures', 'Phòng Việc làm')).toEqual(['2', '1', '0', '1', '4'])
    expect(await rowOf('lan', '/figures', 'Văn phòng')).toEqual(['0', '0', '1', '0', '1'])
    expect(await rowOf('lan', '/figures', 'Người có công')).toEqual(['3', '2', '2', '1', '8'])
    expect((await rowOf('lan', '/figures', '1–30 ngày'))[0]).toBe('2')
    expect((await rowOf('lan', '/figures', '31–90 ngày'))[0]).toBe('1')
    expect((await rowOf('lan', '/figures', '91–120 ngày'))[0]).toBe('1')
    expect((await rowOf('lan', '/figures', 'Trên 120 ngày'))[0]).toBe('1')
    expect(await pageOf('lan', '/')).toContain(said)
    expect(await pageOf('lan', '/figures?year=')).toContain('14 nhiệm vụ: 5 quá hạn (1 trên 120 ngày), 4 trong hạn')
    expect(await pageOf('lan', '/figures?year=2025')).toContain('2 nhiệm vụ: 1 quá hạn (1 trên 120 ngày), 0 trong hạn, 1 đã xong.')
    expect(await pageOf('lan', '/figures?unit=jobs')).toContain('4 nhiệm vụ: 2 quá hạn, 1 trong hạn, 1 đã xong (1 xong muộn).')
  })

  test('the workbook holds the same figures, and their sum', async () => {
    await office()
    const answer = await portal.as('lan').get('/figures/xlsx')
    const [units, domains, curve] = await readWorkbook(new Uint8Array(await answer.arrayBuffer()))
    const rows = units!.rows.filter(row => typeof row[1] === 'number')
    expect(rows.at(-1)).toEqual(['Tổng cộng', 12, 5, 2, 1, 1, 1, 3, 1, 1, 2, 1])
    expect(rows[0]).toEqual(['Phòng Người có công', 7, 3, 2, 0, 0, 1, 2, 1, 0, 1, 0])
    expect(domains!.rows.find(([name]) => name === 'Việc làm')).toEqual(['Việc làm', 4, 2, 0, 1, 1, 0, 1, 0, 0, 1, 1])
    // By the end of May that of last year and two more were due, two of them done; all that have a deadline by the end of the year.
    const ends = curve!.rows.filter(row => typeof row[2] === 'number').map(row => [row[0], row[2], row[3]])
    expect(ends[4]).toEqual(['T5', 3, 2])
    expect(ends[9]).toEqual(['T10', 10, 2])
    expect(ends[11]).toEqual(['T12', 11, null])
  })

  test('every number leads to the list of what it counts', async () => {
    await office()
    const html = await portal.as('lan').text('/figures')
    expect(html).toContain('href="/tasks?standing=overdue&amp;age=121&amp;year=2026"')
    expect(html).toContain('href="/tasks?standing=overdue&amp;year=2026&amp;unit=jobs"')
    expect(html).toContain('href="/tasks?standing=claimed&amp;standing=paused&amp;year=2026&amp;domain=Ng')
    expect(await portal.as('hoa').text('/figures')).toContain('href="/tasks?standing=overdue&amp;year=2026&amp;unit=merit"')
  })

  test('each of those lists holds as many as the figure says, for leaders and for a unit', async () => {
    await office()
    for (const who of ['lan', 'hoa']) {
      for (const year of ['2026', '2025', '']) {
        const links = [...(await portal.as(who).text(`/figures?year=${year}`)).matchAll(/<a href="(\/tasks[^"]*)"[^>]*>(\d+)(?: [^<]*)?<\/a>/g)]
        expect(links.length).toBeGreaterThan(5)
        for (const [, href, count] of links) expect([href, await listed(who, href!.replaceAll('&amp;', '&'))]).toEqual([href, Number(count)])
      }
    }
  }, 60_000)

  test('a head and a member of staff see their own unit; others of the office everything; the administrator nothing', async () => {
    await office()
    const own = '7 nhiệm vụ: 3 quá hạn (1 trên 120 ngày)'
    for (const who of ['hoa', 'minh']) {
      const page = await pageOf(who, '/figures')
      expect(page).toContain(own)
      expect(page).toContain('do Phòng Người có công chủ trì')
      expect(page).not.toContain('Phòng Việc làm')
      // Another unit asked for in the address gives nothing of it.
      expect(await pageOf(who, '/figures?unit=jobs')).toContain('Chưa có nhiệm vụ nào để tính')
    }
    expect(await pageOf('dung', '/figures')).toContain('4 nhiệm vụ: 2 quá hạn')
    expect(await pageOf('ky', '/figures')).toContain('12 nhiệm vụ')
    for (const path of ['', '/xlsx', '/units', '/units/xlsx', '/moves', '/moves/xlsx', '/silence', '/silence/xlsx']) expect((await portal.as('quan').get(`/figures${path}`)).status).toBe(403)
    expect(await portal.as('quan').text('/')).not.toContain('/figures')
  })

  test('what is kept is what is counted anew: after every change, and on the next day', async () => {
    await office()
    const lan = await person('lan')
    const filter = { plan: '', year: '2026', unit: '' }
    const same = async () => {
      const kept = await talliesFor(portal.store.read, lan, filter)
      expect(kept).toEqual(await countTasks(portal.store.read, undefined, '2026', today()))
      return addedUp(kept)
    }
    expect((await same()).overdue).toBe(5)
    expect(await talliesFor(portal.store.read, lan, filter)).toBe(await talliesFor(portal.store.read, lan, filter)) // kept indeed
    await put({ state: 'doing', due: '2026-10-01' })
    expect((await same()).overdue).toBe(6)
    fixDay('2026-10-13') // what was due on the 12th is late now
    expect(await same()).toMatchObject({ overdue: 7, total: 13 })
  })

  test('the parts by which a year is counted are what the register understands by it', async () => {
    await office()
    await put({ state: 'doing', due: null, assignedOn: '2025-05-05' }, { state: 'done', due: null, finishedOn: '2025-09-09', assignedOn: '2025-05-05' }, { state: 'paused', due: '2024-05-05', assignedOn: '2024-01-01' })
    for (const [year, total] of [['2024', 1], ['2025', 4], ['2026', 14], ['2027', 1]] as const) {
      const [counted] = await portal.store.read.select({ n: count() }).from(tasks).where(and(inArray(tasks.state, [...countedStates]), inYear(year, today())))
      expect([year, addedUp(await countTasks(portal.store.read, undefined, year, today())).total]).toEqual([year, counted!.n])
      expect(counted!.n).toBe(total)
    }
  })
})

describe('silence', () => {
  test('late in its rhythm, or long without any report: who, and since when; not what rests or waits', async () => {
    await put(
      { title: 'Trễ nhịp', state: 'doing', due: '2026-12-01', lastReportOn: '2026-08-14', nextReportOn: '2026-09-14', personId: 'minh' },
      { title: 'Lâu không báo', state: 'doing', due: '2026-12-01', lastReportOn: '2026-09-11' },
      { title: 'Chưa báo lần nào', state: 'accepted', due: '2026-12-01', assignedOn: '2026-09-01', unit: 'jobs' },
      { title: 'Báo đúng 30 ngày trước', state: 'doing', due: '2026-12-01', lastReportOn: '2026-09-12' },
      { title: 'Nhịp tới hôm nay', state: 'doing', due: '2026-12-01', lastReportOn: '2026-01-01', nextReportOn: '2026-10-12' },
      { title: 'Tạm dừng', state: 'paused', due: '2026-12-01', lastReportOn: '2026-01-01' },
      { title: 'Chờ xác nhận', state: 'claimed', due: '2026-12-01', lastReportOn: '2026-01-01', finishedOn: '2026-01-01' },
      { title: 'Chờ tiếp nhận', state: 'assigned', due: '2026-12-01' },
    )
    const page = await pageOf('lan', '/figures/silence')
    expect(page).toContain('3 nhiệm vụ của 2 đơn vị đang làm mà không có báo cáo đúng nhịp')
    const order = ['Chưa báo lần nào', 'Lâu không báo', 'Trễ nhịp'].map(title => page.indexOf(title))
    expect(order.every(at => at > 0)).toBe(true)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(page).toMatch(/Trễ nhịp ?báo cáo gần nhất 14\/08\/2026.*?Phòng Người có công ?Phạm Văn Minh ?14\/09\/2026 ?20 ngày làm việc/)
    for (const title of ['Báo đúng 30', 'Nhịp tới', 'Tạm dừng', 'Chờ xác nhận', 'Chờ tiếp']) expect(page.includes(`${title}báo`) || page.includes(`${title} báo`)).toBe(false)
    expect(await pageOf('hoa', '/figures/silence')).toContain('2 nhiệm vụ của 1 đơn vị')
    const [sheet] = await readWorkbook(new Uint8Array(await (await portal.as('lan').get('/figures/silence/xlsx')).arrayBuffer()))
    expect(sheet!.rows.slice(2).map(([title]) => title)).toEqual(['Chưa báo lần nào', 'Lâu không báo', 'Trễ nhịp'])
  })
})

describe('what moved', () => {
  const on = (value: string) => ({ kind: 'date' as const, value, original: value })
  const give = (more: Partial<TaskInput> = {}) => portal.store.write(db => giveTask(db, { id: 'lan' }, { title: 'Rà soát thủ tục', origin, unitId: 'merit', assignerId: 'lan', deadline: on('2026-10-30'), ...more }, rules))
  const lead = async (id: string) => (await portal.store.read.select().from(taskParts).where(and(eq(taskParts.taskId, id), eq(taskParts.role, 'lead'))))[0]!
  const counts = async (who: string, path: string) => Object.fromEntries([...(await portal.as(who).text(path)).matchAll(/<dt>([^<]+)<\/dt><dd>(?:<a[^>]*>)?(\d+)/g)].map(([, label, value]) => [label, Number(value)]))

  test('each move of the span is shown once, with what it was and what it became', async () => {
    const [lan, hoa] = [await person('lan'), await person('hoa')]
    fixDay('2026-09-01')
    const measure = measureSchema.parse({ kind: 'percent_min', number: 80, unit: '%' })
    const [intime, late, extended, moved, aimed, dropped] = [await give({ title: 'Kịp' }), await give({ title: 'Muộn', deadline: on('2026-10-05') }), await give({ title: 'Lùi' }), await give({ title: 'Chuyển' }), await give({ title: 'Đổi', measure }), await give({ title: 'Bỏ' })]
    await give({ title: 'Quá hạn', deadline: on('2026-10-07') })
    fixDay('2026-10-06')
    for (const id of [intime, late]) {
      const report = await portal.store.write(async db => reportOn(db, hoa, { id }, await lead(id), { light: 'green', percent: 100, result: 'Đã xong việc', claimsDone: true }))
      await portal.store.write(db => reviewReport(db, lan, report.id, { decision: 'confirmed' }))
    }
    for (const until of ['2026-11-10', '2026-11-20']) {
      const request = await portal.store.write(async db => askRequest(db, hoa, { id: extended }, await lead(extended), { kind: 'extension', reason: 'Chờ biểu mẫu', askedDue: until }))
      await portal.store.write(db => decideRequest(db, lan, request, { decision: 'granted' }, rules))
    }
    await portal.store.write(db => moveTask(db, lan, { id: moved }, { toUnitId: 'jobs', reason: 'Đúng lĩnh vực' }, rules))
    await portal.store.write(db => changeTask(db, lan, { id: aimed }, { measure: { ...measure, number: 90 } }, 1))
    await portal.store.write(db => dropTask(db, lan, { id: dropped }, 'Văn bản hết hiệu lực'))
    fixDay('2026-10-12')
    await give({ title: 'Mới' })

    expect(await counts('lan', '/figures/moves')).toEqual({ 'Mới giao': 1, 'Xong đúng hạn': 1, 'Xong muộn': 1, 'Thành quá hạn': 2, 'Lùi hoặc đổi hạn': 1, 'Chuyển đơn vị': 1, 'Đổi chỉ tiêu': 1, 'Đã bỏ': 1 })
    const page = await pageOf('lan', '/figures/moves?from=2026-10-01&to=2026-10-12')
    expect(page).toContain('30/10/2026 → 20/11/2026') // twice put off: from where it stood first
    expect(page).toContain('Phòng Người có công → Phòng Việc làm – An toàn lao động')
    expect(page).toMatch(/80 %.* → .*90 %/)
    expect(page).toContain('Văn bản hết hiệu lực')
    expect(page).toContain('hạn 05/10/2026, xong 06/10/2026')
    // Before and after the span nothing of it; turned dates mean the same span.
    expect(await counts('lan', '/figures/moves?from=2026-09-01&to=2026-09-30')).toMatchObject({ 'Mới giao': 6, 'Xong đúng hạn': 0, 'Lùi hoặc đổi hạn': 0, 'Đã bỏ': 0 })
    expect(await counts('lan', '/figures/moves?from=2026-10-12&to=2026-10-01')).toMatchObject({ 'Mới giao': 1, 'Chuyển đơn vị': 1 })
    // Each unit sees what moved in its own: the task that was handed over is the other's now.
    expect(await counts('hoa', '/figures/moves')).toMatchObject({ 'Xong muộn': 1, 'Chuyển đơn vị': 0 })
    expect(await counts('dung', '/figures/moves')).toMatchObject({ 'Xong muộn': 0, 'Chuyển đơn vị': 1 })
    const [sums, details] = await readWorkbook(new Uint8Array(await (await portal.as('lan').get('/figures/moves/xlsx')).arrayBuffer()))
    expect(sums!.rows.filter(row => typeof row[1] === 'number').map(row => row[1])).toEqual([1, 1, 1, 2, 1, 1, 1, 1])
    expect(details!.rows.some(row => row[1] === 'Lùi' && row[3] === '30/10/2026 → 20/11/2026')).toBe(true)
  })
})

describe('units compared', () => {
  const compare = async (year = '2026') => compareUnits(portal.store.read, undefined, year, today(), await loadCalendar(portal.store.read))
  const of = (all: Compared[], unit: string) => all.find(({ unitId }) => unitId === unit)!
  const inTime: Put = { state: 'done', due: '2026-06-30', finishedOn: '2026-06-30' }
  const many = (times: number, one: Put) => Array.from({ length: times }, () => one)

  test('by weight, only what has come due and was given in time; what is claimed counts on its day', async () => {
    await put(
      ...many(4, inTime), { ...inTime, weight: 4, finishedOn: '2026-07-02' }, // late by two working days
      { state: 'claimed', due: '2026-09-30', finishedOn: '2026-09-30' }, { state: 'doing', due: '2026-10-09' }, // one working day late today
      { ...inTime, due: '2026-07-31', firstDue: '2026-06-15' }, // put off: in time by the present deadline only
      // These don't count: not due before today, given nine days before, paused, dropped, of another year.
      { state: 'doing', due: '2026-10-12' }, { state: 'doing', due: '2026-06-19', assignedOn: '2026-06-10' }, { state: 'paused', due: '2026-06-30' }, { state: 'dropped', due: '2026-06-30' }, { ...inTime, due: '2025-06-30' },
    )
    const merit = of(await compare(), 'merit')
    // In time 4 + 1 claimed + 1 put off = 6 of the weight 6 + 4 + 1 = 11.
    expect(merit).toMatchObject({ count: 8, weight: 11, inTime: 6, late: 1, overdue: 1, medianLate: 1.5, place: 1 })
    expect(merit.share).toBeCloseTo(6 / 11, 10)
    expect(merit.firstShare).toBeCloseTo(5 / 11, 10)
  })

  test('units alike share a place; a unit with little work has none, and stands last', async () => {
    await put(...many(5, inTime), ...many(10, { ...inTime, unit: 'jobs' }), ...many(4, { ...inTime, unit: 'office' }),
      ...many(4, { ...inTime, unit: 'leaders' }), { ...inTime, unit: 'leaders', finishedOn: '2026-07-01' })
    expect((await compare()).map(({ unitId, place }) => [unitId, place])).toEqual([['jobs', 1], ['merit', 1], ['leaders', 3], ['office', null]])
    const page = await pageOf('lan', '/figures/units')
    expect(page).toContain('3 đơn vị đủ việc để xếp hạng, 1 đơn vị ít việc')
    expect(page).toContain('Văn phòngít việc, không xếp hạng')
    expect(page).toContain('giao trước hạn đầu ít nhất 10 ngày')
    const [sheet] = await readWorkbook(new Uint8Array(await (await portal.as('lan').get('/figures/units/xlsx')).arrayBuffer()))
    expect(sheet!.rows.find(row => row[1] === 'Lãnh đạo Sở')).toEqual(['3', 'Lãnh đạo Sở', 5, 4, 1, 0, 5, 80, 80, 1])
    expect(await pageOf('hoa', '/figures/units')).toContain('1 đơn vị đủ việc để xếp hạng, 0 đơn vị ít việc')
  })
})
