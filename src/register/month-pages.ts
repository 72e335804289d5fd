// The calendar of deadlines as its part of the page shows it.
import { loadCalendar } from '../calendar/calendar.ts'
import { stateOf, type WorkingCalendar } from '../calendar/working-calendar.ts'
import { today } from '../clock.ts'
import { shortened } from '../desk/task-words.ts'
import { standingOf } from '../tasks/words.ts'
import type { Task } from '../tasks/tables.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import type { BoardViews, DayCell } from './board-views.ts'
import { registerHref, type RegisterFilter } from './filter.ts'
import { foundFor, headOf } from './list-pages.ts'
import { daysOf, monthAfter, monthAsked, weeksOf, type DayTasks } from './month.ts'
import { tabsFor } from './tabs.ts'
import { tasksIn } from './row-pages.ts'

const longest = 90
const kindNames: Record<StatusKind, string> = { late: 'quá hạn', near: 'sắp đến hạn', done: 'xong đúng hạn', wait: 'đang làm, chờ xác nhận', new: 'chờ tiếp nhận', ask: 'tạm dừng', past: 'xong muộn' }
const named = (month: string) => `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`

export async function monthPage(c: Ask, filter: RegisterFilter): Promise<BoardViews['register/month']> {
  const found = await foundFor(c, filter)
  const month = monthAsked(filter, today())
  const days = daysOf(found, month)
  const head = headOf(c, filter, found, ['month'])
  return { head: { ...head, ...await tabsFor(c, filter) }, month: await monthPart(c, filter, month, days, found.counts.due.get('none') ?? 0) }
}

async function monthPart(c: Ask, filter: RegisterFilter, month: string, days: Map<string, DayTasks>, withoutDeadline: number): Promise<BoardViews['register/_month']> {
  const { store: { read }, user } = c.var
  const rows = new Map((await tasksIn(read, user, [...days.values()].flatMap(({ ids }) => ids))).map(task => [task.id, task]))
  const calendar = await loadCalendar(read)
  const sum = (of: 'count' | 'late') => [...days.values()].reduce((total, day) => total + day[of], 0)
  const undated = filter.from || filter.to || filter.chosen.due ? 0 : withoutDeadline
  const at = (count: number) => ({ href: registerHref({ ...filter, month: monthAfter(month, count), page: 1 }), label: named(monthAfter(month, count)) })
  const weeks = weeksOf(month).map(week => week.map(day => (day === null ? null : cellOf(calendar, filter, day, days.get(day), rows))))
  const marks = weeks.flat().flatMap(cell => cell?.tasks ?? []).map(({ status }) => status.kind)
  return {
    title: named(month), previous: at(-1), next: at(1), present: month === today().slice(0, 7) ? null : registerHref({ ...filter, month: today().slice(0, 7), page: 1 }),
    sentence: sum('count') ? `${number(sum('count'))} nhiệm vụ đến hạn trong tháng${sum('late') ? `, ${number(sum('late'))} đang quá hạn` : ''}.` : 'Không nhiệm vụ nào đến hạn trong tháng.',
    undated: undated ? { count: undated, href: listOf(filter, { chosen: { ...filter.chosen, due: ['none'] } }) } : null,
    weeks, legend: [...new Set(marks)].map(kind => ({ kind, label: kindNames[kind] })),
  }
}

const listOf = (filter: RegisterFilter, more: Partial<RegisterFilter>) => registerHref({ ...filter, view: 'list', month: null, page: 1, ...more })

function cellOf(calendar: WorkingCalendar, filter: RegisterFilter, day: string, tasks: DayTasks | undefined, rows: Map<string, Task>): DayCell {
  const state = stateOf(calendar, day)
  const shown = (tasks?.ids ?? []).flatMap(id => rows.get(id) ?? [])
  const name = state === 'off' || state === 'makeUp' ? calendar.days.find(({ from, to }) => from <= day && day <= to)?.name ?? null : null
  return {
    day, name, free: !tasks && !name && day !== today(), number: Number(day.slice(8)), state, isToday: day === today(), count: tasks?.count ?? 0, late: tasks?.late ?? 0, href: tasks ? listOf(filter, { from: day, to: day }) : null,
    tasks: shown.map(task => ({ href: `/tasks/${task.id}`, title: shortened(task.title, longest), status: standingOf(calendar, task, today()).status })),
    more: tasks ? tasks.count - shown.length : 0,
  }
}
