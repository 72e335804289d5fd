// A task from the place in a conclusion where it begins: its words, who leads and helps, and until when.
import type { Clause } from './clauses.ts'
import { chosen, type Phrase } from './deadlines.ts'
import type { Named, Naming } from './naming.ts'
import { skip, type Start } from './starts.ts'
import type { TaskRead } from './tasks.ts'
import { productOf, titleOf } from './titles.ts'
import { workWord } from './words.ts'

export interface Around { said: string; bare: string; clauses: Clause[]; phrases: Phrase[]; naming: Naming; end: number }

/** The tasks that begin at a place: one, one for each part under it, or one for each unit ("mỗi phòng"). */
export function tasksOf(start: Start, around: Around): TaskRead[] {
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
    // The work may stand in the head before a colon ("Khảo sát: Văn phòng chủ trì"), or follow after one.
    const work = [{ at: range.at, end: cut }, ...start.clause > 0 && own.after === 'colon' ? [clauses[start.clause - 1]!] : [], ...clauses.filter(clause => clause.at >= first.end && clause.at < range.end && clause.after !== 'part')]
      .find(({ at, end: until }) => titleOf(bare.slice(at, until), []))
    const whole = work ? said.slice(work.at, work.end) : ''
    const written = start.how === 'passive' ? whole.replace(/\s+(?:do|giao)\s+.*$/u, '') : start.how === 'aside' ? whole.replace(/\s*\([^()]*\)[\s.]*$/u, '') : whole
    const task = (one: string | string[] | null, others: string[]): TaskRead => ({
      title: titleOf(written, work ? phrases.map(phrase => ({ at: phrase.at - work.at, end: phrase.end - work.at })) : []),
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

export const united = (units: string[], lead: string | string[] | null): string[] => {
  const others = [...new Set(units)].filter(unit => unit !== lead && !(Array.isArray(lead) && lead.includes(unit)))
  return others.includes('*') ? ['*'] : others
}

const withOthers = new RegExp('(?:phối hợp(?: chặt chẽ| chủ động)?(?:\\s*,?\\s*(?:với|cùng(?: với)?))|với sự (?:phối hợp|tham gia) của|có sự (?:phối hợp|'
  + 'tham gia) của|,\\s*cùng(?: với)?)\\s*:?\\s+', 'giu')

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
