// What waits for a person, remembered until something happens: for the pages that list it, and counted for the navigation of all others.
import type { User } from '../accounts/accounts.ts'
import { now, realNow, today } from '../clock.ts'
import { may } from '../policy.ts'
import type { Store } from '../store/store.ts'
import { mostOwedEnquiries, owedEnquiries, type OwedEnquiry } from '../enquiries/owing.ts'
import { owedPieces, type OwedPiece } from '../propaganda/owing.ts'
import { countInWords, decisionsFor, type Group } from './decisions.ts'
import { mostOwed, owedBy, toDo, type Owed } from './owing.ts'

export interface Desk { owed: Owed[]; groups: Group[]; enquiries: OwedEnquiry[]; pieces: OwedPiece[] }

/** By the address of the navigation: '12', 'trên 100'. Without an entry: nothing, or not for this person. */
export type Counts = Readonly<Record<string, string>>

interface Kept extends Desk { key: string; at: number }
const kept = new WeakMap<Store, Map<string, Kept>>()
const most = 2_000

/** Clocks run out within the day too: the time by which a unit should have accepted. */
const minutesKept = 10
/** On pages that only count, what others did may be this old; what the person did is there at once. */
const secondsOld = 20

function keptIn(store: Store): Map<string, Kept> {
  const mine = kept.get(store) ?? new Map<string, Kept>()
  kept.set(store, mine)
  return mine
}

/**
 * What waits for the person as it stands.
 * @param event number of the last event, which this request has looked at already: what was found after it still holds
 */
export async function deskOf(store: Store, user: User, event: number): Promise<Desk> {
  const mine = keptIn(store)
  const key = `${event} ${today()} ${Math.floor(now().getTime() / 60_000 / minutesKept)}`
  const known = mine.get(user.id)
  if (known?.key === key) return known
  const found = {
    owed: await owedBy(store.read, user), enquiries: await owedEnquiries(store.read, user), pieces: await owedPieces(store.read, user),
    groups: may(user, 'decide on tasks') ? await decisionsFor(store.read, user) : [],
    key, at: realNow().getTime(),
  }
  if (mine.size >= most) mine.clear()
  mine.set(user.id, found)
  return found
}

/** What the person does may change what waits for them: the next page looks again. */
export function forgetDesk(store: Store, user: User): void { keptIn(store).delete(user.id) }

export async function countsFor(store: Store, user: User, event: number): Promise<Counts> {
  const known = keptIn(store).get(user.id)
  const { owed, groups, enquiries, pieces } = known && realNow().getTime() - known.at < secondsOld * 1000 ? known : await deskOf(store, user, event)
  const mine = toDo(owed).length + enquiries.length + pieces.length
  return { ...(mine ? { '/work': `${owed.length >= mostOwed || enquiries.length >= mostOwedEnquiries ? 'trên ' : ''}${mine}` } : {}), ...(groups.length ? { '/desk': countInWords(groups) } : {}) }
}
