// Pieces of propaganda as they are found: the list and its filter, one piece with its versions.
import { and, asc, desc, eq, inArray, isNotNull, like, ne, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { NotFound } from '../errors.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { stalePieces } from './stale.ts'
import { pieceForms, pieces, pieceStates, pieceVersions, type Piece, type PieceForm, type PieceVersion } from './tables.ts'

export const listStates = [...pieceStates, 'all'] as const
export const orders = ['newest', 'title'] as const

/** What stands in the address of the list; '' is no condition, and of the states: whatever is not recalled. */
export interface PieceFilter {
  q: string; form: PieceForm | ''; state: (typeof listStates)[number] | ''; unit: string; procedure: string; stale: 'yes' | ''; sort: (typeof orders)[number] | ''
}

export const pieceFilter = (query: Record<string, string | undefined>): PieceFilter => ({
  q: line(query.q ?? '').slice(0, 200), form: pieceForms.find(one => one === query.form) ?? '', state: listStates.find(one => one === query.state) ?? '',
  unit: (query.unit ?? '').slice(0, 100), procedure: (query.procedure ?? '').slice(0, 100), stale: query.stale === 'yes' ? 'yes' : '',
  sort: orders.find(one => one === query.sort) ?? '',
})

/** The condition of a filter, whatever its list counts or shows. */
export async function matching(db: Read, { q, form, state, unit, procedure, stale }: PieceFilter): Promise<SQL | undefined> {
  return and(
    state === '' ? ne(pieces.state, 'recalled') : state === 'all' ? undefined : state === 'approved' ? isNotNull(pieces.approvedNumber) : eq(pieces.state, state),
    ...searchable(q).split(' ').filter(Boolean).map(word => like(pieces.search, `%${word}%`)),
    form ? eq(pieces.form, form) : undefined, unit ? eq(pieces.unitId, unit) : undefined, procedure ? eq(pieces.procedureId, procedure) : undefined,
    stale ? inArray(pieces.id, ['', ...(await stalePieces(db)).keys()]) : undefined,
  )
}

export const countPieces = (db: Read, condition: SQL | undefined): Promise<number> => db.$count(pieces, condition)

export const listPieces = (db: Read, condition: SQL | undefined, sort: PieceFilter['sort'], limit: number, offset = 0): Promise<Piece[]> =>
  db.select().from(pieces).where(condition).orderBy(...sort === 'title' ? [asc(pieces.search)] : [desc(pieces.madeAt)], asc(pieces.id)).limit(limit).offset(offset)

/** Throws NotFound where there is none, or the person sees no propaganda. */
export async function findPiece(db: Read, user: User, id: string): Promise<Piece> {
  const [piece] = may(user, 'see propaganda') ? await db.select().from(pieces).where(eq(pieces.id, id)) : []
  if (!piece) throw new NotFound('Không có bài tuyên truyền này.')
  return piece
}

/** Titles by id, for whoever may see them. */
export const titlesOfPieces = async (db: Read, user: User, ids: readonly string[]): Promise<{ id: string; title: string }[]> =>
  (may(user, 'see propaganda') ? db.select({ id: pieces.id, title: pieces.title }).from(pieces).where(inArray(pieces.id, [...ids])) : [])

/** All versions, the latest first. */
export const versionsOfPiece = (db: Read, pieceId: string): Promise<PieceVersion[]> =>
  db.select().from(pieceVersions).where(eq(pieceVersions.pieceId, pieceId)).orderBy(desc(pieceVersions.number))

/** What an output is made of: the approved version, or the latest where there is none (`draft`: it is not approved). */
export interface HandedOut { version: PieceVersion; draft: boolean }

export async function versionToHandOut(db: Read, { id, state, approvedNumber }: Piece): Promise<HandedOut> {
  const approved = approvedNumber === null ? undefined : eq(pieceVersions.number, approvedNumber)
  const [version] = await db.select().from(pieceVersions).where(and(eq(pieceVersions.pieceId, id), approved)).orderBy(desc(pieceVersions.number)).limit(1)
  return { version: version!, draft: !approved && state !== 'recalled' }
}
