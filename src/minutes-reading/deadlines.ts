// Deadlines inside sentences: the words that say one, where they stand, and which of several counts.
import { pointsIn, type Point } from '../annex/deadline-points.ts'
import { readDeadline } from '../annex/deadline-words.ts'
import { lastDay, weekdayOf, type Deadline } from '../calendar/deadlines.ts'
import { addDays } from '../clock.ts'
import { fold } from '../text.ts'

export interface Phrase {
  at: number
  end: number
  /** Null when the words were not understood. */
  deadline: Deadline | null
  /** Counted from the meeting: "trong tuần này", "trước kỳ giao ban tới". */
  relative: boolean
  doubt: string | null
  /** Of several the lowest counts. */
  rank: number
}

export interface Days { meetingOn: string; nextMeetingOn?: string | null | undefined; year: number }

const numbered = '(?:hai|ba|tu|nam|sau|bay|[2-7])'
const before = `(?:(?:xong |hoan thanh |thuc hien |ket thuc |gui |nop |trinh )?(?:cham nhat|muon nhat|truoc|den het|den truoc|den|toi|het|trong|vao|tu nay|thoi han|thoi gian|thoi diem|han|xong|hoan thanh|cuoi|dau|giua|sau|ngay trong|ngay|la|chieu|sang|vao luc|luc)(?![\\p{L}\\d])[\\s:,]*)+$`
const leadIn = new RegExp(`(?<!\\p{L})${before}`, 'u')
const firm = /\b(?:cham nhat|muon nhat|truoc|den het|het|trong|tu nay|thoi han|han|xong|hoan thanh|cuoi|dau|giua|den|vao)\b/
// A point that says when something was, or of which time something is.
const notDue = /(?:giao ban|ky hop|cuoc hop|hop|da|bao cao|ke hoach|so lieu|ket qua|tinh hinh|nhiem vu|so|ban hanh|hieu luc|giai doan|tu|ke tu|sinh|cua|nam|\d+\/\S*[a-z]\S*|quy dinh tai|nghi quyet|nghi dinh|thong tu|quyet dinh|ket luan|qua han|qua thoi han|het han|lap|phat sinh)\s+(?:tu\s+)?(?:ngay\s+|thang\s+)?$/

// "kết quả trong tháng 7": the time of the thing, not of the work.
const describes = /(?:ket qua|tinh hinh|so lieu|phat sinh|ton dong|dat duoc|con lai|da \S+|viec thuc hien|hoat dong|dien ra|cong tac)\s+$/

const meetings = '(?:(?:ky|cuoc|buoi|phien|hoi nghi|dip|lan)\\s+(?:hop\\s+)?(?:giao ban|so ket|tong ket|hop)?|hop giao ban|giao ban|hop|so ket|tong ket)'
const ofMeeting = '(?:\\s+(?:dinh ky|cai cach hanh chinh|cchc|cong tac|cua so|so|ve|ke|hang thang|hang quy))*'
const patterns: { of: RegExp; rank: number; way: 'read' | 'meeting' | 'after meeting' }[] = [
  // "trước kỳ giao ban tới", "tại kỳ giao ban tháng 11/2026"
  { of: new RegExp(`(?<!\\p{L})(?:truoc|tai|trong|vao|den|cham nhat(?: la)?)(?: ngay)? ${meetings}${ofMeeting}\\s+(?:(?:lan )?(?:toi|sau|tiep theo|ke tiep|gan nhat|lien ke)|(?:tuan|thang|quy)\\s+(?:toi|sau|tiep theo)|(?:thang|quy|tuan)\\s+(?:\\d{1,2}|[ivx]+)(?:\\s*[/-]\\s*20\\d\\d|\\s+nam\\s+20\\d\\d)?)(?!\\p{L})`, 'gu'), rank: 2, way: 'meeting' },
  { of: /(?<!\p{L})(?:ngay )?(?:sau )(?:khi ket thuc )?(?:cuoc hop|buoi hop|hoi nghi|ky giao ban|buoi giao ban|giao ban|phien hop)(?: nay)?(?!\s+(?:thang|quy|toi|sau)|\p{L})/gu, rank: 2, way: 'after meeting' },
  // "trong 10 ngày làm việc kể từ ngày …"
  { of: /(?<!\p{L})(?:(?:trong|cham nhat(?: la)?)\s+)?(?:(?:vong|thoi han|sau)\s+)?(?:\d+|mot|hai|ba|nam|bay|muoi)(?:\s+\([^)]{1,12}\))? (?:ngay|tuan|thang)(?: lam viec)?,? (?:ke tu|tu|sau)(?: ngay| khi| thoi diem| luc)* (?:(?!, (?!so |don vi )| de | va (?:bao cao|gui|trinh|tong hop))[^;.()])+/gu, rank: 1, way: 'read' },
  // "chậm nhất ngày 25 hằng tháng", "thứ Sáu hằng tuần", "2 lần/tháng"
  { of: new RegExp(`(?<!\\p{L})(?:(?:cham nhat|muon nhat|truoc|vao|cac|la|ngay|mung|chieu|sang|dau gio|cuoi gio|cuoi ngay|thu ${numbered}|\\d{1,2}|cuoi)\\s+)*(?:(?:hang|moi|dinh ky(?: hang| moi| theo)?|tung) (?:1 |01 |mot )?(?:tuan|thang|quy|(?:6|06|sau) thang|nam|ngay)|\\d+ (?:lan|ky)\\s*(?:/|mot|moi)\\s*(?:tuan|thang|quy|nam)|(?:tuan|thang|quy|(?:6|06|3|03) thang|nam)\\s*(?:/|mot)\\s*lan|(?:cuoi )?(?:moi|hang) (?:tuan|thang|quy))(?!\\p{L})(?:,?\\s*(?:cham nhat|truoc|vao|muon nhat|la|mung|ngay|chieu|sang|\\d{1,2}(?![/\\d]| gio|h)|cua|thang (?:sau|toi|cuoi|dau|tiep theo|ke tiep)|cuoi|quy(?: (?:sau|toi))?|tuan (?:sau|toi)|thu ${numbered}(?!\\p{L})|cung)(?!\\p{L}))*`, 'gu'), rank: 1, way: 'read' },
  { of: /(?<!\p{L})(?:(?:cham nhat|truoc|vao|la|trong) )*(?:ngay (?:lam viec )?cuoi (?:cung )?(?:cua )?(?:moi |hang |cac |tung )?(?:thang|quy)|cuoi (?:moi|hang) (?:thang|quy|tuan))(?!\p{L}| (?:nay|toi|\d))/gu, rank: 1, way: 'read' },
  { of: new RegExp(`(?<!\\p{L})(?:(?:cham nhat|truoc|vao|la) )*ngay (?:mung )?\\d{1,2} (?:cua )?(?:thang (?:sau|toi|tiep theo)|thang cuoi (?:cua )?(?:moi )?quy|thang dau (?:cua )?quy (?:sau|toi))(?!\\p{L})`, 'gu'), rank: 0, way: 'read' },
  // "trong tuần này", "thứ Năm tuần tới", "cuối tháng", "ngày mai"
  { of: new RegExp(`(?<!\\p{L})(?:(?:cham nhat|truoc|vao|ngay|trong|cuoi|dau|giua|het|den het|la|chieu|sang)\\s+)*(?:thu ${numbered} |chu nhat |dau |cuoi )?(?:tuan|thang|quy) (?:nay|toi|sau|tiep theo|ke tiep)(?!\\p{L})`, 'gu'), rank: 0, way: 'read' },
  { of: new RegExp(`(?<!\\p{L})(?:(?:cham nhat|truoc|ngay|la|chieu|vao)\\s+)*(?:trong|cuoi|het|den het)\\s+(?:tuan|thang|quy|nam|nam nay)(?=\\s*(?:[,;.)]|$|(?:bao cao|gui|trinh|de|va|phai)\\s))`, 'gu'), rank: 0, way: 'read' },
  { of: /(?<!\p{L})(?:(?:cham nhat|truoc|ngay|trong|vao)\s+)*(?:trong ngay hom nay|trong ngay(?= mai|\s*[,;.)]|$)(?: mai)?|ngay mai|hom nay)(?!\p{L})/gu, rank: 0, way: 'read' },
  { of: /(?<!\p{L})(?:trong|cham nhat(?: la)?)\s+(?:(?:vong|thoi han|thoi gian)\s+)?(?:\d+|mot|hai|ba|nam|bay|muoi)(?:\s+\([^)]{1,12}\))? (?:ngay|tuan|thang)(?: lam viec)?(?: toi)?(?=\s*(?:[,;.)]|$|(?:phai|bao cao|gui|trinh|de)\s))/gu, rank: 0, way: 'read' },
  { of: /(?<!\p{L})(?:ngay )?(?:sau khi|khi co|ngay khi|truoc khi|ngay sau khi)\s+(?!nghe )(?:(?!, | de )[^;.()])+/gu, rank: 3, way: 'read' },
  { of: /(?<!\p{L}|(?:chi|khong|nguon|von|hoat dong|viec|nguoi) )(?:thuong xuyen|lien tuc|hang ngay|moi ngay)(?:, (?:lien tuc|thuong xuyen|kip thoi))?(?!\p{L})/gu, rank: 4, way: 'read' },
]

/** The deadlines that a text names, in its order; what is in the past or only describes something is left out. */
export function phrasesIn(text: string, days: Days): Phrase[] {
  // "Tháng sau" and "tháng Sáu" are one without their marks; "hàng tháng" is "hằng tháng".
  const said = fold(text.replace(/(tháng|quý|tuần|ngày)(\s+)sau(?!\p{L})/giu, '$1$2tới'))
  const found: Phrase[] = []
  for (const { of, rank, way } of patterns) {
    of.lastIndex = 0
    for (const match of said.matchAll(of)) {
      const words = match[0].replace(/\s+$/, '')
      const from = match.index + (/^(?:dinh ky (?=thu |ngay |vao )|(?:hoan thanh|xong) )/.exec(words)?.[0].length ?? 0)
      if (skipped(said, match.index, words)) continue
      found.push({ at: from, end: match.index + words.length, ...understood(text.slice(from, match.index + words.length), way, days), rank })
    }
  }
  for (const one of pointed(said, text, days)) found.push(one)
  const free: Phrase[] = []
  for (const one of found.toSorted((a, b) => a.at - b.at || b.end - a.end)) {
    const last = free.at(-1)
    if (!last || one.at >= last.end) free.push(one)
    else if (one.end - one.at > last.end - last.at) free[free.length - 1] = one
  }
  return free
}

function skipped(said: string, at: number, words: string): boolean {
  const left = said.slice(Math.max(0, at - 30), at)
  if (/(?:giao|ket luan|neu|phat bieu|thong nhat|de nghi)\s+$/.test(left) && /^tai /.test(words)) return true
  if (inBrackets(said, at) && /^[^()]*\bda\b/.test(bracketAt(said, at))) return true
  // "báo cáo hằng tháng", "giao ban hằng tháng": of which time, not until when.
  return /^(?:hang|moi|dinh ky) \S+$/.test(words) && /(?:giao ban|bao cao|hop|ke hoach|lich|luong|so lieu|mau)\s+(?:dinh ky\s+)?$/.test(left) && !/(?:va|,)\s*bao cao\s+$/.test(left)
}

const openBracket = (said: string, at: number) => { const open = said.lastIndexOf('(', at); return open >= 0 && said.lastIndexOf(')', at) < open ? open : -1 }
const inBrackets = (said: string, at: number) => openBracket(said, at) >= 0
const bracketAt = (said: string, at: number) => { const open = openBracket(said, at); return said.slice(open + 1, said.indexOf(')', open) < 0 ? undefined : said.indexOf(')', open)) }

/** Days, months and quarters with a word before them that makes them a deadline. */
function pointed(said: string, text: string, days: Days): Phrase[] {
  const points = pointsIn(said)
  const found: Phrase[] = []
  for (let index = 0; index < points.length; index++) {
    const first = points[index]!
    let last: Point = first
    while (points[index + 1] && goesOn(said.slice(last.end, points[index + 1]!.at))) last = points[++index]!
    const left = said.slice(0, first.at)
    const lead = leadIn.exec(left.slice(-60))
    const start = lead ? first.at - lead[0].length : first.at
    const isRange = first !== last && /(?<!\p{L})tu\s+(?:ngay\s+)?$/u.test(left)
    const from = isRange ? left.search(/tu\s+(?:ngay\s+)?$/) : start
    const isFirm = isRange || (lead !== null && firm.test(lead[0])) || /\b(?:xong|hoan thanh|han|thoi han)\s*:?\s*$/.test(left)
    if (first.kind === 'year' && !isFirm) continue
    if (!isRange && (isFirm ? first.kind !== 'date' && lead !== null && /^(?:trong|cuoi|dau|den) /.test(lead[0]) && describes.test(left.slice(0, start)) : notDue.test(left.slice(-50)))) continue
    if (inBrackets(said, first.at) && (/\b(?:da|theo|so|giao|giao ban|du kien|ngay)\b(?! truoc| xong| hoan)/.test(bracketAt(said, first.at).slice(0, 40)) && !/\b(?:xong|hoan thanh|truoc|han|cham nhat)\b/.test(bracketAt(said, first.at)))) continue
    if (!isFirm && (first.kind !== 'date' || /\b(?:thu|lan|dieu|khoan|phuong an)\s*$/.test(left))) continue
    if (isFirm && first.kind !== 'date' && /^(?:vao|den|dau|cuoi) $/.test(lead?.[0] ?? '') && /\b(?:dua|chuyen|lui|keo dai|gia han)\b[^,;.]*$/.test(left.slice(-80, start))) continue
    const at = from + (/^\s*(?:(?:hoan thanh|xong|thuc hien|gui|nop|trinh|ket thuc|la|han|thoi han|thoi gian|thoi diem)[\s:,]+)+/.exec(said.slice(from, first.at))?.[0].length ?? 0)
    found.push({ at, end: last.end, ...understood(text.slice(at, last.end), 'read', days), rank: isFirm ? 0 : 5 })
  }
  return found
}

const goesOn = (words: string): boolean => /^\s*(?:-|–|den(?: het)?(?: ngay)?|,|;|va|va ngay|, ngay|den thang|va thang)\s*(?:ngay\s*|thang\s*)?$/.test(words)

function understood(original: string, way: 'read' | 'meeting' | 'after meeting', days: Days): Pick<Phrase, 'deadline' | 'relative' | 'doubt'> {
  if (way === 'after meeting') return { deadline: { kind: 'event', value: original.replace(/^ngay\s+/iu, '').replace(/^sau\s+(?:khi\s+)?/iu, ''), original, resolved: days.meetingOn }, relative: true, doubt: null }
  if (way === 'meeting') return ofMeetings(original, days)
  const from = days.meetingOn
  const { deadline, doubt } = readDeadline(original, { year: days.year, from })
  if (!deadline) return { deadline, relative: false, doubt: doubt?.replace(/\.$/, '') ?? null }
  const relative = deadline.kind !== 'event' && readDeadline(original, { year: days.year }).deadline === null
  return { ...inTime(deadline, original, doubt?.replace(/\.$/, '') ?? null, days), relative }
}

/** "15/01" said in December is of the next year; what lies before the meeting is looked at by a person. */
function inTime(deadline: Deadline, original: string, doubt: string | null, { meetingOn, year }: Days): { deadline: Deadline; doubt: string | null } {
  if (deadline.kind === 'event' && deadline.value === fromMeeting && deadline.offset?.working) {
    let [day, left] = [meetingOn, deadline.offset.days]
    while (left > 0) { day = addDays(day, 1); if (weekdayOf(day) < 6) left-- }
    return { deadline: { ...deadline, resolved: day }, doubt: 'Tính từ ngày họp, chưa trừ ngày lễ' }
  }
  const end = lastDay(deadline)
  if (end === null || end >= meetingOn || deadline.kind === 'recurring') return { deadline, doubt }
  if (!/20\d\d|\/\d\d(?!\d)/.test(original.replace(/^\D*\d{1,2}\/\d{1,2}(?!\/)/, ''))) {
    const next = readDeadline(original, { year: year + 1, from: meetingOn })
    const later = next.deadline && lastDay(next.deadline)
    if (later && later >= meetingOn && later < addDays(meetingOn, 200)) return { deadline: next.deadline!, doubt: next.doubt?.replace(/\.$/, '') ?? null }
  }
  return { deadline, doubt: doubt ?? 'Hạn ở trước ngày họp' }
}

function ofMeetings(original: string, { meetingOn, nextMeetingOn, year }: Days): Pick<Phrase, 'deadline' | 'relative' | 'doubt'> {
  const value = original.replace(/^(?:(?:trước|tại|trong|vào|đến|chậm nhất(?: là)?)(?:\s+ngày)?\s+)+/iu, '')
  const said = fold(value)
  const relative = /(?:toi|sau|tiep theo|ke tiep|gan nhat|lien ke)$/.test(said)
  const month = pointsIn(said).find(({ kind }) => kind === 'month' || kind === 'quarter')
  const isPast = month?.kind === 'month' && `${month.year ?? year}-${String(month.part).padStart(2, '0')}` < meetingOn.slice(0, 7)
  return { deadline: { kind: 'event', value, original, ...(relative && nextMeetingOn ? { resolved: nextMeetingOn } : {}) }, relative, doubt: isPast ? 'Kỳ giao ban đã qua' : null }
}

const fromMeeting = 'ngày họp'

/** The deadline that counts among those of a task. */
export function chosen(phrases: Phrase[]): Phrase | undefined {
  const known = phrases.filter(({ deadline }) => deadline)
  const best = Math.min(...known.map(({ rank }) => rank))
  const equal = known.filter(({ rank }) => rank === best)
  const last = equal.at(-1)
  if (!last) return phrases[0]
  // "Sau khi có Quyết định, … trong 03 ngày làm việc".
  const event = known.find(({ rank, deadline }) => rank === 3 && deadline!.kind === 'event')?.deadline
  if (event?.kind === 'event' && last.deadline!.kind === 'event' && last.deadline!.offset && last.deadline!.value === fromMeeting) {
    return { ...last, deadline: { kind: 'event', value: event.value, original: `${event.original}, ${last.deadline!.original}`, offset: last.deadline!.offset }, doubt: null }
  }
  const others = new Set(known.filter(one => one.rank <= 2 && one !== last).map(({ deadline }) => deadline!.value))
  others.delete(last.deadline!.value)
  return others.size && !last.doubt ? { ...last, doubt: `Câu có ${others.size + 1} thời hạn, xem lại mốc nào là hạn` } : last
}
