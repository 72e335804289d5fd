// The second factor of a person: the secret that their authenticator app holds too, and the recovery codes that stand in for it.
import { people } from '../accounts/tables.ts'
import { id, index, instant, table, text, whole } from '../store/columns.ts'

/** One that is confirmed counts at signing in; beside it may stand another, until its first code takes over. */
export const secondFactors = table('second_factors', {
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  /** Sealed (src/sealing.ts): whoever reads the table cannot make codes. */
  secret: text('secret').notNull(),
  madeAt: instant('made_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** Step of 30 seconds of the last code that was taken: neither it nor an older one is taken again. */
  lastStep: whole('last_step').notNull().default(0),
}, t => [index('second_factors_person').on(t.personId)])

export const recoveryCodes = table('recovery_codes', {
  /** SHA-256 of the code: it was shown once and is kept nowhere. */
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  usedAt: instant('used_at'),
}, t => [index('recovery_codes_person').on(t.personId)])

export type SecondFactor = typeof secondFactors.$inferSelect
