// What a piece can say of a procedure: its published fields as lines that each hold the record's own words. What the record lacks is said to be lacking.
import { pieces, type Section } from '../../assistant/passages.ts'
import type { Channel, Component, Paper, ProcedureContent } from '../../procedures/content.ts'
import { copiesWords } from '../../procedures/comparing.ts'
import { channelLimit, channelWords } from '../../procedures/words.ts'
import { line } from '../../text.ts'
import { officesStand, sendsToDistrict } from '../../wording/ended-offices.ts'
import { isFileName, publicCase, publicText } from '../../wording/public.ts'
import type { PieceSource } from '../tables.ts'

/**
 * One sentence with where it is from; null: the office's own words. A sentence that is composed holds the words of its source, less what files,
 * lists and masks have left among them; the source keeps them letter by letter.
 */
export interface Line {
  text: string
  from: PieceSource | null
  reworded?: true
  /** What stands in brackets after a paper's name. */
  paper?: { case: string | null; copies: string | null }
}
export type FactKey = 'answer' | 'who' | 'conditions' | 'papers' | 'where' | 'how' | 'limit' | 'fee' | 'result' | 'steps' | 'legal'
export interface Fact { key: FactKey; heading: string; lines: Line[] }
export interface Kept { procedureId: string; versionId: string; content: ProcedureContent }

const headings: { [key in Exclude<FactKey, 'answer'>]: string } = {
  who: 'Ai được thực hiện', conditions: 'Yêu cầu, điều kiện', papers: 'Giấy tờ cần chuẩn bị', where: 'Nơi nộp', how: 'Cách nộp', limit: 'Thời hạn giải quyết',
  fee: 'Phí, lệ phí', result: 'Kết quả nhận được', steps: 'Các bước', legal: 'Căn cứ',
}
/** What is said where the record says nothing; an unknown fee is never "miễn phí". */
const missing: { [key in FactKey]?: string } = {
  who: 'Cổng không công bố đối tượng thực hiện.', conditions: 'Cổng không công bố yêu cầu, điều kiện.', papers: 'Cổng không công bố giấy tờ cần nộp.',
  where: 'Cổng không công bố nơi nộp.',
  how: 'Cổng không công bố cách nộp.', limit: 'Cổng không công bố thời hạn giải quyết.', fee: 'Cổng không công bố mức phí, lệ phí.',
  result: 'Cổng không công bố kết quả.',
}

const ended = (text: string): string => (/[.!?…:;,]$/.test(text) ? text : `${text}.`)
export const own = (text: string): Line => ({ text, from: null })

type Place = Pick<Kept, 'procedureId' | 'versionId'>
const citing = ({ procedureId, versionId }: Place) => (section: Component, words: string, sentence = (quote: string) => quote): Line => {
  const quote = line(words).replace(/^[-+–•*]\s*/, '')
  return { text: ended(sentence(publicText(quote))), from: { kind: 'procedure', procedureId, versionId, section, quote } }
}
type Cite = ReturnType<typeof citing>

function paperLine(cite: Cite, paper: Paper): Line {
  // The file of a form says nothing to whoever reads of it.
  const form = paper.form && !paper.name.includes(paper.form) && !isFileName(paper.form) ? publicText(paper.form) : null
  const [of, copies] = [paper.case && publicCase(paper.case), copiesWords(paper)]
  const more = [of, copies, form, paper.required ? null : 'không bắt buộc'].filter(Boolean).join('; ')
  const words = more ? paper.name.trim().replace(/[.;,]$/, '') : paper.name
  return { ...cite('papers', words, name => (more ? `${name.replace(/[.;,:]$/, '')} (${more})` : name)), paper: { case: of, copies } }
}

/** One value for all ways of handing in, or each with its own; `none` of those of which nothing is known. */
function ofChannels(cite: Cite, channels: readonly Channel[], none: string, valueOf: (channel: Channel) => string | null): Line[] {
  const told = channels.map(channel => ({ name: [channelWords[channel.kind], channel.case].filter(Boolean).join(', '), value: line(valueOf(channel) ?? '') }))
  const values = new Set(told.map(({ value }) => value))
  const [only] = values
  if (values.size === 1) return only ? [cite('channels', only)] : []
  return told.map(({ name, value }) => (value ? cite('channels', value, quote => `${name}: ${quote}`) : own(`${name}: ${none}`)))
}

const endedOffice = 'Nơi nộp ghi trong hồ sơ là cơ quan cấp huyện, nay không còn: hỏi lại nơi nộp trước khi đi.'

/** Lines without those that send people to an office that has ended; where that leaves nothing, it is said. */
function toStandingOffices(lines: Line[], left?: string): Line[] {
  const kept = officesStand() ? lines : lines.filter(({ text }) => !sendsToDistrict(text))
  return left && lines.length && !kept.length ? [own(left)] : kept
}

/** Each once; the dots of what was left open say nothing, nor does the case that a source's form calls so when there is only one. */
const once = (lines: readonly Line[]): Line[] => [...new Map(lines.map(one => [one.text, one])).values()]
  .filter(({ text }) => /\p{L}{2}/u.test(text) && !/^(?:\d+[.)]\s*)?Mặc định[.:]?$/i.test(text))

/** The fields of a record, in the order in which people ask for them. */
export function factsOf(record: Kept): Fact[] {
  const { content } = record
  const cite = citing(record)
  const all = (section: Component, text: string | null) => pieces(text).map(piece => cite(section, piece))
  const lines: { [key in Exclude<FactKey, 'answer'>]: Line[] } = {
    who: all('audience', content.audience),
    conditions: all('conditions', content.conditions),
    papers: content.papers.map(paper => paperLine(cite, paper)),
    where: toStandingOffices(all('agencies', content.agencies.receiving ?? content.agencies.handling), endedOffice),
    how: [...new Set(content.channels.map(({ kind }) => channelWords[kind]))].map(kind => cite('channels', kind)),
    limit: ofChannels(cite, content.channels, missing.limit!, channel => (channel.limit || channel.limitText ? channelLimit(channel) : null)),
    fee: ofChannels(cite, content.channels, missing.fee!, ({ fee }) => fee),
    result: all('result', content.result),
    steps: toStandingOffices(all('steps', content.steps)),
    legal: content.legalBases.flatMap(({ number, title }) => (title ?? number ? [cite('legalBases', title ?? number ?? '')] : [])),
  }
  return (Object.keys(headings) as (keyof typeof headings)[]).flatMap(key => {
    const found = once(lines[key])
    const told = found.length ? found : missing[key] ? [own(missing[key])] : []
    return told.length ? [{ key, heading: headings[key], lines: told }] : []
  })
}

export const inOrder = (order: readonly FactKey[], facts: readonly Fact[]): Fact[] => order.flatMap(key => facts.find(fact => fact.key === key) ?? [])

/** What is told first where it is told in full; there is no room for the bases. */
export const tellingOrder: FactKey[] = ['answer', 'who', 'papers', 'where', 'how', 'limit', 'fee', 'result', 'conditions', 'steps']

/** The facts in an order, where room is short: that nothing is published of conditions is left out. */
export const known = (order: readonly FactKey[], facts: readonly Fact[]): Fact[] =>
  inOrder(order, facts).filter(({ key, lines }) => key !== 'conditions' || lines[0]?.from)

/** A line under its fact's heading in one sentence; what is said to be lacking, and a fee that begins with its name, say themselves what they are. */
export const named = (heading: string, one: Line): Line =>
  (one.from && !/^(?:Phí|Lệ phí)\s*:/i.test(one.text) ? { ...one, text: `${heading}: ${one.text}` } : one)

const keyOf: { [section in Section]: Exclude<FactKey, 'answer'> } = {
  channels: 'how', papers: 'papers', steps: 'steps', conditions: 'conditions', result: 'result', legalBases: 'legal', agencies: 'where', audience: 'who',
}

/** Passages that somebody ticked, and nothing else. */
export function factsOfPassages(passages: readonly { procedureId: string; versionId: string; section: Component; quote: string }[]): Fact[] {
  return [...Map.groupBy(passages, ({ section }) => keyOf[section as Section])].map(([key, of]) => ({
    key, heading: headings[key],
    lines: once(of.map(({ section, quote, ...place }) => citing(place)(section, quote))),
  }))
}

/** Name, code and address of a record. */
export const nameOf = (record: Kept): Line => citing(record)('name', record.content.name)
export function whereMore(record: Kept): Line[] {
  const { code, sourceUrl } = record.content
  const cite = citing(record)
  return [
    ...code ? [cite('code', code, quote => `Tra cứu trên Cổng Dịch vụ công quốc gia theo mã thủ tục ${quote}`)] : [],
    ...sourceUrl ? [{ ...cite('sourceUrl', sourceUrl), text: `Xem đầy đủ: ${sourceUrl}` }] : [],
  ]
}
