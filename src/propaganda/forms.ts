// What the forms of propaganda are called.
import type { PieceForm } from './tables.ts'

export const formNames: Record<PieceForm, string> = {
  script: 'Bài loa truyền thanh', leaflet: 'Tờ gấp', zalo: 'Bài Zalo', article: 'Bài đăng cổng thông tin', card: 'Thẻ thông tin', faqSheet: 'Tờ hỏi đáp', talk: 'Đề cương nói chuyện',
}
