// What people decide about questions of the queue: once for all that ask alike, with what was made of them; and taken back.
import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { personalDataIn } from '../assistant/personal-data.ts'
import { learningDecisions, outcomes, type Outcome } from './tables.ts'

/** What is made elsewhere, or nothing: decided by hand. A test is made by the queue itself. */
export const outcomesByHand = outcomes.filter(one => one !== 'test')

export const decisionForm = z.object({
  outcome: z.enum(outcomesByHand, 'Chọn việc đã làm.'),
  note: z.string().trim().max(500, 'Ghi chú dài quá 500 ký tự.').refine(text => personalDataIn(text).length === 0, 'Ghi chú có thông tin riêng của người dân. Hãy bỏ thông tin đó.'),
  /** Of the newest question that was shown: what was asked since then stays open. */
  until: z.coerce.date('Mở lại trang rồi làm lại.'),
}).superRefine(({ outcome, note }, problems) => {
  if (outcome === 'fine' && !note) problems.addIssue({ code: 'custom', path: ['note'], message: 'Ghi lý do không cần làm gì.' })
})

const atOnce = 500
const inParts = (ids: readonly string[]) => Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) => ids.slice(at * atOnce, (at + 1) * atOnce))

/** Decides those of the turns that are open; throws Invalid where none is. Returns how many. */
export async function decide(db: Write, by: Actor, turnIds: readonly string[], outcome: Outcome, { madeId = null, note = null }: { madeId?: string | null; note?: string | null } = {}): Promise<number> {
  let count = 0
  for (const part of inParts(turnIds)) {
    const row = { outcome, madeId, note, byId: by.id, at: now() }
    const made = await db.insert(learningDecisions).values(part.map(turnId => ({ id: newId(), turnId, ...row }))).onConflictDoNothing().returning({ id: learningDecisions.id })
    count += made.length
  }
  if (!count) throw new Invalid({ '': 'Các câu này vừa được người khác quyết định. Mở lại trang để xem.' })
  await record(db, by, 'questions decided', 'queue', turnIds[0]!, { turns: count, outcome, madeId })
  return count
}

/** Takes decisions back; the questions are open again. Returns how many. */
export async function reopen(db: Write, by: Actor, turnIds: readonly string[]): Promise<number> {
  let count = 0
  for (const part of inParts(turnIds)) count += (await db.delete(learningDecisions).where(inArray(learningDecisions.turnId, part)).returning({ id: learningDecisions.id })).length
  if (count) await record(db, by, 'questions reopened', 'queue', turnIds[0]!, { turns: count })
  return count
}
