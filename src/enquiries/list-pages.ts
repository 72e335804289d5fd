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
import { changeNames, kindsFor, mostChanged } from './changes.ts'
import { clockOf } from './clock.ts'
import { choicesOf, filterInWords } from './filter-words.ts'
import { countEnquiries, enquiryFilter, listEnquiries, matching, type EnquiryFilter } from './filter.ts'
import { queryOf, savedTabs } from './saved-pages.ts'
import type { EnquiryViews } from './views.ts'
import { channelNames, numberOf, stateNames, stateStatus } from './words.ts'

const gone = 'Đơn vị không còn trong danh mục'

async function asked(c: Ask, filter: EnquiryFilter) {
  const { store: { read }, user, config } = c.var
  const calendar = await loadCalendar(read)
  const names = { units: await unitNames(read), procedures: await procedureNames(read) }
  // The first condition says how they stand: it needs no comma.
  const sentence = (count: number) => {
    const [first = '', ...rest] = filterInWords(filter, names)
    return `${[`${number(count)} câu hỏi của công dân${first && ` ${first}`}`, ...rest].join(', ')}.`
  }
  return { calendar, names, sentence, condition: await matching(read, filter, user.id, calendar, config) }
}

/** The ids of all that a filter shows, no more than can be changed at once and one. */
export async function idsFound(c: Ask, filter: EnquiryFilter): Promise<string[]> {
  const { condition } = await asked(c, filter)
  return (await listEnquiries(c.var.store.read, condition, filter.sort, mostChanged + 1)).map(({ id }) => id)
}

export async function enquiryListPage(c: Ask): Promise<EnquiryViews['enquiries/index']> {
  const { store: { read }, user, config } = c.var
  const filter = enquiryFilter(c.req.query())
  const { calendar, names, sentence, condition } = await asked(c, filter)
  const { units } = names
  const count = await countEnquiries(read, condition)
  const { limit, offset, sections: _, tabs: __, ...list } = wordList(c, '/enquiries', count, {
    q: filter.q, placeholder: 'Chữ trong câu hỏi, hoặc số như 12/2026', sentence: sentence(count),
    choices: choicesOf(filter, names, await unitOptions(read), await fieldsInUse(read)),
  })
  const kinds = kindsFor(user)
  const rows = await listEnquiries(read, condition, filter.sort, limit, offset)
  return {
    ...list, ...await savedTabs(c, filter), mayEnter: may(user, 'enter enquiries'),
    bulk: kinds.length ? {
      noun: 'câu hỏi', short: 'câu', kinds: kinds.map(value => ({ value, label: changeNames[value] })), query: queryOf(filter), count, most: mostChanged,
    } : null,
    rows: rows.map(one => ({
      id: one.id, number: numberOf(one), question: one.question, status: stateStatus(one.state), clock: clockOf(calendar, one, config),
      unit: one.unitId ? units.get(one.unitId) ?? gone : 'Chưa giao', channel: channelNames[one.channel], received: one.receivedAt,
    })),
  }
}

export async function enquiriesExported(c: Ask) {
  const { read } = c.var.store
  const filter = enquiryFilter(c.req.query())
  const { names: { units, procedures }, sentence, condition } = await asked(c, filter)
  const found = await listEnquiries(read, condition, filter.sort, mostExported)
  const people = await namesOfPeople(read, [...new Set(found.flatMap(({ personId }) => personId ?? []))])
  const columns = [
    column('Số', 14), column('Câu hỏi', 80), column('Tình trạng', 16), column('Nơi tiếp nhận', 16), column('Nhận lúc', 18), column('Hạn', 18), column('Trả lời lúc', 18), column('Đúng hạn', 10),
    column('Đơn vị trả lời', 28), column('Người trả lời', 24), column('Lĩnh vực', 22), column('Thủ tục', 60), column('Số lần mở lại', 14, 'number'),
  ]
  const rows = found.map(one => [
    numberOf(one), one.question, stateNames[one.state], channelNames[one.channel], moment(one.receivedAt), moment(one.dueAt), one.answeredAt ? moment(one.answeredAt) : null,
    one.onTime === null ? null : one.onTime ? 'Có' : 'Không', one.unitId ? units.get(one.unitId) ?? gone : null, one.personId ? people.get(one.personId) ?? null : null, one.field,
    procedures.get(one.procedureId ?? '') ?? null, one.reopened,
  ])
  return exported(c, 'Công dân hỏi', columns, rows, sentence(found.length))
}
