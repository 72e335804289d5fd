// Words for demand: why a procedure stands out, figures with their unit, what changed since the period before.
import type { StatusKind } from '../web/layout.ts'
import type { DemandReason, Proposal, ProposalReason } from './tables.ts'

export const reasonHeadings: Record<ProposalReason, string> = {
  asked: 'Hỏi nhiều nhất', refused: 'Không trả lời được nhiều nhất', reopened: 'Hỏi lại nhiều nhất', slow: 'Trả lời chậm nhất', lost: 'Mất điểm chỉ số cải cách',
}
export const reasonMeanings: Record<DemandReason, string> = {
  asked: 'Câu hỏi trợ lý nhận và câu hỏi của công dân được ghi lại; câu từ trợ lý chuyển thành câu hỏi của công dân chỉ tính một lần.',
  refused: 'Trợ lý không trả lời được, hoặc đơn vị đóng trong kỳ mà không có câu trả lời.',
  reopened: 'Câu hỏi của công dân phải mở lại sau khi đã trả lời.',
  slow: 'Số ở giữa của giờ làm việc từ lúc nhận đến lần trả lời đầu, trừ lúc chờ công dân, của các câu đơn vị trả lời trong kỳ.',
}

const oneDecimal = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
const plural: Record<DemandReason, string> = { asked: 'lượt hỏi', refused: 'lượt không trả lời được', reopened: 'lượt hỏi lại', slow: 'giờ làm việc' }

/** '12 lượt hỏi', '9,5 giờ làm việc'. */
export const valueInWords = (value: number, reason: DemandReason): string => `${oneDecimal.format(value)} ${plural[reason]}`
export const valueShort = (value: number): string => oneDecimal.format(value)

/** 'tăng 8', 'giảm 3', 'không đổi'. */
export function changeInWords(value: number, before: number): string {
  const change = Math.round((value - before) * 10) / 10
  return change === 0 ? 'không đổi' : `${change > 0 ? 'tăng' : 'giảm'} ${oneDecimal.format(Math.abs(change))}`
}

export const proposalStatus: Record<Proposal['state'], { kind: StatusKind; label: string }> = {
  waiting: { kind: 'wait', label: 'Chờ xem xét' }, taken: { kind: 'done', label: 'Đã đưa vào kế hoạch' }, refused: { kind: 'past', label: 'Không nhận' },
}
