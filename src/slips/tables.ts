// Counter slips that were handed out: a short code that opens the same guidance again.
import { day, id, index, instant, table, text } from '../store/columns.ts'

export const slips = table('slips', {
  /** The short code, without look-alike letters: 'K7M2P'. */
  id: id(),
  procedureId: text('procedure_id').notNull(),
  /** The version it was printed from. */
  versionId: text('version_id').notNull(),
  /** The case it was printed for; null: for all. */
  case: text('case_name'),
  /** When and by whom the record had been looked through when it was printed. */
  checkedOn: day('checked_on'),
  checkedById: text('checked_by_id'),
  /** The answer it came from; null when it was printed from the procedure's page. */
  turnId: text('turn_id'),
  unitId: text('unit_id'),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('slips_procedure').on(t.procedureId, t.madeAt), index('slips_made').on(t.madeAt)])

export type Slip = typeof slips.$inferSelect
