// Cards of tasks: what a card says, and the next step that this person may take from it.
import { and, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { punctualityOf } from '../calendar/punctuality.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { today, written } from '../clock.ts'
import { shortened } from '../desk/task-words.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { mayDrop } from '../tasks/deciding.ts'
import { mayDecide, mayReport } from '../tasks/seeing.ts'
import { stateReached } from '../tasks/standings.ts'
import { openStates, reports, taskParts, type Report, type Task, type TaskPart } from '../tasks/tables.ts'
import { lightNames, standingOf } from '../tasks/words.ts'
import { weekday } from '../web/helpers.ts'
import type { Card, CardStep } from './board-views.ts'
import type { Names } from './names.ts'
import { tasksIn } from './row-pages.ts'

const longest = 160

/** Cards by the id of their task. `withUnit`: the card names the unit in the lead; without it the columns do, and its next step is to another unit. */
export async function cardsFor(db: Read, user: User, ids: readonly string[], names: Names, withUnit: boolean): Promise<Map<string, Card>> {
  const calendar = await loadCalendar(db)
  const rows = await tasksIn(db, user, ids)
  const parts = ids.length && (may(user, 'report on tasks') || may(user, 'receive tasks')) ? await db.select().from(taskParts).where(inArray(taskParts.taskId, [...ids])) : []
  const partsOf = Map.groupBy(parts, ({ taskId }) => taskId)
  const claimed = may(user, 'decide on tasks') ? rows.filter(({ state }) => state === 'claimed').map(({ id }) => id) : []
  const waiting = claimed.length ? await db.select().from(reports).where(and(inArray(reports.taskId, claimed), eq(reports.claimsDone, true), eq(reports.waits, true))) : []
  const claims = new Map(waiting.map(report => [`${report.taskId} ${report.unitId}`, report]))
  return new Map(rows.map(task => [task.id, cardOf(calendar, user, task, partsOf.get(task.id) ?? [], claims.get(`${task.id} ${task.unitId}`), names, withUnit)]))
}

function cardOf(calendar: WorkingCalendar, user: User, task: Task, parts: readonly TaskPart[], claim: Report | undefined, names: Names, withUnit: boolean): Card {
  const { status, distance } = standingOf(calendar, task, today())
  const progress = task.state === 'done' || !task.lastReportOn ? null : `${task.percent} %${task.light ? `, ${lightNames[task.light].toLowerCase()}` : ''}`
  return {
    href: `/tasks/${task.id}`, title: shortened(task.title, longest), status, due: task.due && weekday(task.due), distance,
    tone: status.kind === 'late' ? 'late' : status.kind === 'near' ? 'near' : null,
    facts: [withUnit ? task.unitId ? names.unit(task.unitId) : 'Chưa giao đơn vị' : null, task.personId && names.person(task.personId), progress].filter(fact => fact !== null),
    step: stepOf(calendar, user, task, parts, claim), next: withUnit ? nextOf(user, task, parts, claim) : handingOver(user, task),
  }
}

/** The step to the next column, where a button is all it needs. */
function stepOf(calendar: WorkingCalendar, user: User, task: Task, parts: readonly TaskPart[], claim: Report | undefined): CardStep | null {
  const lead = parts.find(({ role }) => role === 'lead')
  if (task.state === 'assigned' && lead?.receipt === 'waiting' && may(user, 'receive tasks', { unitId: lead.unitId })) {
    return { action: `/tasks/${task.id}/receipt`, name: 'part', value: lead.id, label: 'Nhận việc', ask: null, to: 'doing' }
  }
  // What is answered by yes or no needs its evidence looked at.
  if (task.state === 'claimed' && claim && claim.authorId !== user.id && task.measure?.kind !== 'binary' && mayDecide(user, task)) {
    const against = task.due && claim.finishedOn ? `, ${punctualityOf(calendar, { due: task.due, doneOn: claim.finishedOn, today: today() }).distance}` : ''
    return { action: `/tasks/${task.id}/reports/${claim.id}/review`, name: 'decision', value: 'confirmed', label: 'Xác nhận', ask: `Nhiệm vụ đóng lại, ghi xong ngày ${written(claim.finishedOn!)}${against}.`, to: 'done' }
  }
  if (task.state === 'paused' && mayDecide(user, task)) {
    return { action: `/tasks/${task.id}/resumption`, name: 'go', value: 'on', label: 'Cho tiếp tục', ask: 'Hạn cộng thêm số ngày làm việc đã dừng.', to: stateReached(task) === 'assigned' ? 'receipt' : 'doing' }
  }
  return null
}

function nextOf(user: User, task: Task, parts: readonly TaskPart[], claim: Report | undefined): Card['next'] {
  if (claim && mayDecide(user, task)) return { href: `/tasks/${task.id}#bao-cao-${claim.number}`, label: 'Xem báo cáo', to: 'done' }
  if ((task.state === 'accepted' || task.state === 'doing') && mayReport(user, task, parts)) return { href: `/tasks/${task.id}#viet`, label: 'Báo cáo', to: 'claimed' }
  return null
}

/** Another column of a board by unit is another unit in the lead: that needs its reason, on the task's page. */
const handingOver = (user: User, task: Task): Card['next'] =>
  ((openStates as readonly string[]).includes(task.state) && mayDrop(user, task) ? { href: `/tasks/${task.id}#thay-doi`, label: 'Chuyển đơn vị', to: 'unit' } : null)
