// Events: every change that was ever made, in the order in which they were committed. Rows are only ever added.
import { index, instant, json, sequence, table, text } from '../store/columns.ts'

export const events = table('events', {
  number: sequence('number'),
  action: text('action').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  actorId: text('actor_id').notNull(),
  /** Whose right was used, where the actor acted for somebody (ủy quyền). */
  onBehalfOfId: text('on_behalf_of_id'),
  details: json<Record<string, unknown>>('details').notNull(),
  at: instant('at').notNull(),
}, t => [index('events_subject').on(t.subjectKind, t.subjectId), index('events_actor').on(t.actorId), index('events_moves').on(t.action, t.at)])

export type Event = typeof events.$inferSelect
