// The page of figures about citizens' questions, for a period, by unit, procedure and channel; the same as a workbook.
import { column, writeWorkbook } from '../admin/workbook.ts'
import { endOfMonth } from '../calendar/deadlines.ts'
import { isDay, now, today, written } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { Invalid } from '../errors.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { moment, number, percent } from '../web/helpers.ts'
import { download, page } from '../web/render.ts'
import { enquiryFigures, figureRules, onTimeShare, type EnquiryCounts, type EnquiryGroup } from './figures.ts'
import { happenedHref, listHref, without, type EnquiryFilter, type Happening } from './filter.ts'
import type { FiguresCell, FiguresTable } from './flow-views.ts'
import type { Channel } from './tables.ts'
import { channelNames } from './words.ts'

const hours = (value: number | null): string => (value === null ? '–' : value.toLocaleString('vi-VN', { maximumFractionDigits: 1 }))
/** Rows of a table on the page; the workbook has all. */
const mostRows = 30

/** The days of the address; this month where there are none. Throws Invalid for days that are none. */
function periodOf(c: Ask): { from: string; to: string } {
  const month = today().slice(0, 7)
  const { from = `${month}-01`, to = endOfMonth(month) } = c.req.query()
  if (!isDay(from) || !isDay(to) || from > to) throw new Invalid({ '': 'Chọn từ ngày và đến ngày; từ ngày không sau đến ngày.' })
  return { from, to }
}

async function tablesOf(db: Read, c: Ask) {
  const { from, to } = periodOf(c)
  const figures = await enquiryFigures(db, from, to, c.var.config)
  const namesOfUnits = await unitNames(db)
  const procedures = await procedureNames(db)
  const table = (title: string, key: GroupKey, groups: readonly EnquiryGroup[], nameOf: (id: string) => string, none: string): FiguresTable => ({
    title, more: Math.max(0, groups.length - mostRows),
    rows: groups.map(group => ({ ...group, name: group.key ? nameOf(group.key) : none, cells: cellsOf(group, linksOf(from, to, { [key]: group.key ?? without })) })),
  })
  const tables = [
    table('Theo đơn vị trả lời', 'unit', figures.units, id => namesOfUnits.get(id) ?? 'Đơn vị không còn trong danh mục', 'Chưa giao đơn vị'),
    table('Theo thủ tục', 'procedure', figures.procedures, id => procedures.get(id) ?? 'Thủ tục không còn trong danh mục', 'Chưa rõ thủ tục'),
    table('Theo nơi tiếp nhận', 'channel', figures.channels, id => channelNames[id as Channel], ''),
  ]
  return { from, to, all: figures.all, tables }
}

type GroupKey = 'unit' | 'procedure' | 'channel'

/** The lists behind the figures of a period, and behind those that stand as they are now. */
function linksOf(from: string, to: string, where: Partial<EnquiryFilter>) {
  const list = (what: Happening) => happenedHref(what, from, to, where)
  return {
    received: list('received'), answered: list('answered'), onTime: list('onTime'), answeredLate: list('answeredLate'), unanswered: list('unanswered'), reopened: list('reopened'),
    open: listHref({ ...where, state: 'open' }), openLate: listHref({ ...where, late: 'late' }), veryLate: listHref({ ...where, late: 'veryLate' }),
  }
}

function cellsOf(counts: EnquiryCounts, links: ReturnType<typeof linksOf>): FiguresCell[] {
  const cell = (label: string, name: keyof typeof links, late = false): FiguresCell => ({ label, value: number(counts[name]), href: counts[name] ? links[name] : null, late })
  return [
    cell('Tiếp nhận', 'received'), cell('Đã trả lời', 'answered'), { ...cell('Đúng hạn', 'onTime'), value: percent(onTimeShare(counts)) },
    { label: 'Giờ làm việc', value: hours(counts.medianHours), href: null, late: false }, cell('Chưa trả lời', 'open'), cell('Trễ hạn', 'openLate', true), cell('Quá trễ', 'veryLate', true),
  ]
}

export async function figuresPage(c: Ask) {
  const { from, to, all, tables } = await tablesOf(c.var.store.read, c)
  const links = linksOf(from, to, {})
  const figure = (label: string, value: string, rule: string, href: string | null = null, late = false) => ({ label, value, rule, href, late })
  return page(c, 'Số liệu công dân hỏi', 'enquiries/figures', {
    from, to, xlsx: `/enquiries/figures/xlsx?${new URLSearchParams({ from, to }).toString()}`,
    lede: `Từ ${written(from)} đến ${written(to)}: ${number(all.received)} câu tiếp nhận, ${number(all.answered)} câu đã trả lời${all.answered ? `, ${percent(onTimeShare(all))} đúng hạn` : ''}. Số liệu lúc ${moment(now())}.`,
    figures: [
      figure('Tiếp nhận', number(all.received), figureRules.received, links.received), figure('Đã trả lời', number(all.answered), figureRules.answered, links.answered),
      figure('Đúng hạn', percent(onTimeShare(all)), `${number(all.onTime)} đúng hạn, ${number(all.answeredLate)} trễ. ${figureRules.onTime}`, links.onTime),
      figure('Trả lời trễ', number(all.answeredLate), figureRules.answeredLate, links.answeredLate),
      figure('Giờ làm việc để trả lời', hours(all.medianHours), figureRules.medianHours), figure('Mở lại', number(all.reopened), figureRules.reopened, links.reopened),
      figure('Đóng, không trả lời', number(all.unanswered), figureRules.unanswered, links.unanswered), figure('Chưa trả lời', number(all.open), figureRules.open, links.open),
      figure('Trễ hạn', number(all.openLate), figureRules.openLate, links.openLate, true), figure('Quá trễ', number(all.veryLate), figureRules.veryLate, links.veryLate, true),
    ],
    tables: tables.map(table => ({ ...table, rows: table.rows.slice(0, mostRows) })),
  })
}

export async function figuresWorkbook(c: Ask) {
  const { from, to, all, tables } = await tablesOf(c.var.store.read, c)
  const cells = ({ received, answered, onTime, answeredLate, unanswered, reopened, open, openLate, veryLate, medianHours }: EnquiryCounts) =>
    [received, answered, onTime, answeredLate, unanswered, reopened, open, openLate, veryLate, medianHours === null ? null : Math.round(medianHours * 10) / 10]
  const titles = ['Tiếp nhận', 'Đã trả lời', 'Đúng hạn', 'Trả lời trễ', 'Đóng, không trả lời', 'Mở lại', 'Chưa trả lời', 'Trễ hạn', 'Quá trễ', 'Giờ làm việc để trả lời (số ở giữa)']
  const columns = [column('Nhóm', 60), ...titles.map(title => column(title, 14, 'number'))]
  return download(c, `cong-dan-hoi-${from}-${to}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([
    { name: 'Tất cả', columns, rows: [['Tất cả', ...cells(all)]], note: `Công dân hỏi từ ${written(from)} đến ${written(to)}; trễ hạn tính đến ${moment(now())}. ${figureRules.onTime}` },
    ...tables.map(({ title, rows }) => ({ name: title, columns, rows: rows.map(row => [row.name, ...cells(row)]) })),
  ]))
}
