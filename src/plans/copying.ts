// Next year's plan from last year's: the same tasks and targets, deadlines moved by the years between, nothing of what was done.
import { addDays, isDay, now } from '../clock.ts'
import { addToMonth, type Deadline } from '../calendar/deadlines.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { insertTasks, type AssigningRules, type TaskInput } from '../tasks/assigning.ts'
import { sortKey, searchable } from '../text.ts'
import { linesOf, type AnnexLine } from './annex-lines.ts'
import { basesOf, domainsOf, type PlanInput } from './plans.ts'
import { planBases, planDomains, plans, type Plan } from './tables.ts'

/** 29/02 becomes 28/02 where there is none. */
function movedDay(day: string, years: number): string {
  const there = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`
  return isDay(there) ? there : addDays(`${there.slice(0, 4)}-03-01`, -1)
}
const moved = (value: string, years: number): string =>
  (isDay(value) ? movedDay(value, years) : /^\d{4}-\d\d$/.test(value) ? addToMonth(value, years * 12) : `${Number(value.slice(0, 4)) + years}${value.slice(4)}`)

/** The deadline a number of years later; its words say the new year where they said one. */
export function movedDeadline(deadline: Deadline, years: number): Deadline {
  const original = deadline.original.replace(/(?<!\d)20\d\d(?!\d)/g, year => String(Number(year) + years))
  switch (deadline.kind) {
    case 'continuous': return { ...deadline, original }
    // What day it will be this time, nobody knows yet.
    case 'event': { const { resolved: _, ...rest } = deadline; return { ...rest, value: rest.value.replace(/(?<!\d)20\d\d(?!\d)/g, year => String(Number(year) + years)), original } }
    case 'recurring': return {
      ...deadline, original,
      ...(deadline.dates ? { dates: deadline.dates.map(day => movedDay(day, years)) } : {}), ...(deadline.months ? { months: deadline.months.map(month => addToMonth(month, years * 12)) } : {}),
    }
    default: return { ...deadline, original, value: moved(deadline.value, years), ...(deadline.from ? { from: moved(deadline.from, years) } : {}) }
  }
}

/** "năm 2026" → "năm 2027"; years of documents and of periods stay. */
export const movedWords = (words: string, from: number, years: number): string => words.replaceAll(`năm ${from}`, `năm ${from + years}`)

/** Copies a plan as a new draft under a new head. Returns its id. One event. */
export async function copyPlan(db: Write, actor: Actor, plan: Plan, input: PlanInput, rules: AssigningRules): Promise<string> {
  const id = newId()
  const from = Number(plan.since.slice(0, 4))
  const years = Number(input.since.slice(0, 4)) - from
  const { kind, title, since, until, parentId, number, signedOn, issuer, note, unitId } = input
  await db.insert(plans).values({
    id, kind, title, since, until, parentId, number, signedOn, issuer, note, unitId, state: 'draft', copiedFromId: plan.id,
    search: searchable(`${title} ${number ?? ''}`), sort: sortKey(title), madeById: actor.id, madeAt: now(),
  })
  const domains = await domainsOf(db, [plan.id])
  const newDomains = new Map(domains.map(domain => [domain.id, { ...domain, id: newId(), planId: id }]))
  if (newDomains.size) await db.insert(planDomains).values([...newDomains.values()])
  const bases = await basesOf(db, plan.id)
  if (bases.length) await db.insert(planBases).values(bases.map(basis => ({ ...basis, id: newId(), planId: id })))
  const lines = await linesOf(db, plan.id)
  const inputs = lines.flatMap(one => one.leads.length ? one.leads.map(lead => taskOf(one, lead)) : [taskOf(one, null)])
  function taskOf(one: AnnexLine, lead: string | null): TaskInput {
    const domain = one.domainId === null ? undefined : newDomains.get(one.domainId)
    return {
      planId: id, domainId: domain?.id ?? null, domain: domain?.title ?? null, number: one.number, position: one.position, heading: one.heading,
      title: movedWords(one.title, from, years), product: one.product && movedWords(one.product, from, years), weight: one.weight / Math.max(1, one.leads.length), unitId: lead,
      coordinators: one.coordinators.map(unitId => ({ unitId })), outsiders: one.outsiders, assignerId: actor.id, deadline: movedDeadline(one.deadline, years), measure: one.measure,
      budgetText: one.budgetText, budget: one.budget, note: one.note, draft: true, origin: originOf({ title, number, signedOn, issuer }),
    }
  }
  await insertTasks(db, inputs, rules)
  await record(db, actor, 'plan copied', 'plan', id, { from: plan.id, tasks: inputs.length })
  return id
}

/** Where a task of a plan comes from. */
export const originOf = ({ title, number, signedOn, issuer }: Pick<Plan, 'title' | 'number' | 'signedOn' | 'issuer'>): TaskInput['origin'] =>
  ({ kind: 'plan', number, date: signedOn, issuer, title, clause: null, quote: null, saidBy: null })
