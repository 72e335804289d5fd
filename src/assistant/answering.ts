// A question answered: normalise → personal data → find → route → understand → gate → compose, each step leaving what it decided.
//
// The route is read after the search because it reads the question as the search restored it (tones, short forms).
// Personal data is decided before anything else; nothing after it runs when there is any.
import type { ProcedureContent } from '../procedures/content.ts'
import { pinInWords, pinned, type Pin } from '../lexicon/pins.ts'
import { clean } from '../text.ts'
import { elsewhereNamed, gateOf, type Gate } from './gate.ts'
import { compose, isLong, most, plainText, type Part } from './composing.ts'
import { personalDataIn, personalDataNames, type PersonalDatum } from './personal-data.ts'
import type { FindOptions, Found, Hit } from './search-index.ts'
import { aspectHeadings, clarifying, nextQuestions, refusals, routeNames, type Reason } from './sentences.ts'
import { abolishedIn, elsewhereIn, routeOf, type Aspect } from './understanding.ts'
import { pointsOf } from './points.ts'
import { differences } from './differences.ts'
import { chosenTopic, namesAnew, topicOf } from './following.ts'
import { compactPassages, type NearPassage } from './nearest.ts'
import { empty } from './noise.ts'
import { spell } from './vietnamese.ts'

/** What the next question goes on from. `procedureId` null: no procedure is spoken of. */
export interface Context { procedureId: string | null, name: string | null, aspect: Aspect | null }
export const noContext: Context = { procedureId: null, name: null, aspect: null }

export interface Candidate { id: string, name: string, score: number }
/** One line for "vì sao trả lời như vậy": which step, and what it decided, in Vietnamese. */
export interface Step { name: 'normalise' | 'personal_data' | 'find' | 'pin' | 'route' | 'understand' | 'follow' | 'gate' | 'compose', decided: string,
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
  choices: Choice[]
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
}

export interface Sources {
  find: (question: string, options?: FindOptions) => Promise<Found> | Found
  contentOf: (id: string) => Promise<ProcedureContent | null> | ProcedureContent | null
  /** What staff decided for phrases: a procedure that comes first, or never. */
  pins?: readonly Pin[]
  /** Offices that law has ended still stand: only in the demo department, which is imagined so. */
  officesStand?: boolean
}

const longestQuestion = 2_000

/**
 * Answers one question of a conversation. Writes nothing; the caller stores the turn (the question's text not when
 * `personalData` is not empty). `chosen`: the procedure that the person picked among several; it is answered from.
 */
export async function answerTurn({ find, contentOf, pins = [], officesStand = false }: Sources, question: string, context: Context = noContext, chosen: string | null = null): Promise<Turn> {
  const steps: Step[] = []
  const decide = (name: Step['name'], decided: string, evidence: string[] = []) => { steps.push({ name, decided, ...evidence.length && { evidence } }) }
  const turn = (given: Partial<Turn> & Pick<Turn, 'outcome' | 'text'>): Turn => ({
    reason: null, aspect: null, candidates: [], parts: [], uncertain: [], choices: [], nearest: [], next: [], context, steps, personalData: [], followed: false, ...given,
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

  const everything = await find(text, { limit: 12, about: context.procedureId })
  const { first: pin, excluded } = pinned([text, everything.reading.text], chosen ? [] : pins)
  const found = { ...everything, hits: everything.hits.filter(({ id }) => !excluded.has(id)) }
  const pinnedContent = pin && await contentOf(pin.procedureId)
  const meant = chosen ?? (pinnedContent ? pin.procedureId : null)
  if (!meant && namesAnew(found, context)) {
    // Asked by itself: the words of the procedure kept would make it look found. It is still kept where nothing is.
    const anew = await answerTurn({ find, contentOf, pins, officesStand }, question)
    return anew.outcome === 'refused' ? { ...anew, context } : anew
  }
  const spoken = ` ${found.reading.text} `
  decide('normalise', found.reading.done.length ? `Đọc thành: ${found.reading.text}` : 'Giữ nguyên câu hỏi.')
  const candidates = found.hits.slice(0, 10).map(({ id, name, score }) => ({ id, name, score: Number(score.toFixed(3)) }))
  decide('find', candidates.length ? `Gần nhất: ${candidates.slice(0, 3).map(({ name }) => name.slice(0, 80)).join(' · ')}` : 'Không có thủ tục nào.', telling(found.reading.keys))
  for (const one of excluded.values()) decide('pin', pinInWords(one))
  if (pin && pinnedContent) decide('pin', pinInWords(pin))

  const near = async () => compactPassages(found.hits.slice(0, 3), contentOf)
  const route = routeOf(spoken, text)
  if (route && !(meant && (route === 'policy' || (pin && route === 'out_of_scope')))) {
    decide('route', `Không tra sổ: ${routeNames[route]}.`)
    const showNearest = route === 'policy' || route === 'out_of_scope'
    return refuse(route, { candidates: route === 'greeting' || route === 'thanks' ? [] : candidates, nearest: showNearest ? await near() : [] })
  }
  const elsewhere = elsewhereIn(spoken)
  if (elsewhere && !pinnedContent && !elsewhereNamed(elsewhere, found.hits)) {
    decide('route', `“${elsewhere}” không có trong sổ thủ tục.`, [elsewhere])
    return refuse('out_of_scope', { candidates, nearest: await near() })
  }

  const abolished = officesStand ? [] : abolishedIn(spoken)
  const points = pointsOf(spoken)
  const named = points.aspects
  // 'Vẫn nộp ở Sở Lao động à?' asks which office it is now.
  const aspects: Aspect[] = named.length ? named : abolished.length ? ['agency', 'place'] : spoken.includes(' hồ sơ ') ? ['documents'] : []
  const why = points.because.length ? `, vì câu có ${points.because.map(words => `“${words}”`).join(', ')}` : ''
  decide('understand', aspects.length ? `Hỏi về: ${aspects.map(aspect => aspectHeadings[aspect].toLowerCase()).join(', ')}${why}.` : 'Không nêu điều muốn biết.', points.because)

  const kept = excluded.has(context.procedureId ?? '') ? noContext : context
  let topic = meant ? chosenTopic(found, meant, pinnedContent?.name) : topicOf(found, kept)
  if (chosen) decide('follow', 'Thủ tục do người hỏi chọn.')
  else if (kept.procedureId && !meant) decide('follow', topic.followed ? `Hỏi tiếp về “${kept.name ?? ''}”.` : 'Chuyển sang thủ tục khác.')
  // Another procedure that would not pass the gate by itself does not end the conversation about this one.
  if (kept.procedureId && !topic.followed && gateOf(found, topic.hits).kind === 'refuse') topic = chosenTopic(found, kept.procedureId)
  const ranked: Hit[] = topic.hits
  const offered: Candidate[] = ranked.slice(0, 10).map(({ id, name, score }) => ({ id, name, score: Number(score.toFixed(3)) }))

  const gate: Gate = topic.followed ? { kind: 'answer', why: chosen ? 'Đã chọn thủ tục.' : meant ? 'Thủ tục đã được ghim.' : 'Giữ thủ tục của cuộc trò chuyện.' } : gateOf(found, ranked)
  decide('gate', gate.why)
  const first = ranked[0]
  if (gate.kind === 'refuse' || !first) return refuse('not_found', { candidates: offered, nearest: await near(), aspect: aspects[0] ?? null })
  if (gate.kind === 'clarify') {
    const some = await Promise.all(gate.between.slice(0, 5).map(async hit => ({ hit, content: await contentOf(hit.id) })))
    const choices = differences(some.flatMap(({ hit, content }) => (content ? [{ id: hit.id, name: hit.name, content }] : [])))
    return turn({ outcome: 'clarify', text: clarifying, aspect: aspects[0] ?? null, candidates: offered, choices, context: { ...context, aspect: aspects[0] ?? null } })
  }

  const content = await contentOf(first.id)
  if (!content) return refuse('not_found', { candidates: offered, aspect: aspects[0] ?? null })
  const { parts, uncertain } = compose(first.id, content, aspects, found.reading.keys, { officesStand, abolished })
  const main = aspects[0] ?? 'overview'
  const plain = plainText(parts) || uncertain.join(' ')
  decide('compose', `Trích ${parts.reduce((sum, part) => sum + part.quotes.length, 0)} đoạn của “${content.name.slice(0, 120)}”.`)
  return turn({
    outcome: 'answered', aspect: main, candidates: offered, parts, uncertain, followed: topic.followed && !meant,
    text: isLong(main) ? plain : plain.slice(0, most.point),
    next: nextFor(main, context.aspect),
    context: { procedureId: first.id, name: content.name, aspect: main },
  })
}

/** The words of a question that tell which procedure is meant. */
const telling = (keys: readonly string[]): string[] => [...new Set(keys.filter(key => !empty.has(key) && !/^\d+$/.test(key)).map(spell))]

const usual: Aspect[] = ['documents', 'time_limit', 'place', 'fee', 'conditions', 'channel']

/** Three other points, the usual ones first. */
const nextFor = (...asked: (Aspect | null)[]): string[] => usual.filter(aspect => !asked.includes(aspect)).slice(0, 3).map(aspect => nextQuestions[aspect])
