// Addresses of proposing an answer as a FAQ.
import { z } from 'zod'
import { findEnquiry } from '../enquiries/seeing.ts'
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { repicked } from '../faqs/picking-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { publicationPage } from './publication-pages.ts'
import { answerToPublish, publicationAsForm, publicationForm, publishAnswer } from './publishing.ts'

export const publicationRoutes = routes()

const found = (c: Ask): Promise<Enquiry> => findEnquiry(c.var.store.read, c.var.user, c.req.param('id')!)
const show = async (c: Ask, enquiry: Enquiry, form: Form, search = false) =>
  page(c, `Đề xuất ${numberOf(enquiry)} thành câu hỏi thường gặp`, 'replies/publication', await publicationPage(c, enquiry, form, search))

publicationRoutes.get('/enquiries/:id/publication', async c => {
  const enquiry = await found(c)
  return show(c, enquiry, filled(publicationAsForm(c.var.user, enquiry, await answerToPublish(c.var.store.read, enquiry))))
})

// Nothing is saved: the form comes back as everybody would read it, with procedures found, another one picked.
publicationRoutes.post('/enquiries/:id/publication/draft', formOf(z.looseObject({})), async c => {
  const { form, finds } = repicked({ ...c.req.valid('form').form.values, clean: '' })
  return show(c, await found(c), form, finds)
})

publicationRoutes.post('/enquiries/:id/publication', formOf(publicationForm), async c => {
  const { store, user } = c.var
  const { id } = await found(c)
  let faqId = ''
  const again = await submit(c.req.valid('form'), async input => {
    faqId = await store.write(async db => publishAnswer(db, user, await findEnquiry(db, user, id), input))
  })
  if (again) return show(c, await found(c), again)
  return done(c, `/faqs/${faqId}`, 'Đã lập bản nháp câu hỏi thường gặp. Gửi duyệt để trợ lý trả lời bằng câu này.')
})
