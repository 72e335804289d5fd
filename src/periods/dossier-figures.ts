// Figures of dossiers handled in a period, from the tables (Biểu 06) that units entered for the period of these days.
import { and, asc, eq } from 'drizzle-orm'
import { latestSheets } from '../dossiers/sheets.ts'
import { totalsOf } from '../dossiers/counting.ts'
import type { DossierRow } from '../dossiers/tables.ts'
import type { Span } from '../figures/filter.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Listing } from './figures.ts'
import { item } from './items.ts'
import { periods, type Item } from './tables.ts'

export async function dossierFigures(db: Read, { from, to }: Span): Promise<Listing[]> {
  const [period] = await db.select({ id: periods.id }).from(periods).where(and(eq(periods.from, from), eq(periods.to, to))).orderBy(asc(periods.id)).limit(1)
  const sheets = period ? await latestSheets(db, period.id) : []
  const names = await unitNames(db)
  const rows = sheets.flatMap(sheet => sheet.rows.map(row => ({ unitId: sheet.unitId, row })))
  const itemsOf = (amountOf: (row: DossierRow) => number, counts = true): Item[] => rows.flatMap(({ unitId, row }) => {
    const amount = amountOf(row)
    return amount ? [item(
      'dossiers', `${period!.id}/dossiers/${unitId}`, `${row.field}, ${names.get(unitId) ?? 'đơn vị không còn'}`,
      { unitId, group: row.field, amount, counts }
    )] : []
  })
  const figure = (key: string, label: string, rule: string, items: Item[], way: Listing['way'] = 'sum'): Listing =>
    ({ key: `dossiers.${key}`, section: 'dossiers', label, measure: way === 'share' ? '%' : 'hồ sơ', rule, way, items })
  return [
    figure('received', 'Hồ sơ tiếp nhận', 'Biểu 06: trực tuyến, trực tiếp, bưu chính và từ kỳ trước chuyển sang.', itemsOf(row => totalsOf(row).received)),
    figure(
      'online', 'Hồ sơ tiếp nhận mới trực tuyến', 'Trực tuyến / (trực tuyến + trực tiếp, bưu chính), không tính từ kỳ trước.',
      [...itemsOf(row => row.online), ...itemsOf(row => row.direct, false)], 'share'
    ),
    figure('settled', 'Hồ sơ đã giải quyết', 'Trước hạn, đúng hạn và quá hạn.', itemsOf(row => totalsOf(row).settled)),
    figure(
      'onTime', 'Hồ sơ giải quyết trước và đúng hạn', '(Trước hạn + đúng hạn) / đã giải quyết; không giải quyết hồ sơ nào thì ghi không phát sinh.',
      [...itemsOf(row => row.early + row.onTime), ...itemsOf(row => row.late, false)], 'share'
    ),
    figure('pending', 'Hồ sơ đang giải quyết', 'Trong hạn và quá hạn khi hết kỳ.', itemsOf(row => totalsOf(row).open)),
    figure('pendingLate', 'Trong đó quá hạn', 'Đang giải quyết mà đã quá hạn khi hết kỳ.', itemsOf(row => row.pendingLate)),
  ]
}
