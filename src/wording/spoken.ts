// A text as it is said over a loudspeaker: no digit, short form, bracket or address of a page is left; points become sentences.
import { capital, clean } from '../text.ts'
import { decimalInWords, inWords, ofRoman, oneByOne } from './numbers.ts'
import { ofSign, writtenOut } from './offices.ts'

type Rule = [pattern: RegExp, said: string | ((match: string, ...groups: string[]) => string)]

/** '05' → 5; a day up to the tenth is 'mồng năm'. */
const dayInWords = (day: string): string => (Number(day) <= 10 ? `mồng ${inWords(day)}` : inWords(day))
const monthInWords = (month: string): string => (Number(month) === 4 ? 'tư' : inWords(month))
const isDay = (day: string, month: string): boolean => Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
const dated = (day: string, month: string, year?: string): string =>
  `ngày ${dayInWords(day)} tháng ${monthInWords(month)}${year ? ` năm ${inWords(year)}` : ''}`
/** In groups of breath: 'không chín một hai, ba bốn năm, sáu bảy tám'. */
const telephone = (written: string): string => {
  const groups = written.match(/\d+/g)!
  const whole = groups.join('')
  if (groups.length > 1 || whole.length < 7) return groups.map(oneByOne).join(', ')
  const first = whole.length === 8 ? 4 : whole.length - 6
  return [whole.slice(0, first), ...whole.slice(first).match(/\d{1,4}(?=(?:\d{3})*$)/g)!].map(oneByOne).join(', ')
}
const timeInWords = (hour: string, minute?: string): string => `${inWords(hour)} giờ${Number(minute ?? 0) ? ` ${inWords(minute!)} phút` : ''}`

/** '1.2' → 'một chấm hai'. */
const dotted = (written: string): string => written.split('.').map(part => inWords(part)).join(' chấm ')
const arabicOrRoman = (written: string): string => inWords(/\d/.test(written) ? written : ofRoman(written.toUpperCase()))

// A listener cannot note down an address or a code: what sends one to the national portal says so, the rest is left out.
const addresses: Rule[] = [
  // '(LĐ-TBXH)' after the words that it stands for.
  [/(?<=\p{L})\s*\([A-ZĐ][A-ZĐ&–-]{1,14}\)/gu, ''],
  [/\s*\((?:tại |địa chỉ:? |website:? )?(?:https?:\/\/|www\.)[^\s)]+\)/gi, ''],
  [/(Cổng [Dd]ịch vụ công [Qq]uốc gia)\s*(?:tại địa chỉ|địa chỉ|:|,)?\s*(?:https?:\/\/)?(?:www\.)?dichvucong\.gov\.vn[^\s,;)]*/g, '$1'],
  [/(?:https?:\/\/)?(?:www\.)?dichvucong\.gov\.vn(?:\/[^\s,;)]*)?/gi, 'Cổng Dịch vụ công quốc gia'],
  [/(?:https?:\/\/)?(?:www\.)?dichvucong\.[a-z]+\.gov\.vn(?:\/[^\s,;)]*)?/gi, 'Cổng Dịch vụ công của tỉnh'],
  [/,?\s*(?:(?:tại|theo|ở|qua|vào|truy cập)\s+)?(?:(?:địa chỉ|website|trang web|trang|liên kết)\s*:?\s*)?(?:https?:\/\/|www\.)[^\s,;)]*[^\s,;).]/gi, ''],
  [/,?\s*(?:(?:qua|theo|tới|đến)\s+)?(?:(?:địa chỉ thư|địa chỉ|thư điện tử|email|e-mail|hộp thư)\s*:?\s*)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gi, ''],
  [/\s*\((?:mã|mã số|mã thủ tục|mã TTHC)?:?\s*\d\.\d{6}(?:\.[\w.]+)?\)/gi, ''],
  [/,?\s*(?:có )?mã (?:số |thủ tục |TTHC )?(?:là )?:?\s*\d\.\d{6}(?:\.\d{3}\.\d\d\.\d\d(?:\.\w+)?)?/gi, ''],
  [/(?<!\d)\d\.\d{6}(?:\.\d{3}\.\d\d\.\d\d(?:\.\w+)?)?(?!\d)/g, code => oneByOne(code.replace(/\D/g, ''))],
]

const kinds = [
  'Nghị định', 'Thông tư liên tịch', 'Thông tư', 'Quyết định', 'Nghị quyết', 'Kế hoạch', 'Công văn', 'Luật', 'Bộ luật', 'Pháp lệnh', 'Chỉ thị',
  'Thông báo', 'Công điện', 'Hướng dẫn', 'Báo cáo', 'Tờ trình', 'Văn bản', 'NĐ', 'QĐ', 'TT', 'NQ', 'KH',
].join('|')
const documentNumber = '(?<![\\d/.])(\\d{1,5}(?:\\.\\d{1,3})?)(?:\\/((?:19|20)\\d\\d))?'
const documentSign = '\\/((?=[A-ZĐ])[A-ZĐa-z]*\\d{0,2}(?:[-–/][A-ZĐ&][A-ZĐa-z&]*)*)(?![\\p{L}\\d])'
const documents: Rule[] = [[new RegExp(`(?:(${kinds})\\s+)?(số:?\\s+)?${documentNumber}${documentSign}`, 'giu'), documentInWords]]

function documentInWords(match: string, kind: string | undefined, _number: string | undefined, value: string, year: string | undefined, sign: string): string {
  const known = ofSign(sign.replace(/–/g, '-'))
  if (!kind && !year && !known.kind && !known.issuer) return match
  const name = kind && kind.length > 2 ? kind : known.kind ?? kind
  return `${name ? `${name} ` : ''}số ${dotted(value)}${year ? ` năm ${inWords(year)}` : ''}${known.issuer ? ` của ${known.issuer}` : ''}`
}

const dates: Rule[] = [
  [/(?:ngày\s+)?(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d|[/.-]\d)/gi,
    (match, day, _, month, year) => (isDay(day!, month!) ? dated(day!, month!, year) : match)],
  [/(?:ngày\s+)?(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)/gi, (_, year, month, day) => dated(day!, month!, year)],
  [/ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?!\d)/gi, (match, day, month) => (isDay(day!, month!) ? dated(day!, month!) : match)],
  [/(ngày|trước|từ|đến|sáng|chiều|tối|hôm|hạn|sau)\s+(\d{1,2})\/(\d{1,2})(?![\d/%])/gi, (match, word, day, month) =>
    (isDay(day!, month!) ? `${/^ngày$/i.test(word!) ? '' : `${word} `}${dated(day!, month!)}` : match)],
  [/(ngày)\s+(\d{1,2})(?=\s*(?:hằng|hàng|của tháng|[.,;)]|$))/gim, (match, word, day) => (Number(day) >= 1 && Number(day) <= 31 ? `${word} ${dayInWords(day!)}` : match)],
  [/(?:tháng\s+)?(?<![\d/.])(0?[1-9]|1[0-2])\/((?:19|20)\d\d)(?![\d/])/gi, (_, month, year) => `tháng ${monthInWords(month!)} năm ${inWords(year!)}`],
  [/(tháng)\s+0?4(?![\d,.]\d|\d)/gi, '$1 tư'],
  [/(quý|đợt|kỳ|số|khóa|nhiệm kỳ|học kỳ)\s+([IVX]+|\d)\/((?:19|20)\d\d)(?!\d)/gi,
    (_, word, value, year) => `${word} ${arabicOrRoman(value!)} năm ${inWords(year!)}`],
  [/(?<![\d/.-])((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?!\d)/g, (_, from, to) => `${inWords(from!)} đến ${inWords(to!)}`],
  [/(\d\s?(?:h|giờ|:)\s?(?:[0-5]\d)?)\s?[-–—]\s?(?=\d{1,2}\s?(?:h|giờ|:))/gi, '$1 đến '], [/(thứ\s+\d)\s?[-–—]\s?(?=thứ)/gi, '$1 đến '],
  [/(?<![\d:,.])([01]?\d|2[0-4])\s?(?:[hH]|giờ)\s?([0-5]\d)?(?:\s?phút)?(?![\d\p{L}])/gu, (_, hour, minute) => timeInWords(hour!, minute)],
  [/(?<![\d:,.])([01]?\d|2[0-3]):([0-5]\d)(?![:\d])/g, (_, hour, minute) => timeInWords(hour!, minute)],
]

const telephones: Rule[] = [
  [/(?<![\d.])\+84[ .-]?\(?0?\)?(?=\d)/g, '0'],
  [/(?<![\d.,/-])(?:\(0\d{2,3}\)|0\d{2,3})(?:[ .-]?\d{2,4}){2,3}(?![\d,/]|\.\d)/g, match => (/^\d{9,11}$/.test(match.replace(/\D/g, '')) ? telephone(match) : match)],
  [/(?<![\d.,/-])1[89]00[ .-]?\d{4}(?:\d\d)?(?!\d)/g, match => telephone(match)],
  [/((?:tổng đài|điện thoại|đường dây nóng|hotline|số máy|gọi|gọi số)(?:\s+(?:số|là|bàn|của|miễn phí|quốc gia))*\s*:?\s*)(\d(?:[ .-]?\d){2,11})(?![\d/,%]|\.\d)/gi,
    (_, label, written) => label + telephone(written!)],
]

const unitWords: Record<string, string> = {
  'đ': 'đồng', 'vnđ': 'đồng', vnd: 'đồng', m2: 'mét vuông', 'm²': 'mét vuông', m3: 'mét khối', 'm³': 'mét khối', km: 'ki-lô-mét', km2: 'ki-lô-mét vuông', kg: 'ki-lô-gam',
  ha: 'héc-ta', m: 'mét', cm: 'xen-ti-mét',
  tr: 'triệu', k: 'nghìn', '%': 'phần trăm', '‰': 'phần nghìn', h: 'giờ', mb: 'mê-ga-bai', kb: 'ki-lô-bai', '°c': 'độ C',
}
const number = '(?<!\\d)(?:\\d{1,3}(?:\\.\\d{3})+|\\d+)(?:,\\d+)?'
const numbers: Rule[] = [
  [/(thứ|lần thứ)\s+(1|4)(?!\d)/gi, (_, word, value) => `${word} ${value === '1' ? 'nhất' : 'tư'}`],
  [/(?<![\p{L}\d])(quý|chương|phần|mục|lần|lần thứ|khóa|hạng|loại|cấp|mức|phụ lục|vùng|nhóm|bước|bậc|mẫu|kỳ|đợt|giai đoạn|trung ương)\s+([IVX]{1,5})(?![\p{L}\d])/giu,
    (_, word, roman) => `${word} ${arabicOrRoman(roman!)}`],
  [/((?:mẫu|biểu|phụ lục|đề án)(?:\s+(?:đơn\s+)?số)?)\s+(0\d)(?!\d)/gi, (_, word, value) => `${word} ${oneByOne(value!)} `],
  [/(?<!\p{L})(Điều|Khoản|Điểm|Đ|K)\.\s?(\d+)/gu, (_, word, value) => `${{ Đ: 'Điều', K: 'Khoản' }[word!] ?? word} ${inWords(value!)}`],
  [/((?:mục|điểm|khoản|phần|bảng|phiên bản|điều|tiêu chí)\s+)(\d+(?:\.\d+)+)/gi, (_, word, value) => word + dotted(value!)],
  [/(?<![\d.,])(\d+)\.(\d{1,2})(?=\s?(?:tỷ|tỉ|triệu|nghìn|%|m2|ha|km|kg))/g, (_, whole, fraction) => decimalInWords(whole!, fraction!)],
  [/(\d\s?(?:cm|mm|m)?)\s?[xX×]\s?(?=\d)/g, '$1 nhân '],
  [new RegExp(`(${number})\\s?[-–—]\\s?(?=${number})`, 'g'), '$1 đến '],
  [/(\d)\s?\/\s?(?=\d)/g, '$1 trên '],
  [new RegExp(`(${number})\\s?(%|‰|°C|(?:VNĐ|VND|đ|m[23²³]|km2|km|kg|ha|cm|tr|MB|KB|k|m|h)(?![\\p{L}\\d]))`, 'giu'),
    (_, value, unit) => `${value} ${unitWords[unit!.toLowerCase()]}`],
  [/(?<![\d.,])(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?(?!\d)/g, (_, whole, fraction) => said(whole!.replaceAll('.', ''), fraction)],
  [/(?<![\d.,])(\d{1,3}(?: \d{3})+)(?=\s(?:đồng|triệu|người|hồ sơ))/g, (_, whole) => inWords(whole!.replaceAll(' ', ''))],
  [/(?<![\d.,])(\d+),(\d+)(?![\d,])/g, (_, whole, fraction) => said(whole!, fraction)],
  [/(?<!\d)\d+(?:\.\d+)+/g, dotted],
  [/(\p{L})(?=\d)|(\d)(?=\p{L})/gu, '$1$2 '],
  [/\d+/g, match => (match.length > 12 || match.length > 4 && match.startsWith('0') ? oneByOne(match) : inWords(match))],
]
const said = (whole: string, fraction?: string): string => (fraction ? decimalInWords(whole, fraction) : inWords(whole))

const shortForms: Rule[] = [
  [/(?<!\p{L})(?:TP\.?\s?)HCM(?!\p{L})/gu, 'Thành phố Hồ Chí Minh'],
  [/(?<![\p{L}])(?:TP|Tp)\.?\s?(?=\p{Lu})/gu, 'thành phố '], [/(?<![\p{L}])(?:TX|Tx)\.?\s(?=\p{Lu})/gu, 'thị xã '], [/(?<![\p{L}])TT\.\s?(?=\p{Lu})/gu, 'thị trấn '],
  [/v\.v\.{0,3}/gi, 'vân vân'], [/…|\.{3,}/g, ', vân vân'],
  [/(?<![\p{L}])ThS\.?(?=\s)/gu, 'Thạc sĩ'], [/(?<![\p{L}])TS\.(?=\s)/gu, 'Tiến sĩ'], [/(?<![\p{L}])BS\.(?=\s)/gu, 'Bác sĩ'],
  [/(?<![\p{L}\d])([A-ZĐ](?:[A-ZĐ&]|[-–](?=[A-ZĐ]))*[A-ZĐ]|TTg|QĐ-TTg)(?![\p{L}\d])/gu, match => writtenOut(match.replace(/–/g, '-')) ?? match],
  [/(đồng|lần|hồ sơ|người|buổi|giờ|ngày|suất|lượt|bộ|tiết)\s?\/\s?(?=\p{L})/gu, '$1 mỗi '],
  [/(và)\s?\/\s?(hoặc)/giu, '$1 $2'], [/(\p{L})\s?\/\s?(?=\p{L})/gu, '$1 hoặc '],
  [/\s?&\s?/g, ' và '], [/\s?≥\s?/g, ' từ '], [/\s?≤\s?/g, ' không quá '], [/\s?>\s?/g, ' trên '], [/\s?<\s?/g, ' dưới '], [/\s?\+\s?/g, ' cộng '], [/\s=\s/g, ' bằng '],
]

const signs: Rule[] = [
  [/[“”"«»‘*_#|]/g, ''],
  // '01 (một) bản' says it once.
  [/(?<![\p{L}])(\p{L}+(?: \p{L}+){0,5})\s*\(\1\)/giu, '$1'],
  [/\s*\((?:sau đây )?(?:gọi tắt là|viết tắt là|gọi chung là)[^()]*\)/gi, ''],
  [/\s*[([]\s*([^()[\]]*?)\s*[)\]]\s*([.,;:!?])?/g, (_, inside, mark) => (inside ? `, ${inside}${mark ?? ', '}` : mark ?? ' ')], [/\s*[([{]\s*/g, ', '], [/[)\]}]/g, ' '],
  [/\s[-–—]\s/g, ', '], [/(?<=\p{L})[–—](?=\p{L})/gu, ', '],
]

const tidying: Rule[] = [
  [/\s+/g, ' '], [/\s+([.,;:!?])/g, '$1'], [/(?:[,;]\s*)+([.,;:!?])/g, '$1'], [/([.!?:])(?:\s*[.,;])+/g, '$1'], [/,(?=\p{L})/gu, ', '], [/^[\s,;.]+/, ''],
]

const apply = (text: string, rules: readonly Rule[]): string => rules.reduce((left, [pattern, to]) => left.replace(pattern, to as string), text)

const lineRules: readonly Rule[] = [...addresses, ...documents, ...dates, ...telephones, ...numbers, ...shortForms, ...signs, ...tidying]

const listed = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười']

/** A line of the text: the mark of its point becomes words ('1.' is 'Một là'), its end a stop. */
function lineInWords(line: string): string {
  const [, value] = /^ ?(\d{1,2})[.)]\s+(?=\p{L})/u.exec(line) ?? []
  const body = line.replace(/^\s*(?:(?:\d{1,2}[.)]|[a-zđ][.)]|[IVX]+\.|[-–—+•*▪◦]+)\s+)+/u, '').replace(/\.\/\.\s*$/, '.')
  const spokenBody = apply(body, lineRules).trim()
  // Short forms and documents bring in numbers of their own: 'khóa 13'.
  const words = apply(spokenBody, numbers).trim().replace(/[,;]$/, '')
  if (!/[\p{L}]/u.test(words)) return ''
  const opened = value && listed[Number(value) - 1] ? `${listed[Number(value) - 1]} là, ${words}` : capital(words)
  return /[.!?:]$/.test(opened) ? opened : `${opened}.`
}

/**
 * The text in words to be read aloud. Codes of procedures are left out where the text names the procedure by them ('mã 1.001731'),
 * since nobody notes them by ear, and read one by one where they stand alone. Said twice, it stays as it is.
 */
export const spoken = (text: string): string => joined(clean(text).replace(/[^\S\n]+/g, ' ')).map(lineInWords).filter(Boolean).join('\n')

/** Lines of the text, those that only the width of a page broke put together again. */
function joined(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const last = lines.at(-1)
    if (last && /^\s*\p{Ll}(?![.)])/u.test(line) && !/[.;:!?,]\s*$/.test(last) && last.trim()) lines[lines.length - 1] = `${last.trimEnd()} ${line.trim()}`
    else lines.push(line)
  }
  return lines
}
