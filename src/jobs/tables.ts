// Slow work that goes on in the background: what it is, how far it has come, and how it ended.
import { choice, id, index, instant, json, table, text } from '../store/columns.ts'

export const jobs = table('jobs', {
  id: id(),
  kind: text('kind').notNull(),
  state: choice('state', ['waiting', 'running', 'done', 'failed', 'stopped'] as const).notNull(),
  /** What to do; never changed. */
  input: json<Record<string, unknown>>('input').notNull(),
  /** Where it stands; written in the same transaction as each batch of its work, so that it can go on from there. */
  progress: json<Record<string, unknown>>('progress').notNull(),
  /** One Vietnamese sentence for people when it failed. */
  problem: text('problem'),
  /** The runner that has taken it: one that lost it to another notices before it writes anything more. */
  runnerId: text('runner_id'),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  finishedAt: instant('finished_at'),
}, t => [index('jobs_state').on(t.state)])

export type Job = typeof jobs.$inferSelect
