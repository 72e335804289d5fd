// From draft to use: sent for approval, approved by a second person or returned with a reason, confirmed when its review is due, put away.
import { and, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { actor, may, maySecond } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { versionsOf } from './faqs.ts'
import { similarTo } from './similar.ts'
import { faqs, faqVersions, type Faq, type FaqVersion } from './tables.ts'
import { refusePersonal, writer } from './writing.ts'

/** Those who wrote the latest version or one since the last approved: none of them approves it. */
export const writersOf = (faq: Faq, versions: readonly FaqVersion[]): Set<string> =>
  new Set(versions.filter(({ number }) => number > (faq.publishedNumber ?? 0)).map(({ writtenById }) => writtenById))

const approverFor = (user: User, unitId: string): Actor => actor(user, 'approve knowledge', { unitId })

/** Whether the person may approve what waits: a right, and not for one's own words, nor in a writer's name. */
export const mayApprove = (user: User, faq: Faq, versions: readonly FaqVersion[]): boolean =>
  maySecond(user, 'approve knowledge', { unitId: faq.ownerUnitId }, writersOf(faq, versions))

/** What the person looked at must still be the latest version. */
function sameAsSeen(latest: FaqVersion, number: number): void {
  if (latest.number !== number) throw new Invalid({ '': `Câu này vừa có bản ${latest.number}. Hãy xem bản ấy trước.` })
}

/** Sends the latest version to a second person. `seen`: the entries alike were looked at. */
export async function submitFaq(db: Write, user: User, faq: Faq, { number, seen }: { number: number; seen: boolean }): Promise<void> {
  const by = writer(user, faq)
  const [latest] = await versionsOf(db, faq.id)
  sameAsSeen(latest!, number)
  if (faq.state !== 'draft') throw new Invalid({ '': 'Câu này không ở trạng thái đang soạn.' })
  if (!latest!.answer) throw new Invalid({ '': 'Chưa có câu trả lời. Hãy sửa, ghi câu trả lời rồi gửi duyệt.' })
  if (!latest!.citations.length) throw new Invalid({ '': 'Chưa dẫn đoạn nào của thủ tục làm căn cứ. Hãy sửa và chọn ít nhất một đoạn.' })
  if (!seen && (await similarTo(db, [latest!.question, ...latest!.phrasings], faq.id)).length) {
    throw new Invalid({ seen: 'Có câu gần giống. Hãy xem các câu ấy, rồi đánh dấu nếu vẫn cần câu này.' })
  }
  await db.update(faqs).set({ state: 'waiting', revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, by, 'faq submitted', 'faq', faq.id, { number })
}

async function approver(db: Read, user: User, faq: Faq, number: number): Promise<{ by: Actor; latest: FaqVersion }> {
  const versions = await versionsOf(db, faq.id)
  if (!may(user, 'approve knowledge', { unitId: faq.ownerUnitId })) throw new NotAllowed('Thủ trưởng đơn vị giữ câu này, Chánh Văn phòng hoặc Đầu mối KSTTHC duyệt.')
  if (!mayApprove(user, faq, versions)) throw new NotAllowed('Người soạn không tự duyệt. Hãy nhờ người thứ hai.')
  if (faq.state !== 'waiting') throw new Invalid({ '': 'Câu này không còn chờ duyệt.' })
  sameAsSeen(versions[0]!, number)
  return { by: approverFor(user, faq.ownerUnitId), latest: versions[0]! }
}

function reviewDay(reviewOn: string): void {
  if (!isDay(reviewOn) || reviewOn <= today()) throw new Invalid({ reviewOn: 'Chọn ngày rà soát sau hôm nay.' })
}

export async function approveFaq(db: Write, user: User, faq: Faq, { number, reviewOn }: { number: number; reviewOn: string }): Promise<void> {
  const { by, latest } = await approver(db, user, faq, number)
  reviewDay(reviewOn)
  await db.update(faqVersions).set({ approvedById: user.id, approvedAt: now() }).where(eq(faqVersions.id, latest.id))
  await db.update(faqs).set({ state: 'published', publishedNumber: number, reviewOn, confirmedOn: today(), revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, by, 'faq approved', 'faq', faq.id, { number, reviewOn, writer: latest.writtenById })
}

function reasonOf(reason: string): string {
  if (!reason.trim()) throw new Invalid({ reason: 'Ghi lý do.' })
  refusePersonal({ reason })
  return reason.trim()
}

/** Back to the writer. The reason stays with the version. */
export async function returnFaq(db: Write, user: User, faq: Faq, given: { number: number; reason: string }): Promise<void> {
  const { by, latest } = await approver(db, user, faq, given.number)
  const reason = reasonOf(given.reason)
  await db.update(faqVersions).set({ note: `Trả lại: ${reason}` }).where(and(eq(faqVersions.faqId, faq.id), eq(faqVersions.number, latest.number)))
  await db.update(faqs).set({ state: 'draft', revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, by, 'faq returned', 'faq', faq.id, { number: latest.number, reason, writer: latest.writtenById })
}

/** Whether the person may say that an entry still holds: whoever keeps, writes or approves it. */
export const mayConfirm = (user: User, { ownerId, ownerUnitId: unitId }: Faq): boolean =>
  ownerId === user.id || may(user, 'write knowledge', { unitId }) || may(user, 'approve knowledge', { unitId })

/** It still holds: looked through today, and again on the day given. */
export async function confirmFaq(db: Write, user: User, faq: Faq, reviewOn: string): Promise<void> {
  if (!mayConfirm(user, faq)) throw new NotAllowed()
  if (faq.publishedNumber === null) throw new Invalid({ '': 'Câu này chưa được dùng, nên chưa cần xác nhận.' })
  reviewDay(reviewOn)
  await db.update(faqs).set({ confirmedOn: today(), reviewOn, revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, actor(user, 'write knowledge', { unitId: faq.ownerUnitId }), 'faq confirmed', 'faq', faq.id, { reviewOn })
}

/** Put away: nothing is answered from it any more; an old version can be taken up again. */
export async function archiveFaq(db: Write, user: User, faq: Faq, given: string): Promise<void> {
  if (!mayConfirm(user, faq)) throw new NotAllowed()
  if (faq.state === 'archived') throw new Invalid({ '': 'Câu này đã cất rồi.' })
  const reason = reasonOf(given)
  await db.update(faqs).set({ state: 'archived', publishedNumber: null, revision: faq.revision + 1 }).where(eq(faqs.id, faq.id))
  await record(db, actor(user, 'write knowledge', { unitId: faq.ownerUnitId }), 'faq archived', 'faq', faq.id, { reason })
}
