// The life of a plan, as stories: written, laid before the director, approved and given, amended, copied, closed; who sees and may do what.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { movedDeadline } from '../src/plans/copying.ts'
import { rollUp, rollUpPlans, type Counted } from '../src/plans/roll-up.ts'
import { planAmendments, planBases, planDomains, plans } from '../src/plans/tables.ts'
import { taskParts, tasks } from '../src/tasks/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const head = { kind: 'yearly', title: 'Kế hoạch cải cách hành chính năm 2026', since: '2026-01-01', until: '2026-12-31', unitId: 'office', 'domains.0.title': 'Cải cách thể chế', 'domains.0.weight': '2', 'domains.1.title': 'Cải cách thủ tục hành chính', 'domains.1.weight': '1' }
async function begin(more: Record<string, string> = {}, as = 'yen'): Promise<string> {
  const answer = await portal.as(as).post('/plans', { ...head, ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!.slice('/plans/'.length)
}
const domainsIn = (planId: string) => portal.store.read.select().from(planDomains).where(eq(planDomains.planId, planId)).orderBy(asc(planDomains.position))
const tasksIn = (planId: string) => portal.store.read.select().from(tasks).where(and(eq(tasks.planId, planId), isNull(tasks.seriesId))).orderBy(asc(tasks.position), asc(tasks.unitId))
const planRow = async (id: string) => (await portal.store.read.select().from(plans).where(eq(plans.id, id)))[0]!
async function addTask(planId: string, more: Record<string, string> = {}): Promise<void> {
  const domains = await domainsIn(planId)
  const answer = await portal.as('yen').post(`/plans/${planId}/tasks`, { title: 'Rà soát thủ tục người có công', number: '1', domainId: domains[0]!.id, lead: 'merit', 'co.jobs': 'on', deadline: 'Quý IV', 'target-kind': 'percent_min', 'target-number': '95', ...more })
  expect(answer.status, await answer.clone().text().then(text => /class="err"[^>]*>.*?<\/svg>([^<]*)/s.exec(text)?.[1] ?? '')).toBe(303)
}
/** A plan that runs, with its first task. */
async function running(): Promise<{ planId: string; taskId: string }> {
  const planId = await begin()
  await addTask(planId)
  await portal.as('yen').post(`/plans/${planId}/submission`)
  expect((await portal.as('lan').post(`/plans/${planId}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2026-02-26' })).status).toBe(303)
  return { planId, taskId: (await tasksIn(planId))[0]!.id }
}

test('a plan is written with its domains, given documents to rest on, and found in the list under the plan above it', async () => {
  const programme = await begin({ kind: 'programme', title: 'Chương trình tổng thể cải cách hành chính 2021–2030', since: '2021-01-01', until: '2030-12-31', 'domains.0.title': '', 'domains.1.title': '' })
  const planId = await begin({ parentId: programme })
  expect(await domainsIn(planId)).toMatchObject([{ number: 'I', title: 'Cải cách thể chế', weight: 2 }, { number: 'II', title: 'Cải cách thủ tục hành chính', weight: 1 }])
  const yen = portal.as('yen')
  expect((await yen.post(`/plans/${planId}/bases`, { number: '282/QĐ-TTg', title: 'Quyết định về cải cách hành chính trọng tâm 2026–2030', date: '2026-02-12', issuer: 'Thủ tướng Chính phủ', clause: 'Điều 1', quote: '100 % thủ tục đủ điều kiện được cung cấp toàn trình.' })).status).toBe(303)
  const page = await yen.text(`/plans/${planId}`)
  for (const words of ['Kế hoạch cải cách hành chính năm 2026', 'Đang soạn', '282/QĐ-TTg', '100 % thủ tục đủ điều kiện', 'Chương trình tổng thể']) expect(page).toContain(words)
  const list = await yen.text('/plans?year=2026')
  expect(list.indexOf('Chương trình tổng thể')).toBeLessThan(list.indexOf('Kế hoạch cải cách hành chính năm 2026</a>'))
  expect(list).toContain('class="level-1"')
  expect(await yen.text('/plans?kind=thematic')).toContain('Không có kế hoạch nào khớp')
  const [basis] = await portal.store.read.select().from(planBases)
  expect((await yen.post(`/plans/${planId}/bases/${basis!.id}`, { number: '', title: 'x' })).status).toBe(422)
  expect((await yen.post(`/plans/${planId}/bases/${basis!.id}/removal`)).status).toBe(303)
  expect(await portal.store.read.$count(planBases)).toBe(0)
  const sheet = await yen.get('/plans/export/xlsx')
  expect(sheet.headers.get('content-type')).toContain('spreadsheetml')
})

test('what is wrong comes back with what was typed', async () => {
  const bad = await portal.as('yen').post('/plans', { ...head, title: 'KH', until: '2025-01-01', 'domains.0.weight': '0' })
  expect(bad.status).toBe(422)
  const page = await bad.text()
  expect(page).toContain('Hãy ghi tên kế hoạch')
  expect(page).toContain('Cải cách thủ tục hành chính')
  const planId = await begin()
  const task = await portal.as('yen').post(`/plans/${planId}/tasks`, { title: '', deadline: 'hôm nào đó', lead: '', domainId: '' })
  expect(task.status).toBe(422)
  const form = await task.text()
  for (const words of ['Hãy ghi nội dung nhiệm vụ', 'Hãy chọn đơn vị chủ trì', 'Hãy chọn lĩnh vực', 'Chưa hiểu thời hạn “hôm nào đó”']) expect(form).toContain(words)
})

test('two who edit at once: the second is told and keeps what was typed; a domain with tasks cannot go', async () => {
  const planId = await begin()
  await addTask(planId)
  const { revision } = await planRow(planId)
  const [one, two] = await domainsIn(planId)
  const fields = { ...head, 'domains.0.id': one!.id, 'domains.1.id': two!.id, revision: String(revision) }
  expect((await portal.as('yen').post(`/plans/${planId}/edit`, { ...fields, title: 'Kế hoạch cải cách hành chính năm 2026 (sửa)' })).status).toBe(303)
  const second = await portal.as('binh').post(`/plans/${planId}/edit`, { ...fields, title: 'Kế hoạch khác hẳn của Chánh Văn phòng' })
  expect(second.status).toBe(422)
  expect(await second.text()).toContain('Kế hoạch khác hẳn của Chánh Văn phòng')
  const gone = await portal.as('yen').post(`/plans/${planId}/edit`, { ...fields, revision: String(revision + 1), 'domains.0.title': '' })
  expect(gone.status).toBe(422)
  expect(await gone.text()).toContain('còn 1 nhiệm vụ')
})

test('it is laid before the director, returned with a reason, approved by another person than its author, and given to its units in one step', async () => {
  const planId = await begin()
  const yen = portal.as('yen')
  const early = await yen.post(`/plans/${planId}/submission`)
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('chưa có nhiệm vụ nào')
  await addTask(planId)
  await addTask(planId, { title: 'Gửi số liệu cải cách hành chính', number: '2', lead: '*', deadline: 'Hằng tháng', 'target-kind': '', 'target-number': '' })
  expect((await tasksIn(planId)).map(({ weight }) => Math.round(weight * 100) / 100)).toEqual([1, 0.33, 0.33, 0.33]) // one for each unit but the leaders
  expect((await portal.as('hoa').get(`/plans/${planId}`)).status).toBe(404)
  expect((await yen.post(`/plans/${planId}/submission`)).status).toBe(303)
  expect((await yen.post(`/plans/${planId}/approval`, { number: '1/KH', signedOn: '2026-01-05' })).status).toBe(403)
  expect((await portal.as('lan').post(`/plans/${planId}/return`, { reason: '' })).status).toBe(422)
  expect((await portal.as('lan').post(`/plans/${planId}/return`, { reason: 'Thiếu chỉ tiêu thanh toán trực tuyến.' })).status).toBe(303)
  expect(await yen.text(`/plans/${planId}`)).toContain('Thiếu chỉ tiêu thanh toán trực tuyến.')
  await yen.post(`/plans/${planId}/submission`)
  const before = await portal.store.read.$count(events, eq(events.action, 'plan approved'))
  expect((await portal.as('lan').post(`/plans/${planId}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2026-02-26' })).status).toBe(303)
  expect(await portal.store.read.$count(events, eq(events.action, 'plan approved'))).toBe(before + 1)
  expect(await planRow(planId)).toMatchObject({ state: 'running', number: '27/KH-SLĐTBXH' })
  const given = await tasksIn(planId)
  expect(given.map(({ state }) => state).toSorted()).toEqual(['assigned', 'series', 'series', 'series'])
  expect(given[0]).toMatchObject({ due: '2026-12-31', firstDue: '2026-12-31', assignerId: 'lan', origin: { number: '27/KH-SLĐTBXH' } })
  // The head of a unit sees the whole plan now, and links to what is theirs.
  const page = await portal.as('hoa').text(`/plans/${planId}`)
  expect(page).toContain(`/tasks/${given[0]!.id}`)
  expect(page).not.toContain('/edit"')
  expect((await yen.get(`/plans/${planId}/edit`)).status).toBe(422)
  expect((await portal.as('quan').get('/plans')).status).toBe(403)
})

test('nobody approves what they wrote or submitted themselves', async () => {
  const planId = await begin({}, 'binh')
  await addTask(planId)
  await portal.as('binh').post(`/plans/${planId}/submission`)
  // The director lends the chief of office the right to approve.
  expect((await portal.as('lan').post('/me/delegations', { to: 'binh', since: '2026-10-12', until: '2026-10-20', reason: 'Đi công tác' })).status).toBe(303)
  const own = await portal.as('binh').post(`/plans/${planId}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2026-02-26' })
  expect(own.status).toBe(403)
  expect(await own.text()).toContain('Bạn là người soạn kế hoạch này')
  expect(await portal.as('binh').text(`/plans/${planId}`)).toContain('nên không tự phê duyệt được')
  expect(await planRow(planId)).toMatchObject({ state: 'submitted' })
})

test('after its approval it changes by a deciding document only, and what stood before is kept and printed', async () => {
  const { planId, taskId } = await running()
  const yen = portal.as('yen')
  expect((await yen.get(`/plans/${planId}/tasks/${taskId}/edit`)).status).toBe(422)
  const { revision } = await planRow(planId)
  const [domain] = await domainsIn(planId)
  const fields = { revision: String(revision), title: 'Rà soát thủ tục người có công', number: '1', domainId: domain!.id, lead: 'jobs', deadline: '30/11', 'target-kind': 'percent_min', 'target-number': '98', weight: '1' }
  const without = await yen.post(`/plans/${planId}/tasks/${taskId}/amendment`, fields)
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Hãy ghi văn bản quyết định điều chỉnh')
  const same = await yen.post(`/plans/${planId}/tasks/${taskId}/amendment`, { ...fields, 'co.jobs': 'on', lead: 'merit', deadline: 'Quý IV', 'target-number': '95', decision: 'Công văn 12/SLĐTBXH-VP', decidedOn: '2026-10-10' })
  expect(same.status).toBe(422)
  expect(await same.text()).toContain('Chưa có gì thay đổi')
  expect((await yen.post(`/plans/${planId}/tasks/${taskId}/amendment`, { ...fields, decision: 'Công văn 12/SLĐTBXH-VP', decidedOn: '2026-10-10' })).status).toBe(303)
  expect((await tasksIn(planId))[0]).toMatchObject({ unitId: 'jobs', due: '2026-11-30', firstDue: '2026-12-31', state: 'assigned', measure: { number: 98 } })
  expect(await portal.store.read.select().from(taskParts).where(eq(taskParts.taskId, taskId))).toMatchObject([{ unitId: 'jobs', role: 'lead' }])
  const [amendment] = await portal.store.read.select().from(planAmendments)
  expect(amendment).toMatchObject({ number: 1, decision: 'Công văn 12/SLĐTBXH-VP' })
  expect(amendment!.changes).toContainEqual(expect.objectContaining({ field: 'Thời hạn', from: 'quý IV/2026', to: '30/11/2026' }))
  const page = await portal.as('xem').text(`/plans/${planId}`)
  for (const words of ['Các lần điều chỉnh', 'Công văn 12/SLĐTBXH-VP', 'quý IV/2026', '≥ 98 %']) expect(page).toContain(words)
  // The page that still shows the former state is told.
  expect((await yen.post(`/plans/${planId}/tasks/${taskId}/amendment`, { ...fields, title: 'Tên khác', decision: 'Công văn 13', decidedOn: '2026-10-10' })).status).toBe(422)
  expect((await portal.as('hoa').post(`/plans/${planId}/tasks/${taskId}/amendment`, fields)).status).toBe(403)
  const word = await yen.get(`/plans/${planId}/export/docx`)
  expect(word.headers.get('content-disposition')).toContain('ke-hoach-27-KH-SLDTBXH.docx')
})

test('next year’s plan is last year’s with its deadlines moved, its targets kept and nothing done', async () => {
  const { planId, taskId } = await running()
  await portal.store.write(db => db.update(tasks).set({ state: 'done', percent: 100, finishedOn: '2026-10-01' }).where(eq(tasks.id, taskId)))
  const form = await portal.as('yen').text(`/plans/${planId}/copy`)
  expect(form).toContain('Kế hoạch cải cách hành chính năm 2027')
  const copied = await portal.as('yen').post(`/plans/${planId}/copy`, { ...head, title: 'Kế hoạch cải cách hành chính năm 2027', since: '2027-01-01', until: '2027-12-31' })
  const id = copied.headers.get('location')!.slice('/plans/'.length)
  expect(await planRow(id)).toMatchObject({ state: 'draft', copiedFromId: planId, number: null })
  expect(await domainsIn(id)).toMatchObject([{ title: 'Cải cách thể chế', weight: 2 }, {}])
  expect(await tasksIn(id)).toMatchObject([{ state: 'draft', percent: 0, due: '2027-12-31', deadline: { value: '2027-Q4' }, measure: { kind: 'percent_min', number: 95 }, unitId: 'merit', finishedOn: null }])
})

test('a plan that has come to its end is closed with what is left said', async () => {
  const { planId } = await running()
  const lan = portal.as('lan')
  const without = await lan.post(`/plans/${planId}/closing`)
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Còn 1 nhiệm vụ chưa xong')
  expect((await lan.post(`/plans/${planId}/closing`, { reason: 'Chuyển sang kế hoạch năm sau.' })).status).toBe(303)
  expect(await planRow(planId)).toMatchObject({ state: 'closed' })
})

test('a plan whose period has not begun waits for its first day', async () => {
  fixDay('2025-12-20')
  const planId = await begin()
  await addTask(planId)
  await portal.as('yen').post(`/plans/${planId}/submission`)
  await portal.as('lan').post(`/plans/${planId}/approval`, { number: '27/KH-SLĐTBXH', signedOn: '2025-12-20' })
  expect(await planRow(planId)).toMatchObject({ state: 'approved' })
  expect((await portal.as('yen').post(`/plans/${planId}/start`)).status).toBe(303)
  expect(await planRow(planId)).toMatchObject({ state: 'running' })
})

test('an empty draft can be removed, one with tasks cannot', async () => {
  const planId = await begin()
  await addTask(planId)
  const yen = portal.as('yen')
  expect((await yen.post(`/plans/${planId}/removal`)).status).toBe(422)
  const [task] = await tasksIn(planId)
  await yen.post(`/plans/${planId}/tasks/${task!.id}/removal`)
  expect((await yen.post(`/plans/${planId}/removal`)).status).toBe(303)
  expect(await portal.store.read.$count(plans)).toBe(0)
})

describe('roll-up', () => {
  const one = (more: Partial<Counted>): Counted => ({ domainId: 'a', seriesId: null, state: 'doing', weight: 1, percent: 0, count: 1, ...more })
  const none = new Map<string, Counted>()

  test('tasks by weight in their domain, domains by weight in the plan; empty domains and dropped tasks do not count', () => {
    const rolled = rollUp([{ id: 'a', weight: 2 }, { id: 'b', weight: 1 }, { id: 'c', weight: 5 }], [
      one({ weight: 3, state: 'done' }), one({ percent: 20 }), one({ state: 'dropped', percent: 90 }), one({ domainId: 'b', percent: 50, count: 2 }),
    ], none)
    expect(rolled.domains.get('a')).toMatchObject({ percent: 80, tasks: 2, done: 1 })
    expect(rolled.domains.get('c')).toMatchObject({ percent: null, tasks: 0 })
    expect(rolled).toMatchObject({ percent: 70, tasks: 4, done: 1 })
  })
  test('a recurring task is as far as its periods, and is one row with them', () => {
    const rolled = rollUp([{ id: 'a', weight: 1 }], [one({ seriesId: 's', state: 'done', percent: 100 }), one({ seriesId: 's', percent: 50, state: 'doing' })], new Map([['s', one({ state: 'series' })]]))
    expect(rolled).toMatchObject({ percent: 75, tasks: 1, done: 0 })
    expect(rollUp([{ id: 'a', weight: 1 }], [], new Map([['s', one({ state: 'series' })]])).percent).toBeNull()
  })
  test('what is claimed counts as reported until it is confirmed; drafts count nothing', () => {
    expect(rollUp([{ id: 'a', weight: 1 }], [one({ state: 'claimed', percent: 90 }), one({ state: 'draft', percent: 40 })], none).percent).toBe(45)
    expect(rollUp([], [], none).percent).toBeNull()
  })
  test('a programme stands where its plans stand together', () => {
    expect(rollUpPlans({ percent: null, tasks: 0, done: 0 }, [{ percent: 40, tasks: 30, done: 3 }, { percent: 80, tasks: 10, done: 6 }])).toEqual({ percent: 50, tasks: 40, done: 9 })
  })
})

test('deadlines of every kind move by years', () => {
  expect(movedDeadline({ kind: 'date', value: '2024-02-29', original: 'trước 29/02/2024' }, 1)).toEqual({ kind: 'date', value: '2025-02-28', original: 'trước 29/02/2025' })
  expect(movedDeadline({ kind: 'month', value: '2026-03', from: '2026-01', original: 'từ tháng 1 đến tháng 3' }, 1)).toMatchObject({ value: '2027-03', from: '2027-01' })
  expect(movedDeadline({ kind: 'half', value: '2026-H2', original: '6 tháng cuối năm 2026' }, 1)).toMatchObject({ value: '2027-H2', original: '6 tháng cuối năm 2027' })
  expect(movedDeadline({ kind: 'recurring', value: 'dates', dates: ['2026-03-10', '2026-06-10'], original: '10/3; 10/6/2026' }, 1)).toMatchObject({ dates: ['2027-03-10', '2027-06-10'], original: '10/3; 10/6/2027' })
  expect(movedDeadline({ kind: 'event', value: 'UBND tỉnh ban hành Kế hoạch năm 2026', resolved: '2026-02-01', original: 'Sau khi UBND tỉnh ban hành Kế hoạch năm 2026' }, 1)).toEqual({ kind: 'event', value: 'UBND tỉnh ban hành Kế hoạch năm 2027', original: 'Sau khi UBND tỉnh ban hành Kế hoạch năm 2027' })
})
