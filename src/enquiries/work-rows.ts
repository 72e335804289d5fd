// Questions of citizens on the page of one's own work: each with its clock and the next step.
import { asc, inArray } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import { clockOf, type ClockRules, type ClockShown } from './clock.ts'
import { enquiriesInWords, type OwedEnquiry } from './owing.ts'
import { enquiries } from './tables.ts'
import { numberOf } from './words.ts'

export interface OwedEnquiries {
  /** '3 câu hỏi của công dân chờ trả lời, 1 câu trễ hạn'. */
  title: string
  rows: { href: string; number: string; question: string; clock: ClockShown; note: string; next: string }[]
  more: string | null
}

const mostRows = 8

/** The most pressing of them; null where nothing is owed. */
export async function owedEnquiryRows(db: Read, owed: readonly OwedEnquiry[], rules: ClockRules): Promise<OwedEnquiries | null> {
  const words = enquiriesInWords(owed)
  if (!words) return null
  const calendar = await loadCalendar(db)
  const namesOfUnits = await unitNames(db)
  const rows = await db.select().from(enquiries).where(inArray(enquiries.id, owed.slice(0, mostRows).map(({ id }) => id))).orderBy(asc(enquiries.dueAt), asc(enquiries.id))
  return {
    title: `${words.doing}, ${words.pressing}`, more: owed.length > mostRows ? `Còn ${(owed.length - mostRows).toLocaleString('vi-VN')} câu nữa` : null,
    rows: rows.flatMap(one => {
      const clock = clockOf(calendar, one, rules)
      const note = one.unitId ? `${namesOfUnits.get(one.unitId) ?? ''}${one.personId ? '' : ', chưa giao người'}` : 'chưa giao đơn vị'
      return clock ? [{ href: `/enquiries/${one.id}`, number: numberOf(one), question: one.question.slice(0, 200), clock, note, next: one.personId ? 'Trả lời' : 'Giao' }] : []
    }),
  }
}
