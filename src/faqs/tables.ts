// Frequently asked questions that staff answer: an entry with an owner and a day of review, and its versions, which are never rewritten.
import type { Component } from '../procedures/content.ts'
import { choice, day, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** nháp → chờ duyệt → đang dùng → đã cất: the state of the latest version. What `publishedNumber` names is answered from meanwhile. */
export const faqStates = ['draft', 'waiting', 'published', 'archived'] as const
export type FaqState = (typeof faqStates)[number]

/** A passage of a procedure that the answer rests on, as it stood when it was cited. */
export interface FaqCitation { procedureId: string; versionId: string; section: Component; quote: string }

export const faqs = table('faqs', {
  id: id(),
  state: choice('state', faqStates).notNull(),
  /** The procedure it is about; null for what concerns none or many. */
  procedureId: text('procedure_id'),
  /** lĩnh vực */
  field: text('field'),
  ownerUnitId: text('owner_unit_id').notNull(),
  /** Who looks after it; not always who wrote the last version. */
  ownerId: text('owner_id'),
  reviewOn: day('review_on'),
  confirmedOn: day('confirmed_on'),
  /** Number of the version that is answered from; null while there is none. */
  publishedNumber: whole('published_number'),
  /** The question of the latest version, and it folded: lists show and sort without reading versions. */
  question: text('question').notNull(),
  search: text('search').notNull(),
  /** The answer to a citizen's question, or the turn of a conversation, that it was made of. */
  originTurnId: text('origin_turn_id'),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('faqs_state').on(t.state), index('faqs_procedure').on(t.procedureId), index('faqs_review').on(t.reviewOn)])

export const faqVersions = table('faq_versions', {
  id: id(),
  faqId: text('faq_id').notNull().references(() => faqs.id),
  number: whole('number').notNull(),
  question: text('question').notNull(),
  /** Other ways of asking the same. */
  phrasings: json<string[]>('phrasings').notNull(),
  answer: text('answer').notNull(),
  citations: json<FaqCitation[]>('citations').notNull(),
  /** Why it was changed, or why it was sent back. */
  note: text('note'),
  writtenById: text('written_by_id').notNull(),
  writtenAt: instant('written_at').notNull(),
  /** A second person, never the writer; null until it is approved. */
  approvedById: text('approved_by_id'),
  approvedAt: instant('approved_at'),
}, t => [unique('faq_versions_number').on(t.faqId, t.number)])

export type Faq = typeof faqs.$inferSelect
export type FaqVersion = typeof faqVersions.$inferSelect
