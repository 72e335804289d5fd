// What the events of this folder say, for the audit log.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const quoted = (value: unknown) => (value ? ` “${text(value)}”` : '')
const list = (value: unknown) => (value as string[] | undefined ?? []).map(one => `“${one}”`).join(', ')
const changes = ({ added, removed, note }: Details) => [
  (added as unknown[] | undefined)?.length ? `thêm ${list(added)}` : '',
  (removed as unknown[] | undefined)?.length ? `bớt ${list(removed)}` : '', note ? 'sửa ghi chú' : '',
].filter(Boolean).join('; ')
const pack = (value: unknown) => {
  const { added, changed, aside } = (value ?? {}) as Record<string, number>
  return [[added, 'thêm'], [changed, 'sửa'], [aside, 'bỏ']].flatMap(([n, verb]) => (n ? `${verb} ${count(n)}` : [])).join(', ') || 'không đổi'
}
const name = (verb: string) => ({ phrase, procedure }: Details) => `đã ${verb} tên thường gọi${quoted(phrase)}${procedure ? ` của thủ tục “${text(procedure)}”` : ''}`
const pin = (verb: string) => ({ phrase, procedure, until }: Details) =>
  `đã ${verb} thủ tục${quoted(procedure)} cho${quoted(phrase)}${until ? ` đến ${written(text(until))}` : ''}`

export const lexiconSentences = {
  'lexicon pack applied': ({ entries, names }) => `đã nạp bộ từ ngữ có sẵn: từ ngữ ${pack(entries)}; tên thường gọi ${pack(names)}`,
  'lexicon entry added': ({ term, added }) => `đã thêm từ ngữ${quoted(term)}: ${list(added)}`,
  'lexicon entry changed': details => `đã sửa từ ngữ${quoted(details.term)}: ${changes(details)}`,
  'lexicon entry put aside': ({ term }) => `đã thôi dùng từ ngữ${quoted(term)}`,
  'lexicon entry put back': ({ term }) => `đã dùng lại từ ngữ${quoted(term)}`,
  'everyday name added': name('thêm'),
  'everyday name changed': name('sửa'),
  'everyday name put aside': name('thôi dùng'),
  'everyday name put back': name('dùng lại'),
  'answer pinned': pin('ghim'),
  'answer excluded': pin('loại trừ'),
  'answer pin ended': pin('thôi ghim, loại trừ'),
} satisfies Record<string, string | ((details: Details) => string)>
