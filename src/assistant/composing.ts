// An answer on one point of one procedure, made only of quotations from its record.
import type { Channel, ProcedureContent } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import { channelWords, limitWords } from '../procedures/words.ts'
import { empty } from './noise.ts'
import { passagesOf, pieces, type Passage, type Section } from './passages.ts'
import { alsoHeading, aspectHeadings, expired, uncertainties } from './sentences.ts'
import type { Aspect } from './understanding.ts'
import { foldKey, keysOf } from './vietnamese.ts'

export interface Quote { text: string, meta?: string }

/** Quotations from one section of one procedure. */
export interface Part {
  aspect: Aspect
  heading: string
  quotes: Quote[]
  /** The section's place on the procedure's page. */
  anchor: string
  procedureId: string
}

export interface Composed { parts: Part[], uncertain: string[] }

/** Most characters of an answer on one point, and on a whole section. */
export const most = { point: 1_200, section: 9_000 }

const longAspects: ReadonlySet<Aspect> = new Set<Aspect>(['documents', 'steps', 'conditions', 'legal_basis', 'overview'])
export const isLong = (aspect: Aspect): boolean => longAspects.has(aspect)

const districtOffice = /(?:cấp huyện|(?:ủy|uỷ) ban nhân dân (?:huyện|quận)|UBND (?:cấp )?(?:huyện|quận)|Phòng Lao động)/iu
/** Whether a passage sends people to an office that no longer exists; '(nay là …)' and lists with 'cấp xã' say it themselves. */
const sendsToDistrict = (text: string) => districtOffice.test(text) && !/nay là/iu.test(text)

const unique = (quotes: Quote[]): Quote[] => {
  const seen = new Set<string>()
  return quotes.filter(({ text, meta }) => !seen.has(`${meta} ${text}`) && seen.add(`${meta} ${text}`))
}

/** Rows of channels that say the same for several channels are one quotation. */
function byChannel(channels: Channel[], text: (channel: Channel) => string | null): Quote[] {
  const rows = new Map<string, { text: string, kinds: Set<string>, case: string | null }>()
  for (const channel of channels) {
    const said = text(channel)
    if (!said) continue
    const row = rows.get(`${said} ${channel.case}`) ?? { text: said, kinds: new Set(), case: channel.case }
    row.kinds.add(channelWords[channel.kind])
    rows.set(`${said} ${channel.case}`, row)
  }
  return [...rows.values()].map(row => ({ text: row.text, meta: [...row.kinds].join(', ') + (row.case ? ` – ${row.case}` : '') }))
}

/** The source's words for the limit; the unit that crawling put behind a whole sentence ('Không quá 03 ngày làm việc ngày') goes. */
const limitOf = ({ limitText, limit }: Channel): string | null =>
  limitText ? limitText.replace(/(?<=ngày.*) ngày$/i, '') : limit && limitWords(limit)

const papersOf = (content: ProcedureContent): Quote[] => content.papers.map(paper => ({
  text: paper.name,
  meta: [paper.case, paper.originals ? `bản chính: ${paper.originals}` : '', paper.copies ? `bản sao: ${paper.copies}` : '', paper.form ? `mẫu: ${paper.form}` : ''].filter(Boolean).join('; ') || undefined,
})).map(({ text, meta }) => (meta ? { text, meta } : { text }))

const lawsOf = (content: ProcedureContent): Quote[] => content.legalBases.map(basis => {
  const text = basis.title?.includes(basis.number ?? '\n') ? basis.title : [basis.number, basis.title].filter(Boolean).join(' – ')
  return basis.validity === 'expired' ? { text, meta: expired } : { text }
})

const lines = (text: string | null): Quote[] => pieces(text).map(one => ({ text: one }))
const whole = (text: string | null): Quote[] => (text ? [{ text }] : [])

interface Field { section: Section, quotes: Quote[] }

/** The record's own field for a point; none where the record has no such field (a place stands in the steps). */
function fieldsFor(aspect: Aspect, content: ProcedureContent): Field[] {
  const { channels, agencies } = content
  const agency = [agencies.handling, agencies.competent, agencies.receiving].filter(one => one !== null).map(text => ({ text: text.slice(0, 400) }))
  const limits = byChannel(channels, limitOf)
  const fees = byChannel(channels, channel => channel.fee)
  switch (aspect) {
    case 'documents': return [{ section: 'papers', quotes: papersOf(content) }]
    case 'time_limit': return [{ section: 'channels', quotes: limits }]
    case 'fee': return [{ section: 'channels', quotes: fees }]
    case 'channel': return [{ section: 'channels', quotes: byChannel(channels, channel => channelWords[channel.kind]).map(({ text }) => ({ text })) }]
    case 'place': return [{ section: 'agencies', quotes: agency }]
    case 'agency': return [{ section: 'agencies', quotes: agency }]
    case 'form': return [{ section: 'papers', quotes: papersOf(content).filter(({ text, meta }) => /mẫu|tờ khai|phụ lục/i.test(`${text} ${meta ?? ''}`)).slice(0, 8) }]
    case 'result': return [{ section: 'result', quotes: whole(content.result) }]
    case 'conditions': return [{ section: 'conditions', quotes: lines(content.conditions) }]
    case 'steps': return [{ section: 'steps', quotes: lines(content.steps) }]
    case 'legal_basis': return [{ section: 'legalBases', quotes: lawsOf(content) }]
    case 'overview': return [
      { section: 'agencies', quotes: agency }, { section: 'channels', quotes: [...limits, ...fees] }, { section: 'papers', quotes: papersOf(content) },
      { section: 'steps', quotes: lines(content.steps) }, { section: 'conditions', quotes: lines(content.conditions) }, { section: 'result', quotes: whole(content.result) },
    ]
  }
}

/** What a sentence that answers on a point looks like, and the sections where it is likely to stand. */
const signs: Record<Aspect, { pattern: RegExp, strong?: RegExp, where: Section[] }> = {
  documents: { pattern: /giấy|đơn|tờ khai|bản sao|hồ sơ|mẫu/iu, where: ['papers', 'steps', 'conditions'] },
  time_limit: { pattern: /\d+ ?(?:\([^)]*\) ?)?(?:giờ|ngày|tháng|năm)/iu, where: ['channels', 'steps', 'conditions'] },
  fee: {
    pattern: /phí|lệ phí|đồng|chi trả|kinh phí/iu,
    strong: /miễn phí|không thu|không phải (?:nộp|trả)|lệ phí|mức thu|\d+ ?đồng/iu,
    where: ['channels', 'steps', 'conditions'],
  },
  place: {
    pattern: /nộp|gửi|tiếp nhận|trung tâm phục vụ|bộ phận một cửa|nơi cư trú|nơi thường trú|cấp xã/iu,
    strong: /(?:nộp|gửi)\s+(?:\d+\s+)?(?:\([^)]*\)\s+)?(?:bộ\s+)?(?:hồ sơ|đơn|bản khai|giấy|tờ khai|trực tiếp)/iu,
    where: ['channels', 'steps', 'agencies'],
  },
  channel: {
    pattern: /trực tuyến|bưu chính|trực tiếp|cổng dịch vụ|vneid|điện tử|bưu điện/iu,
    strong: /cổng dịch vụ công|vneid|bưu chính|ứng dụng|phần mềm/iu,
    where: ['channels', 'steps'],
  },
  form: {
    pattern: /mẫu|phụ lục|tờ khai/iu,
    strong: /mẫu (?:số )?\d|mẫu [A-Z\d]/iu,
    where: ['papers', 'steps', 'result', 'conditions'],
  },
  result: { pattern: /quyết định|giấy|thẻ|thông báo|chứng nhận|bằng|kết quả/iu, where: ['result', 'steps'] },
  conditions: { pattern: /\d|điều kiện|đối tượng|trường hợp|từ đủ|không quá|tối đa|tối thiểu/iu, where: ['conditions', 'steps', 'audience', 'channels', 'papers'] },
  steps: { pattern: /\d+ ?(?:ngày|tháng|giờ)|bước|gửi|lập|trình/iu, where: ['steps', 'channels', 'conditions'] },
  agency: { pattern: /sở|bộ|ủy ban|uỷ ban|cục|chủ tịch|giám đốc|cơ quan|công an|đơn vị|trung đoàn/iu, where: ['agencies', 'steps', 'channels'] },
  legal_basis: { pattern: /nghị định|thông tư|luật|quyết định|pháp lệnh|nghị quyết|\/\d{4}\//iu, where: ['legalBases', 'papers', 'steps', 'conditions'] },
  overview: { pattern: /./u, where: [] },
}

/** A record of 140,000 characters is not read to its end for one answer. */
const mostPassages = 400

interface Read { passage: Passage, keys: string[] }
// Contents are remembered by register.ts, so what was read in one is there for the next question about it.
const readBefore = new WeakMap<ProcedureContent, Map<Aspect, Read[]>>()

function readPassages(content: ProcedureContent, aspect: Aspect): Read[] {
  const had = readBefore.get(content) ?? new Map<Aspect, Read[]>()
  readBefore.set(content, had)
  let read = had.get(aspect)
  if (!read) {
    read = passagesOf(content, signs[aspect].where).slice(0, mostPassages).map(passage => ({ passage, keys: keysOf(passage.text) }))
    had.set(aspect, read)
  }
  return read
}

/** Passages of the record that answer best, best first: words of the question in them, and the look of an answer on the point. */
function related(question: readonly string[], aspect: Aspect, content: ProcedureContent): Passage[] {
  const sign = signs[aspect]
  if (sign.where.length === 0) return []
  const nameFolds = new Set(keysOf(content.name).map(foldKey))
  const words = new Map<string, number>()
  const pairs = new Map<string, number>()
  // A word that stands in the procedure's name says nothing about which sentence is meant.
  question.forEach((key, at) => {
    if (/^\d/.test(key)) { words.set(key, 1); return }
    const weight = empty.has(key) ? 0.12 : nameFolds.has(foldKey(key)) ? 0.35 : 1
    words.set(key, Math.max(words.get(key) ?? 0, weight))
    if (at > 0) pairs.set(`${question[at - 1]}_${key}`, weight * 1.2)
  })
  return readPassages(content, aspect).map(({ passage, keys }, order) => {
    const seen = new Set<string>()
    let shared = 0
    const share = (term: string, weight: number | undefined) => {
      if (weight !== undefined && !seen.has(term)) { seen.add(term); shared += weight }
    }
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!
      const weight = words.get(key)
      if (weight === undefined) continue
      share(key, weight)
      // Both words of a pair that is asked for are asked for themselves.
      if (at > 0 && words.has(keys[at - 1]!)) { const pair = `${keys[at - 1]}_${key}`; share(pair, pairs.get(pair)) }
    }
    const score = shared / Math.sqrt(12 + keys.length) + (sign.pattern.test(passage.text) ? 0.85 : 0) + (sign.strong?.test(passage.text) ? 0.45 : 0)
      - sign.where.indexOf(passage.section) * 0.12 - order * (aspect === 'place' ? 0.006 : 0.001)
    return { passage, score }
  }).sort((a, b) => b.score - a.score).map(({ passage }) => passage)
}

/** Whether offices that law has ended still stand (the demo's), and which of them the question speaks of. */
export interface Offices { officesStand: boolean; abolished: readonly ('district' | 'department')[] }

/**
 * The parts of an answer: first the record's own field for the point, then the passages elsewhere that speak of it.
 * `question`: keys of the question. Nothing in it but the record's words.
 */
export function compose(id: string, content: ProcedureContent, asked: readonly Aspect[], question: readonly string[], { officesStand, abolished }: Offices): Composed {
  const main = asked[0] ?? 'overview'
  const parts: Part[] = []
  const uncertain: string[] = asked.length === 0 ? [uncertainties.aspectGuessed] : []
  let room = isLong(main) ? most.section : most.point - 60
  const quoted = new Set<string>()
  let dropped = false
  let cut = false

  const add = (aspect: Aspect, section: Section, quotes: Quote[], heading: string, share = 1) => {
    let left = Math.floor(room * share)
    const kept: Quote[] = []
    for (const quote of unique(quotes)) {
      if (!officesStand && (aspect === 'place' || aspect === 'agency') && sendsToDistrict(quote.text)) { dropped = true; continue }
      const size = quote.text.length + (quote.meta?.length ?? 0) + 5
      if (quoted.has(quote.text)) continue
      if (size > left - heading.length) { cut = true; continue }
      kept.push(quote)
      quoted.add(quote.text)
      left -= size
      room -= size
    }
    if (!kept.length) return
    room -= heading.length + 2
    const same = parts.find(part => part.heading === heading && part.anchor === sections[section].anchor)
    if (same) same.quotes.push(...kept)
    else parts.push({ aspect, heading, quotes: kept, anchor: sections[section].anchor, procedureId: id })
  }

  for (const aspect of asked.length ? asked : ['overview' as const]) {
    const fields = fieldsFor(aspect, content)
    for (const { section, quotes } of fields) {
      add(aspect, section, quotes, aspect === 'overview' ? sections[section].heading : aspectHeadings[aspect], aspect === main ? (isLong(main) ? 0.8 : 0.45) : 0.3)
    }
    if (aspect !== 'place' && aspect !== 'channel' && fields.every(({ quotes }) => quotes.length === 0)) uncertain.push(missing(aspect))
  }
  for (const aspect of asked) {
    let count = 0
    for (const passage of related(question, aspect, content)) {
      if (room < 80 || count >= (isLong(main) ? 8 : 9)) break
      if (quoted.has(passage.text)) continue
      add(aspect, passage.section, [passage], `${alsoHeading} (${sections[passage.section].heading.toLowerCase()})`)
      count++
    }
  }
  uncertain.push(...doubts(asked, content, abolished))
  if (dropped) uncertain.push(uncertainties.districtInRecord)
  if (cut && isLong(main)) uncertain.push(uncertainties.cut)
  return { parts, uncertain: [...new Set(uncertain)] }
}

const missing = (aspect: Aspect) =>
  aspect === 'fee' ? uncertainties.noFee : aspect === 'time_limit' ? uncertainties.noLimit : uncertainties.noField(aspectHeadings[aspect])

/** What the person must know beside the quotations. */
function doubts(asked: readonly Aspect[], content: ProcedureContent, abolished: readonly ('district' | 'department')[]): string[] {
  const { channels } = content
  const found: string[] = []
  if (asked.includes('channel') && channels.length === 0) found.push(uncertainties.noChannel)
  if (asked.includes('fee') && channels.some(({ fee }) => fee) && channels.some(({ fee }) => fee === null)) found.push(uncertainties.someFee)
  if (asked.includes('time_limit')) {
    const limits = channels.flatMap(({ limit }) => limit ?? [])
    if (new Set(limits.map(limitWords)).size > 1) found.push(uncertainties.limitsDiffer)
    const units = new Set(limits.map(({ unit }) => unit))
    if (units.has('day') && units.has('workingDay')) found.push(uncertainties.daysDiffer)
  }
  if (asked.includes('legal_basis') && content.legalBases.some(({ validity }) => validity === 'expired')) found.push(uncertainties.expiredLaw)
  if (abolished.includes('district')) found.push(uncertainties.district)
  if (abolished.includes('department')) found.push(uncertainties.department)
  return found
}

/** The parts as plain text, headings on lines of their own. */
export const plainText = (parts: readonly Part[]): string =>
  parts.map(({ heading, quotes }) => `${heading}:\n${quotes.map(({ text, meta }) => `- ${text}${meta ? ` (${meta})` : ''}`).join('\n')}`).join('\n')
