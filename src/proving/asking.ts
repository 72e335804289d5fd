// Asks a test question of the assistant: through what the chat itself answers by, turn after turn, and nothing of it is kept as a conversation.
import { answerTurn, noContext, type Sources } from '../assistant/answering.ts'
import type { Said } from './scoring.ts'
import type { Expected } from './tables.ts'

/** The answers to the turns of one test, in order. */
export async function askTest(sources: Sources, turns: readonly Expected[]): Promise<Said[]> {
  const said: Said[] = []
  let context = noContext
  for (const { question } of turns) {
    const started = performance.now()
    const { outcome, reason, candidates, aspect, text, ...turn } = await answerTurn(sources, question, context)
    context = turn.context
    said.push({ outcome, reason, procedureIds: candidates.map(({ id }) => id), aspect, text, ms: performance.now() - started })
  }
  return said
}

