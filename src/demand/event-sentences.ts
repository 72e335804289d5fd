// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const reason = (details: Details) => (typeof details.reason === 'string' && details.reason ? `: ${details.reason}` : '')

export const demandSentences = {
  'reform proposed': 'đã đề xuất cải cách từ câu hỏi của công dân',
  'proposal taken': 'đã đưa đề xuất cải cách vào kế hoạch',
  'proposal refused': details => `đã không nhận đề xuất cải cách${reason(details)}`,
} satisfies Record<string, string | ((details: Details) => string)>
