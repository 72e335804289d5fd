// What a record says, made fit for public eyes: without the marks that files, footnotes, lists and masks have left in it. The words stay.

/** Ends of names of files, as records have them of their forms. */
const endings = '(?:docx?|xlsx?|pptx?|pdf|rtf|odt|zip|rar|jpe?g|png)'
/** 'don (1).docx' was saved twice. */
const copied = '(?:\\s?\\(\\d{1,2}\\))?'
const files: readonly RegExp[] = [
  // 'Mẫu số 01 _ QĐ 613.docx' after the name of the paper, or any word with such an end, also stuck to the name: 'bản chínhTTHC1.docx'.
  new RegExp(`\\s*(?:[Mm]ẫu|[Mm]au|MẪU|[Pp]hụ lục|[Bb]iểu)\\s(?:(?![Mm]ẫu|[Mm]au|MẪU)[^()\\n]){1,60}${copied}\\.${endings}(?![\\p{L}\\d])`, 'gu'),
  new RegExp(`(?:(?<=(?<!\\p{L})\\p{Ll}{2,})(?=\\p{Lu})|\\s*(?<![\\p{L}\\d/.])(?!\\p{Ll}{2,}\\p{Lu}))[^\\s()/:]+${copied}\\.${endings}(?![\\p{L}\\d/])`, 'gu'),
]
/** Whether a text is nothing but the name of one file or several. */
export const isFileName = (text: string): boolean => new RegExp(`\\.${endings}$`, 'i').test(text.trim())

const masks = /,?\s*(?:(?:liên hệ|gọi|qua|theo|số|tại|hoặc|đt|sđt|điện thoại|email|e-mail|thư điện tử)[\s:]+){0,4}\[(?:số|địa chỉ|mật khẩu|mã số|cần điền|…|\.{3})[^\]\n]*\]/giu

const rules: readonly [RegExp, string][] = [
  [masks, ''], [/\s*\[\d{1,2}\](?=[\s.,;:)]|$)/g, ''], [/(?<![mM])[¹²³⁴-⁹]+/g, ''], [/(?<=\))\s\d{1,2}$/, ''],
  [/\s*Mã:\s*[\d.]+[A-Z]\d+-KQ\d+/g, ''], [/\*{1,3}|_{2,}|#{2,}/g, ''], [/[\u2610-\u2612\u25A0-\u25A1\uF000-\uF0FF]/g, ''],
  // Marks of lists, at the beginning and after the end of another sentence of the same line.
  [/^(?:[-–—+•▪◦*.…]+\s*)+/u, ''], [/(?<=[.;:,])\s+[-–+•▪]+\s+(?=\p{L})/gu, ' '], [/^(\d{1,2})[.)]\s+\1[.)]\s+/, '$1. '], [/^(\d{1,2})[.)]\s+(?=Bước \1(?!\d))/, ''],
  [/\s*\((?:thực hiện (?:tại|ở) )?cấp (?:tỉnh|xã|huyện|bộ|trung ương|quốc gia)\)(?=[.;,]?$)/iu, ''],
  [/(?<=\d)\s+Đồng/g, ' đồng'], [/\(\s+/g, '('], [/\s+([).,;:])/g, '$1'], [/\(\)/g, ''], [/\.{2}$|[,;]$/, '.'], [/(?<=[.;:,])\s*[.;,]+$/, ''], [/\s{2,}/g, ' '],
]

/** A bracket that was cut off with what stood behind it. */
const closed = (text: string): string => (text.split('(').length > text.split(')').length ? text.replace(/[.;,\s]*$/, ')') : text)

/** One sentence or one line. A text that is only the name of a file keeps its words: it may be all that is known of a paper. */
export function publicText(text: string): string {
  const named = files.reduce((left, file) => left.replace(file, ''), text)
  const body = /\p{L}{2}/u.test(named) ? closed(named) : text.replace(new RegExp(`\\.${endings}`, 'gi'), '').replace(/_/g, ' ')
  return rules.reduce((left, [mark, to]) => left.replace(mark, to), body).trim()
}

/** The case that a paper is for, without its number in the list of cases: 'Đối với giấy bị mất'. */
export const publicCase = (text: string): string => publicText(text)
  .replace(/^(?:(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-zđ])\s?[.)]\s*|[A-Z]\s[-–]\s)+/u, '').replace(/,?\s*(?:hồ sơ )?(?:gồm|bao gồm)(?: có)?[\s:.]*$/iu, '').replace(/[:;.,\s]+$/, '')
