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
  code: 'Mã số', field: 'Lĩnh vực', aliases: 'Tên thường gọi', levels: 'Cấp thực hiện', audience: 'Đối tượng', agencies: 'Cơ quan', channels: 'Cách nộp', papers: 'Giấy tờ',
  legalBases: 'Căn cứ', steps: 'Trình tự', conditions: 'Điều kiện', result: 'Kết quả', reduction: 'Cắt giảm thời hạn', sourceUrl: 'Nguồn', duties: 'Nhiệm vụ',
  effectiveFrom: 'Ngày áp dụng', publishedOn: 'Ngày công bố', reviewOn: 'Ngày soát lại', dueOn: 'Hạn', content: 'Nội dung', product: 'Sản phẩm', number: 'Số',
}

/** 'papers.0.name' is of the first row of papers; a name without words says nothing rather than a word of the program. */
function labelOf(name: string): string {
  const [part, row] = name.split('.')
  const label = words[name] ?? words[part!] ?? 'Mục khác'
  return row && /^\d+$/.test(row) ? `${label}, dòng ${Number(row) + 1}` : label
}

// What carries the page's own state, or is one choice of a list by its code, says nothing to a person.
const isSilent = (name: string, value: string) =>
  !value.trim() || /^(revision|id|do|back|_.*)$/.test(name) || /^[\da-f]{8}-[\da-f]{4}-|^(on|true|false)$|^[a-z]+[A-Z]\w*$/.test(value)
  || (!words[name] && /^[a-z]+$/.test(value))

const asField = ([name, value]: [string, string]): KeptField => ({ name, value, label: labelOf(name), shown: !isSilent(name, value) })
