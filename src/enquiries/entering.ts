// Entering a citizen's question: personal data are masked before anything is kept, and sending a form twice makes one question.
import { desc, eq, max } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { findTurn } from '../assistant/conversation.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { momentAt } from '../calendar/working-days.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { masked } from '../masking/masking.ts'
import { actor } from '../policy.ts'
import { rowOf, type Row } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { clean, line, searchable } from '../text.ts'
import { findUnit, unitOptions } from '../units/units.ts'
import { proposedUnit } from './assigning.ts'
import { keepCitizen } from './citizens.ts'
import { firstDue, inTime, type ClockRules } from './clock.ts'
import { channels, enquiries, type Channel } from './tables.ts'

const longest = 4_000
export const chosen = z.string().max(200).optional().transform(value => value || null)
export const citizenWords = z.string().max(300, 'Không quá 300 ký tự.').optional().transform(value => line(value ?? '') || null)
export const questionText = z.string().optional().transform(value => clean(value ?? '').trim())
  .pipe(z.string().min(1, 'Ghi điều công dân hỏi.').max(longest, `Không quá ${longest.toLocaleString('vi-VN')} ký tự.`))

export const enquiryForm = z.object({
  /** Made with the form: the id of the question, so that the form sent twice makes one. */
  id: z.string().regex(/^[0-9a-f-]{36}$/, 'Hãy mở lại trang nhập câu hỏi.'),
  channel: z.enum(channels, 'Chọn câu hỏi đến từ đâu.'),
  question: questionText,
  procedureId: chosen, field: chosen,
  /** '' : the unit that keeps the procedure; 'none': nobody yet. */
  unitId: z.string().max(100).optional().transform(value => value ?? ''),
  /** Day and time it came in; both empty: now. */
  receivedOn: z.string().optional().transform(value => value ?? ''), receivedTime: z.string().optional().transform(value => value ?? ''),
  name: citizenWords, contact: citizenWords, turn: chosen,
})
export type EnquiryInput = z.output<typeof enquiryForm>

/** When it came in: earlier today, or on an earlier day. Throws Invalid. */
function receivedAt({ receivedOn, receivedTime }: Pick<EnquiryInput, 'receivedOn' | 'receivedTime'>): Date {
  if (!receivedOn && !receivedTime) return now()
  const day = receivedOn || today()
  if (!isDay(day)) throw new Invalid({ receivedOn: 'Ghi ngày theo mẫu ngày/tháng/năm.' })
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(receivedTime)
  if (receivedTime && !time) throw new Invalid({ receivedTime: 'Ghi giờ theo mẫu 08:30.' })
  // A day without an hour: as early as the office may have had it.
  const at = momentAt(day, time ? Number(time[1]) * 60 + Number(time[2]) : 0)
  if (at > now()) throw new Invalid({ [time ? 'receivedTime' : 'receivedOn']: 'Lúc nhận không thể sau lúc này.' })
  return at
}

/** The procedure as it stands in the register. Throws Invalid for one that does not. */
export async function procedureRow(db: Read, id: string | null): Promise<Row | null> {
  if (!id) return null
  const row = await rowOf(db, id)
  if (!row) throw new Invalid({ find: 'Thủ tục đã chọn không còn trong sổ. Hãy chọn thủ tục khác.' })
  return row
}

/** The unit that is to answer. Throws Invalid for one that does not stand. */
async function unitFor(db: Read, wanted: string, procedureId: string | null): Promise<string | null> {
  const unitId = wanted === 'none' ? null : wanted || ((await proposedUnit(db, procedureId))?.unitId ?? null)
  const stands = unitId !== null && (await unitOptions(db)).some(({ value }) => value === unitId)
  if (unitId !== null && !stands && wanted) throw new Invalid({ unitId: 'Đơn vị này không còn. Hãy chọn đơn vị khác.' })
  return stands ? unitId : null
}

/** Whether the person sent this form already. Throws Invalid for a form that somebody else used. */
export async function isSent(db: Read, user: User, id: string): Promise<boolean> {
  const [sent] = await db.select({ madeById: enquiries.madeById }).from(enquiries).where(eq(enquiries.id, id))
  if (sent && sent.madeById !== user.id) throw new Invalid({ '': 'Biểu mẫu này đã được dùng. Hãy mở lại trang nhập câu hỏi.' })
  return sent !== undefined
}

/**
 * Enters a question and returns its id; the same form sent once more returns the same id and changes nothing. With a unit it is
 * given to that unit at once. `settled`: it was answered by the assistant's turn while it was being entered. Throws Invalid.
 */
export async function addEnquiry(db: Write, user: User, input: EnquiryInput, rules: ClockRules, { settled = false } = {}): Promise<string> {
  const { id, channel, procedureId, turn } = input
  if (await isSent(db, user, id)) return id
  const question = masked(input.question).text
  const row = await procedureRow(db, procedureId)
  const unitId = await unitFor(db, input.unitId, procedureId)
  if (turn) await findTurn(db, user, turn)
  const at = receivedAt(input)
  const due = firstDue(await loadCalendar(db), at, channel, rules)
  const by = actor(user, 'enter enquiries', { unitId })
  const end = settled ? { answeredAt: now(), onTime: inTime({ dueAt: due, pausedAt: null }), closedAt: now(), settlement: 'assistant' as const } : { answeredAt: null, onTime: null, closedAt: null, settlement: null }
  await db.insert(enquiries).values({
    id, ...await nextNumber(db), state: settled ? 'closed' : unitId ? 'assigned' : 'received', ...end, channel, question, search: searchable(question),
    procedureId, field: input.field ?? row?.field ?? null, unitId, personId: null, receivedAt: at, firstDueAt: due, dueAt: due, pausedAt: null,
    answerNumber: null, reopened: 0, mergedIntoId: null, turnId: turn, faqId: null, revision: 1, madeById: user.id, madeAt: now(),
  })
  await keepCitizen(db, id, input)
  await record(db, by, 'enquiry entered', 'enquiry', id, { channel, procedureId, unitId })
  if (settled) await record(db, by, 'enquiry settled at once', 'enquiry', id, { turn })
  else if (unitId) await record(db, by, 'enquiry assigned', 'enquiry', id, { unit: (await findUnit(db, unitId)).name, unitId })
  return id
}

/** The next number of the year; writers come one after another. */
async function nextNumber(db: Write): Promise<{ year: number; number: number }> {
  const year = Number(today().slice(0, 4))
  const [last] = await db.select({ number: max(enquiries.number) }).from(enquiries).where(eq(enquiries.year, year))
  return { year, number: (last?.number ?? 0) + 1 }
}

/** Where a question that the person enters most likely comes from: the counter for who sits there, else as the last one they entered. */
export async function usualChannel(db: Read, user: User): Promise<Channel> {
  if (user.roles.some(({ role }) => role === 'oneStop')) return 'counter'
  const [last] = await db.select({ channel: enquiries.channel }).from(enquiries).where(eq(enquiries.madeById, user.id)).orderBy(desc(enquiries.receivedAt)).limit(1)
  return last?.channel ?? 'phone'
}
