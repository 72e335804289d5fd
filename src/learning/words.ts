// Words of the queue: why a question stands in it, and what became of it.
import type { Outcome } from './tables.ts'

export const whys = ['not_found', 'out_of_scope', 'policy', 'wrong', 'incomplete', 'outdated', 'judged', 'handed'] as const
/** Why a question waits for people: refused in one of three ways, judged not right, or handed to a unit. */
export type Why = (typeof whys)[number]

export const whyNames: Record<Why, string> = {
  not_found: 'Không tìm thấy', out_of_scope: 'Ngoài phạm vi', policy: 'Hỏi về chính sách',
  wrong: 'Bị báo sai', incomplete: 'Bị báo thiếu ý', outdated: 'Bị báo đã cũ', judged: 'Bị báo chưa đúng', handed: 'Đã chuyển đơn vị',
}

export const outcomeNames: Record<Outcome, string> = {
  test: 'Thành câu kiểm chứng', faq: 'Đã soạn câu hỏi thường gặp', lexicon: 'Đã thêm từ ngữ', name: 'Đã thêm tên thường gọi', pin: 'Đã ghim câu trả lời',
  record: 'Đã sửa thủ tục', fine: 'Không cần làm gì', outside: 'Không thuộc việc của cơ quan',
}
