// The end of an enquiry, with an answer or without one; and its beginning anew, when the citizen comes back.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { actor, may } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { mayHandle, mayRoute, reason, remark, revision } from './assigning.ts'
import { firstDue, isOpen, type ClockRules } from './clock.ts'
import { eraseLater, type KeepRules } from './erasing.ts'
import { mergedInto, moveTo } from './moving.ts'
import { endPauses } from './pausing.ts'
import { thingOf } from './seeing.ts'
import { enquiries, enquiryPeople, type Enquiry } from './tables.ts'

export const closeForm = z.object({ revision, reason: remark().optional().default('') })
export const reopenForm = z.object({ revision, reason: reason('Ghi vì sao phải mở lại: công dân hỏi thêm gì, câu trả lời sai ở đâu.') })

/** Whoever has it in hand closes it, and who entered it, to whom the citizen comes back. */
export const mayClose = (user: User, enquiry: Enquiry): boolean => (isOpen(enquiry) ? mayRoute(user, enquiry) : mayHandle(user, enquiry) || enquiry.madeById === user.id)
export const mayReopen = (user: User): boolean => may(user, 'enter enquiries')

/** Closes an answered enquiry, or, with a reason, one that gets no answer. From then on the days run after which nobody knows any more who asked. */
export async function close(db: Write, user: User, enquiry: Enquiry, { reason: why }: Pick<z.output<typeof closeForm>, 'reason'>, rules: KeepRules): Promise<Enquiry> {
  if (!mayClose(user, enquiry)) throw new NotAllowed('Người phân công, đơn vị trả lời và người ghi câu hỏi mới đóng được.')
  if (enquiry.state === 'closed' || enquiry.state === 'merged') throw new Invalid({ '': enquiry.state === 'closed' ? 'Câu hỏi này đã đóng rồi.' : 'Câu hỏi này đi theo câu đã gộp vào; hãy đóng câu ấy.' })
  const without = isOpen(enquiry)
  if (without && !why) throw new Invalid({ reason: 'Câu này chưa có câu trả lời: ghi lý do đóng.' })
  const settled = without ? { settlement: 'none' as const } : {}
  const followers = await mergedInto(db, enquiry.id)
  const ids = [enquiry.id, ...followers.map(({ id }) => id)]
  await endPauses(db, ids)
  for (const one of followers) await db.update(enquiries).set({ ...settled, closedAt: now(), revision: one.revision + 1 }).where(eq(enquiries.id, one.id))
  await eraseLater(db, ids, now(), rules)
  const by = actor(user, mayRoute(user, enquiry) ? 'route enquiries' : 'answer enquiries', thingOf(enquiry))
  return moveTo(db, by, enquiry, 'closed', 'enquiry closed', { set: { ...settled, closedAt: now(), pausedAt: null }, details: { without, ...why ? { reason: why } : {} } })
}

/** Opens it again, by its reason; the clock starts anew from now, so that what was long done is not late at once. */
export async function reopen(db: Write, user: User, enquiry: Enquiry, { reason: why }: Pick<z.output<typeof reopenForm>, 'reason'>, rules: ClockRules): Promise<Enquiry> {
  if (!mayReopen(user)) throw new NotAllowed('Người ghi được câu hỏi của công dân mới mở lại.')
  if (isOpen(enquiry)) throw new Invalid({ '': 'Câu hỏi này đang mở.' })
  if (enquiry.state === 'merged' && !enquiry.answeredAt && !enquiry.closedAt) throw new Invalid({ '': 'Câu hỏi này đi theo câu đã gộp vào. Cần trả lời riêng thì tách ra.' })
  const dueAt = firstDue(await loadCalendar(db), now(), enquiry.channel, rules)
  await db.update(enquiryPeople).set({ eraseOn: null }).where(eq(enquiryPeople.id, enquiry.id))
  return moveTo(db, actor(user, 'enter enquiries', thingOf(enquiry)), enquiry, enquiry.unitId ? 'assigned' : 'received', 'enquiry reopened', {
    set: { dueAt, closedAt: null, pausedAt: null, settlement: null, mergedIntoId: null, reopened: enquiry.reopened + 1 }, details: { reason: why, dueAt },
  })
}
