// After its approval a plan changes only by a document that decided so: each change is kept with what stood before.
import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isDay, now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { line as oneLine } from '../text.ts'
import type { AnnexLine, OfficeUnits } from './annex-lines.ts'
import { addLines, changeLine, changesOf, nextPosition, type LineValues } from './plan-tasks.ts'
import { stateNames } from './plans.ts'
import { planAmendments, plans, type AmendedField, type Plan, type PlanDomain } from './tables.ts'

export const decisionForm = z.looseObject({
  decision: z.string('Hãy ghi văn bản quyết định điều chỉnh: số, ký hiệu, cơ quan.').trim().min(3, 'Hãy ghi văn bản quyết định điều chỉnh: số, ký hiệu, cơ quan.').max(300, 'Không quá 300 chữ.').transform(oneLine),
  decidedOn: z.string('Hãy ghi ngày của văn bản.').refine(isDay, 'Hãy ghi ngày của văn bản.').refine(day => day <= today(), 'Ngày của văn bản không thể ở tương lai.'),
  summary: z.string().trim().max(600, 'Không quá 600 chữ.').optional().transform(value => (value ? oneLine(value) : null)),
})
type Decision = z.output<typeof decisionForm>

/** Keeps an amendment: its number counts within the plan. Rows are only added. */
async function addAmendment(db: Write, actor: Actor, plan: Plan, { decision, decidedOn, summary }: Decision, changes: AmendedField[]): Promise<number> {
  const [last] = await db.select({ number: planAmendments.number }).from(planAmendments).where(eq(planAmendments.planId, plan.id)).orderBy(desc(planAmendments.number)).limit(1)
  const number = (last?.number ?? 0) + 1
  const named = [...new Set(changes.map(({ task }) => task))]
  await db.insert(planAmendments).values({
    id: newId(), planId: plan.id, number, decidedOn, decision, changes, madeById: actor.id, madeAt: now(),
    summary: summary ?? `Điều chỉnh ${[...new Set(changes.map(({ field }) => field.toLowerCase()))].join(', ')} của ${named.length} nhiệm vụ`,
  })
  await record(db, actor, 'plan amended', 'plan', plan.id, { number, decision, fields: changes.length })
  return number
}

/** Changes one line of an approved plan by a deciding document. Throws Invalid when nothing changes or the plan is not in force. Returns the amendment's number. */
export async function amendLine(db: Write, actor: Actor, plan: Plan, line: AnnexLine, values: LineValues, decision: Decision, office: OfficeUnits, domains: readonly PlanDomain[], rules: AssigningRules): Promise<number> {
  await mayChange(db, plan)
  const changes = changesOf(line, values, office, domains).map(change => ({ taskId: line.tasks[0]!.id, task: `${line.number} ${line.title}`.trim(), ...change }))
  if (!changes.length) throw new Invalid({ '': 'Chưa có gì thay đổi so với kế hoạch đang thực hiện.' })
  if ((line.deadline.kind === 'recurring') !== (values.deadline.kind === 'recurring')) throw new Invalid({ deadline: 'Việc định kỳ chỉ đổi được sang nhịp khác, việc một lần chỉ đổi được hạn. Cần khác thì giao nhiệm vụ mới.' })
  await changeLine(db, plan, line, values, domains, { assignerId: actor.id, rules, draft: false })
  for (const { id } of line.tasks) await record(db, actor, 'task changed', 'task', id, { changes: changes.map(({ field, from, to }) => ({ field, from, to })), decision: decision.decision })
  return addAmendment(db, actor, plan, decision, changes)
}

async function mayChange(db: Write, plan: Plan): Promise<void> {
  if (plan.state !== 'approved' && plan.state !== 'running') throw new Invalid({ '': `Kế hoạch ${stateNames[plan.state].toLowerCase()} nên không điều chỉnh được.` })
  const kept = await db.update(plans).set({ revision: plan.revision + 1 }).where(and(eq(plans.id, plan.id), eq(plans.revision, plan.revision))).returning({ id: plans.id })
  if (!kept.length) throw new Invalid({ '': 'Kế hoạch vừa được người khác thay đổi. Điều bạn nhập vẫn còn; hãy xem lại rồi lưu lần nữa.' })
}

/** Adds a line to an approved plan by a deciding document: its units are given it at once. Returns the ids of its tasks. */
export async function amendWithLine(db: Write, actor: Actor, plan: Plan, values: LineValues, decision: Decision, domains: readonly PlanDomain[], rules: AssigningRules): Promise<string[]> {
  await mayChange(db, plan)
  const ids = await addLines(db, plan, [{ ...values, position: await nextPosition(db, plan.id) }], domains, { assignerId: actor.id, rules, draft: false })
  const task = `${values.number} ${values.title}`.trim()
  await addAmendment(db, actor, plan, { ...decision, summary: decision.summary ?? `Bổ sung nhiệm vụ: ${values.title}`.slice(0, 600) }, [{ taskId: ids[0]!, task, field: 'Nhiệm vụ', from: '', to: values.title }])
  return ids
}
