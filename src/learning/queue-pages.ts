// The queue as its page and its export show it.
import { column, writeWorkbook } from '../admin/workbook.ts'
import { erasedQuestion } from '../assistant/sentences.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf, today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { download, page } from '../web/render.ts'
import { find, knownOf, orders, periods, queueAddress, queueFilter, states, titleOf, whysInWords, defaults, type Found, type QueueFilter } from './filter.ts'
import { queue } from './queue.ts'
import { sectionsFor } from './sections.ts'
import type { QueueRow } from './views.ts'
import { whyNames, whys } from './words.ts'

const pageSize = 50
const stateNames = { open: 'Chưa xử lý', decided: 'Đã xử lý', all: 'Tất cả' }
const periodNames = { 7: '7 ngày qua', 30: '30 ngày qua', 90: '90 ngày qua', 365: '12 tháng qua' }
const orderNames = { count: 'Hỏi nhiều trước', new: 'Mới trước' }

async function foundFor(c: Ask, filter: QueueFilter) {
  const { store: { read: db }, user } = c.var
  const known = await knownOf(db)
  const namesOfUnits = await unitNames(db)
  const clusters = await queue(db)
  const everything = find(clusters, user, { ...filter, why: '', field: '', unit: '' }, known)
  return { known, namesOfUnits, everything, found: find(clusters, user, filter, known), unitOf: (personId: string) => namesOfUnits.get(known.unitOf.get(personId) ?? '') ?? 'Đơn vị không rõ' }
}

function sentenceOf(found: readonly Found[], { why, field, unit, days, state, order }: QueueFilter, namesOfUnits: ReadonlyMap<string, string>): string {
  const count = found.reduce((sum, { asked }) => sum + asked.length, 0)
  const more = [why && `lý do “${whyNames[why].toLocaleLowerCase('vi')}”`, field && `lĩnh vực ${field}`, unit && `hỏi từ ${namesOfUnits.get(unit) ?? 'đơn vị không rõ'}`].filter(Boolean).join(', ')
  return `${number(count)} câu ${state === 'all' ? '' : `${stateNames[state].toLocaleLowerCase('vi')} `}trong ${periodNames[days]}${more ? `, ${more}` : ''}, gộp thành ${number(found.length)} nhóm; ${orderNames[order].toLocaleLowerCase('vi')}.`
}

const countBy = (names: readonly string[]): string =>
  [...Map.groupBy(names, name => name)].map(([name, all]): [string, number] => [name, all.length]).sort(([, a], [, b]) => b - a).map(([name, times]) => (times > 1 ? `${name} (${times})` : name)).join(', ')

const rowOf = ({ cluster, asked, nearest }: Found, unitOf: (personId: string) => string): QueueRow => {
  const open = asked.filter(({ decision }) => decision === null).length
  return {
    href: `/assistant/queue/${cluster.id}`, question: titleOf(asked) ?? erasedQuestion, count: asked.length, whys: whysInWords(asked),
    nearest: nearest ? `${nearest.code ? `${nearest.code} · ` : ''}${nearest.name}` : '', field: nearest?.field ?? '', units: countBy(asked.map(({ personId }) => unitOf(personId))), newest: asked[0]!.at,
    status: open === 0 ? { kind: 'done', label: 'Đã xử lý' } : open === asked.length ? { kind: 'new', label: 'Chưa xử lý' } : { kind: 'ask', label: `Còn ${open} câu` },
  }
}

const options = <T extends string>(values: readonly T[], names: Record<T, string>) => values.map(value => ({ value: value as string, label: names[value] }))

export async function queuePage(c: Ask) {
  const { user } = c.var
  const filter = queueFilter(c.req.query())
  const { found, everything, known, namesOfUnits, unitOf } = await foundFor(c, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, found.length, at => queueAddress(filter, '/assistant/queue', at > 1 ? { page: String(at) } : {}))
  const fields = [...new Set(everything.flatMap(({ nearest }) => nearest?.field ?? []))].sort((a, b) => a.localeCompare(b, 'vi'))
  const units = [...new Set(everything.flatMap(({ asked }) => asked.flatMap(({ personId }) => known.unitOf.get(personId) ?? [])))]
  const say = sentenceOf(found, filter, namesOfUnits)
  return page(c, 'Câu chưa trả lời được', 'learning/index', {
    tabs: tabsFor(user, '/assistant/queue'), sections: sectionsFor('/assistant/queue'), sentence: say, pager, xlsx: queueAddress(filter, '/assistant/queue/export/xlsx'),
    filtered: queueAddress(filter) !== queueAddress(defaults), rows: found.slice((pager.page - 1) * pageSize, pager.page * pageSize).map(one => rowOf(one, unitOf)),
    choices: [
      { name: 'state', label: 'Trạng thái', value: filter.state, options: options(states, stateNames) },
      { name: 'days', label: 'Thời gian', value: filter.days, options: options(periods, periodNames) },
      { name: 'why', label: 'Lý do', value: filter.why, options: [{ value: '', label: 'Mọi lý do' }, ...options(whys, whyNames)] },
      { name: 'field', label: 'Lĩnh vực', value: filter.field, options: [{ value: '', label: 'Mọi lĩnh vực' }, ...fields.map(field => ({ value: field, label: field }))] },
      { name: 'unit', label: 'Hỏi từ', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị hỏi' }, ...units.map(id => ({ value: id, label: namesOfUnits.get(id) ?? id }))] },
      { name: 'order', label: 'Sắp xếp', value: filter.order, options: options(orders, orderNames) },
    ],
  })
}

const mostExported = 5_000

export async function queueExported(c: Ask) {
  const filter = queueFilter(c.req.query())
  const { found, namesOfUnits, unitOf } = await foundFor(c, filter)
  const columns = [column('Câu hỏi', 70), column('Số lần hỏi', 12, 'number'), column('Lý do', 34), column('Thủ tục gần nhất', 60), column('Lĩnh vực', 26), column('Hỏi từ', 34), column('Mới nhất', 12, 'date'), column('Trạng thái', 16)]
  const rows = found.slice(0, mostExported).map(one => {
    const { question, count, whys: why, nearest, field, units, newest, status } = rowOf(one, unitOf)
    return [question, count, why, nearest, field, units, dayOf(newest), status.label]
  })
  return download(c, `Câu chưa trả lời được ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Câu chưa trả lời được', columns, rows, note: sentenceOf(found, filter, namesOfUnits) }]))
}
