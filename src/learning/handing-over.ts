// A question that the assistant could not answer, handed to a unit: told to it, answered by its people in words, shown to who asked.
import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { personalDataIn } from '../masking/masking.ts'
import { erasedQuestion } from '../assistant/sentences.ts'
import { conversations, turns, type KeptTurn } from '../assistant/tables.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { holdersOf } from '../notifications/recipients.ts'
import { actor, may, reachOf, roles } from '../policy.ts'
import { catalogue, rowsById } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { findUnit, nowOf } from '../units/units.ts'
import { handovers, type Handover } from './tables.ts'

const withoutPersonalData = (what: string) => (text: string) => personalDataIn(text).length === 0
  || `${what} có thông tin riêng của người dân. Hãy bỏ thông tin đó rồi gửi lại.`

const words = (what: string, most: number) => z.string().trim().max(most, `${what} dài quá ${most.toLocaleString('vi-VN')} ký tự.`)
  .superRefine((text, problems) => {
    const sound = withoutPersonalData(what)(text)
    if (sound !== true) problems.addIssue({ code: 'custom', message: sound })
  })

export const handoverForm = z.object({ unit: z.string().min(1, 'Chọn đơn vị trả lời.'), note: words('Lời nhắn', 500) })
export const answerForm = z.object({ answer: words('Câu trả lời', 2_000).refine(text => text !== '', 'Ghi câu trả lời.') })

/** What cannot be handed over: talk, and questions that were not kept. */
const notToHandOver = new Set(['greeting', 'thanks', 'empty', 'too_long', 'personal_data', 'abuse', 'injection'])
export const mayHandOver = (user: User, { question, reason }: Pick<KeptTurn, 'question' | 'reason'>): boolean =>
  question !== null && !notToHandOver.has(reason ?? '') && may(user, 'hand questions over')

/** Who may answer for a unit on a day: those with a role that writes knowledge, in the unit or in what carries it on. */
export async function answerersOf(db: Read, unitId: string, day: string): Promise<string[]> {
  const units = [unitId, ...(await nowOf(db, unitId)).map(({ id }) => id)]
  const found: string[] = []
  for (const role of roles) if (reachOf(role, 'write knowledge') !== '-') found.push(...await holdersOf(db, role, day, units))
  return [...new Set(found)]
}

/** The unit that keeps the procedure nearest to the question; null where none of the nearest has one. */
export async function suggestedUnit(db: Read, { answer }: Pick<KeptTurn, 'answer'>): Promise<string | null> {
  const rows = rowsById(await catalogue(db))
  for (const { id } of answer.candidates) {
    const owner = rows.get(id)?.ownerUnitId
    if (owner) return (await nowOf(db, owner))[0]?.id ?? owner
  }
  return null
}

/** Hands the question of a turn to a unit. Throws Invalid where nobody there could answer, or it is handed over already. */
export async function handOver(db: Write, user: User, turn: KeptTurn, { unit: unitId, note }: z.output<typeof handoverForm>): Promise<string> {
  const unit = await unitToAnswer(db, unitId)
  if (await db.$count(handovers, eq(handovers.turnId, turn.id))) throw new Invalid({ '': 'Câu này đã được chuyển rồi. Mở lại cuộc hỏi đáp để xem đơn vị nào đang trả lời.' })
  const id = newId()
  await db.insert(handovers).values({ id, turnId: turn.id, unitId, note: note || null, byId: user.id, at: now() })
  await record(db, actor(user, 'hand questions over'), 'question handed over', 'handover', id, { unit: unit.name, unitId })
  return id
}

async function unitToAnswer(db: Read, id: string) {
  const unit = await findUnit(db, id).catch(() => null)
  if (!unit) throw new Invalid({ unit: 'Không có đơn vị này.' })
  if (!(await answerersOf(db, id, today())).length) throw new Invalid({ unit: 'Đơn vị này chưa có ai trả lời được câu hỏi. Hãy chọn đơn vị khác.' })
  return unit
}

/** The unit says that another one is to answer. */
export async function passOn(db: Write, user: User, { id, unitId: before }: Handover, { unit: unitId, note }: z.output<typeof handoverForm>): Promise<void> {
  if (unitId === before) throw new Invalid({ unit: 'Câu này đang ở chính đơn vị đó.' })
  const unit = await unitToAnswer(db, unitId)
  const moved = await db.update(handovers).set({ unitId, note: note || null }).where(and(eq(handovers.id, id), eq(handovers.unitId, before), isNull(handovers.answeredAt))).returning({ id: handovers.id })
  if (!moved.length) throw new Invalid({ '': 'Câu này vừa được trả lời hoặc chuyển tiếp. Mở lại trang để xem.' })
  await record(db, actor(user, 'write knowledge', { unitId: before }), 'handover passed on', 'handover', id, { unit: unit.name, unitId, from: before })
}

/** Answers once; what was said to who asked is not rewritten. */
export async function answerHandover(db: Write, user: User, { id, unitId }: Handover, { answer }: z.output<typeof answerForm>): Promise<void> {
  const by = actor(user, 'write knowledge', { unitId })
  const answered = await db.update(handovers).set({ answer, answeredById: user.id, answeredAt: now() })
    .where(and(eq(handovers.id, id), isNull(handovers.answeredAt))).returning({ id: handovers.id })
  if (!answered.length) throw new Invalid({ '': 'Câu này vừa được người khác trả lời. Mở lại trang để xem.' })
  await record(db, by, 'handover answered', 'handover', id)
}

export interface HandedOver { handover: Handover; turn: KeptTurn; askerId: string }

const joined = (db: Read) => db.select({ handover: handovers, turn: turns, askerId: conversations.personId }).from(handovers)
  .innerJoin(turns, eq(turns.id, handovers.turnId)).innerJoin(conversations, eq(conversations.id, turns.conversationId))

const maySee = (user: User, { handover: { unitId, byId }, askerId }: HandedOver): boolean => byId === user.id || askerId === user.id || may(user, 'write knowledge', { unitId })

/** Of the unit that answers, of who asked, and of who handed it over. Throws NotFound for others. */
export async function findHandover(db: Read, user: User, id: string): Promise<HandedOver> {
  const [found] = await joined(db).where(eq(handovers.id, id))
  if (!found || !maySee(user, found)) throw new NotFound('Không có câu chuyển này, hoặc câu được chuyển cho đơn vị khác.')
  return found
}

export const mayAnswer = (user: User, { unitId }: Pick<Handover, 'unitId'>): boolean => may(user, 'write knowledge', { unitId })

/** Handed to units that the person may answer for, those not answered first. */
export async function handedTo(db: Read, user: User, answered: boolean): Promise<HandedOver[]> {
  const rows = await joined(db).where((answered ? isNotNull : isNull)(handovers.answeredAt)).orderBy(desc(handovers.at))
  return rows.filter(({ handover }) => mayAnswer(user, handover))
}

/** How many wait for an answer of the person's own unit. */
export async function waitingForUnit(db: Read, user: User): Promise<number> {
  const rows = await db.select({ unitId: handovers.unitId }).from(handovers).where(isNull(handovers.answeredAt))
  return rows.filter(({ unitId }) => mayAnswer(user, { unitId }) && user.roles.some(({ unitIds }) => unitIds.includes(unitId))).length
}

export async function handoversOfTurns(db: Read, turnIds: readonly string[]): Promise<Map<string, Handover>> {
  if (!turnIds.length) return new Map()
  return new Map((await db.select().from(handovers).where(inArray(handovers.turnId, [...turnIds]))).map(one => [one.turnId, one]))
}

/** Who asked and who handed over, and the unit that is to answer. */
export async function partiesOf(db: Read, id: string): Promise<{ askerId: string; byId: string; unitId: string } | null> {
  const [found] = await joined(db).where(eq(handovers.id, id))
  return found ? { askerId: found.askerId, byId: found.handover.byId, unitId: found.handover.unitId } : null
}

/** For notices: the questions, of those that the person may see. */
export async function titlesOfHandovers(db: Read, user: User, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (!ids.length) return []
  const rows = await joined(db).where(inArray(handovers.id, [...ids]))
  return rows.filter(row => maySee(user, row)).map(({ handover, turn }) => ({ id: handover.id, title: turn.question?.slice(0, 200) ?? erasedQuestion }))
}
