// Conclusions of a meeting: pasted, put right, given as tasks, reminded of, and counted.
import { and, asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { correctConclusion } from '../src/conclusions/correcting.ts'
import { isUnfinished } from '../src/conclusions/carrying.ts'
import { standingsOf } from '../src/conclusions/standing.ts'
import { conclusions, conclusionTasks, conclusionWorks } from '../src/conclusions/tables.ts'
import { events } from '../src/events/tables.ts'
import { newId } from '../src/ids.ts'
import { papers } from '../src/papers/tables.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { taskNotes, taskParts, tasks } from '../src/tasks/tables.ts'
import { units } from '../src/units/tables.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

test('a conclusion is open until it has a task, and overdue once one of its tasks is', async () => {
  const meetingId = await aMeeting(portal, { state: 'held', on: '2026-09-07' })
  const of = (position: number) => ({ id: newId(), meetingId, position, number: String(position), text: `Việc ${position}`, kind: 'assign' as const, noTask: position === 3, search: '', madeById: 'ky', madeAt: new Date() })
  const [bare, late, none] = [of(1), of(2), of(3)]
  await portal.store.write(async db => {
    await db.insert(conclusions).values([bare, late, none])
    const input: TaskInput = {
      title: 'Rà soát', unitId: 'merit', assignerId: 'lan', deadline: { kind: 'date', value: '2026-10-02', original: '02/10' },
      origin: { kind: 'conclusion', number: null, date: '2026-09-07', issuer: null, title: 'Giao ban', clause: 'Kết luận số 2', quote: null, saidBy: null },
    }
    const taskId = await giveTask(db, { id: 'ky', actingForId: 'lan' }, input, { receiptHours: 16 })
    await db.insert(conclusionTasks).values({ id: newId(), conclusionId: late.id, taskId, how: 'given', at: new Date() })
  })
  const standings = await standingsOf(portal.store.read, [bare.id, late.id, none.id])
  expect(standings.get(bare.id)).toMatchObject({ state: 'open', tasks: 0 })
  expect(standings.get(late.id)).toMatchObject({ state: 'overdue', given: 1, tasks: 1, done: 0, overdue: 1 })
  expect(standings.get(none.id)).toMatchObject({ state: 'none' })
  // What was dropped is no open matter any more: no later meeting has to speak of it.
  await portal.store.write(db => db.update(tasks).set({ state: 'dropped' }))
  const after = (await standingsOf(portal.store.read, [late.id])).get(late.id)!
  expect(after).toMatchObject({ state: 'dropped', tasks: 0, carried: 0 })
  expect(isUnfinished(after)).toBe(false)
})

const minutes = `1. Thống nhất đánh giá kết quả công tác cải cách hành chính tháng 9 theo báo cáo của Văn phòng.
2. Giao Phòng Người có công chủ trì, phối hợp với Văn phòng rà soát 12 thủ tục lĩnh vực người có công, hoàn thành trước ngày 20/11/2026.
3. Giao Văn phòng tham mưu văn bản đôn đốc các đơn vị chậm gửi số liệu trong tuần này; giao Phòng Việc làm - An toàn lao động cân đối kinh phí nâng cấp trang thông tin trước ngày 31/10/2026.
4. Các phòng, đơn vị gửi số liệu cải cách hành chính về Văn phòng chậm nhất ngày 25 hằng tháng.
5. Phòng Người có công rà soát các biểu mẫu, báo cáo Giám đốc Sở.`

/** What a form of this text and no file is, as a browser sends it. */
function pasted(text: string): FormData {
  const form = new FormData()
  form.set('text', text)
  form.set('file', new File([], ''))
  return form
}
const rowsOf = (meetingId: string) => portal.store.read.select().from(conclusions).where(eq(conclusions.meetingId, meetingId)).orderBy(asc(conclusions.position))
const worksOf = async (meetingId: string) => portal.store.read.select({ work: conclusionWorks, number: conclusions.number, revision: conclusions.revision }).from(conclusionWorks)
  .innerJoin(conclusions, eq(conclusions.id, conclusionWorks.conclusionId)).where(eq(conclusions.meetingId, meetingId)).orderBy(asc(conclusions.position), asc(conclusionWorks.position))
const userNamed = async (id: string) => { const [person] = await portal.store.read.select().from(people).where(eq(people.id, id)); return userOf(portal.store.read, person!) }
const tasksOf = () => portal.store.read.select().from(tasks).orderBy(asc(tasks.id))

test('Ký pastes the conclusions, puts the doubtful cell right and gives the work in the name of the chair, once', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const ky = portal.as('ky')
  expect(await ky.text(`/meetings/${id}/conclusions`)).toContain('Chưa có kết luận nào')
  expect((await ky.upload(`/meetings/${id}/conclusions`, pasted(minutes))).status).toBe(303)
  let page = await ky.text(`/meetings/${id}/conclusions`)
  expect(page).toContain('5 kết luận: còn 5 chưa xử lý')
  expect(page).toContain('T6 16/10/2026') // "trong tuần này"
  const works = await worksOf(id)
  expect(works.map(({ number }) => number)).toEqual(['2', '3', '3', '4', '5'])
  // No deadline in the last sentence: it is asked for, and only the clear ones go.
  expect(page).toContain('Không thấy hạn trong câu')
  expect((await ky.post(`/meetings/${id}/conclusions/giving`)).status).toBe(303)
  // Four units but the leaders stand: office, merit, jobs.
  expect(await tasksOf()).toHaveLength(3 + 3 * 2) // the monthly one is a series with its first period, for each unit
  page = await ky.text(`/meetings/${id}/conclusions`)
  expect(page).toContain('3 giao việc (6 việc đã giao)')

  const [given] = await portal.store.read.select().from(tasks).where(eq(tasks.unitId, 'merit')).orderBy(asc(tasks.id))
  expect(given).toMatchObject({ assignerId: 'lan', due: '2026-11-20', originKind: 'conclusion', origin: { title: 'Giao ban cải cách hành chính tháng 10/2026', date: '2026-10-12', clause: 'Kết luận số 2' } })
  expect(given!.origin.quote).toContain('rà soát 12 thủ tục')
  expect((await portal.store.read.select().from(taskParts).where(eq(taskParts.taskId, given!.id))).map(({ unitId, role }) => `${unitId} ${role}`).toSorted()).toEqual(['merit lead', 'office coordinator'])
  const [told] = await portal.store.read.select().from(events).where(and(eq(events.action, 'task given'), eq(events.subjectId, given!.id)))
  expect(told).toMatchObject({ actorId: 'ky', onBehalfOfId: 'lan' })

  const last = (await worksOf(id)).at(-1)!
  const wrong = await ky.post(`/meetings/${id}/conclusions/cells`, { [`k.${last.work.conclusionId}`]: String(last.revision), [`w.${last.work.id}.deadline`]: 'sớm nhất có thể' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="sớm nhất có thể"')
  await ky.post(`/meetings/${id}/conclusions/cells`, { [`k.${last.work.conclusionId}`]: String(last.revision), [`w.${last.work.id}.deadline`]: 'trước ngày 30/11' })
  await ky.post(`/meetings/${id}/conclusions/giving`)
  expect(await tasksOf()).toHaveLength(10)
  await ky.post(`/meetings/${id}/conclusions/giving`)
  expect(await tasksOf()).toHaveLength(10)

  const [first] = await rowsOf(id)
  await ky.post(`/meetings/${id}/conclusions/${first!.id}/no-task`)
  expect(await ky.text(`/meetings/${id}/conclusions`)).toContain('5 kết luận: 4 giao việc (7 việc đã giao), 1 không phát sinh, không còn kết luận nào chưa xử lý')
})

test('two tabs that give at once give everything once; the same text pasted again is recognised', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const ky = portal.as('ky')
  await ky.upload(`/meetings/${id}/conclusions`, pasted(minutes.split('\n').slice(1, 3).join('\n')))
  await Promise.all([ky.post(`/meetings/${id}/conclusions/giving`), portal.as('yen').post(`/meetings/${id}/conclusions/giving`)])
  expect(await tasksOf()).toHaveLength(3)
  const again = await ky.upload(`/meetings/${id}/conclusions`, pasted(minutes))
  expect(again.status).toBe(303)
  expect(decodeURIComponent(decodeURIComponent(again.headers.get('set-cookie')!))).toContain('2 kết luận đã có như vậy (2, 3)')
  expect(await rowsOf(id)).toHaveLength(5)
})

test('two secretaries: another cell is kept, the same cell is told of and nothing is lost', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  await portal.as('ky').upload(`/meetings/${id}/conclusions`, pasted(minutes))
  const { work, revision } = (await worksOf(id))[0]!
  const cell = (name: string, value: string) => ({ [`k.${work.conclusionId}`]: String(revision), [`w.${work.id}.${name}`]: value })
  const address = (name: string) => `/meetings/${id}/conclusions/${work.conclusionId}/cells?cell=w.${work.id}.${name}`
  const saved = await portal.as('ky').post(address('deadline'), cell('deadline', '25/11/2026'), { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
  expect(await saved.text()).toContain('T4 25/11/2026')
  expect(await (await portal.as('yen').post(address('lead'), cell('lead', 'VP'))).text()).toContain('value="Văn phòng"')
  const late = await (await portal.as('yen').post(address('deadline'), cell('deadline', '27/11/2026'))).text()
  expect(late).toContain('Hoàng Văn Ký vừa sửa ô này')
  expect(late).toContain('value="27/11/2026"')
  expect((await worksOf(id))[0]!.work).toMatchObject({ due: '2026-11-25', unitIds: ['office'] })
})

test('a reminder finds the task it speaks of, counts itself, and grants a new deadline only when that is ticked', async () => {
  const [first, second, third] = [await aMeeting(portal, { state: 'held', on: '2026-08-10', title: 'Giao ban tháng 8/2026' }), await aMeeting(portal, { state: 'held', on: '2026-09-14', title: 'Giao ban tháng 9/2026' }), await aMeeting(portal, { state: 'held' })]
  const ky = portal.as('ky')
  await ky.upload(`/meetings/${first}/conclusions`, pasted('1. Giao Phòng Người có công hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, xong trước ngày 31/8/2026.\n2. Giao Phòng Người có công số hóa hồ sơ liệt sĩ, hoàn thành trước ngày 30/12/2026.'))
  await ky.post(`/meetings/${first}/conclusions/giving`)
  const [task] = await tasksOf()
  await ky.upload(`/meetings/${second}/conclusions`, pasted('1. Nhắc Phòng Người có công khẩn trương hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, chậm nhất ngày 25/9/2026.'))
  const [reminder] = await rowsOf(second)
  expect(reminder).toMatchObject({ kind: 'remind', remindsId: (await rowsOf(first))[0]!.id, reminderNumber: 1 })
  await ky.post(`/meetings/${second}/conclusions/giving`)
  expect(await tasksOf()).toHaveLength(2)
  expect((await tasksOf())[0]).toMatchObject({ due: '2026-08-31', firstDue: '2026-08-31' })
  expect(await portal.store.read.select().from(taskNotes).where(eq(taskNotes.taskId, task!.id))).toMatchObject([{ kind: 'reminder', byId: 'lan' }])
  expect(await ky.text(`/meetings/${second}/conclusions`)).toContain('Gia hạn từ 31/08/2026 đến 25/09/2026')

  await ky.upload(`/meetings/${third}/conclusions`, pasted('1. Lần thứ tư nhắc Phòng Người có công hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, chậm nhất ngày 30/10/2026.'))
  expect(await ky.text(`/meetings/${third}/conclusions`)).toContain('Câu ghi lần thứ 4, cổng đếm được lần thứ 2.')
  const [again] = await worksOf(third)
  const form = { [`k.${again!.work.conclusionId}`]: '1', [`k.${again!.work.conclusionId}.reminderNumber`]: '2', [`w.${again!.work.id}.grant`]: 'on' }
  await ky.post(`/meetings/${third}/conclusions/giving`, form)
  expect((await tasksOf())[0]).toMatchObject({ due: '2026-10-30', firstDue: '2026-08-31', extensions: 1 })
  const standings = await standingsOf(portal.store.read, [(await rowsOf(first))[0]!.id])
  expect([...standings.values()]).toMatchObject([{ reminded: 2, tasks: 1, state: 'doing' }])
})

test('what was removed comes back; what has tasks stays; once the minutes are signed nothing changes', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const ky = portal.as('ky')
  await ky.upload(`/meetings/${id}/conclusions`, pasted(minutes))
  const [, second, third] = await rowsOf(id)
  await ky.post(`/meetings/${id}/conclusions/${third!.id}/removal`)
  expect(await rowsOf(id)).toHaveLength(4)
  const [removal] = await portal.store.read.select().from(events).where(eq(events.action, 'conclusion removed'))
  await ky.post(`/meetings/${id}/conclusions/restoring?event=${removal!.number}`)
  expect((await rowsOf(id)).map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5'])
  expect((await worksOf(id)).filter(({ number }) => number === '3')).toHaveLength(2)
  await ky.post(`/meetings/${id}/conclusions/${second!.id}/place?way=up`)
  expect((await rowsOf(id)).map(({ number }) => number)).toEqual(['2', '1', '3', '4', '5'])
  await ky.post(`/meetings/${id}/conclusions/giving`)
  const refused = await ky.post(`/meetings/${id}/conclusions/${second!.id}/removal`)
  expect(refused.status).toBe(422)
  await portal.store.write(db => db.insert(papers).values({ id: newId(), meetingId: id, kind: 'minutes', state: 'signed', symbol: 'BB-SLĐTBXH', madeById: 'ky', madeAt: new Date() }))
  expect((await ky.post(`/meetings/${id}/conclusions/giving`)).status).toBe(403)
  expect((await ky.upload(`/meetings/${id}/conclusions`, pasted('9. Giao Văn phòng báo cáo trước 30/11.'))).status).toBe(403)
  expect(await ky.text(`/meetings/${id}/conclusions`)).toContain('lập biên bản bổ sung')
})

test('others read the conclusions and may not write them; a draft meeting is not found', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  await portal.as('ky').upload(`/meetings/${id}/conclusions`, pasted(minutes))
  const page = await portal.as('minh').text(`/meetings/${id}/conclusions`)
  expect(page).toContain('rà soát 12 thủ tục')
  expect(page).not.toContain('Giao 4 việc')
  expect((await portal.as('minh').post(`/meetings/${id}/conclusions/giving`)).status).toBe(403)
  expect((await portal.as('quan').get(`/meetings/${id}/conclusions`)).status).toBe(403)
  const draft = await aMeeting(portal, { state: 'draft', on: '2026-11-10', title: 'Giao ban tháng 11' })
  expect((await portal.as('hoa').get(`/meetings/${draft}/conclusions`)).status).toBe(404)
})

test('forty conclusions are pasted and given in well under a second', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const text = Array.from({ length: 40 }, (_, at) => `${at + 1}. Giao ${['Văn phòng', 'Phòng Người có công', 'Phòng Việc làm – An toàn lao động'][at % 3]} rà soát nhóm thủ tục số ${at + 1}, hoàn thành trước ngày ${at % 28 + 1}/11/2026.`).join('\n')
  const ky = portal.as('ky')
  await ky.get(`/meetings/${id}/conclusions`)
  const began = performance.now()
  await ky.upload(`/meetings/${id}/conclusions`, pasted(text))
  await ky.post(`/meetings/${id}/conclusions/giving`)
  const took = performance.now() - began
  expect(await tasksOf()).toHaveLength(40)
  expect(took).toBeLessThan(5000)
  expect(await ky.text(`/meetings/${id}/conclusions`)).toContain('40 kết luận: 40 giao việc (40 việc đã giao), không còn kết luận nào chưa xử lý')
})

test('a correction moves the deadline, hands over to the new lead and gives a task to the unit that is added', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  await portal.as('ky').upload(`/meetings/${id}/conclusions`, pasted(minutes.split('\n')[1]!))
  await portal.as('ky').post(`/meetings/${id}/conclusions/giving`)
  const [{ work }] = (await worksOf(id)) as [Awaited<ReturnType<typeof worksOf>>[number]]
  const ky = await userNamed('ky')
  const correct = (field: string, to: string) => portal.store.write(db => correctConclusion(db, ky, work.conclusionId, [{ workId: work.id, field, to }], { reason: 'Theo biên bản bổ sung số 1', rules: { receiptHours: 16 } }))
  expect(await correct('deadline', 'trước ngày 30/11/2026')).toMatchObject([{ conclusion: '2', field: 'deadline', from: 'trước ngày 20/11/2026', to: 'trước ngày 30/11/2026' }])
  expect(await tasksOf()).toMatchObject([{ due: '2026-11-30', firstDue: '2026-11-20', unitId: 'merit' }])
  await correct('lead', 'Phòng Việc làm – An toàn lao động; Phòng Người có công')
  expect((await tasksOf()).map(({ unitId, due }) => `${unitId} ${due}`).toSorted()).toEqual(['jobs 2026-11-30', 'merit 2026-11-30'])
  await correct('lead', 'Văn phòng; Phòng Người có công')
  expect((await tasksOf()).map(({ unitId }) => unitId).toSorted()).toEqual(['merit', 'office'])
  await expect(correct('lead', 'Phòng Không Có')).rejects.toThrow('Không nhận ra')
  expect(await correct('lead', 'Văn phòng; Phòng Người có công')).toEqual([])
  const told = await portal.store.read.select().from(events).where(eq(events.action, 'task changed'))
  expect(told).toMatchObject([{ actorId: 'ky', onBehalfOfId: 'lan', details: { note: 'Theo biên bản bổ sung số 1' } }])
})

test('what was given is put right before the minutes are signed, and its tasks change with it', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const ky = portal.as('ky')
  await ky.upload(`/meetings/${id}/conclusions`, pasted(minutes.split('\n')[1]!))
  await ky.post(`/meetings/${id}/conclusions/giving`)
  const [{ work, revision }] = (await worksOf(id)) as [Awaited<ReturnType<typeof worksOf>>[number]]
  const page = await ky.text(`/meetings/${id}/conclusions?edit=${work.conclusionId}`)
  expect(page).toContain('các nhiệm vụ đổi theo')
  const cells = (deadline: string, title: string) => ({ [`k.${work.conclusionId}`]: String(revision), [`w.${work.id}.deadline`]: deadline, [`w.${work.id}.title`]: title })
  const wrong = await ky.post(`/meetings/${id}/conclusions/cells`, cells('', 'Rà soát 15 thủ tục'))
  expect(wrong.status).toBe(422)
  expect(await tasksOf()).toMatchObject([{ due: '2026-11-20' }])
  expect((await ky.post(`/meetings/${id}/conclusions/cells`, cells('trước ngày 27/11', 'Rà soát 15 thủ tục'))).status).toBe(303)
  expect(await tasksOf()).toMatchObject([{ due: '2026-11-27', firstDue: '2026-11-20', title: 'Rà soát 15 thủ tục' }])
  expect((await ky.post(`/meetings/${id}/conclusions/cells`, cells('trước ngày 28/12', 'Rà soát 15 thủ tục'))).status).toBe(422) // an old page
})

test('a unit that was merged after the meeting: its successor gets the task, the conclusion keeps the name of its day', async () => {
  const id = await aMeeting(portal, { state: 'held', on: '2026-10-09' })
  await portal.as('ky').upload(`/meetings/${id}/conclusions`, pasted(minutes.split('\n')[1]!))
  await portal.as('quan').post('/units/merit/renaming', { name: 'Phòng Người có công và Xã hội', on: '2026-10-12', decision: 'Quyết định 15/QĐ-SLĐTBXH' })
  await portal.as('ky').post(`/meetings/${id}/conclusions/giving`)
  const [task] = await tasksOf()
  const [now] = await portal.store.read.select().from(units).where(eq(units.name, 'Phòng Người có công và Xã hội'))
  expect(task!.unitId).toBe(now!.id)
  const page = await portal.as('ky').text(`/meetings/${id}/conclusions`)
  expect(page).toContain('Phòng Người có công và Xã hội')
  expect((await worksOf(id))[0]!.work.unitIds).toEqual(['merit'])
})

test('the register of conclusions is narrowed by unit, state, kind and reminders, with counts, and comes as a workbook', async () => {
  const first = await aMeeting(portal, { state: 'held', on: '2026-08-10', title: 'Giao ban tháng 8/2026' })
  const second = await aMeeting(portal, { state: 'held', on: '2026-09-14', title: 'Giao ban tháng 9/2026' })
  const ky = portal.as('ky')
  await ky.upload(`/meetings/${first}/conclusions`, pasted('1. Giao Phòng Người có công hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, xong trước ngày 31/8/2026.\n2. Thống nhất đánh giá kết quả quý II.'))
  await ky.post(`/meetings/${first}/conclusions/giving`)
  await ky.upload(`/meetings/${second}/conclusions`, pasted('1. Nhắc Phòng Người có công khẩn trương hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, chậm nhất ngày 25/9/2026.'))
  await ky.post(`/meetings/${second}/conclusions/giving`)
  const minh = portal.as('minh')
  const all = await minh.text('/conclusions')
  expect(all).toContain('3 kết luận')
  expect(all).toContain('Quá hạn (2)')
  const late = await minh.text('/conclusions?state=overdue&unit=merit&reminded=1')
  expect(late).toContain('nhắc lần 1')
  expect(late).not.toContain('Thống nhất đánh giá')
  expect(await minh.text('/conclusions?q=danh+gia&state=overdue')).toContain('Không có kết luận nào khớp')
  const sheet = await minh.get('/conclusions/export/xlsx?state=overdue')
  expect(sheet.status).toBe(200)
  expect((await portal.as('quan').get('/conclusions')).status).toBe(403)
})
