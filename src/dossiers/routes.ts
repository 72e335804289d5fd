// Addresses of Biểu 06: the units of a period, one unit's table entered by hand or from a spreadsheet, and the files.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { withUpload } from '../admin/uploads.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { findPeriod } from '../periods/periods.ts'
import { foundPeriod } from '../periods/show-pages.ts'
import { may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { enterDossiers, valuesOf } from './entering.ts'
import { readDossiers } from './importing.ts'
import { dossierDocument, dossiersPage, dossierWorkbook, sheetPage } from './pages.ts'

export const dossierRoutes = routes()

dossierRoutes.get('/periods/:id/dossiers', async c => {
  const period = await foundPeriod(c)
  return page(c, `Biểu 06, ${period.name}`, 'dossiers/index', await dossiersPage(c, period))
})

dossierRoutes.get('/periods/:id/dossiers/export/:format', async c => {
  const period = await foundPeriod(c)
  const name = `Biểu 06 ${period.name.replace('/', '-')}`
  const format = c.req.param('format')
  if (format === 'xlsx') return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await dossierWorkbook(c, period))
  if (format === 'docx') return download(c, `${name}.docx`, fileKinds.docx.mime, await dossierDocument(c, period))
  throw new NotFound()
})

async function showSheet(c: Ask, form?: Form, source?: string) {
  const data = await sheetPage(c, await foundPeriod(c), c.req.param('unit')!, form, source)
  return page(c, `Biểu 06 của ${data.unit}, ${data.period}`, 'dossiers/sheet', data)
}

dossierRoutes.get('/periods/:id/dossiers/:unit', c => showSheet(c))

dossierRoutes.post('/periods/:id/dossiers/:unit', formOf(z.looseObject({})), async c => {
  const { store, user } = c.var
  const { id, unit } = c.req.param()
  const checked = c.req.valid('form')
  const again = await submit(checked, input => store.write(async db => enterDossiers(db, user, await findPeriod(db, user, id), unit, input)))
  return again ? showSheet(c, again, checked.form.values.source) : done(c, `/periods/${id}/dossiers/${unit}`, 'Đã lưu Biểu 06; các bản trước vẫn giữ.')
})

dossierRoutes.post('/periods/:id/dossiers/:unit/file', async c => {
  const { id, unit } = c.req.param()
  await findPeriod(c.var.store.read, c.var.user, id)
  if (!may(c.var.user, 'enter dossiers', { unitId: unit })) throw new NotAllowed('Biểu 06 của đơn vị do người của đơn vị ấy và đầu mối KSTTHC nhập.')
  try {
    const { rows, doubts } = await withUpload(c, 'file', ['xlsx'], c.var.config.uploadBytes, async file => readDossiers(await readFile(file.path)))
    return await showSheet(c, { values: valuesOf(rows), errors: doubts }, 'file')
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const data = await sheetPage(c, await foundPeriod(c), unit)
    return page(c, `Biểu 06 của ${data.unit}, ${data.period}`, 'dossiers/sheet', { ...data, form: { ...data.form, errors: error.errors } })
  }
})
