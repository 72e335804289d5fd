// What a person was sending when their session had ended: carried through the sign-in page and sent again from a page of its own.
import { z } from 'zod'
import { addresses } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { page } from '../web/render.ts'
import type { KeptField } from './views.ts'

// Larger posts are files, which a browser cannot be given back.
const keptLimit = 400_000
const secret = /password|token|secret/i

const keptForm = z.object({ path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])).max(5000) })

/** The address and the fields of the post, as JSON for a hidden field; null when there is nothing to keep. Passwords are left out. */
export async function keptFrom(c: Ask): Promise<string | null> {
  if (c.req.method !== 'POST' || !c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const body = await c.req.text()
  if (body.length > keptLimit) return null
  const fields = [...new URLSearchParams(body)].filter(([name]) => !secret.test(name))
  const { pathname, search } = new URL(c.req.url)
  return fields.length && isPostAddress(pathname) ? JSON.stringify({ path: pathname + search, fields }) : null
}

/** The page that shows what will be sent and sends it at one click; undefined when nothing sound was kept. */
export function showKept(c: Ask, kept: string, next: string) {
  const parsed = keptForm.safeParse(parse(kept))
  if (!parsed.success || !isPostAddress(parsed.data.path.split('?')[0]!)) return undefined
  const fields = parsed.data.fields.filter(([name]) => !secret.test(name))
  if (!fields.length) return undefined
  return page(c, 'Gửi lại điều vừa nhập', 'accounts/kept', { path: parsed.data.path, fields: fields.map(asField), next, name: c.get('user').name })
}

function parse(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

/** Only what a form of the portal may be sent to: never another site, nor signing in or out. */
function isPostAddress(path: string): boolean {
  if (/^\/(sign-|links\/)/.test(path)) return false
  return Object.keys(addresses).some(address => {
    const [method, pattern] = address.split(' ') as [string, string]
    return method === 'POST' && new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`).test(path)
  })
}

const words: Record<string, string> = {
  name: 'Tên', title: 'Chức danh, tên gọi', email: 'Thư điện tử', userName: 'Tên đăng nhập', unit: 'Đơn vị', unitId: 'Đơn vị', role: 'Vai trò', since: 'Từ ngày',
  until: 'Đến ngày', reason: 'Lý do', note: 'Ghi chú', text: 'Nội dung', question: 'Câu hỏi', q: 'Nội dung tìm', decision: 'Quyết định', comment: 'Ý kiến', extension: 'Máy lẻ',
}
// Fields that carry the page's own state say nothing to a person.
const asField = ([name, value]: [string, string]): KeptField =>
  ({ name, value, label: words[name] ?? name, shown: value.trim() !== '' && !/^(revision|id|_.*)$/.test(name) })
