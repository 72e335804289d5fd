// Many tasks changed at once: who changed what and why, and how each task was before, so that it can be undone.
import { choice, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'
import type { Task, TaskPart } from '../tasks/tables.ts'

export const changeKinds = ['due', 'person', 'unit', 'domain', 'weight', 'pause', 'resume', 'remind'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What a change may touch of a task. Moments are ISO texts. */
export type Before = Pick<Task, 'state' | 'due' | 'deadline' | 'extensions' | 'domain' | 'domainId' | 'weight' | 'unitId' | 'personId' | 'pausedOn' | 'nextReportOn' | 'finishedOn' | 'search' | 'reached'>
  & { acceptedAt: string | null; receiptDue: string | null; parts: (Omit<TaskPart, 'receivedAt'> & { receivedAt: string | null })[] }

export const taskBatches = table('task_batches', {
  id: id(),
  personId: text('person_id').notNull(),
  kind: choice('kind', changeKinds).notNull(),
  /** The day, person, unit, domain or weight that all of them got. */
  value: text('value').notNull(),
  note: text('note').notNull(),
  at: instant('at').notNull(),
  undoneAt: instant('undone_at'),
}, t => [index('task_batches_person').on(t.personId, t.at)])

/** One task of a batch. A task that goes away leaves its row here. */
export const batchItems = table('batch_items', {
  id: id(),
  batchId: text('batch_id').notNull().references(() => taskBatches.id),
  taskId: text('task_id').notNull(),
  /** What became of it, in words. */
  said: text('said').notNull(),
  before: json<Before>('before').notNull(),
  /** Number of the event that the change left. */
  event: whole('event').notNull(),
}, t => [unique('batch_items_task').on(t.batchId, t.taskId)])

export type TaskBatch = typeof taskBatches.$inferSelect
