// How official documents spell numbers, dates and ends of sentences (Nghị định 30/2020/NĐ-CP, Phụ lục I).

/** The kinds of documents that have a name, with the sign that stands in their numbers; a công văn has neither. */
export const signOfKind: Record<string, string> = {
  'Nghị quyết': 'NQ', 'Quyết định': 'QĐ', 'Chỉ thị': 'CT', 'Quy chế': 'QC', 'Quy định': 'QyĐ', 'Thông cáo': 'TC', 'Thông báo': 'TB', 'Hướng dẫn': 'HD',
  'Chương trình': 'CTr', 'Kế hoạch': 'KH', 'Phương án': 'PA', 'Đề án': 'ĐA', 'Dự án': 'DA', 'Báo cáo': 'BC', 'Biên bản': 'BB', 'Biên bản bổ sung': 'BB', 'Tờ trình': 'TTr',
  'Hợp đồng': 'HĐ', 'Công điện': 'CĐ', 'Bản ghi nhớ': 'BGN', 'Bản thỏa thuận': 'BTT', 'Giấy ủy quyền': 'GUQ', 'Giấy mời': 'GM', 'Giấy giới thiệu': 'GGT',
  'Giấy nghỉ phép': 'GNP', 'Phiếu gửi': 'PG', 'Phiếu chuyển': 'PC', 'Phiếu báo': 'PB',
}

const later = ' '.repeat(7)

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** '05/BB-SNV', '27/SNV-VP' (công văn: no kind); '       /KH-SLĐTBXH' while there is no number yet. Below 10 a 0 stands before it. */
export const numberAndSign = (value: number | null, kind: string | null, issuer: string): string =>
  `${value === null ? later : twoDigits(value)}/${[kind, issuer].filter(Boolean).join('-')}`

/**
 * '2026-02-05' → 'ngày 05 tháng 02 năm 2026': a 0 before days below 10, and before the months 1 and 2 only.
 * What is not known is left blank to be filled in by hand: '2026-10', '2026' and null leave out day, month, year.
 */
export function dateInWords(date: string | null): string {
  const [year, month, day] = date?.split('-') ?? []
  const monthNumber = month && Number(month)
  return `ngày ${day ? twoDigits(Number(day)) : '     '} tháng ${monthNumber ? (monthNumber < 3 ? twoDigits(monthNumber) : monthNumber) : '     '} năm ${year ?? '         '}`
}

/** In capitals, Vietnamese letters too. */
export const upper = (text: string): string => text.toLocaleUpperCase('vi')


/** The text with `mark` at its end in place of whatever mark it ends with. */
export const closed = (text: string, mark: string): string => text.replace(/[\s.;,:/]+$/u, '') + mark

const romans = [[10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']] as const
/** 4 → 'IV'. */
export function roman(value: number): string {
  let left = value
  let text = ''
  for (const [worth, sign] of romans) while (left >= worth) { text += sign; left -= worth }
  return text
}

// The Vietnamese order of points: đ stands after d; f, j, w, z are not used.
const letters = 'abcdđeghiklmnopqrstuvxy'
/** 1 → 'a', 5 → 'đ'; after the last letter a number says so ('aa' would read like a word). */
export const pointLetter = (value: number): string => letters[value - 1] ?? String(value)
