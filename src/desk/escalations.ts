// Tasks that went past their clocks as decisions: not accepted in time, long overdue, silent. A reminder or a direction answers them for a week.
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, notExists, notInArray, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { punctualityOf } from '../calendar/punctuality.ts'
import { addWorkingDays, momentAt, workingDaysBetween } from '../calendar/working-days.ts'
import { dayOf, now, today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import type { Read } from '../store/store.ts'
import { current, nameOf } from '../tasks/acting.ts'
import { addNote } from '../tasks/deciding.ts'
import { decidableTasks } from '../tasks/seeing.ts'
import { requests, taskNotes, tasks, taskStates, type Task } from '../tasks/tables.ts'
import { noteNames, stateNames } from '../tasks/words.ts'
import type { Decision, Kind, Waiting } from './decisions.ts'
import { figuresOf, inOrder, namesFor, wordsField } from './task-words.ts'

/** Working days: late before a leader is asked; without an expected report; for which a reminder is given time. */
const [overdueDays, silentDays, reminderDays] = [10, 5, 5]

const back = async (db: Read, days: number) => addWorkingDays(await loadCalendar(db), today(), -days)
const answers = inArray(taskNotes.kind, ['reminder', 'direction'])

/** Open tasks on which nobody has said anything lately and the unit asks for nothing. */
async function stuck(db: Read, user: User, which: SQL | undefined): Promise<SQL | undefined> {
  const since = momentAt(await back(db, reminderDays), 0)
  return and(which, decidableTasks(user),
    notExists(db.select({ id: taskNotes.id }).from(taskNotes).where(and(eq(taskNotes.taskId, tasks.id), answers, gte(taskNotes.at, since)))),
    notExists(db.select({ id: requests.id }).from(requests).where(and(eq(requests.taskId, tasks.id), isNull(requests.decision)))))
}

/** Each state by itself comes in the order of its index; all at once would have to be sorted. */
const working = ['accepted', 'doing'] as const

/** The other states, told one by one: an index by state would not bring the reports in the order of their days. */
const idle = taskStates.filter(state => !(working as readonly Task['state'][]).includes(state))

const start = (day: string) => momentAt(day, 0)

async function decisionsOf(db: Read, user: User, kind: string, ids: readonly string[], what: (task: Task) => Promise<Pick<Decision, 'what' | 'wait' | 'tone'>>, sentence: string): Promise<Decision[]> {
  if (!ids.length) return []
  const rows = await db.select().from(tasks).where(and(inArray(tasks.id, [...ids]), decidableTasks(user)))
  const names = await namesFor(db, rows.map(({ unitId }) => unitId), rows.map(({ personId }) => personId))
  const decisions: Decision[] = []
  for (const task of rows) {
    decisions.push({
      kind, id: task.id, title: task.title, href: `/tasks/${task.id}`, ...await what(task),
      facts: [`${names.unit(task.unitId)}${task.personId ? `, ${names.person(task.personId)}` : ''}`, ...(kind === 'unaccepted' ? [] : figuresOf(task)), task.lastReportOn ? `báo cáo gần nhất ${written(task.lastReportOn)}` : 'chưa báo cáo lần nào'],
      words: null, caution: null, plain: null,
      choices: [
        { value: 'reminder', label: 'Nhắc', icon: 'bell', key: 'n', ask: null, fields: [], send: 'Nhắc' },
        { value: 'direction', label: 'Chỉ đạo', icon: 'message', key: 'r', ask: null, fields: [wordsField('Nội dung chỉ đạo', sentence)], send: 'Ghi chỉ đạo' },
      ],
    })
  }
  return inOrder(ids, decisions)
}

const deciding = (sentence: string, states: readonly Task['state'][]): Kind['decide'] => async (db, user, id, values) => {
  const kind = (['reminder', 'direction'] as const).find(one => one === values.decision)
  if (!kind) throw new Invalid({ note: 'Hãy chọn một trong các nút.' })
  const { task } = await current(db, { id })
  if (!states.includes(task.state)) throw new Invalid({ '': `Nhiệm vụ này vừa chuyển: ${stateNames[task.state].toLowerCase()}. Không cần nhắc nữa.` })
  const [last] = await db.select().from(taskNotes).where(and(eq(taskNotes.taskId, id), answers, gte(taskNotes.at, momentAt(await back(db, reminderDays), 0)))).orderBy(desc(taskNotes.at)).limit(1)
  if (last) throw new Invalid({ '': `${await nameOf(db, last.byId)} đã ${noteNames[last.kind]} lúc ${momentInWords(last.at)}: “${last.text}”. Lời của bạn chưa được ghi.` })
  const text = values.note?.trim() || (kind === 'reminder' ? sentence : '')
  if (!text) throw new Invalid({ note: 'Hãy ghi nội dung chỉ đạo.' })
  if (text.length > 3000) throw new Invalid({ note: 'Hãy viết gọn trong 3.000 ký tự.' })
  await addNote(db, user, task, { kind, text })
  return kind === 'reminder' ? `Đã nhắc đơn vị; ${reminderDays} ngày làm việc nữa chưa chuyển thì việc trở lại đây.` : 'Đã ghi chỉ đạo; đơn vị thấy trong nhiệm vụ.'
}

const toAccept = 'Đề nghị đơn vị tiếp nhận nhiệm vụ ngay.'
export const unaccepted: Kind = {
  name: 'unaccepted', byClock: true, title: 'Chưa tiếp nhận đúng hạn', noun: 'chưa tiếp nhận', icon: 'hourglass', decide: deciding(toAccept, ['assigned']),
  async waiting(db, user, limit) {
    const rows = await db.select({ id: tasks.id, since: tasks.receiptDue }).from(tasks)
      .where(await stuck(db, user, and(eq(tasks.state, 'assigned'), lt(tasks.receiptDue, now())))).orderBy(asc(tasks.receiptDue), asc(tasks.id)).limit(limit)
    return rows.map(({ id, since }) => ({ id, since: since! }))
  },
  async decisions(db, user, ids) {
    const calendar = await loadCalendar(db)
    return decisionsOf(db, user, 'unaccepted', ids, async ({ receiptDue, due }) => {
      const days = receiptDue ? Math.max(0, workingDaysBetween(calendar, dayOf(receiptDue), today())) : 0
      return { what: `Phải nhận trước ${receiptDue ? momentInWords(receiptDue) : ''}${due ? `, hạn làm ${written(due)}` : ''}`, wait: days ? `quá ${days} ngày làm việc` : 'vừa quá giờ', tone: 'near' }
    }, toAccept)
  },
}

const toFinish = 'Đề nghị báo cáo nguyên nhân chậm và ngày hoàn thành.'
export const overdue: Kind = {
  name: 'overdue', byClock: true, title: `Quá hạn trên ${overdueDays} ngày làm việc`, noun: 'quá hạn lâu', icon: 'alert-triangle-filled', decide: deciding(toFinish, working),
  async waiting(db, user, limit) {
    const before = await back(db, overdueDays)
    const found: Waiting[] = []
    for (const state of working) {
      const rows = await db.select({ id: tasks.id, due: tasks.due }).from(tasks).where(await stuck(db, user, and(eq(tasks.state, state), lt(tasks.due, before)))).orderBy(asc(tasks.due)).limit(limit)
      found.push(...rows.map(({ id, due }) => ({ id, since: start(due!) })))
    }
    return oldestOf(found, limit)
  },
  async decisions(db, user, ids) {
    const calendar = await loadCalendar(db)
    return decisionsOf(db, user, 'overdue', ids, async ({ due, extensions }) => ({
      what: `Hạn ${due ? written(due) : ''}${extensions ? `, đã gia hạn ${extensions} lần` : ''}`, wait: due ? punctualityOf(calendar, { due, doneOn: null, today: today() }).distance : '', tone: 'late',
    }), toFinish)
  },
}

const toReport = 'Đề nghị gửi báo cáo kỳ này.'
export const silent: Kind = {
  name: 'silent', byClock: true, title: `Không báo cáo quá ${silentDays} ngày làm việc`, noun: 'không báo cáo', icon: 'ban', decide: deciding(toReport, working),
  async waiting(db, user, limit) {
    const [reportBefore, dueBefore] = [await back(db, silentDays), await back(db, overdueDays)]
    // What is long overdue stands in its own group.
    const which = and(lt(tasks.nextReportOn, reportBefore), gt(tasks.nextReportOn, ''), notInArray(tasks.state, idle), or(isNull(tasks.due), gte(tasks.due, dueBefore)))
    const rows = await db.select({ id: tasks.id, day: tasks.nextReportOn }).from(tasks).where(await stuck(db, user, which)).orderBy(asc(tasks.nextReportOn)).limit(limit)
    return rows.map(({ id, day }) => ({ id, since: start(day!) }))
  },
  async decisions(db, user, ids) {
    const calendar = await loadCalendar(db)
    return decisionsOf(db, user, 'silent', ids, async ({ nextReportOn: day, due }) => ({
      what: `Báo cáo phải gửi trước ${day ? written(day) : ''}${due ? `, hạn làm ${written(due)}` : ''}`, wait: day ? punctualityOf(calendar, { due: day, doneOn: null, today: today() }).distance : '', tone: 'near',
    }), toReport)
  },
}

const oldestOf = (all: Waiting[], limit: number): Waiting[] => all.toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1)).slice(0, limit)
