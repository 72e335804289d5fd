// Conversations: a question is answered, and kept with its answer and its sources, in one write.
import { and, desc, eq, isNotNull, lt, max } from 'drizzle-orm'
import { addDays, now, startOf, today } from '../clock.ts'
import type { User } from '../accounts/accounts.ts'
import { NotFound } from '../errors.ts'
import { portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { may } from '../policy.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { answerTurn, noContext, type Context, type Turn } from './answering.ts'
import type { Source } from './register.ts'
import type { Searcher } from './searcher.ts'
import { erasedQuestion } from './sentences.ts'
import { sourcesNow } from './sources.ts'
import { conversations, turns, type Conversation, type KeptTurn } from './tables.ts'

/** What is asked: a question, in a conversation or opening one, possibly with the procedure chosen among several. */
export interface Asked { question: string; conversationId?: string | null; procedureId?: string | null }

/**
 * Answers a question and keeps it: one turn, one event. A question with personal data is answered by a refusal and its
 * text is never written. Throws NotFound for a conversation that is not the person's own.
 * `ms` counts from the question's text to the stored answer.
 */
export async function ask(store: Store, searcher: Searcher, user: { id: string }, { question, conversationId, procedureId }: Asked): Promise<{ conversation: Conversation; turn: KeptTurn }> {
  const started = performance.now()
  const conversation = conversationId ? await ownConversation(store.read, user, conversationId) : null
  const context = conversation?.context ?? noContext
  const found = sourcesNow(store.read, searcher)
  const answer = await answerTurn(found, question, context, procedureId ?? null)
  return store.write(db => keepAnswer(db, user, conversation, { question, answer, looked: found.looked, started }))
}

/** What was asked and answered, out of which versions; `started` by performance.now(). */
interface Answered { question: string; answer: Turn; looked: ReadonlyMap<string, Source>; started: number }

/** Keeps a question with its answer in the conversation, or begins one with it: one turn, one event. */
export async function keepAnswer(db: Write, user: { id: string }, conversation: Conversation | null, { question, answer, looked, started }: Answered): Promise<{ conversation: Conversation; turn: KeptTurn }> {
  const sources = [...new Set([...answer.compared ?? [], ...answer.parts.map(part => part.procedureId)])].flatMap(id => looked.get(id) ?? [])
  const mayKeep = answer.personalData.length === 0
  const kept = conversation ? { ...conversation, context: answer.context } : await begin(db, user, mayKeep ? question : null, answer.context)
  const [last] = conversation ? await db.select({ number: max(turns.number) }).from(turns).where(eq(turns.conversationId, kept.id)) : []
  const turn: KeptTurn = {
    id: newId(), conversationId: kept.id, number: (last?.number ?? 0) + 1, question: mayKeep ? question.slice(0, 4000) : null, erasedAt: null,
    outcome: answer.outcome, reason: answer.reason, aspect: answer.aspect,
    procedureId: answer.outcome === 'answered' ? (answer.faq ? answer.parts[0]?.procedureId : answer.candidates[0]?.id) ?? null : null,
    faqId: answer.faq?.id ?? null,
    answer, sources, ms: Math.round((performance.now() - started) * 100) / 100, askedAt: now(),
  }
  await db.insert(turns).values(turn)
  if (conversation) await db.update(conversations).set({ context: answer.context, askedAt: turn.askedAt }).where(eq(conversations.id, kept.id))
  await record(db, user, 'question answered', 'conversation', kept.id, {
    turn: turn.number, outcome: turn.outcome, reason: turn.reason, aspect: turn.aspect, procedureId: turn.procedureId,
  })
  return { conversation: kept, turn }
}

async function begin(db: Write, user: { id: string }, question: string | null, context: Context): Promise<Conversation> {
  const conversation: Conversation = {
    id: newId(), personId: user.id, title: question?.replace(/\s+/g, ' ').slice(0, 200) ?? null, startedAt: now(), askedAt: now(), context,
  }
  await db.insert(conversations).values(conversation)
  return conversation
}

/** The person's own conversation. Throws NotFound for any other. */
export async function ownConversation(db: Read, user: { id: string }, id: string): Promise<Conversation> {
  const [conversation] = await db.select().from(conversations).where(and(eq(conversations.id, id), eq(conversations.personId, user.id)))
  if (!conversation) throw new NotFound('Không có cuộc hỏi đáp này, hoặc đó là của người khác.')
  return conversation
}

/** A conversation that the person may look at: their own, or any for those who look after the guidance. */
export async function findConversation(db: Read, user: User, id: string): Promise<Conversation> {
  const [conversation] = await db.select().from(conversations).where(eq(conversations.id, id))
  if (!conversation || !may(user, 'see conversations', { personId: conversation.personId })) {
    throw new NotFound('Không có cuộc hỏi đáp này, hoặc đó là của người khác.')
  }
  return conversation
}

export function turnsOf(db: Read, conversationId: string): Promise<KeptTurn[]> {
  return db.select().from(turns).where(eq(turns.conversationId, conversationId)).orderBy(turns.number)
}

/** One turn of a conversation the person may look at. */
export async function findTurn(db: Read, user: User, id: string): Promise<{ conversation: Conversation; turn: KeptTurn }> {
  const [turn] = await db.select().from(turns).where(eq(turns.id, id))
  if (!turn) throw new NotFound()
  return { turn, conversation: await findConversation(db, user, turn.conversationId) }
}

/** The person's latest conversations, newest first. */
export function recentConversations(db: Read, user: { id: string }, limit: number): Promise<Conversation[]> {
  return db.select().from(conversations).where(eq(conversations.personId, user.id)).orderBy(desc(conversations.askedAt)).limit(limit)
}

/** Takes the procedure off the conversation: the next question stands by itself. */
export async function dropContext(db: Write, user: { id: string }, id: string): Promise<void> {
  const conversation = await ownConversation(db, user, id)
  await db.update(conversations).set({ context: noContext }).where(eq(conversations.id, conversation.id))
  await record(db, user, 'conversation topic removed', 'conversation', id)
}

/** The answer without what its steps tell of the question's words. */
const withoutWords = (answer: KeptTurn['answer']): KeptTurn['answer'] => ({
  ...answer, steps: answer.steps.map(({ name, decided }) => ({ name, decided: name === 'normalise' ? `${erasedQuestion}.` : decided })),
})

/** Erases the texts of questions older than `days`, also as they were read; answers and counts stay. Returns how many were erased. */
export async function eraseOldQuestions(db: Write, days: number): Promise<number> {
  if (days === 0) return 0
  const before = startOf(addDays(today(), -days))
  const old = await db.update(turns).set({ question: null, erasedAt: now() })
    .where(and(lt(turns.askedAt, before), isNotNull(turns.question))).returning({ id: turns.id, answer: turns.answer })
  if (!old.length) return 0
  for (const { id, answer } of old) await db.update(turns).set({ answer: withoutWords(answer) }).where(eq(turns.id, id))
  await db.update(conversations).set({ title: null }).where(lt(conversations.startedAt, before))
  await record(db, portal, 'old questions erased', 'conversation', 'many', { count: old.length })
  return old.length
}
