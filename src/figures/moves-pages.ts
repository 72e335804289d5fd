// What moved between two days, beside the same number of days before.
import type { SheetToWrite } from '../admin/workbook.ts'
import { dayOf } from '../clock.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { figureFilterFrom, scopeOf, spanBefore, spanFrom, type FigureFilter, type Span } from './filter.ts'
import { filterInWords, formOf, headOf } from './head-pages.ts'
import { keptFigures } from './kept.ts'
import { moveNames as names, moveRules as rules, whatOf } from './moves-words.ts'
import { whatMoved, type Moved } from './moves.ts'
import { whose } from './overview.ts'
import type { FigureViews } from './views.ts'

const mostShown = 20
const mostInSheet = 5000

const moved = (c: Ask, filter: FigureFilter, span: Span, limit: number): Promise<Moved[]> => {
  const { store: { read }, user } = c.var
  const { plan, unit } = filter
  return keptFigures(read, `moves ${whose(user)} ${plan} ${unit} ${span.from} ${span.to} ${limit}`, () => whatMoved(read, scopeOf(user, filter), span, limit))
}

async function namesOfUnits(c: Ask): Promise<(id: string | null) => string> {
  const known = await unitNames(c.var.store.read)
  return id => (id ? known.get(id) ?? 'đơn vị không còn' : 'chưa có đơn vị')
}

const dayIn = (on: Date | string) => (typeof on === 'string' ? on : dayOf(on))

export async function movesPage(c: Ask): Promise<FigureViews['figures/moves']> {
  const [filter, span] = [figureFilterFrom(c.req.query()), spanFrom(c.req.query())]
  const before = spanBefore(span)
  const [now, earlier] = [await moved(c, filter, span, mostShown), await moved(c, filter, before, 0)]
  const unitName = await namesOfUnits(c)
  const total = now.reduce((sum, { count }) => sum + count, 0)
  return {
    head: headOf('moves', filter, 'Thay đổi trong kỳ', `${total ? `${number(total)} thay đổi` : 'Không có thay đổi nào'} từ ${date(span.from)} đến ${date(span.to)}; so với kỳ liền trước cùng số ngày (${date(before.from)} – ${date(before.to)}).`, span),
    filters: await formOf(c, 'moves', filter, { span, year: false }),
    counts: now.map(({ kind, count }, at) => ({ label: names[kind], count, before: earlier[at]!.count, anchor: `k-${kind}` })),
    groups: now.filter(({ count }) => count > 0).map(({ kind, count, moves }) => ({
      anchor: `k-${kind}`, label: names[kind], count, rule: rules[kind], more: count - moves.length,
      rows: moves.map(move => ({ href: `/tasks/${move.taskId}`, title: move.title, unit: unitName(move.unitId), what: whatOf(kind, move, unitName), on: dayIn(move.on) })),
    })),
  }
}

export async function movesSheets(c: Ask): Promise<SheetToWrite[]> {
  const [filter, span] = [figureFilterFrom(c.req.query()), spanFrom(c.req.query())]
  const unitName = await namesOfUnits(c)
  const note = `Tính ${await filterInWords(c, { ...filter, year: '' })}, từ ${date(span.from)} đến ${date(span.to)}.`
  const all = await moved(c, filter, span, mostInSheet)
  return [
    { name: 'Tổng hợp', note, columns: [{ title: 'Thay đổi', width: 24, kind: 'text' }, { title: 'Số nhiệm vụ', width: 14, kind: 'number' }, { title: 'Quy tắc', width: 90, kind: 'text' }], rows: all.map(({ kind, count }) => [names[kind], count, rules[kind]]) },
    { name: 'Chi tiết', note, columns: [{ title: 'Thay đổi', width: 20, kind: 'text' }, { title: 'Nhiệm vụ', width: 70, kind: 'text' }, { title: 'Đơn vị chủ trì', width: 36, kind: 'text' }, { title: 'Nội dung', width: 44, kind: 'text' }, { title: 'Ngày', width: 12, kind: 'date' }],
      rows: all.flatMap(({ kind, moves }) => moves.map(move => [names[kind], move.title, unitName(move.unitId), whatOf(kind, move, unitName), dayIn(move.on)])) },
  ]
}
