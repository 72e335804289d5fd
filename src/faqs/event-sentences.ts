// What the events of this folder say, for the audit log.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const version = ({ number }: Details) => (number ? ` (bản ${Number(number)})` : '')
const reason = (details: Details) => (typeof details.reason === 'string' && details.reason ? `: ${details.reason}` : '')
const until = ({ reviewOn }: Details) => (typeof reviewOn === 'string' ? `, rà soát lại ngày ${written(reviewOn)}` : '')

export const faqSentences = {
  'faq begun': (details: Details) => `đã soạn câu hỏi thường gặp${version(details)}`,
  'faq written': (details: Details) => `đã lưu nội dung mới của câu hỏi thường gặp${version(details)}`,
  'faq version restored': ({ from }: Details) => `đã lấy lại ${from ? `bản ${Number(from)}` : 'một bản cũ'} để soạn tiếp`,
  'faq keeping changed': 'đã đổi nơi giữ hoặc lĩnh vực của câu hỏi thường gặp',
  'faq submitted': (details: Details) => `đã gửi duyệt câu hỏi thường gặp${version(details)}`,
  'faq returned': (details: Details) => `đã trả lại câu hỏi thường gặp${version(details)}${reason(details)}`,
  'faq approved': (details: Details) => `đã duyệt câu hỏi thường gặp${version(details)}${until(details)}`,
  'faq confirmed': (details: Details) => `đã xác nhận câu hỏi thường gặp vẫn đúng${until(details)}`,
  'faq archived': (details: Details) => `đã cất câu hỏi thường gặp${reason(details)}`,
  'faqs removed': ({ ids }: Details) => `đã gỡ ${((ids as unknown[] | undefined) ?? []).length} câu hỏi thường gặp của đơn vị mẫu`,
  'faq review reminded': ({ days }: Details) => (Number(days) > 0 ? `đã nhắc rà soát câu hỏi thường gặp, còn ${Number(days)} ngày` : 'đã nhắc rà soát câu hỏi thường gặp, đến ngày'),
} satisfies Record<string, string | ((details: Details) => string)>
