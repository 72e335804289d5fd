// What was asked, refused, asked again and answered slowly in a period, by procedure: the one function behind the page, exports, meetings and proposals.
import { and, count, eq, isNotNull, isNull, notExists, or, type SQL } from 'drizzle-orm'
import { turns } from '../assistant/tables.ts'
import { answersIn, receivedIn, refusedIn, reopenings, unansweredIn, within, type Span } from '../enquiries/counting.ts'
import { without, type EnquiryFilter } from '../enquiries/filter.ts'
import { enquiries } from '../enquiries/tables.ts'
import { median } from '../figures/median.ts'
import type { Read } from '../store/store.ts'
import { demandReasons, type DemandReason } from './tables.ts'

/** What a line is of: a procedure, or a field where no procedure was named. */
export interface Of { procedureId: string | null; field: string | null }

export interface Figures {
  /** Questions to the assistant, and those of citizens that were entered; one that went from the one to the other counts once. */
  asked: number
  /** Those that got no answer: the assistant refused, or the unit closed without one. */
  refused: number
  /** Of those asked and those refused, the ones that are citizens' questions; of the latter, those closed without an answer. */
  entered: number
  enteredRefused: number
  unanswered: number
  reopened: number
  /** Median of office hours from received to answered, of those that units answered in the period; null where there was none. */
  hours: number | null
  answered: number
}

export type Demand = Map<string, Of & Figures>

export const keyOf = ({ procedureId, field }: Of): string => procedureId ?? (field === null ? '' : `field ${field}`)

/** What a line counts for a reason. */
export const valueOf = (figures: Pick<Figures, Exclude<DemandReason, 'slow'> | 'hours'> | undefined, reason: DemandReason): number =>
  (reason === 'slow' ? figures?.hours ?? 0 : figures?.[reason] ?? 0)

/** Enquiries of a procedure, or of a field where no procedure was named. */
export const enquiriesAbout = ({ procedureId, field }: Of): SQL | undefined =>
  (procedureId ? eq(enquiries.procedureId, procedureId) : and(isNull(enquiries.procedureId), field === null ? isNull(enquiries.field) : eq(enquiries.field, field)))

/** The filter of the list of such enquiries. */
export const enquiriesLike = ({ procedureId, field }: Of): Partial<EnquiryFilter> => (procedureId ? { procedure: procedureId } : { procedure: without, field: field ?? without })

/** Questions to the assistant that went no further: one that was entered as a citizen's is counted there. */
export const notEntered = (db: Read): SQL => notExists(db.select({ id: enquiries.id }).from(enquiries).where(eq(enquiries.turnId, turns.id)))

/**
 * The lines of a span. Questions of no procedure and no field stand under ''.
 * @param of only this procedure, or the questions of this field that are of no procedure
 */
export async function demandOf(db: Read, span: Span, of?: Of): Promise<Demand> {
  const about = of && enquiriesAbout(of)
  const subject = { procedureId: enquiries.procedureId, field: enquiries.field }
  const grouped = (where: SQL | undefined) =>
    db.select({ ...subject, count: count() }).from(enquiries).where(and(where, about)).groupBy(enquiries.procedureId, enquiries.field)
  const counted = of?.procedureId ? eq(turns.procedureId, of.procedureId) : or(isNotNull(turns.procedureId), eq(turns.outcome, 'refused'))
  // The assistant keeps no field with a question: one of no procedure is of none.
  const turned = of && !of.procedureId ? [] : await db.select({ procedureId: turns.procedureId, outcome: turns.outcome, count: count() }).from(turns)
    .where(and(within(turns.askedAt, span), notEntered(db), counted)).groupBy(turns.procedureId, turns.outcome)

  const demand: Demand = new Map()
  const lineOf = ({ procedureId, field }: Of) => {
    // A procedure has one line, whatever field was written beside it.
    const line = procedureId ? { procedureId, field: null } : { procedureId: null, field }
    const key = keyOf(line)
    if (!demand.has(key)) demand.set(key, { ...line, ...nothing })
    return demand.get(key)!
  }
  const add = (of: Of, more: number, names: readonly (keyof Total)[]) => { for (const name of names) lineOf(of)[name] += more }
  for (const row of await grouped(receivedIn(span))) add(row, row.count, ['asked', 'entered'])
  for (const row of await grouped(refusedIn(db, span))) add(row, row.count, ['refused', 'enteredRefused'])
  for (const row of await grouped(unansweredIn(span))) add(row, row.count, ['unanswered'])
  for (const row of await reopenings(db, span, about)) add(row, 1, ['reopened'])
  for (const { procedureId, outcome, count: more } of turned) add({ procedureId, field: null }, more, outcome === 'refused' ? ['asked', 'refused'] : ['asked'])
  const answers = await answersIn(db, span, about)
  for (const [key, own] of Map.groupBy(answers, row => keyOf(lineOf(row)))) {
    Object.assign(demand.get(key)!, { answered: own.length, hours: median(own.flatMap(({ hours }) => hours ?? [])) })
  }
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

type Total = Omit<Figures, 'hours'>
const none: Total = { asked: 0, refused: 0, entered: 0, enteredRefused: 0, unanswered: 0, reopened: 0, answered: 0 }
/** How something counts of which nothing was asked. */
export const nothing: Figures = { ...none, hours: null }

/** All lines added up; the median is of the lines' own no sum, so it is left out. */
export function totalOf(demand: Demand): Total {
  const total = { ...none }
  for (const line of demand.values()) for (const name of Object.keys(total) as (keyof Total)[]) total[name] += line[name]
  return total
}
