// Tasks on which nobody reports: which, whose, since when.
import type { SheetToWrite } from '../admin/workbook.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { today } from '../clock.ts'
import { cadenceNames } from '../tasks/words.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { addressOf, figureFilterFrom, scopeOf, type FigureFilter } from './filter.ts'
import { filterInWords, formOf, headOf } from './head-pages.ts'
import { keptFigures } from './kept.ts'
import { listsFor } from './links.ts'
import { whose } from './overview.ts'
import { silenceByUnit, silentTasks, tasksInOrder, type Silent } from './silence.ts'
import type { FigureViews, SilentRow } from './views.ts'

const size = 50
const mostUnits = 15

const rule = (days: number) => `Chưa báo cáo: việc đã nhận hoặc đang làm mà quá ngày phải báo cáo theo nhịp; việc không có nhịp thì quá ${number(days)} ngày không có báo cáo nào, tính từ báo cáo gần nhất hoặc từ ngày giao. Không tính việc chờ tiếp nhận, tạm dừng, chờ xác nhận.`

function silentFor(c: Ask, filter: FigureFilter): Promise<Silent[]> {
  const { store: { read }, user, config } = c.var
  const { plan, unit } = filter
  return keptFigures(read, `silent ${whose(user)} ${plan} ${unit}`, () => silentTasks(read, scopeOf(user, filter), today(), config.silentDays))
}

async function rowsOf(c: Ask, silent: readonly Silent[]): Promise<SilentRow[]> {
  const { read } = c.var.store
  const calendar = await loadCalendar(read)
  const units = await unitNames(read)
  const tasks = await tasksInOrder(read, silent.map(({ id }) => id))
  const people = await namesOfPeople(read, [...new Set(tasks.flatMap(({ personId }) => personId ?? []))])
  const since = new Map(silent.map(one => [one.id, one.since]))
  return tasks.map(({ id, title, unitId, personId, cadence, lastReportOn, due }) => ({
    href: `/tasks/${id}`, title, unit: units.get(unitId ?? '') ?? 'Chưa có đơn vị chủ trì', person: personId ? people.get(personId) ?? 'Người không còn trong danh bạ' : 'chưa phân công người',
    since: since.get(id)!, days: `${number(workingDaysBetween(calendar, since.get(id)!, today()))} ngày làm việc`,
    last: `${lastReportOn ? `báo cáo gần nhất ${date(lastReportOn)}` : 'chưa báo cáo lần nào'} · ${cadenceNames[cadence].toLowerCase()}`, due,
  }))
}

export async function silencePage(c: Ask): Promise<FigureViews['figures/silence']> {
  const filter = figureFilterFrom(c.req.query())
  const listOf = listsFor(c.var.user, { ...filter, year: '' })
  const silent = await silentFor(c, filter)
  const names = await unitNames(c.var.store.read)
  const units = silenceByUnit(silent)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), size, silent.length, page => addressOf('/figures/silence', filter, { page: String(page) }))
  return {
    head: headOf('silence', filter, 'Nhiệm vụ chưa báo cáo', silent.length ? `${number(silent.length)} nhiệm vụ của ${number(units.length)} đơn vị đang làm mà không có báo cáo đúng nhịp, im lặng lâu nhất xếp trước.` : 'Mọi nhiệm vụ đang làm đều có báo cáo đúng nhịp.'),
    filters: await formOf(c, 'silence', filter, { year: false }), rule: rule(c.var.config.silentDays), pager,
    units: units.slice(0, mostUnits).map(({ unitId, count, since }) => ({ label: names.get(unitId ?? '') ?? 'Chưa có đơn vị chủ trì', count, since, share: count / units[0]!.count, href: listOf({ unit: unitId, silent: true }) })),
    rows: await rowsOf(c, silent.slice(pager.from - 1, pager.to)),
  }
}

export async function silenceSheets(c: Ask): Promise<SheetToWrite[]> {
  const filter = figureFilterFrom(c.req.query())
  const text = (title: string, width: number) => ({ title, width, kind: 'text' as const })
  const day = (title: string) => ({ title, width: 14, kind: 'date' as const })
  return [{
    name: 'Chưa báo cáo', note: `Tính ${await filterInWords(c, { ...filter, year: '' })}; số liệu ngày ${date(today())}. ${rule(c.var.config.silentDays)}`,
    columns: [text('Nhiệm vụ', 70), text('Đơn vị chủ trì', 36), text('Người thực hiện', 26), day('Im lặng từ'), text('Đã', 18), text('Báo cáo', 40), day('Hạn')],
    rows: (await rowsOf(c, await silentFor(c, filter))).map(({ title, unit, person, since, days, last, due }) => [title, unit, person, since, days, last, due]),
  }]
}
