// People, where they serve, which roles they hold or were lent, and how they sign in.
import { roles } from '../policy.ts'
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'
import { units } from '../units/tables.ts'

export interface Preferences { theme?: 'light' | 'dark'; shortcuts?: boolean; compact?: boolean; /** Saved filter with which the register of tasks opens. */ registerFilter?: string }

export const people = table('people', {
  id: id(),
  name: text('name').notNull(),
  search: text('search').notNull(),
  sort: text('sort').notNull(),
  /** Lower case. Null for people who are in the directory but were never given an account. */
  email: text('email'),
  userName: text('user_name'),
  extension: text('extension'),
  /** Tasks beside the title (kiêm nhiệm), as the office words them: "Đầu mối CCHC". They give no rights. */
  duties: json<string[]>('duties').notNull().default([]),
  /** What lists add about the person: "Đi học đến tháng 9/2026". */
  note: text('note'),
  /** argon2id in PHC form; null until the person has set one by a one-time link. */
  passwordHash: text('password_hash'),
  wrongTries: whole('wrong_tries').notNull().default(0),
  lockedUntil: instant('locked_until'),
  /** First day on which the person no longer serves here; the account is closed, its history stays. */
  leftOn: day('left_on'),
  demo: flag('demo').notNull().default(false),
  preferences: json<Preferences>('preferences').notNull(),
  revision: whole('revision').notNull().default(1),
}, t => [unique('people_email').on(t.email), unique('people_user_name').on(t.userName), index('people_sort').on(t.sort)])

/** Service in a unit from a day to a day; the present one has no end. */
export const postings = table('postings', {
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  unitId: text('unit_id').notNull().references(() => units.id),
  title: text('title'),
  since: day('since').notNull(),
  until: day('until'),
}, t => [index('postings_person').on(t.personId), index('postings_unit').on(t.unitId)])

export const roleHoldings = table('role_holdings', {
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  role: choice('role', roles).notNull(),
  /** Fields (lĩnh vực) a deputy director is in charge of. */
  fields: json<string[]>('fields').notNull(),
  since: day('since').notNull(),
  until: day('until'),
}, t => [index('role_holdings_person').on(t.personId)])

/** Ủy quyền: `toId` acts for `fromId`, with that person's roles, from a day to a day. */
export const delegations = table('delegations', {
  id: id(),
  fromId: text('from_id').notNull().references(() => people.id),
  toId: text('to_id').notNull().references(() => people.id),
  since: day('since').notNull(),
  /** Last day on which it is valid. */
  until: day('until').notNull(),
  reason: text('reason').notNull(),
  endedAt: instant('ended_at'),
}, t => [index('delegations_to').on(t.toId)])

/** How a person proved who they are when a session began. */
export const waysIn = ['password', 'ldap', 'oidc', 'link', 'demo'] as const
export type WayIn = (typeof waysIn)[number]

export const sessions = table('sessions', {
  /** SHA-256 of the token in the cookie: whoever reads the table cannot sign in with it. */
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  /** What the person may call it by in addresses: the id itself never leaves the server. */
  handle: text('handle').notNull(),
  startedAt: instant('started_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  device: text('device').notNull(),
  address: text('address').notNull(),
  way: choice('way', waysIn).notNull().default('password'),
}, t => [index('sessions_person').on(t.personId), unique('sessions_handle').on(t.handle)])

/** One-time links by which an invited person, or one who forgot, sets a password of their own. */
export const passwordLinks = table('password_links', {
  /** SHA-256 of the token in the address. */
  id: id(),
  personId: text('person_id').notNull().references(() => people.id),
  madeById: text('made_by_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
}, t => [index('password_links_person').on(t.personId)])

export type Person = typeof people.$inferSelect
export type Posting = typeof postings.$inferSelect
export type RoleHolding = typeof roleHoldings.$inferSelect
export type Delegation = typeof delegations.$inferSelect
export type Session = typeof sessions.$inferSelect
