// Which point of a procedure a question asks about, learnt from examples: data/assistant/points.txt says how people ask, points.json what was learnt.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aspects, cuesIn, type Aspect } from './understanding.ts'
import { keysOf, spell } from './vietnamese.ts'

const folder = join(import.meta.dirname, '../../data/assistant')
export const examplesFile = join(folder, 'points.txt')
export const learntFile = join(folder, 'points.json')

/** What was learnt: for each run of words the weight that it gives to each point, in the order of `aspects`. */
export interface Learnt { examples: string; weights: Record<string, number[]> }

/** A question's end holds what it asks; what comes before is the story. */
const tail = 12

/** Runs of one to three words of the question's end, those at its very end once more by themselves, and the cues found. */
export function signsOf(text: string): [sign: string, count: number][] {
  const words = [...text.trim().split(' ').slice(-tail), '.']
  const runs = new Set<string>()
  for (let length = 1; length <= 3; length++) {
    for (let at = 0; at + length <= words.length; at++) {
      const run = words.slice(at, at + length).join(' ')
      runs.add(run)
      if (at + length >= words.length - 2) runs.add(`${run}|`)
    }
  }
  const cues = cuesIn(text).map(({ aspect }) => aspect)
  return [...[...runs].map((run): [string, number] => [run, 1]), ...cues.length ? cues.map((cue, at): [string, number] => [`cue ${at} ${cue}`, at ? 1 : 2]) : [['cue none', 1] as [string, number]]]
}

/** '{a|b} c' → 'a c', 'b c'. */
const expanded = (line: string): string[] => {
  const choice = /\{([^{}]*)\}/.exec(line)
  return choice ? choice[1]!.split('|').flatMap(one => expanded(line.slice(0, choice.index) + one + line.slice(choice.index + choice[0].length))) : [line.replace(/\s+/g, ' ').trim()]
}

const mostOfLine = 40
const weightOfLine = 8

/** The examples, each with its weight: a line that stands for many counts no more than some lines that stand for one. */
export function readExamples(text: string): { text: string; point: Aspect; weight: number }[] {
  const found: { text: string; point: Aspect; weight: number }[] = []
  let point: Aspect | undefined
  for (const [at, raw] of text.normalize('NFC').split('\n').entries()) {
    const line = raw.trim()
    if (!line || line.startsWith('#')) continue
    const head = /^\[(.+)\]$/.exec(line)
    if (head) {
      point = aspects.find(one => one === head[1])
      if (!point) throw new Error(`Dòng ${at + 1}: không có điểm “${head[1]}”.`)
      continue
    }
    if (!point) throw new Error(`Dòng ${at + 1} đứng trước điểm đầu tiên.`)
    const all = [...new Set(expanded(line))]
    const step = Math.max(1, Math.floor(all.length / mostOfLine))
    const some = all.filter((_, index) => index % step === 0)
    for (const one of some) found.push({ text: ` ${keysOf(one).map(spell).join(' ')} `, point, weight: Math.min(1, weightOfLine / some.length) })
  }
  return found
}

export const digestOf = (examples: string): string => createHash('sha256').update(examples.normalize('NFC')).digest('hex').slice(0, 16)

const learnt: Learnt = existsSync(learntFile) ? JSON.parse(readFileSync(learntFile, 'utf8')) as Learnt : { examples: '', weights: {} }

/** The likelihood (0…1) of each point; together 1. `text`: words with a blank between and on both ends. */
function likelihoods(signs: readonly [string, number][]): number[] {
  const scores = aspects.map(() => 0)
  for (const [sign, count] of signs) learnt.weights[sign]?.forEach((weight, at) => { scores[at]! += weight * count })
  const highest = Math.max(...scores)
  const raised = scores.map(score => Math.exp(score - highest))
  const sum = raised.reduce((a, b) => a + b)
  return raised.map(one => one / sum)
}

/** A question's words cut where it has a comma or 'và'; whole where short forms were written out and the places are lost. */
export function clausesOf(raw: string, keys: readonly string[]): string[] {
  const lengths = raw.split(/[,;.?!]/).map(part => keysOf(part).length)
  let at = 0
  const cut = lengths.reduce((sum, length) => sum + length, 0) === keys.length ? lengths.map(length => keys.slice(at, at += length)) : [keys]
  return cut.flatMap(some => some.map(spell).join(' ').split(' và ')).flatMap(clause => (clause.trim() ? [` ${clause.trim()} `] : []))
}

const longClause = 12
const clauseStart = 5
const mostAsked = 4
/** Points that a cue in passing does not ask for. */
const alone: ReadonlySet<Aspect> = new Set<Aspect>(['steps', 'overview', 'agency'])

/** Points asked for one after another: 'cần giấy tờ gì, nộp ở đâu và lệ phí bao nhiêu'. Each says its own by a cue, up to the question's end. */
function alsoAsked(clauses: readonly string[], first: Aspect): Aspect[] {
  const asked: Aspect[] = []
  for (const clause of clauses.toReversed()) {
    // 'Lệ phí và thời gian giải quyết việc cấp …': a long clause names its point first.
    const words = clause.trim().split(' ')
    const aspect = cuesIn(words.length > longClause ? ` ${words.slice(0, clauseStart).join(' ')} ` : clause)[0]?.aspect
    if (!aspect) break
    asked.unshift(aspect)
  }
  return asked.length > 1 && asked.includes(first) ? [...new Set(asked)].filter(aspect => aspect !== first && !alone.has(aspect)).slice(0, mostAsked - 1) : []
}

export interface Points {
  /** The likeliest first; none when no point is asked. */
  aspects: Aspect[]
  likelihood: number
  /** Runs of words that decided it, the strongest first. */
  because: string[]
}

/** Least likelihood of a point that no cue speaks of. */
const unspoken = 0.3

/** The points that a question asks about. `text`: words with a blank between and on both ends; `clauses`: the same, cut. */
export function pointsOf(text: string, clauses: readonly string[] = text.split(/(?<= )và(?= )/)): Points {
  const signs = signsOf(text)
  const shares = likelihoods(signs)
  const best = shares.indexOf(Math.max(...shares))
  const cues = cuesIn(text)
  const first = aspects[best]!
  const none = cues.length === 0 && shares[best]! < unspoken
  if (none || first === 'overview') return { aspects: cues[0]?.aspect === 'overview' ? ['overview'] : [], likelihood: shares[best]!, because: [] }
  const also = alsoAsked(clauses, first)
  const because = [...cues.filter(({ aspect }) => aspect === first || also.includes(aspect)).map(({ words }) => words), ...learntWords(signs, best)].slice(0, 2)
  return { aspects: [first, ...also], likelihood: shares[best]!, because: [...new Set(because)] }
}

/** Runs of words that gave a point most of its weight. */
function learntWords(signs: readonly [string, number][], point: number): string[] {
  const runs = signs.filter(([sign]) => !sign.startsWith('cue ')).map(([sign]): [string, number] => [sign.replace(/ ?\.?\|?$/, ''), learnt.weights[sign]?.[point] ?? 0])
    .filter(([run, weight]) => run && weight > 0.3).sort((a, b) => b[1] - a[1] || b[0].length - a[0].length).map(([run]) => run)
  return [...new Set(runs)]
}
