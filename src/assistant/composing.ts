// An answer on one point of one procedure, made only of quotations from its record.
import type { Channel, ProcedureContent } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import { channelWords, limitWords } from '../procedures/words.ts'
import { pieces, type Section } from './passages.ts'
import { related, saysOutright, speaksOf } from './related.ts'
import { alsoHeading, aspectHeadings, expired, officeWords, uncertainties } from './sentences.ts'
import type { Aspect } from './understanding.ts'
import { sendsToDistrict } from '../wording/ended-offices.ts'

/** What belongs to a paper of a check list. */
export interface PaperFacts { case: string | null, originals: number | null, copies: number | null, form: string | null, required: boolean }

export interface Quote {
  text: string
  /** What belongs to it but is not its wording. */
  meta?: string
  paper?: PaperFacts
  /** Near the question's words, but not about the point: part of the plain text only. */
  aside?: true
  /** Shown, but left out of the plain text, which is kept short. */
  beyond?: true
}

/** Quotations from one section of one procedure. */
export interface Part {
  aspect: Aspect
  heading: string
  quotes: Quote[]
  /** The section's place on the procedure's page. */
  anchor: string
  procedureId: string
  /** The record's own field for the point; a sentence elsewhere that says it outright; other places that speak of it. Absent in answers kept long ago. */
  role?: 'field' | 'says' | 'also'
}

/** `missing`: points that the record has no field for, and says nowhere outright. */
export interface Composed { parts: Part[], uncertain: string[], missing: Aspect[] }

/** Most characters of an answer's text on one point, and on a whole section; of what is shown of one field; and procedures offered. */
export const most = { point: 1_200, section: 9_000, shown: 24_000, choices: 5 }

const longAspects: ReadonlySet<Aspect> = new Set<Aspect>(['documents', 'steps', 'conditions', 'legal_basis', 'overview'])
export const isLong = (aspect: Aspect): boolean => longAspects.has(aspect)

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
  paper: { case: paper.case, originals: paper.originals, copies: paper.copies, form: paper.form, required: paper.required },
})).map(({ text, meta, paper }) => (meta ? { text, meta, paper } : { text, paper }))

/** The laws of a record, those no longer in force marked. */
export const lawsOf = (content: ProcedureContent): Quote[] => content.legalBases.map(basis => {
  const text = basis.title?.includes(basis.number ?? '\n') ? basis.title : [basis.number, basis.title].filter(Boolean).join(' – ')
  return basis.validity === 'expired' ? { text, meta: expired } : { text }
})

const lines = (text: string | null): Quote[] => pieces(text).map(one => ({ text: one }))
const whole = (text: string | null): Quote[] => (text ? [{ text }] : [])

interface Field { section: Section, quotes: Quote[] }

/** The record's own field for a point; none where the record has no such field (a place stands in the steps). */
export function fieldsFor(aspect: Aspect, content: ProcedureContent): Field[] {
  const { channels, agencies } = content
  const offices = (which: readonly ('receiving' | 'handling' | 'competent')[]): Quote[] => {
    const named = which.flatMap(kind => (agencies[kind] === null ? [] : [{ text: agencies[kind].slice(0, 400), meta: officeWords[kind] }]))
    // A record with one office says all of it by that one.
    return named.length > 1 ? named.filter(({ text }, at) => named.findIndex(one => one.text === text) === at) : named.map(({ text }) => ({ text }))
  }
  const agency = offices(['handling', 'competent', 'receiving'])
  const limits = byChannel(channels, limitOf)
  const fees = byChannel(channels, channel => channel.fee)
  switch (aspect) {
    case 'documents': return [{ section: 'papers', quotes: papersOf(content) }]
    case 'time_limit': return [{ section: 'channels', quotes: limits }]
    case 'fee': return [{ section: 'channels', quotes: fees }]
    case 'channel': return [{ section: 'channels', quotes: byChannel(channels, channel => channelWords[channel.kind]).map(({ text }) => ({ text })) }]
    case 'place': return [{ section: 'agencies', quotes: offices(['receiving', 'handling']) }]
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
  let shown = 0
  const quoted = new Set<string>()
  let dropped = false
  let cut = false

  const add = (aspect: Aspect, section: Section, role: NonNullable<Part['role']>, quotes: Quote[], heading: string, share = 1): boolean => {
    let left = Math.floor(room * share)
    const kept: Quote[] = []
    for (const quote of unique(quotes)) {
      if (!officesStand && (aspect === 'place' || aspect === 'agency') && sendsToDistrict(quote.text)) { dropped = true; continue }
      const size = quote.text.length + (quote.meta?.length ?? 0) + 5
      if (role !== 'field' && quoted.has(quote.text)) continue
      if (size > left - heading.length) {
        if (role !== 'field' || shown + size > most.shown) cut = true
        else { kept.push({ ...quote, beyond: true }); shown += size }
        continue
      }
      kept.push(quote)
      quoted.add(quote.text)
      left -= size
      room -= size
      shown += size
    }
    if (!kept.length) return false
    room -= heading.length + 2
    const same = parts.find(part => part.heading === heading && part.anchor === sections[section].anchor && part.aspect === aspect)
    if (same) same.quotes.push(...kept)
    else parts.push({ aspect, heading, quotes: kept, anchor: sections[section].anchor, procedureId: id, role })
    return true
  }

  const told = new Set<Aspect>()
  for (const aspect of asked.length ? asked : ['overview' as const]) {
    for (const { section, quotes } of fieldsFor(aspect, content)) {
      const heading = aspect === 'overview' ? sections[section].heading : aspectHeadings[aspect]
      if (add(aspect, section, 'field', quotes, heading, aspect === main ? (isLong(main) ? 0.8 : 0.45) : 0.3)) told.add(aspect)
    }
  }
  for (const aspect of asked) {
    let count = 0
    for (const passage of related(question, aspect, content)) {
      if (room < 80 || count >= (isLong(main) ? 8 : 9)) break
      if (quoted.has(passage.text)) continue
      // Where a file is handed in is often said by a step alone: it answers as much as the agency's name does.
      const outright = aspect === 'place' && count === 0 && saysOutright(aspect, passage.text)
      const where = sections[passage.section].heading.toLowerCase()
      if (add(aspect, passage.section, outright ? 'says' : 'also', [speaksOf(aspect, passage.text) ? passage : { ...passage, aside: true }], `${outright ? aspectHeadings[aspect] : alsoHeading} (${where})`) && outright) told.add(aspect)
      count++
    }
  }
  const missing = asked.filter(aspect => !told.has(aspect))
  uncertain.push(...missing.map(missingSentence), ...doubts(asked, content, abolished))
  if (dropped) uncertain.push(uncertainties.districtInRecord)
  if (cut && isLong(main)) uncertain.push(uncertainties.cut)
  return { parts, uncertain: [...new Set(uncertain)], missing }
}

/** What is said beside a point that the record has no field for. */
export const missingSentence = (aspect: Aspect): string => {
  if (aspect === 'fee') return uncertainties.noFee
  if (aspect === 'time_limit') return uncertainties.noLimit
  return aspect === 'channel' ? uncertainties.noChannel : uncertainties.noField(aspectHeadings[aspect])
}

/** What the person must know beside the quotations. */
function doubts(asked: readonly Aspect[], content: ProcedureContent, abolished: readonly ('district' | 'department')[]): string[] {
  const { channels } = content
  const found: string[] = []
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
export const plainText = (parts: readonly Part[]): string => parts.flatMap(({ heading, quotes }) => {
  const lines = quotes.filter(({ beyond }) => !beyond).map(({ text, meta }) => `- ${text}${meta ? ` (${meta})` : ''}`)
  return lines.length ? [`${heading}:`, ...lines] : []
}).join('\n')
