// Choosing what a piece is composed from: a procedure, passages ticked of it, a FAQ or an answer of the assistant; and in which form.
import { findTurn } from '../assistant/conversation.ts'
import { findFaq } from '../faqs/faqs.ts'
import { quotedIn, ticked } from '../faqs/citations.ts'
import { pickerOf } from '../faqs/picking-pages.ts'
import { may } from '../policy.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { formNames } from './forms.ts'
import { pieceForms } from './tables.ts'
import type { PieceViews } from './views.ts'

const labels = { form: 'Hình thức', find: 'Thủ tục', citations: 'Căn cứ', unitId: 'Đơn vị giữ', '': '' }

/** As the address asks: from a procedure, a FAQ, what an answer quoted. */
export async function newPieceAsked(c: Ask): Promise<Form> {
  const { store: { read }, user } = c.var
  const { turn: turnId, procedure, faq, form } = c.req.query()
  const start = { form: form ?? '', unitId: user.unitId, procedureId: procedure ?? '', faqId: faq ?? '' }
  if (!turnId) return filled(start)
  const { turn } = await findTurn(read, user, turnId)
  return turn.faqId ? filled({ ...start, faqId: turn.faqId }) : filled({ ...start, procedureId: turn.procedureId, ...ticked(await quotedIn(read, turn.answer)) })
}

export async function newPiecePage(c: Ask, form: Form, search = false): Promise<PieceViews['propaganda/new']> {
  const { store: { read }, user } = c.var
  const { faqId } = form.values
  const faq = faqId ? await findFaq(read, user, faqId) : null
  return {
    form, labels, forms: pieceForms.map(value => ({ value, label: formNames[value] })), faq: faq && { id: faq.id, question: faq.question },
    units: [{ value: '', label: 'Chọn đơn vị' }, ...(await unitOptions(read)).filter(({ value }) => may(user, 'write propaganda', { unitId: value }))],
    picker: await pickerOf(c, form, '/propaganda/draft', search ? '' : null),
  }
}
