// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')

export const provingSentences = {
  'test written': ({ fromAnswer }) => (fromAnswer ? 'đã biến một câu trả lời thành câu kiểm chứng' : 'đã thêm câu kiểm chứng của trợ lý'),
  'test changed': 'đã sửa câu kiểm chứng của trợ lý',
  'test put aside': 'đã cất câu kiểm chứng của trợ lý',
  'test taken back': 'đã dùng lại câu kiểm chứng của trợ lý',
  'tests brought in': ({ tests, from }) => `đã nhập ${count(tests)} câu kiểm chứng${from === 'demo' ? ' của đơn vị mẫu' : ' từ tệp'}`,
  'proving asked for': 'đã cho chạy kiểm chứng trợ lý',
  'proving finished': ({ turns, handled }) => `đã chạy kiểm chứng trợ lý: ${count(handled)} trên ${count(turns)} lượt hỏi được xử lý đúng`,
} satisfies Record<string, string | ((details: Details) => string)>
