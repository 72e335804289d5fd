// Conversations with the assistant: each question, what was answered from which version of which procedure, and what people said of it.
import { people } from '../accounts/tables.ts'
import { choice, flag, id, index, instant, json, real, table, text, unique, whole } from '../store/columns.ts'
import type { Context, KeptAnswer } from './answering.ts'
import type { Source } from './register.ts'

export const conversations = table('conversations', {
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  /** The first question, for lists; null once it has been erased, or where it held personal data. */
  title: text('title'),
  startedAt: instant('started_at').notNull(),
  askedAt: instant('asked_at').notNull(),
  /** What the next question goes on from: the procedure spoken of, shown as a chip that can be removed. */
  context: json<Context>('context').notNull(),
}, t => [index('conversations_person').on(t.personId, t.askedAt)])

export const turns = table('conversation_turns', {
  id: id(),
  conversationId: text('conversation_id').notNull().references(() => conversations.id),
  number: whole('number').notNull(),
  /** Null where the question held personal data (it is never written down), and after the days that questions are kept. */
  question: text('question'),
  erasedAt: instant('erased_at'),
  outcome: choice('outcome', ['answered', 'clarify', 'refused'] as const).notNull(),
  reason: text('reason'),
  aspect: text('aspect'),
  /** The procedure answered from, for counts by procedure. */
  procedureId: text('procedure_id'),
  /** The frequently asked question answered with, for its counts. */
  faqId: text('faq_id'),
  /** The whole answer as it was shown, with the steps that led to it. */
  answer: json<KeptAnswer>('answer').notNull(),
  /** Version, decision and dates of each procedure quoted, as they were when it was answered. */
  sources: json<Source[]>('sources').notNull(),
  ms: real('ms').notNull(),
  askedAt: instant('asked_at').notNull(),
}, t => [unique('conversation_turns_number').on(t.conversationId, t.number), index('conversation_turns_procedure').on(t.procedureId), index('conversation_turns_asked').on(t.askedAt), index('conversation_turns_faq').on(t.faqId)])

export const feedbackReasons = ['wrong', 'incomplete', 'outdated', 'unclear', 'other'] as const

export const feedback = table('answer_feedback', {
  id: id(),
  turnId: text('turn_id').notNull().references(() => turns.id),
  personId: text('person_id').notNull().references(() => people.id),
  useful: flag('useful').notNull(),
  reason: choice('reason', feedbackReasons),
  /** The procedure that would have been right, as the person says. */
  procedureId: text('procedure_id'),
  comment: text('comment'),
  at: instant('at').notNull(),
}, t => [unique('answer_feedback_once').on(t.turnId, t.personId)])

export type Conversation = typeof conversations.$inferSelect
export type KeptTurn = typeof turns.$inferSelect
export type Feedback = typeof feedback.$inferSelect
