// The overview of tasks: the sentence, status by unit and by domain, what is overdue by age, progress against time.
import type { SheetToWrite } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { may } from '../policy.ts'
import { ages, type Age } from '../tasks/standings.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number, percent } from '../web/helpers.ts'
import { addedUp, type Counts, type CurvePoint, type Tally } from './counting.ts'
import { figureFilterFrom, type FigureFilter } from './filter.ts'
import { filterInWords, formOf, headOf } from './head-pages.ts'
import { listsFor, type Counting, type ListOf } from './links.ts'
import { curveFor, talliesFor } from './overview.ts'
import type { Curve, FigureViews, Said, Stack, StackRow } from './views.ts'

const mostUnits = 15
export const ageNames: Record<Age, string> = { '1-30': '1–30 ngày', '31-90': '31–90 ngày', '91-120': '91–120 ngày', '121': 'Trên 120 ngày' }
const countingRule = 'Quá hạn: đang làm mà đã qua hạn hiện hành, tính ngày lịch. Trong hạn: đang làm, chưa đến hạn hoặc không có hạn. Khác: chờ xác nhận hoàn thành, tạm dừng. Không tính việc dự thảo và việc đã bỏ; việc định kỳ tính từng kỳ.'

/** '148 nhiệm vụ: 13 quá hạn (2 trên 120 ngày), 38 trong hạn, 97 đã xong', each number with its list. */
export function sentenceOf(counts: Counts, listOf: ListOf): Said[] {
  const said = (count: number, words: string, counting: Counting, late = false): Said => ({ text: `${number(count)} ${words}`, href: count ? listOf(counting) : null, late: late && count > 0 })
  const plain = (text: string): Said => ({ text, href: null })
  const parts = [said(counts.overdue, 'quá hạn', { standing: ['overdue'] }, true)]
  if (counts.overdueLong) parts.push(plain(' ('), said(counts.overdueLong, 'trên 120 ngày', { standing: ['overdue'], age: '121' }, true), plain(')'))
  parts.push(plain(', '), said(counts.inTime, 'trong hạn', { standing: ['inTime'] }))
  if (counts.claimed) parts.push(plain(', '), said(counts.claimed, 'chờ xác nhận', { standing: ['claimed'] }))
  if (counts.paused) parts.push(plain(', '), said(counts.paused, 'tạm dừng', { standing: ['paused'] }))
  parts.push(plain(', '), said(counts.done, 'đã xong', { standing: ['done'] }))
  if (counts.doneLate) parts.push(plain(' ('), said(counts.doneLate, 'xong muộn', { standing: ['doneLate'] }), plain(')'))
  return [said(counts.total, 'nhiệm vụ', {}), plain(': '), ...parts, plain('.')]
}

/** The sentence of this year's tasks for the home page; null for whoever sees no tasks, and while there are none. */
export async function sentenceForHome(c: Ask): Promise<Said[] | null> {
  const { store: { read }, user } = c.var
  if (!may(user, 'see tasks')) return null
  const filter = figureFilterFrom({})
  const counts = addedUp(await talliesFor(read, user, filter))
  return counts.total ? sentenceOf(counts, listsFor(user, filter)) : null
}

interface Group { label: string; counting: Counting | null; counts: Counts }

function rowOf({ label, counting, counts }: Group, most: number, listOf: ListOf): StackRow {
  const segments = [['late', counts.overdue], ['calm', counts.inTime], ['rest', counts.claimed + counts.paused], ['done', counts.done]] as const
  let x = 0
  const parts = segments.flatMap(([part, count]) => {
    const width = most ? Math.round(count / most * 1000) : 0
    x += width
    return width ? [{ part, x: x - width, width }] : []
  })
  const cell = (value: number, more: Counting, late = false) => ({ value, late, href: value && counting ? listOf({ ...counting, ...more }) : null })
  return {
    label, parts, href: counting && listOf(counting),
    cells: [cell(counts.overdue, { standing: ['overdue'] }, true), cell(counts.inTime, { standing: ['inTime'] }), cell(counts.claimed + counts.paused, { standing: ['claimed', 'paused'] }), cell(counts.done, { standing: ['done'] }), cell(counts.total, {})],
  }
}

const byOverdue = (a: Group, b: Group) => b.counts.overdue - a.counts.overdue || b.counts.total - a.counts.total || (a.label < b.label ? -1 : 1)

function unitGroups(tallies: readonly Tally[], names: ReadonlyMap<string, string>): Group[] {
  return [...Map.groupBy(tallies, ({ unitId }) => unitId)].map(([unitId, own]) => ({ label: unitId ? names.get(unitId) ?? 'Đơn vị không còn' : 'Chưa có đơn vị chủ trì', counting: { unit: unitId }, counts: addedUp(own) })).sort(byOverdue)
}

const domainGroups = (tallies: readonly Tally[]): Group[] =>
  [...Map.groupBy(tallies, ({ domain }) => domain)].map(([domain, own]) => ({ label: domain ?? 'Chưa ghi lĩnh vực', counting: { domain }, counts: addedUp(own) })).sort(byOverdue)

function stackOf(groups: Group[], all: readonly Tally[], listOf: ListOf, what: { caption: string; first: string; others: string }): Stack {
  const shown = groups.slice(0, groups.length > mostUnits + 1 ? mostUnits : groups.length)
  const rest = groups.slice(shown.length)
  const most = Math.max(0, ...shown.map(({ counts }) => counts.total))
  const rows = shown.map(group => rowOf(group, most, listOf))
  if (rest.length) {
    const sums = addedUp(all)
    for (const { counts } of shown) for (const key of ['total', 'overdue', 'inTime', 'claimed', 'paused', 'done'] as const) sums[key] -= counts[key]
    rows.push({ ...rowOf({ label: `${number(rest.length)} ${what.others} khác`, counting: null, counts: sums }, 0, listOf), parts: [] })
  }
  return { caption: what.caption, first: what.first, rows, rule: null, note: rest.length ? `Hiện ${number(shown.length)} ${what.others} nhiều việc quá hạn nhất; tệp Excel có đủ.` : null }
}

function curveShown(points: CurvePoint[], filter: FigureFilter): Curve | null {
  const most = Math.max(1, ...points.map(({ due, done }) => Math.max(due, done ?? 0)))
  const last = points.findLast(({ done }) => done !== null)
  if (!last || most === 1 && !points.at(-1)!.due) return null
  const x = (at: number) => Math.round(at / Math.max(1, points.length - 1) * 1000)
  const y = (count: number) => Math.round(290 - count / most * 280)
  const line = (of: (point: CurvePoint) => number | null) => points.flatMap((point, at) => { const count = of(point); return count === null ? [] : [`${x(at)},${y(count)}`] }).join(' ')
  const until = last.until < today() ? last.until : today()
  const gap = last.due - last.done!
  return {
    points, due: line(({ due }) => due), done: line(({ done }) => done),
    words: `Đến ${date(until)} đã xong ${number(last.done!)} nhiệm vụ có hạn; hết ${filter.year ? `tháng ${last.label.slice(1)}` : `năm ${last.label}`} phải xong ${number(last.due)}${gap > 0 ? `, còn thiếu ${number(gap)}` : ''}. Cả kỳ có ${number(points.at(-1)!.due)}.`,
    ends: { due: `Phải xong: ${number(points.at(-1)!.due)}`, done: `Đã xong: ${number(last.done!)}` },
    rule: 'Cộng dồn, chỉ nhiệm vụ có hạn. Phải xong: theo hạn hiện hành đến cuối mỗi kỳ. Đã xong: đã được xác nhận, theo ngày hoàn thành đơn vị báo.',
  }
}

export async function overviewPage(c: Ask): Promise<FigureViews['figures/show']> {
  const { store: { read }, user } = c.var
  const filter = figureFilterFrom(c.req.query())
  const listOf = listsFor(user, filter)
  const tallies = await talliesFor(read, user, filter)
  const names = await unitNames(read)
  const counts = addedUp(tallies)
  const most = Math.max(0, ...Object.values(counts.ages))
  return {
    head: headOf('show', filter, 'Tổng quan nhiệm vụ', 'Nhiệm vụ đang đứng ở đâu, chậm ở đơn vị nào, lĩnh vực nào. Bấm vào con số để xem danh sách.'),
    filters: await formOf(c, 'show', filter), sentence: sentenceOf(counts, listOf), empty: counts.total === 0,
    units: { ...stackOf(unitGroups(tallies, names), tallies, listOf, { caption: 'Tình trạng nhiệm vụ theo đơn vị chủ trì', first: 'Đơn vị', others: 'đơn vị' }), rule: countingRule },
    domains: stackOf(domainGroups(tallies), tallies, listOf, { caption: 'Tình trạng nhiệm vụ theo lĩnh vực', first: 'Lĩnh vực', others: 'lĩnh vực' }),
    ages: ages.map(({ name }) => ({ label: ageNames[name], count: counts.ages[name], share: most ? counts.ages[name] / most : 0, percent: percent(counts.overdue ? counts.ages[name] / counts.overdue : null), href: listOf({ standing: ['overdue'], age: name }) })),
    curve: curveShown(await curveFor(read, user, filter), filter),
  }
}

const column = (title: string, width: number, kind: 'text' | 'number' = 'number') => ({ title, width, kind })
const numbersOf = ({ total, overdue, ages: byAge, inTime, claimed, paused, done, doneLate }: Counts) => [total, overdue, ...ages.map(({ name }) => byAge[name]), inTime, claimed, paused, done, doneLate]

/** The same figures as sheets, every unit in them. */
export async function overviewSheets(c: Ask): Promise<SheetToWrite[]> {
  const { store: { read }, user } = c.var
  const filter = figureFilterFrom(c.req.query())
  const tallies = await talliesFor(read, user, filter)
  const names = await unitNames(read)
  const counted = ['Tổng', 'Quá hạn', ...ages.map(({ name }) => `Quá hạn ${ageNames[name].toLowerCase()}`), 'Trong hạn', 'Chờ xác nhận', 'Tạm dừng', 'Đã xong', 'Xong muộn'].map(title => column(title, 12))
  const note = `Tính ${await filterInWords(c, filter)}; số liệu ngày ${date(today())}. ${countingRule}`
  const sheet = (name: string, first: string, groups: Group[]): SheetToWrite => ({
    name, note, columns: [column(first, 46, 'text'), ...counted], rows: [...groups.map(({ label, counts }) => [label, ...numbersOf(counts)]), ['Tổng cộng', ...numbersOf(addedUp(tallies))]],
  })
  return [
    sheet('Theo đơn vị', 'Đơn vị chủ trì', unitGroups(tallies, names)), sheet('Theo lĩnh vực', 'Lĩnh vực', domainGroups(tallies)),
    { name: 'Tiến độ', note, columns: [column('Kỳ', 10, 'text'), { title: 'Đến ngày', width: 14, kind: 'date' }, column('Phải xong, cộng dồn', 18), column('Đã xong, cộng dồn', 18)], rows: (await curveFor(read, user, filter)).map(({ label, until, due, done }) => [label, until, due, done]) },
  ]
}
