// The clock of changed sources: whoever keeps what quotes a version that has come into force is told once, of all that is theirs.
import { and, inArray, isNull } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { withinWorkingHours } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { portal, record } from '../events/events.ts'
import { changedSources, citingChanged, type Citing } from '../sources/citing.ts'
import { isQuiet } from '../sources/places.ts'
import type { Read, Store } from '../store/store.ts'
import { toldBefore } from './clocks.ts'
import { headsOf } from './recipients.ts'
import { tellings } from './tables.ts'

/** Changes of so many days are told of; older ones stand in the list. */
const days = 7

/** Whose each place is: the person, while they serve; otherwise the heads of the unit. */
async function ownersOf(db: Read, places: readonly Citing[]): Promise<Map<string, Citing[]>> {
  const ids = [...new Set(places.map(({ personId }) => personId))]
  const serving = await db.select({ id: people.id }).from(people).where(and(inArray(people.id, ids), isNull(people.leftOn)))
  const here = new Set(serving.map(({ id }) => id))
  const found = new Map<string, Citing[]>()
  for (const place of places) {
    const owners = here.has(place.personId) ? [place.personId] : await headsOf(db, place.ownerUnitId, today())
    for (const owner of owners) found.set(owner, [...found.get(owner) ?? [], place])
  }
  return found
}

/** Tells each person once of what came into force since the last look, one event each. Returns how many were told. */
export async function tellSources(store: Store): Promise<number> {
  if (!withinWorkingHours(await loadCalendar(store.read), now())) return 0
  const open = (await citingChanged(store.read, days)).filter(one => !one.seen && !isQuiet(one))
  const tellingOf = ({ change }: Citing) => `source ${change.version}`
  const told = await toldBefore(store.read, [...new Set(open.map(tellingOf))])
  const fresh = open.filter(one => !told.has(tellingOf(one)))
  if (!fresh.length) return 0
  return store.write(async db => {
    const ids = [...new Set(fresh.map(tellingOf))].map(id => ({ id, at: now() }))
    const first = new Set((await db.insert(tellings).values(ids).onConflictDoNothing().returning({ id: tellings.id })).map(({ id }) => id))
    const owners = await ownersOf(db, fresh.filter(one => first.has(tellingOf(one))))
    for (const [person, places] of owners) {
      const counts = Object.fromEntries([...Map.groupBy(places, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]))
      await record(db, portal, 'sources changed', 'procedure', changedSources, { person, counts })
    }
    return owners.size
  })
}
