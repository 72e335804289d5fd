// The list of citizens' questions, and the same rows as a file. Who asked stands in neither.
import { fieldsInUse, namesOfPeople } from '../accounts/people.ts'
import { column } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { exported, mostExported, wordList } from '../lexicon/pages.ts'
import { may } from '../policy.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { moment, number } from '../web/helpers.ts'
import { clockOf } from './clock.ts'
import { countEnquiries, enquiryFilter, lates, listEnquiries, matching, orders, type EnquiryFilter } from './filter.ts'
import { channels, enquiryStates } from './tables.ts'
import type { EnquiryViews } from './views.ts'
import { channelNames, numberOf, stateNames, stateStatus } from './words.ts'

const stateLabels: Record<string, string> = { '': 'Mọi tình trạng', open: 'Chưa trả lời', ...stateNames }
const lateLabels = { late: 'Trễ hạn', veryLate: 'Quá trễ', paused: 'Chờ công dân' }
const orderLabels = { newest: 'Mới nhận trước', due: 'Đến hạn trước' }
const gone = 'Đơn vị không còn trong danh mục'

const lower = (words: string) => words.toLocaleLowerCase('vi')
const sentenceOf = (count: number, { q, state, late, channel, field, person, month, sort }: EnquiryFilter, unit: string | undefined, procedure: string | undefined): string => [
  `${number(count)} câu hỏi của công dân${state ? ` ${lower(stateLabels[state]!)}` : ''}`, late && lower(lateLabels[late]), month && `nhận trong tháng ${month.slice(5)}/${month.slice(0, 4)}`,
  channel && `qua ${channelNames[channel]}`, field && `lĩnh vực ${field}`, unit && `do ${unit} trả lời`, person && 'giao cho tôi', procedure && `về thủ tục “${procedure}”`,
  q && `có “${q}”`, sort && `sắp theo ${lower(orderLabels[sort])}`,
].filter(Boolean).join(', ') + '.'

async function asked(c: Ask) {
  const { store: { read }, user, config } = c.var
  const filter = enquiryFilter(c.req.query())
  const calendar = await loadCalendar(read)
  const [units, procedures] = [await unitNames(read), await procedureNames(read)]
  const sentence = (count: number) => sentenceOf(count, filter, filter.unit ? units.get(filter.unit) ?? gone : undefined, filter.procedure ? procedures.get(filter.procedure) : undefined)
  return { filter, calendar, units, procedures, sentence, condition: matching(filter, user.id, calendar, config) }
}

export async function enquiryListPage(c: Ask): Promise<EnquiryViews['enquiries/index']> {
  const { store: { read }, user, config } = c.var
  const { filter, calendar, units, procedures, sentence, condition } = await asked(c)
  const count = await countEnquiries(read, condition)
  const fields = await fieldsInUse(read)
  const { limit, offset, sections: _, tabs: __, ...list } = wordList(c, '/enquiries', count, {
    q: filter.q, placeholder: 'Chữ trong câu hỏi, hoặc số như 12/2026', sentence: sentence(count),
    choices: [
      { name: 'state', label: 'Tình trạng', value: filter.state, options: ['', 'open', ...enquiryStates].map(value => ({ value, label: stateLabels[value]! })) },
      { name: 'late', label: 'Hạn', value: filter.late, options: [{ value: '', label: 'Bất kỳ' }, ...lates.map(value => ({ value, label: lateLabels[value] }))] },
      { name: 'unit', label: 'Đơn vị trả lời', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị' }, ...await unitOptions(read)] },
      { name: 'person', label: 'Người trả lời', value: filter.person, options: [{ value: '', label: 'Mọi người' }, { value: 'me', label: 'Giao cho tôi' }] },
      { name: 'channel', label: 'Nơi tiếp nhận', value: filter.channel, options: [{ value: '', label: 'Mọi nơi' }, ...channels.map(value => ({ value, label: channelNames[value] }))] },
      { name: 'field', label: 'Lĩnh vực', value: filter.field, options: [{ value: '', label: 'Mọi lĩnh vực' }, ...fields.map(field => ({ value: field, label: field }))] },
      ...procedures.has(filter.procedure) ? [{ name: 'procedure', label: 'Thủ tục', value: filter.procedure, options: [{ value: '', label: 'Mọi thủ tục' }, { value: filter.procedure, label: procedures.get(filter.procedure)! }] }] : [],
      ...filter.month ? [{ name: 'month', label: 'Tháng nhận', value: filter.month, options: [{ value: '', label: 'Mọi tháng' }, { value: filter.month, label: `Tháng ${filter.month.slice(5)}/${filter.month.slice(0, 4)}` }] }] : [],
      { name: 'sort', label: 'Sắp theo', value: filter.sort, options: orders.map(value => ({ value: value === 'newest' ? '' : value, label: orderLabels[value] })) },
    ],
  })
  const rows = await listEnquiries(read, condition, filter.sort, limit, offset)
  return {
    ...list, mayEnter: may(user, 'enter enquiries'),
    rows: rows.map(one => ({
      href: `/enquiries/${one.id}`, number: numberOf(one), question: one.question, status: stateStatus(one.state), clock: clockOf(calendar, one, config),
      unit: one.unitId ? units.get(one.unitId) ?? gone : 'Chưa giao', channel: channelNames[one.channel], received: one.receivedAt,
    })),
  }
}

export async function enquiriesExported(c: Ask) {
  const { read } = c.var.store
  const { filter, units, procedures, sentence, condition } = await asked(c)
  const found = await listEnquiries(read, condition, filter.sort, mostExported)
  const names = await namesOfPeople(read, [...new Set(found.flatMap(({ personId }) => personId ?? []))])
  const columns = [
    column('Số', 14), column('Câu hỏi', 80), column('Tình trạng', 16), column('Nơi tiếp nhận', 16), column('Nhận lúc', 18), column('Hạn', 18), column('Trả lời lúc', 18), column('Đúng hạn', 10),
    column('Đơn vị trả lời', 28), column('Người trả lời', 24), column('Lĩnh vực', 22), column('Thủ tục', 60), column('Số lần mở lại', 14, 'number'),
  ]
  const rows = found.map(one => [
    numberOf(one), one.question, stateNames[one.state], channelNames[one.channel], moment(one.receivedAt), moment(one.dueAt), one.answeredAt ? moment(one.answeredAt) : null,
    one.onTime === null ? null : one.onTime ? 'Có' : 'Không', one.unitId ? units.get(one.unitId) ?? gone : null, one.personId ? names.get(one.personId) ?? null : null, one.field,
    procedures.get(one.procedureId ?? '') ?? null, one.reopened,
  ])
  return exported(c, 'Công dân hỏi', columns, rows, sentence(found.length))
}
