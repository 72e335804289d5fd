// What an administrator does with people: brings them in, moves them, gives and ends roles, lets them go. Nothing is deleted.
import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { isDay, today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { roleNames, roles, type Role } from '../policy.ts'
import { removeSecondFactor } from '../second-factor/second-factors.ts'
import type { Write } from '../store/store.ts'
import { line, searchable, sortKey } from '../text.ts'
import { units } from '../units/tables.ts'
import { endDelegationsOf } from './delegations.ts'
import { endSessionsOf } from './sessions.ts'
import { passwordLinks, people, postings, roleHoldings, type Person } from './tables.ts'

const words = (most: number, what: string) => z.string().transform(line).pipe(z.string().max(most, `${what} dài quá ${most} ký tự.`))
export const dayField = (sentence: string) => z.string().refine(isDay, sentence)
const optionalDay = z.string().refine(text => text === '' || isDay(text), 'Hãy nhập ngày, hoặc để trống.').transform(text => text || null)
/** One or several of one name: check boxes. */
export const several = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])

const emailPattern = /^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/
/** The address in lower case, without blanks around it; null for what is not an address. */
export function tidyEmail(text: string): string | null {
  const tidy = line(text).toLowerCase().replace(/^mailto:/, '')
  return emailPattern.test(tidy) ? tidy : null
}

const identity = {
  name: words(200, 'Họ và tên').pipe(z.string().min(2, 'Hãy nhập họ và tên.')),
  email: z.string().default('').refine(text => line(text) === '' || tidyEmail(text) !== null, 'Thư điện tử chưa đúng dạng, ví dụ: ten@example.vn.').transform(tidyEmail),
  userName: z.string().default('').transform(text => line(text).toLowerCase())
    .pipe(z.string().regex(/^([a-z0-9._-]{2,50})?$/, 'Tên đăng nhập gồm 2 đến 50 chữ không dấu, số, dấu chấm hoặc gạch.')).transform(text => text || null),
  extension: words(20, 'Số máy lẻ').default('').transform(text => text || null),
  duties: z.string().default('').transform(text => text.split(/[;\n]/).map(line).filter(Boolean)),
  note: words(500, 'Ghi chú').default('').transform(text => text || null),
}
export const personForm = z.object({ ...identity, revision: z.coerce.number().int() })
export const postingForm = z.object({ unit: z.string().min(1, 'Hãy chọn đơn vị.'), title: words(200, 'Chức danh').transform(text => text || null), since: dayField('Hãy nhập ngày bắt đầu.') })
export const roleForm = z.object({
  role: z.enum(roles, 'Hãy chọn vai trò.'), since: dayField('Hãy nhập ngày bắt đầu.'), until: optionalDay.default(null), fields: several,
}).refine(({ since, until }) => until === null || until > since, { path: ['until'], message: 'Ngày thôi giữ phải sau ngày bắt đầu.' })
export const invitationForm = z.object({
  ...identity, ...postingForm.shape, roles: several.transform(list => list.filter((one): one is Role => (roles as readonly string[]).includes(one))), until: optionalDay.default(null), fields: several,
})

type Identity = Pick<z.infer<typeof invitationForm>, 'name' | 'email' | 'userName' | 'extension' | 'duties' | 'note'>

/** A new person in a unit, with the roles asked for. Returns the row. Throws Invalid for a name to sign in by that somebody has. */
export async function addPerson(db: Write, actor: Actor, input: Identity & { unit: string; title: string | null; since: string; roles?: Role[]; until?: string | null; fields?: string[] }, details: Record<string, unknown> = {}): Promise<Person> {
  await checkFree(db, input, null)
  await checkUnit(db, input.unit, input.since)
  const { name, email, userName, extension, duties, note } = input
  const [person] = await db.insert(people).values({
    id: newId(), name, search: searchable(name), sort: sortKey(name), email, userName, extension, duties, note, preferences: {},
  }).returning()
  await db.insert(postings).values({ id: newId(), personId: person!.id, unitId: input.unit, title: input.title, since: input.since })
  for (const role of input.roles ?? []) {
    await db.insert(roleHoldings).values({ id: newId(), personId: person!.id, role, fields: role === 'deputyDirector' ? input.fields ?? [] : [], since: input.since, until: input.until ?? null })
  }
  await record(db, actor, 'person added', 'person', person!.id, { unit: input.unit, roles: input.roles ?? [], since: input.since, ...details })
  return person!
}

/** Changes what is known of a person. Throws Invalid('' …) when somebody else saved after `revision`. */
export async function changePerson(db: Write, actor: Actor, id: string, input: z.infer<typeof personForm>): Promise<void> {
  await checkFree(db, input, id)
  const { revision, name, email, userName, extension, duties, note } = input
  const changed = await db.update(people).set({
    name, search: searchable(name), sort: sortKey(name), email, userName, extension, duties, note, revision: revision + 1,
  }).where(and(eq(people.id, id), eq(people.revision, revision))).returning({ id: people.id })
  if (!changed.length) throw new Invalid({ '': overtaken })
  await record(db, actor, 'person changed', 'person', id, { revision: revision + 1 })
}
export const overtaken = 'Trong lúc bạn sửa, người khác đã lưu thay đổi. Điều bạn nhập vẫn còn dưới đây; giá trị đang lưu hiện cạnh ô khác nhau. Bấm Lưu lần nữa nếu vẫn muốn ghi đè.'

/** From a day on the person serves in a unit under a title. The posting before ends on that day. */
export async function movePerson(db: Write, actor: Actor, person: Person, { unit, title, since }: z.infer<typeof postingForm>, details: Record<string, unknown> = {}): Promise<void> {
  if (person.leftOn !== null) throw new Invalid({ '': `${person.name} đã thôi công tác. Hãy cho trở lại công tác trước.` })
  await checkUnit(db, unit, since)
  const [last] = await db.select().from(postings).where(eq(postings.personId, person.id)).orderBy(desc(postings.since), desc(postings.id)).limit(1)
  if (last && last.unitId === unit && last.title === title && last.until === null) throw new Invalid({ unit: 'Người này đang ở đơn vị và chức danh ấy.' })
  if (last && since < last.since) throw new Invalid({ since: `Ngày bắt đầu phải sau lần phân công gần nhất (từ ${written(last.since)}).` })
  if (last && since === last.since) await db.update(postings).set({ unitId: unit, title, until: null }).where(eq(postings.id, last.id))
  else {
    if (last && (last.until === null || last.until > since)) await db.update(postings).set({ until: since }).where(eq(postings.id, last.id))
    await db.insert(postings).values({ id: newId(), personId: person.id, unitId: unit, title, since })
  }
  await record(db, actor, 'person moved', 'person', person.id, { from: last?.unitId ?? null, to: unit, since, ...details })
}

/** Gives a role for some time. Throws Invalid when the person holds it in those days already. */
export async function giveRole(db: Write, actor: Actor, person: Person, { role, since, until, fields }: z.infer<typeof roleForm>, details: Record<string, unknown> = {}): Promise<void> {
  if (person.leftOn !== null) throw new Invalid({ '': `${person.name} đã thôi công tác. Hãy cho trở lại công tác trước.` })
  const held = await db.select().from(roleHoldings).where(and(eq(roleHoldings.personId, person.id), eq(roleHoldings.role, role), or(isNull(roleHoldings.until), gt(roleHoldings.until, since))))
  if (held.some(row => until === null || row.since < until)) throw new Invalid({ role: `${person.name} đang giữ vai trò ${roleNames[role]} trong những ngày này.` })
  await db.insert(roleHoldings).values({ id: newId(), personId: person.id, role, fields: role === 'deputyDirector' ? fields : [], since, until })
  await record(db, actor, 'role given', 'person', person.id, { role, since, until, ...details })
}

/** The role ends on a day. Throws Invalid when nobody else would be administrator. */
export async function endRole(db: Write, actor: Actor, person: Person, holdingId: string, until: string): Promise<void> {
  const [held] = await db.select().from(roleHoldings).where(and(eq(roleHoldings.id, holdingId), eq(roleHoldings.personId, person.id)))
  if (!held || (held.until !== null && held.until <= today())) throw new Invalid({ '': 'Vai trò này đã kết thúc.' })
  if (held.role === 'admin') await checkAdminsLeft(db, person.id)
  await db.update(roleHoldings).set({ until: until < held.since ? held.since : until }).where(eq(roleHoldings.id, holdingId))
  await record(db, actor, 'role ended', 'person', person.id, { role: held.role, until })
}

/** The person no longer serves from a day on: sessions end at once, roles, posting and delegations on that day; all of it stays as history. */
export async function leave(db: Write, actor: Actor, person: Person, on: string): Promise<void> {
  if (person.leftOn !== null) throw new Invalid({ '': `${person.name} đã thôi công tác.` })
  if (on > today()) throw new Invalid({ on: 'Ngày thôi công tác không thể ở sau hôm nay: hãy làm vào ngày ấy.' })
  if (person.id === actor.id) throw new Invalid({ '': 'Bạn không thể tự cho mình thôi công tác. Hãy nhờ quản trị khác.' })
  await checkAdminsLeft(db, person.id)
  await db.update(people).set({ leftOn: on, revision: person.revision + 1 }).where(eq(people.id, person.id))
  for (const table of [postings, roleHoldings]) {
    await db.update(table).set({ until: on }).where(and(eq(table.personId, person.id), or(isNull(table.until), gt(table.until, on))))
  }
  await db.delete(passwordLinks).where(and(eq(passwordLinks.personId, person.id), isNull(passwordLinks.usedAt)))
  await endDelegationsOf(db, person.id)
  await removeSecondFactor(db, person.id)
  await endSessionsOf(db, person.id)
  await record(db, actor, 'person left', 'person', person.id, { on })
}

/** A leaver comes back, to a unit, without roles. */
export async function comeBack(db: Write, actor: Actor, person: Person, posting: z.infer<typeof postingForm>): Promise<void> {
  if (person.leftOn === null) throw new Invalid({ '': `${person.name} đang công tác.` })
  if (posting.since < person.leftOn) throw new Invalid({ since: `Ngày trở lại phải từ ngày thôi công tác (${written(person.leftOn)}) trở đi.` })
  await db.update(people).set({ leftOn: null, wrongTries: 0, lockedUntil: null, revision: person.revision + 1 }).where(eq(people.id, person.id))
  await record(db, actor, 'person came back', 'person', person.id, { since: posting.since })
  await movePerson(db, actor, { ...person, leftOn: null }, posting)
}

/** Lifts the lock after too many wrong passwords. */
export async function unlock(db: Write, actor: Actor, person: Person): Promise<void> {
  await db.update(people).set({ wrongTries: 0, lockedUntil: null }).where(eq(people.id, person.id))
  await record(db, actor, 'account unlocked', 'person', person.id)
}

async function checkFree(db: Write, { email, userName }: { email: string | null; userName: string | null }, id: string | null): Promise<void> {
  const others = async (column: typeof people.email | typeof people.userName, value: string | null) =>
    (value ? await db.select({ name: people.name }).from(people).where(and(eq(column, value), id ? ne(people.id, id) : undefined)) : [])[0]
  const byEmail = await others(people.email, email)
  if (byEmail) throw new Invalid({ email: `${byEmail.name} đang dùng thư điện tử này.` })
  const byName = await others(people.userName, userName)
  if (byName) throw new Invalid({ userName: `${byName.name} đang dùng tên đăng nhập này.` })
}

async function checkUnit(db: Write, id: string, on: string): Promise<void> {
  const [unit] = await db.select().from(units).where(eq(units.id, id))
  if (!unit) throw new Invalid({ unit: 'Hãy chọn đơn vị trong danh sách.' })
  if (unit.until !== null && unit.until <= on) throw new Invalid({ unit: `${unit.name} không còn hoạt động vào ngày này. Hãy chọn đơn vị khác.` })
}

/** Refuses what would leave the portal without an administrator who can sign in for good. */
async function checkAdminsLeft(db: Write, personId: string): Promise<void> {
  const admins = await db.select({ id: people.id, until: roleHoldings.until }).from(people).innerJoin(roleHoldings, eq(roleHoldings.personId, people.id))
    .where(and(isNull(people.leftOn), eq(roleHoldings.role, 'admin'), or(isNull(roleHoldings.until), gt(roleHoldings.until, today()))))
  if (admins.some(({ id }) => id === personId) && !admins.some(({ id, until }) => id !== personId && until === null)) {
    throw new Invalid({ '': 'Đây là quản trị cuối cùng. Hãy giao vai trò Quản trị cho một người nữa trước.' })
  }
}
