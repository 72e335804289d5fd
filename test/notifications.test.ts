// Being told, as stories: notices by event, reminders, the ladder, the morning digest over a real mail server, the calendar feed.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../src/accounts/tables.ts'
import { setClock } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { calendarOf } from '../src/calendar/icalendar.ts'
import { eventsAfter, record } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { tellClocks } from '../src/notifications/clocks.ts'
import { queueDigests } from '../src/notifications/digest.ts'
import { openTelling, retell } from '../src/notifications/following.ts'
import { sendMails } from '../src/notifications/mail.ts'
import { mails, notices } from '../src/notifications/tables.ts'
import { giveTask } from '../src/tasks/assigning.ts'
import { reports, taskParts, tasks } from '../src/tasks/tables.ts'
import { plans } from '../src/plans/tables.ts'
import { closePortals, openPortal, testNow, type TestPortal } from './portal.ts'

let portal: TestPortal
let server: SMTPServer | undefined
beforeEach(async () => { portal = await openPortal() })
afterEach(async () => { await new Promise<void>(resolve => { if (server) server.close(() => { resolve() }); else resolve() }); server = undefined })

const at = (moment: string) => { setClock(() => new Date(`${moment}:00+07:00`)) }
const origin = { kind: 'oral' as const, number: null, date: '2026-10-12', issuer: null, title: null, clause: null, quote: null, saidBy: 'Giám đốc' }
const give = () => portal.store.write(db => giveTask(db, { id: 'lan' }, {
  title: 'Rà soát hồ sơ người có công', origin, unitId: 'merit', personId: 'minh', assignerId: 'lan', domain: 'Người có công',
  deadline: { kind: 'date', value: '2026-10-20', original: '20/10/2026' },
}, { receiptHours: 16 }))
const config = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: portal.folder, ...env })
/** Hands every event to a follower, as the portal does after each commit. */
async function follow(env: Record<string, string> = {}) {
  await (await openTelling(portal.store, config(env))).follow(await eventsAfter(portal.store.read, 0, 500))
}
const toldOf = async (personId: string) => (await portal.store.read.select().from(notices).where(eq(notices.personId, personId)).orderBy(notices.event)).map(({ kind, reason }) => `${kind} ${reason}`)
const accept = async (id: string) => { await portal.store.write(async db => { await db.update(tasks).set({ state: 'accepted' }).where(eq(tasks.id, id)); await db.update(taskParts).set({ receipt: 'accepted' }).where(eq(taskParts.taskId, id)) }) }

/** A mail server on a free port that keeps what it gets; `refuse` makes it say no for so many mails. */
async function mailServer() {
  const got: string[] = []
  const state = { refuse: 0 }
  server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, _session, end) {
      let text = ''
      stream.on('data', (piece: Buffer) => { text += piece.toString() })
      stream.on('end', () => {
        if (state.refuse-- > 0) { end(Object.assign(new Error('later'), { responseCode: 451 })); return }
        got.push(text)
        end()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await new Promise(resolve => { listening.once('listening', resolve) })
  const { port } = listening.address() as { port: number }
  return { got, state, env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Cong CCHC <cchc@example.vn>', PUBLIC_ORIGIN: 'https://cchc.example.vn' } }
}

test('an assignment tells the head and the named person, never who gave it; the same events tell nobody twice', async () => {
  await give()
  await follow()
  expect(await toldOf('hoa')).toEqual(['assigned lead'])
  expect(await toldOf('minh')).toEqual(['assigned named'])
  expect(await toldOf('lan')).toEqual([])
  await follow()
  expect(await portal.store.read.$count(notices)).toBe(2)
  const before = await portal.store.read.select().from(notices).orderBy(notices.id)
  expect(await retell(portal.store)).toBe(0)
  await portal.store.write(async db => { await db.delete(notices) })
  expect(await retell(portal.store)).toBe(2)
  expect((await portal.store.read.select({ id: notices.id }).from(notices).orderBy(notices.id)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('the inbox says what, why and how to stop it; nobody reads another person’s notice; opening one reads it', async () => {
  const id = await give()
  await follow()
  const minh = portal.as('minh')
  const page = await minh.text('/notices')
  expect(page).toContain('Lê Thị Lan đã giao nhiệm vụ, hạn 20/10/2026')
  expect(page).toContain('vì bạn được phân công')
  expect(page).toContain('đổi cách nhận')
  expect(page).toContain('1<span class="vh"> chưa đọc')
  const [mine] = await portal.store.read.select().from(notices).where(eq(notices.personId, 'minh'))
  for (const answer of [await portal.as('hoa').post(`/notices/${mine!.id}/reading`), await portal.as('hoa').get(`/notices/${mine!.id}`)]) expect(answer.status).toBe(404)
  expect(await minh.text('/notices')).toContain('1 thông báo chưa đọc')
  expect((await minh.get(`/notices/${mine!.id}`)).headers.get('location')).toBe(`/tasks/${id}`)
  expect(await minh.text('/notices')).toContain('Bạn đã đọc hết')
  expect(await minh.text('/notices?all=1')).toContain('Rà soát hồ sơ người có công')
})

test('the bell says when something changed, keeps no session alive, and says nothing once it has ended', async () => {
  await give()
  await follow()
  const minh = portal.as('minh')
  const asked = await minh.get('/notices/bell?had=0')
  expect(asked.headers.get('hx-trigger')).toContain('notices-changed')
  expect(await asked.text()).toContain('had=1')
  expect((await minh.get('/notices/bell?had=1')).headers.get('hx-trigger')).toBe(null)
  for (const hour of ['13:00', '18:59', '20:01']) {
    at(`2026-10-12T${hour}`)
    const { status } = await minh.get('/notices/bell?had=1', { 'HX-Request-Type': 'partial' })
    expect(status).toBe(hour === '20:01' ? 204 : 200) // twelve hours after the last page
  }
  expect((await portal.as(null).get('/notices/bell')).status).toBe(204)
})

test('who may not see a task any more reads in their inbox neither its title nor what happened', async () => {
  const id = await give()
  await follow()
  await portal.store.write(async db => {
    await db.update(tasks).set({ unitId: 'jobs', personId: null }).where(eq(tasks.id, id))
    await db.update(taskParts).set({ unitId: 'jobs', personId: null }).where(eq(taskParts.taskId, id))
  })
  const page = await portal.as('minh').text('/notices')
  expect(page).toContain('Mục này không còn mở với bạn')
  expect(page).not.toContain('Rà soát hồ sơ')
})

test('a kind that one can do without is silenced; giving work never is', async () => {
  const way = (value: string) => Object.fromEntries(['comment', 'assigned'].map(kind => [`way-${kind}`, value]))
  expect((await portal.as('minh').post('/notices/settings', way('none'))).status).toBe(303)
  expect(await portal.as('minh').text('/notices/settings')).toMatch(/name="way-comment"[^]*?<option value="none" selected>/)
  const id = await give()
  await portal.as('lan').post(`/tasks/${id}/notes`, { kind: 'comment', text: 'Nhớ đối chiếu' })
  await follow()
  expect(await toldOf('minh')).toEqual(['assigned named'])
  expect(await toldOf('hoa')).toEqual(['assigned lead', 'comment lead'])
})

test('a plan handed in is told to the director, an approved one once to each head, whatever the number of tasks', async () => {
  await portal.store.write(async db => {
    await db.insert(plans).values({ id: 'p', kind: 'yearly', title: 'Kế hoạch CCHC 2026', since: '2026-01-01', until: '2026-12-31', state: 'submitted', madeById: 'yen', unitId: 'office', search: '', sort: '', madeAt: testNow })
  })
  for (let count = 0; count < 3; count++) await give()
  await portal.store.write(async db => {
    await db.update(tasks).set({ planId: 'p' })
    await record(db, { id: 'yen' }, 'plan submitted', 'plan', 'p')
    await record(db, { id: 'lan' }, 'plan approved', 'plan', 'p', { number: '12/KH', tasks: 3 })
  })
  await follow()
  expect((await toldOf('lan')).at(-1)).toBe('request approver')
  expect((await toldOf('hoa')).at(-1)).toBe('assigned lead')
})

test('reminded before the deadline once; the ladder climbs after it, stops on a report, and rests outside office hours', async () => {
  const id = await give()
  await accept(id)
  at('2026-10-19T09:00')
  expect(await tellClocks(portal.store, config())).toBe(1)
  expect(await tellClocks(portal.store, config())).toBe(0)
  at('2026-10-21T20:00')
  expect(await tellClocks(portal.store, config())).toBe(0)
  at('2026-10-21T09:00')
  expect(await tellClocks(portal.store, config())).toBe(1)
  at('2026-10-22T09:00')
  expect(await tellClocks(portal.store, config())).toBe(1)
  const told = (await portal.store.read.select().from(events).where(eq(events.subjectId, id))).filter(({ action }) => action === 'task escalated').map(({ details }) => Object.keys(details.to as object))
  expect(told).toEqual([['minh'], ['hoa']])
  await portal.store.write(async db => { await db.update(tasks).set({ lastReportOn: '2026-10-22' }).where(eq(tasks.id, id)) })
  at('2026-10-22T14:00')
  expect(await tellClocks(portal.store, config())).toBe(0)
  await follow()
  expect(await toldOf('minh')).toEqual(['assigned named', 'reminder named', 'escalation ladder'])
  expect(await portal.as('lan').text(`/tasks/${id}`)).toContain('đã báo lên Bế Thị Hoa')
})

/** A portal of its own that sends its mail to a server of the test. */
async function mailing() {
  const mailbox = await mailServer()
  await closePortals() // the one without mail would tell some of it first
  portal = await openPortal(mailbox.env)
  const settings = config(mailbox.env)
  const headers = { origin: mailbox.env.PUBLIC_ORIGIN }
  return { ...mailbox, settings, post: (who: string, path: string, form: Record<string, string> = {}) => portal.as(who).post(path, form, headers), send: () => sendMails(portal.store, settings), digest: () => queueDigests(portal.store, settings), follow: () => follow(mailbox.env) }
}
/** What a mail says, its encodings undone. */
const read = (raw: string) => {
  const [head, ...parts] = raw.split('\r\n\r\n')
  const subject = [...head!.matchAll(/=\?UTF-8\?(?:B\?([^?]+)|Q\?([^?]+))\?=/g)].map(([, b, q]) => (b ? Buffer.from(b, 'base64') : quoted(q!.replaceAll('_', ' '))).toString()).join('')
  return { head: head!, subject, body: quoted(parts.join('\r\n\r\n').replaceAll('=\r\n', '')).toString() }
}
const quoted = (text: string) => Buffer.from(text.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1')

test('while nothing is reported those who work on it are reminded again; what is opened again climbs from the bottom', async () => {
  const id = await give()
  await accept(id)
  const told = async () => (await portal.store.read.select().from(events).where(and(eq(events.subjectId, id), inArray(events.action, ['task reminded', 'task escalated']))).orderBy(events.number))
    .map(({ action, details }) => `${action} ${Object.keys(details.to as object).sort().join('+')}`)
  at('2026-10-27T09:00') // five working days late, the first round of an idle server
  await tellClocks(portal.store, config())
  expect(await told()).toEqual(['task escalated binh+lan', 'task reminded hoa+minh'])
  await portal.store.write(async db => { await db.update(tasks).set({ state: 'done' }).where(eq(tasks.id, id)) })
  at('2026-11-09T09:00')
  expect(await tellClocks(portal.store, config())).toBe(0)
  expect((await portal.as('lan').post(`/tasks/${id}/reopening`, { reason: 'Chưa đủ hồ sơ' })).status).toBe(303)
  await portal.store.write(async db => { await db.update(tasks).set({ state: 'accepted' }).where(eq(tasks.id, id)) })
  await follow()
  expect(await tellClocks(portal.store, config())).toBe(0)
  at('2026-11-10T09:00')
  await tellClocks(portal.store, config())
  expect((await told()).slice(2)).toEqual(['task escalated minh'])
})

test('work nobody has accepted goes up the line; who has left is stood in for', async () => {
  const id = await give()
  const told = async () => (await portal.store.read.select().from(events).where(eq(events.action, 'task escalated')).orderBy(events.number)).map(({ details }) => Object.keys(details.to as object).join())
  at('2026-10-14T08:01')
  await portal.store.write(async db => { await db.update(tasks).set({ receiptDue: new Date('2026-10-14T08:00:00+07:00') }).where(eq(tasks.id, id)) })
  await tellClocks(portal.store, config())
  await portal.store.write(async db => { await db.update(people).set({ leftOn: '2026-10-14' }).where(eq(people.id, 'lan')) })
  at('2026-10-15T08:00')
  await tellClocks(portal.store, config())
  expect(await told()).toEqual(['hoa', 'binh'])
})

test('the ladder is tried before it is kept: the preview names people, tasks and reasons, and is what is then told', async () => {
  const id = await give()
  await accept(id)
  at('2026-10-22T09:00')
  const chief = portal.as('binh')
  expect(await chief.text('/escalation')).toContain('Quá hạn làm 20/10/2026, 2 ngày làm việc; đến bậc Thủ trưởng đơn vị chủ trì')
  const typed = { 'due-director': '2', 'receipt-unitHead': '0' }
  const preview = await (await chief.post('/escalation/preview', typed)).text()
  expect(preview).toContain('Nếu lưu, hôm nay cổng sẽ báo')
  expect(preview).toMatch(/data-l="Báo cho">Lê Thị Lan</)
  expect(preview).toContain('name="due-director" value="2"')
  const wrong = await chief.post('/escalation', { ...typed, 'due-person': '0', 'report-chief': 'năm' })
  expect(wrong.status).toBe(422)
  const shown = await wrong.text()
  expect(shown).toContain('Ghi số ngày làm việc từ 1 đến 90, hoặc để trống.')
  expect(shown).toContain('value="năm"')
  expect(await chief.text('/escalation')).toContain('name="due-director" value="10"') // nothing was kept
  expect((await chief.post('/escalation', typed)).status).toBe(303)
  await tellClocks(portal.store, config())
  const [last] = await portal.store.read.select().from(events).where(eq(events.action, 'task escalated'))
  expect(Object.keys(last!.details.to as object)).toEqual(['lan'])
  expect(await chief.text('/escalation')).toMatch(/Đã báo trong ngày: 1[^]*Đã báo lúc 09:00 ngày 22\/10\/2026/)
  // The administrator sees whom it tells, not what the work is.
  const admin = await portal.as('quan').text('/escalation')
  expect(admin).toContain('Một nhiệm vụ của Phòng Người có công')
  expect(admin).not.toContain('Rà soát hồ sơ')
  expect((await portal.as('hoa').get('/escalation')).status).toBe(403)
  await chief.post('/escalation', {})
  at('2026-11-20T09:00')
  expect(await tellClocks(portal.store, config({ OVERDUE_DAYS: '0' }))).toBe(0) // an office may want no ladder
})

test('an assignment made at night is mailed once office hours begin, tried again when refused, and is not told twice by the digest', async () => {
  const { got, state, send, digest, follow: followHere } = await mailing()
  at('2026-10-12T20:00')
  await give()
  await followHere()
  expect(await send()).toBe(0)
  at('2026-10-13T08:00')
  state.refuse = 1
  expect(await digest()).toBe(0)
  expect(await send()).toBe(1) // the other of the two
  expect(await portal.store.read.select().from(mails).where(eq(mails.state, 'waiting'))).toMatchObject([{ tries: 1, problem: 'EMESSAGE' }])
  expect(await portal.as('quan').text('/admin/mail')).toContain('Máy chủ thư không nhận nội dung. Đã thử 1 lần')
  at('2026-10-13T08:05')
  expect(await send()).toBe(1)
  expect(await send()).toBe(0)
  expect(got).toHaveLength(2)
  const mail = read(got[0]!)
  expect(mail.subject).toBe('Giao việc: Rà soát hồ sơ người có công')
  expect(mail.body).toContain('Lê Thị Lan đã giao nhiệm vụ, hạn 20/10/2026.')
  expect(mail.body).toMatch(/Bạn nhận tin này vì bạn (được phân công|phụ trách đơn vị chủ trì)/)
  expect(mail.body).toMatch(/https:\/\/cchc\.example\.vn\/tasks\/[\w-]+/)
  expect(mail.body).toContain('ngừng nhận thư, mở: https://cchc.example.vn/notices/settings')
  expect(mail.head).toMatch(/Message-ID: <notice\.\d+-(minh|hoa)@cchc\.example\.vn>/)
})

test('what is given in one save goes to each person in one mail, also what is given at night; what comes later is a mail of its own', async () => {
  const { got, send, follow: followHere } = await mailing()
  at('2026-10-12T10:00') // however long the twelve take
  for (let count = 0; count < 12; count++) await give()
  await followHere()
  expect(await send()).toBe(2)
  const [first] = got.map(read).filter(({ head }) => head.includes('hoa@example.vn'))
  expect(first!.subject).toBe('Giao việc: Rà soát hồ sơ người có công và 11 thông báo khác')
  expect(first!.body.match(/đã giao nhiệm vụ, hạn 20\/10\/2026\.\s/g)).toHaveLength(12)
  await give()
  await followHere()
  expect(await send()).toBe(2)
  for (const hour of ['18:00', '20:00']) { at(`2026-10-12T${hour}`); await give(); await followHere() }
  expect(await portal.store.read.$count(mails, eq(mails.state, 'waiting'))).toBe(2)
  at('2026-10-13T08:00')
  expect(await send()).toBe(2)
  expect(await portal.store.read.$count(notices, isNull(notices.mailedAt))).toBe(0)
})

test('one digest on a working day: what is unread, not what was read, not outside office hours, not for who wants none', async () => {
  const { got, send, digest, post, follow: followHere } = await mailing()
  await give()
  await followHere()
  await send()
  got.length = 0
  await post('hoa', '/notices/settings', { immediate: 'on' }) // no digest
  const [task] = await portal.store.read.select().from(tasks)
  await post('lan', `/tasks/${task!.id}/notes`, { kind: 'comment', text: 'Gọi ông Nguyễn Văn Tèo 0912345678' })
  await followHere()
  for (const early of ['2026-10-13T07:00', '2026-10-17T09:00']) { at(early); expect(await digest()).toBe(0) }
  at('2026-10-14T07:31')
  expect(await digest()).toBe(1)
  expect(await digest()).toBe(0)
  expect(await send()).toBe(1)
  const { subject, body } = read(got[0]!)
  expect(subject).toBe('Cổng CCHC, sáng 14/10/2026: 1 thông báo chưa đọc')
  expect(body).toContain('Lê Thị Lan đã ghi trao đổi')
  expect(body).not.toMatch(/0912345678|Tèo/)
  at('2026-10-15T08:00')
  expect(await digest()).toBe(0) // mailed already, though still unread
  await portal.store.write(db => record(db, { id: 'lan' }, 'task note added', 'task', task!.id, { kind: 'comment' }))
  await followHere()
  at('2026-10-16T08:00')
  expect(await digest()).toBe(1)
  await post('minh', '/notices/reading')
  expect(await send()).toBe(0)
  expect(got).toHaveLength(1)
})

test('a report sent back is mailed without its reason, and a title with somebody’s number is not mailed at all', async () => {
  const { got, send, post, follow: followHere } = await mailing()
  const id = await give()
  await accept(id)
  const [part] = await portal.store.read.select().from(taskParts)
  await post('minh', `/tasks/${id}/reports`, { part: part!.id, light: 'green', percent: '40', result: 'Đã rà soát 40 hồ sơ' })
  await portal.store.write(async db => { await db.update(tasks).set({ title: 'Giải quyết đơn của người có số điện thoại 0912345678' }).where(eq(tasks.id, id)) })
  const [report] = await portal.store.read.select().from(reports)
  await post('lan', `/tasks/${id}/reports/${report!.id}/review`, { decision: 'returned', reason: 'Ghi rõ hồ sơ của bà Tèo' })
  await followHere()
  await send()
  const returned = got.map(read).filter(({ body }) => body.includes('đã trả lại báo cáo'))
  expect(returned.length).toBeGreaterThan(0)
  for (const { subject, body } of returned) expect(subject + body).not.toMatch(/Tèo|0912345678/)
})

test('a mail that fails again and again is given up, seen by the administrator alone, and sent again at one click', async () => {
  const { got, send, post, follow: followHere, settings } = await mailing()
  await give()
  await followHere()
  await new Promise<void>(resolve => { server!.close(() => { resolve() }) })
  const days = ['13', '14', '15', '16', '19', '20', '21', '22', '23']
  for (const day of days) for (const hour of ['08:00', '10:00', '14:00', '16:00']) { at(`2026-10-${day}T${hour}`); expect(await send()).toBe(0) }
  expect(await portal.store.read.$count(mails, eq(mails.state, 'failed'))).toBe(2)
  expect(await portal.as('quan').text('/')).toContain('2 thư không gửi được')
  expect(await portal.as('quan').text('/admin/mail')).toContain('Không nối được máy chủ thư')
  expect((await portal.as('lan').get('/admin/mail')).status).toBe(403)
  const again = await mailServer()
  await post('quan', '/admin/mail/queueing')
  expect(await sendMails(portal.store, { ...settings, mail: { ...settings.mail!, url: again.env.SMTP_URL } })).toBe(2)
  expect([got.length, again.got.length]).toEqual([0, 2])
  expect(await portal.as('quan').text('/events')).toContain('đã cho gửi lại 2 thư')
})

test('without a mail server nothing is queued, and the administrator is told', async () => {
  await give()
  await follow()
  expect(await portal.store.read.$count(mails)).toBe(0)
  expect(await portal.as('quan').text('/notices')).toContain('Cổng chưa có máy chủ thư')
  expect(await portal.as('minh').text('/notices')).not.toContain('Cổng chưa có máy chủ thư')
})

test('the calendar feed opens with its secret until it is revoked', async () => {
  await give()
  const minh = portal.as('minh')
  const [, path] = /http:\/\/localhost(\/calendar-feed\/[\w-]+\.ics)/.exec(await (await minh.post('/notices/feed')).text())!
  const nobody = portal.as(null)
  const feed = await nobody.get(path!)
  expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(await feed.text()).toContain('DTSTART;VALUE=DATE:20261020\r\nDTEND;VALUE=DATE:20261021\r\n')
  await portal.store.write(async db => { await db.update(tasks).set({ state: 'doing', nextReportOn: '2026-10-15' }) })
  const later = await nobody.get(path!)
  expect((await later.text()).match(/^(UID|SUMMARY):.*/gm)!.map(line => line.replace(/-[\w-]{20,}@/, '-…@').trim())).toEqual([
    'UID:report-…@localhost', 'SUMMARY:Báo cáo: Rà soát hồ sơ người có công', 'UID:due-…@localhost', 'SUMMARY:Hạn: Rà soát hồ sơ người có công'])
  await minh.post('/notices/feed/revocation')
  expect((await nobody.get(path!)).status).toBe(404)
})

test('lines of the feed are folded at 75 octets and escaped', () => {
  const text = calendarOf([{ uid: 'a@b', day: '2026-12-31', summary: `Hạn: ${'rà soát, đối chiếu; '.repeat(10)}\nhết`, description: 'x', url: 'https://x', sequence: 1 }], new Date('2026-10-12T01:00:00Z'))
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const whole = text.replaceAll('\r\n ', '')
  expect(whole).toContain('rà soát\\, đối chiếu\\; ')
  expect(whole).toContain('\\nhết')
  expect(whole).toContain('DTEND;VALUE=DATE:20270101')
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
})
