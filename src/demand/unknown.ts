// Questions of a period that are of no procedure: those that ask alike together, whatever was erased only counted.
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { turns } from '../assistant/tables.ts'
import { receivedIn, within } from '../enquiries/counting.ts'
import { enquiries } from '../enquiries/tables.ts'
import { clustersOf, wordsOf } from '../learning/clustering.ts'
import type { Read } from '../store/store.ts'
import { notEntered } from './figures.ts'
import { momentsOf, type Period } from './periods.ts'

export interface UnknownGroup { question: string; count: number; href: string }
export interface Unknown {
  groups: UnknownGroup[]
  /** Without text any more. */
  erased: number
  /** More than so many are not compared with each other. */
  cut: boolean
}

const mostCompared = 600

/** @param withTurns whether the person may read what others asked the assistant */
export async function unknownIn(db: Read, period: Period, withTurns: boolean, most: number): Promise<Unknown> {
  const span = momentsOf(period)
  const entered = await db.select({ id: enquiries.id, question: enquiries.question, at: enquiries.receivedAt }).from(enquiries)
    .where(and(receivedIn(span), isNull(enquiries.procedureId))).orderBy(desc(enquiries.receivedAt)).limit(mostCompared + 1)
  const refused = and(within(turns.askedAt, span), eq(turns.outcome, 'refused'), isNull(turns.procedureId), notEntered(db))
  const put = withTurns ? await db.select({ conversationId: turns.conversationId, number: turns.number, question: turns.question, at: turns.askedAt }).from(turns)
    .where(and(refused, isNotNull(turns.question))).orderBy(desc(turns.askedAt)).limit(mostCompared + 1) : []
  const all = [
    ...entered.map(one => ({ question: one.question, at: one.at, href: `/enquiries/${one.id}` })),
    ...put.map(one => ({ question: one.question!, at: one.at, href: `/ask/${one.conversationId}#luot-${one.number}` })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const compared = all.slice(0, mostCompared).toReversed()
  const groups = clustersOf(compared.map(({ question }) => ({ words: wordsOf(question), about: null }))).map(members => {
    const last = compared[members.at(-1)!]!
    return { question: last.question, count: members.length, href: last.href }
  })
  const erased = await db.$count(turns, and(refused, isNull(turns.question)))
  return { groups: groups.toSorted((a, b) => b.count - a.count).slice(0, most), erased, cut: all.length > mostCompared }
}
