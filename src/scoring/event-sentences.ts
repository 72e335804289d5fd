// What the events of criteria, scoring rounds and index ranks say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const criterion = ({ number }: Details) => (number ? ` tiêu chí ${text(number)}` : '')
const why = ({ reason }: Details) => (reason ? `: ${text(reason)}` : '')
const whose = ({ unitName }: Details) => (unitName ? ` của ${text(unitName)}` : '')
const points = ({ points: given, applies }: Details) => (applies === false ? ': không áp dụng' : typeof given === 'number' ? `: ${count(given)} điểm` : '')

const stageWords: Record<string, string> = {
  scoring: 'mở tự chấm điểm', appraisal: 'thẩm định lần 1', explanation: 'giải trình', reappraisal: 'thẩm định lần 2', published: 'công bố',
}

export const scoringSentences = {
  'criteria set made': ({ from, criteria }) => `đã lập bộ tiêu chí${from === 'copy' ? ' chép từ bộ khác' : from === 'sample' ? ' mẫu' : from === 'file' ? ' từ tệp Excel' : ''}${criteria ? `: ${count(criteria)} dòng` : ''}`,
  'criteria set changed': 'đã sửa bộ tiêu chí',
  'criteria imported': ({ criteria }) => `đã thay các dòng của bộ tiêu chí bằng tệp Excel: ${count(criteria)} dòng`,
  'criterion written': details => `đã ghi${criterion(details)}`,
  'criterion removed': details => `đã xóa${criterion(details)}`,
  'scoring round made': ({ units }) => `đã mở đợt chấm điểm cho ${count(units)} đơn vị`,
  'scoring round changed': 'đã sửa ngày và điều kiện của đợt chấm điểm',
  'scoring stage moved': ({ to, decision }) => `đã chuyển đợt chấm điểm sang bước ${stageWords[text(to)] ?? text(to)}${decision ? `, theo ${text(decision)}` : ''}`,
  'score registered': details => `đã đăng ký điểm${criterion(details)}${whose(details)}${points(details)}`,
  'score declared': details => `đã tự chấm${criterion(details)}${whose(details)}${points(details)}`,
  'score appraised': details => `đã thẩm định${criterion(details)}${whose(details)}${points(details)}${why(details)}`,
  'score explained': details => `đã giải trình${criterion(details)}${whose(details)}`,
  'scores accepted': ({ criteria, ...details }) => `đã chấp nhận điểm tự chấm của ${count(criteria)} tiêu chí${whose(details)}`,
  'score evidence cited': ({ words, ...details }) => `đã dẫn minh chứng${words ? ` ${text(words)}` : ''} cho${criterion(details)}${whose(details)}`,
  'score evidence taken back': details => `đã gỡ một minh chứng của${criterion(details)}${whose(details)}`,
  'index rank entered': ({ index, year }) => `đã ghi kết quả ${text(index)} năm ${text(year)}`,
} satisfies Record<string, string | ((details: Details) => string)>
