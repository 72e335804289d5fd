// Published entries as the assistant's index reads them, beside the procedures: the question as the name, its phrasings as everyday names.
import type { Event } from '../events/tables.ts'
import { emptyContent, type ProcedureContent } from '../procedures/content.ts'
import type { Read } from '../store/store.ts'
import { publishedVersions } from './faqs.ts'
import { faqIdOf, indexIdOf } from './index-ids.ts'
import type { Faq, FaqVersion } from './tables.ts'

/** The documents of entries in use, of the index ids given or of all. */
export async function faqContents(db: Read, indexIds?: readonly string[]): Promise<Map<string, ProcedureContent>> {
  if (indexIds?.length === 0) return new Map()
  const rows = await publishedVersions(db, indexIds?.map(faqIdOf))
  return new Map(rows.map(({ faq, version }) => [indexIdOf(faq.id), faqContent(faq, version)]))
}

/** An entry as a document: what it would be read as, also before it is published. */
export const faqContent = ({ field }: Pick<Faq, 'field'>, { question, phrasings, answer }: FaqVersion): ProcedureContent =>
  ({ ...emptyContent(question), field, aliases: phrasings, steps: answer })

/** The entries that events changed, as ids of the index. */
export const faqsChangedBy = (events: readonly Event[]): string[] => events.filter(({ subjectKind }) => subjectKind === 'faq')
  .flatMap(({ subjectId, details }) => (Array.isArray(details.ids) ? details.ids as string[] : [subjectId])).map(indexIdOf)
