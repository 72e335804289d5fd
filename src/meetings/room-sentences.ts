// What the events of a meeting's room say.
import type { Event } from '../events/tables.ts'
import type { Attendance } from './tables.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const words = (value: unknown) => (value ? `: ${text(value)}` : '')
const quoted = (value: unknown) => (value ? ` “${text(value)}”` : '')

export const attendanceNames: Record<Attendance, string> = { present: 'có mặt', excused: 'vắng có lý do', absent: 'vắng không lý do', deputised: 'ủy quyền' }

export const roomSentences = {
  'meeting began': 'đã bắt đầu cuộc họp',
  'meeting held': ({ counts }: Details) => `đã kết thúc cuộc họp${words(counts)}`,
  'meeting resumed': 'đã mở lại cuộc họp để ghi tiếp',
  'meeting times corrected': ({ began, ended }: Details) => `đã sửa giờ họp${began ? `: bắt đầu ${text(began)}` : ''}${ended ? `, kết thúc ${text(ended)}` : ''}`,
  'attendance taken': ({ name, attendance }: Details) =>
    `đã ${attendance === null ? 'bỏ ' : ''}điểm danh ${text(name) || 'khách mời'}${words(attendanceNames[attendance as Attendance])}`,
  'everybody present': ({ count }: Details) => `đã điểm danh ${Number(count ?? 0)} người có mặt`,
  'guest came uninvited': ({ name }: Details) => `đã ghi thêm người dự họp${words(name)}`,
  'item dealt with': ({ title }: Details) => `đã đánh dấu họp xong${quoted(title)}`,
  'item taken up again': ({ title }: Details) => `đã mở lại nội dung họp${quoted(title)}`,
  'notes taken': ({ title }: Details) => `đã ghi diễn biến, kết quả của nội dung${quoted(title)}`,
}
