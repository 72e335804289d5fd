// What can be put into an answer: a template filled in, a passage of a procedure, a published FAQ, the assistant's answer. Each brings its citations.
import { answerTurn } from '../assistant/answering.ts'
import type { Searcher } from '../assistant/searcher.ts'
import { aspectHeadings } from '../assistant/sentences.ts'
import { sourcesNow } from '../assistant/sources.ts'
import type { Aspect } from '../assistant/understanding.ts'
import { keysOf } from '../assistant/vietnamese.ts'
import { dayOf, today, written } from '../clock.ts'
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { Invalid } from '../errors.ts'
import { checkedCitations, citationValue, passagesInForce, quotedIn, tickedIn } from '../faqs/citations.ts'
import { publishedVersions } from '../faqs/faqs.ts'
import { faqIdOf, indexIdOf, isFaq } from '../faqs/index-ids.ts'
import type { FaqCitation } from '../faqs/tables.ts'
import { sections } from '../procedures/sections.ts'
import type { Read } from '../store/store.ts'
import { fold } from '../text.ts'
import { unitNames } from '../units/units.ts'
import { findTemplate } from './templates.ts'
import { filledIn, pointsIn, type Occasion } from './variables.ts'

export interface Inserted { text: string; citations: FaqCitation[]; templateId: string | null }

async function occasionOf(db: Read, enquiry: Enquiry, writer: string): Promise<Occasion> {
  return {
    question: enquiry.question, number: numberOf(enquiry), today: written(today()), received: written(dayOf(enquiry.receivedAt)),
    unit: enquiry.unitId ? (await unitNames(db)).get(enquiry.unitId) ?? null : null, writer,
  }
}

/** Citations of one variable are three at most: one is enough to see that its version has changed. */
const ofEach = 3

/** The passages that stand for what a template takes from the procedure. */
function citedFor(points: readonly Aspect[], passages: readonly FaqCitation[]): FaqCitation[] {
  const sectionOf: Partial<Record<Aspect, FaqCitation['section']>> = {
    documents: 'papers', place: 'agencies', agency: 'agencies', channel: 'channels', result: 'result',
    conditions: 'conditions', steps: 'steps', legal_basis: 'legalBases',
  }
  const speaksOf = (aspect: Aspect, { section, quote }: FaqCitation) =>
    (sectionOf[aspect] ? section === sectionOf[aspect] : quote.startsWith(aspectHeadings[aspect]))
  const found = points.flatMap(aspect => passages.filter(one => speaksOf(aspect, one)).slice(0, ofEach))
  return found.length ? found : passages.slice(0, 1)
}

async function ofTemplate(db: Read, enquiry: Enquiry, writer: string, id: string): Promise<Inserted> {
  const template = await findTemplate(db, id)
  const record = enquiry.procedureId ? await passagesInForce(db, enquiry.procedureId) : null
  const points = pointsIn(template.text)
  return {
    text: filledIn(template.text, await occasionOf(db, enquiry, writer), record?.content ?? null),
    citations: [...template.citations, ...record && points ? citedFor(points, record.passages) : []], templateId: template.id,
  }
}

async function ofFaq(db: Read, id: string): Promise<Inserted> {
  const [published] = await publishedVersions(db, [id])
  if (!published) throw new Invalid({ find: 'Câu hỏi thường gặp này không còn dùng. Hãy chọn đoạn khác.' })
  return { text: published.version.answer, citations: published.version.citations, templateId: null }
}

/** What the assistant says to a question, without a turn being kept: nothing of it is stored. */
export const askedNow = (db: Read, searcher: Pick<Searcher, 'find'>, question: string) => answerTurn(sourcesNow(db, searcher), question)

/** What a button of the page names: 'template:…', 'faq:…', 'assistant', or a citation. Throws Invalid. */
export async function insertedBy(
  db: Read, searcher: Pick<Searcher, 'find'>, enquiry: Enquiry, writer: string, value: string,
): Promise<Inserted> {
  if (value.startsWith('template:')) return ofTemplate(db, enquiry, writer, value.slice('template:'.length))
  if (isFaq(value)) return ofFaq(db, faqIdOf(value))
  if (value === 'assistant') {
    const turn = await askedNow(db, searcher, enquiry.question)
    if (turn.outcome !== 'answered') throw new Invalid({ find: 'Trợ lý không trả lời được câu này. Hãy tìm đoạn khác.' })
    return { text: turn.text, citations: await quotedIn(db, turn), templateId: null }
  }
  const [citation] = await checkedCitations(db, tickedIn({ 'quote-1': value }))
  if (!citation) throw new Invalid({ find: 'Không có đoạn này. Hãy tìm lại.' })
  return { text: citation.quote, citations: [citation], templateId: null }
}

/** A text with another put in at a place; whole paragraphs keep to themselves. Returns where what was put in ends. */
export function putIn(text: string, at: number | null, words: string): { text: string; caret: number } {
  const place = Math.min(Math.max(at ?? text.length, 0), text.length)
  const [before, after] = [text.slice(0, place), text.slice(place)]
  const long = words.includes('\n') || at === null
  const gapBefore = !before ? '' : long ? '\n'.repeat(Math.max(0, 2 - (/\n*$/.exec(before)![0].length))) : /\s$/.test(before) ? '' : ' '
  const gapAfter = !after ? '' : long ? '\n'.repeat(Math.max(0, 2 - (/^\n*/.exec(after)![0].length))) : /^[\s.,;:)]/.test(after) ? '' : ' '
  return { text: before + gapBefore + words + gapAfter + after, caret: (before + gapBefore + words).length }
}

/** Citations with others after them, each once. */
export function withCitations(own: readonly FaqCitation[], more: readonly FaqCitation[]): FaqCitation[] {
  const values = new Set(own.map(citationValue))
  return [...own, ...more.filter(one => !values.has(citationValue(one)) && values.add(citationValue(one)))]
}

export interface Found { value: string; heading: string; text: string; href: string }

const mostOfEach = 5
const mostFound = 12

/** How many of the words asked for a passage has, those of its heading too. */
function shared(words: ReadonlySet<string>, text: string): number {
  const own = new Set(keysOf(text).map(key => fold(key)))
  return [...words].filter(word => own.has(word)).length
}

/** Passages and published entries for some words: of the enquiry's procedure first, then of what the assistant's index finds. */
export async function foundFor(db: Read, searcher: Searcher, words: string, procedureId: string | null): Promise<Found[]> {
  const asked = new Set(keysOf(words).map(key => fold(key)).filter(key => key.length > 1))
  if (!asked.size) return []
  const { hits } = await searcher.find(words.slice(0, 300), { limit: mostOfEach, about: procedureId })
  const entries = (await publishedVersions(db, hits.filter(({ id }) => isFaq(id)).map(({ id }) => faqIdOf(id))))
    .map(({ faq, version }): Found => ({ value: indexIdOf(faq.id), heading: `Câu hỏi thường gặp: ${version.question}`, text: version.answer, href: `/faqs/${faq.id}` }))
  const passages: Found[] = []
  for (const id of new Set([...procedureId ? [procedureId] : [], ...hits.filter(hit => !isFaq(hit.id)).map(hit => hit.id)].slice(0, 3))) {
    const record = await passagesInForce(db, id)
    if (!record) continue
    const headingOf = ({ section }: FaqCitation) => `${sections[section].heading} – ${record.source.name}`
    passages.push(...record.passages.map(one => ({ one, score: shared(asked, `${one.quote} ${sections[one.section].heading}`) }))
      .filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score).slice(0, mostOfEach)
      .map(({ one }): Found => ({ value: citationValue(one), heading: headingOf(one), text: one.quote, href: `/procedures/${id}#${sections[one.section].anchor}` })))
  }
  return [...entries, ...passages].slice(0, mostFound)
}
