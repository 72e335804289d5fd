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
import type { FiguresTable } from './flow-views.ts'
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
  const table = (title: string, key: string, groups: readonly EnquiryGroup[], nameOf: (id: string) => string, none: string): FiguresTable => ({
    title, rows: groups.map(group => ({ ...group, name: group.key ? nameOf(group.key) : none, onTimeShare: percent(onTimeShare(group)), median: hours(group.medianHours), ...hrefs(group.key ? { [key]: group.key } : {}) })),
    more: Math.max(0, groups.length - mostRows),
  })
  const tables = [
    table('Theo đơn vị trả lời', 'unit', figures.units, id => namesOfUnits.get(id) ?? 'Đơn vị không còn trong danh mục', 'Chưa giao đơn vị'),
    table('Theo thủ tục', 'procedure', figures.procedures, id => procedures.get(id) ?? 'Thủ tục không còn trong danh mục', 'Chưa rõ thủ tục'),
    table('Theo nơi tiếp nhận', 'channel', figures.channels, id => channelNames[id as Channel], ''),
  ]
  return { from, to, all: figures.all, tables }
}

/** The lists behind figures that stand as they are now. */
const hrefs = (where: Record<string, string>) => {
  const list = (more: Record<string, string>) => `/enquiries?${new URLSearchParams({ ...where, ...more }).toString()}`
  return { openHref: list({ state: 'open' }), lateHref: list({ late: 'late' }), veryLateHref: list({ late: 'veryLate' }) }
}

export async function figuresPage(c: Ask) {
  const { from, to, all, tables } = await tablesOf(c.var.store.read, c)
  const links = hrefs({})
  const figure = (label: string, value: string, rule: string, href: string | null = null, late = false) => ({ label, value, rule, href, late })
  return page(c, 'Số liệu công dân hỏi', 'enquiries/figures', {
    from, to, xlsx: `/enquiries/figures/xlsx?${new URLSearchParams({ from, to }).toString()}`,
    lede: `Từ ${written(from)} đến ${written(to)}: ${number(all.received)} câu tiếp nhận, ${number(all.answered)} câu đã trả lời${all.answered ? `, ${percent(onTimeShare(all))} đúng hạn` : ''}. Số liệu lúc ${moment(now())}.`,
    figures: [
      figure('Tiếp nhận', number(all.received), figureRules.received), figure('Đã trả lời', number(all.answered), figureRules.answered),
      figure('Đúng hạn', percent(onTimeShare(all)), `${number(all.onTime)} đúng hạn, ${number(all.answeredLate)} trễ. ${figureRules.onTime}`),
      figure('Giờ làm việc để trả lời', hours(all.medianHours), figureRules.medianHours), figure('Mở lại', number(all.reopened), figureRules.reopened),
      figure('Đóng, không trả lời', number(all.unanswered), figureRules.unanswered), figure('Chưa trả lời', number(all.open), figureRules.open, links.openHref),
      figure('Trễ hạn', number(all.openLate), figureRules.openLate, '/enquiries/late', true), figure('Quá trễ', number(all.veryLate), figureRules.veryLate, links.veryLateHref, true),
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
