// The office's working time: the weekly pattern since a date, days off, and days worked to make up for them.
import { choice, day, id, index, json, table, text, unique } from '../store/columns.ts'

/** What is worked of a day of the week. */
export const shifts = ['day', 'morning', 'afternoon', 'off'] as const
export type Shift = (typeof shifts)[number]

export const dayKinds = ['off', 'makeUp'] as const

/** A new pattern holds from its date on; earlier ones stay, so that the past is computed as it was. */
export const calendarPatterns = table('calendar_patterns', {
  id: id(),
  since: day('since').notNull(),
  /** Seven shifts, from Monday. */
  week: json<Shift[]>('week').notNull(),
  /** Office hours, 'HH:mm'. */
  morningFrom: text('morning_from').notNull(),
  morningTo: text('morning_to').notNull(),
  afternoonFrom: text('afternoon_from').notNull(),
  afternoonTo: text('afternoon_to').notNull(),
  decision: text('decision').notNull(),
}, t => [unique('calendar_patterns_since').on(t.since)])

export const calendarDays = table('calendar_days', {
  id: id(),
  kind: choice('kind', dayKinds).notNull(),
  from: day('from').notNull(),
  /** Last day, included; the same as `from` for one day. */
  to: day('to').notNull(),
  name: text('name').notNull(),
  /** The document that decides it. */
  decision: text('decision').notNull(),
  /** What that document says of it; null where nobody wrote it down. */
  source: text('source'),
}, t => [index('calendar_days_from').on(t.from)])

export type CalendarPattern = typeof calendarPatterns.$inferSelect
export type CalendarDay = typeof calendarDays.$inferSelect
