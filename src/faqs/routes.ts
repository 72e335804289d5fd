// Addresses of frequently asked questions: the list, one entry, writing it, and its way from draft to use.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { Invalid } from '../errors.ts'
import type { Write } from '../store/store.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, fragment, page } from '../web/render.ts'
import { approveFaq, archiveFaq, confirmFaq, returnFaq, submitFaq } from './approving.ts'
import { findFaq } from './faqs.ts'
import { faqAsForm, faqFormPage, newFaqForm, similarInForm } from './form-pages.ts'
import { faqListPage, faqsExported } from './list-pages.ts'
import { repicked } from './picking-pages.ts'
import { comparePage, faqPage } from './show-pages.ts'
import type { Faq } from './tables.ts'
import { addFaq, faqForm, restoreVersion, saveFaq, writer } from './writing.ts'

export const faqRoutes = routes()

const typed = formOf(faqForm)
const found = (c: Ask) => findFaq(c.var.store.read, c.var.user, c.req.param('id')!)
const showForm = async (c: Ask, faq: Faq | null, form: Form, search = false) =>
  page(c, faq ? 'Sửa câu hỏi thường gặp' : 'Soạn câu hỏi thường gặp', 'faqs/edit', await faqFormPage(c, faq, form, { search }))

faqRoutes.get('/faqs', async c => page(c, 'Câu hỏi thường gặp', 'faqs/index', await faqListPage(c)))

faqRoutes.get('/faqs/export/:format', c => faqsExported(c))

faqRoutes.get('/faqs/new', async c => showForm(c, null, await newFaqForm(c)))

faqRoutes.post('/faqs', typed, async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => addFaq(db, user, input)) })
  return again ? showForm(c, null, again) : done(c, `/faqs/${id}`, 'Đã lưu bản nháp. Gửi duyệt để người thứ hai xem; duyệt xong trợ lý mới trả lời bằng câu này.')
})

// Nothing is saved: the form comes back with procedures found, passages to tick, entries alike.
faqRoutes.post('/faqs/draft', formOf(z.looseObject({})), async c => {
  const { values } = c.req.valid('form').form
  const faq = values.id ? await findFaq(c.var.store.read, c.var.user, values.id) : null
  const { form, finds } = repicked(values)
  return showForm(c, faq, form, finds)
})

faqRoutes.post('/faqs/similar', formOf(z.looseObject({})), async c => fragment(c, 'faqs/_similar', { similar: await similarInForm(c, c.req.valid('form').form) }))

faqRoutes.get('/faqs/:id', async c => {
  const faq = await found(c)
  return page(c, faq.question, 'faqs/show', await faqPage(c, faq))
})

faqRoutes.get('/faqs/:id/compare', async c => page(c, 'So hai bản', 'faqs/compare', await comparePage(c, await found(c))))

faqRoutes.get('/faqs/:id/edit', async c => {
  const faq = await found(c)
  writer(c.var.user, faq)
  return showForm(c, faq, await faqAsForm(c, faq))
})

faqRoutes.post('/faqs/:id', typed, async c => {
  const { store, user } = c.var
  const faq = await found(c)
  let changed = false
  const again = await submit(c.req.valid('form'), input => store.write(async db => { changed = await saveFaq(db, user, await findFaq(db, user, faq.id), input) }))
  if (!again) return done(c, `/faqs/${faq.id}`, changed ? 'Đã lưu thành bản mới. Gửi duyệt để trợ lý trả lời bằng bản này.' : 'Đã lưu. Nội dung câu hỏi và câu trả lời không đổi.')
  // Whoever saved meanwhile was shown: saving once more is meant.
  const current = await found(c)
  return showForm(c, current, again.errors[''] ? { ...again, values: { ...again.values, revision: String(current.revision) } } : again)
})

/** A step of an entry's way: done, or its page again with what was wrong. */
function step<S extends z.ZodType>(path: string, schema: S, act: (db: Write, user: User, faq: Faq, input: z.output<S>) => Promise<unknown>, sentence: string) {
  faqRoutes.post(`/faqs/:id/${path}`, formOf(schema), async c => {
    const { store, user } = c.var
    const faq = await found(c)
    const again = await submit(c.req.valid('form'), input => store.write(async db => act(db, user, await findFaq(db, user, faq.id), input)))
    return again ? page(c, faq.question, 'faqs/show', await faqPage(c, await found(c), again)) : done(c, `/faqs/${faq.id}`, sentence)
  })
}

const number = z.coerce.number('Hãy mở lại trang.')
const reason = z.string().max(500, 'Không quá 500 ký tự.').default('')
const reviewOn = z.string().default('')

step('submission', z.object({ number, seen: z.string().optional() }), (db, user, faq, { number: seenNumber, seen }) => submitFaq(db, user, faq, { number: seenNumber, seen: seen === 'on' }),
  'Đã gửi duyệt. Người duyệt được báo; câu này chưa được dùng cho đến khi duyệt xong.')
step('approval', z.object({ number, reviewOn }), approveFaq, 'Đã duyệt. Trợ lý trả lời bằng câu này từ bây giờ.')
step('return', z.object({ number, reason }), returnFaq, 'Đã trả lại. Người soạn được báo kèm lý do.')
step('confirmation', z.object({ reviewOn }), (db, user, faq, input) => confirmFaq(db, user, faq, input.reviewOn), 'Đã xác nhận câu này vẫn đúng.')
step('archiving', z.object({ reason }), (db, user, faq, input) => archiveFaq(db, user, faq, input.reason), 'Đã cất. Trợ lý không trả lời bằng câu này nữa; lấy lại một bản để dùng tiếp.')

faqRoutes.post('/faqs/:id/versions/:number/restoring', async c => {
  const { store, user } = c.var
  const faq = await found(c)
  const from = Number(c.req.param('number'))
  if (!Number.isInteger(from)) throw new Invalid({ '': 'Không có bản này.' })
  const made = await store.write(async db => restoreVersion(db, user, await findFaq(db, user, faq.id), from))
  return done(c, `/faqs/${faq.id}`, `Đã lấy lại bản ${from} thành bản ${made}, đang soạn. Gửi duyệt để dùng.`)
})
