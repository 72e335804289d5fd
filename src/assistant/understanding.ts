// What a question wants: a route other than an answer, or the point asked about a procedure. Word lists, no search.
import { finder, phrasePattern, type Finder } from './phrases.ts'

export const aspects = ['documents', 'time_limit', 'fee', 'place', 'channel', 'form', 'result', 'conditions', 'steps', 'agency', 'legal_basis', 'overview'] as const
export type Aspect = (typeof aspects)[number]

export type Route = 'greeting' | 'thanks' | 'own_file' | 'complaint' | 'out_of_scope' | 'abuse' | 'injection' | 'policy'

const greeting = finder('xin chào, chào, chào bạn, chào anh, chào chị, hello, hi, alo, a lô, chào em, chào trợ lý')
const thanks = finder('cảm ơn, cám ơn, thanks, thank you, tks, cảm ơn nhiều, tạm biệt, hẹn gặp lại')

const abuse = finder(`đm, đmm, đkm, đcm, vcl, vkl, địt, đéo, cặc, lồn, mẹ mày, chúng mày, bố mày, óc chó, con chó, thằng chó, đồ chó, đồ ngu, máy ngu, ngu thế, ngu quá, câm mồm, câm mẹ mồm, lũ ăn hại,
  ăn hại, khốn nạn, mất dạy, đồ điên, thằng ngu, con ngu, đồ rác, chết mẹ, cút đi, súc vật, vô học, ngu như, thằng khốn, bị điên à, mẹ kiếp, chó chết, láo toét, bọn ăn cắp, cán bộ ăn cắp, đồ khùng, khốn kiếp, lũ chó, bọn chó`)

const injection = finder(`bỏ qua * hướng dẫn, bỏ qua * lệnh, bỏ qua * chỉ dẫn, quên * hướng dẫn, quên hết, lời nhắc hệ thống, câu lệnh hệ thống, system prompt, prompt, ignore previous, ignore all, system, jailbreak, không giới hạn, từ giờ mày, từ giờ bạn là,
  từ bây giờ bạn, hãy đóng vai, giả làm, lệnh của quản trị, chế độ nhà phát triển, developer mode, làm giả, giấy giả, giả mạo, hồ sơ giả, lách luật, qua mặt, khai khống, khai gian, mã nguồn của bạn, in ra toàn bộ`)

const complaint = finder(`tố cáo, khiếu nại, tố giác, ăn chặn, quỵt, nhũng nhiễu, vòi tiền, đòi tiền lót tay, hối lộ, ăn tiền, hách dịch, hạch sách, thái độ cán bộ, cửa quyền, xử lý đi, ai đúng ai sai, có thắng không, trái luật,
  đuổi việc trái, nợ lương, chậm lương, bớt xén, phản ánh cán bộ, gây khó dễ, gây khó khăn cho dân, bức xúc, đòi kiện, bao che, ai xử lý, tham ô, tham nhũng, ưu ái người nhà, người nhà cán bộ, đòi tiền bồi dưỡng`)

const ownFile = finder(`đến khâu nào, tới khâu nào, đến đâu rồi, tới đâu rồi, đến bước nào, đang ở bước, ở bước nào rồi, ở khâu nào rồi, mã hồ sơ, số hồ sơ, mã biên nhận, tra giúp, tra hộ, tra xem, tra cứu hồ sơ, kiểm tra giúp, kiểm tra hộ, xem giúp hồ sơ, xong chưa, đã ký chưa, ký chưa, duyệt chưa,
  được duyệt chưa, có kết quả chưa, đã có chưa, chưa thấy tiền, chưa về tài khoản, chưa về, chưa nhận được tiền, vẫn chưa nhận, vẫn chưa thấy, sao chưa, sao mãi chưa, mãi chưa, có tên trong danh sách, bị trả lại hôm, lý do là gì vậy, vì sao hồ sơ, sao hồ sơ,
  hồ sơ của tôi đã, hồ sơ của em đã, hồ sơ tôi nộp, hồ sơ em nộp, bao giờ thì tôi nhận, đã được phê duyệt chưa, sao lại bị trừ, bị từ chối hôm, giờ đến đâu, nộp hôm, nộp tuần trước, nộp tháng trước, nộp hồi tháng, nộp từ tháng, nộp từ hôm, bao giờ trả cho, bị treo mãi, đang ở khâu, đóng bảo hiểm được mấy năm rồi`)

/** Never about a procedure, whatever the register holds. */
const chatter = finder(`có mưa không, thời tiết, mưa không, nắng không, nhiệt độ, uống thuốc gì, thuốc gì, chữa bệnh gì, đau * uống, bài văn, bài thơ, viết thơ, làm thơ, kể chuyện, truyện cười, dịch sang tiếng, dịch giúp, giá vàng, giá xăng, tỷ giá, chứng khoán,
  bitcoin, bóng đá, đội tuyển, đá mấy giờ, trận đấu, xổ số, lô đề, nấu ăn, món ăn, công thức nấu, tử vi, xem bói, ngày tốt, phim, bài hát, giải toán, giải bài tập, bạn là ai, bạn tên gì, bao nhiêu tuổi rồi, người yêu, du lịch ở đâu, ăn ở đâu ngon, khách sạn, viết code, lập trình`)

/** Matters of other offices: out of scope unless the register has a procedure with that name. */
const elsewhere = phrasePattern(`ly hôn, phạt nguội, nộp phạt, đăng ký xe, sang tên xe, biển số, bằng lái, giấy phép lái xe, sổ đỏ, sổ hồng, quyền sử dụng đất, tách thửa, chuyển mục đích sử dụng đất, mua bán đất, đăng ký kết hôn, đăng ký khai sinh,
  làm khai sinh, làm giấy khai sinh, đăng ký khai tử, làm hộ chiếu, cấp hộ chiếu, xin hộ chiếu, visa, thị thực, làm căn cước, cấp căn cước, đăng ký thường trú, đăng ký tạm trú, tạm trú tạm vắng, thuê lại lao động, cho thuê lại, thuế thu nhập, hoàn thuế,
  quyết toán thuế, hóa đơn điện tử, giấy phép xây dựng, giấy phép xây nhà, phép xây nhà, xây nhà, hoàn công, vào lớp, lớp 1, thành lập công ty, thành lập hộ kinh doanh, giấy phép kinh doanh, phòng cháy chữa cháy, an toàn thực phẩm, quảng cáo, karaoke, nhập học lớp, chuyển trường, tuyển sinh lớp, thi đại học,
  xét tuyển đại học, học bạ, phúc khảo, công chứng, chứng thực chữ ký, di chúc, thừa kế, vay vốn, vay ngân hàng, thi bằng lái, bảo hiểm xe, bảo hiểm nhân thọ, khám nghĩa vụ, giấy phép vũ khí, internet, tiền điện, tiền nước, cấp điện, đấu thầu, đấu giá, tên miền`)

const money = finder(`bao nhiêu tiền, bao nhiêu một, mấy triệu, mấy đồng, mấy chục triệu, được bao nhiêu, nhận bao nhiêu, lĩnh bao nhiêu, lãnh bao nhiêu, hưởng bao nhiêu, được nhận bao nhiêu, tổng bao nhiêu, tổng được bao nhiêu, được tổng bao nhiêu,
  tăng mấy, tăng bao nhiêu, có tăng không, tăng không, tăng mấy phần trăm, mức hưởng, mức trợ cấp là, mức trợ cấp bao nhiêu, mức lương, lương tối thiểu, mức đóng, hệ số lương, lương cơ sở, mức hỗ trợ là, mức hỗ trợ bao nhiêu, được mấy tiền,
  bao nhiêu phần trăm lương, mấy phần trăm lương, tính giúp, tính hộ, tính cho, mỗi tháng được, một tháng được, hỗ trợ bao nhiêu, trợ cấp bao nhiêu, phụ cấp bao nhiêu, bao nhiêu một tháng, bao nhiêu mỗi tháng`)
/** Money that goes to the office, or that a firm must have: points of a procedure. */
const paid = finder(`phí, lệ phí, tốn, mất bao nhiêu, đóng bao nhiêu, phải đóng, phải nộp, nộp bao nhiêu, hết bao nhiêu, thu bao nhiêu, thu phí, thu tiền, vốn, ký quỹ, tốn kém, mất tiền, mất mấy, tốn mấy, giá bao nhiêu, bao nhiêu ngày, mấy người, vốn điều lệ`)
/** 'Trợ cấp … là bao nhiêu', 'lương hưu được mấy phần trăm': the size of a benefit, unless days, people or papers are counted. */
const benefit = new RegExp(' (?:trợ cấp|lương|lương hưu|phụ cấp|mức|mức chuẩn|chuẩn|tiền|thu nhập|được|hưởng|nhận|lãnh|lĩnh)(?: \\S+){0,6}? (?:bao nhiêu|mấy)'
  + '(?! (?:ngày|tháng|năm|người|giấy|bộ|bản|lần|tuổi|lâu|hôm|bữa|tuần|giờ|loại|cái|tờ|mẫu|thứ|nơi|vốn|mét|buổi|bước|phí|quyển|cuốn|trường|hãng|đợt|khoản)(?= ))(?= )')
const opinion = finder('có phạm luật không, có trái luật không, có vi phạm không, đúng luật không, theo bạn thì, bạn nghĩ sao, nên hay không, có nên, kiện có thắng')

/** A question that is not about how a procedure is done; null when it may be. `text`: words with blanks around. */
export function routeOf(text: string, raw: string): Route | null {
  if (injection(text) || /<\/?\s*(?:system|script|assistant)\b/i.test(raw)) return 'injection'
  if (abuse(text)) return 'abuse'
  const count = text.trim().split(' ').length
  if (count <= 8 && thanks(text)) return 'thanks'
  if (count <= 5 && greeting(text)) return 'greeting'
  // A long story ends with its question; what it tells before is not asked.
  const asked = tail(text)
  if (ownFile(asked)) return 'own_file'
  if (complaint(asked)) return 'complaint'
  if (chatter(asked)) return 'out_of_scope'
  const last = tail(text, 14)
  if (((money(last) || benefit.test(last)) && !paid(asked)) || opinion(last)) return 'policy'
  return null
}

const tail = (text: string, count = 24) => ` ${text.trim().split(' ').slice(-count).join(' ')} `

/** The matter of another office that the question names, for the gate to compare with what was found; null for none. */
export const elsewhereIn = (text: string): string | null => elsewhere.exec(tail(text))?.[0].trim() ?? null

interface Cue { aspect: Aspect, base: number, pattern: RegExp }
const cue = (aspect: Aspect, base: number, list: string): Cue => ({ aspect, base, pattern: new RegExp(phrasePattern(list).source, 'g') })

const cues: Cue[] = [
  cue('legal_basis', 3.2, `nghị định nào, thông tư nào, luật nào, nghị quyết nào, văn bản nào quy định, căn cứ pháp lý, căn cứ nghị định, cơ sở pháp lý, nghị định số mấy, nghị định số bao nhiêu, theo quyết định nào, thông tư số mấy, pháp lệnh nào, văn bản pháp luật, nằm trong thông tư,
    quy định ở đâu, quy định tại đâu, trích dẫn, nghị quyết số mấy, luật số mấy, căn cứ luật`),
  cue('form', 3, `mẫu nào, mẫu số mấy, mẫu mấy, mẫu số, mẫu gì, tờ khai nào, tờ khai mẫu, theo mẫu, mẫu đơn, biểu mẫu, dùng mẫu, phiếu nào, đơn nào, mẫu văn bản số mấy, mẫu đơn nào, mẫu của nghị định`),
  cue('fee', 2.6, `lệ phí, phí cấp, phí đổi, phí làm, phí gia hạn, còn phí, phí thì sao, phí thế nào, tiền phí, phí không, mất phí, thu phí, mất tiền, tốn tiền, tốn đồng, tốn phí, tốn phý, đóng tiền, nộp tiền gì, nộp tiền không, trả phí, miễn phí không, phí bao nhiêu, tốn bao nhiêu, đóng bao nhiêu, hết bao nhiêu tiền, hết bao nhiêu, thu khoản nào, mất bao nhiêu tiền, tốn kém gì,
    tốn gì không, mất gì không, phải nộp tiền, có tốn, phí thẩm định, chi phí làm, thu tiền, mất đồng nào, bao nhiêu tiền phí, giá bao nhiêu, nộp phí, có mất tiền`),
  cue('steps', 2.9, `hạn chót, hạn nộp, chậm nhất, sớm nhất, muộn nhất, trước bao nhiêu ngày, trước mấy ngày, trước khi hết hạn, nộp trong vòng, phải nộp trong, trong vòng bao lâu, nộp * trong bao lâu, nộp * trong mấy ngày, tối đa bao nhiêu ngày, ít nhất mấy ngày, ít nhất bao nhiêu ngày, nộp vào đợt nào,
    vào lúc nào, lúc nào trong năm, ngày nào trong năm, dán danh sách, niêm yết, họp dân, phải nộp giấy * trong, phải trả lời trong, chuyển lên bảo hiểm trong`),
  cue('conditions', 2.7, `điều kiện, đk, bao lâu nữa mới được, mấy năm mới, mấy tháng mới, bao lâu mới được xin, phải hưởng tối thiểu, phải hưởng bao lâu, mấy tháng trở lên, mấy tháng đã, hạn là mấy tháng, còn kịp không, còn kịp, kịp không, đóng đủ bao lâu, đóng bao lâu, bao nhiêu phần trăm,
    mấy phần trăm, mấy tuổi, bao nhiêu tuổi, bằng cấp gì, bằng gì, trình độ gì, có thuộc diện, thuộc diện nào, tối đa bao nhiêu người, nhiều nhất mấy người, tối đa mấy người, mấy người, vốn bao nhiêu, vốn điều lệ, bao nhiêu vốn, trường hợp nào, ai được, ai được hưởng, đối tượng nào,
    những ai, có được hưởng không, có xin được, có được xin, khi nào phải, từ khi nào, khi nào mới, bao nhiêu mét vuông, phải bằng, phải có bằng, phải là ai, có phải xin, có cần phải, khỏi xin, có đúng không, xử lý thế nào, trường hợp như, phải học trong bao lâu, hạn đi học, yêu cầu gì,
    tiêu chuẩn gì, tiêu chí, cần mấy năm, phải làm mấy tháng, phải làm mấy năm, đi làm mấy năm, mấy năm kinh nghiệm, trong khoảng thời gian nào, ai được đứng tên, căn cứ nào ra, phải đáp ứng`),
  cue('time_limit', 2.2, `bao lâu, mấy ngày, bao nhiêu ngày, mấy hôm, mấy bữa, mấy tháng, mấy tuần, thời hạn giải quyết, thời hạn, thời gian giải quyết, khi nào có, bao giờ có, bao giờ xong, khi nào xong, lâu không, tổng thời gian, hẹn trả, ngày làm việc, sáng nộp chiều, sáng nộp, ngay trong ngày, lâu nhất, chừng nào có,
    thời gian thẩm định, thời gian ở khâu, thời gian ủy ban, mất bao nhiêu thời gian, tổng mấy ngày, thời gian cấp, cả thảy mấy ngày, phải chờ, lâu chưa`),
  cue('result', 2.5, `nhận giấy gì, được giấy gì, cấp giấy gì, ra giấy gì, kết quả là gì, kết quả là, kết quả gì, được nhận giấy, nhận quyết định gì, nhận được quyết định gì, nhận được gì, nhận những giấy gì, được cấp gì, kết quả giải quyết, kết quả nhận, ra quyết định gì, quyết định gì, được cấp giấy gì, chủ tịch xã ra,
    nhận được giấy gì, giấy tờ kết quả, trả kết quả gì, từ bậc mấy, được nhận những, được nhận cái gì, sẽ được nhận`),
  cue('channel', 2.4, `qua mạng, online, trực tuyến, bưu điện, bưu chính, bằng cách nào, trên mạng, web, app, ứng dụng nào, những đường nào, qua đâu, trên điện thoại, vào đâu, gửi qua, cổng nào, ở nhà nộp, ngồi nhà, gửi thư, gửi từ xa, nộp từ xa, bằng đường nào, bằng hình thức nào, hình thức nào, ra tận nơi`),
  cue('agency', 2.3, `ai ký, người ký, ai cấp, cơ quan nào, ai duyệt, nơi nào lập, nơi nào gửi, cấp nào đứng ra, cấp nào lập, cục nào, ở cục nào, sở nào, bộ nào, đơn vị cấp nào, cơ quan nào cấp, cơ quan nào duyệt, ai quyết định, ai có thẩm quyền, thẩm quyền của ai, trình lên đâu, do ai, ai giải quyết, cơ quan nào xét, ai xét, ai phê duyệt,
    cấp phải không, phải không, ký chứ, ai lập, ai làm hồ sơ, ai trả tiền, ai chi trả, nơi nào quyết định, ai ra quyết định, do cơ quan nào, gửi hồ sơ đi`),
  cue('place', 2.3, `ở đâu, nộp đâu, chỗ nào, nơi nào, nộp cho ai, gửi cho ai, xã nào, đến đâu, phòng nào, báo ở đâu, nộp nơi, nộp vào đâu, nơi cũ hay, ở quê hay, nộp hồ sơ vào đâu, ở đơn vị cấp nào, nộp ở xã, lên sở, lên đâu, cho nơi nào, ra đâu, đơn cho ai, với ai, cho ai, nộp ở cơ quan nào, nộp đơn ở cơ quan, nộp cho cơ quan nào, đâu nộp, bộ phận nào,
    cơ quan bảo hiểm nào, nộp có phải lên, phải lên, hay phường, hay xã, tận đâu, địa chỉ nào, hỏi ai, gặp ai, vẫn nộp ở, nộp đúng không, nộp đơn lên, nộp lên, gửi đơn đến, đến sở, khám ở đâu, họp ở đâu, nộp đúng, đơn ở đâu`),
  cue('documents', 2, `giấy gì, giấy tờ gì, hồ sơ gồm, hồ sơ cần, cần gì, nộp gì, những gì, mang gì, mang theo gì, kèm gì, kèm giấy, loại giấy nào, giấy nào, thành phần hồ sơ, chuẩn bị gì, nộp lại gì, nộp thêm gì, thêm gì, cần thêm, giấy tờ nào, hồ sơ gì, giấy tờ gồm, hồ sơ thế nào, thành phần gồm, hồ sơ thân nhân,
    khai cái gì, khai tờ gì, bằng giấy không, cần giấy, chứng minh bằng gì, bằng gì để chứng minh, giấy tờ cần, giấy tờ ra sao, cần những, nộp những giấy, phải giữ giấy, giấy chứng minh gì, mấy giấy, giữ những giấy, bộ hồ sơ, hồ sơ như thế nào, chứng minh bằng, minh chứng, bộ hồ sơ, hồ sơ như thế nào, cần công an nào, ai xác nhận, phải nộp lại, báo giá, phải có những giấy, có cần, có thu giấy, gồm, viết giấy gì, làm giấy gì`),
  cue('steps', 1.6, `trình tự, các bước, quy trình thế nào, mấy bước, làm thế nào, làm sao, như thế nào, thủ tục ra sao, ra sao, kiểu gì, thế nào, cách làm, ai nộp, gồm mấy bước, quy trình ra sao`),
  cue('overview', 2.1, 'hỏi sơ qua, sơ qua, bắt đầu từ đâu, tổng quan, khái quát, chế độ nào cho, có chế độ nào, nói chung, tóm tắt, giới thiệu thủ tục, khai thế nào, hướng dẫn tôi, hướng dẫn em, tư vấn giúp'),
]

/**
 * The points a question asks about, each with the words that speak for it, the likeliest first, at most two; none when
 * it names no point. A later cue counts more than an earlier one: stories come first, the question last.
 */
export function cuesIn(question: string): { aspect: Aspect, words: string }[] {
  // 'giấy chứng nhận đủ điều kiện' is the name of a paper; 'hết bao nhiêu ngày' is no price.
  const text = question.replaceAll(' đủ điều kiện ', ' đủ ').replaceAll(' hết bao nhiêu ngày', ' bao nhiêu ngày')
  const found = new Map<Aspect, { score: number, words: string }>()
  for (const { aspect, base, pattern } of cues) {
    for (const match of text.matchAll(pattern)) {
      const score = base + 1.6 * ((match.index + match[0].length) / text.length) + Math.min(match[0].length, 24) * 0.02
      if (score > (found.get(aspect)?.score ?? 0)) found.set(aspect, { score, words: match[0].trim() })
    }
  }
  const ranked = [...found].sort((a, b) => b[1].score - a[1].score)
  return ranked.filter(([, { score }]) => score > ranked[0]![1].score - 0.9).slice(0, 2).map(([aspect, { words }]) => ({ aspect, words }))
}

const abolished: [Finder, 'district' | 'department'][] = [
  [finder('phòng lao động huyện, phòng lao động, ủy ban nhân dân huyện, ủy ban nhân dân quận, cấp huyện, huyện, quận, phòng lao động thương binh và xã hội, phòng lao động thương binh xã hội'), 'district'],
  [finder('sở lao động, sở lao động thương binh xã hội, sở lao động thương binh và xã hội, bộ lao động, bộ lao động thương binh và xã hội, bộ lao động thương binh xã hội, sở lđtbxh'), 'department'],
]

/** Offices that no longer exist and that the question still names. */
export const abolishedIn = (text: string): ('district' | 'department')[] => abolished.filter(([find]) => find(text)).map(([, kind]) => kind)
