// The stories of the demo's plans: written, laid before the director, approved, amended, closed.
import { eq } from 'drizzle-orm'
import { actor } from '../policy.ts'
import { amendLine } from '../plans/amending.ts'
import { linesOf, officeUnits } from '../plans/annex-lines.ts'
import { addBasis } from '../plans/bases.ts'
import { originOf } from '../plans/copying.ts'
import { addPlan, customaryDomains, domainsOf } from '../plans/plans.ts'
import { approvePlan, closePlan, submitPlan } from '../plans/states.ts'
import { plans, type Plan } from '../plans/tables.ts'
import { insertTasks, type TaskInput } from '../tasks/assigning.ts'
import type { PlanTold, TaskTold } from './story.ts'
import { addLives, inputOf } from './task-stories.ts'
import { idOf, rules, type Telling } from './telling.ts'

/** Adds the steps of a plan and of the tasks in it. */
export function addPlanStory(telling: Telling, told: PlanTold, rows: readonly TaskTold[]): void {
  const { db } = telling
  const { key, title, begun, submitted, approved, closed } = told
  const writer = async (by: string, on: string) => actor(await telling.user(by, on), 'write plans')
  const find = async (): Promise<Plan> => (await db.select().from(plans).where(eq(plans.id, idOf(telling.plans, key))))[0]!
  telling.turnTo()
  telling.step(begun.on, '08:00', title, () => write(telling, told, rows))
  if (approved && submitted) {
    telling.step(submitted, '16:00', title, async () => submitPlan(db, await writer(begun.by, submitted), await find()))
    telling.step(approved.signedOn, '15:00', title, async () => {
      const user = await telling.user(approved.by, approved.signedOn)
      await approvePlan(db, user, actor(user, 'approve plans'), await find(), approved, rules)
    })
  }
  for (const { on, by, decision, summary, task: number, deadline } of told.amendments) {
    telling.step(on, '09:30', title, async () => {
      const plan = await find()
      const line = (await linesOf(db, plan.id)).find(one => one.number === number)
      if (!line) throw new Error(`it has no task ${number}`)
      const { tasks: _tasks, position: _position, ...values } = line
      const amendment = { decision, decidedOn: on, summary }
      await amendLine(db, await writer(by, on), plan, line, { ...values, deadline }, amendment, await officeUnits(db), await domainsOf(db, [plan.id]), rules)
    })
  }
  if (closed) {
    telling.step(closed.on, '16:30', title, async () => closePlan(db, actor(await telling.user(closed.by, closed.on), 'approve plans'), await find(), closed.reason ?? null))
  }
  for (const row of rows) addLives(telling, row, row, () => Promise.resolve(telling.taskId(row)))
}

async function write(telling: Telling, told: PlanTold, rows: readonly TaskTold[]): Promise<void> {
  const { db } = telling
  const { key, kind, title, since, until, under, unit, note, begun, submitted, approved, bases } = told
  const by = actor(await telling.user(begun.by, begun.on), 'write plans')
  const onPaper = approved && !submitted
  const { number, signedOn } = onPaper ? approved : { number: null, signedOn: null }
  const head = { kind, title, since, until, number, signedOn, issuer: approved?.issuer ?? null, note: note ?? null }
  const parentId = under ? idOf(telling.plans, under) : null
  const id = await addPlan(db, by, { ...head, parentId, unitId: telling.unit(unit) }, customaryDomains(), true)
  telling.plans.set(key, id)
  if (onPaper) await db.update(plans).set({ state: 'running' }).where(eq(plans.id, id))
  for (const basis of bases) await addBasis(db, by, (await db.select().from(plans).where(eq(plans.id, id)))[0]!, basis)
  const domains = await domainsOf(db, [id])
  const made = await insertTasks(db, rows.map((row, position): TaskInput => {
    const domain = domains.find(({ number }) => number === row.domain)
    if (!domain) throw new Error(`“${row.title}” is in no domain`)
    return { ...inputOf(telling, row), planId: id, domainId: domain.id, domain: domain.title, position, origin: originOf(head), assignerId: by.id, draft: true }
  }), rules)
  rows.forEach((row, at) => telling.tasks.set(row, made[at]!.id))
}
