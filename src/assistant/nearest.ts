// The nearest passages, shown when the assistant does not answer.
import type { ProcedureContent } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import { passagesOf } from './passages.ts'
import type { Hit } from './search-index.ts'

export interface NearPassage { procedureId: string, name: string, text: string, anchor: string, heading: string }

const shown = 240

/** The first words of each of the nearest procedures, with their place. */
export async function compactPassages(hits: readonly Hit[], contentOf: (id: string) => Promise<ProcedureContent | null> | ProcedureContent | null): Promise<NearPassage[]> {
  const found: NearPassage[] = []
  for (const { id, name } of hits) {
    const content = await contentOf(id)
    if (!content) continue
    const passages = passagesOf(content)
    const passage = passages.find(({ section }) => section === 'result') ?? passages[0]
    if (!passage) continue
    const { anchor, heading } = sections[passage.section]
    const text = passage.text.length > shown ? `${passage.text.slice(0, shown).replace(/\s+\S*$/, '')}…` : passage.text
    found.push({ procedureId: id, name, text, anchor, heading })
  }
  return found
}
