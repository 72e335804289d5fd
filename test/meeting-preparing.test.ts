// Stories of preparing a meeting: its agenda, guests and documents; calling people, changing what they were told, calling off.
import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { events } from '../src/events/tables.ts'
import { documents } from '../src/evidence/tables.ts'
import { agendaOf, guestsOf } from '../src/meetings/meetings.ts'
import { agendaItems, meetingDocuments, meetings } from '../src/meetings/tables.ts'
import { aMeeting } from './meetings-office.ts'
import { addSecondHead, openPortal, testNow, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await addSecondHead(portal)
})

const fields = { title: 'Họp chuyên đề dịch vụ công trực tuyến', on: '2026-10-20', startsAt: '14:00', minutes: '60', place: 'Hội trường', link: '', chairId: 'tuan', secretaryId: 'minh', note: '' }
const row = async (id: string) => (await portal.store.read.select().from(meetings).where(eq(meetings.id, id)))[0]!
const itemsIn = async (id: string) => (await agendaOf(portal.store.read, id)).map(({ title }) => title)
const said = async (action: 'meeting changed' | 'meeting called' | 'meeting cancelled' | 'agenda item taken' | 'meeting guests changed') =>
  (await portal.store.read.select().from(events).where(eq(events.action, action))).map(({ details }) => details)
async function aDocument(name: string, subject: string): Promise<string> {
  const id = `doc-${name}`
  const unitId = name === 'hoa' ? 'merit' : 'office'
  await portal.store.write(async db => { await db.insert(documents).values({ id, subject, search: subject.toLowerCase(), sort: subject, unitId, madeById: name, madeAt: testNow, number: '12/BC-LĐTBXH', date: '2026-10-01' }) })
  return id
}

test('a single meeting is drafted, given items in order, guests and a document, and then called; until then nobody else sees it', async () => {
  const ky = portal.as('ky')
  const made = await ky.post('/meetings', fields)
  expect(made.status).toBe(303)
  const id = made.headers.get('location')!.split('/')[2]!
  // Minh, who writes this one, prepares it although he prepares no others.
  const minh = portal.as('minh')
  expect((await minh.get(`/meetings/${id}/edit`)).status).toBe(200)
  for (const [title, minutes] of [['Kết quả quý III', '30'], ['Hồ sơ trễ hạn', '25'], ['Ý kiến các đơn vị', '15']] as const) {
    expect((await minh.post(`/meetings/${id}/agenda`, { title, minutes, presenterId: 'hoa', unitId: 'merit', body: '' })).status).toBe(303)
  }
  const [first, , third] = await agendaOf(portal.store.read, id)
  await minh.post(`/meetings/${id}/agenda/${third!.id}/place`, { way: 'up' })
  await minh.post(`/meetings/${id}/agenda/${first!.id}/place`, { way: 'up' })
  expect(await itemsIn(id)).toEqual(['Kết quả quý III', 'Ý kiến các đơn vị', 'Hồ sơ trễ hạn'])
  expect((await minh.post(`/meetings/${id}/agenda`, { title: '', minutes: 'lâu' })).status).toBe(422)

  const empty = await minh.post(`/meetings/${id}/calling`)
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Chưa có ai trong thành phần họp')
  // All units by their heads; then a guest from outside. Whoever presides or writes is no guest as well.
  expect((await minh.post(`/meetings/${id}/guests`, { unitId: '*', personId: '', name: '', title: '' })).status).toBe(303)
  expect((await minh.post(`/meetings/${id}/guests`, { unitId: '', personId: '', name: 'Ông Nông Văn Tài', title: 'Sở Nội vụ' })).status).toBe(303)
  expect((await guestsOf(portal.store.read, id)).map(({ name, title }) => [name, title])).toEqual([['Vũ Thanh Bình', null], ['Bế Thị Hoa', null], ['Lò Văn Dũng', null], ['Ông Nông Văn Tài', 'Sở Nội vụ']])
  const twice = await minh.post(`/meetings/${id}/guests`, { unitId: 'merit', personId: '', name: '', title: '' })
  expect(await twice.text()).toContain('Người này đã có trong thành phần họp')
  expect((await minh.post(`/meetings/${id}/guests`, { unitId: '', personId: 'tuan', name: '', title: '' })).status).toBe(422)

  const document = await aDocument('minh', 'Báo cáo hồ sơ trực tuyến quý III')
  expect((await minh.post(`/meetings/${id}/documents`, { item: first!.id, documentId: document, q: '' })).status).toBe(303)
  expect((await portal.as('cua').get(`/documents/${document}`)).status).toBe(200) // entered by the office, where Cửa serves
  expect((await portal.as('hoa').get(`/documents/${document}`)).status).toBe(404)
  const page = await minh.text(`/meetings/${id}/edit`)
  for (const words of ['70/60 phút', 'quá 10 phút', 'Mời 4 người họp', '1 tài liệu']) expect(page).toContain(words)

  expect((await portal.as('hoa').get(`/meetings/${id}`)).status).toBe(404)
  expect((await minh.post(`/meetings/${id}/calling`)).status).toBe(303)
  const shown = await portal.as('hoa').text(`/meetings/${id}`)
  for (const words of ['Kết quả quý III', 'Báo cáo hồ sơ trực tuyến quý III']) expect(shown).toContain(words)
  // What goes with the meeting is open to whoever sees the meeting.
  expect((await portal.as('hoa').get(`/documents/${document}`)).status).toBe(200)
  expect(await portal.as('hoa').text('/documents')).toContain('Báo cáo hồ sơ trực tuyến quý III')
  expect(await said('meeting called')).toMatchObject([{ on: '2026-10-20', startsAt: '14:00', guests: 4, past: false }])
  expect((await portal.as('hoa').get(`/meetings/${id}/edit`)).status).toBe(403)
})

test('after calling, a change of time says what changed; of two who edit at once the second is told and keeps what was typed', async () => {
  const id = await aMeeting(portal)
  const { title, chairId } = await row(id)
  const typed = { ...fields, title, chairId, secretaryId: 'ky', minutes: '90', place: 'Phòng họp tầng 2', revision: '1' }
  expect((await portal.as('ky').post(`/meetings/${id}/edit`, { ...typed, on: '2026-10-13', startsAt: '08:00' })).status).toBe(303)
  expect(await said('meeting changed')).toMatchObject([{ fields: ['on'], from: { on: '2026-10-12' }, to: { on: '2026-10-13' }, called: true }])
  const second = await portal.as('yen').post(`/meetings/${id}/edit`, { ...typed, on: '2026-10-14', place: 'Họp trực tuyến' })
  expect(second.status).toBe(422)
  const told = await second.text()
  for (const words of ['vừa được sửa ở một thẻ khác', 'Họp trực tuyến']) expect(told).toContain(words)
  const wrong = await portal.as('ky').post(`/meetings/${id}/edit`, { ...typed, revision: '2', on: '2026-10-01', startsAt: '8h' })
  expect(await wrong.text()).toContain('Hãy ghi giờ họp')
  expect(await (await portal.as('ky').post(`/meetings/${id}/edit`, { ...typed, revision: '2', on: '2026-10-01' })).text()).toContain('chỉ chuyển sang ngày chưa qua')
  // The new chair was a guest: no longer.
  expect((await portal.as('ky').post(`/meetings/${id}/edit`, { ...typed, revision: '2', on: '2026-10-13', startsAt: '08:00', chairId: 'hoa' })).status).toBe(303)
  expect(await guestsOf(portal.store.read, id)).toEqual([])
  expect(await row(id)).toMatchObject({ chairId: 'hoa', revision: 3, state: 'called' })
})

test('of two who edit one item the second is told; an item with notes stays', async () => {
  const id = await aMeeting(portal)
  const [one, two] = await agendaOf(portal.store.read, id)
  const item = { title: 'Kết quả tháng 9 và quý III', minutes: '25', presenterId: 'binh', unitId: '', body: 'Nêu rõ nguyên nhân', revision: '1' }
  expect((await portal.as('ky').post(`/meetings/${id}/agenda/${one!.id}`, item)).status).toBe(303)
  const second = await portal.as('yen').post(`/meetings/${id}/agenda/${one!.id}`, { ...item, title: 'Tên khác' })
  expect(second.status).toBe(422)
  expect(await second.text()).toContain('value="Tên khác"')
  await portal.store.write(async db => { await db.update(agendaItems).set({ notes: 'Đã bàn' }).where(eq(agendaItems.id, two!.id)) })
  expect(await (await portal.as('ky').post(`/meetings/${id}/agenda/${two!.id}/removal`)).text()).toContain('đã có ghi chép nên không bỏ được')
  expect((await portal.as('ky').post(`/meetings/${id}/agenda/${one!.id}/removal`)).status).toBe(303)
  expect(await itemsIn(id)).toEqual(['Rà soát thủ tục người có công'])
  expect((await portal.as('hoa').post(`/meetings/${id}/agenda`, item)).status).toBe(403)
})

test('a called meeting is called off with a reason and not removed; a draft is removed with all that hangs on it', async () => {
  const called = await aMeeting(portal)
  const ky = portal.as('ky')
  expect(await (await ky.post(`/meetings/${called}/removal`)).text()).toContain('Hãy hoãn cuộc họp')
  expect((await ky.post(`/meetings/${called}/cancellation`, { reason: '' })).status).toBe(422)
  expect((await ky.post(`/meetings/${called}/cancellation`, { reason: 'Giám đốc đi công tác' })).status).toBe(303)
  expect(await said('meeting cancelled')).toMatchObject([{ reason: 'Giám đốc đi công tác', called: true, on: '2026-10-12' }])
  expect((await ky.get(`/meetings/${called}/edit`)).status).toBe(422)

  const draft = await aMeeting(portal, { state: 'draft' })
  const document = await aDocument('ky', 'Tờ trình')
  await ky.post(`/meetings/${draft}/documents`, { item: '', documentId: document, q: '' })
  expect(await (await ky.post(`/meetings/${draft}/documents`, { item: '', documentId: document, q: '' })).text()).toContain('đã kèm ở đây rồi')
  expect((await ky.post(`/meetings/${draft}/removal`)).status).toBe(303)
  expect(await portal.store.read.$count(meetings, eq(meetings.id, draft))).toBe(0)
  expect(await portal.store.read.$count(meetingDocuments)).toBe(0)
})

test('a document of another unit cannot be attached by whoever may not see it, and one that is attached can be taken away', async () => {
  const id = await aMeeting(portal, { secretaryId: 'minh', state: 'draft' })
  const foreign = await aDocument('ky', 'Tài liệu nội bộ Văn phòng')
  expect((await portal.as('minh').post(`/meetings/${id}/documents`, { item: '', documentId: foreign, q: '' })).status).toBe(404)
  const own = await aDocument('hoa', 'Số liệu người có công')
  const found = await portal.as('minh').text(`/meetings/${id}/documents?q=so+lieu`)
  expect(found).not.toContain('Tài liệu nội bộ')
  await portal.as('minh').post(`/meetings/${id}/documents`, { item: '', documentId: own, q: '' })
  const [link] = await portal.store.read.select().from(meetingDocuments)
  expect(await portal.as('minh').text('/documents')).toContain('Giao ban cải cách hành chính tháng 10/2026')
  expect((await portal.as('minh').post(`/meetings/${id}/documents/${link!.id}/removal`, { item: '' })).status).toBe(303)
  expect(await portal.store.read.$count(meetingDocuments, and(eq(meetingDocuments.meetingId, id)))).toBe(0)
})

test('an item is moved to the next meeting of its series or copied; the meeting it left says so', async () => {
  const ky = portal.as('ky')
  const series = (await ky.post('/meetings/series', {
    name: 'Giao ban', every: 'monthly', by: 'day', day: '12', shift: 'after', startsAt: '08:00', minutes: '60', place: 'Phòng họp', chairId: 'lan', secretaryId: 'ky', prepareDays: '0', 'unit.merit': 'on',
    'agenda.0.title': 'Tình hình kỳ trước', 'agenda.0.minutes': '20',
  })).headers.get('location')!.split('/').at(-1)!
  const next = async () => (await ky.post(`/meetings/series/${series}/meetings`)).headers.get('location')!.split('/')[2]!
  const october = await next()
  const [item] = await agendaOf(portal.store.read, october)
  // There is no next meeting yet: it waits for it.
  expect(await (await ky.post(`/meetings/${october}/agenda/${item!.id}/moving`, { to: 'nothing', how: 'move' })).text()).toContain('Hãy chọn cuộc họp khác')
  const november = await next()
  expect(await ky.text(`/meetings/${october}/agenda/${item!.id}`)).toContain('Kỳ sau: Giao ban tháng 11/2026, T5 12/11/2026')
  await portal.store.write(async db => { await db.update(meetings).set({ state: 'held' }).where(eq(meetings.id, october)) })
  expect((await ky.post(`/meetings/${october}/agenda/${item!.id}/moving`, { to: november, how: 'copy' })).status).toBe(303)
  expect(await (await ky.post(`/meetings/${october}/agenda/${item!.id}/moving`, { to: november, how: 'move' })).text()).toContain('đã được chép đến đó rồi')
  expect((await ky.post(`/meetings/${october}/agenda/${item!.id}/moving`, { to: '', how: 'move' })).status).toBe(303)
  expect(await itemsIn(november)).toEqual(['Tình hình kỳ trước', 'Tình hình kỳ trước'])
  expect(await ky.text(`/meetings/${october}`)).toContain('Đã chuyển: sang danh sách đề xuất')
  expect(await portal.store.read.select().from(agendaItems).where(eq(agendaItems.state, 'proposed'))).toMatchObject([{ fromItemId: item!.id, seriesId: series, meetingId: null }])
})
