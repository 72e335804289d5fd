// The bench: a question answered as it would be, and kept nowhere, with everything that was weighed on the way.
import type { Read } from '../store/store.ts'
import { answerTurn, type Context, type Turn } from './answering.ts'
import { checksOf, type Check } from './gate.ts'
import { weights, type Found, type Hit, type Parts } from './search-index.ts'
import type { Searcher } from './searcher.ts'
import { sourcesNow } from './sources.ts'

export interface Trial {
  turn: Turn
  /** Null where the question was stopped before the search. */
  found: Found | null
  checks: Check[]
  /** Milliseconds by what was done in them. */
  times: { label: string, ms: number }[]
}

/** What stays the same of a trial: a question, what was spoken of before, the procedure chosen. */
export interface Tried { question: string, context: Context, chosen: string | null }

export async function tryOut(db: Read, searcher: Pick<Searcher, 'find'>, { question, context, chosen }: Tried): Promise<Trial> {
  const started = performance.now()
  const sources = sourcesNow(db, searcher)
  const pinsRead = performance.now() - started
  let found: Found | null = null
  let inIndex = 0
  let finding = 0
  let reading = 0
  const turn = await answerTurn({
    ...sources,
    async find(text, options) {
      const from = performance.now()
      found = await sources.find(text, { ...options, explain: true })
      finding += performance.now() - from
      inIndex += found.ms
      return found
    },
    async contentOf(id) {
      const from = performance.now()
      const content = await sources.contentOf(id)
      reading += performance.now() - from
      return content
    },
  }, question, context, chosen)
  const whole = performance.now() - started
  const last = found as Found | null
  const best = last && (last.hits.find(({ id }) => id === turn.candidates[0]?.id) ?? last.hits[0])
  return {
    turn, found: last, checks: last && best ? checksOf(last, best) : [],
    times: [
      { label: 'Lấy các câu ghim, loại trừ', ms: pinsRead }, { label: 'Đọc câu hỏi, tìm và xếp hạng trong chỉ mục', ms: inIndex },
        { label: 'Gửi sang luồng tìm kiếm và nhận về', ms: finding - inIndex },
      { label: 'Đọc bản ghi thủ tục', ms: reading }, { label: 'Hiểu, cân nhắc, soạn câu trả lời', ms: whole - pinsRead - finding - reading }, { label: 'Cả câu',
        ms: whole },
    ],
  }
}

/** One part of a score in points; all parts together are the score. */
export interface Point { key: 'base' | 'ofName' | 'ofQuestion' | 'agrees' | 'called' | 'range' | 'placed', points: number }

export const pointsOf = ({ base, ofName, ofQuestion, agrees, called, range, placed }: Parts): Point[] => [
  { key: 'base', points: base }, { key: 'ofName', points: weights.ofName * ofName }, { key: 'ofQuestion', points: weights.ofQuestion * ofQuestion },
  { key: 'agrees', points: weights.agrees * agrees }, { key: 'called', points: weights.called * called }, { key: 'range', points: weights.range * range },
    { key: 'placed', points: placed },
]

/** The parts in which a record falls behind another, the largest first; only those that matter. */
export function lags(hit: Hit, than: Hit): Point[] {
  if (!hit.parts || !than.parts) return []
  const theirs = pointsOf(than.parts)
  return pointsOf(hit.parts).map(({ key, points }, at) => ({ key, points: points - theirs[at]!.points }))
    .filter(({ points }) => points < -0.02).toSorted((a, b) => a.points - b.points)
}
