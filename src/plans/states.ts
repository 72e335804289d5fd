// The way of a plan: draft, submitted, approved, running, closed; who takes each step, and what it needs.
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { givePlannedTasks, originKeyOf, type AssigningRules } from '../tasks/assigning.ts'
import { bringForth } from '../tasks/recurring.ts'
import { openStates, tasks } from '../tasks/tables.ts'
import { line } from '../text.ts'
import { originOf } from './copying.ts'
import { stateNames } from './plans.ts'
import { plans, type Plan, type PlanState } from './tables.ts'

export const approvalForm = z.looseObject({
  number: z.string('Hãy ghi số, ký hiệu của kế hoạch.').trim().min(1, 'Hãy ghi số, ký hiệu của kế hoạch.').max(80).transform(line),
  signedOn: z.string('Hãy ghi ngày ký.').refine(isDay, 'Hãy ghi ngày ký.'),
})
const reason = (what: string) => z.looseObject({ reason: z.string(what).trim().min(1, what).max(2000).transform(line) })
export const returnForm = reason('Hãy nêu lý do trả lại.')
export const closingForm = z.looseObject({ reason: z.string().trim().max(2000).optional().transform(value => (value ? line(value) : null)) })

/** Moves the plan on from where it is known to stand. Throws Invalid when somebody else has moved it meanwhile. */
async function move(db: Write, plan: Plan, from: PlanState[], state: PlanState, more: Partial<Plan> = {}): Promise<void> {
  const moved = from.includes(plan.state)
    ? await db.update(plans).set({ ...more, state, revision: plan.revision + 1 }).where(and(eq(plans.id, plan.id), eq(plans.state, plan.state), eq(plans.revision, plan.revision))).returning({ id: plans.id })
    : []
  if (!moved.length) throw new Invalid({ '': `Kế hoạch đang ở bước “${stateNames[plan.state]}” hoặc vừa được người khác xử lý. Hãy tải lại trang.` })
}

/** What a draft lacks before it can be submitted, in sentences. */
export async function lackingIn(db: Read, planId: string): Promise<string[]> {
  const own = and(eq(tasks.planId, planId), ne(tasks.state, 'dropped'))
  const all = await db.$count(tasks, own)
  if (!all) return ['Kế hoạch chưa có nhiệm vụ nào.']
  const [nobody, nowhere] = [await db.$count(tasks, and(own, isNull(tasks.unitId))), await db.$count(tasks, and(own, isNull(tasks.domainId)))]
  return [...(nobody ? [`${nobody} nhiệm vụ chưa có đơn vị chủ trì.`] : []), ...(nowhere ? [`${nowhere} nhiệm vụ chưa thuộc lĩnh vực nào.`] : [])]
}

/** Lays the draft before the director. Throws Invalid with what it lacks. */
export async function submitPlan(db: Write, actor: Actor, plan: Plan): Promise<void> {
  const lacking = await lackingIn(db, plan.id)
  if (lacking.length) throw new Invalid({ '': `Chưa trình được: ${lacking.join(' ')}` })
  await move(db, plan, ['draft'], 'submitted')
  await record(db, actor, 'plan submitted', 'plan', plan.id)
}

/** Takes a submitted plan back to be worked on: by its writers without, by the approver with a reason. */
export async function returnPlan(db: Write, actor: Actor, plan: Plan, why: string | null): Promise<void> {
  await move(db, plan, ['submitted'], 'draft')
  await record(db, actor, 'plan returned', 'plan', plan.id, { reason: why })
}

/** Why this person may not approve the plan although approving is theirs; null when they may. */
export async function notApproving(db: Read, user: User, plan: Plan): Promise<string | null> {
  if (plan.madeById === user.id) return 'Bạn là người soạn kế hoạch này nên không tự phê duyệt được.'
  const [last] = (await db.select({ actorId: events.actorId, number: events.number }).from(events)
    .where(and(eq(events.subjectKind, 'plan'), eq(events.subjectId, plan.id), eq(events.action, 'plan submitted')))).toSorted((a, b) => b.number - a.number)
  return last?.actorId === user.id ? 'Bạn là người trình kế hoạch này nên không tự phê duyệt được.' : null
}

/**
 * Approves the plan and gives its tasks to their units: from now they are told, and the plan changes by amendments only.
 * It runs at once where its period has begun. Returns how many tasks were given.
 */
export async function approvePlan(db: Write, user: User, actor: Actor, plan: Plan, { number, signedOn }: z.output<typeof approvalForm>, rules: AssigningRules): Promise<number> {
  if (!may(user, 'approve plans', { unitId: plan.unitId })) throw new NotAllowed('Giám đốc phê duyệt kế hoạch.')
  const own = await notApproving(db, user, plan)
  if (own) throw new NotAllowed(own)
  const lacking = await lackingIn(db, plan.id)
  if (lacking.length) throw new Invalid({ '': `Chưa phê duyệt được: ${lacking.join(' ')}` })
  await move(db, plan, ['submitted'], plan.since <= today() ? 'running' : 'approved', { number, signedOn })
  const origin = originOf({ ...plan, number, signedOn })
  await db.update(tasks).set({ origin, originKey: originKeyOf(origin) }).where(and(eq(tasks.planId, plan.id), eq(tasks.originKind, 'plan')))
  const given = await givePlannedTasks(db, plan.id, user.id, rules)
  await bringForth(db, today(), rules, given)
  await record(db, actor, 'plan approved', 'plan', plan.id, { number, tasks: given.length })
  return given.length
}

export async function startPlan(db: Write, actor: Actor, plan: Plan): Promise<void> {
  await move(db, plan, ['approved'], 'running')
  await record(db, actor, 'plan started', 'plan', plan.id)
}

/** Tasks of the plan that are not done yet. */
export const stillOpen = (db: Read, planId: string): Promise<number> => db.$count(tasks, and(eq(tasks.planId, planId), inArray(tasks.state, [...openStates])))

/** Ends the plan. What is still open stays open with its units, but why it ends so must be said. */
export async function closePlan(db: Write, actor: Actor, plan: Plan, why: string | null): Promise<void> {
  const open = await stillOpen(db, plan.id)
  if (open && !why) throw new Invalid({ reason: `Còn ${open} nhiệm vụ chưa xong. Hãy ghi cách xử lý chúng khi kết thúc kế hoạch.` })
  await move(db, plan, ['running', 'approved'], 'closed')
  await record(db, actor, 'plan closed', 'plan', plan.id, { open, reason: why })
}

/** Who took which step, the latest first: for the page of the plan. */
export async function stepsOf(db: Read, planId: string) {
  const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'plan'), eq(events.subjectId, planId)))
  return rows.toSorted((a, b) => b.number - a.number)
}
