// The list of tasks behind a figure: its address is that of the register, filtered as the figure is.
import type { User } from '../accounts/accounts.ts'
import { reach } from '../policy.ts'
import { none, registerHref, type RegisterFilter } from '../register/filter.ts'
import { ownUnits } from '../tasks/seeing.ts'
import type { Age, StandingKind } from '../tasks/standings.ts'
import type { Light } from '../tasks/tables.ts'
import type { FigureFilter } from './filter.ts'

/** What a figure counts beside its filter; of `domain` and `unit` null is what has none. */
export interface Counting { standing?: (StandingKind | 'done' | 'near')[]; lights?: readonly Light[]; age?: Age; domain?: string | null; unit?: string | null; silent?: boolean }
export type ListOf = (counting?: Counting) => string

/** Gives the address of the tasks that a figure of the person's counts. */
export function listsFor(user: User, { plan, year, unit }: FigureFilter): ListOf {
  const own = unit ? [unit] : reach(user, 'see tasks') === 'any' ? [] : ownUnits(user)
  return ({ standing = [], lights = [], age, domain, unit: counted, silent } = {}) => {
    const chosen: RegisterFilter['chosen'] = {
      plan: plan ? [plan] : [], year: year ? [year] : [], unit: counted === undefined ? own : [counted ?? none],
      standing, light: [...lights], age: age ? [age] : [], domain: domain === undefined ? [] : [domain ?? none], silent: silent ? ['1'] : [],
    }
    return registerHref({ chosen })
  }
}
