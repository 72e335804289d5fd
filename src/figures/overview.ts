// The figures of the overview, kept together: tallies and curve for one person's scope and one filter.
import type { User } from '../accounts/accounts.ts'
import { today } from '../clock.ts'
import { reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { countTasks, curveOf, type CurvePoint, type Tally } from './counting.ts'
import { scopeOf, type FigureFilter } from './filter.ts'
import { keptFigures } from './kept.ts'

/** Whose figures: people with the same key see the same. */
export const whose = (user: User) => (reach(user, 'see tasks') === 'any' ? 'all' : user.roles.flatMap(({ role, unitIds }) => [role, ...unitIds]).join(' '))

/** Tallies for the person, the very ones that the home page and the export use. */
export const talliesFor = (db: Read, user: User, filter: FigureFilter): Promise<Tally[]> =>
  keptFigures(db, `tallies ${whose(user)} ${JSON.stringify(filter)}`, () => countTasks(db, scopeOf(user, filter), filter.year, today()))

export const curveFor = (db: Read, user: User, filter: FigureFilter): Promise<CurvePoint[]> =>
  keptFigures(db, `curve ${whose(user)} ${JSON.stringify(filter)}`, () => curveOf(db, scopeOf(user, filter), filter.year, today()))
