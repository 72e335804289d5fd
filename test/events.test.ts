// The audit log: every kind of event has its sentence, and those who answer for the office find what they look for.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCsv } from '../src/admin/csv.ts'
import { kindNames } from '../src/events/audit.ts'
import { record } from '../src/events/events.ts'
import { sentenceOf, sentences, type EventAction } from '../src/events/sentences.ts'
import { conclusionSentences } from '../src/conclusions/event-sentences.ts'
import { meetingSentences } from '../src/meetings/event-sentences.ts'
import { paperSentences } from '../src/papers/event-sentences.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal } from './portal.ts'

test('every action that is recorded anywhere has a sentence', () => {
  const recorded = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts')).flatMap(file =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/\brecord\(\w+, (?:\{[^}]*\}|[\w.]+|\w+\([^)]*\)), ([^\n]*?'[^']+'[^\n]*?), '\w+', /g)]
      .flatMap(([, action]) => [...action!.matchAll(/'([a-z ]+ [a-z ]+)'/g)].map(([, words]) => words!)))
  expect(recorded.length).toBeGreaterThan(100)
  expect([...new Set(recorded)].filter(action => !Object.hasOwn(sentences, action))).toEqual([])
})

test('no sentence shows an empty place when details are missing, and each begins in lower case after the name', () => {
  for (const action of Object.keys(sentences)) {
    const sentence = sentenceOf({ action, details: {} })
    expect(sentence).not.toMatch(/undefined|null|NaN|Invalid| {2}/)
    expect(sentence).toMatch(/^(đã|bị) /)
  }
  expect(sentenceOf({ action: 'procedure amended', details: { number: 2, effectiveFrom: '2026-10-01' } })).toBe('đã sửa đổi thủ tục (bản 2), áp dụng từ 01/10/2026')
  expect(sentenceOf({ action: 'something of long ago', details: {} })).toBe('something of long ago')
})

async function office() {
  const portal = await openPortal()
  await portal.store.write(async db => {
    await record(db, { id: 'quan' }, 'person changed', 'person', 'hoa')
    await record(db, { id: 'minh', actingForId: 'hoa' }, 'procedure begun', 'procedure', 'none')
    await record(db, { id: 'portal' }, 'unit added', 'unit', 'merit', { since: '2020-01-01' })
  })
  return portal
}

test('the director reads who did what, newest first, with a link to the subject', async () => {
  const text = await (await office()).as('lan').text('/events')
  expect(text.indexOf('đã lập đơn vị từ 01/01/2020')).toBeLessThan(text.indexOf('đã sửa thông tin người'))
  expect(text).toContain('Cổng (tự động)')
  expect(text).toContain('thay mặt Bế Thị Hoa')
  expect(text).toContain('<a href="/people/hoa">Bế Thị Hoa</a>')
  expect(text).toContain('<a href="/units/merit">Phòng Người có công</a>')
})

test('the filter stands in the address and is said in words', async () => {
  const lan = (await office()).as('lan')
  expect(await lan.text('/events?kind=unit')).toContain('1 việc về đơn vị, mới nhất trước.')
  const ofHoa = await lan.text('/events?person=hoa')
  expect(ofHoa).not.toContain('đã lập đơn vị')
  expect(ofHoa).toContain('đã bắt đầu soạn thủ tục')
  expect(await lan.text('/events?from=2026-10-13')).toContain('Không có việc nào khớp')
  expect(await lan.text('/events?from=2026-10-12&to=2026-10-12')).toContain('từ 12/10/2026 đến 12/10/2026')
  expect((await lan.get('/events?kind=nonsense&from=x&page=-4')).status).toBe(200)
})

test('the same rows come as CSV', async () => {
  const answer = await (await office()).as('quan').get('/events/export?kind=unit')
  expect(answer.headers.get('content-disposition')).toContain('nhat-ky-2026-10-12.csv')
  const rows = readCsv(new Uint8Array(await answer.arrayBuffer()))
  expect(rows).toHaveLength(2)
  expect(rows[1]).toEqual(expect.arrayContaining(['12/10/2026', 'Cổng (tự động)', 'Phòng Người có công']))
})

test('staff do not read the log', async () => {
  const portal = await office()
  expect((await portal.as('minh').get('/events')).status).toBe(403)
  expect((await portal.as('minh').get('/events/export')).status).toBe(403)
  expect((await portal.as(null).get('/events')).status).toBe(401)
})

test('every kind of subject has a name for the filter', () => { for (const name of Object.values(kindNames)) expect(name).toMatch(/^\p{Lu}/u) })

test('whatever happens to a meeting stands in the log, with a link to the meeting', async () => {
  const portal = await openPortal()
  const id = await aMeeting(portal)
  const ofMeetings = Object.keys({ ...meetingSentences, ...conclusionSentences, ...paperSentences }) as EventAction[]
  expect(ofMeetings.length).toBeGreaterThan(40)
  await portal.store.write(async db => { for (const action of ofMeetings) await record(db, { id: 'ky' }, action, 'meeting', id, { item: 'x', conclusion: 'y', paper: 'minutes' }) })
  const log = readCsv(new Uint8Array(await (await portal.as('lan').get('/events/export?kind=meeting&person=ky')).arrayBuffer())).slice(1)
  expect(log.map(row => row.at(-1))).toEqual(ofMeetings.map(() => 'Giao ban cải cách hành chính tháng 10/2026'))
  expect(await portal.as('lan').text('/events?kind=meeting')).toContain(`<a href="/meetings/${id}">Giao ban cải cách hành chính tháng 10/2026</a>`)
})
