// Where the tasks of a conclusion begin: who is given work, by which words, and who works with them.
import type { Clause } from './clauses.ts'
import { ordinalOf } from './lines.ts'
import type { Named, Naming } from './naming.ts'
import { agreeing, assessing, noWork, workWord } from './words.ts'
import { fold } from '../text.ts'

export interface Start {
  /** The whole clause or phrase, and where the words of the work begin. */
  at: number
  workAt: number
  clause: number
  lead: Named
  how: 'assigned' | 'reminded' | 'plain' | 'agreed' | 'passive' | 'aside'
  reminder: number | null
  coordinators: Named[]
}

const adverb = '(?:(?:thống nhất|nhất trí|đồng ý|tiếp tục|đồng thời|trước mắt|tạm thời|và|cũng|nay|lại|một lần nữa|trân trọng|nghiêm khắc|phê bình|chỉ đạo)(?:\\s*,)?\\s+)*'
const assign = new RegExp(`${adverb}(?:giao|phân công|yêu cầu|đề nghị|chỉ đạo|lưu ý|ủy quyền|chỉ định|phân giao)(?:\\s+(?:nhiệm vụ|trách nhiệm|việc|`
  + 'thêm))*(?:\\s+(?:cho|đối với|tới))?\\s*:?\\s*', 'iuy')
const remind = new RegExp(`${adverb}(?:lần\\s+(?:thứ\\s+)?(\\p{L}+|\\d+)\\s*[,:]?\\s*)?(?:nhắc nhở|nhắc lại|nhắc|`
  + 'đôn đốc)(?:\\s*\\(?\\s*lần\\s+(?:thứ\\s+)?(\\p{L}+|\\d+)\\)?)?(?:\\s+(?:đối với|chung|việc|tới|đến))?\\s*[,:]?\\s*', 'iuy')
const later = new RegExp('(?:,|\\s(?:và|đồng thời|nhưng)|,\\s*(?:và|đồng thời))\\s+(?:đồng thời\\s+)?(giao|phân công|yêu cầu|đề nghị|'
  + 'nhắc)\\s+(?:nhiệm vụ\\s+)?(?:cho\\s+)?', 'giu')
const opener = new RegExp('(?:\\s|[-–+•]|\\(?[a-zđ]\\)|\\(?\\d{1,2}(?:\\.\\d{1,2})*[.)]|(?:đồng thời|trong đó|bên cạnh đó|ngoài ra|cụ thể(?: là)?|riêng|'
  + 'trước mắt|hiện nay|từ nay|tuy nhiên|do đó|vì vậy|mặt khác|sau đó|tiếp đó)\\s*,?\\s)+', 'iuy')
const speaker = new RegExp('(?:(?:tập thể\\s+)?(?:đồng chí\\s+)?(?:giám đốc|phó giám đốc|lãnh đạo|chủ trì|chủ tọa|người chủ trì)(?:\\s+sở)?|(?:cuộc|buổi|'
  + 'phiên)\\s+họp|hội nghị)\\s+(?:đã\\s+)?(?=(?:giao|phân công|yêu cầu|đề nghị|nhắc|chỉ đạo|thống nhất|lưu ý|nhất trí|'
  + 'đồng ý)(?!\\p{L}))', 'iuy')
const aboutFirst = new RegExp('(?:về|đối với|liên quan(?: đến)?|để|trên cơ sở|nhằm|căn cứ|qua|theo|từ|trong|tại|sau khi|khi|trường hợp|do|với|ngay sau|'
  + 'trước|chậm nhất|định kỳ|hằng|hàng|thực hiện|đến|tiếp thu)\\s', 'iuy')
const leads = new RegExp('\\s*,?\\s*(?:\\(?\\s*(?:là\\s+|làm\\s+)?(?:đơn vị\\s+|cơ quan\\s+|chịu trách nhiệm\\s+)?(?:chủ trì|làm đầu mối|là đầu mối|'
  + 'đầu mối chủ trì)(?:\\s+(?:thực hiện|tham mưu))?\\s*\\)?)', 'iuy')
const together = new RegExp('\\s*[,;]?\\s*(?:\\(?\\s*(?:và\\s+|đồng thời\\s+|chủ động\\s+|có trách nhiệm\\s+)*(?:phối hợp|cùng)(?:\\s+(?:chặt chẽ|'
  + 'chủ động|thực hiện))?(?:\\s*,?\\s*(?:với|cùng))?\\s*:?\\s*)(?!(?:thực hiện|triển khai|cung cấp|tổ chức|tham mưu|'
  + 'rà soát)(?!\\p{L}))', 'iuy')
const joins = /^(?:\s*(?:,|và))?\s*(?:có trách nhiệm\s+|chủ động\s+|cùng\s+|tích cực\s+)*(?:phối hợp|cộng tác|tạo điều kiện)/iu

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => { pattern.lastIndex = at; return pattern.exec(text) }

/** The beginnings of tasks in order; and clauses in which units only help the task before. @param bare the text with its deadlines blanked. */
export function startsIn(text: string, bare: string, clauses: Clause[], naming: Naming, isDue: (at: number, end: number) => boolean): { starts: Start[]; helpers: { clause: number; units: Named }[] } {
  const starts: Start[] = []
  const helpers: { clause: number; units: Named }[] = []
  let reminded: number | null = null
  let idle: Named | null = null
  for (const [index, clause] of clauses.entries()) {
    const found = startOf(text, bare, clause, index, naming, isDue)
    if (found && 'reminder' in found) reminded = found.reminder
    else if (found && 'idle' in found) idle = found.idle
    else if (found) {
      const { start } = found
      const last = starts.at(-1)
      const joining = joins.exec(bare.slice(start.lead.end, clause.end))
      // "Giao … chủ trì; … phối hợp tổ chức …": the work of the one before stands here.
      const isOpen = last !== undefined && !/\p{L}/u.test(bare.slice(last.workAt, clauses[last.clause]!.end))
      if (start.how === 'plain' && last && joining && (isOpen || !isDue(clause.at, clause.end)) && !start.coordinators.some(({ units }) => units.length)) {
        helpers.push({ clause: index, units: start.lead })
        if (isOpen) last.workAt = start.lead.end + joining[0].length
        continue
      }
      // "Nhắc Phòng … lần thứ ba về …; Phòng hoàn thành trước …": one task, whose deadline stands here.
      const isOpenReminder = last?.how === 'reminded' && !isDue(clauses[last.clause]!.at, clauses[last.clause]!.end)
      if (isOpenReminder && start.how !== 'reminded' && start.lead.units.join() === last.lead.units.join()) continue
      idle = null
      if (reminded !== null && clause.after === 'colon') { start.how = 'reminded'; start.reminder = reminded }
      starts.push(start)
    } else {
      const isTold = assessing.test(bare.slice(clause.at, clause.end)) && !isDue(clause.at, clause.end)
      const given = (isTold ? null : passive(bare, clause, index, naming)) ?? aside(text, clause, index, naming) ?? afterwards(bare, clause, index, starts.length ? null : idle, isDue)
      if (given) starts.push(given)
    }
    starts.push(...insideOf(bare, clause, index, naming, isDue, starts.at(-1)))
  }
  return { starts: starts.toSorted((a, b) => a.at - b.at), helpers }
}

/** `idle`: a unit of which something is only said. */
type Found = { start: Start } | { reminder: number } | { idle: Named } | null

const isStart = (found: Found): found is { start: Start } => found !== null && 'start' in found

function startOf(text: string, bare: string, clause: Clause, index: number, naming: Naming, isDue: (at: number, end: number) => boolean): Found {
  let at = skip(bare, clause.at)
  at = skip(bare, at + (run(speaker, bare, at)?.[0].length ?? 0))
  const first = tried(bare, clause, index, at, naming)
  if (first && !('idle' in first)) return first
  // "Về công tác tuyên truyền, giao Văn phòng …": what comes before the comma only says what it is about.
  const isAbout = run(aboutFirst, text, at) !== null || (!first && run(remind, bare, at) !== null) || /\p{L}/u.test(text.slice(clause.at, at))
  if (!isAbout && !run(agreeing, text, at)) return first
  for (let comma = bare.indexOf(',', at); comma >= 0 && comma < clause.end; comma = bare.indexOf(',', comma + 1)) {
    const next = tried(bare, clause, index, skip(bare, comma + 1), naming)
    // After what was agreed, only a unit with work and a deadline.
    if (!isStart(next)) continue
    const { how, lead, workAt } = next.start
    if (isAbout || how === 'assigned' || (how === 'plain' && lead.units.length > 0 && workWord(bare, skipBlank(bare, workAt)) && isDue(comma, clause.end))) return next
  }
  return first
}

/** Past labels, joining words and blanks. */
export function skip(bare: string, at: number): number {
  let position = at
  for (;;) {
    const found = run(opener, bare, position) ?? run(/[\s,]+/uy, bare, position)
    if (!found?.[0].length) return position
    position += found[0].length
  }
}

function tried(bare: string, clause: Clause, index: number, at: number, naming: Naming): Found {
  if (at >= clause.end) return null
  const nudge = run(remind, bare, at)
  if (nudge?.[0].trim()) {
    const from = at + nudge[0].length
    const lead = from >= clause.end ? null : naming.listAt(bare, skip(bare, from))
    const told = nudge[1] ?? nudge[2] ?? /lần\s+(?:thứ\s+)?(\p{L}+|\d+)/u.exec(bare.slice(from, Math.min(clause.end, (lead?.end ?? from) + 20)))?.[1]
    const number = ordinalOf(fold(told ?? '')) || 1
    if (!lead && from < clause.end - 1) return null
    return lead ? { start: made(bare, clause, index, clause.at, lead, 'reminded', number, naming) } : { reminder: number }
  }
  const given = run(assign, bare, at)
  if (given) {
    const from = skip(bare, at + given[0].length)
    const lead = naming.listAt(bare, from) ?? naming.strangerAt(bare, from)
    if (lead) return { start: made(bare, clause, index, clause.at, lead, 'assigned', null, naming) }
  }
  const agreed = run(agreeing, bare, at)
  const from = agreed ? skip(bare, at + agreed[0].length) : at
  const lead = naming.listAt(bare, from)
  if (!lead || lead.end > clause.end) return null
  if (agreed) {
    const start = made(bare, clause, index, clause.at, lead, 'agreed', null, naming)
    return run(leads, bare, lead.end) ? { start } : null
  }
  const works = workWord(bare, skipBlank(bare, lead.end + (bare[lead.end] === ',' ? 1 : 0))) || run(leads, bare, lead.end) || /^\s{3,}/.test(bare.slice(lead.end))
  if (!works && run(noWork, bare, skipBlank(bare, lead.end))) return lead.units.length && !lead.doubts.length ? { idle: lead } : null
  if (!lead.units.length && !lead.external.length && !workWord(bare, skipBlank(bare, lead.end))) return null
  return { start: made(bare, clause, index, clause.at, lead, 'plain', null, naming) }
}

const skipBlank = (text: string, at: number): number => at + /^\s*/.exec(text.slice(at, at + 200))![0].length

/** Roles after the lead: "chủ trì, phối hợp với Văn phòng Sở và …". */
function made(bare: string, clause: Clause, index: number, at: number, lead: Named, how: Start['how'], reminder: number | null, naming: Naming): Start {
  const chief = run(leads, bare, lead.end)
  let workAt = lead.end + (chief?.[0].length ?? 0)
  const coordinators: Named[] = []
  const word = run(together, bare, workAt)
  const others = word && workAt + word[0].length < clause.end ? naming.listAt(bare, workAt + word[0].length) : null
  if (others) { coordinators.push(others); workAt = others.end }
  return { at, workAt, clause: index, lead, how, reminder, coordinators }
}

/** "Phòng … đã hoàn thành …; tiếp tục kiểm tra, báo cáo trước …": the unit stands in the clause before. */
function afterwards(bare: string, clause: Clause, index: number, idle: Named | null, isDue: (at: number, end: number) => boolean): Start | null {
  const at = skip(bare, clause.at)
  if (!idle || !workWord(bare, at) || !isDue(clause.at, clause.end)) return null
  return { at: clause.at, workAt: at, clause: index, lead: { ...idle, doubts: ['Đơn vị nêu ở câu trước, xem lại chủ trì'] }, how: 'plain', reminder: null, coordinators: [] }
}

/** Further tasks inside a clause: ", giao Phòng …" and, after a deadline, ", Phòng … <work>". */
function insideOf(bare: string, clause: Clause, index: number, naming: Naming, isDue: (at: number, end: number) => boolean, before: Start | undefined): Start[] {
  const found: Start[] = []
  const from = before?.clause === index ? before.workAt : clause.at
  later.lastIndex = from
  for (let match = later.exec(bare); match && match.index < clause.end; match = later.exec(bare)) {
    const at = match.index + match[0].length
    const lead = naming.listAt(bare, at)
    const isOwn = /^(?:giao|phân công|nhắc)$/iu.test(match[1]!) || !before || before.clause !== index || isDue(match.index - 1, match.index)
    if (!lead || lead.end >= clause.end || run(noWork, bare, skipBlank(bare, lead.end))) continue
    if (isOwn || (lead.units.length > 0 && lead.units[0] !== '*' && !lead.doubts.length)) found.push(made(bare, clause, index, match.index, lead, 'assigned', null, naming))
  }
  if (before?.clause === index) {
    for (let comma = bare.indexOf(',', from); comma >= 0 && comma < clause.end; comma = bare.indexOf(',', comma + 1)) {
      if (!isDue(comma - 1, comma)) continue
      const at = skip(bare, comma + 1)
      const lead = naming.listAt(bare, at)
      if (!lead?.units.length || lead.end >= clause.end || joins.test(bare.slice(lead.end, clause.end))) continue
      if (workWord(bare, skipBlank(bare, lead.end))) found.push(made(bare, clause, index, at, lead, 'plain', null, naming))
    }
  }
  return found.filter((one, place) => found.findIndex(other => other.lead.end === one.lead.end) === place)
}

/** "Dự thảo Quyết định do Phòng … chủ trì, hoàn thành trước …", "Việc bố trí kinh phí giao Văn phòng tham mưu". */
function passive(bare: string, clause: Clause, index: number, naming: Naming): Start | null {
  for (const match of bare.slice(clause.at, clause.end).matchAll(/\s(do|giao)\s+/gu)) {
    const at = clause.at + match.index + match[0].length
    const lead = naming.listAt(bare, at)
    if (!lead || (match[1] === 'giao' && (!lead.units.length || !workWord(bare, skipBlank(bare, lead.end))))) continue
    if (match[1] === 'giao' || /^\s*(?:chủ trì|thực hiện|tham mưu|đảm nhiệm|phụ trách|làm đầu mối|chịu trách nhiệm|xây dựng|hoàn thiện|triển khai)/u.test(bare.slice(lead.end))) {
      return { ...made(bare, clause, index, clause.at, lead, 'passive', null, naming), workAt: clause.at }
    }
  }
  return null
}

/** "Rà soát 12 TTHC (Phòng Người có công, xong trước 20/8)". */
function aside(text: string, clause: Clause, index: number, naming: Naming): Start | null {
  const match = /\(\s*(?:giao\s+|chủ trì:\s*|đơn vị (?:chủ trì|thực hiện):\s*)?(?=[^()]{4,300}\)[\s.]*$|[^()]{2,80}\s(?:chủ trì|thực hiện)\))/iu.exec(text.slice(clause.at, clause.end))
  if (!match || !/\p{L}/u.test(text.slice(clause.at, clause.at + match.index)) || run(agreeing, text, skip(text, clause.at))) return null
  const lead = naming.listAt(text, clause.at + match.index + match[0].length)
  return lead?.units.length && /^\s*(?:[,;):.]|chủ trì|thực hiện)/u.test(text.slice(lead.end)) ? { ...made(text, clause, index, clause.at, lead, 'aside', null, naming), workAt: clause.at } : null
}
