// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const numbered = ({ number }: Details) => (number ? ` (bản ${Number(number)})` : '')
const count = (value: unknown) => (Array.isArray(value) ? value.length : Number(value ?? 0)).toLocaleString('vi-VN')

export const enquirySentences = {
  'enquiry entered': 'đã ghi câu hỏi của công dân',
  'enquiry corrected': 'đã sửa nội dung câu hỏi của công dân',
  'enquiry assigned': 'đã giao câu hỏi của công dân cho đơn vị trả lời',
  'enquiry handed over': 'đã chuyển câu hỏi của công dân sang đơn vị khác',
  'enquiry person named': 'đã giao người trả lời câu hỏi của công dân',
  'enquiry begun': 'đã bắt đầu trả lời câu hỏi của công dân',
  'enquiry paused': 'đã dừng tính hạn, chờ công dân bổ sung',
  'enquiry resumed': 'đã tính tiếp hạn trả lời',
  'enquiry answer handed in': details => `đã gửi kiểm câu trả lời${numbered(details)}`,
  'enquiry answer returned': details => `đã trả lại câu trả lời để sửa${numbered(details)}`,
  'enquiry answer checked': details => `đã kiểm và cho gửi câu trả lời${numbered(details)}`,
  'enquiry settled at once': 'đã trả lời công dân ngay bằng câu trả lời của trợ lý',
  'enquiry closed': 'đã đóng câu hỏi của công dân',
  'enquiry reopened': 'đã mở lại câu hỏi của công dân',
  'enquiry merged': 'đã gộp câu hỏi của công dân vào câu hỏi khác',
  'enquiries linked': 'đã nối hai câu hỏi của công dân',
  'enquiries unlinked': 'đã bỏ nối hai câu hỏi của công dân',
  'enquiry published': 'đã đề xuất câu hỏi của công dân thành câu hỏi thường gặp',
  'citizens erased': ({ ids }) => `đã xóa thông tin người hỏi của ${count(ids)} câu hỏi`,
  'enquiry reminded': 'đã nhắc hạn trả lời câu hỏi của công dân',
  'reply template written': 'đã lưu mẫu trả lời',
  'reply template put aside': 'đã cất mẫu trả lời',
  'reply template back in use': 'đã dùng lại mẫu trả lời',
  'enquiries removed': ({ ids }) => `đã gỡ ${count(ids)} câu hỏi của công dân của đơn vị mẫu`,
} satisfies Record<string, string | ((details: Details) => string)>
