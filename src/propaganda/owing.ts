// Pieces that wait for a person: to be approved by them, sent back to them, or theirs or their unit's whose source has changed.
import { and, asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { may, unitsHeld } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { mayApprovePiece, returnedMark } from './approving.ts'
import { formNames } from './forms.ts'
import { staleOf } from './stale.ts'
import { pieces, pieceVersions, type Piece, type PieceVersion } from './tables.ts'

export interface OwedPiece { href: string; title: string; form: string; kind: 'approve' | 'returned' | 'stale'; why: string }

/** More of one kind are not looked at. */
const most = 50

/** What is to be approved first, then what came back, then what has become stale. */
export async function owedPieces(db: Read, user: User): Promise<OwedPiece[]> {
  if (!may(user, 'write propaganda') && !may(user, 'approve propaganda')) return []
  const waiting = await db.select().from(pieces).where(eq(pieces.state, 'waiting')).orderBy(asc(pieces.madeAt), asc(pieces.id)).limit(most)
  const mine = await db.select().from(pieces).where(and(eq(pieces.madeById, user.id), inArray(pieces.state, ['draft', 'approved'])))
    .orderBy(desc(pieces.madeAt), asc(pieces.id)).limit(most)
  const versions = await versionsOf(db, [...waiting, ...mine.filter(({ state }) => state === 'draft')])
  const units = unitsHeld(user, 'approve propaganda')
  const approved = await db.select().from(pieces)
    .where(and(
      or(eq(pieces.madeById, user.id), units.length ? inArray(pieces.unitId, units) : undefined), isNotNull(pieces.approvedNumber), inArray(pieces.state, ['draft', 'waiting', 'approved']),
    ))
    .orderBy(desc(pieces.madeAt), asc(pieces.id)).limit(most)
  const stale = await staleOf(db, approved)
  const owed = ({ id, title, form }: Piece, kind: OwedPiece['kind'], why: string): OwedPiece => ({ href: `/propaganda/${id}`, title, form: formNames[form], kind, why })
  return [
    ...waiting.filter(piece => mayApprovePiece(user, piece, versions.get(piece.id) ?? [])).map(piece => owed(piece, 'approve', 'chờ duyệt')),
    ...mine.flatMap(piece => {
      const note = versions.get(piece.id)?.[0]?.note ?? ''
      return piece.state === 'draft' && note.startsWith(returnedMark) ? [owed(piece, 'returned', note.slice(returnedMark.length).slice(0, 200))] : []
    }),
    ...approved.flatMap(piece => { const [why] = stale.get(piece.id) ?? []; return why ? [owed(piece, 'stale', why)] : [] }),
  ]
}

async function versionsOf(db: Read, some: readonly Piece[]): Promise<Map<string, PieceVersion[]>> {
  const ids = some.map(({ id }) => id)
  const rows = ids.length ? await db.select().from(pieceVersions).where(inArray(pieceVersions.pieceId, ids)).orderBy(desc(pieceVersions.number)) : []
  return Map.groupBy(rows, ({ pieceId }) => pieceId)
}
