// The answer while it is written: one draft for each enquiry, saved as it is typed; nothing is saved over words that were not seen.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { now, timeOf } from '../clock.ts'
import { moveTo } from '../enquiries/moving.ts'
import { findEnquiry } from '../enquiries/seeing.ts'
import { enquiryDrafts, type Enquiry } from '../enquiries/tables.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { checkedCitations } from '../faqs/citations.ts'
import type { FaqCitation } from '../faqs/tables.ts'
import { masked } from '../masking/masking.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'

export type Draft = typeof enquiryDrafts.$inferSelect

export async function draftOf(db: Read, enquiryId: string): Promise<Draft | null> {
  const [draft] = await db.select().from(enquiryDrafts).where(eq(enquiryDrafts.id, enquiryId))
  return draft ?? null
}

/** Whether it stands where an answer is written. */
export const isWritten = ({ state, unitId }: Pick<Enquiry, 'state' | 'unitId'>): boolean => unitId !== null && (state === 'assigned' || state === 'answering')

export const mayAnswer = (user: User, { unitId }: Pick<Enquiry, 'unitId'>): boolean => unitId !== null && may(user, 'answer enquiries', { unitId })

/** Throws NotAllowed or Invalid unless the person may write the answer now. */
export function writerOf(user: User, enquiry: Enquiry) {
  if (!enquiry.unitId) throw new Invalid({ '': 'Câu hỏi chưa giao cho đơn vị nào. Hãy giao đơn vị trước khi trả lời.' })
  if (!mayAnswer(user, enquiry)) throw new NotAllowed('Câu này do người của đơn vị được giao trả lời.')
  if (!isWritten(enquiry)) throw new Invalid({ '': 'Câu này không còn ở bước viết câu trả lời. Mở lại trang để xem.' })
  return actor(user, 'answer enquiries', { unitId: enquiry.unitId })
}

export interface Written { text: string; citations: FaqCitation[]; templateId: string | null; revision: number }

const most = 10_000

/** Throws Invalid unless the save starts from the draft that stands, or says the same: also for a second window of one person. */
async function refuseClash(db: Read, user: User, before: Draft | null, { text, revision }: Pick<Written, 'text' | 'revision'>): Promise<void> {
  if (!before || before.revision === revision || before.text.trim() === text.trim()) return
  const by = before.byId === user.id ? 'chính bạn, ở cửa sổ hay máy khác' : (await namesOfPeople(db, [before.byId])).get(before.byId) ?? 'người không còn trong danh bạ'
  throw new Invalid({ '': `Bản nháp đã được sửa ở nơi khác lúc ${timeOf(before.at)} (${by}). Điều bạn gõ vẫn còn nguyên và chưa lưu.` })
}

/**
 * Keeps what was typed, personal data masked. `revision`: of the draft that was seen, 0 where there was none. Throws Invalid where
 * it was saved elsewhere since; `enquiry` was read in this transaction, and comes back as it stands now, beside the draft that was kept before.
 */
export async function keepDraft(
  db: Write, user: User, enquiry: Enquiry, { text, citations, templateId, revision }: Written,
): Promise<{ draft: Draft; before: Draft | null; masked: number; enquiry: Enquiry }> {
  const by = writerOf(user, enquiry)
  if (text.length > most) throw new Invalid({ text: `Không quá ${most.toLocaleString('vi-VN')} ký tự.` })
  const before = await draftOf(db, enquiry.id)
  const clean = masked(text)
  await refuseClash(db, user, before, { text: clean.text, revision })
  const draft: Draft = {
    id: enquiry.id, text: clean.text, citations: await checkedCitations(db, citations), templateId, revision: (before?.revision ?? 0) + 1, byId: user.id, at: now(),
  }
  const { id: _id, ...columns } = draft
  await db.insert(enquiryDrafts).values(draft).onConflictDoUpdate({ target: enquiryDrafts.id, set: columns })
  const begun = enquiry.state === 'assigned' ? await moveTo(db, by, enquiry, 'answering', 'enquiry begun', { set: { personId: enquiry.personId ?? user.id } }) : enquiry
  return { draft, before, masked: clean.found.length, enquiry: begun }
}

/** `keepDraft` for the enquiry as it stands now. */
export const keepDraftOf = async (db: Write, user: User, enquiryId: string, given: Written): ReturnType<typeof keepDraft> =>
  keepDraft(db, user, await findEnquiry(db, user, enquiryId), given)
