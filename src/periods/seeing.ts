// What of a period's lists and units a person sees: figures of the whole are everybody's, tasks and units as far as the register shows them.
import type { User } from '../accounts/accounts.ts'
import { may, reach } from '../policy.ts'
import { ownUnits } from '../tasks/seeing.ts'
import type { Item } from './tables.ts'

export const seesAllUnits = (user: User): boolean => reach(user, 'see tasks') === 'any'

/** Whether the person may look at the figures of a unit alone. */
export const seesUnit = (user: User, unitId: string): boolean => seesAllUnits(user) || ownUnits(user).includes(unitId)

/** Items of a list that the person may open. */
export function seenItems(user: User, items: readonly Item[]): Item[] {
  const [all, own] = [seesAllUnits(user), new Set(ownUnits(user))]
  return items.filter(({ kind, unitId }) => {
    if (kind === 'task' || kind === 'document') return all || (unitId !== null && own.has(unitId))
    if (kind === 'enquiry' || kind === 'proposal') return may(user, 'see enquiries')
    if (kind === 'piece' || kind === 'line') return may(user, 'see propaganda')
    if (kind === 'meeting') return may(user, 'see meetings')
    return kind === 'procedure' ? may(user, 'see procedures') : true
  })
}
