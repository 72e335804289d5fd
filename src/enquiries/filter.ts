// The filter of the list of citizens' questions, as it stands in the address, and the rows that it finds.
import { and, asc, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { withQuery } from '../addresses.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { isDay, now } from '../clock.ts'
import { havingWords } from '../search/narrowing.ts'
import type { Read } from '../store/store.ts'
import { line } from '../text.ts'
import { lateWhere, openStates, pausedWhere, veryLateWhere, type ClockRules } from './clock.ts'
import { answeredIn, receivedIn, refusedIn, reopenedIn, spanOfDays, unansweredIn, type Span } from './counting.ts'
import { channels, enquiries, enquiryStates, type Channel, type Enquiry, type EnquiryState } from './tables.ts'
import { numberIn } from './words.ts'

export const lates = ['late', 'veryLate', 'paused'] as const
/** What may have happened in the days of a filter; without it: it came in. */
export const happenings = ['received', 'answered', 'onTime', 'answeredLate', 'unanswered', 'refused', 'reopened'] as const
export type Happening = (typeof happenings)[number]

/** For a unit, a field and a procedure: that there is none. */
export const without = 'none'

/**
 * What stands in the address of the list; '' is no condition. `days` is '2026-10-01_2026-10-31', and `what` what happened in them;
 * `unit` and `procedure` are ids.
 */
export interface EnquiryFilter {
  q: string; state: EnquiryState | 'open' | ''; late: (typeof lates)[number] | ''; channel: Channel | ''
  unit: string; field: string; procedure: string; person: 'me' | ''; days: string; what: Happening | ''; sort: 'due' | ''
}

/** The days of the address; null for what are none. */
export function daysIn(words: string): { from: string; to: string } | null {
  const [from = '', to = ''] = words.split('_')
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null
}

export const enquiryFilter = (query: Record<string, string | undefined>): EnquiryFilter => {
  const days = daysIn(query.days ?? '') ? query.days! : ''
  return {
    q: line(query.q ?? '').slice(0, 200), state: query.state === 'open' ? 'open' : enquiryStates.find(one => one === query.state) ?? '',
    late: lates.find(one => one === query.late) ?? '', channel: channels.find(one => one === query.channel) ?? '',
    unit: (query.unit ?? '').slice(0, 100), field: (query.field ?? '').slice(0, 200), procedure: (query.procedure ?? '').slice(0, 100),
    person: query.person === 'me' ? 'me' : '', days, what: days ? happenings.find(one => one === query.what) ?? '' : '',
    sort: query.sort === 'due' ? 'due' : '',
  }
}

/** The list that a filter shows: what every figure leads to. */
export const listHref = (filter: Partial<EnquiryFilter>): string => withQuery('/enquiries', { ...filter })

/** The list of what happened from one day to another, both included. */
export const happenedHref = (what: Happening, from: string, to: string, more: Partial<EnquiryFilter> = {}): string => listHref({ ...more, what, days: `${from}_${to}` })

/** 'HĐ 12/2026', or '12/2026', typed as words: that question and no other. */
function numbered(q: string): SQL | undefined {
  const named = numberIn(q)
  return named?.year ? and(eq(enquiries.number, named.number), eq(enquiries.year, named.year)) : undefined
}

const lateCondition = (late: EnquiryFilter['late'], calendar: WorkingCalendar, rules: ClockRules): SQL | undefined =>
  late === 'late' ? lateWhere(now()) : late === 'veryLate' ? veryLateWhere(now(), calendar, rules) : late === 'paused' ? pausedWhere() : undefined

const happened: Record<Happening, (db: Read, span: Span) => SQL | undefined> = {
  received: (_, span) => receivedIn(span), answered: (_, span) => answeredIn(span), onTime: (_, span) => and(answeredIn(span), eq(enquiries.onTime, true)),
  answeredLate: (_, span) => and(answeredIn(span), eq(enquiries.onTime, false)), unanswered: (_, span) => unansweredIn(span), refused: refusedIn, reopened: reopenedIn,
}

const named = (column: typeof enquiries.unitId | typeof enquiries.field, value: string): SQL | undefined =>
  (value === without ? isNull(column) : value ? eq(column, value) : undefined)

/** The condition of a filter, whatever its list counts or shows. */
export async function matching(db: Read, filter: EnquiryFilter, personId: string, calendar: WorkingCalendar, rules: ClockRules): Promise<SQL | undefined> {
  const { q, state, late, channel, unit, field, procedure, person, what } = filter
  const days = daysIn(filter.days)
  return and(
    numbered(q) ?? await havingWords(db, 'enquiry', q, enquiries),
    state === 'open' ? inArray(enquiries.state, [...openStates]) : state ? eq(enquiries.state, state) : undefined, lateCondition(late, calendar, rules),
    channel ? eq(enquiries.channel, channel) : undefined, named(enquiries.unitId, unit), named(enquiries.field, field), named(enquiries.procedureId, procedure),
    person ? eq(enquiries.personId, personId) : undefined, days ? happened[what || 'received'](db, spanOfDays(days.from, days.to)) : undefined,
  )
}

export const countEnquiries = (db: Read, condition: SQL | undefined): Promise<number> => db.$count(enquiries, condition)

/** Newest first, or what is due first. */
export const listEnquiries = (db: Read, condition: SQL | undefined, sort: EnquiryFilter['sort'], limit: number, offset = 0): Promise<Enquiry[]> =>
  db.select().from(enquiries).where(condition).orderBy(sort === 'due' ? asc(enquiries.dueAt) : desc(enquiries.receivedAt), asc(enquiries.id))
    .limit(limit).offset(offset).execute()
