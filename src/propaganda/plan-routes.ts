// Addresses of the plan of propaganda: the list and its files, one line, writing, dropping and copying lines.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { withUpload } from '../admin/uploads.ts'
import { officialDocument } from '../documents/official.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { lineAsForm, lineFormPage, linePage, newLineForm } from './line-pages.ts'
import { copyQuarter, dropLine, findLine, lineForm, quarterAfter, saveLine } from './lines.ts'
import { planDocument } from './plan-document.ts'
import { planImportPage } from './plan-import-pages.ts'
import { applyLines, sentForm } from './plan-importing.ts'
import { planContents, planExported, planPage, quarterInWords } from './plan-pages.ts'
import { readPlan, type FileLine } from './plan-reading.ts'
import type { PropagandaLine } from './tables.ts'

export const propagandaPlanRoutes = routes()

const typed = formOf(lineForm)
const found = (c: Ask) => findLine(c.var.store.read, c.req.param('line')!)
const showForm = async (c: Ask, line: PropagandaLine | null, form: Form) => {
  const data = await lineFormPage(c, line, form)
  return page(c, data.title, 'propaganda/line-edit', data)
}

propagandaPlanRoutes.get('/propaganda/plan', async c => page(c, 'Kế hoạch tuyên truyền', 'propaganda/plan', await planPage(c)))

propagandaPlanRoutes.get('/propaganda/plan/export/:format', async c => {
  if (c.req.param('format') !== 'docx') return planExported(c)
  const contents = await planContents(c.var.store.read, c.var.user, c.req.query())
  return download(c, `Kế hoạch tuyên truyền ${contents.period}.docx`, fileKinds.docx.mime, officialDocument(planDocument(contents, c.var.config.office)))
})

propagandaPlanRoutes.get('/propaganda/plan/new', async c => showForm(c, null, await newLineForm(c)))

propagandaPlanRoutes.post('/propaganda/plan', typed, async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => saveLine(db, user, null, input)) })
  return again ? showForm(c, null, again) : done(c, `/propaganda/plan/${id}`, 'Đã thêm vào kế hoạch. Bài soạn xong thì xếp vào dòng này ở trang của bài.')
})

// Nothing is saved: the form comes back with the tasks of the unit that was chosen.
propagandaPlanRoutes.post('/propaganda/plan/draft', formOf(z.looseObject({})), async c => {
  const { values } = c.req.valid('form').form
  const id = c.req.query('of')
  return showForm(c, id ? await findLine(c.var.store.read, id) : null, { values: { ...values, taskId: '' }, errors: {} })
})

const copyForm = z.object({ year: z.coerce.number().int().min(2020).max(2100), quarter: z.coerce.number().int().min(1).max(4), unit: z.string().max(100).default('') })
propagandaPlanRoutes.post('/propaganda/plan/copying', formOf(copyForm), async c => {
  const { store, user } = c.var
  let copied = 0
  const again = await submit(c.req.valid('form'), async ({ unit, ...quarter }) => { copied = await store.write(db => copyQuarter(db, user, quarter, unit)) })
  if (again) return done(c, '/propaganda/plan', 'Chưa chép được: hãy chọn một quý rồi chép lại.')
  const next = quarterAfter(c.req.valid('form').input!)
  const words = quarterInWords(next)
  return done(c, `/propaganda/plan?period=${next.year}-${next.quarter}`, copied ? `Đã chép ${copied} dòng sang ${words}. Xem lại hạn, số sản phẩm của từng dòng.`
    : `Không có dòng nào cần chép: ${words} đã có đủ, hoặc bạn không lập kế hoạch cho các đơn vị này.`)
})

const showImport = async (c: Ask, lines: FileLine[] | null, form?: Form) =>
  page(c, 'Đọc kế hoạch từ tệp Excel', 'propaganda/plan-import', await planImportPage(c, lines, form))

propagandaPlanRoutes.get('/propaganda/plan/import', c => showImport(c, null))

propagandaPlanRoutes.post('/propaganda/plan/import', async c => {
  const { store: { read }, user, config } = c.var
  try {
    return await showImport(c, await withUpload(c, 'file', ['xlsx'], config.uploadBytes, async ({ path }) => readPlan(read, user, await readFile(path))))
  } catch (error) {
    if (error instanceof Invalid) return showImport(c, null, { values: {}, errors: error.errors })
    throw error
  }
})

propagandaPlanRoutes.post('/propaganda/plan/import/application', formOf(sentForm), async c => {
  const { store, user } = c.var
  const checked = c.req.valid('form')
  let made = { added: 0, changed: 0 }
  const again = await submit(checked, async ({ rows }) => { made = await store.write(db => applyLines(db, user, rows)) })
  if (again) return showImport(c, checked.input?.rows.map(row => ({ ...row, problems: {} })) ?? null, again)
  return done(c, '/propaganda/plan?period=all', `Đã ghi vào kế hoạch: ${made.added} dòng mới, ${made.changed} dòng thay đổi.`)
})

propagandaPlanRoutes.get('/propaganda/plan/:line', async c => {
  const line = await found(c)
  return page(c, line.topic, 'propaganda/line', await linePage(c, line))
})

propagandaPlanRoutes.get('/propaganda/plan/:line/edit', async c => {
  const line = await found(c)
  if (line.droppedAt || !may(c.var.user, 'plan propaganda', { unitId: line.unitId })) throw new NotAllowed('Dòng này đã bỏ, hoặc thuộc kế hoạch của đơn vị khác.')
  return showForm(c, line, lineAsForm(line))
})

propagandaPlanRoutes.post('/propaganda/plan/:line', typed, async c => {
  const { store, user } = c.var
  const line = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(async db => saveLine(db, user, await findLine(db, line.id), input)))
  return again ? showForm(c, line, again) : done(c, `/propaganda/plan/${line.id}`, 'Đã lưu dòng kế hoạch.')
})

propagandaPlanRoutes.post('/propaganda/plan/:line/drop', formOf(z.object({ reason: z.string().max(500, 'Không quá 500 ký tự.').default('') })), async c => {
  const { store, user } = c.var
  const line = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(async db => dropLine(db, user, await findLine(db, line.id), input.reason)))
  return again ? page(c, line.topic, 'propaganda/line', await linePage(c, line, again))
    : done(c, `/propaganda/plan/${line.id}`, 'Đã bỏ dòng này khỏi kế hoạch. Bài đã soạn vẫn còn.')
})
