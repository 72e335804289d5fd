// Units compared, with the rules of the comparison printed beneath.
import type { SheetToWrite } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { today } from '../clock.ts'
import { mapFrom, maps, unitUnder, type UnitMap } from '../reorganising/maps.ts'
import { allSuccessions, unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number, percent } from '../web/helpers.ts'
import { compareUnits, fewestRanked, leastDays, type Compared } from './comparing.ts'
import { addressOf, figureFilterFrom, scopeOf, type FigureFilter } from './filter.ts'
import { filterInWords, formOf, headOf } from './head-pages.ts'
import { keptFigures } from './kept.ts'
import { listsFor } from './links.ts'
import { whose } from './overview.ts'
import type { FigureViews } from './views.ts'

export const rules = [
  `Chỉ tính nhiệm vụ đơn vị chủ trì có hạn đến hết hôm qua và được giao trước hạn đầu ít nhất ${leastDays} ngày; không tính việc tạm dừng, đã bỏ. Hạn hiện hành đã cộng thời gian tạm dừng và các lần gia hạn được đồng ý.`,
  'Tỷ lệ đúng hạn = tổng trọng số của việc xong đúng hạn hiện hành / tổng trọng số của việc đã đến hạn. Việc đơn vị báo xong, đang chờ xác nhận, tính theo ngày đơn vị báo.',
  'Theo hạn đầu: cùng cách tính, so với hạn giao lần đầu, để việc gia hạn không che chậm trễ; hạn đầu không trừ thời gian tạm dừng.',
  'Chậm, trung vị: một nửa số việc chậm (đã xong hoặc chưa) chậm không quá chừng ấy ngày làm việc.',
  `Đơn vị có dưới ${fewestRanked} việc đã đến hạn ghi “ít việc, không xếp hạng”: thêm bớt một việc đã đổi hẳn tỷ lệ. Cùng tỷ lệ thì cùng hạng. Việc chuyển giữa chừng tính cho đơn vị đang chủ trì.`,
]
const mapNames: Record<UnitMap, string> = { '': 'Theo đơn vị đã làm', old: 'Cơ cấu trước sắp xếp', new: 'Cơ cấu sau sắp xếp' }
const few = 'ít việc, không xếp hạng'

async function compared(c: Ask, filter: FigureFilter): Promise<{ units: Compared[]; nameOf: (id: string | null) => string }> {
  const { store: { read }, user } = c.var
  const names = await unitNames(read)
  const calendar = await loadCalendar(read)
  const map = mapFrom(c.req.query())
  const units = await keptFigures(read, `units ${map} ${whose(user)} ${JSON.stringify(filter)}`, async () =>
    compareUnits(read, scopeOf(user, filter), filter.year, today(), calendar, await unitUnder(read, map)))
  return { units, nameOf: id => (id ? names.get(id) ?? 'Đơn vị không còn' : 'Chưa có đơn vị chủ trì') }
}

const dueIn = ({ year }: FigureFilter) => (year ? `nhiệm vụ đến hạn trong năm ${year}` : 'nhiệm vụ của mọi năm')
const days = (value: number | null) => (value === null ? '–' : `${number(value)} ngày`)

export async function unitsPage(c: Ask): Promise<FigureViews['figures/units']> {
  const filter = figureFilterFrom(c.req.query())
  const { units, nameOf } = await compared(c, filter)
  const map = mapFrom(c.req.query())
  const isReorganised = (await allSuccessions(c.var.store.read)).some(({ on }) => on <= today())
  // Lists know units by who holds the task: under another map a row leads to its unit.
  const listOf = map ? ({ unit }: { unit: string | null }) => (unit ? `/units/${unit}` : '/units') : listsFor(c.var.user, filter)
  const ranked = units.filter(({ place }) => place !== null).length
  const head = headOf('units', filter, 'So sánh đơn vị', units.length ? `${number(ranked)} đơn vị đủ việc để xếp hạng, ${number(units.length - ranked)} đơn vị ít việc. Quy tắc ghi dưới bảng, như nhau cho mọi đơn vị.` : 'Chưa đơn vị nào có nhiệm vụ đã đến hạn.')
  return {
    head: map ? { ...head, xlsx: addressOf('/figures/units/xlsx', filter, { map }) } : head,
    maps: isReorganised || map
      ? maps.map(one => ({ href: addressOf('/figures/units', filter, one ? { map: one } : {}), label: mapNames[one], current: one === map })) : [],
    filters: await formOf(c, 'units', filter, { what: dueIn(filter) }), rules,
    rows: units.map(({ unitId, place, share, firstShare, count, inTime, late, overdue, medianLate }) => ({
      place: place === null ? few : number(place), unit: nameOf(unitId), href: listOf({ unit: unitId }), share, shareText: percent(share), firstShare: percent(firstShare),
      count, inTime, late, overdue, median: days(medianLate),
    })),
  }
}

export async function unitsSheets(c: Ask): Promise<SheetToWrite[]> {
  const filter = figureFilterFrom(c.req.query())
  const { units, nameOf } = await compared(c, filter)
  const share = (value: number) => Math.round(value * 1000) / 10
  return [{
    name: 'So sánh đơn vị', note: `Tính ${await filterInWords(c, filter, dueIn(filter))}; ${mapNames[mapFrom(c.req.query())].toLowerCase()}; số liệu ngày ${date(today())}. ${rules.join(' ')}`,
    columns: [{ title: 'Hạng', width: 22, kind: 'text' }, { title: 'Đơn vị', width: 46, kind: 'text' }, ...['Đã đến hạn', 'Đúng hạn', 'Xong muộn', 'Quá hạn', 'Tổng trọng số', 'Đúng hạn (%)', 'Theo hạn đầu (%)', 'Chậm, trung vị (ngày làm việc)'].map(title => ({ title, width: 14, kind: 'number' as const }))],
    rows: units.map(one => [one.place === null ? few : String(one.place), nameOf(one.unitId), one.count, one.inTime, one.late, one.overdue, one.weight, share(one.share), share(one.firstShare), one.medianLate]),
  }]
}
