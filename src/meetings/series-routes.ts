// Addresses of series: list, form, one with its next dates, its next meeting, its end.
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { typedForm } from './fields.ts'
import { addSeries, changeSeries, endSeries, findSeries, prepareNext, refuseOthers, seriesFrom } from './series.ts'
import { seriesFormPage, seriesListPage, seriesPage } from './series-pages.ts'

export const seriesRoutes = routes()

const writer = (c: Ask) => { refuseOthers(c.var.user); return actor(c.var.user, 'write meetings') }
const seriesOf = (c: Ask) => findSeries(c.var.store.read, c.req.param('id')!)
const anyForm = formOf(typedForm)

seriesRoutes.get('/meetings/series', async c => page(c, 'Lịch giao ban', 'meetings/series', await seriesListPage(c)))

seriesRoutes.get('/meetings/series/new', async c => { writer(c); return page(c, 'Lập lịch giao ban', 'meetings/series-edit', await seriesFormPage(c, null)) })

seriesRoutes.post('/meetings/series', anyForm, async c => {
  const by = writer(c)
  let id = ''
  const again = await submit(c.req.valid('form'), async typed => {
    const input = seriesFrom(typed)
    id = await c.var.store.write(db => addSeries(db, by, input))
  })
  return again ? page(c, 'Lập lịch giao ban', 'meetings/series-edit', await seriesFormPage(c, null, again))
    : done(c, `/meetings/series/${id}`, 'Đã lập lịch giao ban. Các kỳ tới ở dưới đây.')
})

async function seriesShown(c: Ask, form?: Form) {
  const series = await seriesOf(c)
  return page(c, series.name, 'meetings/series-show', await seriesPage(c, series, form))
}

seriesRoutes.get('/meetings/series/:id', c => seriesShown(c))

seriesRoutes.get('/meetings/series/:id/edit', async c => {
  writer(c)
  return page(c, 'Sửa lịch giao ban', 'meetings/series-edit', await seriesFormPage(c, await seriesOf(c)))
})

seriesRoutes.post('/meetings/series/:id/edit', anyForm, async c => {
  const by = writer(c)
  const { id } = await seriesOf(c)
  const again = await submit(c.req.valid('form'), async typed => {
    const input = seriesFrom(typed)
    await c.var.store.write(async db => changeSeries(db, by, await findSeries(db, id), input, Number(typed.revision)))
  })
  return again ? page(c, 'Sửa lịch giao ban', 'meetings/series-edit', await seriesFormPage(c, await seriesOf(c), again))
    : done(c, `/meetings/series/${id}`, 'Đã lưu lịch giao ban. Cuộc họp đã lập từ trước giữ nguyên.')
})

seriesRoutes.post('/meetings/series/:id/ending', async c => {
  const by = writer(c)
  const { id } = await seriesOf(c)
  const again = await submit({ form: blank, input: id }, () => c.var.store.write(async db => endSeries(db, by, await findSeries(db, id))))
  if (again) return seriesShown(c, again)
  return done(c, `/meetings/series/${id}`, 'Đã kết thúc lịch giao ban. Cuộc họp đã lập vẫn còn.')
})

seriesRoutes.post('/meetings/series/:id/meetings', async c => {
  const by = writer(c)
  const { id } = await seriesOf(c)
  let meetingId = ''
  const again = await submit({ form: blank, input: id }, async () => { meetingId = await c.var.store.write(async db => prepareNext(db, by, await findSeries(db, id))) })
  if (again) return seriesShown(c, again)
  return done(c, `/meetings/${meetingId}/edit`, 'Đã lập bản nháp từ mẫu, chưa báo ai. Xem lại nội dung và thành phần rồi mời họp.')
})
