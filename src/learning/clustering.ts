// Questions that ask alike, put together: by the words they share, rare words counting more. The same questions always give the same groups.
import { fold } from '../text.ts'
import { empty, faint } from '../assistant/noise.ts'
import { foldKey, keysOf } from '../assistant/vietnamese.ts'

/** What grouping looks at: words that say something, and the procedure that was nearest. */
export interface Comparable { words: readonly string[]; about: string | null }

/** Shares of common weight (0…1) from which two questions are one: fewer words must agree where the same procedure was nearest. */
const alike = { anyway: 0.5, sameProcedure: 0.3 }
const faintWeight = 0.25
/** Before a word that counts little. */
const little = '~'

/** The words of a question that say what it is about, without marks; of one that says nothing, its text as one word. */
export function wordsOf(reading: string): string[] {
  const words = [...new Set(keysOf(reading).filter(key => !empty.has(key)).map(key => (faint.has(key) ? little : '') + foldKey(key)))]
  return words.length ? words : [fold(reading).trim()]
}

/**
 * Groups of places in `questions`, which come oldest first. Each question joins the group whose first question is most like it,
 * or begins one: a new question never moves an older one.
 */
export function clustersOf(questions: readonly Comparable[]): number[][] {
  const weights = weightsOf(questions)
  const groups: { members: number[]; about: string | null; weight: number }[] = []
  const byWord = new Map<string, number[]>()
  const shared: number[] = []
  for (const [at, { words, about }] of questions.entries()) {
    const touched: number[] = []
    let weight = 0
    for (const word of words) {
      const own = weights.get(word)!
      weight += own
      for (const group of byWord.get(word) ?? []) {
        if (!shared[group]) touched.push(group)
        shared[group] = (shared[group] ?? 0) + own
      }
    }
    let best = -1
    let most = 0
    for (const group of touched) {
      const { about: theirs, weight: whole } = groups[group]!
      const share = shared[group]! / (weight + whole - shared[group]!)
      const lead = share - (about !== null && about === theirs ? alike.sameProcedure : alike.anyway)
      if (lead >= 0 && (best < 0 || lead > most || (lead === most && group < best))) { best = group; most = lead }
      shared[group] = 0
    }
    if (best >= 0) { groups[best]!.members.push(at); continue }
    for (const word of words) byWord.set(word, [...byWord.get(word) ?? [], groups.length])
    groups.push({ members: [at], about, weight })
  }
  return groups.map(({ members }) => members)
}

/** What a word tells, the rarer the more; a little of everything, so that two questions of the same common words are alike. */
function weightsOf(questions: readonly Comparable[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { words } of questions) for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  return new Map([...times].map(([word, count]) => [word, Math.log2(2 + questions.length / count) * (word.startsWith(little) ? faintWeight : 1)]))
}
