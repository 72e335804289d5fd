// Meetings and conclusions in the search, as stories: found by what was said and signed, a draft only by who prepares it, the same when built anew.
import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { conclusions, conclusionWorks } from '../src/conclusions/tables.ts'
import { record } from '../src/events/events.ts'
import { agendaItems, meetings } from '../src/meetings/tables.ts'
import { papers } from '../src/papers/tables.ts'
import { buildSearch } from '../src/search/keeping.ts'
import { searchEntries } from '../src/search/tables.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const pageFor = (who: string, q: string) => portal.as(who).text(`/search?${new URLSearchParams({ q })}`)
const found = async (who: string, q: string) => [...(await pageFor(who, q)).matchAll(/class="item-t" href="([^"]+)"/g)].map(([, href]) => href)
/** Says that something happened to the meeting, and waits until the search has heard of it. */
const heard = async (id: string, details: Record<string, unknown> = {}) => {
  await portal.store.write(db => record(db, { id: 'ky' }, 'conclusion changed', 'meeting', id, details))
  await portal.searchSettled()
}
const conclude = (meetingId: string, id: string, text: string, position = 1) => portal.store.write(db =>
  db.insert(conclusions).values({ id, meetingId, position, number: String(position), text, kind: 'assign', search: '', madeById: 'ky', madeAt: testNow }))

test('a meeting is found by its title, day, place and agenda; a conclusion by its words and its work', async () => {
  const id = await aMeeting(portal, { state: 'held', place: 'Hội trường tầng 5' })
  await conclude(id, 'k1', 'Giao Phòng Người có công đối chiếu hồ sơ liệt sĩ')
  await portal.store.write(db => db.insert(conclusionWorks).values({ id: 'w1', conclusionId: 'k1', position: 1, title: 'Đối chiếu hồ sơ', product: 'Bảng đối chiếu', unitIds: ['merit'], coordinatorIds: [], outsiders: [] }))
  await heard(id)
  for (const q of ['giao ban tháng 10', '12/10/2026', 'hoi truong tang 5', 'rà soát thủ tục người có công', 'hồ sơ liệt sĩ']) expect(await found('xem', q), q).toContain(`/meetings/${id}`)
  for (const q of ['hồ sơ liệt sĩ', 'bảng đối chiếu', 'kết luận 1', 'giao ban tháng 10']) expect(await found('xem', q), q).toContain(`/meetings/${id}/conclusions#kl-k1`)
  const page = (await pageFor('xem', 'liệt sĩ')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(page).toContain('Kết luận (1)')
  expect(page).toMatch(/Kết luận 1 .*Giao ban cải cách hành chính tháng 10\/2026 .*ngày 12\/10\/2026/)
  expect(page).toContain('Chưa giao')
  // The administrator sees no meetings.
  expect(await found('quan', 'liệt sĩ')).toEqual([])
})

test('what changed is found as it is now: an item that was moved, a conclusion that was reworded or taken out', async () => {
  const [from, to] = [await aMeeting(portal), await aMeeting(portal, { title: 'Họp tháng 11', on: '2026-11-12', agenda: [] })]
  await conclude(from, 'k1', 'Báo cáo tiến độ số hóa')
  await heard(from)
  expect(await found('hoa', 'số hóa')).toEqual([`/meetings/${from}`, `/meetings/${from}/conclusions#kl-k1`])
  await portal.store.write(async db => {
    await db.update(conclusions).set({ text: 'Báo cáo tiến độ lưu trữ' }).where(eq(conclusions.id, 'k1'))
    await db.update(agendaItems).set({ meetingId: to }).where(eq(agendaItems.title, 'Kết quả tháng 9'))
    await record(db, { id: 'ky' }, 'agenda item moved', 'meeting', from, { title: 'Kết quả tháng 9', toMeeting: to })
  })
  await portal.searchSettled()
  expect(await found('hoa', 'số hóa')).toEqual([])
  expect(await found('hoa', 'kết quả tháng 9')).toEqual([`/meetings/${to}`])
  await portal.store.write(db => db.delete(conclusions).where(eq(conclusions.id, 'k1')))
  await heard(from, { conclusion: 'k1' })
  expect(await portal.store.read.$count(searchEntries, eq(searchEntries.kind, 'conclusion'))).toBe(0)
})

test('a draft and what stands in it are found by those who prepare it alone, not even counted for others; once called by everybody', async () => {
  const id = await aMeeting(portal, { state: 'draft', title: 'Họp kín về nhân sự', secretaryId: 'minh' })
  await conclude(id, 'k1', 'Luân chuyển cán bộ')
  await heard(id)
  for (const who of ['yen', 'lan', 'minh', 'ky']) expect(await found(who, 'họp kín'), who).toContain(`/meetings/${id}`)
  for (const who of ['yen', 'minh']) expect(await found(who, 'luân chuyển cán bộ'), who).toContain(`/meetings/${id}/conclusions#kl-k1`)
  for (const who of ['hoa', 'tuan', 'xem', 'thu']) for (const q of ['họp kín', 'luân chuyển']) expect(await pageFor(who, q), `${who} ${q}`).toContain(`Không có kết quả cho “${q}”`)
  await portal.store.write(async db => {
    await db.update(meetings).set({ state: 'called' }).where(eq(meetings.id, id))
    await record(db, { id: 'yen' }, 'meeting called', 'meeting', id)
  })
  await portal.searchSettled()
  expect(await found('hoa', 'họp kín')).toContain(`/meetings/${id}`)
  // The database has the last word: an index that has not heard yet shows nothing more.
  await portal.store.write(db => db.update(meetings).set({ state: 'draft' }).where(eq(meetings.id, id)))
  expect(await found('hoa', 'họp kín')).toEqual([])
})

test('the number of signed minutes finds their meeting; one that is not signed has none', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  const paper = { meetingId: id, sequence: 1, symbol: 'BB-SLĐTBXH', madeById: 'ky', madeAt: testNow }
  await portal.store.write(async db => {
    await db.insert(papers).values([{ ...paper, id: 'p1', kind: 'minutes', state: 'signed', year: 2026, number: 7 }, { ...paper, id: 'p2', kind: 'notice', symbol: 'TB-SLĐTBXH', state: 'draft' }])
    await record(db, { id: 'lan' }, 'paper signed', 'meeting', id, { paper: 'minutes' })
  })
  await portal.searchSettled()
  for (const q of ['07/BB-SLĐTBXH', '07/bb', 'số 07/BB-SLĐTBXH']) expect((await found('hoa', q))[0], q).toBe(`/meetings/${id}`)
  expect((await pageFor('hoa', '07/BB-SLĐTBXH')).replace(/<[^>]+>/g, '')).toContain('Biên bản số 07/BB-SLĐTBXH')
})

test('built anew the index holds the same', async () => {
  const id = await aMeeting(portal, { state: 'held' })
  await aMeeting(portal, { state: 'draft', title: 'Họp chuyên đề' })
  await conclude(id, 'k1', 'Rà soát quy trình nội bộ')
  await heard(id)
  const entries = () => portal.store.read.select({ kind: searchEntries.kind, id: searchEntries.subjectId, digest: searchEntries.digest }).from(searchEntries).orderBy(asc(searchEntries.kind), asc(searchEntries.subjectId))
  const ofMeetings = async () => (await entries()).filter(({ kind }) => kind === 'meeting' || kind === 'conclusion')
  const before = await ofMeetings()
  expect(before).toHaveLength(3)
  await buildSearch(portal.store, { anew: true })
  expect(await ofMeetings()).toEqual(before)
})
