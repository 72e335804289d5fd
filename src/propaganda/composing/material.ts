// What a piece is composed from: the version in force of a procedure, approved FAQ, or passages that were ticked; only what is published.
import { and, eq, isNotNull } from 'drizzle-orm'
import { contentOfVersion, sourceInForce } from '../../assistant/register.ts'
import { Invalid } from '../../errors.ts'
import { checkedCitations } from '../../faqs/citations.ts'
import { publishedVersions } from '../../faqs/faqs.ts'
import { staleCitations } from '../../faqs/stale.ts'
import { faqs, type FaqCitation } from '../../faqs/tables.ts'
import type { Read } from '../../store/store.ts'
import { line } from '../../text.ts'
import { publicText } from '../../wording/public.ts'
import { factsOf, factsOfPassages, nameOf, whereMore, type Fact, type Line, type Kept } from './facts.ts'

export interface Material {
  /** What it is about: the procedure's name, or the question. */
  name: Line
  facts: Fact[]
  faqs: { question: Line; answer: Line[] }[]
  more: Line[]
  office: string
}
export interface Wanted { procedureId: string | null; faqId: string | null; passages: readonly FaqCitation[] }

const mostFaqs = 10

async function faqsFor(db: Read, { procedureId, faqId }: Wanted): Promise<Material['faqs']> {
  const of = faqId ? eq(faqs.id, faqId) : procedureId ? eq(faqs.procedureId, procedureId) : null
  if (!of) return []
  const ids = (await db.select({ id: faqs.id }).from(faqs).where(and(of, isNotNull(faqs.publishedNumber))).orderBy(faqs.search).limit(mostFaqs)).map(({ id }) => id)
  if (faqId && !ids.length) throw new Invalid({ '': 'Câu hỏi thường gặp này chưa được duyệt, nên chưa soạn tài liệu từ nó được.' })
  return (ids.length ? await publishedVersions(db, ids) : []).map(({ version }) => {
    const from = (quote: string): Line => ({ text: publicText(quote), from: { kind: 'faq', faqId: version.faqId, number: version.number, quote } })
    return { question: from(version.question), answer: version.answer.split('\n').map(line).filter(Boolean).map(from) }
  })
}

/** The record in force. Throws Invalid where there is none: nothing is composed from what does not apply. */
async function recordFor(db: Read, procedureId: string): Promise<Kept> {
  const source = await sourceInForce(db, procedureId)
  if (!source) throw new Invalid({ find: 'Thủ tục này không đang áp dụng, nên không soạn tài liệu từ nó được.' })
  return { procedureId, versionId: source.versionId, content: await contentOfVersion(db, source.versionId) }
}

/** Throws Invalid where there is nothing published to compose from. */
export async function materialFor(db: Read, wanted: Wanted, office: string): Promise<Material> {
  const passages = await checkedCitations(db, wanted.passages)
  const [old] = await staleCitations(db, { confirmedOn: null }, { citations: passages })
  if (old) throw new Invalid({ citations: `Đoạn “${old.citation.quote.slice(0, 60)}…” thuộc bản cũ. Hãy bỏ chọn rồi chọn đoạn của bản đang áp dụng.` })
  const procedureId = wanted.procedureId ?? passages[0]?.procedureId ?? null
  const record = procedureId ? await recordFor(db, procedureId) : null
  const found = await faqsFor(db, { ...wanted, procedureId })
  const [faq] = wanted.faqId ? found : []
  if (faq) return { name: faq.question, facts: [{ key: 'answer', heading: faq.question.text, lines: faq.answer }, ...factsOfPassages(passages)], faqs: found, more: record ? whereMore(record) : [], office }
  if (!record) throw new Invalid({ find: 'Chọn thủ tục, câu hỏi thường gặp hoặc các đoạn để soạn từ đó.' })
  return { name: nameOf(record), facts: passages.length ? factsOfPassages(passages) : factsOf(record), faqs: found, more: whereMore(record), office }
}
