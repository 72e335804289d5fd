// Whether what was found is good enough to answer from, needs a question back, or is nothing.
import type { Found, Hit } from './search-index.ts'
import type { Aspect } from './understanding.ts'
import { fold } from '../text.ts'

export type Gate = { kind: 'answer', why: string } | { kind: 'refuse', why: string } | { kind: 'clarify', why: string, between: Hit[] }

/** Measured on the labelled questions: below these a hit is chance. Shares of weight, comparable between questions. */
const floor = { named: 5, ofQuestion: 0.12, weight: 4 }

const percent = (share: number) => `${Math.round(share * 100)} %`

export function gateOf(found: Found, hits: readonly Hit[], _aspects: readonly Aspect[], _inConversation: boolean): Gate {
  const best = hits[0]
  if (!best || found.weight < floor.weight) return { kind: 'refuse', why: 'Câu hỏi không nêu việc nào.' }
  if (best.named < floor.named && best.ofQuestion < floor.ofQuestion) return { kind: 'refuse', why: `Chỉ ${percent(best.ofQuestion)} câu hỏi có trong thủ tục gần nhất.` }
  return { kind: 'answer', why: `${percent(best.ofQuestion)} câu hỏi và ${percent(best.ofName)} tên thủ tục khớp nhau.` }
}

/** Whether one of the best records is named after the matter, so that the register has it after all. */
export const elsewhereNamed = (matter: string, hits: readonly Hit[]): boolean => {
  const wanted = fold(matter)
  return hits.slice(0, 5).some(({ name }) => fold(name).includes(wanted))
}
