// The clock of reviews: a unit is told of the records it keeps 14 days before they are to be looked through, and on the day.
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { withinWorkingHours } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { dueForReview } from '../procedures/reviews.ts'
import type { Store } from '../store/store.ts'
import { toldBefore } from './clocks.ts'
import { headsOf, holdersOf } from './recipients.ts'
import { tellings, type Reason } from './tables.ts'

/** Tells each unit once of what came near and what is due, in one event; what no unit keeps goes to the officer of the register. Returns how many. */
export async function tellReviews(store: Store): Promise<number> {
  if (!withinWorkingHours(await loadCalendar(store.read), now())) return 0
  const day = today()
  const due = (await dueForReview(store.read)).map(row => ({ ...row, telling: `review ${row.id} ${row.reviewOn} ${row.reviewOn <= day ? 'on the day' : 'before'}` }))
  const told = await toldBefore(store.read, due.map(({ telling }) => telling))
  const fresh = due.filter(({ telling }) => !told.has(telling))
  if (!fresh.length) return 0
  return store.write(async db => {
    let count = 0
    for (const [unitId, rows] of Map.groupBy(fresh, ({ ownerUnitId }) => ownerUnitId)) {
      const heads = unitId ? await headsOf(db, unitId, day) : await holdersOf(db, 'procedureOfficer', day)
      if (!heads.length) continue
      const first = await db.insert(tellings).values(rows.map(({ telling }) => ({ id: telling, at: now() }))).onConflictDoNothing().returning({ id: tellings.id })
      if (!first.length) continue
      const to: Record<string, Reason> = Object.fromEntries(heads.map(id => [id, 'keeper' as const]))
      const late = rows.filter(({ reviewOn }) => reviewOn <= day).length
      const names = [...(await namesOfPeople(db, heads)).values()]
      await record(db, portal, 'reviews due', 'procedure', 'reviews', { unit: unitId, near: rows.length - late, late, to, names })
      count++
    }
    return count
  })
}
