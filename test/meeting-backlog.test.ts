// Stories around meetings: what anybody proposes and what becomes of it, the list, the calendar file and feed, the line on the home page.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { events } from '../src/events/tables.ts'
import { addMeeting, agendaOf } from '../src/meetings/meetings.ts'
import { agendaItems, meetings } from '../src/meetings/tables.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })
const zone = process.env.TZ
afterEach(() => { if (zone === undefined) delete process.env.TZ; else process.env.TZ = zone })

const proposal = { title: 'Vướng mắc tiếp nhận hồ sơ chất độc hóa học', body: 'Hồ sơ thiếu giấy tờ gốc', minutes: '15', seriesId: '' }
async function proposed(name: string, more: Record<string, string> = {}): Promise<string> {
  expect((await portal.as(name).post('/meetings/backlog', { ...proposal, ...more })).status).toBe(303)
  const rows = await portal.store.read.select().from(agendaItems).where(eq(agendaItems.title, more.title ?? proposal.title))
  return rows.at(-1)!.id
}

test('anybody proposes an item; it is taken onto an agenda or refused with a reason, and whoever proposed it sees what became of it', async () => {
  const taken = await proposed('minh')
  const refused = await proposed('hoa', { title: 'Đổi giờ tiếp công dân' })
  const withdrawn = await proposed('minh', { title: 'Mua thêm máy quét' })
  expect((await portal.as('minh').post('/meetings/backlog', { ...proposal, title: '' })).status).toBe(422)
  expect((await portal.as('xem').post('/meetings/backlog', proposal)).status).toBe(403)
  // One sees one's own; whoever prepares meetings sees all.
  expect(await portal.as('hoa').text('/meetings/backlog')).not.toContain('chất độc hóa học</p>')
  const page = await portal.as('ky').text('/meetings/backlog')
  for (const words of ['Vướng mắc tiếp nhận hồ sơ', 'Phạm Văn Minh, Phòng Người có công', 'Chưa có cuộc họp nào sắp tới']) expect(page).toContain(words)

  const draft = await aMeeting(portal, { state: 'draft' })
  expect((await portal.as('hoa').post(`/meetings/backlog/${taken}/taking`, { meeting: draft })).status).toBe(404)
  expect((await portal.as('ky').post(`/meetings/backlog/${taken}/taking`, { meeting: draft })).status).toBe(303)
  expect(await agendaOf(portal.store.read, draft)).toMatchObject([{}, {}, { title: proposal.title, presenterId: 'minh', unitId: 'merit', minutes: 15, madeById: 'minh' }])
  expect((await portal.as('ky').post(`/meetings/backlog/${taken}/taking`, { meeting: draft })).status).toBe(404)
  expect((await portal.as('ky').post(`/meetings/backlog/${refused}/refusal`, { reason: '' })).status).toBe(422)
  expect((await portal.as('ky').post(`/meetings/backlog/${refused}/refusal`, { reason: 'Thuộc thẩm quyền của phòng' })).status).toBe(303)
  expect((await portal.as('ky').post(`/meetings/backlog/${withdrawn}/withdrawal`)).status).toBe(403)
  expect((await portal.as('minh').post(`/meetings/backlog/${withdrawn}/withdrawal`)).status).toBe(303)

  expect(await portal.as('hoa').text('/meetings/backlog')).toContain('Thuộc thẩm quyền của phòng')
  // The draft is unseen: its name is not told before people are called to it.
  const before = await portal.as('minh').text('/meetings/backlog')
  expect(before).toContain('được xếp vào một cuộc họp đang chuẩn bị')
  expect(before).not.toContain('Giao ban cải cách hành chính tháng 10/2026')
  await portal.as('ky').post(`/meetings/${draft}/calling`)
  expect(await portal.as('minh').text('/meetings/backlog')).toContain('Giao ban cải cách hành chính tháng 10/2026, 12/10/2026')
  expect(await portal.store.read.select().from(events).where(eq(events.action, 'agenda item taken'))).toMatchObject([{ subjectKind: 'meeting', subjectId: draft, details: { proposer: 'minh' } }])
})

test('a proposal that is left out, or whose draft is removed, waits again; one that was moved on is followed', async () => {
  const first = await proposed('minh')
  const second = await proposed('minh', { title: 'Sửa mẫu phiếu hẹn' })
  const draft = await aMeeting(portal, { state: 'draft' })
  const ky = portal.as('ky')
  for (const id of [first, second]) await ky.post(`/meetings/backlog/${id}/taking`, { meeting: draft })
  expect((await ky.post(`/meetings/${draft}/agenda/${first}/removal`)).status).toBe(303)
  expect(await agendaOf(portal.store.read, draft)).toHaveLength(3)
  expect((await ky.post(`/meetings/${draft}/removal`)).status).toBe(303)
  expect((await portal.store.read.select().from(agendaItems)).map(({ state, meetingId }) => [state, meetingId])).toEqual([['proposed', null], ['proposed', null]])

  const called = await aMeeting(portal)
  await ky.post(`/meetings/backlog/${first}/taking`, { meeting: called })
  const next = await aMeeting(portal, { on: '2026-10-30', title: 'Họp chuyên đề cuối tháng' })
  expect((await ky.post(`/meetings/${called}/agenda/${first}/moving`, { to: next, how: 'move' })).status).toBe(303)
  expect(await portal.as('minh').text('/meetings/backlog')).toContain('Họp chuyên đề cuối tháng, 30/10/2026')
})

test('the list shows what comes first, then the years; it is narrowed by its address, exported, and hides drafts from others', async () => {
  await aMeeting(portal, { on: '2026-10-20', title: 'Giao ban tháng 10 lần hai' })
  await aMeeting(portal, { on: '2026-10-15', title: 'Họp chuyên đề một cửa' })
  await aMeeting(portal, { on: '2025-12-05', title: 'Giao ban tháng 12/2025', state: 'held' })
  await aMeeting(portal, { on: '2026-11-05', title: 'Giao ban tháng 11', state: 'draft' })
  const hoa = portal.as('hoa')
  const page = await hoa.text('/meetings')
  expect(page).toContain('3 cuộc họp: 2 sắp tới, 1 đã qua.')
  const places = ['Họp chuyên đề một cửa', 'Giao ban tháng 10 lần hai', 'Đã qua, năm 2025', 'Giao ban tháng 12/2025'].map(words => page.indexOf(words))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(page).not.toContain('Giao ban tháng 11')
  expect(await portal.as('ky').text('/meetings')).toContain('Giao ban tháng 11')
  expect(await hoa.text('/meetings?q=mot+cua')).toContain('1 cuộc họp có chữ “mot cua”: 1 sắp tới, 0 đã qua.')
  expect(await hoa.text('/meetings?year=2025&state=held')).toContain('1 cuộc họp năm 2025, ở bước “đã họp”')
  expect(await hoa.text('/meetings?series=unknown')).toContain('Không có cuộc họp nào khớp')
  expect((await hoa.get('/meetings/export/xlsx?year=2026')).headers.get('content-type')).toContain('spreadsheetml')
})

const unfolded = (text: string) => text.replaceAll('\r\n ', '')

test('a meeting as a calendar file is at the right moment whatever the server’s zone, keeps its name, counts its changes, and says when it is off', async () => {
  const id = await aMeeting(portal, { startsAt: '07:30' })
  const file = async (name = 'hoa') => unfolded(await portal.as(name).text(`/meetings/${id}/calendar.ics`))
  for (const [place, hour] of [['America/New_York', 20], ['Pacific/Kiritimati', 14], ['Asia/Ho_Chi_Minh', 7]] as const) {
    process.env.TZ = place
    expect(new Date('2026-10-12T00:00:00Z').getHours(), 'the zone of this process').toBe(hour)
    const text = await file()
    for (const line of ['DTSTART:20261012T003000Z', 'DTEND:20261012T020000Z', `UID:meeting-${id}@localhost`, 'SEQUENCE:1', 'STATUS:CONFIRMED', 'LOCATION:Phòng họp tầng 2']) expect(text, place).toContain(`${line}\r\n`)
  }
  await portal.as('ky').post(`/meetings/${id}/edit`, { title: 'Giao ban', on: '2026-10-13', startsAt: '14:00', minutes: '60', place: 'Hội trường', link: 'https://hop.example.vn/1', chairId: 'lan', secretaryId: 'ky', revision: '1' })
  const moved = await file()
  for (const line of ['DTSTART:20261013T070000Z', 'DTEND:20261013T080000Z', `UID:meeting-${id}@localhost`, 'SEQUENCE:2', 'DESCRIPTION:Chủ trì: Lê Thị Lan\\nHọp trực tuyến: https://hop.example.vn/1']) expect(moved).toContain(`${line}\r\n`)
  await portal.as('ky').post(`/meetings/${id}/cancellation`, { reason: 'Bão' })
  const off = await file()
  for (const line of ['STATUS:CANCELLED', 'SEQUENCE:3', 'SUMMARY:Đã hoãn: Giao ban']) expect(off).toContain(`${line}\r\n`)
  const draft = await aMeeting(portal, { state: 'draft' })
  expect((await portal.as('hoa').get(`/meetings/${draft}/calendar.ics`)).status).toBe(404)
})

test('the feed of a person holds the meetings they take part in and no drafts; the home page names the next one', async () => {
  const add = (title: string, on: string, more = {}) => portal.store.write(db => addMeeting(db, { id: 'ky' }, { title, on, startsAt: '08:00', minutes: 60, place: 'Phòng họp', chairId: 'lan', secretaryId: 'ky', ...more }))
  const hoa = { guests: [{ personId: 'hoa', unitId: 'merit', name: 'Bế Thị Hoa', title: null }] }
  const invited = await add('Được mời', '2026-10-15', hoa)
  const draft = await add('Đang chuẩn bị', '2026-10-14', hoa)
  const others = await add('Của người khác', '2026-10-16')
  const presiding = await add('Chủ trì', '2026-11-20', { chairId: 'hoa' })
  await portal.store.write(async db => { for (const id of [invited, others, presiding]) await db.update(meetings).set({ state: 'called' }).where(eq(meetings.id, id)) })
  const [, path] = /http:\/\/localhost(\/calendar-feed\/[\w-]+\.ics)/.exec(await (await portal.as('hoa').post('/notices/feed')).text())!
  const feed = unfolded(await portal.as(null).text(path!))
  expect([...feed.matchAll(/SUMMARY:(.*)\r/g)].map(([, words]) => words)).toEqual(['Được mời', 'Chủ trì'])
  expect(feed).not.toContain(draft)
  const home = await portal.as('hoa').text('/')
  expect(home).toContain(`T5 15/10/2026, 08:00, Phòng họp: <a href="/meetings/${invited}">Được mời</a>`)
  expect(await portal.as('minh').text('/')).not.toContain('next-meeting')
})
