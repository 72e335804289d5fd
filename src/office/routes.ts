// Bringing in a list of units and staff: upload, preview with choices in place, apply.
import { z } from 'zod'
import { namesOfPeople } from '../accounts/people.ts'
import { withUpload } from '../admin/uploads.ts'
import { Invalid } from '../errors.ts'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { addStaffImport, applyStaffImport, dropStaffImport, findStaffImport, keepChoices, readStaffFile, staffImportsMade, withChoices } from './staff-imports.ts'
import { previewOf } from './staff-preview.ts'
import type { StaffImport } from './tables.ts'

export const officeRoutes = routes()

const by = (c: Ask) => actor(c.var.user, 'import the office')
// A list of the staff of a whole province is under one megabyte.
const mostBytes = 5 * 1024 * 1024

async function showImports(c: Ask, form: Form = blank) {
  const made = await staffImportsMade(c.var.store.read)
  const names = await namesOfPeople(c.var.store.read, [...new Set(made.map(one => one.madeById))])
  const imports = made.map(({ id, fileName, madeAt, madeById, state, result }) => ({ id, fileName, madeAt, state, result, by: names.get(madeById) ?? 'cổng' }))
  return page(c, 'Nhập danh sách cán bộ', 'office/imports', { form, imports, megabytes: mostBytes / 1024 / 1024 })
}

officeRoutes.get('/admin/staff-imports', c => showImports(c))

officeRoutes.post('/admin/staff-imports', async c => {
  const { store } = c.var
  let id = ''
  const again = await submit({ form: blank, input: {} }, async () => {
    id = await withUpload(c, 'file', ['xlsx', 'csv'], mostBytes, async file => {
      const reading = await readStaffFile(file)
      return store.write(db => addStaffImport(db, by(c), file.name, reading))
    })
  })
  return again ? showImports(c, again) : c.redirect(`/admin/staff-imports/${id}`, 303)
})

async function showImport(c: Ask, found: StaffImport, form: Form = blank) {
  const { id, fileName, state, revision, choices, reading, result } = found
  const preview = await previewOf(c.var.store.read, reading, choices)
  const { ignored, warnings, sheet, headRow } = reading
  return page(c, `Danh sách ${fileName}`, 'office/import', { importId: id, fileName, state, revision, since: choices.since, form, preview, ignored, warnings, result, sheet, headRow })
}

officeRoutes.get('/admin/staff-imports/:id', async c => showImport(c, await findStaffImport(c.var.store.read, c.req.param('id'))))

const anyForm = z.looseObject({})

officeRoutes.post('/admin/staff-imports/:id/choices', formOf(anyForm), async c => {
  const { store } = c.var
  const id = c.req.param('id')
  const checked = c.req.valid('form')
  const again = await submit(checked, input => store.write(db => keepChoices(db, id, input)))
  if (again) return showImport(c, withChoices(await findStaffImport(store.read, id), checked.input ?? {}), again)
  return done(c, `/admin/staff-imports/${id}`, 'Đã lưu lựa chọn. Chưa có gì được nhập.')
})

officeRoutes.post('/admin/staff-imports/:id/application', formOf(anyForm), async c => {
  const { store } = c.var
  const id = c.req.param('id')
  const checked = c.req.valid('form')
  let sentence = ''
  const again = await submit(checked, async input => {
    const { unitsAdded, peopleAdded, peopleChanged, leftOut } = await store.write(async db => {
      const draft = await keepChoices(db, id, input)
      if ((await previewOf(db, draft.reading, draft.choices)).nothing) throw new Invalid({ '': 'Không có gì thay đổi: mọi dòng đã có trong cổng như trong tệp.' })
      return applyStaffImport(db, by(c), draft)
    })
    sentence = `Đã nhập: thêm ${number(peopleAdded)} người, sửa ${number(peopleChanged)} người, lập ${number(unitsAdded)} đơn vị${leftOut ? `; ${number(leftOut)} dòng không nhập` : ''}.`
  })
  if (again) return showImport(c, withChoices(await findStaffImport(store.read, id), checked.input ?? {}), again)
  return done(c, `/admin/staff-imports/${id}`, sentence)
})

officeRoutes.post('/admin/staff-imports/:id/drop', async c => {
  await c.var.store.write(db => dropStaffImport(db, by(c), c.req.param('id')))
  return done(c, '/admin/staff-imports', 'Đã bỏ bản nháp. Không có gì được nhập.')
})
