// The page on which the procedure of a question is chosen: found by words, with or without a code; it needs no script.
import { procedurePicker } from '../faqs/picking-pages.ts'
import { NotAllowed } from '../errors.ts'
import { isWritten } from '../replies/drafting.ts'
import type { Ask } from '../web/context.ts'
import { filled } from '../web/forms.ts'
import { mayAnswer } from './assigning.ts'
import { isOpen } from './clock.ts'
import { mayAttach } from './correcting.ts'
import type { Enquiry } from './tables.ts'
import type { EnquiryViews } from './views.ts'
import { numberOf } from './words.ts'

/** Where one goes on: to the answer, where it was asked for from there. */
export const backFrom = (c: Ask, enquiry: Enquiry): string =>
  `/enquiries/${enquiry.id}${c.req.query('from') === 'answer' && isWritten(enquiry) && mayAnswer(c.var.user, enquiry) ? '/answer' : ''}`

export async function procedurePage(c: Ask, enquiry: Enquiry): Promise<EnquiryViews['enquiries/procedure']> {
  const { user } = c.var
  if (!isOpen(enquiry) || !mayAttach(user, enquiry)) throw new NotAllowed('Thủ tục của câu hỏi chưa trả lời do người nhập, người phân công và đơn vị trả lời chọn.')
  const { q = '', from = '' } = c.req.query()
  const { procedure, found } = await procedurePicker(c, filled({ find: q, procedureId: enquiry.procedureId }), '', enquiry.question)
  return {
    id: enquiry.id, number: numberOf(enquiry), question: enquiry.question, revision: enquiry.revision, q, from, back: backFrom(c, enquiry),
    procedure, found: found.filter(({ id }) => id !== enquiry.procedureId),
  }
}
