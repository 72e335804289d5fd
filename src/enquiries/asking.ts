// What the assistant answers to a citizen's question while it is being entered: kept nowhere until it settles the question.
import { createHash } from 'node:crypto'
import { answerTurn, noContext, type Turn } from '../assistant/answering.ts'
import { keepAnswer } from '../assistant/conversation.ts'
import type { Source } from '../assistant/register.ts'
import type { Searcher } from '../assistant/searcher.ts'
import { shown } from '../assistant/showing.ts'
import { sourcesNow } from '../assistant/sources.ts'
import type { KeptTurn } from '../assistant/tables.ts'
import type { TurnView } from '../assistant/views.ts'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { masked } from '../masking/masking.ts'
import type { Read, Write } from '../store/store.ts'

/** The text without what is personal in it: the assistant refuses what has any. */
function askable(text: string): string {
  let left = ''
  let from = 0
  for (const { start, end } of masked(text).found) { left += `${text.slice(from, start)} `; from = end }
  return (left + text.slice(from)).replace(/[^\S\n]+/g, ' ').trim()
}

export interface Answer {
  view: TurnView
  /** Whether a question may be settled with it: an answer in full, and nothing uncertain about it. */
  settles: boolean
  /** It is an entry that asks nearly the same, not word for word: whether it is the same is for a person to say. */
  near: boolean
  /** Of what it says: it is kept as it was read to the citizen, or not at all. */
  fingerprint: string
  asked: { question: string; answer: Turn; looked: ReadonlyMap<string, Source>; started: number }
}

/** The answer to what was typed; of the procedure picked, where nothing else is found or another one is. */
export async function answerTo(db: Read, searcher: Pick<Searcher, 'find'>, user: User, typed: string, procedureId: string | null): Promise<Answer> {
  const started = performance.now()
  const question = askable(typed)
  const sources = sourcesNow(db, searcher)
  let answer = await answerTurn(sources, question, noContext)
  if (procedureId && !(answer.outcome === 'answered' && (answer.faq || answer.candidates[0]?.id === procedureId))) answer = await answerTurn(sources, question, noContext, procedureId)
  const looked = [...new Set([...answer.compared ?? [], ...answer.parts.map(part => part.procedureId)])].flatMap(id => sources.looked.get(id) ?? [])
  const turn: KeptTurn = {
    id: '', conversationId: '', number: 1, question, erasedAt: null, outcome: answer.outcome, reason: answer.reason, aspect: answer.aspect, procedureId: null,
    faqId: null, answer, sources: looked, ms: 0, askedAt: now(),
  }
  const view = shown(turn, user, user.id)
  return {
    view, settles: answer.outcome === 'answered' && view.status.kind === 'done', near: answer.faq !== undefined && !answer.faq.verbatim,
    fingerprint: createHash('sha256').update(JSON.stringify([question, view.zalo])).digest('base64url').slice(0, 22),
    asked: { question, answer, looked: sources.looked, started },
  }
}

/**
 * Keeps the answer as a turn of the assistant, so that its quotations can be followed. Throws Invalid where it is no answer, not the one
 * that was read, or only near to what was asked and nobody said that it is the same.
 */
export async function keepAsTurn(db: Write, user: User, { view, settles, near, fingerprint, asked }: Answer, read: string, same: boolean): Promise<string> {
  if (!settles) throw new Invalid({ '': 'Trợ lý chưa trả lời chắc và đủ câu này. Hãy ghi câu hỏi để chuyển đơn vị.' })
  if (fingerprint !== read) throw new Invalid({ '': `Câu trả lời của trợ lý đã khác câu vừa hiện${view.heading ? `, nay là “${view.heading}”` : ''}. Hãy xem lại rồi bấm lần nữa.` })
  if (near && !same) {
    throw new Invalid({ same: 'Câu hỏi thường gặp này chỉ gần giống. Đọc lại cho công dân: cùng một điều thì đánh dấu, khác thì ghi câu hỏi.' })
  }
  const { turn } = await keepAnswer(db, user, null, asked)
  return turn.id
}
