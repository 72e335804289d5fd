// Full text in SQLite: one FTS5 table without contents; its row number is the thing's number.
import { sql, type SQL } from 'drizzle-orm'
import { table, text, whole } from './columns.ts'
import type { Wanted } from './full-text.ts'
import type { Write } from './store.ts'

export const fullText = table('full_text', { number: whole('rowid').notNull(), words: text('words').notNull() })

export const written = (words: readonly string[]): string => words.join(' ')

const expressionOf = (wanted: Wanted): string => wanted.map(group => `(${group.join(' OR ')})`).join(' AND ')

// In capitals they are operators; words are always small.
export const matches = (wanted: Wanted): SQL => sql`full_text match ${expressionOf(wanted)}`

// A table of FTS5 takes commands in a column of its own name; taking its rows away one by one would take minutes.
const commands = table('full_text', { command: text('full_text').notNull() })

export async function dropAll(db: Write): Promise<void> { await db.insert(commands).values({ command: 'delete-all' }) }
