// How figures of a period are written: numbers, shares with their fraction, and how they differ from the period before.
import type { StatusKind } from '../web/layout.ts'
import type { FigureSection, Listing } from './figures.ts'
import type { PeriodState } from './periods.ts'
import type { Counted } from './tables.ts'

const plain = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const percent = (share: number) => oneDecimal.format(Math.round(share * 1000) / 10)

export const nothingToCount = 'không phát sinh'
const isPercent = ({ way, measure }: Pick<Listing, 'way' | 'measure'>) => way === 'share' || (way === 'mean' && measure === '%')

/** '12', '79,3' of a share, 'không phát sinh' where there was nothing to divide by. The unit of measure stands beside it. */
export function valueInWords(figure: Pick<Listing, 'way' | 'measure'>, { value }: Counted): string {
  if (value === null) return nothingToCount
  return isPercent(figure) ? percent(value) : plain.format(value)
}

/** '12 câu hỏi', '79,3 %'. */
export const inWords = (figure: Pick<Listing, 'way' | 'measure'>, counted: Counted): string =>
  (counted.value === null ? nothingToCount : `${valueInWords(figure, counted)}${figure.measure === '%' ? '\u00a0' : ' '}${figure.measure}`)

/** '107/135' of a share. */
export const fractionOf = ({ part, of }: Counted): string => (of ? `${plain.format(part!)}/${plain.format(of)}` : '')

/** 'tăng 8', 'giảm 2,5 điểm %', 'không đổi'; '' where one of the two had nothing to count. */
export function changeInWords(figure: Pick<Listing, 'way' | 'measure'>, counted: Counted, before: Counted | undefined): string {
  if (counted.value === null || !before || before.value === null) return ''
  const scale = isPercent(figure) ? 100 : 1
  const change = Math.round((counted.value - before.value) * scale * 10) / 10
  if (!change) return 'không đổi'
  return `${change > 0 ? 'tăng' : 'giảm'} ${isPercent(figure) ? `${oneDecimal.format(Math.abs(change))} điểm\u00a0%` : plain.format(Math.abs(change))}`
}

/** The number as a spreadsheet keeps it: shares in percent, to one decimal. */
export function cellOf(figure: Pick<Listing, 'way' | 'measure'>, { value }: Counted): number | string {
  if (value === null) return nothingToCount
  return Math.round(value * (isPercent(figure) ? 1000 : 10)) / 10
}

export const sectionNames: Record<FigureSection, string> = {
  tasks: 'Nhiệm vụ được giao', moves: 'Thay đổi trong kỳ', meetings: 'Giao ban, kết luận', procedures: 'Thủ tục hành chính', dossiers: 'Giải quyết hồ sơ (Biểu 06)',
  enquiries: 'Câu hỏi của công dân', propaganda: 'Tuyên truyền', reform: 'Đề xuất, minh chứng',
}

export const periodStatus: Record<PeriodState, { kind: StatusKind; label: string }> = {
  upcoming: { kind: 'new', label: 'Chưa đến kỳ' }, running: { kind: 'wait', label: 'Đang trong kỳ' },
  toClose: { kind: 'ask', label: 'Chờ chốt số liệu' }, closed: { kind: 'done', label: 'Đã chốt số liệu' },
}
