// Which units a cell names: by name, abbreviation or spelling, many at once, and bodies outside the office; what is not known is asked.
import { fold, line, searchable } from '../text.ts'
import { recognise } from '../units/recognising.ts'
import { crowdsIn, isOutside, type KnownUnit } from './unit-groups.ts'

export type { KnownUnit }

export interface Parties {
  /** Canonical names in the order of the text; '*' is all units, and stands for those that are named beside it. */
  units: string[]
  /** The one that is named first, also beside '*'. */
  first: string | null
  external: string[]
  doubts: string[]
}
/** A cell that may say both roles: "VP Sở chủ trì, phối hợp với P. NCC". */
export interface Roles { lead: Parties; coordinators: Parties | null }

export interface UnitReader { parties(text: string): Parties; roles(text: string): Roles }

/** @param legend lines of the file that may explain its abbreviations ("CSCN: Cơ sở cai nghiện ma túy"). */
export function unitReader(units: KnownUnit[], legend: string[]): UnitReader {
  const known = withLegend(units, legend)
  const read = new Map<string, Parties>()
  const parties = (text: string): Parties => {
    const key = text.trim()
    const found = read.get(key) ?? partiesIn(key, known)
    read.set(key, found)
    return found
  }
  return { parties, roles: text => rolesIn(text, parties) }
}

function rolesIn(text: string, parties: (text: string) => Parties): Roles {
  const said = fold(text)
  const together = /(?:[,;.\n]\s*|\s+|^)(?:cac )?(?:don vi |co quan )?phoi hop(?: voi)?(?: thuc hien)?\s*:?\s*/.exec(said)
  const chief = /\(?\s*(?:don vi |co quan )?chu tri(?: thuc hien)?\)?\s*:?\s*/
  const strip = (part: string) => { const found = chief.exec(fold(part)); return found ? `${part.slice(0, found.index)} ${part.slice(found.index + found[0].length)}` : part }
  if (together && together.index > 0 && !said.slice(0, together.index).endsWith('(')) {
    return { lead: parties(strip(text.slice(0, together.index))), coordinators: parties(text.slice(together.index + together[0].length)) }
  }
  // "VP Sở (chủ trì), P. NCC (phối hợp)": the first is the lead.
  const bracketed = /^([^,;\n]*)\(\s*chu tri\s*\)\s*[,;\n]?\s*/.exec(said)
  if (bracketed && bracketed[0].length < said.length) return { lead: parties(text.slice(0, bracketed[1]!.length)), coordinators: parties(text.slice(bracketed[0].length)) }
  return { lead: parties(chief.test(said) ? strip(text) : text), coordinators: null }
}

function partiesIn(text: string, units: KnownUnit[]): Parties {
  const result: Parties = { units: [], first: null, external: [], doubts: [] }
  if (/\((?:tru|khong ke|ngoai)[^)]*\)|(?:^|\s)tru (?=\p{L})/u.test(fold(text))) result.doubts.push('Có đơn vị được trừ ra.')
  const bare = text.replace(/\([^()]*\)/g, inside => ' '.repeat(inside.length)).replace(/(?<!\p{L})đvsn(?!\p{L})/giu, 'đơn vị sự nghiệp').replace(/(?<!\p{L})đv(?=\s|$)/giu, 'đơn vị')
  let at = 0
  for (const { at: start, end, units: many, external, doubt } of crowdsIn(bare, units)) {
    if (start < at) continue
    namesIn(bare.slice(at, start), units, result)
    if (external) result.external.push(external)
    result.units.push(...many)
    if (doubt) result.doubts.push(doubt)
    at = end
  }
  namesIn(bare.slice(at), units, result)
  result.first = result.units[0] ?? null
  const all = result.units.includes('*')
  const isLeader = (name: string) => units.find(unit => unit.name === name)?.kind === 'leadership'
  result.units = [...new Set(result.units)].filter(name => !all || name === '*' || isLeader(name))
  result.external = [...new Set(result.external)]
  return result
}

// Longer runs first: a name may hold a comma or "và" itself, or be broken over two lines.
const mostPieces = 6

function namesIn(text: string, units: KnownUnit[], result: Parties): void {
  const pieces = [...text.matchAll(/[^,;\n/+•]+?(?=\s+(?:và|với|cùng|&)\s|[,;\n/+•]|\s[-–]\s+(?=P\.|Phòng|TT|Trung tâm|VP|Văn phòng|Thanh tra)|$)/giu)]
    .map(match => ({ at: match.index, end: match.index + match[0].length }))
  for (let first = 0; first < pieces.length;) {
    let taken = 0
    for (let count = Math.min(mostPieces, pieces.length - first); count > 1 && !taken; count--) {
      const whole = bareName(text.slice(pieces[first]!.at, pieces[first + count - 1]!.end))
      const unit = units.find(one => [one.name, ...one.aliases].some(name => bareName(name) === whole))
      if (unit) { result.units.push(unit.name); taken = count }
    }
    if (!taken) {
      // "Các phòng:" only opens the list of its names.
      const name = line(text.slice(pieces[first]!.at, pieces[first]!.end)).replace(/^các \S+(?: \S+)?\s*:$/iu, '').replace(/^(?:và|với|cùng|&)(?:\s+|$)/iu, '').replace(/\s+(?:và|với)$/iu, '').replace(/^(?:đơn vị |cơ quan )?(?:phối hợp|chủ trì)(?: với)?\s*:?\s+/iu, '').replace(/^[-–+•*.\d)\s]+|[.:\s]+$/g, '')
      if (/\p{L}/u.test(name)) oneName(name, units, result)
      taken = 1
    }
    first += taken
  }
}

const bareName = (name: string): string => searchable(name).replace(/\b(?:va|cac) /g, '').replace(/(?<=\S) (?:thuoc |cua )?so(?: ldtbxh| lao dong thuong binh xa hoi)?$/, '')

function oneName(name: string, units: KnownUnit[], result: Parties): void {
  const said = fold(name)
  if (/^(?:khong|khong co|x|-)$/.test(said)) return
  const found = unitOf(name, units)
  if (found && !(isOutside(name) && found.doubt)) {
    result.units.push(found.name)
    if (found.doubt) result.doubts.push(found.doubt)
    return
  }
  if (/^(?:so|so ldtbxh|so lao dong.*)$/.test(said)) { result.units.push('*'); result.doubts.push(`“${name}” được hiểu là mọi đơn vị của Sở.`); return }
  const parts = name.split(/\s+(?=(?:VP|TT|P\.|Văn phòng|Thanh tra|Trung tâm|Phòng|Cơ sở|Chi cục)(?:\s|\p{L}|$))/u)
  const all = parts.length > 1 && !isOutside(name) ? parts.map(part => unitOf(part, units)) : []
  if (all.length && all.every(unit => unit && !unit.doubt)) { result.units.push(...all.map(unit => unit!.name)); return }
  result.external.push(name)
  if (!isOutside(name)) result.doubts.push(`Chưa nhận ra “${name}” là đơn vị nào.`)
}

const posts = /^(?:các\s+)?(?:phó\s+)?(?:chánh|trưởng|thủ trưởng|giám đốc|lãnh đạo|phụ trách)\s+(?=phòng|văn phòng|thanh tra|trung tâm|tt\b|vp\b|p\.|cơ sở|chi cục)/iu

function unitOf(name: string, units: KnownUnit[]): { name: string; doubt: string | null } | undefined {
  const said = fold(name)
  const leaders = units.find(({ kind }) => kind === 'leadership')
  if (leaders && /^(?:ban |tap the )?(?:lanh dao|giam doc|pho giam doc|cac pho giam doc|bgd|ldso)(?: so.*)?$/.test(said)) return { name: leaders.name, doubt: null }
  const asked = name.replace(posts, '').replace(/^(?:các|những)\s+(?=phòng|p\.|trung tâm|tt\b|đơn vị|cơ sở)/iu, '').replace(/^(?:đơn vị|phòng|trung tâm)\s*:\s*/iu, '').replace(/^trưởng (?=p)/iu, '')
  const alone = asked.replace(/\s+(?:thuộc |của )?s[ởo]$/iu, '')
  const whole = recognise(units, asked)
  const found = whole && !whole.doubt ? whole : recognise(units, alone) ?? whole
  if (found && !found.doubt) return { name: found.unit.name, doubt: null }
  const short = byInitials(asked, units)
  if (short) return short
  if (!found) return undefined
  // "Cơ sở cai nghiện" leaves out the end of one long name.
  const begun = bareName(asked)
  const isBeginning = found.others.length === 0 && begun.split(' ').length >= 3 && bareName(found.unit.name).startsWith(`${begun} `)
  return { name: found.unit.name, doubt: isBeginning ? null : found.doubt }
}

/** "CSCN" for "Cơ sở cai nghiện ma túy": the first letters of the first words, of one unit only. */
function byInitials(asked: string, units: KnownUnit[]): { name: string; doubt: string | null } | undefined {
  const letters = asked.replace(/[^\p{L}]/gu, '')
  if (letters.length < 3 || letters !== letters.toUpperCase()) return undefined
  const key = fold(letters)
  const initials = ({ name }: KnownUnit) => searchable(name).split(' ').map(word => word[0]).join('')
  const found = units.filter(unit => initials(unit).startsWith(key))
  return found.length === 1 ? { name: found[0]!.name, doubt: key.length >= 4 ? null : `“${asked}” có lẽ là ${found[0]!.name}.` } : undefined
}

/** Abbreviations that the file itself explains: "VP Sở: Văn phòng; TT DVVL: Trung tâm Dịch vụ việc làm". */
function withLegend(units: KnownUnit[], legend: string[]): KnownUnit[] {
  const extra = new Map<string, string[]>()
  for (const text of legend) {
    for (const part of line(text).replace(/^\(?[*\d]*\)?\s*(?:ghi chú|chú thích|(?:các )?(?:chữ|từ) viết tắt|viết tắt)[^:]*:\s*/iu, '').split(/[;,.](?=\s|$)/)) {
      const [, short, long] = /^\s*[-–(]?\s*([^:=]{2,24}?)\s*(?::|=|\blà\b|–|->)\s*(.+?)\)?\s*$/u.exec(part) ?? []
      const unit = long && units.find(one => [one.name, ...one.aliases].some(name => bareName(name) === bareName(long)))
      if (unit && short) extra.set(unit.name, [...extra.get(unit.name) ?? [], short])
    }
  }
  return units.map(unit => ({ ...unit, aliases: [...unit.aliases, ...extra.get(unit.name) ?? []] }))
}
