// The points of an answer as people see them: the fact large, papers as a check list, limits by channel, long texts by their essence.
import { missingSentence, type Part, type Quote } from './composing.ts'
import { officeWords, alsoHeading, aspectHeadings } from './sentences.ts'
import type { AlsoView, AnswerPoint, PaperGroup, Said, SourceMark } from './views.ts'

type MarkOf = (part: Part) => SourceMark | null

const saidOf = ({ text, meta }: Quote): Said => ({ text, meta: meta ?? null })
const shortFact = 60
const longText = 700
const shortText = 300
const longNote = 120
const fewLines = 3

/** Answers kept before parts had roles have them in their headings. */
const roleOf = ({ role, heading }: Part): Part['role'] => role ?? (heading.startsWith(alsoHeading) ? 'also' : 'field')

/** One point for each that was asked; an overview has one for each section. */
export function shownPoints(given: readonly Part[], missing: readonly Part['aspect'][], markOf: MarkOf): AnswerPoint[] {
  const parts = given.map(part => ({ ...part, role: roleOf(part) }))
  const points: AnswerPoint[] = []
  for (const part of parts.filter(({ role }) => role === 'field')) points.push(fieldPoint(part, markOf(part)))
  for (const part of parts.filter(({ role }) => role === 'says')) {
    const said = part.quotes.map(saidOf)
    const place = placeIn(said[0]!.text)
    const fact = place ? { text: place, note: null, source: markOf(part) } : null
    const says = { heading: part.heading, said, source: markOf(part) }
    const at = points.findIndex(({ aspect }) => aspect === part.aspect)
    const standing = points[at]
    if (!standing) points.push({ ...empty(part.aspect, aspectHeadings[part.aspect]), fact, says })
    // The agency of the record stands beside the office that the step sends to.
    else points[at] = { ...standing, says, ...(fact && standing.fact && standing.fact.note !== officeWords.receiving ? { fact, lines: [{ ...standing.fact, note: officeWords.handling }, ...standing.lines] } : {}) }
  }
  for (const aspect of missing) {
    const point = points.find(one => one.aspect === aspect)
    if (point) point.missing = missingSentence(aspect)
    else points.push({ ...empty(aspect, aspectHeadings[aspect]), missing: missingSentence(aspect) })
  }
  for (const point of points) {
    const also = parts.filter(({ role, aspect }) => role === 'also' && aspect === point.aspect)
      .map(part => ({ ...part, quotes: part.quotes.filter(({ aside }) => !aside) })).filter(({ quotes }) => quotes.length)
    if (also.length) point.also = alsoOf(also, point.missing !== null, markOf)
  }
  return points
}

const empty = (aspect: Part['aspect'], heading: string): AnswerPoint => (
  { aspect, heading, source: null, missing: null, fact: null, lines: [], says: null, papers: [], rows: [], steps: [], also: null })

const alsoOf = (parts: Part[], open: boolean, markOf: MarkOf): AlsoView => ({
  count: parts.reduce((sum, { quotes }) => sum + quotes.length, 0), open,
  groups: parts.map(part => ({ heading: /\(([^)]*)\)$/.exec(part.heading)?.[1] ?? part.heading, said: part.quotes.map(saidOf), source: markOf(part) })),
})

function fieldPoint(part: Part, source: SourceMark | null): AnswerPoint {
  const { aspect, heading, quotes } = part
  const point: AnswerPoint = { ...empty(aspect, heading), source }
  if (quotes.some(({ paper }) => paper)) return { ...point, papers: papersOf(quotes, aspect === 'overview') }
  const [first] = quotes
  if (aspect === 'time_limit' || aspect === 'fee') {
    const same = new Set(quotes.map(({ text }) => text)).size === 1
    if (same && first && first.text.length <= shortFact) return { ...point, fact: { text: first.text, note: waysOf(quotes), source } }
    return { ...point, rows: quotes.map(saidOf) }
  }
  if (first && first.text.length <= shortFact * 2 && (aspect === 'place' || aspect === 'agency' || (aspect === 'result' && quotes.length === 1))) {
    return { ...point, fact: { text: first.text, note: first.meta ?? null, source }, lines: quotes.slice(1).map(quote => ({ text: quote.text, note: quote.meta ?? null, source })) }
  }
  return { ...point, steps: essenceOf(quotes, aspect === 'overview' ? shortText : longText) }
}

/** By which ways and in which cases it is so; by which ways only, where the cases are long. */
function waysOf(quotes: readonly Quote[]): string | null {
  const all = quotes.flatMap(({ meta }) => meta ?? [])
  const full = all.join('; ')
  return (full.length <= longNote ? full : [...new Set(all.flatMap(meta => meta.split(' – ')[0]!.split(', ')))].join(', ')) || null
}

function papersOf(quotes: readonly Quote[], folded: boolean): PaperGroup[] {
  const groups = new Map<string | null, PaperGroup>()
  for (const { text, paper } of quotes) {
    const group = groups.get(paper?.case ?? null) ?? { case: paper?.case ?? null, folded: folded || groups.size > 0, papers: [] }
    groups.set(group.case, group)
    group.papers.push({ text, originals: paper?.originals ?? null, copies: paper?.copies ?? null, form: paper?.form ?? null, required: paper?.required ?? true })
  }
  return [...groups.values()]
}

const stepHead = /^[-–+•*\s]*(?:\d+[.)]\s*)?Bước\s+\d+/iu

/** A long text as its essence: the first line of each step, or the first lines; what belongs to each is unfolded. */
function essenceOf(quotes: readonly Quote[], most: number): AnswerPoint['steps'] {
  const said = quotes.map(saidOf)
  if (said.reduce((sum, { text }) => sum + text.length, 0) <= most || said.length <= fewLines) return said.map(one => ({ lead: [one], rest: [] }))
  const heads = said.flatMap(({ text }, at) => (stepHead.test(text) ? [at] : []))
  if (heads.length < 2) return [...said.slice(0, fewLines - 1).map(one => ({ lead: [one], rest: [] })), { lead: [said[fewLines - 1]!], rest: said.slice(fewLines) }]
  const starts = heads[0] === 0 ? heads : [0, ...heads]
  return starts.map((start, index) => {
    const step = said.slice(start, starts[index + 1])
    // 'Bước 2:' alone on its line says nothing.
    const lead = step[0]!.text.length < 20 ? 2 : 1
    return { lead: step.slice(0, lead), rest: step.slice(lead) }
  })
}

const afterHanding = /(?:[Nn]ộp|[Gg]ửi)(?=\s)[^.;:]*?\s(?:tại|đến|tới|cho|về)\s+(?=\p{Lu})([^.;:,()]{6,110}?)(?=\s+(?:để|theo|trong)\s|[.;:,(]|$)/u

/** The office that a sentence sends people to, in its own words; null where it names several. */
export function placeIn(sentence: string): string | null {
  const place = afterHanding.exec(sentence)?.[1]?.trim() ?? null
  return place && !/ (?:hoặc|hay) /u.test(sentence) && !/ và /u.test(place.replaceAll('tiếp nhận và trả', '')) ? place : null
}
