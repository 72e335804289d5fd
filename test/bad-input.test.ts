// Whatever people and machines send: nothing breaks, nothing runs, nothing typed is lost, and the answer says what to do.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { people } from '../src/accounts/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { procedureImports } from '../src/procedures/tables.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const arriving = ({ folder }: TestPortal) => readdirSync(join(folder, 'incoming'))

test('a file of 50 MB: read to its end so that the sentence is seen, and nothing of it is kept', async () => {
  const portal = await openPortal()
  const form = new FormData()
  form.set('file', new File(['{"name":"a"}\n'.repeat(50 * 1024 * 1024 / 13)], 'lớn.jsonl'))
  for (const [path, who, most] of [['/procedures/imports', 'kiem', 40], ['/admin/staff-imports', 'quan', 5]] as const) {
    const answer = await portal.as(who).upload(path, form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`Tệp nặng 50 MB, quá mức ${most} MB. Hãy chia tệp thành nhiều phần`)
  }
  expect(arriving(portal)).toEqual([])
  expect(await portal.store.read.$count(procedureImports)).toBe(0)
}, 60_000)

test('a file whose sending is broken off leaves nothing', async () => {
  const portal = await openPortal()
  const begun = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n{"name":"a"}\n'
  const body = new ReadableStream<Uint8Array>({
    start(stream) { stream.enqueue(new TextEncoder().encode(begun)); setTimeout(() => { stream.error(new Error('the cable')) }, 50) },
  })
  const headers = { origin: 'http://localhost', cookie: await portal.cookieOf('kiem'), 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await portal.app.request('/procedures/imports', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Tệp gửi lên không đến đủ. Hãy gửi lại.')
  expect(arriving(portal)).toEqual([])
})

test('a file sent to a form that takes none is refused without being read', async () => {
  const portal = await openPortal()
  const form = new FormData()
  form.set('name', new File(['x'.repeat(1_000_000)], 'a.txt'))
  const answer = await portal.as('kiem').upload('/procedures', form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Biểu mẫu này không nhận tệp')
})

test('a question of 5,000 characters, of emoji alone, of nothing, of SQL and HTML', async () => {
  const portal = await openPortal()
  const ask = async (question: string) => {
    const answer = await portal.as('minh').post('/ask', { question })
    return portal.as('minh').text(answer.headers.get('location')!.split('#')[0]!)
  }
  expect(await ask('nộp hồ sơ ở đâu '.repeat(320).slice(0, 5_000))).toContain('Câu hỏi dài quá 2.000 ký tự')
  expect(await ask('😀😀🎉')).toContain('Hãy nhập câu hỏi bằng chữ')
  const text = await ask(`'; drop table turns; -- <script>alert(1)</script>`)
  expect(text).not.toContain('<script>alert')
  expect(text).toContain('&lt;script&gt;alert(1)')
})

test('an address with nonsense in it answers as a page', async () => {
  const portal = await openPortal()
  const values = ['-1', '1e9', 'abc', '2026-13-45', `'; drop table people; --`, '<script>alert(1)</script>', '%00', '😀', 'a'.repeat(3_000)]
  for (const path of ['/procedures', '/statistics', '/people', '/units', '/events', '/ask/history']) {
    for (const name of ['q', 'page', 'sort', 'day', 'from', 'to', 'unit', 'field', 'state']) {
      for (const value of values) {
        const answer = await portal.as('quan').get(`${path}?${name}=${value === '%00' ? value : encodeURIComponent(value)}`)
        expect([path, name, value, answer.status < 500]).toEqual([path, name, value, true])
        expect(await answer.text()).not.toContain('<script>alert')
      }
    }
  }
}, 120_000)

const evil = `'; drop table people; -- "><script>alert(1)</script><img src=x onerror=alert(2)> \${7*7} <%= 7*7 %> {{7*7}} 😀`
const runs = /<script>alert|<img src=x/

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) => unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

interface Sheet { action: string; fields: [string, string][] }

/** The forms of a page that post text, each field of words filled with what is evil. */
function formsOf(html: string, path: string): Sheet[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([whole]) => {
    const tag = /<form\b[^>]*>/.exec(whole)![0]
    if (attribute(tag, 'method') !== 'post' || attribute(tag, 'enctype')) return []
    const fields = [...whole.matchAll(/<(?:input|textarea|select|button)\b[^>]*>(?:(?:(?!<\/select>)[\s\S])*?<\/select>)?/g)].flatMap(([field]): [string, string][] => {
      const name = attribute(field, 'name')
      const type = attribute(field, 'type')
      if (!name || name === 'revision') return name ? [[name, attribute(field, 'value')]] : []
      if (field.startsWith('<select')) return [[name, unescaped([...field.matchAll(/<option[^>]*value="([^"]+)"/g)].at(-1)?.[1] ?? '')]]
      if (['hidden', 'radio', 'checkbox', 'submit'].includes(type) || field.startsWith('<button')) return [[name, attribute(field, 'value') || 'on']]
      if (type === 'date') return [[name, '2026-10-20']]
      return [[name, evil]]
    })
    return [{ action: attribute(tag, 'action') || path, fields }]
  })
}

// What would end the walk: signing out, sending people away, and what takes seconds.
const leftOut = /^\/(sign-|links\/|me\/sessions|admin\/backups|admin\/demo)|\/(leaving|discard|drop|resumption|end)$/

test.each(['kiem', 'quan', 'binh', 'lan', 'yen', 'hoa'])('%s sends SQL and HTML in every field of every form in reach: kept or refused as words', async who => {
  const portal = await openPortal()
  await portal.store.write(db => publishMany(db, itself, ['Một', 'Hai'].map(name => ({ content: emptyContent(name), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' })), 'test'))
  const person = portal.as(who)
  const asked = new Set<string>()
  const posted = new Set<string>()
  const pattern = (path: string) => path.split('?')[0]!.replace(/[\da-f]{8}-[\da-f-]{27}/g, ':id')
  const waiting = ['/']
  while (waiting.length && asked.size < 70) {
    const path = waiting.shift()!
    if (asked.has(pattern(path)) || /\/export\/|\.csv|^\/assets/.test(path)) continue
    asked.add(pattern(path))
    const page = await person.get(path)
    expect([path, page.status < 500]).toEqual([path, true])
    if (!page.headers.get('content-type')?.includes('html')) continue
    const html = await page.text()
    expect(html, path).not.toMatch(runs)
    waiting.push(...[...html.matchAll(/\shref="(\/[^"#]*)"/g)].map(([, href]) => unescaped(href!)))
    for (const { action, fields } of formsOf(html, path)) {
      if (leftOut.test(action) || posted.has(pattern(action))) continue
      posted.add(pattern(action))
      const answer = await person.post(action, fields)
      expect([action, answer.status < 500]).toEqual([action, true])
      expect(await answer.text(), action).not.toMatch(runs)
      const location = answer.headers.get('location')
      if (location) { asked.delete(pattern(location)); waiting.unshift(location.split('#')[0]!) }
    }
  }
  expect(posted.size).toBeGreaterThan(1)
  expect(await portal.store.read.$count(people)).toBeGreaterThanOrEqual(12)
  for (const path of asked) {
    const page = path.includes(':id') ? null : await person.get(path)
    if (page?.headers.get('content-type')?.includes('html')) expect(await page.text(), path).not.toMatch(runs)
  }
}, 120_000)
