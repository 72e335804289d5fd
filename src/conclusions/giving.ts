// One save that makes tasks of all clear work in the conclusions of a meeting, in the chair's name; what was given already is left alone.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { inNameOf, type User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { withOneCalendar } from '../calendar/calendar.ts'
import { lastDay } from '../calendar/deadlines.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Meeting } from '../meetings/tables.ts'
import { officeUnits } from '../plans/annex-lines.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf, giveTask, type AssigningRules } from '../tasks/assigning.ts'
import { addNote } from '../tasks/deciding.ts'
import { moveDue } from '../tasks/moving-due.ts'
import { decideRequest } from '../tasks/requests.ts'
import { requests, tasks, type Origin, type Task } from '../tasks/tables.ts'
import { allUnits, nowOf } from '../units/units.ts'
import { readyWorks, rulesFor, waitingWorks, type CellRules } from './cells.ts'
import { conclusionsOf, writerOf, type WholeConclusion } from './conclusions.ts'
import { familyOf } from './reminding.ts'
import { conclusions, conclusionTasks, conclusionWorks, type ConclusionWork } from './tables.ts'

export interface Given {
  tasks: number
  units: number
  reminded: number
  extended: number
  /** Work that has cells to be looked at first. */
  waiting: number
  /** Deadlines that the chair may not move. */
  refused: string[]
}

/**
 * Gives what is clear and not given yet. `grants` are works that remind, whose new deadline the chair grants with it.
 * Called twice it gives nothing twice. Throws Invalid before the meeting took place.
 */
export function giveConclusions(db: Write, user: User, meeting: Meeting, grants: ReadonlySet<string>, rules: AssigningRules): Promise<Given> {
  return withOneCalendar(db, () => giveAll(db, user, meeting, grants, rules))
}

async function giveAll(db: Write, user: User, meeting: Meeting, grants: ReadonlySet<string>, rules: AssigningRules): Promise<Given> {
  if (meeting.state === 'cancelled') throw new Invalid({ '': 'Cuộc họp đã hoãn nên không giao việc từ đây.' })
  if (meeting.on > today()) throw new Invalid({ '': 'Cuộc họp chưa diễn ra: hãy giao việc từ ngày họp. Các kết luận đã ghi vẫn còn.' })
  const all = await conclusionsOf(db, meeting.id)
  const cells = await rulesFor(db, meeting)
  const chair = await inNameOf(db, user, meeting.chairId)
  const given: Given = { tasks: 0, units: 0, reminded: 0, extended: 0, waiting: 0, refused: [] }
  const units = new Set<string>()
  const made: string[] = []
  const chairName = await nameOfChair(db, meeting)
  for (const whole of all) {
    const origin = originOf(meeting, chairName, whole)
    const ready = readyWorks(whole)
    for (const work of ready) {
      const reminds = whole.kind === 'remind' && whole.remindsId !== null
      const done = reminds ? await remind(db, chair, meeting, whole, work, { grant: grants.has(work.id), given, cells, rules })
        : await give(db, user, meeting, whole, work, origin, units, rules)
      if (reminds) given.reminded += done
      else given.tasks += done
      if (done) made.push(whole.id)
    }
    given.waiting += waitingWorks(whole).length - ready.length
  }
  given.units = units.size
  if (made.length) await record(db, writerOf(user, meeting), 'conclusions given', 'meeting', meeting.id, { tasks: given.tasks, reminded: given.reminded, conclusions: [...new Set(made)] })
  return given
}

/** Where a task of the conclusion comes from, in words that never change: minutes that are signed later do not move it elsewhere. */
export const originOf = (meeting: Meeting, chair: string | null, { number, text }: Pick<WholeConclusion, 'number' | 'text'>): Origin =>
  ({ kind: 'conclusion', number: null, date: meeting.on, issuer: null, title: meeting.title, clause: `Kết luận số ${number}`, quote: text, saidBy: chair })
export const nameOfChair = async (db: Read, { chairId }: Meeting): Promise<string | null> => (await namesOfPeople(db, [chairId])).get(chairId) ?? null

/** Units in the lead as they stand today: one that was merged since the meeting is what became of it. Null, with the doubt kept, for one that was split. */
async function leadsToday(db: Write, { id, unitIds, allUnits: everyone, doubts }: ConclusionWork): Promise<string[] | null> {
  if (everyone) return (await officeUnits(db)).others('')
  const leads: string[] = []
  for (const unitId of unitIds) {
    const standing = await nowOf(db, unitId)
    if (standing.length !== 1) {
      const name = (await allUnits(db)).find(unit => unit.id === unitId)?.name ?? 'Đơn vị này'
      await db.update(conclusionWorks).set({ doubts: { ...doubts, lead: `${name} không còn${standing.length ? `, nay là ${standing.map(unit => unit.name).join(', ')}` : ''}: hãy chọn đơn vị chủ trì.` } }).where(eq(conclusionWorks.id, id))
      return null
    }
    leads.push(standing[0]!.id)
  }
  return [...new Set(leads)]
}

/** A task for each unit in the lead. Returns how many. */
async function give(db: Write, user: User, meeting: Meeting, whole: WholeConclusion, work: ConclusionWork, origin: Origin, units: Set<string>, rules: AssigningRules): Promise<number> {
  const leads = await leadsToday(db, work)
  for (const unitId of leads ?? []) { await giveOne(db, user, meeting, whole, work, unitId, origin, rules); units.add(unitId) }
  return leads?.length ?? 0
}

/** One task of the work for one unit, bound to the conclusion. Returns its id. */
export async function giveOne(db: Write, user: User, meeting: Meeting, { id }: Pick<WholeConclusion, 'id'>, work: ConclusionWork, unitId: string, origin: Origin, rules: AssigningRules): Promise<string> {
  const coordinators = (await Promise.all(work.coordinatorIds.map(one => nowOf(db, one)))).flat().map(unit => unit.id)
  const taskId = await giveTask(db, writerOf(user, meeting), {
    title: work.title, product: work.product, origin, unitId, coordinators: [...new Set(coordinators)].map(one => ({ unitId: one })), outsiders: work.outsiders,
    assignerId: meeting.chairId, deadline: work.deadline!, demo: meeting.demo,
  }, rules)
  await db.insert(conclusionTasks).values({ id: newId(), conclusionId: id, workId: work.id, taskId, how: 'given', at: now() })
  return taskId
}

interface Reminding { grant: boolean; given: Given; cells: CellRules; rules: AssigningRules }

/** Reminds of the tasks that the earlier conclusion gave to the unit, or of all where no unit is named. Returns how many. */
async function remind(db: Write, chair: User, meeting: Meeting, whole: WholeConclusion, work: ConclusionWork, { grant, given, cells, rules }: Reminding): Promise<number> {
  const open = cells.earlier.find(({ id }) => id === whole.remindsId)?.tasks ?? []
  const family = await familyOf(db, work.unitIds)
  const theirs = open.filter(({ unitId }) => unitId !== null && family.has(unitId))
  const reminded = theirs.length || !work.unitIds.length ? theirs.length ? theirs : open : []
  if (!reminded.length) {
    const doubt = open.length ? 'Đơn vị này không có việc ấy: hãy chọn việc khác, hoặc “Việc mới”.' : 'Việc ấy vừa xong: hãy chọn việc khác, hoặc “Việc mới”.'
    await db.update(conclusions).set({ doubts: { ...whole.doubts, reminds: doubt } }).where(eq(conclusions.id, whole.id))
    return 0
  }
  for (const { id } of reminded) {
    await db.insert(conclusionTasks).values({ id: newId(), conclusionId: whole.id, workId: work.id, taskId: id, how: 'reminded', at: now() })
    await addNote(db, chair, { id }, { kind: 'reminder', text: `Nhắc lần ${whole.reminderNumber ?? 1} tại ${meeting.title} (kết luận ${whole.number}): ${whole.text}`.slice(0, 3000) })
    if (grant) await grantDeadline(db, chair, meeting, whole, work, id, cells, given, rules)
  }
  return reminded.length
}

/** The chair grants the new deadline of a reminder: a request that waits for it is decided by it, otherwise the deadline moves. */
async function grantDeadline(db: Write, chair: User, meeting: Meeting, { number }: WholeConclusion, { deadline }: ConclusionWork, taskId: string, { calendar }: CellRules, given: Given, rules: AssigningRules): Promise<void> {
  const [task] = await db.select().from(tasks).where(eq(tasks.id, taskId))
  const due = deadline && dueOf(calendar, deadline)
  if (!task?.due || !due || due === task.due) return
  const reason = `Theo kết luận ${number}, ${meeting.title}.`
  const [asked] = await db.select().from(requests).where(and(eq(requests.taskId, taskId), eq(requests.kind, 'extension'), isNull(requests.decision)))
  try {
    if (asked && due > task.due) await decideRequest(db, chair, asked.id, { decision: 'granted', grantedDue: due, note: reason }, rules)
    else await moveDue(db, chair, { id: taskId }, { due: lastDay(deadline)!, reason })
    given.extended++
  } catch (error) {
    if (!(error instanceof NotAllowed) && !(error instanceof Invalid)) throw error
    given.refused.push(error instanceof NotAllowed ? error.why : Object.values(error.errors).join(' '))
  }
}

/** Grants the deadline of a reminder that was given without it. */
export async function grantLater(db: Write, user: User, meeting: Meeting, whole: WholeConclusion, work: ConclusionWork, rules: AssigningRules): Promise<Given> {
  const chair = await inNameOf(db, user, meeting.chairId)
  const cells = await rulesFor(db, meeting)
  const given: Given = { tasks: 0, units: 0, reminded: 0, extended: 0, waiting: 0, refused: [] }
  for (const { taskId } of whole.links.filter(({ how, workId }) => how === 'reminded' && workId === work.id)) await grantDeadline(db, chair, meeting, whole, work, taskId, cells, given, rules)
  return given
}

/** Tasks by id, as they stand. */
export async function tasksById(db: Read, ids: readonly string[]): Promise<Map<string, Task>> {
  const rows = ids.length ? await db.select().from(tasks).where(inArray(tasks.id, [...ids])) : []
  return new Map(rows.map(task => [task.id, task]))
}
