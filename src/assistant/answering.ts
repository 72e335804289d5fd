// A question answered: normalise → personal data → find → route → understand → gate → compose, each step leaving what it decided.
//
// The route is read after the search because it reads the question as the search restored it (tones, short forms).
// Personal data is decided before anything else; nothing after it runs when there is any.
import type { AnswerOfFaq, FaqAnswer } from '../faqs/answering.ts'
import { isFaq } from '../faqs/index-ids.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { pinInWords, pinned, type Pin } from '../lexicon/pins.ts'
import { clean } from '../text.ts'
import { confidenceOf, elsewhereNamed, gateOf, type Gate } from './gate.ts'
import { compose, isLong, most, plainText, type Part } from './composing.ts'
import { personalDataIn, personalDataNames, type PersonalDatum } from '../masking/masking.ts'
import type { FindOptions, Found, Hit } from './search-index.ts'
import { comparedIn, comparisonIn, comparisonOf } from './comparison.ts'
import { aspectHeadings, clarifyings, comparingWhat, nextQuestions, refusals, routeNames, type Difference, type Reason } from './sentences.ts'
import { abolishedIn, elsewhereIn, routeOf, type Aspect } from './understanding.ts'
import { clausesOf, pointsOf } from './points.ts'
import { differences } from './differences.ts'
import { chosenTopic, namesAnew, topicOf } from './following.ts'
import { lawsOfNearest, nearestPassages, type LookIn, type NearPassage } from './nearest.ts'
import { empty } from './noise.ts'
import { spell } from './vietnamese.ts'

/** What the next question goes on from. `procedureId` null: no procedure is spoken of. */
/** `askedBack`: the turn before was a question back; there is no second one in a row. */
export interface Context { procedureId: string | null, name: string | null, aspect: Aspect | null, askedBack?: boolean }
/** Chosen in the place of a procedure where none of those offered is meant. */
export const noneOffered = 'none'
export const noContext: Context = { procedureId: null, name: null, aspect: null }

export interface Candidate { id: string, name: string, score: number }
/** One line for "vì sao trả lời như vậy": which step, and what it decided, in Vietnamese. */
export interface Step { name: 'normalise' | 'personal_data' | 'find' | 'pin' | 'faq' | 'route' | 'understand' | 'follow' | 'compare' | 'gate' | 'compose', decided: string,
  /** Words that spoke for it; they are marked where they stand. */
  evidence?: string[] }

export interface Choice { id: string, name: string, difference: string | null }

export interface Turn {
  outcome: 'answered' | 'clarify' | 'refused'
  /** Why nothing was answered; null when answered or clarify. */
  reason: Reason | null
  aspect: Aspect | null
  /** Best first, at most ten. */
  candidates: Candidate[]
  parts: Part[]
  /** Plain text of the answer; at most 1,200 characters when one point was asked. */
  text: string
  /** What is not sure, in sentences. */
  uncertain: string[]
  /** Points asked that the record says nothing of; in `uncertain` too, as sentences. */
  missing: Aspect[]
  choices: Choice[]
  /** In what the choices differ; null where nothing is to be chosen. */
  differs: Difference | 'compared' | null
  /** The two procedures whose parts are set side by side. */
  compared: [string, string] | null
  /** For questions about policy: the laws to look in. */
  lookIn: LookIn | null
  /** For refusals: the three nearest passages. */
  nearest: NearPassage[]
  /** Up to three questions to go on with. */
  next: string[]
  context: Context
  steps: Step[]
  /** Kinds of personal data that stopped the question. Such a question must not be stored. */
  personalData: PersonalDatum[]
  /** The procedure kept from the context was used. */
  followed: boolean
  /** The frequently asked question that it is answered with; left out where it is not. */
  faq?: FaqAnswer
  /** How sure it is that this procedure is meant, 0…1; null where nothing was weighed. */
  confidence: number | null
}

/** A turn as it was kept: what was added to turns since is absent in older ones. */
type Since = 'missing' | 'differs' | 'compared' | 'lookIn' | 'confidence'
export type KeptAnswer = Omit<Turn, Since> & Partial<Pick<Turn, Since>>

export interface Sources {
  find: (question: string, options?: FindOptions) => Promise<Found> | Found
  contentOf: (id: string) => Promise<ProcedureContent | null> | ProcedureContent | null
  /** What staff decided for phrases: a procedure that comes first, or never. */
  pins?: () => Promise<readonly Pin[]> | readonly Pin[]
  /** The frequently asked question among what was found that asks just this. */
  faqOf?: (found: Found) => Promise<AnswerOfFaq | null>
  /** Offices that law has ended still stand: only in the demo department, which is imagined so. */
  officesStand?: boolean
}

const longestQuestion = 2_000

/**
 * Answers one question of a conversation. Writes nothing; the caller stores the turn (the question's text not when
 * `personalData` is not empty). `picked`: the procedure that the person
 * chose among several, which is answered from, or `noneOffered`.
 */
export async function answerTurn({ find, contentOf, pins = () => [], faqOf, officesStand = false }: Sources, question: string, context: Context = noContext, picked: string | null = null): Promise<Turn> {
  const chosen = picked === noneOffered ? null : picked
  const steps: Step[] = []
  const decide = (name: Step['name'], decided: string, evidence: string[] = []) => { steps.push({ name, decided, ...evidence.length && { evidence } }) }
  const turn = (given: Partial<Turn> & Pick<Turn, 'outcome' | 'text'>): Turn => ({
    reason: null, aspect: null, candidates: [], parts: [], uncertain: [], missing: [], choices: [], differs: null, compared: null, lookIn: null, nearest: [], next: [], context, steps, personalData: [], followed: false, confidence: null, ...given,
  })
  const refuse = (reason: Reason, more: Partial<Turn> = {}) => turn({ outcome: 'refused', reason, text: refusals[reason], ...more })

  const text = clean(question).trim()
  if (text.length > longestQuestion) { decide('normalise', 'Câu hỏi quá dài.'); return refuse('too_long') }
  if (!/\p{L}/u.test(text)) { decide('normalise', 'Câu hỏi không có chữ.'); return refuse('empty') }

  const personalData = personalDataIn(text)
  if (personalData.length) {
    decide('personal_data', `Có ${personalData.map(kind => personalDataNames[kind]).join(', ')}; câu hỏi không được lưu.`)
    return refuse('personal_data', { personalData })
  }

  // The pins are read while the index's thread searches.
  const [everything, held] = await Promise.all([find(text, { limit: 12, about: context.procedureId }), pins()])
  const { first: pin, excluded } = pinned([text, everything.reading.text], picked ? [] : held)
  const found = { ...everything, hits: everything.hits.filter(({ id }) => !excluded.has(id) && !isFaq(id)) }
  const pinnedContent = pin && await contentOf(pin.procedureId)
  const meant = chosen ?? (pinnedContent ? pin.procedureId : null)
  if (!picked && !meant && namesAnew(found, context)) {
    // Asked by itself: the words of the procedure kept would make it look found. It is still kept where nothing is.
    const anew = await answerTurn({ find, contentOf, pins, faqOf, officesStand }, question)
    return anew.outcome === 'refused' ? { ...anew, context } : anew
  }
  const spoken = ` ${found.reading.text} `
  decide('normalise', found.reading.done.length ? `Đọc thành: ${found.reading.text}` : 'Giữ nguyên câu hỏi.')
  const candidates = candidatesOf(found.hits)
  decide('find', candidates.length ? `Gần nhất: ${candidates.slice(0, 3).map(({ name }) => name.slice(0, 80)).join(' · ')}` : 'Không có thủ tục nào.', telling(found.reading.keys))
  for (const one of excluded.values()) decide('pin', pinInWords(one))
  if (pin && pinnedContent) decide('pin', pinInWords(pin))

  const contentsOf = async (hits: readonly Hit[]) => (await Promise.all(hits.slice(0, most.choices).map(async ({ id, name }) => ({ id, name, content: await contentOf(id) }))))
    .flatMap(({ id, name, content }) => (content ? [{ id, name, content }] : []))
  const near = () => nearestPassages(found.hits.slice(0, 3), found.reading.keys, contentOf)
  if (picked === noneOffered) {
    decide('gate', 'Người hỏi nói không phải việc nào trong các thủ tục đã nêu.')
    const gate = gateOf(found, found.hits)
    const rest = gate.kind === 'clarify' ? found.hits.filter(hit => !gate.between.slice(0, most.choices).includes(hit)) : found.hits
    return refuse('not_found', { candidates, nearest: await nearestPassages(rest.slice(0, 3), found.reading.keys, contentOf), context: { ...context, askedBack: false } })
  }
  const route = routeOf(spoken, text)
  // What was approved for just these words stands before every route; where it is only near, a question about one's own file is none for it.
  const asked = meant ? null : await faqOf?.(everything)
  if (asked && (asked.faq.verbatim || !route || route === 'policy' || route === 'out_of_scope')) {
    const { procedureId, ...said } = asked
    const [about] = await Promise.all([...new Set(said.parts.map(part => part.procedureId))].map(async id => contentOf(id)))
    decide('faq', `Câu hỏi thường gặp hỏi đúng điều này: “${said.faq.question.slice(0, 120)}”.`)
    return turn({ outcome: 'answered', candidates, ...said, next: about ? nextFor(said.aspect, context.aspect) : [], context: about ? { procedureId, name: about.name, aspect: said.aspect } : context })
  }
  if (route && !(meant && (route === 'policy' || (pin && route === 'out_of_scope')))) {
    decide('route', `Không tra sổ: ${routeNames[route]}.`)
    const showNearest = route === 'policy' || route === 'out_of_scope'
    const nearest = found.hits[0]
    const lookIn = route === 'policy' && nearest && gateOf(found, found.hits).kind !== 'refuse' ? await lawsOfNearest(nearest, contentOf) : null
    return refuse(route, { candidates: route === 'greeting' || route === 'thanks' ? [] : candidates, nearest: showNearest ? await near() : [], lookIn })
  }
  const elsewhere = elsewhereIn(spoken)
  if (elsewhere && !pinnedContent && !elsewhereNamed(elsewhere, found.hits)) {
    decide('route', `“${elsewhere}” không có trong sổ thủ tục.`, [elsewhere])
    return refuse('out_of_scope', { candidates, nearest: await near() })
  }

  const abolished = officesStand ? [] : abolishedIn(spoken)
  const points = pointsOf(spoken, clausesOf(text, found.reading.keys))
  const named = points.aspects
  // 'Vẫn nộp ở Sở Lao động à?' asks which office it is now.
  const aspects: Aspect[] = named.length ? named : abolished.length ? ['agency', 'place'] : spoken.includes(' hồ sơ ') ? ['documents'] : []
  const why = points.because.length ? `, vì câu có ${points.because.map(words => `“${words}”`).join(', ')}` : ''
  decide('understand', aspects.length ? `Hỏi về: ${aspects.map(aspect => aspectHeadings[aspect].toLowerCase()).join(', ')}${why}.` : 'Không nêu điều muốn biết.', points.because)

  const kept = excluded.has(context.procedureId ?? '') ? noContext : context
  const asking = comparisonIn(spoken)
  const [left, right] = asking ? await comparedIn({ find, contentOf }, asking, kept, { chosen, excluded }) : []
  if (left && right) {
    decide('compare', `So sánh “${left.content.name.slice(0, 120)}” và “${right.content.name.slice(0, 120)}”.`)
    return turn({
      outcome: 'answered', ...comparisonOf(left, right, aspects, found.reading.keys),
      candidates: [...candidatesOf([left, right].map(({ id, content: { name } }) => ({ id, name, score: 0 }))), ...candidates.filter(({ id }) => id !== left.id && id !== right.id)].slice(0, 10),
      context: { procedureId: left.id, name: left.content.name, aspect: aspects[0] ?? null },
    })
  }
  if (left && !context.askedBack) {
    decide('compare', 'Mới tìm thấy một trong hai thủ tục cần so sánh.')
    const { choices } = differences(await contentsOf(found.hits.filter(({ id }) => id !== left.id)))
    const { name } = left.content
    return turn({
      outcome: 'clarify', text: comparingWhat.sentence(name), aspect: aspects[0] ?? null, candidates, choices, differs: 'compared',
      context: { procedureId: left.id, name, aspect: aspects[0] ?? null, askedBack: true },
    })
  }

  let topic = meant ? chosenTopic(found, meant, pinnedContent?.name) : topicOf(found, kept)
  if (chosen) decide('follow', 'Thủ tục do người hỏi chọn.')
  else if (kept.procedureId && !meant) decide('follow', topic.followed ? `Hỏi tiếp về “${kept.name ?? ''}”.` : 'Chuyển sang thủ tục khác.')
  // Another procedure that would not pass the gate by itself does not end the conversation about this one.
  let weighed = topic.followed ? null : gateOf(found, topic.hits)
  if (kept.procedureId && weighed?.kind === 'refuse') [topic, weighed] = [chosenTopic(found, kept.procedureId), null]
  const ranked: Hit[] = topic.hits
  const offered = candidatesOf(ranked)

  const gate: Gate = weighed ?? { kind: 'answer', why: chosen ? 'Đã chọn thủ tục.' : meant ? 'Thủ tục đã được ghim.' : 'Giữ thủ tục của cuộc trò chuyện.' }
  decide('gate', gate.why)
  const first = ranked[0]
  if (gate.kind === 'refuse' || !first) return refuse('not_found', { candidates: offered, nearest: await near(), aspect: aspects[0] ?? null })
  // In a conversation about a procedure its siblings are told apart by what was said before.
  if (gate.kind === 'clarify' && !kept.procedureId && !context.askedBack) {
    const { differs, choices } = differences(await contentsOf(gate.between))
    const between = candidatesOf(gate.between)
    const rest = offered.filter(({ id }) => !between.some(one => one.id === id))
    return turn({
      outcome: 'clarify', text: clarifyings[differs].sentence, aspect: aspects[0] ?? null, candidates: [...between, ...rest], choices, differs,
      context: { ...context, aspect: aspects[0] ?? null, askedBack: true },
    })
  }

  const content = await contentOf(first.id)
  if (!content) return refuse('not_found', { candidates: offered, aspect: aspects[0] ?? null })
  const { parts, uncertain, missing } = compose(first.id, content, aspects, found.reading.keys, { officesStand, abolished })
  const main = aspects[0] ?? 'overview'
  const plain = plainText(parts) || uncertain.join(' ')
  decide('compose', `Trích ${parts.reduce((sum, part) => sum + part.quotes.length, 0)} đoạn của “${content.name.slice(0, 120)}”.`)
  return turn({
    outcome: 'answered', aspect: main, candidates: offered, parts, uncertain, missing, followed: topic.followed && !meant,
    confidence: topic.followed ? null : Math.round(confidenceOf(ranked) * 100) / 100,
    text: isLong(main) ? plain : plain.slice(0, most.point),
    next: nextFor(main, ...aspects, context.aspect),
    context: { procedureId: first.id, name: content.name, aspect: main },
  })
}

/** The words of a question that tell which procedure is meant. */
const telling = (keys: readonly string[]): string[] => [...new Set(keys.filter(key => !empty.has(key) && !/^\d+$/.test(key)).map(spell))]

const candidatesOf = (hits: readonly Candidate[]): Candidate[] => hits.slice(0, 10).map(({ id, name, score }) => ({ id, name, score: Number(score.toFixed(3)) }))

const usual: Aspect[] = ['documents', 'time_limit', 'place', 'fee', 'conditions', 'channel']

/** Three other points, the usual ones first. */
const nextFor = (...asked: (Aspect | null)[]): string[] => usual.filter(aspect => !asked.includes(aspect)).slice(0, 3).map(aspect => nextQuestions[aspect])
