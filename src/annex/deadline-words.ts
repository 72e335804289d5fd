// Deadlines as people write them in plans and minutes, read into the portal's one shape. What is not sure is said to be so.
import { addDays, isDay } from '../clock.ts'
import { addToMonth, spanOf, weekdayOf, type Deadline } from '../calendar/deadlines.ts'
import { fold, line } from '../text.ts'
import { pointsIn, type Point, type Span } from './deadline-points.ts'
import { recurrenceIn } from './deadline-rhythms.ts'

export interface DeadlineRead {
  /** Null when no deadline was understood. */
  deadline: Deadline | null
  /** A Vietnamese sentence for the person who should look; null when it is sure. */
  doubt: string | null
}

/**
 * @param words a cell or a phrase, such as "Trước ngày 15 tháng 8" or "Hằng quý, chậm nhất ngày 15 của tháng đầu quý sau".
 * @param year the plan's (or the meeting's) year: where the words leave it out.
 * @param from the day from which "tuần này" counts, 'YYYY-MM-DD'; without it such words are asked about.
 */
export function readDeadline(words: string, { year, from }: { year: number; from?: string }): DeadlineRead {
  const original = line(words)
  if (!/[\p{L}\d]/u.test(original)) return { deadline: null, doubt: 'Chưa ghi thời hạn.' }
  // "Tháng sau" and "tháng Sáu" are one without their marks.
  const said = fold(original.replace(/(tháng|quý|tuần)(\s+)sau(?!\p{L})/giu, '$1$2tới'))
  const whole = { original, said, year, from }
  const event = newYear(whole) ?? endOf(whole) ?? eventOf(whole)
  if (event) return event
  // What stands in brackets explains; it counts only where nothing stands outside.
  const outside = said.replace(/\([^()]*\)/g, blanks => ' '.repeat(blanks.length))
  const plain = ofTime({ ...whole, said: outside })
  const full = outside === said ? undefined : ofTime(whole)
  const isCloser = plain?.deadline?.kind === 'recurring' && full?.deadline?.kind === 'recurring' && !full.doubt && plain.deadline.day === undefined && full.deadline.value === plain.deadline.value
  return (isCloser ? full : plain ?? full)
    ?? { deadline: null, doubt: `Chưa hiểu thời hạn “${original}”.` }
}

interface Words { original: string; said: string; year: number; from?: string }

const about = '(?:hoan thanh |xong |thuc hien |bao cao |trinh )?'
const eventMarks: { mark: RegExp; doubt?: string; offset?: true }[] = [
  { mark: new RegExp(`^${about}(?:cham nhat |trong (?:vong |thoi han )?|sau )*(\\d+) ngay( lam viec)?,? (?:ke )?(?:tu|sau)(?: ngay| khi| thoi diem)*(?: ngay| khi)? `), offset: true },
  { mark: new RegExp(`^${about}(?:ngay )?(?:sau|ngay|cho|den|cho den|ke tu|tu) (?:khi|luc)(?: co (?=co ))? `) },
  { mark: /^(?:ke )?tu ngay (?!\d)/ },
  { mark: new RegExp(`^${about}truoc khi `), doubt: 'Thời hạn theo một việc chưa rõ ngày.' },
  { mark: /^khi /, doubt: 'Thời hạn theo một việc chưa rõ ngày.' },
  { mark: new RegExp(`^${about}(?:truoc|sau|tai|trong) (?=(?:ky|cuoc|buoi|phien|dot|hoi nghi|le|dai hoi|dip|tet) )`) },
  { mark: /^(?:truoc|sau) (?=(?:tong ket|so ket|kiem tra|tham dinh|phe duyet|ban hanh|nghiem thu) )/, doubt: 'Thời hạn theo một việc chưa rõ ngày.' },
  { mark: /^(?:thuc hien )?theo (?!quy$|thang$|tuan$|quy[ ,;]|dinh ky|tung )/, doubt: 'Thời hạn phụ thuộc văn bản hoặc tiến độ khác.' },
]

function eventOf({ original, said }: Words): DeadlineRead | undefined {
  for (const { mark, doubt, offset } of eventMarks) {
    const match = mark.exec(said)
    if (!match) continue
    const value = original.slice(match[0].length).replace(/[.;,\s]+$/, '')
    if (!value) continue
    const firm = offset || !/[,;] (?:nhung |va |xong )?(?:truoc|cham nhat|hoan thanh)\b/.test(said) ? null : 'Có cả sự kiện lẫn thời hạn.'
    return {
      deadline: { kind: 'event', value, original, ...(offset ? { offset: { days: Number(match[1]), working: match[2] !== undefined } } : {}) },
      doubt: firm ?? doubt ?? null,
    }
  }
  return undefined
}

/** "Trước Tết Dương lịch": the last day of a year. */
function newYear({ said, original, year, from }: Words): DeadlineRead | undefined {
  const found = /truoc (?:dip |ky |khi )?(?:nghi )?tet duong lich(?:\D{0,6}(20\d\d))?/.exec(said)
  return found ? { deadline: { kind: 'date', value: `${found[1] ? Number(found[1]) - 1 : from?.slice(0, 4) ?? year}-12-31`, original }, doubt: null } : undefined
}

/** "Ngày làm việc cuối cùng của tháng 12", "ngày cuối cùng của quý này": one day, where a rhythm names no month. */
function endOf({ said, original, year, from }: Words): DeadlineRead | undefined {
  const found = /ngay (lam viec )?cuoi (?:cung )?(?:cua )?(?=(thang|quy) )(.+)$/u.exec(said)
  if (!found) return undefined
  const point = pointsIn(found[3]!).find(({ at, kind }) => at === 0 && (kind === 'month' || kind === 'quarter'))
  const relative = /^(?:thang|quy) (nay|toi)(?!\p{L})/u.exec(found[3]!)?.[1]
  if (!point && (!relative || !from)) return undefined
  const kind = found[2] === 'thang' ? 'month' : 'quarter'
  const span = point ? valueOf({ ...point, year: point.year ?? year }) : asKind(`${addToMonth(from!.slice(0, 7), relative === 'nay' ? 0 : kind === 'month' ? 1 : 3)}-01`, kind)
  let day = spanOf(span).to
  while (found[1] && weekdayOf(day) > 5) day = addDays(day, -1)
  // The last of April is a holiday.
  return { deadline: { kind: 'date', value: day, original }, doubt: found[1] && day.endsWith('-04-30') ? 'Ngày cuối tháng là ngày lễ, xem lại ngày làm việc cuối cùng.' : null }
}

function ofTime(words: Words): DeadlineRead | undefined {
  const { said, original, year } = words
  const points = pointsIn(said)
  const always = /thuong xuyen|lien tuc|quanh nam|trong suot|hang ngay|moi ngay/.exec(said)
  const rhythm = recurrenceIn(said, points, year)
  if (always && (rhythm === undefined || always.index < rhythm.at)) {
    const more = rhythm?.deadline !== undefined || points.some(({ kind }) => kind !== 'year')
    const daily = /ngay/.test(always[0]) ? '“Hằng ngày” được hiểu là thường xuyên.' : null
    return { deadline: { kind: 'continuous', value: null, original }, doubt: more ? 'Vừa thường xuyên vừa có mốc thời gian.' : daily }
  }
  if (rhythm?.deadline && words.from && rhythm.deadline.month_offset && !/\b(?:hang|moi|dinh ky|quy)\b/.test(said)) {
    const value = `${addToMonth(words.from.slice(0, 7), 1)}-${two(rhythm.deadline.day ?? 0)}`
    if (isDay(value)) return { deadline: { kind: 'date', value, original }, doubt: null }
  }
  if (rhythm?.deadline) return { deadline: { ...rhythm.deadline, original }, doubt: rhythm.doubt ?? (always ? 'Vừa định kỳ vừa thường xuyên.' : null) }
  if (!points.length) return relativeOf(words) ?? (rhythm?.yearly ? { deadline: { kind: 'year', value: String(year), original }, doubt: null } : undefined)
  return ofPoints(words, points)
}

function ofPoints({ said, original, year }: Words, points: Point[]): DeadlineRead {
  carryYears(points, year)
  const wrong = points.find(point => point.kind === 'date' && !isDay(valueOf(point)))
  if (wrong) return { deadline: null, doubt: `“${original.slice(wrong.at, wrong.end).trim()}” không phải là ngày có thật.` }
  const doubts = [points.map(({ doubt }) => doubt).find(Boolean), strange(said, original, points, year)].filter(doubt => doubt !== undefined)
  const answer = (deadline: Deadline, doubt?: string): DeadlineRead => ({ deadline, doubt: doubt ?? doubts[0] ?? null })
  const last = points.at(-1)!
  if (points.length === 1) {
    const { kind, time } = last
    return answer({ kind, value: valueOf(last), ...(time ? { time } : {}), original } as Deadline)
  }
  const sameKind = points.every(({ kind }) => kind === last.kind)
  const between = points.slice(1).map((point, at) => said.slice(points[at]!.end, point.at))
  const isRange = points.length === 2 && /-|–|—|\bden\b|\btoi\b|→/.test(between[0]! + said.slice(points[1]!.at, points[1]!.at + 4))
  if (isRange || (sameKind && points.length === 2 && last.kind === 'year') || (sameKind && inARow(points))) return rangeOf(points[0]!, last, original, answer)
  if (!sameKind) return answer(rangeOf(last, last, original, answer).deadline!, 'Có nhiều mốc thời gian; cổng lấy mốc cuối.')
  if (last.kind === 'date') return answer({ kind: 'recurring', value: 'dates', dates: [...new Set(points.map(valueOf))].toSorted(), original })
  if (last.kind === 'month') {
    const day = /ngay (\d{1,2})(?: cua| vao)? cac thang/.exec(said)?.[1]
    const months = [...new Set(points.map(valueOf))].toSorted()
    return day ? { deadline: { kind: 'recurring', value: 'months', months, day: Number(day), original }, doubt: null } : answer({ kind: 'recurring', value: 'months', months, original })
  }
  if (last.kind === 'half') return answer({ kind: 'recurring', value: 'half_yearly', original })
  if (last.kind === 'quarter' && points.length === 4) return answer({ kind: 'recurring', value: 'quarterly', original })
  return answer({ kind: 'recurring', value: 'months', months: points.map(point => spanOf(valueOf(point)).to.slice(0, 7)), original }, 'Các kỳ được hiểu là tháng cuối của từng kỳ.')
}

/** Months or quarters one after the other: "tháng 4, 5", "quý II và quý III". All four quarters are a rhythm. */
const inARow = (points: Point[]): boolean => {
  const { kind } = points[0]!
  if (kind !== 'month' && kind !== 'quarter' || (kind === 'quarter' && points.length > 3)) return false
  const number = (point: Point) => point.year! * (kind === 'month' ? 12 : 4) + point.part!
  return points.slice(1).every((point, at) => number(point) === number(points[at]!) + 1)
}

function rangeOf(start: Point, end: Point, original: string, answer: (deadline: Deadline, doubt?: string) => DeadlineRead): DeadlineRead {
  const value = valueOf(end)
  const from = start === end ? undefined : asKind(spanOf(valueOf(start)).from, end.kind)
  if (from !== undefined && from > value) return { deadline: { kind: end.kind, value, original } as Deadline, doubt: 'Thời điểm bắt đầu sau thời hạn.' }
  const { time } = end
  return answer({ kind: end.kind, value, ...(from === undefined || from === value ? {} : { from }), ...(time ? { time } : {}), original } as Deadline)
}

/** The day as a value of that kind: '2026-04-01' is '2026-Q2' among quarters. */
function asKind(day: string, kind: Span): string {
  const year = day.slice(0, 4)
  const month = Number(day.slice(5, 7))
  if (kind === 'date') return day
  if (kind === 'month') return day.slice(0, 7)
  if (kind === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`
  return kind === 'half' ? `${year}-H${month > 6 ? 2 : 1}` : year
}

const two = (value: number) => String(value).padStart(2, '0')

function valueOf({ kind, year, part, day }: Point): string {
  if (kind === 'date') return `${year}-${two(part ?? 0)}-${two(day!)}`
  if (kind === 'month') return `${year}-${two(part!)}`
  return kind === 'quarter' ? `${year}-Q${part}` : kind === 'half' ? `${year}-H${part}` : String(year)
}

/** A year (and a month) stands often after the last only: "10/3; 10/6; 10/12/2026", "01/12 - 31/01/2027". */
function carryYears(points: Point[], year: number): void {
  const said = points.findLast(point => point.year !== null)?.year ?? year
  for (const [at, point] of [...points.entries()].toReversed()) {
    const next = points[at + 1]
    if (point.kind === 'date' && point.part === null) { point.part = next?.part ?? null; point.year ??= next?.year ?? null }
    if (point.year !== null) continue
    point.year = next?.year ?? said
    if (next && points.length === 2 && point.kind === next.kind && valueOf(point) > valueOf(next)) point.year--
  }
}

const usual = /\b(?:truoc|hang|moi|ngay|cham nhat|muon nhat|la|den|het|trong|tu nay|tu|hoan thanh|xong|thuc hien|thoi han|han|thoi gian|vao|du kien|cuoi|cua|nam|thang|quy|va|cac|bao cao|gui|trinh|toi|ket thuc|bat dau|tien do|chu nhat|thu (?:hai|ba|tu|nam|sau|bay|\d))\b/g

/** Why the words should be looked at although points were found in them. */
function strange(said: string, original: string, points: Point[], year: number): string | undefined {
  const [first] = points
  const before = said.slice(0, first!.at)
  if (/\b(?:dau|giua)\s*$/.test(before)) return `“${original}” chưa rõ là ngày nào.`
  if (/\btruoc\s*$/.test(before) && first!.kind !== 'date') return 'Chưa rõ có tính cả kỳ ấy không.'
  if (/\bsau\s*(?:ngay\s*)?$/.test(before)) return 'Chỉ ghi “sau”, chưa có thời hạn cuối.'
  if (/\b(?:tu|bat dau)\s*(?:ngay\s*)?$/.test(before) && points.length === 1) return 'Chỉ ghi lúc bắt đầu, chưa có thời hạn cuối.'
  const far = points.find(point => Math.abs(point.year! - year) > 5)
  if (far) return `Năm ${far.year} xa năm của kế hoạch.`
  let rest = said
  for (const { at, end } of points) rest = rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end)
  rest = rest.replace(usual, ' ').replace(/[^\p{L}\d]+/gu, ' ').trim()
  return rest.length > 1 ? `Còn chữ chưa hiểu trong “${original}”.` : undefined
}

function relativeOf({ said, original, from }: Words): DeadlineRead | undefined {
  const week = /tuan (nay|toi|sau)/.exec(said) ?? /(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|dau|cuoi|trong) tuan(?!\p{L})/u.exec(said)
  const other = /(hom nay|trong ngay$|trong ngay lam viec|ngay mai|ngay kia)|(thang|quy) (nay|toi|sau)|(?:trong|cuoi|het) (thang|quy)(?!\p{L})|trong (?:vong )?(\d+) ngay( lam viec)?(?: toi)?$/u.exec(said)
  if (!week && !other) return undefined
  if (!from) return { deadline: null, doubt: `“${original}” tính từ một ngày mà tệp không ghi.` }
  const day = (value: string, doubt: string | null = null): DeadlineRead => ({ deadline: { kind: 'date', value, original }, doubt })
  if (week) {
    const weekday = /thu (hai|ba|tu|nam|sau|bay|[2-7])/.exec(said)?.[1]
    const named = weekday ? (/\d/.test(weekday) ? Number(weekday) - 1 : ['hai', 'ba', 'tu', 'nam', 'sau', 'bay'].indexOf(weekday) + 1) : /chu nhat/.test(said) ? 7 : null
    const wanted = named ?? (/dau tuan/.test(said) ? 1 : 5)
    const monday = addDays(from, 1 - weekdayOf(from) + (week[1] === 'toi' || week[1] === 'sau' ? 7 : 0))
    return day(addDays(monday, wanted - 1), /(?:dau|giua) tuan/.test(said) ? `“${original}” chưa rõ là ngày nào.` : null)
  }
  const [, today, period, which, bare, days, working] = other!
  if (today) return day(addDays(from, today === 'ngay mai' ? 1 : today === 'ngay kia' ? 2 : 0))
  if (days) {
    return working ? { deadline: { kind: 'event', value: 'ngày họp', original, offset: { days: Number(days), working: true } }, doubt: 'Tính từ ngày họp.' }
      : day(addDays(from, Number(days)), 'Tính từ ngày họp.')
  }
  const dayOfMonth = which === 'nay' && period === 'thang' ? /(?:ngay |mung )(\d{1,2})(?: cua)? thang nay/.exec(said)?.[1] : undefined
  if (dayOfMonth) {
    const value = `${from.slice(0, 7)}-${two(Number(dayOfMonth))}`
    return isDay(value) ? day(value) : { deadline: null, doubt: `“${original}” không phải là ngày có thật.` }
  }
  const isMonth = (period ?? bare) === 'thang'
  const month = addToMonth(from.slice(0, 7), which === 'toi' || which === 'sau' ? (isMonth ? 1 : 3) : 0)
  return { deadline: { kind: isMonth ? 'month' : 'quarter', value: asKind(`${month}-01`, isMonth ? 'month' : 'quarter'), original }, doubt: null }
}
