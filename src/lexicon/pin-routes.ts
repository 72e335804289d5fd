// Addresses of pins: their list, making one with a look at whom it would touch, and ending one.
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { pinFormPage, pinsPage } from './pin-pages.ts'
import type { Pin } from './pins.ts'
import { addPin, endPin, findPin, pinForm, procedureMeant } from './pinning.ts'

export const pinRoutes = routes()

const typed = formOf(pinForm)
const title = 'Ghim hoặc loại trừ'

pinRoutes.get('/assistant/words/pins', async c => page(c, 'Ghim, loại trừ', 'lexicon/pins', await pinsPage(c)))

pinRoutes.get('/assistant/words/pins/new', async c => page(c, title, 'lexicon/pin', await pinFormPage(c, null, { procedureId: c.req.query('procedure') })))

pinRoutes.post('/assistant/words/pins', typed, async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(db => addPin(db, user, input)))
  return again ? page(c, title, 'lexicon/pin', await pinFormPage(c, again)) : done(c, '/assistant/words/pins', 'Đã lưu. Câu hỏi từ bây giờ theo quy định này.')
})

pinRoutes.post('/assistant/words/pins/preview', typed, async c => {
  const checked = c.req.valid('form')
  let pin: Pin | undefined
  const again = await submit(checked, async input => {
    pin = { ...input, procedureId: (await procedureMeant(c.var.store.read, input)).id, madeBy: c.var.user.name }
  })
  return page(c, title, 'lexicon/pin', await pinFormPage(c, again ?? checked.form, pin ? { pin } : {}))
})

pinRoutes.post('/assistant/words/pins/:id/end', async c => {
  const { store, user } = c.var
  const { id } = await findPin(store.read, c.req.param('id'))
  await store.write(async db => endPin(db, user, await findPin(db, id)))
  return done(c, '/assistant/words/pins', 'Đã thôi. Dòng này vẫn còn ở phần “Đã thôi, hết hạn”.')
})
