// The database's own full text: which numbers have which words. SQLite keeps them in FTS5, PostgreSQL in a tsvector with GIN.
import { desc, inArray } from 'drizzle-orm'
import { isPostgres } from './columns.ts'
import type { Read, Write } from './store.ts'

// PostgreSQL's spelling gives the types, as in columns.ts.
const { dropAll, fullText, matches, written } = (isPostgres ? await import('./full-text-postgres.ts') : await import('./full-text-sqlite.ts')) as typeof import('./full-text-postgres.ts')

/** A word is letters and digits of ASCII, small; what else a text holds must be made such before. */
export interface WordsOf { number: number; words: readonly string[] }

/** What is looked for: one word at least of each group. A word that ends in `*` stands for all that begin so. */
export type Wanted = readonly (readonly string[])[]

const word = /^[a-z0-9]{1,80}\*?$/

/** Puts in the words of things that have none yet: `dropWords` before it takes the old ones away. */
export async function putWords(db: Write, rows: readonly WordsOf[]): Promise<void> {
  for (const { words } of rows) if (!words.every(one => word.test(one))) throw new Error('a word for the full text holds something else than a-z and 0-9')
  if (rows.length) await db.insert(fullText).values(rows.map(({ number, words }) => ({ number, words: written(words) })))
}

export async function dropWords(db: Write, numbers: readonly number[]): Promise<void> {
  if (numbers.length) await db.delete(fullText).where(inArray(fullText.number, [...numbers]))
}

/** Takes all words away, to begin anew. */
export const dropAllWords = (db: Write): Promise<void> => dropAll(db)

/** The numbers that have what is wanted, as a part of another query; `wanted` asks for something. */
export function numbersMatching(db: Read, wanted: Wanted) {
  if (!wanted.flat().every(one => word.test(one))) throw new Error('a word to look for holds something else than a-z and 0-9')
  return db.select({ number: fullText.number }).from(fullText).where(matches(wanted))
}

/** The numbers that have what is wanted, the highest first, at most `limit`. */
export async function numbersWith(db: Read, wanted: Wanted, limit: number): Promise<number[]> {
  if (!wanted.length || wanted.some(group => !group.length)) return []
  return (await numbersMatching(db, wanted).orderBy(desc(fullText.number)).limit(limit)).map(({ number }) => number)
}
