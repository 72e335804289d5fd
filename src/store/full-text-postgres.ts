// Full text in PostgreSQL: a tsvector of words without positions, found by a GIN index.
import { sql, type SQL } from 'drizzle-orm'
import { bigint, customType, pgTable } from 'drizzle-orm/pg-core'
import type { Wanted } from './full-text.ts'
import type { Write } from './store.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const fullText = pgTable('full_text', { number: bigint('number', { mode: 'number' }).primaryKey(), words: tsvector('words').notNull() })

export const written = (words: readonly string[]): string => words.map(word => `'${word}'`).join(' ')

const wordOf = (word: string): string => (word.endsWith('*') ? `'${word.slice(0, -1)}':*` : `'${word}'`)
const expressionOf = (wanted: Wanted): string => wanted.map(group => `(${group.map(wordOf).join(' | ')})`).join(' & ')

// The cast takes the words as they are; to_tsquery would send them through a language's rules.
export const matches = (wanted: Wanted): SQL => sql`${fullText.words} @@ ${expressionOf(wanted)}::tsquery`

export async function dropAll(db: Write): Promise<void> { await db.delete(fullText) }
