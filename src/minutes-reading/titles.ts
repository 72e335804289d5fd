// How a task is called, and what it is to bring about, from the words of the conclusion.
import type { Phrase } from './deadlines.ts'

const dangling = new RegExp('(?:[\\s,;:]|(?<!\\p{L}|(?:quá|gia|đến|đúng|trễ|sớm|trước) )(?:và|hoàn thành|xong|thời hạn|thời gian|hạn|trong|phải|'
  + 'thực hiện xong|là|để)(?=[\\s,;:]*$))+$', 'iu')
const leading = new RegExp('^(?:[\\s,;:.–-]|\\(?(?:[a-zđ]|\\d{1,2})\\)\\s|(?:thực hiện )?(?:nhiệm vụ|việc|công tác)(?:\\s+sau)?\\s*:\\s|'
  + '(?:có trách nhiệm|khẩn trương|chủ động|tiếp tục có trách nhiệm|về|thực hiện việc|đối với)\\s)+', 'iu')

/** The words of the work without its deadlines, with a capital first. @param phrases as places in these words. */
export function titleOf(words: string, phrases: Pick<Phrase, 'at' | 'end'>[]): string {
  let text = ''
  let at = 0
  for (const phrase of phrases) {
    if (phrase.at < at || phrase.end > words.length + 1) continue
    text += words.slice(at, phrase.at)
    at = phrase.end
  }
  text += words.slice(at)
  const title = text.replace(/\s+/g, ' ')
    .replace(/\s*\(\s*(?:(?:trình|xong|hoàn thành|gửi|báo cáo|thời hạn|hạn)[\s:]*)?\)/giu, '')
    .replace(/(?:,\s*)?(?:hoàn thành|xong)\s*(?=,)/giu, '')
    .replace(/\s+([,;.)])/g, '$1').replace(/,(?:\s*,)+/g, ',').replace(leading, '').replace(/\.$/, '').replace(dangling, '').trim()
  return title.charAt(0).toUpperCase() + title.slice(1)
}

const made = 'kế hoạch|báo cáo|văn bản|công văn|tờ trình|quyết định|nghị quyết|quy chế|quy trình|quy định|phương án|đề án|danh mục|danh sách|'
  + 'dự toán|chương trình|hướng dẫn|thông báo|biên bản|hồ sơ|kịch bản|giấy mời|tài liệu|đề cương|nội quy|phiếu khảo sát|bảng điểm|biểu mẫu'
const product = new RegExp('(?<!\\p{L})(?:xây dựng|ban hành|tham mưu|lập|hoàn thiện|soạn thảo|soạn|trình|gửi|nộp|chuẩn bị|phát hành|ký|có|'
  + 'rà soát, hoàn thiện)\\s+(?:(?:ban hành|xây dựng|trình|các|bộ|lại|xong|[Ll]ãnh đạo Sở|'
  + `Giám đốc Sở)\\s+)*((?:dự thảo\\s+)?(?:${made}))(?!\\p{L})|(?<!\\p{L})(dự thảo\\s+(?:${made}))(?!\\p{L})`, 'iu')

/** "Báo cáo", "Dự thảo nghị quyết": what the work is to bring about, where it names a document. */
export function productOf(words: string): string | null {
  const told = /(?:sản phẩm|kết quả đầu ra)(?:\s+(?:là|hoàn thành))?\s*:?\s+([^;.,]{3,120})/iu.exec(words)?.[1] ?? product.exec(words)?.slice(1).find(Boolean)
  return told ? told.charAt(0).toUpperCase() + told.slice(1).trim() : null
}
