// What an answer rests on: passages of a procedure, picked from the version in force and kept word for word with that version.
import { eq } from 'drizzle-orm'
import type { Turn } from '../assistant/answering.ts'
import { fieldsFor } from '../assistant/composing.ts'
import { passagesOf, type Passage } from '../assistant/passages.ts'
import { contentOfVersion, sourceInForce, type Source } from '../assistant/register.ts'
import { aspectHeadings } from '../assistant/sentences.ts'
import { Invalid } from '../errors.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedureVersions } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { clean } from '../text.ts'
import type { FaqCitation } from './tables.ts'

/** A citation as the value of a tick box; the text comes last, because it may hold anything. */
export const citationValue = ({ procedureId, versionId, section, quote }: FaqCitation): string => [procedureId, versionId, section, quote].join('|')

function fromValue(value: string): FaqCitation | null {
  const [, procedureId, versionId, section, quote] = /^([^|]*)\|([^|]*)\|([^|]*)\|([\s\S]+)$/.exec(value) ?? []
  return quote ? { procedureId: procedureId!, versionId: versionId!, section: section as FaqCitation['section'], quote } : null
}

/** The citations ticked in a form: fields that are named quote-1, quote-2 … */
export const tickedIn = (values: Readonly<Record<string, unknown>>): FaqCitation[] =>
  Object.entries(values).flatMap(([name, value]) => (name.startsWith('quote-') && typeof value === 'string' ? fromValue(value) ?? [] : []))

/** Citations as the fields of a form. */
export const ticked = (citations: readonly FaqCitation[]): Record<string, string> => Object.fromEntries(citations.map((one, at) => [`quote-${at + 1}`, citationValue(one)]))

const most = 12

/** The ticked citations, each held against the version that it names: only its own wording may be quoted. Throws Invalid. */
export async function checkedCitations(db: Read, ticked: readonly FaqCitation[]): Promise<FaqCitation[]> {
  if (ticked.length > most) throw new Invalid({ citations: `Không dẫn quá ${most} đoạn. Hãy bỏ bớt đoạn ít cần.` })
  for (const one of ticked) {
    const [version] = await db.select({ procedureId: procedureVersions.procedureId }).from(procedureVersions).where(eq(procedureVersions.id, one.versionId))
    if (version?.procedureId !== one.procedureId || !await says(db, one.versionId, one)) throw new Invalid({ citations: `Đoạn “${one.quote.slice(0, 60)}…” không có trong thủ tục. Hãy bỏ chọn rồi chọn lại.` })
  }
  return [...ticked]
}

/** What of a record may be cited: its passages, and the limit and the fee of each way of handing in, which are fields and no sentences. */
const citable = (content: ProcedureContent): Pick<Passage, 'section' | 'text'>[] => [
  ...(['time_limit', 'fee'] as const).flatMap(aspect => fieldsFor(aspect, content).flatMap(({ section, quotes }) =>
    quotes.map(({ text, meta }) => ({ section, text: `${aspectHeadings[aspect]}: ${text}${meta ? ` (${meta})` : ''}` })))),
  ...passagesOf(content),
]

/** Whether a version has the passage, word for word; forms send text in one spelling. */
async function says(db: Read, versionId: string, { section, quote }: Pick<FaqCitation, 'section' | 'quote'>): Promise<boolean> {
  return citable(await contentOfVersion(db, versionId)).some(passage => passage.section === section && clean(passage.text) === clean(quote))
}

/** A procedure's version in force, and its passages to be picked from; null when it is not in force. */
export async function passagesInForce(db: Read, procedureId: string): Promise<{ source: Source; content: ProcedureContent; passages: FaqCitation[] } | null> {
  const source = await sourceInForce(db, procedureId)
  if (!source) return null
  const content = await contentOfVersion(db, source.versionId)
  return { source, content, passages: citable(content).map(({ section, text }) => ({ procedureId, versionId: source.versionId, section, quote: text })) }
}

/** Of what an answer of the assistant quotes, the passages that the versions in force have. */
export async function quotedIn(db: Read, { parts }: Pick<Turn, 'parts'>): Promise<FaqCitation[]> {
  const found: FaqCitation[] = []
  for (const [procedureId, own] of Map.groupBy(parts, part => part.procedureId)) {
    const quotes = new Set(own.flatMap(({ aspect, quotes: said }) => said.flatMap(({ text, meta }) => [text, `${aspectHeadings[aspect]}: ${text}${meta ? ` (${meta})` : ''}`])))
    found.push(...(await passagesInForce(db, procedureId))?.passages.filter(({ quote }) => quotes.has(quote)) ?? [])
  }
  return found.slice(0, most)
}

/** How a citation stands today. `same`: its version is not in force any more, but the one in force still says it word for word. */
export type Standing = 'current' | 'same' | 'changed' | 'ended'

export async function standingOf(db: Read, { procedureId, versionId, section, quote }: FaqCitation): Promise<{ standing: Standing; source: Source | null }> {
  const source = await sourceInForce(db, procedureId)
  if (!source) return { standing: 'ended', source }
  if (source.versionId === versionId) return { standing: 'current', source }
  return { standing: await says(db, source.versionId, { section, quote }) ? 'same' : 'changed', source }
}
