// What the office as a whole has set, and lists of its staff that are being brought in.
import { choice, id, instant, json, table, text, whole } from '../store/columns.ts'
import type { StaffChoices } from './staff-choices.ts'
import type { StaffReading } from './staff-reading.ts'

export const officeSettings = table('office_settings', {
  name: text('name').primaryKey(),
  value: json<unknown>('value').notNull(),
})

/** A list of units and staff that was uploaded: what was read in it, and what the person decided, until it is applied. */
export const staffImports = table('staff_imports', {
  id: id(),
  fileName: text('file_name').notNull(),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  state: choice('state', ['draft', 'applied'] as const).notNull(),
  reading: json<StaffReading>('reading').notNull(),
  choices: json<StaffChoices>('choices').notNull(),
  /** Counts every change of the choices, so that a second tab is told. */
  revision: whole('revision').notNull().default(1),
  appliedAt: instant('applied_at'),
  /** What was done, for the page of an applied import. */
  result: json<StaffResult>('result'),
})

/** How many people and units an import added and changed. */
export interface StaffResult { unitsAdded: number; peopleAdded: number; peopleChanged: number; unchanged: number; leftOut: number }
export type StaffImport = typeof staffImports.$inferSelect
