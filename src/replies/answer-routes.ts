// Addresses of writing an answer, of its second check, and of what it is sent with.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { findEnquiry } from '../enquiries/seeing.ts'
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import type { Write } from '../store/store.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { tickedIn } from '../faqs/citations.ts'
import { clean } from '../text.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, download, fragment, page } from '../web/render.ts'
import { answerAt, answersOf, checkAnswer, handIn, returnAnswer } from './answering.ts'
import { answerHref, draftAsForm, editPage, savedShown, unsaved } from './answer-pages.ts'
import { answerPage, docxOf, letterPage } from './check-pages.ts'
import { draftOf, isWritten, keepDraftOf, writerOf, type Written } from './drafting.ts'
import { foundFor, insertedBy, putIn, withCitations } from './inserting.ts'

export const answerRoutes = routes()

const found = (c: Ask): Promise<Enquiry> => findEnquiry(c.var.store.read, c.var.user, c.req.param('id')!)

/** As typed; the ticked passages are fields of their own (quote-1, quote-2 …). */
const typed = z.looseObject({
  text: z.string().optional().transform(value => clean(value ?? '')),
  templateId: z.string().max(100).optional().transform(value => value || null), revision: z.coerce.number().catch(0),
  find: z.string().optional().transform(value => clean(value ?? '').trim().slice(0, 200)),
  insert: z.string().max(20_000).optional(), at: z.string().optional(), seen: z.string().optional(), hidden: z.string().optional(),
})
const written = ({ text, templateId, revision, ...more }: z.output<typeof typed>): Written => ({ text, templateId, revision, citations: tickedIn(more) })

const showForm = async (c: Ask, enquiry: Enquiry, form: Form, more: { find?: string; showOther?: boolean } = {}) =>
  page(c, `Trả lời ${numberOf(enquiry)}`, 'replies/edit', await editPage(c, enquiry, form, more))

/** The form again; what was saved elsewhere meanwhile is shown beside it, so that saving once more is meant. */
async function again(c: Ask, enquiry: Enquiry, form: Form, find = '') {
  const draft = await draftOf(c.var.store.read, enquiry.id)
  const clash = form.errors[''] !== undefined && draft !== null && String(draft.revision) !== form.values.revision
  return showForm(c, enquiry, clash ? { ...form, values: { ...form.values, revision: String(draft.revision) } } : form, { find, showOther: clash })
}

answerRoutes.get('/enquiries/:id/answer', async c => {
  const enquiry = await found(c)
  if (!isWritten(enquiry)) return c.redirect(`/enquiries/${enquiry.id}`, 303)
  writerOf(c.var.user, enquiry)
  return showForm(c, enquiry, draftAsForm(await draftOf(c.var.store.read, enquiry.id)))
})

// Keeps what was typed; then finds passages, or puts one in. While one types, only what saving said comes back.
answerRoutes.post('/enquiries/:id/answer/draft', formOf(typed), async c => {
  const { store, user, indexing: { searcher } } = c.var
  const enquiry = await found(c)
  const checked = c.req.valid('form')
  let kept: Awaited<ReturnType<typeof keepDraftOf>> | undefined
  let caret: number | null = null
  const wrong = await submit(checked, async input => {
    const draft = written(input)
    if (input.insert) {
      const put = await insertedBy(store.read, searcher, enquiry, user.name, input.insert)
      const place = putIn(draft.text, input.at ? Number(input.at) : null, put.text)
      caret = place.caret
      Object.assign(draft, { text: place.text, citations: withCitations(draft.citations, put.citations), templateId: put.templateId ?? draft.templateId })
    }
    kept = await store.write(db => keepDraftOf(db, user, enquiry.id, draft))
  })
  const { find = '', insert } = checked.input ?? {}
  if (c.req.header('HX-Request-Type') === 'partial') {
    if (wrong) return fragment(c, 'replies/_saved', unsaved(wrong), 422)
    return fragment(c, 'replies/_saved', await savedShown(store.read, user.id, kept!.draft, kept!.masked))
  }
  if (wrong) return again(c, await found(c), wrong, find)
  if (find && !insert) return showForm(c, await found(c), draftAsForm(kept!.draft), { find })
  const said = kept!.masked ? ` Đã che ${kept!.masked} chỗ là thông tin riêng.` : ''
  return done(c, `/enquiries/${enquiry.id}/answer${caret === null ? '' : `?caret=${caret}`}#f-text`, `${insert ? 'Đã chèn, kèm căn cứ.' : 'Đã lưu nháp.'}${said}`)
})

answerRoutes.post('/enquiries/:id/answer/passages', formOf(typed), async c => {
  const { store: { read }, indexing: { searcher } } = c.var
  const { procedureId } = await found(c)
  const q = c.req.valid('form').input?.find ?? ''
  return fragment(c, 'replies/_found', { q, offers: q ? await foundFor(read, searcher, q, procedureId) : [], focus: false })
})

answerRoutes.post('/enquiries/:id/answer', formOf(typed), async c => {
  const { store, user } = c.var
  const { id } = await found(c)
  let number = 0
  const wrong = await submit(c.req.valid('form'), async input => {
    const given = { ...written(input), seen: input.seen === 'on', hidden: input.hidden === 'on' }
    number = await store.write(async db => handIn(db, user, await findEnquiry(db, user, id), given))
  })
  return wrong ? again(c, await found(c), wrong) : done(c, answerHref(id, number), 'Đã gửi kiểm. Người kiểm được báo; câu trả lời chưa gửi đi đâu cho đến khi kiểm xong.')
})

const shownAnswer = async (c: Ask) => {
  const enquiry = await found(c)
  return { enquiry, answer: await answerAt(c.var.store.read, enquiry.id, Number(c.req.param('number'))) }
}
const showAnswer = async (c: Ask, form?: Form) => {
  const { enquiry, answer } = await shownAnswer(c)
  const [latest] = await answersOf(c.var.store.read, enquiry.id)
  return page(c, `Câu trả lời ${numberOf(enquiry)}`, 'replies/answer', await answerPage(c, enquiry, answer, { latest: latest!.number, form }))
}

answerRoutes.get('/enquiries/:id/answers/:number', c => showAnswer(c))

answerRoutes.get('/enquiries/:id/answers/:number/letter', async c => {
  const { enquiry, answer } = await shownAnswer(c)
  return page(c, `Công văn trả lời ${numberOf(enquiry)}`, 'replies/letter', await letterPage(c, enquiry, answer))
})

answerRoutes.get('/enquiries/:id/answers/:number/docx', async c => {
  const { enquiry, answer } = await shownAnswer(c)
  return download(c, `Công văn trả lời ${numberOf(enquiry).replace('/', '-')}.docx`, fileKinds.docx.mime, await docxOf(c, enquiry, answer))
})

/** A step of the check: done, or the answer's page again with what was wrong. */
function step<S extends z.ZodType>(
  path: string, schema: S, act: (db: Write, user: User, enquiry: Enquiry, number: number, input: z.output<S>) => Promise<unknown>, sentence: string,
) {
  answerRoutes.post(`/enquiries/:id/answers/:number/${path}`, formOf(schema), async c => {
    const { store, user } = c.var
    const { enquiry, answer } = await shownAnswer(c)
    const wrong = await submit(c.req.valid('form'), input => store.write(async db => act(db, user, await findEnquiry(db, user, enquiry.id), answer.number, input)))
    return wrong ? showAnswer(c, wrong) : done(c, path === 'sending' ? answerHref(enquiry.id, answer.number) : `/enquiries/${enquiry.id}`, sentence)
  })
}

step('return', z.object({ reason: z.string().max(1_000, 'Không quá 1.000 ký tự.').default('') }),
  (db, user, enquiry, number, { reason }) => returnAnswer(db, user, enquiry, { number, reason }),
  'Đã trả lại. Người viết được báo kèm điều cần sửa.')
step('sending', z.object({ seen: z.string().optional() }), (db, user, enquiry, number, { seen }) => checkAnswer(db, user, enquiry, { number, seen: seen === 'on' }),
  'Đã kiểm xong, câu trả lời gửi đi được. Chép theo kênh người hỏi dùng ở dưới.')
