// A task in sentences: how its deadline came about, and why its target may not be reached.
import { inWords, lastDay, weekdayOf } from '../calendar/deadlines.ts'
import { stateOf, type WorkingCalendar } from '../calendar/working-calendar.ts'
import { today, written } from '../clock.ts'
import { projection } from '../targets/projecting.ts'
import type { Report, Task } from './tables.ts'

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật']

/** 'Thời hạn giao: quý I/2026, tức 31/03/2026. 17/02/2026 là ngày nghỉ (Tết) nên hạn là ngày làm việc kế tiếp, 23/02/2026.' */
export function deadlineInWords(calendar: WorkingCalendar, { deadline, firstDue, due, extensions, pausedOn }: Pick<Task, 'deadline' | 'firstDue' | 'due' | 'extensions' | 'pausedOn'>): string {
  const said = inWords(deadline)
  const sentences = [`Thời hạn giao: ${said}`]
  const last = lastDay(deadline)
  if (last && !said.includes(written(last))) sentences[0] += `, tức ${written(last)}`
  if (last && firstDue && firstDue !== last && firstDue > last) sentences.push(`${written(last)} là ngày nghỉ (${restOf(calendar, last)}) nên hạn đầu là ngày làm việc kế tiếp, ${written(firstDue)}`)
  if (due && firstDue && due !== firstDue) sentences.push(`Hạn đang tính ${written(due)}${extensions ? `, sau ${extensions} lần gia hạn` : ', đã dời'}; hạn đầu ${written(firstDue)} được giữ để tính đúng hạn`)
  if (pausedOn) sentences.push(`Tạm dừng từ ${written(pausedOn)}; khi tiếp tục, hạn cộng thêm số ngày làm việc đã dừng`)
  if (deadline.kind === 'event' && !due) sentences.push('Chưa có ngày; khi sự kiện xảy ra, người giao ghi ngày vào đây')
  return `${sentences.join('. ')}.`
}

function restOf(calendar: WorkingCalendar, day: string): string {
  const off = stateOf(calendar, day) === 'off' ? calendar.days.find(({ kind, from, to }) => kind === 'off' && from <= day && day <= to) : undefined
  return off?.name ?? weekdays[weekdayOf(day) - 1]!
}

/** Why an open task is likely not to reach its target by its deadline, with the figures; null where nothing says so. */
export function riskOf(task: Task, reports: readonly Report[]): string | null {
  if (!['accepted', 'doing'].includes(task.state) || !task.due || !task.assignedOn || task.assignedOn >= task.due) return null
  const history = reports.filter(({ unitId, value, claimsDone }) => (unitId === task.unitId || value !== null) && !claimsDone).map(({ on, value, percent }) => ({ on, value, percent }))
  const { atRisk, reason } = projection(task.measure, history, { from: task.assignedOn, to: task.due, today: today() })
  return atRisk ? reason : null
}
