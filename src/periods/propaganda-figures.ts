// Figures of propaganda in a period, as it was distributed and planned; proposals for reform and documents entered.
import { and, asc, eq, gte, isNull, lt, lte } from 'drizzle-orm'
import { addDays, startOf, written } from '../clock.ts'
import { proposals } from '../demand/tables.ts'
import { documents } from '../evidence/tables.ts'
import type { Span } from '../figures/filter.ts'
import { distributionFigures } from '../propaganda/counting.ts'
import { formNames } from '../propaganda/forms.ts'
import { distributions, pieces, propagandaLines } from '../propaganda/tables.ts'
import type { Read } from '../store/store.ts'
import type { FigureSection, Listing } from './figures.ts'
import { item } from './items.ts'
import type { Item } from './tables.ts'

export async function propagandaFigures(db: Read, { from, to }: Span): Promise<Listing[]> {
  const [start, end] = [startOf(from), startOf(addDays(to, 1))]
  const d = distributions
  const times = await db.select({
    id: d.pieceId, title: pieces.title, form: pieces.form, unitId: pieces.unitId, channel: d.channel, place: d.place, on: d.on, reach: d.reach,
  })
    .from(d).innerJoin(pieces, eq(pieces.id, d.pieceId)).where(and(isNull(d.removedAt), gte(d.on, from), lte(d.on, to))).orderBy(asc(d.on), asc(d.at), asc(d.id))
  const timeItem = (row: (typeof times)[number], more: Partial<Item> = {}) => item('piece', row.id, row.title,
    { note: [formNames[row.form], row.channel, row.place, written(row.on)].filter(Boolean).join(', '), unitId: row.unitId, ...more })
  const lines = await linesDue(db, from, to)
  const made = await db.select({
    id: proposals.id, title: proposals.title, state: proposals.state, unitId: proposals.unitId, field: proposals.field, decidedAt: proposals.decidedAt,
  }).from(proposals)
    .where(and(gte(proposals.madeAt, start), lt(proposals.madeAt, end))).orderBy(asc(proposals.madeAt), asc(proposals.id))
  const entered = await db.select({
    id: documents.id, number: documents.number, subject: documents.subject, date: documents.date, unitId: documents.unitId,
  }).from(documents)
    .where(and(gte(documents.madeAt, start), lt(documents.madeAt, end))).orderBy(asc(documents.madeAt), asc(documents.id))
  const figure = (section: FigureSection, key: string, label: string, measure: string, rule: string, items: Item[], way: Listing['way'] = 'count'): Listing => ({
    key: `${section}.${key}`, section, label, measure, rule, way, items,
  })
  return [
    figure('propaganda', 'pieces', 'Sản phẩm tuyên truyền đã phát', 'sản phẩm', 'Phát ít nhất một lần trong kỳ; mỗi sản phẩm đếm một lần.',
      [...new Map(times.map(row => [row.id, row])).values()].map(row => timeItem(row, { note: formNames[row.form] }))),
    figure('propaganda', 'times', 'Lượt phát', 'lượt', 'Số lần phát trong kỳ, trừ lần đã gỡ.', times.map(row => timeItem(row))),
    figure(
      'propaganda', 'reach', 'Lượt người tiếp cận', 'lượt người', 'Cộng số người, số bản mà người phát ghi; lần không ghi thì không cộng.',
      times.filter(({ reach }) => reach !== null).map(row => timeItem(row, { amount: row.reach! })), 'sum'
    ),
    figure(
      'propaganda', 'lines', 'Nội dung tuyên truyền đến hạn đã phát đủ', '%',
      'Trong các nội dung của kế hoạch có hạn trong kỳ, trừ nội dung đã bỏ: phát đủ số sản phẩm khi hết kỳ.', lines, 'share'
    ),
    figure(
      'reform', 'proposals', 'Đề xuất cải cách từ câu hỏi của công dân', 'đề xuất', 'Gửi trong kỳ.',
      made.map(one => item('proposal', one.id, one.title, { unitId: one.unitId, group: one.field }))
    ),
    figure('reform', 'taken', 'Đề xuất đã đưa vào kế hoạch', '%', 'Trong các đề xuất gửi trong kỳ: được đưa vào kế hoạch khi hết kỳ.',
      made.map(one => item('proposal', one.id, one.title, { unitId: one.unitId, group: one.field, counts: one.state === 'taken' && one.decidedAt !== null && one.decidedAt < end })), 'share'),
    figure('reform', 'documents', 'Văn bản, minh chứng đã nhập', 'văn bản', 'Nhập vào sổ minh chứng trong kỳ.',
      entered.map(one => item('document', one.id, [one.number, one.subject].filter(Boolean).join(': '), { note: one.date ? written(one.date) : '', unitId: one.unitId }))),
  ]
}

/** Lines of the plan due in the span; those count of which as many pieces as wanted were distributed by its end. */
async function linesDue(db: Read, from: string, to: string): Promise<Item[]> {
  const l = propagandaLines
  const lines = await db.select().from(l).where(and(isNull(l.droppedAt), gte(l.due, from), lte(l.due, to))).orderBy(asc(l.due), asc(l.id))
  if (!lines.length) return []
  const { byLine } = await distributionFigures(db, null, to, { lineIds: lines.map(({ id }) => id) })
  return lines.map(line => {
    const done = byLine.get(line.id)?.pieces ?? 0
    return item('line', line.id, line.topic, { note: `${done}/${line.wanted} sản phẩm, hạn ${written(line.due)}`, unitId: line.unitId, counts: done >= line.wanted })
  })
}
