// Sources that have changed: the list, its export, and what is done about the places chosen.
import { writeWorkbook } from '../admin/workbook.ts'
import { isDay, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, submit, tickedRows, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import type { Citing } from './citing.ts'
import { citingsFor, sourceFilter, sourcesHref, sourcesPage, sourcesSheet, type SourceFilter } from './pages.ts'
import { confirmCitings, giveReviews } from './reviewing.ts'

export const sourceRoutes = routes()

const show = async (c: Ask, filter: SourceFilter, form?: Form, chosen: readonly Citing[] = []) =>
  page(c, 'Nguồn thay đổi', 'sources/index', await sourcesPage(c, filter, form, new Set(chosen.map(({ key }) => key))))

sourceRoutes.get('/assistant/sources', c => show(c, sourceFilter(c.req.query())))

sourceRoutes.get('/assistant/sources/export/xlsx', async c => download(c, `Nguồn thay đổi ${today()}.xlsx`,
  fileKinds.xlsx.mime, await writeWorkbook([await sourcesSheet(c, sourceFilter(c.req.query()))])))

/** The filter that the list stood under, the places ticked that the person may see, and what else was typed. */
async function chosenOf(c: Ask): Promise<{ filter: SourceFilter; chosen: Citing[]; due: string }> {
  const { ticked, query, typed } = await tickedRows(c)
  const filter = sourceFilter(query)
  const { all } = await citingsFor(c.var.store.read, c.var.user, filter)
  return { filter, chosen: all.filter(({ key }) => ticked.has(key)), due: typed('due') }
}

sourceRoutes.post('/assistant/sources/confirmation', async c => {
  const { filter, chosen } = await chosenOf(c)
  const again = await submit({ form: blank, input: chosen }, some => c.var.store.write(db => confirmCitings(db, c.var.user, some)))
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã ghi ${number(chosen.length)} chỗ trích vẫn đúng.`)
})

sourceRoutes.post('/assistant/sources/tasks', async c => {
  const { filter, chosen, due } = await chosenOf(c)
  let count = 0
  const again = await submit({ form: { values: { due }, errors: {} }, input: chosen }, async some => {
    if (!isDay(due) || due <= today()) throw new Invalid({ due: 'Chọn ngày phải xong, sau hôm nay.' })
    count = await c.var.store.write(db => giveReviews(db, c.var.user, some, due, c.var.config))
  })
  return again ? show(c, filter, again, chosen) : done(c, sourcesHref(filter), `Đã giao việc rà soát cho ${number(count)} đơn vị.`)
})
