// What is shown when the assistant does not answer: the nearest passages, and the laws to look in.
import type { ProcedureContent } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import { lawsOf } from './composing.ts'
import { closestPassage } from './related.ts'
import type { Hit } from './search-index.ts'
import { expired } from './sentences.ts'

export interface NearPassage { procedureId: string, name: string, text: string, anchor: string, heading: string }
/** The legal bases of the procedure nearest to a question about policy. */
export interface LookIn { procedureId: string, name: string, laws: string[] }

type ContentOf = (id: string) => Promise<ProcedureContent | null> | ProcedureContent | null

const shown = 240
const mostLaws = 6

/** Of each of the nearest procedures the passage that has most of the question's words. */
export async function nearestPassages(hits: readonly Hit[], question: readonly string[], contentOf: ContentOf): Promise<NearPassage[]> {
  const found: NearPassage[] = []
  for (const { id, name } of hits) {
    const content = await contentOf(id)
    const passage = content && closestPassage(question, content)
    if (!passage) continue
    const { anchor, heading } = sections[passage.section]
    const text = passage.text.length > shown ? `${passage.text.slice(0, shown).replace(/\s+\S*$/, '')}…` : passage.text
    found.push({ procedureId: id, name, text, anchor, heading })
  }
  return found
}

/** Where a question about amounts or about the law can be looked up; null where the record names no law in force. */
export async function lawsOfNearest({ id, name }: Hit, contentOf: ContentOf): Promise<LookIn | null> {
  const content = await contentOf(id)
  const laws = content ? lawsOf(content).filter(({ meta }) => meta !== expired).map(({ text }) => text).slice(0, mostLaws) : []
  return laws.length ? { procedureId: id, name, laws } : null
}
