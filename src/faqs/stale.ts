// Entries whose sources have changed since they were approved or last confirmed: they are shown with a warning, and answered with one.
import type { Read } from '../store/store.ts'
import { sourceInForce, type Source } from '../assistant/register.ts'
import { standingOf } from './citations.ts'
import { publishedVersions } from './faqs.ts'
import type { Faq, FaqCitation, FaqVersion } from './tables.ts'

/** `source`: what is in force instead; null where nothing is. */
export interface StaleCitation { citation: FaqCitation; source: Source | null; sentence: string }

/** What is stale of one version; a passage that the new version still has is settled once somebody confirmed the entry after it. */
export async function staleCitations(
  db: Read, { confirmedOn }: Pick<Faq, 'confirmedOn'>, { citations }: Pick<FaqVersion, 'citations'>,
): Promise<StaleCitation[]> {
  // Most citations of a text are of one procedure: it is asked for once.
  const inForce = new Map<string, Source | null>()
  for (const id of new Set(citations.map(({ procedureId }) => procedureId))) inForce.set(id, await sourceInForce(db, id))
  const found: StaleCitation[] = []
  for (const citation of citations) {
    const source = inForce.get(citation.procedureId) ?? null
    const standing = await standingOf(db, source, citation)
    if (standing === 'current' || (standing === 'same' && confirmedOn !== null && confirmedOn >= source!.effectiveFrom)) continue
    found.push({
      citation, source, sentence: standing === 'ended' ? 'Thủ tục được dẫn không còn áp dụng.'
        : `Thủ tục được dẫn đã có bản ${source!.number}; đoạn dẫn ${standing === 'same' ? 'vẫn còn nguyên văn.' : 'không còn nguyên văn trong bản ấy.'}`,
    })
  }
  return found
}

/** Published entries, of those given or of all, that cite a version no longer in force, by their ids. */
export async function staleFaqs(db: Read, ids?: readonly string[]): Promise<Map<string, StaleCitation[]>> {
  const found = new Map<string, StaleCitation[]>()
  for (const { faq, version } of await publishedVersions(db, ids)) {
    const stale = await staleCitations(db, faq, version)
    if (stale.length) found.set(faq.id, stale)
  }
  return found
}
