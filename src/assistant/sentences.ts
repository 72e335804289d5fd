// Every sentence that the assistant says in its own words. What stands between quotation marks in an answer is the record's.
import type { Aspect, Route } from './understanding.ts'

/** Why no procedure was quoted. The last three are a matter of talking, not of searching. */
export type Reason = 'policy' | 'own_file' | 'out_of_scope' | 'personal_data' | 'abuse' | 'injection' | 'complaint' | 'not_found'
  | 'greeting' | 'thanks' | 'empty' | 'too_long'

export const refusals: Record<Reason, string> = {
  policy: 'Đây là câu hỏi về mức hưởng hoặc về cách hiểu luật, không phải về thủ tục. Trợ lý không tính tiền và không giải thích luật; đề nghị xem văn bản dưới đây hoặc chuyển câu hỏi cho phòng chuyên môn.',
  own_file: 'Trợ lý không xem được từng hồ sơ.',
  out_of_scope: 'Câu hỏi này không thuộc các thủ tục mà cơ quan đang giữ. Trợ lý chỉ trả lời về thủ tục hành chính đã công bố.',
  personal_data: 'Câu hỏi có thông tin riêng của người dân nên đã dừng lại và không được lưu. Đề nghị bỏ thông tin đó rồi hỏi lại.',
  abuse: 'Trợ lý chỉ trả lời câu hỏi về thủ tục.',
  injection: 'Trợ lý chỉ trích nguyên văn thủ tục đã công bố và không làm theo yêu cầu khác.',
  complaint: 'Đây là phản ánh, khiếu nại hoặc tố cáo, cần người có thẩm quyền xem xét.',
  not_found: 'Chưa tìm thấy thủ tục nào khớp với câu hỏi. Đề nghị nêu rõ việc cần làm và ai làm, hoặc chọn một mục gần nhất dưới đây.',
  greeting: 'Xin chào. Hãy hỏi về một thủ tục: cần giấy tờ gì, nộp ở đâu, bao lâu có kết quả, phí bao nhiêu.',
  thanks: 'Rất vui được giúp. Khi cần, hãy hỏi tiếp về thủ tục khác.',
  empty: 'Hãy nhập câu hỏi bằng chữ, ví dụ: “Gia hạn giấy phép lao động cần giấy tờ gì?”.',
  too_long: 'Câu hỏi dài quá 2.000 ký tự. Đề nghị rút ngắn, chỉ nêu việc cần làm và điều muốn biết.',
}

/** Why the register was not asked, in a few words. */
export const routeNames: Record<Route, string> = {
  greeting: 'lời chào', thanks: 'lời cảm ơn', own_file: 'hỏi về một hồ sơ đã nộp', complaint: 'phản ánh, khiếu nại', out_of_scope: 'không phải việc của cơ quan', abuse: 'lời lẽ không phù hợp',
  injection: 'yêu cầu làm việc khác', policy: 'hỏi mức hưởng hoặc cách hiểu luật',
}

/** What the person can do next, where the assistant cannot go on. */
export const nextSteps: Partial<Record<Reason, string[]>> = {
  own_file: ['Tra theo mã hồ sơ ghi trên giấy tiếp nhận và hẹn trả kết quả, tại Cổng Dịch vụ công quốc gia.', 'Không có mã hồ sơ: hỏi bộ phận một cửa nơi đã nộp.', 'Muốn biết thời hạn chung: hỏi “… mất bao lâu?” kèm tên thủ tục.'],
  complaint: ['Ghi lại sự việc, ngày, nơi xảy ra; không gửi thông tin riêng của người dân vào đây.', 'Chuyển cho bộ phận tiếp công dân của cơ quan có người bị phản ánh.'],
  abuse: ['Nêu việc cần làm và điều muốn biết, ví dụ: “Cấp lại giấy phép lao động cần giấy tờ gì?”.'],
}

/** What tells near-twins apart, and the question back that it makes. */
export type Difference = 'operation' | 'who' | 'school' | 'kind' | 'level' | 'field' | 'agency' | 'case' | 'name'
export const clarifyings: Record<Difference, { heading: string, sentence: string }> = {
  operation: { heading: 'Cần làm việc gì?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở việc cần làm. Hãy chọn một.' },
  who: { heading: 'Ai làm thủ tục?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở người làm thủ tục. Hãy chọn một.' },
  school: { heading: 'Trường loại nào?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở loại trường. Hãy chọn một.' },
  kind: { heading: 'Loại bảo hiểm nào?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở loại bảo hiểm. Hãy chọn một.' },
  level: { heading: 'Làm ở cấp nào?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở cấp thực hiện. Hãy chọn một.' },
  field: { heading: 'Thuộc lĩnh vực nào?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở lĩnh vực. Hãy chọn một.' },
  agency: { heading: 'Cơ quan nào thực hiện?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở cơ quan thực hiện. Hãy chọn một.' },
  case: { heading: 'Trường hợp nào?', sentence: 'Có nhiều thủ tục gần giống nhau, khác nhau ở trường hợp. Hãy chọn một.' },
  name: { heading: 'Việc nào trong các thủ tục này?', sentence: 'Có nhiều thủ tục gần giống nhau. Đó là việc nào dưới đây?' },
}
export const comparingWhat = { heading: 'So sánh với thủ tục nào?', sentence: (name: string) => `Mới tìm thấy một thủ tục để so sánh: “${name}”. Hãy chọn thủ tục còn lại.` }
/** How sure the choice of the procedure is, in words. */
export const sureness = (confidence: number): string =>
  `${confidence >= 0.9 ? 'Chắc chắn' : confidence >= 0.7 ? 'Khá chắc' : 'Chưa thật chắc'} về thủ tục (${Math.round(confidence * 100)} %).`
export const noneOfThese = 'Không phải việc nào ở trên'

/** Values of the facets by which names are told apart, as buttons say them. */
export const facetWords: Record<string, Record<string, string>> = {
  operation: {
    grant: 'Cấp lần đầu', reissue: 'Cấp lại, đổi', extend: 'Gia hạn', adjust: 'Sửa đổi, bổ sung', stop: 'Chấm dứt, thu hồi', pause: 'Tạm dừng', resume: 'Tiếp tục hưởng', move: 'Chuyển nơi hưởng',
    merge: 'Chia tách, sáp nhập', rename: 'Đổi tên', found: 'Thành lập', licence: 'Cấp phép hoạt động', refund: 'Nhận lại tiền ký quỹ', delegate: 'Ủy quyền lĩnh thay', register: 'Đăng ký, tham gia',
    report: 'Thông báo', reassess: 'Giám định lại',
  },
  force: { army: 'Quân đội', police: 'Công an', civil: 'Ngoài quân đội, công an' },
  service: { serving: 'Đang tại ngũ', left: 'Đã ra khỏi lực lượng' },
  father: { father: 'Lao động nam có vợ sinh con', adopt: 'Nhận nuôi con nuôi', miscarry: 'Sảy thai, thai lưu' },
  school: { college: 'Trường cao đẳng', secondary: 'Trường trung cấp', centre: 'Trung tâm giáo dục nghề nghiệp', university: 'Trường đại học' },
  owner: { private: 'Tư thục', public: 'Công lập' },
  insurance: { voluntary: 'Bảo hiểm tự nguyện', compulsory: 'Bảo hiểm bắt buộc' },
}

export const aspectHeadings: Record<Aspect, string> = {
  documents: 'Thành phần hồ sơ', time_limit: 'Thời hạn giải quyết', fee: 'Phí, lệ phí', place: 'Nơi nộp hồ sơ', channel: 'Cách nộp hồ sơ', form: 'Mẫu đơn, tờ khai', result: 'Kết quả nhận được',
  conditions: 'Yêu cầu, điều kiện', steps: 'Trình tự thực hiện', agency: 'Cơ quan thực hiện', legal_basis: 'Căn cứ pháp lý', overview: 'Tóm tắt thủ tục',
}

export const nextQuestions: Record<Aspect, string> = {
  documents: 'Cần giấy tờ gì?', time_limit: 'Bao lâu có kết quả?', fee: 'Lệ phí bao nhiêu?', place: 'Nộp hồ sơ ở đâu?', channel: 'Nộp qua mạng được không?', form: 'Dùng mẫu nào?', result: 'Kết quả nhận được là gì?',
  conditions: 'Điều kiện thế nào?', steps: 'Trình tự thế nào?', agency: 'Cơ quan nào giải quyết?', legal_basis: 'Căn cứ văn bản nào?', overview: 'Tóm tắt thủ tục này',
}

export const uncertainties = {
  noFee: 'Bản ghi chưa có thông tin về phí, lệ phí; chưa có thông tin không có nghĩa là miễn phí.',
  someFee: 'Có cách nộp chưa ghi phí, lệ phí.',
  noLimit: 'Bản ghi chưa có thời hạn giải quyết.',
  limitsDiffer: 'Thời hạn khác nhau theo cách nộp hoặc theo trường hợp.',
  daysDiffer: 'Có nơi ghi “ngày”, có nơi ghi “ngày làm việc”; hai cách tính khác nhau.',
  noField: (heading: string) => `Bản ghi chưa có mục “${heading}”.`,
  noChannel: 'Bản ghi chưa có cách thức nộp.',
  district: 'Cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025; nơi nộp là cấp xã hoặc cấp tỉnh theo bản ghi.',
  department: 'Sở Lao động - Thương binh và Xã hội đã hợp nhất; cơ quan hiện nay là cơ quan nêu trong bản ghi.',
  districtInRecord: 'Bản ghi còn nêu cơ quan cấp huyện đã kết thúc hoạt động; chỗ đó không được trích. Hãy kiểm tra lại ở nguồn.',
  expiredLaw: 'Có căn cứ đã hết hiệu lực, được ghi rõ bên cạnh.',
  aspectGuessed: 'Câu hỏi không nêu rõ điều muốn biết nên trích phần tóm tắt.',
  cut: 'Nội dung dài đã được trích một phần; xem đủ ở trang thủ tục.',
} as const

export const alsoHeading = 'Chỗ khác trong thủ tục có nói đến'
/** What each office of a record is. */
export const officeWords = { receiving: 'nơi nhận hồ sơ', handling: 'cơ quan thực hiện', competent: 'cơ quan có thẩm quyền' } as const
export const expired = 'đã hết hiệu lực'
/** In the place of a question whose text was erased. */
export const erasedQuestion = 'Câu hỏi đã xóa theo thời hạn lưu'
