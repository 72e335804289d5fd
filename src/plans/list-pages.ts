// The list of plans as its page and its export show it.
import { and, count, inArray } from 'drizzle-orm'
import { withQuery } from '../addresses.ts'
import { today } from '../clock.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { overdueOn } from '../tasks/standings.ts'
import { tasks } from '../tasks/tables.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { domainsOf, kindNames, plansFor, stateNames, yearsOfPlans, type PlanFilter } from './plans.ts'
import { rollUpOf, rollUpPlans, type Progress } from './roll-up.ts'
import { planKinds, planStates, type Plan, type PlanState } from './tables.ts'
import type { PlanListRow, PlanViews, Status } from './views.ts'

const statusKinds: Record<PlanState, Status['kind']> = { draft: 'new', submitted: 'ask', approved: 'wait', running: 'wait', closed: 'past' }
export const statusOf = (state: PlanState): Status => ({ kind: statusKinds[state], label: stateNames[state] })
export const periodOf = ({ since, until }: Pick<Plan, 'since' | 'until'>): string =>
  (since.slice(5) === '01-01' && until.slice(5) === '12-31' ? (since.slice(0, 4) === until.slice(0, 4) ? since.slice(0, 4) : `${since.slice(0, 4)}–${until.slice(0, 4)}`) : `${date(since)} – ${date(until)}`)

/** Open tasks past their deadline, by plan. */
async function lateIn(db: Read, planIds: string[]): Promise<Map<string, number>> {
  if (!planIds.length) return new Map()
  const rows = await db.select({ planId: tasks.planId, count: count() }).from(tasks)
    .where(and(inArray(tasks.planId, planIds), overdueOn(today()))).groupBy(tasks.planId)
  return new Map(rows.map(row => [row.planId!, row.count]))
}

/** Rows of the list, each plan with what stands under it rolled up into it. */
export async function planRows(c: Ask, filter: PlanFilter): Promise<PlanListRow[]> {
  const db = c.var.store.read
  const nodes = await plansFor(db, c.var.user, filter)
  const ids = nodes.map(({ id }) => id)
  const own = await rollUpOf(db, ids, await domainsOf(db, ids))
  const late = await lateIn(db, ids)
  const names = await unitNames(db)
  const under = Map.groupBy(nodes, ({ parentId }) => parentId)
  const whole = (id: string): Progress => rollUpPlans(own.get(id)!, (under.get(id) ?? []).map(one => whole(one.id)))
  return nodes.map(plan => {
    const { tasks: all, done, percent } = whole(plan.id)
    return {
      href: `/plans/${plan.id}`, title: plan.title, depth: Math.min(plan.depth, 3), number: plan.number ?? '', kind: kindNames[plan.kind], period: periodOf(plan),
      unit: names.get(plan.unitId) ?? '', status: statusOf(plan.state), tasks: all, done, percent, late: late.get(plan.id) ?? 0,
    }
  })
}

export function sentenceOf(rows: readonly PlanListRow[], { q, year, kind, state }: PlanFilter): string {
  const what = kind ? kindNames[kind].toLowerCase() : 'kế hoạch, chương trình'
  const more = [year && `của năm ${year}`, state && `ở bước “${stateNames[state].toLowerCase()}”`, q && `có chữ “${q}”`].filter(Boolean).join(', ')
  return `${number(rows.length)} ${what}${more ? ` ${more}` : ''}, xếp theo cấp; mỗi cấp gần đây trước.`
}

export async function listPage(c: Ask, filter: PlanFilter): Promise<PlanViews['plans/index']> {
  const { store, user } = c.var
  const rows = await planRows(c, filter)
  return {
    sentence: sentenceOf(rows, filter), filter, rows, mayWrite: may(user, 'write plans'), filtered: Object.values(filter).some(Boolean),
    years: [{ value: '', label: 'Mọi năm' }, ...(await yearsOfPlans(store.read, user)).map(year => ({ value: year, label: `Năm ${year}` }))],
    kinds: [{ value: '', label: 'Mọi loại' }, ...planKinds.map(kind => ({ value: kind, label: kindNames[kind] }))],
    states: [{ value: '', label: 'Mọi bước' }, ...planStates.map(state => ({ value: state, label: stateNames[state] }))],
    xlsx: withQuery('/plans/export/xlsx', { ...filter }),
  }
}
