// The words of a mail: what happened, why this person is told, the link, and how to stop. No free text of the portal leaves it by mail.
import { hasPersonalData } from '../masking/masking.ts'
import { today, written } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import type { NoticeRow } from './inbox.ts'

/** Reasons and remarks, which may name citizens, are read in the portal; so is a title that holds somebody's data. */
export const withoutFreeText = (details: Event['details']): Event['details'] =>
  ({ ...details, reason: undefined, note: undefined, text: undefined, title: typeof details.title === 'string' && hasPersonalData(details.title) ? undefined : details.title })

/** A title that holds somebody's number or address is not sent either. */
const title = ({ subject }: NoticeRow): string => (hasPersonalData(subject) ? 'Mục có dữ liệu cá nhân: mở trong cổng để xem' : subject)

export interface Letter { subject: string; text: string; html: string }

/**
 * @param rows what it tells, each with an address
 * @param left how many more wait in the portal
 */
export function letterOf(kind: 'digest' | 'immediate', rows: readonly NoticeRow[], left: number, origin: string): Letter {
  const [first] = rows
  const others = rows.length + left - 1
  const subject = kind === 'immediate' && first ? `${first.kindName}: ${short(title(first))}${others ? ` và ${others} thông báo khác` : ''}` : `Cổng CCHC, sáng ${written(today())}: ${rows.length + left} thông báo chưa đọc`
  const more = left ? `Còn ${left} thông báo nữa trong cổng: ${origin}/notices` : ''
  const settings = `${origin}/notices/settings`
  const stop = 'Thư tự động của Cổng CCHC, xin đừng trả lời. Muốn đổi cách nhận hoặc ngừng nhận thư, mở:'
  const lines = rows.map(row => `${row.kindName}: ${title(row)}\n${row.sentence}.\nBạn nhận tin này vì ${row.why}.\n${origin}${row.href}`)
  const text = `${[...lines, ...(more ? [more] : []), `--\n${stop} ${settings}`].join('\n\n')}\n`
  const items = rows.map(row => `<p><b>${safe(row.kindName)}</b>: <a href="${safe(origin + row.href)}">${safe(title(row))}</a><br>${safe(row.sentence)}.<br><small>Bạn nhận tin này vì ${safe(row.why)}.</small></p>`)
  const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${safe(subject)}</title></head><body>${items.join('\n')}
${left ? `<p><a href="${safe(origin)}/notices">Còn ${left} thông báo nữa trong cổng</a></p>` : ''}<hr><p><small>${stop} <a href="${safe(settings)}">${safe(settings)}</a></small></p></body></html>`
  return { subject, text, html }
}

/** Cut at a word: some programs refuse long subjects. */
const short = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, text.lastIndexOf(' ', 120) + 1 || 120).trimEnd()}…`)
const safe = (text: string): string => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`)
