// What the assistant could not do: answers handed to a unit, and what people decided about bad answers. The queue itself is read from the turns.
import { choice, id, index, instant, table, text, unique } from '../store/columns.ts'

/** A question that a unit is to answer, because the assistant could not. */
export const handovers = table('answer_handovers', {
  id: id(),
  turnId: text('turn_id').notNull(),
  unitId: text('unit_id').notNull(),
  note: text('note'),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
  answeredById: text('answered_by_id'),
  answeredAt: instant('answered_at'),
  answer: text('answer'),
}, t => [unique('answer_handovers_turn').on(t.turnId), index('answer_handovers_unit').on(t.unitId, t.answeredAt)])

/** What came of a refused, wrong or handed-over question. */
export const outcomes = ['test', 'faq', 'lexicon', 'name', 'pin', 'record', 'fine', 'outside'] as const
export type Outcome = (typeof outcomes)[number]

/** The decision on one turn of the queue; a turn without a row is still open. */
export const learningDecisions = table('learning_decisions', {
  id: id(),
  turnId: text('turn_id').notNull(),
  outcome: choice('outcome', outcomes).notNull(),
  /** What was made of it: the id of the test, FAQ, entry … */
  madeId: text('made_id'),
  note: text('note'),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [unique('learning_decisions_turn').on(t.turnId)])

export type Handover = typeof handovers.$inferSelect
export type LearningDecision = typeof learningDecisions.$inferSelect
