// The filter of the list of citizens' questions in words: its choices, and the sentence over the list.
import { endOfMonth } from '../calendar/deadlines.ts'
import { written } from '../clock.ts'
import { daysIn, happenings, lates, without, type EnquiryFilter, type Happening } from './filter.ts'
import { channels, enquiryStates } from './tables.ts'
import { channelNames, stateNames } from './words.ts'

const stateLabels: Record<string, string> = { '': 'Mọi tình trạng', open: 'Chưa trả lời', ...stateNames }
const lateLabels = { late: 'Trễ hạn', veryLate: 'Quá trễ', paused: 'Chờ công dân' }
const orderLabels = { newest: 'Mới nhận trước', due: 'Đến hạn trước' }
const happeningLabels: Record<Happening, string> = {
  received: 'Tiếp nhận', answered: 'Trả lời lần đầu', onTime: 'Trả lời đúng hạn', answeredLate: 'Trả lời trễ hạn', unanswered: 'Đóng, không trả lời',
  refused: 'Trợ lý không trả lời được hoặc đóng không trả lời', reopened: 'Mở lại',
}
const gone = 'Đơn vị không còn trong danh mục'

type Option = { value: string; label: string }

/** Names that a filter only has ids of. */
export interface FilterNames { units: ReadonlyMap<string, string>; procedures: ReadonlyMap<string, string> }

const lower = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)
const unitName = ({ unit }: EnquiryFilter, { units }: FilterNames) => (unit === without ? 'Chưa giao đơn vị' : units.get(unit) ?? gone)
const fieldName = ({ field }: EnquiryFilter) => (field === without ? 'Chưa rõ lĩnh vực' : field)
const procedureName = ({ procedure }: EnquiryFilter, { procedures }: FilterNames) =>
  (procedure === without ? 'Chưa rõ thủ tục' : procedures.get(procedure) ?? 'Thủ tục không còn trong danh mục')

/** 'trong tháng 10/2026', 'từ 05/10/2026 đến 12/10/2026', 'ngày 05/10/2026'. */
function daysInWords(days: string): string {
  const { from, to } = daysIn(days)!
  if (from === to) return `ngày ${written(from)}`
  const month = from.slice(0, 7)
  return from === `${month}-01` && to === endOfMonth(month) ? `trong tháng ${month.slice(5)}/${month.slice(0, 4)}` : `từ ${written(from)} đến ${written(to)}`
}

/** The conditions of a filter, each in words; the first is how they stand. */
export function filterInWords(filter: EnquiryFilter, names: FilterNames): string[] {
  const { q, state, late, channel, unit, field, procedure, person, days, what, sort } = filter
  return [
    state && lower(stateLabels[state]!), late && lower(lateLabels[late]), days && `${lower(happeningLabels[what || 'received'])} ${daysInWords(days)}`,
    channel && `qua ${channelNames[channel]}`, field && (field === without ? lower(fieldName(filter)) : `lĩnh vực ${field}`),
    unit && (unit === without ? 'chưa giao đơn vị' : `do ${unitName(filter, names)} trả lời`), person && 'giao cho tôi',
    procedure && (procedure === without ? 'chưa rõ thủ tục' : `về thủ tục “${procedureName(filter, names)}”`), q && `có “${q}”`, sort && `sắp theo ${lower(orderLabels[sort])}`,
  ].filter(Boolean)
}

/** What can be chosen. What few ask for is offered only where the address has it already. */
export function choicesOf(filter: EnquiryFilter, names: FilterNames, units: readonly Option[], fields: readonly string[]) {
  const { state, late, channel, unit, field, procedure, person, days, what, sort } = filter
  const choice = (name: keyof EnquiryFilter, label: string, value: string, any: string, options: readonly Option[]) =>
    ({ name, label, value, options: [{ value: '', label: any }, ...options] })
  const alone = (value: string, label: string): Option[] => (value === without ? [{ value, label }] : [])
  return [
    choice('state', 'Tình trạng', state, stateLabels['']!, ['open', ...enquiryStates].map(value => ({ value, label: stateLabels[value]! }))),
    choice('late', 'Hạn', late, 'Bất kỳ', lates.map(value => ({ value, label: lateLabels[value] }))),
    choice('unit', 'Đơn vị trả lời', unit, 'Mọi đơn vị', [...units, { value: without, label: 'Chưa giao đơn vị' }]),
    choice('person', 'Người trả lời', person, 'Mọi người', [{ value: 'me', label: 'Giao cho tôi' }]),
    choice('channel', 'Nơi tiếp nhận', channel, 'Mọi nơi', channels.map(value => ({ value, label: channelNames[value] }))),
    choice('field', 'Lĩnh vực', field, 'Mọi lĩnh vực', [...fields.map(value => ({ value, label: value })), ...alone(field, fieldName(filter))]),
    ...procedure ? [choice('procedure', 'Thủ tục', procedure, 'Mọi thủ tục', [{ value: procedure, label: procedureName(filter, names) }])] : [],
    ...days ? [
      choice('days', 'Trong những ngày', days, 'Mọi ngày', [{ value: days, label: daysInWords(days) }]),
      choice('what', 'Việc trong những ngày ấy', what === 'received' ? '' : what, happeningLabels.received,
        happenings.filter(one => one !== 'received').map(value => ({ value, label: happeningLabels[value] }))),
    ] : [],
    choice('sort', 'Sắp theo', sort, orderLabels.newest, [{ value: 'due', label: orderLabels.due }]),
  ]
}
