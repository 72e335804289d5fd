// How far a plan has come: the one place where progress is computed, by weight, per domain and as a whole.
import { and, count, inArray, ne } from 'drizzle-orm'
import type { Read } from '../store/store.ts'
import { tasks, type TaskState } from '../tasks/tables.ts'
import type { PlanDomain } from './tables.ts'

/** Tasks that are alike in everything that progress depends on, and how many of them there are. */
export interface Counted { domainId: string | null; seriesId: string | null; state: TaskState; weight: number; percent: number; count: number }

export interface Progress {
  /** 0 to 100; null where nothing has been given yet that progress could be counted of. */
  percent: number | null
  /** Rows of the annex: the periods of a recurring task count as one with it. */
  tasks: number
  done: number
}
export interface RollUp extends Progress { domains: Map<string, Progress & { weight: number }> }

/** Done is 100, what is not given yet is 0, what was dropped does not count. Otherwise what the unit reported last. */
export const progressOf = ({ state, percent }: Pick<Counted, 'state' | 'percent'>): number | null =>
  (state === 'dropped' ? null : state === 'done' ? 100 : state === 'draft' ? 0 : percent)

/**
 * A domain's progress is the mean of its tasks' by their weights, the plan's that of its domains by theirs; domains without
 * tasks do not count. A recurring task is as far as the mean of the periods that have begun.
 * @param series weights and domains of the recurring tasks themselves, by id
 */
export function rollUp(domains: readonly Pick<PlanDomain, 'id' | 'weight'>[], counted: readonly Counted[], series: ReadonlyMap<string, Counted>): RollUp {
  const turns = new Map<string, { sum: number; count: number }>()
  const sums = new Map<string, { weight: number; sum: number; tasks: number; done: number }>()
  const sumOf = (domainId: string | null) => {
    const key = domainId ?? ''
    if (!sums.has(key)) sums.set(key, { weight: 0, sum: 0, tasks: 0, done: 0 })
    return sums.get(key)!
  }
  for (const one of counted) {
    const percent = progressOf(one)
    if (percent === null || one.state === 'series') continue
    if (one.seriesId !== null && series.has(one.seriesId)) {
      const turn = turns.get(one.seriesId) ?? { sum: 0, count: 0 }
      turns.set(one.seriesId, { sum: turn.sum + percent * one.count, count: turn.count + one.count })
      continue
    }
    const into = sumOf(one.domainId)
    into.weight += one.weight * one.count
    into.sum += one.weight * one.count * percent
    into.tasks += one.count
    if (one.state === 'done') into.done += one.count
  }
  for (const [id, { domainId, weight }] of series) {
    const into = sumOf(domainId)
    const turn = turns.get(id)
    into.tasks++
    if (!turn) continue
    into.weight += weight
    into.sum += weight * turn.sum / turn.count
  }
  const all: [string, number][] = [...domains.map(({ id, weight }): [string, number] => [id, weight]), ...(sums.has('') ? [['', 1] as [string, number]] : [])]
  const parts = new Map(all.map(([id, weight]) => {
    const { weight: under = 0, sum = 0, tasks: rows = 0, done = 0 } = sums.get(id) ?? {}
    return [id, { weight, percent: under > 0 ? sum / under : null, tasks: rows, done }]
  }))
  const counting = [...parts.values()].filter(({ percent }) => percent !== null)
  const under = counting.reduce((sum, { weight }) => sum + weight, 0)
  const total = (what: 'tasks' | 'done') => [...parts.values()].reduce((sum, part) => sum + part[what], 0)
  return { percent: under > 0 ? counting.reduce((sum, { weight, percent }) => sum + weight * percent!, 0) / under : null, tasks: total('tasks'), done: total('done'), domains: parts }
}

/** Plans above others stand where the plans under them stand together, by the number of their tasks. */
export function rollUpPlans(own: Progress, under: readonly Progress[]): Progress {
  const all = [own, ...under].filter(({ percent }) => percent !== null)
  const weight = all.reduce((sum, one) => sum + one.tasks, 0)
  return {
    percent: weight > 0 ? all.reduce((sum, one) => sum + one.percent! * one.tasks, 0) / weight : null,
    tasks: [own, ...under].reduce((sum, one) => sum + one.tasks, 0), done: [own, ...under].reduce((sum, one) => sum + one.done, 0),
  }
}

/** The progress of several plans, each with its domains. */
export async function rollUpOf(db: Read, planIds: readonly string[], domains: readonly PlanDomain[]): Promise<Map<string, RollUp>> {
  if (!planIds.length) return new Map()
  const t = tasks
  const within = inArray(t.planId, [...planIds])
  const alike = [t.planId, t.domainId, t.seriesId, t.state, t.weight, t.percent] as const
  const counted = await db.select({ planId: t.planId, domainId: t.domainId, seriesId: t.seriesId, state: t.state, weight: t.weight, percent: t.percent, count: count() })
    .from(t).where(and(within, ne(t.state, 'dropped'), ne(t.state, 'series'))).groupBy(...alike)
  const series = await db.select({ id: t.id, planId: t.planId, domainId: t.domainId, weight: t.weight }).from(t).where(and(within, inArray(t.state, ['series'])))
  return new Map(planIds.map(planId => {
    const own = series.filter(one => one.planId === planId).map(({ id, domainId, weight }): [string, Counted] => [id, { domainId, seriesId: null, state: 'series', weight, percent: 0, count: 1 }])
    return [planId, rollUp(domains.filter(one => one.planId === planId), counted.filter(one => one.planId === planId), new Map(own))]
  }))
}
