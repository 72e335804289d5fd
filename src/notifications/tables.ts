// Being told: notices by person, how each wants to hear, the ladder of escalation, mail that waits, secret calendar addresses.
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'

export const noticeKinds = ['assigned', 'request', 'report', 'review', 'decision', 'direction', 'comment', 'change', 'meeting', 'question', 'reminder', 'escalation', 'account'] as const
export type NoticeKind = (typeof noticeKinds)[number]
/** Why a person is told: what they are to the task, the plan or the meeting. */
export const reasons = [
  'lead', 'coordinator', 'named', 'assigner', 'author', 'approver', 'ladder',
  'chair', 'secretary', 'invited', 'deputy', 'relieved', 'preparing', 'proposer', 'writer', 'commenter', 'tasked', 'keeper',
  'holder', 'answerer', 'questioner', 'faqKeeper', 'faqChecker', 'enquiryRouter', 'enquiryChecker', 'enquiryWriter', 'enquiryMaker',
  'reformDecider', 'reformProposer', 'pieceWriter', 'pieceChecker', 'sourceOwner', 'partSender', 'reportWriter', 'reportApprover', 'scored', 'appraiser',
] as const
export type Reason = (typeof reasons)[number]
/** Tells a person of an event; without `urgent` the kind says whether it is mailed at once. What is no person's id tells nobody. */
export type Tell = (personId: unknown, kind: NoticeKind, reason: Reason, urgent?: boolean) => void

/** One person told of one event. Made from events, so it can be made again; only when it was read and mailed is kept here alone. */
export const notices = table('notices', {
  id: id(),
  personId: text('person_id').notNull(),
  event: whole('event').notNull(),
  kind: choice('kind', noticeKinds).notNull(),
  reason: choice('reason', reasons).notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  at: instant('at').notNull(),
  readAt: instant('read_at'),
  mailedAt: instant('mailed_at'),
}, t => [unique('notices_once').on(t.personId, t.event), index('notices_unread').on(t.personId, t.readAt), index('notices_unmailed').on(t.mailedAt, t.personId), index('notices_subject').on(t.subjectId)])

/** How far the work has come: 'notices' by the number of the event, 'digest' by the day (20261013) whose digests are queued. */
export const noticePositions = table('notice_positions', { id: id(), number: whole('number').notNull() })

/** How a person wants to hear; who has no row gets everything. The id is the person's. */
export const noticeSettings = table('notice_settings', {
  id: id(),
  digest: flag('digest').notNull(),
  immediate: flag('immediate').notNull(),
  /** Kinds that are never mailed; the inbox shows them all the same. */
  unmailed: json<NoticeKind[]>('unmailed').notNull(),
  /** Kinds the person is not told of at all. */
  muted: json<NoticeKind[]>('muted').notNull(),
})

export const clocks = ['receipt', 'report', 'due'] as const
/** Which clock was missed: the deadline, the day of a report, the hours to accept. */
export type Clock = (typeof clocks)[number]
export const rungs = ['person', 'unitHead', 'chief', 'assigner', 'director'] as const
export type Rung = (typeof rungs)[number]

/** The ladder: who is told, how many working days after a clock was missed; null: never. The office edits all of it at once. */
export const escalationSteps = table('escalation_steps', {
  id: id(),
  clock: choice('clock', clocks).notNull(),
  days: whole('days'),
  rung: choice('rung', rungs).notNull(),
}, t => [unique('escalation_steps_one').on(t.clock, t.rung)])

/** Day on which the clocks of a task (its id) were set anew: what was reopened does not climb the ladder at once. */
export const clockStarts = table('clock_starts', { id: id(), on: day('on').notNull() })

/** What was told of a task's clocks, once each: '<task> <what>'. */
export const tellings = table('tellings', { id: id(), at: instant('at').notNull() })

/** Mail that waits or was sent. Its words are made from the notices when it is sent. */
export const mails = table('mails', {
  /** 'digest <person> <day>' or 'notice <the first notice>': nothing is queued twice. */
  id: id(),
  personId: text('person_id').notNull(),
  kind: choice('kind', ['digest', 'immediate'] as const).notNull(),
  noticeIds: json<string[]>('notice_ids').notNull(),
  state: choice('state', ['waiting', 'sent', 'failed'] as const).notNull(),
  tries: whole('tries').notNull().default(0),
  madeAt: instant('made_at').notNull(),
  /** Not before; within office hours. */
  nextAt: instant('next_at').notNull(),
  sentAt: instant('sent_at'),
  problem: text('problem'),
}, t => [index('mails_waiting').on(t.state, t.nextAt)])

/** Secret addresses of calendar feeds: the id is the SHA-256 of the token. One a person. */
export const calendarFeeds = table('calendar_feeds', {
  id: id(),
  personId: text('person_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('calendar_feeds_person').on(t.personId)])

export type Notice = typeof notices.$inferSelect
export type Mail = typeof mails.$inferSelect
export type EscalationStep = typeof escalationSteps.$inferSelect
