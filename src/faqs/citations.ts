// What an answer rests on: passages of a procedure, picked from the version in force and kept word for word with that version.
import { inArray } from 'drizzle-orm'
import type { Turn } from '../assistant/answering.ts'
import { fieldsFor, type Quote } from '../assistant/composing.ts'
import { passagesOf, type Passage } from '../assistant/passages.ts'
import { contentOfVersion, sourceInForce, type Source } from '../assistant/register.ts'
import { aspectHeadings } from '../assistant/sentences.ts'
import type { Aspect } from '../assistant/understanding.ts'
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
export const ticked = (citations: readonly FaqCitation[]): Record<string, string> =>
  Object.fromEntries(citations.map((one, at) => [`quote-${at + 1}`, citationValue(one)]))

const most = 12

/** The ticked citations, each held against the version that it names: only its own wording may be quoted. Throws Invalid. */
export async function checkedCitations(db: Read, ticked: readonly FaqCitation[]): Promise<FaqCitation[]> {
  if (ticked.length > most) throw new Invalid({ citations: `Không dẫn quá ${most} đoạn. Hãy bỏ bớt đoạn ít cần.` })
  if (!ticked.length) return []
  const versions = await db.select({ id: procedureVersions.id, procedureId: procedureVersions.procedureId }).from(procedureVersions)
    .where(inArray(procedureVersions.id, [...new Set(ticked.map(({ versionId }) => versionId))]))
  const saying = new Map<string, Says>()
  for (const { id } of versions) saying.set(id, await saidBy(db, id))
  const wrong = ticked.find(one => versions.find(({ id }) => id === one.versionId)?.procedureId !== one.procedureId || !saying.get(one.versionId)!(one))
  if (wrong) throw new Invalid({ citations: `Đoạn “${wrong.quote.slice(0, 60)}…” không có trong thủ tục. Hãy bỏ chọn rồi chọn lại.` })
  return [...ticked]
}

/** 'Lệ phí: 30.000 đồng (Trực tiếp)': a field of a record as it is cited. */
const headed = (aspect: Aspect, { text, meta }: Quote): string => `${aspectHeadings[aspect]}: ${text}${meta ? ` (${meta})` : ''}`

/** What of a record may be cited: its passages, and the limit and the fee of each way of handing in, which are fields and no sentences. */
const citable = (content: ProcedureContent): Pick<Passage, 'section' | 'text'>[] => [
  ...(['time_limit', 'fee'] as const).flatMap(aspect => fieldsFor(aspect, content).flatMap(({ section, quotes }) =>
    quotes.map(quote => ({ section, text: headed(aspect, quote) })))),
  ...passagesOf(content),
]

type Says = (passage: Pick<FaqCitation, 'section' | 'quote'>) => boolean

/** Whether a version has a passage, word for word; forms send text in one spelling. */
async function saidBy(db: Read, versionId: string): Promise<Says> {
  const keyOf = (section: string, text: string) => `${section} ${clean(text)}`
  const passages = new Set(citable(await contentOfVersion(db, versionId)).map(({ section, text }) => keyOf(section, text)))
  return ({ section, quote }) => passages.has(keyOf(section, quote))
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
    const quotes = new Set(own.flatMap(({ aspect, quotes: said }) => said.flatMap(quote => [quote.text, headed(aspect, quote)])))
    found.push(...(await passagesInForce(db, procedureId))?.passages.filter(({ quote }) => quotes.has(quote)) ?? [])
  }
  return found.slice(0, most)
}

/** How a citation stands today. `same`: its version is not in force any more, but the one in force still says it word for word. */
export type Standing = 'current' | 'same' | 'changed' | 'ended'

/** `source`: what is in force of the cited procedure; null where nothing is. */
export async function standingOf(db: Read, source: Source | null, { versionId, section, quote }: FaqCitation): Promise<Standing> {
  if (!source) return 'ended'
  if (source.versionId === versionId) return 'current'
  return (await saidBy(db, source.versionId))({ section, quote }) ? 'same' : 'changed'
}

/** The citations in the versions in force; null where one of them no longer stands word for word. */
export async function refreshedCitations(db: Read, citations: readonly FaqCitation[]): Promise<FaqCitation[] | null> {
  const found: FaqCitation[] = []
  for (const citation of citations) {
    const source = await sourceInForce(db, citation.procedureId)
    const standing = await standingOf(db, source, citation)
    if (standing === 'changed' || standing === 'ended') return null
    found.push({ ...citation, versionId: source!.versionId })
  }
  return found
}
