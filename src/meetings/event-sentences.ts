// What the events of meetings say, for the audit log and the page of a meeting.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { roomSentences } from './room-sentences.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const day = (value: unknown) => (typeof value === 'string' ? ` ngày ${written(value)}` : '')
const quoted = (value: unknown) => (value ? ` “${text(value)}”` : '')
const reason = (value: unknown) => (value ? `: ${text(value)}` : '')
const list = (value: unknown) => (Array.isArray(value) ? value.map(text).join(', ') : '')

const fieldNames: Record<string, string> = {
  title: 'tên', on: 'ngày', startsAt: 'giờ', minutes: 'thời lượng', place: 'nơi họp', link: 'đường dẫn họp trực tuyến',
  chairId: 'người chủ trì', secretaryId: 'thư ký', note: 'ghi chú',
}
/** 'giờ 08:00 thành 14:00'; of who presides and of long texts only that they changed. */
function fieldChange(field: string, { from, to }: Details): string {
  const [before, after] = [from, to].map(side => text((side as Record<string, unknown> | undefined)?.[field]))
  const name = fieldNames[field] ?? field
  if (!after || !['on', 'startsAt', 'place'].includes(field)) return `đổi ${name}`
  const said = (value: string) => (field === 'on' ? written(value) : value)
  return `đổi ${name}${before ? ` ${said(before)}` : ''} thành ${said(after)}`
}
const itemChanges: Record<string, string> = { added: 'thêm', changed: 'sửa', removed: 'bỏ', placed: 'đổi thứ tự' }

function called({ on, startsAt, place, guests }: Details): string {
  return `đã mời họp${startsAt ? ` ${text(startsAt)}` : ''}${day(on)}${place ? `, ${text(place)}` : ''}${typeof guests === 'number' ? `, ${guests} người` : ''}`
}

function changed({ fields, ...details }: Details): string {
  return `đã sửa cuộc họp${Array.isArray(fields) && fields.length ? `: ${fields.map(field => fieldChange(text(field), details)).join(', ')}` : ''}`
}

export const meetingSentences = {
  'series begun': ({ name }: Details) => `đã lập lịch giao ban${quoted(name)}`,
  'series changed': 'đã sửa lịch giao ban',
  'series ended': 'đã kết thúc lịch giao ban',
  'meeting prepared': ({ on }: Details) => `đã lập cuộc họp${day(on)}, chưa báo ai`,
  'meeting called': called,
  'meeting changed': changed,
  'meeting cancelled': ({ reason: why }: Details) => `đã hoãn cuộc họp${reason(why)}`,
  'meeting removed': ({ title, on }: Details) => `đã xóa bản nháp cuộc họp${quoted(title)}${day(on)}`,
  'meeting guests changed': ({ change, names }: Details) => `đã ${change === 'removed' ? 'bỏ khỏi' : 'thêm vào'} thành phần họp: ${list(names)}`,
  'agenda changed': ({ change, title }: Details) => `đã ${itemChanges[text(change)] ?? 'sửa'} nội dung họp${quoted(title)}`,
  'agenda item moved': ({ title, to, copy }: Details) => `đã ${copy ? 'chép' : 'chuyển'} nội dung${quoted(title)} sang ${to ? text(to) : 'danh sách đề xuất'}`,
  'agenda item proposed': ({ title }: Details) => `đã đề xuất nội dung họp${quoted(title)}`,
  'agenda item taken': ({ title, on }: Details) => `đã đưa đề xuất${quoted(title)} vào cuộc họp${day(on)}`,
  'agenda item refused': ({ title, reason: why }: Details) => `đã không đưa đề xuất${quoted(title)} vào họp${reason(why)}`,
  'agenda item withdrawn': ({ title }: Details) => `đã rút đề xuất${quoted(title)}`,
  'meeting document attached': ({ subject }: Details) => `đã kèm tài liệu họp${quoted(subject)}`,
  'meeting document removed': ({ subject }: Details) => `đã bỏ tài liệu họp${quoted(subject)}`,
  ...roomSentences,
}
