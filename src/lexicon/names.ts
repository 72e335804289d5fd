// Everyday names of procedures: found, written by the unit that keeps the procedure, put aside and never deleted.
import { and, asc, eq, inArray, like, ne, notInArray, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { nameKeyOf } from '../assistant/pack.ts'
import { personalDataIn } from '../masking/masking.ts'
import { keysOf } from '../assistant/vietnamese.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may, type Thing } from '../policy.ts'
import { catalogue, remembered, type Row } from '../procedures/catalogue.ts'
import { procedureFor, versionById } from '../procedures/procedures.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { fromSource, sources, type SourceOf } from './entries.ts'
import { everydayNames, type EverydayName } from './tables.ts'
import { operations, persons } from './words.ts'

/** A procedure as far as its names go. */
export interface Named { id: string; key: string; name: string; code: string | null; aliases: string[]; thing: Thing }

export const mayName = (user: User, thing: Thing): boolean => may(user, 'write knowledge', thing)

/** A published procedure. Throws NotFound. */
export async function findNamed(db: Read, user: User, id: string): Promise<Named> {
  const { versions, thing } = await procedureFor(db, user, id)
  const last = versions.at(-1)
  if (!last) throw new NotFound('Thủ tục chưa công bố thì chưa có tên thường gọi.')
  const { content: { name, code, aliases } } = await versionById(db, last.id)
  return { id, key: nameKeyOf({ name, code }), name, code, aliases, thing }
}

function writer(user: User, { thing }: Named) {
  if (!mayName(user, thing)) throw new NotAllowed('Tên thường gọi do đơn vị giữ thủ tục sửa.')
  return actor(user, 'write knowledge', thing)
}

/** All names of a procedure, in use or not, in the order in which they came. */
export const namesOf = (db: Read, key: string): Promise<EverydayName[]> =>
  db.select().from(everydayNames).where(eq(everydayNames.procedureKey, key)).orderBy(asc(everydayNames.id))

export async function findName(db: Read, key: string, id: string): Promise<EverydayName> {
  const [name] = await db.select().from(everydayNames).where(and(eq(everydayNames.id, id), eq(everydayNames.procedureKey, key)))
  if (!name) throw new NotFound('Thủ tục không có tên thường gọi này.')
  return name
}

const tag = (tags: readonly string[]) => z.string().optional().transform(value => tags.find(one => one === value) ?? null)

export const nameForm = z.object({
  phrase: z.string().optional().transform(value => line(value ?? ''))
    .pipe(z.string().min(1, 'Ghi một cách gọi, ví dụ: lãnh tiền thất nghiệp.').max(150, 'Không quá 150 ký tự.'))
    .refine(phrase => !phrase || keysOf(phrase).length >= 2, 'Ghi ít nhất hai chữ; một chữ không đủ để nhận ra thủ tục.')
    .refine(phrase => !personalDataIn(phrase).length, 'Không ghi thông tin riêng của người dân.'),
  operation: tag(operations),
  person: tag(persons),
})
export type NameInput = z.output<typeof nameForm>

async function refuseSecond(db: Read, { key, name }: Named, { phrase }: NameInput, exceptId: string): Promise<void> {
  if (searchable(phrase) === searchable(name)) throw new Invalid({ phrase: 'Đó chính là tên thủ tục, trợ lý đã biết.' })
  const said = keysOf(phrase).join()
  const same = (await namesOf(db, key)).find(other => other.id !== exceptId && keysOf(other.phrase).join() === said)
  if (same) throw new Invalid({ phrase: same.inUse ? 'Thủ tục đã có tên này.' : 'Thủ tục đã có tên này, đang thôi dùng. Mở “Đã thôi dùng” rồi bấm “Dùng lại”.' })
}

async function insert(db: Write, user: User, key: string, input: NameInput): Promise<void> {
  await db.insert(everydayNames).values({
    id: newId(), procedureKey: key, ...input, search: searchable(input.phrase), origin: 'office', inUse: true, changedById: user.id, changedAt: now(),
  })
}

export async function addName(db: Write, user: User, procedure: Named, input: NameInput): Promise<void> {
  const by = writer(user, procedure)
  await refuseSecond(db, procedure, input, '')
  await insert(db, user, procedure.key, input)
  await record(db, by, 'everyday name added', 'lexicon', procedure.key, { phrase: input.phrase, procedure: procedure.name })
}

/** A name of the pack that is to say something else is put aside, so that no new edition brings it back beside the new one. */
export async function changeName(db: Write, user: User, procedure: Named, kept: EverydayName, input: NameInput): Promise<void> {
  const by = writer(user, procedure)
  const { phrase, operation, person } = kept
  if (phrase === input.phrase && operation === input.operation && person === input.person) return
  await refuseSecond(db, procedure, input, kept.id)
  const changed = { changedById: user.id, changedAt: now() }
  if (kept.origin === 'pack' && phrase !== input.phrase) {
    await db.update(everydayNames).set({ inUse: false, ...changed }).where(eq(everydayNames.id, kept.id))
    await insert(db, user, procedure.key, input)
  } else await db.update(everydayNames).set({ ...input, search: searchable(input.phrase), ...changed }).where(eq(everydayNames.id, kept.id))
  await record(db, by, 'everyday name changed', 'lexicon', procedure.key, { from: phrase, phrase: input.phrase, procedure: procedure.name })
}

export async function useName(db: Write, user: User, procedure: Named, { id, phrase, inUse }: EverydayName, used: boolean): Promise<void> {
  const by = writer(user, procedure)
  if (inUse === used) return
  await db.update(everydayNames).set({ inUse: used, changedById: user.id, changedAt: now() }).where(eq(everydayNames.id, id))
  await record(db, by, used ? 'everyday name put back' : 'everyday name put aside', 'lexicon', procedure.key, { phrase, procedure: procedure.name })
}

/** Names that another procedure has as well: they tell the two not apart. */
export async function sharedNames(db: Read, key: string, phrases: string[]): Promise<{ phrase: string; key: string }[]> {
  if (!phrases.length) return []
  return db.select({ phrase: everydayNames.phrase, key: everydayNames.procedureKey }).from(everydayNames)
    .where(and(inArray(everydayNames.search, phrases.map(searchable)), ne(everydayNames.procedureKey, key), eq(everydayNames.inUse, true))).limit(10)
}

export const places = ['elsewhere', 'all'] as const

/** What stands in the address of the list of all names; '' is no condition, and for `place`: of procedures that the register has. */
export interface NameFilter { q: string; operation: string; person: string; source: SourceOf | ''; state: 'aside' | 'all' | ''; place: (typeof places)[number] | '' }

export const nameFilter = (query: Record<string, string | undefined>): NameFilter => ({
  q: line(query.q ?? '').slice(0, 200), operation: operations.find(one => one === query.operation) ?? '', person: persons.find(one => one === query.person) ?? '',
  source: sources.find(one => one === query.source) ?? '', state: query.state === 'aside' || query.state === 'all' ? query.state : '',
  place: places.find(one => one === query.place) ?? '',
})

/** The procedures of the register that have everyday names, by the key of these. */
export async function registerByKey(db: Read): Promise<ReadonlyMap<string, Row>> {
  const register = await catalogue(db)
  return remembered(register, 'names by key', () => new Map(register.rows.filter(({ state }) => state !== 'abolished').map(row => [nameKeyOf(row), row])))
}

async function condition(db: Read, { q, operation, person, source, state, place }: NameFilter): Promise<SQL | undefined> {
  const register = await registerByKey(db)
  const keys = (await db.selectDistinct({ key: everydayNames.procedureKey }).from(everydayNames)).map(({ key }) => key)
  const here = keys.filter(key => register.has(key))
  const words = searchable(q).split(' ').filter(Boolean)
  const ofName = keys.filter(key => words.every(word => `${register.get(key)?.search ?? ''} ${key}`.includes(word)))
  return and(
    q ? or(and(...words.map(word => like(everydayNames.search, `%${word}%`))), inArray(everydayNames.procedureKey, ofName)) : undefined,
    operation ? eq(everydayNames.operation, operation) : undefined, person ? eq(everydayNames.person, person) : undefined, fromSource(everydayNames, source),
    state === 'all' ? undefined : eq(everydayNames.inUse, state === ''),
    place === 'all' ? undefined : place === 'elsewhere' ? notInArray(everydayNames.procedureKey, here) : inArray(everydayNames.procedureKey, here),
  )
}

export const countNames = async (db: Read, filter: NameFilter): Promise<number> => db.$count(everydayNames, await condition(db, filter))

/** Procedure by procedure. */
export const listNames = async (db: Read, filter: NameFilter, limit: number, offset = 0): Promise<EverydayName[]> =>
  db.select().from(everydayNames).where(await condition(db, filter)).orderBy(asc(everydayNames.procedureKey), asc(everydayNames.id)).limit(limit).offset(offset)
