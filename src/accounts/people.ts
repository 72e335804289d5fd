// The directory: who serves where, under which title, with which roles; found by any of their words.
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { realNow, today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { roleNames, roles as allRoles, type Role } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { searchable, sortKey } from '../text.ts'
import { procedureVersions } from '../procedures/tables.ts'
import { units } from '../units/tables.ts'
import { withinUnit } from '../units/units.ts'
import { people, postings, roleHoldings, type Person } from './tables.ts'

export const states = ['serving', 'left', 'all'] as const
export const orders = ['unit', 'name'] as const

/** What a list of people is narrowed to; all of it stands in the address. */
export interface Filter { q: string; unit: string; role: Role | ''; state: (typeof states)[number]; order: (typeof orders)[number] }

/** What stands in an address, whatever it is, as a filter. */
export function filterFrom(query: Record<string, string>): Filter {
  const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find(one => one === value)
  return {
    q: (query.q ?? '').slice(0, 200), unit: query.unit ?? '', role: oneOf(allRoles, query.role) ?? '',
    state: oneOf(states, query.state) ?? 'serving', order: oneOf(orders, query.order) ?? 'unit',
  }
}

export interface DirectoryLine {
  id: string
  name: string
  email: string | null
  userName: string | null
  extension: string | null
  duties: string[]
  note: string | null
  title: string | null
  unitId: string | null
  unitName: string | null
  roles: Role[]
  leftOn: string | null
}

/** People as the filter asks, with what they are today; a leaver keeps the last unit and title. An office has hundreds of people: all are read. */
export async function directory(db: Read, filter: Filter): Promise<DirectoryLine[]> {
  const day = today()
  const everybody = await db.select().from(people)
  const served = await db.select({ posting: postings, unit: units }).from(postings).innerJoin(units, eq(units.id, postings.unitId))
    .where(lte(postings.since, day)).orderBy(asc(postings.since), asc(postings.id))
  const held = await db.select().from(roleHoldings).where(and(lte(roleHoldings.since, day), or(isNull(roleHoldings.until), gt(roleHoldings.until, day))))
  const last = new Map(served.map(row => [row.posting.personId, row]))
  const rolesOf = Map.groupBy(held, row => row.personId)
  const within = filter.unit ? await withinUnit(db, filter.unit) : null
  const wanted = searchable(filter.q).split(' ').filter(Boolean)
  const found = everybody.flatMap((person): (DirectoryLine & { position: number })[] => {
    const where = last.get(person.id)
    if (filter.state !== 'all' && (person.leftOn === null) !== (filter.state === 'serving')) return []
    if (within && !(where && within.includes(where.unit.id))) return []
    const roles = allRoles.filter(role => rolesOf.get(person.id)?.some(row => row.role === role))
    if (filter.role && !roles.includes(filter.role)) return []
    const { id, name, email, userName, extension, duties, note, leftOn } = person
    const line = { id, name, email, userName, extension, duties, note, leftOn, roles, title: where?.posting.title ?? null, unitId: where?.unit.id ?? null, unitName: where?.unit.name ?? null }
    return matchesAll(wordsOf(line), wanted) ? [{ ...line, position: where?.unit.position ?? 10_000 }] : []
  })
  const byName = new Map(found.map(line => [line.id, sortKey(givenNameFirst(line.name))]))
  const rank = (line: DirectoryLine) => Math.min(...line.roles.map(role => allRoles.indexOf(role)), 50)
  return found.toSorted((a, b) => (filter.order === 'unit' ? a.position - b.position || rank(a) - rank(b) : 0)
    || (byName.get(a.id)! < byName.get(b.id)! ? -1 : 1)).map(({ position: _, ...line }) => line)
}

const wordsOf = (line: DirectoryLine): string[] => searchable([
  line.name, line.title, line.unitName, line.email, line.userName, line.extension, line.duties.join(' '), line.note, line.roles.map(role => roleNames[role]).join(' '),
].join(' ')).split(' ')

/** Each word that is asked for begins one of the words of the line. */
const matchesAll = (words: string[], wanted: string[]): boolean => wanted.every(ask => words.some(word => word.startsWith(ask)))

/** "Nguyễn Thị Hương" → "Hương Nguyễn Thị": lists of people go by the given name. */
export const givenNameFirst = (name: string): string => name.replace(/^(.*)\s(\S+)$/, '$2 $1')

/** The person's row. Throws NotFound. */
export async function findPerson(db: Read, id: string): Promise<Person> {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  if (!person) throw new NotFound('Không có người này trong danh bạ.')
  return person
}

export interface PostingLine { id: string; unitId: string; unitName: string; title: string | null; since: string; until: string | null; state: 'now' | 'past' | 'coming' }
export interface RoleLine { id: string; role: Role; name: string; fields: string[]; since: string; until: string | null; state: 'now' | 'past' | 'coming' }

/** Where the person serves and served, the latest first. */
export async function postingsOf(db: Read, personId: string): Promise<PostingLine[]> {
  const rows = await db.select({ posting: postings, unitName: units.name }).from(postings).innerJoin(units, eq(units.id, postings.unitId))
    .where(eq(postings.personId, personId))
  return rows.map(({ posting: { id, unitId, title, since, until }, unitName }) => ({ id, unitId, unitName, title, since, until, state: stateOf({ since, until }) }))
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))
}

/** The roles the person holds and held, the valid ones first. */
export async function roleHoldingsOf(db: Read, personId: string): Promise<RoleLine[]> {
  const rows = await db.select().from(roleHoldings).where(eq(roleHoldings.personId, personId)).orderBy(asc(roleHoldings.since))
  const order = ['now', 'coming', 'past']
  return rows.map(({ id, role, fields, since, until }) => ({ id, role, name: roleNames[role], fields, since, until, state: stateOf({ since, until }) }))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

/** `until` is the first day on which it no longer holds. */
function stateOf({ since, until }: { since: string; until: string | null }): PostingLine['state'] {
  if (until !== null && until <= today()) return 'past'
  return since > today() ? 'coming' : 'now'
}

/** How the person's account stands, for administrators. */
export function accountState(person: Person, elsewhere: boolean): { kind: 'left' | 'none' | 'locked' | 'invited' | 'demo' | 'ready'; sentence: string } {
  if (person.leftOn !== null) return { kind: 'left', sentence: 'Đã thôi công tác, không đăng nhập được.' }
  if (person.lockedUntil && person.lockedUntil > realNow()) return { kind: 'locked', sentence: 'Đang tạm khóa vì sai mật khẩu nhiều lần.' }
  if (person.passwordHash !== null) return { kind: 'ready', sentence: 'Đã có mật khẩu, đăng nhập được.' }
  if (person.demo) return { kind: 'demo', sentence: 'Người của bản mẫu, đăng nhập bằng một lần bấm.' }
  if (elsewhere && (person.email || person.userName)) return { kind: 'ready', sentence: 'Đăng nhập bằng tài khoản chung của cơ quan; chưa đặt mật khẩu riêng ở cổng.' }
  if (person.email || person.userName) return { kind: 'invited', sentence: 'Chưa đặt mật khẩu. Hãy tạo đường dẫn và trao cho người này.' }
  return { kind: 'none', sentence: 'Chỉ có trong danh bạ: chưa có thư điện tử hoặc tên đăng nhập.' }
}

/** People who serve today, by given name and with their unit: for choosing one. */
export async function personOptions(db: Read): Promise<{ value: string; label: string }[]> {
  return (await directory(db, filterFrom({ order: 'name' }))).map(({ id, name, unitName }) => ({ value: id, label: unitName ? `${name} (${unitName})` : name }))
}

/** Names of people by id: for lists of who did something. */
export async function namesOfPeople(db: Read, ids: string[]): Promise<Map<string, string>> {
  const rows = ids.length ? await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids)) : []
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Fields (lĩnh vực) that procedures or deputies have, in the order of the alphabet. */
export async function fieldsInUse(db: Read): Promise<string[]> {
  const ofProcedures = await db.selectDistinct({ field: procedureVersions.field }).from(procedureVersions)
  const ofDeputies = await db.select({ fields: roleHoldings.fields }).from(roleHoldings)
  const all = new Set([...ofProcedures.map(({ field }) => field), ...ofDeputies.flatMap(({ fields }) => fields)].filter(field => field != null))
  return [...all].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}
