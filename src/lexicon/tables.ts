// What staff teach the assistant about words: everyday phrases for official terms, short forms, everyday names of procedures, and pinned answers.
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** `pack`: came with the portal's data folder; `office`: written here. A new edition of the pack never touches what the office changed. */
export const origins = ['pack', 'office'] as const

/** `saying`: 'tiền thất nghiệp' means 'trợ cấp thất nghiệp'. `short`: 'BHTN' is read as 'bảo hiểm thất nghiệp'. */
export const lexiconKinds = ['saying', 'short'] as const

export const lexiconEntries = table('lexicon_entries', {
  id: id(),
  kind: choice('kind', lexiconKinds).notNull(),
  /** The official term, or the words that a short form stands for. */
  term: text('term').notNull(),
  /** What people say; 'xuất ngũ + học nghề' counts only where both are said. */
  sayings: json<string[]>('sayings').notNull(),
  search: text('search').notNull(),
  origin: choice('origin', origins).notNull(),
  inUse: flag('in_use').notNull(),
  note: text('note'),
  revision: whole('revision').notNull().default(1),
  changedById: text('changed_by_id').notNull(),
  changedAt: instant('changed_at').notNull(),
}, t => [unique('lexicon_entries_term').on(t.kind, t.term), index('lexicon_entries_use').on(t.inUse)])

/** tên thường gọi: how people name the need for which a procedure exists; keyed by the national code, so that every office that imports the code has them. */
export const everydayNames = table('everyday_names', {
  id: id(),
  /** National code; where a record has none, its folded name. */
  procedureKey: text('procedure_key').notNull(),
  phrase: text('phrase').notNull(),
  search: text('search').notNull().default(''),
  /** The operation and the person that the phrase implies, in words of the pack. */
  operation: text('operation'),
  person: text('person'),
  origin: choice('origin', origins).notNull(),
  inUse: flag('in_use').notNull(),
  changedById: text('changed_by_id').notNull(),
  changedAt: instant('changed_at').notNull(),
}, t => [unique('everyday_names_phrase').on(t.procedureKey, t.phrase)])

/** A phrase for which a procedure always comes first, or never comes. */
export const answerPins = table('answer_pins', {
  id: id(),
  kind: choice('kind', ['pin', 'exclude'] as const).notNull(),
  phrase: text('phrase').notNull(),
  procedureId: text('procedure_id').notNull(),
  reason: text('reason').notNull(),
  until: day('until'),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  endedById: text('ended_by_id'),
  endedAt: instant('ended_at'),
}, t => [index('answer_pins_procedure').on(t.procedureId)])

export type LexiconEntry = typeof lexiconEntries.$inferSelect
export type EverydayName = typeof everydayNames.$inferSelect
export type AnswerPin = typeof answerPins.$inferSelect
