// From an answer to knowledge: a person takes out what is private, and the rest begins a FAQ with the answer's citations. The answer itself stays as it was.
import { eq, inArray, or } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { enquiries, enquiryAnswers, type Enquiry, type EnquiryAnswer } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { ticked, tickedIn } from '../faqs/citations.ts'
import { similarTo } from '../faqs/similar.ts'
import type { Faq } from '../faqs/tables.ts'
import { addFaq, faqForm } from '../faqs/writing.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { answersOf } from './answering.ts'

export const publicationForm = faqForm.extend({ clean: z.string().optional(), seen: z.string().optional() })
type Publication = z.output<typeof publicationForm>

/** The answer that went out and may become a FAQ. Throws NotFound or Invalid. */
export async function answerToPublish(db: Read, enquiry: Enquiry): Promise<EnquiryAnswer> {
  const sent = (await answersOf(db, enquiry.id)).find(({ number }) => number === enquiry.answerNumber)
  if (!sent) throw new NotFound('Câu hỏi này chưa có câu trả lời đã gửi.')
  if (enquiry.faqId) throw new Invalid({ '': 'Câu hỏi này đã được đề xuất thành câu hỏi thường gặp.' })
  return sent
}

/** Begins the FAQ: a draft that a second person still approves. `enquiry` was read in this transaction. */
export async function publishAnswer(db: Write, user: User, enquiry: Enquiry, input: Publication): Promise<string> {
  const answer = await answerToPublish(db, enquiry)
  if (input.clean !== 'on') throw new Invalid({ clean: 'Đọc lại câu hỏi và câu trả lời như mọi người sẽ đọc, bỏ thông tin riêng rồi đánh dấu.' })
  if (!tickedIn(input).length) throw new Invalid({ citations: 'Giữ ít nhất một căn cứ: câu hỏi thường gặp phải có nguồn.' })
  if (input.seen !== 'on' && (await similarTo(db, [input.question, ...input.phrasings])).length) {
    throw new Invalid({ seen: 'Có câu gần giống. Hãy xem các câu ấy, rồi đánh dấu nếu vẫn cần câu này.' })
  }
  const faqId = await addFaq(db, user, { ...input, turn: enquiry.turnId ?? answer.id })
  await db.update(enquiries).set({ faqId, revision: enquiry.revision + 1 }).where(eq(enquiries.id, enquiry.id))
  await record(db, actor(user, 'write knowledge', { unitId: input.unitId }), 'enquiry published', 'enquiry', enquiry.id, { faqId })
  return faqId
}

/** What the form begins with: the question and the answer as they were kept, already without what the masking found. */
export const publicationAsForm = (user: User, enquiry: Enquiry, { text, citations }: EnquiryAnswer): Record<string, string | null> => ({
  question: enquiry.question.replace(/\s+/g, ' ').slice(0, 500), answer: text, procedureId: enquiry.procedureId, field: enquiry.field,
  unitId: enquiry.unitId, personId: user.id, ...ticked(citations),
})

/** Citizens' questions that an entry was made of. */
export async function originOf(db: Read, { id, originTurnId }: Faq): Promise<{ href: string; number: string }[]> {
  if (!originTurnId) return []
  const answered = db.select({ id: enquiryAnswers.enquiryId }).from(enquiryAnswers).where(eq(enquiryAnswers.id, originTurnId))
  const rows = await db.select().from(enquiries).where(or(eq(enquiries.turnId, originTurnId), inArray(enquiries.id, answered)))
  return rows.filter(({ faqId }) => faqId === id).map(one => ({ href: `/enquiries/${one.id}`, number: numberOf(one) }))
}
