// Entries of the lexicon: what people say for official terms, and short forms; found, written and put aside.
import { and, asc, eq, like, ne, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { keysOf } from '../assistant/vietnamese.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { searchOf } from './applying.ts'
import { lexiconEntries, lexiconKinds, type everydayNames, type LexiconEntry } from './tables.ts'

export const mayTeach = (user: User): boolean => may(user, 'teach the assistant')

function writer(user: User) {
  if (!mayTeach(user)) throw new NotAllowed('Đầu mối CCHC và Đầu mối KSTTHC sửa từ ngữ của trợ lý. Hãy nhờ một trong hai người ấy.')
  return actor(user, 'teach the assistant')
}

export const sources = ['pack', 'changed', 'office'] as const
/** Where a row is from: the pack, the pack but changed here, or written here. */
export type SourceOf = (typeof sources)[number]
export const sourceOf = ({ origin, changedById }: { origin: 'pack' | 'office'; changedById: string }): SourceOf =>
  origin === 'office' ? 'office' : changedById === portal.id ? 'pack' : 'changed'

/** The condition of a list that is narrowed to rows of one source. */
export const fromSource = (columns: typeof lexiconEntries | typeof everydayNames, source: SourceOf | ''): SQL | undefined =>
  source === '' ? undefined : source === 'office' ? eq(columns.origin, 'office')
    : and(eq(columns.origin, 'pack'), source === 'pack' ? eq(columns.changedById, portal.id) : ne(columns.changedById, portal.id))

/** What stands in the address of the list; '' is no condition. */
export interface EntryFilter { q: string; kind: LexiconEntry['kind'] | ''; source: SourceOf | ''; state: 'aside' | 'all' | '' }

export const entryFilter = (query: Record<string, string | undefined>): EntryFilter => ({
  q: line(query.q ?? '').slice(0, 200), kind: lexiconKinds.find(one => one === query.kind) ?? '', source: sources.find(one => one === query.source) ?? '',
  state: query.state === 'aside' || query.state === 'all' ? query.state : '',
})

const condition = ({ q, kind, source, state }: EntryFilter): SQL | undefined => and(
  ...searchable(q).split(' ').filter(Boolean).map(word => like(lexiconEntries.search, `%${word}%`)),
  kind ? eq(lexiconEntries.kind, kind) : undefined, fromSource(lexiconEntries, source), state === 'all' ? undefined : eq(lexiconEntries.inUse, state === ''),
)

export const countEntries = (db: Read, filter: EntryFilter): Promise<number> => db.$count(lexiconEntries, condition(filter))

/** In the order of the alphabet. */
export const listEntries = (db: Read, filter: EntryFilter, limit: number, offset = 0): Promise<LexiconEntry[]> =>
  db.select().from(lexiconEntries).where(condition(filter)).orderBy(asc(lexiconEntries.search), asc(lexiconEntries.id)).limit(limit).offset(offset)

export async function findEntry(db: Read, id: string): Promise<LexiconEntry> {
  const [entry] = await db.select().from(lexiconEntries).where(eq(lexiconEntries.id, id))
  if (!entry) throw new NotFound('Không có mục từ ngữ này.')
  return entry
}

const mostSayings = 80

/** As typed: sayings on lines of their own or with commas between. */
export const entryForm = z.object({
  kind: z.enum(lexiconKinds, 'Chọn loại từ ngữ.').default('saying'),
  term: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().max(200, 'Không quá 200 ký tự.')),
  sayings: z.string().optional().transform(value => [...new Set((value ?? '').split(/[,;\n]/).map(line).filter(Boolean))]),
  note: z.string().max(500, 'Không quá 500 ký tự.').optional().transform(value => line(value ?? '') || null),
  revision: z.coerce.number().optional(),
})
export type EntryInput = z.output<typeof entryForm>

/** What an entry would say; of an entry of the pack kind and term stay. Throws Invalid. */
export function entryOf({ kind, term, sayings }: EntryInput, kept: LexiconEntry | null): Pick<LexiconEntry, 'kind' | 'term' | 'sayings'> {
  const fixed = kept?.origin === 'pack'
  const entry = { kind: fixed ? kept.kind : kind, term: fixed ? kept.term : term, sayings }
  const errors = { ...(keysOf(entry.term).length ? {} : { term: 'Ghi từ ngữ chính thức, ví dụ: trợ cấp thất nghiệp.' }), ...wrongSaying(entry) }
  if (Object.keys(errors).length) throw new Invalid(errors)
  return entry
}

function wrongSaying({ kind, term, sayings }: Pick<LexiconEntry, 'kind' | 'term' | 'sayings'>): { sayings?: string } {
  if (!sayings.length) return { sayings: kind === 'short' ? 'Ghi ít nhất một chữ viết tắt, ví dụ: BHTN.' : 'Ghi ít nhất một cách nói, ví dụ: tiền thất nghiệp.' }
  if (sayings.length > mostSayings) return { sayings: `Không quá ${mostSayings} cách nói một mục. Hãy tách thành mục khác.` }
  for (const saying of sayings) {
    if (saying.length > 100) return { sayings: `“${saying.slice(0, 40)}…” dài quá 100 ký tự.` }
    if (keysOf(saying).join() === keysOf(term).join()) return { sayings: `“${saying}” trùng chính từ ngữ chính thức, không cần ghi.` }
    if (kind === 'short' && !/^[\p{L}\p{M}]+\d?\p{L}*$/u.test(saying)) {
      return { sayings: `“${saying}” không phải một chữ viết tắt liền nhau. Cách nói nhiều chữ thì lập mục loại “Cách nói”.` }
    }
    const parts = saying.split('+')
    if (parts.length > 2 || parts.some(part => !keysOf(part).length)) return { sayings: `“${saying}”: dấu + chỉ đứng giữa hai vế có chữ, ví dụ: xuất ngũ + học nghề.` }
  }
  return {}
}

async function refuseSecond(db: Read, { kind, term }: Pick<LexiconEntry, 'kind' | 'term'>, exceptId: string): Promise<void> {
  const [other] = await db.select({ term: lexiconEntries.term }).from(lexiconEntries)
    .where(and(eq(lexiconEntries.kind, kind), eq(lexiconEntries.term, term), ne(lexiconEntries.id, exceptId)))
  if (other) throw new Invalid({ term: `Đã có mục “${other.term}”, đang dùng hoặc đã thôi dùng. Hãy tìm và sửa mục ấy.` })
}

const without = (from: string[], these: string[]) => from.filter(one => !these.includes(one))

export async function addEntry(db: Write, user: User, input: EntryInput): Promise<string> {
  const by = writer(user)
  const entry = entryOf(input, null)
  const id = newId()
  await refuseSecond(db, entry, id)
  await db.insert(lexiconEntries).values({
    id, ...entry, note: input.note, search: searchOf(entry.term, entry.sayings), origin: 'office', inUse: true, revision: 1, changedById: user.id, changedAt: now(),
  })
  await record(db, by, 'lexicon entry added', 'lexicon', id, { kind: entry.kind, term: entry.term, added: entry.sayings })
  return id
}

/** Throws Invalid where somebody else changed it since it was opened. */
export async function changeEntry(db: Write, user: User, kept: LexiconEntry, input: EntryInput): Promise<void> {
  const by = writer(user)
  if (input.revision !== kept.revision) throw new Invalid({ '': 'Mục này vừa được người khác sửa. Xem lại nội dung mới ở dưới lịch sử rồi sửa lại.' })
  const entry = entryOf(input, kept)
  await refuseSecond(db, entry, kept.id)
  const details = {
    term: entry.term, added: without(entry.sayings, kept.sayings), removed: without(kept.sayings, entry.sayings), ...(input.note === kept.note ? {} : { note: true }),
  }
  if (entry.term === kept.term && entry.kind === kept.kind && !details.added.length && !details.removed.length && !details.note) return
  await db.update(lexiconEntries).set({
    ...entry, note: input.note, search: searchOf(entry.term, entry.sayings), revision: kept.revision + 1, changedById: user.id, changedAt: now(),
  }).where(eq(lexiconEntries.id, kept.id))
  await record(db, by, 'lexicon entry changed', 'lexicon', kept.id, details)
}

/** Puts an entry aside, or back in use; nothing is deleted. */
export async function useEntry(db: Write, user: User, { id, term, inUse, revision }: LexiconEntry, used: boolean): Promise<void> {
  const by = writer(user)
  if (inUse === used) return
  await db.update(lexiconEntries).set({ inUse: used, revision: revision + 1, changedById: user.id, changedAt: now() }).where(eq(lexiconEntries.id, id))
  await record(db, by, used ? 'lexicon entry put back' : 'lexicon entry put aside', 'lexicon', id, { term })
}
