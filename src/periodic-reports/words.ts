// Words of periodic reports: how each stands, and what a part of a unit is.
import type { StatusKind } from '../web/layout.ts'
import type { ReportState } from './tables.ts'

export const reportStatus: Record<ReportState, { kind: StatusKind; label: string }> = {
  draft: { kind: 'wait', label: 'Đang soạn' }, submitted: { kind: 'ask', label: 'Chờ duyệt' },
  approved: { kind: 'done', label: 'Đã duyệt, chưa gửi' }, sent: { kind: 'done', label: 'Đã gửi' },
}
