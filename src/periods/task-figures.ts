// Figures of tasks in a period: how they stood at its end, what fell due and was done in it, what comes next; and what moved.
import { and, eq, isNull, lt } from 'drizzle-orm'
import { addDays, startOf, written } from '../clock.ts'
import { citations } from '../evidence/tables.ts'
import { tasksAsOf, type StoodTask } from '../figures/as-of.ts'
import type { Span } from '../figures/filter.ts'
import { whatMoved, type MoveKind } from '../figures/moves.ts'
import { moveNames, moveRules, whatOf } from '../figures/moves-words.ts'
import type { Read } from '../store/store.ts'
import type { StandingKind } from '../tasks/standings.ts'
import { reports } from '../tasks/tables.ts'
import { unitNames } from '../units/units.ts'
import type { Listing } from './figures.ts'
import { item } from './items.ts'
import type { Item } from './tables.ts'

const longDays = 120
/** More than can move in a year. */
const allMoves = 100_000

const noteOf = ({ due, finishedOn }: StoodTask) => [
  due ? `hạn ${written(due)}` : 'không có hạn', finishedOn ? `xong ${written(finishedOn)}` : '',
].filter(Boolean).join(', ')
const itemOf = (task: StoodTask, counts = true): Item => item('task', task.id, task.title, { note: noteOf(task), unitId: task.unitId, group: task.domain, counts })

/** Days of the span that follows, as long as this one. */
export function spanAfter({ from, to }: Span): Span {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return { from: addDays(to, 1), to: addDays(to, days) }
}

/** @param lastDay the last day of the period, where the span ends earlier because it is still running */
export async function taskFigures(db: Read, { from, to }: Span, lastDay: string): Promise<Listing[]> {
  const stood = await tasksAsOf(db, to)
  const isDone = ({ standing }: StoodTask) => standing === 'doneInTime' || standing === 'doneLate'
  // What was done before the period is no work of it.
  const followed = stood.filter(task => !isDone(task) || task.finishedOn! >= from)
  const of = (...kinds: StandingKind[]) => followed.filter(({ standing }) => kinds.includes(standing)).map(task => itemOf(task))
  const figure = (key: string, label: string, rule: string, items: Item[], way: Listing['way'] = 'count'): Listing =>
    ({ key: `tasks.${key}`, section: 'tasks', label, measure: way === 'share' ? '%' : 'nhiệm vụ', rule, way, items })
  const due = stood.filter(task => task.due !== null && task.due >= from && task.due <= to && task.standing !== 'paused')
  const next = spanAfter({ from, to: lastDay })
  const proven = await withEvidence(db, to)
  return [
    figure('total', 'Nhiệm vụ phải theo dõi trong kỳ', 'Đã giao đến hết kỳ, trừ việc đã bỏ và việc xong trước kỳ.', followed.map(task => itemOf(task))),
    figure('doneInTime', 'Hoàn thành đúng hạn', 'Ngày hoàn thành trong kỳ, không sau hạn; đơn vị giao đã xác nhận.', of('doneInTime')),
    figure('doneLate', 'Hoàn thành sau hạn', 'Ngày hoàn thành trong kỳ, sau hạn; đơn vị giao đã xác nhận.', of('doneLate')),
    figure('claimed', 'Đã báo xong, chờ xác nhận', 'Đơn vị báo xong trong kỳ, chưa được xác nhận.', of('claimed')),
    figure('inTime', 'Đang thực hiện, trong hạn', 'Chưa xong khi hết kỳ, chưa đến hạn hoặc không có hạn.', of('inTime')),
    figure('overdue', 'Quá hạn chưa xong', 'Chưa xong khi hết kỳ, hạn lúc ấy đã qua.', of('overdue')),
    figure('overdueLong', 'Trong đó quá hạn trên 120 ngày', 'Quá hạn trên 120 ngày lịch khi hết kỳ.',
      followed.filter(({ standing, due: until }) => standing === 'overdue' && until! < addDays(to, -longDays)).map(task => itemOf(task))),
    figure('paused', 'Tạm dừng', 'Đang tạm dừng khi hết kỳ.', of('paused')),
    figure(
      'due', 'Nhiệm vụ đến hạn trong kỳ xong đúng hạn', 'Trong các nhiệm vụ có hạn trong kỳ, trừ việc tạm dừng: xong không sau hạn.',
      due.map(task => itemOf(task, task.standing === 'doneInTime')), 'share'
    ),
    figure(
      'conclusions', 'Nhiệm vụ từ kết luận giao ban đã xong', 'Trong các nhiệm vụ phải theo dõi do kết luận giao ban giao.',
      followed.filter(({ originKind }) => originKind === 'conclusion').map(task => itemOf(task, isDone(task))), 'share'
    ),
    figure(
      'proven', 'Nhiệm vụ xong trong kỳ có minh chứng', 'Trong các nhiệm vụ hoàn thành trong kỳ: có văn bản dẫn làm minh chứng khi hết kỳ.',
      followed.filter(isDone).map(task => itemOf(task, proven.has(task.id))), 'share'
    ),
    figure('next', 'Nhiệm vụ đến hạn kỳ tiếp theo', `Chưa xong khi hết kỳ, có hạn từ ${written(next.from)} đến ${written(next.to)}.`,
      stood.filter(({ standing, due: until }) => (standing === 'inTime' || standing === 'claimed') && until !== null && until >= next.from && until <= next.to).map(task => itemOf(task))),
  ]
}

/** Ids of tasks that had evidence at the end of a day, cited by themselves or by a report on them. */
async function withEvidence(db: Read, day: string): Promise<Set<string>> {
  const standing = and(lt(citations.at, startOf(addDays(day, 1))), isNull(citations.removedAt))
  const ofTasks = await db.selectDistinct({ id: citations.subjectId }).from(citations).where(and(eq(citations.subjectKind, 'task'), standing))
  const ofReports = await db.selectDistinct({ id: reports.taskId }).from(citations).innerJoin(reports, eq(reports.id, citations.subjectId)).where(and(eq(citations.subjectKind, 'report'), standing))
  return new Set([...ofTasks, ...ofReports].map(({ id }) => id))
}

const told = ['given', 'extended', 'handedOver', 'changed', 'dropped'] as const satisfies MoveKind[]

/** What moved in the span, so that nothing leaves the period unseen. */
export async function moveFigures(db: Read, span: Span): Promise<Listing[]> {
  const names = await unitNames(db)
  const nameOf = (id: string | null) => (id ? names.get(id) ?? 'đơn vị không còn' : 'chưa có đơn vị')
  const moved = new Map((await whatMoved(db, undefined, span, allMoves)).map(one => [one.kind, one.moves]))
  return told.map((kind): Listing => ({
    key: `moves.${kind}`, section: 'moves', label: moveNames[kind], measure: 'nhiệm vụ', rule: moveRules[kind], way: 'count',
    items: (moved.get(kind) ?? []).map(move => item('task', move.taskId, move.title, { note: whatOf(kind, move, nameOf), unitId: move.unitId })),
  }))
}
