// Addresses of saved filters.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { registerHref } from './filter.ts'
import { changeFilter, filterOf, openWith, queryKept, removeFilter, saveFilter, savingForm } from './saved.ts'
import { showFilters } from './saved-pages.ts'

export const savedRoutes = routes()

savedRoutes.get('/tasks/filters', c => showFilters(c, new URL(c.req.url).search.slice(1)))

savedRoutes.post('/tasks/filters', formOf(savingForm.extend({ opens: z.string().optional() })), async c => {
  const { store, user } = c.var
  const { form } = c.req.valid('form')
  const again = await submit(c.req.valid('form'), ({ opens, ...saving }) => store.write(async db => {
    const id = await saveFilter(db, user, saving)
    if (opens) await openWith(db, user, id)
  }))
  return again ? showFilters(c, form.values.query ?? '', { on: null, form: again }) : done(c, registerHref(filterOf({ query: queryKept(form.values.query ?? '') })), `Đã lưu bộ lọc “${form.values.name ?? ''}”. Lần sau mở ở hàng bộ lọc phía trên sổ.`)
})

const opening = z.object({ filter: z.string().max(60).default('') })
savedRoutes.post('/tasks/opening', formOf(opening), async c => {
  const { input } = c.req.valid('form')
  if (!input) throw new Invalid({ '': 'Hãy chọn lại bộ lọc.' })
  await c.var.store.write(db => openWith(db, c.var.user, input.filter || null))
  return done(c, '/tasks/filters', input.filter ? 'Từ nay sổ theo dõi mở bằng bộ lọc này.' : 'Từ nay sổ theo dõi mở với mọi nhiệm vụ.')
})

savedRoutes.post('/tasks/filters/:id', formOf(savingForm), async c => {
  const id = c.req.param('id')
  const again = await submit(c.req.valid('form'), saving => c.var.store.write(db => changeFilter(db, c.var.user, id, saving)))
  return again ? showFilters(c, '', { on: id, form: again }) : done(c, '/tasks/filters', 'Đã sửa bộ lọc.')
})

savedRoutes.post('/tasks/filters/:id/removal', async c => {
  await c.var.store.write(db => removeFilter(db, c.var.user, c.req.param('id')))
  return done(c, '/tasks/filters', 'Đã xóa bộ lọc. Nhiệm vụ không thay đổi gì.')
})
