// Questions that ask alike, put together: by the words they share, rare words counting more. The same questions always give the same groups.
import { fold } from '../text.ts'
import { empty, faint, faintWeight } from '../assistant/noise.ts'
import { foldKey, keysOf } from '../assistant/vietnamese.ts'

/** What grouping looks at: words that say something, and the procedure that was nearest. */
export interface Comparable { words: readonly string[]; about: string | null }

/** Shares of common weight (0…1) from which two questions are one: fewer words must agree where the same procedure was nearest. */
const alike = { anyway: 0.5, sameProcedure: 0.3 }
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
  // Words as numbers, with the groups whose first question has them: thousands of questions are compared at once.
  const { codes, weights } = coded(questions)
  const groups: { members: number[]; about: string | null; weight: number }[] = []
  const groupsWith: number[][] = weights.map(() => [])
  const shared = new Float64Array(questions.length)
  const touched = new Int32Array(questions.length)
  for (const [at, { about }] of questions.entries()) {
    const words = codes[at]!
    let count = 0
    let weight = 0
    for (const word of words) {
      const own = weights[word]!
      weight += own
      const places = groupsWith[word]!
      for (let nth = 0; nth < places.length; nth++) {
        const place = places[nth]!
        if (shared[place] === 0) touched[count++] = place
        shared[place]! += own
      }
    }
    let best = -1
    let most = 0
    for (let nth = 0; nth < count; nth++) {
      const place = touched[nth]!
      const common = shared[place]!
      shared[place] = 0
      const group = groups[place]!
      const lead = common / (weight + group.weight - common) - (about !== null && about === group.about ? alike.sameProcedure : alike.anyway)
      if (lead >= 0 && (best < 0 || lead > most || (lead === most && place < best))) { best = place; most = lead }
    }
    if (best >= 0) { groups[best]!.members.push(at); continue }
    for (const word of words) groupsWith[word]!.push(groups.length)
    groups.push({ members: [at], about, weight })
  }
  return groups.map(({ members }) => members)
}

/** Words as numbers, and what each tells: the rarer the more; a little of everything, so that two questions of the same common words are alike. */
function coded(questions: readonly Comparable[]): { codes: number[][]; weights: number[] } {
  const known = new Map<string, number>()
  const times: number[] = []
  const codes = questions.map(({ words }) => words.map(word => {
    let code = known.get(word)
    if (code === undefined) known.set(word, code = times.push(0) - 1)
    times[code]!++
    return code
  }))
  return { codes, weights: [...known.keys()].map((word, code) => Math.log2(2 + questions.length / times[code]!) * (word.startsWith(little) ? faintWeight : 1)) }
}
