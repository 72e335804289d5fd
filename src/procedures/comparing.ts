// Two texts word by word: what stands only in the old one, only in the new one, and in both.
import { written } from '../clock.ts'
import type { Component, ProcedureContent } from './content.ts'
import { channelLimit, channelWords, levelWords, limitWords, onlineWords, unknown, validityWords } from './words.ts'

/** A run of words; `same` stands in both texts. */
export interface Run { text: string; same: boolean }
export interface Difference { before: Run[]; after: Run[] }

// More differing pieces than this and the texts have too little in common for words to be worth marking.
const mostSteps = 600

/** Compares by words, or by lines where hardly a word is the same. The runs of each side, put together, are that text. */
export function difference(before: string, after: string): Difference {
  for (const by of [/(?<=\s)(?=\S)/, /(?<=\n)/]) {
    const [old, fresh] = [before.split(by), after.split(by)]
    const same = common(old, fresh)
    if (same) return { before: runs(old, new Set(same.map(([at]) => at))), after: runs(fresh, new Set(same.map(([, at]) => at))) }
  }
  return { before: runs([before], new Set()), after: runs([after], new Set()) }
}

function runs(pieces: string[], same: Set<number>): Run[] {
  const found: Run[] = []
  for (const [at, text] of pieces.entries()) {
    const last = found.at(-1)
    if (last?.same === same.has(at)) last.text += text
    else if (text) found.push({ text, same: same.has(at) })
  }
  return found
}

/** Places of equal pieces in both lists by E. Myers' greedy algorithm (1986); null when they differ too much. */
function common(a: string[], b: string[]): [number, number][] | null {
  const equal = (x: string, y: string) => x === y || x.trimEnd() === y.trimEnd()
  const furthest = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  for (let steps = 0; steps <= Math.min(a.length + b.length, mostSteps); steps++) {
    trace.push(new Map(furthest))
    for (let k = -steps; k <= steps; k += 2) {
      let x = k === -steps || (k !== steps && furthest.get(k - 1)! < furthest.get(k + 1)!) ? furthest.get(k + 1)!
        : furthest.get(k - 1)! + 1
      while (x < a.length && x - k < b.length && equal(a[x]!, b[x - k]!)) x++
      furthest.set(k, x)
      if (x >= a.length && x - k >= b.length) return backwards(trace, a.length, b.length)
    }
  }
  return null
}

function backwards(trace: Map<number, number>[], endA: number, endB: number): [number, number][] {
  const pairs: [number, number][] = []
  let [x, y] = [endA, endB]
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const furthest = trace[steps]!
    const k = x - y
    const from = k === -steps || (k !== steps && furthest.get(k - 1)! < furthest.get(k + 1)!) ? k + 1 : k - 1
    const fromX = steps === 0 ? 0 : furthest.get(from)!
    const fromY = steps === 0 ? 0 : fromX - from
    while (x > fromX && y > fromY) { x--; y--; pairs.push([x, y]) }
    if (steps > 0) [x, y] = [fromX, fromY]
  }
  return pairs
}

const line = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')

/** A component as the lines that a comparison shows. */
export function componentText(content: ProcedureContent, component: Component): string {
  switch (component) {
    case 'name': return content.name
    case 'aliases': return content.aliases.join('\n') || 'Không có'
    case 'levels': return content.levels.map(level => levelWords[level]).join('\n') || unknown
    case 'agencies': {
      const { handling, competent, coordinating, issuing, receiving } = content.agencies
      const named = Object.entries({ 'Thực hiện': handling, 'Có thẩm quyền': competent, 'Phối hợp': coordinating,
        'Ban hành': issuing, 'Địa chỉ tiếp nhận': receiving })
      return named.flatMap(([what, who]) => (who ? [`${what}: ${who}`] : [])).join('\n') || unknown
    }
    case 'channels': return content.channels.map(one => line(channelWords[one.kind], one.case, `thời hạn: ${channelLimit(one)}`,
      one.limit && one.limitText, `phí, lệ phí: ${one.fee ?? unknown}`, one.note)).join('\n') || unknown
    case 'papers': return content.papers.map(one => line(one.name, one.case, copiesWords(one), one.form, one.required ? null
      : 'không bắt buộc', one.note)).join('\n') || unknown
    case 'legalBases': return content.legalBases.map(one =>
      line(one.number, one.title, one.date && written(one.date), one.issuer, validityWords[one.validity])).join('\n')
      || unknown
    case 'onlineLevel': return content.onlineLevel ? onlineWords[content.onlineLevel] : unknown
    case 'postal': return content.postal === null ? unknown : content.postal ? 'Có' : 'Không'
    case 'reduction': return content.reduction ? line(`quy định: ${limitWords(content.reduction.statutory)}`,
      `sau cắt giảm: ${limitWords(content.reduction.actual)}`, content.reduction.decision) : 'Không cắt giảm'
    case 'decision': return content.decision ? line(content.decision.number,
      content.decision.date && written(content.decision.date), content.decision.issuer) : unknown
    default: return content[component] ?? unknown
  }
}

/** '1 bản chính, 2 bản sao'; null when neither number is known. */
export const copiesWords = ({ originals, copies }: { originals: number | null; copies: number | null }): string | null =>
  [originals ? `${originals} bản chính` : null, copies ? `${copies} bản sao` : null].filter(Boolean).join(', ') || null
