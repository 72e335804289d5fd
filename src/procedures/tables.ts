// The register: what is kept of each procedure, its versions, which are never changed, and the working copy being edited.
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'
import { units } from '../units/tables.ts'
import type { Component, ProcedureContent } from './content.ts'
import type { Facts } from './facts.ts'

/** `amended`: in force with more than one version. A procedure is never deleted; the last state is `abolished`. */
export const procedureStates = ['draft', 'published', 'amended', 'abolished'] as const
export type ProcedureState = (typeof procedureStates)[number]

export const versionKinds = ['new', 'amended', 'replaced', 'abolished'] as const
export type VersionKind = (typeof versionKinds)[number]

export const procedures = table('procedures', {
  id: id(),
  /** By the newest version, whether it is in force yet or not; what holds on a day is asked of the versions. */
  state: choice('state', procedureStates).notNull(),
  ownerUnitId: text('owner_unit_id').references(() => units.id),
  /** Day by which the owner unit looks through the record again. */
  reviewOn: day('review_on'),
  checkedOn: day('checked_on'),
  checkedById: text('checked_by_id'),
  /** The record's id in the file it was imported from. */
  externalId: text('external_id'),
  demo: flag('demo').notNull().default(false),
  createdAt: instant('created_at').notNull(),
}, t => [unique('procedures_external').on(t.externalId)])

/** Rows are only ever added. Effective dates never fall as numbers rise, so the highest number in force is the version in force. */
export const procedureVersions = table('procedure_versions', {
  id: id(),
  procedureId: text('procedure_id').notNull().references(() => procedures.id),
  /** 1, 2, 3 … within the procedure. */
  number: whole('number').notNull(),
  kind: choice('kind', versionKinds).notNull(),
  /** SHA-256 of the content, whatever the order of its keys. */
  digest: text('digest').notNull(),
  /** First day on which it applies; of an abolition: first day on which the procedure no longer does. */
  effectiveFrom: day('effective_from').notNull(),
  publishedOn: day('published_on').notNull(),
  /** The document that published, amended or abolished, in its own words. */
  decision: text('decision'),
  changed: json<Component[]>('changed').notNull(),
  note: text('note'),
  /** A person's id, or 'portal'. */
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  // What lists, counts and the search ask for, taken out of the content (facts.ts), so that they never read it.
  code: text('code'),
  name: text('name').notNull(),
  field: text('field'),
  agency: text('agency'),
  facts: json<Facts>('facts').notNull(),
  search: text('search').notNull(),
  sort: text('sort').notNull(),
  /** The last column: SQLite would have to read through a long content to reach what stands behind it. */
  content: json<ProcedureContent>('content').notNull(),
}, t => [unique('procedure_versions_number').on(t.procedureId, t.number), index('procedure_versions_code').on(t.code), index('procedure_versions_published').on(t.publishedOn)])

/** One working copy a procedure; whoever saves over another's is told, by the revision. */
export const procedureDrafts = table('procedure_drafts', {
  procedureId: text('procedure_id').primaryKey().references(() => procedures.id),
  content: json<ProcedureContent>('content').notNull(),
  /** The version it was begun from; null for a procedure not published yet. */
  baseVersionId: text('base_version_id'),
  revision: whole('revision').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedById: text('saved_by_id').notNull(),
})

/** One file that is to come into the register: read and looked through first, then taken in. */
export const procedureImports = table('procedure_imports', {
  id: id(),
  /** As the sender's machine calls it. */
  fileName: text('file_name').notNull(),
  /** SHA-256 of the file, in hex: its name in the folder of uploads. */
  digest: text('digest').notNull(),
  bytes: whole('bytes').notNull(),
  format: choice('format', ['jsonl', 'xlsx', 'csv'] as const).notNull(),
  stage: choice('stage', ['reading', 'preview', 'importing', 'done'] as const).notNull(),
  /** The job of this stage. */
  jobId: text('job_id').notNull(),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  finishedAt: instant('finished_at'),
}, t => [index('procedure_imports_made').on(t.madeAt)])

export const importKinds = ['new', 'changed', 'same', 'doubtful', 'refused'] as const
export type ImportKind = (typeof importKinds)[number]
export const importChoices = ['separate', 'update', 'skip'] as const
export type ImportChoice = (typeof importChoices)[number]
export const importOutcomes = ['created', 'amended', 'unchanged', 'skipped', 'refused'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** What the preview found of each record of the file, what the person chose, and what became of it. */
export const procedureImportRows = table('procedure_import_rows', {
  /** The import's id and the number, with a hyphen between. */
  id: id(),
  importId: text('import_id').notNull().references(() => procedureImports.id),
  /** The line of the file, or the row of the sheet, from 1. */
  number: whole('number').notNull(),
  kind: choice('kind', importKinds).notNull(),
  code: text('code'),
  name: text('name'),
  /** Vietnamese sentences: first why the row is of its kind, then what was read otherwise than it stands. */
  reasons: json<string[]>('reasons').notNull(),
  hasProblems: flag('has_problems').notNull(),
  /** What to do with a doubtful row; for the others null. */
  choice: choice('choice', importChoices),
  /** The procedure that a doubtful row resembles. */
  matchId: text('match_id'),
  outcome: choice('outcome', importOutcomes),
  procedureId: text('procedure_id'),
  changed: json<Component[]>('changed').notNull(),
}, t => [unique('procedure_import_rows_number').on(t.importId, t.number)])

export type ProcedureImport = typeof procedureImports.$inferSelect
export type ProcedureImportRow = typeof procedureImportRows.$inferSelect
export type Procedure = typeof procedures.$inferSelect
export type ProcedureVersion = typeof procedureVersions.$inferSelect
export type ProcedureDraft = typeof procedureDrafts.$inferSelect
