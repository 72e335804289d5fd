// Sources that have changed: the list, its export, and what is done about the places chosen.
import { writeWorkbook } from '../admin/workbook.ts'
import { isDay, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { procedureFor } from '../procedures/procedures.ts'
import { monthsFrom } from '../procedures/show-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { submit, tickedRows, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, download, fragment, page } from '../web/render.ts'
import type { Citing } from './citing.ts'
import { citingsFor, sourceFilter, sourcesHref, type SourceFilter } from './filter.ts'
import { quietMine, quietOpen, quotingPart, sourcesPage, sourcesSheet } from './pages.ts'
import { confirmCitings, giveReviews, recallPieces, tellAnew } from './reviewing.ts'

export const sourceRoutes = routes()

const show = async (c: Ask, filter: SourceFilter, form?: Form, chosen: readonly Citing[] = []) =>
  page(c, 'Nguồn thay đổi', 'sources/index', await sourcesPage(c, filter, form, new Set(chosen.map(({ key }) => key))))

sourceRoutes.get('/assistant/sources', c => show(c, sourceFilter(c.req.query())))

sourceRoutes.get('/assistant/sources/export/xlsx', async c => download(c, `Nguồn thay đổi ${today()}.xlsx`,
  fileKinds.xlsx.mime, await writeWorkbook([await sourcesSheet(c, sourceFilter(c.req.query()))])))

sourceRoutes.get('/procedures/:id/quoting', async c => {
  const { procedure } = await procedureFor(c.var.store.read, c.var.user, c.req.param('id'))
  return fragment(c, 'sources/_quoting', await quotingPart(c, procedure.id))
})

interface Chosen { filter: SourceFilter; all: Citing[]; chosen: Citing[]; form: Form; quietToo: boolean }

/** The filter that the list stood under, the places ticked that the person may see, and what else was typed. */
async function chosenOf(c: Ask): Promise<Chosen> {
  const { ticked, query, typed } = await tickedRows(c)
  const filter = sourceFilter(query)
  const { all } = await citingsFor(c.var.store.read, c.var.user, filter)
  return {
    filter, all, chosen: all.filter(({ key }) => ticked.has(key)), quietToo: typed('quiet') === 'on',
    form: { values: { due: typed('due'), reason: typed('reason') }, errors: {} },
  }
}

sourceRoutes.post('/assistant/sources/confirmation', async c => {
  const { user, store, config } = c.var
  const { filter, all, chosen, form, quietToo } = await chosenOf(c)
  const some = quietToo ? quietMine(user, quietOpen(all, filter)) : chosen
  const nextReview = monthsFrom(today(), config.reviewMonths)
  const again = await submit({ form, input: some }, input => store.write(db => confirmCitings(db, user, input, nextReview)))
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã ghi ${number(some.length)} chỗ trích vẫn đúng.`)
})

sourceRoutes.post('/assistant/sources/telling', async c => {
  const { filter, chosen, form } = await chosenOf(c)
  const again = await submit({ form, input: chosen }, some => c.var.store.write(db => tellAnew(db, c.var.user, some)))
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã ghi ${number(chosen.length)} người được báo lại.`)
})

sourceRoutes.post('/assistant/sources/recall', async c => {
  const { filter, chosen, form } = await chosenOf(c)
  let count = 0
  const again = await submit({ form, input: chosen }, async some => {
    count = await c.var.store.write(db => recallPieces(db, c.var.user, some, form.values.reason ?? ''))
  })
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã thu hồi ${number(count)} bài tuyên truyền.`)
})

sourceRoutes.post('/assistant/sources/tasks', async c => {
  const { filter, chosen, form } = await chosenOf(c)
  let count = 0
  const again = await submit({ form, input: chosen }, async some => {
    const due = form.values.due ?? ''
    if (!isDay(due) || due <= today()) throw new Invalid({ due: 'Chọn ngày phải xong, sau hôm nay.' })
    count = await c.var.store.write(db => giveReviews(db, c.var.user, some, due, c.var.config))
  })
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã giao việc rà soát cho ${number(count)} đơn vị.`)
})
