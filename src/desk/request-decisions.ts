// Requests of units as decisions: more time, an explanation, another unit, a pause, to go on.
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { decidableTasks } from '../tasks/seeing.ts'
import { decideRequest } from '../tasks/requests.ts'
import { openStates, requests, tasks, type Request, type Task } from '../tasks/tables.ts'
import { requestNames } from '../tasks/words.ts'
import { unitsOn } from '../units/units.ts'
import type { Choice, Decision, Kind } from './decisions.ts'
import { figuresOf, inOrder, namesFor, shortened, waited, wordsField } from './task-words.ts'

const chosen = ['granted', 'refused', 'answered'] as const

export const requestsToDecide: Kind = {
  name: 'request', title: 'Đề nghị của đơn vị', noun: 'đề nghị', icon: 'calendar-plus',
  waiting: (db, user, limit) => db.select({ id: requests.id, since: requests.at }).from(requests).innerJoin(tasks, eq(tasks.id, requests.taskId))
    .where(and(isNull(requests.decision), ne(requests.byId, user.id), inArray(tasks.state, [...openStates]), decidableTasks(user)))
    .orderBy(asc(requests.at), asc(requests.id)).limit(limit),
  async decisions(db, user, ids) {
    if (!ids.length) return []
    const rows = await db.select({ request: requests, task: tasks }).from(requests).innerJoin(tasks, eq(tasks.id, requests.taskId))
      .where(and(inArray(requests.id, [...ids]), decidableTasks(user)))
    const names = await namesFor(db, rows.flatMap(({ request }) => [request.unitId, request.toUnitId]), rows.map(({ request }) => request.byId))
    const calendar = await loadCalendar(db)
    const units = rows.some(({ request }) => request.kind === 'handover') ? (await unitsOn(db, today())).map(({ id: value, name: label }) => ({ value, label })) : []
    return inOrder(ids, rows.map(({ request, task }): Decision => ({
      kind: 'request', id: request.id, title: task.title, href: `/tasks/${task.id}#de-nghi`, what: asked(request, task, names.unit),
      facts: [`${names.person(request.byId)}, ${names.unit(request.unitId)}`, ...figuresOf(task)], words: shortened(request.reason), ...waited(calendar, request.at), caution: null, plain: null,
      choices: choicesOf(request, task, units),
    })))
  },
  async decide(db, user, id, values, rules) {
    const decision = chosen.find(one => one === values.decision)
    if (!decision) throw new Invalid({ note: 'Hãy chọn một trong các nút.' })
    await decideRequest(db, user, id, { decision, grantedDue: values.grantedDue || null, toUnitId: values.toUnitId || null, note: values.note ?? null }, rules)
    const [after] = await db.select().from(requests).where(eq(requests.id, id))
    if (decision === 'answered') return 'Đã trả lời đơn vị.'
    if (decision === 'refused') return `Đã không đồng ý ${requestNames[after!.kind]}; đơn vị thấy lý do.`
    return `Đã đồng ý ${requestNames[after!.kind]}${after!.grantedDue ? `, hạn mới ${written(after!.grantedDue)}` : ''}.`
  },
}

function asked(request: Request, task: Task, unitName: (id: string | null) => string): string {
  if (request.kind === 'extension') return `Gia hạn lần ${task.extensions + 1}: ${task.due ? written(task.due) : 'chưa có hạn'} → ${written(request.askedDue!)}`
  if (request.kind === 'handover') return `Chuyển đơn vị khác${request.toUnitId ? `: ${unitName(request.toUnitId)}` : ''}`
  return `Đề nghị ${requestNames[request.kind]}`
}

function choicesOf(request: Request, task: Task, units: { value: string; label: string }[]): Choice[] {
  if (request.kind === 'clarification') return [{ value: 'answered', label: 'Trả lời', icon: 'send', key: 't', ask: null, fields: [wordsField('Trả lời')], send: 'Gửi trả lời' }]
  return [
    { value: 'granted', label: 'Đồng ý', icon: 'check', key: 'd', ...grantedBy(request, task, units), send: `Đồng ý ${requestNames[request.kind]}` },
    { value: 'refused', label: 'Từ chối', icon: 'x', key: 't', ask: null, fields: [wordsField('Lý do không đồng ý')], send: 'Không đồng ý' },
  ]
}

/** What agreeing does, and what may be set in it. */
function grantedBy(request: Request, task: Task, units: { value: string; label: string }[]): Pick<Choice, 'ask' | 'fields'> {
  switch (request.kind) {
    case 'extension': return {
      ask: `Hạn đang tính ${task.due ? written(task.due) : ''} chuyển sang ngày dưới đây${task.firstDue ? `; hạn đầu ${written(task.firstDue)} vẫn giữ để tính đúng hạn` : ''}.`,
      fields: [{ name: 'grantedDue', label: 'Hạn mới', type: 'date', value: request.askedDue ?? '' }],
    }
    case 'handover': return {
      ask: 'Đơn vị nhận thành chủ trì, có thời gian tiếp nhận mới; đơn vị cũ vẫn xem được.',
      fields: [{ name: 'toUnitId', label: 'Đơn vị nhận', type: 'select', value: request.toUnitId ?? '', options: [{ value: '', label: 'Chọn đơn vị' }, ...units.filter(({ value }) => value !== task.unitId)] }],
    }
    case 'pause': return { ask: 'Hạn không chạy cho đến khi tiếp tục.', fields: [] }
    default: return { ask: 'Hạn cộng thêm số ngày làm việc đã dừng.', fields: [] }
  }
}
