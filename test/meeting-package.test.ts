// The package of a meeting: what the last meeting concluded and how it stands, what is late, what waits, what changed; and as it was kept.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { readWorkbook } from '../src/admin/workbook.ts'
import { fixDay } from '../src/clock.ts'
import { conclusions, conclusionTasks, conclusionWorks, type ConclusionKind } from '../src/conclusions/tables.ts'
import { countInWords, decisionsFor } from '../src/desk/decisions.ts'
import { record } from '../src/events/events.ts'
import { newId } from '../src/ids.ts'
import { keepSnapshot } from '../src/meetings/package.ts'
import { meetings, meetingSeries } from '../src/meetings/tables.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { abolish, publishMany } from '../src/procedures/versions.ts'
import { dropTask, reviewReport } from '../src/tasks/deciding.ts'
import { fillDesk, officeOf } from './desk-office.ts'
import { aMeeting } from './meetings-office.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const plainOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const textOf = async (who: string, path: string) => plainOf(await portal.as(who).text(path))
const person = async (id: string) => userOf(portal.store.read, (await portal.store.read.select().from(people).where(eq(people.id, id)))[0]!)
/** How many tasks the register says that it lists. */
const listed = async (who: string, path: string) => Number(/role="status"[^>]*>(?:<b>)?\s*(\d+)/.exec(await portal.as(who).text(path))?.[1])
const linkTo = (html: string, part: string) => [...html.matchAll(/href="([^"]+)"[^>]*>(\d+)<\/a>/g)].map(([, href, count]) => ({ href: href!.replaceAll('&amp;', '&'), count: Number(count) })).filter(({ href }) => href.includes(part))

async function aSeries(): Promise<string> {
  const id = newId()
  await portal.store.write(db => db.insert(meetingSeries).values({
    id, name: 'Giao ban tháng', rhythm: { every: 'monthly', monthOfPeriod: 1, week: 2, weekday: 1 }, shift: 'after', startsAt: '08:00', minutes: 90, place: 'Phòng họp', chairId: 'lan', secretaryId: 'ky',
    agenda: [], unitIds: [], personIds: [], search: '', sort: '', madeById: 'yen', madeAt: new Date(),
  }))
  return id
}

interface Concluded { kind?: ConclusionKind; text: string; tasks?: string[]; reminds?: string; noTask?: boolean; work?: string }
/** Writes down what a meeting concluded; the tasks exist already. Returns the ids. */
const conclude = (meetingId: string, all: Concluded[]) => portal.store.write(async db => {
  const ids: string[] = []
  for (const [position, { kind = 'assign', text, tasks = [], reminds, noTask = false, work }] of all.entries()) {
    const id = newId()
    ids.push(id)
    await db.insert(conclusions).values({ id, meetingId, position, number: String(position + 1), text, kind, noTask, remindsId: reminds ?? null, reminderNumber: reminds ? 1 : null, search: '', madeById: 'ky', madeAt: new Date() })
    if (work) await db.insert(conclusionWorks).values({ id: newId(), conclusionId: id, position: 0, title: work, unitIds: ['merit'], coordinatorIds: [], outsiders: [] })
    for (const taskId of tasks) await db.insert(conclusionTasks).values({ id: newId(), conclusionId: id, taskId, how: reminds ? 'reminded' : 'given', at: new Date() })
  }
  await record(db, { id: 'ky' }, 'meeting prepared', 'meeting', meetingId)
  return ids
})

/** Two meetings held, of August and September, and that of today (T2 12/10/2026) called: with what became of each conclusion. */
async function threeMeetings() {
  await addSecondHead(portal)
  const office = officeOf(portal)
  const seriesId = await aSeries()
  fixDay('2026-08-10')
  const august = await aMeeting(portal, { state: 'held', seriesId, period: '2026-08', on: '2026-08-10', title: 'Giao ban tháng 8' })
  const security = await office.give('Hồ sơ đề xuất cấp độ an toàn', 'merit', '2026-09-04')
  const survey = await office.give('Khảo sát mức độ hài lòng', 'jobs', '2026-09-30')
  const early = await office.give('Niêm yết thủ tục tại trụ sở', 'jobs', '2026-09-30')
  for (const id of [security]) await office.accept('hoa', id, 'merit', 'minh')
  for (const id of [survey, early]) await office.accept('dung', id, 'jobs')
  const [first] = await conclude(august, [{ text: 'Phòng Người có công gửi hồ sơ đề xuất cấp độ.', tasks: [security] }, { text: 'Khảo sát.', tasks: [survey] }, { text: 'Niêm yết.', tasks: [early] }])
  const finish = async (id: string, on_: string) => {
    const report = await office.report('dung', id, 'jobs', { percent: 100, claimsDone: true, finishedOn: on_ })
    await portal.store.write(async db => reviewReport(db, await person('lan'), report.id, { decision: 'confirmed' }))
  }
  await finish(early, '2026-08-10')

  fixDay('2026-09-14')
  const september = await aMeeting(portal, { state: 'held', seriesId, period: '2026-09', on: '2026-09-14', title: 'Giao ban tháng 9' })
  const done = await office.give('Công khai lịch tiếp công dân', 'jobs', '2026-09-30')
  const halfA = await office.give('Tái cấu trúc quy trình', 'merit', '2026-10-30')
  const halfB = await office.give('Tái cấu trúc quy trình', 'jobs', '2026-10-30')
  await office.accept('hoa', halfA, 'merit', 'minh')
  for (const id of [done, halfB]) await office.accept('dung', id, 'jobs')
  await conclude(september, [
    { text: 'Công khai lịch.', tasks: [done] },
    { text: 'Mỗi phòng chọn một thủ tục để tái cấu trúc.', tasks: [halfA, halfB] },
    { kind: 'remind', text: 'Nhắc Phòng Người có công gửi hồ sơ cấp độ.', tasks: [security], reminds: first! },
    { text: 'Phòng Người có công rà soát phí, lệ phí.', work: 'Rà soát phí, lệ phí' },
    { kind: 'agree', text: 'Thống nhất họp vào thứ Hai.', noTask: true },
  ])
  await finish(done, '2026-09-14')
  await finish(halfB, '2026-09-14')
  fixDay('2026-10-08')
  await office.report('minh', halfA, 'merit', { percent: 40, light: 'amber' })
  fixDay('2026-10-12')
  const october = await aMeeting(portal, { seriesId, period: '2026-10', title: 'Giao ban tháng 10' })
  return { august, september, october, security, survey, halfA, office }
}

const keep = (id: string) => portal.store.write(async db => {
  const [meeting] = await db.select().from(meetings).where(eq(meetings.id, id))
  await keepSnapshot(db, meeting!, portal.config)
  await db.update(meetings).set({ state: 'held', beganAt: new Date() }).where(eq(meetings.id, id))
})

describe('conclusions', () => {
  test('of the last meeting each as it stands, with its last report; what was done is folded; what is older and open is carried on', async () => {
    const { october, security } = await threeMeetings()
    const page = await textOf('lan', `/meetings/${october}`)
    expect(page).toContain('họp 14/09/2026: 1 xong, 1 đang làm, 1 quá hạn, 1 chưa giao, 1 từ các kỳ trước nữa')
    // One title for the tasks of both units, and how many of them are done; the report of the one that is open.
    expect(page).toMatch(/2 Tái cấu trúc quy trình Phòng Người có công, Phòng Việc làm – An toàn lao động T6 30\/10\/2026 còn 14 ngày làm việc .*?1\/2 việc xong Phòng Người có công: 40 %, Phạm Văn Minh báo cáo 08\/10\/2026/)
    // The reminder tells of it; the conclusion that it reminds of is not listed again.
    expect(page).toMatch(/3 Hồ sơ đề xuất cấp độ an toàn qua 1 kỳ · nhắc lần 1 Phòng Người có công T6 04\/09\/2026 trễ \d+ ngày làm việc Quá hạn chưa báo cáo/)
    expect(page.split('2. Nhiệm vụ quá hạn')[0]!.match(/Hồ sơ đề xuất cấp độ an toàn/g)).toHaveLength(1)
    expect(page).toMatch(/4 Rà soát phí, lệ phí Phòng Người có công .*?Chưa giao/)
    expect(page).not.toContain('Thống nhất họp')
    expect(page).toContain('1 kết luận đã xong: 1')
    expect(page).toMatch(/2 Khảo sát mức độ hài lòng họp 10\/08\/2026 · qua 1 kỳ/)
    expect(page).not.toContain('Niêm yết thủ tục')
    expect(await portal.as('lan').text(`/meetings/${october}`)).toContain(`href="/tasks/${security}"`)
  })

  test('nobody sees tasks of others: only conclusions with tasks of the own unit, and none of what waits for the chair', async () => {
    const { october } = await threeMeetings()
    const ofMinh = await textOf('minh', `/meetings/${october}`)
    expect(ofMinh).toContain('Chỉ gồm kết luận có nhiệm vụ bạn được xem.')
    expect(ofMinh).toContain('Hồ sơ đề xuất cấp độ an toàn')
    for (const others of ['Khảo sát mức độ hài lòng', 'Rà soát phí, lệ phí', 'Công khai lịch', 'Chờ chủ trì quyết định']) expect(ofMinh).not.toContain(others)
    const ofDung = await textOf('dung', `/meetings/${october}`)
    expect(ofDung).toContain('Khảo sát mức độ hài lòng')
    expect(ofDung).not.toContain('Hồ sơ đề xuất')
  })

  test('the first meeting has none, and says what will come', async () => {
    const id = await aMeeting(portal)
    expect(await textOf('lan', `/meetings/${id}`)).toContain('Chưa có kỳ họp nào trước kỳ này')
  })
})

describe('the other sections', () => {
  test('their figures are those of the register, the overview and the desk', async () => {
    const { asked, late } = await fillDesk(portal)
    const id = await aMeeting(portal)
    const html = await portal.as('lan').text(`/meetings/${id}`)
    const page = plainOf(html)
    for (const part of ['standing=overdue', 'standing=near', 'light=amber']) {
      for (const { href, count } of linkTo(html, part)) expect([href, await listed('lan', href)]).toEqual([href, count])
    }
    expect(linkTo(html, 'standing=overdue').length).toBeGreaterThan(0)
    expect(linkTo(html, 'light=amber').map(({ count }) => count)).toContain(1)
    expect(await textOf('lan', '/figures')).toContain(`${/(\d+) quá hạn, \d+ sắp đến hạn/.exec(page)![1]} quá hạn`)
    expect(html).toContain(`href="/tasks/${late}"`)
    expect(html).toContain(`href="/tasks/${asked}#de-nghi"`)
    expect(page).toContain(`Chờ chủ trì quyết định ${countInWords(await decisionsFor(portal.store.read, await person('lan')))} việc`)
    // Both units had work for a month; only the one reported.
    expect(page).toContain('1/2 đơn vị đang có nhiệm vụ đã báo cáo từ 12/09/2026; còn thiếu Phòng Việc làm – An toàn lao động.')
  })

  test('procedures that were published, amended and abolished since the meeting before', async () => {
    const publish = (name: string, publishedOn: string, procedureId?: string) => portal.store.write(db =>
      publishMany(db, { id: 'kiem' }, [{ content: { ...emptyContent(name), code: '1.001' }, effectiveFrom: publishedOn, publishedOn, decision: '12/QĐ-UBND', ...(procedureId ? { procedureId } : {}) }], 'test'))
    const [old] = await publish('Trợ cấp thất nghiệp', '2026-01-05')
    await publish('Cấp giấy xác nhận', '2026-10-01')
    await portal.store.write(db => abolish(db, { id: 'kiem' }, old!, { decision: '15/QĐ-UBND', effectiveFrom: '2026-10-05', publishedOn: '2026-10-05', note: null }))
    const id = await aMeeting(portal)
    const page = await textOf('hoa', `/meetings/${id}`)
    expect(page).toContain('1 mới ban hành , 0 sửa đổi, bổ sung, thay thế, 1 bãi bỏ')
    expect(page).toMatch(/Trợ cấp thất nghiệp Bãi bỏ 15\/QĐ-UBND công bố 05\/10\/2026, hết áp dụng từ 05\/10\/2026.*Cấp giấy xác nhận Mới ban hành 12\/QĐ-UBND/)
  })
})

describe('what is kept', () => {
  test('a meeting that has begun shows its package as it stood, however the tasks change; the present is one link away', async () => {
    const { october, halfA } = await threeMeetings()
    await keep(october)
    await portal.store.write(async db => dropTask(db, await person('lan'), { id: halfA }, 'Không còn cần'))
    const kept = await textOf('yen', `/meetings/${october}`)
    expect(kept).toContain('Như lúc họp 08:00 ngày 12/10/2026')
    expect(kept).toContain('1/2 việc xong')
    expect(kept).toContain('1 xong, 1 đang làm, 1 quá hạn, 1 chưa giao')
    const present = await textOf('yen', `/meetings/${october}?now=1`)
    expect(present).toContain('Xem như lúc họp 12/10/2026')
    expect(present).toContain('2 xong, 1 quá hạn, 1 chưa giao')
    expect(await textOf('yen', `/meetings/${october}/projection`)).toContain('1/2 việc xong')
    // Once kept, it is not kept again.
    await keep(october)
    expect(await textOf('yen', `/meetings/${october}`)).toContain('1/2 việc xong')
  })

  test('who may not see every task is shown the own part as it stands today', async () => {
    const { october } = await threeMeetings()
    await keep(october)
    const page = await textOf('minh', `/meetings/${october}`)
    expect(page).toContain('đây là phần bạn được xem, như hiện nay')
    expect(page).not.toContain('Khảo sát mức độ hài lòng')
    expect(await textOf('minh', `/meetings/${october}/projection`)).not.toContain('Khảo sát mức độ hài lòng')
  })
})

test('the tables as a workbook, in the same sight as the page', async () => {
  const { october } = await threeMeetings()
  const sheetsFor = async (who: string) => readWorkbook(new Uint8Array(await (await portal.as(who).get(`/meetings/${october}/export/xlsx`)).arrayBuffer()))
  const sheets = await sheetsFor('lan')
  expect(sheets.map(({ name }) => name)).toEqual(['Kết luận kỳ trước', 'Theo đơn vị', 'Nặng nhất', 'Chờ quyết định', 'Công dân hỏi', 'Thủ tục thay đổi'])
  const [said] = sheets
  expect(String(said!.rows[0]![0])).toContain('Giao ban tháng 10, 12/10/2026. Số liệu lúc 08:00 ngày 12/10/2026.')
  expect(said!.rows.slice(2).map(row => [row[0], row[2], row[6]])).toEqual([
    ['2', 'Tái cấu trúc quy trình', 'Đang thực hiện'], ['3', 'Hồ sơ đề xuất cấp độ an toàn', 'Quá hạn'], ['4', 'Rà soát phí, lệ phí', 'Chưa giao'], ['2', 'Khảo sát mức độ hài lòng', 'Quá hạn'], ['1', 'Công khai lịch tiếp công dân', 'Xong'],
  ])
  expect((await sheetsFor('minh')).map(({ name }) => name)).not.toContain('Chờ quyết định')
})

test('a draft is nobody else’s, its slides and workbook neither', async () => {
  const id = await aMeeting(portal, { state: 'draft' })
  expect(await textOf('yen', `/meetings/${id}`)).toContain('Chưa ai được báo.')
  for (const path of ['', '/projection', '/export/xlsx']) expect((await portal.as('hoa').get(`/meetings/${id}${path}`)).status).toBe(404)
})

test('what recurs is spoken of again only while one of its periods is late', async () => {
  const seriesId = await aSeries()
  const office = officeOf(portal)
  fixDay('2026-08-10')
  const august = await aMeeting(portal, { state: 'held', seriesId, on: '2026-08-10', title: 'Giao ban tháng 8' })
  const monthly = await office.give('Báo cáo hằng tháng', 'merit', '2026-12-31', { deadline: { kind: 'recurring', value: 'monthly', day: 25, original: 'chậm nhất ngày 25 hằng tháng' } })
  await conclude(august, [{ text: 'Báo cáo chậm nhất ngày 25 hằng tháng.', tasks: [monthly] }])
  await aMeeting(portal, { state: 'held', seriesId, on: '2026-09-14', title: 'Giao ban tháng 9' })
  fixDay('2026-08-20')
  const october = await aMeeting(portal, { seriesId, title: 'Giao ban tháng 10' })
  expect(await textOf('lan', `/meetings/${october}`)).not.toContain('Báo cáo hằng tháng họp 10/08/2026')
})
