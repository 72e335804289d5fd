// The periodic report (báo cáo định kỳ): its sections as the office orders them, the parts that units send, the report and what was sent.
import type { Official } from '../documents/official.ts'
import { periods } from '../periods/tables.ts'
import { choice, day, flag, id, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** What the portal writes under a heading until a person words it; 'none' is written by people alone. */
export const sectionContents = [
  'none', 'tasks', 'meetings', 'propaganda', 'domains', 'procedures', 'enquiries', 'dossiers', 'merits', 'difficulties', 'next', 'proposals',
] as const
export type SectionContent = (typeof sectionContents)[number]

/** The outline of the report. Without rows the customary one holds. */
export const reportSections = table('report_sections', {
  id: id(),
  position: whole('position').notNull(),
  /** 1 'I. …', 2 '1. …'. */
  level: whole('level').notNull(),
  title: text('title').notNull(),
  content: choice('content', sectionContents).notNull(),
  inUse: flag('in_use').notNull().default(true),
})

/** Nháp → đã trình → đã duyệt → đã gửi. What was sent is never changed. */
export const reportStates = ['draft', 'submitted', 'approved', 'sent'] as const
export type ReportState = (typeof reportStates)[number]

export const periodicReports = table('periodic_reports', {
  id: id(),
  periodId: text('period_id').notNull().references(() => periods.id),
  state: choice('state', reportStates).notNull(),
  /** What people worded, by section; the rest is written by the portal and follows the figures. */
  wording: json<Record<string, string>>('wording').notNull(),
  /** Everybody who worded it: none of them approves it. */
  writerIds: json<string[]>('writer_ids').notNull(),
  number: whole('number'),
  signedOn: day('signed_on'),
  submittedById: text('submitted_by_id'),
  submittedAt: instant('submitted_at'),
  returned: text('returned'),
  approvedById: text('approved_by_id'),
  approvedAt: instant('approved_at'),
  sentById: text('sent_by_id'),
  sentAt: instant('sent_at'),
  /** The whole document as it was approved, and the file made of it, in base64. */
  content: json<Official>('content'),
  file: text('file'),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('periodic_reports_period').on(t.periodId)])

/** What a unit is asked to say for a report. One that comes back is asked again, with what is wanted. */
export const reportParts = table('report_parts', {
  id: id(),
  periodId: text('period_id').notNull().references(() => periods.id),
  unitId: text('unit_id').notNull(),
  state: choice('state', ['asked', 'sent', 'taken'] as const).notNull(),
  due: day('due').notNull(),
  results: text('results').notNull().default(''),
  difficulties: text('difficulties').notNull().default(''),
  proposals: text('proposals').notNull().default(''),
  returned: text('returned'),
  askedById: text('asked_by_id').notNull(),
  askedAt: instant('asked_at').notNull(),
  sentById: text('sent_by_id'),
  sentAt: instant('sent_at'),
  takenById: text('taken_by_id'),
  takenAt: instant('taken_at'),
  revision: whole('revision').notNull().default(1),
}, t => [unique('report_parts_unit').on(t.periodId, t.unitId)])

export type ReportSection = typeof reportSections.$inferSelect
export type PeriodicReport = typeof periodicReports.$inferSelect
export type ReportPart = typeof reportParts.$inferSelect
