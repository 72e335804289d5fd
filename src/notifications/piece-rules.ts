// Whom an event of a piece of propaganda tells: those who may approve what waits, and who wrote it.
import { eq } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { pieces } from '../propaganda/tables.ts'
import type { Read } from '../store/store.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Tell } from './tables.ts'

export async function tellOfPiece(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  if (action === 'piece returned' || action === 'piece approved' || action === 'piece recalled') tell(details.writer, 'decision', 'pieceWriter')
  if (action !== 'piece submitted') return
  const [piece] = await db.select({ unitId: pieces.unitId }).from(pieces).where(eq(pieces.id, subjectId))
  const day = dayOf(at)
  for (const id of await headsOf(db, piece?.unitId ?? null, day)) tell(id, 'request', 'pieceChecker')
  for (const id of await holdersOf(db, 'chiefOfOffice', day)) tell(id, 'request', 'pieceChecker')
}
