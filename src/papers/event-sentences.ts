// What the events of a meeting's papers say, for the audit log and the page of a meeting.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { kindNames, refOf } from './naming.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
/** 'biên bản', 'biên bản bổ sung lần 2'. */
function paper({ paper: name }: Details): string {
  const ref = refOf(text(name))
  return ref ? `${kindNames[ref.kind].toLocaleLowerCase('vi')}${ref.sequence > 1 ? ` lần ${ref.sequence}` : ''}` : 'văn bản'
}
const numbered = (details: Details) => (details.number ? ` số ${text(details.number)}` : '')

export const paperSentences = {
  'paper worded': (details: Details) => `đã sửa lời văn ${paper(details)}`,
  'minutes sent for comment': (details: Details) => `đã gửi lấy ý kiến ${paper(details)}${details.until ? ` đến hết ngày ${written(text(details.until))}` : ''}`,
  'comments reminded': (details: Details) => `đã nhắc góp ý ${paper(details)}${details.until ? `, hết ngày ${written(text(details.until))}` : ''}`,
  'comments ended': (details: Details) => `đã thôi lấy ý kiến ${paper(details)}`,
  'minutes commented': (details: Details) => `đã góp ý ${paper(details)}${details.conclusion ? `, kết luận ${text(details.conclusion)}` : ''}`,
  'comment answered': (details: Details) => `đã trả lời một ý kiến góp ý ${paper(details)}: ${details.answer === 'taken' ? 'tiếp thu' : 'không tiếp thu'}`,
  'paper signed': (details: Details) => `đã ký ${paper(details)}${numbered(details)}`,
  'signed paper kept': (details: Details) => `đã đưa lên bản ký của ${paper(details)}${numbered(details)}${details.reason ? `, thay tệp trước: ${text(details.reason)}` : ''}`,
  'supplement drafted': (details: Details) => `đã soạn ${paper(details)}`,
  'supplement dropped': (details: Details) => `đã bỏ bản nháp ${paper(details)}`,
  'numbers counted on': ({ symbol, used, year }: Details) => `đã ghi số ${text(symbol)} dùng ngoài cổng${used ? ` đến ${Number(used)}` : ''}${year ? ` năm ${Number(year)}` : ''}`,
}
