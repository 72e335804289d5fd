// Organisation units through time. A unit is never rewritten: it ends, and another one begins.
import { choice, day, flag, id, index, json, table, text, whole } from '../store/columns.ts'

export const unitKinds = ['leadership', 'office', 'inspectorate', 'division', 'service', 'other'] as const
export type UnitKind = (typeof unitKinds)[number]

export const units = table('units', {
  id: id(),
  name: text('name').notNull(),
  /** Other names and abbreviations under which documents speak of it. */
  aliases: json<string[]>('aliases').notNull(),
  kind: choice('kind', unitKinds).notNull(),
  parentId: text('parent_id'),
  /** Place in lists, as the office orders its units. */
  position: whole('position').notNull(),
  since: day('since').notNull(),
  /** First day on which the unit no longer exists; null while it stands. */
  until: day('until'),
  search: text('search').notNull(),
  /** Came with the demo department, and goes with it. */
  demo: flag('demo').notNull().default(false),
}, t => [index('units_parent').on(t.parentId)])

/** Which unit became which (đổi tên, sáp nhập, chia tách), by which decision. */
export const unitSuccessions = table('unit_successions', {
  id: id(),
  fromId: text('from_id').notNull().references(() => units.id),
  toId: text('to_id').notNull().references(() => units.id),
  on: day('on').notNull(),
  kind: choice('kind', ['renamed', 'merged', 'split', 'moved'] as const).notNull(),
  decision: text('decision').notNull(),
})

export type Unit = typeof units.$inferSelect
export type UnitSuccession = typeof unitSuccessions.$inferSelect
