// Words for the pages of frequently asked questions: states, and what is said of an entry that should be looked through again.
import { today, written } from '../clock.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Faq, FaqState } from './tables.ts'

export const stateNames: Record<FaqState, string> = { draft: 'Đang soạn', waiting: 'Chờ duyệt', published: 'Đang dùng', archived: 'Đã cất' }
const stateKinds: Record<FaqState, StatusKind> = { draft: 'new', waiting: 'wait', published: 'done', archived: 'past' }

/** The state in words; an entry whose next version is being written is still answered from. */
export const statusOf = ({ state, publishedNumber }: Pick<Faq, 'state' | 'publishedNumber'>): { kind: StatusKind; label: string } => ({
  kind: stateKinds[state],
  label: publishedNumber !== null && state !== 'published' ? `Đang dùng bản ${publishedNumber}, bản mới ${stateNames[state].toLocaleLowerCase('vi')}` : stateNames[state],
})

export const isOverdue = ({ reviewOn, publishedNumber }: Pick<Faq, 'reviewOn' | 'publishedNumber'>): boolean =>
  publishedNumber !== null && reviewOn !== null && reviewOn < today()

export const overdueSentence = (reviewOn: string): string => `Câu hỏi thường gặp này quá ngày rà soát ${written(reviewOn)}, chưa ai xác nhận lại.`
