// Conclusions of a meeting, the work that each gives, and the tasks that came of it.
import type { Deadline } from '../calendar/deadlines.ts'
import { meetings } from '../meetings/tables.ts'
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'
import { tasks } from '../tasks/tables.ts'

/** Giao việc, thống nhất, nhắc, xin ý kiến. */
export const conclusionKinds = ['assign', 'agree', 'remind', 'ask'] as const
export type ConclusionKind = (typeof conclusionKinds)[number]

export const conclusions = table('conclusions', {
  id: id(),
  meetingId: text('meeting_id').notNull().references(() => meetings.id),
  position: whole('position').notNull(),
  /** As the minutes number it: '1', '2a'. */
  number: text('number').notNull(),
  text: text('text').notNull(),
  kind: choice('kind', conclusionKinds).notNull(),
  /** The item of the agenda under which it was taken. */
  itemId: text('item_id'),
  /** "Lần thứ n nhắc", as said or counted, and the conclusion that is reminded of. */
  reminderNumber: whole('reminder_number'),
  remindsId: text('reminds_id'),
  /** A person said that no task comes of it, so that none is forgotten. */
  noTask: flag('no_task').notNull().default(false),
  noTaskById: text('no_task_by_id'),
  /** Fields that the reading of pasted text was not sure of, with the reason, until a person has looked. */
  doubts: json<Record<string, string>>('doubts').notNull().default({}),
  search: text('search').notNull(),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('conclusions_meeting').on(t.meetingId, t.position), index('conclusions_reminds').on(t.remindsId)])

/** One piece of work that a conclusion gives: a row of the grid. Several units in the lead get a task each. */
export const conclusionWorks = table('conclusion_works', {
  id: id(),
  conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
  position: whole('position').notNull(),
  title: text('title').notNull(),
  product: text('product'),
  /** Units in the lead; all of the office's where `allUnits`. */
  unitIds: json<string[]>('unit_ids').notNull(),
  allUnits: flag('all_units').notNull().default(false),
  coordinatorIds: json<string[]>('coordinator_ids').notNull(),
  outsiders: json<string[]>('outsiders').notNull(),
  deadline: json<Deadline>('deadline'),
  /** First day of the deadline reckoned, to sort by; null where it has none. */
  due: day('due'),
  doubts: json<Record<string, string>>('doubts').notNull().default({}),
}, t => [index('conclusion_works_conclusion').on(t.conclusionId, t.position)])

/** Tasks of a conclusion: given by it, or reminded of by it. */
export const conclusionTasks = table('conclusion_tasks', {
  id: id(),
  conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
  workId: text('work_id'),
  taskId: text('task_id').notNull().references(() => tasks.id),
  how: choice('how', ['given', 'reminded'] as const).notNull(),
  at: instant('at').notNull(),
}, t => [unique('conclusion_tasks_one').on(t.conclusionId, t.taskId), index('conclusion_tasks_task').on(t.taskId)])

export type Conclusion = typeof conclusions.$inferSelect
export type ConclusionWork = typeof conclusionWorks.$inferSelect
export type ConclusionTask = typeof conclusionTasks.$inferSelect
