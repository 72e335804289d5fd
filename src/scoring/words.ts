// Words of scoring: names of indices and steps, the state of sets, rounds and criteria, amounts as the office writes them.
import { addDays, today, written } from '../clock.ts'
import type { StatusKind } from '../web/layout.ts'
import { amountInWords } from '../targets/computing.ts'
import type { Node } from './counting.ts'
import { isOpen } from './seeing.ts'
import { stageNames } from './rounds.ts'
import type { CriteriaSet, IndexKind, ScoringRound, Step } from './tables.ts'

type Status = { kind: StatusKind; label: string }

export const indexNames: Record<IndexKind, string> = {
  parIndex: 'PAR INDEX (chỉ số cải cách hành chính)', ddci: 'DDCI (năng lực cạnh tranh cấp sở, huyện)', sipas: 'SIPAS (mức độ hài lòng)',
  it: 'Chỉ số công nghệ thông tin, chuyển đổi số', papi: 'PAPI (quản trị và hành chính công cấp tỉnh)',
  index766: 'Bộ chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg)', other: 'Chỉ số khác',
}
export const indexShort: Record<IndexKind, string> = {
  parIndex: 'PAR INDEX', ddci: 'DDCI', sipas: 'SIPAS', it: 'Chỉ số CNTT', papi: 'PAPI', index766: 'Bộ chỉ số 766', other: 'Chỉ số khác',
}

export const setStatus: Record<CriteriaSet['state'], Status> = {
  draft: { kind: 'new', label: 'Đang soạn' }, inUse: { kind: 'done', label: 'Đang dùng' }, retired: { kind: 'past', label: 'Thôi dùng' },
}

export const stepNames: Record<Step, string> = {
  registered: 'Đăng ký', declared: 'Tự chấm', appraised: 'Thẩm định 1', explained: 'Giải trình', reappraised: 'Thẩm định 2',
}

export const points = (value: number | null): string => (value === null ? '–' : amountInWords(value))

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** How long is left until a day, the day itself included. */
function left(day: string): string {
  const days = daysBetween(today(), day)
  return days === 0 ? 'hôm nay là ngày cuối' : days === 1 ? 'còn đến hết ngày mai' : `còn ${days} ngày`
}

/** The countdown: what is open now and until when. */
export function nowOf(round: ScoringRound): string {
  const { stage, opensOn, closesOn, explainBy } = round
  if (stage === 'scoring') {
    if (today() < opensOn) return `Mở tự chấm điểm ngày ${written(opensOn)}.`
    return isOpen(round) ? `Đơn vị tự chấm đến hết ngày ${written(closesOn)}, ${left(closesOn)}. Sau ngày ấy phiếu khóa.`
      : `Đã qua hạn tự chấm điểm ngày ${written(closesOn)}: phiếu đã khóa, chờ chuyển sang thẩm định.`
  }
  if (stage === 'explanation') {
    return today() <= explainBy ? `Đơn vị giải trình đến hết ngày ${written(explainBy)}, ${left(explainBy)}.` : `Đã qua hạn giải trình ngày ${written(explainBy)}.`
  }
  if (stage === 'published') return `Kết quả đã công bố${round.decision ? ` theo ${round.decision}` : ''}.`
  return `Đang ${stageNames[stage].toLocaleLowerCase('vi')}; đơn vị không sửa được phiếu.`
}

export function roundStatus(round: ScoringRound): Status {
  const { stage, closesOn } = round
  if (stage === 'published') return { kind: 'done', label: stageNames.published }
  if (stage !== 'scoring') return { kind: 'wait', label: stageNames[stage] }
  if (today() < round.opensOn) return { kind: 'new', label: 'Chưa mở' }
  if (!isOpen(round)) return { kind: 'past', label: 'Đã khóa tự chấm' }
  return { kind: closesOn <= addDays(today(), 3) ? 'near' : 'wait', label: 'Đang tự chấm' }
}

/** Of a leaf: what was last done with it. */
export function cellStatus({ applies, cell, criterion }: Node, surveyed: boolean): Status {
  if (criterion.method === 'survey' && !surveyed) return { kind: 'past', label: 'Không điều tra' }
  if (cell.reappraised) return { kind: 'done', label: 'Đã thẩm định lần 2' }
  if (cell.explained) return { kind: 'ask', label: 'Đã giải trình' }
  if (cell.appraised) return { kind: 'done', label: 'Đã thẩm định' }
  if (!applies) return { kind: 'past', label: 'Không áp dụng' }
  if (cell.declared) return { kind: 'wait', label: 'Đã tự chấm' }
  return cell.registered ? { kind: 'ask', label: 'Mới đăng ký' } : { kind: 'new', label: criterion.method === 'survey' ? 'Chờ điều tra' : 'Chưa chấm' }
}
