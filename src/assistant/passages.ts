// A procedure as the fields that the index reads and as passages that an answer may quote, each with its place on the page.
import type { Component, ProcedureContent } from '../procedures/content.ts'
import { channelWords } from '../procedures/words.ts'

/** The components that answers quote from, in the order in which passages are read; procedures/sections.ts has their places. */
const quoted = ['channels', 'papers', 'steps', 'conditions', 'result', 'legalBases', 'agencies', 'audience'] as const satisfies Component[]
export type Section = (typeof quoted)[number]

export interface Passage {
  section: Section
  text: string
  /** What belongs to it but is not its wording: number of copies, form, channel. */
  meta?: string
}

const longLine = 320

/** A long text as lines and, where a line is long, as sentences; every piece is the source's own wording. */
export function pieces(text: string | null): string[] {
  if (!text) return []
  return text.split('\n').flatMap((one) => {
    const line = one.trim()
    if (line.length <= longLine) return line ? [line] : []
    const found: string[] = []
    for (const part of line.split(/(?<=[.;:])\s+(?=[\p{Lu}(+\-–•\d])|(?<=[,)])\s+(?=[-+–] )|\s+(?=(?:Bước \d|[a-zđ]\) )[\p{L}\d.:]?)/u)) {
      const last = found.at(-1)
      if (last !== undefined && (last.length < 40 || /^(?:Bước \d+|[a-zđ\d]+)[.):]?$/.test(last))) found[found.length - 1] = `${last} ${part.trim()}`
      else if (part.trim()) found.push(part.trim())
    }
    return found
  })
}

/** The passages of a procedure, in the order of its page; only those of the sections wanted. */
export function passagesOf(content: ProcedureContent, wanted: readonly Section[] = quoted): Passage[] {
  const found: Passage[] = []
  const add = (section: Section, texts: readonly (string | null)[], meta?: string) => {
    for (const text of texts) if (text) found.push(meta ? { section, text, meta } : { section, text })
  }
  const read: Record<Section, () => void> = {
    channels: () => { for (const channel of content.channels) add('channels', pieces(channel.note), channelWords[channel.kind]) },
    papers: () => { for (const paper of content.papers) add('papers', pieces(paper.name), paper.case ?? undefined) },
    steps: () => add('steps', pieces(content.steps)),
    conditions: () => add('conditions', pieces(content.conditions)),
    result: () => add('result', pieces(content.result)),
    legalBases: () => add('legalBases', content.legalBases.map(basis => basis.title ?? basis.number)),
    agencies: () => add('agencies', [content.agencies.handling]),
    audience: () => add('audience', [content.audience]),
  }
  for (const section of wanted) read[section]()
  const seen = new Set<string>()
  return found.filter(({ section, text }) => !seen.has(`${section} ${text}`) && seen.add(`${section} ${text}`))
}

/** The fields of the index with their weights; `said` holds the names that people use, `body` the rest of the record. */
export const fieldWeights = { name: 5, said: 2.5, head: 2, body: 0.8 } as const
export type IndexField = keyof typeof fieldWeights
export const indexFields = Object.keys(fieldWeights) as IndexField[]

const most = 5_000
const start = (text: string | null) => (text ?? '').slice(0, most)

/** The text of each field of the index. Very long parts are cut: what matters stands at their beginning. */
export function indexTexts(content: ProcedureContent): Record<Exclude<IndexField, 'said'>, string> {
  const papers = content.papers.map(paper => [paper.name, paper.case].filter(Boolean).join(' ')).join('\n')
  const notes = [...new Set(content.channels.map(({ note }) => note))].filter(note => note !== null).join('\n')
  return {
    name: content.name,
    head: [(content.result ?? '').slice(0, 2_000), content.field, content.code].filter(Boolean).join('\n'),
    body: [start(content.conditions), start(papers), start(content.steps), start(notes), start(content.agencies.handling), start(content.audience)].join('\n'),
  }
}
