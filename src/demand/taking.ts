// A proposal taken into a plan: a line of a draft, or an amendment of a plan in force by the document that decided so.
import type { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { Invalid, mistakesOf, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { amendWithLine, decisionForm } from '../plans/amending.ts'
import { officeUnits } from '../plans/annex-lines.ts'
import { addLines, nextPosition } from '../plans/plan-tasks.ts'
import { domainsOf, findPlan, stateNames } from '../plans/plans.ts'
import type { Plan } from '../plans/tables.ts'
import { lineFrom, type Typed } from '../plans/task-form.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { periodInWords } from './periods.ts'
import { decide } from './proposing.ts'
import type { Proposal } from './tables.ts'

/** A plan into which the person may take a proposal. Throws NotFound, NotAllowed, Invalid. */
export async function planToTakeInto(db: Read, user: User, id: string): Promise<Plan> {
  const plan = await findPlan(db, user, id)
  if (!may(user, 'write plans', { unitId: plan.unitId })) throw new NotAllowed('Chỉ người soạn kế hoạch này đưa được đề xuất vào.')
  if (!takesProposals(plan)) throw new Invalid({ plan: `Kế hoạch ${stateNames[plan.state].toLowerCase()} nên không nhận thêm nhiệm vụ được.` })
  return plan
}

/** Drafts, and plans in force, which change by a document. */
export const takesProposals = ({ state }: Pick<Plan, 'state'>): boolean => state === 'draft' || state === 'approved' || state === 'running'

/** Makes the task of the plan out of the proposal. Returns its id. */
export async function takeIntoPlan(db: Write, user: User, proposal: Proposal, revision: number, planId: string, typed: Typed, rules: AssigningRules): Promise<string> {
  const plan = await planToTakeInto(db, user, planId)
  const domains = await domainsOf(db, [plan.id])
  const by = actor(user, 'write plans', { unitId: plan.unitId })
  const from = `Từ đề xuất cải cách “${proposal.title}”, ${periodInWords(proposal.month)}`.slice(0, 1000)
  const values = { ...lineFrom(typed, { year: Number(plan.since.slice(0, 4)), domains, office: await officeUnits(db), before: null }), note: from }
  const ids = plan.state === 'draft' ? await drafted() : await amendWithLine(db, by, plan, values, decisionOf(typed), domains, rules)
  await decide(db, user, proposal, revision, { state: 'taken', planId: plan.id, taskId: ids[0]! })
  await record(db, by, 'proposal taken', 'proposal', proposal.id, { plan: plan.id, task: ids[0]! })
  return ids[0]!

  async function drafted(): Promise<string[]> {
    const made = await addLines(db, plan, [{ ...values, position: await nextPosition(db, plan.id) }], domains, { assignerId: user.id, rules, draft: true })
    await record(db, by, 'plan task changed', 'plan', plan.id, { change: 'added', title: values.title.slice(0, 120) })
    return made
  }
}

function decisionOf(typed: Typed): z.output<typeof decisionForm> {
  const decision = decisionForm.safeParse(typed)
  if (!decision.success) throw new Invalid(mistakesOf(decision.error))
  return decision.data
}
