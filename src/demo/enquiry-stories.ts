// The stories of the demo's enquiries: entered, given, answered, checked, closed and come back, by the functions that their pages use.
import type { User } from '../accounts/accounts.ts'
import { answerTurn } from '../assistant/answering.ts'
import { keepAnswer } from '../assistant/conversation.ts'
import { sourcesNow } from '../assistant/sources.ts'
import { answerTo } from '../enquiries/asking.ts'
import { begin, giveToUnit, namePerson } from '../enquiries/assigning.ts'
import { close, reopen } from '../enquiries/closing.ts'
import { eraseCitizen } from '../enquiries/correcting.ts'
import { addEnquiry } from '../enquiries/entering.ts'
import { link, merge } from '../enquiries/linking.ts'
import { pause, resume } from '../enquiries/pausing.ts'
import { findEnquiry } from '../enquiries/seeing.ts'
import { settleAtOnce } from '../enquiries/settling.ts'
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { approveFaq, submitFaq } from '../faqs/approving.ts'
import { passagesInForce, ticked } from '../faqs/citations.ts'
import { findFaq } from '../faqs/faqs.ts'
import { newId } from '../ids.ts'
import { answersOf, checkAnswer, handIn, returnAnswer } from '../replies/answering.ts'
import { draftOf, keepDraft, type Written } from '../replies/drafting.ts'
import { insertedBy, withCitations } from '../replies/inserting.ts'
import { publishAnswer } from '../replies/publishing.ts'
import { findTemplate, saveTemplate, useTemplate } from '../replies/templates.ts'
import type { Write } from '../store/store.ts'
import type { Asking } from './asking.ts'
import type { EnquiriesTold, EnquiryStep, EnquiryTold } from './enquiry-story.ts'
import { idOf, type Telling } from './telling.ts'

/** Ids of what the file calls by keys, once it was told. */
interface Names { templates: Map<string, string>; enquiries: Map<string, string> }

/** Adds the steps of all templates and enquiries. */
export function addEnquiryStories(telling: Telling, { templates, enquiries }: EnquiriesTold, asking: Asking): void {
  const names: Names = { templates: new Map(), enquiries: new Map() }
  for (const one of templates) addTemplate(telling, one, names)
  for (const one of enquiries) addEnquiryStory(telling, one, names, asking)
}

/** Adds what somebody does at a moment ('2026-07-06 08:30'). */
export function stepAt(telling: Telling, at: string, by: string, what: string, act: (user: User) => Promise<unknown>): void {
  telling.turnTo(0)
  const [on, time] = at.split(' ') as [string, string]
  telling.step(on, time, what, async () => act(await telling.user(by, on)))
}

function addTemplate(telling: Telling, { key, at, by, unit, aside, ...told }: EnquiriesTold['templates'][number], { templates }: Names): void {
  const { db } = telling
  stepAt(telling, at, by, told.title, async user => {
    const { field, forState } = told
    templates.set(key, await saveTemplate(db, user, null, { ...told, field: field || null, forState: forState || null, unitId: telling.unit(unit) }))
  })
  if (aside) stepAt(telling, aside.at, aside.by, told.title, async user => useTemplate(db, user, await findTemplate(db, idOf(templates, key)), false))
}

function addEnquiryStory(telling: Telling, told: EnquiryTold, names: Names, asking: Asking): void {
  const { db } = telling
  const { key = newId(), at, by, question } = told
  stepAt(telling, at, by, question, async user => { names.enquiries.set(key, await enter(telling, told, user, asking)) })
  for (const step of told.steps) {
    stepAt(telling, step.at, step.by, question, async user => {
      await taken(telling, step, user, await findEnquiry(db, user, idOf(names.enquiries, key)), names, asking)
    })
  }
}

/** Enters it as a form of the page would. Returns its id. */
async function enter({ db, known }: Telling, told: EnquiryTold, user: User, { find, procedures, config }: Asking): Promise<string> {
  const { channel, question, asked, name = null, contact = null, field = null, unit = '' } = told
  const input = {
    id: newId(), channel, question, procedureId: told.procedure === undefined ? null : idOf(procedures, told.procedure), field,
    unitId: unit && unit !== 'none' ? idOf(known.units, unit) : unit, receivedOn: '', receivedTime: '', name, contact, turn: null,
  }
  if (asked === 'settled') {
    const answer = await answerTo(db, { find }, user, question, input.procedureId)
    return settleAtOnce(db, user, input, answer, answer.fingerprint, config)
  }
  if (!asked) return addEnquiry(db, user, input, config)
  const started = performance.now()
  const found = sourcesNow(db, { find })
  const answer = await answerTurn(found, question)
  if (answer.outcome !== 'refused') throw new Error(`the assistant says: ${answer.text}`)
  const { turn } = await keepAnswer(db, user, null, { question, answer, looked: found.looked, started })
  return addEnquiry(db, user, { ...input, turn: turn.id }, config)
}

/** What a person does with it. */
async function taken(telling: Telling, step: EnquiryStep, user: User, enquiry: Enquiry, names: Names, asking: Asking): Promise<unknown> {
  const { db, known } = telling
  const { config } = asking
  const seen = { revision: enquiry.revision }
  const numberOfKey = async (key: string) => numberOf(await findEnquiry(db, user, idOf(names.enquiries, key)))
  const latest = async () => (await answersOf(db, enquiry.id))[0]!.number
  switch (step.do) {
    case 'give': return giveToUnit(db, user, enquiry, {
      ...seen, unit: idOf(known.units, step.unit), person: step.person && telling.person(step.person), reason: step.reason,
    })
    case 'name': return namePerson(db, user, enquiry, telling.person(step.person))
    case 'begin': return begin(db, user, enquiry)
    case 'draft': return keepDraft(db, user, enquiry, await written(telling, step, user, enquiry, names, asking))
    case 'answer': return handIn(db, user, enquiry, { ...await written(telling, step, user, enquiry, names, asking), seen: false })
    case 'return': return returnAnswer(db, user, enquiry, { number: await latest(), reason: step.reason })
    case 'check': return checkAnswer(db, user, enquiry, { number: await latest(), seen: false })
    case 'pause': return pause(db, user, enquiry, { ...seen, reason: step.reason })
    case 'resume': return resume(db, user, enquiry)
    case 'merge': return merge(db, user, enquiry, { other: await numberOfKey(step.into) })
    case 'link': return link(db, user, enquiry, { other: await numberOfKey(step.with), kind: 'related' })
    case 'close': return close(db, user, enquiry, { reason: step.reason }, config)
    case 'reopen': return reopen(db, user, enquiry, { reason: step.reason }, config)
    case 'erase': return eraseCitizen(db, user, enquiry, config)
    case 'publish': return publish(db, step.question, user, enquiry)
    case 'approve': return approveFaq(db, user, await findFaq(db, user, enquiry.faqId!), { number: 1, reviewOn: step.reviewOn })
  }
}

type Worded = Extract<EnquiryStep, { do: 'draft' | 'answer' }>

/** The words of an answer with what they rest on. */
async function written(
  { db }: Telling, { template, text, cites }: Worded, user: User, enquiry: Enquiry, { templates }: Names, { find }: Asking,
): Promise<Written> {
  const filled = template ? await insertedBy(db, { find }, enquiry, user.name, `template:${idOf(templates, template)}`)
    : { text: '', citations: [], templateId: null }
  const passages = cites.length ? (await passagesInForce(db, enquiry.procedureId ?? ''))?.passages ?? [] : []
  const quoted = cites.flatMap(section => passages.filter(one => one.section === section).slice(0, 2))
  if (cites.length && !quoted.length) throw new Error(`its procedure has nothing of ${cites.join(', ')}`)
  return {
    text: [filled.text, text].filter(Boolean).join('\n\n'), citations: withCitations(filled.citations, quoted), templateId: filled.templateId,
    revision: (await draftOf(db, enquiry.id))?.revision ?? 0,
  }
}

/** Begins a frequently asked question of the answer and sends it for approval. */
async function publish(db: Write, question: string, user: User, enquiry: Enquiry): Promise<void> {
  const answer = (await answersOf(db, enquiry.id)).find(({ number }) => number === enquiry.answerNumber)!
  const faqId = await publishAnswer(db, user, enquiry, {
    question, phrasings: [], answer: answer.text, procedureId: enquiry.procedureId, field: enquiry.field, unitId: enquiry.unitId!,
    personId: user.id, note: '', turn: null, clean: 'on', ...ticked(answer.citations),
  })
  await submitFaq(db, user, await findFaq(db, user, faqId), { number: 1, seen: true })
}
