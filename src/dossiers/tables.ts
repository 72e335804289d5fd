// Dossiers of procedures handled in a period (Biểu 06): each unit's table by field, every version kept.
import { periods } from '../periods/tables.ts'
import { choice, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** One field: what was carried over and came in, what was settled, what is still being settled. Totals are never kept. */
export interface DossierRow {
  field: string
  carried: number
  online: number
  direct: number
  early: number
  onTime: number
  late: number
  pending: number
  pendingLate: number
}

/** The version with the highest number holds. */
export const dossierSheets = table('dossier_sheets', {
  id: id(),
  periodId: text('period_id').notNull().references(() => periods.id),
  unitId: text('unit_id').notNull(),
  number: whole('number').notNull(),
  rows: json<DossierRow[]>('rows').notNull(),
  /** Why what was carried over differs from what the period before left, or what was corrected. */
  note: text('note'),
  source: choice('source', ['typed', 'file'] as const).notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [unique('dossier_sheets_number').on(t.periodId, t.unitId, t.number), index('dossier_sheets_unit').on(t.unitId)])

export type DossierSheet = typeof dossierSheets.$inferSelect
