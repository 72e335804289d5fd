// The register: list, exports, one procedure with its versions, editing, publishing, and the statistics.
import { z } from 'zod'
import { writeCsv } from '../admin/csv.ts'
import { writeWorkbook } from '../admin/workbook.ts'
import { isDay, today } from '../clock.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor, may } from '../policy.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { abolishPage, editPage, newPage, publishPage } from './edit-pages.ts'
import { exportColumns, exportRows } from './export.ts'
import { beginProcedure, draftOf, dropDraft, publishDraft, saveDraft } from './drafts.ts'
import { listAddress, readFilter, sentenceOf } from './filter.ts'
import { contentOf, rowsChanged, rowsIn } from './forms.ts'
import { foundFor, listPage } from './list-pages.ts'
import { changeOwner, confirmReview, procedureFor, procedureToChange } from './procedures.ts'
import { comparePage, showPage } from './show-pages.ts'
import { statisticsPage, statisticsSheets } from './statistics-pages.ts'
import { abolish } from './versions.ts'

export const procedureRoutes = routes()

const xlsx = fileKinds.xlsx.mime
const params = (url: string) => new URL(url).searchParams

procedureRoutes.get('/procedures', async c => {
  const asked = params(c.req.url)
  const filter = readFilter(asked)
  const address = listAddress(filter)
  // A form sends its empty fields too: the address that stays in the browser holds only what was chosen.
  if (c.req.header('HX-Request')) c.header('HX-Push-Url', address)
  else if ([...asked.values()].includes('')) return c.redirect(address, 303)
  return page(c, 'Thủ tục hành chính', 'procedures/index', await listPage(c, filter))
})

procedureRoutes.get('/procedures/export/:format', async c => {
  const format = c.req.param('format')
  if (format !== 'xlsx' && format !== 'csv') throw new NotFound()
  const filter = readFilter(params(c.req.url))
  const { found, unitName, snapshot } = await foundFor(c, filter)
  const rows = await exportRows(c.var.store.read, found.rows, unitName)
  const name = `thu-tuc-${snapshot.day}.${format}`
  if (format === 'csv') {
    const days = rows.map(row => row.map((cell, at) => (exportColumns[at]!.kind === 'day' && typeof cell === 'string' ? date(cell)
      : cell)))
    return download(c, name, 'text/csv; charset=utf-8', writeCsv([exportColumns.map(({ heading }) => heading), ...days]))
  }
  const columns = exportColumns.map(({ heading, kind, width }) =>
    ({ title: heading, width, kind: kind === 'day' ? 'date' as const : kind }))
  return download(c, name, xlsx, await writeWorkbook([{ name: 'Thủ tục', columns, rows,
    note: sentenceOf(filter, number(rows.length), unitName) }]))
})

// What a record's form sends: every field is text, under names such as papers.0.copies.
const anyFields = formOf(z.record(z.string(), z.string().catch('')))

procedureRoutes.get('/procedures/new', async c => page(c, 'Soạn thủ tục', 'procedures/edit', await newPage(c)))

procedureRoutes.post('/procedures', anyFields, async c => {
  const { form, input: values = {} } = c.req.valid('form')
  const changed = rowsChanged(values, values.do ?? '')
  if (changed) return page(c, 'Soạn thủ tục', 'procedures/edit',
    await newPage(c, { form: { values: changed.values, errors: {} }, rows: changed.rows, revision: 0 }))
  const { content, errors } = contentOf(values)
  const unitId = values.unitId || null
  if (!may(c.var.user, 'edit procedures', { unitId })) errors.unitId = 'Chọn đơn vị mà bạn được soạn thủ tục.'
  const again = (more: Record<string, string>) => newPage(c,
    { form: { values: form.values, errors: more }, rows: rowsIn(values), revision: 0 })
  if (Object.keys(errors).length) return page(c, 'Soạn thủ tục', 'procedures/edit', await again(errors))
  const id = await c.var.store.write(db => beginProcedure(db, actor(c.var.user, 'edit procedures', { unitId }), unitId, content))
  return done(c, `/procedures/${id}/edit`, 'Đã lưu bản nháp. Chưa ai thấy cho đến khi công bố.')
})

procedureRoutes.get('/procedures/:id', async c => {
  const on = c.req.query('on')
  const { data, name } = await showPage(c, c.req.param('id'),
    { on: on && isDay(on) ? on : null, full: c.req.query('full') ?? null })
  return page(c, name, 'procedures/show', data)
})

procedureRoutes.get('/procedures/:id/versions/:number', async c => {
  const { data, name } = await showPage(c, c.req.param('id'),
    { number: c.req.param('number'), full: c.req.query('full') ?? null })
  return page(c, name, 'procedures/show', data)
})

procedureRoutes.get('/procedures/:id/compare', async c => {
  const data = await comparePage(c, c.req.param('id'), c.req.query('from') ?? null, c.req.query('to') ?? null,
    c.req.query('all') === '1')
  return page(c, `So hai bản: ${data.name}`, 'procedures/compare', data)
})

procedureRoutes.get('/procedures/:id/edit', async c => {
  const data = await editPage(c, c.req.param('id'))
  return page(c, data.title, 'procedures/edit', data)
})

procedureRoutes.post('/procedures/:id/draft', anyFields, async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'edit procedures')
  const checked = c.req.valid('form')
  const { form, input: values = {} } = checked
  const revision = Number(values.revision) || 0
  const again = async (errors: Record<string, string>, more: Partial<Parameters<typeof editPage>[2]> = {}) => {
    const data = await editPage(c, id, { form: { values: form.values, errors }, rows: rowsIn(values), revision, ...more })
    return page(c, data.title, 'procedures/edit', data)
  }
  const changed = rowsChanged(values, values.do ?? '')
  if (changed) return again({}, { form: { values: changed.values, errors: {} }, rows: changed.rows })
  const { content, errors } = contentOf(values)
  if (Object.keys(errors).length) return again(errors)
  let theirs: Awaited<ReturnType<typeof saveDraft>> = null
  const refused = await submit(checked, async () => { theirs = await store.write(db =>
    saveDraft(db, actor(user, 'edit procedures', thing), id, revision, content)) })
  if (refused) return again(refused.errors)
  const conflict = theirs as Awaited<ReturnType<typeof draftOf>> | null
  if (conflict) return again({ '': 'Người khác đã lưu bản nháp này trong khi bạn đang sửa. Chữ bạn gõ còn nguyên dưới đây; xem chỗ khác nhau rồi lưu lại.' }, { revision: conflict.revision, conflict })
  if (values.do === 'publish') return c.redirect(`/procedures/${id}/publication`, 303)
  return done(c, `/procedures/${id}/edit`, 'Đã lưu bản nháp.')
})

procedureRoutes.post('/procedures/:id/draft/end', async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'edit procedures')
  await store.write(db => dropDraft(db, actor(user, 'edit procedures', thing), id))
  return done(c, `/procedures/${id}`, 'Đã bỏ bản nháp. Bản đang công bố không đổi.')
})

const day = (sentence: string) => z.string().refine(isDay, sentence)
const publication = formOf(z.object({
  revision: z.coerce.number(), kind: z.enum(['new', 'amended', 'replaced'], 'Chọn loại thay đổi.'),
  effectiveFrom: day('Chọn ngày bắt đầu áp dụng.'), publishedOn: day('Chọn ngày công bố.').refine(one => one <= today(),
    'Ngày công bố không thể sau hôm nay.'),
  decision: z.string().trim().min(1, 'Ghi số, ngày của quyết định công bố.').max(500, 'Ngắn hơn 500 ký tự.'),
  note: z.string().trim().max(2_000, 'Ngắn hơn 2.000 ký tự.'),
    reviewOn: day('Chọn ngày soát lại.').refine(one => one > today(), 'Ngày soát lại phải sau hôm nay.'),
}))

procedureRoutes.get('/procedures/:id/publication', async c =>
  page(c, 'Công bố thủ tục', 'procedures/publish', await publishPage(c, c.req.param('id'))))

procedureRoutes.post('/procedures/:id/publication', publication, async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'publish procedures')
  const by = actor(user, 'publish procedures', thing)
  const again = await submit(c.req.valid('form'), ({ revision, note, ...how }) =>
    store.write(db => publishDraft(db, by, id, revision, { ...how, note: note || null, checkedOn: today(),
      checkedById: user.id })))
  if (again) return page(c, 'Công bố thủ tục', 'procedures/publish', await publishPage(c, id, again))
  return done(c, `/procedures/${id}`, 'Đã công bố. Danh mục, thống kê và trợ lý dùng bản mới từ ngày áp dụng.')
})

const abolition = formOf(z.object({
  decision: z.string().trim().min(1, 'Ghi số, ngày của văn bản bãi bỏ.').max(500, 'Ngắn hơn 500 ký tự.'),
  effectiveFrom: day('Chọn ngày hết áp dụng.'), note: z.string().trim().max(2_000, 'Ngắn hơn 2.000 ký tự.'),
}))

procedureRoutes.get('/procedures/:id/abolition', async c =>
  page(c, 'Bãi bỏ thủ tục', 'procedures/abolish', await abolishPage(c, c.req.param('id'))))

procedureRoutes.post('/procedures/:id/abolition', abolition, async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'publish procedures')
  const again = await submit(c.req.valid('form'), ({ decision, effectiveFrom, note }) =>
    store.write(db => abolish(db, actor(user, 'publish procedures', thing), id,
      { decision, effectiveFrom, publishedOn: today(), note: note || null })))
  if (again) return page(c, 'Bãi bỏ thủ tục', 'procedures/abolish', await abolishPage(c, id, again))
  return done(c, `/procedures/${id}`, 'Đã bãi bỏ. Nội dung các bản cũ vẫn xem được.')
})

procedureRoutes.post('/procedures/:id/review', formOf(z.object({ reviewOn: day('Chọn ngày soát lại.') })), async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'edit procedures')
  const again = await submit(c.req.valid('form'), ({ reviewOn }) =>
    store.write(db => confirmReview(db, actor(user, 'edit procedures', thing), id, reviewOn)))
  if (again) { const { data, name } = await showPage(c, id, {}, again); return page(c, name, 'procedures/show', data, 422) }
  return done(c, `/procedures/${id}`, 'Đã ghi: thủ tục được soát hôm nay.')
})

procedureRoutes.post('/procedures/:id/owner', formOf(z.object({ unitId: z.string().min(1, 'Chọn đơn vị.') })), async c => {
  const id = c.req.param('id')
  const { store, user } = c.var
  const { thing } = await procedureToChange(store.read, user, id, 'edit procedures')
  // A unit may not hand its records over by itself: who keeps what is settled by the officer of the register.
  if (!may(user, 'publish procedures',
    thing)) throw new NotAllowed('Chỉ đầu mối kiểm soát thủ tục hành chính giao thủ tục cho đơn vị khác.')
  const again = await submit(c.req.valid('form'), ({ unitId }) =>
    store.write(db => changeOwner(db, actor(user, 'publish procedures', thing), id, unitId)))
  if (again) { const { data, name } = await showPage(c, id, {}, again); return page(c, name, 'procedures/show', data, 422) }
  await procedureFor(store.read, user, id)
  return done(c, `/procedures/${id}`, 'Đã giao thủ tục cho đơn vị khác giữ.')
})

procedureRoutes.get('/statistics', async c => page(c, 'Thống kê thủ tục', 'procedures/statistics', await statisticsPage(c)))

procedureRoutes.get('/statistics/export', async c => download(c, `thong-ke-thu-tuc-${today()}.xlsx`, xlsx,
  await writeWorkbook(await statisticsSheets(c))))
