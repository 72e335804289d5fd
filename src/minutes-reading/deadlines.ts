// Deadlines inside sentences: the words that say one, where they stand, and which of several counts.
import { pointsIn, type Point } from '../annex/deadline-points.ts'
import { readDeadline } from '../annex/deadline-words.ts'
import { lastDay, weekdayOf, type Deadline } from '../calendar/deadlines.ts'
import { addDays } from '../clock.ts'
import { fold } from '../text.ts'
import { describes, firm, leadIn, notDue, patterns, type Pattern } from './deadline-phrases.ts'

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

const inBrackets = (said: string, at: number): boolean => said.lastIndexOf('(', at) > said.lastIndexOf(')', at)
const bracketAt = (said: string, at: number): string => said.slice(said.lastIndexOf('(', at) + 1).split(')')[0]!

/** Days, months and quarters with a word before them that makes them a deadline. */
function pointed(said: string, text: string, days: Days): Phrase[] {
  const points = pointsIn(said)
  const found: Phrase[] = []
  for (let index = 0; index < points.length; index++) {
    const first = points[index]!
    let last: Point = first
    while (points[index + 1] && goesOn(said.slice(last.end, points[index + 1]!.at))) last = points[++index]!
    const left = said.slice(0, first.at)
    const lead = leadIn.exec(left.slice(-60))?.[0] ?? ''
    const start = first.at - lead.length
    const isRange = first !== last && /(?<!\p{L})tu\s+(?:ngay\s+)?$/u.test(left)
    const isFirm = isRange || firm.test(lead) || /\b(?:xong|hoan thanh|han|thoi han)\s*:?\s*$/.test(left)
    if (isFirm ? !isRange && first.kind !== 'date' && saysWhen(lead, left.slice(0, start)) : first.kind !== 'date' || notDue.test(left.slice(-50)) || /\b(?:thu|lan|dieu|khoan|phuong an)\s*$/.test(left)) continue
    if (inBrackets(said, first.at) && explains(bracketAt(said, first.at))) continue
    const from = isRange ? left.search(/tu\s+(?:ngay\s+)?$/) : start
    const at = from + (doing.exec(said.slice(from, first.at))?.[0].length ?? 0)
    found.push({ at, end: last.end, ...understood(text.slice(at, last.end), 'read', days), rank: isFirm ? 0 : 5 })
  }
  return found
}

/** "kết quả trong tháng 7", "chuyển sang … vào quý I": not until when. */
const saysWhen = (lead: string, left: string): boolean =>
  (/^(?:trong|cuoi|dau|den) /.test(lead) && describes.test(left)) || (/^(?:vao|den|dau|cuoi) $/.test(lead) && /\b(?:dua|chuyen|lui|keo dai|gia han)\b[^,;.]*$/.test(left.slice(-80)))

/** "(đã giao tại giao ban tháng 6/2026)" explains; "(xong trước 20/8)" is a deadline. */
const explains = (bracket: string): boolean =>
  /\b(?:da|theo|so|giao|giao ban|du kien|ngay)\b(?! truoc| xong| hoan)/.test(bracket.slice(0, 40)) && !/\b(?:xong|hoan thanh|truoc|han|cham nhat)\b/.test(bracket)

const doing = /^\s*(?:(?:hoan thanh|xong|thuc hien|gui|nop|trinh|ket thuc|la|han|thoi han|thoi gian|thoi diem)[\s:,]+)+/
const goesOn = (words: string): boolean => /^\s*(?:-|–|den(?: het)?(?: ngay)?|,|;|va|va ngay|, ngay|den thang|va thang)\s*(?:ngay\s*|thang\s*)?$/.test(words)

function understood(original: string, way: Pattern['way'], days: Days): Pick<Phrase, 'deadline' | 'relative' | 'doubt'> {
  if (way === 'after meeting') {
    const value = original.replace(/^(?:ngay\s+)?sau\s+(?:khi\s+)?/iu, '')
    return { deadline: { kind: 'event', value, original, resolved: days.meetingOn }, relative: true, doubt: null }
  }
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
  return { deadline, doubt: doubt ?? isPast }
}

function ofMeetings(original: string, { meetingOn, nextMeetingOn, year }: Days): Pick<Phrase, 'deadline' | 'relative' | 'doubt'> {
  const value = original.replace(/^(?:(?:trước|tại|trong|vào|đến|chậm nhất(?: là)?)(?:\s+ngày)?\s+)+/iu, '')
  const said = fold(value)
  const relative = /(?:toi|sau|tiep theo|ke tiep|gan nhat|lien ke)$/.test(said)
  const month = pointsIn(said).find(({ kind }) => kind === 'month' || kind === 'quarter')
  const isOver = month?.kind === 'month' && `${month.year ?? year}-${String(month.part).padStart(2, '0')}` < meetingOn.slice(0, 7)
  return { deadline: { kind: 'event', value, original, ...(relative && nextMeetingOn ? { resolved: nextMeetingOn } : {}) }, relative, doubt: isOver ? 'Kỳ giao ban đã qua' : null }
}

const fromMeeting = 'ngày họp'
export const isPast = 'Hạn ở trước ngày họp'

/** The deadline that counts among those of a task. */
export function chosen(phrases: Phrase[]): Phrase | undefined {
  const all = phrases.filter(({ deadline }) => deadline)
  const ahead = all.filter(({ doubt }) => doubt !== isPast)
  const known = ahead.length ? ahead : all
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
