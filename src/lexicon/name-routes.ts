// Addresses of everyday names: all of them, and those of one procedure with their writing.
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { namedOf, namesExported, namesPage, procedureNamesPage } from './name-pages.ts'
import { addName, changeName, findName, nameForm, useName, type NameInput } from './names.ts'

export const nameRoutes = routes()

const typed = formOf(nameForm)

nameRoutes.get('/assistant/words/names', async c => page(c, 'Tên thường gọi của thủ tục', 'lexicon/names', await namesPage(c)))

nameRoutes.get('/assistant/words/names/export/:format', c => namesExported(c))

async function showNames(c: Ask, form: Form | null = null, changing: string | null = null, tried?: NameInput) {
  const procedure = await namedOf(c)
  return page(c, `Tên thường gọi: ${procedure.name}`, 'lexicon/procedure-names', await procedureNamesPage(c, procedure, form, changing, tried))
}

nameRoutes.get('/procedures/:id/names', c => showNames(c, null, c.req.query('change') ?? null))

nameRoutes.post('/procedures/:id/names', typed, async c => {
  const { store, user } = c.var
  const procedure = await namedOf(c)
  const again = await submit(c.req.valid('form'), input => store.write(db => addName(db, user, procedure, input)))
  return again ? showNames(c, again) : done(c, `/procedures/${procedure.id}/names`, 'Đã thêm tên thường gọi. Trợ lý nhận ra từ bây giờ.')
})

nameRoutes.post('/procedures/:id/names/preview', typed, async c => {
  const { form, input } = c.req.valid('form')
  return showNames(c, form, form.values.changing || null, input)
})

nameRoutes.post('/procedures/:id/names/:name', typed, async c => {
  const { store, user } = c.var
  const procedure = await namedOf(c)
  const kept = await findName(store.read, procedure.key, c.req.param('name'))
  const again = await submit(c.req.valid('form'), input => store.write(db => changeName(db, user, procedure, kept, input)))
  return again ? showNames(c, again, kept.id) : done(c, `/procedures/${procedure.id}/names`, 'Đã sửa tên thường gọi.')
})

for (const [path, used, sentence] of [['aside', false, 'Đã thôi dùng tên này. Mở “Đã thôi dùng” để lấy lại.'], ['back', true, 'Tên này lại được dùng.']] as const) {
  nameRoutes.post(`/procedures/:id/names/:name/${path}`, async c => {
    const { store, user } = c.var
    const procedure = await namedOf(c)
    await store.write(async db => useName(db, user, procedure, await findName(db, procedure.key, c.req.param('name')!), used))
    return done(c, `/procedures/${procedure.id}/names`, sentence)
  })
}
