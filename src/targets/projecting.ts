// Where a target will stand at the end of its period if things go on as they did, and whether that is a risk.
import { written } from '../clock.ts'
import { amountInWords, figureInWords, figureOf, meets, percentInWords, targetInWords } from './computing.ts'
import type { Measure, Value } from './measure.ts'

/** One report: its day, its figures, and the percent of the work that was done. */
export interface Point { on: string; value: Value | null; percent?: number }

export interface Span { from: string; to: string; today: string }

export interface Projection {
  /** The figure expected at the end, in the target's own scale; null where nothing can be said yet. */
  atEnd: number | null
  atRisk: boolean
  /** The sentence with the figures it rests on; null where nothing can be said. */
  reason: string | null
}

const nothing: Projection = { atEnd: null, atRisk: false, reason: null }
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** Fewer days than this say nothing of a pace. */
const leastDays = 14
/** Without figures after this part of the time, the silence itself is the risk. */
const silentPart = 0.5
/** Percent of the work that may be missing against the time that has passed. */
const slack = 20

/**
 * A straight line: of what adds up (counts, steps, changes, work done) from the beginning of the period, of what is a
 * level (percentages) from the first report to the last. Figures of reports in which nothing arose are left out.
 * @param measure null for a task without a target: then its percent of work done counts
 */
export function projection(measure: Measure | null, history: readonly Point[], { from, to, today }: Span): Projection {
  const passed = daysBetween(from, today) / Math.max(1, daysBetween(from, to))
  if (today >= to || passed <= 0) return nothing
  const sorted = history.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).filter(({ on }) => on <= today)
  if (!sorted.length) return passed < silentPart ? nothing : { atEnd: null, atRisk: true, reason: `Đã qua ${percentInWords(passed * 100)} thời gian mà chưa có báo cáo nào.` }
  if (!measure || measure.kind === 'binary' || measure.kind === 'deadline') return ofWork(sorted.at(-1)!, passed, from, to)
  const figures = sorted.flatMap(({ on, value }) => { const figure = figureOf(measure, value); return figure === null ? [] : [{ on, figure, value }] })
  const last = figures.at(-1)
  if (!last) return nothing
  return measure.kind === 'percent_min' || measure.kind === 'percent_max' || measure.kind === 'banded'
    ? ofLevel(measure, figures, passed, to) : ofSum(measure, last, { from, to })
}

type Figure = { on: string; figure: number; value: Value | null }

function ofLevel(measure: Measure, figures: Figure[], passed: number, to: string): Projection {
  const [first, last] = [figures[0]!, figures.at(-1)!]
  const days = daysBetween(first.on, last.on)
  if (days < 7) {
    const missed = meets(measure, last.figure) === false
    const reason = `Ngày ${written(last.on)} là ${figureInWords(measure, last.value)}; giữ mức này đến ${written(to)} thì ${missed ? 'chưa đạt' : 'đạt'} chỉ tiêu ${targetInWords(measure)}.`
    return { atEnd: last.figure, atRisk: missed && passed >= silentPart, reason }
  }
  const slope = (last.figure - first.figure) / days
  const atEnd = Math.min(100, Math.max(0, last.figure + slope * daysBetween(last.on, to)))
  const missed = meets(measure, atEnd) === false
  const pace = `${slope < 0 ? 'giảm' : 'tăng'} ${amountInWords(Math.round(Math.abs(slope) * 300) / 10)} điểm %`
  const move = Math.abs(slope * 30) < 0.05 ? 'gần như không đổi' : `mỗi tháng ${pace}`
  return {
    atEnd, atRisk: missed,
    reason: `Từ ${percentInWords(first.figure)} (${written(first.on)}) đến ${figureInWords(measure, last.value)} (${written(last.on)}), ${move}; giữ nhịp này thì đến ${written(to)} khoảng ${percentInWords(atEnd)}, chỉ tiêu ${targetInWords(measure)}.`,
  }
}

function ofSum(measure: Measure, last: Figure, { from, to }: { from: string; to: string }): Projection {
  const days = daysBetween(from, last.on)
  if (days < leastDays) return nothing
  const start = measure.kind === 'count' ? measure.baseline ?? 0 : 0
  const slope = (last.figure - start) / days
  const projected = last.figure + slope * daysBetween(last.on, to)
  const atEnd = measure.kind === 'milestone' ? Math.min(100, projected) : projected
  const missed = meets(measure, atEnd) === false
  // One conference a year is not late in June: at least one whole unit must be missing against the time that has passed.
  const wanted = measure.kind === 'milestone' ? 100 : measure.number ?? 0
  const lacking = Math.abs(start + (wanted - start) * days / daysBetween(from, to) - last.figure)
  const least = measure.kind === 'milestone' ? 100 * Math.min(...measure.steps.map(({ weight }) => weight)) / measure.steps.reduce((sum, { weight }) => sum + weight, 0) : measure.kind === 'count' ? 1 : 0
  const unit = measure.kind === 'milestone' ? '%' : measure.unit ?? ''
  const said = (value: number) => `${amountInWords(Math.round(value * 10) / 10)} ${unit}`.trim()
  const about = measure.kind === 'change' ? `${atEnd < 0 ? 'giảm' : 'tăng'} khoảng ${said(Math.abs(atEnd))}` : `được khoảng ${said(atEnd)}`
  return {
    atEnd, atRisk: missed && lacking >= least - 1e-9,
    reason: `Đến ${written(last.on)}, sau ${percentInWords(days / daysBetween(from, to) * 100)} thời gian: ${figureInWords(measure, last.value)}; giữ nhịp này thì đến ${written(to)} ${about}, chỉ tiêu ${targetInWords(measure)}.`,
  }
}

function ofWork({ on, percent }: Point, passed: number, from: string, to: string): Projection {
  if (percent === undefined || daysBetween(from, on) < leastDays) return nothing
  const then = daysBetween(from, on) / daysBetween(from, to) * 100
  const atEnd = Math.min(100, percent / then * 100)
  return {
    atEnd, atRisk: percent < 100 && passed >= silentPart && then - percent >= slack,
    reason: `Đến ${written(on)} đã qua ${percentInWords(then)} thời gian, công việc xong ${amountInWords(percent)} %.`,
  }
}
