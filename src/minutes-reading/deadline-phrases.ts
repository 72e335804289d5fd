// How sentences name a deadline, in folded words: what stands before a date, and phrases that need none.

/** `way`: read as it is, as an event of a coming meeting, or as the end of this one. Of several deadlines the lowest rank counts. */
export interface Pattern { of: RegExp; rank: number; way: 'read' | 'meeting' | 'after meeting' }

const anyOf = (...words: string[]): string => `(?:${words.join('|')})`
const phrase = (...parts: string[]): RegExp => new RegExp(`(?<![\\p{L}\\d])${parts.join('')}`, 'gu')
const noLetter = '(?!\\p{L})'

const weekday = 'thu (?:hai|ba|tu|nam|sau|bay|[2-7])'
const latest = 'cham nhat|muon nhat|truoc|vao|la'
const count = '(?:\\d+|mot|hai|ba|nam|bay|muoi)(?:\\s+\\([^)]{1,12}\\))? '
const spans = '(?:ngay|tuan|thang)(?: lam viec)?'
const coming = '(?:toi|sau|tiep theo|ke tiep|gan nhat|lien ke)'
// Where a phrase like "trong tháng" ends, and is no beginning of "trong tháng 8".
const stops = (...verbs: string[]): string => `(?=\\s*(?:[,;.)]|$|${anyOf(...verbs)}\\s))`
// What comes before the event ends at a comma, a bracket or a purpose.
const upTo = (...ends: string[]): string => `(?:(?!${ends.join('|')})[^;.()])+`

const meetings = `(?:${anyOf('ky', 'cuoc', 'buoi', 'phien', 'hoi nghi', 'dip', 'lan')}\\s+(?:hop\\s+)?(?:giao ban|so ket|tong ket|hop)?|hop giao ban|giao ban|hop|so ket|tong ket)`
const ofMeeting = `(?:\\s+${anyOf('dinh ky', 'cai cach hanh chinh', 'cchc', 'cong tac', 'cua so', 'so', 've', 'ke', 'hang thang', 'hang quy')})*`
const whichMeeting = `(?:(?:lan )?${coming}|(?:tuan|thang|quy)\\s+(?:toi|sau|tiep theo)|(?:thang|quy|tuan)\\s+(?:\\d{1,2}|[ivx]+)(?:\\s*[/-]\\s*20\\d\\d|\\s+nam\\s+20\\d\\d)?)`

const ahead = anyOf(latest, '\\d{1,2}\\s*(?:h|gio|:)\\s*(?:\\d{1,2}\\s*(?:phut)?)?', 'cac', 'ngay', 'mung', 'chieu', 'sang', 'dau gio', 'cuoi gio',
  'cuoi ngay', weekday, '\\d{1,2}', 'cuoi')
const every = anyOf(
  '(?:hang|moi|dinh ky(?: hang| moi| theo)?|tung) (?:1 |01 |mot )?(?:tuan|thang|quy|(?:6|06|sau) thang|nam|ngay(?! \\d))',
  '\\d+ (?:lan|ky)\\s*(?:/|mot|moi)\\s*(?:tuan|thang|quy|nam)', '(?:tuan|thang|quy|(?:6|06|3|03) thang|nam)\\s*(?:/|mot)\\s*lan',
  '(?:cuoi )?(?:moi|hang) (?:tuan|thang|quy)',
)
const behind = anyOf(
  latest, 'mung', 'ngay', 'chieu', 'sang', '\\d{1,2}(?![/\\d]| gio|h)', 'cua', 'thang (?:sau|toi|cuoi|dau|tiep theo|ke tiep)', 'cuoi', 'quy(?: (?:sau|toi))?',
  'tuan (?:sau|toi)', `${weekday}${noLetter}`, 'cung',
)

export const patterns: Pattern[] = [
  // "trước kỳ giao ban tới", "tại kỳ giao ban tháng 11/2026"
  { of: phrase('(?:truoc|tai|trong|vao|den|cham nhat(?: la)?)(?: ngay)? ', meetings, ofMeeting, '\\s+', whichMeeting, noLetter), rank: 2, way: 'meeting' },
  // "ngay sau cuộc họp"
  {
    of: phrase('(?:ngay )?sau (?:khi ket thuc )?', anyOf('cuoc hop', 'buoi hop', 'hoi nghi', 'ky giao ban', 'buoi giao ban', 'giao ban',
      'phien hop'), '(?: nay)?(?!\\s+(?:thang|quy|toi|sau)|\\p{L})'),
    rank: 2, way: 'after meeting',
  },
  // "trong 10 ngày làm việc kể từ ngày …"
  {
    of: phrase('(?:(?:trong|cham nhat(?: la)?)\\s+)?(?:(?:vong|thoi han|sau)\\s+)?', count, spans, ',? (?:ke tu|tu|sau)(?: ngay| khi| thoi diem| luc)* ', upTo(', (?!so |don vi )', ' de ', ' va (?:bao cao|gui|trinh|tong hop)')),
    rank: 1, way: 'read',
  },
  // "chậm nhất ngày 25 hằng tháng", "thứ Sáu hằng tuần", "2 lần/tháng"
  { of: phrase(`(?:${ahead}\\s+)*`, every, noLetter, `(?:,?\\s*${behind}${noLetter})*`), rank: 1, way: 'read' },
  // "ngày làm việc cuối cùng của tháng 12"
  {
    of: phrase(`(?:${anyOf(latest, 'trong')} )*`, 'ngay (?:lam viec )?cuoi (?:cung )?(?:cua )?', anyOf('(?:thang|quy) (?:nay|toi)', 'thang \\d{1,2}',
      'quy (?:iv|i{1,3}|[1-4])'), '(?:\\s*[/-]\\s*20\\d\\d| nam 20\\d\\d)?', noLetter),
    rank: 0, way: 'read',
  },
  // "trước Tết Dương lịch", "trước Tết Nguyên đán"
  { of: phrase('truoc (?:dip |ky |khi )?(?:nghi )?tet(?: (?:duong lich|am lich|nguyen dan))?(?:(?: nam)? 20\\d\\d)?', noLetter), rank: 0, way: 'read' },
  // "trước ngày 20 tháng này"
  {
    of: phrase(`(?:${anyOf(latest, 'trong', 'den het', '(?:\\d{1,2}\\s*(?:h|gio|:)\\s*\\d{0,2})')} )*`, '(?:ngay |mung )+\\d{1,2} (?:cua )?thang nay', noLetter),
    rank: 0, way: 'read',
  },
  // "ngày làm việc cuối cùng của tháng"
  {
    of: phrase(`(?:${anyOf(latest, 'trong')} )*`,
      '(?:ngay (?:lam viec )?cuoi (?:cung )?(?:cua )?(?:moi |hang |cac |tung )?(?:thang|quy)|cuoi (?:moi|hang) (?:thang|quy|tuan))', '(?!\\p{L}| (?:nay|toi|\\d))'),
    rank: 1, way: 'read',
  },
  // "trước ngày 05 tháng sau", "ngày 15 tháng đầu quý sau"
  {
    of: phrase(`(?:${anyOf(latest)} )*`,
      'ngay (?:mung )?\\d{1,2} (?:cua )?(?:thang (?:sau|toi|tiep theo)|thang cuoi (?:cua )?(?:moi )?quy|thang dau (?:cua )?quy (?:sau|toi))', noLetter),
    rank: 0, way: 'read',
  },
  // "trong tuần này", "thứ Năm tuần tới"
  {
    of: phrase(`(?:${anyOf(latest, 'ngay', 'trong', 'cuoi', 'dau', 'giua', 'het', 'den het', 'chieu', 'sang')}\\s+)*`,
      `(?:${weekday} |chu nhat |dau |cuoi )?`, '(?:tuan|thang|quy) (?:nay|toi|sau|tiep theo|ke tiep)', noLetter),
    rank: 0, way: 'read',
  },
  // "trong tháng", "cuối quý"
  {
    of: phrase(`(?:${anyOf(latest, 'ngay', 'chieu')}\\s+)*`, '(?:trong|cuoi|het|den het)\\s+(?:tuan|thang|quy|nam|nam nay)',
      stops('bao cao', 'gui', 'trinh', 'de', 'va', 'phai')),
    rank: 0, way: 'read',
  },
  // "trong ngày hôm nay", "ngày mai"
  {
    of: phrase(`(?:${anyOf(latest, 'ngay', 'trong')}\\s+)*`, '(?:trong ngay hom nay|trong ngay(?= mai|\\s*[,;.)]|$)(?: mai)?|ngay mai|hom nay)', noLetter),
    rank: 0, way: 'read',
  },
  // "trong vòng 05 ngày làm việc"
  {
    of: phrase('(?:trong|cham nhat(?: la)?)\\s+(?:(?:vong|thoi han|thoi gian)\\s+)?', count, spans, '(?: toi)?', stops('phai', 'bao cao', 'gui', 'trinh', 'de')),
    rank: 0, way: 'read',
  },
  // "sau khi UBND tỉnh ban hành Quyết định"
  { of: phrase('(?:ngay )?(?:sau khi|khi co|ngay khi|truoc khi|ngay sau khi)\\s+(?!nghe )', upTo(', ', ' de ')), rank: 3, way: 'read' },
  {
    of: phrase('(?<!(?:chi|khong|nguon|von|hoat dong|viec|nguoi) )', '(?:thuong xuyen|lien tuc|hang ngay|moi ngay)(?:, (?:lien tuc|thuong xuyen|kip thoi))?', noLetter),
    rank: 4, way: 'read',
  },
]

const doing = '(?:xong |hoan thanh |thuc hien |ket thuc |gui |nop |trinh )?'
const said = anyOf(
  'cham nhat', 'muon nhat', 'truoc', 'den het', 'den truoc', 'den', 'toi', 'het', 'trong', 'vao', 'tu nay', 'thoi han', 'thoi gian', 'thoi diem',
  'han', 'xong', 'hoan thanh',
  'cuoi', 'dau', 'giua', 'sau', 'ngay trong', 'ngay', 'la', 'chieu', 'sang', 'vao luc', 'luc',
)
/** The words right before a day, month or quarter that lead up to it. */
export const leadIn = new RegExp(`(?<!\\p{L})(?:${doing}${said}(?![\\p{L}\\d])[\\s:,]*)+$`, 'u')
/** Those among them that make it a deadline. */
export const firm = /\b(?:cham nhat|muon nhat|truoc|den het|het|trong|tu nay|thoi han|han|xong|hoan thanh|cuoi|dau|giua|den|vao)\b/

const named = anyOf(
  'giao ban', 'ky hop', 'cuoc hop', 'hop', 'da', 'bao cao', 'ke hoach', 'so lieu', 'ket qua', 'tinh hinh', 'nhiem vu', 'so', 'ban hanh', 'hieu luc',
  'giai doan', 'tu', 'ke tu', 'sinh', 'cua', 'nam',
  '\\d+/\\S*[a-z]\\S*', 'quy dinh tai', 'nghi quyet', 'nghi dinh', 'thong tu', 'quyet dinh', 'ket luan', 'qua han', 'qua thoi han', 'het han', 'lap', 'phat sinh',
)
/** Before a point that says when something was, or of which time something is. */
export const notDue = new RegExp(`${named}\\s+(?:tu\\s+)?(?:ngay\\s+|thang\\s+)?$`)
/** "kết quả trong tháng 7": the time of the thing, not of the work. */
export const describes = /(?:ket qua|tinh hinh|so lieu|phat sinh|ton dong|dat duoc|con lai|da \S+|viec thuc hien|hoat dong|dien ra|cong tac)\s+$/
