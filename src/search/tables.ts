// What the search over everything knows: one entry for each thing that can be found, and up to which event it is right.
import { id, sequence, table, text, unique, whole } from '../store/columns.ts'

/** The words of an entry lie in the database's full text (src/store/full-text.ts) under its number. */
export const searchEntries = table('search_entries', {
  number: sequence('number'),
  kind: text('kind').notNull(),
  subjectId: text('subject_id').notNull(),
  /** Of its words and of who may see it: what has not changed is not written again. */
  digest: text('digest').notNull(),
}, t => [unique('search_entries_subject').on(t.kind, t.subjectId)])

export const searchMarks = table('search_marks', {
  /** 'index': there is one. */
  id: id(),
  /** Number of the last event that is in. */
  event: whole('event').notNull(),
  /** How the words were made; another way makes the whole index anew. */
  analysis: text('analysis').notNull(),
})
