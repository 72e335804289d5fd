// Addresses of reporting periods: their list, one with its figures, closing it, and the list behind each figure.
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { closePeriod } from './closing.ts'
import { editPage, kindsIn, periodsExported, periodsPage } from './list-pages.ts'
import { changePeriod, findPeriod, makePeriod, makeYear, periodForm, refuseClosed, removePeriod, yearForm } from './periods.ts'
import { figureExported, figurePage, foundPeriod, periodExported, periodPage } from './show-pages.ts'

export const periodRoutes = routes()

const showList = async (c: Ask, form?: Form) => page(c, 'Kỳ báo cáo', 'periods/index', await periodsPage(c, form))

periodRoutes.get('/periods', c => showList(c))

periodRoutes.get('/periods/export/:format', c => {
  if (c.req.param('format') !== 'xlsx') throw new NotFound()
  return periodsExported(c)
})

periodRoutes.post('/periods/year', formOf(yearForm), async c => {
  const { store, user, config } = c.var
  let made = 0
  const again = await submit(
    c.req.valid('form'), async input => { made = await store.write(db => makeYear(db, user, input.year, kindsIn(input), config.office.superior)) }
  )
  if (again) return showList(c, again)
  return done(
    c, `/periods?year=${c.req.valid('form').input!.year}`,
    `Đã lập ${made} kỳ báo cáo theo lệ thường. Sửa ngày từng kỳ theo văn bản của cấp trên trước khi chốt.`
  )
})

periodRoutes.get('/periods/new', c => page(c, 'Thêm kỳ báo cáo', 'periods/edit', editPage(c, null)))

periodRoutes.post('/periods', formOf(periodForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => makePeriod(db, user, input)) })
  return again ? page(c, 'Thêm kỳ báo cáo', 'periods/edit', editPage(c, null, again)) : done(c, `/periods/${id}`, 'Đã thêm kỳ báo cáo.')
})

periodRoutes.get('/periods/:id', async c => showPeriod(c))

async function showPeriod(c: Ask, form?: Form) {
  const period = await foundPeriod(c)
  return page(c, period.name, 'periods/show', await periodPage(c, period, form))
}

periodRoutes.get('/periods/:id/edit', async c => {
  const period = await foundPeriod(c)
  refuseClosed(period)
  return page(c, `Sửa ${period.name}`, 'periods/edit', editPage(c, period))
})

periodRoutes.post('/periods/:id/edit', formOf(periodForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => changePeriod(db, user, await findPeriod(db, user, c.req.param('id')), input)))
  if (!again) return done(c, `/periods/${c.req.param('id')}`, 'Đã sửa kỳ báo cáo.')
  const period = await foundPeriod(c)
  return page(c, `Sửa ${period.name}`, 'periods/edit', editPage(c, period, again))
})

periodRoutes.post('/periods/:id/removal', formOf(z.looseObject({})), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), () => store.write(async db => removePeriod(db, user, await findPeriod(db, user, c.req.param('id')))))
  return again ? showPeriod(c, again) : done(c, '/periods', 'Đã xóa kỳ báo cáo.')
})

periodRoutes.post('/periods/:id/closing', formOf(z.object({ revision: z.coerce.number('Hãy mở lại trang.') })), async c => {
  const { store, user } = c.var
  const again = await submit(
    c.req.valid('form'), ({ revision }) => store.write(async db => closePeriod(db, user, await findPeriod(db, user, c.req.param('id')), revision))
  )
  return again ? showPeriod(c, again) : done(
    c, `/periods/${c.req.param('id')}`, 'Đã chốt số liệu. Điều sửa từ nay hiện ở “Thay đổi sau khi chốt”, số đã chốt giữ nguyên.'
  )
})

periodRoutes.get('/periods/:id/export/:format', async c => {
  if (c.req.param('format') !== 'xlsx') throw new NotFound()
  return periodExported(c, await foundPeriod(c))
})

periodRoutes.get('/periods/:id/figures/:key', async c => {
  const data = await figurePage(c, await foundPeriod(c))
  return page(c, `${data.label}, ${data.name}`, 'periods/figure', data)
})

periodRoutes.get('/periods/:id/figures/:key/xlsx', async c => figureExported(c, await foundPeriod(c)))
