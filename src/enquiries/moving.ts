// What every step in the way of an enquiry begins and ends with: the enquiry as it stands in this transaction, one move, one event.
import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { sentenceOf, type EventAction } from '../events/sentences.ts'
import { events } from '../events/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { inTime } from './clock.ts'
import { findEnquiry } from './seeing.ts'
import { enquiries, type Enquiry, type EnquiryState } from './tables.ts'

/** From each state to which others a step may lead; staying in a state is always possible but where nothing is owed any more. */
const ways: Record<EnquiryState, readonly EnquiryState[]> = {
  received: ['received', 'assigned', 'answering', 'closed', 'merged'],
  assigned: ['assigned', 'answering', 'checking', 'closed', 'merged'],
  answering: ['answering', 'assigned', 'checking', 'closed', 'merged'],
  checking: ['checking', 'answering', 'assigned', 'answered', 'closed', 'merged'],
  answered: ['received', 'assigned', 'closed'],
  closed: ['received', 'assigned'],
  merged: ['received', 'assigned'],
}

const standing: Record<EnquiryState, string> = {
  received: 'mới tiếp nhận', assigned: 'đã giao', answering: 'đang được trả lời', checking: 'đang chờ kiểm câu trả lời',
  answered: 'đã trả lời', closed: 'đã đóng', merged: 'đã gộp vào câu khác',
}

/** Of these the page of an enquiry need not know before its next step. */
const beside = ['enquiry reminded', 'enquiries linked']

/** What was done last, said to whoever presses on an older page: to themselves that it is done, to others by whom. */
async function doneMeanwhile(db: Read, user: User, { id, state }: Enquiry): Promise<string> {
  const [last] = await db.select().from(events).where(and(eq(events.subjectKind, 'enquiry'), eq(events.subjectId, id), notInArray(events.action, beside)))
    .orderBy(desc(events.number)).limit(1)
  if (!last) return `Câu hỏi này nay ${standing[state]}. Hãy xem lại trang rồi làm tiếp.`
  const what = `${sentenceOf(last)} lúc ${momentInWords(last.at)}`
  if (last.actorId === user.id) return `Bạn ${what}. Lần bấm này không thay đổi gì thêm; trang dưới đây là mới nhất.`
  const name = (await namesOfPeople(db, [last.actorId])).get(last.actorId) ?? 'Người khác'
  return `${name} ${what}, sau khi bạn mở trang. Chưa làm gì thêm; hãy xem lại trang dưới đây rồi làm tiếp.`
}

/** The enquiry, where the page that was looked at still holds. Throws Invalid where it has changed since. */
export async function enquiryAsSeen(db: Read, user: User, id: string, revision: number): Promise<Enquiry> {
  const enquiry = await findEnquiry(db, user, id)
  if (enquiry.revision !== revision) throw new Invalid({ '': await doneMeanwhile(db, user, enquiry) })
  return enquiry
}

export interface Move {
  /** What else changes with the step. */
  set?: Partial<Omit<Enquiry, 'id' | 'state' | 'revision'>>
  details?: Record<string, unknown>
}

/**
 * Leads the enquiry into a state, its own one too, and records the step. `enquiry` was read in this transaction.
 * Throws Invalid where no way leads there, or somebody was first.
 */
export async function moveTo(db: Write, by: Actor, enquiry: Enquiry, state: EnquiryState, action: EventAction, { set = {}, details = {} }: Move = {}): Promise<Enquiry> {
  if (!ways[enquiry.state].includes(state)) throw new Invalid({ '': `Câu hỏi ${standing[enquiry.state]} nên không làm được bước này.` })
  if (enquiry.pausedAt && (state === 'checking' || state === 'answered')) throw new Invalid({ '': 'Đang dừng tính hạn, chờ công dân bổ sung. Hãy tính tiếp hạn rồi gửi câu trả lời.' })
  const [moved] = await db.update(enquiries).set({ ...set, state, revision: enquiry.revision + 1 })
    .where(and(eq(enquiries.id, enquiry.id), eq(enquiries.revision, enquiry.revision))).returning()
  if (!moved) throw new Invalid({ '': 'Câu hỏi này vừa được người khác xử lý. Hãy xem lại trang rồi làm tiếp.' })
  await record(db, by, action, 'enquiry', enquiry.id, details)
  return moved
}

/**
 * The answer goes out: the first time it is told for good whether it was in time. Those that were merged into it are
 * answered with it, each against its own deadline.
 */
export async function sendAnswer(db: Write, by: Actor, enquiry: Enquiry, number: number): Promise<Enquiry> {
  const sent = (one: Enquiry): Move['set'] => (one.answeredAt ? {} : { answeredAt: now(), onTime: inTime(one) })
  const answered = await moveTo(db, by, enquiry, 'answered', 'enquiry answer checked', { set: { ...sent(enquiry), answerNumber: number, settlement: 'answer' }, details: { number } })
  for (const one of await mergedInto(db, enquiry.id)) await db.update(enquiries).set({ ...sent(one), settlement: 'answer', pausedAt: null, revision: one.revision + 1 }).where(eq(enquiries.id, one.id))
  return answered
}

/** Those that follow the answer of this one. */
export const mergedInto = (db: Read, id: string): Promise<Enquiry[]> => db.select().from(enquiries).where(eq(enquiries.mergedIntoId, id)).orderBy(enquiries.receivedAt).execute()
