// Whose turn it is: an enquiry given to a unit, handed over to another one, to a person of the unit, or taken by one.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { answerersOf } from '../learning/handing-over.ts'
import { masked } from '../masking/masking.ts'
import { actor, may } from '../policy.ts'
import { rowOf } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { findUnit, nowOf } from '../units/units.ts'
import { isOpen } from './clock.ts'
import { moveTo } from './moving.ts'
import { thingOf } from './seeing.ts'
import type { Enquiry } from './tables.ts'

/** Which state of the enquiry the page showed. */
export const revision = z.coerce.number().int().catch(0)
/** Words of staff about an enquiry: kept without anybody's data. */
export const remark = (most = 500) => z.string().trim().max(most, `Không quá ${most} ký tự.`).transform(words => masked(words).text)
export const reason = (sentence: string) => remark().refine(words => words !== '', sentence)

export const unitForm = z.object({ revision, unit: z.string().min(1, 'Chọn đơn vị trả lời.'), person: z.string().optional().default(''), reason: remark().optional().default('') })
export const personForm = z.object({ revision, person: z.string().min(1, 'Chọn người trả lời.') })
export const plainForm = z.object({ revision })

export const mayRoute = (user: User, enquiry: Enquiry): boolean => may(user, 'route enquiries', thingOf(enquiry))
export const mayAnswer = (user: User, enquiry: Enquiry): boolean => may(user, 'answer enquiries', thingOf(enquiry))
/** Who has the enquiry in hand: those who answer it, and those who give it out. */
export const mayHandle = (user: User, enquiry: Enquiry): boolean => mayAnswer(user, enquiry) || mayRoute(user, enquiry)

/** Who takes the step, for the event: by the right to answer or, failing that, to give out. Throws NotAllowed. */
export function asHandler(user: User, enquiry: Enquiry) {
  if (!mayHandle(user, enquiry)) throw new NotAllowed('Việc này của đơn vị trả lời và người phân công câu hỏi.')
  return actor(user, mayAnswer(user, enquiry) ? 'answer enquiries' : 'route enquiries', thingOf(enquiry))
}

/** Throws Invalid where nothing is owed any more. */
export function refuseSettled(enquiry: Enquiry): void {
  if (!isOpen(enquiry)) throw new Invalid({ '': 'Câu hỏi này đã trả lời, đã đóng hoặc đã gộp. Cần làm tiếp thì mở lại trước.' })
}

/** The unit that keeps the procedure, as it stands today, and why it is proposed; null where none is known. */
export async function proposedUnit(db: Read, procedureId: string | null): Promise<{ unitId: string; why: string } | null> {
  const row = await rowOf(db, procedureId)
  if (!row?.ownerUnitId) return null
  return { unitId: (await nowOf(db, row.ownerUnitId))[0]?.id ?? row.ownerUnitId, why: `đơn vị giữ thủ tục “${row.name}”` }
}

async function checked(db: Read, unitId: string, personId: string) {
  const unit = await findUnit(db, unitId).catch(() => null)
  if (!unit) throw new Invalid({ unit: 'Không có đơn vị này.' })
  const able = await answerersOf(db, unitId, today())
  if (!able.length) throw new Invalid({ unit: 'Đơn vị này chưa có ai trả lời được. Hãy chọn đơn vị khác.' })
  if (personId && !able.includes(personId)) throw new Invalid({ person: 'Người này không trả lời được thay đơn vị đã chọn.' })
  return unit
}

/**
 * Gives the enquiry to a unit, and to a person there where one is named. From one unit to another it is handed over, with a
 * reason; what was written so far stays with it.
 */
export async function giveToUnit(db: Write, user: User, enquiry: Enquiry, { unit: unitId, person, reason: why }: z.output<typeof unitForm>): Promise<Enquiry> {
  const thing = enquiry.unitId ? thingOf(enquiry) : { ...thingOf(enquiry), unitId }
  if (!may(user, 'route enquiries', thing)) throw new NotAllowed('Bạn chỉ phân công được câu hỏi của đơn vị mình.')
  refuseSettled(enquiry)
  if (enquiry.unitId === unitId && !person) throw new Invalid({ unit: 'Câu này đang ở chính đơn vị đó. Chọn đơn vị khác, hoặc chọn người trả lời.' })
  const unit = await checked(db, unitId, person)
  const by = actor(user, 'route enquiries', thing)
  const named = person ? { person, personName: (await namesOfPeople(db, [person])).get(person) } : {}
  if (enquiry.unitId === unitId) return namePerson(db, user, enquiry, person)
  if (!enquiry.unitId) return moveTo(db, by, enquiry, 'assigned', 'enquiry assigned', { set: { unitId, personId: person || null }, details: { unit: unit.name, unitId, ...named } })
  if (!why) throw new Invalid({ reason: 'Ghi lý do chuyển để đơn vị nhận biết.' })
  return moveTo(db, by, enquiry, 'assigned', 'enquiry handed over', { set: { unitId, personId: person || null }, details: { unit: unit.name, unitId, from: enquiry.unitId, reason: why, ...named } })
}

/** The head of the unit, or whoever gives out for all, says who answers. */
export async function namePerson(db: Write, user: User, enquiry: Enquiry, person: string): Promise<Enquiry> {
  if (!mayRoute(user, enquiry)) throw new NotAllowed('Thủ trưởng đơn vị và người phân công câu hỏi mới giao người trả lời.')
  refuseSettled(enquiry)
  if (!enquiry.unitId) throw new Invalid({ unit: 'Chọn đơn vị trả lời trước.' })
  if (enquiry.personId === person) throw new Invalid({ person: 'Người này đang được giao trả lời.' })
  await checked(db, enquiry.unitId, person)
  const personName = (await namesOfPeople(db, [person])).get(person)
  return moveTo(db, actor(user, 'route enquiries', thingOf(enquiry)), enquiry, enquiry.state, 'enquiry person named', { set: { personId: person }, details: { person, personName } })
}

/** Somebody of the unit begins to answer; what nobody was named for is theirs from then on. */
export async function begin(db: Write, user: User, enquiry: Enquiry): Promise<Enquiry> {
  if (!enquiry.unitId) throw new Invalid({ '': 'Câu hỏi chưa giao đơn vị nào. Hãy giao đơn vị trả lời trước.' })
  if (!mayAnswer(user, enquiry)) throw new NotAllowed('Câu này của đơn vị khác trả lời.')
  refuseSettled(enquiry)
  return moveTo(db, actor(user, 'answer enquiries', thingOf(enquiry)), enquiry, 'answering', 'enquiry begun', { set: { personId: enquiry.personId ?? user.id } })
}
