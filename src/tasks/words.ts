// Words for tasks: names of states, kinds and decisions, where a task comes from, and how it stands against its deadlines.
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { punctualityOf, type Punctuality } from '../calendar/punctuality.ts'
import { written } from '../clock.ts'
import type { StatusKind } from '../web/layout.ts'
import { openStates, type Cadence, type Light, type Origin, type OriginKind, type Request, type RequestKind, type ReportReview, type Task, type TaskNote, type TaskState } from './tables.ts'

export const stateNames: Record<TaskState, string> = {
  draft: 'Dự thảo', series: 'Định kỳ', assigned: 'Chờ tiếp nhận', accepted: 'Đã tiếp nhận', doing: 'Đang thực hiện', claimed: 'Chờ xác nhận',
  done: 'Đã xong', paused: 'Tạm dừng', dropped: 'Đã bỏ',
}
export const originNames: Record<OriginKind, string> = { plan: 'Kế hoạch', document: 'Văn bản', conclusion: 'Kết luận họp', oral: 'Chỉ đạo trực tiếp' }
export const lightNames: Record<Light, string> = { green: 'Đúng tiến độ', amber: 'Có rủi ro', red: 'Chậm' }
export const lightStatus: Record<Light, StatusKind> = { green: 'done', amber: 'near', red: 'late' }
export const cadenceNames: Record<Cadence, string> = { none: 'Không định kỳ', weekly: 'Hằng tuần', monthly: 'Hằng tháng', quarterly: 'Hằng quý' }
export const requestNames: Record<RequestKind, string> = {
  extension: 'gia hạn', clarification: 'làm rõ', handover: 'chuyển đơn vị khác', pause: 'tạm dừng', resumption: 'tiếp tục',
}
export const decisionNames: Record<NonNullable<Request['decision']>, string> = { granted: 'đồng ý', refused: 'không đồng ý', answered: 'đã trả lời', withdrawn: 'đã rút' }
export const reviewNames: Record<ReportReview['decision'], string> = { acknowledged: 'ghi nhận', returned: 'trả lại', confirmed: 'xác nhận hoàn thành' }
export const noteNames: Record<TaskNote['kind'], string> = { comment: 'trao đổi', direction: 'chỉ đạo', reminder: 'nhắc việc' }

/** 'Kế hoạch 27/KH-SLĐTBXH ngày 26/02/2026 của Sở …, mục III.2'; 'Giám đốc chỉ đạo trực tiếp ngày 12/10/2026'. */
export function originInWords(origin: Origin): string {
  const on = origin.date ? ` ngày ${written(origin.date)}` : ''
  if (origin.kind === 'oral') return `${origin.saidBy ?? 'Lãnh đạo'} chỉ đạo trực tiếp${on}`
  const name = [originNames[origin.kind], origin.number ?? origin.title].filter(Boolean).join(' ')
  return [`${name}${on}${origin.issuer ? ` của ${origin.issuer}` : ''}`, origin.clause].filter(Boolean).join(', ')
}

/** For rows of lists: 'Kế hoạch 27/KH-SLĐTBXH, mục III.2'. */
export const originInShort = (origin: Origin): string => originInWords({ ...origin, issuer: null, date: origin.kind === 'oral' ? origin.date : null })

export interface Standing {
  status: { kind: StatusKind; label: string }
  /** 'còn 3 ngày làm việc'; '' where there is no deadline to count to. */
  distance: string
  /** Against the current deadline and against the first one; null without a deadline. What was claimed counts as done on that day. */
  current: Punctuality | null
  first: Punctuality | null
}

type Timed = Pick<Task, 'state' | 'due' | 'firstDue' | 'finishedOn'>

/** How a task stands on a day: the one word for lists and heads, and both punctualities. */
export function standingOf(calendar: WorkingCalendar, task: Timed, today: string): Standing {
  const { state, due, firstDue, finishedOn } = task
  const counts = state === 'done' || (openStates as readonly TaskState[]).includes(state)
  const against = (day: string | null) => (day && counts ? punctualityOf(calendar, { due: day, doneOn: state === 'done' || state === 'claimed' ? finishedOn : null, today }) : null)
  const [current, first] = [against(due), against(firstDue)]
  const said = (kind: StatusKind, distance = ''): Standing => ({ status: { kind, label: stateNames[state] }, distance, current, first })
  if (state === 'claimed') return said('wait', current?.distance)
  if (state === 'paused') return said('ask')
  if (state === 'draft' || state === 'series' || state === 'dropped') return said(state === 'draft' ? 'new' : 'past')
  if (!current) return said(state === 'done' ? 'done' : state === 'assigned' ? 'new' : 'wait')
  if (current.kind === 'openInTime' && current.status.kind === 'wait') return said(state === 'assigned' ? 'new' : 'wait', current.distance)
  return { status: current.status, distance: current.distance, current, first }
}
