// Proving the assistant: questions whose right answer people have said, and the runs in which they were all asked.
import { choice, flag, id, index, instant, json, real, table, text, unique, whole } from '../store/columns.ts'

/** One question of a test and what must come of it. */
export interface Expected {
  question: string
  must: 'answer' | 'clarify' | 'refuse'
  /** Ids of the procedures of which any is right; for `clarify`, those between which must be asked. */
  gold: string[]
  aspect: string | null
  /** Strings of the record that a right answer shows. */
  contains: string[]
}

export const testQuestions = table('test_questions', {
  id: id(),
  /** The first question, for lists; and it folded. */
  title: text('title').notNull(),
  search: text('search').notNull(),
  /** More than one: asked one after the other in one conversation. */
  turns: json<Expected[]>('turns').notNull(),
  /** tự nhiên, kể chuyện, viết tắt, không dấu … as the maker says. */
  kind: text('kind').notNull(),
  originTurnId: text('origin_turn_id'),
  note: text('note'),
  inUse: flag('in_use').notNull(),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('test_questions_use').on(t.inUse), index('test_questions_origin').on(t.originTurnId)])

/** Shares (0…1, null where nothing counts) and counts of one run; what each means is said where it is computed. */
export interface Figures {
  turns: number
  right1: number | null
  right5: number | null
  told: number | null
  aspect: number | null
  refused: number | null
  falseYes: number | null
  falseNo: number | null
  clarified: number | null
  handled: number | null
  p50: number
  p99: number
}

export const testRuns = table('test_runs', {
  id: id(),
  startedAt: instant('started_at').notNull(),
  /** Null for the portal's own timetable. */
  byId: text('by_id'),
  note: text('note'),
  /** Last event that the index had followed: what the run was made on. */
  event: whole('event').notNull(),
  figures: json<Figures>('figures').notNull(),
  byKind: json<Record<string, Figures>>('by_kind').notNull(),
}, t => [index('test_runs_started').on(t.startedAt)])

export const testResults = table('test_results', {
  id: id(),
  runId: text('run_id').notNull().references(() => testRuns.id),
  testId: text('test_id').notNull().references(() => testQuestions.id),
  turn: whole('turn').notNull(),
  outcome: choice('outcome', ['answered', 'clarify', 'refused'] as const).notNull(),
  reason: text('reason'),
  /** Up to five, best first. */
  procedureIds: json<string[]>('procedure_ids').notNull(),
  /** Whether it did what it must. */
  handled: flag('handled').notNull(),
  ms: real('ms').notNull(),
}, t => [unique('test_results_turn').on(t.runId, t.testId, t.turn), index('test_results_test').on(t.testId)])

export type TestQuestion = typeof testQuestions.$inferSelect
export type TestRun = typeof testRuns.$inferSelect
export type TestResult = typeof testResults.$inferSelect
