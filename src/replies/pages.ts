// The answer of a citizen's question as its page shows it: what went out, what waits to be checked, what is being written.
import type { Enquiry } from '../enquiries/tables.ts'
import { citedNow } from '../faqs/show-pages.ts'
import type { Ask } from '../web/context.ts'
import { moment } from '../web/helpers.ts'
import { answerHref, faqOf, namer, returnedOf } from './answer-pages.ts'
import { answersOf, mayCheck, staleOf, writersOf } from './answering.ts'
import { draftOf, isWritten, mayAnswer } from './drafting.ts'
import type { ReplyViews } from './views.ts'

/** Where the answer of an enquiry stands, for its page. */
export async function answerOf(c: Ask, enquiry: Enquiry): Promise<ReplyViews['replies/_answer']> {
  const { store: { read }, user } = c.var
  const answers = await answersOf(read, enquiry.id)
  const draft = await draftOf(read, enquiry.id)
  const nameOf = await namer(read, [...answers.flatMap(({ writtenById, checkedById }) => [writtenById, checkedById]), draft?.byId ?? null])
  const sent = answers.find(({ number }) => number === enquiry.answerNumber)
  const waiting = enquiry.state === 'checking' ? answers[0] : undefined
  const cited = sent ? await citedNow(read, sent.citations) : null
  const writes = isWritten(enquiry) && mayAnswer(user, enquiry)
  return {
    sent: sent && cited ? {
      text: sent.text, by: nameOf(sent.writtenById), checkedBy: nameOf(sent.checkedById), at: sent.checkedAt, href: answerHref(enquiry.id, sent.number),
      citations: cited.citations, stale: cited.warnings,
    } : null,
    waiting: waiting ? {
      href: answerHref(enquiry.id, waiting.number), by: nameOf(waiting.writtenById), at: waiting.writtenAt, stale: await staleOf(read, waiting.citations),
      mayCheck: mayCheck(user, enquiry, await writersOf(read, enquiry.id)),
    } : null,
    settled: enquiry.settlement === 'assistant', returned: isWritten(enquiry) ? returnedOf(answers, nameOf) : null,
    draft: draft ? { by: nameOf(draft.byId), at: draft.at, stale: await staleOf(read, draft.citations) } : null,
    write: writes ? { href: `/enquiries/${enquiry.id}/answer`, label: draft ? 'Viết tiếp câu trả lời' : 'Trả lời' } : null, faq: await faqOf(read, enquiry),
    earlier: answers.filter(one => one !== sent && one !== waiting).map(({ number, returned, writtenAt }) =>
      ({ href: answerHref(enquiry.id, number), label: `Bản ${number}, ${moment(writtenAt)}${returned ? ', bị trả lại' : ''}` })),
  }
}
