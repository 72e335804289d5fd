// What counts as received, answered, closed without an answer and opened again, and on which day: one rule for lists, figures and demand.
import { and, asc, eq, exists, gte, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import { turns } from '../assistant/tables.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { hoursCounter } from '../calendar/working-days.ts'
import { addDays, startOf } from '../clock.ts'
import { events } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { enquiries, enquiryPauses } from './tables.ts'

/** From the first moment, before the second. */
export interface Span { from: Date; until: Date }

/** From the first to the last day, both included ('YYYY-MM-DD'). */
export const spanOfDays = (from: string, to: string): Span => ({ from: startOf(from), until: startOf(addDays(to, 1)) })

type Moment = typeof enquiries.receivedAt | typeof enquiries.answeredAt | typeof enquiries.closedAt | typeof turns.askedAt | typeof events.at

export const within = (column: Moment, { from, until }: Span): SQL | undefined => and(gte(column, from), lt(column, until))

/** Came in. */
export const receivedIn = (span: Span): SQL | undefined => within(enquiries.receivedAt, span)

/** First answered, by a unit or at once by the assistant: opening it again takes nothing back, and one that was merged counts with its own day. */
export const answeredIn = (span: Span): SQL | undefined => within(enquiries.answeredAt, span)

/** Closed without an answer; opened again it is no more. */
export const unansweredIn = (span: Span): SQL | undefined => and(eq(enquiries.settlement, 'none'), within(enquiries.closedAt, span))

/** Did not get an answer: closed without one, or entered because the assistant had refused; the latter on the day it came in, once only. */
export const refusedIn = (db: Read, span: Span): SQL | undefined => or(unansweredIn(span), refusedFirstIn(db, span))

const refusedFirstIn = (db: Read, span: Span): SQL | undefined => and(
  receivedIn(span), or(isNull(enquiries.settlement), eq(enquiries.settlement, 'answer'), eq(enquiries.settlement, 'assistant')),
  exists(db.select({ id: turns.id }).from(turns).where(and(eq(turns.id, enquiries.turnId), eq(turns.outcome, 'refused')))),
)

const reopening = (span: Span): SQL | undefined => and(eq(events.action, 'enquiry reopened'), within(events.at, span))

/** Opened again at least once. */
export const reopenedIn = (db: Read, span: Span): SQL =>
  exists(db.select({ number: events.number }).from(events).where(and(eq(events.subjectKind, 'enquiry'), eq(events.subjectId, enquiries.id), reopening(span))))

const named = { id: enquiries.id, year: enquiries.year, number: enquiries.number }
const subject = { ...named, unitId: enquiries.unitId, procedureId: enquiries.procedureId, field: enquiries.field, channel: enquiries.channel }

/** One row for each time that one was opened again, with what it is counted by. */
export const reopenings = (db: Read, span: Span, about?: SQL) =>
  db.select(subject).from(events).innerJoin(enquiries, eq(enquiries.id, events.subjectId)).where(and(reopening(span), about))
    .orderBy(asc(events.number))

export interface Answered {
  id: string
  year: number
  number: number
  receivedAt: Date
  answeredAt: Date
  unitId: string | null
  procedureId: string | null
  field: string | null
  channel: (typeof enquiries.$inferSelect)['channel']
  onTime: boolean | null
  /** Office hours from receipt to the first answer without the pauses; null for one that the assistant settled at once. */
  hours: number | null
}

/** Those that were answered in the span. */
export async function answersIn(db: Read, span: Span, about?: SQL): Promise<Answered[]> {
  const answered = and(answeredIn(span), about)
  const { id, receivedAt, answeredAt, onTime, settlement } = enquiries
  const rows = await db.select({ ...subject, receivedAt, answeredAt, onTime, settlement }).from(enquiries).where(answered).orderBy(asc(enquiries.year), asc(enquiries.number))
  const pauses = await db.select({ id, answeredAt, from: enquiryPauses.from, to: enquiryPauses.to }).from(enquiryPauses)
    .innerJoin(enquiries, eq(enquiries.id, enquiryPauses.enquiryId)).where(and(isNotNull(enquiryPauses.to), answered))
  const hoursBetween = hoursCounter(await loadCalendar(db))
  const paused = new Map<string, number>()
  for (const one of pauses) if (one.to! <= one.answeredAt!) paused.set(one.id, (paused.get(one.id) ?? 0) + hoursBetween(one.from, one.to!))
  return rows.map(({ settlement: how, ...row }) => ({
    ...row, answeredAt: row.answeredAt!,
    hours: how === 'assistant' ? null : Math.max(0, hoursBetween(row.receivedAt, row.answeredAt!) - (paused.get(row.id) ?? 0)),
  }))
}
