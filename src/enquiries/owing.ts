// What a person owes citizens: questions that are theirs, for a head those that nobody of the unit has, and, for whoever gives out, those without a unit.
import { and, asc, inArray, isNull, eq, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { now } from '../clock.ts'
import { may, reach, reachOf, unitsHeld } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { lateWhere, veryLateWhere, type ClockRules } from './clock.ts'
import { listHref } from './filter.ts'
import { enquiries, type Enquiry } from './tables.ts'

export type OwedEnquiry = Pick<Enquiry, 'id' | 'dueAt' | 'unitId' | 'personId'>

/** More than this is not counted out. */
export const mostOwedEnquiries = 200

/** States in which it is their turn: while an answer is checked, or the citizen is waited for, it is somebody else's. */
const theirs = ['received', 'assigned', 'answering'] as const

/** The most pressing first. */
export async function owedEnquiries(db: Read, user: User): Promise<OwedEnquiry[]> {
  if (!may(user, 'answer enquiries')) return []
  const units = unitsHeld(user, 'route enquiries')
  const givesOut = user.roles.some(({ role }) => reachOf(role, 'route enquiries') === 'any')
  return db.select({ id: enquiries.id, dueAt: enquiries.dueAt, unitId: enquiries.unitId, personId: enquiries.personId }).from(enquiries)
    .where(and(inArray(enquiries.state, [...theirs]), isNull(enquiries.pausedAt), or(
      eq(enquiries.personId, user.id), units.length ? and(inArray(enquiries.unitId, units), isNull(enquiries.personId)) : undefined,
      givesOut ? and(eq(enquiries.state, 'received'), isNull(enquiries.unitId)) : undefined,
    ))).orderBy(asc(enquiries.dueAt), asc(enquiries.id)).limit(mostOwedEnquiries)
}

/** '3 câu hỏi của công dân' and '1 trễ hạn'; null where there is none. */
export function enquiriesInWords(owed: readonly OwedEnquiry[]): { doing: string; pressing: string; late: boolean } | null {
  if (!owed.length) return null
  const late = owed.filter(({ dueAt }) => dueAt < now()).length
  const count = `${owed.length >= mostOwedEnquiries ? 'trên ' : ''}${owed.length.toLocaleString('vi-VN')}`
  return { doing: `${count} câu hỏi của công dân chờ trả lời`, pressing: late ? `${late} câu trễ hạn` : 'chưa câu nào trễ hạn', late: late > 0 }
}

/** What is late of all units, or of those that the person heads, whoever owes it; null for others, and where nothing is. */
export async function lateUnder(db: Read, user: User, calendar: WorkingCalendar, rules: ClockRules): Promise<{ href: string; late: string; veryLate: string } | null> {
  const all = reach(user, 'route enquiries') === 'any'
  const units = unitsHeld(user, 'route enquiries')
  if (!all && !units.length) return null
  const theirs = all ? undefined : inArray(enquiries.unitId, units)
  const late = await db.$count(enquiries, and(lateWhere(now()), theirs))
  if (!late) return null
  const very = await db.$count(enquiries, and(veryLateWhere(now(), calendar, rules), theirs))
  return {
    href: all ? '/enquiries/late' : listHref({ late: 'late', ...units.length === 1 ? { unit: units[0]! } : {} }), late: `${late.toLocaleString('vi-VN')} câu hỏi của công dân trễ hạn`,
    veryLate: very ? `${very.toLocaleString('vi-VN')} câu quá trễ` : 'chưa câu nào quá trễ',
  }
}
