// Before words are saved: how a question would be read then, and which questions asked lately say them.
import { and, asc, desc, eq, gte, isNotNull } from 'drizzle-orm'
import { queryOf } from '../assistant/asking.ts'
import { Lexicon, type LexiconText } from '../assistant/lexicon.ts'
import type { Searcher } from '../assistant/searcher.ts'
import { turns } from '../assistant/tables.ts'
import { spell } from '../assistant/vietnamese.ts'
import { addDays, startOf, today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { lexiconOf } from './in-use.ts'
import { saying } from './pins.ts'
import { lexiconEntries, type LexiconEntry } from './tables.ts'

type Words = Pick<LexiconEntry, 'kind' | 'term' | 'sayings'>

/** A question as it is read, and which words of law it is understood to mean. */
export interface Reading { text: string; understood: { said: string; term: string }[] }

interface Compared<T> { before: T; after: T }

/** The words in use, and what they would be with an entry added or put in place of the one with its id. */
export async function lexiconWith(db: Read, entry: Words, id: string | null): Promise<Compared<LexiconText>> {
  const inUse = await db.select().from(lexiconEntries).where(eq(lexiconEntries.inUse, true)).orderBy(asc(lexiconEntries.id))
  const replaced = inUse.some(kept => kept.id === id)
  return { before: lexiconOf(inUse), after: lexiconOf(replaced ? inUse.map(kept => (kept.id === id ? entry : kept)) : [...inUse, entry]) }
}

/** How a question is read with the words in use, and with others. */
export async function tryQuestion(searcher: Searcher, question: string, words: Compared<LexiconText>): Promise<Compared<Reading>> {
  const read = async (text: LexiconText): Promise<Reading> => {
    const lexicon = new Lexicon(text)
    const { reading } = await searcher.find(lexicon.writeOut(question), { limit: 1 })
    return { text: reading.text, understood: queryOf(reading, lexicon).sayings.map(({ text, law }) => ({ said: text.trim(), term: law.map(spell).join(' ') })) }
  }
  return { before: await read(words.before), after: await read(words.after) }
}

const lookBack = { days: 90, questions: 5_000 }

export interface AskedLately { count: number; days: number; some: { href: string; question: string }[] }

/** Questions of the last months that say one of the phrases, the latest first; for those who may read others' conversations. */
export async function askedLately(db: Read, phrases: readonly string[], limit = 5): Promise<AskedLately> {
  const since = startOf(addDays(today(), -lookBack.days))
  const asked = await db.select({ question: turns.question, conversationId: turns.conversationId, number: turns.number }).from(turns)
    .where(and(isNotNull(turns.question), gte(turns.askedAt, since))).orderBy(desc(turns.askedAt)).limit(lookBack.questions)
  const wanted = phrases.map(phrase => phrase.split('+'))
  const found = asked.filter(({ question }) => {
    const says = saying(question!)
    return wanted.some(parts => parts.every(says))
  })
  return {
    count: found.length, days: lookBack.days,
    some: found.slice(0, limit).map(({ question, conversationId, number }) => ({ href: `/ask/${conversationId}#luot-${number}`, question: question! })),
  }
}
