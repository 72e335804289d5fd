// Saved filters: conditions under a name, a person's own or shared with all; and the one with which a person opens the register.
import { and, asc, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { findPerson } from '../accounts/people.ts'
import { people } from '../accounts/tables.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { savedFilters, type SavedFilter } from '../tasks/tables.ts'
import { emptyFilter, queryOf, readFilter, type RegisterFilter } from './filter.ts'

const most = 30

/** A list whose filters are saved: `kept` is what is kept of its address, '' where nothing is narrowed. */
export interface SavedList { list: SavedFilter['list']; kept: (query: string) => string }

export const savingForm = z.object({
  name: z.string().transform(line).pipe(z.string().min(1, 'Hãy đặt tên cho bộ lọc.').max(60, 'Hãy đặt tên trong 60 ký tự.')),
  shared: z.string().optional().transform(Boolean), query: z.string().max(8000).default(''),
})
export type Saving = z.output<typeof savingForm>

/** What is kept of an address: the conditions and how they are shown, not the page or the month looked at. */
export const queryKept = (query: string): string => queryOf({ ...readFilter(new URLSearchParams(query)), page: 1, month: null })
export const filterOf = ({ query }: Pick<SavedFilter, 'query'>): RegisterFilter => ({ ...emptyFilter, ...readFilter(new URLSearchParams(query)) })

/** The person's own and those that others share, by name. */
export function savedFor(db: Read, user: User, list: SavedFilter['list']): Promise<SavedFilter[]> {
  return db.select().from(savedFilters).where(and(eq(savedFilters.list, list), or(eq(savedFilters.personId, user.id), eq(savedFilters.shared, true))))
   .orderBy(asc(savedFilters.name), asc(savedFilters.id))
}

/** Saves a filter; returns its id. Throws Invalid where the person has one of that name, or too many; NotAllowed for sharing. */
export async function saveFilter(db: Write, user: User, of: SavedList, { name, shared, query }: Saving): Promise<string> {
  const kept = of.kept(query)
  if (!kept) throw new Invalid({ '': 'Chưa có điều kiện nào để lưu. Hãy lọc danh sách trước.' })
  checkSharing(user, shared)
  await checkName(db, user, of.list, name, null)
  if (await db.$count(savedFilters, eq(savedFilters.personId, user.id)) >= most) throw new Invalid({ '': `Mỗi người lưu nhiều nhất ${most} bộ lọc. Hãy xóa bớt bộ lọc cũ.` })
  const id = newId()
  await db.insert(savedFilters).values({ id, personId: user.id, name, list: of.list, query: kept, shared, madeAt: now() })
  await record(db, shared ? actor(user, 'share filters') : { id: user.id }, 'filter saved', 'person', user.id, { filter: id, name, shared })
  return id
}

/** Another name for one's own, and whether all see it. */
export async function changeFilter(db: Write, user: User, id: string, { name, shared }: Omit<Saving, 'query'>): Promise<void> {
  const filter = await own(db, user, id)
  if (shared !== filter.shared) checkSharing(user, shared)
  await checkName(db, user, filter.list, name, id)
  if (name === filter.name && shared === filter.shared) return
  await db.update(savedFilters).set({ name, shared }).where(eq(savedFilters.id, id))
  await record(db, { id: user.id }, 'filter changed', 'person', user.id, { filter: id, name, was: filter.name, shared })
}

export async function removeFilter(db: Write, user: User, id: string): Promise<void> {
  const { name } = await own(db, user, id)
  await db.delete(savedFilters).where(eq(savedFilters.id, id))
  await record(db, { id: user.id }, 'filter removed', 'person', user.id, { filter: id, name })
}

/** With which saved filter the person opens the register; null: with all tasks. */
export async function openWith(db: Write, user: User, id: string | null): Promise<void> {
  if (id && !(await savedFor(db, user, 'tasks')).some(one => one.id === id)) throw new NotFound('Không có bộ lọc này.')
  const { registerFilter: _before, ...rest } = (await findPerson(db, user.id)).preferences
  await db.update(people).set({ preferences: { ...rest, ...(id ? { registerFilter: id } : {}) } }).where(eq(people.id, user.id))
  await record(db, { id: user.id }, 'preferences changed', 'person', user.id)
}

/** The filter with which the person opens the register; null where none was chosen or it is there no more. */
export async function openedWith(db: Read, user: User): Promise<SavedFilter | null> {
  const id = user.preferences.registerFilter
  return id ? (await savedFor(db, user, 'tasks')).find(one => one.id === id) ?? null : null
}

async function own(db: Write, user: User, id: string): Promise<SavedFilter> {
  const [filter] = await db.select().from(savedFilters).where(eq(savedFilters.id, id))
  if (!filter || (filter.personId !== user.id && !filter.shared)) throw new NotFound('Không có bộ lọc này.')
  if (filter.personId !== user.id) throw new NotAllowed('Bộ lọc này của người khác; bạn dùng được nhưng không sửa được.')
  return filter
}

function checkSharing(user: User, shared: boolean): void {
  if (shared && !may(user, 'share filters')) throw new NotAllowed('Vai trò của bạn không dùng chung bộ lọc cho cả cơ quan.')
}

async function checkName(db: Write, user: User, list: SavedFilter['list'], name: string, except: string | null): Promise<void> {
  const [same] = await db.select({ id: savedFilters.id }).from(savedFilters)
    .where(and(eq(savedFilters.personId, user.id), eq(savedFilters.list, list), eq(savedFilters.name, name)))
  if (same && same.id !== except) throw new Invalid({ name: 'Bạn đã có bộ lọc tên này. Hãy đặt tên khác.' })
}
