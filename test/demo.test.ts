// The demo's plans, tasks, meetings and evidence: something true for every page, told as if it had happened, and gone without a trace.
import { and, asc, eq, is, isNotNull, isNull, lt, Table } from 'drizzle-orm'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userOf } from '../src/accounts/accounts.ts'
import { createAdmin } from '../src/accounts/first-admin.ts'
import { people } from '../src/accounts/tables.ts'
import { loadCalendar } from '../src/calendar/calendar.ts'
import { dayOf, fixDay, now, setClock } from '../src/clock.ts'
import { conclusionStates, standingsOf } from '../src/conclusions/standing.ts'
import { conclusions, conclusionTasks } from '../src/conclusions/tables.ts'
import { readConfig } from '../src/config.ts'
import { figuresIn } from '../src/demand/proposing.ts'
import { proposals } from '../src/demand/tables.ts'
import { removeDemoFrom } from '../src/demo/removing.ts'
import { isLate, isOpen, isVeryLate, veryLateBefore } from '../src/enquiries/clock.ts'
import { channels, enquiries, enquiryAnswers, enquiryStates, replyTemplates, settlements } from '../src/enquiries/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { pathOfFile } from '../src/evidence/files.ts'
import { documents, storedFiles } from '../src/evidence/tables.ts'
import { faqsChangedBy } from '../src/faqs/indexing.ts'
import { faqs, faqVersions } from '../src/faqs/tables.ts'
import { towardsCitizens } from '../src/home/towards-citizens.ts'
import { agendaItems, attendances, itemStates, meetingGuests, meetings, meetingStates } from '../src/meetings/tables.ts'
import { handovers } from '../src/learning/tables.ts'
import { queue } from '../src/learning/queue.ts'
import { tellClocks } from '../src/notifications/clocks.ts'
import { notices } from '../src/notifications/tables.ts'
import { paperComments, papers } from '../src/papers/tables.ts'
import { plans } from '../src/plans/tables.ts'
import { procedures } from '../src/procedures/tables.ts'
import { distributionFigures } from '../src/propaganda/counting.ts'
import { stalePieces } from '../src/propaganda/stale.ts'
import { distributions, pieceForms, pieces, pieceStates, propagandaLines } from '../src/propaganda/tables.ts'
import { slips } from '../src/slips/tables.ts'
import type { Store } from '../src/store/store.ts'
import { measureKinds } from '../src/targets/measure.ts'
import { openStates, reports, requests, savedFilters, tasks, taskStates } from '../src/tasks/tables.ts'
import { units } from '../src/units/tables.ts'
import { openDemoStore } from './demo-store.ts'
import { newFolder } from './stores.ts'

// The first test loads the whole department, with a year of its history.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const demoDay = '2026-10-12'
// Within office hours: only then do clocks tell.
beforeEach(() => { setClock(() => new Date(`${demoDay}T09:00:00+07:00`)) })
afterEach(() => { setClock(); fixDay(null) })

/** A meeting that somebody prepares by hand. */
const meetingOf = (of: { id: string; madeById: string; chairId: string }) =>
  ({ title: 'Họp thử', state: 'draft' as const, on: '2026-10-20', startsAt: '08:00', minutes: 60, place: 'Phòng họp', secretaryId: of.chairId, search: '', madeAt: new Date(), ...of })

/** Every row of every table but the audit log, as it would be printed. */
async function everyRow(store: Store): Promise<{ table: string; words: string }[]> {
  const rows: { table: string; words: string }[] = []
  for (const subject of readdirSync('src').filter(name => existsSync(`src/${name}/tables.ts`) && name !== 'events')) {
    const named = Object.entries(await import(`../src/${subject}/tables.ts`) as Record<string, unknown>)
    for (const [table, value] of named) {
      if (is(value, Table)) rows.push(...(await store.read.select().from(value as typeof people)).map(row => ({ table, words: JSON.stringify(row) })))
    }
  }
  return rows
}

test('it shows every state, every kind of target, every request, and delays of all ages', async () => {
  const store = await openDemoStore()
  const all = await store.read.select().from(tasks)
  expect(all.filter(({ state, seriesId }) => state !== 'draft' && !seriesId).length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(taskStates))
  expect(new Set(all.map(({ targetKind }) => targetKind).filter(kind => kind !== null))).toEqual(new Set(measureKinds))
  const late = all.filter(({ state, due }) => openStates.some(open => open === state) && due !== null && due < demoDay)
    .map(({ due }) => (Date.parse(demoDay) - Date.parse(due!)) / 86_400_000)
  for (const [from, to] of [[1, 7], [8, 30], [31, 120], [121, 400]] as const) {
    expect(late.filter(days => days >= from && days <= to), `${from}–${to} days`).not.toEqual([])
  }
  const asked = await store.read.select().from(requests)
  expect(new Set(asked.filter(({ kind }) => kind === 'extension').map(({ decision }) => decision))).toEqual(new Set([null, 'granted', 'refused']))
  expect(new Set(asked.filter(({ decision }) => !decision).map(({ kind }) => kind))).toEqual(new Set(['extension', 'clarification', 'handover']))
  const told = await store.read.select().from(notices)
  for (const read of [true, false]) expect(told.filter(({ readAt }) => (readAt !== null) === read).length, read ? 'read' : 'unread').toBeGreaterThan(5)
  expect(new Set((await store.read.select().from(plans)).map(({ state }) => state))).toEqual(new Set(['draft', 'running', 'closed']))
  expect(new Set((await store.read.select().from(reports)).map(({ light }) => light))).toEqual(new Set(['green', 'amber', 'red']))
  const waiting = await queue(store.read)
  expect(waiting.filter(({ asked }) => asked.some(({ decision }) => !decision)).length).toBeGreaterThanOrEqual(6)
  expect(Math.max(...waiting.map(({ asked }) => asked.length))).toBeGreaterThanOrEqual(3)
  expect(new Set((await store.read.select().from(handovers)).map(({ answer }) => answer === null))).toEqual(new Set([true, false]))
})

test('citizens’ questions stand in every state, from every channel; some late, one very late, one without who asked', async () => {
  const store = await openDemoStore()
  const all = await store.read.select().from(enquiries)
  expect(all.length).toBeGreaterThanOrEqual(45)
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(enquiryStates))
  expect(new Set(all.map(({ channel }) => channel))).toEqual(new Set(channels))
  expect(new Set(all.map(({ settlement }) => settlement))).toEqual(new Set([null, ...settlements]))
  const rules = readConfig({})
  const late = all.filter(one => isOpen(one) && isLate(one))
  const before = veryLateBefore(await loadCalendar(store.read), now(), rules)
  expect([late.length, late.filter(one => isVeryLate(one, before)).length]).toEqual([3, 1])
  expect(all.filter(({ pausedAt }) => pausedAt).length).toBeGreaterThanOrEqual(1)
  expect(all.filter(({ onTime }) => onTime === false).length).toBeGreaterThanOrEqual(2)
  expect(all.filter(({ reopened, state }) => reopened && state === 'assigned').length).toBeGreaterThanOrEqual(1)
  expect(await store.read.$count(events, eq(events.action, 'citizens erased'))).toBe(1)
  const answers = await store.read.select().from(enquiryAnswers)
  expect(answers.filter(({ citations }) => citations.length === 0)).toEqual([])
  expect(answers.filter(({ checkedById, writtenById }) => checkedById === writtenById)).toEqual([])
  expect(await store.read.$count(replyTemplates)).toBe(8)
  const published = await store.read.select().from(faqs)
  expect(published.map(({ id, state }) => [state, all.some(({ faqId }) => faqId === id)])).toEqual([['published', true], ['published', true]])
})

test('propaganda in all seven forms and every state, planned for two quarters, one piece stale; slips, and proposals whose effect is seen', async () => {
  const store = await openDemoStore()
  const all = await store.read.select().from(pieces)
  expect(new Set(all.map(({ form }) => form))).toEqual(new Set(pieceForms))
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(pieceStates))
  expect([...(await stalePieces(store.read)).values()]).toEqual([expect.arrayContaining([expect.stringContaining('có đoạn dẫn không còn nguyên văn')])])
  const lines = await store.read.select().from(propagandaLines)
  expect(new Set(lines.map(({ quarter }) => quarter))).toEqual(new Set([3, 4]))
  expect(new Set(lines.map(({ unitId }) => unitId)).size).toBe(3)
  expect(lines.filter(({ taskId }) => taskId).length).toBeGreaterThanOrEqual(3)
  const told = await store.read.select().from(distributions)
  expect(told.filter(({ documentId }) => documentId).length).toBeGreaterThanOrEqual(1)
  expect((await distributionFigures(store.read, '2026-07-01', '2026-09-30')).reach).toBeGreaterThan(10_000)
  expect(await store.read.$count(slips)).toBeGreaterThanOrEqual(5)
  const made = await store.read.select().from(proposals)
  expect(new Set(made.map(({ state }) => state))).toEqual(new Set(['taken', 'waiting']))
  const taken = made.find(({ state }) => state === 'taken')!
  const after = await figuresIn(store.read, taken, '2026-09')
  expect(after.asked).toBeLessThan(taken.figures.asked!)
})

test('the director finds on the first page what is late, what nobody has, what waits for approval, and what is out of date', async () => {
  const store = await openDemoStore()
  const [director] = await store.read.select().from(people).where(eq(people.userName, 'khiemnt'))
  expect((await towardsCitizens(store.read, await userOf(store.read, director!), readConfig({}))).map(({ title, detail }) => [title, detail])).toEqual([
    ['3 câu hỏi của công dân trễ hạn', '1 câu quá trễ, 3 câu chưa giao đơn vị'],
    ['2 bài tuyên truyền chờ duyệt', expect.any(String)],
    ['1 bài tuyên truyền cần thu hồi hoặc sửa', expect.stringContaining('học bổng')],
  ])
})

test('its events tell one true history: each at its own moment, in order, none after the demo’s day', async () => {
  const store = await openDemoStore()
  const kinds = ['task', 'plan', 'meeting', 'series', 'enquiry', 'piece', 'propagandaLine', 'proposal', 'slip']
  const told = (await store.read.select().from(events).orderBy(asc(events.number))).filter(({ subjectKind }) => kinds.includes(subjectKind))
  expect(told.length).toBeGreaterThan(800)
  expect(told.map(({ at }) => at.getTime())).toEqual(told.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
  expect(new Set(told.map(({ at }) => dayOf(at))).size).toBeGreaterThan(60)
  expect(told.filter(({ at }) => dayOf(at) > demoDay || dayOf(at) < '2025-01-01')).toEqual([])
  // Something done on a day of rest would be a mistake in the story.
  const onRest = (at: Date) => [0, 6].includes(new Date(at.getTime() + 7 * 3_600_000).getUTCDay())
  expect(told.filter(({ actorId, at }) => actorId !== itself.id && onRest(at)).map(({ at, action }) => `${dayOf(at)} ${action}`)).toEqual([])
  expect(await store.read.$count(tasks, and(eq(tasks.state, 'done'), isNull(tasks.finishedOn)))).toBe(0)
  expect(await store.read.$count(tasks, and(isNotNull(tasks.firstDue), lt(tasks.due, tasks.firstDue)))).toBe(0)
})

test('a year of meetings hangs together: conclusions of every state, papers under numbers without gaps, notices as other tasks cite them', async () => {
  const store = await openDemoStore()
  const db = store.read
  const held = await db.select().from(meetings).orderBy(asc(meetings.on))
  expect(new Set(held.map(({ state }) => state))).toEqual(new Set(meetingStates))
  expect(held.filter(({ state, on }) => state === 'held' ? on >= demoDay : state !== 'cancelled' && on <= demoDay)).toEqual([])
  expect(held.filter(({ state, beganAt, endedAt, snapshotAt }) => state === 'held' && !(beganAt && endedAt && snapshotAt))).toEqual([])
  expect(new Set((await db.select().from(agendaItems)).map(({ state }) => state)).size).toBeGreaterThanOrEqual(itemStates.length - 1)
  const came = await db.select({ state: meetings.state, attendance: meetingGuests.attendance }).from(meetingGuests).innerJoin(meetings, eq(meetings.id, meetingGuests.meetingId))
  expect(new Set(came.filter(({ state }) => state === 'held').map(({ attendance }) => attendance))).toEqual(new Set(attendances))

  const ids = (await db.select({ id: conclusions.id }).from(conclusions)).map(({ id }) => id)
  const standings = [...(await standingsOf(db, ids)).values()]
  expect(new Set([...standings.map(({ state }) => state), 'dropped'])).toEqual(new Set(conclusionStates))
  expect([Math.max(...standings.map(({ reminded }) => reminded)), Math.max(...standings.map(({ carried }) => carried))]).toEqual([3, 4])
  const given = await db.select({ task: tasks }).from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId)).where(eq(conclusionTasks.how, 'given'))
  expect(new Set(given.map(({ task }) => task.state))).toEqual(new Set(['series', 'assigned', 'accepted', 'doing', 'claimed', 'done']))
  expect(given.filter(({ task: { due, finishedOn, extensions } }) => extensions > 1 || (finishedOn && due && finishedOn > due)).length).toBeGreaterThan(5)

  const all = await db.select().from(papers)
  for (const year of [2025, 2026]) {
    const numbers = all.filter(paper => paper.symbol === 'BB-SLĐTBXH' && paper.year === year).map(({ number }) => number!).toSorted((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  }
  expect(all.filter(({ kind, state }) => kind === 'minutes' && state === 'commenting')).toHaveLength(1)
  expect(all.filter(({ kind }) => kind === 'supplement')).toMatchObject([{ state: 'signed', signedOn: '2026-07-31' }])
  expect(given.filter(({ task: { firstDue, due } }) => firstDue === '2026-08-14' && due === '2026-08-31')).toHaveLength(1)
  expect(new Set((await db.select().from(paperComments)).map(({ answer }) => answer))).toEqual(new Set(['taken', 'declined', null]))
  const cited = (await db.select().from(documents)).filter(({ subject }) => subject.startsWith('Thông báo kết luận giao ban cải cách hành chính tháng'))
  expect(cited.length).toBeGreaterThanOrEqual(7)
  for (const { number, date } of cited) expect(all.some(paper => paper.kind === 'notice' && `${paper.number}/${paper.symbol}` === number && paper.signedOn === date), number!).toBe(true)
})

test('nothing of the demo’s plans, tasks, meetings and evidence is left, in the tables and on the disk, also what its people made while trying', async () => {
  const folder = newFolder()
  const store = await openDemoStore(folder)
  const filesIn = () => readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(({ name }) => name)
  expect(filesIn()).toHaveLength(10)
  await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))
  const [director] = await store.read.select().from(people).where(eq(people.userName, 'khiemnt'))
  const [unit] = await store.read.select().from(units).where(eq(units.name, 'Văn phòng'))
  const tried = { id: 'tried', title: 'Việc thử', state: 'assigned' as const, originKind: 'oral' as const, originKey: 'oral', search: '', madeAt: new Date(),
    origin: { kind: 'oral' as const, number: null, date: null, issuer: null, title: null, clause: null, quote: null, saidBy: null },
    unitId: unit!.id, assignerId: director!.id, deadline: { kind: 'continuous' as const, value: null, original: 'Thường xuyên' } }
  await store.write(async db => {
    await db.insert(tasks).values(tried)
    await db.insert(meetings).values(meetingOf({ id: 'tried-meeting', madeById: director!.id, chairId: director!.id }))
    await db.insert(agendaItems).values({ id: 'tried-item', title: 'Nội dung thử', state: 'proposed', madeById: director!.id, madeAt: new Date() })
    await db.insert(savedFilters).values({ id: 'f', personId: director!.id, name: 'Thử', query: '', shared: true, madeAt: new Date() })
  })
  expect(await tellClocks(store, readConfig({}))).toBeGreaterThan(0)
  const ids = (await everyRow(store)).filter(({ table }) => ['people', 'tasks', 'plans', 'documents', 'reports', 'storedFiles', 'meetingSeries', 'meetings', 'agendaItems', 'conclusions', 'conclusionWorks', 'papers',
    'enquiries', 'replyTemplates', 'faqs', 'pieces', 'propagandaLines', 'proposals', 'slips'].includes(table))
    .map(({ words }) => JSON.parse(words) as { id: string; name?: string }).filter(({ name }) => name !== 'Nguyễn Quản Trị').map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(600)
  await removeDemoFrom(store, folder, itself)
  const left = await everyRow(store)
  expect(left.filter(({ words }) => words.includes('"demo":true') || ids.some(id => words.includes(`"${id}"`)))).toEqual([])
  const kept = ['calendarDays', 'calendarPatterns', 'officeSettings', 'people', 'postings', 'roleHoldings', 'units']
  expect([...new Set(left.map(({ table }) => table))].filter(table => !kept.includes(table))).toEqual([])
  expect(filesIn()).toEqual([])
})

test('what real people gave, and a file that they cite too, stays when the demo goes', async () => {
  const folder = newFolder()
  const store = await openDemoStore(folder)
  const admin = (await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))).person
  const [file] = await store.read.select().from(storedFiles)
  const [unit] = await store.read.select().from(units).where(eq(units.name, 'Thanh tra'))
  const real = { id: 'real', subject: 'Biên bản thật', fileId: file!.id, search: '', sort: '', unitId: unit!.id, madeById: admin.id, madeAt: new Date() }
  const guest = (await store.read.select().from(people).where(eq(people.userName, 'quyencb')))[0]!
  await store.write(async db => {
    await db.insert(documents).values(real)
    await db.insert(meetings).values(meetingOf({ id: 'real-meeting', madeById: admin.id, chairId: admin.id }))
    await db.insert(meetingGuests).values({ id: 'guest', meetingId: 'real-meeting', position: 0, personId: guest.id, name: guest.name, unitId: unit!.id })
  })
  await removeDemoFrom(store, folder, itself)
  expect((await store.read.select().from(documents)).map(({ id }) => id)).toEqual(['real'])
  expect((await store.read.select().from(storedFiles)).map(({ id }) => id)).toEqual([file!.id])
  expect(await store.read.select().from(meetingGuests)).toMatchObject([{ meetingId: 'real-meeting', personId: null, name: guest.name }])
  expect(existsSync(pathOfFile(folder, file!.id))).toBe(true)
  expect(await store.read.$count(units, eq(units.id, unit!.id))).toBe(1)
})

test('frequently asked questions of the demo’s people go, and the index hears of it; a real person’s stays, with its unit, without the procedure that went', async () => {
  const folder = newFolder()
  const store = await openDemoStore(folder)
  const admin = (await store.write(db => createAdmin(db, { name: 'Nguyễn Quản Trị', email: 'that@example.vn', password: 'một câu dễ nhớ dài' }, 72))).person
  const [director] = await store.read.select().from(people).where(eq(people.userName, 'khiemnt'))
  const [unit] = await store.read.select().from(units).where(eq(units.name, 'Thanh tra'))
  const [procedure] = await store.read.select().from(procedures)
  const entry = (id: string, madeById: string) => ({ id, state: 'published' as const, procedureId: procedure!.id, ownerUnitId: unit!.id, ownerId: director!.id,
    publishedNumber: 1, question: 'Hỏi thử?', search: 'hoi thu', madeById, madeAt: new Date() })
  await store.write(async db => {
    for (const one of [entry('demo-faq', director!.id), entry('real-faq', admin.id)]) {
      await db.insert(faqs).values(one)
      await db.insert(faqVersions).values({ id: `${one.id} 1`, faqId: one.id, number: 1, question: one.question, phrasings: [], answer: 'Có.', citations: [],
        writtenById: one.madeById, writtenAt: new Date() })
    }
  })
  await removeDemoFrom(store, folder, itself)
  expect(await store.read.select().from(faqs)).toMatchObject([{ id: 'real-faq', procedureId: null, ownerId: null, ownerUnitId: unit!.id }])
  expect((await store.read.select().from(faqVersions)).map(({ faqId }) => faqId)).toEqual(['real-faq'])
  expect(await store.read.$count(units, eq(units.id, unit!.id))).toBe(1)
  const told = await store.read.select().from(events).where(eq(events.action, 'faqs removed'))
  expect(faqsChangedBy(told)).toContain('faq:demo-faq')
  expect(faqsChangedBy(told)).not.toContain('faq:real-faq')
})
