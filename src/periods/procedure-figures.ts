// Figures of the register of procedures as it stood at the end of a period, and of what was published in it.
import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { written } from '../clock.ts'
import type { Span } from '../figures/filter.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import { byPost } from '../procedures/filter.ts'
import { isReduced, reductionShare } from '../procedures/reduction.ts'
import { atLevel, inForce } from '../procedures/statistics.ts'
import { procedures, procedureVersions, type VersionKind } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import type { Listing } from './figures.ts'
import { item } from './items.ts'
import type { Item } from './tables.ts'

export async function procedureFigures(db: Read, { from, to }: Span): Promise<Listing[]> {
  const rows = inForce(await catalogue(db, to))
  const province = atLevel(rows, 'province')
  const itemOf = (row: Row, more: Partial<Item> = {}) => item('procedure', row.id, row.name, { note: row.code ?? '', unitId: row.ownerUnitId, group: row.field, ...more })
  const figure = (key: string, label: string, rule: string, items: Item[], way: Listing['way'] = 'count'): Listing =>
    ({ key: `procedures.${key}`, section: 'procedures', label, measure: way === 'count' ? 'thủ tục' : '%', rule, way, items })
  const among = (key: string, label: string, rule: string, all: Row[], which: (row: Row) => boolean) => figure(
    key, label, rule, all.map(row => itemOf(row, { counts: which(row) })), 'share'
  )
  const changed = await versionsBetween(db, from, to)
  const change = (key: string, label: string, kinds: VersionKind[]) => figure(key, label, 'Đếm lần công bố có ngày công bố trong kỳ; một thủ tục sửa hai lần đếm hai lần.',
    changed.filter(({ kind }) => kinds.includes(kind)).map(one => item('procedure', one.id, one.name, { note: `${one.decision ?? 'chưa ghi quyết định'}, ${written(one.publishedOn)}`, unitId: one.unitId, group: one.field })))
  return [
    figure('total', 'Thủ tục hành chính đang áp dụng', 'Có bản đang áp dụng ngày cuối kỳ, trừ thủ tục đã bãi bỏ; mỗi thủ tục đếm một lần.', rows.map(row => itemOf(row))),
    figure('province', 'Trong đó cấp tỉnh', 'Có cấp tỉnh trong cấp thực hiện; thủ tục nhiều cấp đếm ở từng cấp.', province.map(row => itemOf(row))),
    figure('commune', 'Trong đó cấp xã', 'Có cấp xã trong cấp thực hiện; thủ tục nhiều cấp đếm ở từng cấp.', atLevel(rows, 'commune').map(row => itemOf(row))),
    among(
      'online', 'Thủ tục cấp tỉnh cung cấp trực tuyến', '(Toàn trình + một phần) / thủ tục cấp tỉnh.', province,
      ({ facts }) => facts.onlineLevel === 'full' || facts.onlineLevel === 'partial'
    ),
    among('full', 'Trong đó trực tuyến toàn trình', 'Toàn trình / thủ tục cấp tỉnh.', province, ({ facts }) => facts.onlineLevel === 'full'),
    among(
      'postal', 'Thủ tục cấp tỉnh qua bưu chính công ích', 'Ghi có bưu chính công ích; không ghi thì xét có cách nộp qua bưu chính hay không.',
      province, row => byPost(row) === true
    ),
    among(
      'reduced', 'Thủ tục cấp tỉnh được cắt giảm thời hạn', 'Thời hạn sau cắt giảm ngắn hơn thời hạn theo quy định, cùng đơn vị.', province,
      ({ facts }) => isReduced(facts.reduction)
    ),
    figure('reducedMean', 'Mức cắt giảm bình quân', 'Trung bình cộng phần trăm giảm của từng thủ tục cấp tỉnh được cắt giảm.',
      province.filter(({ facts }) => isReduced(facts.reduction)).map(row => itemOf(row, { amount: reductionShare(row.facts.reduction)! })), 'mean'),
    among(
      'complete', 'Thủ tục đủ nội dung theo Điều 8 Nghị định 63/2010/NĐ-CP', 'Đủ các nội dung mà Điều 8 đòi hỏi / thủ tục đang áp dụng.', rows,
      ({ facts }) => !facts.missing.length
    ),
    change('new', 'Thủ tục mới ban hành', ['new']), change(
      'amended', 'Thủ tục sửa đổi, bổ sung, thay thế', ['amended', 'replaced']
    ), change('abolished', 'Thủ tục bãi bỏ', ['abolished']),
  ]
}

function versionsBetween(db: Read, from: string, to: string) {
  const v = procedureVersions
  return db.select({
    id: v.procedureId, kind: v.kind, name: v.name, field: v.field, decision: v.decision, publishedOn: v.publishedOn, unitId: procedures.ownerUnitId,
  }).from(v)
    .innerJoin(procedures, eq(procedures.id, v.procedureId)).where(and(gte(v.publishedOn, from), lte(v.publishedOn, to))).orderBy(asc(v.publishedOn), asc(v.sort), asc(v.id))
}
