// The clock of frequently asked questions: whoever keeps one hears of its review two weeks before the day, and on it.
import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { addDays, today } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { faqs, type Faq } from '../faqs/tables.ts'
import { reviewAhead } from '../procedures/reviews.ts'
import type { Read, Store } from '../store/store.ts'
import { tellEach } from './clocks.ts'
import { headsOf } from './recipients.ts'

interface Telling { id: string; faq: Faq; days: number }

/** Reviews that are near, and those whose day has come; of the latter the first word comes too late. */
async function due(db: Read): Promise<Telling[]> {
  const rows = await db.select().from(faqs).where(and(isNotNull(faqs.publishedNumber), lte(faqs.reviewOn, addDays(today(), reviewAhead))))
  return rows.map(faq => {
    const days = Math.round((Date.parse(faq.reviewOn!) - Date.parse(today())) / 86_400_000)
    return { id: `${faq.id} review ${faq.reviewOn} ${days > 0 ? 'soon' : 'today'}`, faq, days }
  })
}

/** The person who keeps it, while they serve; otherwise the heads of the unit. */
async function keepers(db: Read, { ownerId, ownerUnitId }: Faq): Promise<string[]> {
  const here = ownerId ? await db.select({ id: people.id }).from(people).where(and(eq(people.id, ownerId), isNull(people.leftOn))) : []
  return here.length ? here.map(({ id }) => id) : headsOf(db, ownerUnitId, today())
}

/** Tells what is due, one event each, never twice. Returns how many. */
export async function tellFaqs(store: Store): Promise<number> {
  return tellEach(store, await due(store.read), async (db, { faq, days }) => {
    const to = Object.fromEntries((await keepers(db, faq)).map(one => [one, 'faqKeeper']))
    await record(db, portal, 'faq review reminded', 'faq', faq.id, { to, days, reviewOn: faq.reviewOn })
  })
}
