// A period with its figures, each beside the period before, what has changed since it was closed; and one figure with the list behind it.
import { column, writeWorkbook, type SheetToWrite } from '../admin/workbook.ts'
import { withQuery } from '../addresses.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { today, written } from '../clock.ts'
import { eventsAbout, historyOf } from '../events/audit.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { NotAllowed } from '../errors.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { moment, number, weekday } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { download } from '../web/render.ts'
import { changedSince, comparedWith, figuresOf, listingOf, listingsOf, type Changed, type Compared, type Figure } from './closing.ts'
import { countedBy, countedOf, sections, type Listing } from './figures.ts'
import { hrefOf } from './items.ts'
import { findPeriod, stateOf } from './periods.ts'
import { seenItems, seesAllUnits, seesUnit } from './seeing.ts'
import type { Counted, Item, Period } from './tables.ts'
import type { FigureRow, PeriodViews } from './views.ts'
import { cellOf, changeInWords, fractionOf, inWords, periodStatus, sectionNames, valueInWords } from './words.ts'

const pageSize = 100
const mostEvents = 12
const late = ['tasks.overdue', 'tasks.overdueLong', 'enquiries.openLate', 'dossiers.pendingLate']

export const foundPeriod = (c: Ask): Promise<Period> => findPeriod(c.var.store.read, c.var.user, c.req.param('id')!)

/** The unit of an address, which the person may look at alone; '' is the whole office. */
function unitFrom(c: Ask): string {
  const { unit = '' } = c.req.query()
  if (unit && !seesUnit(c.var.user, unit)) throw new NotAllowed('Bạn xem được số liệu chung và số liệu của đơn vị mình.')
  return unit.slice(0, 40)
}

const none: Counted = { value: 0, part: 0, of: 0 }
const emptyOf = ({ way }: Pick<Figure, 'way'>): Counted => (way === 'count' || way === 'sum' ? none : { value: null, part: null, of: null })
const countedFor = (figure: Figure, unit: string): Counted => (unit ? figure.byUnit[unit] ?? emptyOf(figure) : figure.counted)

/** When the figures are of: frozen then, or now. */
async function closedInWords(db: Read, { closedAt, closedById, to }: Period): Promise<string> {
  if (!closedAt) return to < today() ? 'Số liệu tính theo ngày cuối kỳ, chưa chốt: còn thay đổi khi sổ sách được ghi thêm.' : 'Kỳ chưa hết: số liệu tính đến hôm nay.'
  const names = await namesOfPeople(db, closedById ? [closedById] : [])
  return `Số liệu đã chốt lúc ${moment(closedAt)}${closedById ? `, ${names.get(closedById) ?? 'người không còn trong danh bạ'} chốt` : ''}; in lại lúc nào cũng như vậy.`
}

function rowsOf(period: Period, figures: readonly Figure[], before: Compared | null, unit: string): FigureRow[] {
  return figures.map(figure => {
    const counted = countedFor(figure, unit)
    // The period before is kept as a whole: what it was for one unit is not.
    const earlier = unit ? undefined : before?.figures[figure.key]
    return {
      href: withQuery(`/periods/${period.id}/figures/${figure.key}`, { unit }), label: figure.label, measure: figure.measure,
      value: valueInWords(figure, counted), fraction: fractionOf(counted),
      before: earlier ? valueInWords(figure, earlier) : '', change: changeInWords(figure, counted, earlier), late: late.includes(figure.key) && (counted.value ?? 0) > 0,
    }
  })
}

const distance = (left: number) => (left > 0 ? `còn ${number(left)} ngày làm việc` : left === 0 ? 'hôm nay' : `đã qua ${number(-left)} ngày làm việc`)

export async function periodPage(c: Ask, period: Period, form: Form = blank): Promise<PeriodViews['periods/show']> {
  const { store: { read }, user } = c.var
  const unit = unitFrom(c)
  const figures = await figuresOf(read, period)
  const before = await comparedWith(read, period)
  const rows = Map.groupBy(rowsOf(period, figures, before, unit).map((row, at) => ({ row, section: figures[at]!.section })), ({ section }) => section)
  const state = stateOf(period)
  const calendar = await loadCalendar(read)
  const dueIn = (day: string) => `${weekday(day)} · ${distance(workingDaysBetween(calendar, today(), day))}`
  const mayWrite = may(user, 'write reports')
  const names = await unitNames(read)
  return {
    id: period.id, name: period.name, status: periodStatus[state], days: `${written(period.from)} – ${written(period.to)}`,
    facts: [
      { label: 'Đơn vị gửi trước', value: dueIn(period.unitsBy) }, { label: 'Gửi báo cáo trước', value: dueIn(period.submitBy) },
      { label: 'Nơi nhận', value: period.recipient },
    ],
    next: await closedInWords(read, period), edit: mayWrite && !period.closedAt ? `/periods/${period.id}/edit` : null,
    close: mayWrite && state === 'toClose' ? { revision: period.revision, overdue: period.submitBy < today() } : null,
    unit, units: await unitChoices(c), whose: unit ? names.get(unit) ?? 'Đơn vị không còn' : 'Toàn cơ quan',
    compared: unit ? '' : before ? `So với ${before.name}.` : 'Chưa có kỳ trước để so.',
    sections: sections.flatMap(section => (rows.has(section) ? [{ id: section, heading: sectionNames[section], rows: rows.get(section)!.map(({ row }) => row) }] : [])),
    changes: period.closedAt ? await changesShown(c, period) : null,
    xlsx: withQuery(`/periods/${period.id}/export/xlsx`, { unit }), history: await historyOf(read, 'period', period.id, 20), form,
  }
}

/** Units that the person may look at alone. */
async function unitChoices(c: Ask): Promise<{ value: string; label: string }[]> {
  const own = (await unitOptions(c.var.store.read)).filter(({ value }) => seesUnit(c.var.user, value))
  return own.length ? [{ value: '', label: 'Toàn cơ quan' }, ...own] : []
}

const listed = (items: readonly Item[]) => items.slice(0, 3).map(({ label }) => `“${label.length > 90 ? `${label.slice(0, 88)}…` : label}”`).join(', ') + (items.length > 3 ? ` và ${number(items.length - 3)} mục nữa` : '')

function whatChanged(c: Ask, { added, removed }: Changed): string {
  const [more, less] = [seenItems(c.var.user, added), seenItems(c.var.user, removed)]
  // What counts otherwise stands in both lists.
  const both = more.filter(one => less.some(({ id }) => id === one.id))
  const only = (items: Item[]) => items.filter(one => !both.some(({ id }) => id === one.id))
  const words = [['Thêm', only(more)], ['Bớt', only(less)], ['Tính lại', both]] as const
  return words.flatMap(([word, items]) => (items.length ? [`${word}: ${listed(items)}.`] : [])).join(' ') || 'Thay đổi ở đơn vị khác.'
}

async function changesShown(c: Ask, period: Period): Promise<NonNullable<PeriodViews['periods/show']['changes']>> {
  const { read } = c.var.store
  const changed = await changedSince(read, period)
  const ids = [...new Set(changed.flatMap(({ added, removed }) => seenItems(c.var.user, [...added, ...removed]).map(({ kind, id }) => (kind === 'dossiers' ? period.id : id))))]
  const events = await eventsAbout(read, ids, period.closedAt!, mostEvents + 1)
  return {
    sentence: changed.length ? `${number(changed.length)} chỉ tiêu nay khác với lúc chốt. Số đã chốt và báo cáo đã gửi giữ nguyên.` : 'Không có gì khác với lúc chốt.',
    rows: changed.map(one => ({
      label: one.figure.label, href: `/periods/${period.id}/figures/${one.figure.key}`, frozen: valueInWords(measured(one), one.frozen),
      now: valueInWords(measured(one), one.now), what: whatChanged(c, one),
    })),
    events: events.slice(0, mostEvents), more: Math.max(0, events.length - mostEvents),
  }
}
const measured = ({ figure }: Changed) => ({ way: figure.way, measure: figure.way === 'share' || figure.way === 'mean' ? '%' : '' })

const nameless = { unitId: 'Chưa có đơn vị', group: 'Chưa ghi lĩnh vực' }

function groupsOf(listing: Listing, by: 'unitId' | 'group', nameOf: (key: string) => string, href: (key: string) => string) {
  return Object.entries(countedBy(listing, by)).map(([key, counted]) => ({
    label: key ? nameOf(key) : nameless[by], href: key ? href(key) : '', value: valueInWords(listing, counted), fraction: fractionOf(counted),
    of: counted.of ?? counted.value ?? 0,
  })).toSorted((a, b) => b.of - a.of || (a.label < b.label ? -1 : 1)).map(({ of: _, ...row }) => row)
}

export async function figurePage(c: Ask, period: Period): Promise<PeriodViews['periods/figure']> {
  const { store: { read }, user } = c.var
  const [unit, group] = [unitFrom(c), (c.req.query('group') ?? '').slice(0, 300)]
  const listing = await listingOf(read, period, c.req.param('key')!)
  const names = await unitNames(read)
  const nameOf = (id: string) => names.get(id) ?? 'Đơn vị không còn'
  const own = listing.items.filter(one => (!unit || one.unitId === unit) && (!group || one.group === group))
  const seen = seenItems(user, own)
  const path = `/periods/${period.id}/figures/${listing.key}`
  const address = (more: Record<string, string>) => withQuery(path, { unit, group, ...more })
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, seen.length, at => address(at > 1 ? { page: String(at) } : {}))
  const counted = countedOf(listing.way, own)
  return {
    id: period.id, name: period.name, label: listing.label, value: inWords(listing, counted), fraction: fractionOf(counted), rule: listing.rule,
    closed: await closedInWords(read, period), unit, group,
    only: [unit && `của ${nameOf(unit)}`, group && `lĩnh vực ${group}`].filter(Boolean).join(', '),
    byUnit: unit || !seesAllUnits(user) ? [] : groupsOf({ ...listing, items: own }, 'unitId', nameOf, key => address({ unit: key })),
    byGroup: group ? [] : groupsOf({ ...listing, items: own }, 'group', key => key, key => address({ group: key })), share: listing.way === 'share',
    items: seen.slice(Math.max(0, pager.from - 1), pager.to).map(one => ({
      href: hrefOf(one), label: one.label, note: one.note, unit: one.unitId ? nameOf(one.unitId) : '',
      amount: one.amount === 1 ? '' : number(Math.round(one.amount * 10) / 10), counts: one.counts,
    })),
    hidden: own.length - seen.length, pager, xlsx: withQuery(`${path}/xlsx`, { unit, group }),
  }
}

const itemColumns = [column('Nội dung', 80), column('Đơn vị', 36), column('Lĩnh vực', 28), column('Ghi chú', 40), column('Số', 10, 'number'), column('Được tính', 12)]
const itemCells = (one: Item, nameOf: (id: string) => string) => [
  one.label, one.unitId ? nameOf(one.unitId) : '', one.group ?? '', one.note, Math.round(one.amount * 1000) / 1000, one.counts ? 'có' : 'không',
]

export async function figureExported(c: Ask, period: Period) {
  const listing = await listingOf(c.var.store.read, period, c.req.param('key')!)
  const [unit, group] = [unitFrom(c), c.req.query('group') ?? '']
  const names = await unitNames(c.var.store.read)
  const own = listing.items.filter(one => (!unit || one.unitId === unit) && (!group || one.group === group))
  const note = `${listing.label}: ${inWords(listing, countedOf(listing.way, own))}. ${period.name}, ${written(period.from)} – ${written(period.to)}. ${listing.rule}`
  const rows = seenItems(c.var.user, own).map(one => itemCells(one, id => names.get(id) ?? ''))
  return download(
    c, `${listing.label} ${period.name.replace('/', '-')}.xlsx`, fileKinds.xlsx.mime,
    await writeWorkbook([{ name: 'Danh sách', note, columns: itemColumns, rows }], period.closedAt ?? undefined)
  )
}

/** The figures, the same by unit, and all lists behind them; of a closed period always the same file. */
export async function periodExported(c: Ask, period: Period) {
  const { store: { read }, user } = c.var
  const unit = unitFrom(c)
  const [figures, before, names] = [await figuresOf(read, period), await comparedWith(read, period), await unitNames(read)]
  const note = `${period.name}, ${written(period.from)} – ${written(period.to)}${unit ? `, ${names.get(unit) ?? ''}` : ''}. `
    + `${period.closedAt ? `Chốt lúc ${moment(period.closedAt)}.` : 'Chưa chốt.'} ${before && !unit ? `So với ${before.name}.` : 'Chưa có kỳ trước để so.'}`
  const sheets: SheetToWrite[] = [{
    name: 'Số liệu', note, columns: [
      column('Nhóm', 26), column('Chỉ tiêu', 60), column('Đơn vị tính', 16), column('Kết quả', 14, 'number'), column('Tử số/mẫu số', 16),
      column('Kỳ trước', 14, 'number'), column('Thay đổi', 20), column('Cách tính', 80),
    ],
    rows: figures.map(figure => {
      const [counted, earlier] = [countedFor(figure, unit), unit ? undefined : before?.figures[figure.key]]
      return [
        sectionNames[figure.section], figure.label, figure.measure, cellOf(figure, counted), fractionOf(counted),
        earlier ? cellOf(figure, earlier) : '', changeInWords(figure, counted, earlier), figure.rule,
      ]
    }),
  }]
  const unitIds = [...new Set(figures.flatMap(({ byUnit }) => Object.keys(byUnit)))].filter(id => id && (!unit || id === unit) && seesUnit(user, id))
  const ordered = [...names.keys()].filter(id => unitIds.includes(id))
  if (ordered.length) sheets.push({
    name: 'Theo đơn vị', note, columns: [column('Chỉ tiêu', 60), column('Đơn vị tính', 16), ...ordered.map(id => column(names.get(id)!, 16, 'number'))],
    rows: figures.map(figure => [figure.label, figure.measure, ...ordered.map(id => cellOf(figure, figure.byUnit[id] ?? emptyOf(figure)))]),
  })
  const listings = await listingsOf(read, period)
  sheets.push({
    name: 'Danh sách', note, columns: [column('Chỉ tiêu', 40), ...itemColumns],
    rows: listings.flatMap(({ label, items }) => seenItems(
      user, unit ? items.filter(({ unitId }) => unitId === unit) : items
    ).map(one => [label, ...itemCells(one, id => names.get(id) ?? '')])),
  })
  return download(c, `Số liệu ${period.name.replace('/', '-')}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook(sheets, period.closedAt ?? undefined))
}
