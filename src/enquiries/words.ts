// Words for the pages of citizens' questions: their number, channels and states.
import type { StatusKind } from '../web/layout.ts'
import type { Channel, Enquiry, EnquiryState } from './tables.ts'

/** 'HĐ 12/2026' */
export const numberOf = ({ number, year }: Pick<Enquiry, 'number' | 'year'>): string => `HĐ ${number}/${year}`

/** The number and year that words name: 'HĐ 12/2026', '12/2026', or '12' without a year; null where they name none. */
export function numberIn(words: string): { number: number; year: number | null } | null {
  const [, number, year] = /^(?:hđ|hd)?\s*(\d{1,7})(?:\s*\/\s*(\d{4}))?$/i.exec(words.normalize('NFC').trim()) ?? []
  return number ? { number: Number(number), year: year ? Number(year) : null } : null
}

export const channelNames: Record<Channel, string> = { counter: 'Một cửa', phone: 'Điện thoại', zalo: 'Zalo', email: 'Thư điện tử', letter: 'Thư', dialogue: 'Đối thoại' }

export const stateNames: Record<EnquiryState, string> = {
  received: 'Mới tiếp nhận', assigned: 'Đã giao', answering: 'Đang trả lời', checking: 'Chờ kiểm', answered: 'Đã trả lời', closed: 'Đã đóng', merged: 'Đã gộp',
}
const stateKinds: Record<EnquiryState, StatusKind> = { received: 'new', assigned: 'wait', answering: 'wait', checking: 'ask', answered: 'done', closed: 'past', merged: 'past' }

export const stateStatus = (state: EnquiryState): { kind: StatusKind; label: string } => ({ kind: stateKinds[state], label: stateNames[state] })
