// What was asked, refused, asked again and answered slowly in a period, by procedure: the one function behind the page, exports, meetings and proposals.
import { and, count, eq, gte, isNotNull, isNull, lt, notExists, or, type SQL } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { hoursCounter } from '../calendar/working-days.ts'
import { turns } from '../assistant/tables.ts'
import { enquiries } from '../enquiries/tables.ts'
import { events } from '../events/tables.ts'
import { median } from '../figures/median.ts'
import type { Read } from '../store/store.ts'
import { momentsOf, type Period } from './periods.ts'
import { demandReasons, type DemandReason } from './tables.ts'

/** What a line is of: a procedure, or a field where no procedure was named. */
export interface Of { procedureId: string | null; field: string | null }

export interface Figures {
  /** Questions to the assistant, and those of citizens that were entered; one that went from the one to the other counts once. */
  asked: number
  /** Those that got no answer: the assistant refused, or the unit closed without one. */
  refused: number
  reopened: number
  /** Median of office hours from received to answered, of those that units answered in the period; null where there was none. */
  hours: number | null
  answered: number
}

export type Demand = Map<string, Of & Figures>

export const keyOf = ({ procedureId, field }: Of): string => procedureId ?? (field === null ? '' : `field ${field}`)

/** What a line counts for a reason. */
export const valueOf = (figures: Figures | undefined, reason: DemandReason): number =>
  (reason === 'slow' ? figures?.hours ?? 0 : figures?.[reason] ?? 0)

type Moment = typeof enquiries.receivedAt | typeof enquiries.answeredAt | typeof turns.askedAt | typeof events.at

/** Whether something happened in a period. */
export function within(column: Moment, period: Period): SQL | undefined {
  const { from, until } = momentsOf(period)
  return and(gte(column, from), lt(column, until))
}

/** Enquiries of a procedure, or of a field where no procedure was named. */
export const enquiriesAbout = ({ procedureId, field }: Of): SQL | undefined =>
  (procedureId ? eq(enquiries.procedureId, procedureId) : and(isNull(enquiries.procedureId), field === null ? isNull(enquiries.field) : eq(enquiries.field, field)))

/** Questions to the assistant that went no further: one that was entered as a citizen's is counted there. */
export const notEntered = (db: Read): SQL => notExists(db.select({ id: enquiries.id }).from(enquiries).where(eq(enquiries.turnId, turns.id)))

/**
 * The lines of a period. Questions of no procedure and no field stand under ''.
 * @param of only this procedure, or the questions of this field that are of no procedure
 */
export async function demandOf(db: Read, period: Period, of?: Of): Promise<Demand> {
  const about = of && enquiriesAbout(of)
  const received = and(within(enquiries.receivedAt, period), about)
  const subject = { procedureId: enquiries.procedureId, field: enquiries.field }
  const grouped = (where: SQL | undefined) => db.select({ ...subject, count: count() }).from(enquiries).where(where).groupBy(enquiries.procedureId, enquiries.field)

  const asked = await grouped(received)
  const unanswered = await grouped(and(received, eq(enquiries.settlement, 'none')))
  const refusedFirst = await db.select({ ...subject, count: count() }).from(enquiries).innerJoin(turns, eq(turns.id, enquiries.turnId))
    .where(and(received, or(isNull(enquiries.settlement), eq(enquiries.settlement, 'answer'), eq(enquiries.settlement, 'assistant')), eq(turns.outcome, 'refused')))
    .groupBy(enquiries.procedureId, enquiries.field)
  const reopened = await db.select({ ...subject, count: count() }).from(events).innerJoin(enquiries, eq(enquiries.id, events.subjectId))
    .where(and(eq(events.action, 'enquiry reopened'), within(events.at, period), about)).groupBy(enquiries.procedureId, enquiries.field)
  const answered = await db.select({ ...subject, receivedAt: enquiries.receivedAt, answeredAt: enquiries.answeredAt }).from(enquiries)
    .where(and(within(enquiries.answeredAt, period), eq(enquiries.settlement, 'answer'), about))
  const counted = of?.procedureId ? eq(turns.procedureId, of.procedureId) : or(isNotNull(turns.procedureId), eq(turns.outcome, 'refused'))
  // The assistant keeps no field with a question: one of no procedure is of none.
  const turned = of && !of.procedureId ? [] : await db.select({ procedureId: turns.procedureId, outcome: turns.outcome, count: count() }).from(turns)
    .where(and(within(turns.askedAt, period), notEntered(db), counted)).groupBy(turns.procedureId, turns.outcome)

  const demand: Demand = new Map()
  const lineOf = ({ procedureId, field }: Of) => {
    // A procedure has one line, whatever field was written beside it.
    const line = procedureId ? { procedureId, field: null } : { procedureId: null, field }
    const key = keyOf(line)
    if (!demand.has(key)) demand.set(key, { ...line, asked: 0, refused: 0, reopened: 0, hours: null, answered: 0 })
    return demand.get(key)!
  }
  for (const row of asked) lineOf(row).asked += row.count
  for (const row of [...unanswered, ...refusedFirst]) lineOf(row).refused += row.count
  for (const row of reopened) lineOf(row).reopened += row.count
  for (const { procedureId, outcome, count: more } of turned) {
    const line = lineOf({ procedureId, field: null })
    line.asked += more
    if (outcome === 'refused') line.refused += more
  }
  const hoursBetween = hoursCounter(await loadCalendar(db))
  const hours = new Map<string, number[]>()
  for (const row of answered) {
    const key = keyOf(lineOf(row))
    const all = hours.get(key) ?? []
    hours.set(key, all)
    all.push(hoursBetween(row.receivedAt, row.answeredAt!))
  }
  for (const [key, all] of hours) Object.assign(demand.get(key)!, { hours: median(all), answered: all.length })
  return demand
}

/** A line among the first of its reason, with what it counted in the period before. */
export interface Ranked extends Of { figures: Figures; value: number; before: number }

/** The lines with most of each reason, against the period before; nothing that is of no procedure and no field. */
export function rankedBy(demand: Demand, before: Demand, most: number): Record<DemandReason, Ranked[]> {
  const lines = [...demand].filter(([key]) => key !== '')
  const ranked = (reason: DemandReason) => lines.flatMap(([key, { procedureId, field, ...figures }]): Ranked[] => {
    const value = valueOf(figures, reason)
    return value > 0 ? [{ procedureId, field, figures, value, before: valueOf(before.get(key), reason) }] : []
  }).toSorted((a, b) => b.value - a.value || b.figures.asked - a.figures.asked || (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, most)
  return Object.fromEntries(demandReasons.map(reason => [reason, ranked(reason)])) as Record<DemandReason, Ranked[]>
}

/** All lines added up; the median is of the lines' own no sum, so it is left out. */
export function totalOf(demand: Demand): Omit<Figures, 'hours'> {
  const total = { asked: 0, refused: 0, reopened: 0, answered: 0 }
  for (const line of demand.values()) for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += line[name]
  return total
}
