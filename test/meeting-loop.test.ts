// The loop of the office as one story over three meetings: concluded, a task, late, reminded of twice, done, and spoken of no more.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { people } from '../src/accounts/tables.ts'
import { fixDay } from '../src/clock.ts'
import { reviewReport } from '../src/tasks/deciding.ts'
import { tasks } from '../src/tasks/tables.ts'
import { officeOf } from './desk-office.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal } from './portal.ts'

test('what was concluded in August is late in September, reminded of twice, done in October, and closed for the meeting after', async () => {
  const portal = await openPortal()
  const office = officeOf(portal)
  const ky = portal.as('ky')
  const meet = (month: number, day: string) => { fixDay(day); return aMeeting(portal, { state: 'held', on: day, title: `Giao ban tháng ${month}/2026` }) }
  const conclude = async (id: string, text: string) => {
    const form = new FormData()
    form.set('text', text)
    expect((await ky.upload(`/meetings/${id}/conclusions`, form)).status).toBe(303)
    expect((await ky.post(`/meetings/${id}/conclusions/giving`)).status).toBe(303)
  }
  const words = async (id: string) => (await portal.as('lan').text(`/meetings/${id}?now=1`)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const given = () => portal.store.read.select().from(tasks)

  const august = await meet(8, '2026-08-10')
  await conclude(august, '1. Giao Phòng Người có công hoàn thiện dự thảo Nghị quyết hỗ trợ người có công, xong trước ngày 31/8/2026.')
  const [task] = await given()
  expect(task).toMatchObject({ unitId: 'merit', due: '2026-08-31', state: 'assigned', assignerId: 'lan' })
  await office.accept('hoa', task!.id, 'merit', 'minh')

  // September opens with it, late; it is reminded of, and again in October: no second task, and the deadline stays.
  const september = await meet(9, '2026-09-14')
  expect(await words(september)).toMatch(/Hoàn thiện dự thảo Nghị quyết.*Quá hạn/i)
  await conclude(september, '1. Nhắc Phòng Người có công khẩn trương hoàn thiện dự thảo Nghị quyết hỗ trợ người có công.')
  const october = await meet(10, '2026-10-05')
  expect(await words(october)).toContain('nhắc lần 1')
  await conclude(october, '1. Lần thứ hai nhắc Phòng Người có công hoàn thiện dự thảo Nghị quyết hỗ trợ người có công.')
  expect(await given()).toMatchObject([{ due: '2026-08-31', extensions: 0 }])
  expect(await words(await meet(11, '2026-10-07'))).toContain('nhắc lần 2')

  // Done, confirmed by the chair: the next meeting has nothing of it to speak of any more.
  const { id } = await office.report('minh', task!.id, 'merit', { percent: 100, claimsDone: true, finishedOn: '2026-10-07' })
  const [lan] = await portal.store.read.select().from(people).where(eq(people.id, 'lan'))
  await portal.store.write(async db => reviewReport(db, await userOf(db, lan!), id, { decision: 'confirmed' }))
  const last = await words(await meet(12, '2026-10-12'))
  expect(last).not.toContain('Quá hạn T')
  expect(last).not.toContain('nhắc lần')
  expect(await ky.text(`/meetings/${august}/conclusions`)).toContain('1/1 việc xong')
})
