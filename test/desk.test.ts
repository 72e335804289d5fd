// One's own work and the leader's desk, as stories: what waits for whom, decided in place, by two at once, many at once.
import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { fixDay, setClock } from '../src/clock.ts'
import { sharesOf } from '../src/desk/decisions.ts'
import { events } from '../src/events/tables.ts'
import { reports, requests, taskNotes, tasks } from '../src/tasks/tables.ts'
import { measureSchema, valueSchema } from '../src/targets/measure.ts'
import { fillDesk, officeOf } from './desk-office.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const taskRow = async (id: string) => (await portal.store.read.select().from(tasks).where(eq(tasks.id, id)))[0]!
const claimOn = async (id: string) => (await portal.store.read.select().from(reports).where(eq(reports.taskId, id)).orderBy(asc(reports.number))).at(-1)!
const decide = (who: string, kind: string, id: string, form: Record<string, string>, headers: Record<string, string> = {}) => portal.as(who).post(`/desk/${kind}/${id}`, form, headers)
const htmx = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
/** Titles in the order of the page, each under its group. */
const outline = (page: string) => [...page.matchAll(/class="group-h"[^>]*>([^<]+?) <|class="item-t"[^>]*>([^<]+)</g)].map(([, group, title]) => (group ? `# ${group}` : title!))
/** What the navigation says of an entry. */
const counted = (page: string, href: string) => new RegExp(`data-count="${href}">([^<]*)<`).exec(page)?.[1]

describe("the leader's desk", () => {
  test('holds every kind of decision with what it needs, the longest waiting first', async () => {
    await fillDesk(portal)
    const page = await portal.as('lan').text('/desk')
    expect(page).toContain('<h1>7 việc chờ quyết định</h1>')
    expect(page).toContain('Lâu nhất 16 ngày làm việc: 1 đề nghị, 1 báo hoàn thành, 2 báo cáo, 1 chưa tiếp nhận, 1 quá hạn lâu, 1 không báo cáo.')
    expect(outline(page)).toEqual([
      '# Đề nghị của đơn vị', 'Rà soát thủ tục người có công', '# Báo hoàn thành, chờ xác nhận', 'Niêm yết công khai thủ tục',
      '# Báo cáo chờ ghi nhận', 'Rà soát thủ tục người có công', 'Rà soát thủ tục người có công', '# Chưa tiếp nhận đúng hạn', 'Hướng dẫn kê khai hồ sơ việc làm',
      '# Quá hạn trên 10 ngày làm việc', 'Báo cáo cải cách hành chính quý III', '# Không báo cáo quá 5 ngày làm việc', 'Số hóa kết quả giải quyết thủ tục',
    ])
    expect(page).toContain('Gia hạn lần 1: 30/10/2026 → 30/11/2026')
    expect(page).toContain('Bế Thị Hoa, Phòng Người có công')
    expect(page).toContain('“Chờ biểu mẫu của Cục”')
    expect(page).toContain('Chưa có minh chứng nào được dẫn.')
    expect(page).toContain('Nhiệm vụ đóng lại, ghi xong ngày 02/10/2026, sớm 5 ngày làm việc.')
    expect(counted(page, '/desk')).toBe('7')
  })

  test('each decides what is theirs: the deputy in the own field, the head what she gave, the clerk nothing', async () => {
    await fillDesk(portal)
    const deputy = await portal.as('tuan').text('/desk')
    expect(deputy).toContain('<h1>6 việc chờ quyết định</h1>')
    expect(deputy).not.toContain('Hướng dẫn kê khai hồ sơ việc làm')
    const head = await portal.as('hoa').text('/desk')
    expect(head).toContain('Không có việc nào chờ quyết định')
    expect(head).toContain('Đề nghị gia hạn, báo cáo, báo hoàn thành của đơn vị')
    expect((await portal.as('thu').get('/desk')).status).toBe(403)
    expect(await portal.as('minh').text('/work')).not.toContain('href="/desk"')
  })

  test('an extension is granted to another day, and the desk comes back without it', async () => {
    const { asked, request } = await fillDesk(portal)
    const granted = await decide('lan', 'request', request, { decision: 'granted', grantedDue: '2026-11-16', back: '/desk' })
    expect([granted.status, granted.headers.get('location')]).toEqual([303, '/desk'])
    expect(await taskRow(asked)).toMatchObject({ due: '2026-11-16', firstDue: '2026-10-30', extensions: 1 })
    const page = await (await portal.as('lan').get('/desk')).text()
    expect(page).toContain('<h1>6 việc chờ quyết định</h1>')
    expect(page).not.toContain('Đề nghị của đơn vị')
  })

  test('a mistake comes back in its row, open, with what was typed; with htmx the row alone', async () => {
    const { request, asked } = await fillDesk(portal)
    const again = await decide('lan', 'request', request, { decision: 'granted', grantedDue: '2026-10-01', back: '/desk' })
    expect(again.status).toBe(422)
    const page = await again.text()
    expect(page).toMatch(/<details class="verdict"[^>]* open>/)
    expect(page).toContain('Hạn mới phải sau hạn đang có (30/10/2026).')
    expect(page).toContain('value="2026-10-01"')
    expect(page).toContain(`href="#f-request-${request}-granted-grantedDue"`)
    expect(page).toContain(`id="f-request-${request}-granted-grantedDue"`)
    const refused = await decide('lan', 'request', request, { decision: 'refused', note: ' ' }, htmx)
    expect(refused.status).toBe(422)
    const row = await refused.text()
    expect(row).toMatch(new RegExp(`^<hx-partial hx-target="#viec-request-${request}"`))
    expect(row).toContain('Hãy nêu lý do không đồng ý.')
    expect(await taskRow(asked)).toMatchObject({ due: '2026-10-30' })
  })

  test('a claim that misses its target says so, and one without the evidence it needs cannot be confirmed here', async () => {
    const { office } = await fillDesk(portal)
    const short = await office.give('Kiểm tra 10 đơn vị', 'merit', '2026-11-20', { measure: measureSchema.parse({ kind: 'count', number: 10, unit: 'đơn vị' }) })
    const bare = await office.give('Công khai dự toán', 'merit', '2026-11-20', { measure: measureSchema.parse({ kind: 'binary' }) })
    await office.report('hoa', short, 'merit', { claimsDone: true, value: valueSchema.parse({ value: 3 }) })
    await office.report('hoa', bare, 'merit', { claimsDone: true, value: valueSchema.parse({ value: 1 }) })
    const page = await portal.as('lan').text('/desk?kind=claim')
    expect(page).toMatch(/Kết quả 3 đơn vị, chỉ tiêu [^<]*chưa đạt/)
    expect(page.split('Công khai dự toán</a>')[1]).not.toContain('Xác nhận<')
    const refused = await decide('lan', 'claim', (await claimOn(bare)).id, { decision: 'confirmed' }, htmx)
    expect(await refused.text()).toContain('Chưa có minh chứng nên chưa xác nhận hoàn thành được.')
  })

  test('with htmx the row says what was decided, and the head of the page counts anew', async () => {
    const { claimed } = await fillDesk(portal)
    const { id } = await claimOn(claimed)
    const answer = await decide('lan', 'claim', id, { decision: 'confirmed' }, htmx)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain('Đã xác nhận hoàn thành. Nếu nhầm, mở lại ở trang nhiệm vụ.')
    expect(text).toContain('<h1>6 việc chờ quyết định</h1>')
    expect(text).not.toContain('<html')
    expect(await taskRow(claimed)).toMatchObject({ state: 'done', finishedOn: '2026-10-02' })
  })

  test('two tabs and two leaders: the second is told who was first, and nothing is written twice', async () => {
    const { request, asked } = await fillDesk(portal)
    await decide('lan', 'request', request, { decision: 'granted', grantedDue: '2026-11-30' })
    const told = await decide('binh', 'request', request, { decision: 'refused', note: 'Không cần' }, htmx)
    expect(told.status).toBe(422)
    expect(await told.text()).toMatch(/Người khác đã quyết trước[\s\S]*Lê Thị Lan đã quyết định đề nghị này lúc 08:00 ngày 12\/10\/2026: đồng ý, hạn mới 30\/11\/2026\. Quyết định của bạn chưa được ghi\./)
    const whole = await decide('lan', 'request', request, { decision: 'granted', grantedDue: '2026-12-31' })
    expect(whole.status).toBe(422)
    expect(await whole.text()).toContain('Lê Thị Lan đã quyết định đề nghị này')
    expect(await portal.store.read.select().from(requests).where(eq(requests.id, request))).toMatchObject([{ decision: 'granted', grantedDue: '2026-11-30', decidedById: 'lan' }])
    const decided = (await portal.store.read.select().from(events).where(eq(events.subjectId, asked))).filter(({ action }) => action === 'task request decided')
    expect(decided).toHaveLength(1)
  })

  test('a report goes back with its reason, and the one who wrote it finds it on top of the own work', async () => {
    const { troubled, asked } = await fillDesk(portal)
    expect((await decide('lan', 'report', troubled, { decision: 'returned', note: '' })).status).toBe(422)
    expect((await decide('lan', 'report', troubled, { decision: 'returned', note: 'Thiếu số công văn' })).status).toBe(303)
    const work = await portal.as('minh').text('/work')
    expect(outline(work)).toEqual(['# Bị trả lại', 'Rà soát thủ tục người có công', '# Đang chờ người khác', 'Niêm yết công khai thủ tục'])
    expect(work).toContain('Lê Thị Lan trả lại: Thiếu số công văn')
    expect(work).toContain(`href="/tasks/${asked}#viet"`)
    expect(work).toContain('Sửa báo cáo')
    await officeOf(portal).report('minh', asked, 'merit', { percent: 60 })
    expect(outline(await portal.as('minh').text('/work'))[0]).toBe('# Sau đó')
  })

  test('what is ticked is acknowledged at one press; what somebody was faster with is told and keeps nothing back', async () => {
    const { report, troubled } = await fillDesk(portal)
    const page = await portal.as('lan').text('/desk')
    expect(page).toContain(`value="${report}" checked`)
    expect(page).not.toContain(`value="${troubled}" checked`)
    await decide('binh', 'report', report, { decision: 'acknowledged' })
    const answer = await portal.as('lan').post('/desk/acknowledgements', [['report', report], ['report', troubled]])
    expect(answer.status).toBe(303)
    const notice = decodeURIComponent(answer.headers.get('set-cookie')!.split(';')[0]!)
    expect(decodeURIComponent(notice)).toMatch(/Đã ghi nhận 1 báo cáo\. Còn 1 báo cáo chưa ghi nhận được: Vũ Thanh Bình đã ghi nhận báo cáo này/)
    expect(await portal.as('lan').text('/desk')).not.toContain('Báo cáo chờ ghi nhận')
    expect((await portal.as('lan').post('/desk/acknowledgements', {})).status).toBe(303)
  })

  test('a reminder is given once and time to answer; a direction needs its words', async () => {
    const { given, late } = await fillDesk(portal)
    expect((await decide('lan', 'unaccepted', given, { decision: 'reminder' })).status).toBe(303)
    expect(await portal.store.read.select().from(taskNotes).where(eq(taskNotes.taskId, given))).toMatchObject([{ kind: 'reminder', text: 'Đề nghị đơn vị tiếp nhận nhiệm vụ ngay.', byId: 'lan' }])
    const second = await decide('binh', 'unaccepted', given, { decision: 'reminder' })
    expect(await second.text()).toContain('Lê Thị Lan đã nhắc việc lúc 08:00 ngày 12/10/2026')
    expect(await portal.store.read.select().from(taskNotes).where(eq(taskNotes.taskId, given))).toHaveLength(1)
    expect(await portal.as('lan').text('/desk')).not.toContain('Chưa tiếp nhận đúng hạn')
    fixDay('2026-10-20')
    expect(await portal.as('lan').text('/desk')).toContain('Chưa tiếp nhận đúng hạn')

    expect(await (await decide('lan', 'overdue', late, { decision: 'direction', note: '' })).text()).toContain('Hãy ghi nội dung chỉ đạo.')
    expect((await decide('lan', 'overdue', late, { decision: 'direction', note: 'Xong trước 23/10' })).status).toBe(303)
  })

  test('what moved meanwhile is not reminded of', async () => {
    const { given, office } = await fillDesk(portal)
    await office.accept('dung', given, 'jobs')
    expect(await (await decide('lan', 'unaccepted', given, { decision: 'reminder' })).text()).toContain('Nhiệm vụ này vừa chuyển: đã tiếp nhận. Không cần nhắc nữa.')
  })

  test('nobody decides on what is not theirs, nor learns of it', async () => {
    const { request, late, report, given } = await fillDesk(portal)
    expect((await decide('hoa', 'request', request, { decision: 'granted' })).status).toBe(404)
    expect((await decide('tuan', 'unaccepted', given, { decision: 'reminder' })).status).toBe(404)
    expect((await decide('minh', 'report', report, { decision: 'acknowledged' })).status).toBe(403)
    expect((await decide('hoa', 'overdue', late, { decision: 'reminder' })).status).toBe(404)
    expect((await decide('lan', 'nothing', late, { decision: 'reminder' })).status).toBe(404)
    await portal.as('hoa').post('/desk/acknowledgements', { report })
    expect((await portal.store.read.select().from(reports).where(eq(reports.id, report)))[0]!.waits).toBe(true)
  })

  test('a page holds a share of each kind, a kind alone all of it', async () => {
    const { office } = await fillDesk(portal)
    fixDay('2026-10-05')
    for (let at = 0; at < 20; at++) await office.give(`Việc chưa nhận ${at}`, 'jobs', '2026-12-01')
    fixDay('2026-10-12')
    const page = await portal.as('lan').text('/desk')
    expect(outline(page).filter(line => line.startsWith('Việc chưa nhận') || line.startsWith('Hướng dẫn'))).toHaveLength(8)
    expect(page).toContain('<a href="/desk?kind=unaccepted">Xem thêm 13</a>')
    expect(outline(page)).toContain('Số hóa kết quả giải quyết thủ tục')
    const alone = await portal.as('lan').text('/desk?kind=unaccepted')
    expect(outline(alone)).toHaveLength(22)
    expect((await decide('lan', 'unaccepted', 'nobody', { decision: 'reminder' })).status).toBe(404)
    expect((await portal.as('lan').get('/desk?kind=what')).status).toBe(404)
    expect([sharesOf([1, 20, 2], 9), sharesOf([0, 3], 9), sharesOf([], 9)]).toEqual([[1, 6, 2], [0, 3], []])
  })
})

describe('counts in the navigation', () => {
  test('what one does oneself counts at once, what others do within half a minute', async () => {
    const { report, request } = await fillDesk(portal)
    expect(counted(await portal.as('lan').text('/people'), '/desk')).toBe('7')
    await decide('lan', 'report', report, { decision: 'acknowledged' })
    expect(counted(await portal.as('lan').text('/people'), '/desk')).toBe('6')
    await decide('binh', 'request', request, { decision: 'granted' })
    expect(counted(await portal.as('lan').text('/people'), '/desk')).toBe('6')
    setClock(() => new Date(testNow.getTime() + 30_000))
    expect(counted(await portal.as('lan').text('/people'), '/desk')).toBe('5')
    await decide('binh', 'report', report, { decision: 'returned', note: 'Muộn rồi' })
    expect(await portal.as('lan').text('/desk')).toContain('<h1>5 việc chờ quyết định</h1>')
  })
})

describe("one's own work", () => {
  test('by urgency, with the deadline in words, the last report and the next step', async () => {
    const office = officeOf(portal)
    fixDay('2026-09-14')
    const give = async (title: string, due: string) => { const id = await office.give(title, 'merit', due); await office.accept('hoa', id, 'merit', 'minh'); return id }
    const late = await give('Việc quá hạn', '2026-10-08')
    await give('Việc hôm nay', '2026-10-12')
    await give('Việc tuần này', '2026-10-16')
    await give('Việc sau đó', '2026-11-20')
    await office.report('minh', late, 'merit', { percent: 70, light: 'amber' })
    fixDay('2026-10-12')
    const page = await portal.as('minh').text('/work')
    expect(outline(page)).toEqual(['# Quá hạn', 'Việc quá hạn', '# Hôm nay', 'Việc hôm nay', '# Tuần này', 'Việc tuần này', '# Sau đó', 'Việc sau đó'])
    expect(page).toContain('4 việc phải làm: 1 quá hạn, 1 đến hạn hôm nay.')
    expect(page).toMatch(/T5 08\/10\/2026<\/time> <span class="dist dist-late">trễ 2 ngày làm việc/)
    expect(page).toContain('báo cáo gần nhất 14/09/2026: 70 %, có rủi ro')
    expect(page).toContain('Văn bản 123/UBND-NC, mục 2')
    expect(page).toContain(`<a class="btn" href="/tasks/${late}#viet">Báo cáo`)
    expect(counted(page, '/work')).toBe('4')
    expect(await portal.as('minh').text('/')).toContain('<h1>4 việc phải làm</h1>')
  })

  test('the head of a unit accepts in place, names people, and has the parts that nobody of the unit took', async () => {
    const office = officeOf(portal)
    const mine = await office.give('Việc chưa ai nhận', 'merit', '2026-11-20', { coordinators: [{ unitId: 'office' }] })
    const page = await portal.as('hoa').text('/work')
    expect(outline(page)).toEqual(['# Chờ tiếp nhận', 'Việc chưa ai nhận'])
    expect(await portal.as('minh').text('/work')).toContain('Bạn không còn việc nào phải làm')
    const part = /name="part" value="([^"]+)"/.exec(page)![1]!
    const accepted = await portal.as('hoa').post(`/tasks/${mine}/receipt`, { part, back: '/work' })
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/work'])
    const after = await portal.as('hoa').text('/work')
    expect(outline(after)).toEqual(['# Sau đó', 'Việc chưa ai nhận'])
    expect(after).toContain('Phân công')
    await portal.as('hoa').post(`/tasks/${mine}/person`, { part, person: 'minh' })
    expect(await portal.as('hoa').text('/work')).toContain('Đơn vị không còn việc nào chờ bạn')
    expect(outline(await portal.as('minh').text('/work'))).toEqual(['# Sau đó', 'Việc chưa ai nhận'])
  })

  test('a report that is due presses before the deadline; what waits for others is not counted', async () => {
    const { silent } = await fillDesk(portal)
    const page = await portal.as('hoa').text('/work')
    expect(outline(page)).toEqual(['# Quá hạn', 'Số hóa kết quả giải quyết thủ tục'])
    expect(page).toContain('Trễ báo cáo')
    expect(page).toContain('báo cáo kỳ <time class="due">T6 25/09/2026')
    await officeOf(portal).ask('hoa', silent, 'merit', { kind: 'clarification' })
    const after = await portal.as('hoa').text('/work')
    expect(outline(after)).toEqual(['# Đang chờ người khác', 'Số hóa kết quả giải quyết thủ tục'])
    expect(counted(after, '/work')).toBe('')
  })

  test('a long group is cut and shown alone', async () => {
    const office = officeOf(portal)
    for (let at = 0; at < 11; at++) await office.give(`Việc ${at}`, 'merit', '2026-11-20')
    const page = await portal.as('hoa').text('/work')
    expect(page).toContain('<a href="/work?group=receipt">Xem thêm 3</a>')
    expect(outline(await portal.as('hoa').text('/work?group=receipt'))).toHaveLength(12)
    expect((await portal.as('hoa').get('/work?group=nothing')).status).toBe(404)
  })

  test.each(['lan', 'tuan', 'binh', 'yen', 'kiem', 'hoa', 'minh', 'cua', 'thu', 'ky', 'quan', 'xem'])('%s has a page, and who has nothing sees why', async who => {
    const page = await portal.as(who).get('/work')
    expect(page.status).toBe(200)
    const text = await page.text()
    const why = ['lan', 'tuan', 'binh'].includes(who) ? 'không phải báo cáo nhiệm vụ' : ['quan', 'xem'].includes(who) ? 'không nhận và không báo cáo'
      : who === 'hoa' ? 'Nhiệm vụ giao cho đơn vị hiện ở đây' : 'Khi thủ trưởng đơn vị phân công cho bạn'
    expect(text).toContain(why)
    expect(counted(text, '/work')).toBe(['lan', 'tuan', 'binh', 'quan', 'xem'].includes(who) ? undefined : '')
  })

  test('who decides as well sees what to look at, and the way to the desk', async () => {
    await fillDesk(portal)
    const page = await portal.as('lan').text('/work')
    expect(page).toContain('7 việc chờ quyết định, lâu nhất 16 ngày làm việc.')
    expect(page).toContain('Mở Sổ tay: 7 việc')
    expect(await portal.as('lan').text('/')).toMatch(/<h1>7 việc chờ quyết định<\/h1>[\s\S]*7 việc chờ quyết định, lâu nhất 16 ngày làm việc[\s\S]*Danh mục thủ tục/)
  })
})
