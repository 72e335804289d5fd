// Evidence: a document is entered once and cited from anywhere; its file is kept by its digest.
import { choice, day, flag, id, index, instant, table, text, whole } from '../store/columns.ts'

/** A file in the folder of evidence; the same file sent twice is kept once. */
export const storedFiles = table('stored_files', {
  /** SHA-256 of the content, in hex: the file's name on the disk. */
  id: id(),
  bytes: whole('bytes').notNull(),
  /** By its content, never by its name. */
  type: text('type').notNull(),
  /** What the virus scanner said; 'unchecked' while none is set up. */
  scan: choice('scan', ['unchecked', 'clean'] as const).notNull(),
  storedAt: instant('stored_at').notNull(),
})

export const documents = table('documents', {
  id: id(),
  /** '27/KH-SLĐTBXH'; null for a picture or a table that has none. */
  number: text('number'),
  date: day('date'),
  subject: text('subject').notNull(),
  issuer: text('issuer'),
  fileId: text('file_id').references(() => storedFiles.id),
  /** As the sender's machine calls it. */
  fileName: text('file_name'),
  search: text('search').notNull(),
  sort: text('sort').notNull(),
  unitId: text('unit_id'),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('documents_file').on(t.fileId), index('documents_sort').on(t.sort)])

/** Where a document is cited as evidence. A citation taken back keeps its row. */
export const citations = table('citations', {
  id: id(),
  documentId: text('document_id').notNull().references(() => documents.id),
  subjectKind: choice('subject_kind', ['task', 'report', 'plan', 'conclusion', 'distribution', 'score'] as const).notNull(),
  subjectId: text('subject_id').notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
  removedById: text('removed_by_id'),
  removedAt: instant('removed_at'),
}, t => [index('citations_subject').on(t.subjectKind, t.subjectId), index('citations_document').on(t.documentId)])

export type StoredFile = typeof storedFiles.$inferSelect
export type Document = typeof documents.$inferSelect
export type Citation = typeof citations.$inferSelect
