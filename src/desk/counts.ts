// How many things wait for a person, for the navigation of every page: worked out anew only after an event, or as the day goes on.
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { may } from '../policy.ts'
import type { Store } from '../store/store.ts'
import { countInWords, decisionsFor } from './decisions.ts'
import { mostOwed, owedBy, toDo } from './owing.ts'

/** By the address of the navigation: '12', 'trên 200'. Without an entry: nothing, or not for this person. */
export type Counts = Readonly<Record<string, string>>

interface Kept { key: string; counts: Counts }
const kept = new WeakMap<Store, Map<string, Kept>>()
const most = 2_000

/** Clocks run out within the day too: the time by which a unit should have accepted. */
const minutesKept = 10

/**
 * @param event number of the last event, which this request has looked at already: what was counted after it still holds
 */
export async function countsFor(store: Store, user: User, event: number): Promise<Counts> {
  const mine = kept.get(store) ?? new Map<string, Kept>()
  kept.set(store, mine)
  const key = `${event} ${today()} ${Math.floor(now().getTime() / 60_000 / minutesKept)}`
  const known = mine.get(user.id)
  if (known?.key === key) return known.counts
  const counts = await count(store, user)
  if (mine.size >= most) mine.clear()
  mine.set(user.id, { key, counts })
  return counts
}

async function count({ read }: Store, user: User): Promise<Counts> {
  const owed = toDo(await owedBy(read, user)).length
  const decisions = may(user, 'decide on tasks') ? await decisionsFor(read, user) : []
  return { ...(owed ? { '/work': `${owed >= mostOwed ? 'trên ' : ''}${owed}` } : {}), ...(decisions.length ? { '/desk': countInWords(decisions) } : {}) }
}
