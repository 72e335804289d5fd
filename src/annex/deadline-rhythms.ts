// What recurs: "hằng quý", "6 tháng/lần", "02 lần/năm", "ngày 20 của tháng cuối quý", "thứ Sáu hằng tuần".
import type { Recurring } from '../calendar/deadlines.ts'
import type { Point } from './deadline-points.ts'

export interface Rhythm {
  at: number
  /** Undefined for what recurs once a year: a plan of one year sees it once. */
  deadline?: Omit<Recurring, 'original'>
  yearly?: true
  doubt?: string
}

type Period = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'
const periodNames: [Period, string][] = [['half', '(?:6|06|sau) thang|nua nam'], ['quarter', 'quy|qui|3 thang|03 thang|ba thang'], ['month', 'thang'], ['week', 'tuan'], ['day', 'ngay'], ['year', 'nam']]
const anyPeriod = periodNames.map(([, words]) => words).join('|')
const periodOf = (words: string): Period => periodNames.find(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(words))![0]

const every = new RegExp(`(?:(?:dinh ky|theo dinh ky)(?: hang| moi| theo)?|hang|moi|tung|theo) (?:(?:1|01|mot) )?(${anyPeriod})(?![\\p{L}\\d])`, 'gu')
const once = new RegExp(`(?:(?:1|01|mot) )?(${anyPeriod})\\s*(?:/|mot|1|01)\\s*(?:1|01|mot)?\\s*lan`, 'gu')
const steps = /(\d+) (thang|tuan|ngay|nam)\s*(?:\/|mot|1|01)\s*(?:1 |01 |mot )?lan/u
const lastDay = /ngay (?:lam viec )?cuoi (?:cung )?(?:cua )?(?:moi |hang |cac |tung )?(thang|quy)/u
const times = new RegExp(`(\\d+|mot|hai|ba|bon) (?:lan|ky|dot)\\s*(?:/|mot|moi|trong|tren)?\\s*(?:1 |01 |mot )?(${anyPeriod})(?![\\p{L}\\d])`, 'gu')
const listed = /^(?:bao cao |dinh ky )?(?:(?:hang |theo )?(thang|quy|(?:6|06|sau) thang))(?:\s*(?:,|;|va|\/)\s*(?:hang |ca )?(?:thang|quy|(?:6|06|9|09|sau|chin) thang|(?:1 |01 )?nam))+$/u
const ofMonth = /ngay (?:mung |mong )?(\d{1,2})(?: cua| vao)? (?:cac )?thang (sau|toi|ke tiep|tiep theo|lien ke|cuoi|dau)(?: (?:cua )?(?:moi |cac |tung )?(quy|qui)(?: (sau|toi|ke tiep|tiep theo|lien ke))?)?/u

/** The rhythm of folded words, if they have one. */
export function recurrenceIn(said: string, points: Point[], year: number): Rhythm | undefined {
  const place = ofMonth.exec(said)
  if (place) return placed(said, place)
  const last = lastDay.exec(said)
  if (last) return { at: last.index, deadline: { kind: 'recurring', value: last[1] === 'thang' ? 'monthly' : 'quarterly' } }
  const stepped = steps.exec(said)
  if (stepped && !/^0*(?:1|3|6)$/.test(stepped[1]!)) return byStep(stepped, year)
  const list = listed.exec(said.trim())
  if (list) return { at: 0, deadline: { kind: 'recurring', value: cadence(periodOf(list[1]!))! } }
  const found = [...said.matchAll(every), ...said.matchAll(once)].map(match => ({ at: match.index, period: periodOf(match[1]!) })).filter(({ period }) => period !== 'day')
  const counted = [...said.matchAll(times)][0]
  if (counted) return byTimes(counted, year)
  if (!found.length) return undefined
  const at = Math.min(...found.map(one => one.at))
  const finest = found.map(({ period }) => period).toSorted((a, b) => order(a) - order(b))[0]!
  const value = cadence(finest)
  if (!value) return yearly(said, at, points)
  const day = /(?:ngay|truoc|cham nhat) (?:mung |mong )?(\d{1,2})(?![\d/.]| (?:thang|tuan|ngay|lan))/.exec(said)?.[1]
  const weekday = /thu (hai|ba|tu|nam|sau|bay|[2-7])(?!\p{L})/u.exec(said)?.[1]
  const named = weekday === undefined ? undefined : /\d/.test(weekday) ? Number(weekday) - 1 : ['hai', 'ba', 'tu', 'nam', 'sau', 'bay'].indexOf(weekday) + 1
  const days = points.filter(({ kind }) => kind === 'date')
  return {
    at,
    deadline: {
      kind: 'recurring', value, ...(day && value !== 'weekly' ? { day: Number(day) } : {}),
      ...(value === 'weekly' && named ? { weekday: named } : {}),
      ...(value === 'monthly' && /thang (?:sau|toi|ke tiep|tiep theo)/.test(said) ? { month_offset: 1 } : {}),
    },
    ...(days.length ? { doubt: 'Vừa định kỳ vừa có ngày cụ thể.' } : day && Number(day) > 31 ? { doubt: 'Ngày trong tháng không có thật.' } : {}),
  }
}

const order = (period: Period) => ['day', 'week', 'month', 'quarter', 'half', 'year'].indexOf(period)
const cadence = (period: Period): Recurring['value'] | undefined => ({ week: 'weekly', month: 'monthly', quarter: 'quarterly', half: 'half_yearly', day: undefined, year: undefined } as const)[period]

/** "ngày 15 của tháng đầu quý sau", "ngày 5 tháng sau", "ngày 20 tháng cuối quý". */
function placed(said: string, [all, day, which, quarter, next]: RegExpExecArray): Rhythm | undefined {
  const at = said.indexOf(all)
  const latest = { day: Number(day) }
  const wrong = latest.day > 31 || latest.day < 1 ? { doubt: 'Ngày trong tháng không có thật.' } : {}
  if (quarter) {
    if (which === 'cuoi') return { at, deadline: { kind: 'recurring', value: 'quarterly', ...latest }, ...wrong }
    if (which !== 'dau') return undefined
    return { at, deadline: { kind: 'recurring', value: 'quarterly', ...latest, month_offset: 1 }, ...(next ? wrong : { doubt: '“Tháng đầu quý” được hiểu là tháng đầu của quý sau.' }) }
  }
  if (which === 'cuoi' || which === 'dau') return undefined
  const value = /\b(?:hang|moi|dinh ky) quy/.test(said) ? 'quarterly' : 'monthly'
  return { at, deadline: { kind: 'recurring', value, ...latest, month_offset: 1 }, ...wrong }
}

/** "2 tháng/lần", "2 tuần/lần", "12 tháng một lần". */
function byStep({ index: at, ...match }: RegExpExecArray, year: number): Rhythm | undefined {
  const count = Number(match[1])
  if (match[2] === 'thang' && count < 12) return { at, deadline: { kind: 'recurring', value: 'months', months: monthsBy(count, year) }, doubt: 'Các kỳ trong năm do cổng chia đều.' }
  if (match[2] === 'thang' || match[2] === 'nam') return { at, yearly: true }
  return match[2] === 'tuan' ? { at, deadline: { kind: 'recurring', value: 'weekly' }, doubt: `Cổng chưa có nhịp ${count} tuần một lần.` } : undefined
}

const monthsBy = (step: number, year: number): string[] =>
  Array.from({ length: Math.floor(12 / step) }, (_, turn) => `${year}-${String((turn + 1) * step).padStart(2, '0')}`)

function byTimes(match: RegExpExecArray | RegExpMatchArray, year: number): Rhythm {
  const at = match.index!
  const count = /\d/.test(match[1]!) ? Number(match[1]) : ['mot', 'hai', 'ba', 'bon'].indexOf(match[1]!) + 1
  const period = periodOf(match[2]!)
  if (count === 1) return cadence(period) ? { at, deadline: { kind: 'recurring', value: cadence(period)! } } : { at, yearly: true }
  const perYear = count * ({ year: 1, half: 2, quarter: 4, month: 12, week: 52, day: 365 })[period]
  if (perYear === 52 || period === 'week' || period === 'day') return { at, deadline: { kind: 'recurring', value: 'weekly' }, doubt: 'Số lần trong kỳ nhiều hơn một.' }
  const value = ({ 2: 'half_yearly', 4: 'quarterly', 12: 'monthly' } as const)[perYear as 2 | 4 | 12]
  if (value) return { at, deadline: { kind: 'recurring', value } }
  return { at, deadline: { kind: 'recurring', value: 'months', months: monthsBy(Math.max(1, Math.round(12 / perYear)), year) }, doubt: 'Các kỳ trong năm do cổng chia đều.' }
}

/** "hằng năm": once in a plan of a year, and its day is an ordinary date. */
function yearly(said: string, at: number, points: Point[]): Rhythm | undefined {
  if (/\b(?:hang|moi) nam/.test(said)) return points.length ? undefined : { at, yearly: true }
  return /dinh ky(?: theo)? nam|nam\s*(?:\/|mot|1)\s*lan/.test(said) ? { at, yearly: true } : undefined
}
