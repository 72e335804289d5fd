// Reform plans: programme, plan of several years, plan of the year; their domains, legal bases, amendments and imported annexes.
import type { Mapping } from '../annex/columns.ts'
import { choice, day, flag, id, index, instant, json, real, table, text, unique, whole } from '../store/columns.ts'
import { units } from '../units/tables.ts'
import type { Fixes, ImportReading, ImportResult, RowRead } from './import-rows.ts'

export const planKinds = ['programme', 'multiYear', 'yearly', 'thematic'] as const
export type PlanKind = (typeof planKinds)[number]
export const planStates = ['draft', 'submitted', 'approved', 'running', 'closed'] as const
export type PlanState = (typeof planStates)[number]

export const plans = table('plans', {
  id: id(),
  kind: choice('kind', planKinds).notNull(),
  /** The plan above it: a plan of the year under a programme. */
  parentId: text('parent_id'),
  title: text('title').notNull(),
  /** '27/KH-SLĐTBXH'; null until it has been given one. */
  number: text('number'),
  signedOn: day('signed_on'),
  issuer: text('issuer'),
  since: day('since').notNull(),
  /** Last day of its period. */
  until: day('until').notNull(),
  state: choice('state', planStates).notNull(),
  /** The unit that keeps the plan. */
  unitId: text('unit_id').notNull().references(() => units.id),
  copiedFromId: text('copied_from_id'),
  note: text('note'),
  search: text('search').notNull(),
  sort: text('sort').notNull(),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('plans_parent').on(t.parentId), index('plans_period').on(t.since, t.until)])

export const planDomains = table('plan_domains', {
  id: id(),
  planId: text('plan_id').notNull().references(() => plans.id),
  /** As the plan numbers it: 'I', 'II' … */
  number: text('number').notNull(),
  title: text('title').notNull(),
  position: whole('position').notNull(),
  weight: real('weight').notNull().default(1),
}, t => [index('plan_domains_plan').on(t.planId)])

/** A document on which the plan rests, with the clause that it quotes. */
export const planBases = table('plan_bases', {
  id: id(),
  planId: text('plan_id').notNull().references(() => plans.id),
  position: whole('position').notNull(),
  number: text('number').notNull(),
  date: day('date'),
  issuer: text('issuer'),
  title: text('title').notNull(),
  clause: text('clause'),
  quote: text('quote'),
}, t => [index('plan_bases_plan').on(t.planId)])

/** What was changed in one field of one task, in words as the page shows them. */
export interface AmendedField { taskId: string; task: string; field: string; from: string; to: string }

/** A change of an approved plan, by the document that decided it. Rows are only added. */
export const planAmendments = table('plan_amendments', {
  id: id(),
  planId: text('plan_id').notNull().references(() => plans.id),
  number: whole('number').notNull(),
  decidedOn: day('decided_on').notNull(),
  decision: text('decision').notNull(),
  summary: text('summary').notNull(),
  changes: json<AmendedField[]>('changes').notNull(),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('plan_amendments_number').on(t.planId, t.number)])

/** An annex that was uploaded for a plan: what was read in it and what a person put right, until all of it is in the plan. */
export const planImports = table('plan_imports', {
  id: id(),
  planId: text('plan_id').notNull().references(() => plans.id),
  fileName: text('file_name').notNull(),
  format: choice('format', ['xlsx', 'docx'] as const).notNull(),
  digest: text('digest').notNull(),
  state: choice('state', ['draft', 'applied'] as const).notNull(),
  reading: json<ImportReading>('reading').notNull(),
  /** Counts every change of the draft, so that a second tab is told. */
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
  appliedAt: instant('applied_at'),
  result: json<ImportResult>('result'),
}, t => [index('plan_imports_plan').on(t.planId, t.madeAt)])

/** One row of an uploaded annex. */
export const planImportRows = table('plan_import_rows', {
  id: id(),
  importId: text('import_id').notNull().references(() => planImports.id),
  position: whole('position').notNull(),
  read: json<RowRead>('read').notNull(),
  fixes: json<Fixes>('fixes').notNull(),
  /** Doubtful cells that nobody has looked at yet. */
  open: whole('open').notNull(),
  /** What it means for the plan, by what the plan held when the row was last looked at. */
  state: choice('state', ['new', 'changed', 'same'] as const).notNull(),
  changes: json<string[]>('changes').notNull(),
  /** Left out by a person. */
  skipped: flag('skipped').notNull().default(false),
  applied: flag('applied').notNull().default(false),
}, t => [unique('plan_import_rows_position').on(t.importId, t.position), index('plan_import_rows_open').on(t.importId, t.open)])

/** Which column of a layout holds what, as a person put it right; a layout is known again by the words of its header. */
export const annexLayouts = table('annex_layouts', {
  fingerprint: text('fingerprint').primaryKey(),
  mapping: json<Mapping>('mapping').notNull(),
  headers: json<string[]>('headers').notNull(),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
})

export type Plan = typeof plans.$inferSelect
export type PlanDomain = typeof planDomains.$inferSelect
export type PlanBasis = typeof planBases.$inferSelect
export type PlanAmendment = typeof planAmendments.$inferSelect
export type PlanImport = typeof planImports.$inferSelect
export type PlanImportRow = typeof planImportRows.$inferSelect
