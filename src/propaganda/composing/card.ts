// The card: four to six large facts, each short enough to be read at a glance.
import { inOrder, type Fact, type FactKey, type Line } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

const order: FactKey[] = ['answer', 'limit', 'fee', 'where', 'how', 'result', 'who', 'papers', 'conditions', 'steps']
const [fewest, most, longest] = [4, 6, 120]

const atAGlance = ({ text, from }: Line): Line => ({ text: text.replace(/[.;,]$/, ''), from })
const isWhole = ({ text }: Line) => !text.endsWith(':')
const length = ({ lines }: Fact) => lines.reduce((sum, { text }) => sum + text.length, 0)

export function card({ facts }: Material): Drafted[] {
  // That nothing is published of a point is no fact to be told in large letters: the next one stands there.
  const known = inOrder(order, facts).map(fact => ({ ...fact, lines: fact.lines.filter(({ from }) => from) })).filter(({ lines }) => lines.length)
  const short = known.filter(fact => length(fact) <= longest).slice(0, most)
  // Where too few are short, the first line of others stands for them; never the head of lines that would be left out.
  const others = known.filter(fact => !short.includes(fact)).map(fact => ({ ...fact, lines: fact.lines.filter(isWhole).slice(0, 1) }))
    .filter(({ lines }) => lines.length).toSorted((a, b) => length(a) - length(b))
  const chosen = [...short, ...others.slice(0, Math.max(0, fewest - short.length))]
  return chosen.map(({ heading, lines }) => ({ heading, style: 'fact', lines: lines.map(atAGlance) }))
}
