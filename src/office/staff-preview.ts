// A staff list beside what the portal knows: each line new, changed, doubtful, refused or the same, with the reasons.
import { isNull } from 'drizzle-orm'
import { tidyEmail } from '../accounts/inviting.ts'
import { people, postings, roleHoldings, type Person } from '../accounts/tables.ts'
import { today } from '../clock.ts'
import { roleNames, type Role } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { searchable } from '../text.ts'
import { recognise } from '../units/recognising.ts'
import type { Unit, UnitKind } from '../units/tables.ts'
import { unitsOn } from '../units/units.ts'
import { calmed, customaryUnits, kindOfName } from './customary-units.ts'
import type { PersonChoice, StaffChoices } from './staff-choices.ts'
import type { PersonRead, StaffReading } from './staff-reading.ts'
import { rolesRead, type RoleRead } from './staff-roles.ts'

export type LineState = 'new' | 'changed' | 'doubtful' | 'refused' | 'same'

export interface UnitLine { row: number; written: string; state: LineState; reason: string | null; value: string; options: { value: string; label: string }[] }
export interface Change { what: 'title' | 'unit' | 'email' | 'extension' | 'duties' | 'note' | 'role'; label: string; from: string; to: string }
export interface PersonLine {
  key: string
  row: number
  read: PersonRead
  state: LineState
  reasons: string[]
  include: boolean
  /** 'u:…' or 'n:…', as in StaffChoices; null when no unit is known. */
  unit: string | null
  unitLabel: string
  email: string | null
  /** Whether the e-mail can be put right in place, and what stands in the field. */
  emailField: string | null
  duties: string[]
  roles: (RoleRead & { label: string; on: boolean })[]
  changes: Change[]
  person: Person | null
  /** Set when a person of that name serves elsewhere: is it the same one? */
  who: 'same' | 'new' | null
  /** Whether the unit can be chosen in place. */
  unitField: boolean
}
export interface StaffPreview { units: UnitLine[]; people: PersonLine[]; counts: Record<LineState, number>; missing: { id: string; name: string; unitName: string }[]; nothing: boolean }

interface Known { person: Person; unit: Unit | undefined; title: string | null; roles: Set<Role>; everHeld: Set<Role> }

/** Compares the whole list with today's people and units. Pure but for its reads; it is made anew each time the page is shown. */
export async function previewOf(db: Read, reading: StaffReading, choices: StaffChoices): Promise<StaffPreview> {
  const standing = await unitsOn(db, today())
  const known = await knownPeople(db, standing)
  const unitLines = reading.units.map(({ row, written }) => unitLine(standing, row, written, choices.units[row]))
  const lines: PersonLine[] = []
  for (const [at, read] of reading.people.entries()) lines.push(personLine(`${read.row}-${at}`, read, { lines, unitLines, known, standing, choices }))
  mergeDuties(lines, unitLines)
  for (const line of lines) settle(line)
  // A misspelling is no longer worth a look when nothing under it would change.
  for (const [at, unit] of unitLines.entries()) {
    const under = lines.filter(line => line.read.unit === at)
    if (unit.state === 'doubtful' && unit.value.startsWith('u:') && under.length && under.every(line => line.state === 'same' || line.state === 'refused')) unit.state = 'same'
  }
  const counts: Record<LineState, number> = { new: 0, changed: 0, doubtful: 0, refused: 0, same: 0 }
  for (const line of [...unitLines, ...lines]) counts[line.state]++
  const here = new Set(unitLines.map(unit => unit.value))
  const seen = new Set(lines.map(line => line.person?.id))
  const missing = known.filter(({ person, unit }) => person.leftOn === null && unit && here.has(`u:${unit.id}`) && !seen.has(person.id))
    .map(({ person, unit }) => ({ id: person.id, name: person.name, unitName: unit!.name }))
  return { units: unitLines, people: lines, counts, missing, nothing: counts.new + counts.changed + counts.doubtful === 0 }
}

async function knownPeople(db: Read, standing: Unit[]): Promise<Known[]> {
  const served = await db.select().from(postings).where(isNull(postings.until))
  const held = Map.groupBy(await db.select().from(roleHoldings), row => row.personId)
  return (await db.select().from(people)).map(person => {
    const posting = served.find(row => row.personId === person.id)
    const roles = held.get(person.id) ?? []
    return {
      person, unit: standing.find(unit => unit.id === posting?.unitId), title: posting?.title ?? null,
      roles: new Set(roles.filter(row => row.until === null || row.until > today()).map(row => row.role)), everHeld: new Set(roles.map(row => row.role)),
    }
  })
}

function unitLine(standing: Unit[], row: number, written: string, chosen: string | undefined): UnitLine {
  const found = recognise(standing, written)
  const usual = found ? undefined : recognise(customaryUnits, written)
  const asWritten = calmed(written)
  const name = usual && !usual.doubt && searchable(usual.unit.name) === searchable(written) ? (asWritten === written.trim() ? asWritten : usual.unit.name) : asWritten
  const suggested = found ? `u:${found.unit.id}` : `n:${usual?.doubt ? usual.unit.name : name}`
  const options = [
    ...(found ? [found.unit, ...found.others, ...standing.filter(unit => unit !== found.unit && !found.others.includes(unit))] : standing).map(unit => ({ value: `u:${unit.id}`, label: unit.name })),
    ...(usual?.doubt ? [{ value: `n:${usual.unit.name}`, label: `Lập mới: ${usual.unit.name}` }] : []), { value: `n:${asWritten}`, label: `Lập mới: ${asWritten}` },
  ]
  const value = options.some(option => option.value === chosen) ? chosen! : suggested
  const doubt = found?.doubt ?? usual?.doubt ?? null
  return { row, written, value, options, state: doubt ? 'doubtful' : value.startsWith('n:') ? 'new' : 'same', reason: doubt ?? (value.startsWith('n:') ? `Lập đơn vị mới “${value.slice(2)}”.` : null) }
}

interface Around { lines: PersonLine[]; unitLines: UnitLine[]; known: Known[]; standing: Unit[]; choices: StaffChoices }

function personLine(key: string, read: PersonRead, { lines, unitLines, known, standing, choices }: Around): PersonLine {
  const choice: PersonChoice | undefined = choices.people[key]
  const unit = choice?.unit ?? (read.unit === null ? null : unitLines[read.unit]!.value)
  const standingUnit = standing.find(one => `u:${one.id}` === unit)
  const unitLabel = standingUnit?.name ?? (unit?.startsWith('n:') ? unit.slice(2) : '')
  const typed = choice?.email ?? read.email
  const email = typed ? tidyEmail(typed) : null
  const line: PersonLine = {
    key, row: read.row, read, state: 'new', reasons: [], include: true, unit, unitLabel, email, emailField: null, duties: read.duties, roles: [], changes: [], person: null, who: null, unitField: false,
  }
  const doubt = (sentence: string) => { line.state = 'doubtful'; line.reasons.push(sentence) }
  const same = sameInFile(lines, line)
  if (same && searchable(same.read.name) === searchable(read.name)) {
    return { ...line, state: 'refused', include: false, reasons: [`Trùng với dòng ${same.row}${email ? ' (cùng thư điện tử)' : ''}. Nhiệm vụ ở đây được ghép vào dòng ấy.`] }
  }
  if (same) doubt(`Thư điện tử trùng với ${same.read.name} ở dòng ${same.row}.`)
  const match = whoIs(known, line, standingUnit, choice?.who)
  line.person = match?.known?.person ?? null
  line.who = match?.who ?? null
  if (match?.doubt) doubt(match.doubt)
  if (line.person?.leftOn) return { ...line, state: 'refused', include: false, reasons: [`${line.person.name} đã thôi công tác. Hãy cho trở lại công tác ở trang của người này.`] }
  if (unit === null || !unitLabel) { line.unitField = true; doubt('Chưa rõ thuộc đơn vị nào.') }
  // Who was brought in already, and put right by hand, is not asked about again.
  if (typed && !email) {
    if (line.person) line.reasons.push(`Thư điện tử “${typed}” không đúng dạng nên bỏ qua.`)
    else { doubt(`Thư điện tử “${typed}” không đúng dạng: hãy sửa, hoặc để trống.`) }
  }
  if ((typed && !email && !line.person) || same) line.emailField = typed ?? ''
  if (email && read.email !== email && choice?.email === undefined) line.reasons.push('Thư điện tử đã được bỏ khoảng trắng và đổi thành chữ thường.')
  if (!email && !typed && !line.person && read.as === 'member') line.reasons.push('Không có thư điện tử: chỉ vào danh bạ, chưa có tài khoản.')
  if (read.as === 'contact' && !line.person) doubt('Tên đọc từ ghi chú “Đầu mối: …”, không có thư điện tử.')
  if (lines.some(one => one.state !== 'refused' && searchable(one.read.name) === searchable(read.name) && one.email !== email)) line.reasons.push('Trùng tên với một dòng khác nhưng khác thư điện tử: giữ cả hai người.')
  const kind: UnitKind = standingUnit?.kind ?? kindOfName(unitLabel)
  const was = known.find(one => one.person === line.person)
  line.roles = rolesRead(read.title, read.duties, kind, (email ?? was?.person.email ?? was?.person.userName) != null, read.as === 'head')
    .filter(({ role }) => !was || (!was.everHeld.has(role) && !(role === 'staff' && was.roles.size)))
    .filter(() => read.as !== 'contact')
    .map(one => ({ ...one, label: roleNames[one.role], on: choice?.shown.includes(one.role) ? choice.roles.includes(one.role) : one.sure }))
  if (was) line.changes = changesOf(line, was, standingUnit)
  line.include = choice?.include ?? line.state !== 'doubtful'
  return line
}

/** An earlier line of the same person, or with the same e-mail. */
const sameInFile = (lines: PersonLine[], line: PersonLine): PersonLine | undefined => lines.find(one => one.state !== 'refused'
  && (line.email !== null ? one.email === line.email : one.email === null && one.unit === line.unit && searchable(one.read.name) === searchable(line.read.name)))

function whoIs(known: Known[], line: PersonLine, unit: Unit | undefined, chosen: 'same' | 'new' | undefined): { known: Known; who: 'same' | null; doubt?: string } | { known?: undefined; who: 'new'; doubt: string } | undefined {
  const isName = (one: Known) => searchable(one.person.name) === searchable(line.read.name)
  const byEmail = line.email ? known.find(one => one.person.email === line.email) : undefined
  if (byEmail) return isName(byEmail) ? { known: byEmail, who: null } : { known: byEmail, who: null, doubt: `Thư điện tử này đang là của ${byEmail.person.name}. Nhập nghĩa là giữ tên ấy và cập nhật phần còn lại.` }
  const named = known.filter(one => isName(one) && (line.email === null || one.person.email === null))
  const here = named.find(one => one.unit && one.unit === unit)
  if (here) return { known: here, who: null }
  const [elsewhere] = named.filter(one => one.person.leftOn === null)
  if (!elsewhere) return undefined
  const doubt = `${elsewhere.person.name} đang ở ${elsewhere.unit?.name ?? 'đơn vị khác'}: cùng một người chuyển đơn vị, hay người khác trùng tên?`
  return chosen === 'new' ? { who: 'new', doubt } : { known: elsewhere, who: 'same', doubt }
}

function changesOf(line: PersonLine, was: Known, unit: Unit | undefined): Change[] {
  const { read, email, duties } = line
  const changes: Change[] = []
  const put = (what: Change['what'], label: string, from: string | null, to: string | null) => { if (to && from !== to) changes.push({ what, label, from: from ?? '', to }) }
  if (unit?.id !== was.unit?.id) put('unit', 'Đơn vị', was.unit?.name ?? null, line.unitLabel)
  put('title', 'Chức danh', was.title, read.title)
  put('email', 'Thư điện tử', was.person.email, email)
  put('extension', 'Máy lẻ', was.person.extension, read.extension)
  put('note', 'Ghi chú', was.person.note, read.note)
  put('duties', 'Kiêm nhiệm', was.person.duties.join('; '), duties.join('; '))
  return changes
}

/** What a second line of a person says goes to the first. */
function mergeDuties(lines: PersonLine[], unitLines: UnitLine[]): void {
  for (const line of lines) {
    if (line.state !== 'refused') continue
    const first = sameInFile(lines.slice(0, lines.indexOf(line)), line)
    if (!first) continue
    const where = line.read.unit !== null && line.read.unit !== first.read.unit ? `, ${unitLines[line.read.unit]!.value.startsWith('n:') ? unitLines[line.read.unit]!.value.slice(2) : line.unitLabel}` : ''
    const said = line.read.duties.length ? line.read.duties : [line.read.title ?? '']
    first.duties = [...first.duties, ...said.filter(Boolean).map(duty => `${duty}${where}${line.read.note ? ` (${line.read.note})` : ''}`)]
    if (first.person) {
      const before = first.person.duties.join('; ')
      first.changes = [...first.changes.filter(change => change.what !== 'duties'), ...(before === first.duties.join('; ') ? [] : [{ what: 'duties' as const, label: 'Kiêm nhiệm', from: before, to: first.duties.join('; ') }])]
    }
  }
}

function settle(line: PersonLine): void {
  if (line.state === 'refused') return
  const gives = line.roles.filter(role => role.on)
  for (const { label } of line.person ? gives : []) line.changes.push({ what: 'role', label: 'Thêm vai trò', from: '', to: label })
  if (!line.person) return
  const nothing = line.changes.length === 0
  if (line.state !== 'doubtful') line.state = nothing ? 'same' : 'changed'
  // Nothing would happen, whatever the doubt was.
  else if (nothing && line.who === null) line.state = 'same'
}
