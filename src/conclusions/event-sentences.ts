// What the events of conclusions say, for the audit log and the page of a meeting.
import type { Event } from '../events/tables.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const which = ({ number }: Details) => (number ? ` ${text(number)}` : '')
const changed = ({ changes, change }: Details): string => {
  const cells = ((changes ?? []) as { label: string }[]).map(({ label }) => label.toLowerCase()).join(', ')
  return change === 'work added' ? ', thêm một việc' : cells ? ` (${cells})` : ''
}

export const conclusionSentences = {
  'conclusions added': ({ count, numbers }: Details) => `đã ghi ${text(count)} kết luận${numbers ? ` (${text(numbers)})` : ''}`,
  'conclusion changed': (details: Details) => `đã sửa kết luận${which(details)}${changed(details)}`,
  'conclusion moved': (details: Details) => `đã đổi chỗ kết luận${which(details)}`,
  'conclusion removed': ({ row, ...details }: Details) => `đã bỏ ${row ? '' : 'một việc của '}kết luận${which(details)}: “${text(details.text)}”`,
  'conclusion restored': (details: Details) => `đã lấy lại kết luận${which(details)}`,
  'conclusion marked': ({ noTask, ...details }: Details) => `đã đánh dấu kết luận${which(details)} ${noTask ? 'không phát sinh nhiệm vụ' : 'có phát sinh nhiệm vụ'}`,
  'conclusions given': ({ tasks, reminded }: Details) => `đã giao ${text(tasks)} nhiệm vụ từ kết luận${reminded ? `, nhắc ${text(reminded)} nhiệm vụ` : ''}`,
  'conclusion corrected': ({ changes, ...details }: Details) => `đã đính chính kết luận${which(details)} (${((changes ?? []) as unknown[]).length} mục)`,
}
