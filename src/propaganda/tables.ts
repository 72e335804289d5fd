// Propaganda (tuyên truyền): its plan by quarter and unit, pieces with their versions, and where each was distributed.
import type { Component } from '../procedures/content.ts'
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** Bài loa, tờ gấp, bài Zalo, bài đăng cổng, thẻ thông tin, tờ hỏi đáp, đề cương nói chuyện. */
export const pieceForms = ['script', 'leaflet', 'zalo', 'article', 'card', 'faqSheet', 'talk'] as const
export type PieceForm = (typeof pieceForms)[number]

/** One line of the plan: so many pieces of these forms on a topic, by a unit, within a quarter. */
export const propagandaLines = table('propaganda_lines', {
  id: id(),
  year: whole('year').notNull(),
  quarter: whole('quarter').notNull(),
  unitId: text('unit_id').notNull(),
  /** nội dung */
  topic: text('topic').notNull(),
  forms: json<PieceForm[]>('forms').notNull(),
  /** đối tượng, kinh phí */
  audience: text('audience'),
  budget: text('budget'),
  wanted: whole('wanted').notNull(),
  due: day('due').notNull(),
  /** The task or target of the reform plan that it counts to. */
  taskId: text('task_id'),
  droppedAt: instant('dropped_at'),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('propaganda_lines_quarter').on(t.year, t.quarter), index('propaganda_lines_task').on(t.taskId)])

/** From where a sentence is: a part of a version of a procedure, or a version of a FAQ. */
export type PieceSource =
  | { kind: 'procedure'; procedureId: string; versionId: string; section: Component; quote: string }
  | { kind: 'faq'; faqId: string; number: number; quote: string }

/** One sentence or fact of a piece. `source` is a place in the version's `sources`; null for what people added themselves. `reworded`: people changed what was composed. */
export interface PieceSentence { text: string; source: number | null; reworded?: true }
/** Style 'fact' is one of the large facts of a card. */
export interface PiecePart { heading: string; style: 'text' | 'list' | 'fact'; sentences: PieceSentence[] }

/** nháp → chờ duyệt → đã duyệt → thu hồi: the state of the latest version. `approvedNumber` is distributed meanwhile. */
export const pieceStates = ['draft', 'waiting', 'approved', 'recalled'] as const
export type PieceState = (typeof pieceStates)[number]

export const pieces = table('propaganda_pieces', {
  id: id(),
  form: choice('form', pieceForms).notNull(),
  title: text('title').notNull(),
  state: choice('state', pieceStates).notNull(),
  unitId: text('unit_id').notNull(),
  lineId: text('line_id'),
  procedureId: text('procedure_id'),
  faqId: text('faq_id'),
  approvedNumber: whole('approved_number'),
  search: text('search').notNull(),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('propaganda_pieces_state').on(t.state), index('propaganda_pieces_line').on(t.lineId), index('propaganda_pieces_procedure').on(t.procedureId)])

export const pieceVersions = table('propaganda_piece_versions', {
  id: id(),
  pieceId: text('piece_id').notNull().references(() => pieces.id),
  number: whole('number').notNull(),
  title: text('title').notNull(),
  parts: json<PiecePart[]>('parts').notNull(),
  sources: json<PieceSource[]>('sources').notNull(),
  /** Day of the data that it was composed from. */
  dataOn: day('data_on').notNull(),
  note: text('note'),
  writtenById: text('written_by_id').notNull(),
  writtenAt: instant('written_at').notNull(),
  /** A second person, never the writer. */
  approvedById: text('approved_by_id'),
  approvedAt: instant('approved_at'),
}, t => [unique('propaganda_piece_versions_number').on(t.pieceId, t.number)])

/** A piece that was read out, handed out, posted: counted to the plan's line and its target. One taken back keeps its row. */
export const distributions = table('propaganda_distributions', {
  id: id(),
  pieceId: text('piece_id').notNull().references(() => pieces.id),
  number: whole('number').notNull(),
  channel: text('channel').notNull(),
  place: text('place'),
  on: day('on').notNull(),
  /** People reached, copies, views: as counted by who distributed it; null when nobody knows. */
  reach: whole('reach'),
  note: text('note'),
  /** Evidence in the register of documents. */
  documentId: text('document_id'),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
  removedById: text('removed_by_id'),
  removedAt: instant('removed_at'),
}, t => [index('propaganda_distributions_piece').on(t.pieceId), index('propaganda_distributions_on').on(t.on)])

export type PropagandaLine = typeof propagandaLines.$inferSelect
export type Piece = typeof pieces.$inferSelect
export type PieceVersion = typeof pieceVersions.$inferSelect
export type Distribution = typeof distributions.$inferSelect
