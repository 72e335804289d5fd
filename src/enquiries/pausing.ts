// The clock stands still while the citizen has to say more; what comes after is due later by the office hours of the pause.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { asHandler, reason, refuseSettled, revision } from './assigning.ts'
import { dueAfterPause } from './clock.ts'
import { moveTo } from './moving.ts'
import { enquiryPauses, type Enquiry } from './tables.ts'

export const pauseForm = z.object({ revision, reason: reason('Ghi rõ cần công dân bổ sung điều gì.') })

export async function pause(db: Write, user: User, enquiry: Enquiry, { reason: why }: z.output<typeof pauseForm>): Promise<Enquiry> {
  const by = asHandler(user, enquiry)
  refuseSettled(enquiry)
  if (enquiry.pausedAt) throw new Invalid({ '': 'Câu hỏi này đang dừng tính hạn rồi.' })
  if (enquiry.state === 'checking') throw new Invalid({ '': 'Câu trả lời đang chờ kiểm, không phải chờ công dân. Cần hỏi thêm thì trả lại câu trả lời trước.' })
  await db.insert(enquiryPauses).values({ id: newId(), enquiryId: enquiry.id, reason: why, from: now(), byId: user.id })
  return moveTo(db, by, enquiry, enquiry.state, 'enquiry paused', { set: { pausedAt: now() }, details: { reason: why } })
}

/** The clock runs again; the first deadline stays as it was. */
export async function resume(db: Write, user: User, enquiry: Enquiry): Promise<Enquiry> {
  const by = asHandler(user, enquiry)
  refuseSettled(enquiry)
  if (!enquiry.pausedAt) throw new Invalid({ '': 'Câu hỏi này không dừng tính hạn.' })
  const dueAt = dueAfterPause(await loadCalendar(db), enquiry.dueAt, enquiry.pausedAt, now())
  await endPauses(db, [enquiry.id])
  return moveTo(db, by, enquiry, enquiry.state, 'enquiry resumed', { set: { pausedAt: null, dueAt }, details: { dueAt } })
}

/** What ends or begins anew does not stand still any more. */
export async function endPauses(db: Write, ids: readonly string[]): Promise<void> {
  await db.update(enquiryPauses).set({ to: now() }).where(and(inArray(enquiryPauses.enquiryId, [...ids]), isNull(enquiryPauses.to)))
}

export const pausesOf = (db: Read, enquiryId: string) => db.select().from(enquiryPauses).where(eq(enquiryPauses.enquiryId, enquiryId)).orderBy(asc(enquiryPauses.from))
