// The history of ranks: one table and one line for each index, the best rank on top; found under the names that people use.
import { withQuery } from '../addresses.ts'
import { column, writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { may } from '../policy.ts'
import { fold } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { download } from '../web/render.ts'
import { ranksOf } from './history.ts'
import { indexKinds, type IndexKind, type IndexRank } from './tables.ts'
import type { HistoryGroup, ScoringViews } from './views.ts'
import { indexNames, points } from './words.ts'

/** DDCI is often written DCCI. */
const alsoCalled: Partial<Record<IndexKind, string>> = { ddci: 'dcci', parIndex: 'par cchc cai cach', it: 'cntt chuyen doi so dti ict', sipas: 'hai long' }

/** Indices that the words mean; all of them for none. */
export function indicesCalled(q: string): IndexKind[] {
  const words = fold(q).split(/[^a-z0-9]+/).filter(Boolean)
  return indexKinds.filter(kind => words.every(word => fold(`${indexNames[kind]} ${alsoCalled[kind] ?? ''}`).includes(word)))
}

const rankInWords = ({ rank, among }: IndexRank) => (rank === null ? '–' : `${number(rank)}${among ? `/${number(among)}` : ''}`)

/** A smaller rank is better. */
function changeInWords(rank: number | null, before: number | null | undefined): string {
  if (rank === null || before == null) return ''
  return rank === before ? 'giữ hạng' : rank < before ? `tăng ${before - rank} bậc` : `giảm ${rank - before} bậc`
}

const [width, height, edge] = [1000, 220, 40]

/** The ranks as a line, the best on top; null for fewer than two. */
function chartOf(rows: readonly IndexRank[]): HistoryGroup['chart'] {
  const known = rows.flatMap(({ year, rank }) => (rank === null ? [] : [{ year, rank }]))
  if (known.length < 2) return null
  const [best, worst] = [Math.min(...known.map(({ rank }) => rank)), Math.max(...known.map(({ rank }) => rank))]
  const [first, last] = [known[0]!.year, known.at(-1)!.year]
  const marks = known.map(({ year, rank }) => ({
    x: Math.round(edge + (year - first) / (last - first) * (width - 2 * edge)), label: `hạng ${rank}`, year: String(year),
    y: Math.round(edge + (worst === best ? 0.5 : (rank - best) / (worst - best)) * (height - 2 * edge)),
  }))
  return { points: marks, line: marks.map(({ x, y }) => `${x},${y}`).join(' '), best: String(best), worst: String(worst) }
}

const lineWith = (rows: readonly IndexRank[]) => rows.map((row, at) => {
  const before = rows[at - 1]
  return { row, change: before?.year === row.year - 1 ? changeInWords(row.rank, before.rank) : '' }
})

export async function historyPage(c: Ask, form?: Form): Promise<ScoringViews['scoring/history']> {
  const { store: { read }, user } = c.var
  const q = c.req.query('index') ?? ''
  const kinds = indexKinds.find(kind => kind === q) ? [q as IndexKind] : indicesCalled(q)
  const byIndex = Map.groupBy(await ranksOf(read), ({ index }) => index)
  const groups = kinds.flatMap((kind): HistoryGroup[] => {
    const rows = byIndex.get(kind) ?? []
    return rows.length ? [{
      id: kind, name: indexNames[kind], readOnly: kind === 'papi', note: kind === 'papi' ? 'Chỉ đo cấp tỉnh, cơ quan không tự chấm: ghi lại kết quả công bố.' : '',
      chart: chartOf(rows),
      rows: lineWith(rows).map(({ row, change }) => ({ year: String(row.year), rank: rankInWords(row), change, score: points(row.score), source: row.source })).toReversed(),
    }] : []
  })
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  return {
    index: q, indices: indexKinds.map(value => ({ value: value === 'ddci' ? 'DDCI' : indexNames[value].split(' (')[0]!, label: indexNames[value] })), groups, xlsx: withQuery('/scoring/history/export/xlsx', { index: q }),
    sentence: count ? `${number(count)} kết quả của ${number(groups.length)} chỉ số, năm mới nhất trước.` : q ? `Chưa có kết quả nào của “${q}”.` : 'Chưa ghi kết quả nào.',
    mayWrite: may(user, 'write criteria'), form: form ?? filled({ index: kinds.length === 1 ? kinds[0] : 'parIndex', year: Number(today().slice(0, 4)) - 1 }),
  }
}

export async function historyExported(c: Ask) {
  const q = c.req.query('index') ?? ''
  const kinds = indexKinds.find(kind => kind === q) ? [q as IndexKind] : indicesCalled(q)
  const byIndex = Map.groupBy((await ranksOf(c.var.store.read)).filter(({ index }) => kinds.includes(index)), ({ index }) => index)
  return download(c, `Xếp hạng các năm ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{
    name: 'Xếp hạng', columns: [column('Chỉ số', 50), column('Năm', 8, 'number'), column('Thứ hạng', 10, 'number'), column('Trên tổng số', 12, 'number'), column('Thay đổi', 14), column('Điểm', 10, 'number'), column('Nguồn', 60)],
    rows: [...byIndex.values()].flatMap(rows => lineWith(rows).map(({ row, change }) => [indexNames[row.index], row.year, row.rank, row.among, change, row.score, row.source])),
  }]))
}
