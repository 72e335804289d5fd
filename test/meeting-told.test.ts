// Being told of meetings: who hears of a call, a change, minutes to comment on and what was signed; what waits a day before; that a draft is told to nobody.
import { and, asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { setClock } from '../src/clock.ts'
import { conclusions, conclusionTasks } from '../src/conclusions/tables.ts'
import { readConfig } from '../src/config.ts'
import { eventsAfter, record } from '../src/events/events.ts'
import type { EventAction } from '../src/events/sentences.ts'
import { meetingGuests, meetings } from '../src/meetings/tables.ts'
import { openTelling, retell } from '../src/notifications/following.ts'
import { tellMeetings } from '../src/notifications/meeting-clocks.ts'
import { mails, notices } from '../src/notifications/tables.ts'
import { giveTask } from '../src/tasks/assigning.ts'
import { aMeeting } from './meetings-office.ts'
import { addSecondHead, openPortal, testNow, type TestPortal } from './portal.ts'

// Mail is queued, and never sent.
const env = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'CCHC <cchc@example.vn>', PUBLIC_ORIGIN: 'http://localhost', SESSION_HOURS: '744' }
let portal: TestPortal
beforeEach(async () => { portal = await openPortal(env) })

const at = (moment: string) => { setClock(() => new Date(`${moment}:00+07:00`)) }
const say = (who: string, action: EventAction, id: string, details: Record<string, unknown> = {}, kind: 'meeting' | 'series' = 'meeting') =>
  portal.store.write(db => record(db, { id: who }, action, kind, id, details))
/** Hands every event to the follower, as the portal does after each commit. */
async function follow() { await (await openTelling(portal.store, readConfig({ DATA_DIR: portal.folder, ...env }))).follow(await eventsAfter(portal.store.read, 0, 500)) }
/** Who was told of which kind and why, since the last time this was asked. */
let heard = new Set<string>()
async function told() {
  await follow()
  const rows = await portal.store.read.select().from(notices).orderBy(asc(notices.event), asc(notices.personId))
  const fresh = rows.filter(({ id }) => !heard.has(id))
  for (const { id } of fresh) heard.add(id)
  return fresh.map(({ personId, kind, reason }) => `${personId} ${kind} ${reason}`)
}
beforeEach(() => { heard = new Set() })
const mailed = async () => (await portal.store.read.select({ personId: mails.personId }).from(mails).orderBy(asc(mails.personId))).map(({ personId }) => personId)
const inbox = async (who: string) => (await portal.as(who).text('/notices')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const leadsTo = async (who: string) => {
  const [latest] = (await portal.store.read.select().from(notices).where(eq(notices.personId, who)).orderBy(asc(notices.event))).slice(-1)
  return (await portal.as(who).get(`/notices/${latest!.id}`)).headers.get('location')
}
const twoGuests = [{ personId: 'hoa', unitId: 'merit', name: 'Bế Thị Hoa', title: 'Trưởng phòng' }, { personId: 'binh', unitId: 'office', name: 'Vũ Thanh Bình', title: null }, { personId: null, unitId: null, name: 'Khách mời Sở Nội vụ', title: null }]

test('a call tells chair, secretary and guests, each why; a change of time tells them what; calling off is mailed at once', async () => {
  const id = await aMeeting(portal, { on: '2026-10-20', guests: twoGuests })
  await say('yen', 'meeting called', id, { title: 'Giao ban', on: '2026-10-20', startsAt: '08:00', place: 'Phòng họp tầng 2', guests: 3 })
  expect(await told()).toEqual(['binh meeting invited', 'hoa meeting invited', 'ky meeting secretary', 'lan meeting chair'])
  expect(await inbox('hoa')).toContain('Giao ban cải cách hành chính tháng 10/2026 Nguyễn Hải Yến đã mời họp 08:00 ngày 20/10/2026')
  expect(await inbox('hoa')).toContain('vì bạn được mời họp')
  expect(await leadsTo('hoa')).toBe(`/meetings/${id}`)
  expect(await mailed()).toEqual([]) // days away: the digest of the morning does

  await say('yen', 'meeting changed', id, { fields: ['startsAt', 'place'], from: { startsAt: '08:00', place: 'Phòng họp tầng 2' }, to: { startsAt: '14:00', place: 'Hội trường' }, called: true })
  expect((await told()).length).toBe(4)
  expect(await inbox('hoa')).toContain('đã sửa cuộc họp: đổi giờ 08:00 thành 14:00, đổi nơi họp Phòng họp tầng 2 thành Hội trường')
  await say('yen', 'meeting changed', id, { fields: ['note', 'minutes'], from: {}, to: {}, called: true })
  expect(await told()).toEqual([])
  await say('yen', 'meeting changed', id, { fields: ['secretaryId'], from: { secretaryId: 'minh' }, to: { secretaryId: 'ky' }, called: true })
  expect(await told()).toEqual(['ky meeting secretary', 'minh meeting relieved'])
  await say('yen', 'meeting guests changed', id, { change: 'removed', called: true, names: ['Vũ Thanh Bình'], personIds: ['binh'] })
  await say('yen', 'meeting guests changed', id, { change: 'added', called: true, names: ['Phạm Văn Minh'], personIds: ['minh'] })
  expect(await told()).toEqual(['binh meeting relieved', 'minh meeting invited'])

  await portal.store.write(db => db.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, id)))
  await say('lan', 'meeting cancelled', id, { title: 'Giao ban', on: '2026-10-20', startsAt: '14:00', reason: 'Giám đốc đi công tác', called: true })
  expect(await told()).toEqual(['binh meeting invited', 'hoa meeting invited', 'ky meeting secretary'])
  expect(await inbox('hoa')).toContain('đã hoãn cuộc họp: Giám đốc đi công tác')
  expect(await mailed()).toEqual(['binh', 'hoa', 'ky'])
  // Made again from the events it is the same.
  const before = await portal.store.read.$count(notices)
  await portal.store.write(db => db.delete(notices))
  expect(await retell(portal.store)).toBe(before)
})

test('a draft is told to nobody, whatever happens to it; nor is one that is written down after its day', async () => {
  const id = await aMeeting(portal, { state: 'draft', on: '2026-10-13' })
  await say('yen', 'meeting changed', id, { fields: ['on'], from: { on: '2026-10-14' }, to: { on: '2026-10-13' }, called: false })
  await say('yen', 'meeting guests changed', id, { change: 'added', called: false, names: ['Bế Thị Hoa'], personIds: ['hoa'] })
  await say('yen', 'agenda item taken', id, { item: 'x', title: 'Rà soát', proposer: 'minh', on: '2026-10-13', called: false })
  await say('lan', 'paper signed', id, { paper: 'invitation', kind: 'invitation', number: '01/GM-SLĐTBXH' })
  expect(await told()).toEqual([])
  expect(await tellMeetings(portal.store)).toBe(0)
  // The proposer hears of it with the call, and by mail at once: it is tomorrow.
  await portal.store.write(db => db.update(meetings).set({ state: 'called', calledAt: testNow }).where(eq(meetings.id, id)))
  await say('yen', 'meeting called', id, { on: '2026-10-13', startsAt: '08:00', guests: 1 })
  expect(await told()).toEqual(['hoa meeting invited', 'ky meeting secretary', 'lan meeting chair', 'minh meeting proposer'])
  expect(await mailed()).toEqual(['hoa', 'ky', 'lan', 'minh'])

  const past = await aMeeting(portal, { on: '2026-10-05' })
  await say('yen', 'meeting called', past, { on: '2026-10-05', startsAt: '08:00', guests: 1, past: true })
  const cancelled = await aMeeting(portal, { on: '2026-10-22', state: 'cancelled' })
  await say('yen', 'meeting cancelled', cancelled, { reason: 'Trùng lịch', called: false })
  expect(await told()).toEqual([])
})

test('a notice of a meeting that the reader may not see any more says neither its name nor where it is', async () => {
  const id = await aMeeting(portal, { on: '2026-10-20' })
  await say('yen', 'meeting called', id, { on: '2026-10-20' })
  await told()
  await portal.store.write(db => db.update(meetings).set({ state: 'draft' }).where(eq(meetings.id, id)))
  expect(await inbox('hoa')).toContain('Mục này không còn mở với bạn')
  expect(await inbox('hoa')).not.toContain('Giao ban cải cách hành chính tháng 10/2026')
})

test('a proposal is told to those who prepare meetings; what became of it to who proposed it', async () => {
  await say('minh', 'agenda item proposed', 'any', { item: 'x', title: 'Đo thời gian một cửa', proposer: 'minh' }, 'series')
  expect(await told()).toEqual(['ky request preparing', 'yen request preparing'])
  expect(await inbox('ky')).toContain('Phạm Văn Minh đã đề xuất nội dung họp “Đo thời gian một cửa”')
  expect(await leadsTo('ky')).toBe('/meetings/backlog')
  await say('yen', 'agenda item refused', 'any', { item: 'x', title: 'Đo thời gian một cửa', proposer: 'minh', reason: 'Đã có trong kế hoạch' }, 'series')
  expect(await told()).toEqual(['minh decision proposer'])
  expect(await inbox('minh')).toContain('Đã có trong kế hoạch')
  const id = await aMeeting(portal)
  await say('yen', 'agenda item taken', id, { item: 'y', title: 'Rà soát', proposer: 'hoa', on: '2026-10-12', called: true })
  expect(await told()).toEqual(['hoa decision proposer'])
  await say('hoa', 'agenda item withdrawn', 'any', { item: 'z', title: 'Khác', proposer: 'hoa' }, 'series')
  expect(await told()).toEqual([])
})

test('minutes: out for comment with the last day, comments to who wrote them, answers to who commented, the signed ones to all who have work from them', async () => {
  await addSecondHead(portal)
  const id = await aMeeting(portal, { state: 'held', guests: twoGuests })
  await portal.store.write(async db => {
    await db.update(meetings).set({ beganAt: testNow, endedAt: testNow }).where(eq(meetings.id, id))
    await db.update(meetingGuests).set({ attendance: 'deputised', deputyId: 'minh', deputyName: 'Phạm Văn Minh' }).where(and(eq(meetingGuests.meetingId, id), eq(meetingGuests.personId, 'hoa')))
    await db.insert(conclusions).values({ id: 'k1', meetingId: id, position: 1, number: '1', text: 'Phòng Việc làm báo cáo.', kind: 'assign', search: '', madeById: 'ky', madeAt: testNow })
    const taskId = await giveTask(db, { id: 'lan' }, {
      title: 'Báo cáo việc làm', origin: { kind: 'conclusion', number: null, date: '2026-10-12', issuer: null, title: null, clause: null, quote: null, saidBy: null },
      unitId: 'jobs', assignerId: 'lan', deadline: { kind: 'date', value: '2026-10-30', original: '30/10/2026' },
    }, { receiptHours: 16 })
    await db.insert(conclusionTasks).values({ id: 'l1', conclusionId: 'k1', taskId, how: 'given', at: testNow })
  })
  await told()
  const minutes = `/meetings/${id}/papers/minutes`
  expect((await portal.as('yen').post(`${minutes}/commenting`, { until: '2026-10-14' })).status).toBe(303)
  expect(await told()).toEqual(['binh meeting invited', 'hoa meeting invited', 'ky meeting secretary', 'lan meeting chair', 'minh meeting deputy'])
  expect(await inbox('hoa')).toContain('đã gửi lấy ý kiến biên bản đến hết ngày 14/10/2026')
  expect(await leadsTo('hoa')).toBe(minutes)
  expect((await portal.as('hoa').get(minutes)).status).toBe(200)

  expect((await portal.as('binh').post(`${minutes}/comments`, { text: 'Xin sửa kết luận 1.' })).status).toBe(303)
  expect(await told()).toEqual(['ky comment secretary', 'yen comment writer'])
  const comment = /comments\/([^/"]+)\/answer/.exec(await portal.as('ky').text(minutes))![1]!
  await portal.as('ky').post(`${minutes}/comments/${comment}/answer`, { answer: 'taken', note: 'Đã sửa' })
  expect(await told()).toEqual(['binh comment commenter'])

  // A working day before the last one, those who were there and have said nothing are reminded: once.
  at('2026-10-13T09:00')
  expect(await tellMeetings(portal.store)).toBe(1)
  expect(await tellMeetings(portal.store)).toBe(0)
  expect(await told()).toEqual(['hoa reminder invited', 'minh reminder deputy'])
  expect(await inbox('hoa')).toContain('Cổng đã nhắc góp ý biên bản, hết ngày 14/10/2026')
  expect(await leadsTo('minh')).toBe(minutes)

  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(await portal.as('lan').text(minutes))![1]!
  expect((await portal.as('lan').post(`${minutes}/signature`, { seen })).status).toBe(303)
  expect(await told()).toEqual(['binh meeting invited', 'dung meeting tasked', 'hoa meeting invited', 'ky meeting secretary', 'minh meeting deputy'])
  expect(await inbox('dung')).toContain('Lê Thị Lan đã ký biên bản số 01/BB-SLĐTBXH')
  expect(await inbox('dung')).toContain('vì đơn vị bạn phụ trách có việc từ cuộc họp')
  expect(await leadsTo('dung')).toBe(minutes)
})

test('on the working day before a meeting all who are called hear of it once more, by mail; whoever wants no reminders hears nothing', async () => {
  const id = await aMeeting(portal, { on: '2026-10-19' }) // a Monday
  await portal.store.write(db => db.update(meetings).set({ calledAt: testNow }).where(eq(meetings.id, id)))
  await portal.as('lan').post('/notices/settings', { digest: 'on', immediate: 'on', 'way-reminder': 'none' })
  at('2026-10-15T09:00')
  expect(await tellMeetings(portal.store)).toBe(0)
  at('2026-10-16T06:00')
  expect(await tellMeetings(portal.store)).toBe(0) // before office hours
  at('2026-10-16T08:00')
  expect(await tellMeetings(portal.store)).toBe(1)
  expect(await tellMeetings(portal.store)).toBe(0)
  expect(await told()).toEqual(['hoa reminder invited', 'ky reminder secretary'])
  expect(await mailed()).toEqual(['hoa', 'ky'])
  expect(await inbox('hoa')).toContain('Cổng đã nhắc họp lúc 08:00 ngày 19/10/2026, Phòng họp tầng 2')
  // Moved to another hour it is told anew; on its own morning only before it begins.
  await portal.store.write(db => db.update(meetings).set({ startsAt: '14:00' }).where(eq(meetings.id, id)))
  at('2026-10-19T15:00')
  expect(await tellMeetings(portal.store)).toBe(0)
  at('2026-10-19T08:00')
  expect(await tellMeetings(portal.store)).toBe(1)
})

test('called today for tomorrow is reminder enough', async () => {
  const id = await aMeeting(portal, { on: '2026-10-13' })
  await portal.store.write(db => db.update(meetings).set({ calledAt: testNow }).where(eq(meetings.id, id)))
  expect(await tellMeetings(portal.store)).toBe(0)
})
