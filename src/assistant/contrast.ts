// Two procedures side by side as people see them: a row for each point, what is the same said once.
import { channelWords } from '../procedures/words.ts'
import { fold } from '../text.ts'
import { comparedAspects } from './comparison.ts'
import type { Part, Quote } from './composing.ts'
import { ownWords } from './differences.ts'
import type { Source } from './register.ts'
import { aspectHeadings } from './sentences.ts'
import type { Aspect } from './understanding.ts'
import type { ComparisonCell, ComparisonView, SourceMark } from './views.ts'

type Row = ComparisonView['rows'][number]

const key = ({ text, meta }: Quote) => fold(`${text} ${meta ?? ''}`).replace(/[^a-z0-9]+/g, ' ').trim()
const everyChannel = Object.values(channelWords).length
const fewLines = 3
const longMeta = 90

/** What all ways of handing in have alike needs no list of them. */
const plain = (quotes: readonly Quote[]): Quote[] => (quotes.length === 1 && (quotes[0]!.meta?.split(', ').length ?? 0) >= Math.min(2, everyChannel) ? [{ text: quotes[0]!.text }] : [...quotes])

function cellOf(parts: readonly Part[], quotes: readonly Quote[], markOf: (part: Part) => SourceMark | null): ComparisonCell {
  const shown = quotes.map(({ text, meta = null }) => ({ text, meta: meta && meta.length > longMeta ? `${meta.slice(0, longMeta).replace(/\s+\S*$/, '')}…` : meta }))
  return { lines: shown.slice(0, fewLines), rest: shown.slice(fewLines), sources: quotes.length ? [...new Set(parts.flatMap(part => markOf(part) ?? []))] : [] }
}

/** `asked`: the point that the question named comes first. */
export function comparisonView(parts: readonly Part[], [left, right]: readonly [Source, Source], asked: Aspect | null, markOf: (part: Part) => SourceMark | null): ComparisonView {
  const own = ownWords([left.name, right.name])
  const of = (source: Source, aspect: Aspect) => parts.filter(part => part.procedureId === source.procedureId && part.aspect === aspect)
  const rows = [...comparedAspects].sort((a, b) => Number(b === asked) - Number(a === asked)).flatMap((aspect): Row[] => {
    const [a, b] = [of(left, aspect), of(right, aspect)]
    const [quotesA, quotesB] = [a, b].map(some => plain(some.flatMap(({ quotes }) => quotes))) as [Quote[], Quote[]]
    if (!quotesA.length && !quotesB.length) return []
    const heading = aspectHeadings[aspect]
    const [inA, inB] = [new Set(quotesA.map(key)), new Set(quotesB.map(key))]
    const shared = quotesA.filter(quote => inB.has(key(quote)))
    const [onlyA, onlyB] = [quotesA.filter(quote => !inB.has(key(quote))), quotesB.filter(quote => !inA.has(key(quote)))]
    const nothing = cellOf([], [], markOf)
    const same: Row = { heading, same: cellOf([...a, ...b], shared, markOf), left: nothing, right: nothing }
    if (!onlyA.length && !onlyB.length) return [same]
    // Papers that both need are said once; of other points a part says nothing without the whole.
    if (aspect !== 'documents' || !shared.length) return [{ heading, same: null, left: cellOf(a, quotesA, markOf), right: cellOf(b, quotesB, markOf) }]
    return [{ heading: `${heading}: chỉ một bên cần`, same: null, left: cellOf(a, onlyA, markOf), right: cellOf(b, onlyB, markOf) }, { ...same, heading: `${heading}: cả hai đều cần` }]
  })
  const side = ({ procedureId, name, code }: Source, title = name) => ({ title, name, code: code ?? 'Không có mã số', href: `/procedures/${procedureId}` })
  return { sides: [side(left, own?.[0]), side(right, own?.[1])], rows }
}
