// Learns what points.json holds from the examples of points.txt: npm run learn-points, after the examples have been changed.
import { readFileSync, writeFileSync } from 'node:fs'
import { digestOf, examplesFile, learntFile, readExamples, signsOf, type Learnt } from './points.ts'
import { aspects } from './understanding.ts'

const rounds = 30
const rate = 0.15
const fading = 1e-3
/** Weights smaller than this decide nothing. */
const least = 0.15

const text = readFileSync(examplesFile, 'utf8')
let examples = readExamples(text).map(({ text: asked, point, weight }) => ({ signs: signsOf(asked), point: aspects.indexOf(point), weight }))
const weights = new Map<string, Float64Array>()
// The order is shuffled by a fixed seed: the same examples always teach the same.
let seed = 1
const random = () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 }

for (let round = 0; round < rounds; round++) {
  examples = examples.map((one): [number, typeof one] => [random(), one]).sort((a, b) => a[0] - b[0]).map(([, one]) => one)
  for (const { signs, point, weight } of examples) {
    const scores = aspects.map((_, at) => signs.reduce((sum, [sign, count]) => sum + (weights.get(sign)?.[at] ?? 0) * count, 0))
    const highest = Math.max(...scores)
    const raised = scores.map(score => Math.exp(score - highest))
    const all = raised.reduce((a, b) => a + b)
    for (const [sign, count] of signs) {
      const row = weights.get(sign) ?? new Float64Array(aspects.length)
      weights.set(sign, row)
      for (let at = 0; at < aspects.length; at++) row[at] = row[at]! * (1 - fading) - rate * weight * (raised[at]! / all - (at === point ? 1 : 0)) * count / Math.sqrt(signs.length)
    }
  }
}

const kept = [...weights].filter(([, row]) => row.some(weight => Math.abs(weight) >= least)).sort(([a], [b]) => (a < b ? -1 : 1))
const learnt: Learnt = { examples: digestOf(text), weights: Object.fromEntries(kept.map(([sign, row]) => [sign, [...row].map(weight => Math.round(weight * 100) / 100)])) }
const lines = Object.entries(learnt.weights).map(([sign, row]) => `  ${JSON.stringify(sign)}: [${row.join(',')}]`)
writeFileSync(learntFile, `{\n "examples": "${learnt.examples}",\n "weights": {\n${lines.join(',\n')}\n }\n}\n`)
console.log(`${examples.length} examples, ${kept.length} signs`)
