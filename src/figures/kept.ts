// Figures that were computed are kept until something happens: the next event, or the next day, makes them be computed anew.
import { today } from '../clock.ts'
import { lastEventNumber } from '../events/events.ts'
import type { Read } from '../store/store.ts'

const kept = new WeakMap<Read, { of: string; figures: Map<string, Promise<unknown>> }>()
const most = 200

/** What `compute` gave for `key` since the last event, or gives now. `key` says all that the figures depend on beside events and the day. */
export async function keptFigures<T>(db: Read, key: string, compute: () => Promise<T>): Promise<T> {
  const of = `${await lastEventNumber(db)} ${today()}`
  let place = kept.get(db)
  if (place?.of !== of || place.figures.size >= most) kept.set(db, place = { of, figures: new Map() })
  const { figures } = place
  if (!figures.has(key)) {
    const computing = compute()
    figures.set(key, computing)
    computing.catch(() => { figures.delete(key) })
  }
  return figures.get(key) as Promise<T>
}
