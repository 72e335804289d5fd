// Whether a question goes on about the conversation's procedure or names another one.
import type { Context } from './answering.ts'
import type { Found, Hit } from './search-index.ts'

export interface Topic { followed: boolean, hits: Hit[] }

/** The procedure first, whatever was found. */
function first(found: Found, id: string, name: string): Hit[] {
  const hit = found.hits.find(one => one.id === id) ?? { id, name, score: 0, ofName: 0, ofQuestion: 0, named: 0 }
  return [hit, ...found.hits.filter(one => one.id !== id)]
}

/** The procedure that the person picked. */
export const chosenTopic = (found: Found, id: string): Topic => ({ followed: true, hits: first(found, id, '') })

/** Another procedure must be named by the question's own words, and fit better than the one kept. */
const leaving = { named: 6, gain: 3, lead: 0.15 }

export function topicOf(found: Found, context: Context): Topic {
  const { procedureId } = context
  if (!procedureId) return { followed: false, hits: found.hits }
  const best = found.hits[0]
  const kept = found.hits.find(({ id }) => id === procedureId)
  const leaves = best && best.id !== procedureId && best.named >= leaving.named
    && best.named - (kept?.named ?? 0) >= leaving.gain && best.score - (kept?.score ?? 0) > leaving.lead
  return leaves ? { followed: false, hits: found.hits } : { followed: true, hits: first(found, procedureId, context.name ?? '') }
}
