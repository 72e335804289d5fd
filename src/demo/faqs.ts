// Takes away the frequently asked questions that the demo's people wrote; those of real people stay, without what goes with the demo.
import { inArray } from 'drizzle-orm'
import { turns } from '../assistant/tables.ts'
import { faqs, faqVersions } from '../faqs/tables.ts'
import { notices, tellings } from '../notifications/tables.ts'
import type { Write } from '../store/store.ts'

/** Returns the ids of the entries that went: the assistant's index is told of them by an event. */
export async function removeFaqs(db: Write, personIds: string[], procedureIds: string[]): Promise<string[]> {
  const ids = (await db.select({ id: faqs.id }).from(faqs).where(inArray(faqs.madeById, personIds))).map(({ id }) => id)
  const gone = new Set(ids)
  const told = (await db.select({ id: tellings.id }).from(tellings)).map(({ id }) => id).filter(id => gone.has(id.split(' ', 1)[0]!))
  await db.delete(tellings).where(inArray(tellings.id, told))
  await db.delete(notices).where(inArray(notices.subjectId, ids))
  await db.update(turns).set({ faqId: null }).where(inArray(turns.faqId, ids))
  await db.delete(faqVersions).where(inArray(faqVersions.faqId, ids))
  await db.delete(faqs).where(inArray(faqs.id, ids))
  await db.update(faqs).set({ ownerId: null }).where(inArray(faqs.ownerId, personIds))
  await db.update(faqs).set({ procedureId: null }).where(inArray(faqs.procedureId, procedureIds))
  return ids
}
