// The portal's column vocabulary: each word means the same thing in SQLite and in PostgreSQL.
// Which of the two is decided once, when the program starts, by DATABASE_URL.
import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'
import { isPostgresUrl } from '../config.ts'

export const isPostgres = isPostgresUrl(process.env.DATABASE_URL ?? '')

// PostgreSQL's spelling gives the types: its builders have no .get/.all/.run, which exist on one of the two only.
const inPostgres = {
  table: pg.pgTable,
  id: () => pg.text('id').primaryKey(),
  text: (name: string) => pg.text(name),
  choice: <const T extends readonly [string, ...string[]]>(name: string, values: T) => pg.text(name, { enum: values as unknown as [T[number], ...T[number][]] }),
  whole: (name: string) => pg.integer(name),
  real: (name: string) => pg.doublePrecision(name),
  flag: (name: string) => pg.boolean(name),
  /** A moment, to the millisecond, UTC; a Date in code. */
  instant: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3, mode: 'date' }),
  /** A calendar date without a zone, 'YYYY-MM-DD'; it sorts and compares as text in both databases. */
  day: (name: string) => pg.text(name),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  sequence: (name: string) => pg.bigserial(name, { mode: 'number' }).primaryKey(),
  index: pg.index,
  unique: pg.uniqueIndex,
}

const inSqlite: { [K in keyof typeof inPostgres]: unknown } = {
  table: sqlite.sqliteTable,
  id: () => sqlite.text('id').primaryKey(),
  text: (name: string) => sqlite.text(name),
  choice: (name: string, values: [string, ...string[]]) => sqlite.text(name, { enum: values }),
  whole: (name: string) => sqlite.integer(name),
  real: (name: string) => sqlite.real(name),
  flag: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  instant: (name: string) => sqlite.integer(name, { mode: 'timestamp_ms' }),
  day: (name: string) => sqlite.text(name),
  json: (name: string) => sqlite.text(name, { mode: 'json' }),
  sequence: (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true }),
  index: sqlite.index,
  unique: sqlite.uniqueIndex,
}

export const { table, id, text, choice, whole, real, flag, instant, day, json, sequence, index, unique } =
  (isPostgres ? inPostgres : inSqlite) as typeof inPostgres
