// Whom a proposal for reform tells: those who write plans when it comes, who proposed it when it is decided.
import { eq } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import { proposals } from '../demand/tables.ts'
import type { Event } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { holdersOf } from './recipients.ts'
import type { Tell } from './tables.ts'

export async function tellOfReform(db: Read, { action, subjectId, at }: Event, tell: Tell): Promise<void> {
  if (action === 'reform proposed') {
    for (const role of ['reformOfficer', 'chiefOfOffice'] as const) for (const id of await holdersOf(db, role, dayOf(at))) tell(id, 'request', 'reformDecider')
    return
  }
  const [proposal] = await db.select({ madeById: proposals.madeById }).from(proposals).where(eq(proposals.id, subjectId))
  tell(proposal?.madeById, 'decision', 'reformProposer')
}
