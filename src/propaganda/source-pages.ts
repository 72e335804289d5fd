// Sentences and sources as pages show them: each with its number, where it is from, and what is stale of it.
import { versionAt } from '../faqs/faqs.ts'
import { versionLine } from '../procedures/procedures.ts'
import { sections } from '../procedures/sections.ts'
import { askedOnce } from '../store/asked-once.ts'
import type { Read } from '../store/store.ts'
import { date } from '../web/helpers.ts'
import type { PieceSentence, PieceSource, PieceVersion } from './tables.ts'
import type { ShownSentence, ShownSource } from './views.ts'

export const shownSentence = ({ text, source, reworded }: PieceSentence): ShownSentence =>
  ({ text, mark: source === null ? null : source + 1, state: source === null ? 'own' : reworded ? 'reworded' : 'quoted' })

/** Where a source is and what it is called, asked once for the version that many sentences quote. */
async function placeOf(db: Read, source: PieceSource): Promise<Pick<ShownSource, 'href' | 'label' | 'detail'>> {
  if (source.kind === 'faq') {
    const { question } = await versionAt(db, source.faqId, source.number)
    return { href: `/faqs/${source.faqId}?version=${source.number}`, label: `Câu hỏi thường gặp “${question}”`, detail: `bản ${source.number}` }
  }
  const cited = await versionLine(db, source.versionId)
  const { anchor, heading } = sections[source.section]
  return {
    href: cited ? `/procedures/${source.procedureId}/versions/${cited.number}#${anchor}` : `/procedures/${source.procedureId}`,
    label: `${cited?.name ?? 'Thủ tục không còn trong sổ'}, mục ${heading}`,
    detail: cited ? `bản ${cited.number}, áp dụng từ ${date(cited.effectiveFrom)}${cited.decision ? `, ${cited.decision}` : ''}` : 'bản đã gỡ',
  }
}

/** `stale`: what is said of each source, in their order. */
export function shownSources(db: Read, { sources }: Pick<PieceVersion, 'sources'>, stale: readonly (string | null)[]): Promise<ShownSource[]> {
  const keyOf = (source: PieceSource) => (source.kind === 'faq' ? `${source.faqId} ${source.number}` : `${source.versionId} ${source.section}`)
  const place = askedOnce((source: PieceSource) => placeOf(db, source), keyOf)
  return Promise.all(sources.map(async (source, at) => ({ ...await place(source), quote: source.quote, stale: stale[at] ?? null })))
}
