// Cells of the grid: what each shows, what an answer typed into it means, and what is still to be looked at.
import { unitReader, type UnitReader } from '../annex/units.ts'
import { readDeadline } from '../annex/deadline-words.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords, type Deadline } from '../calendar/deadlines.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { addDays } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { meetingAfter } from '../meetings/meetings.ts'
import { comingMeetings, meetingIn, periodAfter } from '../meetings/rhythm.ts'
import { findSeries } from '../meetings/series.ts'
import type { Meeting } from '../meetings/tables.ts'
import { officeUnits, type OfficeUnits } from '../plans/annex-lines.ts'
import type { Read } from '../store/store.ts'
import { fold, line } from '../text.ts'
import { conclusionKinds, type Conclusion, type ConclusionWork } from './tables.ts'
import { kindNames, type WholeConclusion } from './conclusions.ts'
import { earlierOf, type Earlier } from './reminding.ts'

export const conclusionCells = ['number', 'text', 'kind', 'reminds', 'reminderNumber'] as const
export type ConclusionCell = (typeof conclusionCells)[number]
export const workCells = ['title', 'lead', 'coordinators', 'deadline', 'product'] as const
export type WorkCell = (typeof workCells)[number]

export const cellNames: Record<ConclusionCell | WorkCell, string> = {
  number: 'Số', text: 'Nội dung', kind: 'Loại', reminds: 'Nhắc việc nào', reminderNumber: 'Lần nhắc', title: 'Việc', lead: 'Chủ trì', coordinators: 'Phối hợp', deadline: 'Thời hạn', product: 'Sản phẩm',
}

/** What reading a cell needs to know: the units of the meeting's day, its days, what may be reminded of. */
export interface CellRules { meeting: Meeting; office: OfficeUnits; units: UnitReader; calendar: WorkingCalendar; nextOn: string | null; earlier: Earlier[] }

export async function rulesFor(db: Read, meeting: Meeting): Promise<CellRules> {
  const office = await officeUnits(db, meeting.on)
  const calendar = await loadCalendar(db)
  return {
    meeting, office, units: unitReader(office.standing.map(({ name, aliases, kind }) => ({ name, aliases, kind })), []), calendar,
    nextOn: (await meetingAfter(db, meeting))?.on ?? await plannedAfter(db, calendar, meeting), earlier: await earlierOf(db, meeting),
  }
}

/** Day on which the series meets next by its rhythm. */
async function plannedAfter(db: Read, calendar: WorkingCalendar, { seriesId, period, on }: Meeting): Promise<string | null> {
  if (!seriesId) return null
  const series = await findSeries(db, seriesId)
  if (period) return meetingIn(calendar, series, periodAfter(series.rhythm, period)).on
  return comingMeetings(calendar, series, addDays(on, 1), 1)[0]?.on ?? null
}

/** "Văn phòng; Phòng Người có công", "Các phòng, đơn vị". */
export const leadInWords = ({ unitIds, allUnits }: Pick<ConclusionWork, 'unitIds' | 'allUnits'>, office: OfficeUnits): string =>
  (allUnits ? ['Các phòng, đơn vị'] : unitIds.map(id => office.name(id))).join('; ')
export const othersInWords = ({ coordinatorIds, outsiders }: Pick<ConclusionWork, 'coordinatorIds' | 'outsiders'>, office: OfficeUnits): string =>
  [...(coordinatorIds.length ? [office.words(coordinatorIds)] : []), ...outsiders].join('; ')

/** What the control of a cell shows. */
export function shownOf(cell: ConclusionCell, row: Conclusion): string {
  if (cell === 'reminds') return row.remindsId ?? ''
  if (cell === 'reminderNumber') return row.reminderNumber === null ? '' : String(row.reminderNumber)
  return row[cell]
}
export function shownOfWork(cell: WorkCell, work: ConclusionWork, office: OfficeUnits): string {
  if (cell === 'lead') return leadInWords(work, office)
  if (cell === 'coordinators') return othersInWords(work, office)
  return cell === 'deadline' ? work.deadline?.original ?? '' : work[cell] ?? ''
}
/** The same for people: in the history and where two wrote at once. */
export const inWordsOf = (cell: ConclusionCell, value: string, { earlier }: CellRules): string =>
  (cell === 'kind' ? kindNames[value as Conclusion['kind']] : cell === 'reminds' ? earlierLabel(earlier.find(({ id }) => id === value)) : value)
const earlierLabel = (one: Earlier | undefined): string => (one ? `Kết luận ${one.number}, ${one.meeting}` : 'Việc mới')

/** What a piece of work cannot be given without: a sentence by cell. */
export function missingIn({ title, unitIds, allUnits, deadline }: Pick<ConclusionWork, 'title' | 'unitIds' | 'allUnits' | 'deadline'>): Partial<Record<WorkCell, string>> {
  return {
    ...(title ? {} : { title: 'Hãy ghi nội dung việc.' }), ...(unitIds.length || allUnits ? {} : { lead: 'Hãy ghi đơn vị chủ trì.' }),
    ...(deadline ? {} : { deadline: 'Hãy ghi thời hạn, ví dụ: 30/6, trong tuần này, Quý III, Hằng tháng, Thường xuyên.' }),
  }
}

const isGiven = ({ links }: WholeConclusion, workId: string): boolean => links.some(link => link.workId === workId)
/** Work that waits to be given. */
export const waitingWorks = (whole: WholeConclusion): ConclusionWork[] => (whole.noTask ? [] : whole.works.filter(({ id }) => !isGiven(whole, id)))

/** Why a cell of a conclusion is to be looked at; null where nothing is. What has tasks already is not asked about. */
export const askOf = (whole: WholeConclusion, cell: ConclusionCell): string | null =>
  (whole.noTask || (whole.links.length > 0 && !waitingWorks(whole).length) ? null : whole.doubts[cell] ?? null)
export const askOfWork = (whole: WholeConclusion, work: ConclusionWork, cell: WorkCell): string | null =>
  (whole.noTask || isGiven(whole, work.id) ? null : work.doubts[cell] ?? missingIn(work)[cell] ?? null)

/** How many cells of a conclusion are still to be looked at. */
export const openIn = (whole: WholeConclusion): number => conclusionCells.filter(cell => askOf(whole, cell)).length
  + whole.works.reduce((sum, work) => sum + workCells.filter(cell => askOfWork(whole, work, cell)).length, 0)

/** Work that can be given as it stands. */
export const readyWorks = (whole: WholeConclusion): ConclusionWork[] => (conclusionCells.some(cell => askOf(whole, cell)) ? []
  : waitingWorks(whole).filter(work => !workCells.some(cell => askOfWork(whole, work, cell))))

/** A deadline counted from the meeting or from the next one has its day, where that is known. */
export function resolved(deadline: Deadline, { meeting, nextOn, calendar }: Pick<CellRules, 'meeting' | 'nextOn' | 'calendar'>): Deadline {
  if (deadline.kind !== 'event' || deadline.resolved) return deadline
  const said = fold(deadline.value)
  if (deadline.offset && /^(?:ngay|cuoc|buoi)? ?hop|ngay giao ban|ket thuc (?:cuoc|buoi)? ?hop/.test(said)) {
    const { days, working } = deadline.offset
    return { ...deadline, resolved: working ? addWorkingDays(calendar, meeting.on, days) : addDays(meeting.on, days) }
  }
  return nextOn && /(?:giao ban|ky hop|cuoc hop|hop).*(?:toi|sau|tiep|ke)/.test(said) ? { ...deadline, resolved: nextOn } : deadline
}

/** The deadline that somebody typed. Throws Invalid for the field. */
export function typedDeadline(words: string, name: string, rules: CellRules): { deadline: Deadline; doubt: string | null } {
  const read = readDeadline(words, { year: Number(rules.meeting.on.slice(0, 4)), from: rules.meeting.on })
  if (!read.deadline) throw new Invalid({ [name]: `Chưa hiểu “${words}”. Hãy ghi như 30/6, trong tuần này, Quý III, Hằng tháng, Thường xuyên, Sau khi …` })
  const deadline = resolved(read.deadline, rules)
  const settled = deadline.kind === 'event' && deadline.resolved
  return { deadline, doubt: read.doubt && !settled ? `${read.doubt} Cổng hiểu là “${inWords(deadline)}”.` : null }
}

/** Units that words name, as ids. Throws Invalid for the field where a name is none of the office's. */
export function typedLead(words: string, name: string, { units, office }: CellRules): Pick<ConclusionWork, 'unitIds' | 'allUnits'> {
  const { units: named, external } = units.parties(words)
  if (external.length) throw new Invalid({ [name]: `Không nhận ra “${external.join(', ')}” là đơn vị nào của Sở. Đơn vị ngoài Sở ghi ở ô Phối hợp.` })
  const allUnits = named.includes('*')
  return { allUnits, unitIds: allUnits ? [] : idsOf(named, office) }
}
export const idsOf = (names: readonly string[], office: OfficeUnits): string[] => names.flatMap(name => office.standing.find(unit => unit.name === name)?.id ?? [])

/** What an answer makes of a conclusion. Throws Invalid for the field. */
export function answered(cell: ConclusionCell, words: string, name: string, { earlier }: CellRules): Partial<Conclusion> {
  switch (cell) {
    case 'number':
      if (!words || words.length > 10) throw new Invalid({ [name]: 'Số của kết luận là 1, 2, 2a …' })
      return { number: words }
    case 'text':
      if (!words) throw new Invalid({ [name]: 'Hãy ghi nội dung kết luận.' })
      if (words.length > 6000) throw new Invalid({ [name]: 'Kết luận dài quá 6.000 chữ. Hãy tách thành nhiều kết luận.' })
      return { text: words }
    case 'kind': {
      const kind = conclusionKinds.find(one => one === words)
      if (!kind) throw new Invalid({ [name]: 'Hãy chọn loại kết luận.' })
      return kind === 'remind' ? { kind } : { kind, remindsId: null, reminderNumber: null }
    }
    case 'reminds':
      if (words && !earlier.some(({ id }) => id === words)) throw new Invalid({ [name]: 'Việc ấy đã xong hoặc không còn. Hãy chọn việc khác.' })
      return { remindsId: words || null }
    case 'reminderNumber': {
      const number = Number(words)
      if (words && !(Number.isInteger(number) && number >= 1 && number <= 99)) throw new Invalid({ [name]: 'Lần nhắc là số từ 1 trở lên.' })
      return { reminderNumber: words ? number : null }
    }
  }
}

/** What an answer makes of a piece of work, and what is doubtful in it. Throws Invalid for the field. */
export function answeredWork(cell: WorkCell, words: string, name: string, rules: CellRules): { set: Partial<ConclusionWork>; doubt: string | null } {
  const missing = missingIn({ title: '', unitIds: [], allUnits: false, deadline: null })[cell]
  // What is emptied is asked for again, not refused: it is a draft.
  if (!words && missing) return { set: cell === 'title' ? { title: '' } : cell === 'lead' ? { unitIds: [], allUnits: false } : { deadline: null, due: null }, doubt: null }
  if (words.length > 2000) throw new Invalid({ [name]: 'Không quá 2.000 chữ.' })
  switch (cell) {
    case 'title': return { set: { title: words }, doubt: null }
    case 'product': return { set: { product: words || null }, doubt: null }
    case 'lead': return { set: typedLead(words, name, rules), doubt: null }
    case 'deadline': { const { deadline, doubt } = typedDeadline(words, name, rules); return { set: { deadline }, doubt } }
    case 'coordinators': {
      const { units: named, external, doubts } = rules.units.parties(words)
      const coordinatorIds = named.includes('*') ? rules.office.others('') : idsOf(named, rules.office)
      return { set: { coordinatorIds, outsiders: external.map(line) }, doubt: doubts[0] ?? null }
    }
  }
}
