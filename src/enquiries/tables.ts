// Questions of citizens that staff enter and answer (phản ánh, hỏi đáp). Nothing here says who asked: that stands in enquiryPeople alone, to be erased.
import type { FaqCitation } from '../faqs/tables.ts'
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

/** Where the question came in: một cửa, điện thoại, Zalo, thư điện tử, thư, đối thoại. */
export const channels = ['counter', 'phone', 'zalo', 'email', 'letter', 'dialogue'] as const
export type Channel = (typeof channels)[number]

/** tiếp nhận → đã giao → đang trả lời → chờ kiểm → đã trả lời → đã đóng; 'merged': answered with another one. */
export const enquiryStates = ['received', 'assigned', 'answering', 'checking', 'answered', 'closed', 'merged'] as const
export type EnquiryState = (typeof enquiryStates)[number]

/** How it was settled: by a unit's answer, by the assistant's answer while it was being entered, or without one. */
export const settlements = ['answer', 'assistant', 'none'] as const

export const enquiries = table('enquiries', {
  id: id(),
  /** 'HĐ 12/2026' is number 12 of the year 2026. */
  year: whole('year').notNull(),
  number: whole('number').notNull(),
  state: choice('state', enquiryStates).notNull(),
  channel: choice('channel', channels).notNull(),
  /** What was asked, personal data masked before it came here. */
  question: text('question').notNull(),
  search: text('search').notNull(),
  procedureId: text('procedure_id'),
  /** lĩnh vực */
  field: text('field'),
  /** Whose turn it is: the unit that owns the answer, and the person it has named. */
  unitId: text('unit_id'),
  personId: text('person_id'),
  receivedAt: instant('received_at').notNull(),
  /** The first end of the clock, never overwritten, and the one that counts after pauses. */
  firstDueAt: instant('first_due_at').notNull(),
  dueAt: instant('due_at').notNull(),
  /** Since when the clock stands still because the citizen has to say more. */
  pausedAt: instant('paused_at'),
  /** The first answer that went out, and whether the clock had not run out then. */
  answeredAt: instant('answered_at'),
  onTime: flag('on_time'),
  closedAt: instant('closed_at'),
  settlement: choice('settlement', settlements),
  /** Number of the answer that went out; null while there is none. */
  answerNumber: whole('answer_number'),
  reopened: whole('reopened').notNull().default(0),
  mergedIntoId: text('merged_into_id'),
  /** The turn of the assistant it began with or was settled by, and the entry of the FAQ made of it. */
  turnId: text('turn_id'),
  faqId: text('faq_id'),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [
  unique('enquiries_number').on(t.year, t.number), index('enquiries_received').on(t.receivedAt), index('enquiries_state').on(t.state, t.dueAt),
  index('enquiries_unit').on(t.unitId, t.state, t.dueAt), index('enquiries_person').on(t.personId, t.state), index('enquiries_procedure').on(t.procedureId, t.receivedAt),
  index('enquiries_turn').on(t.turnId), index('enquiries_merged').on(t.mergedIntoId), index('enquiries_answered').on(t.answeredAt), index('enquiries_maker').on(t.madeById), index('enquiries_closed').on(t.settlement, t.closedAt), index('enquiries_due').on(t.dueAt),
])

/** Who asked: the only place where it stands. The row is deleted when its time is over; backups that come back are erased again. */
export const enquiryPeople = table('enquiry_people', {
  /** Id of the enquiry. */
  id: id(),
  name: text('name'),
  contact: text('contact'),
  /** Set when the enquiry is closed. */
  eraseOn: day('erase_on'),
}, t => [index('enquiry_people_erase').on(t.eraseOn)])

/** Answers as they were written, one row for each that was handed in; never rewritten. */
export const enquiryAnswers = table('enquiry_answers', {
  id: id(),
  enquiryId: text('enquiry_id').notNull().references(() => enquiries.id),
  number: whole('number').notNull(),
  text: text('text').notNull(),
  citations: json<FaqCitation[]>('citations').notNull(),
  /** Template it began with, for the ripple of a change. */
  templateId: text('template_id'),
  writtenById: text('written_by_id').notNull(),
  writtenAt: instant('written_at').notNull(),
  /** The second person, never the writer. */
  checkedById: text('checked_by_id'),
  checkedAt: instant('checked_at'),
  /** What the checker wants changed; null when it went out or still waits. */
  returned: text('returned'),
}, t => [unique('enquiry_answers_number').on(t.enquiryId, t.number), index('enquiry_answers_checked').on(t.checkedAt)])

/** An answer that is being written, saved as it is typed: one for each enquiry. */
export const enquiryDrafts = table('enquiry_drafts', {
  /** Id of the enquiry. */
  id: id(),
  text: text('text').notNull(),
  citations: json<FaqCitation[]>('citations').notNull(),
  templateId: text('template_id'),
  revision: whole('revision').notNull().default(1),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
})

/** Times in which the clock stood still. */
export const enquiryPauses = table('enquiry_pauses', {
  id: id(),
  enquiryId: text('enquiry_id').notNull().references(() => enquiries.id),
  reason: text('reason').notNull(),
  from: instant('from').notNull(),
  to: instant('to'),
  byId: text('by_id').notNull(),
}, t => [index('enquiry_pauses_enquiry').on(t.enquiryId)])

/** Two enquiries that say the same or belong together; read from both ends. */
export const enquiryLinks = table('enquiry_links', {
  id: id(),
  fromId: text('from_id').notNull().references(() => enquiries.id),
  toId: text('to_id').notNull().references(() => enquiries.id),
  kind: choice('kind', ['duplicate', 'related'] as const).notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [unique('enquiry_links_pair').on(t.fromId, t.toId), index('enquiry_links_to').on(t.toId)])

/** Text that replies begin with or take in, with places for variables such as {câu hỏi}. */
export const replyTemplates = table('reply_templates', {
  id: id(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  /** lĩnh vực; null: for all. */
  field: text('field'),
  /** State of the enquiry it is offered in; null: any. */
  forState: text('for_state'),
  citations: json<FaqCitation[]>('citations').notNull(),
  ownerUnitId: text('owner_unit_id').notNull(),
  inUse: flag('in_use').notNull().default(true),
  search: text('search').notNull(),
  revision: whole('revision').notNull().default(1),
  writtenById: text('written_by_id').notNull(),
  writtenAt: instant('written_at').notNull(),
}, t => [index('reply_templates_unit').on(t.ownerUnitId)])

export type Enquiry = typeof enquiries.$inferSelect
export type EnquiryAnswer = typeof enquiryAnswers.$inferSelect
export type ReplyTemplate = typeof replyTemplates.$inferSelect
