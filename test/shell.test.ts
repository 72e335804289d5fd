// The shell around every page: the policy of content, landmarks, weight, assets, icons, the pager, the parts of forms.
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { loadAssets } from '../src/web/assets.ts'
import { pagerOf } from '../src/web/paging.ts'
import { iconsAskedFor } from '../src/web/vendor.ts'
import { view } from '../src/web/views.ts'
import { fillDepartment } from './browser/department.ts'
import { addressOf, pages } from './browser/pages.ts'
import { openPortal } from './portal.ts'

const everyone = [['/sign-in', null], ['/', null], ['/', 'lan'], ['/', 'quan'], ['/nowhere', 'hoa'], ['/nowhere', null]] as const
const stripped = (html: string) => html.replace(/\s+/g, ' ')

describe('every page', () => {
  test('is sent with a policy that allows nothing inline and nothing from elsewhere', async () => {
    const { as } = await openPortal()
    for (const [path, name] of everyone) {
      const policy = (await as(name).get(path)).headers.get('content-security-policy')!
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|data:|\*/)
      for (const kind of ['script', 'style', 'img', 'font', 'connect']) expect(policy).toContain(`${kind}-src 'self'`)
    }
  })

  test('holds no script, style or handler of its own', async () => {
    const { as } = await openPortal()
    for (const [path, name] of everyone) {
      expect(await as(name).text(path)).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|\sstyle=|\son[a-z]+=|javascript:|data:/i)
    }
  })

  test('says its language, its title, one heading, and has its landmarks', async () => {
    const { as } = await openPortal()
    for (const [path, name] of everyone) {
      const html = await as(name).text(path)
      expect(html.match(/<nav [^>]*aria-label=/g)?.length ?? 0, path).toBeGreaterThanOrEqual(name ? 2 : 0)
      expect(html).toMatch(/^<!doctype html>\s*<html lang="vi"/)
      expect(html).toMatch(/<title>[^<]+ · Cổng CCHC<\/title>/)
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(html.match(/<main [^>]*id="main"/g)).toHaveLength(1)
      expect(html.match(/<header/g)).toHaveLength(1)
      expect(html).toContain('href="#main"')
      expect(html).toContain('id="notice" role="status"')
    }
  })

  test('marks the page one is on in the navigation, and shows only what the role may open', async () => {
    const { as } = await openPortal()
    const html = stripped(await as('hoa').text('/'))
    expect(html).toMatch(/<a href="\/" data-go="h" aria-current="page">/)
    expect(html).not.toContain('href="/admin"')
    expect(await as('quan').text('/')).toContain('href="/admin"')
  })

  test('weighs little: below 100 kB cold and 25 kB warm', async () => {
    const portal = await openPortal()
    const ids = await fillDepartment(portal)
    const weightOf = async (address: string, as: string | null) =>
      (await (await portal.as(as).get(address, { 'accept-encoding': 'gzip' })).arrayBuffer()).byteLength
    for (const one of pages) {
      const address = addressOf(one, ids)
      const warm = await weightOf(address, one.as)
      const assets = [...new Set((await portal.as(one.as).text(address)).match(/\/assets\/[\w.-]+/g))]
      const cold = (await Promise.all(assets.map(asset => weightOf(asset, null)))).reduce((sum, bytes) => sum + bytes, warm)
      expect.soft(warm, `${one.path}, warm`).toBeLessThan(25_000)
      expect.soft(cold, `${one.path}, cold`).toBeLessThan(100_000)
    }
  }, 60_000)
})

describe('assets', () => {
  test('are kept for ever under an address that holds their hash', async () => {
    const portal = await openPortal()
    const addresses = [...new Set((await portal.as('hoa').text('/')).match(/\/assets\/[\w.-]+/g))]
    expect(addresses.length).toBeGreaterThanOrEqual(6)
    for (const address of addresses) {
      const response = await portal.app.request(address)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(address).toMatch(/-[0-9a-f]{10}\.\w+$/)
    }
    expect((await portal.app.request('/assets/portal-0000000000.css')).status).toBe(404)
    expect((await portal.app.request('/assets/..%2f..%2fpackage.json')).status).toBe(404)
  })

  test('ask for no picture by data: address and for nothing from elsewhere', () => {
    for (const folder of ['static', 'static/vendor']) {
      for (const file of readdirSync(folder).filter(name => name.endsWith('.css'))) {
        expect(readFileSync(`${folder}/${file}`, 'utf8'), file).not.toMatch(/url\(\s*["']?(data:|https?:|\/\/)|@import/)
      }
    }
  })

  test('Tabler is cut down to what the views use', () => {
    expect(brotliCompressSync(readFileSync('static/vendor/tabler.css')).length).toBeLessThan(8000)
  })

  test('every icon that a page names is in the sprite', () => {
    const sprite = readFileSync('static/vendor/sprite.svg', 'utf8')
    expect([...iconsAskedFor()].filter(([name]) => !sprite.includes(`<symbol id="${name}"`))).toEqual([])
  })

  test('Be Vietnam Pro comes only where it was chosen, from the portal itself', async () => {
    expect(await (await openPortal()).as(null).text('/sign-in')).not.toContain('font-')
    loadAssets()
    const portal = await openPortal({ FONT: 'be-vietnam-pro' })
    const html = await portal.as(null).text('/sign-in')
    expect(html).toContain('data-font="be-vietnam-pro"')
    const css = await (await portal.app.request(/\/assets\/font-[0-9a-f]+\.css/.exec(html)![0])).text()
    for (const [address] of css.matchAll(/\/assets\/[\w.-]+/g)) expect((await portal.app.request(address)).status).toBe(200)
  })
})

describe('parts', () => {
  test('a pager leads to the ends and to the neighbours', () => {
    const href = (page: number) => `/list?page=${page}`
    const { steps, ...rest } = pagerOf(5, 50, 4304, href)
    expect(rest).toEqual({ page: 5, pages: 87, count: 4304, from: 201, to: 250, previous: '/list?page=4', next: '/list?page=6' })
    expect(steps.map(step => step?.page ?? null)).toEqual([1, null, 4, 5, 6, null, 87])
    expect(pagerOf(99, 50, 120, href)).toMatchObject({ page: 3, from: 101, to: 120, next: null })
    expect(pagerOf(Number.NaN, 50, 0, href)).toMatchObject({ page: 1, pages: 1, from: 0, to: 0, previous: null, next: null })
  })

  test('a field with a mistake says it where the reader is, and keeps what was typed', () => {
    const html = stripped(view('web/_field', { name: 'fee', label: 'Lệ phí', value: '1"2', hint: 'Bằng đồng', error: 'Hãy nhập số.', required: true }))
    expect(html).toContain('<label class="form-label" for="f-fee">')
    expect(html).toContain('aria-describedby="f-fee-hint f-fee-error" aria-invalid="true" aria-required="true"')
    expect(html).toContain('value="1&quot;2"')
    expect(html).toContain('id="f-fee-error"')
    expect(view('web/_field', { name: 'p', label: 'Mật khẩu', type: 'password', value: 'secret' })).not.toContain('secret')
  })

  test('a summary of mistakes leads to the fields', () => {
    const html = view('web/_errors', { errors: { '': 'Trang đã cũ.', 'channels.0.fee': 'Hãy nhập số.' }, labels: { 'channels.0.fee': 'Lệ phí' } })
    expect(html).toContain('Cần sửa 2 chỗ')
    expect(html).toContain('<a href="#f-channels.0.fee">Lệ phí: Hãy nhập số.</a>')
    expect(view('web/_errors', { errors: {} }).trim()).toBe('')
  })
})
