// Whether a question goes on about the conversation's procedure or names another one.
import type { Context } from './answering.ts'
import type { Found, Hit } from './search-index.ts'
import type { Aspect } from './understanding.ts'

export interface Topic { followed: boolean, hits: Hit[] }

export function topicOf(found: Found, context: Context, aspects: readonly Aspect[]): Topic {
  const { procedureId } = context
  if (!procedureId) return { followed: false, hits: found.hits }
  const best = found.hits[0]
  const kept = found.hits.find(({ id }) => id === procedureId)
  const stay = kept ?? { id: procedureId, name: context.name ?? '', score: 0, ofName: 0, ofQuestion: 0, named: 0 }
  const others = found.hits.filter(({ id }) => id !== procedureId)
  const keep = { followed: true, hits: [stay, ...others] }
  if (!best || best.id === procedureId) return keep
  // Another procedure must be named by the question's own words, and better than the one kept.
  const gain = best.named - (kept?.named ?? 0)
  const lead = best.score - (kept?.score ?? 0)
  if ((globalThis as any).DBG) console.error('FOLLOW', found.reading.text, best.name.slice(0, 50), best.named.toFixed(1), gain.toFixed(1), lead.toFixed(2), aspects.join())
  return best.named >= 6 && gain >= 3 && lead > 0.15 ? { followed: false, hits: found.hits } : keep
}
