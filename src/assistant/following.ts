// Whether a question goes on about the conversation's procedure or names another one.
import type { Context } from './answering.ts'
import type { Found, Hit } from './search-index.ts'

export interface Topic { followed: boolean, hits: Hit[] }

/** The procedure first, whatever was found. */
function first(found: Found, id: string, name: string): Hit[] {
  const hit = found.hits.find(one => one.id === id) ?? { id, name, score: 0, ofName: 0, ofQuestion: 0, named: 0, agrees: 0, ofMatter: 0 }
  return [hit, ...found.hits.filter(one => one.id !== id)]
}

/** The procedure that the person picked, or that staff pinned. */
export const chosenTopic = (found: Found, id: string, name = ''): Topic => ({ followed: true, hits: first(found, id, name) })

// 'Thủ tục xin cấp phép bay …' names a matter of its own; 'thủ tục này', 'làm thủ tục ở đâu' do not.
const openlyNamed = / thủ tục (?!(?:này|đó|ấy|trên|kia|nào|gì|ở|có|là|thế|như|nói|vừa|đầy|mất|bao|hết|cần|nộp) )\S+ \S+ \S/u
const ofKept = 0.35

/** Whether the question openly names another matter: the procedure kept is no answer then, even where nothing else is found. */
export const namesAnew = (found: Found, { procedureId }: Context): boolean =>
  procedureId !== null && openlyNamed.test(` ${found.reading.text} `) && (found.hits.find(({ id }) => id === procedureId)?.ofQuestion ?? 0) < ofKept

/**
 * Another procedure must be named by the question's own words, and fit better than the one kept: a new matter says much
 * more in its words, even where the kept one's own name lifts it; a twin of the one kept ('còn gia hạn thì sao?') says a
 * little more and fits much better.
 */
const leaving = [{ named: 14, gain: 12, lead: -0.4 }, { named: 6, gain: 3, lead: 0.15 }, { named: 3, gain: 0.5, lead: 0.45 }]

export function topicOf(found: Found, context: Context): Topic {
  const { procedureId } = context
  if (!procedureId) return { followed: false, hits: found.hits }
  const best = found.hits.find(({ id }) => id !== procedureId)
  const kept = found.hits.find(({ id }) => id === procedureId)
  const stays = { followed: true, hits: first(found, procedureId, context.name ?? '') }
  if (!best) return stays
  const gain = best.named - (kept?.named ?? 0)
  const lead = best.score - (kept?.score ?? 0)
  return leaving.some(least => best.named >= least.named && gain >= least.gain && lead > least.lead) 
    ? { followed: false, hits: first(found, best.id, best.name) } : stays
}
