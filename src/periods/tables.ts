// Reporting periods (kỳ báo cáo) as rows that the office sets, and the figures that were frozen when one was closed.
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** tháng, quý, sáu tháng, chín tháng, năm, khác */
export const periodKinds = ['month', 'quarter', 'half', 'nineMonths', 'year', 'other'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** What a figure comes to: how many, a sum, a middle value; of a share also what it is a part of, and of what. Null where there was nothing to count. */
export interface Counted { value: number | null; part: number | null; of: number | null }

/** `count` of what is in it; `share` of what counts in the amounts of all; `sum`, `median`, `mean` of the amounts. */
export type Way = 'count' | 'share' | 'sum' | 'median' | 'mean'

/** One thing behind a figure, as it was called and counted then. */
export interface Item {
  kind: 'task' | 'procedure' | 'enquiry' | 'piece' | 'line' | 'meeting' | 'document' | 'proposal' | 'dossiers'
  id: string
  label: string
  /** What it says beside its name: its deadline, when it was answered, from where to where it moved. */
  note: string
  unitId: string | null
  /** The domain of the reform plan, or the field of the procedure. */
  group: string | null
  amount: number
  /** Whether it counts, of a share; of all others true. */
  counts: boolean
}

export const periods = table('periods', {
  id: id(),
  kind: choice('kind', periodKinds).notNull(),
  name: text('name').notNull(),
  /** The days that are counted, both included. */
  from: day('from').notNull(),
  to: day('to').notNull(),
  /** By when units send their parts, and the office its report. */
  unitsBy: day('units_by').notNull(),
  submitBy: day('submit_by').notNull(),
  recipient: text('recipient').notNull(),
  closedAt: instant('closed_at'),
  closedById: text('closed_by_id'),
  /** The period that it was compared with when it was closed, and what its figures were; null where there was none. */
  before: json<{ name: string; figures: Record<string, Counted> }>('before'),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('periods_span').on(t.kind, t.from, t.to), index('periods_to').on(t.to), index('periods_submit').on(t.submitBy)])

/** One row for each figure of a closed period; never changed. */
export const periodFigures = table('period_figures', {
  id: id(),
  periodId: text('period_id').notNull().references(() => periods.id),
  position: whole('position').notNull(),
  key: text('key').notNull(),
  section: text('section').notNull(),
  label: text('label').notNull(),
  /** đơn vị tính */
  measure: text('measure').notNull(),
  rule: text('rule').notNull(),
  way: choice('way', ['count', 'share', 'sum', 'median', 'mean'] as const).notNull(),
  counted: json<Counted>('counted').notNull(),
  byUnit: json<Record<string, Counted>>('by_unit').notNull(),
  byGroup: json<Record<string, Counted>>('by_group').notNull(),
  items: json<Item[]>('items').notNull(),
}, t => [unique('period_figures_key').on(t.periodId, t.key)])

export type Period = typeof periods.$inferSelect
