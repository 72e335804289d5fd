// Words that minutes are made of: what is work, what is agreed, reminded and asked.

const verbs = [
  'rà soát', 'tham mưu', 'xây dựng', 'hoàn thiện', 'hoàn thành', 'tổng hợp', 'báo cáo', 'trình', 'gửi', 'nộp', 'cung cấp', 'cập nhật', 'kiểm tra', 'thanh tra',
  'theo dõi', 'đôn đốc', 'giám sát', 'hướng dẫn', 'tổ chức', 'triển khai', 'thực hiện', 'phối hợp', 'chủ trì', 'làm việc', 'làm đầu mối', 'là đầu mối',
  'lựa chọn', 'chọn', 'đề xuất', 'cân đối', 'bố trí', 'lập', 'ban hành', 'soạn thảo', 'dự thảo', 'thông báo', 'công bố', 'công khai', 'niêm yết', 'khắc phục',
  'xử lý', 'giải quyết', 'số hóa', 'nâng cấp', 'quyết toán', 'thanh toán', 'mua sắm', 'khảo sát', 'đánh giá', 'chấm điểm', 'tự chấm', 'thống kê', 'phân tích',
  'phân loại', 'tuyên truyền', 'phổ biến', 'quán triệt', 'tập huấn', 'bồi dưỡng', 'đào tạo', 'mở', 'ký', 'đăng', 'đăng tải', 'đăng ký', 'tiếp tục', 'khẩn trương',
  'tập trung', 'chủ động', 'nghiêm túc', 'thường xuyên', 'kịp thời', 'tăng cường', 'đẩy mạnh', 'đẩy nhanh', 'bảo đảm', 'đảm bảo', 'duy trì', 'nghiên cứu',
  'chuẩn bị', 'chấn chỉnh', 'kiểm điểm', 'giải trình', 'làm rõ', 'liên hệ', 'đề nghị', 'yêu cầu', 'nhắc', 'lấy ý kiến', 'xin ý kiến', 'tiếp thu', 'chỉnh sửa',
  'sửa đổi', 'bổ sung', 'rút kinh nghiệm', 'phân công', 'cử', 'thành lập', 'kiện toàn', 'sắp xếp', 'tiếp nhận', 'bàn giao', 'chuyển', 'thu thập', 'thẩm định',
  'góp ý', 'tham gia', 'thí điểm', 'vận hành', 'tích hợp', 'kết nối', 'đồng bộ', 'tái cấu trúc', 'cắt giảm', 'đơn giản hóa', 'rút ngắn', 'xác định', 'quản lý',
  'sử dụng', 'áp dụng', 'chịu trách nhiệm', 'có trách nhiệm', 'có văn bản', 'có báo cáo', 'dứt điểm', 'trực tiếp', 'sớm', 'sẽ', 'cần', 'phải', 'đối chiếu', 'rà',
  'in', 'phát hành', 'lưu', 'ghi', 'nhập', 'kê khai', 'công nhận', 'ủy quyền', 'giới thiệu', 'viết', 'biên soạn', 'thiết kế', 'phê duyệt', 'giao', 'nâng cao',
  'bám sát', 'quan tâm', 'trả lời', 'phản hồi', 'tham dự', 'chuẩn hóa', 'khai thác', 'tạo', 'huy động', 'đưa', 'hỗ trợ', 'bảo trì', 'sửa chữa', 'lắp đặt',
]
const work = new RegExp(`(?:${verbs.toSorted((a, b) => b.length - a.length).join('|')})(?!\\p{L})`, 'iuy')

/** Whether a word of work stands at a place of a text. */
export function workWord(text: string, at: number): boolean {
  work.lastIndex = at
  return work.test(text)
}

/** The same in small letters: "Chuyển đổi số" in a name is no work. */
export const smallWork = (text: string, at: number): boolean => /^\p{Ll}/u.test(text.slice(at, at + 2)) && workWord(text, at)

const realWork = '(?!ít nhất|tối thiểu|trách nhiệm|văn bản|báo cáo|kế hoạch|biện pháp|giải pháp|phương án|ý kiến)'
/** What is said of a unit without giving it work. */
export const noWork = new RegExp('\\s*(?:đã|đang|còn|chưa|chậm|để|vi phạm|được|bị|vẫn|và|của|tại|năm|tháng|quý|theo|về việc|là (?!đầu mối|đơn vị (?:đầu mối|chủ trì|tổng hợp))'
  + `|có ${realWork}|:\\s*\\d|[\\d.;,)]|$)`, 'iuy')

const wholeMeeting = '(?:(?:cơ bản|về cơ bản|cuộc họp|hội nghị|các thành viên|tập thể lãnh đạo sở)\\s+)*'
const agreed = ['thống nhất', 'nhất trí', 'đồng ý', 'tán thành', 'ghi nhận', 'biểu dương', 'đánh giá cao', 'hoan nghênh', 'khen', 'phê bình', 'chấp thuận', 'thông qua', 'cho phép']
const decided = [
  'đánh giá', 'công nhận', 'không', 'chưa', 'hoãn', 'lùi', 'dừng', 'tạm dừng', 'kỳ giao ban', 'cuộc họp', 'hội nghị', 'phiên họp', 'buổi giao ban', 'giao ban', 'thời gian (?:họp|giao ban|tổ chức)',
  'các nội dung (?:khác|còn lại)', 'kết quả', 'tiếp thu', 'chủ trương', 'lựa chọn', 'chọn', 'giữ nguyên', 'gia hạn', 'điều chỉnh', 'lấy', 'duy trì', 'hủy', 'bãi bỏ', 'áp dụng',
]
/** How sentences begin that agree on something, or say how it is to be. */
export const agreeing = new RegExp(`${wholeMeeting}(?:${[...agreed, ...decided].join('|')})(?!\\p{L})`, 'iuy')
/** Words that agree wherever they stand. */
export const firmlyAgreeing = new RegExp(`${wholeMeeting}(?:${agreed.join('|')})(?!\\p{L}| thưởng)`, 'iu')

/** What is only told of the time behind: "đã cơ bản hoàn thành", "đạt 99%", "vẫn còn 03 nhiệm vụ". */
export const assessing = new RegExp('(?<!\\p{L})(?:đã (?:\\p{L}+ ){0,4}(?:hoàn thành|thực hiện|triển khai|giải quyết|tiếp nhận|số hóa|ban hành|khắc phục|đạt)|'
  + 'đạt (?:tỷ lệ )?(?:trên |gần )?\\d|(?:vẫn )?còn \\d+)(?!\\p{L})', 'iu')

const above = '(?:lãnh đạo |chủ tịch |tập thể |giám đốc |đồng chí )*(?:UBND|Ủy ban nhân dân|Tỉnh ủy|HĐND|Bộ|Thường trực|Sở)'
const before = '(?:[^,;.:]{0,60}\\s)?(?:(?:báo cáo|trình|tham mưu|tổng hợp)[^;.]{0,100}?)?'
/** Something is put before those above: "xin ý kiến UBND tỉnh về …", not "lấy ý kiến các phòng". */
export const asking = new RegExp(`^\\s*${before}\\bxin (?:ý kiến|chủ trương)(?! (?:các|của các|đóng góp))`
  + `|^\\s*(?:đề nghị|kiến nghị|trình|báo cáo|báo cáo, đề nghị)\\s+${above}[^;.]*(?:cho ý kiến|cho phép|xem xét|chấp thuận|chỉ đạo|cho chủ trương)`, 'iu')
