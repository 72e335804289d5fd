// A page is a view inside the layout; a fragment is a view alone.
import { getCookie, setCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Ask } from './context.ts'
import type { Form } from './forms.ts'
import { layoutData } from './layout.ts'
import { view, type Views } from './views.ts'

/** A whole page. It answers 422 when its data hold a form with mistakes, otherwise `status`. */
export function page<Name extends keyof Views>(c: Ask, title: string, name: Name, data: Views[Name], status: ContentfulStatusCode = 200) {
  const notice = takeNotice(c)
  const html = view('web/layout', { ...layoutData(c, title, notice), body: view(name, data) })
  return c.html(html, status === 200 && hasErrors(data) ? 422 : status)
}

/** A part of a page alone: for htmx, which puts it where it belongs. */
export function fragment<Name extends keyof Views>(c: Ask, name: Name, data: Views[Name], status: ContentfulStatusCode = 200) {
  return c.html(view(name, data), status === 200 && hasErrors(data) ? 422 : status)
}

const hasErrors = (data: object & { form?: Form }) => Object.keys(data.form?.errors ?? {}).length > 0

const noticeCookie = 'thong-bao'

/** After a write: goes to `path` and says `sentence` on top of the page that comes. */
export function done(c: Ask, path: string, sentence: string) {
  say(c, sentence)
  return c.redirect(path, 303)
}

/** The next page that comes says `sentence` on top. */
export function say(c: Ask, sentence: string) {
  setCookie(c, noticeCookie, encodeURIComponent(sentence.slice(0, 600)), { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.var.config.tls, maxAge: 60 })
}

function takeNotice(c: Ask): string | null {
  const kept = getCookie(c, noticeCookie)
  if (!kept) return null
  setCookie(c, noticeCookie, '', { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.var.config.tls, maxAge: 0 })
  try { return decodeURIComponent(kept) } catch { return null }
}

/** A file for the person to keep. `name` may hold Vietnamese letters. */
export function download(c: Ask, name: string, type: string, body: Uint8Array<ArrayBuffer> | string | ReadableStream) {
  const ascii = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\w.-]+/g, '-')
  return c.body(body, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
}
