// What citizens ask most becomes a proposal for the reform plan, with the figures and enquiries that speak for it.
import { choice, id, index, instant, json, table, text, whole } from '../store/columns.ts'

/** hỏi nhiều, không trả lời được, hỏi lại, trả lời chậm */
export const demandReasons = ['asked', 'refused', 'reopened', 'slow'] as const
export type DemandReason = (typeof demandReasons)[number]

/** What proposals are made for: demand, or points lost in the reform index (điểm mất). */
export const proposalReasons = [...demandReasons, 'lost'] as const
export type ProposalReason = (typeof proposalReasons)[number]

export const proposalStates = ['waiting', 'taken', 'refused'] as const

export const proposals = table('reform_proposals', {
  id: id(),
  state: choice('state', proposalStates).notNull(),
  title: text('title').notNull(),
  why: text('why').notNull(),
  /** What the procedure, or the field where it is none, was proposed for. */
  procedureId: text('procedure_id'),
  field: text('field'),
  /** The sheet and the criterion that lost points. */
  sheetId: text('sheet_id'),
  criterionId: text('criterion_id'),
  reason: choice('reason', proposalReasons).notNull(),
  /** Month of the figures, 'YYYY-MM', and the figures as they were then. */
  month: text('month').notNull(),
  figures: json<Record<string, number>>('figures').notNull(),
  enquiryIds: json<string[]>('enquiry_ids').notNull(),
  unitId: text('unit_id'),
  planId: text('plan_id'),
  /** The task of the plan that was made of it. */
  taskId: text('task_id'),
  decidedById: text('decided_by_id'),
  decidedAt: instant('decided_at'),
  note: text('note'),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('reform_proposals_state').on(t.state), index('reform_proposals_procedure').on(t.procedureId)])

export type Proposal = typeof proposals.$inferSelect
