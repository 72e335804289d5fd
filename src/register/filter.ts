// Which tasks the register shows: one type, what stands for it in the address, and the address of the list for it.
import { isDay } from '../clock.ts'
import { line } from '../text.ts'

/**
 * Conditions of which several values may be chosen: any of them will do. Each has its counts beside it.
 *   standing  overdue, near, inTime, claimed, paused, done, doneInTime, doneLate (src/tasks/standings.ts)
 *   age       of the overdue, by calendar days: 1-30, 31-90, 91-120, 121
 *   state     a state of src/tasks/tables.ts, 'open', 'all'; nothing chosen: what counts, so no drafts, series, dropped ones
 *   due       today, week, month, quarter, none          year      'YYYY', as the figures understand a year
 *   plan, unit, person, assigner: ids, or `none`         domain    its name, or `none`
 *   origin, target, light: of src/tasks/tables.ts        evidence  missing: said to be done without any
 *   silent    1: no report when one was expected         receipt   waiting, late
 */
export const facetKeys = ['standing', 'age', 'state', 'due', 'year', 'plan', 'domain', 'unit', 'person', 'assigner', 'origin', 'target', 'light', 'evidence', 'silent', 'receipt'] as const
export type FacetKey = (typeof facetKeys)[number]

/** Stands for having no plan, no person, no target. */
export const none = '-'

export const views = ['list', 'board', 'calendar'] as const
export type RegisterView = (typeof views)[number]
export const sorts = ['pressing', 'due', 'given', 'unit', 'plan', 'percent'] as const
export type Sort = (typeof sorts)[number]
/** The part in a task by which a unit is looked for. */
export const unitRoles = ['lead', 'coordinator', 'any'] as const
export type UnitRole = (typeof unitRoles)[number]
export const boardGroups = ['standing', 'unit'] as const

export interface RegisterFilter {
  q: string
  chosen: Partial<Record<FacetKey, string[]>>
  role: UnitRole
  /** Days between which the deadline is, both included; null is no bound. */
  from: string | null
  to: string | null
  sort: Sort
  view: RegisterView
  /** Columns of the board. */
  group: (typeof boardGroups)[number]
  /** 'YYYY-MM' that the calendar shows; null is this one. */
  month: string | null
  page: number
}

export const emptyFilter: RegisterFilter = { q: '', chosen: {}, role: 'lead', from: null, to: null, sort: 'pressing', view: 'list', group: 'standing', month: null, page: 1 }

const mostValues = 50
const onlyOf = <T extends string>(value: string | null, values: readonly T[]): T | undefined => values.find(one => one === value)
const dayOr = (value: string | null): string | null => (value && isDay(value) ? value : null)

/** The filter that an address holds. What it does not understand is left out, never an error. */
export function readFilter(params: URLSearchParams): RegisterFilter {
  const chosen: RegisterFilter['chosen'] = {}
  for (const key of facetKeys) {
    const values = [...new Set(params.getAll(key).map(line).filter(value => value && value.length <= 300))].slice(0, mostValues)
    if (values.length) chosen[key] = values
  }
  const month = params.get('month')
  return {
    q: line(params.get('q') ?? '').slice(0, 200), chosen, role: onlyOf(params.get('role'), unitRoles) ?? emptyFilter.role,
    from: dayOr(params.get('from')), to: dayOr(params.get('to')), sort: onlyOf(params.get('sort'), sorts) ?? emptyFilter.sort,
    view: onlyOf(params.get('view'), views) ?? emptyFilter.view, group: onlyOf(params.get('group'), boardGroups) ?? emptyFilter.group,
    month: month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null, page: Math.max(1, Math.floor(Number(params.get('page')) || 1)),
  }
}

/**
 * Address of the register for a filter, such as `registerHref({ chosen: { standing: ['overdue'], unit: [id] } })`; what holds
 * anyway is left out. Something always stands after '?': without it the register opens with the person's own filter.
 */
export const registerHref = (filter: Partial<RegisterFilter>, path = '/tasks'): string => `${path}?${queryOf(filter) || `sort=${emptyFilter.sort}`}`

/** What stands for the filter after '?'; '' for the empty one. The same filter gives the same words. */
export function queryOf(filter: Partial<RegisterFilter>): string {
  const whole = { ...emptyFilter, ...filter }
  const params = new URLSearchParams()
  if (whole.q) params.set('q', whole.q)
  for (const key of facetKeys) for (const value of whole.chosen[key] ?? []) params.append(key, value)
  for (const key of ['role', 'from', 'to', 'sort', 'view', 'group', 'month', 'page'] as const) {
    if (whole[key] !== null && whole[key] !== emptyFilter[key]) params.set(key, String(whole[key]))
  }
  return params.toString()
}

/** The conditions alone: not how the tasks are shown. */
export const conditionsOf = ({ q, chosen, role, from, to }: RegisterFilter): RegisterFilter => ({ ...emptyFilter, q, chosen, role, from, to })
