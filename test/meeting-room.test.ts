// Stories of a meeting's room: attendance, notes of two secretaries at once, the end; what stands once the minutes are signed.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { setClock } from '../src/clock.ts'
import { events } from '../src/events/tables.ts'
import { agendaItems, meetingGuests, meetings } from '../src/meetings/tables.ts'
import { papers } from '../src/papers/tables.ts'
import { aMeeting } from './meetings-office.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
let id: string
let room: string
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
  id = await aMeeting(portal, { guests: [
    { personId: 'hoa', unitId: 'merit', name: 'Bế Thị Hoa', title: 'Trưởng phòng' },
    { personId: 'dung', unitId: 'jobs', name: 'Lò Văn Dũng', title: 'Trưởng phòng' },
    { personId: 'tuan', unitId: 'leaders', name: 'Trần Anh Tuấn', title: 'Phó giám đốc' },
    { personId: null, unitId: null, name: 'Ông Sùng A Páo', title: 'UBND xã Tả Van' },
  ] })
  room = `/meetings/${id}/room`
})

const meetingNow = async () => (await portal.store.read.select().from(meetings).where(eq(meetings.id, id)))[0]!
const guestOf = async (name: string) => (await portal.store.read.select().from(meetingGuests).where(eq(meetingGuests.name, name)))[0]!
const itemOf = async (title: string) => (await portal.store.read.select().from(agendaItems).where(eq(agendaItems.title, title)))[0]!
const told = async () => (await portal.store.read.select().from(events).where(eq(events.subjectId, id))).map(({ action, details }) => [action, details] as const)
const asWords = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const sign = () => portal.store.write(async db => db.insert(papers).values({ id: 'bb', meetingId: id, kind: 'minutes', state: 'signed', symbol: 'BB', madeById: 'ky', madeAt: new Date() }))
const json = { Accept: 'application/json', 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

/** A save as the page of one who types sends it. */
async function type(name: string, itemId: string, typed: { notes?: string; notesBase?: string; outcome?: string; outcomeBase?: string; revision?: string }) {
  return portal.as(name).post(`${room}/items/${itemId}/notes`, { notes: '', notesBase: '', outcome: '', outcomeBase: '', revision: '0', ...typed }, json)
}

test('from the first minute to the last: all present, then the exceptions, somebody who came uninvited, and the end with its counts', async () => {
  const ky = portal.as('ky')
  expect(asWords(await ky.text(room))).toContain('Chưa bắt đầu họp.')
  expect((await ky.post(`${room}/beginning`)).status).toBe(303)
  expect((await meetingNow()).beganAt).toEqual(new Date('2026-10-12T08:00:00+07:00'))
  expect((await meetingNow()).snapshotAt).not.toBe(null)
  expect((await ky.post(`${room}/beginning`)).status).toBe(422)

  await ky.post(`${room}/attendance`)
  expect(asWords(await ky.text(room))).toContain('6 có mặt')
  const [dung, tuan] = [await guestOf('Lò Văn Dũng'), await guestOf('Trần Anh Tuấn')]
  await ky.post(`${room}/guests/${dung.id}`, { attendance: 'deputised', deputy: 'Hà Thị Cửa' })
  await ky.post(`${room}/guests/${tuan.id}`, { attendance: 'excused', reason: 'Họp UBND tỉnh', deputy: 'ai đó' })
  expect(await guestOf('Lò Văn Dũng')).toMatchObject({ attendance: 'deputised', deputyId: 'cua', deputyName: 'Hà Thị Cửa', takenById: 'ky' })
  expect(await guestOf('Trần Anh Tuấn')).toMatchObject({ attendance: 'excused', reason: 'Họp UBND tỉnh', deputyId: null, deputyName: null })

  expect((await ky.post(`${room}/guests`, { name: 'bế thị hoa' })).status).toBe(422)
  await ky.post(`${room}/guests`, { name: 'Phạm Văn Minh' })
  await ky.post(`${room}/guests`, { name: 'Bà Giàng Thị Sua', title: 'Báo Lào Cai' })
  expect(await guestOf('Phạm Văn Minh')).toMatchObject({ personId: 'minh', unitId: 'merit', attendance: 'present' })
  expect(await guestOf('Bà Giàng Thị Sua')).toMatchObject({ personId: null, title: 'Báo Lào Cai', attendance: 'present' })

  setClock(() => new Date('2026-10-12T09:40:00+07:00'))
  const ended = await ky.post(`${room}/end`)
  expect(decodeURIComponent(decodeURIComponent(ended.headers.get('set-cookie')!))).toContain('Đã kết thúc cuộc họp: 6 có mặt, 1 ủy quyền, 1 vắng có lý do.')
  expect(await meetingNow()).toMatchObject({ state: 'held', endedAt: new Date('2026-10-12T09:40:00+07:00') })
  expect((await told()).slice(1).map(([action]) => action)).toEqual([
    'meeting began', 'everybody present', 'attendance taken', 'attendance taken', 'guest came uninvited', 'guest came uninvited', 'meeting held',
  ])
  // Names of people from outside the office are not kept for ever.
  expect(JSON.stringify(await told())).not.toContain('Sua')

  expect((await ky.post(`${room}/times`, { began: '8h', ended: '07:00' })).status).toBe(422)
  await ky.post(`${room}/times`, { began: '08:05', ended: '10:30' })
  expect(asWords(await ky.text(room))).toContain('Đã họp từ 08:05 đến 10:30.')
  await ky.post(`${room}/resumption`)
  expect(await meetingNow()).toMatchObject({ state: 'called', endedAt: null })
})

test('the end says what the minutes still lack, and does not refuse', async () => {
  const ky = portal.as('ky')
  await ky.post(`${room}/beginning`)
  await ky.post(`${room}/guests/${(await guestOf('Lò Văn Dũng')).id}`, { attendance: 'deputised' })
  await ky.post(`${room}/guests/${(await guestOf('Trần Anh Tuấn')).id}`, { attendance: 'excused' })
  const page = asWords(await ky.text(room))
  expect(page).toContain('Chưa điểm danh: Bế Thị Hoa, Ông Sùng A Páo')
  expect(page).toContain('Chưa ghi ai dự thay: Lò Văn Dũng')
  expect(page).toContain('Chưa ghi lý do vắng: Trần Anh Tuấn')
  expect((await ky.post(`${room}/end`)).status).toBe(303)
})

test('with htmx a row is saved at once: its note and the counts come back, not a page', async () => {
  const { id: guest } = await guestOf('Bế Thị Hoa')
  const answer = await portal.as('ky').post(`${room}/guests/${guest}`, { attendance: 'excused' }, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
  const text = await answer.text()
  expect(text).not.toContain('<html')
  expect(text).toContain('Chưa ghi lý do')
  expect(asWords(text)).toContain('2 có mặt, 1 vắng có lý do, 3 chưa điểm danh')
  await portal.as('ky').post(`${room}/guests/${guest}`, { attendance: '', reason: 'x' })
  expect(await guestOf('Bế Thị Hoa')).toMatchObject({ attendance: null, reason: null })
  const wrong = await portal.as('ky').post(`${room}/guests/${guest}`, { attendance: 'asleep' }, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
  expect(await wrong.text()).toContain('Hãy chọn có mặt, vắng hoặc ủy quyền.')
  expect((await portal.as('ky').post(`${room}/guests/${guest}`, { attendance: 'deputised', deputy: 'Bế Thị Hoa' })).status).toBe(422)
})

test('a meeting that is written down on another day took place when it was to; one that is prepared or called off is not written', async () => {
  const later = await aMeeting(portal, { on: '2026-10-14', startsAt: '14:00' })
  expect(asWords(await portal.as('ky').text(`/meetings/${later}/room`))).toContain('Lịch họp ghi ngày 14/10/2026, hôm nay là 12/10/2026.')
  await portal.as('ky').post(`/meetings/${later}/room/beginning`)
  await portal.as('ky').post(`/meetings/${later}/room/end`)
  expect((await portal.store.read.select().from(meetings).where(eq(meetings.id, later)))[0]).toMatchObject({ beganAt: new Date('2026-10-14T14:00:00+07:00'), endedAt: new Date('2026-10-14T15:30:00+07:00') })
  for (const state of ['draft', 'cancelled'] as const) {
    const other = await aMeeting(portal, { state })
    expect((await portal.as('ky').get(`/meetings/${other}/room`)).status).toBe(200)
    expect((await portal.as('ky').post(`/meetings/${other}/room/beginning`)).status).toBe(403)
  }
})

test('two secretaries in one item: both texts are there, each is told of the other, and the same save sent twice changes nothing', async () => {
  const { id: item } = await itemOf('Kết quả tháng 9')
  const first = await (await type('ky', item, { notes: 'Ông Bình báo cáo: 12/15 việc xong.' })).json() as Record<string, unknown>
  expect(first).toMatchObject({ revision: 1, notes: 'Ông Bình báo cáo: 12/15 việc xong.', other: null, at: '08:00' })
  const second = await (await type('yen', item, { notes: 'Bà Hoa: thiếu người.', outcome: 'Bổ sung 1 người.' })).json() as Record<string, unknown>
  expect(second).toMatchObject({ revision: 2, notes: 'Ông Bình báo cáo: 12/15 việc xong.\nBà Hoa: thiếu người.', outcome: 'Bổ sung 1 người.', other: 'Ký' })
  expect(await (await type('yen', item, { notes: 'Bà Hoa: thiếu người.', outcome: 'Bổ sung 1 người.' })).json()).toMatchObject({ revision: 2, notes: second.notes })

  // Both change one line.
  const base = { notesBase: String(second.notes), outcome: 'Bổ sung 1 người.', outcomeBase: 'Bổ sung 1 người.', revision: '2' }
  await type('yen', item, { ...base, notes: 'Ông Bình báo cáo: 13/15 việc xong.\nBà Hoa: thiếu người.' })
  const third = await (await type('ky', item, { ...base, notes: 'Ông Bình báo cáo: 12/16 việc xong.\nBà Hoa: thiếu người.' })).json() as Record<string, unknown>
  expect(third).toMatchObject({ other: 'Yến', notes: 'Ông Bình báo cáo: 13/15 việc xong.\n(Ký ghi) Ông Bình báo cáo: 12/16 việc xong.\nBà Hoa: thiếu người.' })
  // One event for each of the two, not for each save; and a new one after a while.
  const notesTaken = async () => (await told()).filter(([action]) => action === 'notes taken').length
  expect(await notesTaken()).toBe(2)
  setClock(() => new Date('2026-10-12T08:11:00+07:00'))
  await type('yen', item, { notesBase: String(third.notes), notes: `${String(third.notes)}\nThêm`, revision: '4' })
  expect(await notesTaken()).toBe(3)
})

test('what others saved and where they write comes with the next look; where nothing is new, nothing comes', async () => {
  const { id: item } = await itemOf('Kết quả tháng 9')
  const { id: next } = await itemOf('Rà soát thủ tục người có công')
  const seen = /data-seen="([^"]+)"/.exec(await portal.as('yen').text(room))![1]!
  const look = (who: string, query: Record<string, string>) => portal.as(who).get(`${room}/changes?${new URLSearchParams({ seen, had: `${item}.0,${next}.0`, ...query })}`)
  expect((await look('yen', { on: next })).status).toBe(204)
  await type('ky', item, { notes: 'Ghi nhanh' })
  const answer = await (await look('ky', { on: item, had: `${item}.1,${next}.0` })).json() as { writers: unknown }
  expect(answer.writers).toEqual([{ item: next, name: 'Yến' }])
  const changes = await (await look('yen', { on: next })).json() as Record<string, unknown>
  expect(changes).toMatchObject({ token: seen, items: [{ item, revision: 1, notes: 'Ghi nhanh', by: 'Ký', at: '08:00' }], writers: [{ item, name: 'Ký' }] })
  expect((await look('yen', { on: next, had: `${item}.1,${next}.0`, writing: String(changes.writing) })).status).toBe(204)
  // Who has gone writes nowhere.
  setClock(() => new Date('2026-10-12T08:01:00+07:00'))
  expect(await (await look('yen', { had: `${item}.1,${next}.0`, writing: String(changes.writing) })).json()).toMatchObject({ writers: [] })
  await portal.as('ky').post(`${room}/attendance`)
  expect(await (await look('yen', { had: `${item}.1,${next}.0` })).json()).not.toMatchObject({ token: seen })
})

test('without JavaScript: the button merges too, a button beside it loses nothing, a text too long comes back as typed', async () => {
  const { id: item, title } = await itemOf('Kết quả tháng 9')
  await type('yen', item, { notes: 'Yến ghi trước.' })
  const form = { notes: 'Ký ghi sau.', notesBase: '', outcome: 'Thống nhất.', outcomeBase: '', revision: '0' }
  const saved = await portal.as('ky').post(`${room}/items/${item}/notes`, form)
  expect(decodeURIComponent(decodeURIComponent(saved.headers.get('set-cookie')!))).toContain('Yến cũng vừa ghi nội dung này; phần của cả hai đã được gộp.')
  await portal.as('ky').post(`${room}/items/${item}/state`, { ...form, notes: 'Yến ghi trước.\nKý ghi sau.\nThêm một dòng.', notesBase: 'Yến ghi trước.\nKý ghi sau.', revision: '2', state: 'done' })
  expect(await itemOf(title)).toMatchObject({ state: 'done', notes: 'Yến ghi trước.\nKý ghi sau.\nThêm một dòng.', outcome: 'Thống nhất.' })
  await portal.as('ky').post(`${room}/items/${item}/state`, { ...form, state: 'planned' })
  expect(await itemOf(title)).toMatchObject({ state: 'planned' })

  const long = 'dài '.repeat(6_000)
  const again = await portal.as('ky').post(`${room}/items/${item}/notes`, { ...form, notes: long })
  expect(again.status).toBe(422)
  const page = await again.text()
  expect(page).toContain('Dài quá 20.000 ký tự')
  expect(page).toContain(long.trim())
  expect((await type('ky', item, { notes: long })).status).toBe(422)
})

test('an item comes up in the room; one of another meeting is not found', async () => {
  expect((await portal.as('ky').post(`${room}/items`, { title: ' ' })).status).toBe(422)
  await portal.as('ky').post(`${room}/items`, { title: 'Phòng chống lụt bão' })
  expect(await itemOf('Phòng chống lụt bão')).toMatchObject({ meetingId: id, position: 2, state: 'planned' })
  const other = await aMeeting(portal, { agenda: [{ title: 'Của cuộc khác' }] })
  expect(other).not.toBe(id)
  expect((await type('ky', (await itemOf('Của cuộc khác')).id, { notes: 'x' })).status).toBe(404)
})

test('an item goes on in the next meeting or waits; what was written stays here, also what stood in the boxes', async () => {
  const next = await aMeeting(portal, { on: '2026-11-09', agenda: [], title: 'Giao ban tháng 11' })
  const { id: item } = await itemOf('Kết quả tháng 9')
  const { id: second } = await itemOf('Rà soát thủ tục người có công')
  const texts = { notesBase: '', outcome: '', outcomeBase: '', revision: '0' }
  expect(await portal.as('ky').text(room)).toContain('Giao ban tháng 11, T2 09/11/2026')
  expect((await portal.as('ky').post(`${room}/items/${item}/moving`, { ...texts, notes: 'Chưa đủ số liệu', to: 'nowhere' })).status).toBe(422)
  await portal.as('ky').post(`${room}/items/${item}/moving`, { ...texts, notes: 'Chưa đủ số liệu', to: next })
  await portal.as('ky').post(`${room}/items/${second}/moving`, { ...texts, notes: '', to: '' })
  const rows = await portal.store.read.select().from(agendaItems)
  expect(rows.find(row => row.id === item)).toMatchObject({ state: 'moved', notes: 'Chưa đủ số liệu' })
  expect(rows.find(row => row.fromItemId === item)).toMatchObject({ meetingId: next, state: 'planned', notes: '' })
  expect(rows.find(row => row.fromItemId === second)).toMatchObject({ meetingId: null, state: 'proposed' })
  expect(asWords(await portal.as('ky').text(room))).toContain('Đã chuyển sang cuộc họp ngày 09/11/2026. Điều đã ghi vẫn ở đây.')
  expect((await portal.as('ky').post(`${room}/items/${item}/state`, { ...texts, notes: '', state: 'done' })).status).toBe(422)
})

test('on the wall: items in their order with documents and time; the longest time told is kept while the meeting lasts', async () => {
  const { id: item } = await itemOf('Kết quả tháng 9')
  const page = asWords(await portal.as('hoa').text(`/meetings/${id}/presenting`))
  expect(page).toContain('Nội dung 1/2 Kết quả tháng 9 Trình bày: Vũ Thanh Bình Dự kiến 20 phút Tiếp theo: Rà soát thủ tục người có công')
  const tell = (who: string, seconds: string) => portal.as(who).post(`/meetings/${id}/presenting/${item}`, { seconds })
  await tell('ky', '60')
  expect((await itemOf('Kết quả tháng 9')).tookSeconds).toBe(0)
  await portal.as('ky').post(`${room}/beginning`)
  for (const seconds of ['300', '120', '900000', 'x']) await tell('ky', seconds)
  expect((await itemOf('Kết quả tháng 9')).tookSeconds).toBe(300)
  expect((await tell('hoa', '400')).status).toBe(403)
  expect(asWords(await portal.as('ky').text(room))).toContain('20 phút, thực tế 5 phút')
})

test('who was invited reads what was said, others only who was there; nobody but those who write may write', async () => {
  const { id: item } = await itemOf('Kết quả tháng 9')
  await type('ky', item, { notes: 'Nội bộ' })
  for (const name of ['hoa', 'lan', 'tuan']) expect(await portal.as(name).text(room), name).toContain('Nội bộ')
  for (const name of ['minh', 'xem']) {
    const page = await portal.as(name).text(room)
    expect(page, name).not.toContain('Nội bộ')
    expect(page, name).toContain('Bế Thị Hoa')
    expect(page, name).not.toContain('data-notes')
  }
  for (const name of ['hoa', 'tuan', 'xem', 'minh']) {
    expect((await portal.as(name).post(`${room}/beginning`)).status, name).toBe(403)
    expect((await type(name, item, { notes: 'x' })).status, name).toBe(403)
    expect((await portal.as(name).get(`${room}/changes`)).status, name).toBe(403)
  }
  expect((await type('hoa', 'nothing', {})).status).toBe(403)
  // A head of a division is the secretary of one meeting, and writes in that one alone.
  const theirs = await aMeeting(portal, { secretaryId: 'hoa' })
  expect((await portal.as('hoa').post(`/meetings/${theirs}/room/beginning`)).status).toBe(303)
})

test('signed minutes end it: attendance, notes, times and the way back into the room are refused, and everybody reads', async () => {
  const { id: item } = await itemOf('Kết quả tháng 9')
  const ky = portal.as('ky')
  await ky.post(`${room}/beginning`)
  await type('ky', item, { notes: 'Đã ghi' })
  await ky.post(`${room}/end`)
  await ky.post(`${room}/guests/${(await guestOf('Bế Thị Hoa')).id}`, { attendance: 'present' })
  await sign()
  for (const [path, form] of [
    ['/attendance', {}], ['/resumption', {}], ['/times', { began: '08:00', ended: '09:00' }], ['/guests', { name: 'Ai' }], ['/items', { title: 'Thêm' }],
    [`/guests/${(await guestOf('Bế Thị Hoa')).id}`, { attendance: 'absent' }], [`/items/${item}/notes`, { notes: 'Sửa' }], [`/items/${item}/state`, { state: 'done' }],
  ] as const) {
    const answer = await ky.post(`${room}${path}`, form as Record<string, string>)
    expect(answer.status, path).toBe(403)
    expect(await answer.text(), path).toContain('lập biên bản bổ sung')
  }
  expect((await guestOf('Bế Thị Hoa')).attendance).toBe('present')
  const page = await portal.as('xem').text(room)
  expect(page).toContain('Đã ghi')
  expect(await ky.text(room)).not.toContain('data-notes')
})
