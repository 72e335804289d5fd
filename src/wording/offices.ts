// Short forms written out as they are said, and the signs of documents: 'QĐ-UBND' is a decision of the People's Committee.
import { abbreviations } from '../assistant/abbreviations.ts'
import { signOfKind } from '../documents/wording.ts'

const table = (text: string) => new Map(text.trim().split('\n').map(row => row.split(' = ') as [string, string]))

/** What ministries, departments and offices are for: with B a ministry, with S a department. */
const fields = table(`
LĐTBXH = Lao động, Thương binh và Xã hội
NV = Nội vụ
TC = Tài chính
YT = Y tế
TP = Tư pháp
GDĐT = Giáo dục và Đào tạo
CA = Công an
QP = Quốc phòng
KHĐT = Kế hoạch và Đầu tư
XD = Xây dựng
CT = Công Thương
GTVT = Giao thông vận tải
TNMT = Tài nguyên và Môi trường
NNMT = Nông nghiệp và Môi trường
NNPTNT = Nông nghiệp và Phát triển nông thôn
VHTTDL = Văn hóa, Thể thao và Du lịch
TTTT = Thông tin và Truyền thông
KHCN = Khoa học và Công nghệ
DTTG = Dân tộc và Tôn giáo
NG = Ngoại giao
`)

const issuers = table(`
CP = Chính phủ
TTg = Thủ tướng Chính phủ
UBND = Ủy ban nhân dân
HĐND = Hội đồng nhân dân
VPCP = Văn phòng Chính phủ
VP = Văn phòng
BHXH = Bảo hiểm xã hội Việt Nam
TU = Tỉnh ủy
TW = Trung ương
UBTVQH = Ủy ban Thường vụ Quốc hội
`)

/** Short forms that the words of the assistant do not have, or have without the small words that are said. */
const said = table(`
LĐTBXH = Lao động, Thương binh và Xã hội
LĐ-TBXH = Lao động, Thương binh và Xã hội
LĐ-TB&XH = Lao động, Thương binh và Xã hội
LĐTB&XH = Lao động, Thương binh và Xã hội
TBXH = Thương binh và Xã hội
GDĐT = Giáo dục và Đào tạo
GD&ĐT = Giáo dục và Đào tạo
GD-ĐT = Giáo dục và Đào tạo
CBCCVC = cán bộ, công chức, viên chức
KCB = khám bệnh, chữa bệnh
DSPHSK = dưỡng sức, phục hồi sức khỏe
ATVSLĐ = an toàn, vệ sinh lao động
TNLĐ-BNN = tai nạn lao động, bệnh nghề nghiệp
CCHC = cải cách hành chính
NĐ-CP = nghị định của Chính phủ
QĐ-TTg = quyết định của Thủ tướng Chính phủ
TTg = Thủ tướng Chính phủ
NĐ = nghị định
QĐ = quyết định
TT = thông tư
NQ = nghị quyết
CP = Chính phủ
QH = Quốc hội
MTTQ = Mặt trận Tổ quốc
CNTT = công nghệ thông tin
CSDL = cơ sở dữ liệu
KSTTHC = kiểm soát thủ tục hành chính
BCCI = bưu chính công ích
DVCQG = dịch vụ công quốc gia
DVCTT = dịch vụ công trực tuyến
HCC = hành chính công
PAKN = phản ánh, kiến nghị
GCN = giấy chứng nhận
GPLĐ = giấy phép lao động
HKTT = hộ khẩu thường trú
CMT = chứng minh thư
LLTP = lý lịch tư pháp
VNĐ = đồng
VND = đồng
XHCN = xã hội chủ nghĩa
CHXHCN = cộng hòa xã hội chủ nghĩa
CNXH = chủ nghĩa xã hội
HTX = hợp tác xã
DN = doanh nghiệp
CQ = cơ quan
VBQPPL = văn bản quy phạm pháp luật
ĐVSN = đơn vị sự nghiệp
NKT = người khuyết tật
NCT = người cao tuổi
TE = trẻ em
VN = Việt Nam
THCS = trung học cơ sở
THPT = trung học phổ thông
UBTVQH = Ủy ban Thường vụ Quốc hội
NQ-CP = nghị quyết của Chính phủ
HĐND = Hội đồng nhân dân
UBND = Ủy ban nhân dân
LĐ = lao động
XKLĐ = xuất khẩu lao động
TN&TKQ = tiếp nhận và trả kết quả
TNTKQ = tiếp nhận và trả kết quả
BPMC = bộ phận một cửa
SĐT = số điện thoại
ĐT = điện thoại
STT = số thứ tự
STK = số tài khoản
TK = tài khoản
BLĐTBXH = Bộ Lao động, Thương binh và Xã hội
SLĐTBXH = Sở Lao động, Thương binh và Xã hội
`)

/** The words of a short form typed in capitals, or null. */
export function writtenOut(short: string): string | null {
  return said.get(short) ?? (short === short.toUpperCase() ? abbreviations.get(short.toLowerCase())?.join(' ') : null) ?? null
}

const kindOfSign = new Map([
  ...Object.entries(signOfKind).map(([kind, sign]) => [sign, kind.toLowerCase()] as const),
  ['NĐ', 'nghị định'], ['TT', 'thông tư'], ['TTLT', 'thông tư liên tịch'], ['L', 'luật'],
])

/** 'NĐ-CP' → nghị định, Chính phủ; 'QH13' → luật, Quốc hội khóa 13; what is not known is null. */
export function ofSign(sign: string): { kind: string | null; issuer: string | null } {
  const parliament = /^(?:PL-|L-)?(UBTVQH|QH)(\d+)$/.exec(sign)
  const [, house, term] = parliament ?? []
  if (house) return house === 'QH' ? { kind: 'luật', issuer: `Quốc hội khóa ${term}` } : { kind: 'pháp lệnh', issuer: `Ủy ban Thường vụ Quốc hội khóa ${term}` }
  const parts = sign.split(/[-/]/)
  const kind = kindOfSign.get(parts[0]!) ?? null
  const issuers = parts.slice(kind ? 1 : 0).flatMap(part => officeOf(part) ?? [])
  return { kind, issuer: issuers.join(' và ') || null }
}

function officeOf(sign: string): string | null {
  const field = fields.get(sign.slice(1))
  return issuers.get(sign) ?? (field && sign.startsWith('B') ? `Bộ ${field}` : field && sign.startsWith('S') ? `Sở ${field}` : null)
}
