// Addresses of saved filters: the same for every list that has them.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { changeFilter, openWith, removeFilter, saveFilter, savingForm } from './saved.ts'
import { ofRegister, showFilters, type SavedPage } from './saved-pages.ts'

/** The addresses under the list's own. */
export function savedRoutesOf(shown: SavedPage) {
  const saved = routes()
  const path = `${shown.of.path}/filters`

  saved.get(path, c => showFilters(c, shown, new URL(c.req.url).search.slice(1)))

  saved.post(path, formOf(savingForm.extend({ opens: z.string().optional() })), async c => {
    const { store, user } = c.var
    const { form } = c.req.valid('form')
    const again = await submit(c.req.valid('form'), ({ opens, ...saving }) => store.write(async db => {
      const id = await saveFilter(db, user, shown, saving)
      if (opens && shown.of.opens) await openWith(db, user, id)
    }))
    const query = form.values.query ?? ''
    return again ? showFilters(c, shown, query, { on: null, form: again })
      : done(c, shown.href(shown.kept(query)), `Đã lưu bộ lọc “${form.values.name ?? ''}”. Lần sau mở ở hàng bộ lọc phía trên ${shown.of.above}.`)
  })

  saved.post(`${path}/:id`, formOf(savingForm), async c => {
    const id = c.req.param('id')!
    const again = await submit(c.req.valid('form'), saving => c.var.store.write(db => changeFilter(db, c.var.user, id, saving)))
    return again ? showFilters(c, shown, '', { on: id, form: again }) : done(c, path, 'Đã sửa bộ lọc.')
  })

  saved.post(`${path}/:id/removal`, async c => {
    await c.var.store.write(db => removeFilter(db, c.var.user, c.req.param('id')!))
    return done(c, path, 'Đã xóa bộ lọc. Nội dung của danh sách không thay đổi gì.')
  })
  return saved
}

export const savedRoutes = savedRoutesOf(ofRegister)

const opening = z.object({ filter: z.string().max(60).default('') })
savedRoutes.post('/tasks/opening', formOf(opening), async c => {
  const { input } = c.req.valid('form')
  if (!input) throw new Invalid({ '': 'Hãy chọn lại bộ lọc.' })
  await c.var.store.write(db => openWith(db, c.var.user, input.filter || null))
  return done(c, '/tasks/filters', input.filter ? 'Từ nay sổ theo dõi mở bằng bộ lọc này.' : 'Từ nay sổ theo dõi mở với mọi nhiệm vụ.')
})
