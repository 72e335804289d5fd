// Figures as they are typed into a report: which fields a target needs, and what cannot be taken.
import type { Measure, Value } from './measure.ts'

export interface FigureField { name: 'numerator' | 'denominator' | 'value'; label: string; hint: string | null }

/** Fields of numbers that a report on the target has; yes or no, steps and deadlines have none of these. */
export function figureFields(measure: Measure): FigureField[] {
  const { kind, numeratorName, denominatorName, unit, baselineYear } = measure
  if (kind === 'percent_min' || kind === 'percent_max' || kind === 'banded') {
    return [
      { name: 'numerator', label: numeratorName ?? 'Số đạt được (tử số)', hint: null },
      { name: 'denominator', label: denominatorName ?? 'Tổng số (mẫu số)', hint: 'Ghi 0 khi kỳ này không phát sinh.' },
    ]
  }
  if (kind === 'count') return [{ name: 'value', label: unit ? `Số ${unit} đạt được, cộng dồn` : 'Số đạt được, cộng dồn', hint: null }]
  if (kind === 'change') return [{ name: 'value', label: `Số liệu hiện nay${/bậc|hạng/.test(unit ?? '') ? ' (thứ hạng)' : ''}`, hint: measure.baseline === null ? `Chưa ghi số của năm gốc${baselineYear ? ` ${baselineYear}` : ''}; người giao bổ sung thì cổng mới so được.` : null }]
  return []
}

/** A number as the office types it: '1.234,5', '1234.5', '-20 %'. Null for nothing; NaN for what is no number. */
export function numberFrom(text: string): number | null {
  const typed = text.replace(/[\s%]/g, '')
  if (!typed) return null
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed)) return Number(typed.replaceAll('.', '').replace(',', '.'))
  return /^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : NaN
}

/**
 * The figures of a report on the target, or a sentence for each field that is wrong. All the figures that the kind asks
 * for are needed: a report that repeats the last ones says so by repeating them.
 */
export function checkValue(measure: Measure, value: Value | null): Record<string, string> {
  const { kind } = measure
  if (kind === 'deadline') return {}
  const { numerator, denominator, value: number, steps, notArising } = value ?? { numerator: null, denominator: null, value: null, steps: [], notArising: false }
  if (notArising) return {}
  if (kind === 'milestone') return steps.some(at => at >= measure.steps.length) ? { steps: 'Bước này không còn trong nhiệm vụ. Hãy mở lại trang.' } : {}
  if (kind === 'binary') return number === 0 || number === 1 ? {} : { value: 'Hãy chọn có hoặc chưa.' }
  if (kind === 'count' || kind === 'change') {
    if (number === null || Number.isNaN(number)) return { value: 'Hãy ghi số liệu bằng chữ số, ví dụ 12 hoặc 1.234,5.' }
    if (kind === 'count' && (number < 0)) return { value: 'Số lượng không thể âm.' }
    return {}
  }
  if (denominator === null && number !== null) return Number.isNaN(number) ? { value: 'Hãy ghi tỷ lệ bằng chữ số.' } : {}
  const errors: Record<string, string> = {}
  if (denominator === null || Number.isNaN(denominator) || denominator < 0) errors.denominator = 'Hãy ghi tổng số bằng chữ số; không phát sinh thì ghi 0.'
  if (denominator !== 0 && (numerator === null || Number.isNaN(numerator) || numerator < 0)) errors.numerator = 'Hãy ghi số đạt được bằng chữ số.'
  if (!errors.denominator && !errors.numerator && denominator && numerator! > denominator) errors.numerator = `Số đạt được (${numerator}) lớn hơn tổng số (${denominator}). Hãy xem lại hai số.`
  return errors
}
