// The queue: questions that were refused, judged not right or handed over, read from the turns of a year, those that ask alike together.
import { and, asc, eq, gte, inArray, isNotNull, ne, or } from 'drizzle-orm'
import type { Candidate } from '../assistant/answering.ts'
import { conversations, feedback, turns } from '../assistant/tables.ts'
import { addDays, startOf, today } from '../clock.ts'
import { eventsAfter, lastEventNumber } from '../events/events.ts'
import type { Event } from '../events/tables.ts'
import { faqs } from '../faqs/tables.ts'
import type { Read } from '../store/store.ts'
import { clustersOf, wordsOf } from './clustering.ts'
import { handovers, learningDecisions, type LearningDecision } from './tables.ts'
import type { Why } from './words.ts'

/** `kept`: somebody decided it here, and may take it back; otherwise a frequently asked question was made of it. */
export type Decision = Pick<LearningDecision, 'outcome' | 'madeId' | 'note' | 'byId' | 'at'> & { kept: boolean }

/** One question that waits, or that was decided. */
export interface Asked {
  turnId: string
  conversationId: string
  number: number
  /** Null once its text was erased: it counts, and shows nothing. */
  question: string | null
  at: Date
  personId: string
  outcome: 'answered' | 'clarify' | 'refused'
  whys: Why[]
  candidates: Candidate[]
  /** The procedure that somebody said would have been right. */
  wished: string | null
  handedTo: string | null
  decision: Decision | null
}

/** Questions that ask alike, the newest first. `id` is the turn of the oldest. */
export interface Cluster { id: string; asked: Asked[] }

/** How far back it looks: longer than question texts are usually kept. */
const daysBack = 365
const refusedWhys = ['not_found', 'out_of_scope', 'policy'] as const

const inQueue = (db: Read, since: Date) => and(gte(turns.askedAt, since), or(
  and(eq(turns.outcome, 'refused'), inArray(turns.reason, [...refusedWhys])),
  inArray(turns.id, db.select({ id: feedback.turnId }).from(feedback).where(eq(feedback.useful, false))),
  inArray(turns.id, db.select({ id: handovers.turnId }).from(handovers)),
))

interface Kept { upTo: number; day: string; clusters: Promise<Cluster[]> }
const keptFor = new WeakMap<Read, Kept>()
const mostLookedThrough = 500

/** All clusters of a year, decided ones too; made anew only when something of what they are made of has happened. */
export async function queue(db: Read): Promise<Cluster[]> {
  const kept = keptFor.get(db)
  const last = await lastEventNumber(db)
  if (kept?.day === today()) {
    const since = last > kept.upTo ? await eventsAfter(db, kept.upTo, mostLookedThrough) : []
    if (since.length < mostLookedThrough && !since.some(concerns)) { kept.upTo = Math.max(kept.upTo, last); return kept.clusters }
  }
  const made: Kept = { upTo: last, day: today(), clusters: readClusters(db) }
  keptFor.set(db, made)
  made.clusters.catch(() => { keptFor.delete(db) })
  return made.clusters
}

/** Most questions are answered, and come here only when somebody says that the answer was not right. */
const concerns = ({ subjectKind, action, details }: Event): boolean => ['conversation', 'handover', 'queue', 'faq', 'office'].includes(subjectKind)
  && !(action === 'question answered' && !refusedWhys.some(why => why === details.reason))

async function readClusters(db: Read): Promise<Cluster[]> {
  const asked = await readAsked(db, startOf(addDays(today(), -daysBack)))
  const known = await understood(db, asked)
  const comparable = asked.map(({ turnId, question, candidates }) => ({ words: question === null ? [`erased ${candidates[0]?.id ?? ''}`] : known.get(turnId)!.words, about: candidates[0]?.id ?? null }))
  const answeredBy = await faqsByTurn(db)
  return clustersOf(comparable).map(members => {
    const theirs = members.map(at => asked[at]!).toReversed()
    const faq = theirs.map(({ turnId }) => answeredBy.get(turnId)).find(one => one !== undefined)
    return { id: asked[members[0]!]!.turnId, asked: faq ? theirs.map(one => (one.decision || one.at > faq.at ? one : { ...one, decision: faq })) : theirs }
  })
}

/** Those that ask like the question of this turn; null where it is not in the queue. */
export async function clusterOf(db: Read, turnId: string): Promise<Cluster | null> {
  return (await queue(db)).find(({ asked }) => asked.some(one => one.turnId === turnId)) ?? null
}

/** How many questions of the last days nobody has decided yet. */
export async function openSince(db: Read, days: number): Promise<number> {
  const since = startOf(addDays(today(), -days))
  return (await queue(db)).reduce((sum, { asked }) => sum + asked.filter(({ decision, at }) => decision === null && at >= since).length, 0)
}

/** Frequently asked questions that were made of a turn: they settle all that ask alike. */
async function faqsByTurn(db: Read): Promise<Map<string, Decision>> {
  const rows = await db.select({ turnId: faqs.originTurnId, madeId: faqs.id, byId: faqs.madeById, at: faqs.madeAt }).from(faqs)
    .where(and(isNotNull(faqs.originTurnId), ne(faqs.state, 'archived')))
  return new Map(rows.map(({ turnId, ...made }) => [turnId!, { ...made, outcome: 'faq' as const, note: null, kept: false }]))
}

async function readAsked(db: Read, since: Date): Promise<Asked[]> {
  const rows = await db.select({
    turnId: turns.id, conversationId: turns.conversationId, number: turns.number, question: turns.question, at: turns.askedAt,
    personId: conversations.personId, outcome: turns.outcome, reason: turns.reason,
  }).from(turns).innerJoin(conversations, eq(conversations.id, turns.conversationId)).where(inQueue(db, since)).orderBy(asc(turns.askedAt), asc(turns.id))
  const judged = Map.groupBy(await db.select({ turnId: feedback.turnId, reason: feedback.reason, wished: feedback.procedureId }).from(feedback)
    .where(and(eq(feedback.useful, false), gte(feedback.at, since))), ({ turnId }) => turnId)
  const handed = new Map((await db.select({ turnId: handovers.turnId, unitId: handovers.unitId }).from(handovers).where(gte(handovers.at, since))).map(one => [one.turnId, one.unitId]))
  const decided = new Map((await db.select().from(learningDecisions).where(gte(learningDecisions.at, since))).map(one => [one.turnId, { ...one, kept: true }]))
  const known = await understood(db, rows)
  return rows.map(({ reason, ...row }) => {
    const said = judged.get(row.turnId) ?? []
    const whys: Why[] = [
      ...refusedWhys.filter(one => row.outcome === 'refused' && one === reason),
      ...said.map(({ reason: why }) => (why === 'wrong' || why === 'incomplete' || why === 'outdated' ? why : 'judged')),
      ...handed.has(row.turnId) ? ['handed' as const] : [],
    ]
    return {
      ...row, whys: [...new Set(whys)], candidates: known.get(row.turnId)!.candidates, wished: said.find(({ wished }) => wished !== null)?.wished ?? null,
      handedTo: handed.get(row.turnId) ?? null, decision: decided.get(row.turnId) ?? null,
    }
  })
}

interface Understood { words: string[]; candidates: Candidate[] }
// An answer never changes once it is kept, and is long: what grouping needs of it is read once.
const memory = new WeakMap<Read, Map<string, Understood>>()
const mostRemembered = 50_000
const readAtOnce = 500

async function understood(db: Read, rows: readonly { turnId: string; question: string | null }[]): Promise<Map<string, Understood>> {
  let known = memory.get(db)
  if (!known || known.size > mostRemembered) memory.set(db, known = new Map())
  const questions = new Map(rows.map(({ turnId, question }) => [turnId, question]))
  const missing = [...questions.keys()].filter(id => !known.has(id))
  for (let start = 0; start < missing.length; start += readAtOnce) {
    for (const { id, answer } of await db.select({ id: turns.id, answer: turns.answer }).from(turns).where(inArray(turns.id, missing.slice(start, start + readAtOnce)))) {
      const question = questions.get(id) ?? null
      known.set(id, { words: question === null ? [] : wordsOf(readingIn(answer.steps) ?? question), candidates: answer.candidates.slice(0, 5) })
    }
  }
  return known
}

const readAs = 'Đọc thành: '
/** The question as the assistant read it, tones and short forms restored; null where it was left as it is. */
const readingIn = (steps: readonly { name: string; decided: string }[]): string | null =>
  steps.find(({ name, decided }) => name === 'normalise' && decided.startsWith(readAs))?.decided.slice(readAs.length) ?? null
