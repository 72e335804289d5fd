// The answer of a citizen's question as its page shows it.
import { enquiryAnswers, type Enquiry } from '../enquiries/tables.ts'
import { desc, eq } from 'drizzle-orm'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import type { ReplyViews } from './views.ts'

/** `form`: what was typed into one of the forms of this part, when it comes back. */
export async function answerOf(c: Ask, enquiry: Enquiry, _form: Form): Promise<ReplyViews['replies/_answer']> {
  const answers = await c.var.store.read.select().from(enquiryAnswers).where(eq(enquiryAnswers.enquiryId, enquiry.id)).orderBy(desc(enquiryAnswers.number))
  return { text: answers.find(({ number }) => number === enquiry.answerNumber)?.text ?? null }
}
