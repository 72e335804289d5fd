// What people say of an answer: useful, or not and why. It never moves the ranking by itself; people read it.
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { now } from '../clock.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { personalDataIn } from '../masking/masking.ts'
import { feedback, feedbackReasons, type KeptTurn } from './tables.ts'
import type { TurnView } from './views.ts'

export const feedbackNames: Record<(typeof feedbackReasons)[number], string> = {
  wrong: 'Sai thủ tục hoặc sai nội dung', incomplete: 'Thiếu ý', outdated: 'Đã cũ', unclear: 'Khó hiểu', other: 'Lý do khác',
}

export const feedbackForm = z.object({
  useful: z.enum(['yes', 'no'], 'Hãy chọn trả lời này đúng hay chưa đúng.'),
  reason: z.enum(feedbackReasons).optional().or(z.literal('').transform(() => undefined)),
  /** The procedure that would have been right, and whether a unit is to answer. */
  procedure: z.string().max(100).optional(), handover: z.string().optional(),
  comment: z.string().trim().max(1000, 'Ý kiến dài quá 1.000 ký tự.').optional()
    .refine(text => !text || personalDataIn(text).length === 0, 'Ý kiến có thông tin riêng của người dân. Hãy bỏ thông tin đó rồi gửi lại.'),
})

/** Keeps what a person says of an answer; saying it again replaces it. */
export async function giveFeedback(db: Write, user: { id: string }, turn: KeptTurn, given: z.output<typeof feedbackForm>): Promise<void> {
  const useful = given.useful === 'yes'
  const right = turn.answer.candidates.find(({ id }) => id === given.procedure)
  const row = { useful, reason: useful ? null : given.reason ?? null, procedureId: useful ? null : right?.id ?? null, comment: given.comment || null, at: now() }
  await db.insert(feedback).values({ id: newId(), turnId: turn.id, personId: user.id, ...row })
    .onConflictDoUpdate({ target: [feedback.turnId, feedback.personId], set: row })
  await record(db, user, 'answer judged', 'conversation', turn.conversationId, { turn: turn.number, useful: row.useful, reason: row.reason })
}

/** What the person said of these turns, by turn id. */
export async function feedbackOf(db: Read, user: { id: string }, turnIds: string[]): Promise<Map<string, TurnView['feedback']>> {
  if (!turnIds.length) return new Map()
  const rows = await db.select({ turnId: feedback.turnId, useful: feedback.useful }).from(feedback)
    .where(and(eq(feedback.personId, user.id), inArray(feedback.turnId, turnIds)))
  return new Map(rows.map(({ turnId, useful }) => [turnId, useful ? 'useful' : 'not useful']))
}
