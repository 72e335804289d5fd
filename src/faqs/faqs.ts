// Frequently asked questions as they are found: what a person may see of them, the list and its filter, one entry with its versions.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, like, lt, lte, ne, or, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { turns } from '../assistant/tables.ts'
import { addDays, today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { may, reach } from '../policy.ts'
import { reviewAhead } from '../procedures/reviews.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { faqs, faqVersions, type Faq, type FaqVersion } from './tables.ts'

const keeping = ['write knowledge', 'approve knowledge'] as const

/** Whether the person works on entries of that unit: they see what is not approved yet. */
export const mayKeep = (user: User, unitId: string): boolean => keeping.some(action => may(user, action, { unitId }))

/** What is answered from, everybody sees; the rest, those who write or approve it. */
function visible(user: User): SQL | undefined {
  if (keeping.some(action => reach(user, action) === 'any')) return undefined
  const units = user.roles.flatMap(({ unitIds }) => unitIds).filter(unitId => mayKeep(user, unitId))
  return or(isNotNull(faqs.publishedNumber), units.length ? inArray(faqs.ownerUnitId, units) : undefined)
}

export const listStates = ['published', 'draft', 'waiting', 'archived', 'all'] as const
export const dues = ['soon', 'late'] as const
export const orders = ['review', 'newest'] as const

/** What stands in the address of the list; '' is no condition, and of the states: whatever is not archived. */
export interface FaqFilter { q: string; state: (typeof listStates)[number] | ''; field: string; unit: string; due: (typeof dues)[number] | ''; sort: (typeof orders)[number] | '' }

export const faqFilter = (query: Record<string, string | undefined>): FaqFilter => ({
  q: line(query.q ?? '').slice(0, 200), state: listStates.find(one => one === query.state) ?? '', field: line(query.field ?? '').slice(0, 200),
  unit: (query.unit ?? '').slice(0, 100), due: dues.find(one => one === query.due) ?? '', sort: orders.find(one => one === query.sort) ?? '',
})

function condition(user: User, { q, state, field, unit, due }: FaqFilter): SQL | undefined {
  const states = state === '' ? ne(faqs.state, 'archived') : state === 'all' ? undefined : state === 'published' ? isNotNull(faqs.publishedNumber) : eq(faqs.state, state)
  return and(
    visible(user), states, ...searchable(q).split(' ').filter(Boolean).map(word => like(faqs.search, `%${word}%`)),
    field ? eq(faqs.field, field) : undefined, unit ? eq(faqs.ownerUnitId, unit) : undefined,
    due ? and(isNotNull(faqs.publishedNumber), due === 'late' ? lt(faqs.reviewOn, today()) : lte(faqs.reviewOn, addDays(today(), reviewAhead))) : undefined,
  )
}

export const countFaqs = (db: Read, user: User, filter: FaqFilter): Promise<number> => db.$count(faqs, condition(user, filter))

/** Entries as the filter asks: by question, by review date (those without one last), or the newest first. */
export function listFaqs(db: Read, user: User, filter: FaqFilter, limit: number, offset = 0): Promise<Faq[]> {
  const order = filter.sort === 'newest' ? [desc(faqs.madeAt)] : filter.sort === 'review' ? [asc(isNull(faqs.reviewOn)), asc(faqs.reviewOn)] : []
  return db.select().from(faqs).where(condition(user, filter)).orderBy(...order, asc(faqs.search), asc(faqs.id)).limit(limit).offset(offset)
}

/** An entry that the person may see. Throws NotFound for any other. */
export async function findFaq(db: Read, user: User, id: string): Promise<Faq> {
  const [faq] = await db.select().from(faqs).where(and(eq(faqs.id, id), visible(user)))
  if (!faq) throw new NotFound('Không có câu hỏi thường gặp này, hoặc câu này chưa được duyệt.')
  return faq
}

/** Questions by id, of those that the person may see. */
export const titlesOfFaqs = (db: Read, user: User, ids: readonly string[]): Promise<{ id: string; title: string }[]> =>
  db.select({ id: faqs.id, title: faqs.question }).from(faqs).where(and(inArray(faqs.id, [...ids]), visible(user)))

/** All versions, the latest first. */
export const versionsOf = (db: Read, faqId: string): Promise<FaqVersion[]> =>
  db.select().from(faqVersions).where(eq(faqVersions.faqId, faqId)).orderBy(desc(faqVersions.number))

/** One version. Throws NotFound. */
export async function versionAt(db: Read, faqId: string, number: number): Promise<FaqVersion> {
  const [version] = await db.select().from(faqVersions).where(and(eq(faqVersions.faqId, faqId), eq(faqVersions.number, number)))
  if (!version) throw new NotFound('Câu hỏi thường gặp không có bản này.')
  return version
}

/** The versions that are answered from, of the entries given or of all. */
export async function publishedVersions(db: Read, ids?: readonly string[]): Promise<{ faq: Faq; version: FaqVersion }[]> {
  return db.select({ faq: faqs, version: faqVersions }).from(faqs)
    .innerJoin(faqVersions, and(eq(faqVersions.faqId, faqs.id), eq(faqVersions.number, faqs.publishedNumber)))
    .where(ids ? inArray(faqs.id, [...ids]) : undefined).orderBy(asc(faqs.id))
}

/** How many answers were given with each of the entries. */
export async function timesUsed(db: Read, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = ids.length ? await db.select({ id: turns.faqId, times: count() }).from(turns).where(inArray(turns.faqId, [...ids])).groupBy(turns.faqId) : []
  return new Map(rows.map(({ id, times }) => [id!, times]))
}
