// Writing a frequently asked question: every save is a version of its own, so nothing is lost when two people write at once.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { personalDataIn, personalDataNames } from '../masking/masking.ts'
import { keysOf } from '../assistant/vietnamese.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import { rowOf } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { clean, line, searchable } from '../text.ts'
import { checkedCitations, tickedIn } from './citations.ts'
import { versionAt, versionsOf } from './faqs.ts'
import { faqs, faqVersions, type Faq, type FaqVersion } from './tables.ts'

const words = (most: number) => z.string().optional().transform(value => clean(value ?? '').trim()).pipe(z.string().max(most, `Không quá ${most.toLocaleString('vi-VN')} ký tự.`))
const chosen = z.string().max(200).optional().transform(value => value || null)

/** As typed; the ticked passages are fields of their own (quote-1, quote-2 …). */
export const faqForm = z.looseObject({
  question: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().min(1, 'Ghi câu hỏi.').max(500, 'Không quá 500 ký tự.')),
  phrasings: z.string().optional().transform(value => [...new Set((value ?? '').split('\n').map(line).filter(Boolean))]),
  answer: words(5_000), note: words(500),
  procedureId: chosen, field: chosen, unitId: z.string().optional().transform(value => value ?? ''), personId: chosen, turn: chosen,
  revision: z.coerce.number().optional(),
})
export type FaqInput = z.output<typeof faqForm>

type Kept = Pick<FaqVersion, 'question' | 'phrasings' | 'answer' | 'citations'>

/** Kinds of personal data of anybody that a text holds, in words; null where there is none. */
function personalIn(text: string, what: string): string | null {
  const found = personalDataIn(text).filter(kind => kind !== 'request')
  return found.length ? `Có ${found.map(kind => personalDataNames[kind]).join(', ')}. ${what} ai cũng đọc được, nên không ghi thông tin riêng.` : null
}

/** Free words that are kept with an entry, or with `what` everybody reads. Throws Invalid under the name of their field. */
export function refusePersonal(texts: Record<string, string>, what = 'Câu hỏi thường gặp'): void {
  const errors = Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => { const why = personalIn(text, what); return why ? [[name, why]] : [] }))
  if (Object.keys(errors).length) throw new Invalid(errors)
}

const mostPhrasings = 30

async function wordingOf(db: Read, input: FaqInput): Promise<Kept> {
  const { question, answer } = input
  const phrasings = input.phrasings.filter(one => keysOf(one).join() !== keysOf(question).join())
  refusePersonal({ question, phrasings: phrasings.join('\n'), answer, note: input.note })
  if (!keysOf(question).some(key => /\p{L}/u.test(key))) throw new Invalid({ question: 'Ghi câu hỏi bằng chữ.' })
  if (phrasings.length > mostPhrasings) throw new Invalid({ phrasings: `Không quá ${mostPhrasings} cách hỏi khác.` })
  const long = phrasings.find(one => one.length > 300)
  if (long) throw new Invalid({ phrasings: `“${long.slice(0, 40)}…” dài quá 300 ký tự.` })
  return { question, phrasings, answer, citations: await checkedCitations(db, tickedIn(input)) }
}

/** Where the entry is kept: unit, person, field, procedure. Throws Invalid. */
async function placeOf(db: Read, user: User, input: FaqInput, citations: FaqVersion['citations']) {
  const { unitId: ownerUnitId, personId: ownerId } = input
  if (!ownerUnitId) throw new Invalid({ unitId: 'Chọn đơn vị giữ câu hỏi này.' })
  if (!may(user, 'write knowledge', { unitId: ownerUnitId })) throw new Invalid({ unitId: 'Bạn soạn được câu hỏi của đơn vị mình; hãy chọn đơn vị mình.' })
  const procedureId = input.procedureId ?? citations[0]?.procedureId ?? null
  const row = await rowOf(db, procedureId)
  if (procedureId && !row) throw new Invalid({ find: 'Thủ tục đã chọn không còn trong sổ. Hãy chọn thủ tục khác.' })
  return { ownerUnitId, ownerId, procedureId, field: input.field ?? row?.field ?? null }
}

const searchOf = ({ question, phrasings }: Kept) => searchable([question, ...phrasings].join(' '))

export async function addFaq(db: Write, user: User, input: FaqInput): Promise<string> {
  const wording = await wordingOf(db, input)
  const place = await placeOf(db, user, input, wording.citations)
  const id = newId()
  await db.insert(faqs).values({
    id, ...place, state: 'draft', reviewOn: null, confirmedOn: null, publishedNumber: null, question: wording.question, search: searchOf(wording),
    originTurnId: input.turn, revision: 1, madeById: user.id, madeAt: now(),
  })
  await addVersion(db, user, id, 1, wording, input.note)
  await record(db, actor(user, 'write knowledge', { unitId: place.ownerUnitId }), 'faq begun', 'faq', id, { number: 1 })
  return id
}

async function addVersion(db: Write, user: User, faqId: string, number: number, { question, phrasings, answer, citations }: Kept, note: string): Promise<void> {
  await db.insert(faqVersions).values({
    id: newId(), faqId, number, question, phrasings, answer, citations, note: note || null, writtenById: user.id, writtenAt: now(), approvedById: null, approvedAt: null,
  })
}

/** Throws NotAllowed unless the person may write entries of that unit. */
export function writer(user: User, { ownerUnitId: unitId }: Pick<Faq, 'ownerUnitId'>) {
  if (!may(user, 'write knowledge', { unitId })) throw new NotAllowed('Câu hỏi thường gặp do người của đơn vị giữ nó soạn. Hãy báo đơn vị ấy nếu thấy chưa đúng.')
  return actor(user, 'write knowledge', { unitId })
}

const isSame = (a: Kept, b: Kept) => JSON.stringify([a.question, a.phrasings, a.answer, a.citations]) === JSON.stringify([b.question, b.phrasings, b.answer, b.citations])

/** Keeps what was written as the next version; a version that waits for approval is drawn back by it. Returns whether the wording changed. */
export async function saveFaq(db: Write, user: User, faq: Faq, input: FaqInput): Promise<boolean> {
  const by = writer(user, faq)
  const [latest] = await versionsOf(db, faq.id)
  if (input.revision !== faq.revision) {
    throw new Invalid({ '': `Người khác vừa lưu bản ${latest!.number} của câu này. Điều bạn gõ còn nguyên dưới đây; hãy so với bản ấy ở trang của câu hỏi, rồi bấm Lưu lần nữa để lưu thành bản ${latest!.number + 1}.` })
  }
  const wording = await wordingOf(db, input)
  const place = await placeOf(db, user, input, wording.citations)
  const kept = { ownerUnitId: faq.ownerUnitId, ownerId: faq.ownerId, procedureId: faq.procedureId, field: faq.field }
  if (isSame(wording, latest!)) {
    if (JSON.stringify(place) === JSON.stringify(kept)) return false
    await db.update(faqs).set({ ...place, revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
    await record(db, by, 'faq keeping changed', 'faq', faq.id)
    return false
  }
  const number = latest!.number + 1
  await addVersion(db, user, faq.id, number, wording, input.note)
  await db.update(faqs).set({ ...place, state: 'draft', question: wording.question, search: searchOf(wording), revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, by, 'faq written', 'faq', faq.id, { number })
  return true
}

/** An old version as the newest draft; what is answered from stays until the draft is approved. */
export async function restoreVersion(db: Write, user: User, faq: Faq, from: number): Promise<number> {
  const by = writer(user, faq)
  const [latest] = await versionsOf(db, faq.id)
  const old = await versionAt(db, faq.id, from)
  if (from === latest!.number && faq.state !== 'archived') throw new Invalid({ '': `Bản ${from} đang là bản mới nhất.` })
  const number = latest!.number + 1
  await addVersion(db, user, faq.id, number, old, `Lấy lại bản ${from}`)
  await db.update(faqs).set({ state: 'draft', question: old.question, search: searchOf(old), revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, by, 'faq version restored', 'faq', faq.id, { number, from })
  return number
}
