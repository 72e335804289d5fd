// Plans: the list, one plan with its annex, writing a draft, taking it on from step to step, handing it on as a file.
import { z } from 'zod'
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { officialDocument } from '../documents/official.ts'
import { Invalid, mistakesOf, NotAllowed, NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor, may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { addBasis, basisForm, changeBasis, removeBasis } from './bases.ts'
import { copyPlan } from './copying.ts'
import { copyPage, editPage, newPage } from './edit-pages.ts'
import { annexSheets, planDocument } from './export.ts'
import { listPage, planRows, sentenceOf } from './list-pages.ts'
import { addPlan, changePlan, domainsFrom, draftPlan, findPlan, planFilterFrom, planForm, removePlan } from './plans.ts'
import { showPage } from './show-pages.ts'
import { approvalForm, approvePlan, closePlan, closingForm, returnForm, returnPlan, startPlan, submitPlan } from './states.ts'
import type { Plan } from './tables.ts'
import type { Typed } from './task-form.ts'

export const planRoutes = routes()

const xlsx = fileKinds.xlsx.mime
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const anyForm = z.looseObject({})
const writer = (c: Ask, plan?: Plan) => actor(c.var.user, 'write plans', plan && { unitId: plan.unitId })
const planOf = (c: Ask) => findPlan(c.var.store.read, c.var.user, c.req.param('id')!)

planRoutes.get('/plans', async c => page(c, 'Kế hoạch', 'plans/index', await listPage(c, planFilterFrom(c.req.query()))))

const column = ([title, width]: (string | number)[]) => ({ title: String(title), width: Number(width), kind: 'text' as const })

planRoutes.get('/plans/export/xlsx', async c => {
  const filter = planFilterFrom(c.req.query())
  const rows = await planRows(c, filter)
  const sheet = {
    name: 'Kế hoạch', note: sentenceOf(rows, filter),
    columns: [
      ...[['Kế hoạch', 60], ['Số', 22], ['Loại', 20], ['Thời gian', 16], ['Đơn vị giữ', 26], ['Bước', 18]].map(column),
      ...[['Nhiệm vụ', 10], ['Đã xong', 10], ['Quá hạn', 10], ['Tiến độ (%)', 12]].map(one => ({ ...column(one), kind: 'number' as const })),
    ],
    rows: rows.map(row => [`${'– '.repeat(row.depth)}${row.title}`, row.number, row.kind, row.period, row.unit, row.status.label, row.tasks, row.done, row.late, row.percent === null ? null : Math.round(row.percent * 10) / 10]),
  }
  return download(c, `ke-hoach-${today()}.xlsx`, xlsx, await writeWorkbook([sheet]))
})

planRoutes.get('/plans/new', async c => page(c, 'Soạn kế hoạch', 'plans/edit', await newPage(c)))

/** A form of fields with domains beside them: what is wrong in either comes back as the same page. */
const planFields = formOf(z.looseObject({}))
function readPlan(typed: Typed): z.output<typeof planForm> {
  const parsed = planForm.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new Invalid(mistakesOf(parsed.error))
}
/** Domains that the plan stands in, and the plan above it, are what the person may choose. */
function mayKeep(c: Ask, unitId: string): void {
  if (!may(c.var.user, 'write plans', { unitId })) throw new Invalid({ unitId: 'Bạn không soạn kế hoạch cho đơn vị này.' })
}

planRoutes.post('/plans', planFields, async c => {
  let id = ''
  const again = await submit(c.req.valid('form'), async typed => {
    const input = readPlan(typed)
    mayKeep(c, input.unitId)
    id = await c.var.store.write(db => addPlan(db, writer(c), input, domainsFrom(typed)))
  })
  return again ? page(c, 'Soạn kế hoạch', 'plans/edit', await newPage(c, again)) : done(c, `/plans/${id}`, 'Đã lưu bản nháp. Thêm nhiệm vụ từ tệp phụ lục hoặc từng dòng, rồi trình phê duyệt.')
})

planRoutes.get('/plans/:id', async c => { const plan = await planOf(c); return page(c, plan.title, 'plans/show', await showPage(c, plan)) })

async function again(c: Ask, forms: { form?: Form; basisForm?: Form }) {
  const plan = await planOf(c)
  return page(c, plan.title, 'plans/show', await showPage(c, plan, forms), 422)
}

planRoutes.get('/plans/:id/export/:format', async c => {
  const plan = await planOf(c)
  const format = c.req.param('format')
  const name = `${plan.kind === 'programme' ? 'chuong-trinh' : 'ke-hoach'}-${plan.number?.replace(/\//g, '-') ?? plan.since.slice(0, 4)}`
  if (format === 'xlsx') return download(c, `${name}.xlsx`, xlsx, await writeWorkbook(await annexSheets(c.var.store.read, plan)))
  if (format === 'docx') return download(c, `${name}.docx`, docx, new Uint8Array(officialDocument(await planDocument(c.var.store.read, plan, c.var.config.office))))
  throw new NotFound()
})

planRoutes.get('/plans/:id/edit', async c => page(c, 'Sửa kế hoạch', 'plans/edit', await editPage(c, await draftPlan(c.var.store.read, c.var.user, c.req.param('id')))))

planRoutes.post('/plans/:id/edit', planFields, async c => {
  const { store, user } = c.var
  const id = c.req.param('id')
  const failed = await submit(c.req.valid('form'), async typed => {
    const input = readPlan(typed)
    mayKeep(c, input.unitId)
    await store.write(async db => { const plan = await draftPlan(db, user, id); await changePlan(db, writer(c, plan), plan, input, domainsFrom(typed), Number(typed.revision)) })
  })
  return failed ? page(c, 'Sửa kế hoạch', 'plans/edit', await editPage(c, await planOf(c), failed)) : done(c, `/plans/${id}`, 'Đã lưu kế hoạch.')
})

planRoutes.post('/plans/:id/removal', async c => {
  const { store, user } = c.var
  const failed = await submit({ form: blank, input: c.req.param('id') }, id => store.write(async db => { const plan = await draftPlan(db, user, id); await removePlan(db, writer(c, plan), plan) }))
  return failed ? again(c, { form: failed }) : done(c, '/plans', 'Đã xóa bản nháp.')
})

planRoutes.get('/plans/:id/copy', async c => page(c, 'Chép kế hoạch', 'plans/edit', await copyPage(c, await planOf(c))))

planRoutes.post('/plans/:id/copy', planFields, async c => {
  const plan = await planOf(c)
  let id = ''
  const failed = await submit(c.req.valid('form'), async typed => {
    const input = readPlan(typed)
    mayKeep(c, input.unitId)
    id = await c.var.store.write(db => copyPlan(db, writer(c), plan, input, c.var.config))
  })
  return failed ? page(c, 'Chép kế hoạch', 'plans/edit', await copyPage(c, plan, failed)) : done(c, `/plans/${id}`, 'Đã chép thành bản nháp. Hãy xem lại thời hạn và chỉ tiêu trước khi trình.')
})

// ---- Steps

/** One step of the plan; what it lacks is said on its page, with what was typed. */
function step(address: string, schema: z.ZodType<Record<string, unknown>>, work: (c: Ask, plan: Plan, input: Record<string, unknown>) => Promise<string>): void {
  planRoutes.post(`/plans/:id/${address}`, formOf(schema), async c => {
    let sentence = ''
    const failed = await submit(c.req.valid('form') as { form: Form; input?: Record<string, unknown> }, async input => { sentence = await work(c, await planOf(c), input) })
    return failed ? again(c, { form: failed }) : done(c, `/plans/${c.req.param('id')}`, sentence)
  })
}
const refuseOthers = (c: Ask, plan: Plan, action: 'write plans' | 'approve plans') => { if (!may(c.var.user, action, { unitId: plan.unitId })) throw new NotAllowed() }

step('submission', anyForm, async (c, plan) => {
  refuseOthers(c, plan, 'write plans')
  await c.var.store.write(db => submitPlan(db, writer(c, plan), plan))
  return 'Đã trình Giám đốc phê duyệt.'
})
step('withdrawal', anyForm, async (c, plan) => {
  refuseOthers(c, plan, 'write plans')
  await c.var.store.write(db => returnPlan(db, writer(c, plan), plan, null))
  return 'Đã rút kế hoạch về để sửa.'
})
step('return', returnForm, async (c, plan, { reason }) => {
  refuseOthers(c, plan, 'approve plans')
  await c.var.store.write(db => returnPlan(db, actor(c.var.user, 'approve plans'), plan, reason as string))
  return 'Đã trả lại kế hoạch; người soạn thấy lý do ở trang này.'
})
step('approval', approvalForm, async (c, plan, input) => {
  const given = await c.var.store.write(db => approvePlan(db, c.var.user, actor(c.var.user, 'approve plans'), plan, input as z.output<typeof approvalForm>, c.var.config))
  return `Đã phê duyệt và giao ${number(given)} nhiệm vụ cho các đơn vị. Các đơn vị có ${number(c.var.config.receiptHours)} giờ làm việc để tiếp nhận.`
})
step('start', anyForm, async (c, plan) => {
  refuseOthers(c, plan, 'write plans')
  await c.var.store.write(db => startPlan(db, writer(c, plan), plan))
  return 'Kế hoạch bắt đầu được thực hiện.'
})
step('closing', closingForm, async (c, plan, { reason }) => {
  refuseOthers(c, plan, 'approve plans')
  await c.var.store.write(db => closePlan(db, actor(c.var.user, 'approve plans'), plan, reason as string | null))
  return 'Đã kết thúc kế hoạch.'
})

// ---- Legal bases

planRoutes.post('/plans/:id/bases', formOf(basisForm), async c => {
  const { store, user } = c.var
  const failed = await submit(c.req.valid('form'), input => store.write(async db => { const plan = await draftPlan(db, user, c.req.param('id')); await addBasis(db, writer(c, plan), plan, input) }))
  return failed ? again(c, { basisForm: failed }) : done(c, `/plans/${c.req.param('id')}#can-cu`, 'Đã thêm căn cứ.')
})
planRoutes.post('/plans/:id/bases/:basis', formOf(basisForm), async c => {
  const { store, user } = c.var
  const basis = c.req.param('basis')
  const failed = await submit(c.req.valid('form'), input => store.write(async db => { const plan = await draftPlan(db, user, c.req.param('id')); await changeBasis(db, writer(c, plan), plan, basis, input) }))
  return failed ? again(c, { basisForm: { ...failed, values: { ...failed.values, basis } } }) : done(c, `/plans/${c.req.param('id')}#can-cu`, 'Đã sửa căn cứ.')
})
planRoutes.post('/plans/:id/bases/:basis/removal', async c => {
  const { store, user } = c.var
  await store.write(async db => { const plan = await draftPlan(db, user, c.req.param('id')); await removeBasis(db, writer(c, plan), plan, c.req.param('basis')) })
  return done(c, `/plans/${c.req.param('id')}#can-cu`, 'Đã bỏ căn cứ.')
})
