// The section of a meeting's package about conclusions: those of the last meeting, and what earlier ones left open.
import { desc, inArray } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { column, type SheetToWrite } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords } from '../calendar/deadlines.ts'
import { today, written } from '../clock.ts'
import { shortened } from '../desk/task-words.ts'
import type { Section, Sight } from '../meetings/sections.ts'
import { reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { figureInWords } from '../targets/computing.ts'
import { reports, type Report } from '../tasks/tables.ts'
import { standingOf } from '../tasks/words.ts'
import { unitNames } from '../units/units.ts'
import type { StatusKind } from '../web/layout.ts'
import { goesOn, isUnfinished, mattersOf, type Matter, type TaskOf } from './carrying.ts'
import { conclusionStateNames, conclusionStatus, type ConclusionState } from './standing.ts'

export interface ConclusionRow {
  number: string
  text: string
  /** The task, or where there are several the conclusions of its meeting. */
  href: string
  /** Day of the meeting that took it. */
  on: string
  carried: number
  reminded: number
  units: string
  due: string | null
  deadline: string
  distance: string
  tone: 'late' | 'near' | null
  status: { kind: StatusKind; label: string }
  /** '1/2 việc xong', '108/300 phiếu, Phạm Văn Minh báo cáo 08/10/2026'. */
  notes: string[]
}
export interface MeetingConclusions {
  before: { title: string; on: string } | null
  /** Whether only what the person sees tasks of is in it. */
  partly: boolean
  /** Conclusions of the last meeting by their state. */
  counts: Record<ConclusionState, number>
  rows: ConclusionRow[]
  carried: ConclusionRow[]
  /** Of those carried, how many are not among the rows. */
  more: number
  done: { number: string; text: string; href: string }[]
}

/** More would not be gone through in one meeting. */
const mostCarried = 30
const [mostOnSlide, mostUnits, mostNotes] = [7, 3, 2]

async function load(db: Read, { user, before }: Sight): Promise<MeetingConclusions> {
  const partly = reach(user, 'see tasks') !== 'any'
  const counts = { open: 0, overdue: 0, doing: 0, done: 0, none: 0, dropped: 0 }
  const [last] = before
  if (!last) return { before: null, partly, counts, rows: [], carried: [], more: 0, done: [] }
  const matters = (await mattersOf(db, user, before.map(({ id }) => id))).filter(({ tasks }) => !partly || tasks.length)
  const ofLast = matters.filter(({ conclusion }) => conclusion.meetingId === last.id)
  const older = matters.filter(matter => matter.conclusion.meetingId !== last.id && goesOn(matter)).toSorted((a, b) => b.carried - a.carried)
  const [open, kept] = [ofLast.filter(({ standing }) => isUnfinished(standing)), older.slice(0, mostCarried)]
  for (const { standing } of ofLast) counts[standing.state]++
  const tell = await teller(db, [...open, ...kept], new Map(before.map(({ id, on }) => [id, on])))
  return {
    before: { title: last.title, on: last.on }, partly, counts, rows: open.map(tell), carried: kept.map(tell), more: older.length - kept.length,
    done: ofLast.filter(({ standing }) => standing.state === 'done').map(matter => ({ number: matter.conclusion.number, text: textOf(matter), href: hrefOf(matter) })),
  }
}

/** The title of its one piece of work, or else what was concluded. */
function textOf({ conclusion, tasks, works }: Matter): string {
  const titles = new Set(tasks.length ? tasks.map(({ title }) => title) : works.map(({ title }) => title))
  return titles.size === 1 ? [...titles][0]! : shortened(conclusion.text, 220)
}

const hrefOf = ({ conclusion: { id, meetingId }, tasks }: Matter): string =>
  (tasks.length === 1 ? `/tasks/${tasks[0]!.id}` : `/meetings/${meetingId}/conclusions#kl-${id}`)

/** Reads what all rows are told by, and gives the function that tells one. */
async function teller(db: Read, matters: readonly Matter[], days: ReadonlyMap<string, string>): Promise<(matter: Matter) => ConclusionRow> {
  const reported = [...new Set(matters.flatMap(({ tasks }) => tasks.filter(({ lastReportOn, state }) => lastReportOn && state !== 'done').map(({ id }) => id)))]
  const asked = { taskId: reports.taskId, authorId: reports.authorId, on: reports.on }
  const rows = reported.length ? await db.select(asked).from(reports).where(inArray(reports.taskId, reported)).orderBy(desc(reports.number)) : []
  const lastOf = new Map([...Map.groupBy(rows, ({ taskId }) => taskId)].map(([id, [latest]]) => [id, latest!]))
  const people = await namesOfPeople(db, [...new Set([...lastOf.values()].map(({ authorId }) => authorId))])
  const names = await unitNames(db)
  const calendar = await loadCalendar(db)
  const unitOf = (id: string) => names.get(id) ?? 'Đơn vị không còn'
  const said = ({ unitId, percent, measure, value }: TaskOf, { authorId, on }: Pick<Report, 'authorId' | 'on'>, several: boolean) => {
    const figure = measure && value && figureInWords(measure, value) || `${percent} %`
    return `${several && unitId ? `${unitOf(unitId)}: ` : ''}${figure}, ${people.get(authorId) ?? 'người không còn trong danh bạ'} báo cáo ${written(on)}`
  }
  return matter => {
    const { conclusion: { number, meetingId }, standing, carried, tasks, works } = matter
    const open = tasks.filter(({ state }) => state !== 'done' && state !== 'series').map(task => ({ task, ...standingOf(calendar, task, today()) }))
      .toSorted((a, b) => Number(b.status.kind === 'late') - Number(a.status.kind === 'late') || ((a.task.due ?? '9') < (b.task.due ?? '9') ? -1 : 1))
    const [pressing] = open
    const leading = new Set(tasks.length ? tasks.map(({ unitId }) => unitId) : works.flatMap(({ unitIds }) => unitIds))
    const leads = [...names].flatMap(([id, name]) => (leading.has(id) ? [name] : []))
    const deadline = pressing?.task.deadline ?? tasks[0]?.deadline ?? works[0]?.deadline
    const told = open.flatMap(({ task }) => { const report = lastOf.get(task.id); return report ? [said(task, report, tasks.length > 1)] : [] })
    return {
      number, text: textOf(matter), href: hrefOf(matter), on: days.get(meetingId)!, carried, reminded: standing.reminded,
      units: works.some(({ allUnits: everyone }) => everyone) ? 'Các phòng, đơn vị' : leads.length > mostUnits ? `${leads.length} đơn vị` : leads.join(', '),
      due: pressing ? pressing.task.due : works[0]?.due ?? null, deadline: deadline ? inWords(deadline) : '', distance: pressing?.distance ?? '',
      tone: pressing?.status.kind === 'late' || pressing?.status.kind === 'near' ? pressing.status.kind : null,
      status: pressing?.status ?? { kind: conclusionStatus[standing.state], label: conclusionStateNames[standing.state] },
      notes: [...(standing.tasks > 1 ? [`${standing.done}/${standing.tasks} việc xong`] : []),
        ...told.slice(0, mostNotes), ...(open.length && !told.length ? ['chưa báo cáo'] : [])],
    }
  }
}

export const lastConclusions: Section<'conclusions/_meeting', MeetingConclusions> = {
  key: 'conclusions', title: 'Kết luận kỳ trước', template: 'conclusions/_meeting', load,
  summary({ before, counts: { done, doing, overdue, open }, carried, more }) {
    if (!before) return ''
    const named = [[done, 'xong'], [doing, 'đang làm'], [overdue, 'quá hạn'], [open, 'chưa giao'], [carried.length + more, 'từ các kỳ trước nữa']] as const
    const parts = named.flatMap(([count, words]) => (count ? [`${count} ${words}`] : []))
    return `họp ${written(before.on)}${parts.length ? `: ${parts.join(', ')}` : ', không có kết luận'}`
  },
  shortened: data => ({
    ...data, rows: data.rows.slice(0, mostOnSlide), carried: data.carried.slice(0, Math.max(0, mostOnSlide - data.rows.length)),
    more: data.more + Math.max(0, data.carried.length + data.rows.length - mostOnSlide),
  }),
  sheets: ({ rows, carried, done }) => [{
    name: 'Kết luận kỳ trước',
    columns: [column('Số', 8), column('Họp ngày', 12, 'date'), column('Kết luận', 70), column('Chủ trì', 36), column('Hạn', 12, 'date'),
      column('Thời hạn', 24), column('Tình trạng', 18), column('So với hạn', 24),
      column('Qua mấy kỳ', 12, 'number'), column('Lần nhắc', 10, 'number'), column('Ghi chú', 50)],
    rows: [...rows, ...carried].map((row): SheetToWrite['rows'][number] =>
      [row.number, row.on, row.text, row.units, row.due, row.deadline, row.status.label, row.distance, row.carried, row.reminded, row.notes.join('; ')])
      .concat(done.map(({ number, text }) => [number, null, text, null, null, null, conclusionStateNames.done, null, null, null, null])),
  }],
}
