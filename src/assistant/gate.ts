// Whether what was found is good enough to answer from, needs a question back, or is nothing.
import { fold } from '../text.ts'
import type { Found, Hit } from './search-index.ts'

export type Gate = { kind: 'answer', why: string } | { kind: 'refuse', why: string } | { kind: 'clarify', why: string, between: Hit[] }

/**
 * Measured on labelled questions. Bits of the name that the question says, and shares of weight, can be compared between
 * questions; scores cannot. A question about something else shares a word or two with a record; one that names several
 * procedures alike says little in all, and the best records stand close together.
 */
const floor = { weight: 3, surely: { named: 5.5, ofQuestion: 0.5 }, likely: { named: 7, ofQuestion: 0.35 }, ofName: 0.21, nameAtAll: 0.05, nameAgainst: 0.1, longStory: 30 }
/** Below `weight` bits a question tells little; others tell as much of it as the best when they have `share` of what that has. */
/** A short question of which the record shares the general words alone ('đăng ký nhãn hiệu' and 'đăng ký nội quy') is about something else. */
const elsewise = [{ ofMatter: 0.3, ofName: 0.3 }, { ofMatter: 0.1, ofName: 0.55 }]
const enoughMatter = { bits: 6, words: 16 }
const alike = { weight: 10, share: 0.92, agreeing: 0.35, others: 2, confidence: 0.97, ofName: 0.6 }
/** So unsure that asking back helps more than a guess; a long story is answered, with the runner-up beside it. */
const unsure = { weight: 20, confidence: 0.6, others: 1, likelihood: 0.2 }
/** Of score to likelihood: fitted so that of the answers said to be 70 % sure some seven in ten are right. */
const steepness = 7

/** A record that agrees about the matter asked is not there by chance. */
const agreeing = 0.6
/** One that is about another operation or other people is there by chance. */
const disagreeing = -0.5
/** Bits of its name that a question must say so that another office's matter in it is only part of the story. */
const surelyMeant = 15

/** A short question that is about something: what it shares with a record is no story around it. */
const saysItsMatter = ({ matter, reading }: Found): boolean => matter >= enoughMatter.bits && reading.keys.length <= enoughMatter.words

/** One limit that the gate looks at: what was measured and the least that passes. `unit`: how people read it. */
export interface Check { label: string, value: number, least: number, unit: 'bits' | 'share' }

/** The limits as they stand for a question and its best record, for the bench; the gate itself decides. */
export function checksOf(found: Found, best: Hit): Check[] {
  const hits = [best, ...found.hits.filter(hit => hit !== best)]
  const { surely, likely } = floor
  const bits = (label: string, value: number, least: number): Check => ({ label, value, least, unit: 'bits' })
  const share = (label: string, value: number, least: number): Check => ({ label, value, least, unit: 'share' })
  return [
    bits('Sức nặng của câu hỏi', found.weight, floor.weight),
    bits('Tên được nêu, mức chắc', best.named, surely.named), share('hoặc câu hỏi có trong bản ghi, mức chắc', best.ofQuestion, surely.ofQuestion),
    bits('Tên được nêu, mức có thể', best.named, likely.named), share('hoặc câu hỏi có trong bản ghi, mức có thể', best.ofQuestion, likely.ofQuestion),
    share('hoặc tên được phủ', best.ofName, floor.ofName), bits('hoặc điểm hợp nhau', best.agrees, agreeing),
    ...saysItsMatter(found) ? [share('Việc được hỏi có trong bản ghi, trừ từ chung', best.ofMatter, elsewise[0]!.ofMatter), share('hoặc tên được phủ, câu ngắn', best.ofName, elsewise[0]!.ofName)] : [],
    share('Chắc là thủ tục nào, thấp hơn thì hỏi lại', confidenceOf(hits), unsure.confidence),
  ]
}

const percent = (share: number) => `${Math.round(share * 100)} %`

export function gateOf(found: Found, hits: readonly Hit[]): Gate {
  const best = hits[0]
  if (!best || found.weight < floor.weight) return { kind: 'refuse', why: 'Câu hỏi không nêu việc nào.' }
  const weak = [floor.surely, floor.likely].some(least => best.named < least.named && best.ofQuestion < least.ofQuestion)
  // A word or two of a long name, and nothing that agrees.
  const barelyNamed = best.agrees < disagreeing ? floor.nameAgainst : floor.nameAtAll
  if (best.named < floor.surely.named && best.ofName < barelyNamed && best.agrees <= 0) return { kind: 'refuse', why: 'Chỉ vài từ lẻ khớp với thủ tục gần nhất.' }
  // A long story says much that no record has; its share tells nothing.
  if (weak && best.agrees < agreeing && best.ofName < floor.ofName && found.reading.keys.length <= floor.longStory) {
    return { kind: 'refuse', why: `Chỉ ${percent(best.ofQuestion)} câu hỏi có trong thủ tục gần nhất.` }
  }
  if (saysItsMatter(found) && elsewise.some(most => best.ofMatter < most.ofMatter && best.ofName < most.ofName)) {
    return { kind: 'refuse', why: 'Thủ tục gần nhất chỉ có những từ chung của câu hỏi.' }
  }
  const between = alikes(found, best, hits)
  if (between) return { kind: 'clarify', why: 'Câu hỏi nói đến nhiều thủ tục như nhau.', between }
  return { kind: 'answer', why: `${percent(best.ofQuestion)} câu hỏi và ${percent(best.ofName)} tên thủ tục khớp nhau.` }
}

// The same names are compared for every question.
const read = new Map<string, ReadonlySet<string>>()

function wordsOfName(name: string): ReadonlySet<string> {
  const known = read.get(name)
  if (known) return known
  const words = new Set(fold(name).replace(/\([^)]*\)/g, ' ').split(/[^a-z0-9]+/).filter(word => word && !/^(?:giai|quyet|thu|tuc|huong|che|do|xet)$/.test(word)))
  if (read.size > 20_000) read.clear()
  read.set(name, words)
  return words
}

/** Words that make another procedure of the same name: cấp lại, gia hạn, điều chỉnh, chấm dứt, tạm dừng, tiếp tục, đổi, chuyển … */
const operations = /^(?:lai|gia|han|dieu|chinh|cham|dut|dung|tiep|doi|chuyen|sua|huy|hoi|the|chet|tran|bo|giay|khong|dinh|ky)$/

/** How likely each of the hits is meant, in their order; together 1. */
function likelihoods(hits: readonly Hit[]): number[] {
  const raised = hits.map(({ score }) => Math.exp(steepness * (score - hits[0]!.score)))
  const sum = raised.reduce((a, b) => a + b, 0)
  return raised.map(one => one / sum)
}

/** How sure (0…1) it is that the first hit, or a record of the same procedure, is meant. */
export function confidenceOf(hits: readonly Hit[]): number {
  const likely = likelihoods(hits)
  return hits.reduce((sum, hit, at) => sum + (at === 0 || (likely[at]! > 0.005 && sameName(hits[0]!.name, hit.name)) ? likely[at]! : 0), 0)
}

/** The best and the others between which must be asked; null when one is meant. */
function alikes(found: Found, best: Hit, hits: readonly Hit[]): Hit[] | null {
  if (found.usualWeight > unsure.weight) return null
  const sure = confidenceOf(hits)
  const likely = likelihoods(hits)
  const question = found.reading.text
  const rivals = hits.filter(hit => hit !== best && !sameName(hit.name, best.name) && !says(hit.name, operation, [best.name, question]))
  const telling = rivals.filter(hit => hit.ofQuestion >= alike.share * best.ofQuestion && hit.agrees >= best.agrees - alike.agreeing)
  if (found.usualWeight <= alike.weight && telling.length >= alike.others && sure < alike.confidence && best.ofName < alike.ofName) return [best, ...telling].slice(0, 5)
  const near = rivals.filter(hit => likely[hits.indexOf(hit)]! >= unsure.likelihood)
  if (sure < unsure.confidence && near.length >= unsure.others) return [best, ...near].slice(0, 5)
  return null
}

const operation = /cap lai|gia han|dieu chinh|sua doi|tam dung|cham dut|tiep tuc|thu hoi|dinh chi/g

/** Whether a name speaks of an operation of which none of the other texts does: nobody asked for that. */
const says = (name: string, pattern: RegExp, others: string[]): boolean =>
  [...fold(name).matchAll(pattern)].some(([found]) => !others.some(other => fold(other).includes(found)))

/** Two records of one procedure: their names have nearly the same words, and what differs is no operation. */
function sameName(a: string, b: string): boolean {
  const left = wordsOfName(a)
  const right = wordsOfName(b)
  const apart = [...left].filter(word => !right.has(word)).concat([...right].filter(word => !left.has(word)))
  return apart.length <= 0.3 * Math.max(left.size, right.size) && !apart.some(word => operations.test(word))
}

/** Whether one of the best records is named after the matter, or is surely meant: the register has what is asked after all. */
export const elsewhereNamed = (matter: string, hits: readonly Hit[]): boolean => {
  const wanted = fold(matter)
  return (hits[0]?.named ?? 0) >= surelyMeant || hits.slice(0, 5).some(({ name }) => fold(name).includes(wanted))
}
