// Before words are saved: how a question would be read then, and which questions asked lately say them.
import { and, asc, desc, eq, gte, isNotNull, ne } from 'drizzle-orm'
import { queryOf } from '../assistant/asking.ts'
import { Lexicon } from '../assistant/lexicon.ts'
import type { Searcher } from '../assistant/searcher.ts'
import { turns } from '../assistant/tables.ts'
import { spell } from '../assistant/vietnamese.ts'
import { addDays, today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { lexiconOf } from './in-use.ts'
import { says } from './pins.ts'
import { lexiconEntries, type LexiconEntry } from './tables.ts'

type Words = Pick<LexiconEntry, 'kind' | 'term' | 'sayings'>

/** A question as it is read, and which words of law it is understood to mean. */
export interface Reading { text: string; understood: { said: string; term: string }[] }

/** How the question is read with the words in use, and with an entry added or put in place of the one with its id. */
export async function tryWords(db: Read, searcher: Searcher, question: string, entry: Words, id: string | null): Promise<{ before: Reading; after: Reading }> {
  const inUse = and(eq(lexiconEntries.inUse, true), id ? ne(lexiconEntries.id, id) : undefined)
  const others = await db.select().from(lexiconEntries).where(inUse).orderBy(asc(lexiconEntries.id))
  const kept = id ? await db.select().from(lexiconEntries).where(and(eq(lexiconEntries.id, id), eq(lexiconEntries.inUse, true))) : []
  const read = async (words: Words[]): Promise<Reading> => {
    const lexicon = new Lexicon(lexiconOf(words))
    const { reading } = await searcher.find(lexicon.writeOut(question), { limit: 1 })
    return { text: reading.text, understood: queryOf(reading, lexicon).sayings.map(({ text, law }) => ({ said: text.trim(), term: law.map(spell).join(' ') })) }
  }
  return { before: await read([...others, ...kept]), after: await read([...others, entry]) }
}

const lookBack = { days: 90, questions: 5_000 }

export interface AskedLately { count: number; days: number; some: { href: string; question: string }[] }

/** Questions of the last months that say one of the phrases, the latest first; for those who may read others' conversations. */
export async function askedLately(db: Read, phrases: readonly string[], limit = 5): Promise<AskedLately> {
  const since = new Date(`${addDays(today(), -lookBack.days)}T00:00:00+07:00`)
  const asked = await db.select({ question: turns.question, conversationId: turns.conversationId, number: turns.number }).from(turns)
    .where(and(isNotNull(turns.question), gte(turns.askedAt, since))).orderBy(desc(turns.askedAt)).limit(lookBack.questions)
  const wanted = phrases.map(phrase => phrase.split('+'))
  const found = asked.filter(({ question }) => wanted.some(parts => parts.every(part => says(question!, part))))
  return {
    count: found.length, days: lookBack.days,
    some: found.slice(0, limit).map(({ question, conversationId, number }) => ({ href: `/ask/${conversationId}#luot-${number}`, question: question! })),
  }
}
