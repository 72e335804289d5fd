// Words for notices: kinds, why somebody is told, clocks and rungs.
import type { Clock, NoticeKind, Reason, Rung } from './tables.ts'

export const noticeNames: Record<NoticeKind, string> = {
  assigned: 'Giao việc', request: 'Đề nghị', report: 'Báo cáo', review: 'Ý kiến về báo cáo', decision: 'Quyết định đề nghị', direction: 'Chỉ đạo, nhắc việc',
  comment: 'Trao đổi, góp ý', change: 'Thay đổi nhiệm vụ', meeting: 'Họp, biên bản', question: 'Câu hỏi chuyển đơn vị', reminder: 'Nhắc hạn, nhắc họp', escalation: 'Báo lên cấp trên',
  account: 'Tài khoản của bạn',
}
/** After 'vì'. */
export const reasonWords: Record<Reason, string> = {
  lead: 'bạn phụ trách đơn vị chủ trì', coordinator: 'bạn phụ trách đơn vị phối hợp', named: 'bạn được phân công', assigner: 'bạn là người giao việc',
  author: 'bạn là người báo cáo, đề nghị', approver: 'bạn phê duyệt kế hoạch', ladder: 'việc đã chậm đến bậc phải báo bạn',
  chair: 'bạn chủ trì cuộc họp', secretary: 'bạn là thư ký', invited: 'bạn được mời họp', deputy: 'bạn dự họp thay', relieved: 'bạn có tên trong cuộc họp trước khi đổi',
  preparing: 'bạn chuẩn bị các cuộc họp', proposer: 'bạn đề xuất nội dung họp', writer: 'bạn soạn văn bản này', commenter: 'bạn đã góp ý',
  tasked: 'đơn vị bạn phụ trách có việc từ cuộc họp', keeper: 'đơn vị bạn phụ trách giữ các thủ tục này',
  answerer: 'câu hỏi được chuyển cho đơn vị bạn', questioner: 'bạn đã hỏi hoặc đã chuyển câu này',
  faqKeeper: 'bạn soạn hoặc giữ câu hỏi thường gặp này', faqChecker: 'bạn duyệt câu hỏi thường gặp',
  enquiryRouter: 'bạn phân công câu hỏi của công dân', enquiryChecker: 'bạn kiểm câu trả lời công dân', enquiryWriter: 'bạn soạn câu trả lời này', enquiryMaker: 'bạn đã ghi câu hỏi này của công dân',
  reformDecider: 'bạn soạn kế hoạch cải cách', reformProposer: 'bạn đã đề xuất',
  holder: 'đó là tài khoản của bạn',
  pieceWriter: 'bạn soạn bài tuyên truyền này', pieceChecker: 'bạn duyệt bài tuyên truyền',
  sourceOwner: 'bạn giữ hoặc đã trả lời bằng các chỗ trích này',
  partSender: 'đơn vị bạn gửi phần báo cáo', reportWriter: 'bạn soạn báo cáo của kỳ', reportApprover: 'bạn duyệt báo cáo của kỳ',
  scored: 'đơn vị bạn được chấm điểm cải cách', appraiser: 'bạn thẩm định điểm cải cách',
}
/** How a kind of notice may reach a person. */
export const wayNames = { mail: 'Trong cổng và thư', portal: 'Chỉ trong cổng', none: 'Không báo' } as const
export const clockWords: Record<Clock, string> = { due: 'hạn làm', report: 'ngày báo cáo', receipt: 'hạn tiếp nhận' }
export const clockNames: Record<Clock, string> = { due: 'Quá hạn làm', report: 'Quá ngày báo cáo', receipt: 'Quá hạn tiếp nhận' }
export const rungNames: Record<Rung, string> = { person: 'Người được phân công', unitHead: 'Thủ trưởng đơn vị chủ trì', chief: 'Chánh Văn phòng', assigner: 'Người giao việc', director: 'Giám đốc' }
