// The rule of a criterion as people type it, in the form and in the spreadsheet: '>90: 2; >=70: 1; còn lại: 0', '0,5', '80'.
import { Invalid } from '../errors.ts'
import { numberFrom } from '../targets/figures.ts'
import { amountInWords } from '../targets/computing.ts'
import { bandsInWords } from './rules.ts'
import type { Band, Method, Rule } from './tables.ts'

/** What each method needs as its rule. */
export const ruleHints: Record<Method, string> = {
  yesNo: 'để trống', timely: 'điểm khi trễ, như 0,5', bands: 'mỗi khoảng một dòng hoặc cách nhau dấu chấm phẩy, như >90 %: 2; >=70 %: 1; còn lại: 0',
  ratio: 'để trống, hoặc tỷ lệ được đủ điểm, như 80', perItem: 'điểm mỗi việc, như 0,5', survey: 'để trống', manual: 'để trống',
}

const figure = (text: string): number => {
  const value = numberFrom(text)
  if (value === null || Number.isNaN(value) || value < 0) throw new Invalid({ rule: `“${text.trim()}” không phải số.` })
  return value
}

function bandFrom(text: string): Band {
  const [, border = '', points = ''] = /^(.*?)\s*(?::|→|=(?=[^=]*$))\s*([\d.,]+)\s*(?:điểm|đ)?\s*$/.exec(text) ?? []
  if (!points) throw new Invalid({ rule: `Khoảng “${text}” chưa rõ. Viết như: >90 %: 2` })
  if (/^(?:còn lại|khác|<|dưới)/i.test(border)) return { from: null, included: false, points: figure(points) }
  const [, sign = '', from = ''] = /^(>=|≥|từ|>|trên)?\s*([\d.,]+)/i.exec(border) ?? []
  if (!from) throw new Invalid({ rule: `Khoảng “${text}” chưa rõ. Viết như: >=70 %: 1, hoặc còn lại: 0` })
  return { from: figure(from), included: !/^(?:>|trên)$/i.test(sign), points: figure(points) }
}

function bandsFrom(text: string): Band[] {
  const bands = text.split(/[\n;]/).map(one => one.trim()).filter(Boolean).map(bandFrom)
  if (bands.length < 2) throw new Invalid({ rule: `Theo khoảng cần ít nhất hai khoảng: ${ruleHints.bands}.` })
  if (new Set(bands.map(({ from, included }) => `${from} ${included}`)).size < bands.length) throw new Invalid({ rule: 'Có hai khoảng trùng nhau.' })
  if (!bands.some(({ from }) => from === null)) bands.push({ from: null, included: false, points: 0 })
  return bands.toSorted((a, b) => (b.from ?? -Infinity) - (a.from ?? -Infinity) || Number(a.included) - Number(b.included))
}

/** The rule that was typed. Throws Invalid({ rule }). */
export function ruleFrom(method: Method, text: string, maximum: number, what: string, of: string): Rule {
  const named = { ...what && { what }, ...of && { of } }
  if (method === 'bands') {
    const bands = bandsFrom(text)
    if (bands.some(({ points }) => points > maximum)) throw new Invalid({ rule: 'Điểm của một khoảng lớn hơn điểm tối đa.' })
    return { bands, measured: text.includes('%') || of ? 'percent' : 'figure', ...named }
  }
  if (method === 'timely') {
    const late = text.trim() ? figure(text) : 0
    if (late > maximum) throw new Invalid({ rule: 'Điểm khi trễ lớn hơn điểm tối đa.' })
    return { late, ...named }
  }
  if (method === 'perItem') {
    const each = figure(text || '?')
    if (!each || each > maximum) throw new Invalid({ rule: 'Điểm mỗi việc phải lớn hơn 0 và không quá điểm tối đa.' })
    return { each, ...named }
  }
  if (method === 'ratio') {
    const full = text.trim() ? figure(text) : 100
    if (!full || full > 100) throw new Invalid({ rule: 'Tỷ lệ được đủ điểm phải lớn hơn 0 và không quá 100.' })
    return { full, ...named }
  }
  return named
}

/** The same rule as text, for the form and the spreadsheet. */
export function textOfRule(method: Method, rule: Rule): string {
  const amount = (value: number | undefined) => (value === undefined ? '' : amountInWords(value).replaceAll('.', ''))
  if (method === 'bands') {
    const unit = rule.measured === 'figure' ? '' : ' %'
    return bandsInWords(rule).map(({ band: { from, included, points } }) =>
      `${from === null ? 'còn lại' : `${included ? '>=' : '>'}${amount(from)}${unit}`}: ${amount(points)}`).join('; ')
  }
  if (method === 'timely') return amount(rule.late)
  if (method === 'perItem') return amount(rule.each)
  return method === 'ratio' && rule.full !== 100 ? amount(rule.full) : ''
}
