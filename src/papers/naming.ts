// What papers are called: in the address, in sentences, by their number.
import { numberAndSign, signOfKind } from '../documents/wording.ts'
import { paperKinds, type Paper, type PaperKind, type PaperState } from './tables.ts'

/** As `signOfKind` of documents has them. */
export const officialKinds: Record<PaperKind, string> = { invitation: 'Giấy mời', minutes: 'Biên bản', notice: 'Thông báo', supplement: 'Biên bản bổ sung' }
export const kindNames: Record<PaperKind, string> = { invitation: 'Giấy mời', minutes: 'Biên bản', notice: 'Thông báo kết luận', supplement: 'Biên bản bổ sung' }
export const stateNames: Record<PaperState, string> = { draft: 'Bản nháp', commenting: 'Đang lấy ý kiến', signed: 'Đã ký' }

/** Which paper of a meeting. */
export interface PaperRef { kind: PaperKind; sequence: number }

/** 'minutes', 'supplement-2': as addresses name it. */
export const nameOf = ({ kind, sequence }: PaperRef): string => (kind === 'supplement' ? `supplement-${sequence}` : kind)

/** The paper that an address names; null for what is no paper. */
export function refOf(name: string): PaperRef | null {
  const supplement = /^supplement-([1-9]\d{0,2})$/.exec(name)
  if (supplement) return { kind: 'supplement', sequence: Number(supplement[1]) }
  const kind = paperKinds.find(one => one === name && one !== 'supplement')
  return kind ? { kind, sequence: 1 } : null
}

export const addressOf = (meetingId: string, ref: PaperRef): string => `/meetings/${meetingId}/papers/${nameOf(ref)}`

/** 'BB-SLĐTBXH'. */
export const symbolOf = (kind: PaperKind, officeSign: string): string => `${signOfKind[officialKinds[kind]]}-${officeSign}`

/** '05/BB-SLĐTBXH'; null while it has no number. */
export const numberOf = ({ number, symbol }: Pick<Paper, 'number' | 'symbol'>): string | null => (number === null ? null : numberAndSign(number, null, symbol))
