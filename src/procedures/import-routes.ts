// Importing procedures from a file: send, look through, choose, start, watch, and read what became of it.
import { z } from 'zod'
import { writeCsv } from '../admin/csv.ts'
import { withUpload } from '../admin/uploads.ts'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit } from '../web/forms.ts'
import { done, download, fragment, page } from '../web/render.ts'
import { importPage, importsPage, problemRows, progressOf } from './import-pages.ts'
import { choose, discardImport, findImport, jobOf, receiveFile, resumeImport, startImport, stopImport, uploadKinds } from './imports.ts'
import { importChoices, type ImportChoice } from './tables.ts'

export const importRoutes = routes()

const importer = (c: Ask) => actor(c.var.user, 'import procedures')
const title = 'Nhập thủ tục từ tệp'

importRoutes.get('/procedures/imports', async c => page(c, title, 'procedures/imports', await importsPage(c)))

importRoutes.post('/procedures/imports', async c => {
  const { store, config } = c.var
  let id = ''
  const again = await submit({ form: blank, input: {} }, async () => {
    id = await withUpload(c, 'file', uploadKinds, config.uploadBytes, file => receiveFile(store, config.dataDir, importer(c), file))
  })
  return again ? page(c, title, 'procedures/imports', await importsPage(c, again)) : c.redirect(`/procedures/imports/${id}`, 303)
})

async function show(c: Ask, id: string, form = blank) {
  const { title, data } = await importPage(c, id, form)
  return page(c, title, 'procedures/import', data)
}

importRoutes.get('/procedures/imports/:id', c => show(c, c.req.param('id')))

// Asks for the whole page once the job has ended: then there is more to show than how far it is.
importRoutes.get('/procedures/imports/:id/progress', async c => {
  const id = c.req.param('id')
  const one = await findImport(c.var.store.read, id)
  const data = progressOf(one, await jobOf(c.var.store.read, one))
  if (!data.running) c.header('HX-Redirect', `/procedures/imports/${id}`)
  return fragment(c, 'procedures/_import-progress', data)
})

importRoutes.get('/procedures/imports/:id/problems.csv', async c => {
  const { id } = await findImport(c.var.store.read, c.req.param('id'))
  return download(c, 'dong-can-xem.csv', 'text/csv; charset=utf-8', writeCsv(await problemRows(c.var.store.read, id)))
})

importRoutes.post('/procedures/imports/:id/choices', formOf(z.record(z.string(), z.string().catch(''))), async c => {
  const id = c.req.param('id')
  const again = await submit(c.req.valid('form'), async values => {
    const all = choiceOf(values.all)
    const single = Object.entries(values).flatMap(([name, value]) => {
      const number = /^choice\.(\d+)$/.exec(name)?.[1]
      const choice = choiceOf(value)
      return number && choice ? [[Number(number), choice] as const] : []
    })
    await c.var.store.write(db => choose(db, importer(c), id, all ?? new Map(single)))
  })
  if (again) return show(c, id, again)
  return done(c, `/procedures/imports/${id}?kind=doubtful`, 'Đã lưu lựa chọn. Chưa có gì được đưa vào danh mục.')
})

const choiceOf = (value: string | undefined): ImportChoice | undefined => importChoices.find(choice => choice === value)

importRoutes.post('/procedures/imports/:id/start', async c => {
  const id = c.req.param('id')
  const again = await submit({ form: blank, input: id }, () => c.var.store.write(db => startImport(db, importer(c), id)))
  return again ? show(c, id, again) : c.redirect(`/procedures/imports/${id}`, 303)
})

importRoutes.post('/procedures/imports/:id/stop', async c => {
  const id = c.req.param('id')
  await c.var.store.write(db => stopImport(db, importer(c), id))
  return c.redirect(`/procedures/imports/${id}`, 303)
})

importRoutes.post('/procedures/imports/:id/resumption', async c => {
  const id = c.req.param('id')
  await c.var.store.write(db => resumeImport(db, importer(c), id))
  return c.redirect(`/procedures/imports/${id}`, 303)
})

importRoutes.post('/procedures/imports/:id/discard', async c => {
  const id = c.req.param('id')
  const again = await submit({ form: blank, input: id }, () => discardImport(c.var.store, c.var.config.dataDir, importer(c), id))
  return again ? show(c, id, again) : done(c, '/procedures/imports', 'Đã bỏ tệp; danh mục không thay đổi.')
})
