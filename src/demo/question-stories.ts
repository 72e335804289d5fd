// Questions that the demo's people asked the assistant in the last weeks: answered as they would have been, judged, handed to units, decided.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { userOf, type User } from '../accounts/accounts.ts'
import { people } from '../accounts/tables.ts'
import { answerTurn } from '../assistant/answering.ts'
import { keepAnswer } from '../assistant/conversation.ts'
import { giveFeedback } from '../assistant/feedback.ts'
import { sourcesNow } from '../assistant/sources.ts'
import { feedbackReasons, type KeptTurn } from '../assistant/tables.ts'
import { tellAt } from '../clock.ts'
import { decide, outcomesByHand } from '../learning/deciding.ts'
import { answerHandover, findHandover, handOver } from '../learning/handing-over.ts'
import { actor } from '../policy.ts'
import type { Write } from '../store/store.ts'
import type { Asking } from './asking.ts'
import { acted, words } from './story.ts'
import { idOf, type Known } from './telling.ts'

const at = z.string().regex(/^\d\d:\d\d$/)

export const questionsFile = z.array(z.object({
  ...acted, at, question: words,
  judged: z.object({ useful: z.boolean(), reason: z.enum(feedbackReasons).optional(), comment: z.string().nullable().default(null) }).optional(),
  handed: z.object({ to: z.string(), note: z.string(), answered: z.object({ ...acted, at, answer: words }).optional() }).optional(),
  decided: z.object({ ...acted, at, outcome: z.enum(outcomesByHand), note: words }).optional(),
}))

/** Tells them by the functions that the pages use, each at its own moment. */
export async function tellQuestions(db: Write, told: z.output<typeof questionsFile>, known: Pick<Known, 'people' | 'units'>, { find }: Asking): Promise<void> {
  const turnOf = new Map<(typeof told)[number], KeptTurn>()
  const handoverOf = new Map<(typeof told)[number], string>()
  const user = async (key: string): Promise<User> => userOf(db, (await db.select().from(people).where(eq(people.id, idOf(known.people, key))))[0]!)

  const asking = told.map(one => ({ on: one.on, at: one.at, act: async () => {
    const by = await user(one.by)
    const found = sourcesNow(db, { find })
    const started = performance.now()
    const answer = await answerTurn(found, one.question)
    const { turn } = await keepAnswer(db, by, null, { question: one.question, answer, looked: found.looked, started })
    turnOf.set(one, turn)
    if (one.judged) await giveFeedback(db, by, turn, { useful: one.judged.useful ? 'yes' : 'no', reason: one.judged.reason, comment: one.judged.comment ?? '' })
    if (one.handed) handoverOf.set(one, await handOver(db, by, turn, { unit: idOf(known.units, one.handed.to), note: one.handed.note }))
  } }))
  const answering = told.flatMap(one => (one.handed?.answered ? [{ ...one.handed.answered, act: async () => {
    const by = await user(one.handed!.answered!.by)
    await answerHandover(db, by, (await findHandover(db, by, handoverOf.get(one)!)).handover, { answer: one.handed!.answered!.answer })
  } }] : []))
  const deciding = told.flatMap(one => (one.decided ? [{ ...one.decided, act: async () => {
    await decide(db, actor(await user(one.decided!.by), 'write knowledge'), [turnOf.get(one)!.id], one.decided!.outcome, { note: one.decided!.note })
  } }] : []))
  try {
    for (const step of [...asking, ...answering, ...deciding].toSorted((a, b) => (`${a.on} ${a.at}` < `${b.on} ${b.at}` ? -1 : 1))) {
      tellAt(new Date(`${step.on}T${step.at}:00+07:00`))
      await step.act()
    }
  } finally { tellAt(null) }
}
