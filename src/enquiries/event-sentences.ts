// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const numbered = ({ number }: Details) => (number ? ` (bản ${Number(number)})` : '')
const count = (value: unknown) => (Array.isArray(value) ? value.length : Number(value ?? 0)).toLocaleString('vi-VN')

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const why = ({ reason }: Details) => (reason ? `: ${text(reason)}` : '')
const unit = ({ unit: name }: Details, otherwise: string) => (name ? ` ${text(name)}` : ` ${otherwise}`)
const person = ({ personName }: Details) => (personName ? `, người trả lời ${text(personName)}` : '')
const linkedWith = ({ number }: Details) => (typeof number === 'string' ? ` với ${number}` : '')
const reminders: Record<string, string> = { soon: 'sắp đến hạn trả lời câu hỏi của công dân', late: 'trễ hạn trả lời câu hỏi của công dân', veryLate: 'quá trễ hạn trả lời câu hỏi của công dân' }

function corrected({ procedure }: Details): string {
  if (procedure === undefined) return 'đã sửa nội dung câu hỏi của công dân'
  return procedure ? `đã gắn câu hỏi của công dân với thủ tục “${text(procedure)}”` : 'đã bỏ thủ tục của câu hỏi của công dân'
}

export const enquirySentences = {
  'enquiry entered': 'đã ghi câu hỏi của công dân',
  'enquiry corrected': corrected,
  'enquiry assigned': details => `đã giao câu hỏi của công dân cho${unit(details, 'đơn vị trả lời')}${person(details)}`,
  'enquiry handed over': details => `đã chuyển câu hỏi của công dân sang${unit(details, 'đơn vị khác')}${person(details)}${why(details)}`,
  'enquiry person named': details => `đã giao người trả lời câu hỏi của công dân${person(details)}`,
  'enquiry begun': 'đã bắt đầu trả lời câu hỏi của công dân',
  'enquiry paused': details => `đã dừng tính hạn, chờ công dân bổ sung${why(details)}`,
  'enquiry resumed': 'đã tính tiếp hạn trả lời',
  'enquiry answer handed in': details => `đã gửi kiểm câu trả lời${numbered(details)}`,
  'enquiry answer returned': details => `đã trả lại câu trả lời để sửa${numbered(details)}`,
  'enquiry answer checked': details => `đã kiểm và cho gửi câu trả lời${numbered(details)}`,
  'enquiry settled at once': 'đã trả lời công dân ngay bằng câu trả lời của trợ lý',
  'enquiry closed': details => `đã đóng câu hỏi của công dân${details.without ? ' mà không trả lời' : ''}${why(details)}`,
  'enquiry reopened': details => `đã mở lại câu hỏi của công dân, hạn tính lại từ đầu${why(details)}`,
  'enquiry merged': details => `đã gộp câu hỏi của công dân vào ${typeof details.number === 'string' ? details.number : 'câu hỏi khác'}`,
  'enquiries linked': details => `đã ${details.kind === 'merged' ? 'nhận gộp' : 'nối'} câu hỏi của công dân${linkedWith(details)}`,
  'enquiries unlinked': details => `đã bỏ nối câu hỏi của công dân${linkedWith(details)}`,
  'enquiry published': 'đã đề xuất câu hỏi của công dân thành câu hỏi thường gặp',
  'citizens erased': ({ ids }) => `đã xóa thông tin người hỏi của ${count(ids)} câu hỏi`,
  'enquiry reminded': ({ what }) => `đã nhắc: ${reminders[text(what)] ?? 'hạn trả lời câu hỏi của công dân'}`,
  'reply template written': 'đã lưu mẫu trả lời',
  'reply template put aside': 'đã cất mẫu trả lời',
  'reply template confirmed': 'đã xác nhận mẫu trả lời vẫn đúng theo bản đang áp dụng',
  'reply template back in use': 'đã dùng lại mẫu trả lời',
  'enquiries removed': ({ ids }) => `đã gỡ ${count(ids)} câu hỏi của công dân của đơn vị mẫu`,
} satisfies Record<string, string | ((details: Details) => string)>
