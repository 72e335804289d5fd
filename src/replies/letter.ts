// The answer as an official letter (công văn) in the form of Nghị định 30/2020/NĐ-CP; number, day and addressee are left blank to be filled in.
import { cited, list, paragraph, sources as sourcesListed, type Block, type Words } from '../documents/body.ts'
import type { Official, Signature } from '../documents/official.ts'
import { dateInWords } from '../documents/wording.ts'
import type { Config } from '../config.ts'
import { today } from '../clock.ts'
import type { Channel } from '../enquiries/tables.ts'
import { capital } from '../text.ts'
import { bodyOf, questionQuoted, type Answered } from './channel-texts.ts'

/** How a question came, in a sentence. */
export const channelPhrases: Record<Channel, string> = {
  counter: 'hỏi tại bộ phận một cửa', phone: 'hỏi qua điện thoại', zalo: 'gửi qua Zalo', email: 'gửi qua thư điện tử',
  letter: 'gửi bằng thư', dialogue: 'hỏi tại hội nghị đối thoại',
}

interface Letter extends Answered { receivedOn: string; channel: string; about: string | null; signer: Signature }

/** Lines of an answer: those that begin with a mark are a list. */
function blocksOf(text: string, sources: readonly string[]): Block[] {
  const lines = text.split('\n').map(line => line.trim()).filter(Boolean)
  const last = lines.length - 1
  const cite = (words: string, at: number): Words => (at === last && sources.length ? [words, ...sources.map(source => cited('', source))] : words)
  return lines.map((line, at): Block => (/^[-•*]\s/.test(line) ? list([cite(line.replace(/^[-•*]\s+/, ''), at)]) : paragraph(cite(line, at))))
}

/** Longer names would make the head of the letter a column of words. */
const longestAbout = 70

export function letterOf({ number: short, question, text, unit, sources, receivedOn, channel, about, signer }: Letter, office: Config['office']): Official {
  const number = short.replace(' ', '\u00a0')
  return {
    superior: office.superior || null, issuer: office.name, number: { value: null, issuer: office.sign }, place: office.place, date: today().slice(0, 4), kind: null,
    abstract: `trả lời câu hỏi số ${number}${about && about.length <= longestAbout ? ` về ${about}` : ''}`, addressees: ['Ông (bà) ………………………………'],
    body: [
      paragraph(`${office.name} nhận được câu hỏi số ${number} của Ông (bà), ${channel}, ${dateInWords(receivedOn)}, nội dung: “${questionQuoted(question)}”.`),
      paragraph(`Về nội dung này, ${office.name} trả lời như sau:`), ...blocksOf(bodyOf(text), sources.map(capital)), sourcesListed(),
      paragraph(`Trên đây là nội dung trả lời của ${office.name}. Nếu cần biết thêm, đề nghị Ông (bà) liên hệ ${unit ?? office.name}.`),
    ],
    signatures: [signer], recipients: [], filed: unit ? `VT, ${unit}` : 'VT',
  }
}
