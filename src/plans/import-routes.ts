// Bringing an annex in: send the file, put doubtful cells right, write it into the plan, or drop it.
import { z } from 'zod'
import { fields, type Mapping } from '../annex/columns.ts'
import { withUpload } from '../admin/uploads.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, fragment, page } from '../web/render.ts'
import { officeUnits } from './annex-lines.ts'
import { cellRules, changesFrom, spread } from './import-cells.ts'
import { importPage, importsPage, mayImport, rowOf, rowsShown, rowView, showing, stateOf, waitingRows } from './import-pages.ts'
import { addImport, applyImport, confirmAll, correctColumns, dropImport, findImport, forgetFile, keepRows } from './imports.ts'
import { cells, missingIn, openCells, valuesOf } from './import-rows.ts'
import { findPlan } from './plans.ts'
import type { Plan, PlanImport } from './tables.ts'
import type { Typed } from './task-form.ts'

export const planImportRoutes = routes()

const writer = (c: Ask, plan: Plan) => actor(c.var.user, 'write plans', { unitId: plan.unitId })
const anyForm = formOf(z.looseObject({}))

/** The plan and the annex of the address; only those who write the plan come here. */
async function found(c: Ask): Promise<{ plan: Plan; draft: PlanImport }> {
  const plan = await planOf(c)
  return { plan, draft: await findImport(c.var.store.read, plan, c.req.param('import')!) }
}
async function planOf(c: Ask): Promise<Plan> {
  const plan = await findPlan(c.var.store.read, c.var.user, c.req.param('id')!)
  if (!mayImport(c, plan)) throw new NotAllowed('Chỉ Đầu mối CCHC và Chánh Văn phòng nhập phụ lục.')
  return plan
}

const title = 'Nhập phụ lục'
planImportRoutes.get('/plans/:id/imports', async c => page(c, title, 'plans/imports', await importsPage(c, await planOf(c))))

planImportRoutes.post('/plans/:id/imports', async c => {
  const { store, config } = c.var
  const plan = await planOf(c)
  let id = ''
  const again = await submit({ form: blank, input: {} }, async () => {
    id = await withUpload(c, 'file', ['xlsx', 'docx'], config.uploadBytes, file => addImport(store, config.dataDir, writer(c, plan), plan, file))
  })
  return again ? page(c, title, 'plans/imports', await importsPage(c, plan, again)) : c.redirect(`/plans/${plan.id}/imports/${id}`, 303)
})

async function show(c: Ask, form?: Form) {
  const { plan, draft } = await found(c)
  const data = await importPage(c, plan, draft, form)
  return page(c, data.title, 'plans/import', data)
}

planImportRoutes.get('/plans/:id/imports/:import', c => show(c))

/** Keeps the cells of the posted rows. What cannot be taken comes back as errors; the rest is kept all the same. */
async function keepCells(c: Ask, typed: Typed): Promise<Record<string, string>> {
  const { plan, draft } = await found(c)
  const { store } = c.var
  const office = await officeUnits(store.read)
  const ids = Object.keys(typed).flatMap(name => /^r\.([^.]+)$/.exec(name)?.[1] ?? [])
  const rows = (await Promise.all(ids.slice(0, 200).map(id => rowOf(store.read, draft, id)))).filter(row => row !== undefined)
  const { changes, errors } = changesFrom(rows, typed, cellRules(office, Number(plan.since.slice(0, 4)), draft.reading.groups.length))
  if (changes.length) await store.write(db => keepRows(db, plan, draft, Number(typed.revision), changes))
  await spreadCells(c, typed, changes.length)
  return errors
}

/** "The same for all rows that say so": after the row itself was kept. */
async function spreadCells(c: Ask, typed: Typed, kept: number): Promise<void> {
  const [, id, cell] = Object.keys(typed).map(name => /^r\.([^.]+)\.(\w+)\.all$/.exec(name)).find(found => found !== null) ?? []
  const name = cells.find(one => one === cell)
  if (!id || !name) return
  const { plan, draft } = await found(c)
  const from = await rowOf(c.var.store.read, draft, id)
  if (!from || missingIn(valuesOf(from))[name]) throw new Invalid({ [`r.${id}.${name}`]: 'Hãy chọn cho dòng này trước.' })
  const changes = spread(from, name, await waitingRows(c.var.store.read, draft))
  const itself = openCells(from).includes(name) ? [{ id, skipped: from.skipped, fixes: { ...from.fixes, looked: [...from.fixes.looked, name] } }] : []
  await c.var.store.write(db => keepRows(db, plan, draft, kept ? draft.revision : Number(typed.revision), [...itself, ...changes]))
}

planImportRoutes.post('/plans/:id/imports/:import/cells', anyForm, async c => {
  const again = await submit(c.req.valid('form'), async typed => {
    const errors = await keepCells(c, typed)
    if (Object.keys(errors).length) throw new Invalid(errors)
  })
  if (again) return show(c, again)
  const { address } = await (async () => { const { plan, draft } = await found(c); return rowsShown(c, plan, draft) })()
  return done(c, address, 'Đã lưu. Chưa có gì được ghi vào kế hoạch.')
})

// One row at once, as its cells are changed: the row and the bar under the grid come back.
planImportRoutes.post('/plans/:id/imports/:import/rows/:row', anyForm, async c => {
  const { form, input = {} } = c.req.valid('form')
  const errors = await keepCells(c, input)
  const { plan, draft } = await found(c)
  const row = await rowOf(c.var.store.read, draft, c.req.param('row'))
  if (!row) throw new Invalid({ '': 'Dòng này không còn: các cột vừa được hiểu lại. Hãy tải lại trang.' })
  const view = rowView(row, await showing(c, plan, draft, { form: { ...form, errors }, edit: input.editing === row.id ? row.id : null, address: `/plans/${plan.id}/imports/${draft.id}` }))
  return fragment(c, 'plans/_import-saved', { row: view, editable: true, state: await stateOf(c, plan, draft) })
})

planImportRoutes.post('/plans/:id/imports/:import/confirmation', anyForm, async c => {
  let confirmed = 0
  const again = await submit(c.req.valid('form'), async typed => {
    const { draft } = await found(c)
    confirmed = await c.var.store.write(db => confirmAll(db, draft, Number(typed.revision)))
  })
  return again ? show(c, again) : done(c, `/plans/${c.req.param('id')}/imports/${c.req.param('import')}`, `Đã nhận ${number(confirmed)} ô như cổng hiểu.`)
})

planImportRoutes.post('/plans/:id/imports/:import/columns', anyForm, async c => {
  const { store, config } = c.var
  const again = await submit(c.req.valid('form'), async typed => {
    const { plan, draft } = await found(c)
    const mapping: Mapping = {}
    for (const at of draft.reading.table.headers.keys()) {
      const field = fields.find(one => one === typed[`column.${at}`])
      if (!field) continue
      if (mapping[field] !== undefined) throw new Invalid({ [`column.${at}`]: 'Hai cột không thể cùng một nghĩa.' })
      mapping[field] = at
    }
    if (mapping.title === undefined) throw new Invalid({ '': 'Phải có một cột là “Nhiệm vụ”.' })
    await correctColumns(store, config.dataDir, writer(c, plan), plan, draft, mapping)
  })
  return again ? show(c, again) : done(c, `/plans/${c.req.param('id')}/imports/${c.req.param('import')}`, 'Đã đọc lại tệp theo các cột bạn chọn. Lần sau gặp bảng như vậy cổng sẽ hiểu ngay.')
})

planImportRoutes.post('/plans/:id/imports/:import/application', anyForm, async c => {
  const { store, user, config } = c.var
  let sentence = ''
  let next = ''
  const again = await submit(c.req.valid('form'), async typed => {
    const errors = await keepCells(c, typed)
    if (Object.keys(errors).length) throw new Invalid(errors)
    const { plan, draft } = await found(c)
    // What the page knew, or what was only just kept with it.
    const revision = draft.revision === Number(typed.revision) + 1 ? draft.revision : Number(typed.revision)
    const { added, changed, same, waiting } = await store.write(db => applyImport(db, user, writer(c, plan), plan.id, draft.id, revision, config))
    if (!waiting) await forgetFile(config.dataDir, draft)
    sentence = `Đã ghi vào kế hoạch: thêm ${number(added)} nhiệm vụ, sửa ${number(changed)}, giữ nguyên ${number(same)}.${waiting ? ` Còn ${number(waiting)} dòng chờ xem.` : ''}`
    next = waiting ? `/plans/${plan.id}/imports/${draft.id}` : `/plans/${plan.id}`
  })
  return again ? show(c, again) : done(c, next, sentence)
})

planImportRoutes.post('/plans/:id/imports/:import/drop', async c => {
  const { plan, draft } = await found(c)
  await dropImport(c.var.store, c.var.config.dataDir, writer(c, plan), plan, draft)
  return done(c, `/plans/${plan.id}/imports`, 'Đã bỏ phụ lục. Những gì chưa ghi không vào kế hoạch.')
})
