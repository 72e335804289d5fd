// The form of a frequently asked question: procedures found by words, passages ticked as citations, entries alike; it needs no script.
import { fieldsInUse, personOptions } from '../accounts/people.ts'
import { findTurn } from '../assistant/conversation.ts'
import { may } from '../policy.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { quotedIn, ticked } from './citations.ts'
import { versionsOf } from './faqs.ts'
import { pickerOf } from './picking-pages.ts'
import { similarTo, type Similar } from './similar.ts'
import type { Faq } from './tables.ts'
import type { FaqViews } from './views.ts'

const labels = {
  question: 'Câu hỏi', phrasings: 'Cách hỏi khác', answer: 'Câu trả lời', find: 'Thủ tục', citations: 'Căn cứ',
  unitId: 'Đơn vị giữ', personId: 'Người giữ', field: 'Lĩnh vực', note: 'Lý do sửa',
}

export async function faqAsForm(c: Ask, faq: Faq): Promise<Form> {
  const [latest] = await versionsOf(c.var.store.read, faq.id)
  const { question, phrasings, answer, citations } = latest!
  return filled({
    question, phrasings: phrasings.join('\n'), answer, ...ticked(citations), procedureId: faq.procedureId, field: faq.field, unitId: faq.ownerUnitId,
    personId: faq.ownerId, revision: faq.revision,
  })
}

/** A new entry: blank, about a procedure, or of a question that was asked, with the passages that were quoted. */
export async function newFaqForm(c: Ask): Promise<Form> {
  const { store: { read }, user } = c.var
  const { turn: turnId, procedure } = c.req.query()
  const start = { unitId: user.unitId, personId: user.id, procedureId: procedure ?? '' }
  if (!turnId) return filled(start)
  const { turn } = await findTurn(read, user, turnId)
  return filled({ ...start, question: turn.question?.slice(0, 500), procedureId: turn.procedureId, turn: turn.id, ...ticked(await quotedIn(read, turn.answer)) })
}

/** Entries like the one in the form, as it is typed. */
export const similarInForm = (c: Ask, { values }: Form): Promise<Similar[]> =>
  similarTo(c.var.store.read, [values.question ?? '', ...(values.phrasings ?? '').split('\n')], values.id)

/** Units that may keep what this person writes. */
export async function keepingUnits({ var: { store, user } }: Ask): Promise<{ value: string; label: string }[]> {
  const units = await unitOptions(store.read)
  return [{ value: '', label: 'Chọn đơn vị' }, ...units.filter(({ value }) => may(user, 'write knowledge', { unitId: value }))]
}

/** Units and persons that may keep an entry. */
export const keeperOptions = async (c: Ask) =>
  ({ units: await keepingUnits(c), people: [{ value: '', label: 'Chưa phân công' }, ...await personOptions(c.var.store.read)] })

/** `search`: the procedures that the words of the form find are listed. */
export async function faqFormPage(c: Ask, faq: Faq | null, form: Form, { search = false } = {}): Promise<FaqViews['faqs/edit']> {
  const { read } = c.var.store
  const { values } = form
  return {
    title: faq ? 'Sửa câu hỏi thường gặp' : 'Soạn câu hỏi thường gặp',
    lede: 'Trợ lý trả lời nguyên văn câu trả lời này khi người hỏi hỏi đúng điều ấy, sau khi người thứ hai duyệt.',
    id: faq?.id ?? '', back: faq ? `/faqs/${faq.id}` : '/faqs', action: faq ? `/faqs/${faq.id}` : '/faqs', form, labels,
    ...await keeperOptions(c),
    fields: [{ value: '', label: 'Theo thủ tục' }, ...(await fieldsInUse(read)).map(field => ({ value: field, label: field }))],
    picker: await pickerOf(c, form, '/faqs/draft', search ? values.question ?? '' : null),
    similar: values.question ? await similarInForm(c, { ...form, values: { ...values, id: faq?.id ?? '' } }) : [], waiting: faq?.state === 'waiting',
  }
}
