// Correcting what was entered: the question while an answer is owed, who asked as long as it is kept.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { masked } from '../masking/masking.ts'
import { actor } from '../policy.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { keepCitizen } from './citizens.ts'
import { citizenWords, questionText } from './entering.ts'
import { eraseCitizens, eraseLater, noteKept } from './erasing.ts'
import { enquiryAsSeen, moveTo } from './moving.ts'
import { mayCorrect, maySeeCitizen, thingOf } from './seeing.ts'
import type { Enquiry } from './tables.ts'

export const correctionForm = z.object({
  question: questionText, code: z.string().max(100).optional().transform(value => line(value ?? '')), field: z.string().max(200).optional().transform(value => value || null),
  revision: z.coerce.number('Hãy mở lại trang.'),
})

/** The procedure that was meant, looked up before the transaction that needs it. Throws Invalid for a code that none has. */
export async function procedureMeant(db: Read, { code }: Pick<z.output<typeof correctionForm>, 'code'>): Promise<Row | undefined> {
  const row = code ? (await catalogue(db)).rows.find(one => one.code === code) : undefined
  if (code && !row) throw new Invalid({ code: 'Không có thủ tục nào mang mã số này. Hãy xem mã ở đầu trang thủ tục, ví dụ 1.001776.' })
  return row
}

/** Writes the question anew, masked again; another procedure does not change whose turn it is. Throws NotAllowed, Invalid. */
export async function correctEnquiry(db: Write, user: User, { id }: Enquiry, { question, field, revision }: z.output<typeof correctionForm>, row: Row | undefined): Promise<void> {
  const enquiry = await enquiryAsSeen(db, user, id, revision)
  if (!mayCorrect(user, enquiry)) throw new NotAllowed('Câu hỏi do người nhập hoặc người phân công sửa.')
  const { text } = masked(question)
  await moveTo(db, actor(user, 'enter enquiries', thingOf(enquiry)), enquiry, enquiry.state, 'enquiry corrected', {
    set: { question: text, search: searchable(text), procedureId: row?.id ?? null, field: field ?? row?.field ?? null },
  })
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
  await keepCitizen(db, enquiry.id, citizen)
  if (enquiry.state === 'closed' && enquiry.closedAt) await eraseLater(db, [enquiry.id], enquiry.closedAt, config)
  noteKept(config.dataDir, enquiry.id)
  await record(db, by, 'enquiry corrected', 'enquiry', enquiry.id, { citizen: true })
}

export async function eraseCitizen(db: Write, user: User, enquiry: Enquiry, config: Pick<Config, 'dataDir'>): Promise<void> {
  const by = refuseUnseen(user, enquiry)
  if (!await eraseCitizens(db, by, config.dataDir, [enquiry.id])) throw new Invalid({ '': 'Thông tin người hỏi đã được xóa rồi.' })
}
