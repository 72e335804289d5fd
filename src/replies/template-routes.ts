// Addresses of reply templates: the list, one, writing it, putting it aside.
import { z } from 'zod'
import type { ReplyTemplate } from '../enquiries/tables.ts'
import { repicked } from '../faqs/picking-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { templateAsForm, templateFormPage, templatePage, templatesExported, templatesPage } from './template-pages.ts'
import { findTemplate, refuseOthers, refuseUnknown, saveTemplate, templateForm, useTemplate } from './templates.ts'

export const templateRoutes = routes()

const typed = formOf(templateForm)
const found = (c: Ask) => findTemplate(c.var.store.read, c.req.param('id')!)
const showForm = async (c: Ask, template: ReplyTemplate | null, form: Form, looks: 'find' | 'preview' | null = null) =>
  page(c, template ? 'Sửa mẫu trả lời' : 'Soạn mẫu trả lời', 'replies/template-edit', await templateFormPage(c, template, form, looks))

templateRoutes.get('/replies/templates', async c => page(c, 'Mẫu trả lời', 'replies/templates', await templatesPage(c)))

templateRoutes.get('/replies/templates/export/:format', c => templatesExported(c))

templateRoutes.get('/replies/templates/new', async c => showForm(c, null, filled({ unitId: c.var.user.unitId })))

templateRoutes.post('/replies/templates', typed, async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => saveTemplate(db, user, null, input)) })
  if (again) return showForm(c, null, again)
  return done(c, `/replies/templates/${id}`, 'Đã lưu mẫu. Người trả lời câu hỏi của công dân dùng được từ bây giờ.')
})

// Nothing is saved: the form comes back with procedures found, passages to tick, or how the text would read.
templateRoutes.post('/replies/templates/draft', formOf(z.looseObject({})), async c => {
  const checked = c.req.valid('form')
  const { values } = checked.form
  const of = c.req.query('of')
  const template = of ? await findTemplate(c.var.store.read, of) : null
  const { form, finds } = repicked(values)
  const looks = finds ? 'find' : values.pick === undefined && values.do === 'preview' ? 'preview' : null
  const wrong = looks === 'preview' ? await submit(checked, async () => refuseUnknown(values.text ?? '')) : undefined
  return showForm(c, template, wrong ? { ...form, errors: wrong.errors } : form, looks)
})

templateRoutes.get('/replies/templates/:id', async c => {
  const template = await found(c)
  return page(c, template.title, 'replies/template', await templatePage(c, template))
})

templateRoutes.get('/replies/templates/:id/edit', async c => {
  const template = await found(c)
  refuseOthers(c.var.user, template)
  return showForm(c, template, templateAsForm(template))
})

templateRoutes.post('/replies/templates/:id', typed, async c => {
  const { store, user } = c.var
  const template = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(async db => saveTemplate(db, user, await findTemplate(db, template.id), input)))
  if (!again) return done(c, `/replies/templates/${template.id}`, 'Đã lưu mẫu.')
  // Whoever saved meanwhile was shown: saving once more is meant.
  const current = await found(c)
  return showForm(c, current, again.errors[''] ? { ...again, values: { ...again.values, revision: String(current.revision) } } : again)
})

const uses = [['aside', false, 'Đã cất mẫu. Mẫu không còn trong danh sách chọn khi trả lời.'], ['back', true, 'Mẫu dùng lại được.']] as const
for (const [path, inUse, sentence] of uses) {
  templateRoutes.post(`/replies/templates/:id/${path}`, async c => {
    const { store, user } = c.var
    const { id } = await found(c)
    await store.write(async db => useTemplate(db, user, await findTemplate(db, id), inUse))
    return done(c, `/replies/templates/${id}`, sentence)
  })
}
