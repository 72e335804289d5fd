// Addresses of citizens' questions: entering one, the list, the page of one.
import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { addEnquiry, enquiryForm } from './entering.ts'
import { enquiryFormPage, newEnquiryForm } from './form-pages.ts'
import { showEnquiry } from './show-pages.ts'
import { enquiries } from './tables.ts'
import { numberOf, stateStatus } from './words.ts'

export const enquiryRoutes = routes()

const showForm = async (c: Ask, form: Form, search = false) => page(c, 'Ghi câu hỏi của công dân', 'enquiries/new', await enquiryFormPage(c, form, { search }))

enquiryRoutes.get('/enquiries', async c => {
  const rows = await c.var.store.read.select().from(enquiries).orderBy(desc(enquiries.receivedAt)).limit(50)
  return page(c, 'Công dân hỏi', 'enquiries/index', {
    mayEnter: may(c.var.user, 'enter enquiries'),
    rows: rows.map(one => ({ href: `/enquiries/${one.id}`, number: numberOf(one), question: one.question, status: stateStatus(one.state), received: one.receivedAt })),
  })
})

enquiryRoutes.get('/enquiries/new', async c => showForm(c, await newEnquiryForm(c)))

enquiryRoutes.post('/enquiries', formOf(enquiryForm), async c => {
  const { store, user, config } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => addEnquiry(db, user, input, config)) })
  return again ? showForm(c, again) : done(c, `/enquiries/${id}`, 'Đã ghi câu hỏi của công dân.')
})

// Nothing is saved: the form comes back with procedures found, or another one picked.
enquiryRoutes.post('/enquiries/draft', formOf(z.looseObject({})), async c => {
  const { values } = c.req.valid('form').form
  const procedureId = values.pick ?? values.procedureId ?? ''
  return showForm(c, { values: { ...values, procedureId: procedureId === 'none' ? '' : procedureId }, errors: {} }, values.pick === undefined && values.do === 'find')
})

enquiryRoutes.get('/enquiries/:id', c => showEnquiry(c, c.req.param('id')))
