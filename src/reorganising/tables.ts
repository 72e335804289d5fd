// Reorganisations: which unit becomes which by a decision, and who takes over each thing that was still open.
import { choice, day, id, index, instant, json, table, text } from '../store/columns.ts'

/** Each choice is the place of a successor, from 0. A row of its own comes before the rule of its field. */
export interface Distribution {
  /** Units that go on, and names of those that are founded. */
  successors: ({ unitId: string } | { name: string })[]
  /** By lĩnh vực; '' is what names none. */
  fields: Record<string, number>
  /** By kind and id: 'task.…'. */
  rows: Record<string, number>
  people: Record<string, number>
}

/** One thing that went over. `left`: no rule said where; the first successor has it until somebody decides. */
export interface Moved { kind: string; id: string; title: string; field: string | null; toId: string; left: boolean }

export const reorganisations = table('reorganisations', {
  id: id(),
  unitId: text('unit_id').notNull(),
  /** Number and day of the decision, as written. */
  decision: text('decision').notNull(),
  /** The first day on which the unit no longer exists. */
  on: day('on').notNull(),
  /** đang soạn → đã chốt, chờ ngày hiệu lực → đã thực hiện */
  state: choice('state', ['draft', 'decided', 'done'] as const).notNull(),
  distribution: json<Distribution>('distribution').notNull(),
  /** Units in the places of the successors; empty in a draft. */
  successorIds: json<string[]>('successor_ids').notNull(),
  moved: json<Moved[]>('moved').notNull(),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  doneAt: instant('done_at'),
}, t => [index('reorganisations_state').on(t.state, t.on)])

export type Reorganisation = typeof reorganisations.$inferSelect
