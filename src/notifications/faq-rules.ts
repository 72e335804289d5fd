// Whom an event of a frequently asked question tells: those who may approve what waits, who wrote it, who keeps it.
import { eq } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { faqs } from '../faqs/tables.ts'
import type { Read } from '../store/store.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Reason, Tell } from './tables.ts'

export async function tellOfFaq(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  if (action === 'faq returned' || action === 'faq approved') tell(details.writer, 'decision', 'faqKeeper')
  if (action === 'faq review reminded') for (const id of Object.keys((details.to ?? {}) as Record<string, Reason>)) tell(id, 'reminder', 'faqKeeper')
  if (action !== 'faq submitted') return
  const [faq] = await db.select({ unitId: faqs.ownerUnitId }).from(faqs).where(eq(faqs.id, subjectId))
  const day = dayOf(at)
  for (const id of await headsOf(db, faq?.unitId ?? null, day)) tell(id, 'request', 'faqChecker')
  for (const id of await holdersOf(db, 'procedureOfficer', day)) tell(id, 'request', 'faqChecker')
}
