// What a conclusion asks for: its kind, and the tasks in it with lead, co-ordinators, deadline and product.
import type { Deadline } from '../calendar/deadlines.ts'
import { clausesOf, type Clause } from './clauses.ts'
import { chosen, phrasesIn, type Days, type Phrase } from './deadlines.ts'
import type { Named, Naming } from './naming.ts'
import type { Written } from './splitting.ts'
import { skip, startsIn, type Start } from './starts.ts'
import { labelled } from './labelled.ts'
import { productOf, titleOf } from './titles.ts'
import { agreeing, asking, firmlyAgreeing, workWord } from './words.ts'

export type ConclusionKind = 'assign' | 'agree' | 'remind' | 'ask'

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

// So much of one conclusion is understood; nobody writes more.
const longest = 6_000

export function conclusionOf({ no, text, parts }: Written, naming: Naming, days: Days): ConclusionRead {
  const said = text.slice(0, longest)
  const phrases = phrasesIn(said, days)
  const bare = blanked(said, phrases)
  const clauses = clausesOf(said, parts)
  const stated = labelled(said, naming, days)
  if (stated) return { no, text, kind: 'assign', reminderNo: null, tasks: [stated], doubts: {} }
  const isDue = (at: number, end: number) => phrases.some(phrase => phrase.at < end && phrase.end > at && phrase.rank < 5)
  const { starts, helpers } = startsIn(said, bare, clauses, naming, isDue)
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
  const whole: ConclusionRead = { no, text, kind: 'assign', reminderNo: null, tasks, doubts: {} }
  if (text.length > longest) whole.doubts.tasks = 'Kết luận quá dài, chỉ đọc phần đầu'
  if (reminder) return { ...whole, kind: 'remind', reminderNo: reminder.reminder, ...(starts.some(({ how }) => how === 'assigned') && starts[0]!.how !== 'reminded' ? { doubts: { kind: 'Vừa giao việc vừa nhắc' } } : {}) }
  const asked = asksIn(said, clauses)
  if (asked?.isFirst && starts.every(({ lead }) => !lead.units.length && lead.external.length > 0)) return { ...whole, kind: 'ask', tasks: [] }
  if (asked && !starts.some(({ how, at }) => how === 'assigned' && at <= asked.at)) return { ...whole, kind: 'ask', doubts: { ...whole.doubts, ...(!asked.isFirst || starts.some(({ clause }) => clause === 0) ? { kind: 'Chưa rõ là giao việc hay xin ý kiến' } : {}) } }
  if (tasks.length) return whole
  return withoutUnit(whole, said, bare, clauses, phrases)
}

function blanked(text: string, phrases: Phrase[]): string {
  let bare = text
  for (const { at, end } of phrases) bare = bare.slice(0, at) + ' '.repeat(end - at) + bare.slice(end)
  return bare
}

interface Around { said: string; bare: string; clauses: Clause[]; phrases: Phrase[]; naming: Naming; end: number }

function tasksOf(start: Start, around: Around): TaskRead[] {
  const { said, bare, clauses, phrases, naming, end } = around
  const own = clauses[start.clause]!
  // Parts under "Giao Văn phòng:" are tasks of their own, with that lead.
  const under = clauses.filter(({ at, after }) => at > start.at && at < end && after === 'part')
  const opensParts = under.length > 0 && !/\p{L}/u.test(bare.slice(start.workAt, own.end)) && under[0]!.at - own.end < 4
  // "Giao Văn phòng: xây dựng …, trước …; tổ chức …, trong …" as well.
  const listed = clauses.filter(({ at, after }, index) => index > start.clause && at < end && (after === 'semicolon' || index === start.clause + 1))
  const isListed = !opensParts && clauses[start.clause + 1]?.after === 'colon' && listed.length > 1 && listed.every(({ at }) => workWord(bare, skip(bare, at)))
    && listed.filter(clause => phrases.some(({ at, end: until }) => at >= clause.at && until <= clause.end)).length > 1
  const ranges = isListed ? listed.map(({ at }, index) => ({ at, end: listed[index + 1]?.at ?? end })) : opensParts ? under.map(({ at }, index) => ({ at, end: under[index + 1]?.at ?? end })) : [{ at: start.workAt, end }]
  return ranges.flatMap(range => {
    const from = ranges.length > 1 ? range.at : start.at
    const mine = phrases.filter(phrase => phrase.at >= Math.min(from, range.at) && phrase.end <= range.end)
    const due = chosen(mine)
    const helped = [...start.coordinators, ...together(bare, range, naming)]
    const lead = leadOf(start.lead)
    const first = clauses.find(clause => clause.end >= range.at) ?? own
    const cut = Math.min(range.end, first.end)
    const words = start.how === 'passive' ? said.slice(range.at, cut).replace(/\s+(?:do|giao)\s+.*$/u, '') : start.how === 'aside' ? said.slice(range.at, cut).replace(/\s*\([^()]*\)[\s.]*$/u, '') : null
    // The work may follow after a colon, or stand in the head before it: "Khảo sát: Văn phòng chủ trì".
    const spare = clauses.find(clause => clause.at >= first.end && clause.at < range.end && clause.after !== 'part')
    const before = start.clause > 0 && own.after === 'colon' ? said.slice(clauses[start.clause - 1]!.at, clauses[start.clause - 1]!.end) : ''
    const written = words ?? (/\p{L}{2}/u.test(bare.slice(range.at, cut)) ? said.slice(range.at, cut) : before || (spare ? said.slice(spare.at, spare.end) : ''))
    const task = (one: string | string[] | null, others: string[]): TaskRead => ({
      title: titleOf(written, words === null && written !== before ? phrases.map(phrase => ({ ...phrase, at: phrase.at - range.at, end: phrase.end - range.at })) : []),
      product: productOf(said.slice(range.at, range.end)), lead: one, coordinators: united([...others, ...helped.flatMap(({ units }) => units)], one),
      external: [...new Set([...start.lead.external, ...helped.flatMap(({ external }) => external)])],
      deadline: due?.deadline ?? null, relative: due?.relative ?? false, original: written.trim().replace(/^[,:\s]+|[;.,\s]+$/g, ''),
      doubts: doubtsOf(start, one, helped, due, written),
    })
    if (start.lead.each && start.lead.units.length > 1) return start.lead.units.map(unit => task(unit, []))
    return [task(lead.lead, lead.others)]
  })
}

function leadOf({ units, joint, each }: Named): { lead: string | string[] | null; others: string[] } {
  if (!units.length) return { lead: null, others: [] }
  if (units.length === 1) return { lead: units[0]!, others: [] }
  if (!joint || each) return { lead: units, others: [] }
  return { lead: units[0]!, others: units.slice(1) }
}

function doubtsOf({ lead, how }: Start, one: string | string[] | null, helped: Named[], due: Phrase | undefined, written: string): TaskRead['doubts'] {
  const doubts: TaskRead['doubts'] = {}
  const [told] = lead.doubts
  if (told) doubts.lead = told.replace(/\.$/, '')
  else if (!one) doubts.lead = lead.external.length ? 'Đơn vị ngoài Sở, chọn đơn vị theo dõi' : 'Không thấy đơn vị chủ trì'
  else if (lead.joint && !lead.each && lead.units.length > 1) { doubts.lead = `Có ${lead.units.length === 2 ? 'hai' : lead.units.length} đơn vị, chọn chủ trì`; doubts.coordinators = doubts.lead }
  else if (how === 'aside') doubts.lead = 'Đơn vị ghi trong ngoặc, xem lại chủ trì'
  const unknown = helped.flatMap(({ doubts: all }) => all)[0]
  if (unknown) doubts.coordinators = unknown.replace(/\.$/, '')
  if (!due) doubts.deadline = 'Không thấy hạn trong câu'
  else if (due.doubt) doubts.deadline = due.doubt
  else if (due.rank === 5) doubts.deadline = 'Chưa rõ đây có phải là hạn'
  if (!/\p{L}{2}/u.test(written)) doubts.title = 'Không thấy nội dung công việc'
  return doubts
}

const united = (units: string[], lead: string | string[] | null): string[] => {
  const others = [...new Set(units)].filter(unit => unit !== lead && !(Array.isArray(lead) && lead.includes(unit)))
  return others.includes('*') ? ['*'] : others
}

const withOthers = /(?:phối hợp(?: chặt chẽ| chủ động)?(?:\s*,?\s*(?:với|cùng(?: với)?))|với sự (?:phối hợp|tham gia) của|có sự (?:phối hợp|tham gia) của|,\s*cùng(?: với)?)\s*:?\s+/giu

/** Who is to work with the lead, wherever the work says so: ", phối hợp với Phòng …". */
function together(bare: string, { at, end }: { at: number; end: number }, naming: Naming): Named[] {
  const part = bare.slice(at, end)
  const named = [...part.matchAll(withOthers)].flatMap(match => naming.listAt(bare, at + match.index + match[0].length) ?? [])
  // "…, các phòng, đơn vị cung cấp số liệu" helps; "làm việc với Bưu điện tỉnh" names a body outside only.
  const helping = [...part.matchAll(/,\s+/gu)].flatMap(match => { const list = naming.listAt(bare, at + match.index + match[0].length); return list && helps.test(bare.slice(list.end, end)) ? list : [] })
  const met = [...part.matchAll(/(?:làm việc|liên hệ|thống nhất|trao đổi) với\s+/gu)].flatMap(match => naming.listAt(bare, at + match.index + match[0].length) ?? []).map(list => ({ ...list, units: [], doubts: [] }))
  return [...named, ...helping, ...met]
}

const helps = /^\s*(?:có trách nhiệm\s+|chủ động\s+|cùng\s+)*(?:phối hợp|cung cấp|hỗ trợ|tham gia|tạo điều kiện)(?!\p{L})/iu

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
  if (!due) return { ...whole, kind: 'agree', doubts: { kind: 'Chưa rõ là giao việc hay thống nhất' } }
  const task: TaskRead = {
    title: titleOf(said, phrases), product: productOf(said), lead: null, coordinators: [], external: [], deadline: due.deadline, relative: due.relative, original: said,
    doubts: { lead: 'Không thấy đơn vị chủ trì', ...(due.doubt ? { deadline: due.doubt } : {}) },
  }
  return { ...whole, tasks: [task], doubts: { kind: 'Có hạn nhưng không ghi giao cho ai', tasks: 'Có hạn nhưng không ghi giao cho ai' } }
}
