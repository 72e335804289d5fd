// What a person owes: tasks of their own, parts of their unit's in others' tasks, and, for a head, what nobody of the unit has yet.
import { and, asc, eq, inArray, isNull, max, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { weekdayOf } from '../calendar/deadlines.ts'
import { addDays, today } from '../clock.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { openStates, reportReviews, reports, requests, taskParts, tasks, type ReportReview, type Task, type TaskPart } from '../tasks/tables.ts'

export const owedGroups = ['overdue', 'today', 'returned', 'receipt', 'week', 'later', 'waiting'] as const
export type OwedGroupName = (typeof owedGroups)[number]

type Slim = Pick<Task, 'id' | 'state' | 'due' | 'nextReportOn' | 'personId' | 'unitId' | 'lastReportOn'>
type SlimPart = Pick<TaskPart, 'id' | 'role' | 'receipt' | 'personId' | 'unitId'>

export interface Owed {
  task: Slim
  /** The part that is owed: the lead's, or a co-ordinator's. */
  part: SlimPart
  group: OwedGroupName
  /** The day that presses: the deadline, or that of the report before it. */
  day: string | null
  owes: 'task' | 'report'
  returned: Pick<ReportReview, 'byId' | 'reason'> | null
  /** The person is its head, and accepts it or names somebody. */
  heads: boolean
}

/** More than this is not counted out: nobody works through such a list in one go. */
export const mostOwed = 500

const slim = { id: tasks.id, state: tasks.state, due: tasks.due, nextReportOn: tasks.nextReportOn, personId: tasks.personId, unitId: tasks.unitId, lastReportOn: tasks.lastReportOn }
const slimPart = { id: taskParts.id, role: taskParts.role, receipt: taskParts.receipt, personId: taskParts.personId, unitId: taskParts.unitId }

const headedBy = (user: User): string[] => [...new Set(user.roles.filter(held => may({ ...user, roles: [held] }, 'receive tasks')).flatMap(({ unitIds }) => unitIds))]

/** All that the person owes, the most pressing first, `mostOwed` at most of each kind. What waits for others comes last. */
export async function owedBy(db: Read, user: User): Promise<Owed[]> {
  if (!may(user, 'report on tasks')) return []
  const units = headedBy(user)
  const open = inArray(tasks.state, [...openStates])
  const leading = (which: SQL | undefined) => db.select({ task: slim, part: slimPart }).from(tasks).innerJoin(taskParts, and(eq(taskParts.taskId, tasks.id), eq(taskParts.role, 'lead')))
    .where(and(which, open)).orderBy(asc(tasks.due)).limit(mostOwed)
  const helping = (which: SQL | undefined) => db.select({ task: slim, part: slimPart }).from(taskParts).innerJoin(tasks, eq(tasks.id, taskParts.taskId))
    .where(and(which, eq(taskParts.role, 'coordinator'), isNull(taskParts.doneOn), open)).limit(mostOwed)
  const found = [
    ...await leading(eq(tasks.personId, user.id)),
    ...await helping(eq(taskParts.personId, user.id)),
    // Whoever is named by who gave the task cannot accept it: the head of the unit does.
    ...(units.length ? await leading(and(inArray(tasks.unitId, units), or(isNull(tasks.personId), eq(tasks.state, 'assigned')))) : []),
    ...(units.length ? await helping(and(inArray(taskParts.unitId, units), or(isNull(taskParts.personId), eq(taskParts.receipt, 'waiting')))) : []),
  ]
  const once = [...new Map(found.map(one => [one.part.id, one])).values()]
  const ids = once.filter(({ task }) => task.lastReportOn).map(({ task }) => task.id)
  const [returned, asked, terms] = [await returnedOn(db, ids), await askedOn(db, once.map(({ task }) => task.id)), await termsOf(db)]
  return once.map(({ task, part }) => {
    const heads = units.includes(part.unitId)
    const back = returned.get(`${task.id} ${part.unitId}`) ?? null
    const reports = part.role === 'lead' && task.nextReportOn !== null && (task.due === null || task.nextReportOn < task.due)
    const day = reports ? task.nextReportOn : task.due
    const waits = task.state === 'claimed' || task.state === 'paused' || part.receipt === 'asked' || asked.has(`${task.id} ${part.unitId}`)
    const group = waits ? 'waiting' : groupOf(day, terms, back !== null, heads && part.receipt === 'waiting')
    return { task, part, group, day, owes: reports ? 'report' as const : 'task' as const, returned: back, heads }
  }).toSorted((a, b) => owedGroups.indexOf(a.group) - owedGroups.indexOf(b.group) || ((a.day ?? '9') < (b.day ?? '9') ? -1 : 1))
}

function groupOf(day: string | null, { now, week }: Terms, returned: boolean, toAccept: boolean): OwedGroupName {
  if (day !== null && day < now) return 'overdue'
  if (day === now) return 'today'
  if (returned) return 'returned'
  if (toAccept) return 'receipt'
  return day !== null && day <= week ? 'week' : 'later'
}

interface Terms { now: string; week: string }

/** To the end of this week; from Thursday on at least the next two working days, or Friday would show an empty week. */
async function termsOf(db: Read): Promise<Terms> {
  const now = today()
  const [sunday, soon] = [addDays(now, 7 - weekdayOf(now)), addWorkingDays(await loadCalendar(db), now, 2)]
  return { now, week: sunday > soon ? sunday : soon }
}

/** The last report of a unit where it came back: by task and unit. */
async function returnedOn(db: Read, ids: string[]): Promise<Map<string, Pick<ReportReview, 'byId' | 'reason'>>> {
  const rows = ids.length ? await db.select({ taskId: reports.taskId, unitId: reports.unitId, number: reports.number, byId: reportReviews.byId, reason: reportReviews.reason })
    .from(reportReviews).innerJoin(reports, eq(reports.id, reportReviews.reportId)).where(and(inArray(reportReviews.taskId, ids), eq(reportReviews.decision, 'returned'))) : []
  const last = rows.length ? await db.select({ taskId: reports.taskId, unitId: reports.unitId, number: max(reports.number) }).from(reports)
    .where(inArray(reports.taskId, [...new Set(rows.map(({ taskId }) => taskId))])).groupBy(reports.taskId, reports.unitId) : []
  const latest = new Map(last.map(({ taskId, unitId, number }) => [`${taskId} ${unitId}`, number]))
  return new Map(rows.filter(({ taskId, unitId, number }) => latest.get(`${taskId} ${unitId}`) === number).map(({ taskId, unitId, byId, reason }) => [`${taskId} ${unitId}`, { byId, reason }]))
}

/** Where a unit asked something that changes its work and has no answer yet. */
async function askedOn(db: Read, ids: string[]): Promise<Set<string>> {
  const rows = ids.length ? await db.select({ taskId: requests.taskId, unitId: requests.unitId }).from(requests)
    .where(and(inArray(requests.taskId, ids), isNull(requests.decision), inArray(requests.kind, ['handover', 'clarification']))) : []
  return new Set(rows.map(({ taskId, unitId }) => `${taskId} ${unitId}`))
}

/** What is still the person's to do: all but what waits for others. */
export const toDo = (owed: readonly Owed[]): Owed[] => owed.filter(({ group }) => group !== 'waiting')

/** '7 việc phải làm' and '1 quá hạn, 2 đến hạn hôm nay'; null where there is nothing. */
export function owedInWords(owed: readonly Owed[]): { doing: string; pressing: string } | null {
  const mine = toDo(owed)
  if (!mine.length) return null
  const count = (name: OwedGroupName) => mine.filter(({ group }) => group === name).length
  const parts = ([['overdue', 'quá hạn'], ['today', 'đến hạn hôm nay'], ['returned', 'bị trả lại'], ['receipt', 'chờ tiếp nhận']] as const)
    .flatMap(([name, words]) => (count(name) ? [`${count(name)} ${words}`] : []))
  return { doing: `${mine.length >= mostOwed ? 'trên ' : ''}${mine.length.toLocaleString('vi-VN')} việc phải làm`, pressing: parts.join(', ') || 'chưa việc nào đến hạn hôm nay' }
}
