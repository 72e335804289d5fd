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
  content: json<ProcedureContent>('content').notNull(),
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
}, t => [unique('procedure_versions_number').on(t.procedureId, t.number), index('procedure_versions_code').on(t.code)])

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

export type Procedure = typeof procedures.$inferSelect
export type ProcedureVersion = typeof procedureVersions.$inferSelect
export type ProcedureDraft = typeof procedureDrafts.$inferSelect
