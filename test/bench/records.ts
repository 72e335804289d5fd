// Made-up procedures in the JSON Lines format of the crawled register: as many, as long and as various as the real ones.
import { numbersFrom } from './random.ts'

const actions = ['Cấp', 'Cấp lại', 'Cấp đổi', 'Gia hạn', 'Thu hồi', 'Điều chỉnh nội dung', 'Đăng ký', 'Đăng ký thay đổi',
  'Công nhận', 'Thẩm định', 'Phê duyệt', 'Chấm dứt hiệu lực của', 'Xác nhận', 'Tạm dừng', 'Cho phép chuyển nhượng', 'Đính chính']
const objects = [
  'giấy phép khai thác nước mặt', 'chứng chỉ hành nghề môi giới bất động sản',
  'giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', 'giấy phép xây dựng nhà ở riêng lẻ',
  'phương án sử dụng tầng đất mặt', 'hợp đồng vận chuyển hành khách tuyến cố định',
  'giấy chứng nhận kiểm định phương tiện thủy', 'văn bằng tốt nghiệp trung cấp',
  'quyết định thành lập trường mầm non tư thục', 'giấy phép kinh doanh vận tải bằng xe ô tô',
  'chứng thư giám định hàng hóa', 'giấy phép biểu diễn nghệ thuật', 'hồ sơ nuôi con nuôi trong nước',
  'thẻ hướng dẫn viên du lịch nội địa', 'giấy đăng ký hoạt động của phòng khám', 'giấy phép bán lẻ rượu',
  'mã số vùng trồng', 'giấy chứng nhận đăng ký tàu cá', 'danh hiệu gia đình văn hóa tiêu biểu',
  'giấy phép hoạt động dịch vụ việc làm',
]
const cases = [
  'đối với cá nhân', 'đối với hộ kinh doanh', 'đối với doanh nghiệp trong nước', 'đối với tổ chức có vốn nước ngoài',
  'tại vùng biên giới', 'tại khu công nghiệp', 'trong trường hợp bị mất hoặc bị hỏng',
  'trong trường hợp thay đổi người đại diện', 'khi sáp nhập, chia tách', 'theo hình thức rút gọn',
  'có thời hạn dưới 12 tháng', 'có yếu tố nước ngoài', 'thuộc thẩm quyền của cấp tỉnh', 'lần đầu',
]
const subjects = ['Đất đai', 'Xây dựng', 'Giao thông', 'Thủy sản', 'Trồng trọt', 'Chăn nuôi', 'Lâm nghiệp', 'Môi trường',
  'Y tế', 'Dược', 'Giáo dục', 'Du lịch', 'Văn hóa', 'Báo chí', 'Hộ tịch', 'Chứng thực', 'Thuế', 'Hải quan', 'Đầu tư',
  'Thương mại', 'Năng lượng', 'Bưu chính', 'Việc làm']
const branches = ['quản lý chung', 'cấp phép', 'kiểm định', 'đăng ký', 'đào tạo', 'thanh tra', 'hỗ trợ', 'quy hoạch',
  'chất lượng', 'hợp tác quốc tế']
const agencies = ['Ủy ban nhân dân', 'Chi cục', 'Trung tâm phục vụ', 'Phòng chuyên môn', 'Ban quản lý', 'Sở quản lý ngành']
const levels = ['Cấp tỉnh', 'Cấp tỉnh', 'Cấp tỉnh', 'Cấp xã', 'Cấp bộ', 'Cấp bộ, Cấp tỉnh', 'Cấp xã, Cấp tỉnh', 'Cấp huyện']
const sentences = [
  'Người đề nghị chuẩn bị một bộ hồ sơ theo danh mục rồi nộp tại bộ phận một cửa hoặc gửi qua đường bưu điện.',
  'Công chức tiếp nhận kiểm tra từng giấy tờ; hồ sơ đủ thì ghi phiếu hẹn trả kết quả, thiếu thì hướng dẫn bổ sung một lần.',
  'Trong ba ngày làm việc kể từ ngày nhận hồ sơ hợp lệ, bộ phận chuyên môn lấy ý kiến của các đơn vị có liên quan.',
  'Đơn vị được hỏi trả lời bằng văn bản; quá thời hạn mà không trả lời thì coi như đồng ý với phần việc của mình.',
  'Khi cần kiểm tra thực tế, đoàn kiểm tra lập biên bản có chữ ký của các bên và báo kết quả cho người đề nghị biết.',
  'Lãnh đạo cơ quan xem xét, ký quyết định; trường hợp từ chối phải trả lời bằng văn bản và nêu rõ lý do.',
  'Văn thư đóng dấu, vào sổ, chuyển kết quả về nơi tiếp nhận để trả cho người đề nghị theo đúng ngày đã hẹn.',
  'Người nhận kết quả ký vào sổ theo dõi, nộp phí (nếu có) và kiểm tra lại thông tin trước khi ra về.',
]
const papers = [
  'Đơn đề nghị theo mẫu, có chữ ký của người đại diện theo pháp luật và đóng dấu nếu là tổ chức',
  'Bản sao giấy tờ chứng minh quyền sử dụng hợp pháp đối với địa điểm, kèm bản chính để đối chiếu khi nộp trực tiếp',
  'Bản thuyết minh năng lực, cơ sở vật chất, trang thiết bị và danh sách người làm việc chuyên môn',
  'Báo cáo kết quả hoạt động trong kỳ trước, trong đó nêu rõ việc chấp hành các điều kiện đã cam kết',
  'Sơ đồ vị trí và bản vẽ mặt bằng có xác nhận của đơn vị đo đạc',
  'Văn bản ủy quyền trong trường hợp người nộp không phải là người đề nghị',
]
const channels = ['Trực tiếp', 'Trực tuyến', 'Dịch vụ bưu chính']

/** One record a line; the same `count` and `seed` give the same text. At most 4,480 have a name of their own. */
export function generatedRecords(count: number, seed = 2026): string {
  const number = numbersFrom(seed)
  const below = (most: number) => Math.floor(number() * most)
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!
  const some = (least: number, most: number) => Array.from({ length: least + below(most - least + 1) })
  const text = (least: number, most: number) =>
    some(least, most).map((_, at) => `- Bước ${at + 1}: ${one(sentences)} ${one(sentences)}`).join('\n')
  return Array.from({ length: count }, (_, at) => {
    const about = Math.floor(at / actions.length)
    const case_ = cases[Math.floor(about / objects.length) % cases.length]
    const code = `9.${100_000 + at}`
    const days = 1 + below(45)
    return JSON.stringify({
      id: `made:${code}`, code, name: `${actions[at % actions.length]} ${objects[about % objects.length]} ${case_}`,
      field: `${one(subjects)} – ${one(branches)}`, level: one(levels),
      agency: `${one(agencies)} ${one(subjects).toLowerCase()} khu vực ${1 + below(6)}`, authority: `Bộ ${one(subjects)}`,
      audience: 'Công dân Việt Nam, doanh nghiệp, tổ chức', online_level: one([null, null, 'toàn trình', 'một phần']),
      postal: one([true, false]), steps: text(5, 16), conditions: one([null, one(sentences), text(2, 8)]),
      documents: some(2, 13).map((_unused, place) => ({
        name: `${one(papers)} (giấy tờ số ${place + 1})`, originals: 1, copies: below(3),
        form: one([null, null, `Mẫu số ${1 + below(20)}`]), case: null,
      })),
      methods: channels.slice(0, 1 + below(3)).map(channel => ({
        channel, time_limit: `${days} ${one(['ngày làm việc', 'ngày'])}`,
        fee: one([null, `Phí : ${10 * (1 + below(90))}.000 Đồng`]), note: one(sentences),
      })),
      result: `Quyết định hoặc giấy phép, mã ${code}`, decision: `${1 + below(9000)}/QĐ-BNV`,
      legal_basis: some(1, 7).map(() => ({
        code: `${1 + below(200)}/${2005 + below(21)}/NĐ-CP`, title: `Nghị định quy định về ${one(objects)} và biện pháp thi hành`,
      })),
    })
  }).join('\n')
}
