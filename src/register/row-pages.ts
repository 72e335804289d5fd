// Tasks as rows and cards of the register: how each stands, whose it is, and what is odd about it.
import { and, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords } from '../calendar/deadlines.ts'
import { written } from '../clock.ts'
import { inOrder, shortened } from '../desk/task-words.ts'
import type { Read } from '../store/store.ts'
import { figureInWords, targetInWords } from '../targets/computing.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { silentSince } from '../tasks/standings.ts'
import { requests, tasks, type Task } from '../tasks/tables.ts'
import { originInWords, originNames, requestNames, standingOf } from '../tasks/words.ts'
import { weekday } from '../web/helpers.ts'
import { valuesOf } from './bases.ts'
import type { FacetKey } from './filter.ts'
import type { Found } from './finding.ts'
import type { TaskRow } from './views.ts'

/** The tasks in the order of the ids. What the person may not see is not among them, whatever the ids. */
export async function tasksIn(db: Read, user: User, ids: readonly string[]): Promise<Task[]> {
  return ids.length ? inOrder(ids, await db.select().from(tasks).where(and(inArray(tasks.id, [...ids]), visibleTasks(db, user)))) : []
}

/** Rows for some hundred ids at most. */
export async function rowsOf(db: Read, user: User, { rows, names, at }: Pick<Found, 'rows' | 'names' | 'at'>, ids: readonly string[]): Promise<TaskRow[]> {
  const isNow = (id: string, key: FacetKey, value: string) => {
    const code = rows.columns[key].codes[rows.placeOf.get(id) ?? -1]
    return typeof code === 'number' && valuesOf(key, rows.columns[key].values[code]!, at, 'any').includes(value)
  }
  const odd = new Map(ids.map(id => [id, { silent: isNow(id, 'silent', '1'), missing: isNow(id, 'evidence', 'missing'), late: isNow(id, 'receipt', 'late') }]))
  const found = await tasksIn(db, user, ids)
  const asked = Map.groupBy(ids.length ? await db.select({ taskId: requests.taskId, kind: requests.kind }).from(requests).where(and(inArray(requests.taskId, [...ids]), isNull(requests.decision))) : [], ({ taskId }) => taskId)
  const calendar = await loadCalendar(db)
  return found.map((task): TaskRow => {
    const { status, distance, current } = standingOf(calendar, task, at.today)
    const { silent, missing, late } = odd.get(task.id)!
    const waits = (asked.get(task.id) ?? []).map(({ kind }) => `đang đề nghị ${requestNames[kind]}`)
    const open = !['done', 'dropped', 'draft', 'series'].includes(task.state)
    return {
      id: task.id, title: task.title, source: sourceOf(task),
      unit: task.unitId ? names.unit(task.unitId) : 'Chưa giao', person: task.personId && names.person(task.personId), figure: figureOf(task),
      due: task.due && weekday(task.due), deadline: inWords(task.deadline), distance,
      tone: current?.kind === 'overdue' && task.state !== 'claimed' ? 'late' : current?.status.kind === 'near' ? 'near' : null, status,
      notes: [...waits, ...(late ? ['quá giờ tiếp nhận'] : []), ...(silent ? [`chưa báo cáo từ ${written(silentSince(task))}`] : []), ...(missing ? ['thiếu minh chứng'] : []),
        ...(open && task.acceptedAt && !task.personId ? ['chưa phân công'] : [])],
    }
  })
}

/** Where it comes from, without date and issuer: those stand on its page. */
function sourceOf({ origin, number }: Task): string {
  if (origin.kind === 'oral') return originInWords(origin)
  return shortened([[originNames[origin.kind], origin.number ?? origin.title].filter(Boolean).join(' '), number ?? origin.clause].filter(Boolean).join(', '), 100)
}

function figureOf({ measure, value, percent, state }: Task): TaskRow['figure'] {
  if (measure && measure.kind !== 'deadline') return { value: figureInWords(measure, value) || 'chưa có', note: `cần ${targetInWords(measure)}` }
  return { value: state === 'draft' || state === 'series' ? '' : `${percent} %`, note: null }
}
