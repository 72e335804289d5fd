// Where a task came from, for its own page: the conclusion that gave it, and those that reminded of it.
import { and, asc, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { written } from '../clock.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetings } from '../meetings/tables.ts'
import { numberOf } from '../papers/naming.ts'
import { papers } from '../papers/tables.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Task } from '../tasks/tables.ts'
import { conclusions, conclusionTasks } from './tables.ts'

export interface TaskSource { href: string; label: string }

/** 'Kết luận 2, Giao ban tháng 10/2026 ngày 12/10/2026 (biên bản 31/BB-SLĐTBXH)', the first one first; what the person may not see is left out. */
export async function sourcesOf(db: Read, user: User, { id, seriesId }: Pick<Task, 'id' | 'seriesId'>): Promise<TaskSource[]> {
  if (!may(user, 'see meetings')) return []
  const rows = await db.select({
    id: conclusions.id, number: conclusions.number, time: conclusions.reminderNumber, meetingId: meetings.id, title: meetings.title, on: meetings.on, how: conclusionTasks.how, paper: papers.number, symbol: papers.symbol,
  }).from(conclusionTasks).innerJoin(conclusions, eq(conclusions.id, conclusionTasks.conclusionId)).innerJoin(meetings, eq(meetings.id, conclusions.meetingId))
    .leftJoin(papers, and(eq(papers.meetingId, meetings.id), eq(papers.kind, 'minutes'), eq(papers.state, 'signed')))
    .where(and(eq(conclusionTasks.taskId, seriesId ?? id), visibleMeetings(user))).orderBy(asc(meetings.on), asc(conclusions.position))
  return rows.map(({ id: conclusionId, number, time, meetingId, title, on, how, paper, symbol }) => {
    const minutes = symbol === null ? null : numberOf({ number: paper, symbol })
    return {
      href: `/meetings/${meetingId}/conclusions#kl-${conclusionId}`,
      label: `${how === 'reminded' ? `Nhắc lần ${time ?? 1}: kết luận` : 'Kết luận'} ${number}, ${title} ngày ${written(on)}${minutes ? ` (biên bản ${minutes})` : ''}`,
    }
  })
}
