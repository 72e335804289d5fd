// The page on which an answer is written: what it may begin with, passages to put in, guidance beside it.
import { eq } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import type { Turn } from '../assistant/answering.ts'
import { now, timeOf } from '../clock.ts'
import type { Enquiry, EnquiryAnswer } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { citationValue, passagesInForce, quotedIn, ticked, tickedIn } from '../faqs/citations.ts'
import { citedNow } from '../faqs/show-pages.ts'
import { faqs, type FaqCitation } from '../faqs/tables.ts'
import { marksIn, masked } from '../masking/masking.ts'
import { rowOf } from '../procedures/catalogue.ts'
import { sections } from '../procedures/sections.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { moment } from '../web/helpers.ts'
import { answersOf, staleOf } from './answering.ts'
import { draftOf, type Draft } from './drafting.ts'
import { askedNow, foundFor } from './inserting.ts'
import { templatesFor } from './templates.ts'
import type { CitedField, Offer, ReplyViews } from './views.ts'

const gone = 'Người không còn trong danh bạ'
export const answerHref = (id: string, number: number): string => `/enquiries/${id}/answers/${number}`

/** What a returned answer is to be changed in; null once another one was handed in. */
export const returnedOf = ([latest]: readonly EnquiryAnswer[], nameOf: (id: string | null) => string) =>
  (latest?.returned ? { by: nameOf(latest.checkedById), reason: latest.returned } : null)

export async function namer(db: Read, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const names = await namesOfPeople(db, [...new Set(ids.filter(id => id !== null))])
  return id => names.get(id ?? '') ?? gone
}

/** The FAQ that was made of the enquiry. */
export async function faqOf(db: Read, { faqId }: Pick<Enquiry, 'faqId'>): Promise<{ href: string; question: string } | null> {
  const [faq] = faqId ? await db.select({ question: faqs.question }).from(faqs).where(eq(faqs.id, faqId)) : []
  return faq ? { href: `/faqs/${faqId}`, question: faq.question } : null
}

export const draftAsForm = (draft: Draft | null): Form =>
  filled({ text: draft?.text, templateId: draft?.templateId, revision: draft?.revision ?? 0, ...ticked(draft?.citations ?? []) })

/** While somebody else has saved so lately, both are told of each other. */
const together = 10 * 60_000

/** What saving said, for the person who writes. */
export async function savedShown(db: Read, userId: string, draft: Draft | null, masked = 0): Promise<ReplyViews['replies/_saved']> {
  const other = draft && draft.byId !== userId && now().getTime() - draft.at.getTime() < together ? (await namer(db, [draft.byId]))(draft.byId) : null
  return {
    revision: draft?.revision ?? 0, at: draft?.at ?? null, masked, stopped: false,
    warning: other ? `${other} cũng đang viết câu này, lưu lúc ${timeOf(draft!.at)}.` : null,
  }
}

/** What could not be saved while one types: it goes on from the same draft; where that was saved elsewhere, nothing more is saved by itself. */
export function unsaved({ values, errors }: Form): ReplyViews['replies/_saved'] {
  const stopped = errors[''] !== undefined
  const warning = `${Object.values(errors).join(' ')}${stopped ? ' Cổng dừng tự lưu; bấm Lưu nháp để xem lại.' : ''}`
  return { revision: Number(values.revision) || 0, at: null, masked: 0, stopped, warning }
}

async function citedFields(db: Read, ticked: FaqCitation[]): Promise<{ fields: CitedField[]; warnings: string[] }> {
  const { citations, warnings } = await citedNow(db, ticked)
  const fields = citations.map(({ href, label, quote, stale }, at) => ({ name: `quote-${at + 1}`, value: citationValue(ticked[at]!), quote, label, href, stale }))
  return { fields, warnings }
}

const offered = (citations: readonly FaqCitation[]): Offer[] =>
  citations.map(one => ({
    value: citationValue(one), heading: sections[one.section].heading, text: one.quote, href: `/procedures/${one.procedureId}#${sections[one.section].anchor}` }))

/** What the assistant has for the question: its answer, or the nearest that it found, or the enquiry's own procedure. */
async function relatedTo(db: Read, turn: Turn, { procedureId }: Enquiry): Promise<ReplyViews['replies/edit']['related']> {
  if (turn.outcome === 'answered') return { says: 'Trợ lý trả lời câu này bằng các đoạn sau.', offers: offered(await quotedIn(db, turn)) }
  const own = procedureId ? (await passagesInForce(db, procedureId))?.passages ?? [] : []
  if (own.length) return { says: 'Trợ lý không trả lời được câu này. Các đoạn của thủ tục đã gắn:', offers: offered(own.slice(0, 8)) }
  return { says: 'Trợ lý không trả lời được câu này, và câu hỏi chưa gắn thủ tục. Hãy tìm đoạn bằng vài từ.', offers: [] }
}

const lettersOfRow = 75
function rowsFor(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.floor(line.length / lettersOfRow) + 1, 1)
  return Math.min(30, Math.max(14, rows))
}

/** `found`: the words that passages were looked for with. */
export async function editPage(c: Ask, enquiry: Enquiry, form: Form, { find = '', showOther = false } = {}): Promise<ReplyViews['replies/edit']> {
  const { store: { read }, user, indexing: { searcher } } = c.var
  const draft = await draftOf(read, enquiry.id)
  const answers = await answersOf(read, enquiry.id)
  const nameOf = await namer(read, [draft?.byId ?? null, ...answers.map(({ checkedById }) => checkedById)])
  const turn = await askedNow(read, searcher, enquiry.question)
  const procedure = await rowOf(read, enquiry.procedureId)
  const { fields, warnings } = await citedFields(read, tickedIn(form.values))
  const templates = await templatesFor(read, enquiry)
  return {
    id: enquiry.id, number: numberOf(enquiry), question: enquiry.question, form, returned: returnedOf(answers, nameOf),
    saved: { ...await savedShown(read, user.id, draft), revision: Number(form.values.revision) || 0 },
    facts: [
      { label: 'Nhận lúc', value: moment(enquiry.receivedAt), href: null }, { label: 'Hạn trả lời', value: moment(enquiry.dueAt), href: null },
      { label: 'Thủ tục', value: procedure?.name ?? 'Chưa gắn', href: procedure ? `/procedures/${procedure.id}` : null },
    ],
    attach: { href: `/enquiries/${enquiry.id}/procedure?from=answer`, label: procedure ? 'Đổi thủ tục' : 'Gắn thủ tục' },
    other: showOther && draft ? { by: nameOf(draft.byId), at: draft.at, text: draft.text } : null, citations: fields,
    starts: [
      ...turn.outcome === 'answered' ? [{ value: 'assistant', heading: 'Câu trả lời của trợ lý', text: turn.text, href: null }] : [],
      ...await Promise.all(templates.map(async ({ id, title, text, citations }) =>
        ({ value: `template:${id}`, heading: title, text, href: `/replies/templates/${id}`, stale: await staleOf(read, citations) }))),
    ],
    found: { q: find, offers: find ? await foundFor(read, searcher, find, enquiry.procedureId) : [], focus: find !== '' },
    related: await relatedTo(read, turn, enquiry), rows: rowsFor(form.values.text ?? ''), stale: warnings,
    hidden: marksIn(masked(form.values.text ?? '').text), caret: c.req.query('caret') === undefined ? null : Number(c.req.query('caret')) || 0,
  }
}
