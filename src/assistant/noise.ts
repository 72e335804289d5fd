// Words of a question that say nothing about which procedure is meant: courtesy, kinship, the point asked, places.
import { keysOf } from './vietnamese.ts'

const keySet = (text: string) => new Set(keysOf(text.replace(/[,\n]/g, ' ')))

/** Particles, pronouns, courtesy: no weight at all. */
export const empty = keySet(`
  ạ à ơi ừ vâng dạ nhé nhỉ nha nghe nè đấy đó này kia ấy thế vậy hả hử sao gì nào đâu ai mấy bao nhiêu mình em anh chị tôi tui tớ bạn cháu chúng ta họ nó hắn
  và hoặc hay với thì là mà nhưng vì nên nếu khi lúc hồi rồi đã đang sẽ sắp vừa mới còn cũng đều chỉ cứ luôn mãi lại thêm nữa hơn nhất quá lắm rất
  của cho từ đến tới tại ở trong ngoài trên dưới về ra vào lên xuống qua theo bằng các những một hai ba bốn năm sáu bảy tám chín mười
  muốn cần phải được bị có không chưa chẳng đừng hãy xin hỏi biết giúp giùm nhờ bảo nói nghĩ thấy kiểu cách việc cái con chiếc tấm quyển cuốn
  làm đi lấy đưa mang cầm nộp gửi viết điền khai gom chuẩn bị kèm đủ xong hết hôm nay mai ngày tháng tuần giờ bây buổi sáng chiều lâu nhanh chậm
  thủ tục hồ sơ giấy tờ mẫu đơn tờ số phí tiền đồng tốn mất trả thu đóng kết quả thời hạn gian hạn chót trường hợp điều kiện quy định căn cứ
  cơ quan nơi chỗ địa chỉ cán bộ người nhà nước liên quan như sơ gồm thành phần bước trình tự online mạng web app
  bữa nọ trước sau đây mọi ít nhiều khoảng chừng tầm đúng thật ngay vẫn để do bởi tuy dù vụ phần loại thứ diện`)

/** Kin and everyday people: they matter only through sayings ('vợ đẻ'). */
export const faint = keySet(`
  bố mẹ ba má cha ông bà cụ cô dì chú bác cậu mợ thím chồng vợ con trai gái dâu rể anh em chị cháu nội ngoại nhà gia đình ruột họ hàng bạn bè sếp chủ
  công ty xưởng xí nghiệp nhà máy quê làng thôn xóm phường xã huyện quận tỉnh thành phố hà nội sài gòn bệnh viện trường ngân hàng bưu điện`)

/** How much a word says about which procedure is meant, 0…1. */
export const weightOf = (key: string): number => (empty.has(key) ? 0 : faint.has(key) ? faintWeight : 1)
export const faintWeight = 0.25

/** Words of every second procedure's name: they say what is done, not to what. A question that shares only these is about something else. */
export const general = keySet(`
  đăng ký cấp phép giấy chứng nhận chứng chỉ hỗ trợ trợ cấp giải quyết chế độ hưởng đề nghị công nhận xác nhận hoạt động thành lập đổi tên mở gia hạn điều chỉnh thu hồi
  tổ chức doanh nghiệp thực hiện chính sách sử dụng dịch vụ tiếp bổ sung thông tin nhu cầu đối tượng đơn vị quản lý kinh phí`)

/** Names of provinces and well-known places: a story's place is not what is asked, unless a record's name has it. */
export const places: string[] = `an giang, bà rịa, vũng tàu, bạc liêu, bắc giang, bắc kạn, bắc ninh, bến tre, bình dương, bình định, bình phước, bình thuận, cà mau, cao bằng, cần thơ, đà nẵng,
  đắk lắk, đắk nông, điện biên, đồng nai, đồng tháp, gia lai, hà giang, hà nam, hà nội, hà tĩnh, hải dương, hải phòng, hậu giang, hòa bình, hưng yên, khánh hòa, kiên giang, kon tum, lai châu, lạng sơn,
  lào cai, lâm đồng, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ, phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình,
  thái nguyên, thanh hóa, huế, tiền giang, trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái, hồ chí minh, sài gòn, đà lạt, trường sơn`
  .split(',').map((one) => one.trim())

/** The province names in a text, for comparing a question with a record's name. `text`: words with blanks around. */
export const placesIn = (text: string): string[] => [...new Set([...text.matchAll(anyPlace)].map(([, place]) => place!))]
const anyPlace = new RegExp(` (${places.join('|')})(?= )`, 'g')
