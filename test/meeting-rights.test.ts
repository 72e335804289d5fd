// Who may do what around meetings, address by address and role by role; that a draft is as if it were not; that what was signed stands; that nobody signs what they wrote.
import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { conclusions, conclusionWorks } from '../src/conclusions/tables.ts'
import { agendaItems, meetingGuests, meetings } from '../src/meetings/tables.ts'
import { paperComments, papers } from '../src/papers/tables.ts'
import { addresses } from '../src/policy.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

const people = ['lan', 'tuan', 'binh', 'yen', 'kiem', 'hoa', 'minh', 'cua', 'thu', 'ky', 'quan', 'xem']

/**
 * x goes in, - is refused (403), 0 does not find it (404). The meeting was held: chaired by Lan, written by Ký, Hoa was there;
 * its minutes are out for comment. Whoever may, goes in also where they then do not find the thing that the address names.
 */
const table: Record<string, string> = {
  // Lan (director), Tuấn (deputy), Bình (chief), Yến (reform), Kiểm (procedures), Hoa (head), Minh (staff), Cửa (one stop), Thư (clerk), Ký (secretary), Quản (admin), Xem (viewer)
  // What everybody who sees meetings sees.
  'GET /meetings': 'xxxxxxxxxx-x',
  'GET /meetings/:id/calendar.ics': 'xxxxxxxxxx-x',
  'GET /meetings/export/xlsx': 'xxxxxxxxxx-x',
  'GET /meetings/backlog': 'xxxxxxxxxx-x',
  'GET /meetings/series': 'xxxxxxxxxx-x',
  'GET /meetings/series/:id': 'xxxxxxxxxx-x',
  'GET /meetings/:id': 'xxxxxxxxxx-x',
  'GET /meetings/:id/projection': 'xxxxxxxxxx-x',
  'GET /meetings/:id/export/xlsx': 'xxxxxxxxxx-x',
  'GET /papers': 'xxxxxxxxxx-x',
  'GET /papers/xlsx': 'xxxxxxxxxx-x',
  'GET /meetings/:id/papers': 'xxxxxxxxxx-x',
  'GET /conclusions': 'xxxxxxxxxx-x',
  'GET /conclusions/export/xlsx': 'xxxxxxxxxx-x',
  'GET /meetings/:id/conclusions': 'xxxxxxxxxx-x',
  'GET /meetings/:id/room': 'xxxxxxxxxx-x',
  'GET /meetings/:id/presenting': 'xxxxxxxxxx-x',
  // What those who prepare and write meetings do.
  'GET /meetings/new': 'x-xx-----x--',
  'POST /meetings': 'x-xx-----x--',
  'GET /meetings/:id/edit': 'x-xx-----x--',
  'POST /meetings/:id/edit': 'x-xx-----x--',
  'POST /meetings/:id/calling': 'x-xx-----x--',
  'POST /meetings/:id/cancellation': 'x-xx-----x--',
  'POST /meetings/:id/removal': 'x-xx-----x--',
  'POST /meetings/:id/guests': 'x-xx-----x--',
  'POST /meetings/:id/guests/:guest/removal': 'x-xx-----x--',
  'POST /meetings/:id/agenda': 'x-xx-----x--',
  'GET /meetings/:id/agenda/:item': 'x-xx-----x--',
  'POST /meetings/:id/agenda/:item': 'x-xx-----x--',
  'POST /meetings/:id/agenda/:item/place': 'x-xx-----x--',
  'POST /meetings/:id/agenda/:item/removal': 'x-xx-----x--',
  'POST /meetings/:id/agenda/:item/moving': 'x-xx-----x--',
  'GET /meetings/:id/documents': 'x-xx-----x--',
  'POST /meetings/:id/documents': 'x-xx-----x--',
  'POST /meetings/:id/documents/:document/removal': 'x-xx-----x--',
  'POST /meetings/series': 'x-xx-----x--',
  'GET /meetings/series/new': 'x-xx-----x--',
  'GET /meetings/series/:id/edit': 'x-xx-----x--',
  'POST /meetings/series/:id/edit': 'x-xx-----x--',
  'POST /meetings/series/:id/ending': 'x-xx-----x--',
  'POST /meetings/series/:id/meetings': 'x-xx-----x--',
  'POST /meetings/:id/conclusions': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/cells': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/giving': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/no-tasks': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/restoring': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/cells': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/works': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/works/:work/removal': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/works/:work/extension': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/removal': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/place': 'x-xx-----x--',
  'POST /meetings/:id/conclusions/:conclusion/no-task': 'x-xx-----x--',
  'GET /meetings/:id/room/changes': 'x-xx-----x--',
  'POST /meetings/:id/room/beginning': 'x-xx-----x--',
  'POST /meetings/:id/room/end': 'x-xx-----x--',
  'POST /meetings/:id/room/resumption': 'x-xx-----x--',
  'POST /meetings/:id/room/times': 'x-xx-----x--',
  'POST /meetings/:id/room/attendance': 'x-xx-----x--',
  'POST /meetings/:id/room/guests': 'x-xx-----x--',
  'POST /meetings/:id/room/guests/:guest': 'x-xx-----x--',
  'POST /meetings/:id/room/items': 'x-xx-----x--',
  'POST /meetings/:id/room/items/:item/notes': 'x-xx-----x--',
  'POST /meetings/:id/room/items/:item/state': 'x-xx-----x--',
  'POST /meetings/:id/room/items/:item/moving': 'x-xx-----x--',
  'POST /meetings/:id/presenting/:item': 'x-xx-----x--',
  // Minutes that are out for comment: those who write, sign and were there; who signs, and who keeps the signed paper.
  'GET /papers/numbers': '--xx----xx--',
  'POST /papers/numbers': '--xx----xx--',
  'GET /meetings/:id/papers/:paper': 'x0xx0x000x-0',
  'GET /meetings/:id/papers/:paper/docx': 'x0xx0x000x-0',
  'GET /meetings/:id/papers/:paper/edit': '--xx--0--x--',
  'POST /meetings/:id/papers/:paper/wording': '--xx--0--x--',
  'POST /meetings/:id/papers/:paper/commenting': '--xx--0--x--',
  'POST /meetings/:id/papers/:paper/commenting/removal': 'x-xx--0--x--',
  'POST /meetings/:id/papers/:paper/comments': 'x0--0x000x--',
  'POST /meetings/:id/papers/:paper/comments/:comment/answer': 'x-xx--0--x--',
  'POST /meetings/:id/papers/:paper/signature': 'x0----------',
  'POST /meetings/:id/papers/:paper/file': '--xx----0x--',
  'GET /meetings/:id/papers/:paper/file': '0000000000-0',
  // A supplement that is drafted to the signed minutes of another meeting; the chair signs it and does not write it.
  'GET /meetings/:id/supplements/new': '--xx-----x--',
  'POST /meetings/:id/supplements': '--xx-----x--',
  'GET /meetings/:id/papers/:paper/corrections': '--xx-----x--',
  'POST /meetings/:id/papers/:paper/corrections': '--xx-----x--',
  'POST /meetings/:id/papers/:paper/removal': '--xx-----x--',
  // Proposals, here one of Minh’s.
  'POST /meetings/backlog': 'xxxxxxxxxx--',
  'POST /meetings/backlog/:item/taking': 'x-xx-0---x--',
  'POST /meetings/backlog/:item/refusal': 'x-xx-0---x--',
  'POST /meetings/backlog/:item/withdrawal': '-0--00x00---',
}

/** Something for every form, so that it is the right that is judged and not the form. */
const typed = {
  text: 'Rà soát hồ sơ', title: 'Rà soát hồ sơ', body: '', reason: 'Theo yêu cầu', until: '2026-10-20', state: 'done', seconds: '5', answer: 'taken', note: 'Đồng ý', on: '2026-10-20', startsAt: '08:00',
  minutes: '30', place: 'Phòng họp', chairId: 'lan', secretaryId: 'ky', revision: '1', meeting: 'none', meetingId: 'none', base: '', notes: 'Ghi chú', outcome: '', name: 'Khách', to: 'backlog', how: 'move',
  seen: 'none', attendance: 'present', began: '08:00', ended: '09:00', direction: 'up', work: 'none', event: '1', symbol: 'BB-SLĐTBXH', year: '2026', used: '1', item: 'none', document: 'none',
}
const ask = (portal: TestPortal, name: string, address: string, path: string, more: Record<string, string> = {}) =>
  (address.startsWith('GET') ? portal.as(name).get(path) : portal.as(name).post(path, { ...typed, ...more }))
const ofMeetings = Object.keys(addresses).filter(address => /^\w+ \/(meetings|conclusions|papers)(\/|$)/.test(address))
/** The address with the meeting's id, its minutes, Hoa's comment on them and Minh's proposal; nothing else that it names is there. */
const pathOf = (address: string, id: string) => address.split(' ')[1]!.replace('/meetings/:id', `/meetings/${id}`).replace(':paper', 'minutes').replace('backlog/:item', 'backlog/proposed')
  .replace(':comment', 'said').replace(/:\w+/g, 'none')
/** Addresses of things that are not there. */
const deeper = /agenda\/:|guests\/:|documents\/:|conclusions\/:|items\/:|presenting\/:|series\/:|restoring$/

async function aConcludedMeeting(portal: TestPortal, more: Parameters<typeof aMeeting>[1] = {}) {
  const id = await aMeeting(portal, { state: 'held', ...more })
  await portal.store.write(async db => {
    await db.update(meetings).set({ beganAt: testNow, endedAt: new Date(testNow.getTime() + 5_400_000) }).where(eq(meetings.id, id))
    await db.update(meetingGuests).set({ attendance: 'present' }).where(eq(meetingGuests.meetingId, id))
    await db.insert(conclusions).values({ id: `k-${id}`, meetingId: id, position: 1, number: '1', text: 'Giao Văn phòng rà soát.', kind: 'assign', search: '', madeById: 'ky', madeAt: testNow })
    await db.insert(conclusionWorks).values({ id: `w-${id}`, conclusionId: `k-${id}`, position: 1, title: 'Rà soát', unitIds: ['office'], coordinatorIds: [], outsiders: [] })
  })
  return id
}
const minutesOf = (id: string) => `/meetings/${id}/papers/minutes`
/** Signs the minutes as the page shows them. */
async function sign(portal: TestPortal, name: string, id: string): Promise<number> {
  const [, seen = ''] = /name="seen" value="([0-9a-f]{64})"/.exec(await portal.as(name).text(minutesOf(id))) ?? []
  return (await portal.as(name).post(`${minutesOf(id)}/signature`, { seen })).status
}

test('every address of meetings, conclusions and papers, role by role', { timeout: 240_000 }, async () => {
  const portal = await openPortal()
  const id = await aMeeting(portal)
  const held = { state: 'held' as const, beganAt: testNow, endedAt: testNow }
  const commenting = { state: 'commenting' as const, commentsUntil: '2026-10-20', madeById: 'ky' }
  const open = { answer: null, answerNote: null, answeredById: null, answeredAt: null }
  const waiting = { state: 'proposed' as const, meetingId: null }
  const signed = await aConcludedMeeting(portal)
  expect(await sign(portal, 'lan', signed)).toBe(303)
  const supplement = { id: 's', meetingId: signed, kind: 'supplement' as const, state: 'draft' as const, symbol: 'BB-SLĐTBXH', madeById: 'ky', madeAt: testNow }
  await portal.store.write(async db => {
    await db.insert(papers).values({ id: 'p', meetingId: id, kind: 'minutes', symbol: 'BB-SLĐTBXH', madeAt: testNow, ...commenting })
    await db.insert(paperComments).values({ id: 'said', paperId: 'p', text: 'Xin sửa', byId: 'hoa', at: testNow })
    await db.insert(agendaItems).values({ id: 'proposed', title: 'Một cửa', madeById: 'minh', madeAt: testNow, ...waiting })
  })
  const found: Record<string, string> = {}
  for (const address of ofMeetings) {
    found[address] = ''
    for (const name of people) {
      // What one of them did is undone before the next one comes.
      await portal.store.write(async db => {
        await db.update(meetings).set(held).where(eq(meetings.id, id))
        await db.update(papers).set(commenting).where(eq(papers.id, 'p'))
        await db.update(paperComments).set(open).where(eq(paperComments.id, 'said'))
        await db.update(agendaItems).set(waiting).where(eq(agendaItems.id, 'proposed'))
        await db.delete(papers).where(eq(papers.kind, 'supplement'))
        await db.insert(papers).values(supplement)
      })
      const correcting = /supplements|corrections$|:paper\/removal$/.test(address)
      const path = correcting ? pathOf(address, signed).replace('/minutes', '/supplement-1') : pathOf(address, id)
      const { status } = await ask(portal, name, address, path, { meeting: id })
      expect(status, `${name}: ${address}`).toBeLessThan(500)
      // A thing within the meeting is looked for only by those who may.
      found[address] += status === 403 ? '-' : status === 404 && !deeper.test(address) ? '0' : 'x'
    }
  }
  expect(found).toEqual(table)
})

const within = ofMeetings.filter(address => address.includes('/meetings/:id'))
/** A page without what differs each time it is asked for. */
const plain = (html: string) => html.replace(/\d\d:\d\d/g, '')

test('a draft is as if it were not, for all but who prepares it: the same answer as of a meeting that never was', { timeout: 120_000 }, async () => {
  const portal = await openPortal()
  const draft = await aMeeting(portal, { state: 'draft', secretaryId: 'minh' })
  await portal.store.write(db => db.insert(papers).values({ id: 'p', meetingId: draft, kind: 'invitation', state: 'draft', symbol: 'GM-SLĐTBXH', madeById: 'minh', madeAt: testNow }))
  for (const address of within) {
    // A head of a unit passes the table as one who might be a secretary, the clerk as one who keeps signed papers.
    for (const name of ['hoa', 'thu', 'xem']) {
      const [real, none] = [await ask(portal, name, address, pathOf(address, draft)), await ask(portal, name, address, pathOf(address, 'never-was'))]
      expect([403, 404], `${name}: ${address}`).toContain(real.status)
      expect(real.status, `${name}: ${address}`).toBe(none.status)
      expect(plain(await real.text()).replaceAll(draft, ''), `${name}: ${address}`).toBe(plain(await none.text()).replaceAll('never-was', ''))
    }
  }
  for (const path of ['', '/edit', '/room', '/conclusions', '/papers', '/papers/invitation', '/documents', '/calendar.ics', '/presenting']) {
    for (const name of ['minh', 'lan', 'yen']) expect((await portal.as(name).get(`/meetings/${draft}${path}`)).status, `${name}: ${path}`).toBe(200)
  }
  for (const list of ['/meetings', '/conclusions', '/papers', '/']) expect(await portal.as('hoa').text(list), list).not.toContain(draft)
})

test('once its minutes are signed nobody changes what was taken down, whatever they send to whichever address', { timeout: 120_000 }, async () => {
  const portal = await openPortal()
  const id = await aConcludedMeeting(portal)
  expect(await sign(portal, 'lan', id)).toBe(303)
  const { read } = portal.store
  const [[item], [guest]] = [await read.select().from(agendaItems), await read.select().from(meetingGuests)]
  const kept = async () => ({
    meetings: await read.select().from(meetings), papers: await read.select().from(papers).where(eq(papers.kind, 'minutes')), guests: await read.select().from(meetingGuests).orderBy(asc(meetingGuests.id)),
    agenda: await read.select().from(agendaItems).orderBy(asc(agendaItems.id)), conclusions: await read.select().from(conclusions), works: await read.select().from(conclusionWorks),
  })
  const before = await kept()
  const reals: Record<string, string> = { ':item': item!.id, ':guest': guest!.id, ':conclusion': `k-${id}`, ':work': `w-${id}`, ':paper': 'minutes', ':id': id }
  const cells = { [`k.k-${id}`]: '1', [`k-${id}.text`]: 'Đổi', [`w-${id}.title`]: 'Đổi' }
  for (const address of within.filter(one => one.startsWith('POST'))) {
    const path = address.split(' ')[1]!.replace(/:\w+/g, name => reals[name] ?? 'none')
    for (const name of ['ky', 'lan', 'binh']) {
      const { status } = await ask(portal, name, address, path, cells)
      expect(status, `${name}: ${address}`).toBeLessThan(500)
      expect(await kept(), `${name}: ${address}`).toEqual(before)
    }
  }
})

test('nobody signs what they wrote, nor what somebody else presided', async () => {
  const portal = await openPortal()
  // The chair does not word the minutes; who worded them and presides afterwards does not sign them; the secretary never does.
  const own = await aConcludedMeeting(portal)
  const wording = { revision: '0', opening: 'Tôi tự soạn.' }
  expect((await portal.as('lan').post(`${minutesOf(own)}/wording`, wording)).status).toBe(403)
  expect((await portal.as('binh').post(`${minutesOf(own)}/wording`, wording)).status).toBe(303)
  await portal.store.write(db => db.update(meetings).set({ chairId: 'binh' }).where(eq(meetings.id, own)))
  for (const name of ['lan', 'ky', 'binh', 'yen']) expect(await sign(portal, name, own), name).toBe(403)
  // Whoever presides signs, also where the director could see it; one person in both places does not.
  const presided = await aConcludedMeeting(portal, { chairId: 'binh', title: 'Họp Văn phòng' })
  expect(await sign(portal, 'lan', presided)).toBe(403)
  expect(await sign(portal, 'binh', presided)).toBe(303)
  const both = await aConcludedMeeting(portal, { chairId: 'binh', secretaryId: 'binh', title: 'Họp một mình' })
  expect(await sign(portal, 'binh', both)).toBe(403)
})
