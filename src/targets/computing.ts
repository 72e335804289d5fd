// How much of a target its figures reach: one rule for each of the eight kinds, exact, with the words that show the reckoning.
import { written } from '../clock.ts'
import type { Measure, Value } from './measure.ts'

export interface Circumstances {
  /** The day on which the unit says that it was done. */
  finishedOn: string | null
  /** The day it was due, on a working day. */
  due: string | null
  /** Documents that are cited as evidence; a yes without one does not count. */
  evidence?: number
  /** Only a deadline asks for it: whether it has passed while nothing was done. */
  today?: string
}

export interface Outcome {
  /** Part of the target that is reached, 0 to 1; null where nothing can be said: no figures, nothing arising. */
  share: number | null
  met: boolean | null
  /** Points of a band, or of a deadline (1 in time, 0.5 late, 0 not done). */
  points: number | null
  /** '107/135 = 79,3 %'. */
  figure: string
  /** '107/135 = 79,3 %, chỉ tiêu từ 80 %: chưa đạt, còn thiếu 1'. */
  words: string
}

const plain = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** 1234.5 → '1.234,5'. */
export const amountInWords = (value: number): string => plain.format(value)

/** A quotient to one decimal, half up, without the errors of binary fractions: (107, 135) with 100 → 79.3. */
export function toOneDecimal(numerator: number, denominator = 1, times = 1): number {
  const tenths = numerator * times * 10 / denominator
  // What is half but for the last bits counts as half.
  return Math.sign(tenths) * Math.floor(Math.abs(tenths) + 0.5 + 1e-9) / 10
}

/** 79.3 → '79,3 %'; the number is rounded half up to one decimal. */
export const percentInWords = (percent: number): string => `${oneDecimal.format(toOneDecimal(percent))} %`

/** '107/135 = 79,3 %'. */
export const ratioInWords = (numerator: number, denominator: number): string =>
  `${plain.format(numerator)}/${plain.format(denominator)} = ${oneDecimal.format(toOneDecimal(numerator, denominator, 100))} %`

const atLeast = (a: number, b: number) => a >= b - 1e-9 * Math.max(1, Math.abs(b))
const within = (share: number) => Math.min(1, Math.max(0, share))

/** A better rank has a smaller number: "tăng 2 bậc" goes from 16 to 14. */
const isRank = ({ unit }: Measure) => /^(?:bậc|hạng|thứ hạng|vị trí)/i.test(unit ?? '')
const isRelative = ({ unit }: Measure) => (unit ?? '').trim() === '%'
const withUnit = (text: string, { unit }: Measure) => (unit && unit !== '%' ? `${text} ${unit}` : unit === '%' ? `${text} %` : text)

/** The percentage that was reached; null without figures, or where the denominator is 0. */
function rateOf({ numerator, denominator, value }: Value): number | null {
  if (denominator !== null) return denominator > 0 && numerator !== null ? numerator / denominator * 100 : null
  return value
}

/** How far a value went from the baseline, upwards as the target counts: of ranks and percentages too. Null without both. */
function changeOf(measure: Measure, value: number): number | null {
  const { baseline } = measure
  if (baseline === null) return null
  if (isRank(measure)) return baseline - value
  if (!isRelative(measure)) return value - baseline
  return baseline === 0 ? null : (value - baseline) / Math.abs(baseline) * 100
}

/** The one number that goes up or down towards the target, in the target's own scale; null where there is none. */
export function figureOf(measure: Measure, value: Value | null): number | null {
  if (!value || value.notArising) return null
  if (measure.kind === 'percent_min' || measure.kind === 'percent_max' || measure.kind === 'banded') return rateOf(value)
  if (measure.kind === 'count') return value.value
  if (measure.kind === 'change') return value.value === null ? null : changeOf(measure, value.value)
  if (measure.kind === 'milestone') {
    const all = measure.steps.reduce((sum, { weight }) => sum + weight, 0)
    return all ? stepsDone(measure, value) / all * 100 : null
  }
  return null
}

const stepsDone = ({ steps }: Measure, value: Value) => [...new Set(value.steps)].reduce((sum, at) => sum + (steps[at]?.weight ?? 0), 0)

/** Points of a percentage: above the highest bound, from the others on; below the lowest 0. */
export function pointsOf({ bands }: Pick<Measure, 'bands'>, percent: number): number {
  const sorted = bands.toSorted((a, b) => b.over - a.over)
  return sorted.find(({ over }, at) => (at === 0 ? percent > over + 1e-9 : atLeast(percent, over)))?.points ?? 0
}
const fullPoints = ({ bands }: Measure) => Math.max(0, ...bands.map(({ points }) => points))

/** Whether a figure of `figureOf` is what the target asks for; null where the target says no number. */
export function meets(measure: Measure, figure: number): boolean | null {
  if (measure.kind === 'milestone') return atLeast(figure, 100)
  if (measure.kind === 'banded') return measure.bands.length ? atLeast(pointsOf(measure, figure), measure.number ?? fullPoints(measure)) : null
  if (measure.number === null) return null
  return wantsLess(measure) ? atLeast(measure.number, figure) : atLeast(figure, measure.number)
}

/** Whether the figure is to stay at or below the number. A fall ('-20 %') does, whatever its direction says. */
const wantsLess = ({ kind, number, direction }: Measure): boolean =>
  kind === 'percent_max' || (kind === 'count' && direction === 'max') || (kind === 'change' && ((number ?? 0) < 0 || direction === 'max'))

/** What is to be reached: 'từ 80 %', 'không quá 1 %', 'tăng 2 bậc so với năm 2025'. */
export function targetInWords(measure: Measure): string {
  const { kind, number } = measure
  const since = measure.baselineYear ? ` so với năm ${measure.baselineYear}` : ''
  switch (kind) {
    case 'binary': return 'có, kèm minh chứng'
    case 'deadline': return 'xong đúng hạn'
    case 'milestone': return `xong ${measure.steps.length} bước`
    case 'banded': return `${amountInWords(number ?? fullPoints(measure))} điểm`
    default: break
  }
  if (number === null) return 'chưa ghi mức'
  if (kind === 'change') {
    if (number === 0) return wantsLess(measure) ? `không tăng${since}` : `không giảm${since}`
    const most = number > 0 && wantsLess(measure) ? ' không quá' : ''
    return `${number < 0 ? 'giảm' : 'tăng'}${most} ${withUnit(amountInWords(Math.abs(number)), measure)}${since}`
  }
  const bound = kind === 'count' ? withUnit(amountInWords(number), measure) : `${amountInWords(number)} %`
  return wantsLess(measure) ? `không quá ${bound}` : `từ ${bound}`
}

/** The figures as they were reported: '107/135 = 79,3 %', '12 tin, bài', 'hạng 14 (mốc 16), tăng 2 bậc'. '' without figures. */
export function figureInWords(measure: Measure, value: Value | null): string {
  if (!value) return ''
  if (value.notArising || value.denominator === 0) return 'không phát sinh'
  const { kind } = measure
  if (kind === 'binary') return value.value === null ? '' : value.value ? 'đã có' : 'chưa có'
  if (kind === 'deadline') return ''
  const figure = figureOf(measure, value)
  if (kind === 'milestone') return `${new Set(value.steps).size}/${measure.steps.length} bước, ${percentInWords(figure ?? 0)}`
  if (kind === 'change') return value.value === null ? '' : changeInWords(measure, value.value, figure)
  if (figure === null) return ''
  if (kind === 'count') return withUnit(amountInWords(figure), measure)
  const rate = value.denominator === null ? percentInWords(figure) : ratioInWords(value.numerator!, value.denominator)
  return kind === 'banded' ? `${rate}, ${amountInWords(pointsOf(measure, figure))} điểm` : rate
}

function changeInWords(measure: Measure, value: number, change: number | null): string {
  const now = isRank(measure) ? `hạng ${amountInWords(value)}` : amountInWords(value)
  if (measure.baseline === null) return `${now}, chưa ghi mốc${measure.baselineYear ? ` năm ${measure.baselineYear}` : ''} để so`
  const from = `mốc${measure.baselineYear ? ` năm ${measure.baselineYear}` : ''} là ${amountInWords(measure.baseline)}`
  if (change === null) return `${now}; ${from} nên không tính được tỷ lệ`
  const size = isRelative(measure) ? percentInWords(Math.abs(change)) : withUnit(amountInWords(Math.abs(change)), measure)
  return `${now} (${from}), ${change === 0 ? 'không đổi' : `${change < 0 ? 'giảm' : 'tăng'} ${size}`}`
}

const silent: Outcome = { share: null, met: null, points: null, figure: '', words: 'chưa có số liệu' }

/**
 * What the figures of a report come to. A denominator of 0 is "không phát sinh": neither nothing nor all of it.
 * The share never exceeds 1, and where less is better it falls as the figure grows past the bound.
 */
export function reached(measure: Measure, value: Value | null, circumstances: Circumstances): Outcome {
  if (measure.kind === 'deadline') return ofDeadline(circumstances)
  if (!value) return silent
  const figure = figureInWords(measure, value)
  if (value.notArising || value.denominator === 0) return { ...silent, figure, words: 'không phát sinh, không tính đạt hay chưa đạt' }
  if (measure.kind === 'binary') return ofYesOrNo(value, circumstances.evidence ?? 0)
  const number = figureOf(measure, value)
  if (number === null) return { ...silent, figure, words: figure || silent.words }
  const met = meets(measure, number)
  const points = measure.kind === 'banded' ? pointsOf(measure, number) : null
  const judged = met === null ? '' : met ? ': đạt' : `: chưa đạt${shortfall(measure, value, number)}`
  return { share: met === null ? null : shareOf(measure, number, met), met, points, figure, words: `${figure}, chỉ tiêu ${targetInWords(measure)}${judged}` }
}

function shareOf(measure: Measure, figure: number, met: boolean): number {
  if (met) return 1
  if (measure.kind === 'milestone') return within(figure / 100)
  if (measure.kind === 'banded') return within(pointsOf(measure, figure) / (measure.number ?? fullPoints(measure)))
  const wanted = measure.number!
  // A fall that did not come, and a rise that did not: from the baseline on. What turned the other way is nothing.
  if (measure.kind === 'change' && (wanted < 0 || !wantsLess(measure))) return wanted === 0 ? 0 : within(figure / wanted)
  return wantsLess(measure) ? within(wanted / figure) : wanted <= 0 ? 0 : within(figure / wanted)
}

/** ', còn thiếu 1' in what is counted: of a percentage, how many more of the denominator. */
function shortfall(measure: Measure, { numerator, denominator }: Value, figure: number): string {
  const { kind, number } = measure
  if (kind === 'count' && !wantsLess(measure)) return `, còn thiếu ${withUnit(amountInWords(number! - figure), measure)}`
  if (kind === 'count') return `, vượt ${withUnit(amountInWords(figure - number!), measure)}`
  if (number === null || denominator === null || numerator === null) return ''
  const bound = number * denominator / 100
  if (kind === 'percent_min') return `, còn thiếu ${amountInWords(Math.ceil(bound - 1e-9) - numerator)}`
  return kind === 'percent_max' ? `, vượt ${amountInWords(numerator - Math.floor(bound + 1e-9))}` : ''
}

function ofYesOrNo({ value }: Value, evidence: number): Outcome {
  if (value === null) return silent
  if (!value) return { share: 0, met: false, points: null, figure: 'chưa có', words: 'chưa có' }
  if (!evidence) return { share: 0, met: false, points: null, figure: 'đã báo có', words: 'đã báo có nhưng chưa có minh chứng nên chưa tính đạt' }
  return { share: 1, met: true, points: null, figure: 'đã có', words: 'đã có, kèm minh chứng: đạt' }
}

/** Late is not the same as not done: real criteria give 1, 0.5 and 0. */
function ofDeadline({ finishedOn, due, today }: Circumstances): Outcome {
  if (!finishedOn) {
    const late = due !== null && today !== undefined && today > due
    return { share: 0, met: late ? false : null, points: late ? 0 : null, figure: 'chưa xong', words: late ? `chưa xong, quá hạn ${written(due)}` : 'chưa xong' }
  }
  const done = `xong ngày ${written(finishedOn)}`
  if (due === null) return { share: 1, met: true, points: 1, figure: done, words: `${done}, không có hạn` }
  return finishedOn <= due
    ? { share: 1, met: true, points: 1, figure: done, words: `${done}, hạn ${written(due)}: đúng hạn` }
    : { share: 0.5, met: false, points: 0.5, figure: done, words: `${done}, hạn ${written(due)}: muộn, tính một nửa` }
}
