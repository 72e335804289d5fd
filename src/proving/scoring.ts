// How one answer is held against what was expected of it, and how many such judgements become figures. Pure: no database, no index.
import type { Expected, Figures } from './tables.ts'

/** What the assistant said to one question: the procedures it found, best first. */
export interface Said { outcome: 'answered' | 'clarify' | 'refused'; reason: string | null; procedureIds: string[]; aspect: string | null; text: string; ms: number }

/** Each is null where the question does not ask for it. */
export interface Judgement {
  /** Must be answered: a right procedure stands first, whatever was said of it. */
  right1: boolean | null
  /** Must be answered: a right procedure is among the first five. */
  right5: boolean | null
  /** Must be answered: it was, from a right procedure, and what a person needs to read stands in the text. */
  told: boolean | null
  /** Must be answered, and the point asked is known: it was understood. */
  aspect: boolean | null
  /** Must be answered, but was refused. */
  falseNo: boolean | null
  /** Must be refused, and was. */
  refused: boolean | null
  /** Must be refused, but was answered. */
  falseYes: boolean | null
  /** Must be asked back, and was, with two of the right procedures (or the only one) among the first five offered. */
  clarified: boolean | null
  /** It did what it must: told, refused or clarified. */
  handled: boolean
}

const pointed = new Set(['time_limit', 'fee', 'place', 'channel', 'form', 'result', 'agency'])
const mostOfPoint = 1_200
const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The strings of `expected` that the text does not show, without regard to case and spaces. */
export const missingIn = ({ contains }: Expected, text: string): string[] => contains.filter(one => !plain(text).includes(plain(one)))

/** An answer on one point that is longer than 1,200 characters is a dump, not an answer. */
export const isTooLong = ({ aspect }: Expected, text: string): boolean => aspect !== null && pointed.has(aspect) && text.length > mostOfPoint

export function judge(expected: Expected, said: Said): Judgement {
  const { must, gold } = expected
  const nothing: Judgement = { right1: null, right5: null, told: null, aspect: null, falseNo: null, refused: null, falseYes: null, clarified: null, handled: false }
  const five = said.procedureIds.slice(0, 5).filter(id => gold.includes(id))
  if (must === 'refuse') {
    const refused = said.outcome === 'refused'
    return { ...nothing, refused, falseYes: said.outcome === 'answered', handled: refused }
  }
  if (must === 'clarify') {
    const clarified = said.outcome === 'clarify' && five.length >= Math.min(2, gold.length)
    return { ...nothing, clarified, handled: clarified }
  }
  const right1 = gold.includes(said.procedureIds[0] ?? '')
  const told = said.outcome === 'answered' && right1 && missingIn(expected, said.text).length === 0 && !isTooLong(expected, said.text)
  return {
    ...nothing, right1, right5: five.length > 0, told, falseNo: said.outcome === 'refused', handled: told,
    aspect: expected.aspect === null ? null : said.aspect === expected.aspect,
  }
}

const shares = ['right1', 'right5', 'told', 'aspect', 'refused', 'falseYes', 'falseNo', 'clarified', 'handled'] as const
export type Share = (typeof shares)[number]

/** Shares of what was judged; times are of one turn, in milliseconds. */
export function figuresOf(judged: readonly { judgement: Judgement; ms: number }[]): Figures {
  const times = judged.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const shareOf = (key: Share) => {
    const counted = judged.flatMap(({ judgement }) => judgement[key] ?? [])
    return counted.length ? counted.filter(Boolean).length / counted.length : null
  }
  return { turns: judged.length, ...Object.fromEntries(shares.map(key => [key, shareOf(key)])) as Record<Share, number | null>, p50: at(0.5), p99: at(0.99) }
}
