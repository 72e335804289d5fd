// What the events of reminders, escalation and personal settings say, for the audit log and the task's history.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import type { PlaceKind } from '../sources/places.ts'
import { countsInWords } from '../sources/words.ts'
import { clockWords } from './words.ts'
import type { Clock } from './tables.ts'

type Details = Event['details']
const said = ({ clock, due }: Details) => `${clockWords[clock as Clock] ?? 'hạn'}${typeof due === 'string' ? ` ${written(due)}` : ''}`
const late = (days: unknown) => (Number(days) < 0 ? `, ${-Number(days)} ngày làm việc` : '')

export const noticeSentences = {
  'task reminded': (details: Details) => {
    const days = Number(details.days)
    return `đã nhắc: ${days < 0 ? `quá ${said(details)}${late(days)}` : days > 0 ? `còn ${days} ngày làm việc đến ${said(details)}` : `hôm nay là ${said(details)}`}`
  },
  'task escalated': (details: Details) => `đã báo lên ${((details.names ?? []) as string[]).join(', ') || 'cấp trên'}: quá ${said(details)}${late(details.days)}`,
  'meeting reminded': ({ on, startsAt, place }: Details) => `đã nhắc họp${startsAt ? ` lúc ${startsAt as string}` : ''}${on ? ` ngày ${written(on as string)}` : ''}${place ? `, ${place as string}` : ''}`,
  'reviews due': ({ near, late: due }: Details) => `đã nhắc rà soát thủ tục: ${[near ? `${Number(near)} sắp đến hạn` : '', due ? `${Number(due)} đến hạn hoặc quá hạn` : ''].filter(Boolean).join(', ')}`,
  'sources changed': ({ counts }: Details) =>
    `đã báo nguồn thay đổi, cần xem lại ${countsInWords(new Map(Object.entries(counts ?? {}) as [PlaceKind, number][])) || 'chỗ trích'}`,
  'escalation changed': ({ steps }: Details) => `đã sửa bậc báo lên cấp trên: ${((steps ?? []) as unknown[]).length} bậc`,
  'notice settings changed': 'đã đổi cách nhận thông báo',
  'mail queued again': ({ mails }: Details) => `đã cho gửi lại ${mails ? `${Number(mails)} ` : ''}thư không gửi được`,
  'calendar feed made': 'đã tạo địa chỉ lịch cá nhân',
  'calendar feed revoked': 'đã thu hồi địa chỉ lịch cá nhân',
}
