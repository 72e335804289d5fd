// Who was at the meeting: chair, secretary, those present and absent, from lists, sentences and tables.
import { fold } from '../text.ts'
import type { Line } from './lines.ts'

export interface Person { name: string; title: string }

export interface Present {
  chair: Person | null
  secretary: Person | null
  /** As the minutes count them; otherwise as many as they name. */
  attendeesCount: number | null
  /** Names, chair and secretary first; empty where only numbers are given. */
  attendees: string[]
  absent: { name: string; reason: string | null }[]
  /** What each person is, where it is said. */
  posts: { name: string; post: string }[]
}

const address = /^(?:các\s+)?(?:đồng chí|đ\/c|đc|ông|bà|anh|chị)\s*:?\s+/iu
const fullName = /^(?:\p{Lu}\p{L}*\s+){1,5}\p{Lu}\p{L}*(?=\s*(?:[,;:.(–-]|$|đã\s|chủ trì|ghi\s|làm\s))/u
const offices = /^(?:Phòng|Văn phòng|Trung tâm|Lãnh đạo|Thanh tra|Cơ sở|Ban|Sở|Đại diện|Chủ trì|Thư ký|Giám đốc|Phó|Trưởng|Chánh|Chuyên viên)(?=\s)/u

/** "Đồng chí Lương Minh Đức, Trưởng phòng Người có công (dự thay)". */
function personIn(text: string): Person & { aside: string } | null {
  const bare = text.replace(/^[-–•+*]\s*/, '')
  const said = bare.replace(address, '')
  const name = fullName.exec(said)?.[0]
  if (!name || (offices.test(name) && said === bare)) return null
  const rest = said.slice(name.length).replace(/^[\s,:–-]+/, '')
  const title = /^\(?([^();]*)/u.exec(rest)![1]!.replace(/\s*(?:đã\s+)?(?:chủ trì|làm thư ký|ghi biên bản)(?!\p{L}).*$/u, '').replace(/[\s.,–-]+$/, '')
  return { name, title, aside: /\(([^()]*)\)/.exec(rest)?.[1] ?? '' }
}

const isChair = /^(?:nguoi |dong chi )?(?:chu tri|chu toa)(?: cuoc hop| hoi nghi| phien hop)?(?: \([^)]*\))?\s*(?::|-|–)\s*/
const isSecretary = /^(?:thu ky|nguoi ghi bien ban|ghi bien ban)(?: cuoc hop| hoi nghi)?(?: \([^)]*\))?\s*(?::|-|–)\s*/
const isAbsent = /^(?:so |nguoi |thanh vien |dai bieu )?vang(?: mat| hop| co ly do| khong ly do)?(?:\s*\(?[^:]{0,30}\)?)?\s*:/
const isPresent = /^(?:thanh phan|tham du|du hop|dai bieu|co mat|cung du|thanh vien)/

/** @param lines those before the conclusions. */
export function presentIn(lines: Line[]): Present {
  const found: Present = { chair: null, secretary: null, attendeesCount: null, attendees: [], absent: [], posts: [] }
  const others: string[] = []
  let list: 'present' | 'absent' | null = null
  const columns = new Map<string, number>()
  const keep = (person: Person | null) => { if (person?.title) found.posts.push({ name: person.name, post: person.title }); return person && { name: person.name, title: person.title } }
  for (const [at, { text, cells, kind }] of lines.entries()) {
    const said = fold(text)
    const counted = /(?:tong so|co mat)[^\d;.]{0,40}?(\d{1,3})(?:\s*\/\s*\d+)?\s*(?:dong chi|nguoi|dai bieu|thanh vien|can bo)?/.exec(said)
    if (counted && !/ho so|nhiem vu/.test(said)) found.attendeesCount ??= Number(counted[1])
    if (cells.length > 2 && fromTable(cells, columns, found, others)) continue
    const rest = (pattern: RegExp) => { const head = pattern.exec(said); return head && (text.slice(head[0].length).trim() || lines[at + 1]?.text || '') }
    const chair = rest(isChair) ?? /(?:chủ trì của|do)\s+((?:đồng chí|đ\/c|ông|bà)\s+[^;.]+?)(?:\s+(?:đã\s+)?chủ trì|[;.]|$)/u.exec(text)?.[1] ?? /((?:đồng chí|đ\/c|ông|bà)\s+\p{Lu}[^;.]{4,90}?)\s+(?:đã\s+)?chủ trì(?!\p{L})/iu.exec(text)?.[1]
    const secretary = rest(isSecretary)
    const absent = isAbsent.exec(said)
    if (chair && !found.chair) { found.chair = keep(personIn(chair)); list = null }
    else if (secretary) { found.secretary ??= keep(personIn(secretary)); list = null }
    else if (absent) { list = 'absent'; for (const one of split(text.slice(absent[0].length))) away(one, found, keep) }
    else if (isPresent.test(said)) { list = 'present'; for (const one of split(text.slice(text.indexOf(':') + 1))) come(one, others, keep) }
    else if (list && byUnit(text, list, found, others, keep)) continue
    else if (list && (kind === 'bullet' || address.test(text)) && personIn(text)) { if (list === 'absent') away(text, found, keep); else come(text, others, keep) }
    else if (kind === 'roman' || (kind === 'number' && !/^(?:dong chi|ong|ba)\b/.test(said) && list === 'absent')) list = null
  }
  const heads = [found.chair?.name, found.secretary?.name].filter(name => name !== undefined)
  const named = [...new Set(others)].filter(name => !found.absent.some(one => one.name === name))
  // In a table everybody stands in its order; in a list chair and secretary stand before it.
  found.attendees = named.length ? [...heads.filter(name => !named.includes(name)), ...named] : []
  found.attendeesCount ??= found.attendees.length || null
  return found
}

const split = (text: string): string[] => text.split(/;|(?<=\)),/).map(one => one.trim()).filter(one => /\p{L}/u.test(one))

/** "+ Văn phòng: Ông Đỗ Mạnh Cường, Bà Nguyễn Hải Yến": a unit and who came from it. */
function byUnit(text: string, list: 'present' | 'absent', found: Present, others: string[], keep: (person: Person | null) => unknown): boolean {
  const [, unit, names] = /^([^:\d]{3,80}):\s*(.+)$/u.exec(text) ?? []
  if (!unit || !address.test(names!)) return false
  // A comma parts persons only where the next is addressed as one; otherwise the post follows.
  for (const one of names!.split(/[;,]\s*(?=(?:đồng chí|đ\/c|đc|ông|bà|anh|chị)\s)|;/iu)) {
    const person = personIn(one)
    if (!person) continue
    if (list === 'absent') { away(one, found, keep); continue }
    others.push(person.name)
    keep({ name: person.name, title: person.title || unit })
  }
  return true
}

function come(text: string, others: string[], keep: (person: Person | null) => unknown): void {
  const person = address.test(text.replace(/^[-–•+*]\s*/, '')) || /,/.test(text) ? personIn(text) : null
  if (person) { others.push(person.name); keep(person) }
}

function away(text: string, found: Present, keep: (person: Person | null) => unknown): void {
  const person = personIn(text)
  if (!person) return
  const reason = person.aside.replace(/^(?:có\s+)?lý do\s*:?\s*/iu, '') || /(?:lý do|do|vì)\s*:?\s+([^;.]+)/u.exec(text.slice(text.indexOf(person.name) + person.name.length))?.[1]
  found.absent.push({ name: person.name, reason: reason ?? null })
  keep(person)
}

/** Rows of the table of those present; its header says which column is which. */
function fromTable(cells: string[], columns: Map<string, number>, found: Present, others: string[]): boolean {
  const heads = cells.map(fold)
  if (heads.some(head => /^ho (?:va )?(?:ten|dem)/.test(head))) {
    columns.clear()
    for (const [at, head] of heads.entries()) columns.set(/^ho /.test(head) ? 'name' : /chuc (?:vu|danh)/.test(head) ? 'post' : /don vi|phong|co quan/.test(head) ? 'unit' : /ghi chu|tinh trang|diem danh|co mat|vang/.test(head) ? 'note' : `other ${at}`, at)
    return true
  }
  const cell = (name: string) => cells[columns.get(name) ?? -1]?.trim() ?? ''
  const name = cell('name').replace(address, '')
  if (!columns.has('name') || !/^\p{Lu}\p{L}+(?:\s+\p{L}+)+$/u.test(name)) return false
  const [post, unit, note] = [cell('post'), cell('unit'), cell('note')]
  const title = unit && !/sở$/iu.test(post) && !fold(post).includes(fold(unit)) ? `${post} ${unit}`.trim() : post
  found.posts.push({ name, post: unit || post })
  const said = fold(note)
  if (/^vang|\bvang\b/.test(said)) { found.absent.push({ name, reason: note }); return true }
  others.push(name)
  if (/chu tri|chu toa/.test(said)) found.chair ??= { name, title }
  if (/thu ky/.test(said)) found.secretary ??= { name, title }
  return true
}
