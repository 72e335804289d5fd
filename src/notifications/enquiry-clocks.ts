// The clock of citizens' questions: who owes an answer hears a working day before it is due, and when it is late; leaders when it is very late.
import { and, asc, inArray, isNull, lte } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { addWorkingDays, momentAt, placeInDay, withinWorkingHours } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { openStates, veryLateBefore, type ClockRules } from '../enquiries/clock.ts'
import { enquiries, type Enquiry } from '../enquiries/tables.ts'
import { portal, record } from '../events/events.ts'
import type { Read, Store } from '../store/store.ts'
import { tellEach } from './clocks.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Reason } from './tables.ts'

type What = 'soon' | 'late' | 'veryLate'
type Owed = Pick<Enquiry, 'id' | 'unitId' | 'personId' | 'dueAt'>
interface Telling { id: string; enquiry: Owed; what: What }

/** The most at once; the next round goes on. */
const mostAtOnce = 1_000

/** What the clocks say of the questions that are owed: of each only how it stands now, so that an idle server does not tell three things at once. */
async function due(db: Read, rules: ClockRules): Promise<Telling[]> {
  const calendar = await loadCalendar(db)
  const { day, minute } = placeInDay(now())
  const soon = momentAt(addWorkingDays(calendar, day, 1), minute)
  const before = veryLateBefore(calendar, now(), rules)
  const rows = await db.select({ id: enquiries.id, unitId: enquiries.unitId, personId: enquiries.personId, dueAt: enquiries.dueAt }).from(enquiries)
    .where(and(inArray(enquiries.state, [...openStates]), isNull(enquiries.pausedAt), lte(enquiries.dueAt, soon))).orderBy(asc(enquiries.dueAt))
  return rows.map((enquiry): Telling => {
    const what = enquiry.dueAt >= now() ? 'soon' : enquiry.dueAt < before ? 'veryLate' : 'late'
    return { id: `${enquiry.id} enquiry ${enquiry.dueAt.toISOString()} ${what}`, enquiry, what }
  })
}

/** The person, or the heads while nobody is named; both when it is late; when it is very late the chief of office too. Without a unit: who gives out. */
async function toTell(db: Read, { enquiry: { unitId, personId }, what }: Telling): Promise<Record<string, Reason>> {
  const to: Record<string, Reason> = {}
  if (personId) to[personId] = 'named'
  if (!personId || what !== 'soon') for (const id of await headsOf(db, unitId, today())) to[id] ??= 'answerer'
  if (!unitId) for (const id of await holdersOf(db, 'reformOfficer', today())) to[id] ??= 'enquiryRouter'
  if (what === 'veryLate') for (const id of await holdersOf(db, 'chiefOfOffice', today())) to[id] ??= 'ladder'
  return to
}

/** Tells what is due, one event each, never twice, within office hours only. Returns how many. */
export async function tellEnquiries(store: Store, rules: ClockRules): Promise<number> {
  if (!withinWorkingHours(await loadCalendar(store.read), now())) return 0
  return tellEach(store, await due(store.read, rules), async (db, telling) => {
    const { what, enquiry: { id, dueAt } } = telling
    await record(db, portal, 'enquiry reminded', 'enquiry', id, { what, dueAt, to: await toTell(db, telling) })
  }, mostAtOnce)
}
