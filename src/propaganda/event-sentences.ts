// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const reason = (details: Details) => (typeof details.reason === 'string' && details.reason ? `: ${details.reason}` : '')
const numbered = ({ number }: Details) => (number ? ` (bản ${Number(number)})` : '')
const count = (value: unknown) => (Array.isArray(value) ? value.length : Number(value ?? 0)).toLocaleString('vi-VN')

export const propagandaSentences = {
  'propaganda line written': 'đã ghi dòng kế hoạch tuyên truyền',
  'propaganda line dropped': details => `đã bỏ dòng kế hoạch tuyên truyền${reason(details)}`,
  'piece begun': 'đã soạn bài tuyên truyền',
  'piece written': details => `đã lưu nội dung mới của bài tuyên truyền${numbered(details)}`,
  'piece submitted': details => `đã gửi duyệt bài tuyên truyền${numbered(details)}`,
  'piece returned': details => `đã trả lại bài tuyên truyền${numbered(details)}${reason(details)}`,
  'piece approved': details => `đã duyệt bài tuyên truyền${numbered(details)}`,
  'piece recalled': details => `đã thu hồi bài tuyên truyền${reason(details)}`,
  'piece confirmed': 'đã xác nhận bài tuyên truyền vẫn đúng',
  'piece planned': ({ line }) => (line ? 'đã xếp bài tuyên truyền vào kế hoạch' : 'đã rút bài tuyên truyền khỏi kế hoạch'),
  'piece distributed': 'đã ghi việc phát bài tuyên truyền',
  'distribution taken back': details => `đã gỡ việc phát bài tuyên truyền${reason(details)}`,
  'propaganda removed': ({ ids }) => `đã gỡ ${count(ids)} bài tuyên truyền của đơn vị mẫu`,
} satisfies Record<string, string | ((details: Details) => string)>
