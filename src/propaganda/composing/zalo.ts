// The post for Zalo: at most a thousand characters with its title and its link; what matters most comes in first.
import { zaloRoom } from '../words.ts'
import { known, named, own, tellingOrder, type Fact, type FactKey, type Line } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

const byWeight: FactKey[] = ['answer', 'where', 'limit', 'fee', 'papers', 'who', 'how', 'result', 'conditions', 'steps']

/** The decision and the day of the data stand under the post, and blank lines between its parts. */
const roomForStamp = 140

function told({ key, heading, lines }: Fact): Line[] {
  if (key === 'answer') return lines
  if (lines.length > 1 && key !== 'how') return [own(`${heading}, trong đó có:`), ...lines]
  return lines.map(one => named(heading, one))
}

export function zalo({ name, facts, more }: Material): Drafted[] {
  const link = more.slice(-1)
  const cutWords = own('Nội dung còn dài, mời xem đầy đủ tại nơi nộp hồ sơ.')
  const size = (lines: readonly Line[]) => lines.reduce((sum, { text }) => sum + text.length + 3, 0)
  let left = zaloRoom - roomForStamp - name.text.length - 1 - size([...link, cutWords])
  const chosen = new Map<FactKey, Line[]>()
  let cut = false
  for (const fact of known(byWeight, facts)) {
    const lines: Line[] = []
    for (const one of told(fact)) {
      if (size([one]) > left || one.text.length > 320) { cut = true; continue }
      left -= size([one])
      lines.push(one)
    }
    const whole = lines.filter(({ from }) => from).length === fact.lines.filter(({ from }) => from).length
    const [first] = lines
    // Only what is all of it reads as if it were.
    if (whole && fact.lines.length > 1 && first && !first.from) lines[0] = own(`${fact.heading}:`)
    if (lines.some((one, at) => one.from || at === 0 && fact.lines.length === 1)) chosen.set(fact.key, lines)
  }
  return [
    { heading: '', style: 'list', lines: tellingOrder.flatMap(key => chosen.get(key) ?? []) },
    { heading: '', style: 'text', lines: [...cut ? [cutWords] : [], ...link] },
  ]
}
