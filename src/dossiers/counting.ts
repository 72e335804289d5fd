// The sums of a row of Biểu 06, and what must agree in it: within the row, and with what the period before left.
import type { DossierRow } from './tables.ts'

export const leaves = ['online', 'direct', 'carried', 'early', 'onTime', 'late', 'pending', 'pendingLate'] as const
export type Leaf = (typeof leaves)[number]
export interface Totals { received: number; settled: number; open: number }

export const totalsOf = (row: Record<Leaf, number>): Totals => ({
  received: row.online + row.direct + row.carried, settled: row.early + row.onTime + row.late, open: row.pending + row.pendingLate,
})

/** Rows added up, under a name of their own. */
export const addedRows = (field: string, rows: readonly DossierRow[]): DossierRow => {
  const sum = { field, carried: 0, online: 0, direct: 0, early: 0, onTime: 0, late: 0, pending: 0, pendingLate: 0 }
  for (const row of rows) for (const leaf of leaves) sum[leaf] += row[leaf]
  return sum
}

const count = (value: number) => value.toLocaleString('vi-VN')

/** What does not agree in a row: sentences that say both numbers. */
export function crossFoot(row: DossierRow): string | null {
  const { received, settled, open } = totalsOf(row)
  if (received === settled + open) return null
  return `Nhận ${count(received)} khác đã giải quyết ${count(settled)} + đang giải quyết ${count(open)} = ${count(settled + open)}.`
}

/** What was carried over against what the period before left in the same field; null where they agree, or there was none. */
export function carriedOver(row: DossierRow, before: readonly DossierRow[] | null): string | null {
  if (!before) return null
  const left = before.find(({ field }) => field === row.field)
  const open = left ? totalsOf(left).open : 0
  return open === row.carried ? null : `Từ kỳ trước ${count(row.carried)} khác số đang giải quyết cuối kỳ trước ${count(open)}.`
}
