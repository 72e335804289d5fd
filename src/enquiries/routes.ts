// Addresses of citizens' questions: entering one, the list, the page of one.
import { z } from 'zod'
import { repicked } from '../faqs/picking-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, fragment, page } from '../web/render.ts'
import { answerTo } from './asking.ts'
import { attachProcedure, citizenForm, correctCitizen, correctEnquiry, correctionForm, eraseCitizen, procedureForm } from './correcting.ts'
import { addEnquiry, enquiryForm } from './entering.ts'
import { enquiryFormPage, newEnquiryForm } from './form-pages.ts'
import { enquiriesExported, enquiryListPage } from './list-pages.ts'
import { previewOf } from './preview-pages.ts'
import { backFrom, procedurePage } from './procedure-pages.ts'
import { findEnquiry } from './seeing.ts'
import { settleAtOnce } from './settling.ts'
import { showEnquiry } from './show-pages.ts'
import { numberOf } from './words.ts'

export const enquiryRoutes = routes()

const showForm = async (c: Ask, form: Form, more = {}) => page(c, 'Ghi câu hỏi của công dân', 'enquiries/new', await enquiryFormPage(c, form, more))

enquiryRoutes.get('/enquiries', async c => page(c, 'Công dân hỏi', 'enquiries/index', await enquiryListPage(c)))

enquiryRoutes.get('/enquiries/export/:format', c => enquiriesExported(c))

enquiryRoutes.get('/enquiries/new', async c => showForm(c, await newEnquiryForm(c), { preview: true }))

enquiryRoutes.post('/enquiries', formOf(enquiryForm), async c => {
  const { store, user, config } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => addEnquiry(db, user, input, config)) })
  return again ? showForm(c, again) : done(c, `/enquiries/${id}`, 'Đã ghi câu hỏi của công dân.')
})

// Nothing is saved: the form comes back with procedures found, another one picked, or what is like it.
enquiryRoutes.post('/enquiries/draft', formOf(z.looseObject({})), async c => {
  const { values } = c.req.valid('form').form
  const { form, finds } = repicked(values)
  return showForm(c, form, { search: finds, preview: values.pick !== undefined || values.do === 'preview' })
})

enquiryRoutes.post('/enquiries/preview', formOf(z.looseObject({})), async c => fragment(c, 'enquiries/_preview', await previewOf(c, c.req.valid('form').form)))

const settlementForm = enquiryForm.extend({ read: z.string().max(100).default(''), same: z.string().optional().transform(value => value === 'on') })

enquiryRoutes.post('/enquiries/settlement', formOf(settlementForm), async c => {
  const { store, user, config, indexing } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => {
    const answer = await answerTo(store.read, indexing.searcher, user, input.question, input.procedureId)
    id = await store.write(db => settleAtOnce(db, user, input, answer, input.read, config))
  })
  return again ? showForm(c, again, { preview: true }) : done(c, `/enquiries/${id}`, 'Đã trả lời công dân bằng câu của trợ lý, câu hỏi đã đóng.')
})

enquiryRoutes.get('/enquiries/:id', c => showEnquiry(c, c.req.param('id')))

const labels = { question: 'Điều công dân hỏi', field: 'Lĩnh vực', name: 'Tên', contact: 'Liên hệ' }
const found = (c: Ask) => findEnquiry(c.var.store.read, c.var.user, c.req.param('id')!)

enquiryRoutes.post('/enquiries/:id/question', formOf(correctionForm), async c => {
  const { store, user } = c.var
  const enquiry = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(db => correctEnquiry(db, user, enquiry, input)))
  return again ? showEnquiry(c, enquiry.id, again, labels) : done(c, `/enquiries/${enquiry.id}`, 'Đã sửa câu hỏi.')
})

enquiryRoutes.get('/enquiries/:id/procedure', async c => {
  const enquiry = await found(c)
  return page(c, `Thủ tục được hỏi ${numberOf(enquiry)}`, 'enquiries/procedure', await procedurePage(c, enquiry))
})

enquiryRoutes.post('/enquiries/:id/procedure', formOf(procedureForm), async c => {
  const { store, user } = c.var
  const enquiry = await found(c)
  let name: string | undefined
  const again = await submit(c.req.valid('form'), async input => { name = (await store.write(db => attachProcedure(db, user, enquiry, input)))?.name })
  return again ? showEnquiry(c, enquiry.id, again, labels) : done(c, backFrom(c, enquiry), name ? `Đã gắn thủ tục “${name}”.` : 'Câu hỏi không gắn thủ tục nào.')
})

enquiryRoutes.post('/enquiries/:id/citizen', formOf(citizenForm), async c => {
  const { store, user, config } = c.var
  const enquiry = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(db => correctCitizen(db, user, enquiry, input, config)))
  return again ? showEnquiry(c, enquiry.id, again, labels) : done(c, `/enquiries/${enquiry.id}`, 'Đã ghi người hỏi.')
})

enquiryRoutes.post('/enquiries/:id/citizen/erasing', async c => {
  const { store, user, config } = c.var
  const enquiry = await found(c)
  await store.write(db => eraseCitizen(db, user, enquiry, config))
  return done(c, `/enquiries/${enquiry.id}`, 'Đã xóa thông tin người hỏi.')
})
