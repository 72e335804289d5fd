// Lines of a plan's annex by hand: added, changed and removed in a draft, amended by a deciding document afterwards.
import { z } from 'zod'
import { today } from '../clock.ts'
import { Invalid, mistakesOf, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { actor, may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { amendLine, decisionForm } from './amending.ts'
import { officeUnits } from './annex-lines.ts'
import { lineWith, taskPage } from './edit-pages.ts'
import { addLines, changeLine, nextPosition, removeTasks } from './plan-tasks.ts'
import { domainsOf, draftPlan, findPlan } from './plans.ts'
import type { Plan } from './tables.ts'
import { lineFrom } from './task-form.ts'

export const planTaskRoutes = routes()

const anyForm = formOf(z.looseObject({}))
const writer = (c: Ask, plan: Plan) => actor(c.var.user, 'write plans', { unitId: plan.unitId })

/** What the form of a line is shown with. */
async function around(c: Ask, plan: Plan) {
  const { read } = c.var.store
  return { office: await officeUnits(read), domains: await domainsOf(read, [plan.id]), year: Number(plan.since.slice(0, 4)) }
}
const given = (c: Ask, draft: boolean) => ({ assignerId: c.var.user.id, rules: c.var.config, draft })

planTaskRoutes.get('/plans/:id/tasks/new', async c => {
  const plan = await draftPlan(c.var.store.read, c.var.user, c.req.param('id'))
  const { office, domains } = await around(c, plan)
  return page(c, 'Thêm nhiệm vụ', 'plans/task', taskPage(plan, null, domains, office, null))
})

planTaskRoutes.post('/plans/:id/tasks', anyForm, async c => {
  const { store, user } = c.var
  const plan = await draftPlan(store.read, user, c.req.param('id'))
  const { office, domains, year } = await around(c, plan)
  const failed = await submit(c.req.valid('form'), typed => {
    const values = lineFrom(typed, { year, domains, office, before: null })
    return store.write(async db => {
      await addLines(db, await draftPlan(db, user, plan.id), [{ ...values, position: await nextPosition(db, plan.id) }], domains, given(c, true))
      await record(db, writer(c, plan), 'plan task changed', 'plan', plan.id, { change: 'added', title: values.title.slice(0, 120) })
    })
  })
  return failed ? page(c, 'Thêm nhiệm vụ', 'plans/task', taskPage(plan, null, domains, office, failed)) : done(c, `/plans/${plan.id}#phu-luc`, 'Đã thêm nhiệm vụ.')
})

planTaskRoutes.get('/plans/:id/tasks/:task/edit', async c => {
  const plan = await draftPlan(c.var.store.read, c.var.user, c.req.param('id'))
  const { office, domains } = await around(c, plan)
  return page(c, 'Sửa nhiệm vụ', 'plans/task', taskPage(plan, await lineWith(c.var.store.read, plan, c.req.param('task')), domains, office, null))
})

planTaskRoutes.post('/plans/:id/tasks/:task/edit', anyForm, async c => {
  const { store, user } = c.var
  const plan = await draftPlan(store.read, user, c.req.param('id'))
  const { office, domains, year } = await around(c, plan)
  const failed = await submit(c.req.valid('form'), typed => store.write(async db => {
    const line = await lineWith(db, await draftPlan(db, user, plan.id), c.req.param('task'))
    const values = lineFrom(typed, { year, domains, office, before: line })
    await changeLine(db, plan, line, values, domains, given(c, true))
    await record(db, writer(c, plan), 'plan task changed', 'plan', plan.id, { change: 'changed', title: values.title.slice(0, 120) })
  }))
  if (!failed) return done(c, `/plans/${plan.id}#phu-luc`, 'Đã sửa nhiệm vụ.')
  return page(c, 'Sửa nhiệm vụ', 'plans/task', taskPage(plan, await lineWith(store.read, plan, c.req.param('task')), domains, office, failed))
})

planTaskRoutes.post('/plans/:id/tasks/:task/removal', async c => {
  const { store, user } = c.var
  await store.write(async db => {
    const plan = await draftPlan(db, user, c.req.param('id'))
    const line = await lineWith(db, plan, c.req.param('task'))
    await removeTasks(db, line.tasks.map(({ id }) => id))
    await record(db, writer(c, plan), 'plan task changed', 'plan', plan.id, { change: 'removed', title: line.title.slice(0, 120) })
  })
  return done(c, `/plans/${c.req.param('id')}#phu-luc`, 'Đã bỏ nhiệm vụ khỏi bản nháp.')
})

/** An approved plan that this person may amend. */
async function amendable(c: Ask): Promise<Plan> {
  const plan = await findPlan(c.var.store.read, c.var.user, c.req.param('id')!)
  if (!may(c.var.user, 'write plans', { unitId: plan.unitId })) throw new NotAllowed()
  if (plan.state !== 'approved' && plan.state !== 'running') throw new NotFound('Chỉ kế hoạch đã phê duyệt mới có điều chỉnh.')
  return plan
}

planTaskRoutes.get('/plans/:id/tasks/:task/amendment', async c => {
  const plan = await amendable(c)
  const { office, domains } = await around(c, plan)
  const line = await lineWith(c.var.store.read, plan, c.req.param('task'))
  const shown = taskPage(plan, line, domains, office, null)
  return page(c, 'Điều chỉnh nhiệm vụ', 'plans/task', { ...shown, form: filled({ ...shown.form.values, decidedOn: today() }) })
})

planTaskRoutes.post('/plans/:id/tasks/:task/amendment', anyForm, async c => {
  const { store } = c.var
  const plan = await amendable(c)
  const { office, domains, year } = await around(c, plan)
  let made = 0
  const failed = await submit(c.req.valid('form'), async typed => {
    const decision = decisionForm.safeParse(typed)
    if (!decision.success) throw new Invalid(mistakesOf(decision.error))
    made = await store.write(async db => {
      const line = await lineWith(db, plan, c.req.param('task'))
      const values = lineFrom(typed, { year, domains, office, before: line })
      return amendLine(db, writer(c, plan), { ...plan, revision: Number(typed.revision) }, line, values, decision.data, office, domains, c.var.config)
    })
  })
  if (!failed) return done(c, `/plans/${plan.id}#dieu-chinh`, `Đã ghi điều chỉnh lần ${number(made)}.`)
  return page(c, 'Điều chỉnh nhiệm vụ', 'plans/task', taskPage(plan, await lineWith(store.read, plan, c.req.param('task')), domains, office, failed))
})
