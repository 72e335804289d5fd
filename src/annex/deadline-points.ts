// Points in time as offices write them ("ngày 15 tháng 8", "30/9/26", "Quý II - III", "6 tháng cuối năm"), found in folded words.

export type Span = 'date' | 'month' | 'quarter' | 'half' | 'year'

export interface Point {
  /** Where it stands in the words. */
  at: number
  end: number
  kind: Span
  /** Null where the words leave it out. */
  year: number | null
  /** Month of a date or month (null where the next date says it), number of a quarter or half. */
  part: number | null
  day: number | null
  time?: string
  doubt?: string
}

type Found = Omit<Point, 'at' | 'end'> | undefined

const numbers = ['mot', 'hai', 'ba', 'tu|bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai']
const monthWord = '(\\d{1,2}|muoi hai|muoi mot|muoi|gieng|chap|mot(?! lan)|hai|ba|tu|nam(?! 20)|sau|bay|tam|chin)'
const yearWord = '(?:\\s*(?:[/.,-]|,?\\s*nam)\\s*(20\\d\\d)(?!\\d))?'
const time = '(?:(\\d{1,2})\\s*(?:gio|g|h|:)\\s*(\\d{2})?\\s*(?:phut)?\\s*,?\\s*(?=ngay|\\d))?'

/** A number in digits, Roman digits or words. */
function numberOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word)
  if (word === 'gieng') return 1
  if (word === 'chap') return 12
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(word)
  return roman >= 0 ? roman + 1 : numbers.findIndex(one => one.split('|').includes(word)) + 1
}

const fullYear = (text: string | undefined): number | null => (text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text))

function dateOf(day: string, month: string, year: string | undefined, hour?: string, minute?: string): Found {
  const at = hour === undefined ? {} : { time: `${hour.padStart(2, '0')}:${minute ?? '00'}` }
  // "12/31/2026": the order of another country.
  if (numberOf(month) > 12 && Number(day) <= 12 && year !== undefined) {
    return { kind: 'date', year: fullYear(year), part: Number(day), day: numberOf(month), doubt: 'Ngày và tháng có vẻ bị đảo chỗ.' }
  }
  return { kind: 'date', year: fullYear(year), part: numberOf(month), day: Number(day), ...at }
}

// In the order in which they are tried where two begin at the same place.
const patterns: [RegExp, (match: RegExpExecArray) => Found][] = [
  [/(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)/g, ([, year, month, day]) => dateOf(day!, month!, year)],
  [/(?:9|09|chin)\s*thang(?:\s*dau(?:\s*nam)?)?(?:\s*[/,]?\s*(20\d\d))?(?!\s*(?:\d|\/|mot lan))/g, ([, year]) => ({ kind: 'quarter', year: fullYear(year), part: 3, day: null, doubt: '“9 tháng” được hiểu là đến hết quý III.' })],
  [new RegExp(`${time}(?:ngay\\s*)?(?<![\\d/.]|tuan |tuan thu )(\\d{1,2})\\s*thang\\s*${monthWord}(?![\\d])${yearWord}`, 'g'), ([, hour, minute, day, month, year]) => dateOf(day!, month!, year, hour, minute)],
  [new RegExp(`${time}(?:ngay\\s*)?(?<![\\d/.])(\\d{1,2})\\s*([./-])\\s*(\\d{1,2})\\s*\\4\\s*(20\\d\\d|\\d\\d)(?![\\d/])`, 'g'), ([, hour, minute, day, , month, year]) => dateOf(day!, month!, year, hour, minute)],
  [/(?:ngay\s*)?(?<![\d/.])(\d{1,2})\s*\/\s*(\d{1,2})\s*[-.,]\s*(20\d\d)(?!\d)/g, ([, day, month, year]) => dateOf(day!, month!, year)],
  [/(?<![\p{L}\d/.])(?:(?:cac )?thang|t)?\s*(?<![\d/.-])(1[0-2]|0?[1-9])\s*[/.-]\s*(20\d\d)(?!\d)/gu, ([, month, year]) => ({ kind: 'month', year: Number(year), part: Number(month), day: null })],
  [new RegExp(`${time}(?:ngay\\s*)?(?<![\\d/.])(\\d{1,2})\\s*[/.]\\s*(\\d{1,2})(?![\\d%])`, 'g'), ([, hour, minute, day, month]) => (Number(month) > 12 ? undefined : dateOf(day!, month!, undefined, hour, minute))],
  [/ngay\s*(\d{1,2})\s*-\s*(\d{1,2})(?![\d/.-])/g, ([, day, month]) => (Number(month) > 12 ? undefined : dateOf(day!, month!, undefined))],
  [/(?<![\p{L}\d/.-])(\d{1,2})-(\d{1,2})(?![\d/.-])/gu, ([, day, month]) => (Number(month) > 12 || Number(day) <= 12 && !/^0/.test(month!) ? undefined : dateOf(day!, month!, undefined))],
  // "từ 01 đến 15/7": the first takes its month from the second.
  [/(?:ngay\s*)?(?<![\d/.])(\d{1,2})\s*(?=(?:-|den)\s*(?:het\s*)?(?:ngay\s*)?\d{1,2}\s*(?:[/.]|thang)\s*\d)/g, ([, day]) => ({ kind: 'date', year: null, part: null, day: Number(day) })],
  [/(?:6|06|sau)\s*thang\s*(dau|cuoi)\s*(?:cua\s*)?(?:nam)?\s*(?:[/,]?\s*(20\d\d))?/g, ([, which, year]) => ({ kind: 'half', year: fullYear(year), part: which === 'dau' ? 1 : 2, day: null })],
  [/nua\s*(?:nam\s*)?(dau|cuoi|sau)\s*(?:cua\s*)?(?:nam)?\s*(?:[/,]?\s*(20\d\d))?/g, ([, which, year]) => ({ kind: 'half', year: fullYear(year), part: which === 'dau' ? 1 : 2, day: null })],
  [new RegExp(`(?<!\\p{L})(?:cac )?(?:thang|t\\.?)\\s*${monthWord}(?![\\p{L}\\d])${yearWord}`, 'gu'), ([, month, year]) => (numberOf(month!) > 12 ? undefined : { kind: 'month', year: fullYear(year), part: numberOf(month!), day: null })],
  [/(?<!\p{L})(?:quy|qui|q)[\s.]*(iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)(?![\p{L}\d])(?:\s*(?:[/.,-]|,?\s*nam|\s)\s*(20\d\d))?/gu, ([, quarter, year]) => ({ kind: 'quarter', year: fullYear(year), part: numberOf(quarter!), day: null })],
  [/(?<!\p{L})(dau|giua)\s+nam(?:\s*(20\d\d))?/gu, ([, which, year]) => (which === 'dau'
    ? { kind: 'quarter', year: fullYear(year), part: 1, day: null, doubt: '“Đầu năm” được hiểu là quý I.' }
    : { kind: 'half', year: fullYear(year), part: 1, day: null, doubt: '“Giữa năm” được hiểu là 6 tháng đầu năm.' })],
  [/(?<!\p{L})(?:ca|trong|het|cuoi|toan|suot|den)\s+nam(?:\s+ke hoach)?(?:\s*(20\d\d))?(?!\p{L})/gu, ([, year]) => ({ kind: 'year', year: fullYear(year), part: null, day: null })],
  [/(?:nam\s*)?(?<![\d/.])(20\d\d)(?![\d/])/g, ([, year]) => ({ kind: 'year', year: Number(year), part: null, day: null })],
]

const more = /\s*(?:,|;|-|va|den|&|\+)\s*(?:het\s*)?(iv|i{1,3}|1[0-2]|0?[1-9])(?![\p{L}\d.]|\s*thang|\/(?!20\d\d))(?:\s*(?:\/|nam)\s*(20\d\d))?/gyu

/** The points that stand in folded words, from left to right. */
export function pointsIn(said: string): Point[] {
  const points: Point[] = []
  for (let at = 0; at < said.length;) {
    let best: Point | undefined
    for (const [pattern, make] of patterns) {
      pattern.lastIndex = at
      for (let match = pattern.exec(said); match && (!best || match.index < best.at); match = pattern.exec(said)) {
        const found = make(match)
        if (found) { best = { at: match.index, end: pattern.lastIndex, ...found }; break }
        pattern.lastIndex = match.index + 1
      }
    }
    if (!best) break
    points.push(best)
    at = best.end
    // "tháng 3, 6, 9", "quý II, III": the word stands only before the first.
    while (best.kind === 'month' || best.kind === 'quarter') {
      more.lastIndex = at
      const next: RegExpExecArray | null = more.exec(said)
      const part = next ? numberOf(next[1]!) : 0
      if (!next || !part || part > (best.kind === 'month' ? 12 : 4) || (best.kind === 'month' && /i/.test(next[1]!))) break
      best = { at: at + next[0].search(/[ivx\d]/), end: more.lastIndex, kind: best.kind, year: fullYear(next[2]), part, day: null }
      points.push(best)
      at = best.end
    }
  }
  return points
}
