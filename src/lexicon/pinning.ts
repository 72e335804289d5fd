// Pins as they are kept: made, ended and never deleted.
import { and, desc, eq, gte, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { people } from '../accounts/tables.ts'
import type { User } from '../accounts/accounts.ts'
import { personalDataIn } from '../masking/masking.ts'
import { keysOf } from '../assistant/vietnamese.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import type { Pin } from './pins.ts'
import { answerPins, type AnswerPin } from './tables.ts'

const holds = () => and(isNull(answerPins.endedAt), or(isNull(answerPins.until), gte(answerPins.until, today())))

/** Pins that hold today, the latest first. */
export async function pinsInForce(db: Read): Promise<Pin[]> {
  const { kind, phrase, procedureId, reason } = answerPins
  const rows = await db.select({ kind, phrase, procedureId, reason, madeBy: people.name }).from(answerPins)
    .leftJoin(people, eq(people.id, answerPins.madeById)).where(holds()).orderBy(desc(answerPins.id))
  return rows.map(({ madeBy, ...pin }) => ({ ...pin, madeBy: madeBy ?? 'người không còn trong danh bạ' }))
}

/** Pins that hold, or that no longer do, the latest first. */
export const listPins = (db: Read, holding: boolean, limit: number): Promise<AnswerPin[]> =>
  db.select().from(answerPins).where(holding ? holds() : or(isNotNull(answerPins.endedAt), lt(answerPins.until, today()))).orderBy(desc(answerPins.id)).limit(limit)

export async function findPin(db: Read, id: string): Promise<AnswerPin> {
  const [pin] = await db.select().from(answerPins).where(eq(answerPins.id, id))
  if (!pin) throw new NotFound('Không có ghim này.')
  return pin
}

export const pinForm = z.object({
  kind: z.enum(['pin', 'exclude'], 'Chọn ghim hoặc loại trừ.').default('pin'),
  phrase: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().max(150, 'Không quá 150 ký tự.'))
    .refine(phrase => keysOf(phrase).length >= 2, 'Ghi cụm từ có ít nhất hai chữ, ví dụ: tiền người già.')
    .refine(phrase => !personalDataIn(phrase).length, 'Không ghi thông tin riêng của người dân.'),
  procedure: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().max(300, 'Không quá 300 ký tự.')),
  procedureId: z.string().optional().transform(value => value || null),
  reason: z.string().optional().transform(value => line(value ?? ''))
    .pipe(z.string().min(5, 'Ghi lý do, để người sau biết khi nào thôi ghim.').max(300, 'Không quá 300 ký tự.')),
  until: z.string().optional().transform(value => value?.trim() || null)
    .refine(value => value === null || isDay(value), 'Hãy ghi ngày có thật, ví dụ 31/12/2026.')
    .refine(value => value === null || value >= today(), 'Ngày cuối đã qua. Chọn ngày từ hôm nay.'),
})
export type PinInput = z.output<typeof pinForm>

/** Procedures in force that the words may mean: by code, or with every word in the name. The whole register by name without words. */
export async function proceduresMeant(db: Read, words: string): Promise<Row[]> {
  const { rows } = await catalogue(db)
  const inForce = rows.filter(({ state }) => state === 'published' || state === 'amended')
  const coded = inForce.filter(({ code }) => code === words.trim())
  const wanted = searchable(words).split(' ').filter(Boolean)
  return coded.length ? coded : inForce.filter(({ name }) => { const text = ` ${searchable(name)}`; return wanted.every(word => text.includes(` ${word}`)) })
}

/** The one procedure that is meant: chosen, or the only one with these words. Throws Invalid. */
export async function procedureMeant(db: Read, { procedure, procedureId }: Pick<PinInput, 'procedure' | 'procedureId'>): Promise<Row> {
  if (!procedure && !procedureId) throw new Invalid({ procedure: 'Ghi mã số hoặc mấy chữ trong tên thủ tục.' })
  const found = await proceduresMeant(db, procedure)
  const chosen = found.find(({ id }) => id === procedureId) ?? (found.length === 1 ? found[0] : undefined)
  if (chosen) return chosen
  throw new Invalid(found.length ? { procedureId: `Có ${found.length.toLocaleString('vi-VN')} thủ tục như vậy. Chọn một thủ tục ở dưới, hoặc ghi mã số.` }
    : { procedure: 'Không có thủ tục nào đang áp dụng có mã số hoặc chữ như vậy.' })
}

export async function addPin(db: Write, user: User, input: PinInput): Promise<void> {
  const { kind, phrase, reason, until } = input
  const procedure = await procedureMeant(db, input)
  const said = keysOf(phrase).join()
  const same = (await listPins(db, true, 1_000)).find(pin => keysOf(pin.phrase).join() === said
    && (pin.procedureId === procedure.id || (kind === 'pin' && pin.kind === 'pin')))
  if (same) throw new Invalid({ phrase: `“${same.phrase}” đang được ghim hoặc loại trừ rồi. Hãy thôi cái đang có trước.` })
  const id = newId()
  await db.insert(answerPins).values({ id, kind, phrase, procedureId: procedure.id, reason, until, madeById: user.id, madeAt: now(), endedById: null, endedAt: null })
  await record(db, actor(user, 'teach the assistant'), kind === 'pin' ? 'answer pinned' : 'answer excluded', 'lexicon', id, { phrase, procedure: procedure.name, until })
}

export async function endPin(db: Write, user: User, { id, phrase, endedAt }: AnswerPin): Promise<void> {
  if (endedAt) return
  await db.update(answerPins).set({ endedById: user.id, endedAt: now() }).where(eq(answerPins.id, id))
  await record(db, actor(user, 'teach the assistant'), 'answer pin ended', 'lexicon', id, { phrase })
}
