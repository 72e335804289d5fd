// What people decide about questions of the queue: once for all that ask alike, with what was made of them; and taken back.
import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Row } from '../procedures/catalogue.ts'
import { defaultKind, makeTest } from '../proving/tests.ts'
import type { Write } from '../store/store.ts'
import { personalDataIn } from '../masking/masking.ts'
import { titleOf } from './filter.ts'
import type { Asked } from './queue.ts'
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

/** Which procedure would have been right: one of those shown, another by its code, or none. */
export const testForm = z.object({
  right: z.string('Chọn thủ tục đúng.').min(1, 'Chọn thủ tục đúng.'), code: z.string().trim().max(60).optional(), until: z.coerce.date('Mở lại trang rồi làm lại.'),
})
export const [mustRefuse, anotherByCode] = ['refuse', 'code'] as const

/** Makes a test of the questions and closes them. Throws Invalid where no such procedure is known. */
export async function decideByTest(db: Write, by: Actor, asked: readonly Asked[], rows: ReadonlyMap<string, Row>, { right, code }: z.output<typeof testForm>): Promise<string> {
  const question = titleOf(asked)
  if (question === null) throw new Invalid({ '': 'Không còn câu nào có chữ để làm câu kiểm chứng.' })
  const chosen = right === anotherByCode ? [...rows.values()].find(row => row.code !== null && row.code === code)?.id : right
  if (right === anotherByCode && !chosen) throw new Invalid({ code: 'Không có thủ tục nào mang mã số này.' })
  const expected = { question, must: right === mustRefuse ? 'refuse' as const : 'answer' as const, gold: right === mustRefuse ? [] : [chosen!], aspect: null, contains: [] }
  const id = await makeTest(db, by, { kind: defaultKind, note: null, turns: [expected] }, asked.find(one => one.question === question)!.turnId)
  await decide(db, by, asked.map(({ turnId }) => turnId), 'test', { madeId: id })
  return id
}

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
