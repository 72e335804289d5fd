// The way of a written answer: handed in, checked by a second person who never wrote it, sent or returned with a reason.
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { now } from '../clock.ts'
import { moveTo, sendAnswer } from '../enquiries/moving.ts'
import { enquiryAnswers, enquiryDrafts, type Enquiry, type EnquiryAnswer } from '../enquiries/tables.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { events } from '../events/tables.ts'
import { staleCitations } from '../faqs/stale.ts'
import type { FaqCitation } from '../faqs/tables.ts'
import { newId } from '../ids.ts'
import { marksIn, masked } from '../masking/masking.ts'
import { actor, may, maySecond } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { keepDraft, writerOf, type Written } from './drafting.ts'
import { openPlaces } from './variables.ts'

/** All answers that were handed in, the latest first. */
export const answersOf = (db: Read, enquiryId: string): Promise<EnquiryAnswer[]> =>
  db.select().from(enquiryAnswers).where(eq(enquiryAnswers.enquiryId, enquiryId)).orderBy(desc(enquiryAnswers.number)).execute()

/** Throws NotFound. */
export async function answerAt(db: Read, enquiryId: string, number: number): Promise<EnquiryAnswer> {
  const [answer] = Number.isInteger(number)
    ? await db.select().from(enquiryAnswers).where(and(eq(enquiryAnswers.enquiryId, enquiryId), eq(enquiryAnswers.number, number))) : []
  if (!answer) throw new NotFound('Câu hỏi không có bản trả lời này.')
  return answer
}

/** What is stale of the sources today, in sentences; nobody confirms a single answer, so whatever changed is said. */
export const staleOf = async (db: Read, citations: FaqCitation[]): Promise<string[]> =>
  [...new Set((await staleCitations(db, { confirmedOn: null }, { citations })).map(({ sentence }) => sentence))]

async function refuseStale(db: Read, citations: FaqCitation[], seen: boolean): Promise<void> {
  const stale = await staleOf(db, citations)
  if (stale.length && !seen) throw new Invalid({ seen: `${stale.join(' ')} Hãy mở nguồn xem lại, rồi đánh dấu nếu câu trả lời vẫn đúng.` })
}

/** Hands the answer in for a second person to check. The draft is gone with it; a returned answer becomes a draft again. */
export async function handIn(db: Write, user: User, enquiry: Enquiry, given: Written & { seen: boolean; hidden?: boolean }): Promise<number> {
  const [last] = await answersOf(db, enquiry.id)
  // Pressed twice: it waits already.
  if (last && enquiry.state === 'checking' && last.writtenById === user.id && last.text === masked(given.text).text.trim()) return last.number
  const by = writerOf(user, enquiry)
  const { draft, before, enquiry: begun } = await keepDraft(db, user, enquiry, given)
  if (!draft.text.trim()) throw new Invalid({ text: 'Chưa có câu trả lời.' })
  const open = openPlaces(draft.text)
  if (open.length) throw new Invalid({ text: `Còn ${open.length} chỗ phải điền: ${open.slice(0, 3).join(', ')}. Hãy điền, hoặc bỏ câu ấy đi.` })
  const hidden = marksIn(draft.text)
  if (hidden.length && !given.hidden) {
    throw new Invalid({ hidden: `Còn chỗ đã che: ${hidden.join(', ')}. Người hỏi sẽ đọc đúng như vậy. Hãy viết lại câu ấy, hoặc đánh dấu nếu để nguyên.` })
  }
  await refuseStale(db, draft.citations, given.seen)
  const number = (last?.number ?? 0) + 1
  await db.insert(enquiryAnswers).values({
    id: newId(), enquiryId: enquiry.id, number, text: draft.text.trim(), citations: draft.citations, templateId: draft.templateId, writtenById: user.id, writtenAt: now(),
    checkedById: null, checkedAt: null, returned: null,
  })
  await db.delete(enquiryDrafts).where(eq(enquiryDrafts.id, enquiry.id))
  await moveTo(db, by, begun, 'checking', 'enquiry answer handed in', { details: { number, ...before && before.byId !== user.id ? { withId: before.byId } : {} } })
  return number
}

/** By enquiry, who wrote on its answer or one of those before it: none of them checks it. */
export async function writersByEnquiry(db: Read, enquiryIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const writers = new Map(enquiryIds.map(id => [id, new Set<string>()]))
  if (!enquiryIds.length) return writers
  const written = await db.select({ id: enquiryAnswers.enquiryId, by: enquiryAnswers.writtenById }).from(enquiryAnswers)
    .where(inArray(enquiryAnswers.enquiryId, [...enquiryIds]))
  for (const { id, by } of written) writers.get(id)!.add(by)
  const handed = await db.select({ id: events.subjectId, details: events.details }).from(events)
    .where(and(eq(events.subjectKind, 'enquiry'), inArray(events.subjectId, [...enquiryIds]), eq(events.action, 'enquiry answer handed in')))
  for (const { id, details } of handed) if (typeof details.withId === 'string') writers.get(id)!.add(details.withId)
  return writers
}
export const writersOf = async (db: Read, enquiryId: string): Promise<Set<string>> => (await writersByEnquiry(db, [enquiryId])).get(enquiryId)!

/** Whether the person may check the answer that waits: a right, and not for one's own words, nor in a writer's name. */
export const mayCheck = (user: User, { unitId }: Pick<Enquiry, 'unitId'>, writers: ReadonlySet<string>): boolean => maySecond(user, 'check answers', { unitId }, writers)

/** To whoever decides on an older page: by whom it was decided, or that they did it themselves. */
async function decidedMeanwhile(db: Read, user: User, { checkedById, checkedAt, returned }: EnquiryAnswer): Promise<string> {
  if (!checkedById || !checkedAt) return 'Câu trả lời này không còn chờ kiểm.'
  const name = checkedById === user.id ? 'Bạn' : (await namesOfPeople(db, [checkedById])).get(checkedById) ?? 'Người khác'
  return `${name} đã ${returned ? 'trả lại' : 'kiểm và cho gửi'} câu trả lời này lúc ${momentInWords(checkedAt)}. Lần bấm này không thay đổi gì thêm.`
}

async function checker(db: Read, user: User, enquiry: Enquiry, number: number) {
  if (!may(user, 'check answers', { unitId: enquiry.unitId })) {
    throw new NotAllowed('Thủ trưởng đơn vị trả lời, lãnh đạo Sở, Chánh Văn phòng hoặc Đầu mối KSTTHC kiểm câu trả lời.')
  }
  if (!mayCheck(user, enquiry, await writersOf(db, enquiry.id))) throw new NotAllowed('Người viết không tự kiểm. Hãy nhờ người thứ hai.')
  if (enquiry.state !== 'checking') throw new Invalid({ '': await decidedMeanwhile(db, user, await answerAt(db, enquiry.id, number)) })
  const [latest] = await answersOf(db, enquiry.id)
  if (latest?.number !== number) throw new Invalid({ '': `Câu này vừa có bản trả lời ${latest?.number ?? ''}. Hãy xem bản ấy trước.` })
  return { by: actor(user, 'check answers', { unitId: enquiry.unitId }), latest }
}

/** Drafts of an answer that came back are numbered beyond all that came before it: a window that still shows one of those is told. */
const firstOfReturned = (number: number): number => number * 1_000_000

/** Back to the writer with what is to be changed; the words go on as a draft. */
export async function returnAnswer(db: Write, user: User, enquiry: Enquiry, given: { number: number; reason: string }): Promise<void> {
  const { by, latest } = await checker(db, user, enquiry, given.number)
  const reason = masked(given.reason.trim()).text
  if (!reason) throw new Invalid({ reason: 'Ghi điều cần sửa.' })
  await db.update(enquiryAnswers).set({ checkedById: user.id, checkedAt: now(), returned: reason }).where(eq(enquiryAnswers.id, latest.id))
  const { text, citations, templateId, writtenById } = latest
  await db.insert(enquiryDrafts).values({ id: enquiry.id, text, citations, templateId, revision: firstOfReturned(given.number), byId: writtenById, at: now() })
  await moveTo(db, by, enquiry, 'answering', 'enquiry answer returned', { details: { number: given.number, writer: writtenById } })
}

/** Lets the answer go out: it is what the citizen is told from now on. */
export async function checkAnswer(db: Write, user: User, enquiry: Enquiry, { number, seen }: { number: number; seen: boolean }): Promise<void> {
  const { by, latest } = await checker(db, user, enquiry, number)
  await refuseStale(db, latest.citations, seen)
  await db.update(enquiryAnswers).set({ checkedById: user.id, checkedAt: now() }).where(eq(enquiryAnswers.id, latest.id))
  await sendAnswer(db, by, enquiry, number)
}
