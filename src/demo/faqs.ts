// The demo's frequently asked questions: written, sent and approved on their days, by the functions that their pages use; and taken away with it.
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { userOf, type User } from '../accounts/accounts.ts'
import { findPerson } from '../accounts/people.ts'
import { turns } from '../assistant/tables.ts'
import { addDays, dayOf, tellAt } from '../clock.ts'
import { lastEventNumber } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { approveFaq, submitFaq } from '../faqs/approving.ts'
import { citationValue, passagesInForce } from '../faqs/citations.ts'
import { findFaq } from '../faqs/faqs.ts'
import { faqs, faqVersions } from '../faqs/tables.ts'
import { addFaq, faqForm } from '../faqs/writing.ts'
import { tellOf } from '../notifications/following.ts'
import { notices, tellings } from '../notifications/tables.ts'
import { procedureVersions } from '../procedures/tables.ts'
import type { Write } from '../store/store.ts'
import { day, words } from './story.ts'
import { idOf } from './telling.ts'

export const faqsFile = z.array(z.object({
  /** Of the procedure that it is about, and how the passages cited begin. */
  code: z.string(), cites: z.array(z.object({ section: z.string(), starts: z.string() })).min(1),
  question: words, phrasings: z.array(words), answer: words,
  writer: z.string(), on: day, keeper: z.string().optional(),
  /** When it was sent, where nobody has decided yet; and what was decided. */
  sent: day.optional(), approved: z.object({ by: z.string(), on: day, reviewOn: day }).optional(),
}))
type Told = z.output<typeof faqsFile>[number]

/** Tells them, each step at its own moment. The register must be in. Throws with the question of what cannot have been so. */
export async function tellFaqs(db: Write, told: Told[], people: Map<string, string>, today: string): Promise<void> {
  const before = await lastEventNumber(db)
  const ids = new Map<Told, string>()
  const person = async (key: string): Promise<User> => userOf(db, await findPerson(db, idOf(people, key)))
  const steps = told.flatMap(one => {
    const { approved } = one
    const sent = approved?.on ?? one.sent
    const written = { one, at: `${one.on}T09:20`, act: async () => { ids.set(one, await write(db, one, await person(one.writer), people)) } }
    const kept = async (user: User) => findFaq(db, user, ids.get(one)!)
    const sending = sent && { one, at: `${sent}T10:05`, act: async () => {
      const by = await person(one.writer)
      await submitFaq(db, by, await kept(by), { number: 1, seen: true })
    } }
    const approving = approved && { one, at: `${approved.on}T15:30`, act: async () => {
      const by = await person(approved.by)
      await approveFaq(db, by, await kept(by), { number: 1, reviewOn: approved.reviewOn })
    } }
    return [written, ...sending ? [sending] : [], ...approving ? [approving] : []]
  })
  try {
    for (const { one, at, act } of steps.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      tellAt(new Date(`${at}:00+07:00`))
      try { await act() } catch (error) { throw new Error(`data/demo/faqs.json: “${one.question}” at ${at}`, { cause: error }) }
    }
  } finally { tellAt(null) }
  // What happened lately is in the inboxes; what is older than some days was read.
  const happened = await db.select().from(events).where(and(gt(events.number, before), eq(events.subjectKind, 'faq'))).orderBy(asc(events.number))
  for (const event of happened.filter(({ at }) => dayOf(at) >= addDays(today, -14))) {
    await tellOf(db, event, false, dayOf(event.at) < addDays(today, -4) ? event.at : null)
  }
}

async function write(db: Write, told: Told, user: User, people: Map<string, string>): Promise<string> {
  const { code, question, phrasings, answer, keeper } = told
  const [version] = await db.select({ procedureId: procedureVersions.procedureId }).from(procedureVersions).where(eq(procedureVersions.code, code)).limit(1)
  if (!version) throw new Error(`no procedure ${code}`)
  const passages = (await passagesInForce(db, version.procedureId))?.passages ?? []
  const quotes = told.cites.map(({ section, starts }, at) => {
    const passage = passages.find(one => one.section === section && one.quote.startsWith(starts))
    if (!passage) throw new Error(`${code} has no passage "${starts}" in ${section}`)
    return [`quote-${at + 1}`, citationValue(passage)]
  })
  return addFaq(db, user, faqForm.parse({
    question, phrasings: phrasings.join('\n'), answer, procedureId: version.procedureId, unitId: user.unitId ?? '',
    personId: keeper ? idOf(people, keeper) : user.id, ...Object.fromEntries(quotes),
  }))
}

/** Returns the ids of the entries that went: the assistant's index is told of them by an event. */
export async function removeFaqs(db: Write, personIds: string[], procedureIds: string[]): Promise<string[]> {
  const ids = (await db.select({ id: faqs.id }).from(faqs).where(inArray(faqs.madeById, personIds))).map(({ id }) => id)
  const gone = new Set(ids)
  const told = (await db.select({ id: tellings.id }).from(tellings)).map(({ id }) => id).filter(id => gone.has(id.split(' ', 1)[0]!))
  await db.delete(tellings).where(inArray(tellings.id, told))
  await db.delete(notices).where(inArray(notices.subjectId, ids))
  await db.update(turns).set({ faqId: null }).where(inArray(turns.faqId, ids))
  await db.delete(faqVersions).where(inArray(faqVersions.faqId, ids))
  await db.delete(faqs).where(inArray(faqs.id, ids))
  await db.update(faqs).set({ ownerId: null }).where(inArray(faqs.ownerId, personIds))
  await db.update(faqs).set({ procedureId: null }).where(inArray(faqs.procedureId, procedureIds))
  return ids
}
