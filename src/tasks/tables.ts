// Tasks and targets given to units: what is to be done, by whom, until when; reports, requests and check lists on them.
import type { Deadline } from '../calendar/deadlines.ts'
import { planDomains, plans } from '../plans/tables.ts'
import { choice, day, flag, id, index, instant, json, real, table, text, unique, whole } from '../store/columns.ts'
import { measureKinds, type Measure, type Value } from '../targets/measure.ts'
import { units } from '../units/tables.ts'

/**
 * `series`: a recurring task, which never ends itself and brings forth one task a period. `claimed`: the unit says that it
 * is done and the assigner has not confirmed it yet.
 */
export const taskStates = ['draft', 'series', 'assigned', 'accepted', 'doing', 'claimed', 'done', 'paused', 'dropped'] as const
export type TaskState = (typeof taskStates)[number]
/** States in which somebody still has to do something. */
export const openStates = ['assigned', 'accepted', 'doing', 'claimed', 'paused'] as const satisfies TaskState[]

export const originKinds = ['plan', 'document', 'conclusion', 'oral'] as const
export type OriginKind = (typeof originKinds)[number]

/** Where a task comes from, in words; `key` groups all tasks of one source. */
export interface Origin {
  kind: OriginKind
  /** Number of the document, of the plan or of the minutes. */
  number: string | null
  date: string | null
  issuer: string | null
  title: string | null
  clause: string | null
  /** The sentence that gave the task. */
  quote: string | null
  /** Who said it, of an oral direction. */
  saidBy: string | null
}

export const lights = ['green', 'amber', 'red'] as const
export type Light = (typeof lights)[number]
export const cadences = ['none', 'weekly', 'monthly', 'quarterly'] as const
export type Cadence = (typeof cadences)[number]

export const tasks = table('tasks', {
  id: id(),
  planId: text('plan_id').references(() => plans.id),
  domainId: text('domain_id').references(() => planDomains.id),
  /** Name of the domain; the field by which deputy directors are in charge. */
  domain: text('domain'),
  /** As its plan numbers it: '3.1'. */
  number: text('number'),
  position: whole('position').notNull().default(0),
  /** The sub-heading above it in the annex. */
  heading: text('heading'),
  title: text('title').notNull(),
  product: text('product'),
  state: choice('state', taskStates).notNull(),
  originKind: choice('origin_kind', originKinds).notNull(),
  /** Folded number of the source: all tasks of one document have the same. */
  originKey: text('origin_key').notNull(),
  origin: json<Origin>('origin').notNull(),
  weight: real('weight').notNull().default(1),
  /** The unit in the lead; null only in a draft. */
  unitId: text('unit_id').references(() => units.id),
  /** Whom the unit in the lead has named. */
  personId: text('person_id'),
  /** Who gave the task, confirms that it is done and decides on requests. */
  assignerId: text('assigner_id').notNull(),
  /** Series and period ('2026-Q3') of a task that recurs. */
  seriesId: text('series_id'),
  period: text('period'),
  deadline: json<Deadline>('deadline').notNull(),
  /** The first deadline, never overwritten; null for what never ends or waits for an event. */
  firstDue: day('first_due'),
  due: day('due'),
  extensions: whole('extensions').notNull().default(0),
  /** Day on which the unit says that it was done. */
  finishedOn: day('finished_on'),
  assignedOn: day('assigned_on'),
  /** By when the unit is to accept it. */
  receiptDue: instant('receipt_due'),
  acceptedAt: instant('accepted_at'),
  pausedOn: day('paused_on'),
  cadence: choice('cadence', cadences).notNull().default('none'),
  nextReportOn: day('next_report_on'),
  targetKind: choice('target_kind', measureKinds),
  measure: json<Measure>('measure'),
  /** Figures of the last report, and the share of the target reached by them (1 is all of it); null where nothing can be said. */
  value: json<Value>('value'),
  reached: real('reached'),
  /** Percent of the work done by the last report, 0 to 100. */
  percent: whole('percent').notNull().default(0),
  light: choice('light', lights),
  lastReportOn: day('last_report_on'),
  /** The budget as written, and in đồng. */
  budgetText: text('budget_text'),
  budget: real('budget'),
  note: text('note'),
  search: text('search').notNull(),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeAt: instant('made_at').notNull(),
}, t => [
  index('tasks_plan').on(t.planId, t.position), index('tasks_unit').on(t.unitId, t.state, t.due),
  // Counts over all tasks read this index alone.
  index('tasks_state').on(t.state, t.due, t.finishedOn, t.unitId, t.domain, t.planId, t.assignedOn),
  index('tasks_person').on(t.personId, t.state, t.due), index('tasks_assigner').on(t.assignerId, t.state), index('tasks_origin').on(t.originKey),
  unique('tasks_series').on(t.seriesId, t.period), index('tasks_report').on(t.nextReportOn), index('tasks_receipt').on(t.state, t.receiptDue), index('tasks_given').on(t.assignedOn),
])

/** Every unit that has a part in a task: the one in the lead and those that co-ordinate, each with its own duty. */
export const taskParts = table('task_parts', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  unitId: text('unit_id').notNull().references(() => units.id),
  role: choice('role', ['lead', 'coordinator'] as const).notNull(),
  duty: text('duty'),
  personId: text('person_id'),
  receipt: choice('receipt', ['waiting', 'accepted', 'asked'] as const).notNull(),
  receivedAt: instant('received_at'),
  /** Day on which a co-ordinating unit had done its part. */
  doneOn: day('done_on'),
  doneNote: text('done_note'),
}, t => [unique('task_parts_unit').on(t.taskId, t.unitId), index('task_parts_by_unit').on(t.unitId, t.taskId), index('task_parts_by_person').on(t.personId, t.taskId)])

/** Bodies outside the office that take part, as written. */
export const taskOutsiders = table('task_outsiders', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  name: text('name').notNull(),
}, t => [index('task_outsiders_task').on(t.taskId)])

/** What a unit reported. Rows are only added; `waits` alone changes. */
export const reports = table('reports', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  number: whole('number').notNull(),
  unitId: text('unit_id').notNull().references(() => units.id),
  authorId: text('author_id').notNull(),
  on: day('on').notNull(),
  at: instant('at').notNull(),
  light: choice('light', lights).notNull(),
  percent: whole('percent').notNull(),
  value: json<Value>('value'),
  result: text('result').notNull(),
  difficulties: text('difficulties'),
  next: text('next'),
  /** The unit says that the task is done, on this day. */
  claimsDone: flag('claims_done').notNull(),
  finishedOn: day('finished_on'),
  /** Why the lead claims it done though a co-ordinator's part is missing. */
  missingParts: text('missing_parts'),
  /** Nobody has said anything of it yet: false once it has its review. */
  waits: flag('waits').notNull().default(true),
}, t => [unique('reports_number').on(t.taskId, t.number), index('reports_waiting').on(t.waits, t.at), index('reports_at').on(t.on), index('reports_unit').on(t.unitId, t.on)])

/** What a leader said of a report: seen, returned with a reason, or, of a claim, confirmed. One a report. */
export const reportReviews = table('report_reviews', {
  id: id(),
  reportId: text('report_id').notNull().references(() => reports.id),
  taskId: text('task_id').notNull().references(() => tasks.id),
  decision: choice('decision', ['acknowledged', 'returned', 'confirmed'] as const).notNull(),
  reason: text('reason'),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [unique('report_reviews_report').on(t.reportId), index('report_reviews_task').on(t.taskId)])

/** A report being written, saved while typing; one a person and task. */
export const reportDrafts = table('report_drafts', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  personId: text('person_id').notNull(),
  values: json<Record<string, string>>('values').notNull(),
  savedAt: instant('saved_at').notNull(),
}, t => [unique('report_drafts_one').on(t.taskId, t.personId)])

export const requestKinds = ['extension', 'clarification', 'handover', 'pause', 'resumption'] as const
export type RequestKind = (typeof requestKinds)[number]

/** What a unit asks of the assigner. The decision is written once, into the empty columns. */
export const requests = table('requests', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  kind: choice('kind', requestKinds).notNull(),
  unitId: text('unit_id').notNull().references(() => units.id),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
  reason: text('reason').notNull(),
  askedDue: day('asked_due'),
  toUnitId: text('to_unit_id'),
  decision: choice('decision', ['granted', 'refused', 'answered', 'withdrawn'] as const),
  decidedById: text('decided_by_id'),
  decidedAt: instant('decided_at'),
  /** The new deadline granted, which may differ from what was asked. */
  grantedDue: day('granted_due'),
  decisionNote: text('decision_note'),
}, t => [index('requests_task').on(t.taskId), index('requests_open').on(t.decision, t.at)])

export const checkItems = table('check_items', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  position: whole('position').notNull(),
  text: text('text').notNull(),
  doneById: text('done_by_id'),
  doneOn: day('done_on'),
}, t => [index('check_items_task').on(t.taskId)])

/** What people say to each other about a task: comments, and directions of a leader. Rows are only added. */
export const taskNotes = table('task_notes', {
  id: id(),
  taskId: text('task_id').notNull().references(() => tasks.id),
  kind: choice('kind', ['comment', 'direction', 'reminder'] as const).notNull(),
  text: text('text').notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [index('task_notes_task').on(t.taskId)])

export const savedFilters = table('saved_filters', {
  id: id(),
  personId: text('person_id').notNull(),
  name: text('name').notNull(),
  /** Whose filter it is: of the register of tasks, or of citizens' questions. */
  list: choice('list', ['tasks', 'enquiries'] as const).notNull().default('tasks'),
  /** The address of the list after '?'. */
  query: text('query').notNull(),
  shared: flag('shared').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('saved_filters_person').on(t.personId), index('saved_filters_shared').on(t.shared)])

export type Task = typeof tasks.$inferSelect
export type TaskPart = typeof taskParts.$inferSelect
export type Report = typeof reports.$inferSelect
export type ReportReview = typeof reportReviews.$inferSelect
export type Request = typeof requests.$inferSelect
export type CheckItem = typeof checkItems.$inferSelect
export type TaskNote = typeof taskNotes.$inferSelect
export type SavedFilter = typeof savedFilters.$inferSelect
