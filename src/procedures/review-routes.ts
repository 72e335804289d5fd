// Records due for review: the list, its export, and that many were found right at once.
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes } from '../web/context.ts'
import { submit, tickedRows } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { reviewFilter, reviewsFor, reviewsHref, reviewsPage, reviewsSheet } from './review-pages.ts'
import { confirmReviews } from './reviews.ts'

export const reviewRoutes = routes()

reviewRoutes.get('/procedures/reviews', async c => page(c, 'Đến hạn rà soát', 'procedures/reviews', await reviewsPage(c, reviewFilter(c.req.query()))))

reviewRoutes.get('/procedures/reviews/xlsx', async c => download(c, `Đến hạn rà soát ${today()}.xlsx`,
  fileKinds.xlsx.mime, await writeWorkbook([await reviewsSheet(c, reviewFilter(c.req.query()))])))

reviewRoutes.post('/procedures/reviews', async c => {
  const { ticked, query, typed } = await tickedRows(c)
  const filter = reviewFilter(query)
  const chosen = (await reviewsFor(c, filter)).all.filter(({ id }) => ticked.has(id))
  const on = typed('reviewOn')
  const again = await submit({ form: { values: { reviewOn: on }, errors: {} }, input: chosen }, some => c.var.store.write(db => confirmReviews(db, c.var.user, some, on)))
  if (again) return page(c, 'Đến hạn rà soát', 'procedures/reviews', await reviewsPage(c, filter, again, ticked))
  return done(c, reviewsHref(filter), `Đã ghi ${number(chosen.length)} thủ tục được soát hôm nay.`)
})
