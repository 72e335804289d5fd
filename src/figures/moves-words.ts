// What kinds of moves are called, what each counts, and what one move was.
import { written } from '../clock.ts'
import type { Move, MoveKind } from './moves.ts'

export const moveNames: Record<MoveKind, string> = {
  given: 'Mới giao', done: 'Xong đúng hạn', late: 'Xong muộn', overdue: 'Thành quá hạn', extended: 'Lùi hoặc đổi hạn', handedOver: 'Chuyển đơn vị', changed: 'Đổi chỉ tiêu', dropped: 'Đã bỏ',
}
export const moveRules: Record<MoveKind, string> = {
  given: 'Ngày giao trong kỳ, trừ việc đã bỏ.',
  done: 'Được xác nhận hoàn thành trong kỳ và nay vẫn là đã xong; ngày hoàn thành không quá hạn hiện hành.',
  late: 'Được xác nhận hoàn thành trong kỳ; ngày hoàn thành sau hạn hiện hành.',
  overdue: 'Ngày đầu tiên quá hạn nằm trong kỳ, kể cả việc sau đó đã xong; việc đã được lùi hạn thì xem ở “Lùi hoặc đổi hạn”.',
  extended: 'Gia hạn được đồng ý, hạn được sửa, hoặc hạn dời vì tạm dừng; từ hạn đầu kỳ đến hạn sau cùng.',
  handedOver: 'Chuyển đơn vị chủ trì, kể cả theo đề nghị được đồng ý.', changed: 'Số phải đạt hoặc cách tính của chỉ tiêu được sửa.', dropped: 'Bỏ trong kỳ và nay vẫn bỏ, kèm lý do.',
}

const day = (value: string | null) => (value ? written(value) : '')

/** 'hạn 12/10/2026', '12/10/2026 → 20/10/2026', the reason of what was dropped. */
export function whatOf(kind: MoveKind, { from, to, due, finishedOn }: Pick<Move, 'from' | 'to' | 'due' | 'finishedOn'>, unitName: (id: string | null) => string): string {
  if (kind === 'extended') return `${from ? day(from) : 'không có hạn'} → ${day(to)}`
  if (kind === 'handedOver') return `${unitName(from)} → ${unitName(to)}`
  if (kind === 'changed') return `${from ?? 'chưa có chỉ tiêu'} → ${to ?? 'bỏ chỉ tiêu'}`
  if (kind === 'dropped') return from ?? ''
  if (kind === 'given') return due ? `hạn ${day(due)}` : 'không có hạn'
  if (kind === 'overdue') return `hạn ${day(due)}${finishedOn ? `, xong ${day(finishedOn)}` : ', chưa xong'}`
  return `hạn ${due ? day(due) : 'không có'}, xong ${day(finishedOn)}`
}
