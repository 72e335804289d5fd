// Correcting what was entered: the question and its procedure while an answer is owed, who asked as long as it is kept.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { masked } from '../masking/masking.ts'
import { actor } from '../policy.ts'
import { rowOf, type Row } from '../procedures/catalogue.ts'
import type { Write } from '../store/store.ts'
import { searchable } from '../text.ts'
import { mayHandle, refuseSettled, revision } from './assigning.ts'
import { citizenOf, keepCitizen } from './citizens.ts'
import { chosen, citizenWords, procedureRow, questionText } from './entering.ts'
import { eraseCitizens, eraseLater, noteKept } from './erasing.ts'
import { enquiryAsSeen, moveTo } from './moving.ts'
import { mayCorrect, maySeeCitizen, thingOf } from './seeing.ts'
import type { Enquiry } from './tables.ts'

export const correctionForm = z.object({ question: questionText, field: chosen, revision })
export const procedureForm = z.object({ procedureId: chosen, revision })

/** Writes the question anew, masked again. Throws NotAllowed, Invalid. */
export async function correctEnquiry(db: Write, user: User, { id }: Enquiry, given: z.output<typeof correctionForm>): Promise<void> {
  const enquiry = await enquiryAsSeen(db, user, id, given.revision)
  if (!mayCorrect(user, enquiry)) throw new NotAllowed('Câu hỏi do người nhập hoặc người phân công sửa.')
  const { text } = masked(given.question)
  await moveTo(db, actor(user, 'enter enquiries', thingOf(enquiry)), enquiry, enquiry.state, 'enquiry corrected', {
    set: { question: text, search: searchable(text), field: given.field ?? (await rowOf(db, enquiry.procedureId))?.field ?? null },
  })
}

/** Whoever may correct the question names its procedure, and those who have it in hand, who often know it first. */
export const mayAttach = (user: User, enquiry: Enquiry): boolean => mayCorrect(user, enquiry) || mayHandle(user, enquiry)

/** Says which procedure is asked about, or that it is none; whose turn it is stays. Returns it. Throws NotAllowed, Invalid. */
export async function attachProcedure(db: Write, user: User, { id }: Enquiry, given: z.output<typeof procedureForm>): Promise<Row | null> {
  const enquiry = await enquiryAsSeen(db, user, id, given.revision)
  if (!mayAttach(user, enquiry)) throw new NotAllowed('Thủ tục của câu hỏi do người nhập, người phân công và đơn vị trả lời chọn.')
  refuseSettled(enquiry)
  const row = await procedureRow(db, given.procedureId)
  if ((row?.id ?? null) === enquiry.procedureId) return row
  await moveTo(db, actor(user, 'enter enquiries', thingOf(enquiry)), enquiry, enquiry.state, 'enquiry corrected', {
    set: { procedureId: row?.id ?? null, field: row?.field ?? enquiry.field }, details: { procedure: row?.name ?? null },
  })
  return row
}

export const citizenForm = z.object({ name: citizenWords, contact: citizenWords })

function refuseUnseen(user: User, enquiry: Enquiry) {
  if (!maySeeCitizen(user, enquiry)) throw new NotAllowed('Thông tin người hỏi do người nhập, người trả lời và lãnh đạo xem, sửa.')
  return actor(user, 'see citizens', thingOf(enquiry))
}

/** Writes down who asked, or corrects it. The event tells nothing of it. */
export async function correctCitizen(db: Write, user: User, enquiry: Enquiry, citizen: z.output<typeof citizenForm>, config: Pick<Config, 'dataDir' | 'enquiryKeepDays'>): Promise<void> {
  const by = refuseUnseen(user, enquiry)
  if (!citizen.name && !citizen.contact) throw new Invalid({ name: 'Ghi tên hoặc cách liên hệ; muốn bỏ hẳn thì bấm Xóa thông tin người hỏi.' })
  const kept = await citizenOf(db, enquiry.id)
  if (kept && kept.name === citizen.name && kept.contact === citizen.contact) return
  await keepCitizen(db, enquiry.id, citizen)
  if (enquiry.state === 'closed' && enquiry.closedAt) await eraseLater(db, [enquiry.id], enquiry.closedAt, config)
  noteKept(config.dataDir, enquiry.id)
  await record(db, by, 'enquiry corrected', 'enquiry', enquiry.id, { citizen: true })
}

export async function eraseCitizen(db: Write, user: User, enquiry: Enquiry, config: Pick<Config, 'dataDir'>): Promise<void> {
  const by = refuseUnseen(user, enquiry)
  if (!await eraseCitizens(db, by, config.dataDir, [enquiry.id])) throw new Invalid({ '': 'Thông tin người hỏi đã được xóa rồi.' })
}
