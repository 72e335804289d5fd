// Rows whose JSON names one of some ids: read by the database, so that the rest need not be taken apart.
import { like, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'

/** More ids than this are not looked for: it would cost more than reading all rows. */
const most = 20

/** A condition that may let through too much, never too little; none for many ids. */
export const naming = (column: AnyColumn, ids: readonly string[]): SQL | undefined =>
  (ids.length > most ? undefined : or(...ids.map(id => like(sql`cast(${column} as text)`, `%${id}%`))))
