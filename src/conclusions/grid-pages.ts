// The grid of a meeting's conclusions: each with its cells, what is to be looked at, and what came of it.
import { and, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { weekday } from '../web/helpers.ts'
import { today, written } from '../clock.ts'
import { inWords } from '../calendar/deadlines.ts'
import { shortened } from '../desk/task-words.ts'
import { headOf } from '../meetings/head.ts'
import { findMeeting, mayWriteMeeting } from '../meetings/meetings.ts'
import type { Meeting } from '../meetings/tables.ts'
import { isFrozen } from '../papers/frozen.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks, type Task } from '../tasks/tables.ts'
import { standingOf } from '../tasks/words.ts'
import { dueOf } from '../tasks/assigning.ts'
import { askOf, askOfWork, cellNames, missingIn, openIn, readyWorks, rulesFor, shownOf, shownOfWork, waitingWorks, type CellRules, type ConclusionCell, type WorkCell } from './cells.ts'
import { conclusionsOf, kindNames, removedFrom, type WholeConclusion } from './conclusions.ts'
import { tasksById } from './giving.ts'
import { fieldOf, fieldOfWork } from './keeping.ts'
import { remindedInWords } from './reminding.ts'
import { conclusionStateNames, conclusionStatus, doneInWords, standingsOf, summaryInWords, type ConclusionStanding } from './standing.ts'
import { conclusionKinds, type ConclusionWork } from './tables.ts'
import type { CellView, ConclusionView, ConclusionViews, GridState, TaskLine, WorkView } from './views.ts'

/** All that the rows of one page need. */
export interface Showing {
  meeting: Meeting
  rules: CellRules
  form: Form
  edit: string | null
  editable: boolean
  standings: Map<string, ConclusionStanding>
  tasks: Map<string, Task>
  /** Of them those that the reader sees. */
  seen: Set<string>
  all: WholeConclusion[]
  earlierWords: Map<string, string>
}

export async function showingOf(c: Ask, meeting: Meeting, form: Form = blank, edit: string | null = null): Promise<Showing> {
  const { store: { read: db }, user } = c.var
  const all = await conclusionsOf(db, meeting.id)
  const rules = await rulesFor(db, meeting)
  const taskIds = all.flatMap(({ links }) => links.map(({ taskId }) => taskId))
  return {
    meeting, rules, form, edit, all, editable: mayWriteMeeting(user, meeting) && !await isFrozen(db, meeting.id), standings: await standingsOf(db, all.map(({ id }) => id)),
    tasks: await tasksById(db, taskIds), seen: await seenOf(db, user, taskIds), earlierWords: await remindedInWords(db, all.flatMap(({ remindsId }) => remindsId ?? [])),
  }
}

async function seenOf(db: Read, user: User, ids: readonly string[]): Promise<Set<string>> {
  const rows = ids.length ? await db.select({ id: tasks.id }).from(tasks).where(and(inArray(tasks.id, [...ids]), visibleTasks(db, user))) : []
  return new Set(rows.map(({ id }) => id))
}

export async function gridPage(c: Ask, id: string, form: Form = blank): Promise<{ title: string; data: ConclusionViews['conclusions/grid'] }> {
  const { store: { read: db }, user, config } = c.var
  const meeting = await findMeeting(db, user, id)
  const showing = await showingOf(c, meeting, form, c.req.query('edit') ?? null)
  const mayWrite = mayWriteMeeting(user, meeting)
  return {
    title: `Kết luận: ${meeting.title}`,
    data: {
      head: await headOf(db, meeting, 'conclusions', user), form, editable: showing.editable, paste: { text: form.values.text ?? '', megabytes: Math.floor(config.uploadBytes / 1024 / 1024) },
      why: mayWrite && !showing.editable ? 'Biên bản đã ký nên kết luận không sửa được nữa. Cần sửa thì lập biên bản bổ sung.' : null,
      conclusions: showing.all.map(one => conclusionView(one, showing)), state: stateOf(showing), units: showing.rules.office.standing.map(({ name }) => name),
      removed: showing.editable ? await removedFrom(db, meeting.id) : [],
    },
  }
}

export function stateOf({ meeting, all, standings, editable }: Showing): GridState {
  const open = all.filter(one => openIn(one))
  const ready = all.reduce((sum, one) => sum + readyWorks(one).length, 0)
  return {
    base: `/meetings/${meeting.id}/conclusions`, summary: summaryInWords([...standings.values()]), cells: all.reduce((sum, one) => sum + openIn(one), 0), first: open[0] ? `#kl-${open[0].id}` : '',
    ready, waiting: all.reduce((sum, one) => sum + waitingWorks(one).length, 0) - ready, unmarked: all.filter(isUnmarked).length, editable,
  }
}

/** Nothing was made of it and nothing is to be. */
export const isUnmarked = ({ noTask, works, links }: WholeConclusion): boolean => !noTask && !works.length && !links.length

export function conclusionView(one: WholeConclusion, showing: Showing): ConclusionView {
  const { meeting, editable, edit, all, standings, earlierWords } = showing
  const base = `/meetings/${meeting.id}/conclusions/${one.id}`
  const standing = standings.get(one.id)!
  const mayEdit = editable && !one.links.length && !one.noTask
  const editing = editable && edit === one.id
  // What was given is put right as a whole, with its tasks; what reminded stands.
  const given = one.links.length > 0
  const mayCorrect = editing && given && one.links.every(({ how }) => how === 'given')
  const cell = (name: ConclusionCell) => cellOf(one, name, showing, { mayEdit: name === 'number' ? editing : name === 'text' ? mayEdit || mayCorrect : mayEdit, editing, at: given && name === 'text' ? 'once' : 'once changed' })
  const isReminder = one.kind === 'remind'
  const at = all.findIndex(({ id }) => id === one.id)
  return {
    id: one.id, base, revision: one.revision, number: cell('number'), text: cell('text'), kind: cell('kind'), reminds: isReminder && mayEdit ? cell('reminds') : null,
    reminderNumber: isReminder && mayEdit ? cell('reminderNumber') : null, remindsWords: isReminder ? `Nhắc lần ${one.reminderNumber ?? 1}${one.remindsId ? `: ${earlierWords.get(one.remindsId) ?? 'việc đã giao'}` : ''}` : '',
    works: one.works.map(work => workView(one, work, showing, editing)), noTask: one.noTask, status: editable && standing.state === 'open' ? null : { kind: conclusionStatus[standing.state], label: conclusionStateNames[standing.state] }, done: doneInWords(standing),
    editable, editing, edit: `/meetings/${meeting.id}/conclusions?edit=${one.id}#kl-${one.id}`, mayRemove: editable && !one.links.length, first: at === 0, last: at === all.length - 1,
  }
}

/** `once`: kept with the whole form only, because tasks change with it. */
interface How { mayEdit: boolean; editing: boolean; at: 'once' | 'once changed' }

/** While something of the form is to be mended, all of it stays as it was typed. */
const typedIn = ({ values, errors }: Form, name: string): string | undefined => (Object.keys(errors).length ? values[name] : undefined)

function cellOf(one: WholeConclusion, cell: ConclusionCell, { form, rules, meeting }: Showing, { mayEdit, editing, at }: How): CellView {
  const name = fieldOf(one.id, cell)
  const mistake = form.errors[name]
  const why = mayEdit ? mistake ?? askOf(one, cell) : null
  const options = cell === 'kind' ? conclusionKinds.map(value => ({ value, label: kindNames[value] }))
    : cell === 'reminds' ? [{ value: '', label: 'Việc mới' }, ...rules.earlier.map(({ id, number, on, text }) => ({ value: id, label: `${written(on)}, kết luận ${number}: ${shortened(text, 70)}` }))] : []
  const gone = cell === 'reminds' && one.remindsId && !rules.earlier.some(({ id }) => id === one.remindsId)
  return {
    id: `f-${name}`, name, label: `${cellNames[cell]}, kết luận ${one.number}`, value: typedIn(form, name) ?? (cell === 'kind' && !mayEdit ? kindNames[one.kind] : shownOf(cell, one)), control: cell === 'text' ? 'long' : options.length ? 'select' : 'text',
    options: gone ? [...options, { value: one.remindsId!, label: 'Việc đã xong' }] : options, why, isMistake: mistake !== undefined, mayConfirm: !mistake && why !== null, understood: '',
    post: at === 'once' ? null : `/meetings/${meeting.id}/conclusions/${one.id}/cells?cell=${name}`, plain: !mayEdit || (!editing && !why && (cell === 'text' || cell === 'number')),
  }
}

function workView(one: WholeConclusion, work: ConclusionWork, showing: Showing, editing: boolean): WorkView {
  const { editable, tasks } = showing
  const links = one.links.filter(({ workId }) => workId === work.id)
  const given = links.length > 0 && links.every(({ how: way }) => way === 'given')
  const how: How = { mayEdit: editable && !one.noTask && (!links.length || (given && editing)), editing, at: given ? 'once' : 'once changed' }
  const cell = (name: WorkCell) => workCell(one, work, name, showing, how)
  const lines = links.flatMap(({ taskId, how: given }): TaskLine[] => { const task = tasks.get(taskId); return task ? [taskLine(task, given, showing)] : [] })
  return { id: work.id, title: cell('title'), lead: cell('lead'), coordinators: cell('coordinators'), deadline: cell('deadline'), product: cell('product'), tasks: lines, grant: grantOf(one, work, showing) }
}

function workCell(one: WholeConclusion, work: ConclusionWork, cell: WorkCell, { form, rules, meeting }: Showing, { mayEdit, editing, at }: How): CellView {
  const name = fieldOfWork(work.id, cell)
  const mistake = form.errors[name]
  const why = mayEdit ? mistake ?? askOfWork(one, work, cell) : null
  const { deadline, allUnits, unitIds } = work
  const understood = cell === 'deadline' && deadline ? deadlineUnderstood(work, rules) : cell === 'lead' && (allUnits || unitIds.length > 1) ? 'mỗi đơn vị một nhiệm vụ' : ''
  return {
    id: `f-${name}`, name, label: `${cellNames[cell]}, kết luận ${one.number}`, value: typedIn(form, name) ?? shownOfWork(cell, work, rules.office), options: [],
    control: cell === 'title' || cell === 'coordinators' ? 'long' : cell === 'lead' ? 'units' : 'text', why, isMistake: mistake !== undefined, mayConfirm: !mistake && why !== null && !missingIn(work)[cell], understood,
    post: at === 'once' ? null : `/meetings/${meeting.id}/conclusions/${one.id}/cells?cell=${name}`, plain: !mayEdit || (!editing && !why && cell !== 'lead' && cell !== 'deadline'),
  }
}

/** "T6 17/07/2026", "hằng tháng, chậm nhất ngày 25". */
function deadlineUnderstood({ deadline }: ConclusionWork, { calendar }: CellRules): string {
  const due = dueOf(calendar, deadline!)
  if (deadline!.kind === 'recurring') return inWords(deadline!)
  if (!due) return deadline!.kind === 'event' ? 'theo sự kiện, chưa có ngày' : 'không có hạn cố định'
  return deadline!.kind === 'date' || deadline!.kind === 'event' ? weekday(due) : `${inWords(deadline!)}: ${weekday(due)}`
}

function taskLine(task: Task, how: 'given' | 'reminded', { rules: { office, calendar }, seen }: Showing): TaskLine {
  const { status, distance } = standingOf(calendar, task, today())
  return { href: seen.has(task.id) ? `/tasks/${task.id}` : null, unit: task.unitId ? office.name(task.unitId) : 'Chưa giao', status, due: task.due ? `hạn ${written(task.due)}${distance ? `, ${distance}` : ''}` : inWords(task.deadline), how }
}

/** Where a reminder says another day than the deadline of what it reminds of. */
function grantOf(one: WholeConclusion, work: ConclusionWork, { rules, tasks, editable, form }: Showing): WorkView['grant'] {
  if (!editable || one.kind !== 'remind' || !work.deadline) return null
  const to = dueOf(rules.calendar, work.deadline)
  const reminded = one.links.filter(({ how, workId }) => how === 'reminded' && workId === work.id).flatMap(({ taskId }) => tasks.get(taskId) ?? [])
  const open = reminded.length ? reminded.filter(({ state }) => !['done', 'dropped'].includes(state)) : rules.earlier.find(({ id }) => id === one.remindsId)?.tasks ?? []
  const due = open.find(task => task.due !== null && task.due !== to)?.due
  if (!to || !due) return null
  const name = `w.${work.id}.grant`
  return { name, from: written(due), to: written(to), later: reminded.length > 0, granted: Boolean(form.values[name]) }
}
