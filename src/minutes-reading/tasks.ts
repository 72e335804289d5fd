// What a conclusion asks for: its kind, and the tasks in it with lead, co-ordinators, deadline and product.
import type { Deadline } from '../calendar/deadlines.ts'
import { tasksOf, united } from './building.ts'
import { fold } from '../text.ts'
import { clausesOf, type Clause } from './clauses.ts'
import { chosen, isPast, phrasesIn, type Days, type Phrase } from './deadlines.ts'
import { ordinalOf } from './lines.ts'
import type { Naming } from './naming.ts'
import type { Written } from './splitting.ts'
import { skip, startsIn } from './starts.ts'
import { labelled } from './labelled.ts'
import { productOf, titleOf } from './titles.ts'
import { agreeing, asking, assessing, firmlyAgreeing, workWord } from './words.ts'

type ConclusionKind = 'assign' | 'agree' | 'remind' | 'ask'

/** Why a person should look, by field, as short Vietnamese sentences. */
export type Doubts<Field extends string> = Partial<Record<Field, string>>

export interface TaskRead {
  /** What is to be done, without who and until when. */
  title: string
  product: string | null
  /** Canonical name, '*' for all units, several where a group was named ("các phòng chuyên môn"); null where none was understood. */
  lead: string | string[] | null
  coordinators: string[]
  external: string[]
  deadline: Deadline | null
  /** Counted from the day of the meeting, or of the next. */
  relative: boolean
  /** The words of the task as they are written. */
  original: string
  doubts: Doubts<'title' | 'lead' | 'coordinators' | 'deadline'>
}

export interface ConclusionRead {
  no: string
  text: string
  kind: ConclusionKind
  /** Which time it is that this is asked for; null where nothing is reminded. */
  reminderNo: number | null
  tasks: TaskRead[]
  doubts: Doubts<'kind' | 'tasks'>
}

const isAbove = /(?:UBND|Ủy ban|HĐND|Hội đồng nhân dân|[Tt]ỉnh ủy|Chính phủ|^Bộ |^Sở |^Cục )/u

// So much of one conclusion is understood; nobody writes more.
const longest = 4_000

export function conclusionOf({ no, text, parts }: Written, naming: Naming, days: Days): ConclusionRead {
  const said = text.slice(0, longest)
  const phrases = withoutAmounts(phrasesIn(said, days), said)
  const bare = blanked(said, phrases)
  const clauses = clausesOf(said, parts)
  const stated = labelled(said, naming, days)
  if (stated) return { no, text, kind: 'assign', reminderNo: null, tasks: [stated], doubts: {} }
  const isDue = (at: number, end: number) => phrases.some(phrase => phrase.at < end && phrase.end > at && phrase.rank < 5)
  const { starts: all, helpers } = startsIn(said, bare, clauses, naming, isDue)
  // What is asked of those above is no work of the office.
  const starts = all.filter(({ lead }) => lead.units.length > 0 || !lead.external.length || !lead.external.every(name => isAbove.test(name)))
  const tasks = starts.flatMap((start, index) => tasksOf(start, { said, bare, clauses, phrases, naming, end: starts[index + 1]?.at ?? said.length }))
  for (const { clause, units } of helpers) {
    const at = starts.findLastIndex(start => start.clause < clause)
    const task = tasks[at]
    if (!task) continue
    task.coordinators = united([...task.coordinators, ...units.units], task.lead)
    if (units.doubts[0]) task.doubts.coordinators ??= units.doubts[0].replace(/\.$/, '')
  }
  const closing = clauses[starts.at(-1)?.clause ?? 0]?.end ?? 0
  shareDeadline(tasks, chosen(phrases.filter(({ at }) => at < (starts[0]?.at ?? 0))), chosen(phrases.filter(({ at }) => at >= closing)))
  const reminder = starts.find(({ how }) => how === 'reminded')
  const again = remindedIn(said)
  const whole: ConclusionRead = { no, text, kind: 'assign', reminderNo: null, tasks, doubts: {} }
  if (text.length > longest) whole.doubts.tasks = 'Kết luận quá dài, chỉ đọc phần đầu'
  if (reminder) {
    const isBoth = starts.some(({ how }) => how === 'assigned') && starts[0]!.how !== 'reminded'
    return { ...whole, kind: 'remind', reminderNo: reminder.reminder, ...(isBoth ? { doubts: { kind: 'Vừa giao việc vừa nhắc' } } : {}) }
  }
  const asked = asksIn(said, clauses)
  if (again !== null && tasks.length) return { ...whole, kind: 'remind', reminderNo: again }
  if (all.length > starts.length && !asked) {
    const kind = firmlyAgreeing.test(said.slice(0, 40)) && !starts.length ? 'agree' : 'ask'
    return { ...whole, kind, doubts: { kind: 'Đề nghị cấp trên: chưa rõ có phải xin ý kiến không' } }
  }
  if (asked && !starts.some(({ how, at }) => how === 'assigned' && at <= asked.at)) {
    const isUnclear = !asked.isFirst || starts.some(({ clause }) => clause === 0)
    return { ...whole, kind: 'ask', doubts: { ...whole.doubts, ...(isUnclear ? { kind: 'Chưa rõ là giao việc hay xin ý kiến' } : {}) } }
  }
  if (tasks.length) return whole
  return withoutUnit(whole, said, bare, clauses, phrases)
}

/** "Gia hạn đến hết ngày 31/12/2026; … mỗi tuần số hóa 200 hồ sơ": the week says how much, not until when. */
function withoutAmounts(phrases: Phrase[], said: string): Phrase[] {
  const isExtended = phrases.some(({ at, deadline, rank }) => rank === 0 && deadline?.kind === 'date' && /(?:gia hạn|lùi|kéo dài)[^;]*$/iu.test(said.slice(0, at)))
  return isExtended ? phrases.filter(({ at, end }) => !/^(?:mỗi|hằng|hàng)\s+(?:ngày|tuần|tháng|quý)$/iu.test(said.slice(at, end)) || !/^[^;.]{0,60}\d/u.test(said.slice(end))) : phrases
}

function blanked(text: string, phrases: Phrase[]): string {
  let bare = text
  for (const { at, end } of phrases) bare = bare.slice(0, at) + ' '.repeat(end - at) + bare.slice(end)
  return bare
}

/** A deadline that stands once, before all tasks or after the last, counts for all. */
function shareDeadline(tasks: TaskRead[], head: Phrase | undefined, closing: Phrase | undefined): void {
  const common = head?.deadline && head.rank < 3 ? head : closing?.deadline ? closing : undefined
  for (const task of common ? tasks : []) {
    if (task.deadline) continue
    task.deadline = common!.deadline
    task.relative = common!.relative
    if (common === head) delete task.doubts.deadline
    else task.doubts.deadline = 'Hạn ghi chung cho cả kết luận'
  }
}

/** "…; đây là lần thứ hai nhắc", "(nhắc lần 2)": which time it is, said beside the work. */
function remindedIn(said: string): number | null {
  const [, before, after] = /lần\s+(?:thứ\s+)?(\p{L}+|\d+)\s+(?:được\s+)?nhắc|nhắc(?: nhở| lại)?\s+lần\s+(?:thứ\s+)?(\p{L}+|\d+)/iu.exec(said) ?? []
  // "Nhắc lại kết luận số 3 tháng 11: Phòng … hoàn thành …".
  return ordinalOf(fold(before ?? after ?? '')) || (/^\s*(?:(?:tiếp tục|một lần nữa),?\s+)?nhắc (?:lại|nhở)\s/iu.test(said) ? 1 : null)
}

function asksIn(said: string, clauses: Clause[]): { at: number; isFirst: boolean } | null {
  for (const [index, { at, end }] of clauses.entries()) {
    const match = asking.exec(said.slice(at, end))
    if (match) return { at: at + match.index, isFirst: index === 0 }
  }
  return null
}

/** No unit is given work: something was agreed, or the unit was left out. */
function withoutUnit(whole: ConclusionRead, said: string, bare: string, clauses: Clause[], phrases: Phrase[]): ConclusionRead {
  const first = clauses.find(({ after }) => after !== 'colon') ?? clauses[0]
  if (!first) return { ...whole, kind: 'agree' }
  const begins = (clause: Clause) => { agreeing.lastIndex = clause.at + /^[\s,]*/.exec(bare.slice(clause.at))![0].length; return agreeing.test(bare) }
  const due = chosen(phrases.filter(({ rank }) => rank < 3))
  if (clauses.some(begins) || firmlyAgreeing.test(said)) return { ...whole, kind: 'agree' }
  const isTold = assessing.test(said) && (!due || due.doubt === isPast) && !clauses.some(clause => workWord(bare, skip(bare, clause.at)))
  if (isTold) return { ...whole, kind: 'agree' }
  if (!due) return { ...whole, kind: 'agree', doubts: { kind: 'Chưa rõ là giao việc hay thống nhất' } }
  const task: TaskRead = {
    title: titleOf(said, phrases), product: productOf(said), lead: null, coordinators: [], external: [], deadline: due.deadline, relative: due.relative, original: said,
    doubts: { lead: 'Không thấy đơn vị chủ trì', ...(due.doubt ? { deadline: due.doubt } : {}) },
  }
  return { ...whole, tasks: [task], doubts: { kind: 'Có hạn nhưng không ghi giao cho ai', tasks: 'Có hạn nhưng không ghi giao cho ai' } }
}
