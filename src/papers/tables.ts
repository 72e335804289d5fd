// Papers of a meeting: invitation, minutes, notice of its conclusions, corrections; each drafted, signed under a number of the year, and frozen.
import type { Official } from '../documents/official.ts'
import { meetings } from '../meetings/tables.ts'
import { choice, day, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** Giấy mời, biên bản, thông báo kết luận, biên bản bổ sung. */
export const paperKinds = ['invitation', 'minutes', 'notice', 'supplement'] as const
export type PaperKind = (typeof paperKinds)[number]

/** `commenting`: those who were there may comment until a day. `signed`: frozen for ever. */
export const paperStates = ['draft', 'commenting', 'signed'] as const
export type PaperState = (typeof paperStates)[number]

/** A signature as it stands on the paper: 'KT. GIÁM ĐỐC' / 'PHÓ GIÁM ĐỐC', the name under it. */
export interface Signer { personId: string; name: string; lines: string[] }
/** One field of one conclusion that a correction changes, in words as the page and the paper show them. */
export interface Correction { conclusionId: string; conclusion: string; workId: string | null; field: string; from: string; to: string }

export const papers = table('papers', {
  id: id(),
  meetingId: text('meeting_id').notNull().references(() => meetings.id),
  kind: choice('kind', paperKinds).notNull(),
  /** 1, 2 … of the corrections of one meeting's minutes; 1 for the others. */
  sequence: whole('sequence').notNull().default(1),
  state: choice('state', paperStates).notNull(),
  /** Parts that a person words; what is left out is made from the meeting. */
  wording: json<Record<string, string>>('wording').notNull().default({}),
  commentsUntil: day('comments_until'),
  /** Why it is corrected, and what; of a supplement. */
  reason: text('reason'),
  corrections: json<Correction[]>('corrections').notNull().default([]),
  /** 'BB-SLĐTBXH'; number and year are given when it is signed. */
  symbol: text('symbol').notNull(),
  year: whole('year'),
  number: whole('number'),
  signedOn: day('signed_on'),
  signedAt: instant('signed_at'),
  signers: json<Signer[]>('signers').notNull().default([]),
  /** The whole of it as signed; what is shown and written from then on is made of this alone. */
  content: json<Official>('content'),
  /** The signed paper, scanned or with digital signatures. */
  signedFileId: text('signed_file_id'),
  signedFileName: text('signed_file_name'),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('papers_of_meeting').on(t.meetingId, t.kind, t.sequence), unique('papers_number').on(t.symbol, t.year, t.number), index('papers_signed').on(t.signedOn)])

/** The last number of a year that was used outside the portal, by symbol: the portal counts on from it. */
export const paperNumbers = table('paper_numbers', {
  id: id(),
  symbol: text('symbol').notNull(),
  year: whole('year').notNull(),
  usedBefore: whole('used_before').notNull(),
  setById: text('set_by_id').notNull(),
  setAt: instant('set_at').notNull(),
}, t => [unique('paper_numbers_year').on(t.symbol, t.year)])

/** What people say of a paper that is out for comment, as a whole or of one conclusion; answered once. */
export const paperComments = table('paper_comments', {
  id: id(),
  paperId: text('paper_id').notNull().references(() => papers.id),
  conclusionId: text('conclusion_id'),
  text: text('text').notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
  answer: choice('answer', ['taken', 'declined'] as const),
  answerNote: text('answer_note'),
  answeredById: text('answered_by_id'),
  answeredAt: instant('answered_at'),
}, t => [index('paper_comments_paper').on(t.paperId, t.at)])

export type Paper = typeof papers.$inferSelect
export type PaperComment = typeof paperComments.$inferSelect
