// The filter of the list of citizens' questions, as it stands in the address, and the rows that it finds.
import { and, asc, desc, eq, gte, inArray, like, lt, type SQL } from 'drizzle-orm'
import { endOfMonth } from '../calendar/deadlines.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { addDays, now, startOf } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { lateWhere, openStates, pausedWhere, veryLateWhere, type ClockRules } from './clock.ts'
import { channels, enquiries, enquiryStates, type Channel, type Enquiry, type EnquiryState } from './tables.ts'
import { numberIn } from './words.ts'

export const lates = ['late', 'veryLate', 'paused'] as const
export const orders = ['newest', 'due'] as const

/** What stands in the address of the list; '' is no condition. `month` is 'YYYY-MM', of the day it was received; `unit` and `procedure` are ids. */
export interface EnquiryFilter {
  q: string; state: EnquiryState | 'open' | ''; late: (typeof lates)[number] | ''; channel: Channel | ''; unit: string; field: string; procedure: string
  person: 'me' | ''; month: string; sort: (typeof orders)[number] | ''
}

export const enquiryFilter = (query: Record<string, string | undefined>): EnquiryFilter => ({
  q: line(query.q ?? '').slice(0, 200), state: query.state === 'open' ? 'open' : enquiryStates.find(one => one === query.state) ?? '',
  late: lates.find(one => one === query.late) ?? '', channel: channels.find(one => one === query.channel) ?? '', unit: (query.unit ?? '').slice(0, 100),
  field: (query.field ?? '').slice(0, 200), procedure: (query.procedure ?? '').slice(0, 100), person: query.person === 'me' ? 'me' : '',
  month: /^\d{4}-(0[1-9]|1[0-2])$/.test(query.month ?? '') ? query.month! : '', sort: orders.find(one => one === query.sort) ?? '',
})

/** 'HĐ 12/2026', or '12/2026', typed as words: that question and no other. */
function numbered(q: string): SQL | undefined {
  const named = numberIn(q)
  return named?.year ? and(eq(enquiries.number, named.number), eq(enquiries.year, named.year)) : undefined
}

const lateCondition = (late: EnquiryFilter['late'], calendar: WorkingCalendar, rules: ClockRules): SQL | undefined =>
  late === 'late' ? lateWhere(now()) : late === 'veryLate' ? veryLateWhere(now(), calendar, rules) : late === 'paused' ? pausedWhere() : undefined

/** The condition of a filter, whatever its list counts or shows. */
export function matching({ q, state, late, channel, unit, field, procedure, person, month }: EnquiryFilter, personId: string, calendar: WorkingCalendar, rules: ClockRules): SQL | undefined {
  return and(
    numbered(q) ?? and(...searchable(q).split(' ').filter(Boolean).map(word => like(enquiries.search, `%${word}%`))),
    state === 'open' ? inArray(enquiries.state, [...openStates]) : state ? eq(enquiries.state, state) : undefined, lateCondition(late, calendar, rules),
    channel ? eq(enquiries.channel, channel) : undefined, unit ? eq(enquiries.unitId, unit) : undefined, field ? eq(enquiries.field, field) : undefined,
    procedure ? eq(enquiries.procedureId, procedure) : undefined, person ? eq(enquiries.personId, personId) : undefined,
    month ? and(gte(enquiries.receivedAt, startOf(`${month}-01`)), lt(enquiries.receivedAt, startOf(addDays(endOfMonth(month), 1)))) : undefined,
  )
}

export const countEnquiries = (db: Read, condition: SQL | undefined): Promise<number> => db.$count(enquiries, condition)

/** Newest first, or what is due first. */
export const listEnquiries = (db: Read, condition: SQL | undefined, sort: EnquiryFilter['sort'], limit: number, offset = 0): Promise<Enquiry[]> =>
  db.select().from(enquiries).where(condition).orderBy(sort === 'due' ? asc(enquiries.dueAt) : desc(enquiries.receivedAt), asc(enquiries.id)).limit(limit).offset(offset)
