// What the events of reporting periods, their reports and tables say, for the audit log.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const unit = ({ unitName }: Details) => (unitName ? ` của ${text(unitName)}` : '')
const why = ({ reason }: Details) => (reason ? `: ${text(reason)}` : '')

export const periodSentences = {
  'periods made': ({ year, periods }) => `đã lập ${count(periods)} kỳ báo cáo${year ? ` của năm ${text(year)}` : ''}`,
  'period changed': 'đã sửa kỳ báo cáo',
  'period removed': ({ name }) => `đã xóa kỳ báo cáo ${text(name)}`,
  'period closed': ({ figures }) => `đã chốt số liệu kỳ báo cáo: ${count(figures)} chỉ tiêu`,
  'period reminded': ({ what, on }) => `đã nhắc ${what === 'units' ? 'đơn vị gửi phần báo cáo' : what === 'closing' ? 'chốt số liệu' : 'gửi báo cáo'} trước ngày ${written(text(on))}`,
  'report parts asked': ({ units, due }) => `đã yêu cầu ${count(units)} đơn vị gửi phần báo cáo trước ngày ${written(text(due))}`,
  'report part sent': details => `đã gửi phần báo cáo${unit(details)}`,
  'report part returned': details => `đã trả lại phần báo cáo${unit(details)}${why(details)}`,
  'report part taken': details => `đã nhận phần báo cáo${unit(details)}`,
  'periodic report worded': 'đã sửa dự thảo báo cáo',
  'periodic report submitted': 'đã trình báo cáo',
  'periodic report returned': details => `đã trả lại báo cáo${why(details)}`,
  'periodic report approved': 'đã duyệt báo cáo',
  'periodic report sent': ({ number, to }) => `đã gửi báo cáo${number ? ` số ${count(number)}` : ''}${to ? ` đến ${text(to)}` : ''}`,
  'report sections changed': 'đã sửa đề cương báo cáo định kỳ',
  'dossiers entered': ({ number, ...details }) => `đã nhập Biểu 06${unit(details)}${Number(number) > 1 ? ` (bản ${count(number)})` : ''}`,
} satisfies Record<string, string | ((details: Details) => string)>
