// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'
import { outcomeNames } from './words.ts'
import type { Outcome } from './tables.ts'

type Details = Event['details']

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const outcome = (value: unknown) => (outcomeNames[value as Outcome] ?? 'không rõ').toLocaleLowerCase('vi')

export const learningSentences = {
  'question handed over': ({ unit }) => `đã chuyển câu hỏi cho ${text(unit)} trả lời`,
  'handover passed on': ({ unit }) => `đã chuyển tiếp câu hỏi cho ${text(unit)}`,
  'handover answered': 'đã trả lời câu hỏi được chuyển',
  'questions decided': ({ turns, outcome: made }) => `đã quyết định ${count(turns)} câu chưa trả lời được: ${outcome(made)}`,
  'questions reopened': ({ turns }) => `đã mở lại ${count(turns)} câu chưa trả lời được`,
} satisfies Record<string, string | ((details: Details) => string)>
