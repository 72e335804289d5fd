// The page of one answer that was handed in: its sources beside it, the second check, and what it is sent with.
import { dayOf, today } from '../clock.ts'
import { officialDocument, sheetOf, type Official } from '../documents/official.ts'
import type { Enquiry, EnquiryAnswer } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { NotFound } from '../errors.ts'
import { citedNow } from '../faqs/show-pages.ts'
import type { FaqCitation } from '../faqs/tables.ts'
import { marksIn } from '../masking/masking.ts'
import { officeKind } from '../papers/gathering.ts'
import { signersOn } from '../papers/signers.ts'
import { may } from '../policy.ts'
import { versionLine } from '../procedures/procedures.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { moment } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { answerHref, faqOf, namer } from './answer-pages.ts'
import { mayCheck, writersOf } from './answering.ts'
import { mailText, voiceText, wayOf, zaloMessages, type Answered } from './channel-texts.ts'
import { isWritten, mayAnswer } from './drafting.ts'
import { channelPhrases, letterOf } from './letter.ts'
import type { ReplyViews } from './views.ts'

/** Procedures that an answer cites, each once: 'thủ tục 1.001699 “…”, 970/QĐ-UBND'. */
async function sourcesIn(db: Read, citations: readonly FaqCitation[]): Promise<{ words: string; name: string }[]> {
  const found: { words: string; name: string }[] = []
  for (const versionId of new Set(citations.map(one => one.versionId))) {
    const version = await versionLine(db, versionId)
    if (version) found.push({ words: `thủ tục “${version.name}”${version.decision ? `, ${version.decision}` : ''}`, name: version.name })
  }
  return found
}

async function answeredBy(c: Ask, enquiry: Enquiry, { text, citations }: EnquiryAnswer): Promise<Answered & { about: string | null }> {
  const { store: { read }, config } = c.var
  const sources = await sourcesIn(read, citations)
  return {
    number: numberOf(enquiry), question: enquiry.question, text, office: config.office.name, unit: (await unitNames(read)).get(enquiry.unitId ?? '') ?? null,
    sources: sources.map(({ words }) => words), about: sources[0] ? `thủ tục ${sources[0].name}` : null,
  }
}

function channelsOf(answered: Answered, { channel }: Enquiry): ReplyViews['replies/_channels']['channels'] {
  const texts = {
    zalo: { name: 'Tin nhắn Zalo', hint: 'Mỗi tin không quá 1.000 ký tự, cắt ở cuối câu.', parts: zaloMessages(answered) },
    mail: { name: 'Thư điện tử', hint: 'Có lời chào và căn cứ.', parts: [mailText(answered)] },
    voice: { name: 'Nói qua điện thoại, tại một cửa', hint: 'Ý chính, đọc trong khoảng một phút.', parts: [voiceText(answered)] },
  }
  const own = wayOf[channel]
  return Object.entries(texts).map(([key, { name, hint, parts }]) => ({
    key, name, hint, current: key === own,
    parts: parts.map((text, at) => ({
      id: `chep-${key}-${at + 1}`, label: parts.length > 1 ? `${name}, tin ${at + 1} trong ${parts.length}` : name,
      text, rows: Math.min(14, Math.ceil(text.length / 90) + text.split('\n').length),
    })),
  })).toSorted((a, b) => Number(b.current) - Number(a.current))
}

/** The answer as a letter; only of one that went out. */
async function officialOf(c: Ask, enquiry: Enquiry, answer: EnquiryAnswer): Promise<Official> {
  const { store: { read }, config: { office } } = c.var
  if (answer.number !== enquiry.answerNumber) throw new NotFound('Câu trả lời này chưa kiểm xong, nên chưa có công văn.')
  const [director] = await signersOn(read, today(), officeKind(office), '')
  const signer = director?.signature ?? { behalf: [], position: 'Giám đốc', name: null }
  return letterOf({ ...await answeredBy(c, enquiry, answer), receivedOn: dayOf(enquiry.receivedAt), channel: channelPhrases[enquiry.channel], signer }, office)
}

export const docxOf = async (c: Ask, enquiry: Enquiry, answer: EnquiryAnswer): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(officialDocument(await officialOf(c, enquiry, answer)))

export const letterPage = async (c: Ask, enquiry: Enquiry, answer: EnquiryAnswer): Promise<ReplyViews['replies/letter']> => {
  const back = answerHref(enquiry.id, answer.number)
  return { id: enquiry.id, number: numberOf(enquiry), back, docx: `${back}/docx`, sheet: sheetOf(await officialOf(c, enquiry, answer)) }
}

function statusOf(enquiry: Enquiry, { number, returned }: EnquiryAnswer, isLatest: boolean): { kind: StatusKind; label: string } {
  if (number === enquiry.answerNumber) return { kind: 'done', label: 'Đã gửi' }
  if (returned) return { kind: 'ask', label: 'Trả lại để sửa' }
  return enquiry.state === 'checking' && isLatest ? { kind: 'wait', label: 'Chờ kiểm' } : { kind: 'past', label: 'Bản cũ' }
}

export async function answerPage(
  c: Ask, enquiry: Enquiry, answer: EnquiryAnswer, { latest, form = blank }: { latest: number; form?: Form },
): Promise<ReplyViews['replies/answer']> {
  const { store: { read }, user } = c.var
  const nameOf = await namer(read, [answer.writtenById, answer.checkedById])
  const { citations: sources, warnings } = await citedNow(read, answer.citations)
  const isLatest = answer.number === latest
  const waits = enquiry.state === 'checking' && isLatest
  const checks = waits && mayCheck(user, enquiry, await writersOf(read, enquiry.id))
  const sent = answer.number === enquiry.answerNumber
  const href = answerHref(enquiry.id, answer.number)
  return {
    id: enquiry.id, number: numberOf(enquiry), title: `Câu trả lời${latest > 1 ? ` bản ${answer.number}` : ''}`, status: statusOf(enquiry, answer, isLatest),
    question: enquiry.question, text: answer.text,
    written: `${nameOf(answer.writtenById)} viết, ${moment(answer.writtenAt)}`,
    checked: answer.checkedAt ? `${nameOf(answer.checkedById)} ${answer.returned ? 'trả lại' : 'kiểm và cho gửi'}, ${moment(answer.checkedAt)}` : null,
    sources, stale: warnings, hidden: checks ? marksIn(answer.text) : [], returned: answer.returned, form, answerNumber: answer.number, mayCheck: checks,
    own: waits && !checks && may(user, 'check answers', { unitId: enquiry.unitId }),
    write: isWritten(enquiry) && mayAnswer(user, enquiry) && isLatest ? `/enquiries/${enquiry.id}/answer` : null,
    channels: sent ? channelsOf(await answeredBy(c, enquiry, answer), enquiry) : [], letter: sent ? `${href}/letter` : null,
    publish: sent && !enquiry.faqId && may(user, 'write knowledge') ? `/enquiries/${enquiry.id}/publication` : null, faq: await faqOf(read, enquiry),
  }
}
